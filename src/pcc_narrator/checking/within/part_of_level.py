"""A level that is told as so much of another: "burned 9,600 kWh, 60 per cent of the 16,000 kWh of the old one", "21 mm
was 35 per cent of the average of 60 mm"."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.checking.between_two import plain, refuted, right, short
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.within.phrases import OPENING, nouns

_MAKE_UP = frozenset(
    {"made up", "make up", "makes up", "account for", "accounts for", "accounted for", "represent"}
    | {"represents", "represented", "form", "formed", "constitute", "constituted", "amounted to", "comprised"}
)  # fmt: skip
_KINDS = frozenset({"number", "money", "duration", "rate"})
_LEADING = frozenset(
    {"or", "only", "just", "was", "is", "were", "are", "which", "that", "about", "equal", "equal to", "to"}
)  # fmt: skip
_BASES = frozenset(
    {"the", "its", "their", "his", "her", "our", "a", "an", "average", "target", "figure", "total", "of"}
    | {"all", "previous", "former", "original", "usual", "budget", "capacity", "level", "normal", "seasonal"}
    | {"mean", "planned", "national", "maximum", "full", "record"}
)  # fmt: skip


def find_parts_of_levels(items: tuple[Item, ...], bounds: Bounds) -> Iterator[tuple[int, Judged]]:
    """Each percentage or fraction told between a level and the level that it is of."""
    for at, item in enumerate(items):
        figure = item.figure
        if figure is None or figure.kind not in ("percent", "fraction") or not plain(figure):
            continue
        if [one.key for one in items[at + 1 : at + 2]] != ["of"]:
            continue
        base = next((step for step in range(at + 2, min(len(items), at + 8)) if items[step].figure is not None), None)
        told = [step for step in range(at) if items[step].figure is not None]
        if base is None or len(told) != 1 or any(one.key not in _BASES for one in items[at + 2 : base]):
            continue
        level = told[0]
        one, two = items[level].figure, items[base].figure
        if (
            one is None
            or two is None
            or not (plain(one) and plain(two))
            or (one.kind, one.unit) != (two.kind, two.unit)
        ):
            continue
        made = _makes_up(items, level, at)
        if one.kind not in _KINDS or not two.value or not (made or _said_of(items, level, at)):
            continue
        if not (made or _same(items, level, base)):
            continue
        if goes_on(items, base):
            continue
        share = one.value * 100 / two.value
        said = f"{one.text} of {two.text} is {short(share)} per cent"
        if fit(figure, share, "percent", bounds) in GOOD:
            yield at, right(said, level, base)
        else:
            yield at, refuted(f"{said}, not {figure.text}.", f"{short(share)} per cent")


def _said_of(items: tuple[Item, ...], level: int, at: int) -> bool:
    """Whether the percentage is said of the level: right behind a mark or the verb of the sentence."""
    step = at - 1
    verb = False
    while step > level and (
        items[step].key in _LEADING or items[step].key.startswith("~") or items[step].has("strength")
    ):
        verb = verb or items[step].key in ("was", "is", "were", "are")
        step -= 1
    between = items[level + 1 : step + 1]
    if any(item.key in ("and", "but", "while", "by") or item.has("direction") for item in between):
        return False
    return verb or (step > level and items[step].key in OPENING)


def goes_on(items: tuple[Item, ...], base: int) -> bool:
    """ "…; 40 per cent of the 16,000 kWh made was sold": a sentence of its own."""
    for item in items[base + 1 :]:
        if item.kind == "mark":
            return False
        if item.has("level") or item.key in ("had", "did"):
            return True
    return False


def _makes_up(items: tuple[Item, ...], level: int, at: int) -> bool:
    """ "The 65 overfull bins made up 20 per cent of the 260"."""
    step = at - 1
    while step > level and (
        items[step].key in _LEADING - {"was", "were", "is", "are"} or items[step].key.startswith("~")
    ):
        step -= 1
    verb = items[step].key in _MAKE_UP or (
        items[step].key in ("up", "for") and items[step - 1].key in ("made", "accounted")
    )
    between = items[level + 1 : step]
    named = items[level - 1].key in ("the", "these", "those") if level else False
    told = items[step].key in ("were", "are", "was", "is")
    if any(item.kind in ("mark", "period") or item.key in ("and", "but") or item.has("direction") for item in between):
        return False
    return verb or (told and named)


def _same(items: tuple[Item, ...], level: int, base: int) -> bool:
    """Whether both levels can be of one thing: the same word behind them, or none behind one of them."""
    one, two = nouns(items, level), nouns(items, base)
    figure = items[level].figure
    did = base_word.endswith("ed") if (base_word := items[base + 1].key if base + 1 < len(items) else "") else False
    return (figure is not None and figure.kind != "number") or not two or not one or did or bool(set(one) & set(two))
