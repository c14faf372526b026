"""The role of a figure by what follows it: "12 more than", "a 12 per cent increase"."""

from __future__ import annotations

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.role import RoleRead, sign_of
from pcc_narrator.periods.numerals import cardinals

_STOPPERS = frozenset({
    "in", "on", "at", "by", "for", "from", "to", "of", "and", "or", "with", "were", "was", "is", "are", "have",
    "had", "has", "been", "during", "after", "before", "which", "who", "that", "than", "as", "per", "compared",
    "respectively", "recorded", "reported", "across", "among", "between", "over", "under", "within", "until",
    "since", "when", "while", "they", "it", "this", "there", "through", "into", "about"
})  # fmt: skip
_OF_CHANGE = frozenset({
    "percentage", "points", "point", "net", "annual", "recorded", "of", "overall", "quarterly", "monthly", "year",
    "on", "reported"
})  # fmt: skip
_STANDS = frozenset({"remains", "remained", "stays", "stayed", "is", "was", "lies", "sits", "stands", "are", "were"})
_SIDES = frozenset({"up", "down", "over", "under", "behind", "above", "below", "ahead of"})


def role_after(items: tuple[Item, ...], number: int, right: list[int]) -> RoleRead | None:
    """ "12 more than", "12 visits (3.1 per cent) fewer", "a 12 per cent increase"."""
    if falls_short(items, number):
        return RoleRead("difference", -1)
    steps, inside = 0, items[number].depth
    figure = items[number].figure
    per = figure is not None and figure.kind == "rate"
    each = _each(items, right)
    for at in right:
        item = items[at]
        if at in each:
            continue  # "1.1 days per member of staff higher than"
        if item.start < items[number].end:
            continue  # what a rate counts
        if item.key in ("(", ")", ",") and item.kind == "mark":
            if item.key == ",":
                return None
            continue
        if item.depth < inside and not (item.has("more") or item.has("change_noun")):
            return None  # "(25.5 per cent) waited more than"
        if per and not steps and (item.kind == "name" or not item.words) and item.key not in _STOPPERS:
            per = False
            continue  # "1.5 visits per 1,000 residents above that of the region"
        if item.kind in ("figure", "period"):
            if item.kind == "period" and item.period is not None and item.period.kind == "relative":
                continue  # a 12 per cent year-on-year increase
            return None
        if item.has("change_noun") and not (item.key in ("fall", "falls", "rise", "drop") and item.has("level")):
            if steps and items[at - 1].key in ("no", "the", "a", "an", "of", "in"):
                return None
            if _of_target(items, number):
                return RoleRead("target", word=at)
            return RoleRead("change", *sign_of(item.sense("change_noun")), word=at)
        if item.has("more"):
            if item.key in _SIDES and (items[at - 1].has("level") or items[at - 1].key in _STANDS):
                return None  # "our rate of 1.8 remains below the 2.0 of the region"
            if figure is not None and figure.kind == "fraction" and figure.in_words and steps and _limit(items, at):
                return None  # "one in four patients waited more than four hours"
            if item.key in _SIDES and (steps or not _compares(items, at)):
                return None
            return RoleRead("difference", *sign_of(item.sense("more")), word=at)
        if item.has("strength") and not item.has("direction"):
            continue
        if (item.kind == "name" and steps == 0) or (item.key in _OF_CHANGE and steps < 3):
            if item.key == "of":
                return None
            steps += 1
            continue
        if item.kind == "word" and steps < 2 and not item.words and item.key.isalpha() and item.key not in _STOPPERS:
            steps += 1
            continue
        return None
    return None


def _of_target(items: tuple[Item, ...], number: int) -> bool:
    """Whether a change is the one that was wanted: "the target of a 7 per cent reduction"."""
    before = [item for item in items[max(0, number - 4) : number] if item.key not in ("a", "an")]
    return len(before) > 1 and before[-1].key in ("of", "for") and before[-2].has("target", "word")


def falls_short(items: tuple[Item, ...], number: int) -> bool:
    """Whether a figure is how much a target was missed by: "nine points short", "two days shy"."""
    ahead = [item for item in items[number + 1 : number + 4] if item.key not in ("points", "point")][:2]
    return bool(ahead) and ahead[0].key in ("short", "shy") and (len(ahead) < 2 or ahead[1].kind == "mark")


def _each(items: tuple[Item, ...], right: list[int]) -> tuple[int, ...]:
    """The words "per member of staff" between a figure and what it is compared by."""
    if not right or items[right[0]].key != "per":
        return ()
    for place, at in enumerate(right[1:8], 1):
        if items[at].has("more") and items[at].key not in _SIDES and _compares(items, at):
            return tuple(right[:place])
        if items[at].kind in ("figure", "period", "mark"):
            return ()
    return ()


def _limit(items: tuple[Item, ...], at: int) -> bool:
    """Whether "more than" is followed by a length of time, in digits or as part of a name."""
    following = items[at + 1 : at + 3]
    if len(following) < 2 or following[0].key != "than":
        return False
    figure, words = following[1].figure, following[1].key.split()
    return (figure is not None and figure.kind == "duration") or words[0] in cardinals()


def _compares(items: tuple[Item, ...], at: int) -> bool:
    """Whether something to compare with follows: "above the average", "up on last year", "8.3 points below it"."""
    if at + 1 < len(items) and items[at + 1].key in ("it", "this", "that") and items[at].key in ("above", "below"):
        return True
    for item in items[at + 1 : at + 7]:
        if item.key in ("than", "on") or item.has("target") or item.has("statistic") or item.kind == "name":
            return True
        if item.kind == "period":
            return items[at].key not in ("over", "under")  # "rose by 12 over the year" is above nothing
        if item.kind == "mark" or item.kind == "figure":
            lasting = item.figure is not None and item.figure.kind == "duration"
            return item.kind == "figure" and not (lasting and items[at].key in ("over", "under"))
    return False
