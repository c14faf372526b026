"""A time axis in months: few labels, never crowded, and gaps where periods are missing."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date

from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import Line, Point
from pcc_narrator.rendering.charts.frame import Frame, Tick
from pcc_narrator.rendering.charts.shapes import Picture, text


def runs(points: Sequence[Point]) -> list[list[Point]]:
    """Points in order of time, split where a period is missing: a line is never drawn across a gap."""
    ordered = sorted(points, key=lambda point: point.at)
    if len(ordered) < 3:
        return [ordered] if ordered else []
    step = min(later.at - earlier.at for earlier, later in itertools.pairwise(ordered)) or 1
    parts = [[ordered[0]]]
    for earlier, later in itertools.pairwise(ordered):
        if later.at - earlier.at > step:
            parts.append([])
        parts[-1].append(later)
    return parts


def period_ticks(lines: Sequence[Line], *, at_most: int = 6) -> tuple[Tick, ...]:
    """Ticks at real periods, counted back from the last one so that it always has its label."""
    names = {point.at: point.period for line in lines for point in line.points}
    ordered = sorted(names)
    step = max(1, -(-len(ordered) // at_most))
    return tuple((tick, _two_lines(names[tick])) for tick in ordered[::-1][::step][::-1])


def period_ends(lines: Sequence[Line]) -> tuple[float, float]:
    """The ends of a time axis, with a little room at both."""
    places = [point.at for line in lines for point in line.points]
    margin = max(1.0, (max(places) - min(places)) * 0.02)
    return min(places) - margin, max(places) + margin


def mark_breaks(picture: Picture, frame: Frame, days: Sequence[date]) -> None:
    """An upright line before the first period of a new way of counting."""
    low, high = frame.across
    months = [day.year * 12 + day.month - 1.5 for day in days]
    picture.add([frame.upright(at, style.INK, 1.0, (1, 2)) for at in months if low <= at <= high], 2)


def foot_notes(picture: Picture, notes: Sequence[str]) -> None:
    """What a reader must know to read the picture, at its foot."""
    if notes:
        place = (0.1 * picture.width, 0.98 * picture.height)
        picture.add(text(place, " ".join(notes), style.FOOT, style.QUIET, stands="over"), 3)


def _two_lines(label: str) -> str:
    """A period on two short lines, so that neighbours do not touch: "Q3" over "2018-19"."""
    head, space, tail = label.partition(" to ")
    if space:
        return f"{head}\nto {tail}"
    head, _, tail = label.rpartition(" ")
    return f"{head}\n{tail}" if head else tail
