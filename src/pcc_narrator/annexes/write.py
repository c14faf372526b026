"""The folder of annexes: made whole, or left as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pcc_narrator.annexes.content import tables_of
from pcc_narrator.annexes.csv_files import csv_bytes
from pcc_narrator.annexes.delivery import DELIVERY_COLUMNS, delivery_rows
from pcc_narrator.annexes.methods import METHOD_COLUMNS, method_rows
from pcc_narrator.annexes.rows import (
    EXCEPTION_COLUMNS,
    FACT_COLUMNS,
    NUMERIC,
    SOURCE_COLUMNS,
    exception_rows,
    fact_rows,
    source_rows,
)
from pcc_narrator.annexes.workbook import workbook_bytes
from pcc_narrator.atomic import replaced_folder, write_bytes
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.flag import Flag
from pcc_narrator.wording.cells import period_title

ANNEXES = "annexes"


def write_annexes(
    facts: FactSet, flags: Sequence[Flag], out: Path, *, made_from: bytes = b"", markdown: str = ""
) -> tuple[Path, ...]:
    """Write the tables as CSV and as one workbook into `out`; the same bytes for the same input.

    facts.csv, exceptions.csv, sources.csv and methods.csv come from the facts, delivery.csv from the delivery plan of
    `markdown`, the report.

    `made_from` is the content of the facts.json that the set was read from: its SHA-256 stands on the cover sheet,
    so that a reader can tell which report the tables belong to.
    """
    made = {
        "facts.csv": csv_bytes(FACT_COLUMNS, fact_rows(facts), NUMERIC),
        "exceptions.csv": csv_bytes(EXCEPTION_COLUMNS, exception_rows(facts, flags), NUMERIC),
        "sources.csv": csv_bytes(SOURCE_COLUMNS, source_rows(facts), frozenset({"facts"})),
        "methods.csv": csv_bytes(METHOD_COLUMNS, method_rows(facts), frozenset({"figures"})),
        "delivery.csv": csv_bytes(DELIVERY_COLUMNS, delivery_rows(markdown)),
        "tables.xlsx": workbook_bytes(_title(facts), _about(made_from), tables_of(facts, flags, markdown)),
    }
    with replaced_folder(out) as folder:
        for name, content in made.items():
            write_bytes(folder / name, content)
    return tuple(out / name for name in made)


def _title(facts: FactSet) -> str:
    parts = [facts.areas[0].title] if facts.areas else []
    if facts.period is not None:
        period = period_title(facts.period, facts.calendar)
        parts.append(period[:1].lower() + period[1:] if facts.period.kind == "quarter" else period)
    return ": ".join(["Annexes to the performance report", ", ".join(parts)] if parts else ["Annexes to the report"])


def _about(made_from: bytes) -> tuple[str, ...]:
    about = [
        "This workbook holds the figures behind the report, what is flagged and why, and where the figures come from.",
        "Each worksheet has one table. The headings stay in view when the sheet is scrolled.",
        "Notes are marked [note 1] in titles and headings and explained in the worksheet Notes.",
        "[x] means that there is no figure. [z] means that a cell does not apply.",
        "The CSV files beside this workbook hold every fact, exception and source for use in other programs.",
    ]
    if made_from:
        about.append(f"Made from the file facts.json with the SHA-256 {hashlib.sha256(made_from).hexdigest()}.")
    return tuple(about)
