"""A figure as a reader meets it in a text: the meeting point of the figure grammar and the checker."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pcc_narrator.models.fact import Unit
from pcc_narrator.models.record import record

FigureKind = Literal[
    "number",  # 10,792; forty-two; 1.2 million
    "percent",  # 3.1 per cent; 3.1%; three per cent
    "points",  # three percentage points; 3pp
    "rate",  # 59.3 visits per 1,000 population
    "duration",  # 10 minutes and 42 seconds; 14 days
    "money",  # £3.4m
    "rank",  # sixth; 6th; joint second
    "fraction",  # a third; two-thirds; half; one in six; 35 of 43 is two figures, not this
    "multiple",  # doubled; threefold; twice; tripled
    "interval",  # ± 2.1; plus or minus 2.1 percentage points
]
Hedge = Literal[
    "about",  # about, around, roughly, approximately, some, circa, ~
    "nearly",  # nearly, almost, close to, just under, just below, approaching: true figure is a little less
    "over",  # just over, a little over, slightly more than: true figure is a little more
    "more_than",  # over, more than, above, in excess of, upwards of, exceeding
    "less_than",  # under, fewer than, less than, below
    "at_least",  # at least, no fewer than, not less than, a minimum of, or more
    "at_most",  # at most, up to, no more than, not more than, as many as, a maximum of, or fewer
    "exactly",  # exactly, precisely
]


@record(frozen=True, slots=True)
class Figure:
    """One numeric expression of a text, with all that its own words say.

    `start`, `end` are offsets in code points into the text that was read; `text` is what stands there.
    `value` is the number in `unit` (for a duration always seconds unless the unit is days, hours or months
    on its own); `high` is the upper end of a range ("between 10 and 12"). `step` is the worth of one unit in
    the last printed place (0.1 for "3.4", 1 for "42", 100000 for "1.2 million"), the precision that was
    claimed; words such as "a third" or "doubled" have `step` None and are read by their own tolerance.
    `sign` is a printed sign (+1, -1) or 0. `unit` is None where the words leave it open ("1,483").
    """

    start: int
    end: int
    text: str
    kind: FigureKind
    value: Decimal
    unit: Unit | None = None
    high: Decimal | None = None
    step: Decimal | None = None
    hedge: Hedge | None = None
    sign: int = 0
    in_words: bool = False


@record(frozen=True, slots=True)
class NotAFigure:
    """A digit or number word that claims nothing: a paragraph number, a plan's years, 999 as a telephone number."""

    start: int
    end: int
    text: str
    reason: str
