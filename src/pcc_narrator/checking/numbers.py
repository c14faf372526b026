"""Verdicts on figures: candidates by role, then fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.candidates import candidates, says_change
from pcc_narrator.checking.categories import stands_alone
from pcc_narrator.checking.certainty import is_distinctive
from pcc_narrator.checking.denominators import of_other_base, wrong_denominator
from pcc_narrator.checking.figure_verdicts import agreement, leave_open, order_of_match
from pcc_narrator.checking.fitting import decide
from pcc_narrator.checking.index import CHANGE, Index, Subject
from pcc_narrator.checking.kinds import is_number_below, is_other_kind, is_other_of_two
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.other_readings import other_readings
from pcc_narrator.checking.owners import points_mistaken
from pcc_narrator.checking.per_time import told_as_count
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.slips import below_nothing
from pcc_narrator.checking.told_loosely import of_what_was_told
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.where_to_look import areas_to_look_in, periods_to_look_at
from pcc_narrator.models.figure import Figure


def judge_figure(resolver: Resolver, at: int, bounds: Bounds) -> Judged:
    """The verdict on the figure at item `at` of a sentence."""
    figure = resolver.items[at].figure
    assert figure is not None
    role = resolver.roles[at]
    reading = read(resolver, at, role)
    if role.role == "bound":
        return leave_open(reading, "bound", f'"{figure.text}" is a limit in a definition; no fact states it')
    if not reading.subjects.choices:
        return _anywhere(resolver.index, figure, reading, bounds)
    if reading.places.unknown:
        return leave_open(reading, "area", f"The facts hold nothing on {reading.places.unknown}.")
    wrong = wrong_denominator(resolver, at, reading) or below_nothing(resolver, at, reading)
    if wrong is not None:
        return wrong
    if resolver.in_table and (known := _cell_fact(resolver, at, reading, bounds)) is not None:
        return known
    possible = _possible(resolver, at, reading, figure)
    tried = tuple(_to_the_first_fact(resolver, at, reading, possible, bounds) if resolver.in_table else possible)
    judged = decide(resolver, at, reading, tried, bounds)
    if judged.verdict == "supported" and stands_alone(resolver, judged):
        return leave_open(reading, "subject", "The text names a group, and not what is measured of it.", None, tried)
    amiss = _in_both(resolver, at, reading, bounds) or of_other_base(resolver, at, judged)
    if judged.verdict == "supported" and amiss is not None:
        return amiss
    if judged.verdict != "supported":
        for other in other_readings(resolver, at, reading):
            tried = tuple(_possible(resolver, at, other, figure))
            second = decide(resolver, at, other, tried, bounds)
            if second.verdict == "supported":
                return second
            alone = len(other.subjects.choices) == 1 and other.subjects.source != "guessed"
            alone = alone and other.role.role != "mean"
            if second.verdict == "refuted" and judged.rule == "no_fact" and alone:
                judged = second  # the subject named cannot have such a figure, and only one other can
    return judged


def _in_both(resolver: Resolver, at: int, reading: Reading, bounds: Bounds) -> Judged | None:
    """ "7.6 per cent in both 2009 and 2014": the period, of those named, that the figure is not of."""
    items = resolver.items
    both = next((step for step in range(at + 1, min(len(items), at + 4)) if items[step].key == "both"), None)
    if both is None or reading.role.role not in ("level", "open", "to"):
        return None
    named = [step for step in range(both + 1, min(len(items), both + 6)) if items[step].kind == "period"]
    if len(named) != 2 or any(items[step].figure is not None for step in range(both, named[1])):
        return None
    for step in named:
        one = Reading(reading.role, reading.subjects, reading.places, resolver.read_period(step), reading.bases)
        judged = decide(resolver, at, one, tuple(candidates(resolver, at, one)), bounds)
        if judged.verdict == "refuted":
            return judged
    return None


def _is_nothing(figure: Figure, one: Candidate) -> bool:
    """Whether a bare nought would be a small rate or mean, which nobody prints so."""
    small = one.unit in ("per_1000", "ratio") or one.statistic == "mean"
    return figure.kind == "number" and figure.step == 1 and not figure.value and bool(one.value) and small


def _tells_level(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether a figure is the level of a period: "was 29 per cent", "quarter one (43 per cent)"."""
    dated = at > 1 and resolver.items[at - 1].key == "(" and resolver.items[at - 2].kind == "period"
    return reading.role.role == "level" or (reading.role.role == "open" and dated)


