"""A second look at the figures that a first reading refutes or leaves open.

A sentence that names several subjects, areas or periods can be tied to its figures in more ways than one. A figure that
is refuted as it was read first is looked for among the facts of whatever else the sentence names or, where it names
nothing of a kind, what its paragraph has named. It stands where the order of figures and names allows it: two figures
that were exchanged cross each other, and stay refuted.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.candidates import timed_changes
from pcc_narrator.checking.certainty import is_distinctive
from pcc_narrator.checking.index import CHANGE, RELATIVE, Index, Subject, grain
from pcc_narrator.checking.lexicon import Bounds, frame_words
from pcc_narrator.checking.names import name_keys, name_stems
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Places, Subjects, Times, areas_named, is_area, is_subject, moved_back
from pcc_narrator.checking.ties import breaks_placing
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.wording import place_words, value_words
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.figure import Figure
from pcc_narrator.models.period import Period

_EARLIER = -1  # the place of what the paragraph named before this sentence
_CHANGES = frozenset({"change", "difference", "multiple"})
_RULES = frozenset({"value", "period", "area", "measure", "statistic", "unit", "base"})
_LISTED = frozenset({",", "and", "then", "now", "finally"})
_OPEN = frozenset({"no_fact", "subject"})
_CLOSE = 3
_NOW = frozenset({"since", "now", "currently", "latest", "today"})
_GAPS = frozenset({"gap", "difference", "apart", "distance"})
_OF_CHANGE = frozenset({"change", "growth", "increase", "rise", "movement", "inflation"})
_TOGETHER = frozenset({"total", "in all", "all", "together", "combined", "between them", "altogether", "overall"})


@dataclass(frozen=True, slots=True)
class Named:
    """Where a sentence names each subject, area and period: item numbers, or -1 for what was named before it."""

    subjects: Mapping[Subject, tuple[int, ...]]
    areas: Mapping[str, tuple[int, ...]]
    periods: Mapping[Period, tuple[int, ...]]

    def places(self, candidate: Candidate) -> tuple[tuple[int, ...], ...]:
        """Where the subject, the area and the period of a candidate are named."""
        return (
            self.subjects.get(candidate.subject, ()),
            self.areas.get(candidate.area, ()),
            self.periods.get(candidate.period, ()),
        )


def look_again(resolver: Resolver, judged: dict[int, Judged], bounds: Bounds) -> dict[int, Judged]:
    """The figures of a sentence that stand after all, by item number. `judged` holds every figure's first verdict."""
    doubted = [
        at
        for at, one in judged.items()
        if (one.verdict == "refuted" and one.rule in _RULES)
        or (one.verdict == "not_enough_information" and one.rule in _OPEN)
    ]
    if not doubted or resolver.in_table or any(item.key == "both" for item in resolver.items):
        return {}
    named = _named(resolver)
    if not named.subjects:
        guessed = [subject for one in judged.values() if one.reading for subject in one.reading.subjects.choices]
        named = replace(named, subjects=dict.fromkeys(guessed, (_EARLIER,)))
    known = {at: one.candidate for at, one in judged.items() if one.verdict == "supported" and one.candidate}
    found: dict[int, Candidate] = {}
    for at, one in judged.items():
        if one.verdict == "supported":
            continue
        hits = _hits(resolver, at, one, named, known, bounds)
        hit = next((hit for hit in hits if not _said_already(resolver, at, hit, known)), None)
        if hit is not None:
            found[at] = hit
    found.update(_chain(resolver, judged, {**known, **found}, bounds))
    exchanged = {
        at
        for at, hit in found.items()
        if any(other != at and _exchanged(hit, judged[at], theirs, judged[other]) for other, theirs in found.items())
    }
    doubted = [at for at in doubted if at in found and at not in exchanged]
    return {at: _stands(resolver, at, found[at], judged[at]) for at in doubted}


