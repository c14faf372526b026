"""Verdicts on figures: candidates by role, then fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import CHANGE, DIFFERENCE, Index, Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds, frame_words
from pcc_narrator.checking.roles import RoleRead
from pcc_narrator.checking.scope import Places, Resolver, Subjects, Times, areas_named, is_subject
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.values import GOOD, Fit, fit, scale
from pcc_narrator.checking.wording import in_style_of, place_words, value_words
from pcc_narrator.models.claim import Verdict
from pcc_narrator.models.figure import Figure
from pcc_narrator.models.period import Period


@dataclass(frozen=True, slots=True)
class Reading:
    """How a claim was read."""

    role: RoleRead
    subjects: Subjects
    places: Places
    times: Times
    bases: Times = field(default_factory=Times)


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict on one figure or word. `candidate` is what it was matched with, or what would be true."""

    verdict: Verdict
    rule: str
    message: str
    candidate: Candidate | None = None
    expected: str | None = None
    reading: Reading | None = None
    tried: tuple[Candidate, ...] = ()


def judge_figure(resolver: Resolver, at: int, bounds: Bounds) -> Judged:
    """The verdict on the figure at item `at` of a sentence."""
    figure = resolver.items[at].figure
    assert figure is not None
    role = resolver.roles[at]
    reading = read(resolver, at, role)
    if role.role == "bound":
        return _undecided(reading, "bound", f'"{figure.text}" is a limit in a definition; no fact states it')
    if not reading.subjects.choices:
        return _anywhere(resolver.index, figure, reading, bounds)
    if reading.places.unknown:
        return _undecided(reading, "area", f"The facts hold nothing on {reading.places.unknown}.")
    if resolver.in_table and (known := _cell_fact(resolver, figure, reading, bounds)) is not None:
        return known
    tried = tuple(c for c in candidates(resolver, at, reading) if c.statistic != "ratio" or _takes_ratio(figure, role))
    judged = _decide(resolver, at, reading, tried, bounds)
    if judged.verdict != "supported":
        for other in _other_readings(resolver, at, reading):
            tried = tuple(
                c for c in candidates(resolver, at, other) if c.statistic != "ratio" or _takes_ratio(figure, role)
            )
            second = _decide(resolver, at, other, tried, bounds)
            if second.verdict == "supported":
                return second
            if second.verdict == "refuted" and judged.rule == "no_fact" and len(other.subjects.choices) == 1:
                judged = second  # the subject named cannot have such a figure, and only one other can
    return judged


def _other_readings(resolver: Resolver, at: int, reading: Reading) -> Iterator[Reading]:
    """Second readings that may bear a claim out, but never refute it."""
    if (other := _of_heading(resolver, at, reading)) is not None:
        yield other
    role = reading.role.role
    if reading.subjects.source in ("carried", "heading", "guessed"):
        guessed = tuple(Subject(measure) for measure in resolver.names.guess(resolver.sentence.tokens))
        fresh = tuple(one for one in guessed if one not in reading.subjects.choices)
        if fresh:
            yield Reading(reading.role, Subjects(fresh, "guessed"), reading.places, reading.times, reading.bases)
    if role == "mean":
        yield Reading(reading.role, reading.subjects, reading.places, Times(), reading.bases)
    if role in ("change", "difference") and reading.times.source == "said" and reading.bases.source != "said":
        figures = [step for step in range(at) if resolver.roles.get(step, RoleRead("open")).role in ("level", "from")]
        if figures:  # "the figure a year before was 11,177, so it has fallen by 385"
            base = Times(reading.times.choices, "said")
            yield Reading(reading.role, reading.subjects, reading.places, resolver.default_times(), base)


def _can_have(index: Index, subject: Subject, figure: Figure) -> bool:
    """Whether the measure's unit is one that the figure may be in."""
    measure = index.measures.get(subject.measure)
    return measure is None or measure.unit is None or scale(figure, measure.unit) is not None


def _takes_ratio(figure: Figure, role: RoleRead) -> bool:
    return (
        figure.kind == "multiple"
        or role.role == "multiple"
        or (figure.kind == "fraction" and role.role == "difference")
    )


