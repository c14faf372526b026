"""Parts that are more than all they are part of: "visited 44 schools and rated 49 of them good"; percentages that no
whole number of them gives: "35 pupils sat the paper and 83.9 per cent of them passed"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.between_two import interval, plain, refuted
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.phrases import counts

Finding = tuple[int, Judged]
_POINTED = frozenset({"of them", "of these", "of those", "of which", "of whom"})
_THEM = frozenset({"them", "these", "those", "which", "whom"})
_UNCOUNTED = frozenset(
    {"many", "several", "hundreds", "thousands", "dozens", "scores", "numerous", "other", "others", "more"}
)  # fmt: skip
_WEIGHTED = frozenset({"weighted", "weighting", "estimated", "average"})
_FEW = 10


def find_more_than_all(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Each "so many of them" that is more than every number told before, each share that cannot be of them."""
    for at, item in enumerate(items):
        if item.figure is None or not plain(item.figure):
            continue
        before = [step for step in range(at) if counts(items, step)]
        if not before or not _of_them(items, at) or _others(items, before[-1], at):
            continue
        if item.figure.kind == "number" and counts(items, at):
            yield from _too_many(items, at, before)
        elif item.figure.kind == "percent" and len(before) == 1:
            yield from _no_whole_number(items, at, before[0])


def _of_them(items: tuple[Item, ...], at: int) -> bool:
    behind = [item.key for item in items[at + 1 : at + 3]]
    pointed = behind[:1] and (behind[0] in _POINTED or (behind[0] == "of" and behind[1:] and behind[1] in _THEM))
    if pointed:
        return behind[0] != "of" or len(items) <= at + 3 or not _noun(items[at + 3], behind[1])
    before = [item.key for item in items[max(0, at - 3) : at] if item.key not in (",", "only", "just")][-2:]
    if before[-1:] in (["of them"], ["of these"], ["of those"]) or before in (["of", "them"], ["of", "these"]):
        return True
    return before[-1:] in (["of which"], ["of whom"]) or (before in (["of", "which"], ["of", "whom"]))


def _noun(item: Item, pointer: str) -> bool:
    """Whether "these" or "those" goes on to a noun of its own: "of those aged 60"."""
    return pointer == "those" and item.key in ("aged", "who", "in", "under", "over", "with", "from", "at", "living")


def _others(items: tuple[Item, ...], last: int, at: int) -> bool:
    """Whether something that is not counted stands between, of which it may be a part."""
    return any(item.key in _UNCOUNTED or item.figure is not None for item in items[last + 1 : at])


def _too_many(items: tuple[Item, ...], at: int, before: list[int]) -> Iterator[Finding]:
    part = items[at].figure
    sizes = [one.value for step in before if (one := items[step].figure) is not None]
    opened = items[0].key in ("of", "out of") and before[0] <= 3
    largest = max(sizes) if opened or len(sizes) == 1 else max(max(sizes), sum(sizes, Decimal(0)))
    if part is not None and part.value > largest:
        whole = next(items[step].figure for step in before if items[step].figure.value == max(sizes))  # type: ignore[union-attr]
        assert whole is not None
        yield at, refuted(f"{part.text} is more than the {whole.text} that it is part of.", None, "whole")


def _no_whole_number(items: tuple[Item, ...], at: int, base: int) -> Iterator[Finding]:
    figure, whole = items[at].figure, items[base].figure
    assert figure is not None and whole is not None
    if figure.in_words or not figure.step or any(item.key in _WEIGHTED for item in items):
        return
    number = whole.value
    if number < _FEW or number * figure.step >= 100:
        return
    low, high = interval(figure)
    first = (low * number / 100).to_integral_value(rounding="ROUND_CEILING")
    if first > high * number / 100:
        yield at, refuted(f"No whole number of {whole.text} is {figure.text}.", None, "grim")
