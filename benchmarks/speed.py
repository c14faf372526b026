"""Speed and memory of each command on the sample, each in a new process. Prints one table.

Figures depend on the machine: each is the best and the median of several runs on the machine that runs this.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "wiltshire-2018-19"
PROGRAM = [sys.executable, "-c", "from pcc_narrator.cli import main; main()"]


def measure(arguments: list[str], runs: int) -> tuple[list[float], float]:
    """Seconds of each run, and the highest resident memory of any run in MB."""
    seconds, memory = [], 0.0
    for _ in range(runs):
        began = time.perf_counter()
        process = subprocess.Popen([*PROGRAM, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - began)
        memory = max(memory, usage.ru_maxrss / 1024)
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            raise SystemExit(f"{' '.join(arguments)} failed")
    return seconds, memory


def main() -> None:
    """Run the commands and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report"
        draft = ["draft", str(SAMPLE), "--period", "2018-19-Q3", "--out", str(out)]
        rows = [
            ("--help", ["--help"], 5, "0.3 s"),
            ("facts", ["facts", str(SAMPLE), "--period", "2018-19-Q3"], 3, "1 s"),
            ("draft (template, charts, HTML)", draft, 2, "10 s"),
            (
                "check of the whole report",
                ["check", str(out / "report.md"), "--facts", str(out / "facts.json")],
                3,
                "0.5 s",
            ),
        ]
        print(f"{'command':34} {'best':>8} {'median':>8} {'bar':>8} {'memory':>9}")
        for name, arguments, runs, bar in rows:
            seconds, memory = measure(arguments, runs)
            print(f"{name:34} {min(seconds):7.2f}s {statistics.median(seconds):7.2f}s {bar:>8} {memory:6.0f} MB")


if __name__ == "__main__":
    main()
