"""Writing a workspace as one Excel workbook: the same bytes for the same content, and nothing in it that computes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pcc_narrator.atomic import write_bytes

NUMBER_COLUMNS = frozenset(
    {"value", "numerator", "denominator", "sample_size", "low", "high", "population", "households"}
)
_PLAIN = re.compile(r"-?(0|[1-9][0-9]{0,14})(?:\.([0-9]{1,10}))?")
_STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can hold
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write_workbook(path: Path, sheets: Mapping[str, Sequence[tuple[int, Sequence[str]]]]) -> None:
    """Write sheets of (row number, cells). Row 1 of a table is its header row.

    Figures become numbers that show as many decimals as the text had; all else is text, also what begins with
    "=". Columns of text are formatted as text, so that Excel leaves a typed 2018-12 as it is.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book: Any = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        header = [cell.strip().lower() for cell in rows[0][1]] if rows else []
        table = name not in ("plan", "introduction")
        for number, cells in rows:
            for column, text in enumerate(cells, 1):
                if text == "":
                    continue
                figure = table and number > 1 and header[column - 1 : column] and header[column - 1] in NUMBER_COLUMNS
                _write_cell(sheet.cell(number, column), text, figure=bool(figure))
        for column, heading in enumerate(header if table else ["text"], 1):
            dimension = sheet.column_dimensions[_letter(column)]
            dimension.width = 120 if not table else 40 if heading in ("text", "headline", "reason", "action") else 16
            if heading not in NUMBER_COLUMNS:
                dimension.number_format = "@"
            if table:
                sheet.cell(1, column).font = Font(bold=True)
        if table:
            sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    write_bytes(path, _without_clock(stream.getvalue()))


def _write_cell(cell: Any, text: str, *, figure: bool) -> None:
    match = _PLAIN.fullmatch(text) if figure else None
    digits = "" if match is None else re.sub(r"[^0-9]", "", text).lstrip("0")
    if match is not None and len(digits) <= 15:
        cell.value = float(text) if match[2] else int(text)
        cell.number_format = f"0.{'0' * len(match[2])}" if match[2] else "0"
    else:
        cell.value = text
        cell.data_type = "s"
        cell.number_format = "@"


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _without_clock(content: bytes) -> bytes:
    """The same archive with one date for everything in it."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(item.filename, _STAMP), data, zipfile.ZIP_DEFLATED)
    return result.getvalue()
