"""A picture as SVG: the same bytes on every machine, text as text in the reader's own font."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from pcc_narrator.rendering.charts.shapes import Box, Disc, Label, Path, Picture, Shape

_FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


def to_svg(picture: Picture) -> bytes:
    """The picture as SVG, scaling to the width that it is given. Lengths are to a hundredth of a point."""
    shapes = picture.shapes
    boxes = list(dict.fromkeys(shape.within for shape in shapes if isinstance(shape, Path) and shape.within))
    width, height = _number(picture.width), _number(picture.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}" font-family="{_FONTS}" stroke-linejoin="round">'
    )
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        head,
        *(f'<clipPath id="c{place}">{_rectangle(box)}</clipPath>' for place, box in enumerate(boxes)),
    ]
    if picture.ground:
        lines.append(f'<rect width="{width}" height="{height}" fill="#ffffff"/>')
    lines += [_written(shape, boxes) for shape in shapes]
    return "\n".join([*lines, "</svg>", ""]).encode()


def _written(shape: Shape, boxes: list[Box]) -> str:
    if isinstance(shape, Label):
        x, y = map(_number, shape.at)
        anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
        bold = ' font-weight="700"' if shape.bold else ""
        return (
            f'<text x="{x}" y="{y}" font-size="{_number(shape.size)}" fill="{shape.colour}"{anchor}{bold}>'
            f"{escape(shape.text, quote=False)}</text>"
        )
    if isinstance(shape, Disc):
        x, y = map(_number, shape.at)
        return f'<circle cx="{x}" cy="{y}" r="{_number(shape.radius)}"{_style(shape.fill, shape.colour, shape.width)}/>'
    places = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
    style = _style(shape.fill, shape.colour, shape.width, shape.opacity)
    if shape.dash:
        style += f' stroke-dasharray="{_joined(part * shape.width for part in shape.dash)}"'
    if shape.round_ends:
        style += ' stroke-linecap="round"'
    if shape.within is not None:
        style += f' clip-path="url(#c{boxes.index(shape.within)})"'
    return f'<{"polygon" if shape.closed else "polyline"} points="{places}"{style}/>'


def _style(fill: str, colour: str, width: float, opacity: float = 1.0) -> str:
    style = f' fill="{fill or "none"}"'
    if opacity != 1:
        style += f' fill-opacity="{_number(opacity)}"'
    return f'{style} stroke="{colour}" stroke-width="{_number(width)}"' if colour else style


def _rectangle(box: Box) -> str:
    x, y, width, height = map(_number, (box.left, box.top, box.right - box.left, box.bottom - box.top))
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}"/>'


def _joined(lengths: Iterable[float]) -> str:
    return ",".join(map(_number, lengths))


def _number(value: float) -> str:
    """To a hundredth, without trailing noughts."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
