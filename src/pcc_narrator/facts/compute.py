"""From a workspace to the facts of one report."""

from __future__ import annotations

from pcc_narrator.facts.changes import bases, enter_change
from pcc_narrator.facts.composition import enter_contributions, enter_shares
from pcc_narrator.facts.ledger import Ledger
from pcc_narrator.facts.levels import Levels
from pcc_narrator.facts.observed import Observations
from pcc_narrator.facts.peers import Peers
from pcc_narrator.facts.rates import DENOMINATORS, Populations, Rates, enter_rate_and_population
from pcc_narrator.facts.targets import enter_target
from pcc_narrator.facts.trends import enter_extremes, enter_monthly_mean, enter_run, unbroken
from pcc_narrator.models.fact import Counted, Fact, FactSet, Measure
from pcc_narrator.models.period import Period, add_months, end_of_month, rolling_year
from pcc_narrator.periods.keys import parse_key
from pcc_narrator.workspace.plan import MeasurePlan, Plan, Thresholds
from pcc_narrator.workspace.types import Workspace


def compute_facts(workspace: Workspace, period: Period | str) -> FactSet:
    """Every figure that a report on `period` may print, each with how it was derived.

    `period` is a Period or its key ("2018-19-Q3"). Nothing that ends after it is used. Raises PeriodError for a
    key that is none.
    """
    report = parse_key(period, workspace.calendar) if isinstance(period, str) else period
    return _Computation(workspace, report).run()


class _Computation:
    def __init__(self, workspace: Workspace, report: Period) -> None:
        self.workspace = workspace
        self.plan = workspace.plan
        self.report = report
        self.own = workspace.areas[0].id
        self.ledger = Ledger(workspace.calendar)
        self.levels = Levels(Observations(workspace.observations), self.ledger, workspace.areas, workspace.breaks)
        self.rates = Rates(self.levels, Populations(workspace.populations))
        self.peers = Peers(self.levels, self.rates, workspace.areas)

    def run(self) -> FactSet:
        for measure in self.plan.measures:
            self._measure(measure)
        return FactSet(
            measures=measures_of(self.plan, self.ledger.facts),
            areas=self.workspace.areas,
            facts=self.ledger.facts,
            notes=self.workspace.notes,
            period=self.report,
            calendar=self.workspace.calendar,
        )

    def _measure(self, measure: MeasurePlan) -> None:
        categories = self.levels.observations.categories(measure.id, self.own)
        thresholds = measure.thresholds or self.plan.thresholds
        for category in (None, *categories):
            self._series(measure, category)
            focus = focus_periods(self.levels, measure, self.own, category, self.report)
            self._changes(measure, category, focus, thresholds)
            for now in focus:
                self._standing(measure, category, now)
                self._composition(measure, category, now)
                if category is None or now == focus[-1]:
                    self.peers.enter(measure, category, now, now.shifted(-12), thresholds)

    def _series(self, measure: MeasurePlan, category: str | None) -> None:
        """The area's own levels: all supplied, the quarters made of them, and the rolling 12 months."""
        supplied = [
            period
            for period in self.levels.observations.periods(measure.id, self.own, category)
            if period.end is None
            or self.report.end is None
            or period.end <= self.report.end
            or not measure.commentary  # of the time of writing: a delivery plan does not end with the quarter
        ]
        for period in supplied:
            self._interval(self.levels.value(measure, self.own, category, period))
        parts = [period for period in supplied if period.kind in ("month", "quarter")]
        if not parts:
            return
        first = min(period.start for period in parts if period.start is not None)
        quarter = last_quarter(self.workspace, self.report)
        while quarter is not None and quarter.start is not None and quarter.start >= first:
            self.levels.value(measure, self.own, category, quarter)
            if category is None and quarter.end is not None:
                year = rolling_year(quarter.end.year, quarter.end.month)
                if year.start is not None and year.start >= first:
                    self.levels.value(measure, self.own, None, year)
            quarter = quarter.shifted(-3)

    def _interval(self, level: Fact | None) -> None:
        if level is None or level.low is None or level.high is None:
            return
        self.ledger.enter(
            level.measure, "interval_half_width", level.area, level.period, (level.high - level.low) / 2,
            "percentage_points" if level.unit == "percent" else level.unit,
            category=level.category, operation="half of high less low", of=(level,), of_what=(level.id,),
            method=level.method, decimals=1,
        )  # fmt: skip

    def _changes(
        self, measure: MeasurePlan, category: str | None, focus: tuple[Period, ...], thresholds: Thresholds
    ) -> None:
        entered = False
        for now in focus:
            for base in bases(measure, now, self.report):
                change = enter_change(self.levels, measure, self.own, category, now, base, thresholds)
                entered = entered or change is not None
        if entered or not focus or not measure.compare:
            return
        earlier = [
            period
            for period in self.levels.observations.periods(measure.id, self.own, category)
            if period.end is not None
            and focus[0].start is not None
            and period.end < focus[0].start
            and period.kind == focus[0].kind
        ]
        if earlier:  # none of the usual bases was supplied: the latest earlier figure of the same length stands in
            enter_change(self.levels, measure, self.own, category, focus[0], earlier[-1], thresholds)

    def _standing(self, measure: MeasurePlan, category: str | None, now: Period) -> None:
        level = self.levels.value(measure, self.own, category, now)
        if level is None:
            return
        series = unbroken(self.levels, measure, self.own, category, now)
        if measure.unit != "rank":
            enter_extremes(self.levels, measure, series)
            enter_run(self.levels, series)
        if category is None and self._target_speaks_of(measure, now):
            enter_target(self.levels, measure, level, series)
        enter_monthly_mean(self.levels, measure, self.own, category, now)
        for period in (now, now.shifted(-12)):
            self.rates.rate(measure, self.own, category, period)
        if measure.rate_per_1000 is not None:
            enter_rate_and_population(self.rates, measure, self.own, category, now, now.shifted(-12))

    def _target_speaks_of(self, measure: MeasurePlan, now: Period) -> bool:
        """A target for figures that add up is for the headline's period only: a year's total is no quarter's."""
        if measure.adds != "sum" or self.report.months == 12:
            return True
        return (now.months == 12) == (measure.headline == "rolling")

    def _composition(self, measure: MeasurePlan, category: str | None, now: Period) -> None:
        if category is None:
            return
        for period in (now, now.shifted(-12)):
            enter_shares(self.levels, measure, self.own, category, period)
        for base in bases(measure, now, self.report):
            enter_contributions(self.levels, measure, self.own, category, now, base)


