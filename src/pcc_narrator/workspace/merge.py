"""Adding imported rows to a table of a workspace: all of them or none, and the second time nothing."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pandas as pd

from pcc_narrator.atomic import write_text
from pcc_narrator.contract.ids import slug
from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.workspace.load import read_with_problems, validate_workspace
from pcc_narrator.workspace.parts import FILES, WORKBOOK
from pcc_narrator.workspace.problems import Findings, Place
from pcc_narrator.workspace.tables import Table, decode, parse_csv
from pcc_narrator.workspace.types import OBSERVATION_COLUMNS, POPULATION_COLUMNS
from pcc_narrator.workspace.values import CellError, read_number, read_period

_COLUMNS: Mapping[str, Sequence[str]] = {"observations": OBSERVATION_COLUMNS, "populations": POPULATION_COLUMNS}
_NUMBERS = ("value", "numerator", "denominator", "sample_size", "low", "high", "population", "households")
_SHOWN = ("value", "numerator", "denominator", "population")
_FORMULA = ("=", "+", "@", "\t", "\r")  # what a spreadsheet would take for the beginning of a formula
_MOST_CONFLICTS = 50

Row = dict[str, str]
Key = tuple[str, str, str, Period | str]  # measure, area, category, period


@dataclass(frozen=True, slots=True)
class MergeResult:
    """How many rows were added, how many were there already, how many took the place of another."""

    added: int
    same: int
    replaced: int = 0


def add_observations(path: Path | str, observations: pd.DataFrame, *, replace: bool = False) -> MergeResult:
    """Add figures (columns of OBSERVATION_COLUMNS) to the observations of a workspace folder.

    A figure that is there already is passed over, so that the same import twice adds nothing. One with another value
    is a later or earlier vintage where both have a day of publication and the days differ: both are kept. Otherwise
    it is an error, or with `replace` takes the place of the old one. The workspace is checked with the new figures
    before anything is written: raises InputError with the problems that they bring, and then nothing has changed.
    """
    return _add(Path(path), "observations", observations, replace)


def add_populations(path: Path | str, populations: pd.DataFrame, *, replace: bool = False) -> MergeResult:
    """Add rows of populations (columns of POPULATION_COLUMNS), by the same rules; they have no vintages."""
    return _add(Path(path), "populations", populations, replace)


def _add(folder: Path, name: str, new: pd.DataFrame, replace: bool) -> MergeResult:
    target = folder / FILES[name]
    if folder.is_file() or (folder / WORKBOOK).exists():
        advice = "Make a folder of CSV files (`pcc-narrator init`), or paste the figures into the workbook."
        raise InputError([Problem(str(folder), "figures are added to a folder, not to a workbook.", advice)])
    if not (folder / FILES["observations"]).exists():
        missing = str(folder / FILES["observations"])
        raise InputError([Problem(missing, "this file is missing.", "Make a workspace with `pcc-narrator init`.")])
    columns = _COLUMNS[name]
    text, table = _read(target, name, columns)
    workspace, problems = read_with_problems(folder)
    book = _Book(table, workspace.calendar if workspace is not None else Calendar(), replace)
    for values in new[list(columns)].itertuples(index=False, name=None):
        book.take({column: _cell(value) for column, value in zip(columns, values, strict=True)})
    if book.conflicts:
        raise InputError(book.conflicts[:_MOST_CONFLICTS])
    counts = MergeResult(len(book.fresh), book.same, len(book.changed))
    if book.fresh or book.changed:
        merged = _merged(text, columns, book)
        _check(folder, FILES[name], merged, {str(problem) for problem in problems})
        write_text(target, merged)
    return counts


def _read(target: Path, name: str, columns: Sequence[str]) -> tuple[str, Table]:
    if not target.exists():
        return ",".join(columns) + "\n", Table(name, Place(target.name), tuple(columns), ())
    findings = Findings()
    text = decode(target.read_bytes(), Place(target.name), findings)
    table = parse_csv(text, name, Place(target.name), findings) if text is not None else None
    if text is None or table is None:
        raise InputError(findings.in_order())
    return text, table


@dataclass
class _Entry:
    """A row of the table as it was found (`number`), or of this import (None)."""

    number: int | None
    row: Row


@dataclass
class _Book:
    """What is in the table by key, and what an import does to it."""

    table: Table
    calendar: Calendar
    replace: bool
    fresh: list[Row] = field(default_factory=list)
    changed: dict[int, Row] = field(default_factory=dict)  # row number → what takes its place
    same: int = 0
    conflicts: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.periods: dict[str, Period | str] = {}
        self.entries: dict[Key, list[_Entry]] = {}
        for number, cells in self.table.rows:
            row = dict(zip(self.table.header, (cell.strip() for cell in cells), strict=False))
            self.entries.setdefault(self.key(row), []).append(_Entry(number, row))

    def key(self, row: Row) -> Key:
        text = row.get("period", "")
        if text not in self.periods:
            try:
                self.periods[text] = read_period(text, self.calendar) or text
            except CellError:
                self.periods[text] = text
        return row.get("measure", ""), row.get("area", ""), slug(row.get("category", "")), self.periods[text]

    def take(self, row: Row) -> None:
        """Add one row, unless the table says the same; another value without a day of its own is a conflict."""
        entries = self.entries.setdefault(self.key(row), [])
        day = row.get("published_on", "")
        days = [entry.row.get("published_on", "") for entry in entries]
        rival = next((e for e, d in zip(entries, days, strict=True) if not day or not d or d == day), None)
        if rival is None:
            before = [entry for entry, known in zip(entries, days, strict=True) if known < day]
            latest = max(before, key=lambda entry: entry.row.get("published_on", ""), default=None)
            if latest is not None and _figures(latest.row) == _figures(row):
                self.same += 1  # published again, unrevised
                return
            entries.append(_Entry(None, row))
            self.fresh.append(row)
        elif any(_figures(entry.row) == _figures(row) for entry in entries if not day or entry is rival):
            self.same += 1
        elif self.replace and rival.number is not None and rival.number not in self.changed:
            own = {name: text for name, text in rival.row.items() if name not in row}
            self.changed[rival.number] = rival.row = {**own, **row}
        else:
            self.conflict(row, rival)

    def conflict(self, row: Row, rival: _Entry) -> None:
        names = " ".join(filter(None, (row.get("measure"), row["area"], row.get("category"), row["period"])))
        if rival.number is None:
            message, advice = f"{names}: the import gives {_shown(rival.row)} and {_shown(row)}.", "Take one of them."
        else:
            message = (
                f"{names} has another value: {_shown(rival.row)} is there, {row.get('source', '')} has {_shown(row)}."
            )
            advice = "Give it a published_on of its own (--published-on), or take the new one (--replace)."
        self.conflicts.append(Problem(self.table.place.file, message, advice, row=rival.number))


def _check(folder: Path, file: str, merged: str, before: set[str]) -> None:
    """Refuse what brings a problem that the workspace does not have without it."""
    with tempfile.TemporaryDirectory() as name:
        trial = Path(name) / folder.resolve().name
        trial.mkdir()
        for part in FILES.values():
            if (folder / part).is_file():
                shutil.copyfile(folder / part, trial / part)
        (trial / file).write_text(merged, encoding="utf-8", newline="")
        problems = [problem for problem in validate_workspace(trial) if str(problem) not in before]
    if problems:
        raise InputError(problems)


def _merged(text: str, columns: Sequence[str], book: _Book) -> str:
    """The table's own rows as they were, with columns added to the right, and the new rows below them."""
    splitter = max((",", ";", "\t"), key=text.split("\n", 1)[0].count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=splitter))
    own = rows[0]
    while own and not own[-1].strip():
        own = own[:-1]
    header = [*book.table.header, *(name for name in columns if name not in book.table.header)]
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=splitter, lineterminator="\n")
    writer.writerow([*own, *header[len(own) :]])
    for number, cells in enumerate(rows[1:], 2):
        row = book.changed.get(number)
        writer.writerow(cells if row is None else [row.get(name, "") for name in header])
    writer.writerows([row.get(name, "") for name in header] for row in book.fresh)
    return stream.getvalue()


def _cell(value: object) -> str:
    """A value as the text of a cell; a text that a spreadsheet would evaluate is written out harmless."""
    if value is None or value != value:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _figures(row: Row) -> tuple[object, ...]:
    """The numbers of a row: "1,234" and "1234.0" are one number."""
    numbers: list[object] = []
    for name in _NUMBERS:
        try:
            number = read_number(row.get(name, ""))
        except CellError:
            numbers.append(row.get(name))
            continue
        numbers.append(None if number is None else number.normalize())
    return tuple(numbers)


def _shown(row: Row) -> str:
    return " of ".join(row[name] for name in _SHOWN if row.get(name)) or "no figure"
