"""Whether a change is told of something new: "fell from 91 to 84, while across the city they were down by 11 per
cent"."""

from __future__ import annotations

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.role import RoleRead

_BOUNDARIES = frozenset(
    {"and", "but", "while", "whereas", "whilst", "although", "though", "with", "yet", "however"}
)  # fmt: skip
_MARKS = frozenset({";", "–", "—"})
_CLOSED = frozenset(
    {"a", "an", "the", "of", "by", "to", "and", "or", "so", "even", "still", "also", "then", "thus"}
    | {"therefore", "net", "overall", "annual", "this", "that", "itself", "again", "only", "just", "been"}
    | {"being", "means", "meant", "making", "represents", "representing", "represented", "equivalent", "equal"}
    | {"number", "numbers", "total", "figure", "sum", "change", "went", "go", "goes", "gone", "marking", "marks"}
    | {"meaning", "giving", "amounts", "works", "out", "at", "nearly", "almost", "about", "some", "around", "in"}
    | {"all", "both"}
)  # fmt: skip
_OPEN_GROUPS = frozenset({"pronoun", "level", "strength", "direction", "change_noun", "more", "frame", "compare"})


def is_told_anew(items: tuple[Item, ...], at: int, role: RoleRead, start: int, end: int) -> bool:
    """Whether the words between two levels and a change give the change a subject of its own: a new clause that names
    something that was not named before the levels."""
    edge = max(start, end)
    first = at if role.word is None else min(at, role.word)
    if first <= edge:
        return False
    boundary = next((step for step in range(first - 1, edge, -1) if _parts(items, step)), None)
    if boundary is None:
        return False
    before = {item.key for item in items[:boundary]}
    return any(_is_content(item) and item.key not in before for item in items[boundary + 1 : first])


def _parts(items: tuple[Item, ...], step: int) -> bool:
    item = items[step]
    if item.depth > items[step - 1].depth:
        return False
    return item.key in _BOUNDARIES or (item.kind == "mark" and item.key in _MARKS)


def _is_content(item: Item) -> bool:
    if item.kind == "name":
        return True
    groups = {word.group for word in item.words}
    return (
        item.kind == "word" and item.key not in _CLOSED and not item.key.startswith("~") and not groups & _OPEN_GROUPS
    )
