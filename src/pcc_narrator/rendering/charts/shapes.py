"""A picture as a list of shapes, in points from its upper left corner. `svg` and `png` write it down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Place = tuple[float, float]
Anchor = Literal["start", "middle", "end"]
Marker = Literal["o", "s", "^", "D", "|"]

_CAPITAL = 0.36  # of the size of a letter: half the height of a capital
LINE = 1.2  # sizes from one line of a text to the next
_ASCENT, _DESCENT = 0.76, 0.24  # sizes above and below the line that letters stand on


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its sides in points."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Path:
    """A line, or with `closed` a filled shape. `dash`: strokes and gaps, in widths of the line; `within`: cut off."""

    points: tuple[Place, ...]
    colour: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    fill: str = ""
    opacity: float = 1.0  # of the filling
    closed: bool = False
    within: Box | None = None
    round_ends: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle with a line around it."""

    at: Place
    radius: float
    fill: str
    colour: str
    width: float


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text that stands on `at`."""

    at: Place
    text: str
    size: float
    colour: str
    anchor: Anchor = "start"
    bold: bool = False


Shape = Path | Disc | Label


@dataclass(slots=True)
class Picture:
    """Shapes on white ground, unless `ground` is false; of those that overlap, the one of higher `order` is on top."""

    width: float
    height: float
    ground: bool = True
    placed: list[tuple[float, Shape]] = field(default_factory=list)

    def add(self, shapes: Iterable[Shape], order: float) -> None:
        """Put shapes into the picture. Among shapes of one order the later one is on top."""
        self.placed += [(order, shape) for shape in shapes]

    @property
    def shapes(self) -> list[Shape]:
        """From the lowest to the topmost."""
        return [shape for _, shape in sorted(self.placed, key=lambda pair: pair[0])]


def mark(kind: Marker, at: Place, size: float, fill: str, colour: str, width: float) -> Path | Disc:
    """A mark of so many points across, with a line of `width` around it."""
    x, y = at
    half = size / 2
    if kind == "o":
        return Disc(at, half, fill, colour, width)
    if kind == "|":
        return Path(((x, y - half), (x, y + half)), colour, width)
    if kind == "s":
        corners: tuple[Place, ...] = (
            (x - half, y - half),
            (x + half, y - half),
            (x + half, y + half),
            (x - half, y + half),
        )
    elif kind == "^":
        corners = ((x, y - half), (x + half, y + half), (x - half, y + half))
    else:
        reach = half * 2**0.5
        corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    return Path(corners, colour, width, fill=fill, closed=True)


def text(
    at: Place,
    words: str,
    size: float,
    colour: str,
    *,
    anchor: Anchor = "start",
    stands: Literal["middle", "on", "under", "over"] = "middle",
    bold: bool = False,
) -> list[Label]:
    """The lines of a text. `at` is at its middle, or where its last line stands, or the text is under or over it."""
    lines = words.split("\n")
    x, y = at
    more = (len(lines) - 1) * LINE * size
    if stands == "middle":
        first = y - more / 2 + _CAPITAL * size
    elif stands == "on":
        first = y - more
    elif stands == "under":
        first = y + _ASCENT * size
    else:
        first = y - more - _DESCENT * size
    return [
        Label((x, first + number * LINE * size), line, size, colour, anchor, bold) for number, line in enumerate(lines)
    ]


def rectangle(box: Box, fill: str, *, opacity: float = 1.0) -> Path:
    """A filled rectangle without a line around it."""
    corners = ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
    return Path(corners, fill=fill, opacity=opacity, closed=True)


def segments(
    ends: Sequence[tuple[Place, Place]], colour: str, width: float, dash: tuple[float, ...] = ()
) -> list[Path]:
    """Straight lines, each from one place to another."""
    return [Path(pair, colour, width, dash) for pair in ends]
