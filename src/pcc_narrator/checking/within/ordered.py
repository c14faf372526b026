"""Lists told in the order of their figures: "West had the most fires (96), followed by North (81) and East
(74)"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pcc_narrator.checking.between_two import plain, refuted
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.phrases import nouns
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_DOWN = frozenset(
    {"highest", "largest", "biggest", "greatest", "longest", "busiest", "hottest", "warmest", "wettest"}
    | {"dearest", "heaviest", "tallest", "oldest", "most", "most expensive", "top", "led", "commonest"}
    | {"sunniest", "windiest", "widest"}
)  # fmt: skip
_UP = frozenset(
    {"lowest", "fewest", "smallest", "shortest", "coldest", "coolest", "driest", "cheapest", "lightest"}
    | {"youngest", "least"}
)  # fmt: skip
_HIGH = frozenset(
    {"highest", "largest", "biggest", "greatest", "longest", "high", "maximum", "most", "oldest", "tallest"}
    | {"hottest", "warmest", "dearest"}
)  # fmt: skip
_LOW = frozenset(
    {"lowest", "smallest", "fewest", "shortest", "low", "minimum", "least", "youngest", "coldest", "cheapest"}
)  # fmt: skip
_SIZES = frozenset(
    {"common", "frequent", "popular", "often", "numerous", "expensive", "populous", "widespread", "cited"}
)  # fmt: skip
_NEXT = frozenset({"followed", "next", "then", "ahead of"})
_FAR = 12  # items between two figures of a list
_KINDS = frozenset({"number", "percent", "money", "duration", "rate", "points"})


def find_out_of_order(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Each figure of such a list that is out of its order; the first word where the list goes the other way round."""
    yield from _high_and_low(items)
    for at, item in enumerate(items):
        if item.key not in _DOWN | _UP or not _is_size(items, at):
            continue
        follows = next((step for step in range(at + 1, len(items)) if items[step].key in _NEXT), None)
        keys = [one.key for one in items]
        if follows is None and ["in", "that", "order"] in (keys[step : step + 3] for step in range(len(keys))):
            follows = next((step for step in range(at + 1, len(items)) if items[step].figure is not None), None)
        if follows is None:
            return
        listed = _listed(items, at, follows)
        if len(listed) < 2 or not any(step > follows for step in listed):
            return
        sizes = [abs(one.value) for step in listed if (one := items[step].figure) is not None]
        falls = item.key in _DOWN
        wrong = [n for n in range(1, len(sizes)) if (sizes[n] > sizes[n - 1]) == falls and sizes[n] != sizes[n - 1]]
        if not wrong:
            return
        if len(wrong) == len(sizes) - 1:
            first, second = (items[listed[n]].key for n in (0, 1))
            found = refuted(f"{first} is {'less' if falls else 'more'} than {second}, which follows.")
            yield at, replace(found, inputs=tuple(listed))
        else:
            for n in wrong:
                first, second = (items[listed[step]].key for step in (n - 1, n))
                yield (
                    listed[n],
                    refuted(f"{second} comes after {first}, and is {'more' if falls else 'less'}.", None, "order"),
                )
        return


def _high_and_low(items: tuple[Item, ...]) -> Iterator[Finding]:
    """ "Highest in North (64 per cent) and lowest in East (61)", "from a low of 54 to a high of 61"."""
    found = [at for at, item in enumerate(items) if item.figure is not None and not item.figure.in_words]
    words = [at for at, item in enumerate(items) if item.key in _HIGH | _LOW]
    if len(found) != 2 or len(words) != 2 or {items[at].key in _HIGH for at in words} != {True, False}:
        return
    one, two = (items[at].figure for at in found)
    if one is None or two is None or (one.kind, one.unit) != (two.kind, two.unit) or not (plain(one) and plain(two)):
        return
    behind = words[0] < found[0] < words[1] < found[1]
    if not (behind or found[0] < words[0] < found[1] < words[1]) or one.value == two.value:
        return
    mine, theirs = (set(nouns(items, at)) for at in found)
    if mine and theirs and not mine & theirs:
        return
    if any(item.has("negation") or item.has("direction") or item.key in ("than", "since") for item in items):
        return
    first_high = items[words[0]].key in _HIGH
    if (one.value > two.value) != first_high:
        message = f"{one.text} is {'more' if one.value > two.value else 'less'} than {two.text}."
        yield words[0], replace(refuted(message), inputs=tuple(found))


def _is_size(items: tuple[Item, ...], at: int) -> bool:
    """Whether the superlative is of the figures: "the most fires", not "the most deprived ward"."""
    if items[at].key in ("most", "least"):
        following = items[at + 1] if at + 1 < len(items) else None
        if following is None or following.kind not in ("word", "name"):
            return False
        word = following.key.split()[-1]
        return word in _SIZES or (word.endswith("s") and not word.endswith(("ous", "ss", "less")))
    if items[at].key == "led":
        return at + 1 < len(items) and items[at + 1].key in ("with", "the", "on", "(")
    return items[at].key != "top" or not (at + 1 < len(items) and items[at + 1].figure is not None)


def _listed(items: tuple[Item, ...], at: int, follows: int) -> list[int]:
    """The figures of the list: the one told with the superlative, and those that follow, each of its own thing."""
    found: list[int] = []
    kind: tuple[str, object] | None = None
    for step in range(at + 1, len(items)):
        item = items[step]
        if found and (step - found[-1] > _FAR or (step <= found[-1] + 2 and item.key == "for")):
            break
        if item.has("extreme") and item.key in _DOWN | _UP:
            break
        if step > follows and (
            item.has("direction")
            or item.has("comparison")
            or item.key in ("but", "while", "compared with", "from", ";", ".")
        ):
            break
        figure = item.figure
        if figure is None or (figure.in_words and figure.kind in ("number", "rank")):
            continue  # "the highest rate of the five"
        if not _is_listed(items, step, figure) or (kind is not None and kind != (figure.kind, figure.unit)):
            if items[step].depth and found and items[found[-1]].depth:
                continue  # "(96, or 30 per cent)"
            return []
        kind = (figure.kind, figure.unit)
        found.append(step)
    before = [step for step in found if step < follows]
    return found if len(before) <= 1 else [before[-1], *(step for step in found if step > follows)]


def _is_listed(items: tuple[Item, ...], at: int, figure: Figure) -> bool:
    follows = items[at + 1] if at + 1 < len(items) else None
    if figure.kind == "number" and items[at].depth and follows is not None and follows.kind != "mark":
        return False  # "the largest town, West (12 fires)": of something else
    return (
        figure.kind in _KINDS
        and plain(figure)
        and not (figure.in_words and figure.kind == "number" and figure.value <= 1)
    )
