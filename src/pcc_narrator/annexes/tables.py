"""The shape of an annex's table: titled columns, rows of texts and exact numbers, notes by number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

NOT_APPLICABLE = "[z]"  # the shorthand of government statistics
NOT_AVAILABLE = "[x]"

NOTES: Mapping[int, str] = {
    1: "Changes and differences are signed: a minus sign is a fall, or a figure below what it is compared with.",
    2: "Figures are held as they were computed and shown rounded. Totals may differ from the sum of rounded parts.",
    3: (
        "A change is called significant where a statistical test says that chance is an unlikely explanation. "
        "Changes that were not tested are marked [z]."
    ),
    4: "A rank of one is the highest figure, unless the statistic says that one is the lowest.",
    5: (
        "Source rows are rows of the tables that were supplied, the header being row 1. Of a computed figure they are "
        "all the rows that it was computed from."
    ),
    6: "Sentences of context in the words of those who approved them. They are not figures and were not computed.",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how wide it is in characters, and the notes that its heading refers to."""

    title: str
    width: int = 16
    notes: tuple[int, ...] = ()

    @property
    def heading(self) -> str:
        """The heading with its note marks: "Change [note 1]"."""
        return " ".join([self.title, *(f"[note {number}]" for number in self.notes)])


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a workbook's cell, shown to so many places."""

    value: Decimal
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """One table, one sheet. `about` says in a sentence what the rows are; `empty` what it means if there are none."""

    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Number, ...], ...]
    notes: tuple[int, ...] = ()
    empty: str = "There are none."

    @property
    def referred(self) -> tuple[int, ...]:
        """The numbers of the notes that the title and the headings refer to."""
        return tuple(sorted({*self.notes, *(number for column in self.columns for number in column.notes)}))
