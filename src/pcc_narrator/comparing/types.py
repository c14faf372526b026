"""What two reports are compared by, and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pcc_narrator.models.fact import Fact, FactSet
from pcc_narrator.models.flag import Flag

SegmentKind = Literal["same", "removed", "added"]
Judgement = Literal["better", "worse", "neutral"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two reports: its facts, its exceptions, its Markdown, and what it is called on the screen."""

    name: str
    facts: FactSet
    flags: tuple[Flag, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """The same figure in the period of either report. `difference` is new less old, in the unit of a change.

    `main` marks the figures of the measures themselves, in the report's own area: what a reader looks at first.
    """

    old: Fact
    new: Fact
    difference: Decimal
    judgement: Judgement
    main: bool


@dataclass(frozen=True, slots=True)
class Revision:
    """The same fact with another value. `supplied` where it was read from a source, not computed."""

    old: Fact
    new: Fact
    supplied: bool


@dataclass(frozen=True, slots=True)
class FlagMove:
    """An exception that one report has and the other lacks, or (`stayed`) that both have."""

    kind: Literal["came", "went", "stayed"]
    flag: Flag


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words that both texts have, or one of them."""

    kind: SegmentKind
    text: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """A paragraph that was changed, added or removed; numbers are the printed ones, None where it has none."""

    kind: Literal["changed", "added", "removed"]
    id: str
    heading: str
    old_number: int | None
    new_number: int | None
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs. Tuples are in the order of the new report, what only the old one has coming last."""

    old: Side
    new: Side
    moves: tuple[Move, ...] = ()
    unchanged: int = 0  # figures that both have for their periods, with one value
    revisions: tuple[Revision, ...] = ()
    withdrawn: tuple[Fact, ...] = ()  # supplied figures that the new report no longer has
    measures_added: tuple[str, ...] = ()
    measures_removed: tuple[str, ...] = ()
    flags: tuple[FlagMove, ...] = ()
    texts: tuple[TextChange, ...] = ()
    texts_unchanged: int = 0
