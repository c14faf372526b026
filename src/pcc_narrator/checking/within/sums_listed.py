"""Wholes told with the list of their parts: "the fleet of 84 is made up of 40 vans, 31 cars and 13 lorries", "£1.2m for
staff, £0.5m for rent and £0.4m for fuel, £2.1m in total"; and parts that must make one: "the other quarter"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from pcc_narrator.checking.between_two import added_up, plain, refuted
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.phrases import OPENING, stops_after_noun

Finding = tuple[int, Judged]
_MADE_OF = frozenset(
    {"made", "comprising", "comprises", "comprise", "comprised", "consisting", "consists", "consist", "split"}
    | {"divided", "shared", "broken", "made up of", "broken down"}
)  # fmt: skip
_IN_ALL = frozenset(
    {"in all", "in total", "altogether", "all told", "total", "makes", "making", "make", "totalling", "totals"}
)  # fmt: skip
_NO_LIST = frozenset(
    {"including", "among", "such", "mainly", "mostly", "compared with", "from", "than", "least", "also"}
    | {"both", "against", "includes", "included", "notably", "up", "down", "for example", "some", "per"}
)  # fmt: skip
_NESTED = frozenset({"of them", "of these", "of those", "of which", "of whom", "which", "whom", "them", "those"})
_REST = frozenset({"other", "remaining", "rest", "remainder"})
_ALL = (["in", "all"], ["in", "total"], ["all", "told"])
_APART = 7  # items between two parts


def find_sums_listed(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Each whole that the parts listed with it contradict or bear out, each rest that does not make one with them."""
    yield from _rest_of_one(items)
    keys = [item.key for item in items]
    if any(key in _NO_LIST for key in keys):
        return
    found = [at for at, item in enumerate(items) if item.figure is not None and item.figure.kind in ("number", "money")]
    others = sum(item.figure is not None and item.figure.kind != "duration" for item in items)
    if len(found) < 3 or len(found) != others:
        return
    first, last = found[0], found[-1]
    if _made_of(items, first, found[1]) and _is_list(items, found[1:]):
        yield from _sum(items, first, found[1:])
    elif _in_all(items, found[-2], last) and _is_list(items, found[:-1]):
        yield from _sum(items, last, found[:-1])


def _made_of(items: tuple[Item, ...], whole: int, part: int) -> bool:
    """ "84 vehicles are made up of 40", "£2.6m is split between staff (£1.2m)"."""
    between = items[whole + 1 : part]
    if any(item.has("negation") or item.period is not None for item in between):
        return False
    for step, item in enumerate(between):
        if item.key in _MADE_OF:
            behind = [one.key for one in between[step + 1 : step + 4]]
            whole_of = item.key in ("comprising", "comprises", "comprise", "comprised", "made up of")
            return whole_of or any(key in ("of", "up", "between", "among", "into", "down", "as") for key in behind)
    return False


def _in_all(items: tuple[Item, ...], before: int, at: int) -> bool:
    """ "…, a total of 84", "…, which makes 84", "…, £2.6m in total"."""
    between = [item.key for item in items[before + 1 : at]]
    behind = [item.key for item in items[at + 1 : at + 4]]
    opened = max((step for step, key in enumerate(between) if key in OPENING), default=None)
    if opened is None or not (stops_after_noun(items, at) or any(key in _IN_ALL for key in behind[:2])):
        return False
    led = [key for key in between[opened + 1 :] if key not in ("or", "which", "that", "is", "a", "the", "was", "and")]
    if led[:1] == ["makes"] and "and" in between[opened + 1 :]:
        return False
    if led in (["total", "of"], ["total"], ["in total"], ["in", "total"], ["in", "all"], ["in all"], ["altogether"]):
        return True
    if len(led) == 1 and led[0] in _IN_ALL:
        return True
    return not led and (
        behind[:1] in (["in all"], ["in total"], ["altogether"], ["together"])
        or behind[:2] in _ALL
        or behind[1:3] in _ALL
    )


def _is_list(items: tuple[Item, ...], parts: Sequence[int]) -> bool:
    """Whether figures follow each other as parts of one list: near one another, the last behind "and"."""
    if len(parts) < 2 or "and" not in (item.key for item in items[parts[-2] : parts[-1]]):
        return False
    if any(two - one > _APART for one, two in pairwise(parts)):
        return False
    kinds = {(one.kind, one.unit) for at in parts if (one := items[at].figure) is not None}
    between = items[parts[0] + 1 : parts[-1]]
    moved = any(item.has("direction") or item.has("more") or item.period is not None for item in between)
    return len(kinds) == 1 and not moved and all(plain(items[at].figure) for at in parts)


def _sum(items: tuple[Item, ...], whole: int, parts: Sequence[int]) -> Iterator[Finding]:
    total = items[whole].figure
    sizes = [one for at in parts if (one := items[at].figure) is not None]
    if total is None or not plain(total) or (total.kind, total.unit) != (sizes[0].kind, sizes[0].unit):
        return
    yield from added_up(whole, parts, total, sizes)


def _rest_of_one(items: tuple[Item, ...]) -> Iterator[Finding]:
    """ "Half of the pupils walk, a third cycle and the other sixth come by bus"."""
    found = [at for at, item in enumerate(items) if item.figure is not None]
    if len(found) < 2 or any(item.key in _NESTED or item.has("direction") for item in items):
        return
    figures = [one for at in found if (one := items[at].figure) is not None]
    last = found[-1]
    before = [item.key for item in items[max(0, last - 4) : last] if item.key not in (",", "(")]
    if "of" in before:
        return  # "a quarter of the remaining half"
    if not before or before[-1] not in _REST or any(one.high is not None or one.hedge not in _LOOSE for one in figures):
        return
    behind = items[last + 1].key if last + 1 < len(items) else ""
    kinds = {one.kind for one in figures}
    if kinds == {"fraction"} and behind != "of":
        made = Decimal(1)
        slack = Decimal("0.02") + sum((Decimal("0.06") for figure in figures if figure.hedge), Decimal(0))
    elif kinds == {"percent"} and behind != "of":
        made = Decimal(100)
        slack = sum(((figure.step or Decimal(1)) * (4 if figure.hedge else 1) / 2 for figure in figures), Decimal(0))
    else:
        return
    added = sum((figure.value for figure in figures), Decimal(0))
    if abs(added - made) > slack:
        share = added * 100 if made == 1 else added
        yield last, refuted(f"The parts of the whole add up to {share:.0f} per cent.", None, "sum")


_LOOSE = (None, "exactly", "about", "nearly", "over")
