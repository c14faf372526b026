"""Measures the checker, and two baselines, on the evaluation sets: one table.

    python benchmarks/checker/run.py [--half tune|held|both] [--set NAME]… [--checker ours|exact|nearest|all]
        [--most N] [--kinds] [--failures FILE] [--json FILE] [--report DIR]…

`--kinds` breaks each set down; `--failures` writes what went wrong in the tuning half; `--report` names output folders
(report.md and facts.json) whose text is taken as true and mutated (docs/sample by default). README.md says what each
line counts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cases import Case
from judging import CHECKERS, judge
from sources import sets
from table import Line, failures, kinds, lines, table

ROOT = Path(__file__).resolve().parent.parent.parent


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("tune", "held", "both"), default="both")
    parser.add_argument("--set", action="append", default=[], dest="sets", choices=tuple(sets([])))
    parser.add_argument("--checker", choices=(*CHECKERS, "all"), default="all")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--kinds", action="store_true")
    parser.add_argument("--failures", type=Path)
    parser.add_argument("--most", type=int, help="at most so many cases of a kind, chosen by a hash: for a quick look")
    parser.add_argument("--report", action="append", default=[], type=Path, dest="reports")
    return parser.parse_args()


def main() -> None:
    """Run, print, write."""
    given = options()
    sample = ROOT / "docs" / "sample"
    whole = all((sample / name).exists() for name in ("facts.json", "report.md"))
    reports = given.reports or ([sample] if whole else [])
    began = time.perf_counter()
    cases = [case for name, make in sets(reports).items() if not given.sets or name in given.sets for case in make()]
    if given.most:
        cases = few(cases, given.most)
    found: list[Line] = []
    for name in CHECKERS if given.checker == "all" else (given.checker,):
        for half in ("tune", "held") if given.half == "both" else (given.half,):
            outcomes = [judge(name, case) for case in cases if case.half == half]
            found += lines(name, half, outcomes)
            if name == "ours" and given.kinds:
                print(f"{half}:\n\n{kinds(outcomes)}\n")
            if name == "ours" and half == "tune" and given.failures:
                given.failures.write_text(failures(outcomes), encoding="utf-8")
    print(table(found))
    print(f"\n{len(cases):,} cases, {time.perf_counter() - began:.0f} s")
    if given.json:
        given.json.write_text(as_json(found), encoding="utf-8")


def few(cases: Sequence[Case], most: int) -> list[Case]:
    """At most so many of each half and kind, the same ones each time."""
    taken: Counter[tuple[str, ...]] = Counter()
    kept = []
    for case in sorted(cases, key=lambda case: hashlib.sha256(case.id.encode()).digest()):
        key = (case.set, case.kind, case.half, case.expect)
        taken[key] += 1
        if taken[key] <= most:
            kept.append(case)
    return kept


def as_json(found: list[Line]) -> str:
    """The table for another program."""
    rows = [
        {"line": one.label, "half": one.half, "checker": one.checker, "n": one.n, "hits": one.hits,
         "undecided": one.undecided, "rate": one.hits / one.n, "interval": one.interval, "bar": one.bar}
        for one in found
    ]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    main()
