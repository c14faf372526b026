"""Percentages that no whole number of those counted before gives: "fifteen parents filled in the form: 63 per cent
liked it", "among the team's 25 matches, 53% were won"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.between_two import interval, plain, refuted
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.phrases import counts

_AMONG = frozenset({"among", "amongst", "of", "out of"})
_DID = frozenset(
    {"answered", "replied", "responded", "filled", "took", "voted", "completed", "attended", "returned", "came"}
    | {"sat", "surveyed", "polled", "asked", "interviewed", "tested", "inspected", "examined", "applied", "entered"}
    | {"were", "was", "had", "gave", "sent", "checked", "visited", "questioned"}
)  # fmt: skip
_GROUPS = frozenset(
    {"panel", "group", "class", "sample", "poll", "jury", "committee", "team", "survey", "trial", "focus group"}
)  # fmt: skip
_OTHERS = frozenset({"weighted", "weighting", "average", "averaged", "estimated", "on average"})
_MARKS = frozenset({":", ";", "–", "—"})
_NOT_OF_THEM = frozenset({"of", "of the", "of those", "of them", "more", "fewer", "less", "higher", "lower", "above"})


def find_impossible_shares(items: tuple[Item, ...]) -> Iterator[tuple[int, Judged]]:
    """Each such percentage."""
    found = [at for at, item in enumerate(items) if item.figure is not None]
    if len(found) < 2 or not counts(items, found[0]) or any(item.key in _OTHERS for item in items):
        return
    if any(item.has("direction") or item.has("change_noun") for item in items):
        return
    whole, shares = found[0], found[1:]
    base, first = items[whole].figure, shares[0]
    if base is None or base.value < 2 or not _opens(items, whole, first):
        return
    for at in shares:
        figure = items[at].figure
        behind = items[at + 1].key if at + 1 < len(items) else ""
        if figure is None or figure.kind != "percent" or behind in _NOT_OF_THEM:
            return
        if not plain(figure) or not figure.step or figure.in_words or base.value * figure.step >= 100:
            continue
        if figure.value > 100 or not (items[at - 1].kind == "mark" or items[at - 1].key in ("and", "while", "but")):
            return
        low, high = interval(figure)
        least = (low * base.value / 100).to_integral_value(rounding="ROUND_CEILING")
        if Decimal(least) > high * base.value / 100:
            yield at, refuted(f"No whole number of {base.text} is {figure.text}.", None, "grim")


def _opens(items: tuple[Item, ...], whole: int, share: int) -> bool:
    """ "Among the 25 matches, 53%", "fifteen parents filled in the form: 63%": what the percentages are of."""
    between = items[whole + 1 : share]
    if not between or between[-1].kind != "mark":
        return False
    if items[0].key in _AMONG and whole <= 4:
        return between[-1].key == "," and len(between) <= 4 and sum(one.kind == "mark" for one in between) == 1
    if [one.key for one in items[:2]] in (["in", "a"], ["in", "the"], ["on", "the"]) and items[whole - 1].key == "of":
        return whole <= 4 and len(between) <= 3 and items[whole - 2].key in _GROUPS
    marks = [one for one in between if one.kind == "mark"]
    did = any(one.key in _DID for one in between[:3])
    return whole <= 1 and did and len(marks) == 1 and marks[0].key in _MARKS
