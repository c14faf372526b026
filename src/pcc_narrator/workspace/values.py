"""One cell at a time: numbers, dates and periods as people write them in tables."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from pcc_narrator.errors import PeriodError
from pcc_narrator.models.fact import Unit
from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods.keys import parse_key

# What official tables print where there is no figure: blank, dashes, dots, stars, and the shorthand in brackets of
# the Government Statistical Service ([x] not available, [c] confidential, [z] not applicable, [u] unreliable).
NOT_SHOWN = frozenset({"", "-", "–", "—", "..", "...", "…", "*", "**", ":", "n/a", "[x]", "[c]", "[z]", "[u]", "[low]"})
LONGEST_NUMBER = 24  # characters

_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NUMBER = re.compile(
    r"(?P<sign>[-+−–]?)\s*(?P<pound>£?)\s*"
    r"(?P<digits>[0-9][0-9,\u00a0\u2009\u202f ]*(?:\.[0-9]+)?|\.[0-9]+)\s*(?P<percent>%?)"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:([,\u00a0\u2009\u202f ])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]00:00(?::00)?)?")
_QUARTER_WORDS = re.compile(
    r"(?i)q(?:uarter)?\s*([1-4])[ ,/-]*([0-9]{4})[-/]([0-9]{2})|([0-9]{4})[-/]([0-9]{2})[ ,/-]*q\s*([1-4])"
)
_MONTH_WORDS = re.compile(r"(?i)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -]([0-9]{2}|[0-9]{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class CellError(ValueError):
    """A cell cannot be read: what is wrong with it, and what to do."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


def read_number(text: str, unit: Unit | None = None) -> Decimal | None:
    """The number in a cell, exactly as printed ("71.0" keeps its nought); None where no figure is shown.

    Takes "1,234", " 66776 ", "12%" (a measure in per cent or percentage points only), "£1,200" (money only) and
    every minus sign. Raises CellError for anything else: nothing is guessed from "12 approx" or "1.234,5".
    """
    if _PLAIN.fullmatch(text) and len(text) <= LONGEST_NUMBER:
        return Decimal(text)
    text = text.strip("\ufeff\u200b\u00a0 \t\r\n'")
    if text.lower() in NOT_SHOWN:
        return None
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise CellError("this is not a number.", "Write digits only, or leave the cell empty if there is no figure.")
    if len(text) > LONGEST_NUMBER:
        raise CellError("this number is too long to be a figure.")
    digits = match["digits"].strip()
    if not re.fullmatch(r"[0-9]*(?:\.[0-9]+)?", digits):
        if not _GROUPED.fullmatch(digits):
            raise CellError(
                "the separators of this number are not at thousands.",
                "Write 1234.5 or 1,234.5: the decimal sign is a point.",
            )
        digits = re.sub(r"[^0-9.]", "", digits)
    if match["percent"] and unit not in ("percent", "percentage_points", None):
        raise CellError(f"this is a percentage, and the measure is in {unit!r}.")
    if match["pound"] and unit not in ("gbp", None):
        raise CellError(f"this is an amount of money, and the measure is in {unit!r}.")
    return Decimal(("-" if match["sign"] in ("-", "−", "–") else "") + digits)


@lru_cache(1 << 12)
def read_date(text: str) -> date | None:
    """A day written 2019-03-28; None for an empty cell. Day and month order is never guessed: CellError."""
    text = text.strip()
    if not text:
        return None
    match = _DATE.fullmatch(text)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as error:
        raise CellError(f"there is no such day: {error}.") from None
    raise CellError("this is not a date.", "Write the year first, as 2019-03-28.")


def read_period(text: str, calendar: Calendar) -> Period:
    """The period that a key names (see periods/keys.py). Raises CellError with the nearest key where one is plain."""
    text = text.strip()
    if not text:
        raise CellError("the period is missing.", "Write a key such as 2018-19-Q3, or `none` where there is no period.")
    if calendar.year_start_month != 1 and re.fullmatch(r"[0-9]{4}-Q[1-4]", text):
        year = int(text[:4])
        raise CellError(
            "the year of this quarter could be read in two ways.",
            f"Write both years of the organisation's year: {year}-{(year + 1) % 100:02d}-{text[-2:]}.",
        )
    if calendar.year_start_month == 1 and re.fullmatch(r"[0-9]{4}-[0-9]{2}-Q[1-4]", text):
        raise CellError(
            "the calendar has no such quarter: its years start in January.", f"Write {text[:4]}-{text[-2:]}."
        )
    try:
        period = parse_key(text, calendar)
    except PeriodError:
        raise CellError("the calendar has no such period.", _suggestion(text)) from None
    if any(day is not None and not 1800 <= day.year <= 2199 for day in (period.start, period.end)):
        raise CellError("the year of this period is out of reach.", "Years from 1800 to 2199 are taken.")
    return period


def _suggestion(text: str) -> str:
    """The key that was meant, where the words leave no doubt; else all the forms of a key."""
    if match := _QUARTER_WORDS.fullmatch(text):
        year, short, number = (match[2], match[3], match[1]) if match[1] else (match[4], match[5], match[6])
        if int(short) == (int(year) + 1) % 100 and text != f"{year}-{short}-Q{number}":
            return f"Write {year}-{short}-Q{number}."
    elif match := _MONTH_WORDS.fullmatch(text):
        year = match[2] if len(match[2]) == 4 else f"20{match[2]}"
        month = f"{year}-{_MONTHS.index(match[1].lower()) + 1:02d}"
        return f"Write {month} for the month, or R12-{month} for the 12 months that end with it."
    elif match := re.fullmatch(r"([0-9]{4})/([0-9]{2})", text):
        return f"Write {match[1]}-{match[2]}."
    return (
        "Write a quarter as 2018-19-Q3, a month as 2018-12, a year as 2018-19, 12 months as R12-2018-12, "
        "a day as 2018-12-31."
    )
