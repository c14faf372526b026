"""What a word of direction says: which way, of what sort, and whether it is denied."""

from __future__ import annotations

from pcc_narrator.checking.gaps import Said
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.roles import was_meant
from pcc_narrator.checking.scopes import is_area
from pcc_narrator.models.claim import ClaimKind

_NOT_ALONE = frozenset({"only", "just", "merely", "simply"})  # "not only rising": rising, and something else
_PARTICLES = frozenset(
    {"up", "down", "higher", "lower", "upward", "downward", "upwards", "downwards", "cut", "over", "under", "behind"}
)
_REAL_TO = frozenset({
    "continued to", "continues to", "began", "begun", "started", "starting", "came", "went on", "managed", "seems",
    "appears", "continuing to", "beginning", "starts", "begins", "tended", "failed to", "fails to", "ceased to",
    "proceeded"
})  # fmt: skip
_COMPARATIVES = frozenset({
    "more", "greater", "larger", "bigger", "slower", "longer", "warmer", "hotter", "fewer", "less", "smaller",
    "faster", "quicker", "shorter", "cooler", "colder", "higher", "lower", "better", "worse"
})  # fmt: skip
_GROUPS = frozenset({"direction", "change_noun", "comparison", "more"})
_BEGAN = frozenset({"began", "started", "begun", "starting", "beginning", "begins", "starts"})
_IS_OVER = frozenset({"ended", "end", "stopped", "halted", "slowed", "reversed"})
_TRENDS = frozenset(
    {"trend", "level", "levels", "picture", "position", "performance", "figure", "rate", "number", "pattern"}
)
_TIMES = frozenset({"year", "years", "month", "months", "quarter", "quarters", "period", "decade", "time"})


def read_direction(items: tuple[Item, ...], at: int, roles: dict[int, RoleRead]) -> Said | None:
    """What the item at `at` says of a direction; None where it is no claim ("to reduce", "may rise", "made up of")."""
    item = items[at]
    if not any(word.group in _GROUPS for word in item.words):
        return None
    linked = [number for number, role in roles.items() if role.word == at]
    sense = item.sense("direction", "change_noun")
    compares = False
    if linked and roles[linked[0]].role == "difference" and item.has("more"):
        sense, compares = item.sense("more"), True
    elif item.key in _COMPARATIVES and not linked and than_after(items, at) is None:
        return None
    elif item.has("comparison") and (
        sense is None
        or item.key in _PARTICLES
        or not item.has("direction")
        or (sense == "flat" and _of_area(items, at))
    ):
        found = item.sense("comparison")
        sense = {"above": "up", "below": "down", "equal": "flat", "near": "flat"}.get(found or "", found)
        compares = True
    if sense in (None, "any") or _attribute(items, at):
        return None
    assert sense is not None
    if item.key in _PARTICLES and not linked and not compares:
        before = items[at - 1] if at else None
        if before is None or not (
            before.has("level") or before.key in ("is", "are", "was", "were", "also", "still", "slightly", "sharply")
        ):
            return None
    if item.key in ("over", "under") and compares and not linked and not _over_something(items, at):
        return None
    if any(one.key in ("never", "rarely", "usually", "often") for one in items[max(0, at - 3) : at]):
        return None
    if was_meant(items, at) or (not linked and (_unreal(items, at) or _neither_is_significant(items, at))):
        return None
    if (
        _counted(items, at)
        or _not_reached(items, at)
        or _is_over(items, at)
        or _of_years_before(items, at)
        or _told_already(items, at)
    ):
        return None
    kind: ClaimKind = "comparison" if compares else ("stability" if sense == "flat" else "direction")
    return Said(sense, _negated(items, at), compares, kind, item.has("comparison", "near"))


def _is_over(items: tuple[Item, ...], at: int) -> bool:
    """Whether a change is named because it ended: "the fall came to an end"."""
    return items[at].has("change_noun") and any(item.key in _IS_OVER for item in items[at + 1 : at + 5])


def _of_area(items: tuple[Item, ...], at: int) -> bool:
    """Whether an area is what "the same as" compares with: "the same as the figure for Leeds"."""
    for item in items[at + 1 : at + 7]:
        if item.kind in ("mark", "figure", "period"):
            return False
        if item.name is not None and item.name.is_area:
            return True
    return False


def _attribute(items: tuple[Item, ...], at: int) -> bool:
    """Whether "consistent" tells of a noun that is no figure: "this consistent and reliable delivery"."""
    if items[at].key not in ("consistent", "constant", "steady", "stable") or not 0 < at < len(items) - 1:
        return False
    before, following = items[at - 1], items[at + 1]
    plain = following.kind == "word" and not following.words and following.key not in _TRENDS
    return before.key in ("this", "a", "an", "the", "our", "their", "more") and plain


