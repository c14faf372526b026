"""Adding imported figures to a workspace: all of them or none, and the second time nothing."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd

from pcc_narrator.atomic import write_text
from pcc_narrator.errors import InputError, Problem
from pcc_narrator.workspace.load import validate_workspace
from pcc_narrator.workspace.parts import FILES, WORKBOOK
from pcc_narrator.workspace.problems import Findings, Place
from pcc_narrator.workspace.tables import decode, parse_csv
from pcc_narrator.workspace.types import OBSERVATION_COLUMNS
from pcc_narrator.workspace.values import CellError, read_number

_NUMBERS = ("value", "numerator", "denominator", "sample_size", "low", "high")
_KEY = ("measure", "area", "category", "period", "published_on")
_FORMULA = ("=", "+", "@", "\t", "\r")  # what a spreadsheet would take for the beginning of a formula


@dataclass(frozen=True, slots=True)
class MergeResult:
    """How many figures were added, and how many were there already."""

    added: int
    same: int


def add_observations(path: Path | str, observations: pd.DataFrame) -> MergeResult:
    """Append figures (columns of OBSERVATION_COLUMNS) to the observations of a workspace folder.

    A figure that is there already is passed over, so that the same import twice adds nothing. The workspace is
    checked with the new figures before anything is written: raises InputError with the problems that they bring
    (another value for a figure that is there, a measure that the plan lacks), and then nothing has changed.
    """
    folder = Path(path)
    target = folder / FILES["observations"]
    if folder.is_file() or (folder / WORKBOOK).exists():
        advice = "Make a folder of CSV files (`pcc-narrator init`), or paste the figures into the workbook."
        raise InputError([Problem(str(path), "figures are added to a folder, not to a workbook.", advice)])
    if not target.exists():
        raise InputError([Problem(str(target), "this file is missing.", "Make a workspace with `pcc-narrator init`.")])
    findings = Findings()
    text = decode(target.read_bytes(), Place(target.name), findings)
    table = parse_csv(text, "observations", Place(target.name), findings) if text is not None else None
    if text is None or table is None:
        raise InputError(findings.in_order())
    header = [*table.header, *(name for name in OBSERVATION_COLUMNS if name not in table.header)]
    known = {
        _identity(dict(zip(table.header, cells, strict=False))): number for number, cells in table.rows
    }  # fmt: skip
    fresh: list[list[str]] = []
    same = 0
    for values in observations[list(OBSERVATION_COLUMNS)].itertuples(index=False, name=None):
        row = {name: _cell(value) for name, value in zip(OBSERVATION_COLUMNS, values, strict=True)}
        identity = _identity(row)
        if identity in known:
            same += 1
            continue
        known[identity] = -1
        fresh.append([row.get(name, "") for name in header])
    if not fresh:
        return MergeResult(0, same)
    merged = _merged(text, header, fresh)
    _check(folder, merged)
    write_text(target, merged)
    return MergeResult(len(fresh), same)


def _check(folder: Path, merged: str) -> None:
    """Refuse what brings a problem that the workspace does not have without it."""
    before = {str(problem) for problem in validate_workspace(folder)}
    with tempfile.TemporaryDirectory() as name:
        trial = Path(name) / folder.resolve().name
        trial.mkdir()
        for file in FILES.values():
            if (folder / file).is_file():
                shutil.copyfile(folder / file, trial / file)
        (trial / FILES["observations"]).write_text(merged, encoding="utf-8", newline="")
        problems = [problem for problem in validate_workspace(trial) if str(problem) not in before]
    if problems:
        raise InputError(problems)


def _merged(text: str, header: Sequence[str], fresh: Sequence[Sequence[str]]) -> str:
    """The table's own rows as they were, with columns added to the right, and the new rows below them."""
    splitter = max((",", ";", "\t"), key=text.split("\n", 1)[0].count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=splitter))
    own = rows[0]
    while own and not own[-1].strip():
        own = own[:-1]
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=splitter, lineterminator="\n")
    writer.writerow([*own, *header[len(own) :]])
    writer.writerows(rows[1:])
    writer.writerows(fresh)
    return stream.getvalue()


def _cell(value: object) -> str:
    """A value as the text of a cell; a text that a spreadsheet would evaluate is written out harmless."""
    if value is None or value != value:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _identity(row: dict[str, str]) -> tuple[object, ...]:
    """What makes a row the same figure from the same publication: "1,234" and "1234.0" are one number."""
    numbers: list[object] = []
    for name in _NUMBERS:
        try:
            number = read_number(row.get(name, "").strip())
        except CellError:
            numbers.append(row.get(name))
            continue
        numbers.append(None if number is None else number.normalize())
    return (*(row.get(name, "").strip() for name in _KEY), *numbers)
