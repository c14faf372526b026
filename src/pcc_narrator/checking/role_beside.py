"""The role of a figure by the figures beside it: the same change again, the other end, the next place."""

from __future__ import annotations

import itertools
from dataclasses import replace

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.role import ARROWS, RoleRead
from pcc_narrator.checking.role_near import figure_before


def by_place(items: tuple[Item, ...], number: int, done: dict[int, RoleRead]) -> RoleRead | None:
    """ "By 144 visits in Leeds, 785 in York and 564 in Hull": the change of each place, after one verb."""
    before = figure_before(items, number)
    if before is None or number + 2 >= len(items) or items[number - 1].key not in (",", "and"):
        return None
    role, mine, theirs = done.get(before), items[number].figure, items[before].figure
    if role is None or role.role != "change" or mine is None or theirs is None or mine.kind != theirs.kind:
        return None
    placed = items[number + 1].key in ("in", "at", "for") and _is_place(items[number + 2])
    return role if placed and number - before <= 6 and _is_place(items[number - 2]) else None


def from_again(items: tuple[Item, ...], number: int, done: dict[int, RoleRead]) -> RoleRead | None:
    """ "From 537 in May and 517 in June to 473": another figure that the change started from."""
    before = figure_before(items, number)
    if before is None or items[number - 1].key not in (",", "and", "then"):
        return None
    role, mine, theirs = done.get(before), items[number].figure, items[before].figure
    if role is None or role.role != "from" or mine is None or theirs is None or mine.kind != theirs.kind:
        return None
    dated = [any(one.kind == "period" for one in items[start + 1 : start + 4]) for start in (before, number)]
    ahead = range(number + 1, min(len(items) - 1, number + 6))
    ends = any(items[step].key == "to" and items[step + 1].figure is not None for step in ahead)
    return replace(role, pair=None) if all(dated) and ends and number - before <= 7 else None


def level_again(items: tuple[Item, ...], number: int, done: dict[int, RoleRead]) -> RoleRead | None:
    """ "Was 20 per cent in quarter three, and 17 per cent in the 12 months to December": the level of another time."""
    before = figure_before(items, number)
    if before is None or items[number - 1].key not in (",", "and") or number - before > _NEAR:
        return None
    role, mine, theirs = done.get(before), items[number].figure, items[before].figure
    if role is None or role.role != "level" or mine is None or theirs is None or mine.kind != theirs.kind:
        return None
    dated = [any(one.kind == "period" for one in items[start + 1 : start + 4]) for start in (before, number)]
    return role if all(dated) else None


_NEAR = 6  # items


def _is_place(item: Item) -> bool:
    return item.name is not None and any(meaning.kind == "area" for meaning in item.name.meanings)


def apposed(items: tuple[Item, ...], number: int, done: dict[int, RoleRead]) -> RoleRead | None:
    """ "1,383 (3.1 per cent)", "182, or 35.7 per cent", "(a rise of 182; 35.7 per cent)": the same change again."""
    before = figure_before(items, number)
    if before is None or before not in done or items[before].depth > items[number].depth:
        return None
    between = items[before + 1 : number]
    marks = [item for item in between if item.kind == "mark"]
    opened = any(item.key in ("(", "[") for item in marks)
    words = [item for item in between if item.kind != "mark"]
    earlier = done[before]
    mine, theirs = items[number].figure, items[before].figure
    assert mine is not None and theirs is not None
    if earlier.role == "change" and opened and mine.hedge == "at_most" and mine.kind == "number":
        return RoleRead("to", earlier.sign, earlier.better, earlier.word)  # "by 20 per cent (up to 1,225 visits)"
    closed = next((step for step, item in enumerate(between) if item.key == ")"), len(between))
    if opened and any(item.name is not None and item.name.is_subject for item in between[closed:]):
        return None  # "visits (7,182, up 19.1%), loans (1,851"
    if opened and between[-1].key == "(" and any(item.key == "and" for item in words):
        return None  # "a rise of 19.9 per cent, and a rate (2.2 per 1,000)"
    if opened and (items[before - 1].key in ARROWS or (theirs.kind == "points" and mine.kind == "percent")):
        return None  # "▼ 22.0% (2,791)", "3.8 points higher than in May (81.3 per cent)" tell a level
    following = items[number + 1 : number + 5]
    if opened and mine.kind == "number" and _against(following):
        return None  # "over a thousand more (13,245 against 12,149)" are two levels
    begun = any(item.key in ("from", "up from", "down from") for item in following)
    if earlier.role == "change" and opened and begun and theirs.kind == "percent" and mine.kind == "number":
        return RoleRead("to", earlier.sign, earlier.better, earlier.word)  # "down 17.6% (243 visits, from 295)"
    if earlier.role == "share" and opened and mine.kind == "percent" and theirs.kind == "fraction":
        return RoleRead("share")  # "one in five visits (21%)"
    loose = (
        opened
        or any(item.key in (";", ",", "–", "—", "/") for item in marks)
        or any(item.key == "or" for item in words)
    )
    based = opened and between[-1].key == "(" and any(item.key == "than" for item in words)
    based = based or [item.key for item in between[-1:]] == ["or"]  # "a loss of 990 over the year, or 9.0 per cent"
    if not loose or len(between) > 6 or (not based and any(item.kind == "period" for item in words)):
        return None  # "170 more than a year before (17.2 per cent)" is one change, "12 in May (3 per cent)" is not
    if any(item.key == "and" or (item.has("level") and item.key != "or") for item in words) and not opened:
        return None
    if earlier.role in ("change", "difference", "multiple") and (mine.kind != theirs.kind or (opened and theirs.hedge)):
        return replace(
            earlier, role="change" if earlier.role == "multiple" else earlier.role, apposed=True, pair=before
        )
    return None


