"""How much more one level is than another that is told right behind it: "312 officers, 14 more than the 298 of a year
before", "up 14 on a year ago, at 312 against 298"."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.checking.between_two import follows, plain, right, wrong_change
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.exact import levels
from pcc_narrator.checking.within.phrases import OPENING, nouns, stops

Finding = tuple[int, Judged]
_THE = frozenset(
    {"the", "its", "their", "a", "previous", "earlier", "total", "of", "figure", "last year", "year", "'s"}
)
_AGAINST = frozenset({"against", "compared with", "compared to", "versus", "from", "up from", "down from"})
_AT = frozenset({"at", "to", "is", "with", "now"})
_OTHERS = frozenset({"average", "expected", "forecast", "planned", "target", "needed", "combined", "per", "each"})
_LEADING = frozenset(
    {"or", "which", "that", "is", "was", "that is", "some", "just", "only", "a", "this", "far", "still"}
)


def find_more_than_another(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """Each distance that the levels before and behind it contradict, or bear out."""
    found = [at for at, item in enumerate(items) if item.figure is not None]
    if len(found) != 3 or any(item.key in _OTHERS for item in items):
        return
    if (pair := _than(items, *found)) is not None:
        yield from _judged(items, found[1], *pair, bounds)
    elif (pair := _at_against(items, *found)) is not None:
        yield from _judged(items, found[0], *pair, bounds)


def _than(items: tuple[Item, ...], level: int, at: int, base: int) -> tuple[int, int, int] | None:
    """ "312 officers, 14 more than the 298": (base, level, which way)."""
    way = {"up": 1, "down": -1}.get(items[at + 1].sense("more") or "", 0) if at + 1 < len(items) else 0
    than = next((step for step in range(at + 1, min(base, at + 4)) if items[step].key in ("than", "more than")), None)
    if not way or than is None or any(item.key not in _THE for item in items[than + 1 : base]):
        return None
    opened = at - 1
    while opened > level and (items[opened].key in _LEADING or items[opened].key.startswith("~")):
        opened -= 1
    if items[opened].kind != "mark" or items[opened].key not in OPENING or items[opened].key == ";":
        return None
    if any(item.kind == "mark" or item.has("direction") or item.key == "and" for item in items[level + 1 : opened]):
        return None
    one, two = nouns(items, level), nouns(items, base)
    if one and two and one[0] != two[0] and items[base + 1].kind == "word" and not items[base + 1].words:
        return None
    return base, level, way


def _at_against(items: tuple[Item, ...], at: int, level: int, base: int) -> tuple[int, int, int] | None:
    """ "Up 14 on a year ago, at 312 against 298"."""
    up = items[at - 1] if at else None
    way = {"up": 1, "down": -1}.get(up.sense("more") or "", 0) if up is not None else 0
    between = [item.key for item in items[level + 1 : base]]
    linked = bool(between) and between[-1] in _AGAINST and len(between) <= 2
    opened = items[level - 1].key in _AT and items[level - 2].kind == "mark"
    if not way or not linked or not opened or not stops(items, base):
        return None
    return base, level, way


def _judged(items: tuple[Item, ...], at: int, base: int, level: int, way: int, bounds: Bounds) -> Iterator[Finding]:
    figure, one, two = items[at].figure, items[base].figure, items[level].figure
    if figure is None or one is None or two is None or not (plain(figure) and plain(one) and plain(two)):
        return
    if (one.kind, one.unit) != (two.kind, two.unit) or one.kind == "rank" or not one.value:
        return
    if figure.kind not in ("percent", "points", one.kind) or (two.value - one.value) * way <= 0:
        return
    first, second = levels(items, base, level)
    wrong = list(wrong_change(at, figure, first, second, bounds))
    if not wrong and follows(figure, first, second):
        yield at, right(f"from {one.text} to {two.text} is {figure.text}", base, level)
    yield from wrong