def _of_heading(resolver: Resolver, at: int, reading: Reading) -> Reading | None:
    """The same reading of the section's subject, where the one named cannot have a figure of this unit."""
    figure = resolver.items[at].figure
    assert figure is not None
    inherited = resolver.inherited()
    if reading.role.role not in ("open", "level", "share", "mean", "from", "to") or figure.kind not in (
        "percent",
        "rate",
        "duration",
        "money",
    ):
        return None
    for subject in reading.subjects.choices:
        measure = resolver.index.measures.get(subject.measure)
        if measure is None or measure.unit is None or scale(figure, measure.unit) is not None:
            return None
    guessed = (Subject(measure) for measure in resolver.names.guess(resolver.sentence.tokens))
    fresh = tuple(
        one
        for one in dict.fromkeys((*inherited.choices, *guessed))
        if one not in reading.subjects.choices and _can_have(resolver.index, one, figure)
    )
    return (
        Reading(reading.role, Subjects(fresh, "heading"), reading.places, reading.times, reading.bases)
        if fresh
        else None
    )


def read(resolver: Resolver, at: int, role: RoleRead) -> Reading:
    """The scopes of a figure or word."""
    subjects = resolver.subjects(at)
    times = resolver.times(at)
    bases = (
        resolver.bases(at, times.choices)
        if role.role in ("change", "difference", "multiple", "from", "open", "share")
        else Times()
    )
    return Reading(role, subjects, resolver.places(at), times, bases)


def candidates(resolver: Resolver, at: int, reading: Reading) -> Iterator[Candidate]:
    """Every value that the figure may mean, by its role and scopes, likeliest first."""
    index, role = resolver.index, reading.role.role
    figure = resolver.items[at].figure
    assert figure is not None
    for subject in reading.subjects.choices:
        for area in _areas(index, subject, reading.places):
            if resolver.in_table:
                yield from _cell(resolver, figure, subject, area, reading)
                continue
            if role in ("level", "to", "open"):
                yield from _levels(index, subject, area, reading, resolver, at)
            if role == "from":
                yield from _compared(index, subject, area, reading, resolver, at)
            if role == "target":
                yield from arithmetic.targets(index, subject, area)
            if role == "mean":
                yield from _averages(index, subject, area, reading.times.choices)
            if role in ("change", "multiple") or (role == "open" and figure.kind in ("percent", "points")):
                yield from timed_changes(index, subject, area, reading.times, reading.bases)
            if role in ("difference", "multiple"):
                yield from _distances(resolver, at, subject, area, reading)
            if role == "share" or (role in ("open", "level") and figure.kind in ("percent", "fraction")):
                yield from _shares(resolver, at, subject, area, reading)
            if role == "out_of":
                yield from arithmetic.levels(index, subject, area, reading.times.choices)
                yield from arithmetic.levels(index, Subject(subject.measure), area, reading.times.choices)
            if role == "interval":
                yield from _intervals(index, subject, area, reading.times.choices)


def _cell_fact(resolver: Resolver, figure: Figure, reading: Reading, bounds: Bounds) -> Judged | None:
    """The fact that a table cell prints, found without any arithmetic."""
    index = resolver.index
    for subject in reading.subjects.choices:
        for area in _areas(index, subject, reading.places):
            for candidate in arithmetic.levels(index, subject, area, _periods(reading.times, index, subject, area)):
                if not candidate.how and fit(figure, candidate.value, candidate.unit, bounds) in ("exact", "rounded"):
                    return Judged("supported", "value", _agrees(index, candidate), candidate, reading=reading)
    return None


def _cell(resolver: Resolver, figure: Figure, subject: Subject, area: str, reading: Reading) -> Iterator[Candidate]:
    """A table cell may hold any figure of its subject, area and period; a change only where its head or sign says so."""
    index = resolver.index
    periods = _periods(reading.times, index, subject, area)
    yield from arithmetic.levels(index, subject, area, periods)
    for fact in index.facts(subject, area):
        if periods is None or fact.period in periods or fact.period.start is None:
            if fact.statistic not in CHANGE | DIFFERENCE or resolver.change_head or figure.sign:
                yield arithmetic.of_fact(fact, subject)
    if resolver.change_head or figure.sign:
        yield from timed_changes(index, subject, area, reading.times, reading.bases)
        yield from arithmetic.differences(
            index, subject, area, [one for one in index.areas_of(subject) if one != area][:60], periods
        )
    yield from arithmetic.shares(index, subject, area, periods)
    yield from arithmetic.targets(index, subject, area)


