"""A loaded workspace: the plan and validated frames."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from pcc_narrator.models.fact import Area, Note
from pcc_narrator.models.outline import DeliveryItem
from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.workspace.plan import Plan

OBSERVATION_COLUMNS = (
    "measure", "area", "category", "period", "value", "numerator", "denominator", "sample_size", "low", "high",
    "basis", "source", "publisher", "published_on", "retrieved_on",
)  # fmt: skip
AREA_COLUMNS = ("area", "title", "names", "kind", "members")  # names and members: separated by "; "
POPULATION_COLUMNS = ("area", "period", "population", "households", "source")
MEDIA_COLUMNS = ("date", "outlet", "headline", "measure")
BREAK_COLUMNS = ("measure", "area", "category", "from", "reason", "approved_by", "approved_on")
DELIVERY_COLUMNS = ("objective", "action", "status", "lead", "done")


@dataclass(frozen=True, slots=True)
class MediaItem:
    """A headline that names a measure."""

    date: date
    outlet: str
    headline: str
    measure: str


@dataclass(frozen=True, slots=True)
class Declared:
    """A concern or excellence that a person declares, with the reason."""

    kind: str  # "concern", "excellence", "media_interest", "significant_change" is never declared
    measure: str
    reason: str
    declared_by: str
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """From `start` on the figures are not what they were before: a new definition, another way of recording.

    An empty area (category) stands for all. `reason` is a sentence that may be printed.
    """

    measure: str
    area: str
    start: date
    reason: str
    category: str = ""
    approved_by: str = ""
    approved_on: date | None = None


@dataclass(frozen=True, slots=True)
class NotShown:
    """A row of observations that says that there is no figure: an empty cell, a dash, "[c]". Never a nought."""

    measure: str
    area: str
    category: str
    period: Period
    symbol: str
    file: str
    row: int


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read, and the hash of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Workspace:
    """Everything that one report is made from.

    `observations`: one row a figure, in the order of the file, columns of OBSERVATION_COLUMNS plus `start`, `end`
    (datetime.date, None where there is none), `file`, `sheet`, `row` (1 is the header row). `value`, `numerator`,
    `denominator`, `low`, `high`, `sample_size` are Decimal or None; texts are str, "" if empty; `period` is the key
    of periods/keys.py, `published_on` and `retrieved_on` datetime.date or None. All are object columns but `row`
    (int64). `file` is the table's name ("observations"), whether it came from a CSV file or a sheet, and `sheet` is
    empty: the same figures give the same facts. A row has a value, or a numerator and a denominator, or all three.
    `populations`: area, start, end, population, households (Decimal or None), source, file, sheet, row.
    `not_shown`: the rows of observations that say that there is no figure; they are in no frame.
    `earlier`: figures that a later publication replaced, columns of `observations`: vintages of one figure have the
    same measure, area, category and period, and each its own `published_on`; the latest is the one in use.
    `breaks`: across these no change is computed, and each of the own area's is among `notes`.
    """

    path: Path
    plan: Plan
    areas: tuple[Area, ...]  # the report's own first
    observations: pd.DataFrame
    populations: pd.DataFrame
    notes: tuple[Note, ...] = ()
    media: tuple[MediaItem, ...] = ()
    declared: tuple[Declared, ...] = ()
    delivery: tuple[DeliveryItem, ...] = ()
    introduction: str = ""
    inputs: tuple[InputFile, ...] = ()
    not_shown: tuple[NotShown, ...] = ()
    earlier: pd.DataFrame = field(default_factory=pd.DataFrame)
    breaks: tuple[Break, ...] = ()

    @property
    def calendar(self) -> Calendar:
        """The organisation's year."""
        return self.plan.calendar
