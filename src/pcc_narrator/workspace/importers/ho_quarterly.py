"""Home Office police recorded crime open data tables: true quarter counts by force and offence code.

Reads `Financial Year` ("2017/18"), `Financial Quarter` (1 to 4), `Force Name`, `Offence Group`, `Offence Subgroup`,
`Number of Offences`. Numbers are padded with blanks; fraud is recorded by bodies that are no force.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.period import Calendar
from pcc_narrator.periods.keys import period_key
from pcc_narrator.workspace.importers import codes, csv_files
from pcc_narrator.workspace.importers.ho_rolling import NOT_FORCES
from pcc_narrator.workspace.importers.result import ImportResult, frame, keyed, whole_number

COLUMNS = (
    "Financial Year", "Financial Quarter", "Force Name", "Offence Group", "Offence Subgroup", "Number of Offences",
)  # fmt: skip


def read(
    path: Path | str,
    *,
    measure: str = "recorded_crime",
    by: str = "group",
    published_on: str = "",
    retrieved_on: str = "",
) -> ImportResult:
    """Quarter counts as observations: for each force and quarter, the total and its 14 crime groups.

    `by`: "group", "subgroup" or "total". Fraud and bodies that are no territorial force are left, and said.
    """
    path = Path(path)
    table, taken, left = read_table(path)
    calendar = Calendar()
    shared = {
        "measure": measure, "basis": "published", "source": path.name, "publisher": "Home Office",
        "published_on": published_on, "retrieved_on": retrieved_on,
    }  # fmt: skip
    parts = [(table.groupby(["area", "year", "quarter"], sort=True)["value"].sum(), "")]
    if by != "total":
        for category, part in table.groupby(by, sort=True):
            parts.append((part.groupby(["area", "year", "quarter"], sort=True)["value"].sum(), str(category)))
    rows: list[dict[str, Any]] = []
    for series, category in parts:
        for (area, year, quarter), value in keyed(series):
            period = period_key(calendar.quarter(year, quarter), calendar)
            rows.append({**shared, "area": area, "category": category, "period": period, "value": whole_number(value)})
    return ImportResult(frame(rows), taken, left)


def read_table(path: Path) -> tuple[pd.DataFrame, tuple[str, ...], tuple[str, ...]]:
    """The file as a frame of area, year (in which it starts), quarter, group, subgroup, value (int)."""
    raw = csv_files.read_table(path, COLUMNS, encoding_errors="replace")  # dashes of another encoding
    problems: list[Problem] = []
    left: Counter[str] = Counter()
    records: list[tuple[str, int, int, str, str, int]] = []
    known: dict[str, str | None] = {name: _force(name, problems, path) for name in raw["Force Name"].unique()}
    offences = {label: _offence(label, problems, path) for label in raw["Offence Subgroup"].unique()}
    for number, row in enumerate(raw[list(COLUMNS)].itertuples(index=False), start=2):
        year_text, quarter_text, force, _, subgroup, value_text = row
        area, offence = known[force], offences[subgroup]
        if area is None:
            left[f"{force.strip()}: no territorial force"] += 1
            continue
        if offence is None or not offence.group:
            left[f"{subgroup}: counted in no force total"] += 1
            continue
        year = _year(year_text)
        try:
            value = whole_number(value_text)
        except ArithmeticError:
            value = None
        if year is None or quarter_text.strip() not in {"1", "2", "3", "4"} or value is None or value != int(value):
            problems.append(
                Problem(path.name, "the year, the quarter or the number cannot be read.", row=number,
                        value=f"{year_text} {quarter_text} {value_text}")
            )  # fmt: skip
            continue
        records.append((area, year, int(quarter_text), offence.group, offence.subgroup or offence.group, int(value)))
    if not records and not problems:
        problems.append(Problem(path.name, "no row of a force is in the file."))
    if problems:
        raise InputError(problems[:50])
    table = pd.DataFrame(records, columns=["area", "year", "quarter", "group", "subgroup", "value"])
    quarters = table[["year", "quarter"]].drop_duplicates()
    sizes = table.groupby(["year", "quarter", "area"]).size()
    short = [
        Problem(path.name, f"{codes.find_area(area).title} has {size} rows in quarter {quarter}, others {sizes.max()}.",
                "The file was cut short, or rows were taken out; fetch it again.")
        for (_, quarter, area), size in keyed(sizes) if size != sizes.max()
    ]  # fmt: skip
    if short:
        raise InputError(short[:50])
    taken = (f"{len(table):,} counts of {table['area'].nunique()} forces in {len(quarters)} quarters",)
    return table, taken, tuple(f"{count:,} rows: {reason}" for reason, count in sorted(left.items()))


def _year(text: str) -> int | None:
    match = re.fullmatch(r"\s*(\d{4})[/-](\d{2})\s*", text)
    return int(match[1]) if match and (int(match[1]) + 1) % 100 == int(match[2]) else None


def _force(name: str, problems: list[Problem], path: Path) -> str | None:
    if name.strip() in NOT_FORCES:
        return None
    try:
        area = codes.find_area(name)
    except codes.UnknownNameError as error:
        problems.append(Problem(path.name, str(error), "Correct the name.", column="Force Name", value=name))
        return None
    return area.id if area.kind == "force" else None


def _offence(label: str, problems: list[Problem], path: Path) -> codes.KnownOffence | None:
    try:
        return codes.find_offence(label)
    except codes.UnknownNameError as error:
        problems.append(Problem(path.name, str(error), "Add it to the code list.", column="Offence Subgroup"))
        return None
