"""The long-term trend of a series: its slope, and whether there is one, as facts that texts may cite."""

from __future__ import annotations

from pcc_narrator.contract import fact_id
from pcc_narrator.flags.found import Trial, exact
from pcc_narrator.flags.index import Index, numbers_of
from pcc_narrator.models.fact import Derivation, Fact
from pcc_narrator.models.period import Period
from pcc_narrator.statistics.trends import expected_range, mann_kendall, seasonal_factors, theil_sen
from pcc_narrator.workspace.plan import MeasurePlan

FEWEST_YEARS = 3
MOST_YEARS = 5
METHOD = "Mann-Kendall trend test, autocorrelation allowed for (Hamed and Rao)"


def trend(index: Index, measure: MeasurePlan, category: str | None) -> tuple[Fact, Trial] | None:
    """The slope of the last five years of separate periods (three at least), a year, with its interval and test.

    The fact is called `trend`; it is signed, in the measure's unit (percentage points for percentages) a year.
    """
    report = index.facts.period
    if report is None or report.end is None or measure.test == "none" or measure.unit == "rank":
        return None
    month = Period(report.end.replace(day=1), report.end)
    for last, season in ((report, 4), (month, 12)):
        if last.months != 12 // season:
            continue
        points = index.series(measure.id, category, last)[-MOST_YEARS * season :]
        if len(points) < FEWEST_YEARS * season:
            continue
        values = numbers_of(points)
        factors = seasonal_factors(values, season) if min(values) > 0 else None
        if factors is not None:
            values = [value / factors[place % season] for place, value in enumerate(values)]
        slope, test = theil_sen(values), mann_kendall(values)
        level, first = points[-1], points[0]
        span = Period(first.period.start, level.period.end)
        fact = Fact(
            id=fact_id(measure.id, "trend", level.area, level.period, calendar=index.facts.calendar,
                       category=category),
            measure=measure.id,
            statistic="trend",
            area=level.area,
            period=span,
            value=exact(slope.value * season),
            unit="percentage_points" if measure.unit == "percent" else measure.unit,
            category=category,
            low=exact(slope.low * season),
            high=exact(slope.high * season),
            decimals=max(level.decimals or 0, 0 if abs(slope.value * season) >= 10 else 1),
            basis="computed",
            since=first.period,
            method="Theil-Sen slope a year" + (", season taken out" if factors is not None else ""),
            derivation=Derivation("slope", tuple(point.id for point in points)),
        )  # fmt: skip
        sign = (test.z > 0) - (test.z < 0)
        numbers = (("slope a year", f"{fact.value} ({fact.low} to {fact.high})"), ("Kendall's S", str(test.s)))
        return fact, Trial(measure, category, level, fact, "trend.mann_kendall", METHOD, test.p, sign,
                           numbers=numbers)  # fmt: skip
    return None


def outlook(index: Index, measure: MeasurePlan, category: str | None) -> Fact | None:
    """Where the next period lies in 95 of 100 cases if nothing changes: `low` to `high`, the value between them.

    A description of how the series has moved so far, no forecast and no promise. None with too short a series.
    """
    report = index.facts.period
    if report is None or report.months not in (1, 3) or measure.test == "none" or measure.unit == "rank":
        return None
    points = index.series(measure.id, category, report)
    found = expected_range(numbers_of(points), 12 // report.months)
    if found is None:
        return None
    middle, low, high = found
    floor = 0.0 if min(numbers_of(points)) >= 0 else low
    coming = report.shifted(report.months)
    return Fact(
        id=fact_id(measure.id, "outlook", index.own, coming, calendar=index.facts.calendar, category=category),
        measure=measure.id,
        statistic="outlook",
        area=index.own,
        period=coming,
        value=exact(max(floor, middle)),
        unit=measure.unit,
        category=category,
        low=exact(max(floor, low)),
        high=exact(max(floor, high)),
        decimals=points[-1].decimals,
        basis="computed",
        method="same period a year before, carried by the recent change; the range is that of this rule's own errors",
        derivation=Derivation("expected range", tuple(point.id for point in points)),
    )