def _over_something(items: tuple[Item, ...], at: int) -> bool:
    """Whether "over" is followed by what something is over: a figure, a target; not "over the year", "16 and over"."""
    if at and (items[at - 1].key in ("and", "or") or _is_age(items, at)):
        return False
    for item in items[at + 1 : at + 5]:
        if item.kind in ("period", "mark") or item.clause != items[at].clause or item.key in _TIMES:
            return False
        if item.figure is not None:
            return item.figure.kind != "duration"
        if item.has("target", "word") or is_area(item):
            return True
    return False


def _is_age(items: tuple[Item, ...], at: int) -> bool:
    """ "54 members over 60": whether "over" stands between those counted and a number that can be their age."""
    figure = items[at + 1].figure if at + 1 < len(items) else None
    counted = at > 1 and items[at - 1].kind in ("word", "name") and not items[at - 1].words
    bare = figure is not None and figure.kind == "number" and figure.unit in (None, "count") and figure.value <= _OLDEST
    return counted and bare and items[at - 2].figure is not None


_OLDEST = 110  # years


def than_after(items: tuple[Item, ...], at: int) -> int | None:
    """The "than" of a comparative, within its clause."""
    for step in range(at + 1, min(len(items), at + 12)):
        item = items[step]
        if item.clause != items[at].clause or item.key == ",":
            return None
        if item.key == "than":
            return (
                None
                if step + 1 < len(items) and items[step + 1].key in ("expected", "usual", "the whole", "ever")
                else step
            )
    return None


def _unreal(items: tuple[Item, ...], at: int) -> bool:
    clause = items[at].clause
    for step in range(at - 1, max(-1, at - 6), -1):
        item = items[step]
        if item.clause != clause or item.kind in ("figure",) or item.key == ",":
            break
        if item.has("unreal"):
            return True
        if item.key in _BEGAN:
            return not any(one.kind == "period" for one in items)
        if item.key == "to":
            before = items[step - 1] if step else None
            if before is not None and before.key in _BEGAN:
                return not any(one.kind == "period" for one in items)
            return before is None or before.key not in _REAL_TO
    return False


def _counted(items: tuple[Item, ...], at: int) -> bool:
    """Whether changes are counted, so that they may be those of others: "one of two falls in the region"."""
    figure = items[at - 1].figure if at else None
    plain = figure is not None and figure.kind == "number" and figure.unit is None
    return plain and items[at].has("change_noun") and items[at].key.endswith("s")


def _told_already(items: tuple[Item, ...], at: int) -> bool:
    """ "It shows the same dip": one that was told of something else."""
    return items[at].has("change_noun") and at > 0 and items[at - 1].key == "same"


def _of_years_before(items: tuple[Item, ...], at: int) -> bool:
    """ "That came after three years of increases": of a stretch before what is told."""
    before = [item.key for item in items[max(0, at - 3) : at]]
    length = items[at - 2].figure if at > 1 else None
    return before[:1] == ["after"] and before[-1:] == ["of"] and length is not None and length.kind == "duration"


def _not_reached(items: tuple[Item, ...], at: int) -> bool:
    """ "The reduction has not been achieved": a change that was wanted."""
    following = items[at + 1 : at + 5]
    missed = any(item.has("target", "missed") for item in following)
    negated = any(item.has("negation") for item in following) and any(item.has("target", "met") for item in following)
    return items[at].has("change_noun") and (missed or negated)


def _neither_is_significant(items: tuple[Item, ...], at: int) -> bool:
    """ "No significant increase or decrease": there may be either, and which is not said."""
    for first in (at, at - 2):
        if first < 2 or first + 2 >= len(items) or items[first + 1].key not in ("or", "nor"):
            continue
        senses = {items[first].sense("direction", "change_noun"), items[first + 2].sense("direction", "change_noun")}
        before = items[max(0, first - 3) : first]
        if senses == {"up", "down"} and before[-1].has("significance"):
            return before[-1].key.startswith("no") or any(item.has("negation") for item in before)
    return False


def _negated(items: tuple[Item, ...], at: int) -> bool:
    clause = items[at].clause
    for step in range(at - 1, max(-1, at - 5), -1):
        item = items[step]
        if item.clause != clause or item.kind in ("figure", "period") or item.kind == "mark":
            return False
        if item.has("significance"):
            return False  # "not a significant reduction" may be one
        if item.has("negation"):
            return items[step + 1].key not in _NOT_ALONE
    return False
