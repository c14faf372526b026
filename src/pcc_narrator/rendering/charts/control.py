"""The XmR control chart: the series, its mean, the limits of ordinary variation, and the points that stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import ChartData, Point, month_number
from pcc_narrator.rendering.charts.icons import ICONS, draw_icon
from pcc_narrator.rendering.charts.lines import axis_title, draw_marks, label_ends
from pcc_narrator.rendering.charts.scale import figures_on_axis, limits
from pcc_narrator.rendering.charts.time_axis import foot_notes, label_ticks, mark_breaks, notes_of, runs
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
    marks = [words.control_marks] if any(_outside(point, data) for point in _all(data)) else []
    foot_notes(figure, [words.control_note, *marks, *notes_of(data, words)])
    mark_breaks(axes, data.chart.breaks)
    for place, name in enumerate(name for name in data.chart.icons if name in ICONS):
        draw_icon(figure.add_axes((0.88 + 0.06 * place, 0.9, 0.055, 0.1)), name)
    style.quiet_axes(axes)
    points = _all(data)
    rules = [
        (data.upper, words.upper, (0, (4, 2)), style.QUIET),
        (data.centre, words.mean, "solid", style.QUIET),
        (data.lower, words.lower, (0, (4, 2)), style.QUIET),
        (data.target, words.target, (0, (1.5, 1.5)), style.FOURTH),
    ]
    known = [(fact, name, dash, colour) for fact, name, dash, colour in rules if fact is not None]
    axes.set_ylim(*limits([float(point.value) for point in points] + [float(fact.number) for fact, *_ in known]))
    first = min(point.at for point in points)
    start = max(first, _since(data))
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
    standing_out = [point for point in points if point.highlighted or _outside(point, data)]
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


def _all(data: ChartData) -> list[Point]:
    return [point for line in data.lines for point in line.points]


def _since(data: ChartData) -> int:
    """The month from which the limits hold: after a change of level they are computed anew."""
    for fact in (data.centre, data.upper, data.lower):
        if fact is not None and fact.since is not None and fact.since.end is not None:
            return month_number(fact.since.end)
    return 0


def _outside(point: Point, data: ChartData) -> bool:
    """Whether a point lies strictly outside a limit that holds for it: the first rule of the control chart."""
    if point.at < _since(data):
        return False
    return (data.upper is not None and point.value > data.upper.number) or (
        data.lower is not None and point.value < data.lower.number
    )
