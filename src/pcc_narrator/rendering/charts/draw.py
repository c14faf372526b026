"""Draws every chart and sparkline of an outline into a folder; only those whose figures have changed are drawn anew."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pcc_narrator.atomic import write_bytes, write_text
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.outline import Chart, Outline
from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import ChartData, chart_data, data_csv
from pcc_narrator.rendering.charts.icons import ICONS, icon_svg
from pcc_narrator.rendering.charts.kinds import chart_png, chart_svg
from pcc_narrator.rendering.charts.spark import spark_png, spark_svg
from pcc_narrator.rendering.charts.specification import DRAWN, SPECIFICATIONS, charts_of, drawn_before, specifications
from pcc_narrator.rendering.charts.workers import Workers
from pcc_narrator.rendering.dashboard import has_spark, icon_file, spark_name
from pcc_narrator.rendering.report import safe_name
from pcc_narrator.rendering.words import ENGLISH, Words


class Drawing:
    """The pictures of one report, being drawn. `write` puts them into a folder; `close` ends what still runs.

    `previous` is the charts folder of an earlier run: a picture of the same figures is taken from there. With
    `workers` the rest is drawn by so many processes, while the caller does something else; they are only a help:
    what they do not deliver is drawn here.
    """

    def __init__(
        self,
        outline: Outline,
        facts: FactSet,
        *,
        words: Words = ENGLISH,
        previous: Path | None = None,
        workers: int = 0,
    ) -> None:
        self.outline, self.facts, self.words, self.previous = outline, facts, words, previous
        known = {safe_name(chart.id): chart_data(chart, facts) for chart in charts_of(outline)}
        self.charts = {name: data for name, data in known.items() if not data.empty}
        self.keys = {name: _key(data, words) for name, data in self.charts.items()}
        before = drawn_before(previous)
        self.kept = {name for name, key in self.keys.items() if before.get(name) == key and self._old(name).is_file()}
        new = {name: data for name, data in self.charts.items() if name not in self.kept}
        self.workers = Workers(new, words, workers)

    def write(self, folder: Path) -> tuple[Path, ...]:
        """Writes `<id>.svg` and `<id>.csv` for each chart, a sparkline for each dashboard row that has a trend, and
        the icons. Returns the paths of the pictures, in the order of the outline."""
        folder.mkdir(parents=True, exist_ok=True)
        ready = self.workers.results()
        paths = []
        for name, data in self.charts.items():
            path = folder / f"{name}.svg"
            if name in self.kept:
                shutil.copyfile(self._old(name), path)
            else:
                write_bytes(path, ready.get(name) or chart_svg(data, self.words))
            write_bytes(path.with_suffix(".csv"), data_csv(data, self.facts))
            paths.append(path)
        paths += self._small(folder)
        if paths:
            write_text(folder / SPECIFICATIONS, specifications(self.outline, self.facts))
            write_text(folder / DRAWN, json.dumps(self.keys, indent=1) + "\n")
        return tuple(paths)

    def close(self) -> None:
        """End the workers, if any still run."""
        self.workers.close()

    def _small(self, folder: Path) -> list[Path]:
        paths = []
        for row in self.outline.dashboard:
            if has_spark(row, self.facts):
                path = folder / spark_name(row)
                values = [self.facts.by_id[fact].number for fact in row.spark if fact in self.facts.by_id]
                write_bytes(path, spark_svg(values, colour=style.MAIN))
                paths.append(path)
        shown = {name for row in self.outline.dashboard for name in (row.variation, row.assurance)}
        for name in sorted(shown & set(ICONS)):
            path = folder / icon_file(name)
            write_bytes(path, icon_svg(name))
            paths.append(path)
        return paths

    def _old(self, name: str) -> Path:
        return (self.previous or Path()) / f"{name}.svg"


def draw_charts(
    outline: Outline, facts: FactSet, folder: Path, *, words: Words = ENGLISH, previous: Path | None = None
) -> tuple[Path, ...]:
    """Draws all pictures of an outline into a folder, in this process. See `Drawing`."""
    return Drawing(outline, facts, words=words, previous=previous).write(folder)


def draw_png(chart: Chart, facts: FactSet, *, words: Words = ENGLISH) -> bytes:
    """One chart as PNG, for documents that cannot hold SVG."""
    return chart_png(chart_data(chart, facts), words)


def draw_spark_png(facts: FactSet, spark: Sequence[str]) -> bytes:
    """A sparkline as PNG."""
    return spark_png([facts.by_id[fact].number for fact in spark if fact in facts.by_id], colour=style.MAIN)


def _key(data: ChartData, words: Words) -> str:
    """What a picture depends on: its figures and words, the code that draws it, and the library."""
    return hashlib.sha256(f"{_code()}{data!r}{words!r}".encode()).hexdigest()


@cache
def _code() -> str:
    sources = sorted(Path(__file__).parent.glob("*.py"))
    digest = hashlib.sha256(version("matplotlib").encode())
    for path in sources:
        digest.update(path.read_bytes())
    return digest.hexdigest()
