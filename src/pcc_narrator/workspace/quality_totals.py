"""Parts against wholes: shorter periods and longer ones, categories and totals, members and groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pcc_narrator.models.period import Calendar, Period, PeriodKind, add_months
from pcc_narrator.periods.keys import period_key
from pcc_narrator.workspace.plan import MeasurePlan
from pcc_narrator.workspace.quality_types import NAMES, STEPS, Point, QualityFinding, SeriesKey, by_kind, end_month
from pcc_narrator.workspace.types import Workspace

_PARTS: Mapping[PeriodKind, tuple[PeriodKind, ...]] = {"quarter": ("month",), "year": ("quarter", "month")}


def shorter_and_longer(key: SeriesKey, points: Sequence[Point], calendar: Calendar) -> Iterator[QualityFinding]:
    """Months against quarters, and quarters or months against 12 months, where a measure adds up."""
    kinds = {kind: {end_month(point.period): point for point in same} for kind, same in by_kind(points).items()}
    for long, shorter in _PARTS.items():
        for end, whole in kinds.get(long, {}).items():
            partial: list[QualityFinding] = []
            complete = False
            where = period_key(whole.period, calendar)
            for short in shorter:
                ends = range(end - STEPS[long] + STEPS[short], end + 1, STEPS[short])
                parts = [kinds.get(short, {}).get(month) for month in ends]
                there = [(part.row, part.value) for part in parts if part is not None and part.value is not None]
                if there and len(there) < len(parts):
                    some = f"only {len(there)} of the {len(parts)} {NAMES[short]} of {where} are there"
                    message = f"{some}, so its total cannot be checked."
                    partial.append(QualityFinding("partial_period", *key, where, message, (whole.row,)))
                elif there and whole.value is not None:
                    complete = True
                    total = sum((value for _, value in there), Decimal(0))
                    if total != whole.value:
                        added = f"the {NAMES[short]} of {where} add up to {total:,}"
                        message = f"{added}, and {where} is given as {whole.value}."
                        rows = (whole.row, *(row for row, _ in there))
                        yield QualityFinding("periods_and_total", *key, where, message, rows)
            if not complete:
                yield from partial


def unfinished_quarter(key: SeriesKey, points: Sequence[Point], calendar: Calendar) -> Iterator[QualityFinding]:
    """The quarter in which a monthly series ends, where not all its months are there and no figure of its own."""
    kinds = by_kind(points)
    months = {end_month(point.period): point for point in kinds.get("month", ())}
    if not months:
        return
    last = max(months)
    end = last + (calendar.year_start_month - 1 - last) % 3
    if end == last or end in {end_month(point.period) for point in kinds.get("quarter", ())}:
        return
    there = [months[month] for month in range(end - 2, end + 1) if month in months]
    ahead = months[last].period.shifted(end - last)
    assert ahead.end is not None
    quarter = Period(add_months(ahead.end.replace(day=1), -2), ahead.end)
    where = period_key(quarter, calendar)
    message = f"the months end in the middle of {where}: {len(there)} of 3 are there."
    yield QualityFinding("partial_period", *key, where, message, tuple(point.row for point in there))


def categories_and_totals(
    series: Mapping[SeriesKey, Sequence[Point]], plans: Mapping[str, MeasurePlan], calendar: Calendar
) -> Iterator[QualityFinding]:
    """Categories against their total. A breakdown may leave something out, so a sum below the total is told only
    where the categories of most other periods do meet it."""
    parts: dict[tuple[str, str], dict[Period, list[Point]]] = defaultdict(lambda: defaultdict(list))
    for (measure, area, category), points in series.items():
        if category and plans[measure].unit == "count":
            for point in points:
                parts[measure, area][point.period].append(point)
    for (measure, area), periods in parts.items():
        compared: list[tuple[Point, Decimal, int]] = []
        for total in series.get((measure, area, ""), ()):
            values = [point.value for point in periods.get(total.period, ())]
            if total.value is not None and len(values) > 1 and None not in values:
                compared.append((total, sum((value for value in values if value is not None), Decimal(0)), len(values)))
        met = sum(total.value == added for total, added, _ in compared)
        for total, added, count in compared:
            assert total.value is not None
            if added > total.value or (added < total.value and 2 * met > len(compared)):
                where = period_key(total.period, calendar)
                message = f"the {count} categories of {where} add up to {added:,}, and the total is {total.value:,}."
                yield QualityFinding("categories_and_total", measure, area, "", where, message, (total.row,))


def members_and_groups(
    series: Mapping[SeriesKey, Sequence[Point]], plans: Mapping[str, MeasurePlan], workspace: Workspace
) -> Iterator[QualityFinding]:
    """Groups whose own figure is not the sum of their members' figures, where every member has one."""
    for area in workspace.areas:
        for (measure, own, category), points in series.items() if len(area.members) > 1 else ():
            if own != area.id or plans[measure].unit != "count":
                continue
            members = [
                {point.period: point.value for point in series.get((measure, member, category), ())}
                for member in area.members
            ]
            for point in points:
                values = [known.get(point.period) for known in members]
                if point.value is None or None in values:
                    continue
                added = sum((value for value in values if value is not None), Decimal(0))
                if added != point.value:
                    where = period_key(point.period, workspace.calendar)
                    message = (
                        f"the {len(values)} members add up to {added:,} in {where}, and the group is {point.value:,}."
                    )
                    yield QualityFinding("members_and_group", measure, own, category, where, message, (point.row,))
