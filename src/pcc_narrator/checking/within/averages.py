"""The average, or the middle, of figures that are listed with it: "210, 264 and 306, an average of 260", "an average of
260 a day: 210, 264 and 306"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from pcc_narrator.checking.between_two import plain, refuted, right
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.phrases import CLOSING, OPENING
from pcc_narrator.models.figure import Figure

_MEANS = frozenset(
    {"average", "averaging", "averages", "averaged", "mean", "median", "average of", "mean of", "on average"}
)  # fmt: skip
_BETWEEN = frozenset(
    {"of", "a", "an", "the", "is", "was", "which", "that", "or", "giving", "making", "so", "at", "gives", "it"}
    | {"day"}
)  # fmt: skip
_OTHERS = frozenset(
    {"against", "compared with", "compared to", "above", "below", "than", "from", "including", "usual"}
    | {"national"}
)  # fmt: skip
_LIST = 6  # items between two figures of a list
_FAR = 10  # items between a list and its average
_FEW = 12


def find_wrong_averages(items: tuple[Item, ...]) -> Iterator[tuple[int, Judged]]:
    """Each average or median of the only list of its sentence."""
    means = [at for at, item in enumerate(items) if item.key in _MEANS]
    if len(means) != 1:
        return
    told = _told_at(items, means[0])
    figure = items[told].figure if told is not None else None
    if told is None or figure is None or not plain(figure) or figure.step is None or not _ends(items, told):
        return
    parts = _listed(items, told, figure)
    if parts is None or not _side_by_side(items, means[0], told, parts):
        return
    sizes = [one for at in parts if (one := items[at].figure) is not None]
    values = sorted(one.value for one in sizes)
    median = items[means[0]].key == "median"
    middle = (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
    value = middle if median else sum(values, Decimal(0)) / len(values)
    name = f"{'median' if median else 'mean'} of the {len(values)} figures is"
    largest = max((one.step for one in sizes if one.step is not None), default=Decimal(1))
    slack = figure.step / 2 + (largest / 2 if largest != 1 else Decimal(0))
    if abs(value - figure.value) > slack:
        shown = f"{value:,.1f}".removesuffix(".0")
        yield told, refuted(f"The {name} {shown}, not {figure.text}.", shown, "mean")
    else:
        yield told, right(f"the {name} {figure.text}", *parts)


def _told_at(items: tuple[Item, ...], word: int) -> int | None:
    """The figure that is told as the average: "an average of 260", "260 on average", "the mean of these … is 260"."""
    behind = next((at for at in range(word + 1, min(len(items), word + 5)) if items[at].figure is not None), None)
    if (
        behind is not None
        and items[word - 1].key != "the"
        and all(item.key in _BETWEEN or item.has("level") for item in items[word + 1 : behind])
    ):
        return behind
    if items[word].key == "on average":
        before = next((at for at in range(word - 1, max(-1, word - 4), -1) if items[at].figure is not None), None)
        if before is not None and all(
            item.key in ("a", "an", "each", "per") or not item.words for item in items[before + 1 : word]
        ):
            return before
    last = next((at for at in range(len(items) - 1, word, -1) if items[at].figure is not None), None)
    verb = items[last - 1] if last is not None else None
    if last is None or not any(item.figure is not None for item in items[word:last]):
        verb_only = items[word + 1 : last] if last is not None else ()
        return (
            last
            if verb_only and all(item.has("level") or item.key in ("is", "of", "them") for item in verb_only)
            else None
        )
    return (
        last if verb is not None and (verb.has("level") or verb.key == "is") and items[word - 1].key == "the" else None
    )


def _ends(items: tuple[Item, ...], at: int) -> bool:
    """A mark behind the average, or what it is for each of: "a quarter", "per day", "each", "points"."""
    rest = items[at + 1 : at + 5]
    if rest and rest[0].key == "on average":
        rest = rest[1:]
    for step, item in enumerate(rest):
        if item.kind == "mark":
            return item.key in CLOSING
        if item.key in ("a", "an", "per", "each", "every", "apiece") or (item.figure and item.key.startswith("a ")):
            return True
        if step > 1 or item.kind not in ("word", "name") or item.words:
            return False
    return True


def _listed(items: tuple[Item, ...], told: int, figure: Figure) -> list[int] | None:
    """All other figures of the sentence, if they are one list of the average's kind; how many there are, or over what
    time, may be told besides."""
    found = [at for at, item in enumerate(items) if item.figure is not None and at != told]
    parts = [at for at in found if _is_part(items, at, figure)]
    if len(parts) < 2 or not all(at in parts or _says_how_many(items, at, len(parts)) for at in found):
        return None
    if any(two - one > _LIST for one, two in pairwise(parts)) or (len(parts) < 3 and not _bare(items, parts)):
        return None
    between = items[parts[0] : parts[-1]]
    if "and" not in (item.key for item in items[parts[-2] : parts[-1]]):
        return None
    moved = any(item.has("direction") or item.has("more") or item.key in _OTHERS for item in between)
    return None if moved else parts


def _bare(items: tuple[Item, ...], parts: Sequence[int]) -> bool:
    return all(item.key in (",", "and") for item in items[parts[0] + 1 : parts[-1]] if item.figure is None)


def _is_part(items: tuple[Item, ...], at: int, figure: Figure) -> bool:
    one = items[at].figure
    alike = (
        one is not None and plain(one) and one.step is not None and (one.kind, one.unit) == (figure.kind, figure.unit)
    )
    return alike and not (at + 1 < len(items) and items[at + 1].key in ("of", "%"))


def _says_how_many(items: tuple[Item, ...], at: int, many: int) -> bool:
    figure = items[at].figure
    if figure is None or not (figure.kind in ("duration", "fraction") or figure.in_words):
        return False
    return (
        figure.kind == "fraction"
        or figure.step is None
        or figure.value / figure.step == many
        or figure.kind == "duration"
    )


def _side_by_side(items: tuple[Item, ...], word: int, told: int, parts: Sequence[int]) -> bool:
    """Whether average and list say one thing: with a mark between, and no comparison, no other place or time."""
    if min(word, told) > parts[-1]:
        between = items[parts[-1] + 1 : min(word, told)]
    elif max(word, told) < parts[0]:
        between = items[max(word, told) + 1 : parts[0]]
        if not any(item.key in (":", "(") for item in between):
            return False
    else:
        return (
            items[parts[0] - 1].key in ("(", "of", ",")
            and word < parts[0]
            and told == parts[-1] + 2 + (items[parts[-1] + 1].key == ")")
        )
    if len(between) > _FAR or any(item.has("direction") or item.key in _OTHERS for item in between):
        return False
    return any(item.key in OPENING or item.key == ")" for item in between)
