"""Facts in the order in which claims ask for them: by subject, area, statistic and period, and by value."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.untold_wholes import untold_wholes
from pcc_narrator.models.fact import Area, Fact, FactSet, Measure, Unit
from pcc_narrator.models.lazy import lazy
from pcc_narrator.models.period import Period


class Subject(NamedTuple):
    """What a figure is about: a measure, or one category of it."""

    measure: str
    category: str | None = None


CHANGES = ("change", "change_percent", "change_points")  # in the order in which they are looked at
DIFFERENCES = ("difference", "difference_percent", "difference_points", "gap", "distance_to_target")
CHANGE, DIFFERENCE = frozenset(CHANGES), frozenset(DIFFERENCES)
RELATIVE = CHANGE | DIFFERENCE
COUNTS_OF_AREAS = ("areas_with_increase", "areas_with_decrease", "areas_unchanged")  # as they are looked at
AREA_COUNTS = frozenset(COUNTS_OF_AREAS)
# What a figure may be without a word that says so; any other statistic is meant only where its name is said.
PLAIN = frozenset({
    "value", "rate", "mean", "median", "total", "share", "numerator", "denominator", "ratio", "contribution",
    "share_of_change", "rank", "run", "extreme", "target", "interval_half_width", "significant",
}) | CHANGE | DIFFERENCE | AREA_COUNTS  # fmt: skip
NOT_LEVELS = CHANGE | DIFFERENCE | AREA_COUNTS | frozenset({
    "rank", "run", "extreme", "significant", "interval_half_width", "target", "contribution", "share_of_change",
})  # fmt: skip
_TOTALS = frozenset({"total", "all", "overall", "all groups", "all categories", "grand total"})


@dataclass(frozen=True)
class Series:
    """The figures of one subject, area and statistic, by period."""

    subject: Subject
    area: str
    statistic: str
    unit: Unit
    facts: Mapping[Period, Fact]

    @lazy
    def in_order(self) -> tuple[Fact, ...]:
        """By end, then by length (shorter first)."""
        return tuple(sorted(self.facts.values(), key=lambda fact: _when(fact.period)))

    @lazy
    def _grouped(self) -> Mapping[object, tuple[Fact, ...]]:
        groups: dict[object, list[Fact]] = {}
        for fact in self.in_order:
            groups.setdefault(grain(fact.period), []).append(fact)
        return {key: tuple(facts) for key, facts in groups.items()}

    @lazy
    def grains(self) -> tuple[object, ...]:
        """The lengths of period that there are."""
        return tuple(self._grouped)

    def like(self, period: Period) -> tuple[Fact, ...]:
        """The figures for periods as long as this one, in order."""
        return self._grouped.get(grain(period), ())

    def of_grain(self, key: object) -> tuple[Fact, ...]:
        """The figures for periods of one length, in order."""
        return self._grouped.get(key, ())

    @lazy
    def undated(self) -> Fact | None:
        """The figure without a period, if there is one."""
        return self.facts.get(Period())

    def all_inside(self, period: Period) -> tuple[Fact, ...]:
        """The figures of any length whose period lies inside one."""
        known = self._all_inside.get(period)
        if known is None:
            known = self._all_inside[period] = _between(self.in_order, self._ends, period)
        return known

    def only_inside(self, period: Period) -> Fact | None:
        """The only figure within a period, if it can stand for that: "in 2018" of what was counted on one day. A
        count of a much shorter time is no figure of the whole."""
        found = self.all_inside(period)
        return found[0] if len(found) == 1 and self._stands_for(found[0], period) else None

    def _stands_for(self, fact: Fact, period: Period) -> bool:
        part, whole = _days(fact.period), _days(period)
        adds_up = self.unit in ("count", "gbp") and self.statistic in ("value", "total", "numerator", "denominator")
        return not adds_up or part is None or whole is None or part == 1 or part * 2 >= whole

    def inside(self, period: Period) -> tuple[Fact, ...]:
        """The shorter figures that lie inside a period, of the longest length that covers most of it."""
        known = self._inside.get(period)
        if known is None:
            known = self._inside[period] = self._longest_inside(period)
        return known

    @lazy
    def _ends(self) -> list[date]:
        return [_when(fact.period)[0] for fact in self.in_order]

    @lazy
    def _grouped_ends(self) -> dict[object, list[date]]:
        return {key: [_when(fact.period)[0] for fact in facts] for key, facts in self._grouped.items()}

    def within(self, key: object, period: Period) -> tuple[Fact, ...]:
        """The figures for periods of one length that lie inside a period, in order."""
        known = self._within.get((key, period))
        if known is None:
            facts, ends = self._grouped.get(key, ()), self._grouped_ends.get(key, [])
            known = self._within[key, period] = _between(facts, ends, period)
        return known

    def parts(self, period: Period) -> tuple[tuple[Fact, ...], ...]:
        """The figures inside a period, by length, where there are several of one length."""
        known = self._parts.get(period)
        if known is None:
            found = (self.within(key, period) for key in self._grouped)
            known = self._parts[period] = tuple(facts for facts in found if len(facts) > 1)
        return known

    @lazy
    def _parts(self) -> dict[Period, tuple[tuple[Fact, ...], ...]]:
        return {}

    @lazy
    def _within(self) -> dict[tuple[object, Period], tuple[Fact, ...]]:
        return {}

    @lazy
    def _inside(self) -> dict[Period, tuple[Fact, ...]]:
        return {}  # filled as periods are asked for

    @lazy
    def _all_inside(self) -> dict[Period, tuple[Fact, ...]]:
        return {}

    def _longest_inside(self, period: Period) -> tuple[Fact, ...]:
        best: tuple[Fact, ...] = ()
        for found in self.parts(period):
            if (not best or len(found) < len(best)) and found[0].period != period:
                best = found
        return best


def _between(facts: tuple[Fact, ...], ends: list[date], period: Period) -> tuple[Fact, ...]:
    """What `within` finds among facts in the order of their `ends`, without looking at them all."""
    first = bisect_left(ends, period.start) if period.start is not None else 0
    last = bisect_right(ends, period.end) if period.end is not None else len(facts)
    return within(facts[first:last], period) if first < last else ()


def within(facts: tuple[Fact, ...], period: Period) -> tuple[Fact, ...]:
    """Those of `facts` (in order) whose period lies inside `period`; an open end is no bound."""
    start, end = period.start, period.end
    found = []
    for fact in facts:
        its = fact.period
        if start is not None and (its.start is None or its.start < start):
            continue
        if end is not None and (its.end is None or its.end > end):
            continue
        found.append(fact)
    return tuple(found)


def grain(period: Period) -> object:
    """What makes two periods of one kind: whole months, or whole days for what is shorter."""
    if period.start is None or period.end is None:
        return None
    months = period.months
    if months is not None:
        return months
    days = (period.end - period.start).days + 1
    if 88 <= days <= 94:
        return 3
    return 12 if days in (365, 366) else f"{days} days"


def _days(period: Period) -> int | None:
    return None if period.start is None or period.end is None else (period.end - period.start).days + 1


def _when(period: Period) -> tuple[date, int]:
    end = period.end or period.start or date.min
    start = period.start or end
    return end, (end - start).days


class Index:
    """A fact set as the checker asks for it. Built in one pass, then read only."""

    def __init__(self, facts: FactSet) -> None:
        self.set = facts
        self.measures: Mapping[str, Measure] = facts.measure_by_id
        self.areas: Mapping[str, Area] = facts.area_by_id
        self.own: str | None = facts.areas[0].id if facts.areas else (facts.facts[0].area if facts.facts else None)
        self._by_subject: dict[tuple[Subject, str], list[Fact]] = {}
        self._by_statistic: dict[tuple[Subject, str, str], list[Fact]] = {}
        self._of_statistic: dict[str, list[Fact]] = {}
        self._areas_of: dict[Subject, dict[str, None]] = {}
        self._categories: dict[str, dict[str, None]] = {}
        self._series: dict[tuple[Subject, str], dict[tuple[str, Unit], dict[Period, Fact]]] = {}
        for fact in sorted(facts.facts, key=lambda one: one.id):  # no verdict rests on the order of the facts
            self._add(fact)
        self.memo: dict[
            tuple[object, ...], tuple[object, ...]
        ] = {}  # of the arithmetic: the same question, the same answer
        self._built: dict[tuple[Subject, str], tuple[Series, ...]] = {}
        ordered = sorted((abs(fact.number), fact.id, position) for position, fact in enumerate(facts.facts))
        self._values = [value for value, _, _ in ordered]
        self._positions = [position for _, _, position in ordered]

    def all_of(self, statistic: str) -> Iterable[Fact]:
        """The facts of one statistic, whatever their subject."""
        return self._of_statistic.get(statistic, ())

    def _add(self, fact: Fact) -> None:
        self._of_statistic.setdefault(fact.statistic, []).append(fact)
        for subject in _subjects(fact):
            key = (subject, fact.area)
            self._by_subject.setdefault(key, []).append(fact)
            self._by_statistic.setdefault((subject, fact.area, fact.statistic), []).append(fact)
            self._areas_of.setdefault(subject, {})[fact.area] = None
            if subject.category is not None:
                self._categories.setdefault(subject.category, {})[subject.measure] = None
            of_change = fact.statistic in NOT_LEVELS or fact.statistic.startswith("change_")  # "change_by_population"
            if not of_change and not isinstance(fact.value, bool):
                group = self._series.setdefault(key, {}).setdefault((fact.statistic, fact.unit), {})
                group.setdefault(fact.period, fact)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Every subject, in the order of the facts."""
        return tuple(self._areas_of)

    @property
    def categories(self) -> Mapping[str, Mapping[str, None]]:
        """For each category, the measures that have it."""
        return self._categories

    def areas_of(self, subject: Subject) -> tuple[str, ...]:
        """The areas that have a figure on a subject."""
        return tuple(self._areas_of.get(subject, ()))

    def knows(self, subject: Subject, area: str) -> bool:
        """Whether there is any fact on a subject in an area."""
        return (subject, area) in self._by_subject

    def facts(self, subject: Subject, area: str) -> Iterable[Fact]:
        """All facts of a subject in an area."""
        return self._by_subject.get((subject, area), ())

    def statistic(self, subject: Subject, area: str, statistic: str) -> Iterable[Fact]:
        """The facts of one statistic."""
        return self._by_statistic.get((subject, area, statistic), ())

    def series(self, subject: Subject, area: str) -> tuple[Series, ...]:
        """The levels of a subject in an area: first its value, then rates, means and other statistics."""
        key = (subject, area)
        if key not in self._built:
            groups = self._series.get(key, {})
            self._built[key] = tuple(
                Series(subject, area, statistic, unit, facts)
                for (statistic, unit), facts in sorted(groups.items(), key=lambda row: row[0][0] != "value")
            )
        return self._built[key]

    def near_value(self, low: Decimal, high: Decimal, limit: int = 200) -> list[Fact]:
        """Facts whose size lies between two bounds, at most `limit` of them, in the order of their ids."""
        first, last = bisect_left(self._values, low), bisect_right(self._values, high)
        found = (self.set.facts[position] for position in self._positions[first : min(last, first + limit)])
        return sorted(found, key=lambda fact: fact.id)

    @lazy
    def counted_among(self) -> tuple[Fact, ...]:
        """A fact for each number of areas that ranks and counts are made among: the latest one, first by its id."""
        among = [
            fact for fact in self.set.facts if fact.out_of is not None and fact.statistic in AREA_COUNTS | {"rank"}
        ]
        among.sort(key=lambda fact: fact.id, reverse=True)
        among.sort(key=lambda fact: fact.period.end or date.min)
        return tuple({fact.out_of: fact for fact in among}.values())

    @lazy
    def kinds(self) -> frozenset[str]:
        """The stems of what kinds of area there are."""
        return frozenset(stem(area.kind.lower()) for area in self.set.areas if area.kind)

    @lazy
    def untold_wholes(self) -> frozenset[str]:
        """The areas that hold others, where no kinds of area are told."""
        return untold_wholes(self.set)

    def among(self, areas: Decimal) -> frozenset[str]:
        """The facts that are made among so many areas."""
        return self._among.get(areas, frozenset())

    @lazy
    def _among(self) -> Mapping[Decimal, frozenset[str]]:
        found: dict[Decimal, set[str]] = {}
        for fact in self.set.facts:
            if fact.out_of is not None:
                found.setdefault(Decimal(fact.out_of), set()).add(fact.id)
        return {areas: frozenset(facts) for areas, facts in found.items()}

    @lazy
    def report_periods(self) -> tuple[Period, ...]:
        """The report's period and the longer and shorter ones that end with it."""
        period = self.set.period
        if period is None or period.end is None:
            return ()
        found = [period]
        if period.months is not None:
            last = Period(period.end.replace(day=1), period.end)
            found.extend(Period(last.shifted(1 - months).start, period.end) for months in (1, 3, 6, 9, 12))
        first = period.end.replace(month=self.set.calendar.year_start_month, day=1)
        if first > period.end:
            first = first.replace(year=first.year - 1)
        found.append(Period(first, period.end))
        return tuple(dict.fromkeys(found))

    @lazy
    def latest(self) -> Period | None:
        """The period that the report is about, or else the latest one that the facts hold."""
        if self.set.period is not None:
            return self.set.period
        dated = [fact.period for fact in self.set.facts if fact.period.end is not None]
        return max(dated, key=_when) if dated else None


def _subjects(fact: Fact) -> tuple[Subject, ...]:
    """A fact on a category that is the whole ("Total") is a fact on the measure as well."""
    if fact.category is None:
        return (Subject(fact.measure),)
    if fact.category.strip().lower() in _TOTALS:
        return (Subject(fact.measure, fact.category), Subject(fact.measure))
    return (Subject(fact.measure, fact.category),)
