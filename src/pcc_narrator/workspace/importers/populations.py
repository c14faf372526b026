"""Mid-year population and household figures by police force area.

Reads three publications, told apart by what they hold: the ONS police force area tables (Table P3: the figures the
published rates used; Tables P9 and P10 of the year ending March 2018: 2002 to 2016) and a CSV of the mid-2018
estimates (`code`, `name`, `MYE2018`, `SNHP2017`). Gives rows of POPULATION_COLUMNS; the period is the 30th of June.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.workspace.importers import codes, csv_files
from pcc_narrator.workspace.importers.result import cell_number, check_columns, fail, whole_number
from pcc_narrator.workspace.importers.sheets import Row, body, clean, find_column, find_row, open_workbook, sheet_titled
from pcc_narrator.workspace.types import POPULATION_COLUMNS

_Key = tuple[str, int]


@dataclass(frozen=True)
class Populations:
    """Rows for populations.csv, and an account of the file."""

    rows: pd.DataFrame
    taken: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def read(path: Path | str) -> Populations:
    """Populations and households by area and mid-year. Raises InputError where the file has neither."""
    path = Path(path)
    left: list[str] = []
    people, homes = _from_csv(path, left) if path.suffix.lower() == ".csv" else _from_workbook(path, left)
    keys = sorted(people, key=lambda key: (_order(key[0]), key[1]))
    if not keys:
        raise fail(path, "no population of an area is in the file.", "Table P3 or P9 is needed, or a CSV.")
    rows = [
        {"area": area, "period": f"{year}-06-30", "population": people[area, year],
         "households": homes.get((area, year)), "source": f"{path.name}, mid-{year}"}
        for area, year in keys
    ]  # fmt: skip
    taken = f"{len(rows):,} mid-year populations of {len({area for area, _ in keys})} areas"
    return Populations(pd.DataFrame(rows, columns=list(POPULATION_COLUMNS), dtype=object), (taken,), tuple(left))


def _from_workbook(path: Path, left: list[str]) -> tuple[dict[_Key, Decimal], dict[_Key, Decimal]]:
    book = open_workbook(path)
    people: dict[_Key, Decimal] = {}
    homes: dict[_Key, Decimal] = {}
    for pattern, into in (("mid-year population estimates", people), ("mid-year household estimates", homes)):
        if found := sheet_titled(book, pattern):
            into.update(_years(found[1], left))
    if found := sheet_titled(book, r"Table P3\b.*per 1,000|Table P3\b.*rate"):
        header = find_row(found[1], "^Area codes?$", "Population figures")
        if header is not None:
            _rates_table(found[1], header, people, homes, left)
    return people, homes


def _years(rows: list[Row], left: list[str]) -> dict[_Key, Decimal]:
    """A table with one column a year."""
    header = find_row(rows, "^Area code", r"^20\d\d")
    found: dict[_Key, Decimal] = {}
    if header is None:
        return found
    years = {i: int(clean(cell)[:4]) for i, cell in enumerate(rows[header]) if re.match(r"20\d\d", clean(cell))}
    for _, row in body(rows, header):
        if (area := _area(row, left)) is not None:
            for column, year in years.items():
                value = whole_number(row[column])
                if value is not None:
                    found[area, year] = value
    return found


def _rates_table(
    rows: list[Row], header: int, people: dict[_Key, Decimal], homes: dict[_Key, Decimal], left: list[str]
) -> None:
    for pattern, into in (("Population figures", people), ("Household figures", homes)):
        column = find_column(rows[header], pattern)
        year = re.search(r"mid-(20\d\d)", clean(rows[header][column])) if column is not None else None
        if column is None or year is None:
            continue
        for _, row in body(rows, header):
            if (area := _area(row, left)) is not None and (value := whole_number(row[column])) is not None:
                into[area, int(year[1])] = value


def _from_csv(path: Path, left: list[str]) -> tuple[dict[_Key, Decimal], dict[_Key, Decimal]]:
    people: dict[_Key, Decimal] = {}
    homes: dict[_Key, Decimal] = {}
    table = csv_files.read_table(path, ["code", "name"])
    estimates = [name for name in table.columns if re.fullmatch(r"MYE20\d\d", name)]
    projections = [name for name in table.columns if re.fullmatch(r"SNHP20\d\d", name)]
    check_columns(path, table.columns, estimates or ["MYE2018"])
    problems: list[Problem] = []
    for number, row in enumerate(table.to_dict("records"), start=2):
        if (area := _area((row["code"], row["name"]), left)) is None:
            continue
        for names, into in ((estimates, people), (projections, homes)):
            for name in names:
                value = cell_number(row[name], path, problems, row=number, column=name)
                if value is not None:
                    into[area, int(name[-4:])] = value
    if problems:
        raise InputError(problems[:50])
    return people, homes


def _area(row: Row, left: list[str]) -> str | None:
    """The area of a row, by its code; None (and a word in `left`) for what is no area."""
    code, name = clean(row[0]), clean(row[1]) if len(row) > 1 else ""
    if not re.fullmatch(r"[EKW]\d{8}", code):
        if name and not code:
            left.append(f"{name}: it has no area code")
        return None
    try:
        return codes.find_area(name, code).id
    except codes.UnknownNameError:
        left.append(f"{name} ({code}): no area of the code list")
        return None


def _order(area: str) -> int:
    return [known.id for known in codes.areas()].index(area)
