"""The XmR control chart: the series, its mean, the limits of ordinary variation, and the points that stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pcc_narrator.models.fact import Fact
from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import ChartData
from pcc_narrator.rendering.charts.icons import ICONS, draw_icon
from pcc_narrator.rendering.charts.lines import axis_title, draw_marks, label_ends
from pcc_narrator.rendering.charts.printed import levels_of, limits_since, notes_of, outside
from pcc_narrator.rendering.charts.scale import figures_on_axis, limits
from pcc_narrator.rendering.charts.time_axis import foot_notes, label_ticks, mark_breaks, runs
from pcc_narrator.rendering.figure_text import bare_text
from pcc_narrator.rendering.words import ENGLISH, Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw_control(data: ChartData, words: Words = ENGLISH) -> Figure:
    """Points inside the band vary as they usually do; those outside are larger and diamond-shaped.

    Mean and limits are drawn over the points that they were computed from, not over earlier ones.
    """
    figure = style.new_figure(height=style.HEIGHT + 0.25)
    axes = figure.add_axes((0.1, 0.22, 0.68, 0.67))
    foot_notes(figure, notes_of(data, words))
    mark_breaks(axes, data.chart.breaks)
    for place, name in enumerate(name for name in data.chart.icons if name in ICONS):
        draw_icon(figure.add_axes((0.88 + 0.06 * place, 0.9, 0.055, 0.1)), name)
    style.quiet_axes(axes)
    points = data.points
    known: list[tuple[Fact, str, Any, str]] = [
        (fact, name, "solid" if fact is data.centre else (0, (4, 2)), style.QUIET)
        for fact, name in levels_of(data, words)
    ]
    if data.target is not None:
        known.append((data.target, words.target, (0, (1.5, 1.5)), style.FOURTH))
    axes.set_ylim(*limits([float(point.value) for point in points] + [float(fact.number) for fact, *_ in known]))
    first = min(point.at for point in points)
    start = max(first, limits_since(data))
    right = max(point.at for point in points) + max(1.0, (max(point.at for point in points) - first) * 0.02)
    left = start - 0.5 if start > first else first - 5.0
    if data.lower is not None and data.upper is not None:
        axes.fill_between([left, right], float(data.lower.number), float(data.upper.number), color=style.GRID,
                          alpha=0.35, linewidth=0, zorder=0)  # fmt: skip
    labels = []
    for fact, name, dash, colour in known:
        level = float(fact.number)
        axes.hlines(level, left if fact is not data.target else first - 5.0, right, color=colour, linewidth=1.1,
                    linestyle=dash, zorder=1)  # fmt: skip
        labels.append((level, f"{name} {bare_text(fact)}", colour))
    for part in runs(points):
        axes.plot([point.at for point in part], [float(point.value) for point in part], color=style.MAIN,
                  marker="o", zorder=3)  # fmt: skip
    draw_marks(axes, [point for point in points if point.provisional], "o", style.MAIN, hollow=True)
    standing_out = [point for point in points if point.highlighted or outside(point, data)]
    draw_marks(axes, standing_out, "D", style.WORSE, size=46)
    last = max(points, key=lambda point: point.at)
    labels.append(
        (float(last.value), f"{last.period}\n{last.text}", style.WORSE if last in standing_out else style.MAIN)
    )
    label_ticks(axes, data.lines)
    figures_on_axis(axes, points[0].fact)
    label_ends(axes, labels)
    axis_title(axes, data.chart.unit_label, points[0].fact, words)
    return figure
