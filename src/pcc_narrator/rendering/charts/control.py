"""The XmR control chart: the series, its mean, the limits of ordinary variation, and the points that stand out."""

from __future__ import annotations

from pcc_narrator.models.fact import Fact
from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import ChartData
from pcc_narrator.rendering.charts.frame import Frame
from pcc_narrator.rendering.charts.icons import ICONS, icon_shapes
from pcc_narrator.rendering.charts.lines import axis_title, draw_marks, drawn_frame, label_ends
from pcc_narrator.rendering.charts.printed import levels_of, limits_since, notes_of, outside
from pcc_narrator.rendering.charts.scale import limits
from pcc_narrator.rendering.charts.shapes import Box, Picture, mark, rectangle
from pcc_narrator.rendering.charts.time_axis import foot_notes, mark_breaks, period_ends, period_ticks, runs
from pcc_narrator.rendering.figure_text import bare_text
from pcc_narrator.rendering.words import ENGLISH, Words

_ICON = 24.8  # points across


def draw_control(data: ChartData, words: Words = ENGLISH) -> Picture:
    """Points inside the band vary as they usually do; those outside are larger and diamond-shaped.

    Mean and limits are drawn over the points that they were computed from, not over earlier ones.
    """
    picture = style.new_picture(height=style.HEIGHT + 0.25)
    for place, name in enumerate(name for name in data.chart.icons if name in ICONS):
        middle = ((0.9075 + 0.06 * place) * picture.width, 0.05 * picture.height)
        picture.add(icon_shapes(name, middle, _ICON), 3)
    points = data.points
    known: list[tuple[Fact, str, tuple[float, ...], str]] = [
        (fact, name, () if fact is data.centre else (4, 2), style.QUIET) for fact, name in levels_of(data, words)
    ]
    if data.target is not None:
        known.append((data.target, words.target, (1.5, 1.5), style.FOURTH))
    up = limits([float(point.value) for point in points] + [float(fact.number) for fact, *_ in known])
    box = Box(0.1 * picture.width, 0.11 * picture.height, 0.78 * picture.width, 0.78 * picture.height)
    across = period_ends(data.lines)
    frame = drawn_frame(picture, Frame(box, across, up), period_ticks(data.lines), points[0].fact)
    first = min(point.at for point in points)
    start = max(first, limits_since(data))
    left = start - 0.5 if start > first else across[0]
    if data.lower is not None and data.upper is not None:
        band = Box(frame.x(left), frame.y(float(data.upper.number)), frame.box.right, frame.y(float(data.lower.number)))
        picture.add([rectangle(band, style.GRID, opacity=0.35)], 0)
    labels = []
    for fact, name, dash, colour in known:
        level = float(fact.number)
        ends = [(across[0] if fact is data.target else left, level), (across[1], level)]
        picture.add([frame.line(ends, colour, 1.1, dash)], 1)
        labels.append((level, f"{name} {bare_text(fact)}", colour))
    for part in runs(points):
        places = [(point.at, float(point.value)) for point in part]
        picture.add([frame.line(places, style.MAIN, style.LINE)], 3)
        picture.add([mark("o", at, style.DOT, style.MAIN, style.MAIN, 1) for at in frame.places(places)], 3)
    draw_marks(picture, frame, [point for point in points if point.provisional], "o", style.MAIN, hollow=True)
    standing_out = [point for point in points if point.highlighted or outside(point, data)]
    draw_marks(picture, frame, standing_out, "D", style.WORSE, size=46)
    last = max(points, key=lambda point: point.at)
    labels.append(
        (float(last.value), f"{last.period}\n{last.text}", style.WORSE if last in standing_out else style.MAIN)
    )
    label_ends(picture, frame, labels)
    mark_breaks(picture, frame, data.chart.breaks)
    axis_title(picture, frame, data.chart.unit_label, points[0].fact, words)
    foot_notes(picture, notes_of(data, words))
    return picture
