"""A fact in a table's cells: its figure, and the printed names of its measure, area and period."""

from __future__ import annotations

from decimal import Decimal

from pcc_narrator.figures.write import write
from pcc_narrator.models.fact import Fact, FactSet
from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods.write import write_period

SIGNED = frozenset({"change", "change_percent", "change_points", "difference", "contribution"})


def figure(fact: Fact) -> str:
    """The figure as tables print it: "10,792", "−3.1%", "6th", "yes". Changes and differences carry their sign."""
    if isinstance(fact.value, bool):
        return "yes" if fact.value else "no"
    if fact.unit == "rank" and (fact.value != fact.value.to_integral_value() or fact.value < 1):
        return plain(fact.value)  # a mean of ranks, or nothing that can be a place
    return write(fact.value, fact.unit, decimals=fact.decimals, style="table", signed=fact.statistic in SIGNED)


def plain(value: Decimal | bool | None) -> str:
    """A number without exponent or separators, "true" or "false", or nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f")


def measure_title(facts: FactSet, measure: str) -> str:
    """The printed name of a measure; its id where the set does not describe it."""
    known = facts.measure_by_id.get(measure)
    return measure if known is None else known.title


def area_title(facts: FactSet, area: str) -> str:
    """The printed name of an area; its id where the set does not describe it."""
    known = facts.area_by_id.get(area)
    return area if known is None else known.title


def period_title(period: Period, calendar: Calendar) -> str:
    """The period in a cell: "Quarter three 2018-19", "12 months to December 2018"."""
    if period.start is None and period.end is None:
        return period.label
    text = write_period(period, calendar, form="long")
    return text[:1].upper() + text[1:]
