"""Figures said to be of other areas, or of a whole, that the facts do not have: "the national average was 59.3".

A figure with no area beside it is the report's own. It is not where the words give it to somebody else, even if nobody
by that name is known: then the facts hold nothing on it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.tokens import stem

_ADVERBS = {
    "nationally": "the nation", "countrywide": "the nation", "nationwide": "the nation", "regionally": "the region",
    "elsewhere": "other areas", "worldwide": "the world", "globally": "the world",
}  # fmt: skip
_WIDER = frozenset({"national", "regional", "countrywide", "nationwide", "global", "international", "worldwide"})
_MEASURED = frozenset({"average", "figure", "mean", "median", "rate", "total", "level", "number"})
_PLACES = frozenset({"area", "place", "region", "country", "town", "city", "organisation", "organization"})
_OTHERS = frozenset({"other", "others", "remaining", "neighbouring"})
OF_OTHERS = frozenset({*_ADVERBS, *_WIDER, *_OTHERS})  # without one of them nothing is given to others
_JOINED = frozenset({"the", "all", "of", "its", "our", "most"})
_PLACED = frozenset({"in", "across", "among", "for", "at"})
_OWN = frozenset({"here", "locally", "our", "ours", "own", "we", "us"})
_SET_AGAINST = frozenset({
    "than", "unlike", "like", "as", "to", "with", "from", "between", "against", "above", "below", "beside", "versus",
    "half", "twice", "times", "same", "near", "towards", "exceeds", "matches", "by",
})  # fmt: skip


def of_others(items: Sequence[Item], at: int, kinds: frozenset[str], is_area: Callable[[Item], bool]) -> str:
    """The words of its clause that give the figure at `at` to areas that are not known; nothing where none do.

    `kinds` are the stems of what the facts call their areas.
    """
    clause = [step for step, item in enumerate(items) if item.clause == items[at].clause]
    before = [step for step in clause if step < at]
    if any(is_area(items[step]) or items[step].key in _OWN for step in before):
        return ""
    for step in before:
        if items[step].figure is None and (said := _others(items, step, at, kinds)) and not _set_against(items, step):
            return said
    behind = [step for step in clause if at < step <= at + 3]
    for step in behind:
        if items[step].kind in ("figure", "period", "mark"):
            break
        if items[step].key in _ADVERBS:
            return _ADVERBS[items[step].key]
    return ""


def _others(items: Sequence[Item], step: int, at: int, kinds: frozenset[str]) -> str:
    """What stands at `step`, if it means others: "nationally", "the regional rate", "other towns"."""
    key = items[step].key
    following = items[step + 1] if step + 1 < at else None
    if key in _ADVERBS:
        return _ADVERBS[key]
    if following is None:
        return ""
    if key in _WIDER and following.key in _MEASURED:
        return f"the {key} {following.key}"
    if key in _OTHERS and following.key.endswith("s") and stem(following.key) in kinds | _PLACES:
        return f"{key} {following.key}"
    return ""


def _set_against(items: Sequence[Item], step: int) -> bool:
    """Whether what stands at `step` is only what the figure is compared with: "above the national average"."""
    before = step - 1
    while before >= 0 and items[before].key in _JOINED:
        before -= 1
    if before < 0:
        return False
    item = items[before]
    if item.key in _PLACED and before and items[before - 1].key in _SET_AGAINST:
        return True  # "as in other towns"
    if item.key == "average" and before + 1 < step:
        return _set_against(items, before)  # "the average of all other towns"
    return item.key in _SET_AGAINST or item.has("compare") or item.has("comparison") or item.has("direction")
