"""Sums that a sentence states: remainders, lists with their total, averages, net changes, rates per head."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]


def find_wrong_sums(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Every figure of a sentence that its other figures, added or taken away, show to be wrong."""
    numbers = [at for at, item in enumerate(items) if _plain(item.figure)]
    figures = sum(item.figure is not None for item in items)
    yield from _up_or_down(items)
    yield from _over_the_whole(items)
    if len(numbers) == figures and figures >= 3:
        keys = [item.key for item in items]
        yield from _rest(items, numbers, keys)
        yield from _comprise(items, numbers, keys)
        yield from _listed(items, numbers, keys)
        yield from _net(items, numbers, keys)


def _plain(figure: Figure | None) -> bool:
    return (
        figure is not None
        and figure.kind == "number"
        and figure.hedge in (None, "exactly")
        and figure.high is None
        and figure.step == 1
    )


def _value(items: tuple[Item, ...], at: int) -> Decimal:
    figure = items[at].figure
    assert figure is not None
    return figure.value


def _added(items: tuple[Item, ...], places: Sequence[int]) -> Decimal:
    return sum((_value(items, at) for at in places), Decimal(0))


def _judged(items: tuple[Item, ...], at: int, right: Decimal, words: str, inputs: Sequence[int]) -> Iterator[Finding]:
    shown = f"{right:,}"
    if right != _value(items, at):
        yield at, Judged("refuted", "sum", f"{words} {shown}, not {items[at].key}.", None, shown)
    else:
        yield at, Judged("supported", "sum", f"{words} {shown}.", inputs=tuple(inputs))


def _up_or_down(items: tuple[Item, ...]) -> Iterator[Finding]:
    """ "Down from 12,400 to 13,150"."""
    for at, item in enumerate(items[:-3]):
        if item.key not in ("down from", "up from") or items[at + 2].key != "to":
            continue
        one, two = items[at + 1].figure, items[at + 3].figure
        if one is None or two is None or one.kind != two.kind or one.kind not in ("number", "percent", "money"):
            continue
        if (two.value > one.value) if item.key == "down from" else (two.value < one.value):
            word = "up" if two.value > one.value else "down"
            message = f"From {one.text} to {two.text} is {word}."
            yield at, Judged("refuted", "direction", message, None, f"{word} from")


def _over_the_whole(items: tuple[Item, ...]) -> Iterator[Finding]:
    """ "103 per cent of the 300 parcels"."""
    for at, item in enumerate(items):
        figure = item.figure
        if figure is None or figure.kind != "percent" or figure.value <= 100:
            continue
        following = [one.key for one in items[at + 1 : at + 3]]
        if following != ["of", "the"] or at + 4 >= len(items) or not _plain(items[at + 3].figure):
            continue
        if items[at + 4].kind == "word" and items[at + 4].key not in ("in", "of", "for", "a", "the", "target"):
            message = f"{figure.text} is more than the whole of {items[at + 3].key}."
            if any(one.key in ("arrived", "were", "was", "agreed", "said") for one in items[at + 4 : at + 7]):
                yield at, Judged("refuted", "whole", message)


def _rest(items: tuple[Item, ...], numbers: list[int], keys: list[str]) -> Iterator[Finding]:
    """ "Of the 50 beds, 20 were full and the remaining 30 were empty"; parts of a whole told to the last."""
    whole, *parts = numbers
    if keys[0] != "of" or whole > 3 or "," not in keys[whole : parts[0]] or len(parts) < 2:
        return
    if any(key in ("including", "which", "whom", "also", "both", "than", "from") for key in keys[1:]):
        return
    last = parts[-1]
    right = _value(items, whole) - _added(items, parts[:-1])
    near = keys[max(whole, last - 3) : last + 2]
    if any(key in ("remaining", "remainder", "rest") for key in near):
        yield from _judged(items, last, right, "What remains is", [whole, *parts[:-1]])
    elif len(parts) >= 3 and "and" in keys[parts[-2] : last]:
        told, said = _added(items, parts), _value(items, whole)
        if said < told <= said * Decimal("1.05"):  # more may be groups that overlap
            yield (
                whole,
                Judged("refuted", "sum", f"The parts add up to {told:,}, not {items[whole].key}.", None, f"{told:,}"),
            )


def _comprise(items: tuple[Item, ...], numbers: list[int], keys: list[str]) -> Iterator[Finding]:
    """ "The 250 staff comprise 140 nurses, 80 support workers and 30 doctors"."""
    whole, *parts = numbers
    between = keys[whole : parts[0]]
    if not any(key in ("comprise", "comprises", "comprised", "comprising") for key in between) and not (
        any(key in ("consist", "consists", "consisted", "consisting") for key in between) and "of" in between
    ):
        return
    if "and" not in keys[parts[-2] : parts[-1]] or any(key in ("including", "which", "mainly") for key in keys):
        return
    right = _added(items, parts)
    yield from _judged(items, whole, right, "The parts add up to", parts)


def _listed(items: tuple[Item, ...], numbers: list[int], keys: list[str]) -> Iterator[Finding]:
    """ "12, 15 and 9 admissions, a total of 36"; "the average of 10, 20 and 30 is 20"."""
    *parts, last = numbers
    before = keys[max(0, last - 3) : last]
    if "and" not in keys[parts[-2] : parts[-1]] or not _bare(keys, parts):
        return
    if before[-2:] == ["total", "of"] or before[-3:] == ["a", "total", "of"] or before[-1:] == ["totalling"]:
        yield from _judged(items, last, _added(items, parts), "The parts add up to", parts)
    opening = keys[max(0, parts[0] - 2) : parts[0]]
    if opening in (["average", "of"], ["mean", "of"]) and before[-1:] in (["is"], ["was"]):
        mean = _added(items, parts) / len(parts)
        if abs(mean - _value(items, last)) > Decimal("0.5"):
            message = f"The mean of the {len(parts)} figures is {mean:,.1f}, not {items[last].key}."
            yield last, Judged("refuted", "mean", message, None, f"{mean:,.1f}")


def _bare(keys: list[str], parts: list[int]) -> bool:
    """Whether numbers follow each other with only commas and "and" between."""
    return all(set(keys[one + 1 : two]) <= {",", "and"} for one, two in itertools.pairwise(parts))


def _net(items: tuple[Item, ...], numbers: list[int], keys: list[str]) -> Iterator[Finding]:
    """ "Thirty people joined and 18 left, a net gain of 12"."""
    if len(numbers) != 3 or "net" not in keys[numbers[1] : numbers[2]]:
        return
    one, two, last = numbers
    if "left" in keys[two:last] and "joined" in keys[one:two]:
        right = abs(_value(items, one) - _value(items, two))
        yield from _judged(items, last, right, "The net change is", [one, two])
