"""Periods in house style: the one place where dates become text. `read_periods` reads back what is written here."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods.numerals import number_words
from pcc_narrator.periods.relative import calendar_year
from pcc_narrator.periods.words import words

Form = Literal["long", "short", "in_sentence"]


def write_period(period: Period, calendar: Calendar, *, form: Form = "long", anchor: Period | None = None) -> str:
    """A period in words: `in_sentence` with its article, `long` without, `short` for tables and boxes.

    | | in_sentence | long | short |
    | --- | --- | --- | --- |
    | quarter of the calendar | quarter three 2018-19 | the same | Q3 2018-19 |
    | 12 months | the 12 months to December 2018 | 12 months to … | 12 months to Dec 2018 |
    | month | December 2018 | the same | Dec 2018 |
    | day | 31 December 2018 | the same | 31 Dec 2018 |
    | other whole months | the six months to … | six months to … | 6 months to Dec 2018 |
    | anything else | 3 October to 9 November 2018 | the same | 3 Oct 2018 to 9 Nov 2018 |

    In a sentence, a quarter of the organisation's year that holds `anchor` (the report's period) and does not come
    after it goes without its year. A period without dates prints its label, or "an unknown period".
    """
    start, end = period.start, period.end
    if start is None or end is None:
        return period.label or _open_ended(start, end, form)
    quarter = calendar.quarter_number(period)
    if quarter is not None:
        return _quarter(*quarter, period, calendar, form, anchor)
    if period.kind == "day":
        return _day(end, form)
    if period.kind == "month":
        return _month(end, form)
    if period.months is not None:
        count = number_words(period.months) if period.months < 10 and form != "short" else str(period.months)
        return f"{'the ' if form == 'in_sentence' else ''}{count} months to {_month(end, form)}"
    if form != "short" and start.year == end.year:
        return f"{start.day} {_month_name(start, form)} to {_day(end, form)}"
    return f"{_day(start, form)} to {_day(end, form)}"


def year_label(year: int, calendar: Calendar) -> str:
    """2018-19 for a year that starts in 2018, or 2018 where it starts in January."""
    return str(year) if calendar.year_start_month == 1 else f"{year}-{(year + 1) % 100:02d}"


def _quarter(year: int, number: int, period: Period, calendar: Calendar, form: Form, anchor: Period | None) -> str:
    if form == "short":
        return f"Q{number} {year_label(year, calendar)}"
    named = f"quarter {number_words(number)}"
    end = None if anchor is None or form != "in_sentence" else anchor.end
    if end is not None and calendar_year(end, calendar) == year and period.start is not None and period.start <= end:
        return named
    return f"{named} {year_label(year, calendar)}"


def _month_name(day: date, form: Form) -> str:
    name = next(word for word, number in words().months.items() if number == day.month).capitalize()
    return name[:3] if form == "short" else name


def _month(day: date, form: Form) -> str:
    return f"{_month_name(day, form)} {day.year}"


def _day(day: date, form: Form) -> str:
    return f"{day.day} {_month(day, form)}"


def _open_ended(start: date | None, end: date | None, form: Form) -> str:
    if start is not None:
        return f"since {_day(start, form)}"
    if end is not None:
        return f"up to {_day(end, form)}"
    return "an unknown period"
