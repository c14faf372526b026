"""How much the counts of a report vary beyond chance: by their own series, or by those of others."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from pcc_narrator.flags.index import Index, numbers_of
from pcc_narrator.models.period import Period
from pcc_narrator.statistics.counts import Dispersion, dispersion
from pcc_narrator.workspace.plan import MeasurePlan, Plan

FEWEST = 3  # series that must show their over-dispersion before it is lent to one of another kind


@dataclass(frozen=True, slots=True)
class Spread:
    """A dispersion, and whose it is: empty for the series' own."""

    dispersion: Dispersion
    whose: str = ""


class Spreads:
    """Finds the over-dispersion of counts, each before the period that is tested.

    A series too short to show its own takes what the plan says of it, or else that of a measure of the same section,
    or else what is usual among the report's other series: the variance beyond chance, relative to the square of the
    mean (a coefficient of variation), turned back into a variance over the mean at the size of the count that is
    tested. Unlike series say little of each other, but that counts vary by chance alone is known to be false.
    """

    def __init__(self, index: Index, plan: Plan) -> None:
        self._index = index
        self._counts = tuple(one for one in plan.spoken if one.unit == "count" and one.adds == "sum")
        self._own: dict[tuple[str, str | None, Period], tuple[Dispersion, float] | None] = {}
        self._known: dict[Period, list[tuple[Dispersion, float]]] = {}

    def of(self, measure: MeasurePlan, category: str | None, now: Period, quarterly: float) -> Spread | None:
        """The spread of a count of about `quarterly` a quarter, tested in the period `now`; None if not known."""
        own = self.own(measure.id, category, now)
        if own is not None:
            return Spread(own[0])
        if measure.over_dispersion is not None and category is None:
            known = measure.over_dispersion
            return Spread(
                Dispersion(float(known.variance_over_mean), known.freedom), f" (measured from {known.source})"
            )
        for other in self._counts:
            near = other.within == measure.id or measure.within == other.id
            found = self.own(other.id, None, now) if near and other.id != measure.id and category is None else None
            if found is not None:
                value = 1 + quarterly * _beyond_chance(found)
                return Spread(Dispersion(value, found[0].freedom), f" (scaled from that of {other.id})")
        return self._usual(now, quarterly)

    def _usual(self, now: Period, quarterly: float) -> Spread | None:
        """What is usual among the series of the report that show theirs; None where fewer than three do."""
        if now not in self._known:
            subjects = ((one.id, category) for one in self._counts for category in self._index.categories(one.id))
            found = (self.own(measure, category, now) for measure, category in subjects)
            self._known[now] = [one for one in found if one is not None]
        known = self._known[now]
        if len(known) < FEWEST:
            return None
        value = 1 + quarterly * median(_beyond_chance(one) for one in known)
        freedom = int(median(one[0].freedom for one in known))
        return Spread(Dispersion(value, freedom), f" (scaled from what is usual among {len(known)} other series)")

    def own(self, measure: str, category: str | None, now: Period) -> tuple[Dispersion, float] | None:
        """The dispersion that a series shows before `now`, and its mean a quarter."""
        key = (measure, category, now)
        if key not in self._own:
            self._own[key] = self._measure(measure, category, now)
        return self._own[key]

    def _measure(self, measure: str, category: str | None, now: Period) -> tuple[Dispersion, float] | None:
        for months, season in ((3, 4), (1, 12)):
            counts = numbers_of(self._index.series(measure, category, period_before(now, months)))
            if counts and min(counts) >= 0 and sum(counts) > 0:
                found = dispersion(counts, season)
                if found is not None:
                    return found, sum(counts) / len(counts) * 3 / months
        return None


def _beyond_chance(found: tuple[Dispersion, float]) -> float:
    """The variance beyond chance over the square of the mean."""
    spread, quarterly = found
    return max(0.0, spread.value - 1) / quarterly


def period_before(now: Period, months: int) -> Period:
    """The last period of so many months that ends before `now` starts."""
    length = now.months
    if length is None or length < months or length % months:
        return Period()
    first = Period(now.start, now.shifted(months - length).end)
    return first.shifted(-months)
