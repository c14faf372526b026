"""Periods as a sentence names them, the report's own period being taken as known."""

from __future__ import annotations

from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period
from pcc_narrator.periods.write import write_period
from pcc_narrator.wording.context import Wording

QUARTERS = ("one", "two", "three", "four")
YEAR_BEFORE = "the 12 months before"


def name(w: Wording, period: Period) -> str:
    """ "quarter three" in the report's own year, "quarter three 2017-18" in another, "the 12 months to …"."""
    quarter = w.facts.calendar.quarter_number(period)
    if quarter is not None and w.facts.period is not None:
        own = w.facts.calendar.quarter_number(w.facts.period)
        if own is not None and own[0] == quarter[0]:
            return f"quarter {QUARTERS[quarter[1] - 1]}"
    return write_period(period, w.facts.calendar, form="in_sentence")


def within(w: Wording, period: Period) -> str:
    """The period with its preposition: "in quarter three", "on 31 December 2018"; empty where there is none."""
    if period.kind == "none":
        return ""
    return f"{'on' if period.kind == 'day' else 'in'} {name(w, period)}"


def base(w: Wording, change: Fact) -> str:
    """What a change is measured from: "quarter two", "the same quarter a year earlier", "the 12 months before"."""
    start = change.base
    if start is None:
        return ""
    if start == change.period.shifted(-12):
        if change.period.kind == "year":
            return YEAR_BEFORE
        if change.period.kind in ("quarter", "month"):
            return f"the same {change.period.kind} a year earlier"
    if change.period.kind == "month" and start == change.period.shifted(-1):
        return "the month before"
    return name(w, start)


def basis(w: Wording, change: Fact) -> str:
    """The base with its preposition: "in quarter two", "on 31 December 2018"."""
    words = base(w, change)
    day = change.base is not None and change.base.kind == "day"
    return f"{'on' if day else 'in'} {words}" if words else ""
