"""What a figure may be among everything that is named: facts of its value, changes, sums, what is left of a hundred."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.certainty import is_distinctive
from pcc_narrator.checking.change_candidates import is_over, timed_changes
from pcc_narrator.checking.index import AREA_COUNTS, CHANGE, DIFFERENCE, RELATIVE, Index, Series, Subject, grain
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.kinds import is_of_rates
from pcc_narrator.checking.lexicon import Bounds, frame_words
from pcc_narrator.checking.named import EARLIER, Named
from pcc_narrator.checking.named_words import by_its_words, in_full, told_apart
from pcc_narrator.checking.per_time import told_as_count, unit_told
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import BACK, Times, is_subject
from pcc_narrator.checking.ties import breaks_placing
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.where_to_look import same_year
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.figure import Figure
from pcc_narrator.models.period import Period

_CHANGES = frozenset({"change", "difference", "multiple"})
_RATED = frozenset({stem("rate"), stem("share"), stem("percentage"), stem("proportion")})
_OF_CHANGES = frozenset({"percent", "points"})
_AMOUNTS = frozenset({"number", "rate", "money", "duration"})
_PARTS = frozenset({"share", "contribution", "share_of_change"})
_NO_FIGURES = frozenset({"rank", "run", "extreme", "significant"})  # judged where the words speak of them
_CLOSE = 3
REST = "the rest"
_GAPS = frozenset({"gap", "difference", "apart", "distance"})
_OF_CHANGE = frozenset({"change", "growth", "increase", "rise", "movement", "inflation"})
_REST = frozenset(
    [
        "more",
        "longer",
        "later",
        "over",
        "rest",
        "remaining",
        "remainder",
        "other",
        "failed",
        "without",
        "outside",
        "missed",
    ]
)
_TOGETHER = frozenset({"total", "in all", "all", "together", "combined", "between them", "altogether", "overall"})


def hits(
    resolver: Resolver, at: int, first: Judged, named: Named, known: Mapping[int, Candidate], bounds: Bounds
) -> Iterator[Candidate]:
    """Facts of what is named that have exactly this figure, and changes, differences and sums of what is named."""
    figure, role = resolver.items[at].figure, resolver.roles[at]
    if figure is None or figure.high is not None or unit_told(resolver.items, at) is not None:
        return
    reading = first.reading
    told = reading.bases.choices if reading is not None and reading.bases.source == "said" else None
    read = reading.subjects.choices if reading is not None else ()
    owned = _owner(resolver, at)
    bracketed = at > 1 and resolver.items[at - 1].key == "(" and is_subject(resolver.items[at - 2])
    based = _base_after(resolver, at)
    pair = known.get(role.pair) if role.pair is not None and role.role in ("from", "to") else None
    shapes = tuple(_shapes(resolver, at, first))
    for candidate in (*_stated(resolver, at, named, read), *_computed(resolver, at, named, told)):
        if told and candidate.base is not None and candidate.base not in told:
            continue
        if told_as_count(resolver, at, role, candidate):
            continue
        if candidate.statistic == "ratio" and figure.kind not in ("multiple", "fraction"):
            continue  # 0.85 of it is no change of 85 per cent
        if figure.kind == "percent" and candidate.unit == "percentage_points":
            continue  # points are no per cent
        if role.role == "from" and role.pair is None and _other_than_base(resolver.index, candidate, reading):
            continue
        free = not bracketed and candidate.subject not in named.subjects
        told_so = free and told_apart(resolver, at, candidate.subject, read)
        if not _of_kind(resolver, at, candidate) or not (told_so or owned(candidate.subject)):
            continue
        if is_of_rates(resolver, candidate) or _is_told_otherwise(resolver, named, candidate, reading):
            continue
        if breaks_placing(resolver, at, candidate) or not resolver.says_statistic(candidate.statistic):
            continue
        if based and candidate.base is not None and candidate.base not in based:
            continue
        if based and candidate.against is not None and candidate.statistic in DIFFERENCE:
            continue  # "2.8 points higher than in the year before" is no distance from another area
        if role.role in ("level", "open") and _starts_range(resolver, at, candidate):
            continue
        if pair is not None and not _pairs_with(resolver, at, pair, candidate):
            continue
        if role.sign and candidate.statistic in CHANGE and candidate.value * role.sign < 0:
            continue
        if not any(fit(shape, candidate.value, candidate.unit, bounds) in GOOD for shape in shapes):
            continue
        if _beside(resolver, at, known, candidate) or _reachable(resolver, at, candidate, named, first):
            yield candidate


def _starts_range(resolver: Resolver, at: int, candidate: Candidate) -> bool:
    """Whether a level that is told alone with a range of time is that of its first end: "96 from May 2016 to May 2017"
    tells none of the year to May 2016."""
    clause = resolver.items[at].clause
    alone = sum(resolver.items[step].clause == clause for step in resolver.roles) == 1
    for item in resolver.items:
        mention = item.period
        if mention is None or item.clause != clause or mention.first is None or mention.last is None:
            continue
        if mention.preposition in ("from", "between") and alone and candidate.statistic not in CHANGE:
            return candidate.period == mention.first or candidate.period.end == mention.first.end
    return False


def _pairs_with(resolver: Resolver, at: int, end: Candidate, candidate: Candidate) -> bool:
    """Whether two figures can be the ends of one change: of periods as long, and of one statistic, none of them the
    size of a change unless that is what changed ("the rise went from 120 to 154")."""
    if grain(end.period) != grain(candidate.period) or (end.statistic == "mean") != (candidate.statistic == "mean"):
        return False
    if candidate.statistic not in CHANGE:
        return True
    word = resolver.roles[at].word
    return any(
        item.has("change_noun") for item in resolver.items[:at] if word is None or item is not resolver.items[word]
    )


def _owner(resolver: Resolver, at: int) -> Callable[[Subject], bool]:
    """Whether a subject can be what the words next to a figure name: "781 evening visits" are no school visits."""
    step = _named_beside(resolver, at)
    if step is None:
        return lambda subject: True
    item = resolver.items[step]
    assert item.name is not None
    meant = resolver.meant(item)
    content = frozenset(item.name.stems) - frame_words() | (frozenset(item.name.stems) & _RATED)
    if len(content) < 2 and all(meaning.weak for meaning in item.name.meanings):
        return lambda subject: True  # "visits" may be of anything that is counted so
    return lambda subject: subject in meant or content <= resolver.names.words_of(subject)


def _named_beside(resolver: Resolver, at: int) -> int | None:
    """The name that counts with a figure, stands after it with "in", or is what its verb tells of."""
    items, role = resolver.items, resolver.roles[at]
    if (beside := resolver.beside(at)) is not None:
        return beside
    if at > 1 and items[at - 1].key == "(" and is_subject(items[at - 2]):
        return at - 2  # "evening visits (767), school visits (727)"
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
            bases = resolver.bases(at, resolver.times(at).choices)
            return bases.choices or () if bases.source == "said" else ()
    return ()


def _other_than_base(index: Index, candidate: Candidate, reading: Reading | None) -> bool:
    """Whether a level that something is compared with is of neither the base that is told nor an area of its own."""
    if reading is None or reading.bases.source != "said" or candidate.statistic in RELATIVE:
        return False
    told = reading.bases.choices or ()
    if candidate.area not in reading.places.choices or any(candidate.period.end == one.end for one in told):
        return False
    return any(series.facts.get(one) for series in index.series(candidate.subject, candidate.area) for one in told)


def _of_kind(resolver: Resolver, at: int, candidate: Candidate) -> bool:
    """Whether a level is looked for and is one, or a change. In brackets, and where a clause tells of a change,
    a figure may be either: "rose by 17 per cent (43,475 visits)", "the rise was 7.2 per cent"."""
    role, item = resolver.roles[at], resolver.items[at]
    if candidate.statistic in _NO_FIGURES or (candidate.statistic in AREA_COUNTS and not _in_words(item)):
        return False
    if role.role == "target" or candidate.statistic == "target":
        return role.role == "target" and candidate.statistic == "target"
    is_change = candidate.statistic in RELATIVE or candidate.statistic.startswith(("ratio", "change_"))
    if is_change == (role.role in _CHANGES) or (role.role == "open" and not is_change):
        return True
    if role.role == "open" and item.figure is not None and (item.figure.sign or item.figure.kind in _OF_CHANGES):
        return bool(item.figure.sign) or resolver.sentence.block.kind != "alt" or _speaks_of_change(resolver)
    if candidate.statistic in _PARTS:
        return False
    if not is_change:
        measure = resolver.index.measures.get(candidate.subject.measure)
        of_change = measure is not None and bool(_OF_CHANGE & set(measure.title.lower().split()))
        return role.apposed or item.depth > 0 or of_change
    if role.role == "level" and item.figure is not None and item.figure.kind in _AMOUNTS:
        return False  # "there were 0.7, the same as in Leeds"
    return any(one.has("change_noun") or one.has("direction") or one.key in _GAPS for one in resolver.items)


def _speaks_of_change(resolver: Resolver) -> bool:
    """Whether a picture's words tell of a change: a list of areas with their percentages is one of levels."""
    return any(item.has("change_noun") or item.has("direction") or item.has("more") for item in resolver.items)


