"""Control charts of the report's own series: the chart, its last point as a test, and its limits as facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import Literal

from pcc_narrator.contract import fact_id
from pcc_narrator.flags.found import Trial, exact
from pcc_narrator.flags.index import Index, numbers_of
from pcc_narrator.models.fact import Derivation, Fact, FactSet
from pcc_narrator.models.period import Period
from pcc_narrator.periods.keys import period_key
from pcc_narrator.statistics.chances import outside_p, signal_p
from pcc_narrator.statistics.control_chart import Chart, run_length, xmr
from pcc_narrator.statistics.trends import present_level, seasonal_factors, seasonality_p
from pcc_narrator.workspace.plan import MeasurePlan, Thresholds

REBASE_P = 0.01  # how sure a change of level must be before the limits are drawn anew from it
SEASON_P = 0.05  # how sure a season must be before it is taken out


@dataclass(frozen=True, slots=True)
class Drawn:
    """A control chart of facts: the points charted, the chart of them, and the season's factor of each point."""

    points: tuple[Fact, ...]
    chart: Chart
    factors: tuple[Decimal, ...]  # all one where no season was taken out
    rebased: bool

    @property
    def seasonal(self) -> bool:
        """Whether a season was taken out of the figures before they were charted."""
        return any(factor != 1 for factor in self.factors)


def draw(index: Index, measure: MeasurePlan, category: str | None, thresholds: Thresholds) -> Drawn | None:
    """The chart of one subject, or None with too few separate periods before and with the report's.

    Quarters if there are enough of them, else months. A season is taken out where there are three full years and
    a Kruskal-Wallis test shows one; the chart starts where the present level does, so far as Pettitt's test can
    tell, and has the fewest points allowed or more.
    """
    report = index.facts.period
    if report is None or report.end is None or measure.test == "none" or measure.unit == "rank":
        return None
    for last, season in _grains(report):
        points = index.series(measure.id, category, last)
        if len(points) < thresholds.fewest_points:
            continue
        factors = _season(numbers_of(points), season)
        values = [point.number / factor for point, factor in zip(points, factors, strict=True)]
        start = present_level([float(value) for value in values], thresholds.fewest_points, REBASE_P)
        chart = xmr(values[start:], shift=thresholds.shift, trend=thresholds.trend)
        if chart.mean_range == 0:
            return None
        return Drawn(points[start:], chart, factors[start:], start > 0)
    return None


def trial(drawn: Drawn, measure: MeasurePlan, category: str | None, facts: tuple[str, ...]) -> Trial:
    """The last point of a chart as a test: its signal if it is part of one, else none."""
    chart, level = drawn.chart, drawn.points[-1]
    looks: Literal["quarters", "months"] = "months" if level.period.months == 1 else "quarters"
    signal = chart.signals[-1]
    numbers = [
        ("mean", f"{exact(float(chart.mean), 5):,}"),
        ("limits", f"{exact(float(chart.lower), 5):,} to {exact(float(chart.upper), 5):,}"),
        ("points", str(len(drawn.points))),
    ]
    method = "control chart"
    if drawn.seasonal:
        method += ", season taken out"
    if drawn.rebased:
        method += ", limits since the last change of level"
    if signal is None:
        return Trial(measure, category, level, None, "chart.none", f"{method}: no signal", 1.0, 0, looks,
                     tuple(numbers), facts)  # fmt: skip
    if signal == "shift":
        numbers.append(("points in a row on one side of the mean", str(run_length(chart))))
    if signal == "outside":
        p = outside_p([_even(measure, float(value)) for value in chart.values])
    else:
        p = signal_p(signal, length=max(run_length(chart), 7) if signal == "shift" else 7)
    return Trial(measure, category, level, None, f"chart.{signal}", f"{method}: {_SAID[signal]}", p,
                 chart.sides[-1], looks, tuple(numbers), facts)  # fmt: skip


def _even(measure: MeasurePlan, value: float) -> float:
    """Counts on the scale of their square root, where high ones vary no more than low ones."""
    return sqrt(value) if measure.unit == "count" and value >= 0 else value


_SAID = {
    "outside": "the last point is outside the limits",
    "trend": "a run of rises or falls",
    "two_in_three": "two of three points near a limit",
    "shift": "a run of points on one side of the mean",
}


def limit_facts(drawn: Drawn, facts: FactSet) -> tuple[Fact, ...]:
    """The centre line and limits as facts, for the report's last point.

    Where a season was taken out they are called `expected`, `expected_low` and `expected_high` and hold for the
    last period only, since every season has its own; else `centre_line`, `lower_limit` and `upper_limit`.
    """
    level, chart, factor = drawn.points[-1], drawn.chart, drawn.factors[-1]
    names = _SEASONAL if drawn.seasonal else _PLAIN
    first = drawn.points[0].period
    values = (chart.mean, chart.lower, chart.upper)
    return tuple(
        Fact(
            id=fact_id(level.measure, name, level.area, level.period, calendar=facts.calendar, category=level.category),
            measure=level.measure,
            statistic=name,
            area=level.area,
            period=level.period,
            value=exact(float(max(value, Decimal(0)) * factor if level.number >= 0 else value * factor), 8),
            unit=level.unit,
            category=level.category,
            decimals=level.decimals,
            basis="computed",
            since=first,
            derivation=Derivation(f"control chart since {period_key(first, facts.calendar)}",
                                  tuple(point.id for point in drawn.points)),
            of_what=(level.id,),
            method="mean" if name in ("centre_line", "expected") else "2.66 mean moving ranges from the mean",
        )
        for name, value in zip(names, values, strict=True)
    )  # fmt: skip


_PLAIN = ("centre_line", "lower_limit", "upper_limit")
_SEASONAL = ("expected", "expected_low", "expected_high")


def _grains(report: Period) -> tuple[tuple[Period, int], ...]:
    """The last quarter and the last month of the report's period, with how many make a year."""
    month = Period(report.end.replace(day=1), report.end) if report.end is not None else Period()
    found = [(report, 4)] if report.months == 3 else []
    if report.months == 12:
        found = [(_last_quarter(report), 4)]
    return (*found, (month, 12))


def _last_quarter(report: Period) -> Period:
    return Period(report.start, report.shifted(-9).end).shifted(9)


def _season(values: Sequence[float], season: int) -> tuple[Decimal, ...]:
    if min(values) > 0 and len(values) >= 3 * season and seasonality_p(values, season) < SEASON_P:
        factors = seasonal_factors(values, season)
        if factors is not None:
            return tuple(exact(factors[place % season]) for place in range(len(values)))
    return (Decimal(1),) * len(values)
