"""Contrast of colours, by WCAG 2.2 (relative luminance, success criterion 1.4.3)."""

from __future__ import annotations

import re

ENOUGH = 4.5  # to 1, for text of ordinary size
HEX = re.compile(r"#[0-9a-fA-F]{6}")


def contrast(one: str, other: str) -> float:
    """How far two colours (#rrggbb) are apart: from 1 (the same) to 21 (black on white)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, *papers: str, enough: float = ENOUGH) -> str:
    """The colour, or the nearest darker or lighter one that has enough contrast on every paper."""
    towards = 0 if _luminance(papers[0]) > 0.18 else 255
    channels = _channels(colour)
    for step in range(101):
        mixed = [round(channel + (towards - channel) * step / 100) for channel in channels]
        found = "#" + "".join(f"{channel:02x}" for channel in mixed)
        if all(contrast(found, paper) >= enough for paper in papers):
            return found
    return "#000000" if towards == 0 else "#ffffff"


def _channels(colour: str) -> list[int]:
    if not HEX.fullmatch(colour):
        raise ValueError(f"{colour!r} is no colour: write it as #0b5a8a")
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _luminance(colour: str) -> float:
    parts = [channel / 255 for channel in _channels(colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
