"""Readers of the open data that the second and third series of small fact sets are made from."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd
from opendata import rolling_crime

MARCH_2018 = "policeforceareatablesyearendingmarch2018v2.xlsx"
DECEMBER_2018 = "policeforceareatablesyearendingdecember2018.xlsx"
USE_OF_FORCE = "police-use-of-force-apr2018-mar2019-hosb3319-tables.ods"
_STARTS = (date(2017, 4, 1), date(2017, 7, 1), date(2017, 10, 1), date(2018, 1, 1))
_VEHICLE = ("Theft of a motor vehicle", "Theft from a vehicle", "Vehicle interference")


def quarterly_crime(data: Path, force: str, offence: str) -> Mapping[date, int]:
    """First day of the quarter → offences, April 2017 to December 2018.

    The four quarters of 2017/18 are published; each later one is the same quarter a year before plus the change of the
    rolling year. Refuses a series whose four quarters are not the published year: the two files are of other vintages.
    """
    quarters: dict[date, int] = defaultdict(int)
    path = data / "home_office_prc_pfa_2017_18" / "prc-pfa-mar2013-onwards-tables201718.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            names = {row["Offence Group"], row["Offence Subgroup"]}
            if row["Offence Subgroup"] in _VEHICLE:
                names.add("Vehicle offences")
            if row["Offence Subgroup"].endswith(" burglary"):
                names.add("Burglary")
            if row["Force Name"] == force and offence in names:
                quarters[_STARTS[int(row["Financial Quarter"]) - 1]] += int(row["Number of Offences"])
    years = rolling_crime(data)[force, offence]
    if sum(quarters.values()) != years[date(2018, 3, 31)]:
        raise ValueError(f"{force}, {offence}: the quarters are not of one vintage")
    ends = (date(2018, 3, 31), date(2018, 6, 30), date(2018, 9, 30), date(2018, 12, 31))
    for start, before, end in zip(_STARTS, ends, ends[1:], strict=False):
        quarters[start.replace(year=start.year + 1)] = quarters[start] + years[end] - years[before]
    return quarters


def _table(data: Path, edition: str, sheet: str) -> Mapping[str, tuple[object, ...]]:
    """Area → the cells after its name. Regions (E12…) are left out: one bears the name of a force."""
    frame = pd.read_excel(data / "ons_pfa_tables" / edition, sheet_name=sheet, header=None)
    rows = {}
    for _, row in frame.iterrows():
        if isinstance(row[0], str) and re.fullmatch(r"(?!E12)[EKW]\d{8}", row[0]):
            rows.setdefault(re.sub(r"[\d,]+$", "", str(row[1]).strip()), tuple(row[2:]))
    return rows


def antisocial_behaviour(data: Path) -> Mapping[str, Mapping[int, int]]:
    """Area → {year in which the financial year starts: incidents}, 2014/15 to 2017/18."""
    return {
        area: {year: int(cells[2 * (year - 2007)]) for year in range(2014, 2018)}  # type: ignore[call-overload]
        for area, cells in _table(data, MARCH_2018, "Table P7").items()
    }


def behaviour_kinds(data: Path) -> Mapping[str, Mapping[str, float]]:
    """Area → {personal, nuisance, environmental: per cent of incidents}, 2017/18."""
    return {
        area: dict(zip(("Personal", "Nuisance", "Environmental"), map(float, cells), strict=True))  # type: ignore[arg-type]
        for area, cells in _table(data, MARCH_2018, "Table P8").items()
        if all(isinstance(cell, float) for cell in cells)
    }


def people(data: Path, sheet: str = "Table P9") -> Mapping[str, Mapping[int, int]]:
    """Area → {year: residents in the middle of it}, 2002 to 2016. "Table P10" counts households."""
    return {
        area: {2002 + place: round(float(cell)) for place, cell in enumerate(cells) if cell == cell}  # type: ignore[arg-type]
        for area, cells in _table(data, MARCH_2018, sheet).items()
    }


def knife_offences(data: Path) -> Mapping[str, Mapping[int, tuple[int, float]]]:
    """Area → {calendar year: (offences involving a knife, per cent of the selected offences)}, 2017 and 2018."""
    result = {}
    for area, cells in _table(data, DECEMBER_2018, "Table P5").items():
        if all(isinstance(cell, (int, float)) for cell in cells[16:20]):
            numbers = [float(cell) for cell in cells[16:20]]  # type: ignore[arg-type]
            result[area] = {2017: (round(numbers[0]), numbers[1]), 2018: (round(numbers[2]), numbers[3])}
    return result


def conducted_energy(data: Path) -> Mapping[tuple[str, int], Mapping[str, int]]:
    """(force, year in which the financial year starts) → uses of a conducted energy device by what was done."""
    frame = pd.read_excel(data / "home_office_use_of_force" / USE_OF_FORCE, sheet_name="Table_13", header=None,
                          engine="calamine")  # fmt: skip
    heads = [str(cell).strip() for cell in frame.iloc[3]]
    result = {}
    for _, row in frame.iloc[4:].iterrows():
        if re.fullmatch(r"20\d\d/\d\d", str(row[0])):
            name = str(row[2]).strip(" *").replace("Total England and Wales", "England and Wales")
            result[name, int(str(row[0])[:4])] = {
                head: int(cell) for head, cell in zip(heads[3:], row[3:], strict=True) if cell == cell
            }
    return result


def tactics(data: Path) -> Mapping[str, Mapping[str, int]]:
    """Force → {tactic: times reported}, 2018/19."""
    frame = pd.read_excel(data / "home_office_use_of_force" / USE_OF_FORCE, sheet_name="Table_16", header=None,
                          engine="calamine")  # fmt: skip
    result: dict[str, dict[str, int]] = defaultdict(dict)
    for _, row in frame.iloc[5:].iterrows():
        last = row[frame.shape[1] - 1]
        if isinstance(row[2], str) and last == last:
            result[str(row[0]).strip()][row[2].lstrip("*").removesuffix(", of which")] = int(last)
    return result


def incident_outcomes(data: Path) -> Mapping[str, int]:
    """Outcome → incidents in which force was used, England and Wales, 2018/19; "All" of them: some have none stated."""
    frame = pd.read_excel(data / "home_office_use_of_force" / USE_OF_FORCE, sheet_name="Table_8", header=None,
                          engine="calamine")  # fmt: skip
    found = {str(head): int(cell) for head, cell in zip(frame.iloc[4, 2:8], frame.iloc[5, 2:8], strict=True)}
    whole = pd.read_excel(data / "home_office_use_of_force" / USE_OF_FORCE, sheet_name="Table_11", header=None,
                          engine="calamine")  # fmt: skip
    (total,) = (int(row[1]) for _, row in whole.iterrows() if row[0] == "Total incidents")
    return {"All": total, **found}


def closed_without_suspect(data: Path, reporter: str, kind: str) -> Mapping[date, tuple[int, int]]:
    """First day of month → (offences closed with no suspect, all offences), October 2018 to February 2019."""
    months: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    path = data / "data_police_uk_all_forces" / "force_month_crimetype_outcome_counts_2018-10_2019-02.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if (row["Reported by"], row["Crime type"]) == (reporter, kind):
                cell, count = months[date.fromisoformat(row["Month"] + "-01")], int(row["Count"])
                cell[0] += count * (row["Last outcome category"] == "Investigation complete; no suspect identified")
                cell[1] += count
    return {when: (closed, total) for when, (closed, total) in months.items()}
