"""Findings about the quality of series, and series as they are looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pcc_narrator.models.period import Period, PeriodKind
from pcc_narrator.workspace.types import Workspace

QualityKind = Literal[
    "missing_period",  # a gap between the first and the last period of a series
    "not_shown",  # a row that says that there is no figure
    "partial_period",  # some months of a quarter, or some quarters of 12 months, are there, and not all
    "copied_period",  # two periods whose figures are the same throughout
    "jump",  # a change far beyond the usual changes of the series
    "impossible_value",  # a percentage outside 0 to 100, a count that is negative or has decimals
    "categories_and_total",  # categories that add up to more than their total, or no longer to it
    "periods_and_total",  # shorter periods that do not add up to the longer one
    "members_and_group",  # members that do not add up to their group
    "sources_disagree",  # vintages of one figure from different publishers or sources, with different values
]
QUALITY_KINDS: tuple[QualityKind, ...] = (
    "missing_period", "not_shown", "partial_period", "copied_period", "jump", "impossible_value",
    "categories_and_total", "periods_and_total", "members_and_group", "sources_disagree",
)  # fmt: skip

STEPS: Mapping[PeriodKind, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}  # months
NAMES: Mapping[PeriodKind, str] = {"month": "months", "quarter": "quarters", "half_year": "half-years", "year": "years"}
SeriesKey = tuple[str, str, str]  # measure, area, category


@dataclass(frozen=True, slots=True)
class QualityFinding:
    """One thing about a series that is worth a look. `rows` are rows of the observations table."""

    kind: QualityKind
    measure: str
    area: str
    category: str
    period: str
    message: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a series. `value` is None where only a numerator and a denominator are given."""

    period: Period
    value: Decimal | None
    row: int


def all_series(workspace: Workspace) -> dict[SeriesKey, list[Point]]:
    """The figures of each measure, area and category, in the order of time."""
    frame = workspace.observations
    result: dict[SeriesKey, list[Point]] = defaultdict(list)
    columns = [frame[name] for name in ("measure", "area", "category", "start", "end", "value", "row")]
    for measure, area, category, start, end, value, row in zip(*columns, strict=True):
        result[measure, area, category].append(Point(Period(start, end), value, int(row)))
    for points in result.values():
        points.sort(key=lambda point: (str(point.period.end), str(point.period.start)))
    return dict(result)


def by_kind(points: Iterable[Point]) -> dict[PeriodKind, list[Point]]:
    """The months of a series, its quarters, its half-years and its years, each by themselves."""
    result: dict[PeriodKind, list[Point]] = defaultdict(list)
    for point in points:
        if point.period.kind in STEPS:
            result[point.period.kind].append(point)
    return result


def end_month(period: Period) -> int:
    """The number of the month in which a period ends."""
    return 0 if period.end is None else period.end.year * 12 + period.end.month
