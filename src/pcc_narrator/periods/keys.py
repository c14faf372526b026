"""Short stable keys of periods, as used in workspaces and fact ids.

| period | key |
| --- | --- |
| a quarter of the organisation's year | 2018-19-Q3 (2018-Q3 where the year starts in January) |
| a month | 2018-12 |
| twelve months to a month end | R12-2018-12 |
| a single day | 2018-12-31 |
| any other stretch | 2018-10-01--2018-11-15 |
| none | none |

`parse_key` also takes a whole year of the calendar, which is the same twelve months as an R12: FY2018-19, or 2018-19
where that can be no month (2011-12 is December 2011; write FY2011-12 for the year). 2018 is the calendar year.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from pcc_narrator.errors import PeriodError
from pcc_narrator.models.period import Calendar, Period, end_of_month, rolling_year

_QUARTER = re.compile(r"(\d{4})(?:-(\d{2}))?-Q([1-4])")
_ROLLING = re.compile(r"R12-(\d{4})-(\d{2})")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})--(\d{4}-\d{2}-\d{2})")


def period_key(period: Period, calendar: Calendar) -> str:
    """The key of a period: equal periods have equal keys, and `parse_key` reads them back."""
    return _key(period.start, period.end, calendar.year_start_month)


@lru_cache(1 << 16)
def _key(start: date | None, end: date | None, first_month: int) -> str:
    if start is None and end is None:
        return "none"
    period, calendar = Period(start, end), Calendar(first_month)
    quarter = calendar.quarter_number(period)
    if quarter is not None:
        return f"{_year_label(quarter[0], calendar)}-Q{quarter[1]}"
    if start is not None and end is not None:
        if period.kind == "year":
            return f"R12-{end:%Y-%m}"
        if period.kind == "month":
            return f"{end:%Y-%m}"
        if period.kind == "day":
            return f"{end:%Y-%m-%d}"
    return f"{_day_or_open(start)}--{_day_or_open(end)}"


def parse_key(text: str, calendar: Calendar) -> Period:
    """The period that a key names.

    Raises PeriodError for anything else, with the forms that are taken.
    """
    text = text.strip()
    if text in ("", "none"):
        return Period()
    try:
        if match := _QUARTER.fullmatch(text):
            _check_pair(match[1], match[2])
            return calendar.quarter(int(match[1]), int(match[3]))
        if match := _ROLLING.fullmatch(text):
            return rolling_year(int(match[1]), int(match[2]))
        if match := _RANGE.fullmatch(text):
            return Period(date.fromisoformat(match[1]), date.fromisoformat(match[2]))
        if _DAY.fullmatch(text):
            day = date.fromisoformat(text)
            return Period(day, day)
        if match := re.fullmatch(r"(FY)?(\d{4})-(\d{2})", text):
            if match[1] or int(match[3]) > 12:
                _check_pair(match[2], match[3])
                return calendar.year(int(match[2]))
            month = date(int(match[2]), int(match[3]), 1)
            return Period(month, end_of_month(month))
        if re.fullmatch(r"\d{4}", text):
            return Period(date(int(text), 1, 1), date(int(text), 12, 31))
    except ValueError as error:
        raise PeriodError(f"{text!r} is no period: {error}") from None
    raise PeriodError(
        f"{text!r} is no period. Write a quarter as 2018-19-Q3, a month as 2018-12, a year as 2018-19, "
        "the 12 months to December 2018 as R12-2018-12, a day as 2018-12-31."
    )


def _year_label(year: int, calendar: Calendar) -> str:
    if calendar.year_start_month == 1:
        return str(year)
    return f"{year}-{(year + 1) % 100:02d}"


def _check_pair(first: str, second: str | None) -> None:
    if second is not None and int(second) != (int(first) + 1) % 100:
        raise ValueError(f"{first}-{second} are not two years that follow each other")


def _day_or_open(day: date | None) -> str:
    return "open" if day is None else day.isoformat()
