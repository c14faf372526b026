"""Line charts: a series, or several of one unit, each named at its end; with a target where there is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pcc_narrator.models.fact import Fact
from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import ChartData, Line, Point
from pcc_narrator.rendering.charts.frame import Frame, Tick, foot_axis, value_axis
from pcc_narrator.rendering.charts.printed import notes_of
from pcc_narrator.rendering.charts.scale import figures_on_axis, limits, spread
from pcc_narrator.rendering.charts.shapes import Box, Marker, Picture, mark, text
from pcc_narrator.rendering.charts.time_axis import foot_notes, mark_breaks, period_ends, period_ticks, runs
from pcc_narrator.rendering.figure_text import bare_text
from pcc_narrator.rendering.words import ENGLISH, Words

DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2), (1.5, 1.5), (5, 2, 1, 2))
MARKERS: tuple[Marker, ...] = ("o", "s", "^", "D")
LINE_OF_LABEL = 10.66  # points that a line of a label takes


def draw_series(data: ChartData, words: Words = ENGLISH) -> Picture:
    """Lines over time. Each line differs by dash and marker as well as colour; provisional points are hollow."""
    notes = notes_of(data, words)
    few = all(len(line.points) <= style.FEW for line in data.lines)
    picture = style.new_picture(height=(style.LOW if few else style.HEIGHT) + (0.25 if notes else 0))
    lines = [line for line in data.lines if line.points]
    levels = [float(point.value) for line in lines for point in line.points]
    if data.target is not None:
        levels.append(float(data.target.number))
    if data.lower is not None and data.upper is not None:
        levels += [float(data.lower.number), float(data.upper.number)]
    below = (0.8 if notes else 0.55) * style.INCH
    box = Box(0.1 * picture.width, 0.38 * style.INCH, 0.78 * picture.width, picture.height - below)
    first = lines[0].points[0].fact
    frame = drawn_frame(picture, Frame(box, period_ends(lines), limits(levels)), period_ticks(lines), first)
    if data.lower is not None and data.upper is not None:
        at = max(point.at for line in lines for point in line.points)
        ends = [(at, float(data.lower.number)), (at, float(data.upper.number))]
        picture.add([frame.line(ends, style.GRID, 9)], 0)
    for index, line in enumerate(lines):
        _draw_line(picture, frame, line, index)
    labels = [(float(_last(line).value), _end_label(line, len(lines) > 1), style.LINES[index % 4])
              for index, line in enumerate(lines)]  # fmt: skip
    if data.target is not None:
        target = float(data.target.number)
        picture.add([frame.level(target, style.QUIET, 1.2, (3, 2))], 1)
        labels.append((target, f"{words.target} {bare_text(data.target)}", style.QUIET))
    label_ends(picture, frame, labels)
    mark_breaks(picture, frame, data.chart.breaks)
    axis_title(picture, frame, data.chart.unit_label, first, words)
    foot_notes(picture, notes)
    return picture


def draw_years(data: ChartData, words: Words = ENGLISH) -> Picture:
    """The months of the last 12 over those of the year before: like with like, whatever the season."""
    picture = style.new_picture()
    lines = [line for line in data.lines if line.points]
    levels = [float(point.value) for line in lines for point in line.points]
    box = Box(0.1 * picture.width, 0.12 * picture.height, 0.76 * picture.width, 0.83 * picture.height)
    months = [point.fact.period.end for point in lines[0].points]
    ticks = tuple((float(at), words.months[day.month - 1][:3] if day else "") for at, day in enumerate(months))
    margin = max(len(months) - 1, 1) * 0.05
    ends = (-margin, len(months) - 1 + margin)
    frame = drawn_frame(picture, Frame(box, ends, limits(levels)), ticks, lines[0].points[0].fact)
    for index, line in enumerate(lines):
        places = [(float(at), float(point.value)) for at, point in enumerate(line.points)]
        _dotted(picture, frame, places, index, marker=MARKERS[index % 4], order=4 - index)
    label_ends(picture, frame, [(float(line.points[-1].value), _end_label(line, True), style.LINES[index % 4])
                                for index, line in enumerate(lines)])  # fmt: skip
    axis_title(picture, frame, data.chart.unit_label, lines[0].points[0].fact, words)
    return picture


def drawn_frame(picture: Picture, frame: Frame, ticks: Sequence[Tick], fact: Fact, size: float = style.TICKS) -> Frame:
    """Draws a grid, a line at the foot and the labels of both axes. Returns the frame with room for them."""
    levels = figures_on_axis(frame.up, fact)
    frame = frame.with_room(levels, size)
    grid, at_left = value_axis(frame, levels, size)
    strokes, at_foot = foot_axis(frame, ticks, size)
    picture.add(grid, 0.5)
    picture.add(strokes, 2.5)
    picture.add([*at_foot, *at_left], 3)
    return frame


def label_ends(picture: Picture, frame: Frame, labels: Sequence[tuple[float, str, str]]) -> None:
    """Names at the right of the plot beside the level that they belong to, moved apart where they would touch."""
    low, high = frame.up
    lines = [words.count("\n") + 1 for _, words, _ in labels]
    gap = (high - low) * LINE_OF_LABEL / (frame.box.bottom - frame.box.top)
    places = spread([level for level, _, _ in labels], [gap * count for count in lines], low, high)
    for (_, words, colour), place in zip(labels, places, strict=True):
        picture.add(text((frame.box.right + 6, frame.y(place)), words, style.ENDS, colour), 3)


def axis_title(picture: Picture, frame: Frame, counted: str, fact: Fact, words: Words, *, across: bool = False) -> None:
    """What the axis counts, written level above the plot; and that it does not start at zero, where it does not.

    Durations carry their units on the axis itself. `across`: the axis at the foot.
    """
    if fact.unit in ("seconds", "minutes", "hours", "percent"):
        counted = ""
    low, high = frame.across if across else frame.up
    if not low <= 0 <= high:
        counted = f"{counted} ({words.not_from_zero})" if counted else words.not_from_zero.capitalize()
    if counted:
        place = (frame.box.left, frame.box.top - 8)
        picture.add(text(place, counted, style.ENDS, style.QUIET, stands="on"), 3)


def _draw_line(picture: Picture, frame: Frame, line: Line, index: int) -> None:
    colour, marker = style.LINES[index % 4], MARKERS[index % 4]
    many = len(line.points) > 30
    for part in runs(line.points):
        places = [(point.at, float(point.value)) for point in part]
        _dotted(picture, frame, places, index, marker=None if many else marker, order=3)
    draw_marks(picture, frame, [point for point in line.points if point.provisional], marker, colour, hollow=True)
    draw_marks(picture, frame, [_last(line)], marker, colour)
    draw_marks(picture, frame, [point for point in line.points if point.highlighted], "D", style.WORSE, size=42)


def _dotted(
    picture: Picture,
    frame: Frame,
    places: Sequence[tuple[float, float]],
    index: int,
    *,
    marker: Marker | None,
    order: float,
) -> None:
    """A line with a mark at each of its points."""
    colour = style.LINES[index % 4]
    picture.add([frame.line(places, colour, style.LINE, DASHES[index % 4])], order)
    if marker is not None:
        picture.add([mark(marker, at, style.DOT, colour, colour, 1) for at in frame.places(places)], order)


def draw_marks(
    picture: Picture,
    frame: Frame,
    points: Iterable[Point],
    marker: Marker,
    colour: str,
    *,
    hollow: bool = False,
    size: float = 26,
) -> None:
    """Marks on single points, of an area in square points: hollow for provisional figures."""
    places = frame.places((point.at, float(point.value)) for point in points)
    fill = style.GROUND if hollow else colour
    picture.add([mark(marker, at, size**0.5, fill, colour, 1.4) for at in places], 4)


def _last(line: Line) -> Point:
    return max(line.points, key=lambda point: point.at)


def _end_label(line: Line, named: bool) -> str:
    last = _last(line)
    return f"{_wrapped(line.label)}\n{last.text}" if named and line.label else f"{last.text}\n{_wrapped(last.period)}"


def _wrapped(words: str, width: int = 22) -> str:
    """A label on at most a few short lines."""
    lines: list[str] = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