def _areas(index: Index, subject: Subject, places: Places) -> tuple[str, ...]:
    """The areas asked for; where only the default is known and has nothing, the only area that has something."""
    known = tuple(area for area in places.choices if index.knows(subject, area))
    if not known and places.source in ("default", "open"):
        others = index.areas_of(subject)
        return others if len(others) == 1 else ()
    return places.choices


def _periods(times: Times, index: Index, subject: Subject, area: str) -> Sequence[Period] | None:
    """The periods to look at: for a month without its year, that month of any year if the one read is not there."""
    if times.choices is None:
        return None
    series = index.series(subject, area)
    if times.source == "said" and not any(one.facts.get(period) for one in series for period in times.choices):
        single = [
            inside[0].period
            for one in series
            for period in times.choices
            if period.start is not None and len(inside := one.all_inside(period)) == 1
        ]
        if single:
            return single
    if times.month is not None and not any(one.facts.get(period) for one in series for period in times.choices):
        same = [
            fact.period
            for one in series
            for fact in one.in_order
            if fact.period.months == 1 and fact.period.end is not None and fact.period.end.month == times.month
        ]
        return same or times.choices
    if times.source == "default" and not any(one.facts.get(period) for one in series for period in times.choices):
        return None
    return times.choices


def _levels(
    index: Index, subject: Subject, area: str, reading: Reading, resolver: Resolver, at: int
) -> Iterator[Candidate]:
    periods = _periods(reading.times, index, subject, area)
    found = arithmetic.levels(index, subject, area, periods)
    if reading.times.after is not None:
        found = (one for one in found if _later(one.period, reading.times.after))
    yield from found
    yield from arithmetic.group_means(index, subject, area, periods)
    if periods is not None:
        yield from _extreme_levels(resolver, at, subject, area, periods)
        if reading.role.role == "to" and reading.times.source != "said":
            yield from arithmetic.levels(index, subject, area, None)
    if any(item.has("statistic", "mean") for item in resolver.items if item.clause == resolver.items[at].clause):
        yield from _averages(index, subject, area, periods)


def _later(period: Period, after: Period) -> bool:
    return period.end is None or after.end is None or period.end > after.end


def _extreme_levels(
    resolver: Resolver, at: int, subject: Subject, area: str, periods: Sequence[Period]
) -> Iterator[Candidate]:
    """The highest, lowest and last of the shorter periods inside, where the words speak of one."""
    clause = [item for item in resolver.items if item.clause == resolver.items[at].clause]
    high = any(item.has("statistic", "peak") or item.has("extreme", "highest") for item in clause)
    low = any(item.has("statistic", "trough") or item.has("extreme", "lowest") for item in clause)
    last = any(
        item.key in ("by", "end", "until", "to", "finished", "ended", "closed")
        or (item.period is not None and item.period.preposition in ("by", "until", "to", "at the end of"))
        for item in clause
    )
    first = any(
        item.key in ("started", "began", "opened", "start", "beginning")
        or (item.has("level") and item.key.startswith(("start", "began")))
        for item in clause
    )
    if not (high or low or last or first):
        return
    for series in resolver.index.series(subject, area):
        for period in periods:
            for key in series.grains:
                inside = arithmetic.within(series.of_grain(key), period)
                if len(inside) < 2:
                    continue
                chosen = []
                if high:
                    chosen.append(max(inside, key=lambda fact: fact.number))
                if low:
                    chosen.append(min(inside, key=lambda fact: fact.number))
                if last:
                    chosen.append(inside[-1])
                if first:
                    chosen.append(inside[0])
                for fact in chosen:
                    yield arithmetic.of_fact(fact, subject)


def _averages(index: Index, subject: Subject, area: str, periods: Sequence[Period] | None) -> Iterator[Candidate]:
    yield from arithmetic.means(index, subject, area, periods)
    yield from arithmetic.levels(index, subject, area, periods)
    yield from arithmetic.group_means(index, subject, area, periods)


