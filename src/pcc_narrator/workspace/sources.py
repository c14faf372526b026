"""Where a workspace's inputs come from: a folder of CSV and YAML, or one workbook with sheets of the same names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from pcc_narrator.workspace.documents import Document, read_yaml, records
from pcc_narrator.workspace.parts import FILES, REQUIRED, WORKBOOK, read_bytes
from pcc_narrator.workspace.problems import Findings, Place, nearest
from pcc_narrator.workspace.tables import Table, decode, parse_csv
from pcc_narrator.workspace.types import InputFile
from pcc_narrator.workspace.workbook import open_workbook


class Inputs(Protocol):
    """The parts of a workspace by name, wherever they lie. A part that is not there is None."""

    files: list[InputFile]

    def place(self, name: str) -> Place: ...

    def has(self, name: str) -> bool: ...

    def text(self, name: str) -> str | None: ...

    def document(self, name: str) -> Document | None: ...

    def table(self, name: str) -> Table | None: ...

    def entries(self, name: str) -> Iterator[tuple[int | None, dict[str, Any]]]: ...


def open_inputs(path: Path, findings: Findings) -> Inputs | None:
    """The inputs of a folder, of a folder that holds workspace.xlsx, or of a workbook; None if there are none."""
    place = Place(str(path))
    if not path.exists():
        findings.add(place, "there is no such folder or file.", "Make a workspace with `pcc-narrator init`.")
        return None
    book = path if path.is_file() else path / WORKBOOK
    if path.is_file() and path.suffix.lower() not in (".xlsx", ".xlsm"):
        advice = "Name the folder that holds plan.yaml, or a workbook (.xlsx)."
        findings.add(place, "this file is no workspace.", advice)
        return None
    if book.is_file():
        if path.is_dir() and (path / FILES["plan"]).exists():
            findings.add(
                place,
                f"the folder holds both {FILES['plan']} and {WORKBOOK}.",
                "Keep one: which is right cannot be told.",
            )
            return None
        return open_workbook(book, findings)
    return FolderInputs(path, findings)


class FolderInputs:
    """A folder of CSV and YAML files."""

    def __init__(self, path: Path, findings: Findings) -> None:
        self.path = path
        self.findings = findings
        self.files: list[InputFile] = []
        names = sorted(item.name for item in path.iterdir() if item.is_file())
        if not any(name in FILES.values() for name in names):
            findings.add(Place(str(path)), "the workspace is empty.", "Start one with `pcc-narrator init`.")
        for name in names:
            stray = name not in FILES.values() and name.lower().endswith((".csv", ".yaml", ".yml"))
            if stray and (advice := nearest(name, FILES.values())):
                findings.add(Place(name), "this file is not part of a workspace.", advice)

    def place(self, name: str) -> Place:
        return Place(FILES[name])

    def has(self, name: str) -> bool:
        return (self.path / FILES[name]).is_file()

    def text(self, name: str) -> str | None:
        place = self.place(name)
        if not self.has(name):
            if name in REQUIRED:
                self.findings.add(place, "this file is missing.", "Add it; `pcc-narrator init` writes an empty one.")
            return None
        data = read_bytes(self.path / FILES[name], place, self.findings)
        if data is None:
            return None
        self.files.append(InputFile(FILES[name], hashlib.sha256(data).hexdigest()))
        return decode(data, place, self.findings)

    def document(self, name: str) -> Document | None:
        text = self.text(name)
        return None if text is None else read_yaml(text, self.place(name), self.findings)

    def table(self, name: str) -> Table | None:
        text = self.text(name)
        return None if text is None else parse_csv(text, name, self.place(name), self.findings)

    def entries(self, name: str) -> Iterator[tuple[int | None, dict[str, Any]]]:
        document = self.document(name)
        if document is not None:
            yield from records(document, name, self.findings)
