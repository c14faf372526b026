"""Comparisons of two things whose figures stand in brackets behind them: "the rise in the region (19.3 per cent) was
larger than the school's own (17.2 per cent)"."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.models.figure import Figure

_UP = frozenset({"larger", "bigger", "greater", "higher", "steeper", "sharper", "more", "above", "longer"})
_DOWN = frozenset({"smaller", "lower", "fewer", "less", "below", "shorter"})
_FAR = 12  # items
_FEW = 10  # below it a whole may be one of areas or kinds: "5 of the 6"


def find_bracketed(items: tuple[Item, ...]) -> Iterator[tuple[int, Judged]]:
    """Each comparing word that the two figures in brackets, before it and behind it, contradict."""
    for at, item in enumerate(items):
        if item.key not in _UP | _DOWN or item.depth:
            continue
        left, right = _before(items, at), _behind(items, at)
        if left is None or right is None or left.kind != right.kind or left.sign or right.sign:
            continue
        negated = any(one.has("negation") for one in items[max(0, at - 3) : at])
        larger = (item.key in _UP) != negated
        if left.value != right.value and (left.value > right.value) != larger:
            words = f"{left.text} is {'more' if left.value > right.value else 'less'} than {right.text}."
            yield at, Judged("refuted", "arithmetic", words, None, "smaller" if larger else "larger")


def find_parts(items: tuple[Item, ...], bounds: Bounds) -> Iterator[tuple[int, Judged]]:
    """Each percentage in brackets behind a part of a whole: "11,814 of 40,809 visits in the year to June (28.9%)"."""
    for of, item in enumerate(items):
        named = of + 1 + (of + 2 < len(items) and items[of + 1].key in ("the", "its", "all", "these"))
        part = items[of - 1].figure if of else None
        whole = items[named].figure if named < len(items) else None
        if item.key not in ("of", "out of") or not _counts(part) or not _counts(whole) or items[of - 1].depth:
            continue
        assert part is not None and whole is not None
        opened = next(
            (step for step in range(named + 1, min(len(items), named + _FAR)) if items[step].key == "("), None
        )
        between = items[named + 1 : opened] if opened is not None else ()
        figure = _inside(items, opened, 1) if opened is not None else None
        if figure is None or figure.kind != "percent" or any(one.figure or one.has("direction") for one in between):
            continue
        share = part.value * 100 / whole.value
        if opened is not None and part.value <= whole.value and fit(figure, share, "percent", bounds) not in GOOD:
            message = f"{part.text} of {whole.text} is {share:.1f} per cent, not {figure.text}."
            yield opened + 1, Judged("refuted", "arithmetic", message, None, f"{share:.1f} per cent")


def _counts(figure: Figure | None) -> bool:
    plain = figure is not None and figure.kind == "number" and figure.high is None and figure.hedge is None
    return plain and figure is not None and figure.unit is None and figure.step == 1 and figure.value >= _FEW


def _before(items: tuple[Item, ...], at: int) -> Figure | None:
    """The only figure in the brackets that close last before the comparing word, with a verb between."""
    verb = next((step for step in range(at - 1, max(-1, at - 4), -1) if items[step].has("level")), None)
    if verb is None or not verb or items[verb - 1].key != ")" or items[verb].clause != items[at].clause:
        return None
    return _inside(items, verb - 1, -1)


def _behind(items: tuple[Item, ...], at: int) -> Figure | None:
    """The only figure in the brackets that open next behind it, with nothing counted between."""
    if items[at].key not in ("above", "below") and not any(item.key == "than" for item in items[at + 1 : at + 3]):
        return None
    for step in range(at + 1, min(len(items), at + _FAR)):
        if items[step].key == "(":
            return _inside(items, step, 1)
        if items[step].figure is not None or items[step].clause != items[at].clause or items[step].key == ",":
            return None
    return None


def _inside(items: tuple[Item, ...], edge: int, way: int) -> Figure | None:
    """The figure of the brackets whose edge is given, if it is the only one in them and nothing else is told there."""
    end = "(" if way < 0 else ")"
    found: list[Figure] = []
    for step in range(edge + way, edge + way * 4, way):
        if not 0 <= step < len(items):
            return None
        if items[step].key == end:
            return found[0] if len(found) == 1 else None
        figure = items[step].figure
        if figure is None:
            return None
        found.append(figure)
    return None