def _compared(
    index: Index, subject: Subject, area: str, reading: Reading, resolver: Resolver, at: int
) -> Iterator[Candidate]:
    """What a figure after "from" or "compared with" may be: the level of its own period or area, or of the base."""
    said = reading.times.source == "said"
    if reading.bases.choices:
        yield from arithmetic.levels(index, subject, area, reading.bases.choices)
    if said and reading.times.choices is not None and _period_own(resolver, at):
        yield from arithmetic.levels(index, subject, area, _periods(reading.times, index, subject, area))
        return
    if reading.places.source == "said" and (area != index.own or _several_areas(resolver)):
        yield from arithmetic.levels(index, subject, area, _periods(reading.times, index, subject, area))
        yield from arithmetic.group_means(index, subject, area, reading.times.choices)
        return
    clause = [item for item in resolver.items if item.clause == resolver.items[at].clause]
    if any(item.has("target", "word") for item in clause):
        yield from arithmetic.targets(index, subject, area)
    if reading.bases.choices:
        return
    for series in index.series(subject, area):
        now = (
            series.in_order
            if reading.times.choices is None
            else [fact for period in reading.times.choices if (fact := series.facts.get(period)) is not None]
        )
        for fact in now:
            for base in arithmetic.default_bases(series, fact):
                yield arithmetic.of_fact(base, subject)
        if reading.role.pair is not None or not now:
            for fact in series.in_order:
                yield arithmetic.of_fact(fact, subject)


def _several_areas(resolver: Resolver) -> bool:
    named = {area for item in resolver.items for area in areas_named(item)}
    return len(named) > 1


def _period_own(resolver: Resolver, at: int) -> bool:
    """Whether a period stands right of the figure, before the next one: "from 510 in the year to December 2017"."""
    for item in resolver.items[at + 1 : at + 10]:
        if item.kind == "figure" or item.clause != resolver.items[at].clause:
            return False
        if item.kind == "period":
            return True
    return False


def timed_changes(index: Index, subject: Subject, area: str, times: Times, bases: Times) -> Iterator[Candidate]:
    """Changes over the periods said, on the bases said; over a stretch, from its first to its last figure."""
    if times.after is not None:
        for series in index.series(subject, area):
            start = series.facts.get(times.after)
            rest = [fact for fact in series.like(times.after) if _later(fact.period, times.after)]
            if start is not None and rest:
                for fact in (rest[-1], rest[0]):
                    yield from arithmetic.change_between(series, start, fact)
        return
    periods = _periods(times, index, subject, area)
    said_bases = bases.choices if bases.source == "said" else None
    yield from arithmetic.changes(index, subject, area, periods, said_bases)
    for series in index.series(subject, area):
        for period in periods or ():
            for key in series.grains:
                inside = arithmetic.within(series.of_grain(key), period)
                if len(inside) > 1 and inside[0].period != period and said_bases is None:
                    yield from arithmetic.change_between(series, inside[0], inside[-1])
        if said_bases and (periods is None or times.source != "said"):
            for base in said_bases:
                for key in series.grains:
                    facts = series.of_grain(key)
                    from_ = arithmetic.within(facts, base)
                    if from_ and from_[0] is not facts[-1]:
                        yield from arithmetic.change_between(series, from_[0], facts[-1])
                        if len(from_) > 1:
                            yield from arithmetic.change_between(series, from_[-1], facts[-1])


def _distances(resolver: Resolver, at: int, subject: Subject, area: str, reading: Reading) -> Iterator[Candidate]:
    """The other side of "12 below": another area, the target, or an earlier period."""
    index = resolver.index
    periods = _periods(reading.times, index, subject, area)
    word = reading.role.word if reading.role.word is not None else at
    after = [item for item in resolver.items[min(at, word) :] if item.clause == resolver.items[at].clause]
    rivals = resolver.rivals(at)
    to_target = any(item.has("target", "word") for item in after)
    if to_target:
        yield from arithmetic.target_gaps(index, subject, area, periods)
        for fact in index.statistic(subject, area, "difference"):
            if fact.against is None:
                yield arithmetic.of_fact(fact, subject)
        return
    if rivals and rivals != (area,):
        own = area if area not in rivals or index.own is None else index.own
        yield from arithmetic.differences(index, subject, own, [rival for rival in rivals if rival != own], periods)
        return
    if reading.bases.source == "said":
        yield from timed_changes(index, subject, area, reading.times, reading.bases)
        return
    yield from timed_changes(index, subject, area, reading.times, reading.bases)
    if reading.bases.source == "open":
        others = [other for other in index.areas_of(subject) if other != area][:60]
        if any(item.has("statistic", "mean") for item in after) or reading.role.role == "difference":
            groups = [
                other
                for other in others
                if (other in index.areas and index.areas[other].members)
                or (other in index.areas and index.areas[other].kind == "group")
            ]
            yield from arithmetic.differences(index, subject, area, groups, periods)