def focus_periods(
    levels: Levels, measure: MeasurePlan, area: str, category: str | None, report: Period
) -> tuple[Period, ...]:
    """The periods that the report speaks of for one measure: its own, and the 12 months to its end.

    Where neither has a figure it is the latest period before the report's end that has one.
    """
    wanted = [report]
    if report.end is not None and report.months not in (None, 12):
        wanted.append(rolling_year(report.end.year, report.end.month))
    found = tuple(period for period in wanted if levels.value(measure, area, category, period) is not None)
    if found:
        return found
    earlier = [
        period
        for period in levels.observations.periods(measure.id, area, category)
        if period.end is not None and (report.end is None or period.end <= report.end)
    ]
    return tuple(period for period in earlier[-1:] if levels.value(measure, area, category, period) is not None)


def last_quarter(workspace: Workspace, report: Period) -> Period | None:
    """The latest quarter of the calendar that ends with the report or before it."""
    if report.end is None:
        return None
    for back in range(4):
        day = add_months(report.end.replace(day=1), -back)
        quarter = Period(add_months(day, -2), end_of_month(day))
        fits = workspace.calendar.quarter_number(quarter) is not None
        if fits and quarter.end is not None and quarter.end <= report.end:
            return quarter
    return None


def measures_of(plan: Plan, facts: tuple[Fact, ...]) -> tuple[Measure, ...]:
    """The measures of the plan as facts.json knows them, and the populations that rates are over."""
    found = [
        Measure(
            id=measure.id,
            title=measure.title,
            names=tuple(dict.fromkeys(name for name in (measure.label, *measure.names, measure.subject) if name)),
            unit=measure.unit,
            polarity=measure.polarity,
            target=None if measure.target is None else measure.target.value,
            counted=None if measure.counted is None else Counted(measure.counted.one, measure.counted.many),
        )
        for measure in plan.measures
    ]
    known = {measure.id for measure in found}
    used = {fact.measure for fact in facts}
    found += [
        Measure(id=name, title=name.capitalize(), unit="count", names=(name,))
        for name in DENOMINATORS
        if name in used and name not in known
    ]
    return tuple(found)
