"""A time axis in months: few labels, never crowded, and gaps where periods are missing."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import Line, Point

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


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


def label_ticks(axes: Axes, lines: Sequence[Line], *, at_most: int = 6) -> None:
    """Ticks at real periods, counted back from the last one so that it always has its label."""
    names = {point.at: point.period for line in lines for point in line.points}
    ordered = sorted(names)
    step = max(1, -(-len(ordered) // at_most))
    ticks = ordered[::-1][::step][::-1]
    axes.set_xticks(ticks, [_two_lines(names[tick]) for tick in ticks])
    if ordered:
        margin = max(1.0, (ordered[-1] - ordered[0]) * 0.02)
        axes.set_xlim(ordered[0] - margin, ordered[-1] + margin)


def mark_breaks(axes: Axes, days: Sequence[date]) -> None:
    """An upright line before the first period of a new way of counting."""
    for day in days:
        axes.axvline(day.year * 12 + day.month - 1.5, color=style.INK, linewidth=1.0, linestyle=(0, (1, 2)), zorder=2)


def foot_notes(figure: Figure, notes: Sequence[str]) -> None:
    """What a reader must know to read the picture, on a line at its foot."""
    if notes:
        figure.text(0.1, 0.02, " ".join(notes), fontsize=8.5, color=style.QUIET, ha="left", va="bottom")


def _two_lines(label: str) -> str:
    """A period on two short lines, so that neighbours do not touch: "Q3" over "2018-19"."""
    head, space, tail = label.partition(" to ")
    if space:
        return f"{head}\nto {tail}"
    head, _, tail = label.rpartition(" ")
    return f"{head}\n{tail}" if head else tail
