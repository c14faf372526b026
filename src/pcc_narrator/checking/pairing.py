"""Which name or period of a sentence goes with which figure: "between … and …", "respectively"."""

from __future__ import annotations

import itertools

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scopes import areas_named, is_area, is_subject


def ends_of_range(items: tuple[Item, ...]) -> dict[int, str]:
    """The ends of a range told as two periods: "between May 2017 (75) and May 2018 (147)"."""
    found: dict[int, str] = {}
    steps = [at for at, item in enumerate(items) if item.period is not None and item.period.kind != "length"]
    for one, two in itertools.pairwise(steps):
        left, right = items[one].period, items[two].period
        assert left is not None and right is not None
        if left.first is not None or right.first is not None or items[one].clause != items[two].clause:
            continue
        between = [item for item in items[one + 1 : two] if item.depth <= items[one].depth and item.key not in "()[]"]
        opened = items[one - 1].key if one and items[one - 1].key != "the" else items[one - 2].key if one > 1 else ""
        opening = opened if opened in ("between", "from") else left.preposition
        link = [item.key for item in between if item.key != "the"] or [right.preposition or ""]
        if (opening, *link) in (("between", "and"), ("from", "to")):
            found[one], found[two] = "first", "last"
    return found


def _last_of_a_kind(items: tuple[Item, ...], figures: list[int], roles: dict[int, RoleRead]) -> list[int]:
    """The figures that "respectively" pairs: the last before it that are of one kind, if another kind stands before."""
    end = next(at for at, item in enumerate(items) if item.key == "respectively")
    row = [at for at in figures if at < end and roles[at].role != "target"]
    kinds = [figure.kind for at in row if (figure := items[at].figure) is not None]
    first = next((step for step in range(len(kinds) - 1, -1, -1) if kinds[step] != kinds[-1]), -1)
    return row[first + 1 :] if len(row) - first > 2 else figures


def respectively(items: tuple[Item, ...], roles: dict[int, RoleRead]) -> dict[int, int]:
    """For "A, B and C were 1, 2 and 3 respectively": which name or period goes with which figure."""
    if len(roles) < 2:
        return {}
    figures = [at for at, item in enumerate(items) if item.kind == "figure"]
    if any(item.key == "respectively" for item in items):
        figures = _last_of_a_kind(items, figures, roles)
    else:
        if (paired := _in_pairs(items, figures)) is not None:
            return paired
        colon = next((at for at, item in enumerate(items) if item.kind == "mark" and item.key in (":", "–", "—")), None)
        figures = [at for at in figures if colon is not None and at > colon]
        if len(figures) != 2 or any(item.kind in ("name", "period") for item in items[figures[0] :]):
            return {}
        between = items[figures[0] : figures[1]]
        if not any(item.has("compare") or item.key in ("and", "to") for item in between):
            return {}
    lists: list[list[int]] = [
        [
            at
            for at, item in enumerate(items)
            if is_subject(item) and not is_subject(items[min(at + 1, len(items) - 1)])
        ],
        [at for at, item in enumerate(items) if is_area(item)],
        [
            at
            for at, item in enumerate(items)
            if item.kind == "period" and item.period is not None and item.period.kind != "length"
        ],
    ]
    if figures and len(figures) < sum(item.kind == "figure" for item in items):
        lists = [[at for at in group if at < figures[0]][-len(figures) :] for group in lists]
    for group in lists:
        if len(group) >= 2 and len(group) == len(figures):
            return dict(zip(figures, group, strict=True))
    return {}


def _in_pairs(items: tuple[Item, ...], figures: list[int]) -> dict[int, int] | None:
    """ "A and B had 12 and 15, a rise of two and a fall of three": two names, and figures told twice in their order."""
    for is_name in (is_area, is_subject):
        named = [at for at, item in enumerate(items) if is_name(item)]
        if len(named) != 2 or len(figures) != 4 or named[1] > figures[0]:
            continue
        joined = [[item.key for item in items[one + 1 : two]] == ["and"] for one, two in (named, figures[:2])]
        last = [item.key for item in items[figures[2] + 1 : figures[3]]]
        if all(joined) and last[:1] == ["and"]:
            return dict(zip(figures, (*named, *named), strict=True))
    return None


def tied_to(items: tuple[Item, ...], at: int) -> int | None:
    """The area or period that a bracket opens behind, for the first figure in it that nothing else in it owns."""
    if at < 2 or items[at - 1].key not in ("(", "["):
        return None
    owner = items[at - 2]
    dated = owner.period is not None and owner.period.relation is None  # "on the previous year (20,725)" is of now
    if not dated and not areas_named(owner):
        return None
    for item in items[at + 1 :]:
        if item.key in (")", "]"):
            return at - 2
        if item.kind == "period" or areas_named(item) or item.has("compare") or item.key in ("than", "from"):
            return None
        if is_subject(item) and item.kind != owner.kind:
            continue
    return None
