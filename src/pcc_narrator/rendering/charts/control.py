"""The XmR control chart: the series, its mean, the limits of ordinary variation, and the points that stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import ChartData
from pcc_narrator.rendering.charts.lines import axis_title, draw_marks, label_ends
from pcc_narrator.rendering.charts.scale import figures_on_axis, limits
from pcc_narrator.rendering.charts.time_axis import label_ticks, runs
from pcc_narrator.rendering.figure_text import bare_text
from pcc_narrator.rendering.words import ENGLISH, Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw_control(data: ChartData, words: Words = ENGLISH) -> Figure:
    """Points inside the band vary as they ordinarily do; those outside a rule are larger and diamond-shaped."""
    figure = style.new_figure()
    axes = figure.add_axes((0.1, 0.17, 0.68, 0.71))
    style.quiet_axes(axes)
    points = [point for line in data.lines for point in line.points]
    rules = [
        (data.upper, words.upper, (0, (4, 2)), style.QUIET),
        (data.centre, words.mean, "solid", style.QUIET),
        (data.lower, words.lower, (0, (4, 2)), style.QUIET),
        (data.target, words.target, (0, (1.5, 1.5)), style.FOURTH),
    ]
    known = [(fact, name, dash, colour) for fact, name, dash, colour in rules if fact is not None]
    axes.set_ylim(*limits([float(point.value) for point in points] + [float(fact.number) for fact, *_ in known]))
    if data.lower is not None and data.upper is not None:
        axes.axhspan(float(data.lower.number), float(data.upper.number), color=style.GRID, alpha=0.35, zorder=0)
    labels = []
    for fact, name, dash, colour in known:
        level = float(fact.number)
        axes.axhline(level, color=colour, linewidth=1.1, linestyle=dash, zorder=1)
        labels.append((level, f"{name} {bare_text(fact)}", colour))
    for part in runs(points):
        axes.plot([point.at for point in part], [float(point.value) for point in part], color=style.MAIN,
                  marker="o", zorder=3)  # fmt: skip
    draw_marks(axes, [point for point in points if point.provisional], "o", style.MAIN, hollow=True)
    draw_marks(axes, [point for point in points if point.highlighted], "D", style.WORSE, size=46)
    last = max(points, key=lambda point: point.at)
    labels.append((float(last.value), f"{last.period}\n{last.text}", style.WORSE if last.highlighted else style.MAIN))
    label_ticks(axes, data.lines)
    figures_on_axis(axes, points[0].fact)
    label_ends(axes, labels)
    axis_title(axes, data.chart.unit_label, points[0].fact, words)
    return figure