def _tells_of_change(resolver: Resolver, at: int) -> bool:
    """Whether a part can be one of a change: "half of the rise", "a rise, half of it", "contributed a third"."""
    items = resolver.items
    behind = any(item.has("change_noun") for item in items[at + 1 : at + 9])
    told = any(item.key.startswith("contribut") for item in items)
    return resolver.in_table or behind or told or of_what_was_told(items, at)


def _possible(resolver: Resolver, at: int, reading: Reading, figure: Figure) -> Iterator[Candidate]:
    """What a figure may be, but for ratios where none is told, and for changes counted back from a later period where
    no change is: "down from 48 in quarter two and 93 in quarter one" tells levels."""
    changed = reading.role.role in ("change", "difference", "multiple")
    for one in candidates(resolver, at, reading):
        if one.statistic == "ratio" and not _takes_ratio(figure, reading.role):
            continue
        ends = (one.base.end, one.period.end) if one.base is not None else (None, None)
        if not changed and one.statistic in CHANGE and ends[0] and ends[1] and ends[0] > ends[1]:
            continue
        measure = resolver.index.measures.get(one.subject.measure)
        if told_as_count(resolver, at, reading.role, one):
            continue  # "678.8 visits were made" is no average of months
        if _is_nothing(figure, one) or (one.statistic == "share_of_change" and not _tells_of_change(resolver, at)):
            continue
        of_share = measure is not None and measure.unit == "percent" and one.statistic in CHANGE
        if of_share and figure.kind == "percent" and _tells_level(resolver, at, reading):
            continue  # "the share was 29 per cent" tells no change of a share
        yield one


def _takes_ratio(figure: Figure, role: RoleRead) -> bool:
    return (
        figure.kind == "multiple"
        or role.role == "multiple"
        or (figure.kind == "fraction" and role.role == "difference")
    )


def _cell_fact(resolver: Resolver, at: int, reading: Reading, bounds: Bounds) -> Judged | None:
    """The fact that a table cell prints, found without any arithmetic."""
    index, figure = resolver.index, resolver.items[at].figure
    assert figure is not None
    if resolver.carried.heading_base or says_change(reading):
        return None  # a change is worked out, unless a fact states it
    for subject in reading.subjects.choices:
        for area in areas_to_look_in(index, subject, reading.places):
            for candidate in arithmetic.levels(
                index, subject, area, periods_to_look_at(reading.times, index, subject, area)
            ):
                fits = fit(figure, candidate.value, candidate.unit, bounds) in ("exact", "rounded")
                if (candidate.statistic == "mean" and candidate.area == index.own) or _is_nothing(figure, candidate):
                    continue  # a cell is no average of months, unless its words say so
                other = is_other_of_two(resolver, at, candidate) or is_number_below(resolver, at, candidate)
                other = other or not resolver.says_usual(candidate.statistic)
                if fits and not candidate.how and not other:
                    return Judged("supported", "value", agreement(index, candidate), candidate, reading=reading)
    return None


def _to_the_first_fact(
    resolver: Resolver, at: int, reading: Reading, possible: Iterable[Candidate], bounds: Bounds
) -> Iterator[Candidate]:
    """What a table cell may hold, up to the first stated fact that it prints: that is the best, whatever follows."""
    figure = resolver.items[at].figure
    assert figure is not None
    in_percent = resolver.percent_head and figure.kind == "number" and figure.unit is None  # see decide
    for candidate in possible:
        yield candidate
        if (
            not candidate.how
            and not in_percent
            and len(candidate.facts) == 1
            and order_of_match(candidate, reading) == (False, False, 1)
            and fit(figure, candidate.value, candidate.unit, bounds, slack=candidate.slack) in GOOD
            and not points_mistaken(figure, reading, candidate)
            and not is_other_kind(resolver, at, reading, candidate)
        ):
            return


def _anywhere(index: Index, figure: Figure, reading: Reading, bounds: Bounds) -> Judged:
    """No subject is named: a figure that one fact alone can mean is that fact."""
    width = (figure.step or Decimal(0)) / 2
    size = abs(figure.value)
    found = [
        arithmetic.of_fact(fact, Subject(fact.measure, fact.category))
        for fact in index.near_value(size - width, size + width)
        if not isinstance(fact.value, bool) and fit(figure, fact.number, fact.unit, bounds) in GOOD
    ]
    if reading.places.source == "said" and reading.places.choices:
        found = [one for one in found if one.area in reading.places.choices]
    subjects = {(one.subject, one.area) for one in found}
    if len(subjects) == 1 and is_distinctive(figure):
        return Judged("supported", "value", agreement(index, found[0]), found[0], reading=reading)
    return leave_open(reading, "subject", "The text does not say what this figure is about.")
