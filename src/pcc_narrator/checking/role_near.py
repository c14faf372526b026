"""The items around a figure."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.checking.items import Item


def left_of(items: tuple[Item, ...], number: int) -> Iterator[int]:
    """Items before a figure in its clause, nearest first, without brackets that closed before it."""
    clause, depth = items[number].clause, items[number].depth
    for at in range(number - 1, -1, -1):
        item = items[at]
        if item.clause != clause:
            return
        if item.depth > depth:
            continue
        if item.depth < depth and item.key not in ("(", "["):
            pass
        yield at


def right_of(items: tuple[Item, ...], number: int) -> Iterator[int]:
    clause, depth = items[number].clause, items[number].depth
    for at in range(number + 1, len(items)):
        item = items[at]
        if item.clause != clause:
            return
        if item.depth > depth:
            continue
        yield at


def figure_before(items: tuple[Item, ...], number: int) -> int | None:
    for at in range(number - 1, -1, -1):
        if items[at].kind == "figure":
            return at
    return None
