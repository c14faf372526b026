"""Reading statistical workbooks: sheets found by what they say, header rows by what they hold."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pcc_narrator.errors import MissingExtraError
from pcc_narrator.workspace.importers.result import check_file, fail

Row = tuple[Any, ...]
_LARGEST_UNPACKED = 400 * 1024 * 1024  # bytes; a workbook that unpacks to more is refused unread


def open_workbook(path: Path) -> dict[str, list[Row]]:
    """Every sheet of an .xlsx file as rows of values, by its name without surrounding blanks.

    Formulas are never evaluated: their stored values are read. Raises InputError for what is no workbook.
    """
    import openpyxl

    check_file(path)
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist()) > _LARGEST_UNPACKED:
                raise fail(path, "the workbook unpacks to more than 400 MB.", "Is it the published file?")
    except zipfile.BadZipFile:
        raise fail(path, "this is no .xlsx workbook, or the download was cut short.", "Fetch it again.") from None
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            return {sheet.title.strip(): [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
        finally:
            book.close()
    except Exception as error:  # openpyxl raises whatever the damaged part raised
        raise fail(path, f"the workbook is damaged and cannot be read ({error}).", "Fetch it again.") from None


def open_ods(path: Path) -> dict[str, list[Row]]:
    """Every sheet of an .ods file as rows of values, dates as dates. Needs the `ods` extra."""
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        raise MissingExtraError("ods", "Reading an OpenDocument spreadsheet") from None
    check_file(path)
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist()) > _LARGEST_UNPACKED:
                raise fail(path, "the workbook unpacks to more than 400 MB.", "Is it the published file?")
    except zipfile.BadZipFile:
        raise fail(path, "this is no .ods workbook, or the download was cut short.", "Fetch it again.") from None
    try:
        book = CalamineWorkbook.from_path(str(path))
        names = book.sheet_names
        return {name.strip(): [tuple(row) for row in book.get_sheet_by_name(name).to_python()] for name in names}
    except Exception as error:  # calamine raises whatever the damaged part raised
        raise fail(path, f"the workbook is damaged and cannot be read ({error}).", "Fetch it again.") from None


def clean(value: object) -> str:
    """A cell's text on one line, without blanks at its ends."""
    return "" if value is None else " ".join(str(value).split())


def find_row(rows: Sequence[Row], *wanted: str, within: int = 20) -> int | None:
    """The index of the first row in which every pattern is found in some cell; None if there is none."""
    for index, row in enumerate(rows[:within]):
        texts = [clean(cell) for cell in row]
        if all(any(re.search(pattern, text, re.IGNORECASE) for text in texts) for pattern in wanted):
            return index
    return None


def find_column(row: Row, pattern: str) -> int | None:
    """The index of the first cell that matches; None if there is none."""
    for index, cell in enumerate(row):
        if re.search(pattern, clean(cell), re.IGNORECASE):
            return index
    return None


def sheet_titled(book: dict[str, list[Row]], pattern: str) -> tuple[str, list[Row]] | None:
    """The first sheet whose opening rows match a pattern, with its name."""
    for name, rows in book.items():
        if find_row(rows, pattern, within=2) is not None:
            return name, rows
    return None


def body(rows: Sequence[Row], header: int) -> Iterator[tuple[int, Row]]:
    """Rows below a header that hold anything, each with its row number in the sheet (1 is the first)."""
    for index in range(header + 1, len(rows)):
        if any(cell not in (None, "") for cell in rows[index]):
            yield index + 1, rows[index]
