"""Vertical scales and the places of labels."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from pcc_narrator.figures import write
from pcc_narrator.models.fact import Fact, Unit
from pcc_narrator.rendering.figure_text import value_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase


_EDGE = 4.0  # dots that stay free at the left of a figure
_SECONDS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400)


def limits(levels: Sequence[float]) -> tuple[float, float]:
    """The ends of a vertical axis: from zero where that does not flatten the data, else with room around them.

    A line may start above zero when its lowest value is more than half its highest; bars never may.
    """
    low, high = min(levels), max(levels)
    if low >= 0 and low <= high / 2:
        return 0.0, (high or 1.0) * 1.12
    room = (high - low) * 0.25 or abs(high) * 0.1 or 1.0
    bottom = low - room
    return (max(0.0, bottom) if low >= 0 else bottom), high + room


def spread(levels: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Places for labels of the given heights, as near to their levels as they can be without touching."""
    order = sorted(range(len(levels)), key=lambda index: (levels[index], index))
    places = [0.0] * len(levels)
    edge = low - (high - low)
    for index in order:
        places[index] = max(levels[index], edge + heights[index] / 2)
        edge = places[index] + heights[index] / 2
    edge = high + (high - low) * 0.06
    for index in reversed(order):
        places[index] = min(places[index], edge - heights[index] / 2)
        edge = places[index] - heights[index] / 2
    return places


def figures_on_axis(axes: Axes, fact: Fact, *, axis: Literal["x", "y"] = "y", signed: bool = False) -> None:
    """Tick labels written in house style, in the unit of the fact: "40,000", "80%", "1m 20s"."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

    chosen = axes.yaxis if axis == "y" else axes.xaxis
    whole = fact.unit in ("count", "rank", "days", "months", "gbp")
    if fact.unit == "seconds":
        low, high = axes.get_ylim() if axis == "y" else axes.get_xlim()
        step = next((step for step in _SECONDS if (high - low) / step <= 5), _SECONDS[-1])
        chosen.set_major_locator(MultipleLocator(step))
    else:
        chosen.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10], integer=whole))

    def label(value: float, _position: int | None = None) -> str:
        number = Decimal(repr(round(float(value), 6))).normalize()
        exponent = number.as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        if fact.unit in ("seconds", "minutes", "hours"):
            return value_text(number, fact)
        unit: Unit = "none" if fact.unit == "per_1000" else fact.unit
        return write(number, unit, decimals=min(places, 3), style="table", signed=signed and number != 0)

    chosen.set_major_formatter(FuncFormatter(label))
    if axis == "y":
        _make_room(axes)


def _make_room(axes: Axes) -> None:
    """Moves the left side of the plot to where the longest label beside it ends within the figure."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure = axes.get_figure(root=True)
    if figure is None or not isinstance(figure.canvas, FigureCanvasAgg):
        return
    renderer: RendererBase = figure.canvas.get_renderer()  # type: ignore[no-untyped-call]
    low, high = sorted(axes.get_ylim())
    labels = zip(axes.get_yticks(), axes.get_yticklabels(), strict=True)
    shown = [label for tick, label in labels if low <= tick <= high]
    start = min((label.get_window_extent(renderer).x0 for label in shown), default=0.0)
    missing = (_EDGE - start) / figure.bbox.width
    if missing > 0:
        place = axes.get_position()
        axes.set_position((place.x0 + missing, place.y0, place.width - missing, place.height))
