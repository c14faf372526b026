"""A small line chart as numbers: the page's template writes the SVG, its style sheet the colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT, MARGIN = 320, 150, 12
LETTER = Decimal("6.4")  # how wide a character is, about
TOP, FOOT = 26, 22  # room for the value above the line, for the periods below


@dataclass(frozen=True, slots=True)
class Point:
    """A value of the series: its period, its value as a number and as printed; whether it is the one spoken of."""

    period: str
    value: Decimal
    printed: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in a box of WIDTH by HEIGHT: the line, each point with its place, words with theirs."""

    title: str
    alt: str
    line: str
    points: tuple[tuple[str, str, Point], ...]
    labels: tuple[tuple[str, str, str], ...]
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
            _text(HEIGHT - FOOT - (point.value - low) / span * (HEIGHT - TOP - FOOT)),
            point,
        )
        for number, point in enumerate(points)
    )
    here = next(point for point in points if point.here)
    alt = (
        f"Line from {points[0].period} ({points[0].printed}) to {points[-1].period} ({points[-1].printed}); "
        f"marked: {here.period} ({here.printed})."
    )
    return Drawing(title, alt, " ".join(f"{x},{y}" for x, y, _ in placed), placed, _labels(placed), from_zero)


def _labels(placed: Sequence[tuple[str, str, Point]]) -> tuple[tuple[str, str, str], ...]:
    """The value of the point that is spoken of, and of the highest and the lowest where they are others; first, last.

    A label starts where it fits between the edges: a character is taken to be LETTER wide.
    """
    values = [point.value for _, _, point in placed]
    told = [one for one in placed if one[2].here]
    told += [one for one in placed if one[2].value in (max(values), min(values))]
    labels: list[tuple[Decimal, Decimal, str]] = []
    for x, y, point in told:
        left = _fitting(Decimal(x), point.printed)
        if all(abs(left - other) > LETTER * (len(point.printed) + 1) for other, _, _ in labels):
            labels.append((left, Decimal(y) - 8, point.printed))
    foot = Decimal(HEIGHT - 6)
    ends = {placed[0][2].period: placed[0], placed[-1][2].period: placed[-1]}
    labels += [(_fitting(Decimal(x), period), foot, period) for period, (x, _, _) in ends.items()]
    return tuple((_text(x), _text(y), words) for x, y, words in labels)


def _fitting(middle: Decimal, words: str) -> Decimal:
    width = LETTER * len(words)
    return min(max(middle - width / 2, Decimal(2)), WIDTH - width - 2)


def _text(place: Decimal) -> str:
    return f"{place:.1f}"
