"""Shares whose part and whole stand at another place than right beside them: "38% of sales: £2.8m out of £8.0m",
"late trains (54 of 720) came to 7.5 per cent", "60 of them, that is 25%, were", "62 GWh, equivalent to 13% of the
island's 480 GWh", "out of 47 checks 9 failed (19.1%) and 38 passed (80.9%)"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.between_two import plain
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.beside_pairs import judge_share
from pcc_narrator.checking.within.part_of_level import goes_on
from pcc_narrator.checking.within.phrases import DETERMINERS, moves_or_compares, nouns, says_again, stops

Finding = tuple[int, Judged]
_OPENED = frozenset({":", "–", "—", "-", ";", "(", ","})
_SHARED = frozenset({"number", "money", "duration"})
_SHARES = frozenset({"percent", "fraction"})
_OF = frozenset({"of", "out of", "from", "in"})
_OUT = frozenset({"of", "out of", "out", "from"})
_COMES_TO = frozenset(
    {"came to", "come to", "comes to", "make up", "made up", "makes up", "account for", "accounted for"}
    | {"represent", "represented", "amount to", "amounted to", "were", "was", "are", "is", "equate to"}
)  # fmt: skip
_THEM = frozenset({"them", "these", "those", "which", "whom"})
_WHOSE = frozenset({"the", "its", "their", "all", "a", "total", "of", "entire", "whole", "annual", "our", "his", "her"})
_NAMED = 3  # words between "of the" and the whole: "the island's total"
_NEAR = 3  # items from a part to its share in brackets


def find_opened_shares(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """Each share that the part and the whole told apart from it contradict, or bear out."""
    yield from _then_pair(items, bounds)
    yield from _pair_then(items, bounds)
    yield from _of_them(items, bounds)
    yield from _equal_to(items, bounds)
    yield from _each_bracketed(items, bounds)
    yield from _of_amounts(items, bounds)
    yield from _bracketed_of_them(items, bounds)


def _kin(items: tuple[Item, ...], part: int, whole: int) -> bool:
    one, two = items[part].figure, items[whole].figure
    if one is None or two is None or not (plain(one) and plain(two)):
        return False
    return one.kind == two.kind and one.unit == two.unit and one.kind in _SHARED and one.value <= two.value


def _told(items: tuple[Item, ...]) -> list[int]:
    return [at for at, item in enumerate(items) if item.figure is not None]


def _is_share(items: tuple[Item, ...], at: int) -> bool:
    figure = items[at].figure
    return figure is not None and figure.kind in _SHARES


def _out_of(items: tuple[Item, ...], part: int, whole: int) -> bool:
    """ "£2.8m out of £8.0m", "56 buses from a total of 130": the two with only nouns, "of" and the like between."""
    between = items[part + 1 : whole]
    of = next((step for step, item in enumerate(between) if item.key in _OUT), None)
    if of is None or of > 2 or any(item.kind not in ("word", "name") or item.words for item in between[:of]):
        return False
    behind = [item.key for item in between[of:]]
    if behind[0] in ("from", "out") and not ({"total", "of", "all"} & set(behind[1:])):
        return False
    return all(key in _OF | DETERMINERS | {"out"} for key in behind)


def _then_pair(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """ "Online orders made up 38% of sales: £2.8m out of £8.0m"; "half of the fleet is electric – 56 of 130 buses"."""
    found = _told(items)
    for place, at in enumerate(found[:-2]):
        part, whole = found[place + 1 : place + 3]
        if not _is_share(items, at) or not _kin(items, part, whole) or not _out_of(items, part, whole):
            continue
        opened = part - 1
        if items[opened].key in ("or", "that is", "just", "only", "exactly"):
            opened -= 1
        between = items[at + 1 : opened]
        if items[opened].key not in _OPENED or any(item.kind == "mark" for item in between) or not between:
            continue
        before = items[max(0, at - 3) : at]
        if moves_or_compares(before) or moves_or_compares(between) or any(one.key == "by" for one in before[-1:]):
            continue
        if any(item.kind == "period" or item.key in ("and", "but") for item in between):
            continue
        follows = items[whole + 1 : whole + 3]
        if items[opened].key in (",", "(", "–", "—", "-") or not follows or follows[-1].key in (".", ")", ","):
            yield from judge_share(items, at, part, whole, bounds)


def _pair_then(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """ "Late trains (54 of 720) came to 7.5 per cent"."""
    found = _told(items)
    if len(found) != 3:
        return
    part, whole, at = found
    if not _is_share(items, at) or not _kin(items, part, whole) or not _out_of(items, part, whole):
        return
    verb = at - 1
    while verb > whole and (items[verb].key.startswith("~") or items[verb].key in ("just", "only", "exactly")):
        verb -= 1
    told = items[verb].key in _COMES_TO or (items[verb].key == "to" and items[verb - 1].key in ("amounted", "came"))
    closed = any(item.key in (")", "–", "—", ",") for item in items[whole + 1 : verb])
    opened = items[part - 1].key in ("(", "–", "—", ",") if part else False
    near = verb - whole <= _NEAR + 1 and stops(items, at)
    if told and closed and opened and near and not moves_or_compares(items[whole + 1 : verb]):
        yield from judge_share(items, at, part, whole, bounds)


def _of_them(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """ "There were 640 births; 160 of them, that is 25%, were": the whole told last before "of them"."""
    found = _told(items)
    for whole, part, at in zip(found, found[1:], found[2:], strict=False):
        behind = [item.key for item in items[part + 1 : part + 3]]
        ahead = [item.key for item in items[whole + 1 : part] if item.key != ","][-2:]
        first = len(ahead) == 2 and ahead[0] == "of" and ahead[1] in _THEM
        pointed = first or (len(behind) == 2 and behind[0] == "of" and behind[1] in _THEM)
        if not pointed or not _is_share(items, at):
            continue
        opened = says_again(items, at)
        if opened is None or opened < part + (1 if first else 3) or opened > part + 6 or not _kin(items, part, whole):
            continue
        if stops(items, at) and not moves_or_compares(items[part + 1 : at]) and found.index(whole) == 0:
            yield from judge_share(items, at, part, whole, bounds)


def _equal_to(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """ "Solar supplied 62 GWh, equivalent to 13% of the island's 480 GWh": the same unit behind both."""
    for level, at, whole in zip(_told(items), _told(items)[1:], _told(items)[2:], strict=False):
        if not _is_share(items, at) or not _kin(items, level, whole) or at + 2 > whole:
            continue
        opened = says_again(items, at)
        between = items[at + 1 : whole]
        if opened is not None and (items[opened].key == ";" or goes_on(items, whole)):
            continue
        totals = any(item.key in ("total", "all") for item in between)
        if (
            opened is None
            or not level < opened <= level + _NEAR + (_NEAR if totals else 0)
            or between[0].key not in ("of", "of the")
        ):
            continue
        named = [item for item in between[1:] if item.key not in _WHOSE]
        if len(named) > _NAMED or any(item.kind == "mark" or item.words for item in named):
            continue
        one, two = nouns(items, level), nouns(items, whole)
        figure = items[level].figure
        money = figure is not None and figure.kind == "money"
        if (money or (one and one[:1] == two[:1]) or (totals and not two)) and not _moved(items[level + 1 : at]):
            yield from judge_share(items, at, level, whole, bounds)


def _moved(between: tuple[Item, ...]) -> bool:
    return moves_or_compares([item for item in between if not item.has("comparison", "equal")])


def _each_bracketed(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """ "Out of 47 checks 9 failed (19.1%) and 38 passed (80.9%)": each count with its share in brackets."""
    found = _told(items)
    if not items or items[0].key not in ("of", "out of", "out") or len(found) < 3 or found[0] > 4:
        return
    whole = found[0]
    rest = found[1:]
    if len(rest) % 2 or any(not _is_share(items, at) for at in rest[1::2]):
        return
    total = sum((one.value for at in rest[::2] if (one := items[at].figure) is not None), Decimal(0))
    size = items[whole].figure
    if size is None or total > size.value:
        return
    for part, at in zip(rest[::2], rest[1::2], strict=True):
        bracketed = items[at - 1].key in ("(", "[") and items[at + 1].key in (")", "]")
        if at - part <= _NEAR + 1 and bracketed and _kin(items, part, whole):
            yield from judge_share(items, at, part, whole, bounds)


def _of_amounts(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """ "Repairs took £2.8m of the £8.0m budget, 35 per cent"; "out of a budget of £8.0m, £2.8m, or 35%, was"."""
    found = _told(items)
    if len(found) != 3 or not _is_share(items, found[2]) or not stops(items, found[2]):
        return
    first, second, at = found
    figure, opened = items[first].figure, says_again(items, at)
    if figure is None or figure.kind != "money" or opened is None or opened <= second or opened > second + _NEAR:
        return
    if _kin(items, first, second) and _out_of(items, first, second):
        part, whole = first, second
    elif _kin(items, second, first) and items[0].key in ("of", "out of", "out") and items[second - 1].key == ",":
        part, whole = second, first
    else:
        return
    if not moves_or_compares(items[second + 1 : at]):
        yield from judge_share(items, at, part, whole, bounds)


def _bracketed_of_them(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """ "640 letters, 160 (25%) of them complaints"."""
    for whole, part, at in zip(_told(items), _told(items)[1:], _told(items)[2:], strict=False):
        pointed = [item.key for item in items[at + 2 : at + 4]]
        bracketed = at == part + 2 and items[at - 1].key == "(" and pointed[:1] == ["of"] and pointed[-1] in _THEM
        if bracketed and _is_share(items, at) and _kin(items, part, whole) and _told(items).index(whole) == 0:
            yield from judge_share(items, at, part, whole, bounds)
