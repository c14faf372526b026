"""Periods as tables print them: "Dec-18", "Q3 2018/19", "Year ending December 2018", "31/12/2018"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from pcc_narrator.models.period import Calendar, Period, add_months, end_of_month, rolling_year
from pcc_narrator.workspace.values import CellError, read_period

PeriodForm = Literal["key", "month", "quarter", "year", "calendar_year", "rolling_year", "day"]
PERIOD_FORMS: tuple[PeriodForm, ...] = ("key", "quarter", "year", "calendar_year", "month", "rolling_year", "day")
DateOrder = Literal["dmy", "mdy", "ymd"]

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(\d{4}|'?\d{2})"
_PAIR = r"(\d{4})\s*[-/–]\s*(\d{4}|\d{2})"
_MONTH = re.compile(rf"{_NAME}[\s\-/,]*{_YEAR}")
_YEAR_MONTH = re.compile(rf"(\d{{4}})[\s\-/]*(?:{_NAME}|m?(\d{{2}}))")
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})")
_QUARTER = re.compile(rf"q(?:uarter|tr)?\s*([1-4])[\s,/:-]*(?:of\s+)?(?:{_PAIR}|(\d{{4}}))")
_QUARTER_LAST = re.compile(rf"(?:{_PAIR}|(\d{{4}}))[\s,/:-]*q(?:uarter|tr)?\s*([1-4])")
_MONTHS_OF_YEAR = re.compile(rf"{_NAME}\s*(?:-|–|to)\s*{_NAME}[\s,]*{_YEAR}")
_SPAN = re.compile(rf"{_NAME}[\s\-/,]*{_YEAR}\s*(?:-|–|to)\s*{_NAME}[\s\-/,]*{_YEAR}")
_YEAR_PAIR = re.compile(rf"(?:fy|financial year)?\s*{_PAIR}")
_ENDING = re.compile(
    r"(?:(?:the\s+)?(?:year|12 months|twelve months)\s+(?:ending|ended|to)|y/?e|rolling 12 months to)\s+(.*)"
)
_SLASHED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t]00:00(?::00)?)?")
_DAY_WORDS = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[\s\-]+{_NAME}[\s\-,]*{_YEAR}")


def read_period_cell(text: str, form: PeriodForm, calendar: Calendar, order: DateOrder | None = None) -> Period:
    """The period that a cell stands for. Raises CellError where it is none, or could be two."""
    plain = " ".join(text.strip().lower().replace("\u00a0", " ").split())
    if form == "key":
        return read_period(text, calendar)
    readers = {
        "month": _month,
        "quarter": _quarter,
        "year": _year,
        "calendar_year": _calendar_year,
        "rolling_year": _rolling_year,
        "day": _single_day,
    }
    try:
        period = readers[form](plain, calendar, order)
    except ValueError as error:
        if isinstance(error, CellError):
            raise
        raise CellError(f"there is no such date: {error}.") from None
    if period is None:
        raise CellError(
            f"this is no {form.replace('_', ' ')}.", "Say how it is written (`written`), or what it means (`words`)."
        )
    return period


def date_order(texts: Iterable[str]) -> DateOrder | None:
    """Whether 3/4/2019 is 3 April or 4 March in a column: the order that its other dates show, None if none does.

    Raises CellError where some dates show the one order and some the other.
    """
    day_first = month_first = False
    for text in texts:
        if match := _SLASHED.fullmatch(text.strip()):
            day_first |= int(match[1]) > 12
            month_first |= int(match[2]) > 12
    if day_first and month_first:
        raise CellError(
            "some dates of this column have the day first, and some the month.", "Set date_order, or correct them."
        )
    return "dmy" if day_first else "mdy" if month_first else None


def read_day(text: str, order: DateOrder | None) -> date | None:
    """A date, or None if it is none. Raises CellError where day and month could change places."""
    if match := _ISO.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_WORDS.fullmatch(text):
        return date(_whole_year(match[3]), _month_number(match[2]), int(match[1]))
    if match := _SLASHED.fullmatch(text):
        first, second, year = int(match[1]), int(match[2]), _whole_year(match[3])
        if order is None and first != second and first <= 12 and second <= 12:
            raise CellError("day and month of this date could change places.", "Set date_order to dmy or mdy.")
        day, month = (second, first) if order == "mdy" or (order is None and second > 12) else (first, second)
        return date(year, month, day)
    return None


def _month(text: str, calendar: Calendar, order: DateOrder | None) -> Period | None:
    if match := _MONTH.fullmatch(text):
        return _whole_month(_whole_year(match[2]), _month_number(match[1]))
    if match := _YEAR_MONTH.fullmatch(text):
        return _whole_month(int(match[1]), _month_number(match[2]) if match[2] else int(match[3]))
    if match := _MONTH_YEAR.fullmatch(text):
        return _whole_month(int(match[2]), int(match[1]))
    day = read_day(text, order)
    if day is None:
        return None
    _must_be_edge(day, _whole_month(day.year, day.month))
    return _whole_month(day.year, day.month)


def _quarter(text: str, calendar: Calendar, order: DateOrder | None) -> Period | None:
    if match := _QUARTER.fullmatch(text):
        return _numbered(int(match[1]), match[2], match[3], match[4], calendar)
    if match := _QUARTER_LAST.fullmatch(text):
        return _numbered(int(match[4]), match[1], match[2], match[3], calendar)
    if match := _MONTHS_OF_YEAR.fullmatch(text):
        end = _whole_month(_whole_year(match[3]), _month_number(match[2]))
        if end.end is not None:
            period = Period(add_months(end.end.replace(day=1), -2), end.end)
            if period.start is not None and period.start.month == _month_number(match[1]):
                return _of_calendar(period, calendar)
    day = read_day(text, order)
    if day is None:
        return None
    offset = (day.month - calendar.year_start_month) % 3
    start = add_months(day.replace(day=1), -offset)
    period = Period(start, end_of_month(add_months(start, 2)))
    _must_be_edge(day, period)
    return period


def _year(text: str, calendar: Calendar, order: DateOrder | None) -> Period | None:
    if match := _YEAR_PAIR.fullmatch(text):
        if int(match[2]) % 100 != (int(match[1]) + 1) % 100:
            raise CellError("these two years do not follow each other.")
        return calendar.year(int(match[1]))
    return calendar.year(int(text)) if calendar.year_start_month == 1 and re.fullmatch(r"\d{4}", text) else None


def _calendar_year(text: str, calendar: Calendar, order: DateOrder | None) -> Period | None:
    return Calendar(1).year(int(text)) if re.fullmatch(r"\d{4}", text) else None


def _rolling_year(text: str, calendar: Calendar, order: DateOrder | None) -> Period | None:
    if match := _SPAN.fullmatch(text):
        start = _whole_month(_whole_year(match[2]), _month_number(match[1])).start
        period = rolling_year(_whole_year(match[4]), _month_number(match[3]))
        if period.start != start:
            raise CellError("these are not twelve months.")
        return period
    if match := _ENDING.fullmatch(text):
        text = match[1]
    end = _month(text, calendar, order)
    return None if end is None or end.end is None else rolling_year(end.end.year, end.end.month)


def _single_day(text: str, calendar: Calendar, order: DateOrder | None) -> Period | None:
    day = read_day(text, order)
    return None if day is None else Period(day, day)


def _numbered(number: int, first: str | None, second: str | None, alone: str | None, calendar: Calendar) -> Period:
    if first and second:
        if int(second) % 100 != (int(first) + 1) % 100:
            raise CellError("the two years of this quarter do not follow each other.")
        if calendar.year_start_month == 1:
            raise CellError("the calendar has no such quarter: its years start in January.")
        return calendar.quarter(int(first), number)
    if calendar.year_start_month != 1:
        raise CellError("the year of this quarter could be read in two ways.", "Say what it means (`words`).")
    return calendar.quarter(int(alone or 0), number)


def _of_calendar(period: Period, calendar: Calendar) -> Period:
    if calendar.quarter_number(period) is None:
        raise CellError("these three months are no quarter of the calendar.")
    return period


def _must_be_edge(day: date, period: Period) -> None:
    """A date stands for a longer period only as its first or last day: 30-12-2017 is more likely a slip."""
    if day not in (period.start, period.end):
        raise CellError(f"{day} is neither the first nor the last day of its period.", "Say what it means (`words`).")


def _whole_month(year: int, month: int) -> Period:
    start = date(year, month, 1)
    return Period(start, end_of_month(start))


def _month_number(name: str) -> int:
    return _MONTH_NAMES.index(name[:3]) + 1


def _whole_year(text: str) -> int:
    digits = text.lstrip("'")
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)
