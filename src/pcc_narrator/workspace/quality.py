"""The quality of each series: what an analyst looks at before trusting a figure. Nothing here stops a report.

Errors are for `validate`; this finds what may be right and is worth a look: gaps, figures not shown, copies, jumps,
impossible values, parts that do not meet their total, and sources that disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median

from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods.keys import period_key
from pcc_narrator.workspace.plan import MeasurePlan
from pcc_narrator.workspace.quality_totals import (
    categories_and_totals,
    members_and_groups,
    shorter_and_longer,
    unfinished_quarter,
)
from pcc_narrator.workspace.quality_types import (
    NAMES,
    QUALITY_KINDS,
    STEPS,
    Point,
    QualityFinding,
    SeriesKey,
    all_series,
    by_kind,
    end_month,
)
from pcc_narrator.workspace.types import Workspace

# Wheeler's upper limit of the moving ranges, from their median; it holds for a series that has jumps in it.
MEDIAN_RANGE_LIMIT = Decimal("3.865")
FEWEST_RANGES = 8
LEAST_JUMP = Decimal("0.5")  # of the larger of the two values
FEWEST_COPIED = 5  # figures, not all nought, that must be equal before two periods count as copies


def quality_report(workspace: Workspace) -> tuple[QualityFinding, ...]:
    """Every finding, by measure in the order of the plan, then area, category, kind and period."""
    plans = {measure.id: measure for measure in workspace.plan.measures}
    series = all_series(workspace)
    found: list[QualityFinding] = [*_not_shown(workspace), *_disagreeing(workspace)]
    for key, points in series.items():
        plan = plans[key[0]]
        found += _missing(key, points, workspace.calendar)
        found += _impossible(key, points, plan, workspace.calendar)
        found += _jumps(key, points, workspace.calendar)
        if plan.adds == "sum":
            found += shorter_and_longer(key, points, workspace.calendar)
        found += unfinished_quarter(key, points, workspace.calendar)
    found += _copied(series, workspace.calendar)
    found += categories_and_totals(series, plans, workspace.calendar)
    found += members_and_groups(series, plans, workspace)
    measures = {name: place for place, name in enumerate(plans)}
    areas = {area.id: place for place, area in enumerate(workspace.areas)}
    return tuple(
        sorted(
            found,
            key=lambda item: (
                measures[item.measure],
                areas[item.area],
                item.category,
                QUALITY_KINDS.index(item.kind),
                item.period,
                item.message,
            ),
        )
    )


def _not_shown(workspace: Workspace) -> Iterator[QualityFinding]:
    for gap in workspace.not_shown:
        shown = repr(gap.symbol) if gap.symbol else "an empty cell"
        key = period_key(gap.period, workspace.calendar)
        yield QualityFinding(
            "not_shown",
            gap.measure,
            gap.area,
            gap.category,
            key,
            f"no figure is shown for {key} ({shown}).",
            (gap.row,),
        )


def _disagreeing(workspace: Workspace) -> Iterator[QualityFinding]:
    names = ["measure", "area", "category", "period", "value", "source", "publisher", "row"]
    rows = zip(*(workspace.observations[name] for name in names), strict=True)
    used = {tuple(row[:4]): row for row in rows}
    if workspace.earlier.empty:
        return
    for row in zip(*(workspace.earlier[name] for name in names), strict=True):
        later = used.get(tuple(row[:4]))
        if later is None or later[4] == row[4] or later[5:7] == row[5:7]:
            continue
        message = f"{_source(later)} gives {later[4]}, and {_source(row)} gives {row[4]}."
        measure, area, category, period = row[:4]
        both = (int(row[7]), int(later[7]))
        yield QualityFinding("sources_disagree", measure, area, category, period, message, both)


def _source(row: Sequence[object]) -> str:
    return ", ".join(str(part) for part in (row[6], row[5]) if part) or f"row {row[7]}"


def _missing(key: SeriesKey, points: Sequence[Point], calendar: Calendar) -> Iterator[QualityFinding]:
    """Gaps. Years may roll from quarter to quarter or from month to month: their usual step is their own."""
    for kind, same in by_kind(points).items():
        ends = sorted({end_month(point.period) for point in same})
        steps = [later - earlier for earlier, later in pairwise(ends)]
        if not steps:
            continue
        step = min(steps) if kind == "year" else STEPS[kind]
        lacking = [end for end in range(ends[0], ends[-1], step) if end not in set(ends)]
        if lacking:
            first = same[0].period
            periods = [period_key(first.shifted(end - end_month(first)), calendar) for end in lacking]
            told = ", ".join(periods[:6]) + (f" and {len(periods) - 6} more" if len(periods) > 6 else "")
            message = f"{len(lacking)} of {len(lacking) + len(ends)} {NAMES[kind]} are missing: {told}."
            yield QualityFinding("missing_period", *key, periods[0], message)


def _impossible(
    key: SeriesKey, points: Sequence[Point], plan: MeasurePlan, calendar: Calendar
) -> Iterator[QualityFinding]:
    for point in points:
        value = point.value
        if value is None:
            continue
        why = ""
        if plan.unit == "percent" and not 0 <= value <= 100:
            why = "a percentage of a whole lies between 0 and 100"
        elif plan.unit == "count" and value < 0:
            why = "a count cannot be negative"
        elif plan.unit == "count" and value != value.to_integral_value():
            why = "a count has no decimals"
        elif plan.unit in ("seconds", "minutes", "hours", "days", "months", "per_1000", "rank") and value < 0:
            why = f"a figure in {plan.unit!r} cannot be negative"
        if why:
            where = period_key(point.period, calendar)
            yield QualityFinding("impossible_value", *key, where, f"{where} is {value}: {why}.", (point.row,))


def _jumps(key: SeriesKey, points: Sequence[Point], calendar: Calendar) -> Iterator[QualityFinding]:
    for kind, same in by_kind(points).items():
        known = [(point, point.value) for point in same if point.value is not None]
        pairs = [
            (point, value, before)
            for (earlier, before), (point, value) in pairwise(known)
            if end_month(point.period) - end_month(earlier.period) == STEPS[kind]
        ]
        if len(pairs) < FEWEST_RANGES:
            continue
        usual = median(abs(value - before) for _, value, before in pairs)
        for point, value, before in pairs:
            size, larger = abs(value - before), max(abs(value), abs(before))
            if size > MEDIAN_RANGE_LIMIT * usual and size >= LEAST_JUMP * larger:
                where = period_key(point.period, calendar)
                message = (
                    f"{where} is {value} after {before}; half of the changes of this series are no larger than {usual}."
                )
                yield QualityFinding("jump", *key, where, message, (point.row,))


def _copied(series: Mapping[SeriesKey, Sequence[Point]], calendar: Calendar) -> Iterator[QualityFinding]:
    """Two periods of a measure whose figures are the same for every area and category: a file taken twice."""
    tables: dict[tuple[str, Period], list[tuple[str, str, Decimal]]] = defaultdict(list)
    rows: dict[tuple[str, Period], list[int]] = defaultdict(list)
    for (measure, area, category), points in series.items():
        for point in points:
            if point.value is not None:
                tables[measure, point.period].append((area, category, point.value))
                rows[measure, point.period].append(point.row)
    seen: dict[tuple[object, ...], Period] = {}
    for (measure, period), cells in sorted(tables.items(), key=lambda item: (item[0][0], str(item[0][1].end))):
        if len(cells) < FEWEST_COPIED or not any(value for _, _, value in cells):
            continue
        content = (measure, period.kind, *sorted(cells))
        first = seen.setdefault(content, period)
        if first != period:
            where = period_key(period, calendar)
            message = f"all {len(cells)} figures of {where} equal those of {period_key(first, calendar)}."
            area, category, _ = cells[0]
            yield QualityFinding("copied_period", measure, area, category, where, message, tuple(rows[measure, period]))


__all__ = ["QUALITY_KINDS", "QualityFinding", "quality_report"]
