"""Plain text tables for the terminal."""

from __future__ import annotations

import shutil
from collections.abc import Sequence


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, width: int | None = None) -> str:
    """Columns side by side; the widest column is folded where the terminal is too narrow."""
    width = width or max(shutil.get_terminal_size((120, 40)).columns, 80)
    cells = [[" ".join(str(cell).split()) for cell in row] for row in (heads, *rows)]
    widths = [max(len(row[index]) for row in cells) for index in range(len(heads))]
    spare = width - 2 * (len(heads) - 1)
    while sum(widths) > spare and max(widths) > 12:
        widths[widths.index(max(widths))] -= 1
    lines: list[str] = []
    for number, row in enumerate(cells):
        folded = [_fold(cell, width) for cell, width in zip(row, widths, strict=True)]
        for line in range(max(len(part) for part in folded)):
            parts = [
                (part[line] if line < len(part) else "").ljust(width)
                for part, width in zip(folded, widths, strict=True)
            ]
            lines.append("  ".join(parts).rstrip())
        if number == 0:
            lines.append("  ".join("-" * width for width in widths))
    return "\n".join(lines)


def _fold(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        while len(word) > width:
            if line:
                lines.append(line)
                line = ""
            lines.append(word[:width])
            word = word[width:]
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]
