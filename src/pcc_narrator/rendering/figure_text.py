"""How a fact is printed in a table, a box or on a chart. The grammar of figures itself is in `figures`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from pcc_narrator.figures import write
from pcc_narrator.models.fact import Fact, FactSet, Unit
from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods.write import write_period
from pcc_narrator.rendering.words import ENGLISH, Words

SIGNED = frozenset({"change", "change_percent", "change_points", "difference", "contribution"})


def fact_text(fact: Fact, *, words: Words = ENGLISH, with_interval: bool = True, counted: bool = False) -> str:
    """The figure of a fact in table style: "10,792", "−3.1%", "6th of 43", "74% (± 2.7)".

    Changes and differences carry their sign. A yes-or-no fact is printed as a word.
    """
    if isinstance(fact.value, bool):
        return words.yes if fact.value else words.no
    figure = value_text(fact.value, fact, signed=fact.statistic in SIGNED)
    if fact.unit == "rank" and fact.out_of is not None:
        return words.out_of.format(rank=figure, number=fact.out_of)
    if with_interval and fact.low is not None and fact.high is not None:
        half = (fact.high - fact.low) / 2
        if half > 0 and abs(fact.high - fact.value - half) <= Decimal("0.05"):
            return words.plus_minus.format(figure=figure, half=write(half, "none", decimals=1, style="table"))
    return figure


def counts_text(fact: Fact, facts: FactSet, *, words: Words = ENGLISH) -> str:
    """The two counts that a percentage was made of, where they were supplied: " (2 of 173)"; nothing otherwise."""
    derivation = fact.derivation
    if fact.unit != "percent" or derivation is None or len(derivation.of) != 2:
        return ""
    parts = [facts.by_id.get(one) for one in derivation.of]
    if [part and part.statistic for part in parts] != ["numerator", "denominator"]:
        return ""
    part, whole = (value_text(one.number, one) for one in parts if one is not None)
    return words.counts.format(part=part, whole=whole)


def bare_text(fact: Fact, *, words: Words = ENGLISH) -> str:
    """The figure of a fact where what it is counted in stands beside it: a rate without its "per 1,000"."""
    unit: Unit = "none" if fact.unit == "per_1000" else fact.unit
    return fact_text(replace(fact, unit=unit), words=words, with_interval=False)


def value_text(value: Decimal, fact: Fact, *, signed: bool = False) -> str:
    """A number in the unit and precision of a fact, in table style."""
    return write(value, fact.unit, decimals=fact.decimals, style="table", signed=signed)


def field_text(fact: Fact, field: str, *, words: Words = ENGLISH) -> str:
    """One field of a fact: its value, or an end of its interval ("low", "high"), or its number of places."""
    if field == "low" and fact.low is not None:
        return value_text(fact.low, fact)
    if field == "high" and fact.high is not None:
        return value_text(fact.high, fact)
    return fact_text(fact, words=words)


def period_text(period: Period, calendar: Calendar, *, words: Words = ENGLISH) -> str:
    """A period as it stands inside a sentence or a cell: "quarter three 2018-19", "the 12 months to March 2019".

    The source's own words are used only for a stretch that has no name in the calendar.
    """
    if period.start is None and period.end is None:
        return period.label
    if period.kind == "other" and period.label:
        return period.label
    return words.language.period(period, calendar)


def short_period(period: Period, calendar: Calendar) -> str:
    """A period in little room: "Q3 2018-19", "12 months to Dec 2018"."""
    return write_period(period, calendar, form="short") if period.start or period.end else ""


def place_title(facts: FactSet, area: str) -> str:
    """The printed name of an area; its id where the set does not describe it."""
    known = facts.area_by_id.get(area)
    return area if known is None else known.title


def measure_title(facts: FactSet, measure: str) -> str:
    """The printed name of a measure; its id where the set does not describe it."""
    known = facts.measure_by_id.get(measure)
    return measure if known is None else known.title


def day_text(day: date, *, words: Words = ENGLISH) -> str:
    """A date in full: "28 March 2019"."""
    return words.language.date(day)
