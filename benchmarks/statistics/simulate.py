"""How often the exceptions engine flags what is not there, and what is: measured, not promised.

    python benchmarks/statistics/simulate.py [--world usual] [--reports 200] [--json FILE] [--plot FILE] [--read FILE]

Reports of 30 measures are made up at random (fixed seed; nothing here is real data) and sent through the whole
engine, facts and all. In a third of the measures counts vary as chance makes them, in a third they vary more (as
crime, visits and complaints do) and have a season, in a third they are proportions or short series. Then either
nothing changes, or three measures change by a given size in the last year. Two usual practices are applied to the
same data: "more than 5 per cent on the 12 months before", and "every exact test at p < 0.05".

The engine's settings were chosen while looking at the world "usual". The world "held out" was written afterwards and
run once: other kinds of measures, among them what the methods do not assume (levels that wander, past changes of level,
one-off outbreaks, proportions that vary more than the binomial, short restless series).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pcc_narrator.facts import compute_facts
from pcc_narrator.flags import find_exceptions
from pcc_narrator.models.fact import Area, FactSet
from pcc_narrator.models.period import Calendar
from pcc_narrator.periods.keys import period_key
from pcc_narrator.statistics.counts import exact_conditional
from pcc_narrator.statistics.proportions import two_proportions
from pcc_narrator.workspace.plan import Plan
from pcc_narrator.workspace.types import OBSERVATION_COLUMNS, Workspace

SEED = 20181231
MEASURES, CHANGED = 30, 3
QUARTERS, SHORT = 24, 8
NULL_TIMES = 4  # as many more reports are made without a change, whose share of false flags is small
CALENDAR = Calendar(4)
ENGINE, FIVE, EACH = "exceptions engine", "more than 5 per cent", "every test at p < 0.05"


@dataclass(frozen=True)
class Kind:
    """How a measure's quarters come about."""

    name: str
    mean: float
    spread: float = 1.0  # variance over mean
    season: tuple[float, ...] = (1.0, 1.0, 1.0, 1.0)
    denominator: int = 0
    quarters: int = QUARTERS
    wander: float = 0.0  # standard deviation of the level's logarithm, which follows a first-order process
    persistence: float = 0.0  # its autocorrelation from quarter to quarter
    past_shift: float = 1.0  # factor of the level in the first half of the series
    outbreaks: float = 0.0  # chance that a quarter has half as many again


def kinds(random: np.random.Generator) -> list[Kind]:
    """The measures of one report."""
    season = (1.08, 0.97, 0.93, 1.02)
    found = [Kind("chance alone", float(random.choice([15, 40, 100, 300, 1000]))) for _ in range(10)]
    found += [
        Kind(
            "over-dispersed, seasonal", float(random.choice([60, 200, 600, 2500])), float(random.uniform(2, 10)), season
        )
        for _ in range(10)
    ]
    found += [Kind("proportion", float(random.uniform(0.1, 0.9)), denominator=int(random.choice([60, 200, 800])))
              for _ in range(5)]  # fmt: skip
    found += [Kind("short", float(random.choice([20, 80, 300])), quarters=SHORT) for _ in range(5)]
    return found


def kinds_held_out(random: np.random.Generator) -> list[Kind]:
    """The measures of one report of the other world."""
    season = (0.85, 1.05, 1.2, 0.9)
    found = [Kind("wandering", float(random.choice([50, 150, 500, 3000])), float(random.uniform(1.5, 6)), season, 0, 40,
                  wander=0.05, persistence=0.5) for _ in range(10)]  # fmt: skip
    found += [Kind("shifted in the past", float(random.choice([30, 120, 800])), float(random.uniform(1, 4)), season, 0,
                   48, past_shift=float(random.choice([0.6, 1.5]))) for _ in range(6)]  # fmt: skip
    found += [Kind("outbreaks", float(random.choice([25, 90, 250])), 1.5, outbreaks=0.03, quarters=40)
              for _ in range(5)]  # fmt: skip
    found += [Kind("restless proportion", float(random.uniform(0.3, 0.95)), float(random.uniform(1.5, 3)),
                   denominator=int(random.choice([100, 400])), quarters=36) for _ in range(6)]  # fmt: skip
    found += [Kind("short and restless", float(random.choice([40, 150])), 2.0, quarters=SHORT) for _ in range(3)]
    return found


WORLDS = {"usual": kinds, "held out": kinds_held_out}


