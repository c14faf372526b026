"""A small line chart as numbers: the page's template writes the SVG, its style sheet the colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT, MARGIN = 320, 120, 12


@dataclass(frozen=True, slots=True)
class Point:
    """A value of the series: its period, its value as a number and as printed; whether it is the one spoken of."""

    period: str
    value: Decimal
    printed: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in a box of WIDTH by HEIGHT: the line, and each point with its place."""

    title: str
    alt: str
    line: str
    points: tuple[tuple[str, str, Point], ...]
    from_zero: bool


def draw(points: Sequence[Point], title: str) -> Drawing:
    """Place the points: the time to the right, the value upwards; the axis starts at zero where that leaves a shape."""
    values = [point.value for point in points]
    low, high = min(values), max(values)
    from_zero = low >= 0 and low < high / 2
    if from_zero:
        low = Decimal(0)
    span = high - low or Decimal(1)
    step = Decimal(WIDTH - 2 * MARGIN) / max(1, len(points) - 1)
    placed = tuple(
        (
            _text(MARGIN + step * number),
            _text(HEIGHT - MARGIN - (point.value - low) / span * (HEIGHT - 2 * MARGIN)),
            point,
        )
        for number, point in enumerate(points)
    )
    here = next(point for point in points if point.here)
    alt = (
        f"Line from {points[0].period} ({points[0].printed}) to {points[-1].period} ({points[-1].printed}); "
        f"marked: {here.period} ({here.printed})."
    )
    return Drawing(title, alt, " ".join(f"{x},{y}" for x, y, _ in placed), placed, from_zero)


def _text(place: Decimal) -> str:
    return f"{place:.1f}"
