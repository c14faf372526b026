"""Bar charts: peers with the group's mean, and what moved a total."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from pcc_narrator.models.fact import Fact
from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import ChartData
from pcc_narrator.rendering.charts.lines import axis_title
from pcc_narrator.rendering.charts.printed import levels_of
from pcc_narrator.rendering.charts.scale import figures_on_axis
from pcc_narrator.rendering.figure_text import bare_text
from pcc_narrator.rendering.words import ENGLISH, Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


_NAME_WIDTH = 26  # letters of a name on one line


def draw_peers(data: ChartData, words: Words = ENGLISH) -> Figure:
    """Bars from highest to lowest, the report's own area dark and in bold, intervals where facts have them."""
    points = sorted(data.points, key=lambda point: (point.value, point.area), reverse=True)
    own = [point.fact.area == data.own_area for point in points]
    colours = [style.MAIN if mine else style.OTHERS for mine in own]
    values = [float(point.value) for point in points]
    figure, axes = _bars(values, [point.area for point in points], colours, points[0].fact)
    for label, mine in zip(axes.get_yticklabels(), own, strict=True):
        label.set_fontweight("bold" if mine else "normal")
    for place, point in enumerate(points):
        if point.fact.low is not None and point.fact.high is not None:
            axes.plot([float(point.fact.low), float(point.fact.high)], [place, place], color=style.INK,
                      linewidth=1.2, marker="|", markersize=6)  # fmt: skip
    for fact, name in levels_of(data, words):
        mean = float(fact.number)
        axes.axvline(mean, color=style.INK, linewidth=1.3, linestyle=(0, (4, 2)))
        axes.annotate(f"{name} {bare_text(fact)}", xy=(mean, 1.0), xycoords=("data", "axes fraction"), xytext=(0, 3),
                      textcoords="offset points", ha="center", va="bottom", fontsize=9)  # fmt: skip
    axes.set_xlim(min([*values, 0.0]), max([*values, 0.0]) * 1.16 or 1.0)
    for place, (point, value) in enumerate(zip(points, values, strict=True)):
        end = value if point.fact.high is None else max(value, float(point.fact.high))
        _write_value(axes, point.text, end, place, right=value >= 0)
    axis_title(axes, data.chart.unit_label, points[0].fact, words, axis="x")
    return figure


def draw_contribution(data: ChartData, words: Words = ENGLISH) -> Figure:
    """Signed bars, the largest rise first and the largest fall last.

    A waterfall where the parts add up to the change of the total: each bar begins where the one before ended, and the
    total stands last, from zero. Bars from zero where they do not.
    """
    points = sorted(data.points, key=lambda point: (point.value, point.name), reverse=True)
    values = [float(point.value) for point in points]
    starts, names, texts = [0.0] * len(values), [point.name for point in points], [point.text for point in points]
    colours = [style.MAIN if point.value < 0 else style.SECOND for point in points]
    if data.total is not None:
        starts = [0.0, *accumulate(values)]
        values.append(float(data.total.number))
        starts[-1] = 0.0
        names.append(words.all_together)
        texts.append(bare_text(data.total))
        colours.append(style.INK)
    figure, axes = _bars(values, names, colours, points[0].fact, starts)
    ends = [start + value for start, value in zip(starts, values, strict=True)]
    low, high = min([*starts, *ends, 0.0]), max([*starts, *ends, 0.0])
    room = (high - low) * (0.2 if data.total is None else 0.26) or 1.0
    axes.set_xlim(low - (room if low < 0 else room / 4), high + (room if high > 0 else room / 4))
    axes.axvline(0, color=style.INK, linewidth=1.0)
    axes.spines["left"].set_visible(False)
    if data.total is not None:
        axes.vlines(ends[:-1], [place + 0.35 for place in range(len(points))],
                    [place + 0.65 for place in range(len(points))], color=style.QUIET, linewidth=0.8)  # fmt: skip
        axes.get_yticklabels()[-1].set_fontweight("bold")
    for place, (end, value, text) in enumerate(zip(ends, values, texts, strict=True)):
        _write_value(axes, text, end, place, right=value >= 0)
    axis_title(axes, data.chart.unit_label, points[0].fact, words, axis="x")
    return figure


def _bars(
    values: Sequence[float], names: Sequence[str], colours: Sequence[str], fact: Fact, starts: Sequence[float] = ()
) -> tuple[Figure, Axes]:
    wrapped = [textwrap.fill(name, _NAME_WIDTH) for name in names]
    lines = max(name.count("\n") + 1 for name in wrapped)
    height = 0.85 + (0.27 if lines == 1 else 0.34) * len(values)
    figure = style.new_figure(height=height)
    bottom, top = 0.32 / height, 0.45 / height
    left = 0.05 + 0.0128 * max(len(line) for name in wrapped for line in name.split("\n"))
    axes = figure.add_axes((left, bottom, 0.97 - left, 1 - top - bottom))
    style.quiet_axes(axes, grid="x")
    places = list(range(len(values)))
    axes.barh(places, list(values), left=list(starts or [0.0] * len(values)), color=list(colours), height=0.7, zorder=2)
    axes.set_yticks(places, wrapped)
    for label in axes.get_yticklabels():
        label.set_linespacing(1.05)
    axes.set_ylim(len(values) - 0.4, -0.6)
    figures_on_axis(axes, fact, axis="x")
    return figure, axes


def _write_value(axes: Axes, text: str, end: float, place: int, *, right: bool) -> None:
    axes.annotate(text, xy=(end, place), xytext=(4 if right else -4, 0), textcoords="offset points",
                  ha="left" if right else "right", va="center", fontsize=9.5, zorder=5,
                  bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0})  # fmt: skip
