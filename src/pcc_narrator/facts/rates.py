"""Rates per 1,000 of a population."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd

from pcc_narrator.facts.levels import Levels
from pcc_narrator.facts.observed import rows_of
from pcc_narrator.models.fact import Fact, Source
from pcc_narrator.models.period import Period
from pcc_narrator.statistics.decomposition import rate_and_population
from pcc_narrator.workspace.plan import MeasurePlan

DENOMINATORS = ("population", "households")


@dataclass(frozen=True, slots=True)
class _Row:
    period: Period
    number: Decimal
    source: Source


_PRINTED_AS_NOUGHT = Decimal("0.05")  # below this one decimal shows nothing


class Populations:
    """The populations of a workspace. A figure of a period uses the latest one at or before the period's end."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._rows: dict[tuple[str, str], list[_Row]] = {}
        for which in DENOMINATORS:
            columns = ("area", "start", "end", which, "file", "row", "sheet", "source")
            for area, start, end, number, file, row, sheet, title in rows_of(frame, columns):
                if number:
                    source = Source(file=file or "", row=row, sheet=sheet or "", title=title or "")
                    self._rows.setdefault((area, which), []).append(_Row(Period(start, end), number, source))
        for rows in self._rows.values():
            rows.sort(key=lambda row: row.period.end or date.min)

    def latest(self, area: str, which: str, period: Period) -> tuple[Decimal, Period, Source] | None:
        """The population (or households) that a rate of this period is over; the earliest if all are later."""
        rows = self._rows.get((area, which))
        if not rows:
            return None
        until = period.end or date.max
        row = next((row for row in reversed(rows) if (row.period.end or date.min) <= until), rows[0])
        return row.number, row.period, row.source


class Rates:
    """Finds rates, entering the population beside each so that it can be traced."""

    def __init__(self, levels: Levels, populations: Populations) -> None:
        self.levels = levels
        self._populations = populations
        self._people: dict[tuple[str | None, str, date | None, date | None], Fact | None] = {}
        self._rates: dict[tuple[str, str, str | None, date | None, date | None], Fact | None] = {}

    def population(self, measure: MeasurePlan, area: str, period: Period) -> Fact | None:
        """What a rate is over: the area's own row, or the sum over its members."""
        key = (measure.rate_per_1000, area, period.start, period.end)
        if key not in self._people:
            self._people[key] = self._population(measure, area, period)
        return self._people[key]

    def _population(self, measure: MeasurePlan, area: str, period: Period) -> Fact | None:
        which = measure.rate_per_1000
        if which is None:
            return None
        found = self._populations.latest(area, which, period)
        if found is not None:
            number, when, source = found
            return self.levels.ledger.enter(
                which, "value", area, when, number, "count", sources=(source,), basis="published", decimals=0
            )
        members = self.levels.areas[area].members if area in self.levels.areas else ()
        facts = [self.population(measure, member, period) for member in members]
        known = [fact for fact in facts if fact is not None]
        if not known or len(known) < len(facts) or len({fact.period for fact in known}) > 1:
            return None
        total = sum((fact.number for fact in known), Decimal(0))
        return self.levels.ledger.enter(
            which, "value", area, known[0].period, total, "count", operation="sum of members", of=known, decimals=0
        )

    def rate(self, measure: MeasurePlan, area: str, category: str | None, period: Period) -> Fact | None:
        """How many per 1,000 in the period; None without a level, a population, or for a measure without rates."""
        key = (measure.id, area, category, period.start, period.end)
        if key not in self._rates:
            self._rates[key] = self._rate(measure, area, category, period)
        return self._rates[key]

    def _rate(self, measure: MeasurePlan, area: str, category: str | None, period: Period) -> Fact | None:
        over = self.population(measure, area, period)
        value = self.levels.value(measure, area, category, period)
        if over is None or value is None or over.number <= 0 or value.number < 0:
            return None
        late = over.period.end is not None and period.end is not None and over.period.end > period.end
        day = over.period.end.isoformat() if over.period.end is not None else "no date"
        rate = value.number / over.number * 1000
        return self.levels.ledger.enter(
            measure.id, "rate", area, period, rate, "per_1000",
            category=category, operation="rate", of=(value, over), decimals=3 if 0 < rate < _PRINTED_AS_NOUGHT else 1,
            basis=f"computed; {over.measure} of {day}{', the earliest supplied' if late else ''}",
        )  # fmt: skip


def enter_rate_and_population(
    rates: Rates, measure: MeasurePlan, area: str, category: str | None, now: Period, base: Period
) -> None:
    """Enter how much of a count's change comes from its rate and how much from the population; they add up.

    Only where the two periods have different populations: else all of the change is the rate's.
    """
    levels = rates.levels
    if levels.breaks.between(measure.id, area, category, base, now) is not None:
        return
    after, before = (levels.value(measure, area, category, period) for period in (now, base))
    people, people_before = (rates.population(measure, area, period) for period in (now, base))
    if after is None or before is None or people is None or people_before is None or people.id == people_before.id:
        return
    if people.number <= 0 or people_before.number <= 0:
        return
    split = rate_and_population(before.number, after.number, people_before.number, people.number)
    for statistic, part in (("change_by_rate", split.by_rate), ("change_by_population", split.by_population)):
        levels.ledger.enter(
            measure.id, statistic, area, now, part, measure.unit,
            category=category, base=base, operation="decomposition", of=(after, before, people, people_before),
            method="each factor's change at the mean of the other (Das Gupta)", decimals=0,
        )  # fmt: skip
