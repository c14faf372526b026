"""How far the figures of a series go one way, and how the periods of a run lie."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pcc_narrator.checking.items import Item
from pcc_narrator.models.fact import Fact


def spacing(facts: Sequence[Fact]) -> int | None:
    """The months between one figure and the next, where they are even."""
    gaps = {
        (right.period.end.year - left.period.end.year) * 12 + right.period.end.month - left.period.end.month
        for left, right in itertools.pairwise(facts)
        if left.period.end is not None and right.period.end is not None
    }
    return gaps.pop() if len(gaps) == 1 else None


def disjoint(facts: Sequence[Fact]) -> bool:
    """Whether periods in order do not overlap."""
    for left, right in itertools.pairwise(facts):
        if left.period.end is None or right.period.start is None or left.period.end >= right.period.start:
            return False
    return True


def run_length(facts: Sequence[Fact], end: int, sign: int) -> tuple[int, bool]:
    """How many changes of one sign end at a figure, and whether the run reaches the start of the series."""
    run = 0
    while end - run > 0:
        gap = facts[end - run].number - facts[end - run - 1].number
        if (gap > 0) - (gap < 0) != sign:
            return run, False
        run += 1
    return run, True


_UNITS = {
    "month": 1,
    "monthly": 1,
    "months": 1,
    "quarter": 3,
    "quarters": 3,
    "quarterly": 3,
    "year": 12,
    "years": 12,
    "annual": 12,
    "yearly": 12,
    "day": "1 days",
    "days": "1 days",
    "daily": "1 days",
    "week": "7 days",
    "weeks": "7 days",
    "weekly": "7 days",
}


def unit_near(items: tuple[Item, ...], at: int) -> object:
    """The length of period that the words near an item count in; None where they name none."""
    for step in [*range(at, min(len(items), at + 5)), *range(at - 1, max(-1, at - 4), -1)]:
        item = items[step]
        if item.period is not None and item.period.unit is not None and item.period.kind == "length":
            return _UNITS.get(item.period.unit)
        for word in item.key.split():
            if word in _UNITS:
                return _UNITS[word]
    return None
