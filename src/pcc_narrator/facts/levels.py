"""The level of a measure: as supplied, or built up from shorter periods, or from the members of a group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from pcc_narrator.facts.ledger import Ledger
from pcc_narrator.facts.observed import Observation, Observations
from pcc_narrator.models.fact import Area, Fact, Unit
from pcc_narrator.models.period import Period
from pcc_narrator.statistics.proportions import wilson
from pcc_narrator.workspace.breaks import Breaks
from pcc_narrator.workspace.plan import MeasurePlan
from pcc_narrator.workspace.types import Break

_SCALE: dict[Unit, int] = {"percent": 100, "per_1000": 1000}
_RATIO_DECIMALS: dict[Unit, int] = {"seconds": 0}
ADDITIVE: tuple[Unit, ...] = ("count", "gbp", "hours")
WILSON = "Wilson score interval, 95 per cent"
Found = tuple[Fact, ...]
_PARTS = ("numerator", "denominator", "sample_size")
_ONE = Decimal(1)


class Levels:
    """Finds the level of any measure, area, category and period, and enters it the first time it is needed.

    A supplied figure always wins over one that could be computed. Failing that a period is made of its
    quarters, or of its months, by the measure's `adds`, and only if every one of them is there; a group is made
    of its members, and only if every one of them has a figure.
    """

    def __init__(
        self, observations: Observations, ledger: Ledger, areas: Sequence[Area], breaks: Sequence[Break] = ()
    ) -> None:
        self.observations = observations
        self.breaks, self._breaks = Breaks(breaks), breaks
        self.ledger = ledger
        self.areas = {area.id: area for area in areas}
        self.own = areas[0].id
        self._members_of = {area.id: area.members for area in areas}
        self._known: dict[tuple[str, str, str, str | None, date | None, date | None], Fact | None] = {}

    def apart(self) -> Levels:
        """The same levels with a ledger of their own: to look at what is not to be entered."""
        found = Levels(self.observations, Ledger(self.ledger.calendar), tuple(self.areas.values()), self._breaks)
        found._known.update(self._known)
        return found

    def value(self, measure: MeasurePlan, area: str, category: str | None, period: Period) -> Fact | None:
        """The level, or None where it was not supplied and cannot be computed."""
        return self._once("value", measure, area, category, period, self._value)

    def part(self, which: str, measure: MeasurePlan, area: str, category: str | None, period: Period) -> Fact | None:
        """The `numerator`, `denominator` or `sample_size` of a level, supplied or added up; None if not known."""

        def find(measure: MeasurePlan, area: str, category: str | None, period: Period) -> Fact | None:
            return self._part(which, measure, area, category, period)

        return self._once(which, measure, area, category, period, find)

    def _once(
        self,
        statistic: str,
        measure: MeasurePlan,
        area: str,
        category: str | None,
        period: Period,
        find: Callable[[MeasurePlan, str, str | None, Period], Fact | None],
    ) -> Fact | None:
        key = (statistic, measure.id, area, category, period.start, period.end)
        known = self._known.get(key, "")
        if not isinstance(known, str):
            return known
        if self._members_of.get(area):
            self._known[key] = None  # a group that is a member of itself finds nothing, instead of looking for ever
        elif not self.observations.knows(measure.id, area, category):
            return None  # nothing was supplied that it could be made of
        found = self._known[key] = find(measure, area, category, period)
        return found

    def _value(self, measure: MeasurePlan, area: str, category: str | None, period: Period) -> Fact | None:
        row = self.observations.get(measure.id, area, category, period)
        if row is not None and row.value is not None:
            return self._observed(measure, area, category, period, row, row.value)
        if row is not None or measure.adds == "ratio":
            return self._ratio(measure, area, category, period, row)
        parts = self._spans(measure, area, category, period) if period.months != 12 or measure.adds != "latest" else ()
        if parts:
            return self._combined(measure, area, category, period, parts, spans=True)
        additive = measure.adds == "sum" or (measure.adds == "latest" and measure.unit in ADDITIVE)
        members = self._members(measure, area, category, period) if additive else ()
        if members:
            return self._combined(measure, area, category, period, members, spans=False)
        return None

    def _observed(
        self,
        measure: MeasurePlan,
        area: str,
        category: str | None,
        period: Period,
        row: Observation,
        value: Decimal,
    ) -> Fact:
        low, high, method = row.low, row.high, None
        if (low is None or high is None) and row.sample_size and measure.unit == "percent" and 0 <= value <= 100:
            interval = wilson(row.sample_size * value / 100, row.sample_size)
            low, high, method = interval.low * 100, interval.high * 100, WILSON
            low, high = low.quantize(Decimal("0.0001")), high.quantize(Decimal("0.0001"))
        elif low is not None and high is not None:
            method = "interval as published"
        for which, part in zip(_PARTS, (row.numerator, row.denominator, row.sample_size), strict=True):
            if part is not None:
                self.part(which, measure, area, category, period)
        return self.ledger.enter(
            measure.id, "value", area, period, value, measure.unit,
            category=category, sources=(row.source,), basis=self._basis(measure, area, category, period, row, value),
            low=low, high=high, method=method, decimals=_decimals(measure, (value,)),
        )  # fmt: skip

    def _basis(
        self,
        measure: MeasurePlan,
        area: str,
        category: str | None,
        period: Period,
        row: Observation,
        value: Decimal,
    ) -> str:
        """The basis as supplied; with a remark where the figure's own parts add up to something else."""
        if area != self.own or measure.adds != "sum" or period.months is None or period.months == 1:
            return row.basis
        parts = self._spans(measure, area, category, period)
        total = sum((part.number for part in parts), Decimal(0))
        if parts and total != value:
            return f"{row.basis}; its {len(parts)} {_span_name(parts)} add up to {total:,}"
        return row.basis

    def _ratio(
        self, measure: MeasurePlan, area: str, category: str | None, period: Period, row: Observation | None
    ) -> Fact | None:
        top = self.part("numerator", measure, area, category, period)
        bottom = self.part("denominator", measure, area, category, period)
        if top is None or bottom is None or bottom.number == 0:
            return None
        value = top.number / bottom.number * _SCALE.get(measure.unit, 1)
        return self.ledger.enter(
            measure.id, "value", area, period, value, measure.unit,
            category=category, operation="numerator over denominator", of=(top, bottom),
            sources=() if row is None else (row.source,),
            basis="computed" if row is None or row.basis == "published" else row.basis,
            decimals=measure.decimals if measure.decimals is not None else _RATIO_DECIMALS.get(measure.unit, 1),
        )  # fmt: skip

    def _part(self, which: str, measure: MeasurePlan, area: str, category: str | None, period: Period) -> Fact | None:
        row = self.observations.get(measure.id, area, category, period)
        if row is not None:
            value: Decimal | None = getattr(row, which)
            if value is None:
                return None
            return self.ledger.enter(
                measure.id, which, area, period, value, "count",
                category=category, sources=(row.source,), basis=row.basis, decimals=0,
            )  # fmt: skip
        if measure.adds != "ratio" or which == "sample_size":
            return None

        def one(span: Period, member: str) -> Fact | None:
            return self.part(which, measure, member, category, span)

        shortest = self.observations.shortest(measure.id, area, category)
        found: Found = ()
        if self._member_ids(area) or shortest < (period.months or 0):
            found = _all_of(period, lambda span: one(span, area))
        operation = f"sum of {_span_name(found)}" if found else "sum of members"
        if not found:
            members = tuple(one(period, member) for member in self._member_ids(area))
            found = tuple(member for member in members if member is not None)
            if not found or len(found) < len(members):
                return None
        total = sum((part.number for part in found), Decimal(0))
        return self.ledger.enter(
            measure.id, which, area, period, total, "count",
            category=category, operation=operation, of=found, decimals=0,
        )  # fmt: skip

    def _combined(
        self,
        measure: MeasurePlan,
        area: str,
        category: str | None,
        period: Period,
        parts: Found,
        *,
        spans: bool,
    ) -> Fact:
        numbers = [part.number for part in parts]
        what = _span_name(parts) if spans else "members"
        if measure.adds == "sum" or not spans:
            value, operation = sum(numbers, Decimal(0)), f"sum of {what}"
        elif measure.adds == "latest":
            value, operation, parts = numbers[-1], f"last of {what}", parts[-1:]
        else:
            value, operation = sum(numbers, Decimal(0)) / len(numbers), f"mean of {what}"
        return self.ledger.enter(
            measure.id, "value", area, period, value, measure.unit,
            category=category, operation=operation, of=parts,
            decimals=_decimals(measure, numbers),
        )  # fmt: skip

    def _spans(self, measure: MeasurePlan, area: str, category: str | None, period: Period) -> Found:
        shortest = self.observations.shortest(measure.id, area, category)
        if shortest >= (period.months or 0) and not self._members_of.get(area):
            return ()  # nothing shorter was supplied that could make it up
        return _all_of(period, lambda span: self.value(measure, area, category, span))

    def _member_ids(self, area: str) -> tuple[str, ...]:
        return self._members_of.get(area, ())

    def _members(self, measure: MeasurePlan, area: str, category: str | None, period: Period) -> Found:
        ids = self._member_ids(area)
        found = tuple(fact for member in ids if (fact := self.value(measure, member, category, period)) is not None)
        return found if ids and len(found) == len(ids) else ()