def _shares(resolver: Resolver, at: int, subject: Subject, area: str, reading: Reading) -> Iterator[Candidate]:
    index = resolver.index
    periods = _periods(reading.times, index, subject, area)
    figure = resolver.items[at].figure
    if figure is not None and figure.kind in ("percent", "fraction") and reading.role.role == "share":
        yield from arithmetic.levels(index, subject, area, periods)
    yield from arithmetic.shares(index, subject, area, periods)
    named = [item for item in resolver.items if is_subject(item)]
    if named and reading.role.role in ("share", "open"):
        wholes: dict[Subject, None] = {}
        for item in named:
            wholes.update(dict.fromkeys(resolver.meant(item)))
        for whole in wholes:
            if whole != subject:
                yield from arithmetic.cross_shares(index, subject, whole, area, periods)
                yield from arithmetic.cross_shares(index, whole, subject, area, periods)
                if subject.category is None and whole.category is not None:
                    yield from arithmetic.shares(index, whole, area, periods)
    named_areas = tuple(dict.fromkeys(other for item in resolver.items for other in areas_named(item)))
    if named_areas:
        for part in dict.fromkeys((area, index.own or area)):
            yield from arithmetic.area_shares(index, subject, part, named_areas, periods)


def _intervals(index: Index, subject: Subject, area: str, periods: Sequence[Period] | None) -> Iterator[Candidate]:
    for fact in index.statistic(subject, area, "interval_half_width"):
        if periods is None or fact.period in periods or fact.period.start is None:
            yield arithmetic.of_fact(fact, subject)
    for series in index.series(subject, area):
        for fact in series.in_order:
            if fact.low is not None and fact.high is not None and (periods is None or fact.period in periods):
                yield Candidate(
                    (fact.high - fact.low) / 2, "percentage_points" if fact.unit == "percent" else fact.unit,
                    "interval_half_width", subject, area, fact.period, (fact.id,), how="half the interval",
                )  # fmt: skip


# The decision


