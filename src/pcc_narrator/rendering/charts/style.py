"""How every chart looks: one place for colours, sizes and fonts.

Colours are from the Okabe–Ito set, which people with the common kinds of colour blindness can tell apart, taken
dark enough for a contrast of 3 to 1 on white; no chart says anything by colour alone. Text is drawn as text in the
reader's own sans-serif font. Positions are computed with the font that ships with matplotlib, so that the bytes
do not depend on the fonts of the machine.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK = "#1f2933"
QUIET = "#5a6672"
GRID = "#d5dbe1"
MAIN = "#0b5a8a"
SECOND = "#b34700"
THIRD = "#2f6f4f"
FOURTH = "#7a4080"
OTHERS = "#8a97a3"
LINES = (MAIN, SECOND, THIRD, FOURTH)
BETTER = "#0b5a8a"
WORSE = "#b34700"

WIDTH, HEIGHT = 6.6, 3.2  # inches; 72 points to the inch in SVG
LOW, FEW = 2.4, 12  # a line of few points needs less height
_FONT = "DejaVu Sans"
_LONG_NUMBER = re.compile(r"(?<![\w#])(-?\d+\.\d{2})\d+")  # a hundredth of a point is finer than any screen
_STACK = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "pcc-narrator",
    "svg.fonttype": "none",
    "font.family": [_FONT],
    "font.size": 10,
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": GRID,
    "grid.linewidth": 0.7,
    "lines.linewidth": 1.8,
    "lines.markersize": 3.6,
    "path.simplify": False,
}


def new_figure(width: float = WIDTH, height: float = HEIGHT) -> Figure:
    """An empty figure, drawn without pyplot: no global state, nothing to close."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height))
    FigureCanvasAgg(figure)
    return figure


def quiet_axes(axes: Axes, *, grid: str = "y") -> None:
    """Light grid behind the data, no frame."""
    axes.set_axisbelow(True)
    axes.grid(axis="y" if grid == "y" else "x")
    for side in ("left", "bottom"):
        axes.spines[side].set_visible((side == "bottom") == (grid == "y"))
    axes.tick_params(length=3 if grid == "y" else 0)
    axes.tick_params(axis="y" if grid == "y" else "x", length=0)


def to_svg(figure: Figure) -> bytes:
    """The figure as SVG: the same bytes on every run and machine, scaling to the width it is given."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    text = buffer.getvalue().decode("utf-8")
    text = text.replace(f"'{_FONT}'", _STACK).replace("\r\n", "\n")
    return _LONG_NUMBER.sub(r"\1", text).encode("utf-8")


def to_png(figure: Figure, *, dpi: int = 200) -> bytes:
    """The figure as PNG, for documents that cannot hold SVG."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=dpi, metadata={"Software": None})
    return buffer.getvalue()
