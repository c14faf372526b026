"""The role of each figure in its sentence: a level, a change, a difference, a share, a rank, and so on."""

from __future__ import annotations

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.role import RoleRead, sign_of
from pcc_narrator.checking.role_after import role_after
from pcc_narrator.checking.role_before import role_before
from pcc_narrator.checking.role_beside import (
    apposed,
    bracketed_end,
    by_place,
    from_again,
    level_again,
    pair_ends,
    subtracted,
)
from pcc_narrator.checking.role_near import figure_before, left_of, right_of

_FILLERS = frozenset({
    "a", "an", "the", "just", "only", "further", "some", "overall", "now", "still", "another", "total", "net",
    "clear", "full", "mere", "whole", "massive", "combined", "this", "that", "its", "their", "around", "roughly",
    "approximately", "about", "nearly", "almost", "estimated", "of~", "well", "currently", "also", "even", "less~",
    "actually", "already"
})  # fmt: skip
_SCALES = frozenset({"axis", "axes", "y-axis", "x-axis"})  # of a chart: what they start at is no figure of anything
_PLANS = frozenset(
    {"aim", "ambition", "commitment", "goal", "intention", "objective", "plan", "pledge", "priority", "priorities"}
    | {"promise", "target", "that"}
)


def read_roles(items: tuple[Item, ...]) -> dict[int, RoleRead]:
    """The role of every figure of a sentence, by item number."""
    roles: dict[int, RoleRead] = {}
    for number, item in enumerate(items):
        if item.kind == "figure":
            roles[number] = _role(items, number, roles)
    if len(roles) > 1:
        pair_ends(items, roles)
    for number, role in roles.items():
        word = role.word if role.role == "change" else None
        meant = word is not None and (was_meant(items, word) or _set_as_target(items, number, word))
        if meant or _wanted(items, number):
            roles[number] = RoleRead("target")
    return roles


def _wanted(items: tuple[Item, ...], at: int) -> bool:
    """Whether somebody wants a figure to be reached: "the board wants to see this reach 75 per cent"."""
    before = [item.key for item in items[max(0, at - 8) : at] if item.clause == items[at].clause]
    for step in range(len(before) - 2, 0, -1):
        if before[step] == "to" and before[step - 1] in _WANTING:
            return all(item.figure is None and item.period is None for item in items[at - len(before) + step : at])
    return False


def _set_as_target(items: tuple[Item, ...], at: int, word: int) -> bool:
    """Whether a change is one that was asked for: "the 6.3 per cent reduction that the board has set itself"."""
    if word < at or not items[word].has("change_noun"):
        return False
    following = [item for item in items[word + 1 : word + 9] if item.clause == items[at].clause]
    if following and following[0].has("target", "word"):
        return True  # "a 6.3 per cent reduction target"
    if not following or following[0].key not in ("that", "which", "it", "they", "the"):
        return False
    ahead = next((place for place, item in enumerate(following) if item.kind in ("figure", "mark")), len(following))
    return any(item.key in _SET for item in following[:ahead])


_WANTING = frozenset(
    {"wants", "wanted", "aims", "aimed", "aiming", "hopes", "hoped", "hoping", "intends", "intended", "plans"}
    | {"planned", "pledged", "promised", "promises", "seeks", "sought", "seeking", "ambition", "aspires", "expects"}
)
_SET = frozenset(["set", "sought", "planned", "promised", "pledged", "required", "wanted", "targeted", "aimed for"])


def was_meant(items: tuple[Item, ...], at: int) -> bool:
    """Whether a change was meant, not seen: "the plan set out to cut visits by 13 per cent", "visits were to fall"."""
    before = [item.key for item in items[max(0, at - 3) : at] if item.clause == items[at].clause]
    if before[-1:] != ["to"]:
        return False
    planned = len(before) > 1 and bool({before[-2], before[-2].removesuffix("s")} & _PLANS)
    return planned or before[-2:-1] in (["was"], ["were"], ["is"], ["are"]) or before[-3:-1] == ["set", "out"]


def _changes_in_a_row(items: tuple[Item, ...], right: list[int]) -> bool:
    """Whether a number counts changes in a row: "seven quarterly increases in succession"."""
    told = [at for at in right[:5] if items[at].key not in _OF_LENGTH]
    return len(told) > 1 and items[told[0]].has("change_noun", "up", "down") and items[told[1]].has("run")


