"""Draws every chart and sparkline of an outline into a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pcc_narrator.atomic import write_bytes, write_text
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.outline import Chart, Outline
from pcc_narrator.rendering.charts import bars, control, lines, multiples, style
from pcc_narrator.rendering.charts.data import ChartData, chart_data, data_csv
from pcc_narrator.rendering.charts.spark import spark_png, spark_svg
from pcc_narrator.rendering.charts.specification import SPECIFICATIONS, charts_of, specifications
from pcc_narrator.rendering.dashboard import has_spark, spark_name
from pcc_narrator.rendering.report import safe_name
from pcc_narrator.rendering.words import ENGLISH, Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_KINDS: dict[str, Callable[[ChartData, Words], Figure]] = {
    "series": lines.draw_series,
    "control": control.draw_control,
    "peers": bars.draw_peers,
    "contribution": bars.draw_contribution,
    "multiples": multiples.draw_multiples,
}


def draw_charts(outline: Outline, facts: FactSet, folder: Path, *, words: Words = ENGLISH) -> tuple[Path, ...]:
    """Writes `<id>.svg` and `<id>.csv` for each chart, and a sparkline for each dashboard row that has a trend.

    A chart none of whose facts exist is not drawn. Returns the paths of the pictures, in the order of the outline.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for chart in charts_of(outline):
        data = chart_data(chart, facts)
        if data.empty:
            continue
        path = folder / f"{safe_name(chart.id)}.svg"
        write_bytes(path, _drawn(data, words, style.to_svg))
        write_bytes(path.with_suffix(".csv"), data_csv(data, facts))
        paths.append(path)
    for row in outline.dashboard:
        if has_spark(row, facts):
            path = folder / spark_name(row)
            values = [facts.by_id[fact].number for fact in row.spark if fact in facts.by_id]
            write_bytes(path, spark_svg(values, colour=style.MAIN))
            paths.append(path)
    if paths:
        write_text(folder / SPECIFICATIONS, specifications(outline, facts))
    return tuple(paths)


def draw_png(chart: Chart, facts: FactSet, *, words: Words = ENGLISH) -> bytes:
    """One chart as PNG, for documents that cannot hold SVG."""
    return _drawn(chart_data(chart, facts), words, style.to_png)


def draw_spark_png(facts: FactSet, spark: Sequence[str]) -> bytes:
    """A sparkline as PNG."""
    return spark_png([facts.by_id[fact].number for fact in spark if fact in facts.by_id], colour=style.MAIN)


def _drawn(data: ChartData, words: Words, save: Callable[[Figure], bytes]) -> bytes:
    import matplotlib

    with matplotlib.rc_context(cast(Any, style.SETTINGS)):
        figure = _KINDS[data.chart.kind](data, words)
        return save(figure)