@cache
def spans_of(period: Period, months: int) -> tuple[Period, ...]:
    """The periods of so many months that a longer one is made of, in order; none if they do not fit."""
    length = period.months
    if length is None or length <= months or length % months:
        return ()
    first = Period(period.start, period.shifted(months - length).end)
    return tuple(first.shifted(months * number) for number in range(length // months))


def _all_of(period: Period, find: Callable[[Period], Fact | None]) -> Found:
    """The facts of a period's quarters, or of its months; empty unless all of one kind are there."""
    for months in (3, 1):
        spans = spans_of(period, months)
        if not spans:
            continue
        found: list[Fact] = []
        for span in spans:
            fact = find(span)
            if fact is None:
                break
            found.append(fact)
        else:
            return tuple(found)
    return ()


def _span_name(parts: Sequence[Fact]) -> str:
    names = {1: "months", 3: "quarters"}
    return names.get(parts[0].period.months or 0, "periods") if parts else "periods"


def _decimals(measure: MeasurePlan, values: Sequence[Decimal]) -> int:
    """Decimal places: the plan's, or as many as the figures were supplied with."""
    if measure.decimals is not None:
        return measure.decimals
    broken = [int(value.as_tuple().exponent) for value in values if not value.same_quantum(_ONE)]
    return max(0, -min(broken, default=0))