def _in_words(item: Item) -> bool:
    return item.figure is not None and item.figure.in_words


def _is_told_otherwise(resolver: Resolver, named: Named, candidate: Candidate, reading: Reading | None) -> bool:
    """Whether a period or area told before the sentence is looked to, where the words next to the figure name one."""
    if reading is None:
        return False
    _, areas, periods = named.places(candidate)
    if any(item.has("comparison", "equal", "near") for item in resolver.items):
        periods = ()  # "half of them (50%), similar to twelve months ago": the time compared with is no time of its own
    return (
        set(areas) == {EARLIER} and reading.places.source == "said" and candidate.area not in reading.places.choices
    ) or (
        set(periods) == {EARLIER}
        and reading.times.source == "said"
        and candidate.period not in (reading.times.choices or ())
    )


def _beside(resolver: Resolver, at: int, known: Mapping[int, Candidate], candidate: Candidate) -> bool:
    """Whether a figure goes on from one that is proved ("when there were 796 and 605"): of the same period."""
    if at < 2 or resolver.items[at - 1].key not in ("and", ","):
        return False
    other = known.get(at - 2)
    return other is not None and other.period == candidate.period


def _shapes(resolver: Resolver, at: int, first: Judged) -> Iterator[Figure]:
    """A figure as it is printed, and as a percentage where it follows one: "91.1 per cent; the worst was 81.4"."""
    figure = resolver.items[at].figure
    assert figure is not None
    yield figure
    if figure.kind == "number" and figure.unit is None and not figure.in_words:
        earlier = next((one.figure for one in reversed(resolver.items[:at]) if one.figure is not None), None)
        right = first.candidate if first.verdict == "refuted" else None
        stated = right is not None and not right.how and right.unit != "percent"  # it should have been this number
        parted = figure.step is not None and figure.step < 1 and not resolver.says_rate and not stated
        if (earlier is not None and earlier.kind == "percent") or parted:
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
        if isinstance(fact.value, bool) or fact.area not in named.areas or not in_time(resolver, at, fact, named):
            continue
        if subject in named.subjects:
            yield arithmetic.of_fact(fact, subject)
        elif (
            told_apart(resolver, at, subject, read)
            or in_full(resolver, subject, read)
            or (is_distinctive(figure) and by_its_words(resolver, at, subject, read))
        ):
            by_words.append(arithmetic.of_fact(fact, subject))
    yield from by_words


