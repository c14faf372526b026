"""What the exceptions engine hands on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pcc_narrator.models.fact import Fact
from pcc_narrator.models.flag import Flag
from pcc_narrator.workspace.plan import MeasurePlan


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The flags of a report, strongest first, and the facts of the tests behind them.

    The facts (`significant`, control limits, `once_in`) may be cited by texts: merge them with
    `facts.with_facts(exceptions.facts)`.
    """

    flags: tuple[Flag, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """One test: of a change (`change` and its levels), or of the last point of a control chart (`level`).

    `sign` is 1 where the figure is high or rose, -1 where it is low or fell, 0 where nothing stood out. `looks`
    says what is counted when the p value is put as "once in": comparisons, quarters, months.
    """

    measure: MeasurePlan
    category: str | None
    level: Fact
    change: Fact | None
    rule: str
    method: str
    p: float
    sign: int
    looks: Literal["comparisons", "quarters", "months"] = "comparisons"
    numbers: tuple[tuple[str, str], ...] = ()
    facts: tuple[str, ...] = ()
    adjusted: float = 1.0
    significant: bool = False


def printed_p(p: float) -> str:
    """A p value to two significant digits, never as nought."""
    return "below 0.000001" if p < 1e-6 else f"{Decimal(f'{p:.2g}'):f}"


def exact(number: float, digits: int = 6) -> Decimal:
    """A computed number as a decimal of so many significant digits: the same on every machine."""
    return Decimal(f"{Decimal(f'{number:.{digits}g}'):f}")
