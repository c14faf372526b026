"""A workspace in one Excel workbook: sheets of the same names, cells as the texts that a CSV file would hold.

Values come from openpyxl as Excel last saved them: a formula is never evaluated here. A second, streaming look at
the sheets' XML finds what openpyxl passes over in silence: merged cells, and formulas saved without a value.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from pcc_narrator.workspace.documents import Document, read_yaml
from pcc_narrator.workspace.parts import FILES, REQUIRED, read_bytes
from pcc_narrator.workspace.problems import Findings, Place, listed, nearest
from pcc_narrator.workspace.tables import Table, make_table
from pcc_narrator.workspace.types import InputFile

LARGEST_UNPACKED = 300_000_000  # bytes of all parts of the zip archive together
LARGEST_RATIO = 200  # unpacked to packed, of a part over a megabyte: XML of figures packs to about a tenth
MOST_COLUMNS = 64
MOST_ROWS = 300_000
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"})

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True, slots=True)
class SheetFaults:
    """What a sheet's XML shows: ranges of merged cells, and cells whose formula has no saved value."""

    merged: tuple[str, ...]
    without_value: tuple[str, ...]


def open_workbook(path: Path, findings: Findings) -> WorkbookInputs | None:
    """The sheets of a workbook that is sound enough to be read; None, with the problem remembered, if it is not."""
    place = Place(path.name)
    data = read_bytes(path, place, findings)
    if data is None or not check_archive(path, place, findings):
        return None
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever the broken part raised
        findings.add(place, f"the workbook cannot be opened: {error}.", "Save it anew as .xlsx.")
        return None
    inputs = WorkbookInputs(path, data, book, findings)
    inputs.files.append(InputFile(path.name, hashlib.sha256(data).hexdigest()))
    return inputs


def check_archive(path: Path, place: Place, findings: Findings) -> bool:
    """Whether the zip archive is whole, and unpacks to no more than a workbook of figures would."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError):
        findings.add(place, "this is no workbook, or it was cut off.", "Save it anew as .xlsx.")
        return False
    if any(part.flag_bits & 1 for part in parts):
        findings.add(place, "the workbook is locked with a password.", "Save it without one.")
        return False
    total = sum(part.file_size for part in parts)
    for part in parts:
        bomb = part.file_size > 1_000_000 and part.file_size > LARGEST_RATIO * max(part.compress_size, 1)
        if bomb or total > LARGEST_UNPACKED:
            findings.add(
                place,
                f"the workbook unpacks to {total / 1e6:,.0f} MB, far more than its figures can need.",
                "Copy the figures into a new workbook.",
            )
            return False
    return True


def scan_sheet(archive: zipfile.ZipFile, part: str) -> SheetFaults:
    """Merged ranges and formulas without a saved value, in one pass over the sheet's XML."""
    merged: list[str] = []
    without_value: list[str] = []
    with archive.open(part) as stream:
        for _, element in ElementTree.iterparse(stream):
            if element.tag == f"{_MAIN}c":
                if element.find(f"{_MAIN}f") is not None:
                    value = element.find(f"{_MAIN}v")
                    if value is None or (not value.text and element.get("t") != "str"):
                        without_value.append(element.get("r", ""))
            elif element.tag == f"{_MAIN}row":
                element.clear()
            elif element.tag == f"{_MAIN}mergeCell":
                merged.append(element.get("ref", ""))
    return SheetFaults(tuple(merged), tuple(without_value))


