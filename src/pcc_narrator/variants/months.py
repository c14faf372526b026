"""Periods for readers who do not know which quarter is the third: "the three months to December 2018"."""

from __future__ import annotations

import re

from pcc_narrator.models.period import Period
from pcc_narrator.periods.write import write_period
from pcc_narrator.wording import Wording

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4}
_QUARTER = re.compile(r"\bquarter (one|two|three|four)(?: (\d{4})-\d{2})?\b")


def in_months(w: Wording, text: str) -> str:
    """The text with quarters named by their last month."""
    text = text.replace("the same quarter a year earlier", "the same three months a year earlier")
    own = None if w.facts.period is None else w.facts.calendar.quarter_number(w.facts.period)

    def named(match: re.Match[str]) -> str:
        year = int(match[2]) if match[2] else (own[0] if own else None)
        if year is None:
            return match[0]
        return f"the three months to {_last_month(w, w.facts.calendar.quarter(year, _NUMBERS[match[1]]))}"

    return _QUARTER.sub(named, text)


def in_years(text: str) -> str:
    """The text with "year" for "12 months"."""
    return text.replace("the 12 months to ", "the year to ").replace("the 12 months before", "the year before")


def _last_month(w: Wording, period: Period) -> str:
    assert period.end is not None
    month = Period(period.end.replace(day=1), period.end)
    return write_period(month, w.facts.calendar, form="in_sentence")