def in_time(resolver: Resolver, at: int, fact: Fact, named: Named) -> bool:
    """Whether a fact is of a period that is named, or that a word for one may mean."""
    period = fact.period
    if period in named.periods or period == Period():
        return True
    series = resolver.index.series(Subject(fact.measure, fact.category), fact.area)
    for said in named.periods:
        ends = period.end is not None and period.end == said.end and period.contains(said)
        if ends and not any(one.like(said) for one in series):
            return True  # "in March" of a rolling series
        if period.months == 12 and said not in named.exact and _is_year(series, said, period):
            return True  # "2015/16" of years to August
        if not arithmetic.is_longer(said, named.periods) and any(one.only_inside(said) is fact for one in series):
            return True  # "in 2011" of a count taken on one day
        if fact.statistic in CHANGE and is_over(fact, said):
            return True  # "in the year to March": from March to March
        may_be_base = (resolver.roles[at].role == "from" and not _base_behind(resolver, at)) or _in_brackets(
            resolver, at
        )
        if may_be_base and period in _usual_bases(said) and not _base_said(resolver):
            return True
    return False


def _base_behind(resolver: Resolver, at: int) -> bool:
    """Whether the period that a figure is of stands behind it: "from 88 per cent in the previous quarter"."""
    for item in resolver.items[at + 1 :]:
        if item.figure is not None or item.clause != resolver.items[at].clause:
            return False
        if item.period is not None:
            return item.period.relation in BACK and item.period.kind != "length"
    return False


