"""What is left of a whole: "six of the 12 towns saw a rise and the other six a fall", "of the £250,000 needed
£187,500 has been pledged, leaving £62,500", "of the 57 seats Labour hold 24 …, and independents the last five"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.between_two import plain, refuted, right, rounding
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.phrases import CLOSING, nouns

Finding = tuple[int, Judged]
_LEFT = frozenset({"leaving", "leaves", "left"})
_LAST = frozenset({"other", "remaining", "last", "final", "rest", "remainder", "balance"})
_BEHIND = frozenset({"remain", "remained", "remaining", "left", "outstanding"})
_NO_SUM = frozenset(
    {"including", "which", "whom", "also", "both", "than", "from", "bought", "added", "joined", "recruited"}
    | {"hired", "gained", "plus", "and another", "as well as", "some", "borrowed", "further", "then"}
    | {"originally", "new", "arrived", "costs", "before", "least"}
)  # fmt: skip
_TIME = frozenset({"over", "in", "during", "for", "within", "of", "to", "since", "on", "at", "by"})
_THE = frozenset({"the", "a", "all", "just", "only", "exactly"})
_PLURALS = frozenset({"people", "men", "women", "children", "staff", "sheep", "fish", "crew", "feet"})
_VERBS = frozenset(
    {"went", "came", "left", "stood", "took", "lost", "won", "gave", "rose", "fell", "kept", "ran", "paid"}
)  # fmt: skip
_PARTING = frozenset({"(", "–", "—", ","})
_KINDS = frozenset({"number", "money"})
_OF_THE = (["of", "the"], ["of", "its"], ["of", "his"], ["of", "her"], ["of", "their"], ["of", "our"])
_NAMED = frozenset({"rest", "remainder", "balance"})  # "the rest, five, are"


def find_remainders(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Each rest of a whole that the whole and the parts told before it contradict, or bear out."""
    found = [at for at, item in enumerate(items) if item.figure is not None]
    if len(found) < 3:
        return
    for at in found[2:]:
        if tells_rest(items, at):
            yield from _judged(items, [step for step in found if step < at], at)
            return


def tells_rest(items: tuple[Item, ...], at: int) -> bool:
    """Whether a figure is told as what is left: "leaving 5", "the other 5", "the rest (5)", "5 remain"."""
    step = at - 1
    while step > 0 and (items[step].key in _THE or items[step].key.startswith("~") or items[step].key in _PARTING):
        step -= 1
    word = items[step].key
    behind = items[at + 1 : at + 3]
    if _is_left(items, at):
        return True
    if "," in (item.key for item in items[step:at]) and word not in _NAMED:
        return False
    if word in _LEFT or (word == "with" and any(one.key in _BEHIND for one in items[at + 1 : at + 4])):
        return True
    if word in _LAST:
        before = items[step - 1].key if step else ""
        article = items[step - 2].key if step > 1 and before == "the" else ""
        ended = bool(behind) and behind[0].key in ("of", "months", "years", "weeks", "days")
        other = word not in ("other", "last", "final") or before in ("the", "all")
        return other and not ended and not (word in ("last", "final") and article in _TIME)
    return False


def _is_left(items: tuple[Item, ...], at: int) -> bool:
    """ "90 are left", "90 remain", "there are 36 left", "six are not", "so 90 are black" """
    behind = [item.key for item in items[at + 1 : at + 4]]
    before = [item.key for item in items[max(0, at - 2) : at]]
    ended = at + 2 >= len(items) or items[at + 2].kind == "mark"
    if behind[:1] in (["remain"], ["remained"]):
        return True
    if behind[:1] in (["are"], ["were"], ["is"], ["was"], ["are not"], ["were not"]):
        if behind[1:2] in (["left"], ["outstanding"], ["unsold"], ["unspent"], ["unpaid"]):
            return True
        closed = at + 3 >= len(items) or items[at + 3].kind == "mark"
        return (behind[1:2] == ["not"] and closed) or (behind[0].endswith(" not") and ended)
    if behind[:1] in (["do not"], ["did not"], ["have not"], ["had not"]) and ended:
        return True
    has = before[-1:] in (["has"], ["have"], ["had"], ["there are"], ["is"], ["are"], ["owes"]) or before[-2:] == [
        "there",
        "are",
    ]
    if before[-1:] in (["owes"], ["owed"], ["owe"]):
        return True
    return has and (behind[:1] in (["left"], ["remaining"]) and ended)


