"""Periods told from another: the previous quarter, the same quarter last year, the last two years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from pcc_narrator.models.period import Calendar, Period, add_months, end_of_month
from pcc_narrator.periods.mention import PeriodMention, Relation, TimeUnit

_MONTHS: dict[TimeUnit, int] = {"month": 1, "quarter": 3, "year": 12}
_DAYS: dict[TimeUnit, int] = {"day": 1, "week": 7}


def resolve(mention: PeriodMention, subject: Period, calendar: Calendar) -> Period | None:
    """What a relative mention means beside a period that is spoken of; None where the words do not settle it.

    "the previous 12 months" beside the 12 months to December 2018 are those to December 2017; "the previous year"
    beside a quarter is the same quarter a year earlier, as reports mean it. A mention that is not relative is
    itself, whatever the subject.
    """
    if mention.kind != "relative":
        return mention.period
    if mention.relation is None or mention.unit is None:
        return None
    if mention.year is not None:
        return _in_year(subject, mention.year, mention.subject_unit, calendar)
    return apply(
        mention.relation,
        mention.count or 1,
        mention.unit,
        subject,
        calendar,
        by_calendar=mention.by_calendar,
        subject_unit=mention.subject_unit,
    )


def apply(
    relation: Relation,
    count: int,
    unit: TimeUnit,
    subject: Period,
    calendar: Calendar,
    *,
    by_calendar: bool = False,
    subject_unit: TimeUnit | None = None,
) -> Period | None:
    """The period that stands in `relation` to `subject`."""
    if subject.start is None or subject.end is None:
        return None
    if by_calendar:
        year = calendar_year(subject.end, calendar)
        return calendar.year(year + {"this": 0, "previous": -1, "next": 1}.get(relation, 0))
    try:
        if relation == "earlier":
            return _back(_as_unit(subject, subject_unit, calendar) or subject, count, unit)
        if relation == "previous" and unit == "year" and count == 1:
            return _back(subject, 1, "year")
        if relation == "this":
            return _as_unit(subject, unit, calendar) if count == 1 else ending(subject.end, count, unit)
        current = ending(subject.end, count, unit)
        if current is None or relation == "up_to_now":
            return current
        if unit == "quarter" and count == 1 and subject.kind not in ("quarter", "year"):
            return None
        return _back(current, count if relation == "previous" else -count, unit)
    except (ValueError, OverflowError):
        return None  # before the first year or after the last one


def ending(end: date, count: int, unit: TimeUnit) -> Period | None:
    """The `count` units that end on `end`: whole months where `end` is the last day of one."""
    try:
        if unit in _DAYS:
            return Period(end - timedelta(days=count * _DAYS[unit] - 1), end)
        months = count * _MONTHS[unit]
        if end == end_of_month(end):
            return Period(add_months(date(end.year, end.month, 1), 1 - months), end)
        return Period(add_months(end, -months) + timedelta(days=1), end)
    except (ValueError, OverflowError):
        return None


def calendar_year(day: date, calendar: Calendar) -> int:
    """The calendar year in which the organisation's year that holds `day` started."""
    return day.year - (1 if day.month < calendar.year_start_month else 0)


def _back(period: Period, count: int, unit: TimeUnit) -> Period | None:
    if unit in _MONTHS:
        return period.shifted(-count * _MONTHS[unit])
    if period.start is None or period.end is None:
        return None
    gap = timedelta(days=count * _DAYS[unit])
    return Period(period.start - gap, period.end - gap)


def _as_unit(subject: Period, unit: TimeUnit | None, calendar: Calendar) -> Period | None:
    """The day, month, quarter or year at the end of `subject`; None where it does not end with one."""
    if subject.end is None or unit is None:
        return None
    if unit == "year":
        return subject if subject.kind == "year" else None
    if unit in _DAYS:
        return subject if unit == "day" and subject.kind == "day" else None
    candidate = ending(subject.end, 1, unit)
    if candidate is None or (unit == "quarter" and calendar.quarter_number(candidate) is None):
        return subject if candidate is not None and subject == candidate else None
    return candidate


def _in_year(subject: Period, year: int, unit: TimeUnit | None, calendar: Calendar) -> Period | None:
    """The same part of a year as `subject` in the year named."""
    part = _as_unit(subject, unit, calendar) or subject
    return replace(part.shifted(years_to(part.end, year, calendar)), label="") if part.end is not None else None


def years_to(end: date, year: int, calendar: Calendar) -> int:
    """The months from a period that ends on `end` to the same one of the organisation's year that starts in `year`; of
    the calendar year where that is no other ("the same quarter of 2018" seen from January to March 2019)."""
    years = year - calendar_year(end, calendar)
    return 12 * (years or year - end.year)
