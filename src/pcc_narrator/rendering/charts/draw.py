"""Draws every chart, sparkline and icon of an outline into a folder."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from pcc_narrator.atomic import write_bytes, write_text
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.outline import Chart, Outline
from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import chart_data, data_csv
from pcc_narrator.rendering.charts.icons import ICONS, icon_svg
from pcc_narrator.rendering.charts.kinds import chart_png, chart_svg
from pcc_narrator.rendering.charts.spark import spark_png, spark_svg
from pcc_narrator.rendering.charts.specification import SPECIFICATIONS, charts_of, specifications
from pcc_narrator.rendering.dashboard import has_spark, icon_file, spark_name
from pcc_narrator.rendering.report import safe_name
from pcc_narrator.rendering.words import ENGLISH, Words


def draw_charts(outline: Outline, facts: FactSet, folder: Path, *, words: Words = ENGLISH) -> tuple[Path, ...]:
    """Writes `<id>.svg` and `<id>.csv` for each chart, a sparkline for each dashboard row that has a trend, and the
    icons. Returns the paths of the pictures, in the order of the outline."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for chart in charts_of(outline):
        data = chart_data(chart, facts)
        if data.empty:
            continue
        path = folder / f"{safe_name(chart.id)}.svg"
        write_bytes(path, chart_svg(data, words))
        write_bytes(path.with_suffix(".csv"), data_csv(data, facts))
        paths.append(path)
    paths += _small(outline, facts, folder)
    if paths:
        write_text(folder / SPECIFICATIONS, specifications(outline, facts))
    return tuple(paths)


def _small(outline: Outline, facts: FactSet, folder: Path) -> list[Path]:
    """The sparklines and icons of the dashboard."""
    paths = []
    for row in outline.dashboard:
        if has_spark(row, facts):
            path = folder / spark_name(row)
            write_bytes(path, spark_svg(_numbers(facts, row.spark), colour=style.MAIN))
            paths.append(path)
    shown = {name for row in outline.dashboard for name in (row.variation, row.assurance)}
    for name in sorted(shown & set(ICONS)):
        path = folder / icon_file(name)
        write_bytes(path, icon_svg(name))
        paths.append(path)
    return paths


def draw_png(chart: Chart, facts: FactSet, *, words: Words = ENGLISH) -> bytes:
    """One chart as PNG, for documents that cannot hold SVG."""
    return chart_png(chart_data(chart, facts), words)


def draw_spark_png(facts: FactSet, spark: Sequence[str]) -> bytes:
    """A sparkline as PNG."""
    return spark_png(_numbers(facts, spark), colour=style.MAIN)


def _numbers(facts: FactSet, spark: Sequence[str]) -> list[Decimal]:
    return [facts.by_id[fact].number for fact in spark if fact in facts.by_id]
