"""Printing periods in house style. What is written here, `read_periods` reads back."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pcc_narrator.models.period import Calendar, Period

Form = Literal["long", "short", "in_sentence"]
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_QUARTERS = ("one", "two", "three", "four")
_MONTHS_IN_WORDS = {6: "six", 9: "nine"}


def write_period(period: Period, calendar: Calendar, *, form: Form) -> str:
    """A period in words: `in_sentence` with its article, `long` without, `short` for tables and boxes.

    | | in_sentence | long | short |
    | --- | --- | --- | --- |
    | quarter of the calendar | quarter three 2018-19 | same | Q3 2018-19 |
    | 12 months | the 12 months to December 2018 | 12 months to … | 12 months to Dec 2018 |
    | month | December 2018 | same | Dec 2018 |
    | day | 31 December 2018 | same | 31 Dec 2018 |
    | other whole months | the six months to … | six months to … | 6 months to Dec 2018 |
    | anything else | 3 October to 9 November 2018 | same | 3 Oct 2018 to 9 Nov 2018 |

    A period with neither date prints its label, or "an unknown period".
    """
    start, end = period.start, period.end
    if start is None or end is None:
        return period.label or _open_ended(start, end, form)
    quarter = calendar.quarter_number(period)
    if quarter is not None:
        year = _year_name(quarter[0], calendar)
        return f"Q{quarter[1]} {year}" if form == "short" else f"quarter {_QUARTERS[quarter[1] - 1]} {year}"
    if period.kind == "day":
        return _day(start, form)
    if period.kind == "month":
        return _month(end, form)
    if period.months is not None:
        count = str(period.months) if form == "short" else _MONTHS_IN_WORDS.get(period.months, str(period.months))
        article = "the " if form == "in_sentence" else ""
        return f"{article}{count} months to {_month(end, form)}"
    return f"{_day(start, form)} to {_day(end, form)}"


def _year_name(year: int, calendar: Calendar) -> str:
    return str(year) if calendar.year_start_month == 1 else f"{year}-{(year + 1) % 100:02d}"


def _month(day: date, form: Form) -> str:
    name = _MONTHS[day.month - 1]
    return f"{name[:3] if form == 'short' else name} {day.year}"


def _day(day: date, form: Form) -> str:
    return f"{day.day} {_month(day, form)}"


def _open_ended(start: date | None, end: date | None, form: Form) -> str:
    if start is not None:
        return f"since {_day(start, form)}"
    if end is not None:
        return f"up to {_day(end, form)}"
    return "an unknown period"