def _in_brackets(resolver: Resolver, at: int) -> bool:
    """Whether a figure stands in brackets, not as that of the name or period before them, and where its clause does not
    say when it is of ("in October 2017, when 670 ended so (89.2 per cent)")."""
    clause, owner = resolver.items[at].clause, resolver.items[at - 2].kind if at > 1 else "mark"
    periods = (item.period for item in resolver.items if item.clause == clause)
    dated = any(one is not None and one.relation is None and one.kind != "length" for one in periods)
    return resolver.items[at].depth > 0 and not dated and owner not in ("name", "period")


def _is_year(series: Sequence[Series], said: Period, period: Period) -> bool:
    """Whether a year is meant that no figure has as it is named, and that only one year of other months can be."""
    if any(one.facts.get(said) for one in series):
        return False
    return same_year(period, said) and all(
        sum(same_year(fact.period, said) for fact in one.like(said)) <= 1 for one in series
    )


def _base_said(resolver: Resolver) -> bool:
    return any(item.period is not None and resolver.is_base(step) for step, item in enumerate(resolver.items))


def _usual_bases(period: Period) -> tuple[Period, ...]:
    """The period before, and the same one a year earlier."""
    months = period.months
    return () if months is None else (period.shifted(-months), period.shifted(-12))


def _computed(resolver: Resolver, at: int, named: Named, told: tuple[Period, ...] | None) -> Iterator[Candidate]:
    """Changes between the periods named (from the base told, if one is) and differences between the areas named."""
    role, items, index = resolver.roles[at].role, resolver.items, resolver.index
    periods = tuple(named.periods)
    figure = items[at].figure
    rest = resolver.carried.rest or any(item.has("negation") or item.key in _REST for item in items)
    if rest and figure is not None and figure.kind in ("percent", "fraction") and role not in _CHANGES:
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
                        yield Candidate(rest, "percent", "value", subject, area, period, (fact.id,), how=REST)


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
    if step == EARLIER:
        return False
    items = resolver.items
    if step < at:
        far = at - step > _CLOSE and resolver.owner(step) is None  # but "with 261 in 2011, a rate of 11.2%"
        return items[step].kind == "period" and resolver.is_base(step) and far
    between = items[at + 1 : step]
    if any(item.kind == "figure" for item in between):
        return False
    return any(
        item.key in ("than", "against", "from") or (item.has("compare") and item.key not in ("on", "over"))
        for item in between
    )
