"""What a picture prints beside its points: level lines with their names, and the notes at its foot.

Drawn by the chart modules and read by the checker (`said`), so that both have the same words.
"""

from __future__ import annotations

from pcc_narrator.models.fact import Fact
from pcc_narrator.rendering.charts.data import ChartData, Point, month_number
from pcc_narrator.rendering.words import Words
from pcc_narrator.statistics.funnels import funnel_limits

FAR = 2.0  # times the upper limit: beyond it a point is named under the picture, so that all others can be seen
MOST_NAMED = 4  # areas outside the limits of a funnel that are named beside their points


def levels_of(data: ChartData, words: Words) -> list[tuple[Fact, str]]:
    """The levels that are drawn as lines and printed with a name, from the top of the list: limits, mean."""
    if data.chart.kind == "control":
        rules = [(data.upper, words.upper), (data.centre, words.mean), (data.lower, words.lower)]
    elif data.chart.kind == "peers":
        rules = [(data.centre, words.mean)]
    else:
        rules = []
    return [(fact, name) for fact, name in rules if fact is not None]


def notes_of(data: ChartData, words: Words) -> list[str]:
    """What a reader must know to read the picture, in the order in which it stands at the foot."""
    kind = data.chart.kind
    notes: list[str] = []
    if kind == "series" and data.lower is not None and data.upper is not None:
        notes.append(words.expected)
    elif kind == "control":
        notes.append(words.control_note)
        notes += [words.control_marks] if any(outside(point, data) for point in data.points) else []
    elif kind == "funnel":
        across = data.chart.unit_label.rpartition("per 1,000 ")[2] or words.figure
        notes.append(words.funnel_note.format(across=across))
    elif kind == "multiples":
        notes.append(words.panel_note)
    if kind in ("series", "control"):
        notes += [words.provisional_note] if any(point.provisional for point in data.points) else []
        notes += [words.break_note] if data.chart.breaks else []
    return notes


def off_scale_note(data: ChartData, words: Words) -> list[str]:
    """Who is not drawn in a funnel, with their figures."""
    missing = off_scale(data)
    return [words.off_scale.format(areas=", ".join(f"{point.area} {point.text}" for point in missing))][: len(missing)]


def limits_since(data: ChartData) -> int:
    """The month from which control limits hold: after a change of level they are computed anew."""
    for fact in (data.centre, data.upper, data.lower):
        if fact is not None and fact.since is not None and fact.since.end is not None:
            return month_number(fact.since.end)
    return 0


def outside(point: Point, data: ChartData) -> bool:
    """Whether a point lies strictly outside a limit that holds for it: the first rule of the control chart."""
    if point.at < limits_since(data):
        return False
    return (data.upper is not None and point.value > data.upper.number) or (
        data.lower is not None and point.value < data.lower.number
    )


def off_scale(data: ChartData) -> list[Point]:
    """The points of a funnel that are too far off to be drawn; the own area always is."""
    return [
        point for point, rate, (_, upper) in _funnel(data) if rate > FAR * upper and point.fact.area != data.own_area
    ]


def standing_out(data: ChartData) -> list[Point]:
    """The points of a funnel that lie outside its limits and are drawn, the highest first."""
    far = off_scale(data)
    found = [(rate, point) for point, rate, (low, high) in _funnel(data) if not low <= rate <= high]
    return [point for _, point in sorted(found, key=lambda one: -one[0]) if point not in far]


def named(data: ChartData) -> list[Point]:
    """The points of a funnel whose names and figures are printed: the own area, and some of those that stand out."""
    own = [point for point in data.points if point.parts is not None and point.fact.area == data.own_area]
    return [*own, *[point for point in standing_out(data) if point not in own][:MOST_NAMED]]


def _funnel(data: ChartData) -> list[tuple[Point, float, tuple[float, float]]]:
    """The points of a funnel with the rate of each and the limits that hold for it."""
    known = [(point, point.parts) for point in data.points if point.parts is not None]
    counts, people = [float(parts[0]) for _, parts in known], [float(parts[1]) for _, parts in known]
    limits = funnel_limits(counts, people, people)
    return [
        (point, count / one, limit) for (point, _), count, one, limit in zip(known, counts, people, limits, strict=True)
    ]
