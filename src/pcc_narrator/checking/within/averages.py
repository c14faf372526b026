"""The average, or the middle, of figures that are listed before it: "210, 264 and 306, an average of 260"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.between_two import plain, refuted, right
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.phrases import CLOSING, OPENING

_MEANS = frozenset(
    {"average", "averaging", "averages", "averaged", "mean", "median", "average of", "mean of", "on average"}
)  # fmt: skip
_BETWEEN = frozenset(
    {"of", "a", "an", "the", "is", "was", "which", "that", "or", "giving", "making", "so", "at", "gives", "it"}
)  # fmt: skip
_BARE = frozenset({",", "and", "then", "respectively", "finally", "(", "to"})
_NEAR = 7  # items


def find_wrong_averages(items: tuple[Item, ...]) -> Iterator[tuple[int, Judged]]:
    """Each average or median right behind a list of figures, or right before it."""
    means = [at for at, item in enumerate(items) if item.key in _MEANS]
    if len(means) != 1:
        return
    word = means[0]
    told = next((at for at in range(word + 1, min(len(items), word + 5)) if items[at].figure is not None), None)
    if items[word].key == "on average" and told is None and word and items[word - 1].figure is not None:
        told, word = word - 1, word - 1  # "or 260 on average"
    figure = items[told].figure if told is not None else None
    if told is None or figure is None or not plain(figure) or figure.step is None or not _ends(items, told):
        return
    name = "median" if items[word].key == "median" else "mean"
    if any(item.key not in _BETWEEN and not item.has("level") for item in items[word + 1 : told]):
        return
    parts = _list_before(items, word)
    if parts is None:
        return
    values = [found.value for at in parts if (found := items[at].figure) is not None]
    kinds = {(found.kind, found.unit) for at in parts if (found := items[at].figure) is not None}
    if len(kinds) != 1 or next(iter(kinds))[0] != figure.kind or len(values) < 2 or figure.kind == "rank":
        return
    ranked = sorted(values)
    middle = (ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2
    value = middle if name == "median" else sum(values, Decimal(0)) / len(values)
    steps = [found.step for at in parts if (found := items[at].figure) is not None and found.step is not None]
    slack = figure.step / 2 + (max(steps) / 2 if max(steps, default=Decimal(1)) != 1 else Decimal(0))
    if abs(value - figure.value) > slack:
        message = f"The {name} of the {len(values)} figures is {value:,.1f}, not {figure.text}."
        yield told, refuted(message.replace(".0,", ","), f"{value:,.1f}".removesuffix(".0"), "mean")
    else:
        yield told, right(f"the {name} of the {len(values)} figures is {figure.text}", *parts)


def _ends(items: tuple[Item, ...], at: int) -> bool:
    """A mark behind the average, or what it is for each of: "a quarter", "per day", "each", "points"."""
    rest = items[at + 1 : at + 5]
    if rest and rest[0].key == "on average":
        rest = rest[1:]
    for step, item in enumerate(rest):
        if item.kind == "mark":
            return item.key in CLOSING
        each = item.key in ("a", "an", "per", "each", "every", "apiece") or (item.figure and item.key.startswith("a "))
        if each:
            return True
        if step > 1 or item.kind not in ("word", "name") or item.words:
            return False
    return True


def _list_before(items: tuple[Item, ...], word: int) -> list[int] | None:
    """The figures of a list that ends before a word, with only commas and "and" between them (and what each is of in
    brackets); what stands between list and word must open it anew."""
    opened = word - 1
    while opened > 0 and items[opened].key in _BETWEEN | {"~", "giving", "with"}:
        opened -= 1
    if items[opened].key not in OPENING and items[opened].key not in ("average",):
        return None
    last = next((at for at in range(opened - 1, -1, -1) if _lists(items, at)), None)
    if last is None or opened - last > _NEAR + 4:
        return None
    behind = items[last + 1 : opened]
    if any(item.has("direction") or item.has("compare") or item.kind == "mark" for item in behind):
        return None
    parts = [last]
    for at in range(last - 1, -1, -1):
        if _lists(items, at):
            parts.insert(0, at)
        elif items[at].key not in _BARE and items[at].kind != "period":
            break
    return parts if len(parts) > 1 and any(item.key == "and" for item in items[parts[0] : last]) else None


def _lists(items: tuple[Item, ...], at: int) -> bool:
    figure = items[at].figure
    if figure is None or not plain(figure) or figure.step is None or figure.kind in ("rank", "fraction"):
        return False
    return figure.kind != "duration" or not figure.in_words
