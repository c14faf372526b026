"""Home Office police workforce tables (.ods), 30 September editions of 2015 to 2019.

Each table is one kind of worker; its row of dates says when. Measures: `police_officers`, `police_staff`,
`designated_officers`, `community_support_officers` (full-time equivalents; with `_headcount` where the table counts
heads), `special_constables`, `support_volunteers` (heads). Stocks on a day, not sums over a period. The forces must
meet the printed "Total 43 forces" where all are available. Needs the `ods` extra.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.workspace.importers import codes
from pcc_narrator.workspace.importers.result import ImportResult, cell_number, fail, frame
from pcc_narrator.workspace.importers.sheets import Row, body, clean, open_ods

KINDS = (  # the first that the title names; combined tables repeat others
    (r"Police staff and designated officers", ""),
    (r"Police officers", "police_officers"),
    (r"Police staff", "police_staff"),
    (r"Designated officers", "designated_officers"),
    (r"Police community support officers", "community_support_officers"),
    (r"Special constables", "special_constables"),
    (r"Police support volunteers", "support_volunteers"),
)
ALWAYS_HEADS = ("special_constables", "support_volunteers")
_DECIMALS = Decimal("0.0001")  # the cells hold binary fractions of hundredths
_TOLERANCE = Decimal("0.05")


def read(path: Path | str, *, published_on: str = "", retrieved_on: str = "") -> ImportResult:
    """Observations of every workforce table of one edition, by force, region and day."""
    path = Path(path)
    book = open_ods(path)
    shared = {
        "publisher": "Home Office", "basis": "published", "published_on": published_on, "retrieved_on": retrieved_on,
    }  # fmt: skip
    rows: list[dict[str, Any]] = []
    taken: list[str] = []
    left: list[str] = []
    problems: list[Problem] = []
    for name, sheet in book.items():
        title = clean(sheet[0][0]) if sheet and sheet[0] else ""
        measure = _measure(title, sheet)
        dates = _row_of_dates(sheet)
        if not title.startswith("Table") or not measure or dates is None:
            left.append(f"{name}: not read")
            continue
        found = _table(path, name, sheet, dates, {**shared, "measure": measure}, problems, left)
        rows += found
        taken.append(f"{name}: {len(found):,} numbers of {measure}")
    if problems:
        raise InputError(problems[:50])
    if not rows:
        raise fail(path, "no workforce table by force was found.", f"The sheets are {', '.join(book)}.")
    return ImportResult(frame(rows), tuple(taken), tuple(left))


def _measure(title: str, sheet: list[Row]) -> str:
    heads = any(clean(cell) == "Headcount" for row in sheet[:6] for cell in row) or "headcount" in title.lower()
    for pattern, measure in KINDS:
        if re.search(pattern, title, re.IGNORECASE):
            if not measure or "by police force area" not in title:
                return ""
            return f"{measure}_headcount" if heads and measure not in ALWAYS_HEADS else measure
    return ""


def _row_of_dates(sheet: list[Row]) -> int | None:
    for index, row in enumerate(sheet[:10]):
        if sum(isinstance(cell, date | datetime) for cell in row) >= 1:
            return index
    return None


def _table(
    path: Path,
    name: str,
    sheet: list[Row],
    dates: int,
    shared: dict[str, Any],
    problems: list[Problem],
    left: list[str],
) -> list[dict[str, Any]]:
    days = {i: cell for i, cell in enumerate(sheet[dates]) if isinstance(cell, date | datetime)}
    keys = {i: (day.date() if isinstance(day, datetime) else day).isoformat() for i, day in days.items()}
    found: list[dict[str, Any]] = []
    sums = dict.fromkeys(keys, Decimal(0))
    whole = dict.fromkeys(keys, True)
    seen: set[str] = set()
    for number, row in body(sheet, dates):
        label = codes.without_footnotes(clean(row[0]))
        if label.startswith("Total 43 forces"):
            _compare(path, name, number, row, keys, sums, whole, problems)
            break
        area = _area(label, seen)
        if area is None:
            left.append(f"{name}: {label}, no area of the code list")
            continue
        seen.add(area.id)
        for column, key in keys.items():
            value = cell_number(row[column], path, problems, sheet=name, row=number, column=key)
            if value is None:
                whole[column] = whole[column] and area.kind != "force"
                left.append(f"{name}: {area.title} on {key} not available")
                continue
            value = value.quantize(_DECIMALS).normalize() + 0
            if area.kind == "force":
                sums[column] += value
            found.append({**shared, "area": area.id, "period": key, "value": _plain(value),
                          "source": f"{path.name}, {name}, row {number}"})  # fmt: skip
    forces = [area for area in seen if codes.find_area(area).kind == "force"]
    if len(forces) != 43:
        problems.append(Problem(path.name, f"{len(forces)} forces were found, not 43.", sheet=name))
    return found


def _compare(
    path: Path, name: str, number: int, row: Row, keys: dict[int, str], sums: dict[int, Decimal],
    whole: dict[int, bool], problems: list[Problem],
) -> None:  # fmt: skip
    """The sum of the forces against the printed total, where every force is available."""
    for column, key in keys.items():
        total = cell_number(row[column], path, problems, sheet=name, row=number, column=key)
        if total is not None and whole[column] and abs(total - sums[column]) > _TOLERANCE:
            problems.append(
                Problem(path.name, f"the forces sum to {sums[column]:,}, the total says {total:,.2f}.",
                        "A row has moved or is missing.", sheet=name, row=number, column=key)
            )  # fmt: skip


def _area(label: str, seen: set[str]) -> codes.KnownArea | None:
    """The area of a row. Of two rows called West Midlands the first is the region."""
    if label == "West Midlands" and "west_midlands_region" not in seen:
        return codes.find_area("west_midlands_region")
    try:
        return codes.find_area(label)
    except codes.UnknownNameError:
        return None


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
