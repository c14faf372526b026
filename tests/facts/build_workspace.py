"""Workspaces made by hand for tests: rows as short tuples, everything else filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from pcc_narrator.models.fact import Area
from pcc_narrator.periods.keys import parse_key
from pcc_narrator.workspace.plan import Plan
from pcc_narrator.workspace.types import OBSERVATION_COLUMNS, Workspace

OWN = Area("here", "Here", kind="force")
NUMBERS = ("value", "numerator", "denominator", "sample_size", "low", "high")


def measure(identifier: str = "things", **more: Any) -> dict[str, Any]:
    """A measure of a plan: a count of things unless told otherwise."""
    return {"id": identifier, "title": identifier.capitalize(), "unit": "count", **more}


def plan(*measures: Mapping[str, Any], **more: Any) -> Plan:
    """A plan with one priority that holds these measures."""
    return Plan.model_validate({
        "title": "Report", "organisation": "Office", "area": "here",
        "priorities": [{"id": "one", "title": "One", "measures": list(measures) or [measure()]}], **more,
    })  # fmt: skip


def row(period: str, value: Any = None, measure: str = "things", area: str = "here", **more: Any) -> dict[str, Any]:
    """An observation."""
    return {"measure": measure, "area": area, "period": period, "value": value, **more}


def rows(values: Mapping[str, Any], **more: Any) -> list[dict[str, Any]]:
    """Observations of one series: period key to value."""
    return [row(period, value, **more) for period, value in values.items()]


def quarters(first: str, values: Iterable[Any], **more: Any) -> list[dict[str, Any]]:
    """Observations of quarters that follow each other; None leaves one out."""
    year, number = int(first[:4]), int(first[-1])
    found = []
    for value in values:
        if value is not None:
            found.append(row(f"{year}-{(year + 1) % 100:02d}-Q{number}", value, **more))
        year, number = (year + 1, 1) if number == 4 else (year, number + 1)
    return found


def workspace(
    the_plan: Plan,
    observations: Iterable[Mapping[str, Any]],
    *,
    areas: Iterable[Area] = (OWN,),
    populations: Iterable[Mapping[str, Any]] = (),
    **more: Any,
) -> Workspace:
    """A workspace as load_workspace would return it."""
    calendar = the_plan.calendar
    records = []
    for number, given in enumerate(observations, start=2):
        record: dict[str, Any] = dict.fromkeys(OBSERVATION_COLUMNS, "")
        record |= {"basis": "published", "file": "observations.csv", "sheet": "", "row": number, **given}
        for name in NUMBERS:
            raw = given.get(name)
            record[name] = None if raw is None else Decimal(str(raw))
        period = parse_key(record["period"], calendar)
        record |= {"start": period.start, "end": period.end}
        records.append(record)
    columns = [*OBSERVATION_COLUMNS, "start", "end", "file", "sheet", "row"]
    people = []
    for number, given in enumerate(populations, start=2):
        period = parse_key(given.get("period", "none"), calendar)
        people.append({
            "area": given["area"], "start": period.start, "end": period.end, "source": "",
            "population": Decimal(str(given["population"])) if "population" in given else None,
            "households": Decimal(str(given["households"])) if "households" in given else None,
            "file": "populations.csv", "sheet": "", "row": number,
        })  # fmt: skip
    population_columns = ["area", "start", "end", "population", "households", "source", "file", "sheet", "row"]
    return Workspace(
        path=Path("test"),
        plan=the_plan,
        areas=tuple(areas),
        observations=pd.DataFrame(records, columns=columns, dtype=object),
        populations=pd.DataFrame(people, columns=population_columns, dtype=object),
        **more,
    )
