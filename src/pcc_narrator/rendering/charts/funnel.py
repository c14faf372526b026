"""A funnel chart: rates against what they are rates of, with the limits outside which an area stands out."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.bars import backing
from pcc_narrator.rendering.charts.data import ChartData, Point
from pcc_narrator.rendering.charts.frame import Frame, Tick
from pcc_narrator.rendering.charts.lines import axis_title, drawn_frame
from pcc_narrator.rendering.charts.printed import named, notes_of, off_scale, off_scale_note, standing_out
from pcc_narrator.rendering.charts.shapes import Box, Marker, Picture, Place, mark, text
from pcc_narrator.rendering.charts.time_axis import foot_notes
from pcc_narrator.rendering.words import ENGLISH, Words
from pcc_narrator.statistics.funnels import funnel_limits

STEPS = 80
_MARKS: tuple[tuple[bool, bool, Marker, str, float], ...] = (  # own, outside: mark, colour, area in square points
    (False, False, "o", style.OTHERS, 18), (False, True, "D", style.WORSE, 26), (True, False, "o", style.MAIN, 46),
    (True, True, "D", style.MAIN, 46),
)  # fmt: skip


def draw_funnel(data: ChartData, words: Words = ENGLISH) -> Picture:
    """Points inside the dashed curves differ no more than areas of their size do; those outside are named.

    The curves are control limits at three standard errors (99.8 per cent), over-dispersion allowed for. The axis at
    the foot is logarithmic.
    """
    everybody = [point for point in data.points if point.parts is not None]
    everyone = _numbers(everybody)
    missing = off_scale(data)
    points = [point for point in everybody if point not in missing]
    _, people, rates = _numbers(points)
    picture = style.new_picture(height=style.HEIGHT + 0.35)
    low, high = min(people) * 0.7, max(people) * 1.05
    at_points = funnel_limits(everyone[0], everyone[1], people)
    top = max([*rates, *(pair[1] * 1000 for pair in at_points)]) * 1.1
    box = Box(0.1 * picture.width, 0.11 * picture.height, 0.96 * picture.width, 0.76 * picture.height)
    frame = Frame(box, (log10(low), log10(high * 1.1)), (0.0, top))
    frame = drawn_frame(picture, frame, _people_on_axis(low, high), points[0].fact)
    sizes = [low * (high / low) ** (step / STEPS) for step in range(STEPS + 1)]
    limits = funnel_limits(everyone[0], everyone[1], sizes)
    for side in (0, 1):
        curve = [(log10(size), pair[side] * 1000) for size, pair in zip(sizes, limits, strict=True)]
        picture.add([frame.line(curve, style.QUIET, 1.1, (4, 2))], 1)
    picture.add([frame.level(sum(everyone[0]) / sum(everyone[1]) * 1000, style.QUIET, 1.0)], 1)
    far = standing_out(data)
    outside = [point in far for point in points]
    own = [point.fact.area == data.own_area for point in points]
    places = frame.places((log10(one), rate) for one, rate in zip(people, rates, strict=True))
    for mine, out, marker, colour, area in _MARKS:
        chosen = [place for at, place in enumerate(places) if (own[at], outside[at]) == (mine, out)]
        picture.add([mark(marker, place, area**0.5, colour, colour, 1) for place in chosen], 4 if mine else 3)
    middle = (low * high) ** 0.5
    for at in (points.index(point) for point in named(data)):
        _name(picture, points[at], places[at], left=people[at] > middle, bold=own[at])
    axis_title(picture, frame, data.chart.unit_label, points[0].fact, words)
    foot_notes(picture, ["\n".join([*notes_of(data, words), *off_scale_note(data, words)])])
    return picture


def _numbers(points: Sequence[Point]) -> tuple[list[float], list[float], list[float]]:
    """Counts, what they are rates of, and rates per 1,000."""
    parts = [point.parts for point in points if point.parts is not None]
    counts, people = [float(count) for count, _ in parts], [float(one) for _, one in parts]
    return counts, people, [count / one * 1000 for count, one in zip(counts, people, strict=True)]


def _name(picture: Picture, point: Point, place: Place, *, left: bool, bold: bool) -> None:
    words, at = f"{point.area} {point.text}", (place[0] + (-7 if left else 7), place[1] - 4)
    picture.add([backing(words, at, style.ENDS, right=not left, bold=bold)], 5)
    picture.add(text(at, words, style.ENDS, style.INK, anchor="end" if left else "start", bold=bold), 5)


def _people_on_axis(low: float, high: float) -> list[Tick]:
    """A few round numbers on the logarithmic axis."""
    ticks = [step * 10**power for power in range(2, 9) for step in (1, 2, 5) if low <= step * 10**power <= high]
    return [(log10(tick), f"{tick:,}") for tick in ticks[:: -(-len(ticks) // 5) or 1]]
