"""Limits that all of some areas are said to keep: "all three branches lent fewer than 5,500 books"."""

from __future__ import annotations

from collections.abc import Mapping

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.groups import members_of
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.values import scale
from pcc_narrator.checking.wording import place_words, value_words
from pcc_narrator.models.figure import Figure

_BELOW, _ABOVE = frozenset({"less_than", "at_most"}), frozenset({"more_than", "at_least"})


def kept_by_all(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> dict[int, Judged]:
    """The verdict on each limit that all of some areas are said to keep, by the one that comes nearest to it."""
    found: dict[int, Judged] = {}
    for at, own in judged.items():
        figure, right = resolver.items[at].figure, own.candidate
        if figure is None or figure.hedge not in _BELOW | _ABOVE or right is None or right.base is not None:
            continue
        if (size := _all_before(resolver.items, at)) is None:
            continue
        if right.how or own.verdict == "not_enough_information":
            continue
        meant = "value" if figure.kind == "number" else right.statistic
        levels = [
            level
            for area in members_of(resolver, size, (right.subject,)) or ()
            for level in arithmetic.levels(resolver.index, right.subject, area, (right.period,))
            if level.statistic == meant and level.period == right.period and scale(figure, level.unit) is not None
        ]
        if len(levels) == size:
            found[at] = _by_nearest(resolver, figure, own, levels)
    return found


def _by_nearest(resolver: Resolver, figure: Figure, own: Judged, levels: list[Candidate]) -> Judged:
    below = figure.hedge in _BELOW
    nearest = max(levels, key=lambda one: one.value if below else -one.value)
    reached = nearest.value * (scale(figure, nearest.unit) or 1)
    kept = reached <= figure.value if below else reached >= figure.value
    shown = f"{place_words(resolver.index, nearest)} is {value_words(nearest.value, nearest.unit, nearest.decimals)}."
    if kept:
        return Judged("supported", "value", f"All do: {shown}", nearest, reading=own.reading, tried=tuple(levels))
    return Judged("refuted", "value", f"Not all do: {shown}", nearest, None, own.reading, tuple(levels))


def _all_before(items: tuple[Item, ...], at: int) -> int | None:
    """How many areas are said to keep a limit: the three of "all three branches lent fewer than"."""
    for step in range(at - 1, max(-1, at - 8), -1):
        figure = items[step].figure
        if figure is not None:
            told = step > 0 and items[step - 1].key in ("all", "each of the", "all of the")
            return int(figure.value) if told and figure.kind == "number" and figure.value > 1 else None
        if items[step].kind == "mark" or items[step].clause != items[at].clause or items[step].has("negation"):
            return None
    return None
