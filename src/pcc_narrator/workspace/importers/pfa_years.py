"""Tables of the police force area publication with one pair of columns a year: "Apr '17 to Mar '18".

The years stand in a row of their own above the columns "Number of …" and a percentage or rate. A table may lack the
column of area codes (March 2019, Tables P7 and P8): then a force is told from a region of the same name by what
stands around it, the region coming first.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.period import Calendar, Period, end_of_month
from pcc_narrator.periods.keys import period_key
from pcc_narrator.workspace.importers import codes
from pcc_narrator.workspace.importers.result import cell_number, fail
from pcc_narrator.workspace.importers.sheets import Row, body, clean

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YEAR = re.compile(rf"^({'|'.join(_MONTHS)})\w*\s*['’](\d\d) to\s*({'|'.join(_MONTHS)})\w*\s*['’](\d\d)(?:\d[\d, ]*)?$")


def twelve_months(heading: str) -> Period | None:
    """The 12 months of a heading such as "Oct '16 to Sep '17" or "Apr '11 to Mar '126,7,8"; None for another."""
    match = _YEAR.match(" ".join(heading.split()))
    if match is None:
        return None
    start = date(2000 + int(match[2]), _MONTHS.index(match[1]) + 1, 1)
    period = Period(start, end_of_month(date(2000 + int(match[4]), _MONTHS.index(match[3]) + 1, 1)))
    return period if period.months == 12 else None


def sheet_of_years(book: dict[str, list[Row]], title: str) -> tuple[str, list[Row]] | None:
    """The first sheet with this title that has a row of years; None where an edition has no such table."""
    for name, rows in book.items():
        if rows and re.search(title, clean(rows[0][0]), re.IGNORECASE) and _row_of_years(rows) is not None:
            return name, rows
    return None


def _row_of_years(rows: list[Row]) -> int | None:
    for index, row in enumerate(rows[:8]):
        if sum(twelve_months(clean(cell)) is not None for cell in row) > 2:
            return index
    return None


def read_years(
    path: Path, sheet: str, rows: list[Row], heading: str, shared: dict[str, Any], taken: list[str], left: list[str]
) -> list[dict[str, Any]]:
    """Counts by area and year; other columns, BTP-inclusive totals and unavailable cells are left."""
    top = _row_of_years(rows)
    if top is None:
        raise fail(path, "no row of years (Apr '17 to Mar '18) is in the table.", sheet=sheet)
    columns: dict[int, Period] = {}
    for column, cell in enumerate(rows[top]):
        period = twelve_months(clean(cell))
        if period is not None and re.match(heading, clean(rows[top + 1][column]), re.IGNORECASE):
            columns[column] = period
    if not columns:
        raise fail(path, f"no column of the table is headed {heading!r}.", sheet=sheet, row=top + 2)
    calendar = Calendar()
    found: list[dict[str, Any]] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    absent = 0
    for number, row in body(rows, top + 1):
        area = _area(row, seen)
        if area is None:
            continue
        seen.add(area)
        for column, period in columns.items():
            place = {"sheet": sheet, "row": number, "column": clean(rows[top][column])}
            value = cell_number(row[column], path, problems, **place)
            if value is None:
                absent += 1
                continue
            source = f"{path.name}, {sheet}, row {number}"
            found.append(
                {**shared, "area": area, "value": value, "period": period_key(period, calendar), "source": source}
            )
    if problems:
        raise InputError(problems[:50])
    taken.append(f"{sheet}: {len(found):,} counts of {len(seen)} areas in {len(columns)} years")
    if absent:
        left.append(f"{sheet}: {absent} cells marked as not available")
    return found


def _area(row: Row, seen: set[str]) -> str | None:
    """The area of a row. National rows that include British Transport Police, or leave a force out, are none."""
    cells = [clean(cell) for cell in row[:3]]
    code = next((cell for cell in cells if re.fullmatch(r"[EKW]\d{8}", cell)), "")
    name = next((cell for cell in cells if cell and cell != code), "")
    plain = codes.without_footnotes(name)
    if re.search(r"inc\.? BTP|excluding|excl?\.", plain, re.IGNORECASE) and "exc. BTP" not in plain:
        return None
    plain = re.sub(r"\s*\(exc\. BTP\)", "", plain)
    try:
        area = codes.find_area(plain, code)
    except codes.UnknownNameError:
        return None
    if not code and plain == "West Midlands" and "west_midlands_region" not in seen:
        return "west_midlands_region"
    if code or area.kind != "nation" or plain.isupper():
        return None if area.id == "british_transport_police" else area.id
    return None
