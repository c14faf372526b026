"""NHS England A&E attendances and emergency admissions, by organisation, month and type of department.

Reads `period` (the first day of the month), `org_code`, `type` ("1" major, "2" single specialty, "other"),
`attendances`, `breaches` (not seen within four hours), `admissions`. A percentage for a group or the nation is
the sum of those seen in time over the sum of attendances, never a mean of percentages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.workspace.importers import csv_files
from pcc_narrator.workspace.importers.result import ImportResult, frame, whole_number

COLUMNS = ("period", "org_code", "type", "attendances", "breaches", "admissions")
COUNTS = ("attendances", "breaches", "admissions")
TYPES = ("1", "2", "other")
MEASURES = ("four_hour_standard", "attendances", "waits_over_four_hours", "emergency_admissions")


def is_code(name: str) -> bool:
    """Whether a name is the code of an organisation: three signs (RTE, R1K), or five with a digit (NLX02)."""
    return re.fullmatch(r"[A-Z][A-Z0-9]{2}|(?=.*[0-9])[A-Z][A-Z0-9]{4}", name) is not None


def read(
    path: Path | str,
    organisations: Mapping[str, str],
    *,
    nation: str = "england",
    standard: str = "four_hour_standard",
    types: tuple[str, ...] = TYPES,
    published_on: str = "",
    retrieved_on: str = "",
) -> ImportResult:
    """Monthly observations of attendances, waits over four hours, admissions, and the share seen in four hours.

    `organisations`: area id by organisation code. `nation`: area id for the sum of every organisation in the file;
    "" leaves it out. Raises InputError for an organisation that the file lacks.
    """
    path = Path(path)
    table = read_table(path)
    lacking = [code for code in organisations if code not in set(table["org_code"])]
    if lacking:
        raise InputError(
            [
                Problem(path.name, "the file has no such organisation.", column="org_code", value=code)
                for code in lacking
            ]
        )
    used = table[table["type"].isin(types)]
    left = [f"{len(table) - len(used):,} rows of other types of department"] if len(used) < len(table) else []
    others = used[~used["org_code"].isin(list(organisations))]
    left.append(f"{others['org_code'].nunique()} other organisations, counted in the national sum alone")
    named = used[used["org_code"].isin(list(organisations))].assign(area=lambda t: t["org_code"].map(organisations))
    sums = named.groupby(["area", "period"], as_index=False)[list(COUNTS)].sum()
    if nation:
        whole = used.groupby("period", as_index=False)[list(COUNTS)].sum().assign(area=nation)
        sums = pd.concat([sums, whole])
    order = {area: number for number, area in enumerate([*organisations.values(), nation])}
    sums = sums.sort_values(["area", "period"], key=lambda s: s.map(order) if s.name == "area" else s)
    rows: list[dict[str, Any]] = []
    for area, month, *counts in sums[["area", "period", *COUNTS]].values.tolist():
        attendances, breaches, admissions = (int(count) for count in counts)
        summed = f": sum of all organisations, {month}" if area == nation else f": {month}"
        shared = {
            "area": area, "period": month, "publisher": "NHS England", "published_on": published_on,
            "retrieved_on": retrieved_on, "source": f"A&E attendances and emergency admissions{summed}",
            "basis": "derived" if area == nation else "published",
        }  # fmt: skip
        if attendances:
            in_time = {"numerator": whole_number(attendances - breaches), "denominator": whole_number(attendances)}
            rows.append({**shared, "measure": standard, **in_time})
        rows.append({**shared, "measure": "attendances", "value": whole_number(attendances)})
        rows.append({**shared, "measure": "waits_over_four_hours", "value": whole_number(breaches)})
        rows.append({**shared, "measure": "emergency_admissions", "value": whole_number(admissions)})
    months = sorted(sums["period"].unique())
    taken = f"{len(organisations)} organisations, {len(months)} months from {months[0]} to {months[-1]}"
    return ImportResult(frame(rows), (taken,), tuple(left))


def read_table(path: Path) -> pd.DataFrame:
    """The file with `period` as a month key (2018-12) and whole numbers as int; every problem at once."""
    raw = csv_files.read_table(path, COLUMNS)
    problems: list[Problem] = []
    records: list[tuple[str, str, str, int, int, int]] = []
    for number, row in enumerate(raw[list(COLUMNS)].itertuples(index=False), start=2):
        day, code, kind, *texts = (str(cell).strip() for cell in row)
        counts = [_count(text) for text in texts]
        if not re.fullmatch(r"\d{4}-\d{2}-01", day):
            problems.append(
                Problem(path.name, "this is no first day of a month.", row=number, column="period", value=day)
            )
        elif kind not in TYPES:
            problems.append(Problem(path.name, "this is no type of department.", row=number, column="type", value=kind))
        elif any(count is None for count in counts):
            column, text = next((n, t) for n, t, c in zip(COUNTS, texts, counts, strict=True) if c is None)
            problems.append(Problem(path.name, "this is no whole number.", row=number, column=column, value=text))
        else:
            attendances, breaches, admissions = (int(count or 0) for count in counts)
            if breaches > attendances:
                problems.append(
                    Problem(path.name, "more waits than attendances.", row=number, column="breaches", value=texts[1])
                )
            records.append((day[:7], code, kind, attendances, breaches, admissions))
    table = pd.DataFrame(records, columns=list(COLUMNS))
    for row in table[table.duplicated(["period", "org_code", "type"])].itertuples(index=False):
        problems.append(Problem(path.name, f"{row.org_code} type {row.type} in {row.period} stands there twice."))
    if not len(table) and not problems:
        problems.append(Problem(path.name, "the file holds no row of data."))
    if problems:
        raise InputError(problems[:50])
    return table


def _count(text: str) -> int | None:
    try:
        value = whole_number(text)
    except ArithmeticError:
        return None
    return int(value) if value is not None and value == int(value) and value >= 0 else None
