"""Changes set beside those of the sentence before: "rose by 8.7 per cent. This is higher than the increase in Leeds
(12.7 per cent)", "went up by 28 bikes. In York the increase was smaller: 144 bikes"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pcc_narrator.checking.between_two import plain
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead, sign_of
from pcc_narrator.checking.told_before import TAKES_UP
from pcc_narrator.checking.values import unplaced
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_UP = frozenset({"larger", "bigger", "greater", "higher", "steeper", "sharper", "more", "above"})
_DOWN = frozenset({"smaller", "lower", "fewer", "less", "below", "slower"})
_FAR = 12  # items


def changes_of(items: tuple[Item, ...], roles: dict[int, RoleRead]) -> tuple[Figure, ...]:
    """The changes that a sentence tells, one of a kind, all the same way; their sign is that of the words."""
    told = [(items[at].figure, role.sign) for at, role in sorted(roles.items()) if role.role == "change"]
    ways = {sign for _, sign in told}
    figures = [figure for figure, _ in told if figure is not None and plain(figure)]
    kinds = [figure.kind for figure in figures]
    if len(ways) != 1 or 0 in ways or len(figures) != len(told) or len(set(kinds)) != len(kinds):
        return ()
    return tuple(_signed(unplaced(figure), next(iter(ways))) for figure in figures)


def _signed(figure: Figure, way: int) -> Figure:
    return replace(figure, value=abs(figure.value) * way, sign=way)


def find_beside_last(
    items: tuple[Item, ...], roles: dict[int, RoleRead], changed: Sequence[Figure]
) -> Iterator[Finding]:
    """Each comparing word that the changes of the sentence before and of this one contradict."""
    if not changed:
        return
    first = next((item for item in items if item.kind != "mark"), None)
    opens = first is not None and first.key in TAKES_UP
    for at, item in enumerate(items):
        if item.key not in _UP | _DOWN or item.depth or any(one.has("negation") for one in items[max(0, at - 3) : at]):
            continue
        larger = item.key in _UP
        if opens and (other := _in_brackets(items, at)) is not None:
            yield from _compared(at, item, changed, [other], last_is_first=True, larger=larger)
        elif (noun := _noun_before(items, at)) is not None:
            way = sign_of(items[noun].sense("change_noun"))[0]
            behind = [step for step, role in roles.items() if step > at and role.role == "change" and role.sign == way]
            others = [figure for step in behind if (figure := items[step].figure) is not None and plain(figure)]
            same_way = [one for one in changed if one.sign == way]
            yield from _compared(at, item, same_way, others, last_is_first=False, larger=larger)


def _compared(
    at: int, item: Item, changed: Sequence[Figure], others: Sequence[Figure], *, last_is_first: bool, larger: bool
) -> Iterator[Finding]:
    """Refuted where every kind of figure that both sentences tell goes the other way."""
    pairs = [(one, two) for two in others for one in changed if (one.kind, one.unit) == (two.kind, two.unit)]
    if not pairs:
        return
    for one, two in pairs:
        mine, theirs = (one, two) if last_is_first else (two, one)
        if (abs(mine.value) > abs(theirs.value)) == larger or abs(mine.value) == abs(theirs.value):
            return
    mine, theirs = pairs[0] if last_is_first else pairs[0][::-1]
    words = f"{mine.text} is {'less' if larger else 'more'} than {theirs.text}."
    yield at, Judged("refuted", "arithmetic", words, None, "smaller" if larger else "larger")


def _in_brackets(items: tuple[Item, ...], at: int) -> Figure | None:
    """The change in the brackets that open next behind a comparison: "than the increase in Leeds (12.7 per cent)"."""
    if not any(item.key == "than" for item in items[at : at + 3]) and items[at].key not in ("above", "below"):
        return None
    for step in range(at + 1, min(len(items) - 2, at + _FAR)):
        if items[step].key == "(":
            figure = items[step + 1].figure
            told = any(item.has("change_noun") or item.key in ("that", "those") for item in items[at + 1 : step])
            return figure if plain(figure) and items[step + 2].key == ")" and told else None
        if items[step].figure is not None or items[step].key == ",":
            return None
    return None


def _noun_before(items: tuple[Item, ...], at: int) -> int | None:
    """ "The increase was smaller": the change that a comparing word without "than" is said of."""
    if any(item.key == "than" for item in items[at : at + 6]):
        return None
    verb = at - 1
    while verb > 0 and items[verb].kind == "word" and items[verb].key in ("much", "even", "far", "slightly", "also"):
        verb -= 1
    if verb < 1 or not items[verb].has("level"):
        return None
    return verb - 1 if items[verb - 1].has("change_noun", "up", "down") else None
