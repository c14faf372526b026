"""Facts: one computed figure each, and what figures speak of. The types behind facts.json."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from pcc_narrator.models.lazy import lazy
from pcc_narrator.models.period import Calendar, Period

Unit = Literal[
    "count", "percent", "percentage_points", "per_1000", "seconds", "minutes", "hours", "days", "months",
    "gbp", "rank", "ratio", "none",
]  # fmt: skip
UNITS: tuple[Unit, ...] = (
    "count", "percent", "percentage_points", "per_1000", "seconds", "minutes", "hours", "days", "months",
    "gbp", "rank", "ratio", "none",
)  # fmt: skip
Polarity = Literal["lower_is_better", "higher_is_better", "neutral"]
AreaKind = Literal["force", "group", "region", "nation", "district"]
NoteKind = Literal["cause", "action", "method", "context", "definition", "quotation", "look_ahead"]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count counts: one visit, many visits."""

    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured. `names` are other words that people use for it."""

    id: str
    title: str
    names: tuple[str, ...] = ()
    unit: Unit | None = None
    polarity: Polarity = "neutral"
    target: Decimal | None = None
    counted: Counted | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A place or a group of places. The first area of a fact set is the report's own."""

    id: str
    title: str
    names: tuple[str, ...] = ()
    kind: str = "force"
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where an observed figure was read: file, row (1 is the header), and who published it when."""

    file: str
    row: int | None = None
    sheet: str = ""
    publisher: str = ""
    published_on: date | None = None
    retrieved_on: date | None = None
    title: str = ""  # what the publisher calls it, and where in it: a table, a page


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a figure was computed: a named operation over other facts (`of`), in order."""

    operation: str
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure. See CONTRACT (docs/formats.md) for each field; `value` is exact, changes are signed.

    `category` is a breakdown of the measure (a type of visit, a role) by its printed name; `base` the period
    compared with; `against` the area or group compared with; `of_what` the ids a test or an extreme speaks of.
    """

    id: str
    measure: str
    statistic: str
    area: str
    period: Period
    value: Decimal | bool
    unit: Unit
    category: str | None = None
    base: Period | None = None
    against: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int | None = None
    basis: str | None = None
    of_what: tuple[str, ...] = ()
    derivation: Derivation | None = None
    sources: tuple[Source, ...] = ()
    order: Literal["highest_first", "lowest_first"] | None = None
    out_of: int | None = None
    since: Period | None = None
    extreme: Literal["highest", "lowest"] | None = None
    method: str | None = None
    p: Decimal | None = None

    @property
    def number(self) -> Decimal:
        """The value as a number; 1 or 0 for a yes-or-no fact."""
        return Decimal(int(self.value)) if isinstance(self.value, bool) else self.value


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence of context that a person supplied and approved: the only source of what is not a number."""

    id: str
    kind: NoteKind
    text: str
    measures: tuple[str, ...] = ()
    approved_by: str = ""
    approved_on: date | None = None
    period: Period | None = None
    web: str = ""  # where it can be read up: an address that begins with https:// or http://


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that the text must say: at least one of the renderings of each of `facts`, or the note's text."""

    outline_id: str
    facts: tuple[str, ...]
    message: str = ""


@dataclass(frozen=True)
class FactSet:
    """Everything that a text may be checked against. The content of one facts.json."""

    measures: tuple[Measure, ...] = ()
    areas: tuple[Area, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: tuple[Note, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    period: Period | None = None  # the period that the report is about, if it is about one
    calendar: Calendar = field(default_factory=Calendar)

    @lazy
    def by_id(self) -> Mapping[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.facts}

    @lazy
    def measure_by_id(self) -> Mapping[str, Measure]:
        """Measures by id."""
        return {measure.id: measure for measure in self.measures}

    @lazy
    def area_by_id(self) -> Mapping[str, Area]:
        """Areas by id."""
        return {area.id: area for area in self.areas}

    @lazy
    def note_by_id(self) -> Mapping[str, Note]:
        """Notes by id."""
        return {note.id: note for note in self.notes}

    def with_facts(self, more: Iterable[Fact]) -> FactSet:
        """A new set that also holds `more`, after the facts that are here."""
        return replace(self, facts=(*self.facts, *more))
