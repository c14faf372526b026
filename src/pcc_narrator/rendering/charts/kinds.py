"""From the figures of a chart to its picture: which module draws which kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from pcc_narrator.rendering.charts import bars, control, funnel, lines, multiples, style
from pcc_narrator.rendering.charts.data import ChartData
from pcc_narrator.rendering.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_KINDS: dict[str, Callable[[ChartData, Words], Figure]] = {
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
    return _drawn(data, words, style.to_svg)


def chart_png(data: ChartData, words: Words) -> bytes:
    """A chart as PNG."""
    return _drawn(data, words, style.to_png)


def _drawn(data: ChartData, words: Words, save: Callable[[Figure], bytes]) -> bytes:
    import matplotlib

    with matplotlib.rc_context(cast(Any, style.SETTINGS)):
        return save(_KINDS[data.chart.kind](data, words))