def _decide(resolver: Resolver, at: int, reading: Reading, tried: tuple[Candidate, ...], bounds: Bounds) -> Judged:
    figure = resolver.items[at].figure
    assert figure is not None
    index = resolver.index
    if resolver.in_table and figure.kind == "number" and figure.unit is None:
        bare = replace(figure, kind="percent", unit="percent")
        if any(fit(bare, c.value, c.unit, bounds) in GOOD for c in tried if c.unit == "percent"):
            figure = bare  # the table's head has the per cent sign
    fits = [
        (candidate, fit(figure, candidate.value, candidate.unit, bounds, slack=candidate.slack)) for candidate in tried
    ]
    good = [
        candidate for candidate, found in fits if found in GOOD and not _points_mistaken(figure, reading, candidate)
    ]
    if good:
        best = _best(good, reading)
        return Judged("supported", "value", _agrees(index, best), best, reading=reading, tried=tried)
    comparable = [candidate for candidate in tried if scale(figure, candidate.unit) is not None]
    mistaken = [c for c, found in fits if found in GOOD and _points_mistaken(figure, reading, c)]
    if mistaken:
        return _refuted(
            resolver, at, reading, mistaken[0], "points",
            "the change of a percentage is in percentage points, not per cent", tried,
        )  # fmt: skip
    sure = _sure(resolver, at, reading)
    for name, rule, words in (
        ("double_rounded", "double_rounding", "it was rounded twice"),
        ("truncated", "truncation", "it was cut off instead of rounded"),
        ("sign", "sign", "its sign is the other way round"),
    ):
        near = [candidate for candidate, found in fits if found == name]
        if near and sure and (name != "truncated" or figure.kind != "number" or figure.step != 1):
            return _refuted(resolver, at, reading, near[0], rule, words, tried)
    slack = [candidate for candidate, found in fits if found == "slack"]
    if slack and not resolver.in_table and figure.step != 1:
        return Judged(
            "not_enough_information", "rounded_inputs",
            f"It can be had from unrounded figures; from the rounded ones it is {value_words(slack[0].value, slack[0].unit)}.",
            slack[0], reading=reading, tried=tried,
        )  # fmt: skip
    blind = [c for c in tried if scale(figure, c.unit) is None and _same_number(figure, c)]
    if figure.kind == "points" and reading.role.role in ("level", "from", "to", "mean", "target"):
        levels = [c for c in blind if c.unit == "percent" and c.statistic != "change_percent"]
        if levels and sure:
            return _refuted(resolver, at, reading, levels[0], "unit", "it is per cent, not percentage points", tried)
    if blind and not comparable and sure and _distinctive(figure):
        return _refuted(
            resolver, at, reading, blind[0], "unit", f"the figure is one of {blind[0].unit.replace('_', ' ')}", tried
        )
    elsewhere = _elsewhere(resolver, at, reading, bounds)
    of = at + 1 < len(resolver.items) and resolver.items[at + 1].key == "of" and figure.kind == "percent"
    if elsewhere is not None and elsewhere[1] == "measure" and (reading.role.role == "share" or of):
        elsewhere = None
    if elsewhere is not None and elsewhere[1] == "measure" and reading.subjects.source != "said":
        elsewhere = None
        sure = sure and reading.subjects.source != "guessed"
    if comparable:
        if sure:
            return _refuted_by(resolver, at, reading, comparable, elsewhere, tried)
        return _undecided(reading, "subject", "It is not sure what this figure is about.", comparable[0], tried)
    if elsewhere is not None and sure and _distinctive(figure):
        candidate, rule, words = elsewhere
        return Judged("refuted", rule, _sentence(figure, words), candidate, None, reading, tried)
    if (
        elsewhere is not None
        and reading.subjects.source in ("guessed", "heading", "carried")
        and elsewhere[1] == "statistic"
    ):
        return _undecided(reading, "subject", "No fact of what the words name has this figure.", None, tried)
    return _undecided(reading, "no_fact", "No fact speaks of this.", None, tried)


def _points_mistaken(figure: Figure, reading: Reading, candidate: Candidate) -> bool:
    return figure.kind == "percent" and candidate.unit == "percentage_points" and reading.role.role != "interval"


def _best(good: list[Candidate], reading: Reading) -> Candidate:
    """The match that the words fit best: right sign, a stated fact rather than a computed one."""
    sign = reading.role.sign

    def order(candidate: Candidate) -> tuple[bool, bool, int]:
        wrong = sign != 0 and candidate.statistic != "value" and candidate.value * sign < 0
        return wrong, bool(candidate.how), len(candidate.facts)

    return min(good, key=order)


def _same_number(figure: Figure, candidate: Candidate) -> bool:
    return figure.step is not None and abs(abs(figure.value) - abs(candidate.value)) <= figure.step / 2


def _distinctive(figure: Figure) -> bool:
    """Whether a figure is unlikely to be met by chance."""
    digits = abs(figure.value).normalize().as_tuple().digits
    return figure.step is not None and (len(digits) >= 3 or (figure.step < 1 and len(digits) >= 2))


