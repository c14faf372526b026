"""Changes between two periods, as a number, in per cent and in percentage points."""

from __future__ import annotations

from decimal import Decimal

from pcc_narrator.facts.levels import Levels
from pcc_narrator.models.fact import Fact, Unit
from pcc_narrator.models.period import Period
from pcc_narrator.workspace.plan import MeasurePlan, Thresholds

_NO_CHANGE: tuple[Unit, ...] = ("rank",)


def enter_change(
    levels: Levels,
    measure: MeasurePlan,
    area: str,
    category: str | None,
    now: Period,
    base: Period,
    thresholds: Thresholds,
    *,
    percent: bool = True,
) -> Fact | None:
    """Enter the change from `base` to `now`, and return the change itself; None where either level is missing.

    None too where the series breaks between the two: the figures cannot be compared.
    Percentages change in percentage points and have no percentage change. A percentage change is given where
    the base is above zero and, for counts, where both levels reach `thresholds.small_count`.
    """
    after = levels.value(measure, area, category, now)
    before = levels.value(measure, area, category, base)
    if after is None or before is None or measure.unit in _NO_CHANGE:
        return None
    if levels.breaks.between(measure.id, area, category, base, now) is not None:
        return None
    in_points = measure.unit in ("percent", "percentage_points")
    change = levels.ledger.enter(
        measure.id,
        "change_points" if in_points else "change",
        area,
        now,
        after.number - before.number,
        "percentage_points" if in_points else measure.unit,
        category=category,
        base=base,
        operation="difference",
        of=(after, before),
        decimals=max(after.decimals or 0, before.decimals or 0),
    )
    if percent and not in_points and _has_percentage(measure, after.number, before.number, thresholds):
        levels.ledger.enter(
            measure.id, "change_percent", area, now, change.number / before.number * 100, "percent",
            category=category, base=base, operation="change_percent", of=(after, before), decimals=1,
        )  # fmt: skip
    return change


def _has_percentage(measure: MeasurePlan, after: Decimal, before: Decimal, thresholds: Thresholds) -> bool:
    if before <= 0 or after < 0:
        return False
    return measure.unit != "count" or min(after, before) >= thresholds.small_count


def bases(measure: MeasurePlan, now: Period, report: Period) -> tuple[Period, ...]:
    """The periods that a period is compared with, by the plan: the one before, and the same a year earlier."""
    length = now.months
    if length is None:
        return ()
    wanted: list[Period] = []
    year = length == 12
    if not year and "previous_quarter" in measure.compare:
        wanted.append(now.shifted(-length))
    if not year and "same_quarter_last_year" in measure.compare:
        wanted.append(now.shifted(-12))
    if year and ("rolling_12_months" in measure.compare or report.months == 12):
        wanted.append(now.shifted(-12))
    return tuple(dict.fromkeys(wanted))
