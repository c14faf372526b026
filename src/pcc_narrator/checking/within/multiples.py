"""A multiple beside the only two other figures of its sentence: "twelve times as many: 3,430 against 286"."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.checking.between_two import plain, refuted, right, short
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.values import GOOD, fit

Finding = tuple[int, Judged]


def find_multiples(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """ "Twelve times as many: 3,430 against 315": a multiple beside the only two figures of its sentence."""
    found = [at for at, item in enumerate(items) if (figure := item.figure) is not None and figure.kind == "multiple"]
    others = [at for at, item in enumerate(items) if plain(item.figure) and at not in found]
    if len(found) != 1 or len(others) != 2 or sum(item.figure is not None for item in items) != 3:
        return
    if any(item.has("comparison") or item.has("more") for item in items[others[0] :]):
        return  # "above the 12 of May and three times the 4 of June"
    at, one, two = found[0], items[others[0]].figure, items[others[1]].figure
    figure = items[at].figure
    assert figure is not None and one is not None and two is not None
    following = [item.key for item in items[at + 1 : at + 3]]
    if items[others[0]].clause != items[others[1]].clause or any(
        each.in_words and each.value == 1 for each in (one, two)
    ):
        return  # "after 60 seconds; one answer may take three times as long"
    if one.kind != two.kind or not one.value or not two.value or "rank" in (one.kind, two.kind):
        return
    if following[:1] != ["as"] and items[at].key.split()[-1] not in ("times", "twice", "double", "treble"):
        return
    ratios = [max(one.value, two.value) / min(one.value, two.value)]
    if figure.value < 1:
        ratios = [1 / ratios[0]]
    shown = f"{one.text} against {two.text} is {short(ratios[0])} times"
    if all(fit(figure, ratio, "ratio", bounds) not in GOOD for ratio in ratios):
        yield at, refuted(f"{shown}, not {figure.text}.", f"{short(ratios[0])} times")
    else:
        yield at, right(shown, *others)
