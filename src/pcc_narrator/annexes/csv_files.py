"""CSV that a spreadsheet may open: UTF-8, one header row, and no text that it would take for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[str]], numeric: frozenset[str] = frozenset()) -> bytes:
    """The table as CSV. Columns in `numeric` hold numbers and are written as they are: a minus sign is no formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)  # line ends as RFC 4180 has them, so that a stray one in a text is quoted
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell if name in numeric else harmless(cell) for name, cell in zip(columns, row, strict=True)])
    return buffer.getvalue().encode("utf-8", errors="replace")


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would compute it.

    Blanks before the sign do not help a reader and may be dropped by a spreadsheet, so they count as nothing.
    """
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text
