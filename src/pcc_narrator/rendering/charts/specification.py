"""charts.json: what each picture of a folder shows, by fact ids, so that it can be drawn again in another form."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.outline import Chart, Outline, Series
from pcc_narrator.rendering.dashboard import has_spark, spark_name
from pcc_narrator.rendering.report import safe_name

SPECIFICATIONS = "charts.json"


@dataclass(frozen=True, slots=True)
class Specifications:
    """Charts and sparklines by the name of their picture, without its ending."""

    charts: Mapping[str, Chart]
    sparks: Mapping[str, tuple[str, ...]]


def charts_of(outline: Outline) -> Iterator[Chart]:
    """Every chart of the report, in order."""
    for section in outline.sections:
        yield from section.charts


def specifications(outline: Outline, facts: FactSet) -> str:
    """The text of charts.json."""
    data = {
        "charts": {safe_name(chart.id): asdict(chart) for chart in charts_of(outline)},
        "sparklines": {Path(spark_name(row)).stem: row.spark for row in outline.dashboard if has_spark(row, facts)},
    }
    return json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n"


def read_specifications(folder: Path | None) -> Specifications:
    """What charts.json of a folder says; nothing where there is none or it cannot be read."""
    try:
        data = json.loads((folder / SPECIFICATIONS).read_text(encoding="utf-8")) if folder is not None else {}
        charts = {name: _chart(row) for name, row in data.get("charts", {}).items()}
        return Specifications(charts, {name: tuple(row) for name, row in data.get("sparklines", {}).items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Specifications({}, {})


def _chart(row: dict[str, Any]) -> Chart:
    series = tuple(Series(item["label"], tuple(item["facts"])) for item in row["series"])
    breaks = tuple(date.fromisoformat(day) for day in row.get("breaks", ()))
    return Chart(**{**row, "series": series, "highlighted": tuple(row["highlighted"]), "breaks": breaks,
                    "icons": tuple(row.get("icons", ()))})  # fmt: skip
