"""A picture painted by matplotlib: as SVG, with text as text in the reader's own font, and as PNG.

Only its figure and its back ends are used, not its axes: laying out an axis takes it ten times as long as painting the
shapes of a whole picture.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from pcc_narrator.rendering.charts.shapes import Disc, Label, Picture, Shape

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.transforms import Transform

_FONT = "DejaVu Sans"
_STACK = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_SETTINGS: dict[Any, Any] = {"svg.hashsalt": "pcc-narrator", "svg.fonttype": "none", "path.simplify": False}
_LONG_NUMBER = re.compile(r"(?<![\w#])(-?\d+\.\d{2})\d+")  # a hundredth of a point is finer than any screen
_ALIGNED = {"start": "left", "middle": "center", "end": "right"}


def to_svg(picture: Picture) -> bytes:
    """The picture as SVG, scaling to the width that it is given: the same bytes on every run and machine."""
    import matplotlib

    buffer = io.BytesIO()
    with matplotlib.rc_context(_SETTINGS):
        _figure(picture).savefig(
            buffer, format="svg", metadata={"Date": None, "Creator": None}, transparent=not picture.ground
        )
    written = buffer.getvalue().decode("utf-8").replace(f"'{_FONT}'", _STACK).replace("\r\n", "\n")
    return _LONG_NUMBER.sub(r"\1", written).encode("utf-8")


def to_png(picture: Picture, *, dpi: int = 200) -> bytes:
    """The picture as PNG of so many dots to the inch, for documents that cannot hold SVG, in the font that it ships."""
    buffer = io.BytesIO()
    _figure(picture).savefig(buffer, format="png", dpi=dpi, metadata={"Software": None}, transparent=not picture.ground)
    return buffer.getvalue()


def _figure(picture: Picture) -> Figure:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    figure = Figure(figsize=(picture.width / 72, picture.height / 72))
    FigureCanvasAgg(figure)  # no pyplot: no global state, nothing to close
    points = Affine2D().scale(1 / 72, -1 / 72).translate(0, picture.height / 72) + figure.dpi_scale_trans
    for order, shape in enumerate(picture.shapes):
        artist = _artist(shape, points)
        artist.set_zorder(order)
        figure.add_artist(artist)
    return figure


def _artist(shape: Shape, points: Transform) -> Artist:
    from matplotlib.patches import Circle, PathPatch
    from matplotlib.path import Path as Outline
    from matplotlib.text import Text
    from matplotlib.transforms import Bbox, TransformedBbox

    if isinstance(shape, Label):
        return Text(
            *shape.at, shape.text, color=shape.colour, fontsize=shape.size, fontfamily=_FONT, transform=points,
            fontweight="bold" if shape.bold else "normal", ha=_ALIGNED[shape.anchor], va="baseline", parse_math=False,
        )  # fmt: skip
    if isinstance(shape, Disc):
        return Circle(
            shape.at, shape.radius, facecolor=shape.fill, edgecolor=shape.colour, linewidth=shape.width,
            transform=points,
        )  # fmt: skip
    patch = PathPatch(
        Outline([*shape.points, *(shape.points[:1] if shape.closed else ())], closed=shape.closed),
        facecolor=(shape.fill, shape.opacity) if shape.fill else "none",
        edgecolor=shape.colour or "none",
        linewidth=shape.width if shape.colour else 0,
        linestyle=(0, shape.dash) if shape.dash else "solid",
        joinstyle="round",
        capstyle="round" if shape.round_ends else "butt",
        transform=points,
    )
    if shape.within is not None:
        box = shape.within
        patch.set_clip_box(TransformedBbox(Bbox([(box.left, box.top), (box.right, box.bottom)]), points))
    return patch
