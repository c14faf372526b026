"""Line charts: a series, or several of one unit, each named at its end; with a target where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pcc_narrator.models.fact import Fact
from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import ChartData, Line, Point
from pcc_narrator.rendering.charts.printed import notes_of
from pcc_narrator.rendering.charts.scale import figures_on_axis, limits, spread
from pcc_narrator.rendering.charts.time_axis import foot_notes, label_ticks, mark_breaks, runs
from pcc_narrator.rendering.figure_text import bare_text
from pcc_narrator.rendering.words import ENGLISH, Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DASHES = ("solid", (0, (5, 2)), (0, (1.5, 1.5)), (0, (5, 2, 1, 2)))
MARKERS = ("o", "s", "^", "D")
LINE_OF_LABEL = 0.148  # inches that a line of a label takes


def draw_series(data: ChartData, words: Words = ENGLISH) -> Figure:
    """Lines over time. Each line differs by dash and marker as well as colour; provisional points are hollow."""
    notes = notes_of(data, words)
    few = all(len(line.points) <= style.FEW for line in data.lines)
    height = (style.LOW if few else style.HEIGHT) + (0.25 if notes else 0)
    below, above = (0.8 if notes else 0.55) / height, 0.38 / height
    figure = style.new_figure(height=height)
    axes = figure.add_axes((0.1, below, 0.68, 1 - below - above))
    foot_notes(figure, notes)
    style.quiet_axes(axes)
    lines = [line for line in data.lines if line.points]
    levels = [float(point.value) for line in lines for point in line.points]
    if data.target is not None:
        levels.append(float(data.target.number))
    if data.lower is not None and data.upper is not None:
        levels += [float(data.lower.number), float(data.upper.number)]
    axes.set_ylim(*limits(levels))
    if data.lower is not None and data.upper is not None:
        at = max(point.at for line in lines for point in line.points)
        axes.vlines(at, float(data.lower.number), float(data.upper.number), color=style.GRID, linewidth=9, zorder=0)
    for index, line in enumerate(lines):
        _draw_line(axes, line, index)
    label_ticks(axes, lines)
    figures_on_axis(axes, lines[0].points[0].fact)
    labels = [(float(_last(line).value), _end_label(line, len(lines) > 1), style.LINES[index % 4])
              for index, line in enumerate(lines)]  # fmt: skip
    if data.target is not None:
        target = float(data.target.number)
        axes.axhline(target, color=style.QUIET, linewidth=1.2, linestyle=(0, (3, 2)), zorder=1)
        labels.append((target, f"{words.target} {bare_text(data.target)}", style.QUIET))
    label_ends(axes, labels)
    mark_breaks(axes, data.chart.breaks)
    axis_title(axes, data.chart.unit_label, lines[0].points[0].fact, words)
    return figure


def draw_years(data: ChartData, words: Words = ENGLISH) -> Figure:
    """The months of the last 12 over those of the year before: like with like, whatever the season."""
    figure = style.new_figure()
    axes = figure.add_axes((0.1, 0.17, 0.66, 0.71))
    style.quiet_axes(axes)
    lines = [line for line in data.lines if line.points]
    axes.set_ylim(*limits([float(point.value) for line in lines for point in line.points]))
    for index, line in enumerate(lines):
        colour, marker = style.LINES[index % 4], MARKERS[index % 4]
        axes.plot(range(len(line.points)), [float(point.value) for point in line.points], color=colour,
                  linestyle=DASHES[index % 4], marker=marker, zorder=4 - index)  # fmt: skip
    months = [point.fact.period.end for point in lines[0].points]
    axes.set_xticks(range(len(months)), [words.months[day.month - 1][:3] if day else "" for day in months])
    figures_on_axis(axes, lines[0].points[0].fact)
    label_ends(axes, [(float(line.points[-1].value), _end_label(line, True), style.LINES[index % 4])
                      for index, line in enumerate(lines)])  # fmt: skip
    axis_title(axes, data.chart.unit_label, lines[0].points[0].fact, words)
    return figure


def label_ends(axes: Axes, labels: list[tuple[float, str, str]]) -> None:
    """Names at the right of the plot beside the level that they belong to, moved apart where they would touch."""
    low, high = axes.get_ylim()
    lines = [text.count("\n") + 1 for _, text, _ in labels]
    gap = (high - low) * LINE_OF_LABEL / (axes.get_window_extent().height / axes.figure.dpi)
    places = spread([level for level, _, _ in labels], [gap * count for count in lines], low, high)
    for (_, text, colour), place in zip(labels, places, strict=True):
        axes.annotate(
            text, xy=(1.0, place), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points",
            va="center", ha="left", color=colour, fontsize=9, annotation_clip=False,
        )  # fmt: skip


def axis_title(axes: Axes, text: str, fact: Fact, words: Words, *, axis: Literal["x", "y"] = "y") -> None:
    """What the axis counts, written level above the plot; and that it does not start at zero, where it does not.

    Durations carry their units on the axis itself.
    """
    if fact.unit in ("seconds", "minutes", "hours", "percent"):
        text = ""
    low, high = axes.get_ylim() if axis == "y" else axes.get_xlim()
    if not low <= 0 <= high:
        text = f"{text} ({words.not_from_zero})" if text else words.not_from_zero.capitalize()
    if text:
        axes.set_title(text, loc="left", y=1.0, fontsize=9, color=style.QUIET, pad=8)  # y: not looked for


def _draw_line(axes: Axes, line: Line, index: int) -> None:
    colour, marker = style.LINES[index % 4], MARKERS[index % 4]
    many = len(line.points) > 30
    for part in runs(line.points):
        axes.plot([point.at for point in part], [float(point.value) for point in part], color=colour,
                  linestyle=DASHES[index % 4], marker="" if many else marker, zorder=3)  # fmt: skip
    draw_marks(axes, [point for point in line.points if point.provisional], marker, colour, hollow=True)
    draw_marks(axes, [_last(line)], marker, colour)
    draw_marks(axes, [point for point in line.points if point.highlighted], "D", style.WORSE, size=42)


def draw_marks(
    axes: Axes, points: list[Point], marker: str, colour: str, *, hollow: bool = False, size: float = 26
) -> None:
    """Marks on single points: hollow for provisional figures."""
    if points:
        axes.scatter([point.at for point in points], [float(point.value) for point in points], marker=marker, s=size,
                     facecolor="white" if hollow else colour, edgecolor=colour, linewidth=1.4, zorder=4)  # fmt: skip


def _last(line: Line) -> Point:
    return max(line.points, key=lambda point: point.at)


def _end_label(line: Line, named: bool) -> str:
    last = _last(line)
    return f"{_wrapped(line.label)}\n{last.text}" if named and line.label else f"{last.text}\n{_wrapped(last.period)}"


def _wrapped(text: str, width: int = 22) -> str:
    """A label on at most a few short lines."""
    lines: list[str] = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
