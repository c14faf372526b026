"""The only two figures of a sentence and the word that says how they compare: "31 people, fewer than the 44 of the new
one", "spending on roads, at £4.6m, was above that on parks, at £4.1m", "more women than men, 410 against 340"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pcc_narrator.checking.between_two import plain, refuted
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.compared import BELOW, FEWER, MORE, OVER
from pcc_narrator.checking.within.phrases import OPENING, nouns
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_ABOVE = (
    MORE | OVER | {"above", "bigger than", "more than", "higher than", "larger than", "greater than", "longer than"}
)
_UNDER = FEWER | BELOW | {"below", "under", "fewer than", "less than", "lower than", "smaller than", "fell short of"}
_VERBS = OVER | BELOW | {"above", "below", "fell short of"}
_LENGTHS = frozenset({"slower", "faster", "quicker"})
_LINKS = frozenset({"against", "compared with", "compared to", "to", "versus", "vs", "and"})
_STOPS = frozenset({"and", "but", "while", "whereas", "although", "though", "if", "yet", ";", "because", "or"})
_KINDS = frozenset({"number", "percent", "money", "duration", "rate"})
_FAR = 14  # items


def find_set_side_by_side(items: tuple[Item, ...]) -> Iterator[Finding]:
    """The comparing word that the only two figures of its sentence contradict."""
    found = [at for at, item in enumerate(items) if item.figure is not None and item.key != "one"]
    if len(found) != 2 or any(item.has("negation") or item.has("unreal") for item in items):
        return
    first, second = found
    one, two = items[first].figure, items[second].figure
    if one is None or two is None or not _alike(one, two):
        return
    words = [at for at, item in enumerate(items) if _way(item, one) and not item.depth]
    if len(words) != 1:
        yield from _up_on(items, first, second)
        return
    at = words[0]
    way = _way(items[at], one)
    if _is_passive(items, at):
        way = -way
    if first < at < second:
        told = _one_than_other(items, first, at, second)
    elif at < first:
        told = _both_behind(items, at, first, second) or _each_behind(items, at, first, second)
    else:
        told = False
    if told and (one.value - two.value) * way <= 0:
        more = "more" if one.value > two.value else "less" if one.value < two.value else "no more or less"
        words_of = f"{one.text} is {more} than {two.text}."
        yield at, replace(refuted(words_of), inputs=(first, second))


def _alike(one: Figure, two: Figure) -> bool:
    same = (one.kind, one.unit) == (two.kind, two.unit) and one.kind in _KINDS
    return same and plain(one) and plain(two)


def _way(item: Item, figure: Figure) -> int:
    if item.key in _LENGTHS and figure.kind == "duration":
        return 1 if item.key == "slower" else -1
    if figure.kind == "duration" and item.key in ("ahead of", "behind"):
        return 0
    return 1 if item.key in _ABOVE else -1 if item.key in _UNDER else 0


def _is_passive(items: tuple[Item, ...], at: int) -> bool:
    return at + 1 < len(items) and items[at + 1].key == "by" and items[at - 1].has("level")


def _one_than_other(items: tuple[Item, ...], first: int, at: int, second: int) -> bool:
    """ "X (31) … more than Y (44)", "31 people, more than the 44 of Y": one thing before the word, the other behind."""
    before, behind = items[first + 1 : at], items[at + 1 : second]
    if len(before) > _FAR or len(behind) > _FAR or items[at - 1].figure is not None:
        return False
    if _breaks(before) or _breaks(behind) or any(item.kind == "period" for item in (*before, *behind)):
        return False
    verb = items[at].key in _VERBS
    than = verb or items[at].key.endswith(" than") or any(item.key == "than" for item in behind)
    if not than or any(item.has("direction") for item in before):
        return False
    named, other = nouns(items, first), nouns(items, second)
    if named and other and not set(named) & set(other) and not verb and items[first].figure.kind == "number":  # type: ignore[union-attr]
        return False
    return _is_level(items, first, before) and _is_told(items, second, behind)


def _is_level(items: tuple[Item, ...], first: int, between: Sequence[Item]) -> bool:
    """Whether what is compared is the first figure's own: "… (31) employs more", "31 people, more"."""
    follows = between[0] if between else None
    if follows is None:
        return False
    return follows.kind in ("word", "name", "mark") and follows.key not in ("of", "out", "out of", "per")


def _is_told(items: tuple[Item, ...], second: int, behind: Sequence[Item]) -> bool:
    """Whether the second figure is told of the other thing: in brackets, behind "at", "the 44 of", "which has 44"."""
    last = behind[-1].key if behind else ""
    if last in ("the", "its", "their", "(", "at", "than", "with", "of", "a") or items[second - 1].has("level"):
        after = items[second + 1] if second + 1 < len(items) else None
        return after is None or not (after.has("more") or after.key in ("times", "per"))
    return False


def _both_behind(items: tuple[Item, ...], at: int, first: int, second: int) -> bool:
    """ "More women than men, 340 against 410", "outnumbered by 340 to 410"."""
    said, between = items[at + 1 : first], items[first + 1 : second]
    links = [step for step, item in enumerate(between) if item.key in _LINKS]
    if len(said) > _FAR or len(links) != 1 or len(between) > _LINKED or _breaks(said):
        return False
    if any(item.kind in ("period", "mark") for item in between):
        return False
    if between[links[0]].key == "and" and items[first - 1].key != "(":
        return False
    than = items[at].key in OVER or items[at].key.endswith(" than") or any(item.key == "than" for item in said)
    opened = items[first - 1].key in OPENING or items[first - 1].key in ("with", "at", "by")
    return than and opened and not any(item.has("direction") for item in said)


def _each_behind(items: tuple[Item, ...], at: int, first: int, second: int) -> bool:
    """ "The old road is shorter, at 31 miles, than the new one, at 34"; "at 31 it has more than the old one, at 44"."""
    between = items[first + 1 : second]
    than = any(item.key == "than" for item in between)
    told = items[first - 1].key in ("at", "with", "(", ",") and _is_told(items, second, between)
    return than and told and first - at <= _LINKED and len(between) <= _FAR and not _breaks(between)


_LINKED = 4  # items between two figures set against each other


def _breaks(items: Sequence[Item]) -> bool:
    return any(item.key in _STOPS for item in items)


def _up_on(items: tuple[Item, ...], first: int, second: int) -> Iterator[Finding]:
    """ "Attendance is up on last season: 4,120 against 4,386": now, then what it was."""
    at = next((step for step, item in enumerate(items[:first]) if item.key in ("up", "down")), None)
    if at is None or at + 1 >= first or items[at + 1].key not in ("on", "from", "since"):
        return
    between = items[first + 1 : second]
    opened = any(item.key in OPENING for item in items[at + 1 : first])
    if not opened or _breaks(items[at:first]) or not any(item.key in _LINKS - {"and", "to"} for item in between):
        return
    if any(item.kind in ("period", "mark") for item in between) or len(between) > _LINKED:
        return
    one, two = items[first].figure, items[second].figure
    if one is not None and two is not None and (one.value - two.value) * (1 if items[at].key == "up" else -1) < 0:
        way = "up" if one.value > two.value else "down"
        yield at, replace(refuted(f"From {two.text} to {one.text} is {way}.", way), inputs=(first, second))
