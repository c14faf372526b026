"""areas → Area: the report's own first. populations → a frame."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import get_args

import pandas as pd

from pcc_narrator.models.fact import Area, AreaKind
from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.workspace.frames import frame
from pcc_narrator.workspace.plan import Plan
from pcc_narrator.workspace.problems import Findings, nearest
from pcc_narrator.workspace.tables import Columns, Table, arrange
from pcc_narrator.workspace.values import CellError, read_number, read_period

KINDS: tuple[AreaKind, ...] = get_args(AreaKind)
AREAS = Columns(required=("area", "title"), optional=("names", "kind", "members"))
POPULATIONS = Columns(required=("area", "period", "population"), optional=("households", "source"))
POPULATION_FRAME = ("area", "start", "end", "population", "households", "source", "file", "sheet", "row")
_ID = re.compile(r"[a-z][a-z0-9_]*")


def split_list(text: str) -> tuple[str, ...]:
    """The items of a cell: "a; b; c"."""
    return tuple(item for part in text.split(";") if (item := " ".join(part.split())))


def read_areas(table: Table, plan: Plan | None, findings: Findings) -> tuple[Area, ...]:
    """The areas in the order of the table, but the plan's own first.

    Problems: no rows, no id or a wrong one, an id or a name twice, a member that is no area, a kind that looks
    like a misspelt one, and the plan's area missing. Any other word is taken as a kind ("trust", "school").
    """
    areas: list[Area] = []
    rows: dict[str, int] = {}
    names: dict[tuple[str, str], int] = {}

    def add(message: str, advice: str = "", *, row: int, column: str, value: str = "") -> None:
        findings.add(table.place, message, advice, row=row, column=column, value=value)

    for number, row in arrange(table, AREAS, findings):
        identifier, kind = row["area"], row["kind"].lower() or KINDS[0]
        if not _ID.fullmatch(identifier):
            add(
                "this is no id.",
                "Use lower-case letters, digits and underscores.",
                row=number,
                column="area",
                value=identifier,
            )
        if identifier in rows:
            add(
                f"this area is there twice (first in row {rows[identifier]}).",
                "Remove one.",
                row=number,
                column="area",
                value=identifier,
            )
            continue
        if not row["title"]:
            add("the area has no title.", row=number, column="title")
        if kind not in KINDS and nearest(kind, KINDS):
            add("this kind of area is not known.", nearest(kind, KINDS), row=number, column="kind", value=kind)
        area = Area(
            identifier, " ".join(row["title"].split()), split_list(row["names"]), kind, split_list(row["members"])
        )
        for name in dict.fromkeys((area.title.lower(), *(name.lower() for name in area.names))):
            if (name, kind) in names:
                add(
                    f"another area of this kind has this name (row {names[name, kind]}).",
                    "A reader could not tell the two apart: give each its own names.",
                    row=number, column="names", value=name,
                )  # fmt: skip
            names[name, kind] = number
        rows[identifier] = number
        areas.append(area)
    if not areas and not any(problem.row == 1 and problem.file == table.place.file for problem in findings.problems):
        findings.add(table.place, "there is no area in it.", "Add one row for each area, the report's own at least.")
    for area in areas:
        for member in area.members:
            if member not in rows:
                add(
                    "this member is no area of the table.",
                    nearest(member, rows),
                    row=rows[area.id],
                    column="members",
                    value=member,
                )
            elif member == area.id:
                add("an area cannot be a member of itself.", row=rows[area.id], column="members", value=member)
    if plan is None or not areas:
        return tuple(areas)
    return tuple(sorted(areas, key=lambda area: area.id != plan.area))


def read_populations(
    table: Table, areas: Mapping[str, Area] | None, calendar: Calendar, findings: Findings
) -> pd.DataFrame:
    """The populations as a frame of POPULATION_FRAME. Problems: an unknown area, no number, a key given twice."""
    rows: list[tuple[object, ...]] = []
    seen: dict[tuple[str, Period], int] = {}
    periods: dict[str, Period] = {}
    for number, row in arrange(table, POPULATIONS, findings):
        before = len(findings.problems)

        def add(column: str, message: str, advice: str = "", number: int = number, row: dict[str, str] = row) -> None:
            findings.add(table.place, message, advice, row=number, column=column, value=row[column])

        if areas is not None and row["area"] not in areas:
            add("area", "the areas table has no such area.", nearest(row["area"], areas))
        period = periods.get(row["period"], Period())
        if row["period"] not in periods:
            try:
                period = periods[row["period"]] = read_period(row["period"], calendar)
            except CellError as error:
                add("period", error.message, error.advice)
        numbers: dict[str, Decimal | None] = {}
        for column in ("population", "households"):
            try:
                numbers[column] = read_number(row[column], "count")
            except CellError as error:
                add(column, error.message, error.advice)
                continue
            size = numbers[column]
            if size is not None and (size <= 0 or size != int(size)):
                add(column, "this must be a whole number above nought.")
        key = (row["area"], period)
        if key in seen:
            add("period", f"this area and period are there twice (first in row {seen[key]}).", "Remove one.")
        seen[key] = number
        if len(findings.problems) == before:
            rows.append((
                row["area"], period.start, period.end, numbers["population"], numbers["households"], row["source"],
                table.name, "", number,
            ))  # fmt: skip
    return frame(POPULATION_FRAME, rows)
