"""From what the words say to dates: years that are not printed come from the anchor, where it settles them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from pcc_narrator.models.period import Calendar, Period, add_months, end_of_month
from pcc_narrator.models.record import record
from pcc_narrator.periods.mention import TimeUnit
from pcc_narrator.periods.relative import apply, calendar_year, ending, years_to
from pcc_narrator.periods.spec import Spec

_APRIL = Calendar(4)
_JANUARY = Calendar(1)


@record(frozen=True, slots=True)
class Reading:
    """The dates of a mention: `period` None where words and anchor do not settle it; other readings beside it."""

    period: Period | None = None
    alternatives: tuple[Period, ...] = ()
    first: Period | None = None
    last: Period | None = None


_UNKNOWN = Reading()


def resolve_spec(spec: Spec, calendar: Calendar, anchor: Period | None, *, future: bool = False) -> Reading:
    """The dates of a spec. `anchor` is the period that the text is about; `future`: the words look ahead."""
    try:
        return _resolve(spec, calendar, anchor, future)
    except (ValueError, OverflowError):
        return _UNKNOWN  # 31 February, or a year that dates cannot hold


def in_context(spec: Spec, context: Spec, *, forward: bool) -> Spec:
    """A month or day without a year, in the year that a month or year named shortly before it suggests.

    After "2015", March is of 2015. After "January 2019", it is the nearest such month: February 2019, December 2018;
    but where the words run on to it ("from December 2017 to November"), the next one.
    """
    if spec.form not in ("month", "day") or spec.dated or spec.month is None or context.year is None:
        return spec
    year = context.year
    if context.month is not None:
        ahead = (spec.month - context.month) % 12
        if forward or ahead <= 6:
            year += spec.month < context.month
        else:
            year -= spec.month > context.month
    return replace(spec, year=year)


def _resolve(spec: Spec, calendar: Calendar, anchor: Period | None, future: bool) -> Reading:
    end = None if anchor is None else anchor.end
    match spec.form:
        case "day" | "month":
            return _month_or_day(spec, end, future)
        case "quarter" | "half":
            return _part_of_year(spec, calendar, end, future)
        case "year" | "pair":
            return _year(spec, calendar, end)
        case "years":
            return _years(spec)
        case "week":
            if spec.year is None or spec.count is None:
                return _UNKNOWN
            first = date.fromisocalendar(spec.year, spec.count, 1)
            return Reading(Period(first, date.fromisocalendar(spec.year, spec.count, 7)))
        case "ending":
            return _ending(spec, calendar, anchor, future)
        case "starting":
            return _starting(spec, calendar, anchor, future)
        case "slice":
            return _slice(spec, calendar, anchor)
        case "range":
            return _range(spec, calendar, anchor, future)
        case "edge" | "part":
            return _edge(spec, calendar, anchor, future)
        case "relative":
            return _relative(spec, calendar, anchor)
        case _:
            return _UNKNOWN


def _month_or_day(spec: Spec, end: date | None, future: bool) -> Reading:
    if spec.month is None:
        return _UNKNOWN
    year = spec.year
    if year is None:
        if end is None:
            return _UNKNOWN
        if spec.year_shift is not None:
            year = end.year + spec.year_shift
        else:
            later = (spec.month, spec.day or 1) > (end.month, end.day if spec.day else 31)
            # The latest such month that the report can speak of; a look ahead is to the next one.
            year = end.year - later + (1 if future else 0)
    if spec.form == "day" and spec.day is not None:
        day = date(year, spec.month, spec.day)
        return Reading(Period(day, day))
    first = date(year, spec.month, 1)
    return Reading(Period(first, end_of_month(first)))


def _part(year: int, spec: Spec, calendar: Calendar) -> Period:
    if spec.quarter is not None:
        return calendar.quarter(year, spec.quarter)
    half = spec.half or 1
    return Period(calendar.quarter(year, 2 * half - 1).start, calendar.quarter(year, 2 * half).end)


def _part_of_year(spec: Spec, calendar: Calendar, end: date | None, future: bool) -> Reading:
    if spec.year is not None:
        if spec.paired or spec.organisation:
            # 2018-19 is no year of a calendar that starts in January: then it is the usual financial year.
            own = calendar if calendar.year_start_month != 1 else _APRIL
            return Reading(_part(spec.year, spec, own))
        if calendar.year_start_month == 1 or spec.civil:
            return Reading(_part(spec.year, spec, _JANUARY))
        own_part, plain = _part(spec.year, spec, calendar), _part(spec.year, spec, _JANUARY)
        return (
            Reading(own_part, (plain,)) if end is not None and spec.quarter is not None else Reading(plain, (own_part,))
        )
    if end is None:
        return _UNKNOWN
    year = calendar_year(end, calendar)
    if spec.year_shift is not None:
        return Reading(_part(year + spec.year_shift, spec, calendar))
    period = _part(year, spec, calendar)
    if period.start is not None and period.start > end and not future:
        return Reading(_part(year - 1, spec, calendar), (period,))
    return Reading(period)


def _year(spec: Spec, calendar: Calendar, end: date | None) -> Reading:
    if spec.year is None:
        if spec.year_shift is None or end is None:
            return _UNKNOWN
        if spec.organisation:
            return Reading(calendar.year(calendar_year(end, calendar) + spec.year_shift))
        return _UNKNOWN
    plain = _JANUARY.year(spec.year)
    if spec.form == "pair":
        own = calendar if calendar.year_start_month != 1 else _APRIL
        both = () if spec.last_year is None else (Period(plain.start, _JANUARY.year(spec.last_year).end),)
        return Reading(own.year(spec.year), both)
    if spec.organisation and calendar.year_start_month != 1:
        return Reading(calendar.year(spec.year), (calendar.year(spec.year - 1), plain))
    return Reading(plain)


def _years(spec: Spec) -> Reading:
    if spec.year is None or spec.last_year is None:
        return _UNKNOWN
    first, last = _JANUARY.year(spec.year), _JANUARY.year(spec.last_year)
    alternatives: tuple[Period, ...] = ()
    if spec.stop - spec.begin == 3 and spec.last_year % 100 <= 12 and spec.last_year - spec.year < 12:
        month = date(spec.year, spec.last_year % 100, 1)
        alternatives = (Period(month, end_of_month(month)),)
    return Reading(Period(first.start, last.end), alternatives, first, last)


def _ending(spec: Spec, calendar: Calendar, anchor: Period | None, future: bool) -> Reading:
    if spec.of is None or spec.unit is None:
        return _UNKNOWN
    end = _resolve(spec.of, calendar, anchor, future)
    if end.period is None or end.period.end is None:
        return _UNKNOWN
    others = (ending(other.end, spec.count or 1, spec.unit) for other in end.alternatives if other.end is not None)
    return Reading(
        ending(end.period.end, spec.count or 1, spec.unit), tuple(other for other in others if other is not None)
    )


def _starting(spec: Spec, calendar: Calendar, anchor: Period | None, future: bool) -> Reading:
    first = None if spec.of is None else _resolve(spec.of, calendar, anchor, future).period
    if first is None or first.start is None or spec.unit is None:
        return _UNKNOWN
    count = spec.count or 1
    if spec.unit in ("day", "week"):
        return Reading(Period(first.start, first.start + timedelta(days=count * (7 if spec.unit == "week" else 1) - 1)))
    months = count * {"month": 1, "quarter": 3, "year": 12}[spec.unit]
    return Reading(Period(first.start, add_months(first.start, months) - timedelta(days=1)))


def _slice(spec: Spec, calendar: Calendar, anchor: Period | None) -> Reading:
    """Months at the start or end of a year."""
    year = None if spec.of is None else _resolve(spec.of, calendar, anchor, False).period
    if year is None or year.start is None or year.end is None or year.kind != "year":
        return _UNKNOWN
    months = (spec.count or 1) * (3 if spec.unit == "quarter" else 1)
    if months > 12:
        return _UNKNOWN
    if spec.at_end:
        return Reading(ending(year.end, months, "month"))
    return Reading(Period(year.start, add_months(year.start, months) - timedelta(days=1)))


def _range(spec: Spec, calendar: Calendar, anchor: Period | None, future: bool) -> Reading:
    if spec.of is None:
        return _UNKNOWN
    if spec.until is None:
        first = _resolve(spec.of, calendar, anchor, future)
        if first.period is None:
            return _UNKNOWN
        return Reading(Period(first.period.start, None if anchor is None else anchor.end), (), first.period)
    last = _resolve(spec.until, calendar, anchor, future)
    if last.period is None or last.period.end is None:
        return _UNKNOWN
    opening = spec.of
    if not opening.dated and opening.month is not None:
        back = spec.until.month is not None and opening.month > spec.until.month
        opening = replace(opening, year=last.period.end.year - back)
    first = _resolve(opening, calendar, anchor, future)
    if first.period is None or first.period.start is None or first.period.start > last.period.end:
        return _UNKNOWN
    whole = Period(first.period.start, last.period.end)
    if whole.months is not None and "day" in (first.period.kind, last.period.kind):
        return Reading(whole)  # "from 1 August 2017 to 31 July 2018" is one stretch, and no change between two days
    return Reading(whole, (), first.period, last.period)


def _edge(spec: Spec, calendar: Calendar, anchor: Period | None, future: bool) -> Reading:
    if spec.of is None:
        return _UNKNOWN
    inner = _resolve(spec.of, calendar, anchor, future).period
    if inner is None or inner.start is None or inner.end is None:
        return _UNKNOWN
    if spec.form == "part":
        return Reading(None, (inner,))
    day = inner.end if spec.at_end else inner.start
    month = date(day.year, day.month, 1)
    others = (inner,) if inner.kind == "month" else (Period(month, end_of_month(month)), inner)
    return Reading(Period(day, day), others)


def _relative(spec: Spec, calendar: Calendar, anchor: Period | None) -> Reading:
    """Certain ones only; what depends on the period of the sentence is left to `relative.resolve`."""
    if anchor is None or anchor.end is None or spec.relation is None or spec.unit is None or spec.loose:
        return _UNKNOWN
    if spec.of is not None and spec.of.year is not None:
        if anchor.kind != spec.subject_unit:
            return _UNKNOWN
        return Reading(anchor.shifted(years_to(anchor.end, spec.of.year, calendar)))
    period = apply(
        spec.relation,
        spec.count or 1,
        spec.unit,
        anchor,
        calendar,
        by_calendar=spec.by_calendar,
        subject_unit=spec.subject_unit,
    )
    if period is None:
        return _UNKNOWN
    whole_year = spec.unit == "year" and spec.count == 1 and not spec.by_calendar
    short: dict[TimeUnit, bool] = {
        "day": anchor.kind == "day",
        "week": (anchor.end - (anchor.start or anchor.end)).days == 6,
        "month": anchor.kind == "month" or spec.count != 1,
    }
    if not short.get(spec.unit, True):
        return _UNKNOWN  # "last month" in a report about a quarter is told from the day of writing
    if spec.relation == "earlier":
        certain = spec.subject_unit == anchor.kind
    elif spec.relation == "previous" and whole_year:
        certain = anchor.kind == "year"
    else:
        certain = True
    if certain:
        return Reading(period)
    rolling = ending(add_months(anchor.end, -12), 1, "year") if whole_year else None
    others = (period, rolling, calendar.year(calendar_year(anchor.end, calendar) - 1)) if whole_year else (period,)
    return Reading(None, tuple(dict.fromkeys(other for other in others if other is not None)))
