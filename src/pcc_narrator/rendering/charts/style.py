"""How every chart looks: one place for colours and sizes.

Colours are from the Okabe–Ito set, which people with the common kinds of colour blindness can tell apart, taken
dark enough for a contrast of 3 to 1 on white; no chart says anything by colour alone. Text is drawn as text in the
reader's own sans-serif font.
"""

from __future__ import annotations

from pcc_narrator.rendering.charts.shapes import Picture

INK = "#1f2933"
QUIET = "#5a6672"
GRID = "#d5dbe1"
MAIN = "#0b5a8a"
SECOND = "#b34700"
THIRD = "#2f6f4f"
FOURTH = "#7a4080"
OTHERS = "#8a97a3"
GROUND = "#ffffff"
LINES = (MAIN, SECOND, THIRD, FOURTH)
BETTER = "#0b5a8a"
WORSE = "#b34700"

INCH = 72.0  # points
WIDTH, HEIGHT = 6.6, 3.2  # inches
LOW, FEW = 2.4, 12  # a line of few points needs less height
TICKS, ENDS, FOOT = 10.0, 9.0, 8.5  # sizes of letters: on an axis, beside a line, at the foot
LINE = 1.8  # width of a line of data
DOT = 3.6  # across, of a point on it


def new_picture(width: float = WIDTH, height: float = HEIGHT) -> Picture:
    """An empty picture of so many inches."""
    return Picture(width * INCH, height * INCH)
