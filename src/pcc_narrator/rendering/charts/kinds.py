"""From the figures of a chart to its picture: which module draws which kind."""

from __future__ import annotations

from collections.abc import Callable

from pcc_narrator.rendering.charts import bars, control, funnel, lines, multiples
from pcc_narrator.rendering.charts.data import ChartData
from pcc_narrator.rendering.charts.paint import to_png, to_svg
from pcc_narrator.rendering.charts.shapes import Picture
from pcc_narrator.rendering.words import Words

_KINDS: dict[str, Callable[[ChartData, Words], Picture]] = {
    "series": lines.draw_series,
    "control": control.draw_control,
    "years": lines.draw_years,
    "peers": bars.draw_peers,
    "funnel": funnel.draw_funnel,
    "contribution": bars.draw_contribution,
    "multiples": multiples.draw_multiples,
}


def chart_svg(data: ChartData, words: Words) -> bytes:
    """A chart as SVG."""
    return to_svg(_KINDS[data.chart.kind](data, words))


def chart_png(data: ChartData, words: Words) -> bytes:
    """A chart as PNG."""
    return to_png(_KINDS[data.chart.kind](data, words))
