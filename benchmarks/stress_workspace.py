"""A workspace of invented figures that are hard to write about: what a writer does with them, not what is true.

    python benchmarks/stress_workspace.py OUT
    pcc-narrator eval OUT@2018-19-Q3 -o outputs/stress

Each measure is one difficulty: missing periods, ties among areas, noughts, tiny counts, negative values, nothing
moving, everything significant, names of thirty letters and more, notes with numbers in them. It ships with no report.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

QUARTERS = [f"{year}-{(year + 1) % 100:02d}-Q{number}" for year in range(2014, 2019) for number in (1, 2, 3, 4)][:19]
AREAS = ("northtown", "easton", "weston", "southam")


def series(*values: float | str) -> dict[str, str]:
    """The last values of the series, up to the last quarter; "" leaves a quarter out."""
    return {quarter: str(value) for quarter, value in zip(QUARTERS[-len(values) :], values, strict=True) if value != ""}


COUNT = {"unit": "count", "adds": "sum", "polarity": "lower_is_better"}
PERCENT = {"unit": "percent", "decimals": 1, "adds": "latest", "polarity": "higher_is_better"}
# id: title, plan, figures of the own area
MEASURES: dict[str, tuple[str, dict[str, object], dict[str, str]]] = {
    "gaps": ("Loans with gaps", COUNT, series(120, "", 118, "", "", 125, "", 119)),
    "gone": ("Renewals", COUNT, series(40, 42, 41, "")),
    "never": ("Lost books", COUNT, {}),
    "ties": ("Branch visits", {**COUNT, "peers": ["similar"], "rank_among": "similar"}, series(*[500] * 8)),
    "noughts": ("Complaints", COUNT, series(*[0] * 8)),
    "from_nought": ("Accidents", COUNT, series(0, 0, 0, 0, 0, 0, 0, 7)),
    "to_nought": ("Thefts", COUNT, series(3, 1, 2, 0, 4, 1, 1, 0)),
    "tiny": ("Appeals", COUNT, series(2, 1, 3, 1, 2, 1, 1, 2)),
    "one": ("Prosecutions", COUNT, series(1, 1, 1, 1, 1, 1, 1, 1)),
    "negative": (
        "Surplus", {"unit": "gbp", "adds": "sum", "polarity": "higher_is_better"},
        series(900, -250, 40, -1200, 310, -75),
    ),
    "flat": ("Members", COUNT, series(*[1000] * 19)),
    "soaring": ("Digital loans", COUNT, series(*[100 + number % 3 for number in range(18)], 900)),
    "plunging": ("Printed maps lent", {**COUNT, "polarity": "higher_is_better"},
                 series(*[900 + number % 4 for number in range(18)], 12)),
    "whole": ("Shelves in order", {**PERCENT, "target": {"value": 100, "name": "target", "source": "the plan"}},
              series(100, 100, 100, 100)),
    "none_of_it": ("Shelves out of order", {**PERCENT, "polarity": "lower_is_better"}, series(0, 0, 0, 0)),
    "long_name": (
        "Books returned by readers who had been reminded of them in writing more than once", COUNT,
        series(12, 15, 11, 14, 9),
    ),
    "brief_name": ("X", COUNT, series(55, 60, 58, 61, 57)),
    "waiting": ("Waiting time", {"unit": "seconds", "adds": "mean", "polarity": "lower_is_better"},
                series(59, 60, 61, 3600, 1)),
}  # fmt: skip
NOTES = (
    ("n1", "cause", "gaps", "Figures are missing because the counter broke on 3 of 7 days."),
    ("n2", "context", "soaring", "A scheme lent 250 readers, 1 in 4 of them children, a device each."),
    ("n3", "action", "plunging", "Two rooms out of three will be opened again by 2 January 2019."),
    ("n4", "context", "tiny", "Appeals are few; 100 per cent of one is one."),
)


def plan() -> dict[str, object]:
    """plan.yaml, as JSON (which is YAML)."""
    measures = [
        {"id": name, "title": title, **settings}
        | ({"counted": {"one": "item", "many": "items"}} if name in ("ties", "soaring") else {})
        for name, (title, settings, _) in MEASURES.items()
    ]
    half = len(measures) // 2
    return {
        "title": "Stress report", "organisation": "Northtown Libraries", "area": "northtown", "year_start_month": 4,
        "words": {"area": "library", "areas": "libraries"},
        "priorities": [
            {"id": "first", "title": "First half", "measures": measures[:half]},
            {"id": "second", "title": "Second half", "measures": measures[half:]},
        ],
    }  # fmt: skip


def main(out: Path) -> None:
    """Write the workspace into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "plan.yaml").write_text(json.dumps(plan(), indent=1) + "\n", encoding="utf-8")
    notes = [
        {"id": name, "kind": kind, "measures": [measure], "text": text, "approved_by": "nobody: an invented note",
         "approved_on": "2019-01-31"}
        for name, kind, measure, text in NOTES
    ]  # fmt: skip
    (out / "notes.yaml").write_text(json.dumps(notes, indent=1) + "\n", encoding="utf-8")
    rows = [(name, "northtown", quarter, value) for name, (_, _, figures) in MEASURES.items()
            for quarter, value in figures.items()]  # fmt: skip
    rows += [("ties", area, quarter, "500") for area in AREAS[1:] for quarter in QUARTERS[-8:]]
    _table(out / "observations.csv", ("measure", "area", "period", "value", "basis", "source"),
           [(*row, "published", "invented for a stress test") for row in rows])  # fmt: skip
    areas = [(area, area.title(), "library", "") for area in AREAS]
    areas.append(("similar", "similar libraries", "group", "; ".join(AREAS)))
    _table(out / "areas.csv", ("area", "title", "kind", "members"), areas)


def _table(path: Path, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
