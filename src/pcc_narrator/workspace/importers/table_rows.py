"""The rows of any CSV file or Excel sheet as texts, before anything is known about their meaning."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any

from pcc_narrator.errors import InputError
from pcc_narrator.workspace.importers.result import check_file
from pcc_narrator.workspace.parts import read_bytes
from pcc_narrator.workspace.problems import Findings, Place, listed, nearest
from pcc_narrator.workspace.tables import decode
from pcc_narrator.workspace.workbook import MOST_COLUMNS, MOST_ROWS, cell_text, check_archive, scan_sheet

Rows = list[tuple[int, list[str]]]


def read_rows(path: Path, sheet: str = "", *, first_row: int = 1) -> tuple[Rows, Place]:
    """(row number, cells) of every row that holds anything, and the place to name in problems.

    In a workbook, cells that are merged, or whose formula has no saved value, are problems from `first_row` on:
    the titles above a table may be merged. Raises InputError.
    """
    check_file(path)
    findings = Findings()
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        rows, place = _sheet_rows(path, sheet, first_row, findings)
    else:
        place = Place(path.name)
        if sheet:
            findings.add(place, "a CSV file has no sheets.", "Remove `sheet` from the mapping.")
        rows = _csv_rows(path, place, findings)
    if findings.problems:
        raise InputError(findings.in_order())
    return rows, place


def _csv_rows(path: Path, place: Place, findings: Findings) -> Rows:
    with path.open("rb") as stream:
        lines_there = sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
    if lines_there > MOST_ROWS:
        findings.add(place, f"the file has more than {MOST_ROWS:,} rows.", "Count first (import sql).")
        return []
    data = read_bytes(path, place, findings)
    text = None if data is None else decode(data, place, findings)
    if text is None:
        return []
    lines = text.splitlines()[:50]
    splitter = max((",", ";", "\t", "|"), key=lambda mark: sorted(line.count(mark) for line in lines)[len(lines) // 2])
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=splitter, strict=True)
        return [(number, cells) for number, cells in enumerate(reader, 1) if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        findings.add(place, f"the file cannot be read as CSV: {error}.", "Look for an open quote.")
        return []


def _sheet_rows(path: Path, sheet: str, first_row: int, findings: Findings) -> tuple[Rows, Place]:
    import openpyxl

    place = Place(path.name)
    if not check_archive(path, place, findings):
        return [], place
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever the broken part raised
        findings.add(place, f"the workbook cannot be opened: {error}.", "Fetch it again.")
        return [], place
    try:
        titles = {title.strip(): title for title in book.sheetnames}
        name = sheet.strip() or next(iter(titles))
        if name not in titles:
            findings.add(
                place, f"there is no sheet {name!r}.", nearest(name, titles) or f"There are: {listed(titles)}."
            )
            return [], place
        place = Place(path.name, name)
        found: Any = book[titles[name]]
        with zipfile.ZipFile(path) as archive:
            faults = scan_sheet(archive, found._worksheet_path)
        for ref in faults.merged:
            if int((re.findall(r"[0-9]+", ref) or ["0"])[-1]) >= first_row:
                findings.add(place, f"the cells {ref} are merged.", "Unmerge them and fill each cell.")
        for ref in faults.without_value:
            findings.add(place, f"the formula in {ref} has no saved value.", "Save the workbook in Excel.")
        rows: Rows = []
        for number, cells in enumerate(found.iter_rows(max_col=MOST_COLUMNS), 1):
            if number > MOST_ROWS:
                findings.add(place, f"the sheet has more than {MOST_ROWS:,} rows.", "Count first (import sql).")
                break
            texts = [cell_text(cell.value, getattr(cell, "number_format", None) or "General") for cell in cells]
            if any(text.strip() for text in texts):
                rows.append((number, texts))
        return rows, place
    except Exception as error:  # a damaged part raises whatever its reader raises
        findings.add(place, f"the sheet cannot be read: {error}.", "Fetch it again.")
        return [], place
    finally:
        book.close()
