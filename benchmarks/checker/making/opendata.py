"""Readers of the open data files that the evaluation sets are made from: plain tables out, nothing else.

Only used to build the sets anew (`python benchmarks/checker/making/…  --data DIR`); the built files are committed.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd

VIOLENCE = (
    "Homicide",
    "Violence with injury",
    "Violence without injury",
    "Stalking and harassment",
    "Death or serious injury caused by illegal driving",
)
BURGLARY = (
    "Domestic burglary",
    "Non-domestic burglary",
    "Residential burglary",
    "Non-residential burglary",
)
NOT_TERRITORIAL = ("British Transport Police", "Action Fraud", "CIFAS", "UK Finance")


def rolling_crime(data: Path) -> Mapping[tuple[str, str], Mapping[date, int]]:
    """(force, offence) → {end of the 12 months: count}. "Burglary" and "Violence against the person" are summed."""
    series: dict[tuple[str, str], dict[date, int]] = defaultdict(dict)
    with (data / "home_office_rec_crime_pfa" / "rec-crime-pfa.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            if row[0].startswith("12 months") or row[1] in NOT_TERRITORIAL:
                continue
            day, month, year = (int(part) for part in row[0].split("-"))
            end = date(year, month, 31 if month == 12 else day)
            count = int(row[4])
            names = [row[3].strip()]
            if names[0] in VIOLENCE:
                names.append("Violence against the person")
            if names[0] in BURGLARY:
                names.append("Burglary")
            if names[0] != "Fraud offences":
                names.append("All recorded crime")
            for name in names:
                for force in (row[1], "England and Wales"):
                    key = (force, name)
                    series[key][end] = series[key].get(end, 0) + count
    return series


def attendances(data: Path) -> Mapping[tuple[str, str], Mapping[date, Mapping[str, int]]]:
    """(organisation code, department type or "all") → {first day of month: attendances, breaches, admissions}."""
    series: dict[tuple[str, str], dict[date, dict[str, int]]] = defaultdict(dict)
    path = data / "nhs_ae_attendances" / "ae_attendances_2016-04_2019-03.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            month = date.fromisoformat(row["period"])
            for key in (
                (row["org_code"], row["type"]),
                (row["org_code"], "all"),
                ("England", row["type"]),
                ("England", "all"),
            ):
                cell = series[key].setdefault(month, {"attendances": 0, "breaches": 0, "admissions": 0})
                for name in cell:
                    cell[name] += int(float(row[name]))
    return series


def case_outcomes(data: Path, area: str, category: str) -> Mapping[date, tuple[int, int]]:
    """{first day of month: (convictions, unsuccessful)} of one area and category of the monthly case outcomes."""
    result: dict[date, tuple[int, int]] = {}
    for path in sorted((data / "cps_case_outcomes").glob("principal_offence_category_*.csv")):
        year, month = path.stem.rsplit("_", 1)[1].split("-")
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if next(iter(row.values())) != area:
                    continue
                cells = [
                    row[f"Number of {category} {kind}"].replace(",", "") for kind in ("Convictions", "Unsuccessful")
                ]
                numbers = [0 if cell.strip() == "-" else int(cell) for cell in cells]
                result[date(int(year), int(month), 1)] = (numbers[0], numbers[1])
    return result


def workforce(data: Path, table: str) -> Mapping[str, Mapping[date, Decimal]]:
    """Area → {day: officers} of one table of the September 2018 edition, to one decimal."""
    path = data / "home_office_workforce" / "police-workforce-sep18-tables.ods"
    frame = pd.read_excel(path, sheet_name=table, header=None, engine="calamine")
    days = [day.date() for day in frame.iloc[5, 1:4]]
    result: dict[str, dict[date, Decimal]] = {}
    for _, row in frame.iloc[6:].iterrows():
        if isinstance(row[0], str) and all(isinstance(cell, (int, float)) and cell == cell for cell in row[1:4]):
            cells = [Decimal(repr(float(cell))).quantize(Decimal("0.1")) for cell in row[1:4]]
            result[row[0].strip()] = dict(zip(days, cells, strict=True))
    return result


def monthly_street_crime(data: Path) -> Mapping[tuple[str, str], Mapping[date, int]]:
    """(reported by, type) → {first day of month: count}, October 2018 to February 2019."""
    series: dict[tuple[str, str], dict[date, int]] = defaultdict(dict)
    path = data / "data_police_uk_all_forces" / "force_month_crimetype_outcome_counts_2018-10_2019-02.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            year, month = row["Month"].split("-")
            key = (row["Reported by"], row["Crime type"])
            day = date(int(year), int(month), 1)
            series[key][day] = series[key].get(day, 0) + int(row["Count"])
    return series


def deaths(data: Path) -> Mapping[str, Mapping[int, int]]:
    """Kind of incident → {year in which the financial year starts: fatalities}, 2004/05 to 2018/19."""
    path = data / "iopc_deaths" / "Time_series_tables_2018-19.ods"
    result: dict[str, dict[int, int]] = {}
    for sheet in ("RTI", "Shootings", "Custody", "Apparent_suicides", "Other_contact"):
        frame = pd.read_excel(path, sheet_name=sheet, header=None, engine="calamine")
        years: dict[int, int] = {}
        for _, row in frame.iterrows():
            label = str(row[0])
            if len(label) == 7 and label[4] == "/" and label[:4].isdigit() and int(label[:4]) not in years:
                years[int(label[:4])] = int(
                    "".join(mark for mark in str(row[1]) if mark.isdigit())
                )  # "175~": a note mark
        result[sheet] = years
    return result


def population(data: Path) -> Mapping[str, int]:
    """Area → mid-2018 population."""
    with (data / "ons_population" / "pfa_population_mye2018.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["name"].strip(): int(row["MYE2018"]) for row in csv.DictReader(file)}