def _against(following: tuple[Item, ...]) -> bool:
    """Whether a figure is set against another of its kind at once: "(13,245 against 12,149)"."""
    if len(following) < 2 or following[1].figure is None or following[1].figure.kind != "number":
        return False
    return following[0].key in ("against", "compared with", "compared to", "versus", "vs")


def subtracted(items: tuple[Item, ...], number: int, done: dict[int, RoleRead]) -> RoleRead | None:
    """ "+41 (377 - 336)": the end and the start of a change, worked out in brackets."""
    if number < 2 or not items[number].depth or items[number - 1].key not in ("-", "−", "–"):
        return None
    one, two = items[number - 2].figure, items[number].figure
    closed = number + 1 < len(items) and items[number + 1].key == ")"
    if one is None or two is None or one.kind != two.kind or not closed or items[number - 3].key != "(":
        return None
    told = max((step for step in done if step < number - 2), default=None)
    change = items[told].figure if told is not None else None
    fits = change is not None and change.kind == one.kind and abs(one.value - two.value) == abs(change.value)
    return RoleRead("from", pair=number - 2) if fits else None


def bracketed_end(items: tuple[Item, ...], number: int, done: dict[int, RoleRead]) -> RoleRead | None:
    """ "Rose by 6.7 per cent (3,935 visits to 4,199)": the first of two ends, told after the change."""
    if not items[number].depth or not done:
        return None
    mine = items[number].figure
    for at in range(number + 1, min(len(items) - 1, number + 6)):
        if items[at].depth != items[number].depth or items[at].kind in ("figure", "mark"):
            return None
        if items[at].key == "to":
            other = items[at + 1].figure
            change = done[max(done)]
            if other is None or mine is None or other.kind != mine.kind or change.role not in ("change", "multiple"):
                return None
            return RoleRead("from", change.sign, change.better, change.word)
    return None


def pair_ends(items: tuple[Item, ...], roles: dict[int, RoleRead]) -> None:
    """Tie the two ends of "from A to B" (and "to B from A") together, and give both its direction."""
    for depth in sorted({items[at].depth for at in roles}):
        numbers = sorted(at for at in roles if items[at].depth == depth)
        _pair_level(items, roles, numbers)


def _pair_level(items: tuple[Item, ...], roles: dict[int, RoleRead], numbers: list[int]) -> None:
    paired: set[int] = set()
    orders = (("from", "to"), ("to", "from"))  # "from A to B" first: what is left may be "to B from A"
    for order, (first, second) in itertools.product(orders, itertools.pairwise(numbers)):
        one, two = roles[first], roles[second]
        if (one.role, two.role) != order or paired & {first, second}:
            continue
        if items[first].clause == items[second].clause:
            paired |= {first, second}
            word = one.word if one.word is not None else two.word
            sign, better = (one.sign, one.better) if one.word is not None else (two.sign, two.better)
            roles[first] = replace(one, pair=second, word=word, sign=sign, better=better)
            roles[second] = replace(two, pair=first, word=word, sign=sign, better=better)
