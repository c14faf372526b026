"""The delivery plan as a table, from report.md: it is the one part of a report that rests on no fact."""

from __future__ import annotations

import re

HEADING = "Delivery plan"
DELIVERY_COLUMNS = ("objective", "action", "status", "lead", "done")
_RULE = re.compile(r"^\|[\s:|-]+\|$")
_CELL = re.compile(r"(?<!\\)\|")


def delivery_rows(markdown: str) -> tuple[tuple[str, ...], ...]:
    """Objective, action, status, lead and what was done of each row; none where the report has no such part."""
    found = re.search(rf"(?ms)^## {HEADING}[ \t]*$(.*?)(?=^## |\Z)", markdown)
    rows: list[tuple[str, ...]] = []
    objective, head = "", True
    for line in (found[1] if found else "").splitlines():
        if line.startswith("### "):
            objective, head = line.removeprefix("### ").strip(), True
        elif line.startswith("|") and not _RULE.match(line.strip()):
            cells = [cell.strip().replace(r"\|", "|") for cell in _CELL.split(line.strip().strip("|"))]
            if not head:
                lead = cells[2] if len(cells) > 3 else ""
                rows.append((objective, cells[0], *cells[1:2], lead, cells[-1] if len(cells) > 2 else ""))
            head = False
    return tuple((*row, *[""] * (len(DELIVERY_COLUMNS) - len(row))) for row in rows)
