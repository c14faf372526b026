"""What a total is made of: shares, and what each category contributed to a change."""

from __future__ import annotations

from pcc_narrator.facts.levels import ADDITIVE, Levels
from pcc_narrator.models.period import Period
from pcc_narrator.workspace.plan import MeasurePlan


def enter_shares(levels: Levels, measure: MeasurePlan, area: str, category: str, period: Period) -> None:
    """Enter a category's share of the measure's total, in per cent. Not for figures that do not add up.

    There is none where the total is zero, or where either figure is negative.
    """
    if measure.unit not in ADDITIVE:
        return
    part = levels.value(measure, area, category, period)
    total = levels.value(measure, area, None, period)
    if part is None or total is None or total.number <= 0 or not 0 <= part.number <= total.number:
        return
    levels.ledger.enter(
        measure.id, "share", area, period, part.number / total.number * 100, "percent",
        category=category, operation="share", of=(part, total), decimals=1,
    )  # fmt: skip


def enter_contributions(
    levels: Levels, measure: MeasurePlan, area: str, category: str, now: Period, base: Period
) -> None:
    """Enter how many percentage points of the total's percentage change come from this category.

    A category's change over the base of the total: over categories that make up the total these add up to the
    percentage change of the total.
    """
    if measure.unit not in ADDITIVE:
        return
    if any(levels.breaks.between(measure.id, area, name, base, now) for name in (category, None)):
        return
    after, before = (levels.value(measure, area, category, period) for period in (now, base))
    total, total_before = (levels.value(measure, area, None, period) for period in (now, base))
    if after is None or before is None or total is None or total_before is None or total_before.number <= 0:
        return
    levels.ledger.enter(
        measure.id,
        "contribution",
        area,
        now,
        (after.number - before.number) / total_before.number * 100,
        "percentage_points",
        category=category,
        base=base,
        operation="change over the total's base",
        of=(after, before, total_before),
        method="percentage points of the total's percentage change",
        decimals=1,
    )
