"""The icons of "Making Data Count", drawn by us: lines in a ring, so that no font and no colour is needed to tell them.

Variation: a wave is usual variation; H or L with an arrow is a point that chance does not explain, high or low.
Assurance: P (the target is within the limits on the right side), F (on the wrong side), ? (now and then).
"""

from __future__ import annotations

from dataclasses import dataclass

from pcc_narrator.rendering.charts import style
from pcc_narrator.rendering.charts.paint import to_png
from pcc_narrator.rendering.charts.shapes import Disc, Path, Picture, Place, Shape
from pcc_narrator.rendering.dashboard import icon_file

SIZE = 40
SHOWN = 30  # pixels on a page
Stroke = tuple[tuple[float, float], ...]

_H: tuple[Stroke, ...] = (((12, 13), (12, 27)), ((20, 13), (20, 27)), ((12, 20), (20, 20)))
_L: tuple[Stroke, ...] = (((12, 13), (12, 27), (20, 27)),)
_UP: tuple[Stroke, ...] = (((28, 27), (28, 13)), ((24.5, 17), (28, 13), (31.5, 17)))
_DOWN: tuple[Stroke, ...] = (((28, 13), (28, 27)), ((24.5, 23), (28, 27), (31.5, 23)))
_WAVE: tuple[Stroke, ...] = (((9, 23), (14, 16), (19, 24), (24, 16), (31, 22)),)
_P: tuple[Stroke, ...] = (((16, 28), (16, 12), (22, 12), (25, 14.5), (25, 18), (22, 20.5), (16, 20.5)),)
_F: tuple[Stroke, ...] = (((16, 28), (16, 12), (25, 12)), ((16, 20), (23, 20)))
_ASK: tuple[Stroke, ...] = (
    ((15, 15.5), (17, 12), (23, 12), (25, 15), (25, 17), (20, 20.5), (20, 24)),
    ((20, 28), (20, 28.2)),
)


@dataclass(frozen=True, slots=True)
class Icon:
    """Lines in a ring of one colour."""

    colour: str
    strokes: tuple[Stroke, ...]


ICONS: dict[str, Icon] = {
    "common_cause": Icon(style.QUIET, _WAVE),
    "concern_high": Icon(style.WORSE, _H + _UP),
    "concern_low": Icon(style.WORSE, _L + _DOWN),
    "improvement_high": Icon(style.BETTER, _H + _UP),
    "improvement_low": Icon(style.BETTER, _L + _DOWN),
    "neutral_high": Icon(style.FOURTH, _H + _UP),
    "neutral_low": Icon(style.FOURTH, _L + _DOWN),
    "pass": Icon(style.BETTER, _P),
    "fail": Icon(style.WORSE, _F),
    "inconsistent": Icon(style.QUIET, _ASK),
}


def icon_of(stem: str) -> str | None:
    """The icon that a file name without its ending means."""
    return next((name for name in ICONS if icon_file(name) == f"{stem}.svg"), None)


def icon_svg(name: str) -> bytes:
    """An icon as SVG."""
    icon = ICONS[name]
    lines = "".join(f'<polyline points="{" ".join(f"{x:g},{y:g}" for x, y in stroke)}"/>' for stroke in icon.strokes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SHOWN}" height="{SHOWN}" viewBox="0 0 {SIZE} {SIZE}">'
        f'<circle cx="20" cy="20" r="17.5" fill="#ffffff" stroke="{icon.colour}" stroke-width="3"/>'
        f'<g fill="none" stroke="{icon.colour}" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">'
        f"{lines}</g></svg>\n"
    ).encode()


def icon_png(name: str) -> bytes:
    """An icon as PNG, for documents that cannot hold SVG."""
    picture = Picture(SIZE, SIZE, ground=False)
    picture.add(icon_shapes(name, (SIZE / 2, SIZE / 2), SIZE), 0)
    return to_png(picture, dpi=288)


def icon_shapes(name: str, middle: Place, size: float) -> list[Shape]:
    """An icon of so many points across, around a place of a picture."""
    icon, scale = ICONS[name], size / SIZE
    left, top = middle[0] - size / 2, middle[1] - size / 2
    ring = Disc(middle, 17.5 * scale, style.GROUND, icon.colour, 2.0)
    lines = [tuple((left + x * scale, top + y * scale) for x, y in stroke) for stroke in icon.strokes]
    return [ring, *(Path(line, icon.colour, 1.7, round_ends=True) for line in lines)]
