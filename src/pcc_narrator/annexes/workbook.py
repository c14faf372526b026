"""The accessible workbook, by the conventions of government statistics, made with gptables.

A cover sheet, a list of contents, the notes, then one table a sheet: title in A1, what the sheet holds below it, the
headings frozen, the table marked up as one, no merged cells, no empty cells, notes as [note 1], shorthand in square
brackets. (Analysis Function, "Releasing statistics in spreadsheets".) gptables lays it out; what it leaves to its
user is done here: numbers to their own places, no text that a spreadsheet would compute, headings that stay in view,
a way back to the contents, and the same bytes for the same content.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from pcc_narrator.annexes.csv_files import harmless
from pcc_narrator.annexes.tables import NOT_APPLICABLE, NOTES, AnnexTable, Number

_STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can hold
_DATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767  # characters that a cell can hold
_HEADINGS = 4  # the row of a sheet's headings, from 0: title, what it holds and the way back stand above
_CONTENTS = "Table_of_contents"
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook_bytes(title: str, about: Sequence[str], tables: Sequence[AnnexTable]) -> bytes:
    """The workbook as .xlsx. `about` are the paragraphs of the cover sheet."""
    import pandas as pd

    gptables = _gptables()
    used = sorted({number for table in tables for number in table.referred})
    notes = pd.DataFrame({"Reference": [str(number) for number in used], "Note text": [NOTES[n] for n in used]})
    sheets = {f"Table_{index}": _table(table, index) for index, table in enumerate(tables, 1)}
    stream = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas, on how gptables calls it
        book: Any = gptables.produce_workbook(
            stream,
            sheets,
            cover=gptables.Cover(title=_text(title), intro=[_text(text) for text in about], cover_label="Cover_sheet"),
            contentsheet_label=_CONTENTS,
            notes_table=notes if used else None,
            auto_width=False,
            workbook_options=_OPTIONS,
        )
    for index, table in enumerate(tables, 1):
        _finish(book, book.get_worksheet_by_name(f"Table_{index}"), table)
    for name, widths in (("Cover_sheet", (100,)), (_CONTENTS, (20, 100)), ("Notes", (14, 100))):
        sheet = book.get_worksheet_by_name(name)
        for column, width in enumerate(widths if sheet is not None else ()):
            sheet.set_column(column, column, width)
    book.set_properties({"title": _text(title), "author": "pcc-narrator", "created": datetime(2000, 1, 1)})
    book.close()
    return _without_clock(stream.getvalue())


def _gptables() -> Any:
    """The module. It leaves a file open as it is imported, which is told as a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import gptables
    return gptables


def _table(table: AnnexTable, index: int) -> Any:
    import pandas as pd

    rows = table.rows or ((table.empty, *[NOT_APPLICABLE] * (len(table.columns) - 1)),)
    cells = [[cell.value if isinstance(cell, Number) else _text(cell) for cell in row] for row in rows]
    marks = {
        column.title: "".join(f"$${number}$$" for number in column.notes) for column in table.columns if column.notes
    }
    explained = "Notes are explained in the worksheet Notes." if table.referred else "The table has no notes."
    return _gptables().GPTable(
        table=pd.DataFrame(cells, columns=[column.title for column in table.columns], dtype=object),
        table_name=f"table_{index}",
        title=f"Table {index}: {_text(table.title)}" + "".join(f"$${number}$$" for number in table.notes),
        instructions=f"This worksheet contains one table of {len(table.rows):,} rows. {table.about} {explained} "
        "Shorthand in square brackets is explained in the cover sheet.",
        table_notes=marks or None,
        index_columns={2: 0},
        additional_formatting=list(_formats(rows)),
        table_row_index=_HEADINGS,
    )


def _formats(rows: Sequence[Sequence[str | Number]]) -> Iterator[dict[str, Any]]:
    """Numbers are shown to their own places; a text that looks like a formula stays a text when it is edited."""
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, Number):
                places = f".{'0' * cell.decimals}" if cell.decimals else ""
                yield {"cell": {"cells": (row, column), "format": {"num_format": f"#,##0{places}", "align": "right"}}}
            elif harmless(cell) != cell:
                yield {"cell": {"cells": (row, column), "format": {"quote_prefix": True}}}
            elif cell.startswith("["):
                yield {"cell": {"cells": (row, column), "format": {"align": "right"}}}


def _finish(book: Any, sheet: Any, table: AnnexTable) -> None:
    """Widths, headings that stay in view, and the way back."""
    for column, about in enumerate(table.columns):
        sheet.set_column(column, column, about.width)
    sheet.freeze_panes(_HEADINGS + 1, 1)
    link = book.add_format({"underline": 1, "font_color": "#0B4F8A", "font_name": "Arial", "font_size": 12})
    sheet.write_url(_HEADINGS - 1, 0, f"internal:'{_CONTENTS}'!A1", link, "Back to the table of contents")


def _text(value: str) -> str:
    """What a cell can hold: without control characters, and cut, saying so, where it is too long.

    A cell of signs alone is refused by gptables, since a screen reader says nothing of it: it is spelt out.
    """
    text = _NOT_IN_XML.sub("\ufffd", value)
    if not re.search(r"[A-Za-z0-9]", text):
        return f"[sign] {text}" if text.strip() else "[x]"
    end = " … (cut: the CSV file has it all)"
    return text if len(text) < _LONGEST else text[: _LONGEST - len(end) - 1] + end


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
