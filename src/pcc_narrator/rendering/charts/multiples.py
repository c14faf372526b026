"""Small multiples: one small line chart for each category, all on the same time axis."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import ChartData
from pcc_narrator.rendering.charts.lines import draw_marks
from pcc_narrator.rendering.charts.printed import notes_of
from pcc_narrator.rendering.charts.scale import figures_on_axis
from pcc_narrator.rendering.charts.time_axis import foot_notes, runs
from pcc_narrator.rendering.words import ENGLISH, Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLUMNS = 3


def draw_multiples(data: ChartData, words: Words = ENGLISH) -> Figure:
    """Panels in the order of the series. Each has its own scale from zero: shapes may be compared, not heights."""
    lines = [line for line in data.lines if line.points]
    rows = -(-len(lines) // COLUMNS)
    figure = style.new_figure(height=0.7 + 1.35 * rows)
    foot_notes(figure, notes_of(data, words))
    first = min(point.at for line in lines for point in line.points)
    last = max(point.at for line in lines for point in line.points)
    for index, line in enumerate(lines):
        axes = figure.add_subplot(rows, COLUMNS, index + 1)
        style.quiet_axes(axes)
        for part in runs(line.points):
            axes.plot([point.at for point in part], [float(point.value) for point in part], color=style.MAIN)
        end = max(line.points, key=lambda point: point.at)
        draw_marks(axes, [end], "o", style.WORSE if end.highlighted else style.MAIN, size=18)
        top = max(float(point.value) for point in line.points)
        axes.set_ylim(min([0.0] + [float(point.value) for point in line.points]), top * 1.2 or 1.0)
        axes.set_xlim(first - 1, last + (last - first) * 0.05 + 1)
        title = f"{textwrap.shorten(line.label, 28, placeholder=' …')}\n{end.text}"
        axes.set_title(title, loc="left", y=1.0, fontsize=8.5)  # y: not looked for among the labels
        figures_on_axis(axes, line.points[0].fact)
        axes.tick_params(labelsize=7.5)
        ends = sorted(line.points, key=lambda point: point.at)
        axes.set_xticks([ends[0].at, ends[-1].at], [ends[0].period, ends[-1].period])
        axes.get_xticklabels()[0].set_horizontalalignment("left")
        axes.get_xticklabels()[-1].set_horizontalalignment("right")
    tall = figure.get_figheight()
    figure.subplots_adjust(left=0.07, right=0.98, top=1 - 0.42 / tall, bottom=0.55 / tall, hspace=0.95, wspace=0.28)
    return figure
