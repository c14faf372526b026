"""Whether a number counts areas, by the words around it: "39 trusts", "35 of the 43", "one of only four"."""

from __future__ import annotations

from pcc_narrator.checking.index import Index
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import areas_named
from pcc_narrator.checking.tokens import stem

_SIZES = frozenset({"smaller", "larger", "bigger", "steeper", "higher", "lower"})
_MOST_AREAS = 500  # "the fewest of the six schools (1,180)" counts none
_GENERIC_KINDS = frozenset({"area", "place", "country", "group", "region", "organisation", "organization"})


_OF_THINGS = frozenset({"group"})  # "age groups" are no areas, "peer groups" are
OF_AREAS = frozenset({"peer", "similar", "comparable", "other", "local", "regional", "remaining", "different"})


def area_kinds(index: Index) -> frozenset[str]:
    """The words for kinds of area that the facts use, and a few that any text may use."""
    return index.kinds | _GENERIC_KINDS


def counts_areas(items: tuple[Item, ...], at: int, kinds: frozenset[str]) -> bool:
    """Whether a figure counts areas: "39 trusts", "35 of the 43", "four additional trusts"."""
    figure = items[at].figure
    if figure is None or figure.kind != "number":
        return False
    if _noun_follows(items, at, kinds):
        return True
    if (whole := second_of_one_of(items, at)) is not None and _noun_follows(items, whole, kinds):
        return True
    if _elliptic(items, at, kinds) or _all_of(items, at) or _labelled(items, at, kinds) or _ranked_among(items, at):
        return True
    if _predicated(items, at, kinds):
        return True
    following = items[at + 1 : at + 4]
    told = any(item.has("change_noun") for item in following) and not any(item.kind == "name" for item in following)
    if told and any(_noun_follows(items, step, kinds) for step in range(at) if items[step].figure is not None):
        return True
    place = at
    if at >= 2 and items[at - 1].key == "of" and items[at - 2].kind == "figure":
        if _noun_follows(items, at - 2, kinds):
            return True
        place = at - 2
    if place < 2 or items[place - 1].key not in (",", "(") or figure.value > _MOST_AREAS:
        return False
    return items[place - 2].kind == "word" and stem(items[place - 2].key) in kinds  # "Most areas, 35 of 43, rose"


def _bare_group(resolver: Resolver, at: int) -> bool:
    """Whether a number is the size of a group that was told of, with nothing counted behind it: "eight of the 11 saw a
    rise", "none of the 11"."""
    items, figure = resolver.items, resolver.items[at].figure
    before = [item.key for item in items[max(0, at - 2) : at]]
    if figure is None or before[-1:] not in (["the"], ["all"]) or not before[0].endswith("of"):
        return False
    following = items[at + 1] if at + 1 < len(items) else None
    if following is not None and (following.kind == "name" or not (following.words or following.kind == "mark")):
        return False
    if any(item.key in _SIZES or item.key == "than" for item in items[at + 1 : at + 10]):
        return False  # "two of the five saw a smaller rise than we did"
    told = {area for item in items for area in areas_named(item)} | set(resolver.carried.told_areas)
    sizes = {len(resolver.index.areas[one].members) for one in told if one in resolver.index.areas}
    return int(figure.value) in sizes - {0}


def counts_group(resolver: Resolver, at: int) -> bool:
    """Whether a figure counts members of a group by its name: "ten of the 11 similar trusts"."""
    items, figure = resolver.items, resolver.items[at].figure
    if figure is None or figure.kind != "number" or figure.value > _MOST_AREAS:
        return False
    step = second_of_one_of(items, at)
    if _bare_group(resolver, at) or (step is not None and _bare_group(resolver, step)):
        return True
    behind = (step if step is not None else at) + 1
    groups = areas_named(items[behind]) if behind < len(items) else ()
    words = items[behind].key.split() if behind < len(items) else []
    plural = any(stem(word) in resolver.index.kinds - _GENERIC_KINDS for word in words)
    return plural and any(one in resolver.index.areas and resolver.index.areas[one].members for one in groups)


