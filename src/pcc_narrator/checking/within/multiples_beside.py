"""Multiples beside the two levels that they are of: "halved: 88 this spring versus 176 last spring", "visits
quadrupled. In 2013 there were 15,000; in 2023, 60,000"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pcc_narrator.checking.between_two import plain, refuted, right, short
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.tokens import root
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.within.phrases import nouns
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_OPENED = frozenset({":", "(", "–", "—", ";", ","})
_AGAINST = frozenset(
    {"versus", "against", "compared with", "compared to", "vs", "up from", "down from", "from", "and", ";", ","}
)  # fmt: skip
_TURNS = frozenset({"but", "while", "whereas", "than", "as", "although", "nearly"})
_KINDS = frozenset({"number", "money", "percent", "duration", "rate"})


def find_multiples_beside(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """Each "doubled", "halved" that neither way of setting the two figures behind it gives."""
    found = [at for at, item in enumerate(items) if item.figure is not None]
    if len(found) != 3 or not _is_multiple(items, found[0]):
        return
    at, one, two = found
    opened = next((step for step in range(at + 1, one) if items[step].kind == "mark"), None)
    if opened is None or items[opened].key not in _OPENED or opened + 4 < one:
        return
    if items[opened].key == "," and not any(item.key in _AGAINST - {",", "and", ";"} for item in items[one:two]):
        return
    linked = any(item.key in _AGAINST for item in items[one + 1 : two])
    if linked and not any(item.key in _TURNS or item.has("negation") for item in items):
        yield from _judged(items, at, items, one, two, bounds)


def find_multiples_before(
    before: tuple[Item, ...], items: tuple[Item, ...], bounds: Bounds
) -> Iterator[tuple[int, Judged]]:
    """The second of two levels told at two times, where the multiple of the sentence before is none of theirs."""
    found = [at for at, item in enumerate(before) if item.figure is not None]
    levels = [at for at, item in enumerate(items) if item.figure is not None]
    times = [item for item in items if item.period is not None]
    if len(found) != 1 or len(levels) != 2 or len(times) != 2 or not _is_multiple(before, found[0]):
        return
    if any(item.key in _TURNS or item.has("negation") or item.has("direction") for item in (*before, *items)):
        return
    told = {root(word) for item in before for word in item.key.split()}
    if any(noun not in told for at in levels for noun in nouns(items, at)[:1]):
        return
    for _, judged in _judged(before, found[0], items, levels[0], levels[1], bounds):
        if judged.verdict == "refuted":
            yield levels[1], replace(judged, inputs=())


def _is_multiple(items: tuple[Item, ...], at: int) -> bool:
    """ "Doubled", "halved", "quadrupled": said of a thing itself, with no other word of how much before."""
    figure = items[at].figure
    verb = figure is not None and figure.kind == "multiple" and items[at].key.endswith(("ed", "fold", "ing"))
    return verb and figure is not None and figure.high is None


def _judged(
    said: tuple[Item, ...], at: int, items: tuple[Item, ...], one: int, two: int, bounds: Bounds
) -> Iterator[Finding]:
    figure, first, second = said[at].figure, items[one].figure, items[two].figure
    if figure is None or first is None or second is None or not _levels(first, second):
        return
    ratios = (first.value / second.value, second.value / first.value)
    shown = f"{first.text} against {second.text} is {short(max(ratios))} times"
    if any(fit(figure, ratio, "ratio", bounds) in GOOD for ratio in ratios):
        yield at, right(shown, one, two)
    else:
        yield at, refuted(f"{shown}, not {figure.text}.")


def _levels(one: Figure, two: Figure) -> bool:
    same = (one.kind, one.unit) == (two.kind, two.unit) and one.kind in _KINDS
    return same and plain(one) and plain(two) and one.value > 0 and two.value > 0
