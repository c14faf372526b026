"""Making a workspace: a commented plan and empty tables, or a sample, as a folder or as one workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from pcc_narrator.assets import asset
from pcc_narrator.atomic import replaced_folder
from pcc_narrator.errors import InputError, Problem
from pcc_narrator.workspace.documents import read_yaml, records
from pcc_narrator.workspace.parts import FILES, WORKBOOK
from pcc_narrator.workspace.problems import Findings, Place
from pcc_narrator.workspace.read_areas import AREAS, POPULATIONS
from pcc_narrator.workspace.read_context import BREAKS, CONCERN_FIELDS, DELIVERY, MEDIA, NOTE_FIELDS
from pcc_narrator.workspace.tables import decode
from pcc_narrator.workspace.types import OBSERVATION_COLUMNS

_TABLES: Mapping[str, tuple[str, ...]] = {
    "observations": OBSERVATION_COLUMNS,
    "areas": (*AREAS.required, *AREAS.optional),
    "populations": (*POPULATIONS.required, *POPULATIONS.optional),
    "media": MEDIA.required,
    "delivery": (*DELIVERY.required, *DELIVERY.optional),
    "breaks": (*BREAKS.required, *BREAKS.optional),
}
_ENTRIES: Mapping[str, tuple[str, ...]] = {"notes": NOTE_FIELDS, "concerns": CONCERN_FIELDS}


def init_workspace(path: Path | str, *, sample: str | None = None, excel: bool = False) -> None:
    """Write a new workspace into the folder `path`, which must not exist yet or be empty.

    `sample` names a shipped workspace to copy; `excel` writes one workspace.xlsx with the same content. The folder
    appears whole or not at all. Raises InputError if there is something in it, or if there is no such sample.
    """
    target = Path(path)
    if target.suffix.lower() in (".xlsx", ".xlsm"):
        raise InputError([Problem(str(target), "name a folder: the workbook is written into it.")])
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        advice = "Choose another name, or empty it yourself: nothing is overwritten."
        raise InputError([Problem(str(target), "there is something in it already.", advice)])
    parts = dict(_template_parts() if sample is None else _sample_parts(sample))
    with replaced_folder(target) as folder:
        if excel:
            from pcc_narrator.workspace.write_workbook import write_workbook

            write_workbook(folder / WORKBOOK, {name: sheet_rows(name, text) for name, text in parts.items()})
        else:
            for name, text in parts.items():
                (folder / FILES[name]).write_text(text, encoding="utf-8", newline="")


def samples() -> tuple[str, ...]:
    """The names of the workspaces that ship with the program."""
    return tuple(sorted(item.parent.name for item in asset("data").glob("*/plan.yaml")))


def sheet_rows(name: str, text: str) -> list[tuple[int, list[str]]]:
    """A part of a workspace as rows of a sheet: tables as they are, lists of entries as tables, texts line by line."""
    if name in _TABLES:
        return list(enumerate(csv.reader(io.StringIO(text, newline="")), 1))
    if name not in _ENTRIES:
        return [(number, [line]) for number, line in enumerate(text.splitlines(), 1)]
    columns, findings = _ENTRIES[name], Findings()
    document = read_yaml(text, Place(FILES[name]), findings)
    rows: list[tuple[int, list[str]]] = [(1, list(columns))]
    for _, fields in () if document is None else records(document, name, findings):
        rows.append((len(rows) + 1, [_cell(fields.get(column)) for column in columns]))
    if findings.problems:
        raise InputError(findings.in_order())
    return rows


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(item) for item in value)
    return "" if value is None else " ".join(str(value).split())


def _template_parts() -> Iterator[tuple[str, str]]:
    folder = files("pcc_narrator.workspace") / "template"
    for name, file in FILES.items():
        if name in _TABLES:
            yield name, ",".join(_TABLES[name]) + "\n"
        else:
            yield name, (folder / file).read_text(encoding="utf-8")


def _sample_parts(sample: str) -> Iterator[tuple[str, str]]:
    if sample not in samples():
        raise InputError([Problem(sample, "there is no such sample.", f"There are: {', '.join(samples())}.")])
    folder = asset(f"data/{sample}")
    findings = Findings()
    for name, file in FILES.items():
        if (folder / file).is_file():
            yield name, decode((folder / file).read_bytes(), Place(file), findings) or ""
