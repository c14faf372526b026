"""How wide a text is, before anyone has drawn it."""

from __future__ import annotations

# Thousandths of the size, from the blank to the tilde: the widths of DejaVu Sans, which is wider than the fonts that
# readers have, so that what has room by these figures has room for everyone.
_PLAIN = (
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636,
    636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863,
    748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635,
    615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636,
    337, 636, 838,
)  # fmt: skip
_OTHERS = {"−": 838, "–": 500, "’": 318, "\u00a0": 318}
_OTHER = 700
_BOLD = 1.1  # times as wide as the plain letters


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in points, to a tenth or so."""
    units = sum(_PLAIN[ord(one) - 32] if " " <= one <= "~" else _OTHERS.get(one, _OTHER) for one in text)
    return units * size / 1000 * (_BOLD if bold else 1)
