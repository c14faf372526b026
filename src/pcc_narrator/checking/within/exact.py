"""Levels that are told to the last unit: a count of 2,140 people is no rounded figure, so what is worked out from it is
exact, and "12.9 per cent" for 12.99 is cut off."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pcc_narrator.checking.items import Item
from pcc_narrator.models.figure import Figure

_LEAST = 100  # smaller whole numbers may be averages or scores that were rounded
_ROUND = 100  # a multiple of it may be rounded
_MEASURES = frozenset(
    {"mm", "cm", "m", "km", "metres", "miles", "kg", "g", "tonnes", "tons", "litres", "ml", "kwh", "mwh"}
    | {"gwh", "twh", "mw", "gw", "c", "f", "degrees", "°", "hectares", "acres", "feet", "points", "ppm", "mg"}
    | {"calories", "watts", "pence", "thousand", "million", "billion", "hours", "minutes", "seconds", "days"}
    | {"euros", "dollars", "pounds", "a", "per"}
)  # fmt: skip
_FINE = Decimal("0.01")
_MODELLED = frozenset(
    {"index", "score", "scores", "average", "averaged", "mean", "median", "estimated", "estimate"}
)  # fmt: skip


def levels(items: tuple[Item, ...], one: Figure | int, two: Figure | int) -> tuple[Figure, Figure]:
    """Two levels (or the items that they stand in) with the precision that they really have."""
    first, second = (_at(items, level) for level in (one, two))
    if first.kind == second.kind == "percent" and first.step is not None and second.step is not None:
        fine = min(first.step, second.step)
        if 0 < fine <= _FINE and max(first.step, second.step) == 1:  # "from 4.75 per cent to 5 per cent"
            return replace(first, step=fine), replace(second, step=fine)
    return first, second


def _at(items: tuple[Item, ...], level: Figure | int) -> Figure:
    if not isinstance(level, int):
        return level
    figure = items[level].figure
    assert figure is not None
    return replace(figure, step=Decimal(0)) if is_exact(items, level) else figure


def is_exact(items: tuple[Item, ...], at: int) -> bool:
    """Whether a figure counts things one by one."""
    figure = items[at].figure
    if figure is None or figure.kind != "number" or figure.unit not in (None, "count") or figure.in_words:
        return False
    if (
        figure.step != 1
        or figure.value < _LEAST
        or not figure.value % _ROUND
        or figure.hedge
        or figure.high is not None
    ):
        return False
    behind = items[at + 1].key if at + 1 < len(items) else ""
    return behind not in _MEASURES and not any(item.key in _MODELLED for item in items)
