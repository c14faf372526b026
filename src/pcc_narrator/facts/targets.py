"""Targets: what was to be reached, how far off it is, and since when it is met or missed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pcc_narrator.facts.levels import Levels
from pcc_narrator.models.fact import Fact
from pcc_narrator.workspace.plan import MeasurePlan

TARGET = "target"  # what `against` says where a figure is compared with the target


def is_met(measure: MeasurePlan, value: Decimal) -> bool | None:
    """Whether a level meets the target; None without a target or where neither direction is better."""
    if measure.target is None or measure.polarity == "neutral":
        return None
    if measure.polarity == "lower_is_better":
        return value <= measure.target.value
    return value >= measure.target.value


def enter_target(levels: Levels, measure: MeasurePlan, level: Fact, series: Sequence[Fact]) -> None:
    """Enter the target, the distance of `level` from it, and the run of periods that met (+) or missed (-) it."""
    if measure.target is None:
        return
    ledger = levels.ledger
    exponent = int(measure.target.value.as_tuple().exponent)
    target = ledger.enter(
        measure.id, "target", level.area, level.period, measure.target.value, measure.unit,
        category=level.category, basis=measure.target.source or "the plan", decimals=max(0, -exponent),
        method=measure.target.name,
    )  # fmt: skip
    ledger.enter(
        measure.id, "difference", level.area, level.period, level.number - target.number,
        "percentage_points" if measure.unit == "percent" else measure.unit,
        category=level.category, against=TARGET, operation="difference", of=(level, target),
        decimals=max(level.decimals or 0, target.decimals or 0),
    )  # fmt: skip
    met = is_met(measure, level.number)
    if met is None:
        return
    run: list[Fact] = []
    for fact in reversed(series or [level]):
        if is_met(measure, fact.number) is not met:
            break
        run.append(fact)
    run.reverse()
    word = "met" if met else "missed"
    ledger.enter(
        measure.id, "run", level.area, level.period, Decimal(len(run) if met else -len(run)), "count",
        category=level.category, suffix=TARGET, operation=f"periods in a row that {word} the target",
        of=(*run, target), of_what=tuple(fact.id for fact in run), since=run[0].period,
        method=f"periods in a row that {word} the target", decimals=0,
    )  # fmt: skip
