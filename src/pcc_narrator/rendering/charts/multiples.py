"""Small multiples: one small line chart for each category, all on the same time axis."""

from __future__ import annotations

import textwrap

from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import ChartData, Line, Point
from pcc_narrator.rendering.charts.frame import Frame, foot_axis, value_axis
from pcc_narrator.rendering.charts.lines import draw_marks
from pcc_narrator.rendering.charts.printed import notes_of
from pcc_narrator.rendering.charts.scale import figures_on_axis
from pcc_narrator.rendering.charts.shapes import Anchor, Box, Picture, text
from pcc_narrator.rendering.charts.time_axis import foot_notes, runs
from pcc_narrator.rendering.words import ENGLISH, Words

COLUMNS = 3
_SMALL, _TITLE = 7.5, 8.5  # sizes of letters
_BESIDE, _BETWEEN = 0.28, 0.95  # widths of a panel between two, and heights of one


def draw_multiples(data: ChartData, words: Words = ENGLISH) -> Picture:
    """Panels in the order of the series. Each has its own scale from zero: shapes may be compared, not heights."""
    lines = [line for line in data.lines if line.points]
    rows = -(-len(lines) // COLUMNS)
    picture = style.new_picture(height=0.7 + 1.35 * rows)
    places = [point.at for line in lines for point in line.points]
    first, last = min(places), max(places)
    across = (first - 1, last + (last - first) * 0.05 + 1)
    for index, line in enumerate(lines):
        _panel(picture, _place(picture, rows, *divmod(index, COLUMNS)), line, across)
    foot_notes(picture, notes_of(data, words))
    return picture


def _place(picture: Picture, rows: int, row: int, column: int) -> Box:
    left, right = 0.07 * picture.width, 0.98 * picture.width
    top, bottom = 0.42 * style.INCH, picture.height - 0.55 * style.INCH
    wide = (right - left) / (COLUMNS + _BESIDE * (COLUMNS - 1))
    tall = (bottom - top) / (rows + _BETWEEN * (rows - 1))
    left, top = left + column * wide * (1 + _BESIDE), top + row * tall * (1 + _BETWEEN)
    return Box(left, top, left + wide, top + tall)


def _panel(picture: Picture, box: Box, line: Line, across: tuple[float, float]) -> None:
    points = sorted(line.points, key=lambda point: point.at)
    values = [float(point.value) for point in points]
    frame = Frame(box, across, (min([0.0, *values]), max(values) * 1.2 or 1.0))
    grid, at_left = value_axis(frame, figures_on_axis(frame.up, points[0].fact), _SMALL)
    strokes, _ = foot_axis(frame, [(point.at, "") for point in (points[0], points[-1])])
    picture.add(grid, 0.5)
    picture.add(strokes, 2.5)
    sides: tuple[tuple[Point, Anchor], ...] = ((points[0], "start"), (points[-1], "end"))
    for point, anchor in sides:
        at = (frame.x(point.at), box.bottom + 6.5)
        picture.add(text(at, point.period, _SMALL, style.INK, anchor=anchor, stands="under"), 3)
    picture.add(at_left, 3)
    for part in runs(points):
        picture.add([frame.line([(point.at, float(point.value)) for point in part], style.MAIN, style.LINE)], 3)
    end = points[-1]
    draw_marks(picture, frame, [end], "o", style.WORSE if end.highlighted else style.MAIN, size=18)
    title = f"{textwrap.shorten(line.label, 28, placeholder=' …')}\n{end.text}"
    picture.add(text((box.left, box.top - 6), title, _TITLE, style.INK, stands="on"), 3)
