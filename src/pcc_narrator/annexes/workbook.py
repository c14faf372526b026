"""The accessible workbook, by the conventions of government statistics.

A cover sheet, a list of contents, the notes, then one table a sheet: title in A1, what the sheet holds below it, the
headings frozen, the table marked up as one, no merged cells, no empty cells, notes as [note 1], shorthand in square
brackets. (Analysis Function, "Releasing statistics in spreadsheets"; the checklist of gptables.) Nothing in it
computes, and the same content gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from pcc_narrator.annexes.csv_files import harmless
from pcc_narrator.annexes.tables import NOT_APPLICABLE, NOTES, AnnexTable, Number

_STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can hold
_DATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767  # characters that a cell can hold
_HEADINGS = 5  # the row of a sheet's headings: title, what it holds, its notes and the way back stand above


def workbook_bytes(title: str, about: Sequence[str], tables: Sequence[AnnexTable]) -> bytes:
    """The workbook as .xlsx. `about` are the paragraphs of the cover sheet."""
    from openpyxl import Workbook

    book: Any = Workbook()
    book.remove(book.active)
    book.properties.creator = "pcc-narrator"
    book.properties.title = _text(title)
    book.properties.language = "en-GB"
    _cover(book.create_sheet("Cover_sheet"), title, about)
    _contents(book.create_sheet("Table_of_contents"), tables)
    _notes(book.create_sheet("Notes"), tables)
    for index, table in enumerate(tables, 1):
        _table(book.create_sheet(f"Table_{index}"), table, index)
    stream = io.BytesIO()
    book.save(stream)
    return _without_clock(stream.getvalue())


def _cover(sheet: Any, title: str, about: Sequence[str]) -> None:
    _heading(sheet, title)
    for row, text in enumerate(about, 2):
        _write(sheet.cell(row, 1), text)
    sheet.column_dimensions["A"].width = 100


def _contents(sheet: Any, tables: Sequence[AnnexTable]) -> None:
    _heading(sheet, "Table of contents")
    _write(
        sheet.cell(2, 1), "This worksheet contains one table: a list of the worksheets of this workbook, with links."
    )
    rows: list[tuple[str | Number, ...]] = [("Notes", "Notes that the tables refer to")]
    rows += [(f"Table_{index}", table.title) for index, table in enumerate(tables, 1)]
    _grid(sheet, 3, ("Worksheet", "Title"), rows, "table_of_contents", (20, 100))
    for row, (name, _) in enumerate(rows, 4):
        _link(sheet.cell(row, 1), str(name))


def _notes(sheet: Any, tables: Sequence[AnnexTable]) -> None:
    _heading(sheet, "Notes")
    _write(
        sheet.cell(2, 1), "This worksheet contains one table. Each row is a note that tables refer to by its number."
    )
    used = sorted({number for table in tables for number in table.referred})
    rows = [
        (
            f"[note {number}]",
            NOTES[number],
            ", ".join(f"Table_{index}" for index, table in enumerate(tables, 1) if number in table.referred),
        )
        for number in used
    ]
    _grid(sheet, 3, ("Note number", "Note text", "Referred to in"), rows, "notes", (14, 100, 40))


def _table(sheet: Any, table: AnnexTable, index: int) -> None:
    marks = "".join(f" [note {number}]" for number in table.notes)
    _heading(sheet, f"Table {index}: {table.title}{marks}")
    rows = table.rows or ((table.empty, *[NOT_APPLICABLE] * (len(table.columns) - 1)),)
    _write(sheet.cell(2, 1), f"This worksheet contains one table of {len(table.rows):,} rows. {table.about}")
    notes = "Notes are explained in the worksheet Notes." if table.referred else "The table has no notes."
    _write(sheet.cell(3, 1), f"{notes} Shorthand in square brackets is explained in the cover sheet.")
    _write(sheet.cell(4, 1), "Back to the table of contents")
    _link(sheet.cell(4, 1), "Table_of_contents")
    heads = tuple(column.heading for column in table.columns)
    _grid(sheet, _HEADINGS, heads, rows, f"table_{index}", tuple(column.width for column in table.columns))
    sheet.freeze_panes = sheet.cell(_HEADINGS + 1, 2)


def _grid(
    sheet: Any,
    first: int,
    heads: Sequence[str],
    rows: Sequence[Sequence[str | Number]],
    name: str,
    widths: Sequence[int],
) -> None:
    """A marked-up table whose headings stand in row `first`."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table, TableStyleInfo

    wrapped = Alignment(wrap_text=True, vertical="top")
    right = Alignment(horizontal="right", vertical="top")
    bold = Font(bold=True)
    for column, head in enumerate(heads, 1):
        cell = sheet.cell(first, column)
        _write(cell, head)
        cell.font, cell.alignment = bold, wrapped
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1]
    for row, cells in enumerate(rows, first + 1):
        for column, value in enumerate(cells, 1):
            cell = sheet.cell(row, column)
            _write(cell, value)
            cell.alignment = right if isinstance(value, Number) or value.startswith("[") else wrapped
    marked = Table(displayName=name, ref=f"A{first}:{get_column_letter(len(heads))}{first + len(rows)}")
    marked.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(marked)


def _heading(sheet: Any, text: str) -> None:
    from openpyxl.styles import Font

    _write(sheet.cell(1, 1), text)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    sheet.sheet_view.showGridLines = False


def _write(cell: Any, value: str | Number) -> None:
    if isinstance(value, Number):
        cell.value = value.value
        cell.number_format = "#,##0" + (f".{'0' * value.decimals}" if value.decimals else "")
        return
    cell.value = _text(value)
    cell.data_type = "s"  # never a formula
    if harmless(value) != value:
        cell.quotePrefix = True  # not even after somebody has edited the cell


def _text(value: str) -> str:
    """What a cell can hold: without control characters, and cut, saying so, where it is too long."""
    text = _NOT_IN_XML.sub("\ufffd", value)
    end = " … (cut: the CSV file has it all)"
    return text if len(text) < _LONGEST else text[: _LONGEST - len(end) - 1] + end


def _link(cell: Any, sheet: str) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!A1")
    cell.font = Font(underline="single", color="0B4F8A")


def _without_clock(content: bytes) -> bytes:
    """The same archive with one date for everything in it."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "docProps/core.xml":
                data = _DATED.sub(rb"\g<1>2000-01-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(item.filename, _STAMP), data, zipfile.ZIP_DEFLATED)
    return result.getvalue()
