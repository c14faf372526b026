"""Facts of the report's own area, by what they speak of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from pcc_narrator.models.fact import Fact, FactSet
from pcc_narrator.models.period import Period, add_months
from pcc_narrator.workspace.breaks import Breaks
from pcc_narrator.workspace.types import Break

CHANGES = ("change", "change_points")


class Index:
    """Looks up the levels and changes of the report's own area."""

    def __init__(self, facts: FactSet, whole: Collection[str] = (), breaks: Sequence[Break] = ()) -> None:
        """`whole`: measures that are looked at as a whole only, without their categories."""
        self._breaks = Breaks(breaks)
        self.facts = facts
        self.own = facts.areas[0].id if facts.areas else ""
        self._levels: dict[tuple[str, str | None], dict[Period, Fact]] = {}
        self._changes: dict[tuple[str, str | None], list[Fact]] = {}
        self._others: dict[tuple[str, str, str | None], list[Fact]] = {}
        self.rates: dict[tuple[str, str | None], list[Fact]] = {}  # of all areas
        for fact in facts.facts:
            if fact.category is not None and fact.measure in whole:
                continue
            if fact.statistic == "rate":
                self.rates.setdefault((fact.measure, fact.category), []).append(fact)
            if fact.area != self.own:
                continue
            if fact.statistic == "value":
                self._levels.setdefault((fact.measure, fact.category), {})[fact.period] = fact
            elif fact.statistic in CHANGES:
                self._changes.setdefault((fact.measure, fact.category), []).append(fact)
            else:
                self._others.setdefault((fact.measure, fact.statistic, fact.category), []).append(fact)

    def categories(self, measure: str) -> tuple[str | None, ...]:
        """None for the measure itself, then its categories, in the order of the facts."""
        found = dict.fromkeys(category for known, category in self._levels if known == measure)
        return tuple(sorted(found, key=lambda category: category is not None))

    def level(self, measure: str, category: str | None, period: Period) -> Fact | None:
        """The level of one period."""
        return self._levels.get((measure, category), {}).get(period)

    def changes(self, measure: str, category: str | None) -> tuple[Fact, ...]:
        """All changes of one subject."""
        return tuple(self._changes.get((measure, category), ()))

    def find(self, measure: str, statistic: str, category: str | None) -> tuple[Fact, ...]:
        """All facts of another statistic of one subject."""
        return tuple(self._others.get((measure, statistic, category), ()))

    def series(self, measure: str, category: str | None, last: Period) -> tuple[Fact, ...]:
        """The levels of separate periods that end with `last`, each following the one before, in order.

        They begin after the last break before `last`.
        """
        found = tuple(
            fact
            for fact in self._back(self._levels.get((measure, category), {}), last)
            if self._breaks.between(measure, self.own, category, fact.period, last) is None
        )
        return tuple(reversed(found))

    def latest(self, measure: str, category: str | None) -> Fact | None:
        """The level of the latest period; among those that end together the shortest."""
        levels = self._levels.get((measure, category), {}).values()
        dated = [fact for fact in levels if fact.period.end is not None and fact.period.start is not None]
        return max(dated, key=lambda fact: (fact.period.end, fact.period.start), default=None)

    def recent(self, period: Period) -> bool:
        """Whether a period ends less than a year before the report's starts: older figures flag nothing any more."""
        report = self.facts.period
        if report is None or report.start is None or period.end is None:
            return True
        return period.end > add_months(report.start, -12)

    def beside(self, fact: Fact, statistic: str) -> Fact | None:
        """The fact of another statistic over the same periods."""
        for other in self.find(fact.measure, statistic, fact.category):
            if other.period == fact.period and other.base == fact.base and other.against == fact.against:
                return other
        return None

    @staticmethod
    def _back(levels: dict[Period, Fact], last: Period) -> Iterator[Fact]:
        length = last.months
        period = last
        while length is not None and period in levels:
            yield levels[period]
            period = period.shifted(-length)


def numbers_of(series: Iterable[Fact]) -> list[float]:
    """The levels as floats, for estimates."""
    return [float(fact.number) for fact in series]
