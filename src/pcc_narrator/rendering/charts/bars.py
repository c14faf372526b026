"""Bar charts: peers with the group's mean, and what moved a total."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import ChartData, Point
from pcc_narrator.rendering.charts.lines import axis_title
from pcc_narrator.rendering.charts.scale import figures_on_axis
from pcc_narrator.rendering.figure_text import bare_text
from pcc_narrator.rendering.words import ENGLISH, Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


_NAME_WIDTH = 26  # letters of a name on one line


def draw_peers(data: ChartData, words: Words = ENGLISH) -> Figure:
    """Bars from highest to lowest, the report's own area dark and in bold, intervals where facts have them."""
    points = sorted(_points(data), key=lambda point: (point.value, point.area), reverse=True)
    own = [point.fact.area == data.own_area for point in points]
    colours = [style.MAIN if mine else style.OTHERS for mine in own]
    figure, axes = _bars(points, [point.area for point in points], colours)
    for label, mine in zip(axes.get_yticklabels(), own, strict=True):
        label.set_fontweight("bold" if mine else "normal")
    for place, point in enumerate(points):
        if point.fact.low is not None and point.fact.high is not None:
            axes.plot([float(point.fact.low), float(point.fact.high)], [place, place], color=style.INK,
                      linewidth=1.2, marker="|", markersize=6)  # fmt: skip
    if data.centre is not None:
        mean = float(data.centre.number)
        axes.axvline(mean, color=style.INK, linewidth=1.3, linestyle=(0, (4, 2)))
        text = f"{words.mean} {bare_text(data.centre)}"
        axes.annotate(text, xy=(mean, 1.0), xycoords=("data", "axes fraction"), xytext=(0, 3),
                      textcoords="offset points", ha="center", va="bottom", fontsize=9)  # fmt: skip
    top = max([float(point.value) for point in points] + [0.0])
    axes.set_xlim(min([float(point.value) for point in points] + [0.0]), top * 1.16 or 1.0)
    _write_values(axes, points)
    axis_title(axes, data.chart.unit_label, points[0].fact, words, axis="x")
    return figure


def draw_contribution(data: ChartData, words: Words = ENGLISH) -> Figure:
    """Bars to the left for falls and to the right for rises, each with its signed figure, largest fall last."""
    points = sorted(_points(data), key=lambda point: (point.value, point.name), reverse=True)
    colours = [style.MAIN if point.value < 0 else style.SECOND for point in points]
    figure, axes = _bars(points, [point.name for point in points], colours)
    values = [float(point.value) for point in points]
    low, high = min([*values, 0.0]), max([*values, 0.0])
    room = (high - low) * 0.2 or 1.0
    axes.set_xlim(low - (room if low < 0 else room / 4), high + (room if high > 0 else room / 4))
    axes.axvline(0, color=style.INK, linewidth=1.0)
    axes.spines["left"].set_visible(False)
    _write_values(axes, points)
    axis_title(axes, data.chart.unit_label, points[0].fact, words, axis="x")
    return figure


def _points(data: ChartData) -> list[Point]:
    return [point for line in data.lines for point in line.points]


def _bars(points: Sequence[Point], names: Sequence[str], colours: Sequence[str]) -> tuple[Figure, Axes]:
    wrapped = [textwrap.fill(name, _NAME_WIDTH) for name in names]
    lines = max(name.count("\n") + 1 for name in wrapped)
    height = 0.85 + (0.27 if lines == 1 else 0.34) * len(points)
    figure = style.new_figure(height=height)
    bottom, top = 0.32 / height, 0.45 / height
    left = 0.05 + 0.0128 * max(len(line) for name in wrapped for line in name.split("\n"))
    axes = figure.add_axes((left, bottom, 0.97 - left, 1 - top - bottom))
    style.quiet_axes(axes, grid="x")
    places = list(range(len(points)))
    axes.barh(places, [float(point.value) for point in points], color=list(colours), height=0.7, zorder=2)
    axes.set_yticks(places, wrapped)
    for label in axes.get_yticklabels():
        label.set_linespacing(1.05)
    axes.set_ylim(len(points) - 0.4, -0.6)
    figures_on_axis(axes, points[0].fact, axis="x")
    return figure, axes


def _write_values(axes: Axes, points: Sequence[Point]) -> None:
    for place, point in enumerate(points):
        end = max(float(point.value), float(point.fact.high)) if point.fact.high is not None else float(point.value)
        right = point.value >= 0
        axes.annotate(point.text, xy=(end, place), xytext=(4 if right else -4, 0), textcoords="offset points",
                      ha="left" if right else "right", va="center", fontsize=9.5, zorder=5,
                      bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0})  # fmt: skip
