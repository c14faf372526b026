"""The type of a number that has been read with its sign and unit."""

from __future__ import annotations

from decimal import Decimal

from pcc_narrator.figures.numbers import Number
from pcc_narrator.models.fact import Unit
from pcc_narrator.models.figure import FigureKind
from pcc_narrator.models.record import record


@record(frozen=False, slots=True)
class Amount:
    """A number read as a figure: tokens `begin` to `stop`, its value in `unit`.

    `factor` is what the printed number was multiplied by to stand in `unit` (60 for minutes); `bare` says that
    no word or sign gave a unit, so that a neighbour's may be shared ("from 3.1 to 3.4 per cent").
    """

    begin: int
    stop: int
    number: Number
    kind: FigureKind = "number"
    unit: Unit | None = None
    factor: Decimal = Decimal(1)
    value: Decimal = Decimal(0)
    step: Decimal | None = None
    high: Decimal | None = None
    sign: int = 0
    bare: bool = True
