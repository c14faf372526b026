"""Which areas and periods a figure is looked for in, where the ones that were read have none."""

from __future__ import annotations

from collections.abc import Sequence

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.index import Index, Series, Subject
from pcc_narrator.checking.scopes import Places, Times
from pcc_narrator.models.period import Period


def areas_to_look_in(index: Index, subject: Subject, places: Places) -> tuple[str, ...]:
    """The areas asked for; where only the default is known and has nothing, the only area that has something."""
    known = tuple(area for area in places.choices if index.knows(subject, area))
    if not known and places.source in ("default", "open"):
        others = index.areas_of(subject)
        return others if len(others) == 1 else ()
    return places.choices


def periods_to_look_at(times: Times, index: Index, subject: Subject, area: str) -> Sequence[Period] | None:
    """The periods to look at: for a month without its year, that month of any year if the one read is not there."""
    if times.choices is None:
        return None
    series = index.series(subject, area)
    absent = _absent(series, times.choices)
    if times.source in ("said", "heading", "carried") and absent:
        if any(
            len(parts := one.inside(period)) > 1 and arithmetic.fills(parts, period)
            for one in series
            for period in times.choices
        ):
            return times.choices  # the year to date: what its quarters add up to
        single = [
            only.period
            for one in series
            for period in times.choices
            if period.start is not None and not arithmetic.is_longer(period, times.choices)
            if (only := one.only_inside(period)) is not None
        ]
        if single:
            return single
        if not times.exact and (ending := _ending_with(series, times.choices)):
            return ending
    if times.quarter and absent and index.set.period is None:
        return _last_like(series, times.choices) or times.choices
    if times.month is not None and absent:
        same = [
            fact.period
            for one in series
            for fact in one.in_order
            if fact.period.months == 1 and fact.period.end is not None and fact.period.end.month == times.month
        ]
        return same or times.choices
    if times.source == "default" and absent:
        return None
    return times.choices


def _last_like(series: Sequence[Series], quarters: Sequence[Period]) -> tuple[Period, ...]:
    """The last quarter of the same number that a series has, for one told without its year."""
    ends = {one.end.month for one in quarters if one.end is not None}
    like = [
        fact.period
        for one in series
        for fact in one.in_order
        if fact.period.months == _QUARTER and fact.period.end is not None and fact.period.end.month in ends
    ]
    return tuple(sorted(set(like), key=lambda one: str(one.end))[-1:])


_QUARTER = 3  # months


def _absent(series: Sequence[Series], periods: Sequence[Period]) -> bool:
    """Whether no series has a figure of any of the periods."""
    for one in series:  # asked of each figure, several times
        facts = one.facts
        for period in periods:
            if period in facts:
                return False
    return True


def _ending_with(series: Sequence[Series], periods: Sequence[Period]) -> tuple[Period, ...]:
    """For "in March" of a rolling series: the longer periods that end with a month, where none is as short as it."""
    found: dict[Period, None] = {}
    for one in series:
        for period in periods:
            if period.end is None:
                continue
            if one.like(period):
                inside = [fact.period for fact in one.like(period) if same_year(fact.period, period)]
                found.update((year, None) for year in inside if len(inside) == 1)
                continue
            found.update((fact.period, None) for fact in one.in_order if _longer(fact.period, period))
    return tuple(found)


def same_year(period: Period, year: Period) -> bool:
    """Whether a year of other months is meant: "2018" of years to March, "2015/16" of years to August."""
    if year.months != 12 or year.start is None or year.end is None or period.start is None or period.end is None:
        return False
    if (year.start.month, year.start.day) == (1, 1):
        return period.end.year == year.end.year
    return (period.start.year, period.end.year) == (year.start.year, year.end.year)


def _longer(whole: Period, part: Period) -> bool:
    """Whether a period ends with another one that it holds."""
    return whole.end == part.end and whole.start is not None and part.start is not None and whole.start < part.start


def is_later(period: Period, after: Period) -> bool:
    """Whether a period ends after another one."""
    return period.end is None or after.end is None or period.end > after.end
