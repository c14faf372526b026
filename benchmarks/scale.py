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
from collections.abc import Callable
from pathlib import Path

COPIES = 20
QUERY = """\
files: {{events: {pattern}}}
table: events
measure: {{is: events}}
area: {{column: Reported by}}
category: {{column: Crime type}}
day: {{column: Month}}
empty_month: nought
"""


def facts_of_all(_: Path) -> None:
    """Facts and exceptions of every area, from workspaces that are written first."""
    from pcc_narrator.pipeline import analyse
    from pcc_narrator.workspace.importers.open_data import area_names, write_open_workspace

    with tempfile.TemporaryDirectory() as folder:
        paths = [write_open_workspace(title, Path(folder) / name) for name, title in area_names()]
        began = time.perf_counter()
        found = [analyse(path, "2018-19-Q3") for path in paths]
        seconds = time.perf_counter() - began
    print(
        f"{sum(len(one.facts.facts) for one in found):,} facts of {len(found)} areas in {seconds:.1f} s without start"
    )


def reports(_: Path) -> None:
    """All reports with charts and pages, on every core."""
    from pcc_narrator.areas import draft_all

    with tempfile.TemporaryDirectory() as folder:
        made = draft_all("2018-19-Q3", Path(folder) / "out", allow_findings=True)
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
    "reports": ("43 reports with charts, all cores", reports),
    "reader": ("events to counts, `police-uk`", events_reader),
    "pandas": ("events to counts, plain pandas", events_pandas),
    "duckdb": ("events to counts, `sql` (DuckDB)", events_duckdb),
    "copies": (f"{COPIES} times the events, `sql` (DuckDB)", events_duckdb_copies),
}


def measure(job: str, path: Path) -> tuple[float, float, str]:
    """Seconds, the process's highest resident memory in MB, and what it said."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen([sys.executable, __file__, str(path), "--job", job], stdout=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        said.seek(0)
        if os.waitstatus_to_exitcode(status):
            raise SystemExit(f"{job} failed")
        return seconds, usage.ru_maxrss / 1024, said.read().strip()


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
    print(f"| work | seconds | memory | what was done |\n| --- | ---: | ---: | --- |\n<!-- {os.cpu_count()} cores -->")
    with tempfile.TemporaryDirectory() as folder:
        events = Path(folder) / "events.csv.gz"
        shutil.copyfile(asked.events, events)
        (events.parent / "copies").mkdir()
        for number in range(COPIES):
            shutil.copyfile(events, events.parent / "copies" / f"{number}.csv.gz")
        with gzip.open(events) as stream:
            rows = sum(1 for _ in stream) - 1
        for name, (title, _) in JOBS.items():
            if name not in asked.skip:
                seconds, memory, said = measure(name, events)
                print(f"| {title} | {seconds:.1f} | {memory:,.0f} MB | {said} |", flush=True)
    print(f"\n{rows:,} events in the file.")


if __name__ == "__main__":
    main()
