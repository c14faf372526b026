"""Bar charts: peers with the group's mean, and what moved a total."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import accumulate

from pcc_narrator.models.fact import Fact
from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import ChartData
from pcc_narrator.rendering.charts.frame import Frame, beside, cross_axis, upright_axis
from pcc_narrator.rendering.charts.letters import width_of
from pcc_narrator.rendering.charts.lines import axis_title
from pcc_narrator.rendering.charts.printed import levels_of
from pcc_narrator.rendering.charts.scale import figures_on_axis
from pcc_narrator.rendering.charts.shapes import Box, Path, Picture, mark, rectangle, segments, text
from pcc_narrator.rendering.figure_text import bare_text
from pcc_narrator.rendering.words import ENGLISH, Words

_NAME_WIDTH = 26  # letters of a name on one line
_VALUE = 9.5  # size of the figure at the end of a bar
_THICK = 0.35  # half a bar, where its place is one unit


def draw_peers(data: ChartData, words: Words = ENGLISH) -> Picture:
    """Bars from highest to lowest, the report's own area dark and in bold, intervals where facts have them."""
    points = sorted(data.points, key=lambda point: (point.value, point.area), reverse=True)
    own = [point.fact.area == data.own_area for point in points]
    values = [float(point.value) for point in points]
    across = (min([*values, 0.0]), max([*values, 0.0]) * 1.16 or 1.0)
    names = [point.area for point in points]
    picture, frame = _bars(names, across, [place for place, mine in enumerate(own) if mine], points[0].fact)
    for place, (point, mine, value) in enumerate(zip(points, own, values, strict=True)):
        _bar(picture, frame, 0.0, value, place, style.MAIN if mine else style.OTHERS)
        end = value
        if point.fact.low is not None and point.fact.high is not None:
            low, high = float(point.fact.low), float(point.fact.high)
            ends = frame.places([(low, place), (high, place)])
            picture.add(segments([(ends[0], ends[1])], style.INK, 1.2), 2)
            picture.add([mark("|", at, 6, style.INK, style.INK, 1) for at in ends], 2)
            end = max(value, high)
        _write_value(picture, frame, point.text, end, place, right=value >= 0)
    for fact, name in levels_of(data, words):
        mean = float(fact.number)
        picture.add([frame.upright(mean, style.INK, 1.3, (4, 2))], 2)
        place_of_name = (frame.x(mean), frame.box.top - 3)
        picture.add(
            text(place_of_name, f"{name} {bare_text(fact)}", style.ENDS, style.INK, anchor="middle", stands="over"), 3
        )
    axis_title(picture, frame, data.chart.unit_label, points[0].fact, words, across=True)
    return picture


def draw_contribution(data: ChartData, words: Words = ENGLISH) -> Picture:
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
    ends = [start + value for start, value in zip(starts, values, strict=True)]
    low, high = min([*starts, *ends, 0.0]), max([*starts, *ends, 0.0])
    room = (high - low) * (0.2 if data.total is None else 0.26) or 1.0
    across = (low - (room if low < 0 else room / 4), high + (room if high > 0 else room / 4))
    strong = [] if data.total is None else [len(points)]
    picture, frame = _bars(names, across, strong, points[0].fact, side=False)
    picture.add([frame.upright(0, style.INK, 1.0)], 2)
    for place, (start, end, value, figure, colour) in enumerate(zip(starts, ends, values, texts, colours, strict=True)):
        _bar(picture, frame, start, end, place, colour)
        _write_value(picture, frame, figure, end, place, right=value >= 0)
    if data.total is not None:
        steps = [((frame.x(end), frame.y(place + _THICK)), (frame.x(end), frame.y(place + 1 - _THICK)))
                 for place, end in enumerate(ends[:-1])]  # fmt: skip
        picture.add(segments(steps, style.QUIET, 0.8), 2)
    axis_title(picture, frame, data.chart.unit_label, points[0].fact, words, across=True)
    return picture


def _bars(
    names: Sequence[str], across: tuple[float, float], bold: Sequence[int], fact: Fact, *, side: bool = True
) -> tuple[Picture, Frame]:
    """The picture of so many bars, with their names and the axis at its foot, and where the bars stand in it."""
    wrapped = [textwrap.fill(name, _NAME_WIDTH) for name in names]
    lines = max(name.count("\n") + 1 for name in wrapped)
    picture = style.new_picture(height=0.85 + (0.27 if lines == 1 else 0.34) * len(names))
    left = 0.05 + 0.0128 * max(len(line) for name in wrapped for line in name.split("\n"))
    box = Box(left * picture.width, 0.45 * style.INCH, 0.97 * picture.width, picture.height - 0.32 * style.INCH)
    frame = Frame(box, across, (len(names) - 0.4, -0.6))
    grid, at_foot = cross_axis(frame, figures_on_axis(across, fact))
    picture.add(grid, 0.5)
    picture.add([*at_foot, *beside(frame, list(enumerate(wrapped)), bold=bold)], 3)
    if side:
        picture.add([upright_axis(frame)], 2.5)
    return picture, frame


def _bar(picture: Picture, frame: Frame, start: float, end: float, place: int, colour: str) -> None:
    left, right = sorted((frame.x(start), frame.x(end)))
    box = Box(left, frame.y(place - _THICK), right, frame.y(place + _THICK))
    picture.add([rectangle(box, colour)], 2)


def _write_value(picture: Picture, frame: Frame, words: str, end: float, place: int, *, right: bool) -> None:
    at = (frame.x(end) + (4 if right else -4), frame.y(place))
    picture.add([backing(words, at, _VALUE, right=right)], 5)
    picture.add(text(at, words, _VALUE, style.INK, anchor="start" if right else "end"), 5)


def backing(words: str, at: tuple[float, float], size: float, *, right: bool, bold: bool = False) -> Path:
    """White ground behind a text that begins, or ends, at a place."""
    x, y = at
    wide = width_of(words, size, bold=bold)
    left = x if right else x - wide
    return rectangle(Box(left - 1, y - size / 2 - 0.5, left + wide + 1, y + size / 2 + 0.5), style.GROUND)
