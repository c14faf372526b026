"""New facts from known ones by a fixed set of operations. Each has a derivation; nothing else is ever computed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pcc_narrator.models.fact import Derivation, Fact, Unit
from pcc_narrator.models.period import Period
from pcc_narrator.review.ask.library import Library, Subject

OPERATIONS = ("change", "change_percent", "share", "rate", "rank", "extreme")


class NotComputed(ValueError):
    """The facts do not allow the operation; says what is lacking."""


def change(library: Library, subject: Subject, now: Period, base: Period) -> tuple[Fact, Fact | None]:
    """The change of a subject between two periods: as a number or in points, and in per cent where that is defined."""
    new, old = _level(library, subject, now), _level(library, subject, base)
    if new.period.months != old.period.months:
        raise NotComputed("Only periods of the same length can be compared.")
    difference = new.number - old.number
    points = new.unit == "percent"
    first = _made(new, "change_points" if points else "change", difference, (new, old), base=old.period)
    if points:
        first = _with_unit(first, "percentage_points")
    if points or old.number == 0 or new.unit in ("rank", "none"):
        return first, None
    percent = _made(new, "change_percent", difference / old.number * 100, (new, old), base=old.period)
    return first, _with_unit(percent, "percent")


def share(library: Library, part: Subject, whole: Subject, period: Period) -> Fact:
    """What part one count is of another, in per cent."""
    top, all_of_it = _level(library, part, period), _level(library, whole, period)
    if top.unit != "count" or all_of_it.unit != "count" or all_of_it.number == 0:
        raise NotComputed("A share needs two counts, the second above zero.")
    return _with_unit(_made(top, "share", top.number / all_of_it.number * 100, (top, all_of_it)), "percent")


def rate(library: Library, part: Subject, whole: Subject, period: Period) -> tuple[Fact, Fact]:
    """One count per 1,000 of another: of the same period, or of the last day counted by its end, as
    populations are. Gives the rate, and the level that it is a rate of."""
    top = _level(library, part, period)
    same = library.of(whole, "value", period=period)
    base = same[0] if same else _last_day(library, whole, period)
    if top.unit != "count" or base.unit != "count" or base.number == 0:
        raise NotComputed("A rate needs two counts, the second above zero.")
    return _with_unit(_made(top, "rate", top.number / base.number * 1000, (top, base)), "per_1000"), base


def rank(library: Library, subject: Subject, period: Period) -> tuple[Fact, tuple[Fact, ...]]:
    """The place of the report's area among all areas with a figure (1 is the highest), and their levels in order."""
    levels = [
        level
        for area in library.facts.areas
        if area.kind == library.facts.areas[0].kind
        for level in library.of(subject, "value", area=area.id, period=period)[:1]
    ]
    own = next((level for level in levels if level.area == library.own), None)
    if own is None or len(levels) < 3:
        raise NotComputed("A rank needs the figures of at least two other areas.")
    place = 1 + sum(level.number > own.number for level in levels)
    ordered = tuple(sorted(levels, key=lambda level: (-level.number, level.area)))
    return _with_unit(_made(own, "rank", Decimal(place), ordered), "rank"), ordered


def extreme(library: Library, subject: Subject, highest: bool) -> tuple[Fact, int]:
    """The highest or lowest level among the periods of the report's length, and of how many periods."""
    levels = [level for level in library.of(subject, "value") if _same_length(library, level)]
    if len(levels) < 3:
        raise NotComputed("That needs at least three periods of the same length.")
    found = (max if highest else min)(levels, key=lambda level: level.number)
    return found, len(levels)


def _same_length(library: Library, level: Fact) -> bool:
    return library.now is not None and level.period.kind == library.now.kind


def _level(library: Library, subject: Subject, period: Period) -> Fact:
    found = library.of(subject, "value", period=period)
    if not found:
        raise NotComputed(f"There is no figure of {library.title(subject)} for {library.when(period)}.")
    return found[0]


def _last_day(library: Library, subject: Subject, period: Period) -> Fact:
    """The level of the last day that was counted by the end of a period."""
    for level in library.of(subject, "value"):
        day = level.period
        if day.start == day.end and day.end is not None and period.end is not None and day.end <= period.end:
            return level
    return _level(library, subject, period)


def _made(fact: Fact, operation: str, value: Decimal, of: tuple[Fact, ...], base: Period | None = None) -> Fact:
    ids = tuple(one.id for one in of)
    return Fact(
        f"asked.{operation}({','.join(ids)})", fact.measure, operation, fact.area, fact.period, value, fact.unit,
        fact.category, base, derivation=Derivation(operation, ids), out_of=len(of) if operation == "rank" else None,
        order="highest_first" if operation == "rank" else None,
        decimals=None if operation in ("change", "rank") else 1,
    )  # fmt: skip


def _with_unit(fact: Fact, unit: Unit) -> Fact:
    return replace(fact, unit=unit)
