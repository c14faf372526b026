# ruff: noqa: E501, RUF021
"""The annotated paragraphs of a published report, and its facts in our format. Used where the files are present."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pcc_narrator.models.fact import Area, Counted, Fact, FactSet, Measure
from pcc_narrator.models.period import Calendar, Period

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference"
NAMES: dict[str, tuple[str, ...]] = {
    "crime_volume": (
        "recorded crime",
        "all crime",
        "overall crime",
        "recorded crimes",
        "crimes recorded",
        "crimes reported",
    ),
    "crime_rate": ("recorded crime rate", "crime rate"),
    "recorded_crime_published": ("police recorded crime", "published crime"),
    "cyber_crime": ("cybercrime", "cyber crime"),
    "hate_crime": ("hate crime",),
    "asb": ("ASB", "anti-social behaviour"),
    "ksi_collisions": ("KSI collisions",),
    "public_confidence": ("public confidence", "confidence in Wiltshire Police"),
    "special_constable_hours": ("policing hours", "special constables", "special constabulary"),
    "crime_recording_compliance": ("crime recording compliance",),
}
COUNTED = {"crime_volume": Counted("crime", "crimes"), "asb": Counted("incident", "incidents")}
STATISTICS = {
    "count": "value",
    "percent": "value",
    "rate": "value",
    "change_abs": "change",
    "change_pct": "change_percent",
    "mean": "mean",
}
UNITS = {"rate_per_1000": "per_1000", "ratio_percent": "percent", "minutes_seconds": "seconds"}


def _period(row: dict[str, Any]) -> Period:
    if not row.get("period_start") or not row.get("period_end"):
        return Period()
    return Period(date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"]))


def facts() -> FactSet:
    """The facts of facts-dev.json in our format."""
    data = json.loads((REFERENCE / "facts-dev.json").read_text(encoding="utf-8"), parse_float=Decimal)
    areas: dict[str, str] = {"Wiltshire": "wiltshire"}
    for row in data["facts"]:
        areas.setdefault(row["area"], row["area"].lower().replace(" ", "_").replace("&", "and"))
    kinds = {"England & Wales": "nation", "Most Similar Group": "group", "South West Region": "region"}
    names = {
        "Wiltshire": ("Wiltshire Police", "the Force", "Wiltshire and Swindon"),
        "Most Similar Group": ("most similar group", "MSG", "peers"),
        "England & Wales": ("England and Wales", "nationally"),
    }
    measures = {
        row["id"]: Measure(
            row["id"], row["title"], NAMES.get(row["id"], ()), UNITS.get(row["unit"], row["unit"]), row.get("polarity", "neutral"),
            counted=COUNTED.get(row["id"]),
        )
        for row in data["measures"]
    }  # fmt: skip
    periods = {key: _period(row) for row in data["facts"] for key in [_key(row)] if key}
    found = []
    for row in data["facts"]:
        if isinstance(row["value"], str) or row["value"] is None:
            continue
        measures.setdefault(row["measure"], Measure(row["measure"], row["measure"].replace("_", " ")))
        statistic = STATISTICS.get(row["statistic"], row["statistic"])
        unit = UNITS.get(row["unit"], row["unit"])
        category = (
            row.get("crime_type") or row.get("crime_group") or row.get("role") or row.get("force") or row.get("group")
        )
        if row["id"].startswith("crime_rank."):
            category = row["id"].split(".")[1].replace("_", " ")
            category = None if category == "all crime" else category
        if row["id"].startswith("outcome_ratio.") and row["id"].rsplit(".", 1)[1] in (
            "undetected",
            "under_investigation",
            "cancelled",
        ):
            category = row["id"].rsplit(".", 1)[1].replace("_", " ")
        if row["measure"] == "forces_crime_change":
            statistic = (
                "areas_with_increase"
                if "increase" in row["id"]
                else "areas_with_decrease"
                if "reduction" in row["id"]
                else "value"
            )
            if "additional" in row["id"]:
                statistic = "other"
        if row["measure"] == "volunteers_in_post" and row.get("clearance"):
            category = f"{row.get('role')} {row['clearance']}"
        if row["id"].endswith("ci_half_width"):
            statistic = "interval_half_width"
        if statistic == "change" and unit == "percentage_points":
            statistic = "change_points"
        found.append(
            Fact(
                row["id"], row["measure"], statistic, areas[row["area"]], _period(row), Decimal(str(row["value"])),
                unit if unit in _UNITS else "none", category=category.replace("_", " ") if category else None,
                base=periods.get(row.get("comparison_period") or ""), order="lowest_first" if row["id"].startswith("crime_rank") else None,
            )
        )  # fmt: skip
    return FactSet(
        tuple(measures.values()),
        tuple(Area(key, title, names.get(title, ()), kinds.get(title, "force")) for title, key in areas.items()),
        tuple(found),
        period=Period(date(2018, 10, 1), date(2018, 12, 31)),
        calendar=Calendar(4),
    )


_UNITS = (
    "count",
    "percent",
    "percentage_points",
    "per_1000",
    "seconds",
    "minutes",
    "hours",
    "days",
    "months",
    "gbp",
    "rank",
    "ratio",
    "none",
)


def _key(row: dict[str, Any]) -> str:
    parts = row["id"].split(".")
    for part in parts:
        if part.startswith("r12_") or part[:2] == "20" and "q" in part:
            return part
    return ""


def paragraphs() -> list[dict[str, Any]]:
    """The annotated paragraphs."""
    return [
        json.loads(line)
        for line in (REFERENCE / "paragraphs-dev.jsonl").read_text(encoding="utf-8").splitlines()
        if line
    ]


def claims() -> list[dict[str, Any]]:
    """The annotated claims."""
    return [
        json.loads(line) for line in (REFERENCE / "claims-dev.jsonl").read_text(encoding="utf-8").splitlines() if line
    ]
