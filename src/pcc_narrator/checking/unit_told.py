"""Figures whose unit was told just before: "66 per cent, compared with 68", "12 points" of a percentage."""

from __future__ import annotations

from dataclasses import replace

from pcc_narrator.checking.items import Item, Sentence, key_of
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.models.figure import Figure

_KINDS = frozenset({"percent", "duration", "points"})
_LEVELS = frozenset({"level", "to", "open", "share", "mean"})
_POINTS = frozenset({"points", "point"})
_NEAR = 8  # items
_WHOLE = 100


def bare_points(sentence: Sentence) -> Sentence:
    """The sentence, each number before "points" in it as one of points."""
    if _POINTS.isdisjoint(map(key_of, sentence.items)):
        return sentence
    items = list(sentence.items)
    for number, item in enumerate(items[:-1]):
        figure = item.figure
        if figure is not None and items[number + 1].key in ("points", "point") and _is_bare(figure):
            items[number] = replace(item, figure=replace(figure, kind="points", unit="percentage_points"))
    return replace(sentence, items=tuple(items))


def as_told_before(sentence: Sentence, roles: dict[int, RoleRead]) -> Sentence:
    """The sentence, each bare number that a percentage or length of time is compared with in the unit of that."""
    if len(roles) < 2 or not any(role.role == "from" and role.pair is None for role in roles.values()):
        return sentence
    items = list(sentence.items)
    for at, role in roles.items():
        figure = items[at].figure
        if role.role != "from" or role.pair is not None or figure is None or not _is_bare(figure):
            continue
        other = max((step for step in roles if step < at), default=None)
        theirs = items[other].figure if other is not None else None
        if other is None or theirs is None or at - other > _NEAR or roles[other].role not in _LEVELS:
            continue
        if theirs.kind in _KINDS - {"points"} and _stands_alone(items, at) and _is_like(figure, theirs):
            items[at] = replace(items[at], figure=replace(figure, kind=theirs.kind, unit=theirs.unit))
    return replace(sentence, items=tuple(items))


def _is_like(figure: Figure, other: Figure) -> bool:
    return figure.value <= _WHOLE or figure.value <= other.value * 3


def _is_bare(figure: Figure) -> bool:
    return figure.kind == "number" and figure.unit is None and not figure.sign and figure.high is None


def _stands_alone(items: list[Item], at: int) -> bool:
    """Whether nothing follows that a figure counts: "compared with 68 a year before", not "compared with 68 visits"."""
    following = items[at + 1] if at + 1 < len(items) else None
    if following is None or following.kind in ("mark", "period"):
        return following is None or following.key not in ("(", "-", "/")
    return following.key in ("in", "a", "the", "for", "and", "at", "before", "last")
