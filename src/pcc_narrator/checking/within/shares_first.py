"""Shares told before their two numbers: "one in eight of the 1,096 households, 137, had", "most of the 1,420 who
answered (873)", "five of every eight appointments, 1,500 of 2,400, were"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.between_two import refuted, short
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.beside_pairs import judge_share
from pcc_narrator.checking.within.phrases import (
    DETERMINERS,
    counts,
    figures_in,
    moves_or_compares,
    nouns,
    says_again,
    stops_after_noun,
)

Finding = tuple[int, Judged]
_FAR = 14  # items
_ALMOST = Decimal("0.75")


def find_shares_first(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """Each share that the numbers told behind it contradict, or bear out."""
    for at, item in enumerate(items):
        figure = item.figure
        if figure is not None and figure.kind in ("fraction", "percent"):
            if moves_or_compares(items[max(0, at - 2) : at]) or (at and items[at - 1].key == "by"):
                continue
            yield from _of_whole(items, at, bounds)
            yield from _of_things(items, at, bounds)
        elif item.has("scope", "most", "few"):
            yield from _most(items, at)
        elif item.key in ("all of", "all") and at + 1 < len(items) and items[at + 1].key != "but":
            yield from _all(items, at)


def _of_whole(items: tuple[Item, ...], at: int, bounds: Bounds) -> Iterator[Finding]:
    """ "A third of the 60 branches, 20, closed"."""
    whole = _whole_behind(items, at)
    part = _part_behind(items, whole) if whole is not None else None
    if part is not None and whole is not None:
        yield from _judge(items, at, part, whole, bounds)


def _judge(items: tuple[Item, ...], at: int, part: int, whole: int, bounds: Bounds) -> Iterator[Finding]:
    one, two = items[part].figure, items[whole].figure
    if one is not None and two is not None and one.value > two.value:
        yield part, refuted(f"{one.text} is more than the whole, {two.text}.", None, "whole")
    else:
        yield from judge_share(items, at, part, whole, bounds)


def _whole_behind(items: tuple[Item, ...], at: int) -> int | None:
    """The count that a share is of: "of the 1,096"."""
    of = items[at + 1].key if at + 1 < len(items) else ""
    half = items[at].figure is not None and items[at].key == "half" and of in ("the", "its", "their", "all")
    if of not in ("of", "of all") and not items[at].key.endswith(" of") and not half:
        return None
    for step in range(at + 1 + (of in ("of", "of all")), min(len(items), at + 6)):
        if items[step].figure is not None:
            return step if counts(items, step) else None
        if items[step].key not in DETERMINERS:
            return None
    return None


def _part_behind(items: tuple[Item, ...], whole: int) -> int | None:
    """The next figure, where it says the part again: ", 137, had", "(137 of them)", "– 137 –", "or 137 households"."""
    part = next((step for step in range(whole + 1, min(len(items), whole + _FAR)) if items[step].figure), None)
    if part is None or not counts(items, part) or not stops_after_noun(items, part):
        return None
    opened = says_again(items, part)
    mine, theirs = nouns(items, part), nouns(items, whole)
    if mine and theirs and not set(mine) & set(theirs):
        return None  # "a quarter of the 40 clubs (300 members)"
    if opened is None or opened <= whole or moves_or_compares(items[whole + 1 : opened]):
        return None
    return part if not any(item.kind == "mark" for item in items[whole + 1 : opened]) else None


def _of_things(items: tuple[Item, ...], at: int, bounds: Bounds) -> Iterator[Finding]:
    """ "Five of every eight appointments, 1,500 of 2,400, were face to face"."""
    part = next((step for step in range(at + 1, min(len(items) - 2, at + _FAR)) if items[step].figure), None)
    if part is None or not counts(items, part) or items[part + 1].key not in ("of", "out of", "out", "in", "from"):
        return
    whole = next((step for step in range(part + 2, min(len(items), part + 6)) if items[step].figure), None)
    opened = says_again(items, part)
    if (
        whole is None
        or not counts(items, whole)
        or not stops_after_noun(items, whole)
        or opened is None
        or opened <= at
    ):
        return
    between = items[at + 1 : opened]
    if any(item.kind == "mark" or item.key in ("and", "but") for item in between) or moves_or_compares(between):
        return
    if all(item.key in DETERMINERS for item in items[part + 2 : whole]) and not figures_in(between):
        yield from _judge(items, at, part, whole, bounds)


def _all(items: tuple[Item, ...], at: int) -> Iterator[Finding]:
    """ "All of the 940 trees, 910, died"; "almost all of the 940 trees, 610, died"."""
    whole = _whole_behind(items, at) if items[at].key == "all of" else None
    part = _part_behind(items, whole) if whole is not None else None
    if part is None or whole is None or (at and items[at - 1].has("negation")):
        return
    one, two = items[part].figure, items[whole].figure
    assert one is not None and two is not None
    share = one.value / two.value
    near = at > 0 and items[at - 1].key in ("almost", "nearly", "virtually", "practically")
    if share > 1 or (share < _ALMOST if near else share < 1):
        said = f"{one.text} of {two.text} is {short(share * 100)} per cent"
        yield at, refuted(f"{said}: that is not {'almost ' if near else ''}all.", None, "all")


def _most(items: tuple[Item, ...], at: int) -> Iterator[Finding]:
    """ "Most of the 1,420 people who answered, 873, said so"."""
    whole = _whole_behind(items, at)
    part = _part_behind(items, whole) if whole is not None else None
    if part is None or whole is None:
        return
    one, two = items[part].figure, items[whole].figure
    assert one is not None and two is not None
    share, most = one.value / two.value, items[at].has("scope", "most")
    said = f"{one.text} of {two.text} is {short(share * 100)} per cent"
    if share > 1:
        yield part, refuted(f"{one.text} is more than the whole, {two.text}.", None, "whole")
    elif (share <= Decimal("0.5")) if most else (share >= Decimal("0.5")):
        yield at, refuted(f"{said}: that is not {'most' if most else 'few'}.", None, "most")
