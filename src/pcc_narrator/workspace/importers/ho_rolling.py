"""Home Office rolling 12-month totals of recorded crime by force and offence (`rec-crime-pfa.csv`).

Reads the columns `12 months ending` (DD-MM-YYYY), `PFA`, `Region`, `Offence`, `Rolling year total number of
offences`. Every number is a total of 12 months: totals of two period ends overlap and must never be added or
tested as if they were separate. `pcc_narrator.workspace.importers.quarters` recovers the quarters behind them.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.period import Calendar, end_of_month, rolling_year
from pcc_narrator.periods.keys import period_key
from pcc_narrator.workspace.importers import codes, csv_files
from pcc_narrator.workspace.importers.result import ImportResult, frame, keyed, whole_number

COLUMNS = ("12 months ending", "PFA", "Region", "Offence", "Rolling year total number of offences")
NOT_FORCES = frozenset({"Action Fraud", "CIFAS", "UK Finance", "Financial Fraud Action UK"})
_MOST_PROBLEMS = 50


def read(
    path: Path | str,
    *,
    measure: str = "recorded_crime",
    by: str = "group",
    transport_police: bool = False,
    published_on: str = "",
    retrieved_on: str = "",
) -> ImportResult:
    """Rolling totals as observations: for each area and period end, the total and its categories.

    `by` is "group" (14 crime groups), "label" (as the file has them) or "total" (no categories). Totals leave out
    fraud, which forces no longer record, and bodies that are no force; British Transport Police only on request.
    A period end a day short of its month ("30-12-2017") is read as the month's end and reported.
    """
    path = Path(path)
    table, taken, left = read_table(path, transport_police=transport_police)
    rows = to_rows(
        table, measure=measure, by=by, source=path.name, published_on=published_on, retrieved_on=retrieved_on
    )
    return ImportResult(frame(rows), taken, left)


def read_table(path: Path, *, transport_police: bool = False) -> tuple[pd.DataFrame, tuple[str, ...], tuple[str, ...]]:
    """The file as a frame of area, end (date), label, group, value (int); with what was taken and left."""
    raw = csv_files.read_table(path, COLUMNS)[list(COLUMNS)]
    problems: list[Problem] = []
    left: Counter[str] = Counter()
    ends = {text: _period_end(text) for text in raw[COLUMNS[0]].unique()}
    areas: dict[str, str | None] = {}
    for name in raw["PFA"].unique():
        areas[name] = _area(name, transport_police, problems, path)
    groups: dict[str, str | None] = {}
    for label in raw["Offence"].unique():
        try:
            groups[label] = codes.find_offence(label).group or None
        except codes.UnknownNameError as error:
            problems.append(Problem(path.name, str(error), "Add it to the code list.", column="Offence", value=label))
    records: list[tuple[str, date, str, str, int]] = []
    for number, row in enumerate(raw.itertuples(index=False), start=2):
        text_end, name, _, label, text_value = row
        day, short = ends[text_end]
        if day is None:
            problems.append(
                Problem(path.name, "this is no month end.", "Write DD-MM-YYYY.", row=number, column=COLUMNS[0],
                        value=text_end)
            )  # fmt: skip
            continue
        if short:
            left[f"{text_end} read as {day:%d-%m-%Y}: the file's stamp is a day short"] += 1
        if areas.get(name) is None:
            left[f"{name}: no territorial force"] += 1
            continue
        if groups.get(label) is None:
            left[f"{label}: counted in no force total"] += 1
            continue
        try:
            value = whole_number(text_value)
        except ArithmeticError:
            value = None
        if value is None or value != int(value):
            problems.append(
                Problem(path.name, "this is no whole number.", row=number, column=COLUMNS[4], value=text_value)
            )
            continue
        records.append((str(areas[name]), day, codes.find_offence(label).label, str(groups[label]), int(value)))
        if len(problems) > _MOST_PROBLEMS:
            break
    table = pd.DataFrame(records, columns=["area", "end", "label", "group", "value"])
    twice = table[table.duplicated(["area", "end", "label"])]
    for area, day, label in twice[["area", "end", "label"]].head(_MOST_PROBLEMS).itertuples(index=False):
        problems.append(Problem(path.name, f"{label} of {area} to {day} stands there twice.", "Keep one row."))
    problems += _partial(path, table)[:_MOST_PROBLEMS]
    if not records and not problems:
        problems.append(Problem(path.name, "no row of a force is in the file.", "Is this the rolling-total file?"))
    if problems:
        raise InputError(problems)
    days = sorted(table["end"].unique())
    span = f"{len(days)} period ends from {days[0]} to {days[-1]}"
    taken = (f"{len(table):,} totals of 12 months, {table['area'].nunique()} forces, {span}",)
    return table, taken, tuple(f"{count:,} rows: {reason}" for reason, count in sorted(left.items()))


def to_rows(
    table: pd.DataFrame, *, measure: str, by: str, source: str, published_on: str = "", retrieved_on: str = ""
) -> list[dict[str, Any]]:
    """A frame of area, end, label, group, value as rows of observations of R12 periods."""
    calendar = Calendar()
    keys = {day: period_key(rolling_year(day.year, day.month), calendar) for day in table["end"].unique()}
    shared = {
        "measure": measure, "basis": "published", "source": source, "publisher": "Home Office",
        "published_on": published_on, "retrieved_on": retrieved_on,
    }  # fmt: skip
    parts = [(table.groupby(["area", "end"], sort=True)["value"].sum(), "")]
    if by != "total":
        column = "label" if by == "label" else "group"
        for category, part in table.groupby(column, sort=True):
            parts.append((part.groupby(["area", "end"], sort=True)["value"].sum(), str(category)))
    rows: list[dict[str, Any]] = []
    for series, category in parts:
        for (area, day), value in keyed(series):
            exact = whole_number(value)
            rows.append({**shared, "area": area, "category": category, "period": keys[day], "value": exact})
    return rows


def _partial(path: Path, table: pd.DataFrame) -> list[Problem]:
    """Areas that lack offences which others have in the same period: their total would be too low."""
    labels: dict[date, dict[str, set[str]]] = {}
    for area, end, label in table[["area", "end", "label"]].itertuples(index=False):
        labels.setdefault(end, {}).setdefault(area, set()).add(label)
    found = []
    for end, areas in labels.items():
        every = set().union(*areas.values())
        found += [
            Problem(path.name, f"{codes.find_area(area).title} to {end} lacks {', '.join(sorted(every - own)[:3])}.",
                    "The file was cut short, or rows were taken out; fetch it again.")
            for area, own in areas.items() if own != every
        ]  # fmt: skip
    return found


def _period_end(text: str) -> tuple[date | None, bool]:
    """The month end that a stamp means, and whether the stamp fell short of it."""
    try:
        day = datetime.strptime(text.strip().replace("/", "-"), "%d-%m-%Y").date()
    except ValueError:
        return None, False
    last = end_of_month(day)
    if (last - day).days > 1:
        return None, False
    return last, day != last


def _area(name: str, transport_police: bool, problems: list[Problem], path: Path) -> str | None:
    if name.strip() in NOT_FORCES:
        return None
    try:
        area = codes.find_area(name)
    except codes.UnknownNameError as error:
        problems.append(Problem(path.name, str(error), "Correct the name.", column="PFA", value=name))
        return None
    if area.kind == "force" or (transport_police and area.id == "british_transport_police"):
        return area.id
    return None