def _all_of(items: tuple[Item, ...], at: int) -> bool:
    """ "So are all 43 in the country"."""
    behind = items[at + 1 : at + 3]
    return (
        bool(at)
        and items[at - 1].key == "all"
        and len(behind) == 2
        and behind[0].key == "in"
        and bool(areas_named(behind[1]))
    )


def _ranked_among(items: tuple[Item, ...], at: int) -> bool:
    """ "Sixth of 43", "ranked 12th out of 40"."""
    before = at - 1 - (items[at - 1].key in ("the", "all")) if at else -1
    if before < 1 or items[before].key not in ("of", "out of"):
        return False
    if items[before - 1].key in _RANKED:
        before -= 1  # "the 12th highest rate of the 43"
    rank = items[before - 1].figure or (items[before - 2].figure if items[before - 1].has("extreme") else None)
    return rank is not None and rank.kind == "rank" and not (items[at + 1 : at + 2] and items[at + 1].kind == "name")


_RANKED = frozenset({"rate", "number", "level", "figure", "total", "count", "share", "proportion", "volume"})


def _labelled(items: tuple[Item, ...], at: int, kinds: frozenset[str]) -> bool:
    """ "Number of trusts with an increase: 29"."""
    if at < 3 or items[at - 1].key != ":":
        return False
    keys = [item.key for item in items[: at - 1]]
    plural = (stem(key) in kinds and key.endswith("s") for key in keys)
    return any(plural) and keys[0] in ("number", "the number", "number of") and not any(i.figure for i in items[:at])


def _predicated(items: tuple[Item, ...], at: int, kinds: frozenset[str]) -> bool:
    """ "The trusts with an increase were 29"."""
    before = [item for item in items[:at] if item.clause == items[at].clause and not item.key.startswith("~")]
    if len(before) < 4 or before[-1].key not in ("were", "numbered", "are") or not before[-2].has("change_noun"):
        return False
    subject = [item for item in before[:-2] if item.key not in ("the", "a", "an")]
    told = [item.key for item in subject]
    return len(told) == 2 and told[1] == "with" and stem(told[0]) in kinds and told[0].endswith("s")


def _elliptic(items: tuple[Item, ...], at: int, kinds: frozenset[str]) -> bool:
    """ "It rose in 35 of the 43 trusts and fell in eight"; "it rose in 39 trusts; ours was one of only four"."""
    if not any(_noun_follows(items, step, kinds) for step in range(at) if items[step].figure is not None):
        return False
    following = items[at + 1] if at + 1 < len(items) else None
    if following is not None and following.kind == "name":
        return False
    figure = items[at].figure
    if figure is not None and figure.value == 1 and second_of_one_of(items, at) is not None:
        return True
    one = items[at - 2].figure if at >= 2 and items[at - 1].key == "of" else None
    if one is not None and one.value == 1:
        return True
    before = [
        item for item in items[max(0, at - 4) : at] if not (item.key.startswith("~") or item.has("scope", "only"))
    ]
    return len(before) >= 2 and before[-1].key == "in" and before[-2].has("direction")


def _noun_follows(items: tuple[Item, ...], at: int, kinds: frozenset[str]) -> bool:
    figure = items[at].figure
    if figure is None or figure.kind != "number":
        return False
    for step, item in enumerate(items[at + 1 : at + 4], at + 1):
        before = items[step - 1]
        if item.kind in ("mark", "period"):
            return False
        if item.kind == "word" and stem(item.key) in kinds and (item.key.endswith("s") or figure.value == 1):
            return stem(item.key) not in _OF_THINGS or before.kind == "figure" or before.key in OF_AREAS
        if item.has("level") or item.key in ("in", "by"):
            return False
    return False


def second_of_one_of(items: tuple[Item, ...], at: int) -> int | None:
    """The second figure of "one of only four"."""
    if at + 1 < len(items) and items[at + 1].key == "of":
        return next((step for step in range(at + 2, min(len(items), at + 4)) if items[step].kind == "figure"), None)
    return None


def is_group_name(resolver: Resolver, at: int) -> bool:
    """Whether an item names a group of areas: "the region's four trusts"."""
    areas = resolver.index.areas
    return any(bool(areas[area].members) for area in areas_named(resolver.items[at]) if area in areas)
