"""A small invented workspace for the outline and the writers: a library service and its neighbours.

All places and figures are made up for the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from pcc_narrator.facts import compute_facts
from pcc_narrator.flags import Exceptions, find_exceptions
from pcc_narrator.models.fact import Area, FactSet, Note
from pcc_narrator.models.outline import Outline
from pcc_narrator.models.period import Calendar
from pcc_narrator.outlining import outline
from pcc_narrator.periods import parse_key
from pcc_narrator.workspace.plan import Plan
from pcc_narrator.workspace.types import MediaItem, Workspace

PERIOD = "2018-19-Q3"
LOANS = {"Fiction": (4321, 3222), "Local history": (3929, 2895), "Children's books": (13200, 13925), "Maps": (259, 338)}
NOTES = (
    Note("posts", "cause", "Two posts fell vacant during the autumn.", ("answered_in_time",)),
    Note("counting", "method", "A renewal counts as a loan.", ("loans",)),
    Note("spring", "context", "The reading room was closed in spring.", ("loans", "visits")),
    Note("old", "context", "This was so in another year.", ("loans",), period=parse_key("2016-17", Calendar())),
)


def workspace(
    *,
    values: dict[tuple[str, str], str] | None = None,
    notes: tuple[Note, ...] = NOTES,
    titles: dict[str, str] | None = None,
    headline: str = "",
) -> Workspace:
    """The workspace. `values` replaces figures by (measure, period), "" taking one away; `titles` renames measures.

    `headline` is one of the period about visits.
    """
    changed = values or {}
    rows: list[dict[str, Any]] = []
    for measure, area, category, period, value in _figures():
        text = changed.get((measure, period), value) if area == "northtown" and not category else value
        if text:
            rows.append(_row(measure, area, category, period, text, len(rows) + 2))
    return Workspace(
        Path(), Plan.model_validate(_plan(titles or {})), _areas(), pd.DataFrame(rows), _populations(), notes,
        media=(MediaItem(date(2018, 12, 3), "The Courier", headline, "visits"),) if headline else (),
    )  # fmt: skip


@dataclass(frozen=True)
class Planned:
    """The stages up to the outline."""

    workspace: Workspace
    facts: FactSet
    exceptions: Exceptions
    outline: Outline


def planned(**changes: Any) -> Planned:
    """The outline of the workspace, and what it was made from."""
    made = workspace(**changes)
    facts = compute_facts(made, PERIOD)
    exceptions = find_exceptions(made, facts)
    facts = facts.with_facts(exceptions.facts)
    return Planned(made, facts, exceptions, outline(made, facts, exceptions))


def _figures() -> list[tuple[str, str, str, str, str]]:
    own = {
        "visits": {"2018-19-Q1": "10916", "2018-19-Q2": "11123", PERIOD: "10792", "R12-2018-12": "42685",
                   "R12-2017-12": "44068"},
        "requests": {"2017-18-Q3": "75", "2018-19-Q1": "210", "2018-19-Q2": "163", PERIOD: "147",
                     "R12-2018-12": "692", "R12-2017-12": "510"},
        "loans": {"R12-2017-12": "43966", "R12-2018-12": "42483"},
        "answered_in_time": {"2018-19-Q1": "93", "2018-19-Q2": "48", PERIOD: "33"},
        "catalogued": {"2018-19-Q1": "89.1", "2018-19-Q2": "93.8", PERIOD: "86.7"},
        "renewals": {"2018-19-Q1": "86", "2018-19-Q2": "86", PERIOD: "86"},
        "waiting": {"2018-19-Q1": "642", "2018-19-Q2": "636", PERIOD: "642"},
        "accidents": {"R12-2018-06": "249"},
        "helpers": {"2018-19-Q1": "168", "2018-19-Q2": "174", PERIOD: "166"},
    }  # fmt: skip
    rows = [
        (measure, "northtown", "", period, value) for measure, known in own.items() for period, value in known.items()
    ]
    for category, (before, after) in LOANS.items():
        rows += [("loans", "northtown", category, "R12-2017-12", str(before)),
                 ("loans", "northtown", category, "R12-2018-12", str(after))]  # fmt: skip
    peers = {"easton": (48717, 53099), "weston": (55790, 58972), "southam": (82443, 94186), "region": (300000, 321000)}
    for area, (before, after) in peers.items():
        rows += [("loans", area, "", "R12-2017-12", str(before)), ("loans", area, "", "R12-2018-12", str(after))]
    for category, before, after in (("Adults", "84", "76"), ("Children", "74", "67"), ("Students", "73", "78")):
        rows += [("content", "northtown", category, "R12-2017-12", before),
                 ("content", "northtown", category, "R12-2018-12", after)]  # fmt: skip
    rows += [("content", "northtown", "", "R12-2017-12", "77"), ("content", "northtown", "", "R12-2018-12", "74")]
    return rows


def _row(measure: str, area: str, category: str, period: str, value: str, row: int) -> dict[str, Any]:
    found = parse_key(period, Calendar())
    sampled = measure == "content" and not category
    return {
        "measure": measure, "area": area, "category": category, "period": period, "value": Decimal(value),
        "numerator": None, "denominator": None, "sample_size": None,
        "low": Decimal(value) - Decimal("2.7") if sampled else None,
        "high": Decimal(value) + Decimal("2.7") if sampled else None,
        "basis": "published", "source": "", "publisher": "", "published_on": None, "retrieved_on": None,
        "start": found.start, "end": found.end, "file": "observations", "sheet": "", "row": row,
    }  # fmt: skip


def _plan(titles: dict[str, str]) -> dict[str, Any]:
    def measure(identifier: str, title: str, unit: str, **more: Any) -> dict[str, Any]:
        return {"id": identifier, "title": titles.get(identifier, title), "unit": unit, **more}

    lower, higher = {"polarity": "lower_is_better"}, {"polarity": "higher_is_better"}
    return {
        "title": "Library report",
        "organisation": "Northtown Libraries",
        "area": "northtown",
        "words": {"area": "service", "areas": "services", "group": "similar services"},
        "priorities": [
            {"id": "open", "title": "Open to all", "measures": [
                measure("visits", "Visits", "count", counted={"one": "visit", "many": "visits"}, **higher),
                measure("loans", "Loans (national return)", "count", counted={"one": "loan", "many": "loans"}, **higher,
                        headline="rolling", peers=["similar", "region"], rank_among="similar",
                        rate_per_1000="population", breakdown="kind of book"),
                measure("catalogued", "Cataloguing compliance", "percent", decimals=1, **higher,
                        target={"value": 95, "name": "the desired standard"}),
                measure("requests", "Requests", "count", counted={"one": "request", "many": "requests"}, **lower),
                measure("accidents", "Accidents", "count", counted={"one": "accident", "many": "accidents"}, **lower),
                measure("helpers", "Number of helpers in post", "count", adds="latest", **higher),
            ]},
            {"id": "well", "title": "Well served", "measures": [
                measure("content", "Satisfaction of readers", "percent", adds="mean", headline="rolling", **higher,
                        breakdown="group of readers"),
                measure("renewals", "Renewal rates", "percent", adds="mean", decimals=0),
                measure("answered_in_time", "Percentage of letters answered within ten working days", "percent",
                        adds="mean", decimals=0, **higher),
                measure("waiting", "Waiting time", "seconds", adds="mean", **lower),
                measure("unknown", "Lost books", "count", counted={"one": "lost book", "many": "lost books"}),
            ]},
        ],
    }  # fmt: skip


def _areas() -> tuple[Area, ...]:
    return (
        Area("northtown", "Northtown", (), "service"),
        Area("easton", "Easton", (), "service"),
        Area("weston", "Weston", (), "service"),
        Area("southam", "Southam", (), "service"),
        Area("similar", "similar services", (), "group", ("northtown", "weston", "southam")),
        Area("region", "the Region", (), "region", ("northtown", "easton", "weston", "southam")),
    )


def _populations() -> pd.DataFrame:
    people = {"northtown": 716400, "easton": 770000, "weston": 898000, "southam": 1054000, "region": 3438400}
    return pd.DataFrame([
        {"area": area, "start": date(2017, 6, 30), "end": date(2017, 6, 30), "population": Decimal(number),
         "households": None, "source": "", "file": "populations", "sheet": "", "row": row}
        for row, (area, number) in enumerate(people.items(), start=2)
    ])  # fmt: skip
