"""Sparklines: a word-sized picture of a series for a dashboard row. Small enough to be written as SVG by hand."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

WIDTH, HEIGHT, MARGIN = 120, 28, 4
_TENTH = Decimal("0.1")


def spark_svg(values: Sequence[Decimal], *, colour: str) -> bytes:
    """A line through the values in order, its last point marked. The scale runs from the lowest to the highest."""
    low, high = min(values), max(values)
    height = Decimal(HEIGHT - 2 * MARGIN)
    step = Decimal(WIDTH - 2 * MARGIN) / max(1, len(values) - 1)

    def place(index: int, value: Decimal) -> str:
        share = (value - low) / (high - low) if high > low else Decimal("0.5")
        across = (MARGIN + step * index).quantize(_TENTH, ROUND_HALF_UP)
        down = (HEIGHT - MARGIN - share * height).quantize(_TENTH, ROUND_HALF_UP)
        return f"{across},{down}"

    places = [place(index, value) for index, value in enumerate(values)]
    across, down = places[-1].split(",")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<polyline points="{" ".join(places)}" fill="none" stroke="{colour}" stroke-width="1.6" '
        f'stroke-linejoin="round"/><circle cx="{across}" cy="{down}" r="3" fill="{colour}"/></svg>\n'
    ).encode()


def spark_png(values: Sequence[Decimal], *, colour: str) -> bytes:
    """The same picture as PNG, four times as large, for documents that cannot hold SVG."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.03, 0.12, 0.94, 0.76))
    axes.set_axis_off()
    axes.plot(range(len(values)), [float(value) for value in values], color=colour, linewidth=1.4)
    axes.plot([len(values) - 1], [float(values[-1])], color=colour, marker="o", markersize=4, clip_on=False)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=288, metadata={"Software": None})
    return buffer.getvalue()
