"""The dashboard: a line for each measure, its figure, what changed, what is flagged."""

from __future__ import annotations

from collections.abc import Iterable

from pcc_narrator.models.fact import Fact
from pcc_narrator.models.flag import Flag
from pcc_narrator.models.outline import DashboardRow
from pcc_narrator.models.period import Period
from pcc_narrator.outlining import icons
from pcc_narrator.outlining import picks as p
from pcc_narrator.wording import Wording, changes, comparisons, periods
from pcc_narrator.workspace.plan import MeasurePlan

SPARK = 13  # points of a sparkline


def row(w: Wording, part: str, section: str, plan: MeasurePlan, period: Period, flags: Iterable[Flag]) -> DashboardRow:
    """The line of one measure. `value` is None where there is nothing for the report's period."""
    found = p.pick(w, plan, period)
    level = None if found.missing else found.level
    change = p.headline_change(w, found) if level is not None else None
    if level is found.now and level is not None and found.year is not None and change is not None:
        own = p.year_change(w, level) or p.last_change(w, level)
        change = own or change
    flags = tuple(flag for flag in flags if flag.measure == plan.id)
    change = _flagged(w, flags) or change
    spark = p.separate(w.find(plan.id, "value"))
    spark = tuple(fact for fact in spark if period.end and fact.period.end and fact.period.end <= period.end)
    last = spark[-1] if spark else None
    return DashboardRow(
        part=part,
        section=section,
        measure=plan.id,
        title=plan.label or plan.title,
        value=None if level is None else level.id,
        change=None if change is None else change.id,
        context=_context(w, plan, level, change, found.latest, period),
        flags=tuple(flag.id for flag in flags),
        spark=tuple(fact.id for fact in spark[-SPARK:]) if len(spark) > 2 else (),
        variation=icons.variation(w, plan, last) or "",
        assurance=icons.assurance(w, plan, last) or "",
    )


def _flagged(w: Wording, flags: Iterable[Flag]) -> Fact | None:
    """The change that fired a flag: the dashboard must not show another beside it."""
    for flag in sorted(flags, key=lambda flag: (-flag.strength, flag.id)):
        for fact in (w.facts.by_id.get(name) for name in flag.facts):
            if fact is not None and fact.statistic in p.LEVEL_CHANGES and fact.area == w.own.id and not fact.category:
                return fact
    return None


def _context(
    w: Wording, plan: MeasurePlan, level: Fact | None, change: Fact | None, latest: Fact | None, period: Period
) -> str:
    """A few words: which way it went and against what, or how it stands to its target."""
    if level is None:
        text = f"No data for {periods.name(w, period)}"
        return f"{text}; latest is {periods.name(w, latest.period)}" if latest is not None else text
    parts = []
    if change is not None:
        way = {-1: "Down on", 1: "Up on", 0: "Unchanged from"}[changes.direction(change)]
        parts.append(f"{way} {periods.base(w, change)}")
    for difference in w.find(plan.id, "difference"):
        if difference.against == "target" and difference.period == level.period:
            parts.append(f"{comparisons.relation(difference)} {w.phrase(plan.id).target_name}")
            break
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]
