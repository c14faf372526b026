"""Two things compared in words, with their figures: "fewer boys (1,312) than girls (1,187)", "noise (377) outnumbered
litter (402)", "births and deaths numbered 2,961 and 3,204 respectively, so that births exceeded deaths"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pcc_narrator.checking.between_two import plain, refuted
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.tokens import root
from pcc_narrator.checking.within.phrases import CLOSING, counts, nouns
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
MORE = frozenset(
    {"more", "higher", "larger", "greater", "bigger", "longer", "older", "heavier", "dearer", "warmer"}
    | {"wetter"}
)  # fmt: skip
FEWER = frozenset(
    {"fewer", "less", "lower", "smaller", "shorter", "younger", "lighter", "cheaper", "cooler", "drier"}
)  # fmt: skip
OVER = frozenset(
    {"outnumbered", "outnumber", "exceeded", "exceed", "exceeds", "surpassed", "overtook", "outstripped"}
    | {"outpaced", "outweighed", "topped", "ahead of", "outsold", "outnumbering", "exceeding", "overtaking"}
    | {"outscored", "dwarfed"}
)  # fmt: skip
BELOW = frozenset({"trailed", "behind", "short of", "lagged", "lagged behind", "trailing", "undershot"})
_FAR = 10  # items


def find_wrongly_compared(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Each comparing word that the two figures told with the things compared contradict."""
    told = sum(item.figure is not None for item in items)
    if told < 2:
        return
    for at, item in enumerate(items):
        if any(one.has("negation") for one in items[max(0, at - 4) : at]):
            continue
        if item.key in MORE | FEWER:
            than = next((step for step in range(at + 1, min(len(items), at + _FAR)) if items[step].key == "than"), None)
            if than is not None:
                yield from _more_than(items, at, than, more=item.key in MORE)
        elif item.key.endswith(" than") and item.key.split()[0] in MORE | FEWER:
            named = _by_noun(items, items[max(0, at - 3) : at], items[at + 1 : at + 4], at)
            if named is not None:
                yield from _judged(items, at, *named, more=item.key.split()[0] in MORE)
        elif item.key in OVER | BELOW:
            passive = at + 1 < len(items) and items[at + 1].key == "by" and items[at - 1].has("level")
            yield from _verb(items, at, over=(item.key in OVER) != passive)


def _more_than(items: tuple[Item, ...], at: int, than: int, *, more: bool) -> Iterator[Finding]:
    """ "Fewer boys (1,312) than girls (1,187)", "there were fewer births than deaths"."""
    before = items[at - 1] if at else None
    if before is not None and before.figure is not None:
        return  # "12 per cent fewer boys": how much, not which
    left = _in_apposition(items, at + 1, than)
    right = _in_apposition(items, than + 1, len(items))
    if left is None and right is None and than > at + 1:
        named = _by_noun(items, items[at + 1 : than], items[than + 1 : than + 4], at)
        if named is not None:
            yield from _judged(items, at, *named, more=more)
        return
    if left is None or right is None or any(items[step].figure is not None for step in range(at + 1, left)):
        return
    yield from _judged(items, at, left, right, more=more)


def _verb(items: tuple[Item, ...], at: int, *, over: bool) -> Iterator[Finding]:
    """ "Noise (377) outnumbered litter (402)"; "births exceeded deaths" of figures told by their nouns."""
    left = _last_in_apposition(items, at)
    right = _in_apposition(items, at + 1, len(items))
    if left is not None and right is not None:
        yield from _judged(items, at, left, right, more=over)
    elif left is None and right is None:
        named = _by_noun(items, items[max(0, at - 2) : at], items[at + 1 : at + 4], at)
        if named is not None:
            yield from _judged(items, at, *named, more=over)


def _judged(items: tuple[Item, ...], at: int, left: int, right: int, *, more: bool) -> Iterator[Finding]:
    one, two = items[left].figure, items[right].figure
    if one is None or two is None or not _comparable(one, two):
        return
    if one.value == two.value or (one.value > two.value) != more:
        way = "the same as" if one.value == two.value else "more than" if one.value > two.value else "less than"
        expected = None if one.value == two.value else "more" if one.value > two.value else "fewer"
        found = refuted(f"{one.text} is {way} {two.text}, in the order in which they are named.", expected)
        yield at, replace(found, inputs=(left, right))


def _comparable(one: Figure, two: Figure) -> bool:
    kinds = ("number", "percent", "money", "duration", "rate")
    same = one.kind == two.kind and one.unit == two.unit and one.kind in kinds
    return same and plain(one) and plain(two) and not one.sign and not two.sign


def _in_apposition(items: tuple[Item, ...], first: int, end: int) -> int | None:
    """The first figure there, if it stands alone in brackets, between commas or dashes, or behind ", at"."""
    for step in range(first, min(end, first + _FAR)):
        item = items[step]
        if item.key in (";", ".") or item.has("direction") or item.key in ("and", "but", "while", "than", "yet"):
            return None
        if item.figure is None:
            continue
        opened = items[step - 1].key
        after = items[step + 1] if step + 1 < len(items) else None
        closed = after is None or (after.kind == "mark" and after.key in CLOSING)
        at = opened in ("at", "on", "with") and items[step - 2].key == ","
        alone = (opened in ("(", "[") and after is not None and after.key in (")", "]", ",", ";")) or (
            (opened in (",", "–", "—") or at) and closed
        )
        return step if alone else None
    return None


def _last_in_apposition(items: tuple[Item, ...], at: int) -> int | None:
    """The figure before a verb, in brackets or between commas, of what the verb tells of: "noise (377) outnumbered"."""
    step = at - 1
    while step > 0 and (
        items[step].has("level") or items[step].key in ("easily", "narrowly", "again", "far", "just", "also")
    ):
        step -= 1
    if step < 2 or items[step].key not in (")", ",", "–", "—"):
        return None
    if items[step - 1].figure is not None and items[step - 2].key in ("(", ",", "–", "—"):
        return step - 1
    return None


def _by_noun(
    items: tuple[Item, ...], left: tuple[Item, ...], right: tuple[Item, ...], at: int
) -> tuple[int, int] | None:
    """The counts of two things that are named again: "2,961 births and 3,204 deaths: births exceeded deaths"."""
    table = _named_counts(items, at)
    one = next((table[name] for item in reversed(left) for name in _roots(item) if name in table), None)
    two = next((table[name] for item in right for name in _roots(item) if name in table), None)
    return (one, two) if one is not None and two is not None and one != two else None


def _roots(item: Item) -> tuple[str, ...]:
    return tuple(root(word) for word in item.key.split()) if item.kind in ("word", "name") else ()


def _named_counts(items: tuple[Item, ...], at: int) -> dict[str, int]:
    """The item of the count of each thing that has one, by the root of its noun."""
    found = [step for step in range(at) if counts(items, step)]
    if len(found) != 2:
        return {}
    one, two = found
    behind = [item.key for item in items[two + 1 : two + 4]]
    if "respectively" in behind and items[one + 1].key == "and" and two == one + 2:
        joined = next((step for step in range(1, one - 1) if items[step].key == "and"), None)
        if joined is None:
            return {}
        named = ((items[joined - 1], one), (items[joined + 1], two))
        return {root(item.key.split()[-1]): step for item, step in named}
    table: dict[str, int] = {}
    for step in found:
        for name in nouns(items, step)[:2]:
            if name in table:
                return {}
            table[name] = step
    return table
