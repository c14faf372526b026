"""A share told twice: "one in eight roofs, or 12.5 per cent, leaks", "5 in 6 passed, equivalent to 83.3%"; and parts
of fewer than they are: "eleven of the club's nine defeats"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from pcc_narrator.checking.between_two import plain, refuted, right, short
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.within.phrases import counts, moves_or_compares, says_again, stops

Finding = tuple[int, Judged]
_FAR = 8  # items
_NAMED = 3  # words of "the club's"


def find_shares_again(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """Each percentage that says a fraction again, and is none; each part of somebody's whole that is more than it."""
    found = [at for at, item in enumerate(items) if item.figure is not None]
    for first, at in pairwise(found):
        yield from _again(items, first, at, bounds)
        yield from _of_somebodys(items, first, at)


def _again(items: tuple[Item, ...], first: int, at: int, bounds: Bounds) -> Iterator[Finding]:
    one, figure = items[first].figure, items[at].figure
    if one is None or figure is None or one.kind != "fraction" or figure.kind != "percent" or at - first > _FAR:
        return
    opened, between = says_again(items, at), items[first + 1 : at]
    verb = items[at - 1].key in ("is", "are") and items[at - 2].key == "," and items[first - 1].key == ","
    if not plain(one) or not plain(figure) or not stops(items, at) or not (verb or opened is not None):
        return
    if not verb and (opened is None or opened <= first or items[opened].key not in (",", "(", "–", "—")):
        return
    if not verb and items[opened or 0].key == "," and opened == at - 1 and items[at - 1].key == ",":
        return  # "a third in Ayr, 40 per cent in Bath"
    if moves_or_compares([item for item in between if not item.has("comparison", "equal")]):
        return
    if any(item.key in ("and", "but", "while") or item.kind in ("period", "figure") for item in between):
        return
    share = one.value * 100
    exact = " in " in one.text and (figure.step or Decimal(1)) < 1
    fits = abs(share - figure.value) <= (figure.step or Decimal(1)) / 2 if exact else None
    good = fits if fits is not None else fit(one, figure.value, "percent", bounds) in GOOD
    said = f"{one.text} is {short(share)} per cent"
    if good:
        yield at, right(said, first)
    else:
        yield at, refuted(f"{said[0].upper()}{said[1:]}, not {figure.text}.", f"{short(share)} per cent")


def _of_somebodys(items: tuple[Item, ...], part: int, whole: int) -> Iterator[Finding]:
    """ "Eleven of the club's nine defeats"; the same noun is not told before."""
    between = [item.key for item in items[part + 1 : whole]]
    if not 3 <= len(between) <= 2 + _NAMED or between[0] != "of" or between[1] not in ("the", "its", "their", "this"):
        return
    named = items[part + 3 : whole]
    if any(item.kind not in ("word", "name") or item.words for item in named) or part > 3:
        return
    one, two = items[part].figure, items[whole].figure
    if one is None or two is None or not (counts(items, part) and counts(items, whole)):
        return
    owned = one.in_words == two.in_words and items[whole].start - items[whole - 1].start > len(items[whole - 1].key) + 1
    if owned and one.value > two.value > 1:
        yield part, refuted(f"{one.text} is more than the whole, {two.text}.", None, "whole")
