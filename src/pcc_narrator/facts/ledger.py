"""Where facts are entered as they are computed: each id once, in the order in which it was first needed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from pcc_narrator.contract import fact_id
from pcc_narrator.models.fact import Derivation, Fact, Source, Unit
from pcc_narrator.models.period import Calendar, Period

TEN_PLACES = Decimal("1e-10")
_ONE = Decimal(1)
Order = Literal["highest_first", "lowest_first"]
Extreme = Literal["highest", "lowest"]


def tidy(value: Decimal) -> Decimal:
    """The value to ten decimal places, without trailing zeros or an exponent. Sums and counts stay exact."""
    if value.same_quantum(_ONE):
        return value
    whole = value.to_integral_value()
    if value == whole:
        return whole.quantize(_ONE)
    rounded = value.quantize(TEN_PLACES).normalize()
    return rounded if rounded != rounded.to_integral_value() else rounded.quantize(_ONE)


class Ledger:
    """The facts of one report, in order of entry."""

    def __init__(self, calendar: Calendar) -> None:
        self._facts: dict[str, Fact] = {}
        self.calendar = calendar

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts entered."""
        return tuple(self._facts.values())

    def get(self, identifier: str) -> Fact | None:
        """The fact of this id, if it was entered."""
        return self._facts.get(identifier)

    def enter(
        self,
        measure: str,
        statistic: str,
        area: str,
        period: Period,
        value: Decimal,
        unit: Unit,
        *,
        category: str | None = None,
        base: Period | None = None,
        against: str | None = None,
        suffix: str = "",
        operation: str = "",
        of: Iterable[Fact] = (),
        sources: tuple[Source, ...] = (),
        basis: str | None = None,
        low: Decimal | None = None,
        high: Decimal | None = None,
        decimals: int | None = None,
        of_what: tuple[str, ...] = (),
        order: Order | None = None,
        out_of: int | None = None,
        since: Period | None = None,
        extreme: Extreme | None = None,
        method: str | None = None,
    ) -> Fact:
        """Enter a figure, or find it entered before. A figure made from a provisional one is provisional."""
        parts = tuple(of)
        identifier = fact_id(
            measure, statistic, area, period,
            calendar=self.calendar, category=category, base=base, against=against, suffix=suffix,
        )  # fmt: skip
        if (known := self._facts.get(identifier)) is not None:
            return known
        for part in parts:
            if part.basis is not None and part.basis.startswith("provisional"):
                basis = "provisional" if basis is None or basis == "computed" else f"provisional; {basis}"
                break
        derivation = None
        if operation:
            derivation = Derivation(operation, tuple([part.id for part in parts]))
            basis = "computed" if basis is None else basis
        fact = Fact(  # in the order of the fields: twice as fast as by their names
            identifier, measure, statistic, area, period, tidy(value), unit, category, base, against, low, high,
            decimals, basis, of_what, derivation, sources, order, out_of, since, extreme, method,
        )  # fmt: skip
        self._facts[identifier] = fact
        return fact
