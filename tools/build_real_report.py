"""Writes docs/real-report.md: every figure of the published report against what the program computes.

    python tools/build_real_report.py

Reads tests/data/real_report_figures.csv (which a test walks), the sample workspace and data/open.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
OPEN = ROOT / "data" / "open"
MSG = (
    "wiltshire", "devon_and_cornwall", "warwickshire", "suffolk", "north_wales", "west_mercia", "norfolk", "cheshire",
)  # fmt: skip
SOUTH_WEST = ("avon_and_somerset", "devon_and_cornwall", "dorset", "gloucestershire", "wiltshire")
VINTAGE = """Home Office rolling totals in the vintage of April 2019 and mid-2017 populations, nothing of the report.
Small differences are revisions between the report's extract and the published edition.

"""
NOTED = """They are no figures of a measure with a series, so nothing is computed from them. A note of the workspace
tells each in words of its own, with the paragraph it comes from, and the check knows it by that note.

"""
TEXTS = ROOT / "tools" / "sample"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def listed() -> list[dict[str, str]]:
    with (ROOT / "tests" / "data" / "real_report_figures.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def recomputed() -> list[tuple[str, str, str, str]]:
    """What the open data alone say of the report's published crime figures."""
    rolling = pd.read_csv(OPEN / "recorded_crime_rolling_years.csv.gz")
    rolling["end"] = [date.fromisoformat(text) for text in rolling["end"]]
    people = pd.read_csv(OPEN / "populations.csv")
    mid = people[people["period"] == "2017-06-30"].set_index("area")["population"]
    totals = rolling.groupby(["area", "end"])["value"].sum().unstack()
    before, after = totals[date(2017, 12, 31)], totals[date(2018, 12, 31)]
    sep17, sep18 = totals[date(2017, 9, 30)], totals[date(2018, 9, 30)]
    sexual = rolling[rolling["group"] == "Sexual offences"].groupby(["area", "end"])["value"].sum().unstack()
    rate = 1000 * after / mid.reindex(after.index)
    earlier, later = sexual[date(2017, 12, 31)], sexual[date(2018, 12, 31)]
    own = "wiltshire"
    own_sexual_rate = (later / mid.reindex(later.index)).rank(method="min")[own]
    nation = pd.Series({"before": earlier.sum(), "after": later.sum()})

    def moved(one: float, two: float) -> str:
        return f"{int(one):,} to {int(two):,} ({percent(one, two)})"

    def percent(one: float, two: float) -> str:
        return f"{100 * (two / one - 1):+.1f}%"

    def groups(areas: Iterable[str]) -> str:
        return moved(sum(before[area] for area in areas), sum(after[area] for area in areas))

    rows = [
        ("Wiltshire, all crime", "43,966 to 42,483 (-3.4%)", moved(before[own], after[own])),
        ("England and Wales, 43 forces", "4,751,551 to 5,088,329 (+7.1%)", groups(before.index)),
        ("South West", "370,172 to 373,667 (+0.9%)", groups(SOUTH_WEST)),
        ("most similar group", "511,115 to 540,447 (+5.7%)", groups(MSG)),
        ("forces with an increase, 2018", "35", str(int((after > before).sum()))),
        ("forces with an increase, 12 months to September 2018", "39", str(int((sep18 > sep17).sum()))),
        ("England and Wales, 12 months to September 2018", "+8.4%", percent(sep17.sum(), sep18.sum())),
        ("rank of Wiltshire's volume, lowest first", "6", str(int(after.rank(method="min")[own]))),
        ("crimes per 1,000 people, Wiltshire", "59.3", f"{rate[own]:.1f}"),
        ("mean of the most similar group's rates", "71.2", f"{sum(rate[area] for area in MSG) / len(MSG):.1f}"),
        ("sexual offences, England and Wales", "+9.7%", percent(nation["before"], nation["after"])),
        ("forces with more sexual offences", "35", str(int((later > earlier).sum()))),
        ("rank of Wiltshire's sexual offence rate, lowest first", "7", str(int(own_sexual_rate))),
    ]
    return [(*row, "equal" if row[1] == row[2] else "differs") for row in rows]


def page() -> str:
    """The whole page."""
    rows = listed()
    counts = Counter(row["status"] for row in rows)
    summary = (
        f"\nOf {len(rows)} printed figures **{counts['equal']} are equal** to a computed fact, {counts['noted']} are "
        f"told in approved notes, and {counts['differs']} differ, each for the reason below. None is left out.\n\n"
    )
    parts = [
        (TEXTS / "real_report_opening.md").read_text(encoding="utf-8"),
        summary,
        (TEXTS / "contradictions.md").read_text(encoding="utf-8"),
        "\n## Figures that differ\n\n",
        table(
            ("section", "place", "printed", "here", "why"),
            (
                (r["section"], r["place"], r["printed"], r["ours"], r["reason"])
                for r in rows
                if r["status"] == "differs"
            ),
        ),
        "\n## Figures that are told in notes\n\n",
        NOTED,
        table(
            ("section", "place", "printed", "here", "note", "what it is"),
            (
                (r["section"], r["place"], r["printed"], f"“{r['ours']}”", f"`{r['fact']}`", r["reason"])
                for r in rows
                if r["status"] == "noted"
            ),
        ),
        "\n## Recomputed from open data alone\n\n",
        VINTAGE,
        table(("figure", "the report", "open data", ""), recomputed()),
        "\n## Every figure that is equal\n\n",
        table(
            ("section", "place", "printed", "fact", "remark"),
            (
                (r["section"], r["place"], r["printed"], f"`{r['fact']}`", r["reason"])
                for r in rows
                if r["status"] == "equal"
            ),
        ),
    ]
    return "".join(parts)


def main() -> None:
    (ROOT / "docs" / "real-report.md").write_text(page(), encoding="utf-8")
    print(f"docs/real-report.md: {len(listed())} figures")


if __name__ == "__main__":
    main()
