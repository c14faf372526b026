"""Where the latest point stands in its series: extremes and runs. Only over separate periods, never rolling ones."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from pcc_narrator.facts.ledger import Extreme
from pcc_narrator.facts.levels import Levels
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period, rolling_year
from pcc_narrator.workspace.plan import MeasurePlan

_ENDS: tuple[tuple[Extreme, int], ...] = (("highest", 1), ("lowest", -1))
_LOOK_BACK = 12  # months that an extreme must reach back to be worth saying


def unbroken(levels: Levels, measure: MeasurePlan, area: str, category: str | None, last: Period) -> tuple[Fact, ...]:
    """The levels of the periods that end with `last` and follow each other without a gap, an overlap or a break."""
    length = last.months
    if length is None:
        return ()
    found: list[Fact] = []
    period = last
    while (fact := levels.value(measure, area, category, period)) is not None:
        if levels.breaks.between(measure.id, area, category, period, last) is not None:
            break
        found.append(fact)
        period = period.shifted(-length)
    return tuple(reversed(found))


def enter_extremes(levels: Levels, measure: MeasurePlan, series: Sequence[Fact]) -> None:
    """Enter that the last point is the highest, or lowest, since some earlier one.

    `since` is the latest earlier period with a level at least as high (as low); where there is none, it is the
    first of the series (of the comparable series, after a break), and `method` says so. Said only where
    the point reaches back over a year or more, and no rolling year in between goes beyond it.
    """
    if len(series) < 2:
        return
    last = series[-1]
    length = last.period.months or 0
    before = series[0].period.shifted(-length)
    broken = levels.breaks.between(last.measure, last.area, last.category, before, last.period) is not None
    for which, sign in _ENDS:
        back = 1
        while back < len(series) and (last.number - series[-1 - back].number) * sign > 0:
            back += 1
        whole = back == len(series)
        beaten = back - 1
        if beaten < 2 or beaten * length < _LOOK_BACK:
            continue
        since = series[0] if whole else series[-1 - back]
        if length == _LOOK_BACK and _beaten_between(levels, measure, since, last, sign):
            continue
        levels.ledger.enter(
            last.measure, "extreme", last.area, last.period, last.number, last.unit,
            category=last.category, suffix=which, operation=f"{which} since", of=series[-back if whole else -1 - back:],
            of_what=(last.id,), extreme=which, since=since.period, decimals=last.decimals,
            method=f"{which} of the {'comparable ' if broken else ''}series" if whole else f"{which} since",
        )  # fmt: skip


def _beaten_between(levels: Levels, measure: MeasurePlan, since: Fact, last: Fact, sign: int) -> bool:
    """Whether a rolling year that ends between two others is higher, or lower, than the last of them."""
    apart, first, end = levels.apart(), since.period.end, last.period.end
    known = levels.observations.periods(measure.id, last.area, last.category)
    for day in {one.end for one in known if one.end is not None}:
        if first is None or end is None or not first < day < end:
            continue
        level = apart.value(measure, last.area, last.category, rolling_year(day.year, day.month))
        if level is not None and (level.number - last.number) * sign > 0:
            return True
    return False


def enter_run(levels: Levels, series: Sequence[Fact]) -> None:
    """Enter how many times in a row the level rose (positive) or fell (negative), if at least twice.

    `since` is the period before the first of those changes.
    """
    if len(series) < 3:
        return
    steps = [after.number - before.number for before, after in pairwise(series)]
    sign = (steps[-1] > 0) - (steps[-1] < 0)
    length = 0
    while sign and length < len(steps) and steps[-1 - length] * sign > 0:
        length += 1
    if length < 2:
        return
    last, since = series[-1], series[-1 - length]
    levels.ledger.enter(
        last.measure, "run", last.area, last.period, Decimal(sign * length), "count",
        category=last.category, operation="rises in a row" if sign > 0 else "falls in a row",
        of=series[-1 - length:], of_what=tuple(fact.id for fact in series[-1 - length:]), since=since.period,
        method="changes in one direction in a row", decimals=0,
    )  # fmt: skip


def enter_monthly_mean(levels: Levels, measure: MeasurePlan, area: str, category: str | None, period: Period) -> None:
    """Enter the mean of the months: of the period's total over its months. For figures that add up only."""
    if measure.adds != "sum" or not period.months or period.months < 3:
        return
    total = levels.value(measure, area, category, period)
    supplied = period.months == 12 or (total is not None and total.derivation is not None)
    if total is None or not supplied:
        return
    levels.ledger.enter(
        measure.id, "mean", area, period, total.number / period.months, measure.unit,
        category=category, suffix="months", operation="mean of the months", of=(total,),
        method="mean of the months", decimals=0 if abs(total.number) >= 120 else 1,
    )  # fmt: skip
