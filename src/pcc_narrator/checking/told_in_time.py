"""Which of two levels that a sentence tells was before the other, by its words: "16 weeks now, 19 weeks a year ago",
"(2021: 18%; 2022: 14%)", "2,140, down on last year's 2,060"; and the direction word that they contradict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pcc_narrator.checking.between_two import plain
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead, sign_of

_NOW = frozenset({"now", "today", "currently", "this", "latest"})
_THEN = frozenset({"ago", "before", "earlier", "previously", "last", "previous", "then", "prior"})
_NEAR = 4  # items
_LEVELS = frozenset({"level", "open", "to", "mean"})


def former_and_latter(
    items: tuple[Item, ...], roles: dict[int, RoleRead], one: int, two: int
) -> tuple[int, int] | None:
    """(former, latter) of two levels; None where nothing tells which was before."""
    from_one, from_two = (roles[at].role == "from" for at in (one, two))
    if from_one != from_two:
        return (one, two) if from_one else (two, one)
    first, second = _when(items, one, two), _when(items, two, len(items))
    if first is None or second is None or first == second:
        return None
    return (one, two) if first < second else (two, one)


def find_wrong_way(items: tuple[Item, ...], roles: dict[int, RoleRead]) -> Iterator[tuple[int, Judged]]:
    """The only direction word of a sentence, where its only two levels went the other way."""
    words = [at for at in range(len(items)) if _way(items, at)]
    levels = [at for at, role in roles.items() if role.role in _LEVELS or (role.role == "from" and role.pair is None)]
    if len(words) != 1 or len(levels) != 2 or len(roles) != 2 or roles[levels[0]].pair == levels[1]:
        return
    one, two = (items[at].figure for at in levels)
    if one is None or two is None or not (plain(one) and plain(two)) or (one.kind, one.unit) != (two.kind, two.unit):
        return
    way = _way(items, words[0])
    if any(item.has("direction", "better", "worse") or item.key in _ANEW for item in items):
        return
    if any(item.has("negation") or item.has("unreal") or item.has("compare") for item in items[: words[0]]):
        return
    order = former_and_latter(items, roles, *levels)
    if order is None or any(item.name is not None and item.name.is_area for item in items[words[0] :]):
        return
    former, latter = (items[at].figure for at in order)
    if former is not None and latter is not None and (latter.value - former.value) * way < 0:
        went = "up" if way < 0 else "down"
        yield words[0], Judged("refuted", "direction", f"From {former.text} to {latter.text} is {went}.", None, None)


def _way(items: tuple[Item, ...], at: int) -> int:
    """Which way a verb says that something went, or "up" and "down"; no noun ("the fall came to an end")."""
    item = items[at]
    if item.figure is not None or item.depth or (at and items[at - 1].key in _ARTICLES):
        return 0
    return sign_of(item.sense("direction"))[0]


_ARTICLES = frozenset({"the", "a", "an", "this", "that", "its", "no"})
_ANEW = frozenset(
    {"but", "although", "though", "despite", "recovered", "recovering", "rebounded", "rallied", "bounced"}
)


def _when(items: tuple[Item, ...], at: int, end: int) -> tuple[int, date] | None:
    """When a level was, to be put in order: by the date beside it, else as now or then."""
    near = [item for item in items[at + 1 : min(end, at + 1 + _NEAR)] if item.clause == items[at].clause]
    label = [items[at - 2]] if at > 1 and items[at - 1].key == ":" else []
    owner = [items[at - 1]] if at else []
    for item in (*label, *owner, *near):
        if item.period is not None and item.period.period is not None and item.period.period.end is not None:
            return (0, item.period.period.end)
        words = set(item.key.replace("'s", "").split())
        if item.kind in ("word", "period") and words & _THEN:
            return (-1, date.min)
        if item.kind in ("word", "period") and words & _NOW:
            return (1, date.max)
    return None
