"""Figures told one period after the other: "since quarter one, from 210 to 163 and then 147"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from pcc_narrator.checking.index import Series
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period

LISTED = frozenset({",", "and", "then", "now", "finally", "to"})


def chain_of(items: tuple[Item, ...], roles: Mapping[int, RoleRead]) -> tuple[int, ...]:
    """The figures of "from 210 to 163 and then 147", by item number: a start and two or more that follow; else none."""
    for first, role in roles.items():
        if role.role != "from":
            continue
        row = [step for step in sorted(roles) if step > first and items[step].depth == items[first].depth]
        between = [item.key for item in items[first + 1 : min(row, default=first)] if item.kind != "period"]
        if len(row) < 2 or between not in (["to"], ["in", "to"], ["for", "to"]):
            continue
        told = list(itertools.takewhile(lambda pair: _joined(items, *pair), itertools.pairwise(row)))
        chain = (first, *row[: len(told) + 1])
        kinds = {figure.kind for step in chain if (figure := items[step].figure) is not None}
        if len(chain) > 2 and len(kinds) == 1:
            return chain
    return ()


def _joined(items: tuple[Item, ...], one: int, two: int) -> bool:
    return all(item.key in LISTED for item in items[one + 1 : two])


def periods_of(series: Series, starts: tuple[Period, ...], end: Period | None, many: int) -> tuple[Period, ...]:
    """The periods of a chain of so many figures: from the start told to the last that there is, if they are as many."""
    for facts in _after(series, starts, end):
        if len(facts) == many:
            return tuple(fact.period for fact in facts)
    return ()


def _after(series: Series, starts: tuple[Period, ...], end: Period | None) -> Iterator[list[Fact]]:
    for start in starts:
        if start in series.facts:
            later = (fact for fact in series.like(start) if follows(fact.period, start))
            yield [series.facts[start], *(fact for fact in later if end is None or not _beyond(fact.period, end))]


def _beyond(period: Period, end: Period) -> bool:
    return period.end is not None and end.end is not None and period.end > end.end


def follows(period: Period, start: Period) -> bool:
    """Whether a period comes a whole number of its own lengths, or of years, after another."""
    months = period.months
    if months is None or period.end is None or start.end is None or period.end <= start.end:
        return False
    apart = (period.end.year - start.end.year) * 12 + period.end.month - start.end.month
    return apart % months == 0 or apart % 12 == 0  # the same months of another year