def subject_agreed(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> Subject | None:
    """The subject that a sentence without a clear one is about: two of its figures or more are those of one subject
    alone, in the areas and periods named, and what they share stands in its words ("deaths" of deaths by drowning)."""
    open_ = [at for at, one in judged.items() if one.verdict == "not_enough_information" and one.rule in _OPEN]
    if len(open_) < 2 or resolver.in_table or resolver.in_sources:
        return None
    named = _named(resolver)
    here = {stem(token.key) for token in resolver.sentence.tokens} - frame_words()
    votes: dict[Subject, set[int]] = {}
    for at in open_:
        figure = resolver.items[at].figure
        if figure is None or figure.step is None or not is_distinctive(figure):
            continue
        width = figure.step / 2
        for fact in resolver.index.near_value(abs(figure.value) - width, abs(figure.value) + width):
            subject = Subject(fact.measure, fact.category)
            if isinstance(fact.value, bool) or fact.area not in named.areas or not _in_time(resolver, at, fact, named):
                continue
            if _all_words(resolver, subject) & here and fit(figure, fact.number, fact.unit, bounds) in GOOD:
                votes.setdefault(subject, set()).add(at)
    best = sorted(votes, key=lambda subject: -len(votes[subject]))[:2]
    if not best or len(votes[best[0]]) < 2 or (len(best) > 1 and len(votes[best[1]]) == len(votes[best[0]])):
        return None
    return best[0]


def _stands(resolver: Resolver, at: int, hit: Candidate, first: Judged) -> Judged:
    figure, reading = resolver.items[at].figure, first.reading
    assert figure is not None
    if reading is not None:
        reading = Reading(
            reading.role, Subjects((hit.subject,), "said"), Places((hit.area,), "said"),
            Times((hit.period,), "said"), reading.bases,
        )  # fmt: skip
    shown = f"{place_words(resolver.index, hit)}: {value_words(hit.value, hit.unit, hit.decimals)}."
    if is_distinctive(figure):
        return Judged("supported", "value", shown, hit, reading=reading, tried=first.tried)
    message = f"It is not sure what this figure is about; it may be {shown}"
    return Judged("not_enough_information", "subject", message, hit, reading=reading, tried=first.tried)


# What is named


def _named(resolver: Resolver) -> Named:
    subjects: dict[Subject, list[int]] = {}
    areas: dict[str, list[int]] = {}
    strong = False
    for step, item in enumerate(resolver.items):
        if is_subject(item):
            assert item.name is not None
            strong = strong or not all(meaning.weak for meaning in item.name.meanings if meaning.kind != "area")
            for subject in resolver.meant(item):
                subjects.setdefault(subject, []).append(step)
        if is_area(item):
            for area in areas_named(item):
                areas.setdefault(area, []).append(step)
    carried = resolver.carried
    if not strong:
        for subject in (*resolver.inherited().choices, *carried.told_subjects):
            subjects.setdefault(subject, []).append(_EARLIER)
    measures = dict.fromkeys(subject.measure for subject in subjects if subject.category is None)
    told = dict.fromkeys(one.category for one in (*subjects, *carried.told_subjects) if one.category is not None)
    for both in (Subject(measure, category) for measure in measures for category in told):
        if both not in subjects and resolver.index.areas_of(both):
            subjects[both] = subjects[Subject(both.measure)]  # another measure of the category that is told of
    if not areas:
        own = (resolver.index.own,) if resolver.index.own else ()
        for area in (*carried.areas, *carried.told_areas, *carried.heading_area, *own):
            areas.setdefault(area, []).append(_EARLIER)
    return Named(
        {key: tuple(steps) for key, steps in subjects.items()},
        {key: tuple(steps) for key, steps in areas.items()},
        _periods(resolver),
    )


def _periods(resolver: Resolver) -> dict[Period, tuple[int, ...]]:
    found: dict[Period, list[int]] = {}
    said = [
        (step, item.period)
        for step, item in enumerate(resolver.items)
        if item.period is not None and item.period.kind != "length"
    ]
    carried = resolver.carried
    earlier = dict.fromkeys((*carried.times, *carried.bases, *carried.told_times, *carried.heading_time))
    anchors = {
        period
        for step, mention in said
        if mention.relation is None
        for period in resolver.read_period(step).choices or ()
    }
    anchors |= {*earlier} or {*resolver.report_periods()}
    for step, mention in said:
        meant = [mention.first, mention.last, *(resolver.read_period(step).choices or ())]
        if mention.relation is not None:
            calendar = resolver.index.set.calendar
            meant += [moved for anchor in sorted(anchors, key=_when) for moved in moved_back(mention, anchor, calendar)]
        for period in meant:
            if period is not None and step not in found.setdefault(period, []):
                found[period].append(step)
    now = next((step for step, item in enumerate(resolver.items) if item.key in _NOW), None)
    if now is not None:
        for period in resolver.report_periods():
            found.setdefault(period, []).append(now)
    if all(mention.relation is not None or resolver.is_base(step) for step, mention in said):
        for period in (*earlier, *resolver.report_periods()):
            found.setdefault(period, []).append(_EARLIER)
    return {period: tuple(steps) for period, steps in found.items()}


def _when(period: Period) -> tuple[str, str]:
    return str(period.end), str(period.start)


# What the figure may be


def _hits(
    resolver: Resolver, at: int, first: Judged, named: Named, known: Mapping[int, Candidate], bounds: Bounds
) -> Iterator[Candidate]:
    """Facts of what is named that have exactly this figure, and changes, differences and sums of what is named."""
    figure, role = resolver.items[at].figure, resolver.roles[at]
    if figure is None or figure.high is not None:
        return
    reading = first.reading
    told = reading.bases.choices if reading is not None and reading.bases.source == "said" else None
    read = reading.subjects.choices if reading is not None else ()
    owned = _owner(resolver, at)
    based = _base_after(resolver, at)
    pair = known.get(role.pair) if role.pair is not None and role.role in ("from", "to") else None
    for candidate in (*_stated(resolver, at, named, read), *_computed(resolver, at, named, told)):
        if told and candidate.base is not None and candidate.base not in told:
            continue
        told_so = candidate.subject not in named.subjects and _told_apart(resolver, candidate.subject, read)
        if not _of_kind(resolver, at, candidate) or not (told_so or owned(candidate.subject)):
            continue
        if breaks_placing(resolver, at, candidate) or not resolver.says_statistic(candidate.statistic):
            continue
        if based and candidate.base is not None and candidate.base not in based:
            continue
        if pair is not None and grain(pair.period) != grain(candidate.period):
            continue
        if role.sign and candidate.statistic in CHANGE and candidate.value * role.sign < 0:
            continue
        if not any(fit(shape, candidate.value, candidate.unit, bounds) in GOOD for shape in _shapes(resolver, at)):
            continue
        if _beside(resolver, at, known, candidate) or _reachable(resolver, at, candidate, named, first):
            yield candidate


def _owner(resolver: Resolver, at: int) -> Callable[[Subject], bool]:
    """Whether a subject can be what the words next to a figure name: "781 evening visits" are no school visits."""
    step = _named_beside(resolver, at)
    if step is None:
        return lambda subject: True
    item = resolver.items[step]
    assert item.name is not None
    meant = resolver.meant(item)
    content = frozenset(item.name.stems) - frame_words()
    if len(content) < 2 and all(meaning.weak for meaning in item.name.meanings):
        return lambda subject: True  # "visits" may be of anything that is counted so
    return lambda subject: subject in meant or content <= resolver.names.words_of(subject)


def _named_beside(resolver: Resolver, at: int) -> int | None:
    """The name that counts with a figure, stands after it with "in", or is what its verb tells of."""
    items, role = resolver.items, resolver.roles[at]
    if (beside := resolver.beside(at)) is not None:
        return beside
    step = at + 1
    if step < len(items) and (items[step].has("change_noun") or items[step].has("more")):
        step += 1
    if step + 1 < len(items) and items[step].key in ("in", "of", "for"):
        step += 2 if items[step + 1].key in ("the", "all") else 1
        if step < len(items) and is_subject(items[step]):
            return step
    if role.word is None or role.word > at:
        return None
    for step in range(role.word - 1, -1, -1):
        item = items[step]
        if item.clause != items[at].clause or item.kind in ("figure", "mark"):
            return None
        if is_subject(item):
            return step
    return None


def _base_after(resolver: Resolver, at: int) -> tuple[Period, ...]:
    """The periods that a base told after a figure, in its clause, may mean."""
    for step in range(at + 1, len(resolver.items)):
        item = resolver.items[step]
        if item.clause != resolver.items[at].clause or item.kind == "figure":
            return ()
        if item.period is not None and item.period.kind != "length" and resolver.is_base(step):
            bases = resolver.bases(step, resolver.times(at).choices)
            return bases.choices or () if bases.source == "said" else ()
    return ()


def _of_kind(resolver: Resolver, at: int, candidate: Candidate) -> bool:
    """Whether a level is looked for and is one, or a change. In brackets, and where a clause tells of a change,
    a figure may be either: "rose by 17 per cent (43,475 visits)", "the rise was 7.2 per cent"."""
    role, item = resolver.roles[at], resolver.items[at]
    if role.role == "target" or candidate.statistic == "target":
        return role.role == "target" and candidate.statistic == "target"
    is_change = candidate.statistic in RELATIVE or candidate.statistic == "ratio"
    if role.role == "open" or is_change == (role.role in _CHANGES):
        return True
    if not is_change:
        measure = resolver.index.measures.get(candidate.subject.measure)
        of_change = measure is not None and bool(_OF_CHANGE & set(measure.title.lower().split()))
        return role.apposed or item.depth > 0 or of_change
    clause = [one for one in resolver.items if one.clause == item.clause]
    return any(one.has("change_noun") or one.has("direction") or one.key in _GAPS for one in clause)


def _beside(resolver: Resolver, at: int, known: Mapping[int, Candidate], candidate: Candidate) -> bool:
    """Whether a figure goes on from one that is proved ("when there were 796 and 605"): of the same period."""
    if at < 2 or resolver.items[at - 1].key not in ("and", ","):
        return False
    other = known.get(at - 2)
    return other is not None and other.period == candidate.period


def _shapes(resolver: Resolver, at: int) -> Iterator[Figure]:
    """A figure as it is printed, and as a percentage where it follows one: "91.1 per cent; the worst was 81.4"."""
    figure = resolver.items[at].figure
    assert figure is not None
    yield figure
    if figure.kind == "number" and figure.unit is None and not figure.in_words:
        earlier = next((one.figure for one in reversed(resolver.items[:at]) if one.figure is not None), None)
        if earlier is not None and earlier.kind == "percent":
            yield replace(figure, kind="percent", unit="percent")


def _stated(resolver: Resolver, at: int, named: Named, read: tuple[Subject, ...]) -> Iterator[Candidate]:
    """Facts of this value whose subject, area and period are named; a subject also by most of its words."""
    figure, index = resolver.items[at].figure, resolver.index
    assert figure is not None
    if figure.step is None:
        return
    size, width = abs(figure.value), figure.step / 2
    by_words: list[Candidate] = []
    for fact in index.near_value(size - width, size + width):
        subject = Subject(fact.measure, fact.category)
        if isinstance(fact.value, bool) or fact.area not in named.areas or not _in_time(resolver, at, fact, named):
            continue
        if subject in named.subjects:
            yield arithmetic.of_fact(fact, subject)
        elif _told_apart(resolver, subject, read) or (is_distinctive(figure) and _by_its_words(resolver, subject)):
            by_words.append(arithmetic.of_fact(fact, subject))
    yield from by_words


def _in_time(resolver: Resolver, at: int, fact: Fact, named: Named) -> bool:
    period = fact.period
    if period in named.periods or period == Period():
        return True
    series = resolver.index.series(Subject(fact.measure, fact.category), fact.area)
    for said in named.periods:
        ends = period.end is not None and period.end == said.end and period.contains(said)
        if ends and not any(one.like(said) for one in series):
            return True  # "in March" of a rolling series
        if said.contains(period) and any(len(one.all_inside(said)) == 1 for one in series):
            return True  # "in 2011" of a count taken on one day
        if fact.statistic in CHANGE and _over(fact, said):
            return True  # "in the year to March": from March to March
        may_be_base = resolver.roles[at].role == "from" or resolver.items[at].depth > 0
        if may_be_base and period in _usual_bases(said) and not _base_said(resolver):
            return True
    return False


def _over(fact: Fact, said: Period) -> bool:
    """Whether a change is one over the whole of a stretch of time."""
    base = fact.base
    if base is None or base.end is None or said.start is None or said.end != fact.period.end:
        return False
    return (said.start - base.end).days == 1


def _base_said(resolver: Resolver) -> bool:
    return any(item.period is not None and resolver.is_base(step) for step, item in enumerate(resolver.items))


def _usual_bases(period: Period) -> tuple[Period, ...]:
    """The period before, and the same one a year earlier."""
    months = period.months
    return () if months is None else (period.shifted(-months), period.shifted(-12))


def _by_its_words(resolver: Resolver, subject: Subject) -> bool:
    """Whether most words that tell a subject from others stand in the sentence or its headings."""
    own = _telling_words(resolver, subject)
    here = {stem(token.key) for token in resolver.sentence.tokens}
    here |= {stem(key) for heading in resolver.sentence.block.headings for key in name_keys(heading)}
    return bool(own) and len(own & here) * 10 >= len(own) * 6


def _told_apart(resolver: Resolver, subject: Subject, read: tuple[Subject, ...]) -> bool:
    """Whether what tells a subject from the one that was read stands in the sentence: "… headcount and … FTE"."""
    here = {stem(token.key) for token in resolver.sentence.tokens}
    mine = _all_words(resolver, subject)
    for other in read:
        theirs = _all_words(resolver, other)
        if (other.category is None) == (subject.category is None) and mine & theirs:
            apart = mine - theirs
            if (apart and apart <= here) or (not apart and subject.category is None):
                return True
    return False


def _all_words(resolver: Resolver, subject: Subject) -> frozenset[str]:
    measure = resolver.index.measures.get(subject.measure)
    title = measure.title if measure is not None else subject.measure.replace("_", " ")
    return frozenset(name_stems(f"{title} {subject.category or ''}")) - frame_words()


def _telling_words(resolver: Resolver, subject: Subject) -> frozenset[str]:
    if subject.category is not None:
        words = frozenset(name_stems(subject.category))
        return frozenset(word for word in words if word not in frame_words()) or words
    measure = resolver.index.measures.get(subject.measure)
    words = frozenset(name_stems(measure.title if measure is not None else subject.measure.replace("_", " ")))
    return frozenset(word for word in words if word not in frame_words()) or words


def _computed(resolver: Resolver, at: int, named: Named, told: tuple[Period, ...] | None) -> Iterator[Candidate]:
    """Changes between the periods named (from the base told, if one is) and differences between the areas named."""
    role, items, index = resolver.roles[at].role, resolver.items, resolver.index
    periods = tuple(named.periods)
    figure = items[at].figure
    if figure is not None and figure.kind in ("percent", "fraction") and role not in _CHANGES:
        yield from _complements(index, named)
    if any(item.key in _TOGETHER for item in items) and len(named.areas) > 1:
        yield from _sums(index, named)
    if role not in _CHANGES and not any(item.key in _GAPS for item in items):
        return
    for subject in named.subjects:
        for area in named.areas:
            if not index.knows(subject, area):
                continue
            bases = Times(told or periods, "said")
            for one in timed_changes(index, subject, area, Times(periods, "said"), bases):
                if one.base is None or one.base.end is None or one.period.end is None or one.base.end < one.period.end:
                    yield one
            if told is None:
                yield from arithmetic.changes(index, subject, area, periods, None)
            if role != "change":
                rivals = [other for other in named.areas if other != area and named.areas[area] < named.areas[other]]
                yield from arithmetic.differences(index, subject, area, rivals, periods)


def _complements(index: Index, named: Named) -> Iterator[Candidate]:
    """What a percentage leaves of a hundred: those who waited longer, beside those who were seen in time."""
    for subject in named.subjects:
        for area in named.areas:
            for series in index.series(subject, area):
                for period in named.periods if series.unit == "percent" else ():
                    fact = series.facts.get(period)
                    if fact is not None:
                        rest = 100 - fact.number
                        yield Candidate(rest, "percent", "value", subject, area, period, (fact.id,), how="the rest")


def _sums(index: Index, named: Named) -> Iterator[Candidate]:
    """What the areas named have together."""
    for subject in named.subjects:
        for period in named.periods:
            parts = [
                series.facts[period]
                for area in named.areas
                for series in index.series(subject, area)
                if series.statistic == "value" and series.unit in ("count", "gbp", "none") and period in series.facts
            ]
            if len(parts) > 1:
                total = sum((fact.number for fact in parts), Decimal(0))
                ids = tuple(fact.id for fact in parts)
                yield Candidate(total, parts[0].unit, "total", subject, "", period, ids, how="sum of the areas named")


# Whether the sentence lets it be that


def _reachable(resolver: Resolver, at: int, candidate: Candidate, named: Named, first: Judged) -> bool:
    """Whether no comparing word stands between the figure and what would have to own it."""
    role = resolver.roles[at].role
    if role not in ("level", "to", "open", "share", "mean"):
        return True
    reading = first.reading
    for place, steps in enumerate(named.places(candidate)):
        if not steps:
            continue
        if reading is not None and _as_read(candidate, reading, place):
            continue
        if all(_beyond_comparison(resolver, at, step) for step in steps):
            return False
    return True


def _as_read(candidate: Candidate, reading: Reading, place: int) -> bool:
    if place == 0:
        return candidate.subject in reading.subjects.choices
    if place == 1:
        return candidate.area in reading.places.choices
    return candidate.period in (reading.times.choices or ())


def _beyond_comparison(resolver: Resolver, at: int, step: int) -> bool:
    if step == _EARLIER:
        return False
    items = resolver.items
    if step < at:
        return items[step].kind == "period" and resolver.is_base(step) and at - step > _CLOSE
    between = items[at + 1 : step]
    if any(item.kind == "figure" for item in between):
        return False
    return any(
        item.key in ("than", "against", "from") or (item.has("compare") and item.key not in ("on", "over"))
        for item in between
    )


def _chain(
    resolver: Resolver, judged: Mapping[int, Judged], known: Mapping[int, Candidate], bounds: Bounds
) -> dict[int, Candidate]:
    """ "From 301 in the year to March 2015 to 355, 405 and now 494": one period after the other."""
    items, found = resolver.items, {}
    for at, role in resolver.roles.items():
        start = known.get(at)
        if role.role != "from" or start is None or start.statistic in RELATIVE:
            continue
        row = [step for step in resolver.roles if step > at and items[step].depth == items[at].depth]
        between = [item.key for one, two in itertools.pairwise(row) for item in items[one + 1 : two]]
        if len(row) < 2 or any(key not in _LISTED for key in between):
            continue
        for series in resolver.index.series(start.subject, start.area):
            after = [fact for fact in series.like(start.period) if _follows(fact.period, start.period)]
            for step, fact in zip(row, after, strict=False):
                figure = items[step].figure
                same = series.statistic == start.statistic and figure is not None and step in judged
                if same and figure is not None and fit(figure, fact.number, fact.unit, bounds) in GOOD:
                    found[step] = arithmetic.of_fact(fact, start.subject)
    return found


def _follows(period: Period, start: Period) -> bool:
    """Whether a period comes a whole number of its own lengths after another."""
    months = period.months
    if months is None or period.end is None or start.end is None or period.end <= start.end:
        return False
    return ((period.end.year - start.end.year) * 12 + period.end.month - start.end.month) % months == 0


def _said_already(resolver: Resolver, at: int, hit: Candidate, known: Mapping[int, Candidate]) -> bool:
    """Whether a figure of the same kind has said this already: two areas are not one figure twice."""
    figure = resolver.items[at].figure
    assert figure is not None
    for other, theirs in known.items():
        twin = resolver.items[other].figure
        if (
            twin is not None
            and twin.kind == figure.kind
            and (theirs.facts, theirs.statistic) == (hit.facts, hit.statistic)
        ):
            return True
    return False


def _exchanged(one: Candidate, first: Judged, two: Candidate, second: Judged) -> bool:
    """Whether two figures each stand where the other belongs."""
    if (one.statistic in RELATIVE) != (two.statistic in RELATIVE):
        return False
    if first.reading is None or second.reading is None:
        return False
    mine, theirs = _read_as(first.reading), _read_as(second.reading)
    return any(
        here != there and here in theirs[place] and there in mine[place]
        for place, (here, there) in enumerate(zip(_slot(one), _slot(two), strict=True))
    )


def _slot(candidate: Candidate) -> tuple[object, object, object]:
    return candidate.subject, candidate.area, candidate.period


def _read_as(reading: Reading) -> tuple[tuple[object, ...], tuple[object, ...], tuple[object, ...]]:
    return reading.subjects.choices, reading.places.choices, reading.times.choices or ()