def cell_text(value: Any, number_format: str = "General") -> str:
    """What a cell shows, as the text that a CSV file would hold.

    12% is stored as 0.12 and becomes "12%" again; a date becomes 2019-03-28, or 2018-12 where its format shows no
    day (Excel turns a typed 2018-12 into such a date); a number has the 15 digits that Excel keeps.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        if "%" in number_format:
            return _with_decimals(f"{value * 100:.12g}", number_format) + "%"
        return _with_decimals(f"{value:.15g}", number_format)
    if isinstance(value, datetime | date):
        shown = re.sub(r'"[^"]*"|\[[^\]]*\]', "", number_format).lower()
        return f"{value:%Y-%m-%d}" if "d" in shown or shown == "general" else f"{value:%Y-%m}"
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)


def _with_decimals(number: str, number_format: str) -> str:
    """The number without an exponent, and with at least the decimals that its format shows: 71 as 71.0."""
    if "e" in number:
        number = f"{Decimal(number):f}"
    shown = re.search(r"0\.(0+)", number_format)
    wanted = len(shown[1]) if shown else 0
    whole, _, decimals = number.partition(".")
    return f"{whole}.{decimals:0<{wanted}}" if wanted or decimals else whole


class WorkbookInputs:
    """The sheets of one workbook."""

    def __init__(self, path: Path, data: bytes, book: Any, findings: Findings) -> None:
        self.path = path
        self.data = data
        self.book = book
        self.findings = findings
        self.files: list[InputFile] = []
        self.sheets: dict[str, str] = {}
        for title in book.sheetnames:
            name = title.strip().lower()
            if name in FILES and name not in self.sheets:
                self.sheets[name] = title
            elif not name.startswith("#") and (advice := nearest(name, FILES)):
                findings.add(Place(path.name, title), "there is no such sheet in a workspace.", advice)
        if not self.sheets:
            findings.add(Place(path.name), "the workspace is empty.", f"It has sheets named {listed(FILES)}.")

    def place(self, name: str) -> Place:
        return Place(self.path.name, self.sheets.get(name, name))

    def has(self, name: str) -> bool:
        return name in self.sheets

    def text(self, name: str) -> str | None:
        """The lines of a sheet: one line in the first cell of each row."""
        rows = self._rows(name)
        if rows is None:
            return None
        lines: list[str] = []
        for number, cells in rows:
            lines.extend([""] * (number - 1 - len(lines)))
            lines.append(cells[0].rstrip() if cells else "")
            if any(cell.strip() for cell in cells[1:]):
                self.findings.add(
                    self.place(name), "only the first column is read here.", "Write one line in column A.", row=number
                )
        return "\n".join(lines)

    def document(self, name: str) -> Document | None:
        text = self.text(name)
        return None if text is None else read_yaml(text, self.place(name), self.findings)

    def table(self, name: str) -> Table | None:
        rows = self._rows(name)
        return None if rows is None else make_table(name, self.place(name), rows, self.findings)

    def entries(self, name: str) -> Iterator[tuple[int | None, dict[str, Any]]]:
        """The rows of a sheet as named fields; empty cells and columns that begin with "#" are left out."""
        table = self.table(name)
        if table is None:
            return
        for number, cells in table.rows:
            pairs = zip(table.header, cells, strict=False)
            yield number, {key: cell for key, cell in pairs if cell.strip() and not key.startswith("#")}

    def _rows(self, name: str) -> list[tuple[int, list[str]]] | None:
        place = self.place(name)
        if name not in self.sheets:
            if name in REQUIRED:
                self.findings.add(place, "this sheet is missing.", "Add it; `pcc-narrator init --excel` writes one.")
            return None
        sheet = self.book[self.sheets[name]]
        if not hasattr(sheet, "iter_rows"):
            self.findings.add(place, "this is a chart, not a table.")
            return None
        try:
            self._check_sheet(sheet, place)
            return list(self._texts(sheet, place))
        except Exception as error:  # a broken part raises whatever its reader raises
            self.findings.add(place, f"the sheet cannot be read: {error}.", "Save the workbook anew as .xlsx.")
            return None

    def _check_sheet(self, sheet: Any, place: Place) -> None:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            faults = scan_sheet(archive, sheet._worksheet_path)
        for ref in faults.merged:
            row = re.search(r"[0-9]+", ref)
            self.findings.add(
                place,
                f"the cells {ref} are merged, so it cannot be told which column or row they belong to.",
                "Unmerge them and fill each cell.",
                row=int(row[0]) if row else None,
            )
        for ref in faults.without_value:
            row = re.search(r"[0-9]+", ref)
            self.findings.add(
                place,
                f"the formula in {ref} has no saved value.",
                "Open the workbook in Excel and save it, or paste the values.",
                row=int(row[0]) if row else None,
            )

    def _texts(self, sheet: Any, place: Place) -> Iterator[tuple[int, list[str]]]:
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
            if number > MOST_ROWS:
                self.findings.add(place, f"the sheet has more than {MOST_ROWS:,} rows.", "Count first.")
                return
            texts: list[str] = []
            for cell in cells:
                value = cell.value
                if isinstance(value, str):
                    if value in ERRORS:
                        self.findings.add(
                            place, "the formula in this cell ends in an error.", row=number,
                            column=cell.column_letter, value=value,
                        )  # fmt: skip
                    texts.append(value)
                else:
                    texts.append("" if value is None else cell_text(value, cell.number_format or "General"))
            if any(text.strip() for text in texts):
                yield number, texts