_OF_LENGTH = frozenset({"daily", "weekly", "monthly", "quarterly", "annual", "yearly", "further", "small", "modest"})


def _role(items: tuple[Item, ...], number: int, done: dict[int, RoleRead]) -> RoleRead:
    figure = items[number].figure
    assert figure is not None
    right = list(right_of(items, number))
    left = [at for at in left_of(items, number) if not _is_filler(items[at])]
    if left[:1] == [number - 1] and _owns_figure(items[number - 1]):
        left = left[1:]  # "the same as quarter two's 4,297"
    if any(items[at].has("run") for at in right[:2]) or _changes_in_a_row(items, right):
        return RoleRead("run", *_run_sign(items, number))
    if figure.kind == "rank":
        ahead = [items[at] for at in right[:5]]
        if any(item.has("run") for item in ahead) and any(item.has("change_noun") for item in ahead):
            return RoleRead("run", *_run_sign(items, number))  # "the second quarterly fall in a row"
        return RoleRead("rank")
    if figure.kind == "interval":
        return RoleRead("interval", pair=figure_before(items, number))
    if right and items[right[0]].has("target", "word") and figure.kind in ("percent", "number", "duration", "money"):
        return RoleRead("target")  # "the 95 per cent target"
    if _to_one(items, number) or any(items[at].key in _SCALES for at in left):
        return RoleRead("bound")  # "by more than six to one"; "the axis does not start at zero"
    if (after := role_after(items, number, right)) is not None:
        return after
    if figure.kind == "multiple":
        return _multiple(items, number)
    if (
        figure.kind == "fraction"
        and any(item.kind == "period" for item in items[number + 1 : number + 4])
        and any(
            item.key in ("level", "levels", "peak", "figure", "total", "value")
            for item in items[number + 2 : number + 5]
        )
    ):
        return RoleRead("bound")  # "half its 2011 level"
    if (before := role_before(items, number, left, done)) is not None:
        return before
    if figure.sign and figure.kind in ("percent", "points", "number") and items[number].depth:
        return RoleRead("change", figure.sign)  # "57,658 a year before (+6.7 per cent)"
    if (end := bracketed_end(items, number, done) or subtracted(items, number, done)) is not None:
        return end
    for again in (by_place, from_again, level_again):
        if (role := again(items, number, done)) is not None:
            return role
    if (same := apposed(items, number, done)) is not None:
        return same
    if figure.kind == "fraction" and right and items[right[0]].key.startswith("as"):
        return RoleRead("multiple", -1)  # "half as many"
    if figure.kind in ("fraction",) or _says_share(items, number, right):
        return RoleRead("share", word=None)
    return RoleRead("open")


def _is_filler(item: Item) -> bool:
    return item.kind == "word" and (
        item.key in _FILLERS or item.key.startswith("~") or (item.has("strength") and not item.has("direction"))
    )


def _owns_figure(item: Item) -> bool:
    """Whether a period stands before its figure in the possessive."""
    return item.period is not None and item.key.endswith(("'s", "’s"))


def _to_one(items: tuple[Item, ...], number: int) -> bool:
    """Whether a figure is an end of odds: "six to one"."""

    def one(at: int) -> bool:
        figure = items[at].figure if 0 <= at < len(items) else None
        return figure is not None and figure.value == 1 and figure.in_words

    middle = number + 1 if one(number + 2) else number - 1 if one(number) else None
    if middle is None or not 0 < middle < len(items) - 1 or items[middle].key != "to":
        return False
    other = items[middle - 1].figure
    return other is not None and other.in_words


def _multiple(items: tuple[Item, ...], number: int) -> RoleRead:
    text = items[number].key
    sign = -1 if "halv" in text else 1
    return RoleRead("multiple", sign)


def _run_sign(items: tuple[Item, ...], number: int) -> tuple[int, int]:
    for at in right_of(items, number):
        sense = items[at].sense("change_noun", "direction")
        if sense:
            return sign_of(sense)
    for at in left_of(items, number):
        sense = items[at].sense("direction", "change_noun")
        if sense:
            return sign_of(sense)
    return 0, 0


def _says_share(items: tuple[Item, ...], number: int, right: list[int]) -> bool:
    figure = items[number].figure
    if figure is None or figure.kind != "percent" or not right:
        return False
    first = items[right[0]]
    return (
        first.key == "of" and len(right) > 1 and items[right[1]].key in ("all", "the", "total", "its", "them", "these")
    )
