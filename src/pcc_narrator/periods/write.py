"""Periods in house style: the one place where dates become text. `read_periods` reads back what is written here.

| period | long | in_sentence | short |
| --- | --- | --- | --- |
| a quarter | quarter three 2018-19 | quarter three (in the anchor's year) | Q3 2018-19 |
| twelve months | the 12 months to December 2018 | the same | 12 months to Dec 2018 |
| a month | December 2018 | the same | Dec 2018 |
| a day | 31 December 2018 | the same | 31 Dec 2018 |
| other whole months | April to September 2018 | the same | Apr to Sep 2018 |
| any other stretch | 1 October to 15 November 2018 | the same | 1 Oct to 15 Nov 2018 |
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods.numerals import number_words
from pcc_narrator.periods.relative import calendar_year
from pcc_narrator.periods.words import words

PeriodForm = Literal["long", "short", "in_sentence"]


def write_period(period: Period, calendar: Calendar, *, form: PeriodForm = "long", anchor: Period | None = None) -> str:
    """A period as text, as the table above.

    In a sentence, a quarter of the organisation's year that holds `anchor` (the report's period) and does not
    come after it goes without its year. A period with no dates is its label, or nothing.
    """
    start, end = period.start, period.end
    short = form == "short"
    if start is None and end is None:
        return period.label
    if start is None or end is None:
        return f"{_day(start, short)} to date" if start is not None else f"up to {_day(end, short)}"
    quarter = calendar.quarter_number(period)
    if quarter is not None:
        year, number = quarter
        if short:
            return f"Q{number} {year_label(year, calendar)}"
        named = f"quarter {number_words(number)}"
        known = anchor is not None and anchor.end is not None and calendar_year(anchor.end, calendar) == year
        past = anchor is not None and anchor.end is not None and start <= anchor.end
        return named if form == "in_sentence" and known and past else f"{named} {year_label(year, calendar)}"
    if period.kind == "year":
        return f"{'' if short else 'the '}12 months to {_month(end, short)} {end.year}"
    if period.kind == "day":
        return _day(end, short)
    if period.kind == "month":
        return f"{_month(end, short)} {end.year}"
    if period.months is not None:
        first = _month(start, short) if start.year == end.year else f"{_month(start, short)} {start.year}"
        return f"{first} to {_month(end, short)} {end.year}"
    opening = f"{start.day} {_month(start, short)}" if start.year == end.year else _day(start, short)
    return f"{opening} to {_day(end, short)}"


def year_label(year: int, calendar: Calendar) -> str:
    """2018-19 for a year that starts in 2018, or 2018 where it starts in January."""
    return str(year) if calendar.year_start_month == 1 else f"{year}-{(year + 1) % 100:02d}"


def _month(day: date, short: bool) -> str:
    name = next(word for word, number in words().months.items() if number == day.month).capitalize()
    return name[:3] if short else name


def _day(day: date | None, short: bool) -> str:
    return "" if day is None else f"{day.day} {_month(day, short)} {day.year}"
