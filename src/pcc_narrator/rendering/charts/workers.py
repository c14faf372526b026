"""Processes that draw charts while the program does something else. Run as a module, this draws what it is given."""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pcc_narrator.rendering.charts.data import ChartData
from pcc_narrator.rendering.words import Words

FEWEST = 4  # charts that are worth a process


class Workers:
    """Draws charts in processes of their own, each by its share. A process that fails delivers nothing."""

    def __init__(self, charts: Mapping[str, ChartData], words: Words, count: int) -> None:
        names = list(charts)
        count = min(count, len(names) // FEWEST)
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._running: list[subprocess.Popen[bytes]] = []
        if count < 1 or not sys.executable:
            return
        self._folder = tempfile.TemporaryDirectory(prefix="charts-", ignore_cleanup_errors=True)
        for number in range(count):
            job = Path(self._folder.name) / f"{number}.job"
            job.write_bytes(pickle.dumps(({name: charts[name] for name in names[number::count]}, words)))
            try:
                self._running.append(
                    subprocess.Popen(
                        [sys.executable, "-m", __name__, str(job)], stdin=subprocess.DEVNULL,
                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment(),
                    )
                )  # fmt: skip
            except OSError:
                break

    def results(self) -> dict[str, bytes]:
        """What was drawn, by name, once all processes have ended."""
        found: dict[str, bytes] = {}
        for process in self._running:
            process.wait()
        if self._folder is not None:
            for path in sorted(Path(self._folder.name).glob("*.done")):
                found |= pickle.loads(path.read_bytes())
        self.close()
        return found

    def close(self) -> None:
        """End what still runs, and clear up. May be called again."""
        for process in self._running:
            process.kill()
            process.wait()
        self._running = []
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _work(job: Path) -> None:
    """Draw the charts of a job file, and leave them beside it."""
    from pcc_narrator.rendering.charts.kinds import chart_svg

    charts, words = pickle.loads(job.read_bytes())
    drawn: dict[str, Any] = {name: chart_svg(data, words) for name, data in charts.items()}
    part = job.with_suffix(".part")
    part.write_bytes(pickle.dumps(drawn))
    part.replace(job.with_suffix(".done"))


if __name__ == "__main__":
    _work(Path(sys.argv[1]))
