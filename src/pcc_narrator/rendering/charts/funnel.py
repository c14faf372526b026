"""A funnel chart: rates against what they are rates of, with the limits outside which an area stands out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.data import ChartData, Point
from pcc_narrator.rendering.charts.lines import axis_title
from pcc_narrator.rendering.charts.printed import named, notes_of, off_scale, off_scale_note, standing_out
from pcc_narrator.rendering.charts.scale import figures_on_axis
from pcc_narrator.rendering.charts.time_axis import foot_notes
from pcc_narrator.rendering.words import ENGLISH, Words
from pcc_narrator.statistics.funnels import funnel_limits

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

STEPS = 80


def draw_funnel(data: ChartData, words: Words = ENGLISH) -> Figure:
    """Points inside the dashed curves differ no more than areas of their size do; those outside are named.

    The curves are control limits at three standard errors (99.8 per cent), over-dispersion allowed for.
    """
    everybody = [point for point in data.points if point.parts is not None]
    everyone = _numbers(everybody)
    missing = off_scale(data)
    points = [point for point in everybody if point not in missing]
    _, people, rates = _numbers(points)
    figure = style.new_figure(height=style.HEIGHT + 0.35)
    axes = figure.add_axes((0.1, 0.24, 0.86, 0.65))
    style.quiet_axes(axes)
    low, high = min(people) * 0.7, max(people) * 1.05
    across = [low * (high / low) ** (step / STEPS) for step in range(STEPS + 1)]
    limits = funnel_limits(everyone[0], everyone[1], across)
    for side in (0, 1):
        axes.plot(across, [pair[side] * 1000 for pair in limits], color=style.QUIET, linewidth=1.1,
                  linestyle=(0, (4, 2)), zorder=1)  # fmt: skip
    axes.axhline(sum(everyone[0]) / sum(everyone[1]) * 1000, color=style.QUIET, linewidth=1.0, zorder=1)
    at_points = funnel_limits(everyone[0], everyone[1], people)
    far = standing_out(data)
    outside = [point in far for point in points]
    own = [point.fact.area == data.own_area for point in points]
    for mine, out, marker, colour, size in (
        (False, False, "o", style.OTHERS, 18), (False, True, "D", style.WORSE, 26), (True, False, "o", style.MAIN, 46),
        (True, True, "D", style.MAIN, 46),
    ):  # fmt: skip
        chosen = [at for at in range(len(points)) if (own[at], outside[at]) == (mine, out)]
        if chosen:
            axes.scatter([people[at] for at in chosen], [rates[at] for at in chosen], s=size, marker=marker,
                         color=colour, zorder=4 if mine else 3)  # fmt: skip
    for at in (points.index(point) for point in named(data)):
        _name(axes, points[at], people[at], rates[at], low, high, bold=own[at])
    axes.set_xscale("log")
    axes.set_xlim(low, high * 1.1)
    axes.set_ylim(0, max([*rates, *(pair[1] * 1000 for pair in at_points)]) * 1.1)
    figures_on_axis(axes, points[0].fact)
    _people_on_axis(axes, low, high)
    axis_title(axes, data.chart.unit_label, points[0].fact, words)
    foot_notes(figure, ["\n".join([*notes_of(data, words), *off_scale_note(data, words)])])
    return figure


def _numbers(points: Sequence[Point]) -> tuple[list[float], list[float], list[float]]:
    """Counts, what they are rates of, and rates per 1,000."""
    parts = [point.parts for point in points if point.parts is not None]
    counts, people = [float(count) for count, _ in parts], [float(one) for _, one in parts]
    return counts, people, [count / one * 1000 for count, one in zip(counts, people, strict=True)]


def _name(axes: Axes, point: Point, x: float, y: float, low: float, high: float, *, bold: bool) -> None:
    left = x > (low * high) ** 0.5
    axes.annotate(
        f"{point.area} {point.text}", xy=(x, y), xytext=(-7 if left else 7, 4), textcoords="offset points",
        ha="right" if left else "left", va="center", fontsize=9, fontweight="bold" if bold else "normal", zorder=5,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.8},
    )  # fmt: skip


def _people_on_axis(axes: Axes, low: float, high: float) -> None:
    """A few round numbers on the logarithmic axis."""
    ticks = [step * 10**power for power in range(2, 9) for step in (1, 2, 5) if low <= step * 10**power <= high]
    ticks = ticks[:: -(-len(ticks) // 5)]
    axes.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    axes.minorticks_off()
