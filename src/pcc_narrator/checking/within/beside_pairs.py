"""The share that two counts make, told again behind them: "18 of the 240 buses in the fleet, 7.5 per cent, are",
"voted, a turnout of 57.6 per cent", "with 300 of the 1,200 letters returned, the return rate was 25 per cent"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.between_two import refuted, right, short
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.within.phrases import OPENING, moves_or_compares, says_again, stops, told_pairs
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_SHARES = frozenset({"rate", "share", "proportion", "percentage", "turnout", "take-up", "uptake", "response"})
_OTHERS = frozenset(
    {"national", "average", "usual", "previous", "earlier", "typical", "target", "last", "expected"}
)  # fmt: skip
_ANEW = frozenset({"and", "but", "while", "where", "whereas", "so", "therefore", "thus", "hence", "leaving"})
_FEW = 13  # "visits of the two kinds together"
_OPENING = 4
_LOOSE = Decimal("0.1")  # of a share whose part is hedged: "some 300 of 1,200"


def find_beside_pairs(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """Each share that says again what the part and the whole before it make, and each majority that is none."""
    for part, whole in told_pairs(items):
        last = max(part, whole)
        yield from _more_than_whole(items, part, whole)
        yield from _majority(items, part, whole)
        at = next((step for step in range(last + 1, len(items)) if items[step].figure is not None), None)
        figure = items[at].figure if at is not None else None
        if at is None or figure is None or figure.kind not in ("percent", "fraction") or not stops(items, at):
            continue
        opened = says_again(items, at)
        opened = opened if opened is not None else _rate_was(items, last, at)
        if opened is None or opened <= last or not _bare(items, last, opened):
            continue
        yield from judge_share(items, at, part, whole, bounds)


def _more_than_whole(items: tuple[Item, ...], part: int, whole: int) -> Iterator[Finding]:
    """ "As many as 245 of the 210 members"."""
    one, two = items[part].figure, items[whole].figure
    if one is None or two is None or one.hedge == "less_than" or two.hedge or two.value < _FEW:
        return
    if whole < part and not (whole <= _OPENING and items[0].key in ("of", "out of", "out")):
        return  # "of them" may be more than the number told last
    if one.value > two.value and not (two.in_words and not one.in_words):
        yield part, refuted(f"{one.text} is more than the whole, {two.text}.", None, "whole")


def judge_share(items: tuple[Item, ...], at: int, part: int, whole: int, bounds: Bounds) -> Iterator[Finding]:
    """What a part and a whole say of the share told with them."""
    figure, one, two = items[at].figure, items[part].figure, items[whole].figure
    if figure is None or one is None or two is None or not one.value or one.value > two.value:
        return
    share = one.value * 100 / two.value
    said = f"{one.text} of {two.text} is {short(share)} per cent"
    if fit(figure, share, "percent", bounds) in GOOD:
        yield at, right(said, part, whole)
    elif not (one.hedge or two.hedge) or not _about(figure, share):
        yield at, refuted(f"{said}, not {figure.text}.", f"{short(share)} per cent")


def _about(figure: Figure, share: Decimal) -> bool:
    value = figure.value * 100 if figure.kind == "fraction" else figure.value
    return abs(value - share) <= share * _LOOSE


def _bare(items: tuple[Item, ...], last: int, opened: int) -> bool:
    """Whether nothing else is told between the pair and the share."""
    between = items[last + 1 : opened]
    depth = items[last].depth
    inside = [item for item in between if item.depth == depth and item.kind == "mark" and item.key in OPENING]
    return not inside and not moves_or_compares(between) and not any(item.key in _ANEW for item in between)


def _rate_was(items: tuple[Item, ...], last: int, at: int) -> int | None:
    """ "…, the return rate was 25 per cent": the mark before a share's own name."""
    verb = at - 1
    while verb > last and (items[verb].key.startswith("~") or items[verb].key in ("only", "just", "therefore", "thus")):
        verb -= 1
    if not items[verb].has("level") and items[verb].key != "is":
        return None
    noun = items[verb - 1]
    if noun.key.split()[-1] not in _SHARES:
        return None
    for step in range(verb - 1, max(last, verb - 6), -1):
        if items[step].key in OPENING and items[step].kind == "mark":
            return step
        if items[step].key in _OTHERS or items[step].kind not in ("word",):
            return None
    return None


def _majority(items: tuple[Item, ...], part: int, whole: int) -> Iterator[Finding]:
    """ "473 of the 1,420 felt safe, a clear majority"."""
    one, two = items[part].figure, items[whole].figure
    assert one is not None and two is not None
    last = max(part, whole)
    for at in range(last + 2, min(len(items), last + 16)):
        if items[at].figure is not None:
            return
        word = items[at].key
        if word not in ("majority", "minority", "a majority", "a minority") or not stops(items, at):
            continue
        opened = next((step for step in range(at, last, -1) if items[step].key in OPENING), None)
        if opened is None or at - opened > 4 or moves_or_compares(items[last + 1 : at]):
            continue
        share, much = one.value / two.value, word.endswith("majority")
        if share < Decimal("0.5") if much else share > Decimal("0.5"):
            said = f"{one.text} of {two.text} is {short(share * 100)} per cent"
            yield at, refuted(f"{said}: that is no {word.split()[-1]}.", None, "most")
