"""Multiples and parts of a figure that follows: "22 per cent, about twice the 11 per cent of the region", "17,642, less
than half the 37,970 of 2012"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.values import GOOD, fit, is_beyond
from pcc_narrator.checking.within.phrases import nouns
from pcc_narrator.models.figure import Figure

_THAT = frozenset({"that", "the rate", "the number", "the figure", "the level", "the share", "the proportion"})
_ARTICLES = frozenset({"the", "its", "their", "of", "~about"})
_NO_LEVELS = frozenset({"rank", "run", "out_of", "bound", "interval", "areas", "target"})
_KINDS = frozenset({"number", "percent", "rate", "money", "duration", "points"})


def find_times_the(items: tuple[Item, ...], roles: dict[int, RoleRead], bounds: Bounds) -> Iterator[tuple[int, Judged]]:
    """Each multiple or part right before a figure, by the figure of its kind that was told last before it."""
    for at in roles:
        figure, behind = items[at].figure, _behind(items, at)
        if figure is None or figure.kind not in ("multiple", "fraction") or behind is None:
            continue
        other = items[behind].figure
        assert other is not None
        before = [
            step for step in sorted(roles, reverse=True) if step < at and _compares(items[step], roles[step], other)
        ]
        if any(items[step].key == "of" for step in range(at + 1, behind)):
            before = [step for step in before if _of_one_kind(items, step, behind)]
        earlier = {step: one for step in before if (one := items[step].figure) is not None} if other.value else {}
        for step, one in earlier.items():
            if _fits(figure, one.value / other.value, bounds):
                yield at, Judged("supported", "arithmetic", _words(one, other), inputs=(step, behind))
                break
        else:
            nearest = next(iter(earlier.values()), None)
            if nearest is not None and not is_beyond(figure, nearest.value / other.value):
                yield at, Judged("refuted", "arithmetic", _words(nearest, other))


def _of_one_kind(items: tuple[Item, ...], one: int, two: int) -> bool:
    """Whether the nouns behind two numbers can be the same: not "40 sheep, a third of the 60 pigs"."""
    mine, theirs = nouns(items, one), nouns(items, two)
    return not mine or not theirs or bool(set(mine) & set(theirs))


def _words(one: Figure, other: Figure) -> str:
    return f"{one.text} against {other.text} is {one.value / other.value:.2f} times."


def _fits(figure: Figure, ratio: Decimal, bounds: Bounds) -> bool:
    if figure.kind == "multiple":
        return fit(figure, ratio, "ratio", bounds) in GOOD
    return fit(figure, ratio * 100, "percent", bounds) in GOOD


def _behind(items: tuple[Item, ...], at: int) -> int | None:
    """The figure that a multiple or part stands right before, with an article between, or "that of" its owner in
    brackets: "less than a third that of York (100.1)"."""
    that = next((step for step in range(at + 1, min(len(items), at + 3)) if items[step].key in _THAT), None)
    if that is not None and that + 1 < len(items) and items[that + 1].key in ("of", "in", "for"):
        opened = next((step for step in range(that + 2, min(len(items), that + 7)) if items[step].key == "("), None)
        inside = items[that + 2 : opened] if opened is not None else ()
        told = opened is not None and opened + 1 < len(items) and items[opened + 1].figure is not None
        return opened + 1 if told and opened is not None and all(item.figure is None for item in inside) else None
    for step in range(at + 1, min(len(items), at + 4)):
        if items[step].figure is not None:
            return step if step > at + 1 and items[step].figure.kind in _KINDS else None  # type: ignore[union-attr]
        if items[step].key not in _ARTICLES:
            return None
    return None


def _compares(item: Item, role: RoleRead, other: Figure) -> bool:
    """Whether a figure can be so many times another: one of its kind, a rate also where only its own unit is said."""
    figure = item.figure
    if figure is None or figure.high is not None or role.role in _NO_LEVELS:
        return False
    return figure.kind == other.kind or (figure.kind == "rate" and other.kind == "number")
