"""Directions told in ways of their own that the figures contradict: "fell to 61 in 2023, having been 54 in 2022",
"unchanged, at 400 in May and 600 in June", "grew every year: 410 in 2021, 395 in 2022"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from pcc_narrator.checking.between_two import plain, refuted
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead, sign_of
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_FLAT = frozenset({"unchanged", "static", "the same", "constant"})
_NEARLY = frozenset(
    {"almost", "nearly", "broadly", "largely", "virtually", "little", "roughly", "statistically", "about"}
)
_SAME = Decimal("0.03")  # of a level: less may count as unchanged


def find_went_the_other_way(items: tuple[Item, ...], roles: dict[int, RoleRead]) -> Iterator[Finding]:
    """Each such word that the figures of its sentence contradict."""
    found = [at for at, item in enumerate(items) if item.figure is not None]
    if any(item.has("negation") for item in items):
        return
    if len(found) == 2 and _alike(items, found[0], found[1]):
        yield from _having_been(items, roles, *found)
        yield from _unchanged(items, *found)
    elif len(found) > 2:
        yield from _every_year(items, found)


def _alike(items: tuple[Item, ...], first: int, second: int) -> bool:
    one, two = items[first].figure, items[second].figure
    same = one is not None and two is not None and (one.kind, one.unit) == (two.kind, two.unit)
    return same and plain(one) and plain(two) and one is not None and one.kind != "rank"


def _moved(items: tuple[Item, ...], base: int, end: int) -> int:
    one, two = items[base].figure, items[end].figure
    assert one is not None and two is not None
    return (two.value > one.value) - (two.value < one.value)


def _having_been(items: tuple[Item, ...], roles: dict[int, RoleRead], first: int, second: int) -> Iterator[Finding]:
    """ "Fell to 61 in 2023, having been 54 in 2022"."""
    between = [item.key for item in items[first + 1 : second]]
    been = between[-2:] in (["having", "been"], ["had", "been"]) or between[-1:] in (["having been"], ["had been"])
    role = roles[first]
    if not been or role.role != "to" or not role.sign or role.word is None or "and" in between:
        return
    if _moved(items, second, first) == -role.sign:
        yield role.word, _turned(items, second, first)


def _turned(items: tuple[Item, ...], base: int, end: int) -> Judged:
    way = "up" if _moved(items, base, end) > 0 else "down"
    found = refuted(f"From {items[base].key} to {items[end].key} is {way}.", way)
    return replace(found, inputs=(base, end))


def _unchanged(items: tuple[Item, ...], first: int, second: int) -> Iterator[Finding]:
    """ "Unchanged, at 400 in May and 600 in June"."""
    at = next((step for step in range(first) if items[step].key in _FLAT), None)
    joined = any(item.key == "and" for item in items[first + 1 : second])
    dated = all(any(item.period for item in items[step + 1 : step + 4]) for step in (first, second))
    if at is None or not joined or not dated or any(item.key in _NEARLY for item in items[:at]):
        return
    one, two = items[first].figure, items[second].figure
    assert one is not None and two is not None
    if abs(one.value - two.value) > max(abs(one.value), abs(two.value)) * _SAME:
        yield at, _turned(items, first, second)


def _every_year(items: tuple[Item, ...], found: list[int]) -> Iterator[Finding]:
    """ "Grew every year: 410 in 2021, 395 in 2022 and 430 in 2023"."""
    at = next((step for step in range(1, found[0]) if items[step].key.startswith(("every ", "each "))), None)
    if at is None or not items[at].has("trend", "steadily") or not items[at - 1].has("direction", "up", "down"):
        return
    way = sign_of(items[at - 1].sense("direction"))[0]
    told: list[tuple[object, Figure]] = []
    for step in found:
        mention = next((item.period for item in items[step + 1 : step + 3] if item.period is not None), None)
        figure = items[step].figure
        if mention is None or mention.period is None or mention.period.start is None or figure is None:
            return
        told.append((mention.period.start, figure))
    if [start for start, _ in told] != sorted({start for start, _ in told}, key=str):
        return
    kinds = {(figure.kind, figure.unit) for _, figure in told}
    wrong = [(one, two) for (_, one), (_, two) in pairwise(told) if (two.value - one.value) * way <= 0]
    if len(kinds) == 1 and wrong:
        one, two = wrong[0]
        yield at, replace(refuted(f"From {one.text} to {two.text} is not {items[at - 1].key}."), inputs=tuple(found))
