"""Verdicts on runs against a target: "the standard has been missed for three quarters in a row"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Index, Series, Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.wording import period_words, place_words
from pcc_narrator.models.fact import Fact


def judge_target_run(resolver: Resolver, at: int, length: int, unit: object, reading: Reading) -> Judged | None:
    """Whether the target was met or missed as many times in a row as is said; None where it tells of no target."""
    met = _says_met(resolver.items, at)
    if met is None:
        return None
    found = [
        one
        for subject in reading.subjects.choices
        for area in reading.places.choices
        for one in _runs(resolver.index, subject, area, unit, reading, met)
    ]
    index = resolver.index
    for candidate, _ in found:
        if candidate.value == length:
            message = f"{place_words(index, candidate)}: {candidate.value} in a row."
            return Judged("supported", "run", message, candidate, reading=reading)
    if not found:
        return None
    candidate, whole = found[0]
    stated = index.statistic(candidate.subject, candidate.area, "run")
    told = any(abs(one.number) == candidate.value and one.period == candidate.period for one in stated)
    if whole and candidate.value < length and not told:  # before the series began it may have been so as well
        message = "The series does not go back far enough."
        return Judged("not_enough_information", "run", message, candidate, reading=reading)
    when = period_words(candidate.period, index.set.calendar)
    said = resolver.items[at].key
    message = f'The text says "{said}"; up to {when} there were {candidate.value}.'
    return Judged("refuted", "run", message, candidate, str(candidate.value), reading)


def _says_met(items: Sequence[Item], at: int) -> bool | None:
    """Whether the words before say that a target was met, or missed; None where they say neither."""
    for item in reversed(items[:at]):
        if item.clause != items[at].clause or item.kind == "figure":
            return None
        if item.has("target", "missed"):
            return False
        if item.has("target", "met"):
            return True
    return None


def _runs(
    index: Index, subject: Subject, area: str, unit: object, reading: Reading, met: bool
) -> Iterator[tuple[Candidate, bool]]:
    measure = index.measures.get(subject.measure)
    better = {"higher_is_better": 1, "lower_is_better": -1}.get(measure.polarity if measure is not None else "", 0)
    for goal in arithmetic.targets(index, subject, area):
        for series in index.series(subject, area)[:1]:
            if not better or series.unit != goal.unit:
                continue
            for key in series.grains if unit is None else (unit,):
                facts = series.of_grain(key)
                ends = [n for n, f in enumerate(facts) if reading.times.choices and f.period in reading.times.choices]
                if ends or (facts and reading.times.choices is None):
                    end = ends[-1] if ends else len(facts) - 1
                    yield _run(series, _apart(facts[: end + 1]), goal, better, met)


def _apart(facts: Sequence[Fact]) -> Sequence[Fact]:
    """Of rolling figures, those that end with the last and do not overlap: years one after the other."""
    found: list[Fact] = []
    for fact in reversed(facts):
        first = found[-1].period.start if found else None
        if first is None or (fact.period.end is not None and fact.period.end < first):
            found.append(fact)
    return found[::-1]


def _run(series: Series, facts: Sequence[Fact], goal: Candidate, better: int, met: bool) -> tuple[Candidate, bool]:
    """How many of the last figures keep to a side of the target, and whether that is all there are."""
    run = 0
    for fact in reversed(facts):
        if ((fact.number - goal.value) * better >= 0) != met:
            break
        run += 1
    ids = tuple(fact.id for fact in facts[len(facts) - run :])
    candidate = Candidate(
        Decimal(run), "count", "run", series.subject, series.area, facts[-1].period, ids, how="against the target"
    )
    return candidate, run == len(facts)
