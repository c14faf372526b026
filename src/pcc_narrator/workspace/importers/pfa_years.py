"""Tables of the police force area publication with one pair of columns a year: "Apr '17 to Mar '18".

The years stand in a row of their own above the columns "Number of …" and a percentage or rate. A table may lack the
column of area codes (March 2019, Tables P7 and P8): then a force is told from a region of the same name by what
stands around it, the region coming first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.period import Calendar, Period, end_of_month
from pcc_narrator.periods.keys import period_key
from pcc_narrator.workspace.importers import codes
from pcc_narrator.workspace.importers.pfa_totals import TRANSPORT, odd_totals, without_transport
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
    """Counts by area and year; other columns and unavailable cells are left.

    Regions must meet the sum of their forces, and a national total that does not is left. British Transport Police is
    taken off where a printed total includes it.
    """
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
    problems: list[Problem] = []
    counts: dict[Period, dict[str, Decimal]] = {period: {} for period in columns.values()}
    numbers: dict[str, int] = {}
    absent = 0
    for number, row in body(rows, top + 1):
        area = _area(row, numbers)
        if area is None:
            continue
        numbers[area] = number
        left.extend(f"{sheet}: {codes.find_area(area).title}: the table says: {text}" for text in _footnotes(row, rows))
        for column, period in columns.items():
            place = {"sheet": sheet, "row": number, "column": clean(rows[top][column])}
            value = cell_number(row[column], path, problems, **place)
            if value is not None:
                counts[period][area] = value
            elif area != TRANSPORT:
                absent += 1
    for column, period in columns.items():
        for odd in odd_totals(counts[period]):
            year = clean(rows[top][column])
            if codes.find_area(odd.area).kind == "nation":  # one edition's own totals do not meet by two offences
                left.append(f"{sheet}, {year}: {odd.text}")
                del counts[period][odd.area]
            else:
                advice = "A row or column has moved; check the edition."
                problems.append(Problem(path.name, odd.text, advice, sheet=sheet, column=year))
    if problems:
        raise InputError(problems[:50])
    found = [row for period in columns.values() for row in _rows(path, sheet, period, counts[period], numbers, shared)]
    taken.append(f"{sheet}: {len(found):,} counts of {len(numbers) - (TRANSPORT in numbers)} areas in "
                 f"{len(columns)} years")  # fmt: skip
    if any(row["basis"] == "derived" for row in found):
        left.append(f"{sheet}: British Transport Police, whom a printed national total includes")
    if absent:
        left.append(f"{sheet}: {absent} cells marked as not available")
    return found


def _rows(
    path: Path, sheet: str, period: Period, counts: Mapping[str, Decimal], numbers: Mapping[str, int],
    shared: Mapping[str, Any],
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """The observations of one year, British Transport Police taken off the nation's total where it holds them."""
    key = period_key(period, Calendar())
    for area, value in counts.items():
        if area == TRANSPORT:
            continue
        row = {**shared, "area": area, "value": value, "period": key,
               "source": f"{path.name}, {sheet}, row {numbers[area]}"}  # fmt: skip
        own = without_transport(counts, area)
        if own is not None:
            row |= {"value": own, "basis": "derived", "source": f"{row['source']}, less British Transport Police"}
        yield row


def _footnotes(row: Row, rows: list[Row]) -> list[str]:
    """The texts of the footnotes that the name of a force carries."""
    name = next((clean(cell) for cell in row[:3] if clean(cell) and not re.fullmatch(r"[EKW]\d{8}", clean(cell))), "")
    plain = codes.without_footnotes(name)
    if plain.isupper():
        return []
    marks = re.findall(r"\d+", name[len(plain) :])
    texts = [clean(other[0]) for other in rows if other]
    return [text.split(". ", 1)[1] for mark in marks for text in texts if text.startswith(f"{mark}. ")]


def _area(row: Row, seen: Collection[str]) -> str | None:
    """The area of a row. National rows that say that they include others, or leave a force out, are none."""
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
        return area.id
    return None
