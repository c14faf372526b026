"""Tables as text: a header row and rows of cells, with the place of each, from a CSV file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pcc_narrator.workspace.problems import Findings, Place, listed, nearest

_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f]")
_SPLITTERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was found. Row 1 is the header row; `rows` hold (row number, cells), without empty rows."""

    name: str
    place: Place
    header: tuple[str, ...]
    rows: tuple[tuple[int, Sequence[str]], ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table of a workspace may hold."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


def decode(data: bytes, place: Place, findings: Findings) -> str | None:
    """The text of a file: UTF-8 (with or without its mark), UTF-16 with its mark, or else Windows-1252."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        if match := _CONTROL.search(text):
            row = text.count("\n", 0, match.start()) + 1
            findings.add(place, "there is a control character in the text.", "Type this line anew.", row=row)
            return None
        return text
    kind = "a workbook or zip file under another name" if data.startswith(b"PK") else "not a text file"
    findings.add(place, f"this is {kind}.", "Save it as CSV with UTF-8 encoding.")
    return None


def parse_csv(text: str, name: str, place: Place, findings: Findings) -> Table | None:
    """The table of a CSV text. Comma, semicolon or tab between cells, whichever the header row holds most of."""
    if text.lstrip()[:200].lower().startswith(("<!doctype", "<html", "<?xml")):
        findings.add(place, "this is a web page, not a table.", "Download the file again.")
        return None
    first_line = text.split("\n", 1)[0]
    splitter = max(_SPLITTERS, key=first_line.count)
    rows: list[tuple[int, Sequence[str]]] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=splitter, strict=True), 1):
            if any(map(str.strip, cells)):
                rows.append((number, cells))
    except csv.Error as error:
        findings.add(
            place, f"the file cannot be read as CSV after row {len(rows)}: {error}.", "Look for an open quote."
        )
        return None
    return make_table(name, place, rows, findings)


def make_table(name: str, place: Place, rows: Sequence[tuple[int, Sequence[str]]], findings: Findings) -> Table | None:
    """A table whose header is the first row. A blank first row, or none, is a problem."""
    if not rows:
        findings.add(place, "there is nothing in it, not even a header row.")
        return None
    number, first = rows[0]
    if number != 1:
        findings.add(place, f"row 1 must be the header row, and it is empty (the first text is in row {number}).")
        return None
    header = [" ".join(cell.split()).lower() for cell in first]
    while header and not header[-1]:
        header.pop()
    return Table(name, place, tuple(header), tuple(rows[1:]))


def arrange(table: Table, columns: Columns, findings: Findings) -> Iterator[tuple[int, dict[str, str]]]:
    """(row number, column → cell) for each row. Unknown, missing and repeated columns are problems.

    Every known column is in each row, "" where the table lacks it. Columns whose heading begins with "#" are the
    analyst's own and are passed over. Nothing is yielded when a required column is missing.
    """
    known = (*columns.required, *columns.optional)
    places: dict[str, int] = {}
    sound = True
    for index, heading in enumerate(table.header):
        if heading.startswith("#"):
            continue
        if heading not in known:
            if not heading:
                findings.add(table.place, f"column {index + 1} has no heading.", row=1)
            else:
                advice = nearest(heading, [name for name in known if name not in table.header])
                findings.add(
                    table.place,
                    "there is no such column.",
                    advice or f"Known: {listed(known, 20)}. Begin a heading with # to keep a column of your own.",
                    row=1,
                    column=heading,
                )
        elif heading in places:
            findings.add(table.place, "this column is there twice.", "Remove one of them.", row=1, column=heading)
        else:
            places[heading] = index
    for heading in columns.required:
        if heading not in places:
            findings.add(table.place, "this column is missing.", "Add it to the header row.", row=1, column=heading)
            sound = False
    if not sound:
        return
    absent = dict.fromkeys((name for name in known if name not in places), "")
    names, indexes = tuple(places), tuple(places.values())
    width = len(table.header)
    plain = indexes == tuple(range(width))
    for number, cells in table.rows:
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            findings.add(
                table.place,
                f"this row has {len(cells)} cells and the header row {width}.",
                "Put quotes around a text or number that holds a comma.",
                row=number,
            )
            continue
        if len(cells) < width:
            cells = [*cells, *[""] * (width - len(cells))]
        chosen = cells[:width] if plain else map(cells.__getitem__, indexes)
        row = dict(zip(names, map(str.strip, chosen), strict=True))
        row.update(absent)
        yield number, row
