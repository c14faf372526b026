"""Averages by the year: "a yearly average of 33.4", "averaged 18 a year over the five years to 2017/18"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.certainty import is_sure
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.where_to_look import areas_to_look_in
from pcc_narrator.checking.wording import in_style_of, place_words, value_words
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period

_YEARLY = frozenset({"yearly", "annual"})
_PER = frozenset({"a", "per", "each", "every"})
_YEAR = 12  # months


def judge_yearly_mean(resolver: Resolver, at: int, bounds: Bounds) -> Judged | None:
    """The verdict on a mean of years; None for every other figure. Left open where no words say over which years."""
    figure, role = resolver.items[at].figure, resolver.roles[at]
    if figure is None or figure.kind != "number" or role.role != "mean" or not _by_the_year(resolver.items, at):
        return None
    reading = read(resolver, at, role)
    said = list(_means(resolver, reading, over_all=False))
    found = said or list(_means(resolver, reading, over_all=True))
    for one in found:
        if fit(figure, one.value, one.unit, bounds) in GOOD:
            shown = f"{place_words(resolver.index, one)}: {value_words(one.value, one.unit, 1)} a year."
            return Judged("supported", "value", shown, one, reading=reading, tried=tuple(found))
    if not said or not is_sure(resolver, at, reading):
        return Judged("not_enough_information", "subject", "It is not said over which years.", reading=reading)
    right = said[0]
    shown = value_words(right.value, right.unit, 1)
    message = f'The text says "{figure.text}" a year; the facts say {shown}: {place_words(resolver.index, right)}.'
    expected = in_style_of(figure, right.value, right.unit)
    return Judged("refuted", "value", message, right, expected, reading, tuple(found))


def _by_the_year(items: tuple[Item, ...], at: int) -> bool:
    before = [item for item in items[max(0, at - 6) : at] if item.clause == items[at].clause]
    if any(one.key in _YEARLY and two.has("statistic", "mean") for one, two in itertools.pairwise(before)):
        return True
    behind = [item.key for item in items[at + 1 : at + 4]]
    return any(one in _PER and two == "year" for one, two in itertools.pairwise(behind))


def _means(resolver: Resolver, reading: Reading, *, over_all: bool) -> Iterator[Candidate]:
    """The mean of the annual figures of each series: over the years told, or over all of them."""
    for subject in reading.subjects.choices:
        for area in areas_to_look_in(resolver.index, subject, reading.places):
            for series in resolver.index.series(subject, area):
                years = _annual(series.in_order)
                if series.unit != "count" or series.statistic != "value" or len(years) < 2:
                    continue
                for part in [years] if over_all else _told(resolver, reading, years):
                    total = sum((fact.number for fact in part), Decimal(0))
                    yield Candidate(
                        total / len(part), series.unit, "mean", subject, area,
                        Period(part[0].period.start, part[-1].period.end), tuple(fact.id for fact in part),
                        how=f"mean of {len(part)} years",
                    )  # fmt: skip


def _annual(facts: Sequence[Fact]) -> list[Fact]:
    """The figures of years that end in one month, none of which overlaps another."""
    years = [fact for fact in facts if fact.period.months == _YEAR and fact.period.end is not None]
    last = years[-1].period.end if years else None
    return [fact for fact in years if last is not None and fact.period.end and fact.period.end.month == last.month]


def _told(resolver: Resolver, reading: Reading, years: Sequence[Fact]) -> Iterator[list[Fact]]:
    """The years inside a stretch that is told, or the last so many up to a year told or the latest."""
    for period in reading.times.choices or () if reading.times.source == "said" else ():
        inside = [fact for fact in years if period.contains(fact.period)]
        if (period.months or 0) > _YEAR and len(inside) > 1 and arithmetic.fills(tuple(inside), period):
            yield inside
    lengths = [one for item in resolver.items if (one := item.figure) is not None and one.kind == "duration"]
    many = int(lengths[0].value / _YEAR) if len(lengths) == 1 and lengths[0].unit == "months" else 0
    ends = {period.end for period in reading.times.choices or ()} if reading.times.source == "said" else set()
    last = next((place for place, fact in enumerate(years) if fact.period.end in ends), len(years) - 1)
    if 1 < many <= last + 1:
        yield list(years[last + 1 - many : last + 1])
