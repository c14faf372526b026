"""What is not there: measures without a figure for the report's period, and why."""

from __future__ import annotations

from dataclasses import dataclass

from pcc_narrator.facts.compute import focus_periods
from pcc_narrator.facts.ledger import Ledger
from pcc_narrator.facts.levels import Levels, spans_of
from pcc_narrator.facts.observed import Observations, period_order
from pcc_narrator.models.period import Period
from pcc_narrator.periods.keys import parse_key
from pcc_narrator.workspace.plan import MeasurePlan
from pcc_narrator.workspace.types import Workspace


@dataclass(frozen=True, slots=True)
class Gap:
    """A measure without a figure for the report's period.

    `latest` is the latest earlier period with a figure; `supplied` and `wanted` say how many months (or
    quarters) of the period were supplied, where some but not all were.
    """

    measure: str
    area: str
    period: Period
    reason: str
    latest: Period | None = None
    supplied: int = 0
    wanted: int = 0


def find_gaps(workspace: Workspace, period: Period | str) -> tuple[Gap, ...]:
    """The measures of the plan that have no figure for the period, nor for the 12 months to its end."""
    report = parse_key(period, workspace.calendar) if isinstance(period, str) else period
    levels = Levels(Observations(workspace.observations), Ledger(workspace.calendar), workspace.areas)
    gaps = (_gap(levels, measure, workspace.areas[0].id, report) for measure in workspace.plan.spoken)
    return tuple(gap for gap in gaps if gap is not None)


def _gap(levels: Levels, measure: MeasurePlan, area: str, report: Period) -> Gap | None:
    categories = levels.observations.categories(measure.id, area)
    focus = [focus_periods(levels, measure, area, category, report) for category in (None, *categories)]
    if any(_speaks_of(period, report) for periods in focus for period in periods):
        return None
    latest = max((periods[-1] for periods in focus if periods), key=period_order, default=None)
    for months in (1, 3):
        spans = spans_of(report, months)
        found = sum(levels.value(measure, area, None, span) is not None for span in spans)
        if found:
            reason = f"{found} of its {len(spans)} {'months' if months == 1 else 'quarters'} were supplied"
            return Gap(measure.id, area, report, reason, latest, found, len(spans))
    reason = "no figure was supplied for the period" if latest is not None else "no figure was supplied"
    return Gap(measure.id, area, report, reason, latest)


def _speaks_of(period: Period, report: Period) -> bool:
    """The report's period itself, a longer one to its end, or a day (of an audit, of a count) within it."""
    if period.end == report.end and period.contains(report):
        return True
    return period.kind == "day" and report.contains(period)