def _judged(items: tuple[Item, ...], told: list[int], at: int) -> Iterator[Finding]:
    whole, parts = _whole(items, told)
    rest = items[at].figure
    if whole is None or not parts or rest is None or not plain(rest):
        return
    figures = [items[step].figure for step in (whole, *parts, at)]
    if not all(plain(one) and one is not None and one.kind in _KINDS for one in figures):
        return
    total = items[whole].figure
    assert total is not None
    units = {(one.kind, one.unit) for one in figures if one is not None}
    told_words = items[min(whole, *parts) + 1 : at - 2]
    words = [one for step, one in enumerate(told_words) if one.key != "which" or told_words[step - 1].key != "of"]
    if len(units) != 1 or any(item.key in _NO_SUM for item in words):
        return
    if not _stays(items, at) or not _same_things(items, whole, parts, at):
        return
    sizes = [one for step in parts if (one := items[step].figure) is not None]
    added = sum((one.value for one in sizes), Decimal(0))
    left = total.value - added
    if left < 0:
        return
    slack = rounding(total) + sum((rounding(one) for one in sizes), Decimal(0)) + rounding(rest)
    shown = f"{left.normalize():,f}"
    if abs(left - rest.value) > slack:
        yield at, refuted(f"What is left of {total.text} is {shown}, not {rest.text}.", shown, "sum")
    elif left == rest.value:
        yield at, right(f"what is left of {total.text} is {rest.text}", whole, *parts)


def _same_things(items: tuple[Item, ...], whole: int, parts: list[int], at: int) -> bool:
    """Whether the rest can be of what the whole counts: "the other six a fall", not "the other two teams"."""
    mine = nouns(items, at)
    behind = items[at + 1].key if at + 1 < len(items) else ""
    figure = items[at].figure
    verb = not behind.endswith("s") and behind not in _PLURALS  # "the other six fail", not "the other two teams"
    if not mine or verb or behind in _VERBS or (figure is not None and figure.kind == "money"):
        return True
    told = {noun for step in (whole, *parts) for noun in nouns(items, step)}
    return not told or mine[0] in told


def _stays(items: tuple[Item, ...], at: int) -> bool:
    """Whether what follows still tells of the rest alone: no "after costs", "compared with May"."""
    for item in items[at + 1 : at + 8]:
        if item.kind == "mark" and item.key in CLOSING:
            return True
        if item.key in _NO_SUM | {"after"} or (item.has("compare") and item.key not in ("on", "over")):
            return False
    return True


def _whole(items: tuple[Item, ...], told: list[int]) -> tuple[int | None, list[int]]:
    """The whole of the figures told before the rest, and its parts: "of the 57 …, 24", "six of the 12", "57 …, 24"."""
    first = told[0]
    if len(told) >= 2 and [item.key for item in items[first + 1 : first + 3]] in _OF_THE:
        return (told[1], [first, *told[2:]]) if told[1] <= first + 4 else (None, [])
    if len(told) >= 2 and items[first + 1].key in ("of", "out of") and told[1] == first + 2:
        return told[1], [first, *told[2:]]
    opened = any(item.key in ("of", "out of", "from") for item in items[max(0, first - 3) : first])
    if opened and first <= 4:
        return first, told[1:]
    sizes = [one.value for step in told if (one := items[step].figure) is not None]
    if sizes[0] > sum(sizes[1:], Decimal(0)):
        return first, told[1:]
    return None, []
