"""Sparklines: a word-sized picture of a series for a dashboard row. Small enough to be written as SVG by hand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from pcc_narrator.rendering.charts.paint import to_png
from pcc_narrator.rendering.charts.shapes import Disc, Path, Picture

WIDTH, HEIGHT, MARGIN = 120, 28, 4
_TENTH = Decimal("0.1")


def spark_svg(values: Sequence[Decimal], *, colour: str) -> bytes:
    """A line through the values in order, its last point marked. The scale runs from the lowest to the highest."""
    places = _places(values)
    across, down = places[-1]
    points = " ".join(f"{x},{y}" for x, y in places)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.6" '
        f'stroke-linejoin="round"/><circle cx="{across}" cy="{down}" r="3" fill="{colour}"/></svg>\n'
    ).encode()


def spark_png(values: Sequence[Decimal], *, colour: str) -> bytes:
    """The same picture as PNG, four times as large, for documents that cannot hold SVG."""
    places = [(float(x), float(y)) for x, y in _places(values)]
    picture = Picture(WIDTH, HEIGHT)
    picture.add([Path(tuple(places), colour, 1.6), Disc(places[-1], 3, colour, colour, 0)], 0)
    return to_png(picture, dpi=288)


def _places(values: Sequence[Decimal]) -> list[tuple[Decimal, Decimal]]:
    low, high = min(values), max(values)
    height = Decimal(HEIGHT - 2 * MARGIN)
    step = Decimal(WIDTH - 2 * MARGIN) / max(1, len(values) - 1)
    found = []
    for index, value in enumerate(values):
        share = (value - low) / (high - low) if high > low else Decimal("0.5")
        across = (MARGIN + step * index).quantize(_TENTH, ROUND_HALF_UP)
        found.append((across, (HEIGHT - MARGIN - share * height).quantize(_TENTH, ROUND_HALF_UP)))
    return found
