"""Speed and memory on national data: every area's report, and millions of events to counts beside plain pandas.

    python benchmarks/scale.py events.csv.gz          # the table of docs/benchmarks.md
    python benchmarks/scale.py events.csv.gz --skip reports

`events.csv.gz` is a file of street-level events (columns Month, Reported by, LSOA code, Crime type, Last outcome
category). Each job runs in a new process; times include starting Python. The file that is 20 times as large is
made of 20 copies of it: replicated, no real data.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

COPIES = 20
PERIOD = "2018-19-Q3"
WORKSPACES = "workspaces"
QUERY = """\
files: {{events: {pattern}}}
table: events
measure: {{is: events}}
area: {{column: Reported by}}
category: {{column: Crime type}}
day: {{column: Month}}
empty_month: nought
"""


def analysed(workspace: Path) -> tuple[int, int]:
    """How many facts and exceptions a workspace has: it is read, checked, computed and tested."""
    from pcc_narrator.pipeline import analyse

    found = analyse(workspace, PERIOD)
    return len(found.facts.facts), len(found.exceptions.flags)


def written(name: str) -> tuple[int, int]:
    """The same of an area whose workspace is written first."""
    from pcc_narrator.workspace.importers.open_data import write_open_workspace

    with tempfile.TemporaryDirectory() as folder:
        return analysed(write_open_workspace(name, Path(folder) / "workspace", period=PERIOD))


def facts_of_all(_: Path, jobs: int = 1) -> None:
    """Facts and exceptions of every area, from workspaces that are written first."""
    from pcc_narrator.workspace.importers.open_data import area_names

    _over(written, [name for name, _ in area_names()], jobs)


def facts_side_by_side(path: Path) -> None:
    """The same on every core."""
    facts_of_all(path, os.cpu_count() or 1)


def facts_of_workspaces(path: Path) -> None:
    """Facts and exceptions of workspaces that are there, on every core."""
    _over(analysed, sorted((path.parent / WORKSPACES).iterdir()), os.cpu_count() or 1)


def _over(work: Callable[[Any], tuple[int, int]], items: Sequence[Any], jobs: int) -> None:
    """Work through all items, in processes that share what this one has imported."""
    import scipy.special  # noqa: F401

    import pcc_narrator.facts
    import pcc_narrator.flags
    import pcc_narrator.workspace  # noqa: F401
    from pcc_narrator.memory import rest_collector

    rest_collector()
    if jobs == 1:
        found = [work(item) for item in items]
    else:
        with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
            found = list(pool.map(work, items))
    print(f"{sum(f for f, _ in found):,} facts and {sum(e for _, e in found):,} exceptions of {len(found)} areas")


def write_workspaces(folder: Path) -> None:
    """The workspaces of all areas."""
    from pcc_narrator.workspace.importers.open_data import area_names, write_open_workspace

    for name, _ in area_names():
        write_open_workspace(name, folder / name, period=PERIOD)


def reports(_: Path) -> None:
    """All reports with charts and pages, on every core."""
    from pcc_narrator.areas import draft_all

    with tempfile.TemporaryDirectory() as folder:
        made = draft_all(PERIOD, Path(folder) / "out", allow_findings=True)
    supported, refuted, undecided = made.claims
    print(f"{len(made.league.entries)} reports, {supported + refuted + undecided:,} claims checked, {refuted} refuted")


def events_reader(path: Path) -> None:
    """The reader of public files: names checked, counted piece by piece."""
    from pcc_narrator.workspace.importers import police_uk

    counts, _, _ = police_uk.count([path], by=("outcome",))
    print(f"{int(counts['count'].sum()):,} events of the forces of England and Wales, {len(counts):,} counts")


def events_pandas(path: Path) -> None:
    """The same counts by plain pandas, as anyone would write it: nothing checked, no name looked up."""
    import pandas as pd

    table = pd.read_csv(path)
    keys = ["Month", "Reported by", "Crime type", "Last outcome category"]
    counts = table.groupby(keys, dropna=False).size()
    print(f"{len(table):,} events, {len(counts):,} counts")


def events_duckdb(path: Path, pattern: str = "") -> None:
    """The `sql` kind: DuckDB counts, only counts come back."""
    from pcc_narrator.workspace.importers import sql

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "query.yaml").write_text(QUERY.format(pattern=pattern or path.resolve()), encoding="utf-8")
        result = sql.read(Path(folder) / "query.yaml")
    print(*result.taken)


def events_duckdb_copies(path: Path) -> None:
    """The same over 20 copies of the file: replicated."""
    events_duckdb(path, str(path.resolve().parent / "copies" / "*.csv.gz"))


JOBS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "facts": ("facts and exceptions of 43 areas, one core", facts_of_all),
    "facts-all": ("facts and exceptions of 43 areas, all cores", facts_side_by_side),
    "facts-read": ("the same, from workspaces that are there", facts_of_workspaces),
    "reports": ("43 reports with charts, all cores", reports),
    "reader": ("events to counts, `police-uk`", events_reader),
    "pandas": ("events to counts, plain pandas", events_pandas),
    "duckdb": ("events to counts, `sql` (DuckDB)", events_duckdb),
    "copies": (f"{COPIES} times the events, `sql` (DuckDB)", events_duckdb_copies),
}


def measure(job: str, path: Path) -> tuple[float, float, float, str]:
    """Seconds, seconds of processor time, the highest resident memory of a process in MB, and what it said.

    Processor time is of the process and of those that it started and waited for.
    """
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen([sys.executable, __file__, str(path), "--job", job], stdout=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        said.seek(0)
        if os.waitstatus_to_exitcode(status):
            raise SystemExit(f"{job} failed")
        return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said.read().strip()


def main() -> None:
    """Run the jobs and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path)
    parser.add_argument("--job", choices=JOBS)
    parser.add_argument("--skip", action="append", default=[], choices=JOBS)
    asked = parser.parse_args()
    if asked.job:
        JOBS[asked.job][1](asked.events)
        return
    print("| work | seconds | of processor time | memory | what was done |\n| --- | ---: | ---: | ---: | --- |")
    with tempfile.TemporaryDirectory() as folder:
        events = Path(folder) / "events.csv.gz"
        shutil.copyfile(asked.events, events)
        (events.parent / "copies").mkdir()
        for number in range(COPIES):
            shutil.copyfile(events, events.parent / "copies" / f"{number}.csv.gz")
        with gzip.open(events) as stream:
            rows = sum(1 for _ in stream) - 1
        if "facts-read" not in asked.skip:
            write_workspaces(events.parent / WORKSPACES)
        for name, (title, _) in JOBS.items():
            if name not in asked.skip:
                seconds, processor, memory, said = measure(name, events)
                print(f"| {title} | {seconds:.1f} | {processor:.1f} | {memory:,.0f} MB | {said} |", flush=True)
    print(f"\n{rows:,} events in the file; {os.cpu_count()} cores.")


if __name__ == "__main__":
    main()