def _sure(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether the reading is firm enough to call a figure false."""
    figure = resolver.items[at].figure
    assert figure is not None
    if reading.subjects.source == "open" or reading.places.unknown or resolver.in_sources:
        return False
    if figure.hedge in ("at_least", "at_most") and reading.role.role == "open":
        return False
    before = resolver.items[at - 1].key if at else ""
    following = resolver.items[at + 1] if at + 1 < len(resolver.items) else None
    if following is not None and is_subject(following) and not resolver.in_table:
        return True
    if figure.in_words and before in ("the", "these", "those", "both", "all"):
        if following is None or following.kind != "name":
            return False
    if any(item.key in _OTHERS for item in resolver.items[at + 1 : at + 4]) or before in _OTHERS:
        return False
    if not _noun_known(resolver, at, reading.subjects) and not _states(resolver, at, reading):
        return False
    if reading.role.role == "open" and figure.in_words and figure.unit is None and reading.subjects.source != "said":
        words = {word for subject in reading.subjects.choices for word in resolver.names.words_of(subject)}
        return following is not None and stem(following.key) in words
    return not (reading.role.role == "share" and not reading.subjects.choices[0].category and figure.kind == "fraction")


def _states(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether the subject stands before the figure with a plain verb: "rainfall was 133 mm"."""
    items, clause = resolver.items, resolver.items[at].clause
    if reading.subjects.source != "said" or not at or items[at - 1].key not in _PLAIN_VERBS:
        return False
    before = [item for item in items[:at] if item.clause == clause]
    return any(is_subject(item) for item in before) and not any(item.figure is not None for item in before)


def _noun_known(resolver: Resolver, at: int, subjects: Subjects) -> bool:
    """Whether what the figure counts, by the noun after it, is what the subject counts."""
    item = resolver.items[at]
    figure = item.figure
    assert figure is not None
    if figure.kind not in ("number", "rate", "fraction"):
        return True
    words: set[str] = set()
    for subject in subjects.choices:
        words |= resolver.names.words_of(subject)
    frame = frame_words()
    seen = 0
    for step in range(at + 1, min(len(resolver.items), at + 6)):
        other = resolver.items[step]
        if other.kind in ("mark", "period", "figure") or other.clause != item.clause:
            return True
        if other.kind == "name" or stem(other.key) in words:
            return True
        if other.key in _ADJECTIVES:
            continue
        if other.words or other.key in frame:
            return True
        seen += 1
        if seen >= 2 or _last_word(resolver.items, step + 1, frame):
            return False
    return True


_PLAIN_VERBS = frozenset({"was", "were", "is", "stood at", "stands at", "reached", "totalled", "fell to", "rose to"})
_OTHERS = frozenset({"other", "others", "another", "remaining", "rest", "remainder"})
_ADJECTIVES = frozenset(
    [
        "new",
        "recorded",
        "reported",
        "further",
        "such",
        "extra",
        "additional",
        "separate",
        "completed",
        "other",
        "more",
        "different",
    ]
)


def _last_word(items: tuple[Item, ...], at: int, frame: frozenset[str]) -> bool:
    """Whether the noun phrase ends before item `at`."""
    if at >= len(items):
        return True
    following = items[at]
    return following.kind in ("mark", "period", "figure") or bool(following.words) or following.key in frame


def _agrees(index: Index, candidate: Candidate) -> str:
    how = f" ({candidate.how})" if candidate.how else ""
    return f"{place_words(index, candidate)}: {value_words(candidate.value, candidate.unit, candidate.decimals)}{how}."


def _sentence(figure: Figure, words: str) -> str:
    return f'The text says "{figure.text}"; {words}.'


def _refuted(
    resolver: Resolver,
    at: int,
    reading: Reading,
    candidate: Candidate,
    rule: str,
    words: str,
    tried: tuple[Candidate, ...],
) -> Judged:
    figure = resolver.items[at].figure
    assert figure is not None
    index = resolver.index
    shown = value_words(candidate.value, candidate.unit, candidate.decimals)
    message = f'The text says "{figure.text}"; {words}: {place_words(index, candidate)} is {shown}.'
    expected = (
        in_style_of(figure, candidate.value, candidate.unit) if scale(figure, candidate.unit) is not None else shown
    )
    if rule == "points":
        expected = value_words(candidate.value, "percentage_points").replace(" pp", " percentage points")
    return Judged("refuted", rule, message, candidate, expected, reading, tried)


def _refuted_by(
    resolver: Resolver, at: int, reading: Reading, comparable: list[Candidate],
    elsewhere: tuple[Candidate, str, str] | None, tried: tuple[Candidate, ...],
) -> Judged:  # fmt: skip
    figure = resolver.items[at].figure
    assert figure is not None
    right = _closest(figure, comparable, reading)
    shown = value_words(right.value, right.unit, right.decimals)
    rule, extra = "value", ""
    if elsewhere is not None:
        _, rule, words = elsewhere
        extra = f" ({words})"
    message = f'The text says "{figure.text}"{extra}; the facts say {shown}: {place_words(resolver.index, right)}.'
    return Judged("refuted", rule, message, right, in_style_of(figure, right.value, right.unit), reading, tried)


def _closest(figure: Figure, comparable: list[Candidate], reading: Reading) -> Candidate:
    """What the text should have said: the first stated candidate, of the right sign where a direction is given."""
    stated = [candidate for candidate in comparable if not candidate.how] or comparable
    sign = reading.role.sign
    signed = [candidate for candidate in stated if not sign or candidate.value * sign > 0] or stated
    firsts = [
        candidate
        for candidate in signed
        if candidate.subject == signed[0].subject and candidate.period == signed[0].period
    ]
    pool = signed if reading.times.choices is None or len(firsts) == len(signed) else firsts
    if reading.times.source in ("said", "default") and pool is firsts:
        return pool[0]
    return min(pool[:50], key=lambda candidate: abs(abs(candidate.value) - abs(figure.value)))


def _undecided(
    reading: Reading, rule: str, message: str, candidate: Candidate | None = None, tried: tuple[Candidate, ...] = ()
) -> Judged:
    return Judged("not_enough_information", rule, message, candidate, None, reading, tried)


def _anywhere(index: Index, figure: Figure, reading: Reading, bounds: Bounds) -> Judged:
    """No subject is named: a figure that one fact alone can mean is that fact."""
    width = (figure.step or Decimal(0)) / 2
    size = abs(figure.value)
    found = [
        arithmetic.of_fact(fact, Subject(fact.measure, fact.category))
        for fact in index.near_value(size - width, size + width)
        if not isinstance(fact.value, bool) and fit(figure, fact.number, fact.unit, bounds) in GOOD
    ]
    subjects = {(one.subject, one.area) for one in found}
    if len(subjects) == 1 and _distinctive(figure):
        return Judged("supported", "value", _agrees(index, found[0]), found[0], reading=reading)
    return _undecided(reading, "subject", "The text does not say what this figure is about.")


def _elsewhere(resolver: Resolver, at: int, reading: Reading, bounds: Bounds) -> tuple[Candidate, str, str] | None:
    """A fact that the figure does fit, though the words say another period, area, statistic or measure."""
    index = resolver.index
    figure = resolver.items[at].figure
    assert figure is not None
    if figure.step is None:
        return None
    size, width = abs(figure.value), figure.step / 2
    if figure.kind == "duration" and figure.unit == "seconds":
        hits = [f for f in index.near_value(size / 60 - width, size + width) if f.unit in ("seconds", "minutes")]
    else:
        hits = index.near_value(size - width, size + width)
    best: tuple[int, Candidate, str, str] | None = None
    for fact in hits:
        if isinstance(fact.value, bool) or fit(figure, fact.number, fact.unit, bounds) not in GOOD:
            continue
        candidate = arithmetic.of_fact(fact, Subject(fact.measure, fact.category))
        found = _what_differs(index, reading, candidate)
        if found is not None and (best is None or found[0] < best[0]):
            best = (found[0], candidate, found[1], found[2])
    return None if best is None else best[1:]


def _what_differs(index: Index, reading: Reading, candidate: Candidate) -> tuple[int, str, str] | None:
    from pcc_narrator.checking.wording import area_words, period_words, subject_words

    same_subject = candidate.subject in reading.subjects.choices
    same_area = candidate.area in reading.places.choices
    same_period = reading.times.choices is None or candidate.period in reading.times.choices
    is_change = candidate.statistic in CHANGE
    wants_change = reading.role.role in ("change", "difference", "multiple")
    if same_subject and same_area and is_change != wants_change:
        name = candidate.statistic.replace("_", " ")
        return 1, "statistic", f"that is the {name} of {subject_words(index, candidate.subject)}"
    if same_subject and same_area and candidate.statistic == "target" and reading.role.role != "target":
        return 1, "statistic", "that is the target"
    if same_subject and same_area and not same_period:
        return (
            2,
            "period",
            f"that is the figure for {period_words(candidate.period, index.set.calendar) or 'another period'}",
        )
    if same_subject and not same_area:
        return 3, "area", f"that is the figure of {area_words(index, candidate.area)}"
    if not same_subject and same_area and _same(candidate, reading):
        return 4, "measure", f"that is the figure of {subject_words(index, candidate.subject)}"
    return None


def _same(candidate: Candidate, reading: Reading) -> bool:
    return reading.times.choices is None or candidate.period in reading.times.choices


def fits_any(figure: Figure, found: Iterable[Candidate], bounds: Bounds) -> Fit | None:
    """The first good fit of a figure among candidates."""
    for candidate in found:
        if (result := fit(figure, candidate.value, candidate.unit, bounds)) in GOOD:
            return result
    return None