def draw(random: np.random.Generator, kind: Kind, factor: float) -> list[int]:
    """The quarters of one measure; the last four have `factor` times the mean (for proportions: the odds)."""
    places = np.arange(-kind.quarters, 0)
    change = np.where(places >= -4, factor, 1.0) * np.where(places < -kind.quarters // 2, kind.past_shift, 1.0)
    if kind.outbreaks:  # none in the last two years, where one would be a change
        change = change * np.where((random.random(kind.quarters) < kind.outbreaks) & (places < -8), 1.5, 1.0)
    if kind.wander:
        steps = random.normal(size=kind.quarters) * kind.wander * (1 - kind.persistence**2) ** 0.5
        level = [float(random.normal()) * kind.wander]
        for step in steps[1:]:
            level.append(kind.persistence * level[-1] + float(step))
        change = change * np.exp(level)
    if kind.denominator:
        odds = kind.mean / (1 - kind.mean) * change
        shares = odds / (1 + odds)
        if kind.spread > 1:  # beta-binomial of this variance over the binomial one
            together = (kind.denominator - kind.spread) / (kind.spread - 1)
            shares = random.beta(shares * together, (1 - shares) * together)
        return [int(one) for one in random.binomial(kind.denominator, shares)]
    means = kind.mean * change * np.array(kind.season)[places % 4]
    if kind.spread > 1:
        return [int(one) for one in random.negative_binomial(means / (kind.spread - 1), 1 / kind.spread)]
    return [int(one) for one in random.poisson(means)]


def report(random: np.random.Generator, factor: float, world: str = "usual") -> tuple[dict[str, set[str]], set[str]]:
    """The measures that each practice flags in one report, and those that truly changed."""
    chosen = WORLDS[world](random)
    changed = set(random.choice(MEASURES, CHANGED, replace=False)) if factor != 1 else set()
    series = [
        draw(random, kind, (factor if random.random() < 0.5 else 1 / factor) if number in changed else 1.0)
        for number, kind in enumerate(chosen)
    ]
    workspace = make_workspace(chosen, series)
    facts = compute_facts(workspace, "2018-19-Q4")
    flags = find_exceptions(workspace, facts).flags
    flagged = {
        ENGINE: {flag.measure for flag in flags if flag.kind == "significant_change"},
        FIVE: by_size(facts),
        EACH: by_each_test(chosen, series),
    }
    return flagged, {f"m{number}" for number in changed}


def by_size(facts: FactSet) -> set[str]:
    """Every measure whose 12 months differ by more than 5 per cent (or 5 points) from the 12 before."""
    return {
        fact.measure
        for fact in facts.facts
        if fact.statistic in ("change_percent", "change_points") and fact.period.months == 12 and abs(fact.number) > 5
    }


def by_each_test(chosen: list[Kind], series: list[list[int]]) -> set[str]:
    """Every measure with a test below 0.05, of the last quarter on a year earlier or of 12 months on 12 months."""
    found = set()
    for number, (kind, values) in enumerate(zip(chosen, series, strict=True)):
        pairs = [(values[-5], values[-1], 1), (sum(values[-8:-4]), sum(values[-4:]), 4)]
        for before, after, quarters in pairs:
            n = kind.denominator * quarters
            p = two_proportions((before, n), (after, n))[0] if n else exact_conditional(before, after)
            if p < 0.05:
                found.add(f"m{number}")
    return found


def make_workspace(chosen: list[Kind], series: list[list[int]]) -> Workspace:
    """A workspace of these measures, as the loader would hand it on."""
    measures: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    last = CALENDAR.quarter(2018, 4)
    for number, (kind, values) in enumerate(zip(chosen, series, strict=True)):
        unit, adds = ("percent", "ratio") if kind.denominator else ("count", "sum")
        measures.append({"id": f"m{number}", "title": f"Measure {number}", "unit": unit, "adds": adds,
                         "compare": ["same_quarter_last_year", "rolling_12_months"]})  # fmt: skip
        for back, value in enumerate(reversed(values)):
            period = last.shifted(-3 * back)
            row: dict[str, Any] = dict.fromkeys(OBSERVATION_COLUMNS, "")
            row |= dict.fromkeys(("value", "numerator", "denominator", "sample_size", "low", "high"))
            row |= {"measure": f"m{number}", "area": "here", "basis": "derived", "file": "simulated", "sheet": ""}
            row |= {"period": period_key(period, CALENDAR), "start": period.start, "end": period.end, "row": len(rows)}
            if kind.denominator:
                row |= {"numerator": Decimal(value), "denominator": Decimal(kind.denominator)}
            else:
                row["value"] = Decimal(value)
            rows.append(row)
    plan = Plan.model_validate({
        "title": "Simulation", "organisation": "None", "area": "here",
        "priorities": [{"id": "one", "title": "One", "measures": measures}],
    })  # fmt: skip
    columns = ["area", "start", "end", "population", "households", "source", "file", "sheet", "row"]
    return Workspace(Path("simulated"), plan, (Area("here", "Here"),), pd.DataFrame(rows, dtype=object),
                     pd.DataFrame([], columns=columns))  # fmt: skip


def run(reports: int, factor: float, world: str = "usual") -> dict[str, dict[str, float]]:
    """For each practice: the share of reports with a false flag, false flags a report, and the power."""
    random = np.random.default_rng([SEED, round(factor * 1000)])
    totals = {
        name: dict.fromkeys(("any", "false", "true", "flagged_false_share"), 0.0) for name in (ENGINE, FIVE, EACH)
    }
    for _ in range(reports):
        flagged, changed = report(random, factor, world)
        for name, measures in flagged.items():
            false = len(measures - changed)
            totals[name]["any"] += false > 0
            totals[name]["false"] += false
            totals[name]["true"] += len(measures & changed)
            totals[name]["flagged_false_share"] += false / max(1, len(measures))
    return {
        name: {
            "reports_with_a_false_flag": total["any"] / reports,
            "false_flags_a_report": total["false"] / reports,
            "false_share_of_flags": total["flagged_false_share"] / reports,
            "changes_found": total["true"] / (reports * CHANGED) if factor != 1 else float("nan"),
        }
        for name, total in totals.items()
    }


def table(results: dict[float, dict[str, dict[str, float]]], reports: int) -> str:
    """The results as a Markdown table."""
    head = (
        "change in 3 of 30 measures", "practice", "reports with a false flag", "false flags a report",
        "false share of flags", "changes found",
    )  # fmt: skip
    lines = [_row(head), "| --- | --- | ---: | ---: | ---: | ---: |"]
    for factor, practices in results.items():
        for name, one in practices.items():
            found = "" if factor == 1 else f"{one['changes_found']:.0%}"
            size = "none" if factor == 1 else f"{factor - 1:.0%}"
            shares = (f"{one['reports_with_a_false_flag']:.1%}", f"{one['false_flags_a_report']:.2f}",
                      f"{one['false_share_of_flags']:.0%}")  # fmt: skip
            lines.append(_row((size, name, *shares, found)))
    lines.append("")
    half = 1.96 * (0.05 * 0.95 / (reports * NULL_TIMES)) ** 0.5
    lines.append(
        f"{reports * NULL_TIMES} simulated reports without a change (a share near 5 per cent is known to ±{half:.1%}), "
        f"{reports} for each size of change."
    )
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def plot(results: dict[float, dict[str, dict[str, float]]], path: Path) -> None:
    """Changes found by size of change, and reports with a false flag, for each practice."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "pcc-narrator"
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.4))
    sizes = [factor for factor in results if factor != 1]
    for name, style in ((ENGINE, "-o"), (FIVE, "--s"), (EACH, ":^")):
        left.plot([100 * (size - 1) for size in sizes],
                  [100 * results[size][name]["changes_found"] for size in sizes], style, label=name)  # fmt: skip
    left.set_xlabel("size of the change, per cent")
    left.set_ylabel("changes found, per cent")
    left.set_ylim(0, 102)
    left.legend(frameon=False, fontsize=8)
    names = [ENGINE, FIVE, EACH]
    shares = [100 * results[1.0][name]["reports_with_a_false_flag"] for name in names]
    right.barh(range(3), shares, color=["#1f5a94", "#9aa5b1", "#c9ced6"])
    right.set_yticks(range(3), names, fontsize=8)
    right.invert_yaxis()
    right.set_xlabel("reports with a false flag, per cent")
    right.set_title("nothing changed", fontsize=9)
    left.set_title("3 of 30 measures changed", fontsize=9)
    right.axvline(5, color="black", linewidth=0.8)
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def _read(path: Path) -> dict[float, dict[str, dict[str, float]]]:
    data = json.loads(path.read_text(encoding="utf-8"))
    return {
        float(factor): {
            name: {key: float("nan") if value is None else value for key, value in one.items()}
            for name, one in practices.items()
        }
        for factor, practices in data.items()
    }


def main() -> None:
    """Run the simulation and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--world", choices=list(WORLDS), default="usual")
    parser.add_argument("--json", type=Path, help="write the results to this file")
    parser.add_argument("--read", type=Path, help="show the results of this file instead of simulating")
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    results = {}
    if given.read:
        results = _read(given.read)
    else:
        for factor in (1.0, 1.1, 1.2, 1.3, 1.5, 2.0):
            results[factor] = run(given.reports * (NULL_TIMES if factor == 1 else 1), factor, given.world)
            print(f"{factor}: done", file=sys.stderr)
    print(table(results, given.reports))
    if given.json:
        given.json.write_text(json.dumps(results, indent=1).replace("NaN", "null") + "\n", encoding="utf-8")
    if given.plot:
        plot(results, given.plot)


if __name__ == "__main__":
    main()
