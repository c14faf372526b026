"""Pipe tables of Markdown, aligned so that they can be read and edited in any editor."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FIGURE = re.compile(r"[+−-]?[£]?\d")


def cell_text(text: str) -> str:
    """Text that is safe inside a cell: one line, with its pipes escaped."""
    return re.sub(r"\s+", " ", text).strip().replace("|", r"\|")


def pipe_table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, header_columns: int = 1) -> list[str]:
    """The lines of a table. Columns whose cells all start with a figure are set flush right.

    Short rows are filled with empty cells; a row with more cells than there are columns is an error.
    """
    width = len(columns)
    for row in rows:
        if len(row) > width:
            raise ValueError(f"a row has {len(row)} cells, but there are {width} columns: {row!r}")
    table = [[cell_text(cell) for cell in line] + [""] * (width - len(line)) for line in (columns, *rows)]
    widths = [max(3, *(len(line[column]) for line in table)) for column in range(width)]
    right = [column >= header_columns and _is_numeric([line[column] for line in table[1:]]) for column in range(width)]
    rule = ["-" * (size - 1) + ":" if flush else "-" * size for size, flush in zip(widths, right, strict=True)]
    lines = [table[0], rule, *table[1:]]
    return ["| " + " | ".join(_pad(*item) for item in zip(line, widths, right, strict=True)) + " |" for line in lines]


def _pad(text: str, width: int, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)


def _is_numeric(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(_FIGURE.match(cell) and len(cell) <= 16 for cell in filled)
