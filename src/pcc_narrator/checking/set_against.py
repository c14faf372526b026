"""Two things set against each other, and what is said of them: "fewer in Leeds than in York: 797 against 1,024", "twice
as many in May as in June (42 and 21)", "six letters for every parcel (6,200 against 1,034)", "a gap of 20.1 points:
90.8 per cent at Leeds and 70.7 at York"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.between_two import near, plain, refuted, right, short
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.values import GOOD, fit, is_beyond
from pcc_narrator.models.figure import Figure
from pcc_narrator.models.record import record

Finding = tuple[int, Judged]
_LINKS = frozenset({"against", "compared with", "compared to", "versus", "vs", "v", "and", "to"})
_OPENING = frozenset({"(", ":", "–", "—"})
_GAPS = frozenset({"gap", "difference", "distance", "margin", "range"})


@record(frozen=True, slots=True)
class _Pair:
    """Two figures that stand alone behind a colon or in brackets, in the order of the things compared before."""

    opened: int
    first: int
    second: int
    one: Figure
    two: Figure
    parted: bool = False  # by the name of the other: "165 to Leeds's 190"


def find_set_against(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """Every comparing word, multiple, share or gap that the two figures behind it contradict, or bear out."""
    for pair in _pairs(items):
        yield from _more_or_fewer(items, pair)
        yield from _times_as_many(items, pair, bounds)
        yield from _for_every(items, pair, bounds)
    yield from _gap(items)
    yield from _per_cent_of(items, bounds)


def _pairs(items: tuple[Item, ...]) -> Iterator[_Pair]:
    for opened, item in enumerate(items[:-3]):
        if item.key not in _OPENING or items[opened + 2].key not in _LINKS:
            continue
        one, two = items[opened + 1].figure, items[opened + 3].figure
        if (
            one is None
            or two is None
            or not (plain(one) and plain(two))
            or (one.kind, one.unit) != (two.kind, two.unit)
        ):
            continue
        if one.value > 0 and two.value > 0 and one.kind != "rank":
            yield _Pair(opened, opened + 1, opened + 3, one, two)
    yield from _parted_pairs(items)


def _parted_pairs(items: tuple[Item, ...]) -> Iterator[_Pair]:
    """ "The lower number of wardens, 165 to Leeds's 190"."""
    for opened, item in enumerate(items[:-4]):
        one, link = items[opened + 1].figure, items[opened + 2].key
        if item.key != "," or one is None or link not in ("to", "against") or not plain(one):
            continue
        second = next((at for at in range(opened + 4, min(len(items), opened + 6)) if items[at].figure), None)
        two = items[second].figure if second is not None else None
        if second is None or two is None or not plain(two) or (one.kind, one.unit) != (two.kind, two.unit):
            continue
        named = items[opened + 3].kind in ("word", "name") and not items[opened + 3].words
        if named and one.value > 0 and two.value > 0 and one.kind == "number":
            yield _Pair(opened, opened + 1, second, one, two, parted=True)


def _said_before(items: tuple[Item, ...], pair: _Pair) -> tuple[Item, ...]:
    """The words of the clause before the pair, back to the last figure or mark that parts it from others."""
    start = pair.opened
    while start and items[start - 1].clause == items[pair.opened - 1].clause and items[start - 1].kind != "mark":
        start -= 1
    return items[start : pair.opened]


def _more_or_fewer(items: tuple[Item, ...], pair: _Pair) -> Iterator[Finding]:
    """ "Leeds had fewer fires than York: 797 against 1,024": in the order in which the two are named."""
    said = _said_before(items, pair)
    words = [at for at, item in enumerate(said) if item.has("more", "up", "down") and item.key in _MORE | _FEWER]
    if len(words) != 1 or any(item.figure is not None or item.has("negation") for item in said):
        return
    word = words[0]
    than = any(item.key == "than" or item.key.endswith(" than") for item in said[word:])
    beyond = said[word].key in ("above", "below") and items[pair.opened + 2].key in ("against", "compared with")
    if not (than or beyond or pair.parted) or pair.one.kind == "duration":
        return
    more = said[word].key in _MORE
    if pair.one.value != pair.two.value and (pair.one.value > pair.two.value) != more:
        at = pair.opened - len(said) + word
        yield (
            at,
            refuted(f"{pair.one.text} against {pair.two.text} is {'fewer' if more else 'more'}, as they are named."),
        )


_MORE = frozenset({"more", "more than", "higher", "higher than", "larger", "above"})
_FEWER = frozenset({"fewer", "fewer than", "less", "less than", "lower", "lower than", "smaller", "below"})


def _times_as_many(items: tuple[Item, ...], pair: _Pair, bounds: Bounds) -> Iterator[Finding]:
    """ "Twice as many fires in May as in June (42 and 21)": the first is so many times the second."""
    said = _said_before(items, pair)
    found = [at for at, item in enumerate(said) if item.figure is not None]
    if len(found) != 1:
        return
    figure = said[found[0]].figure
    behind = [item.key for item in said[found[0] + 1 :]]
    if figure is None or figure.kind not in ("multiple", "fraction") or behind.count("as") < 2:
        return
    at = pair.opened - len(said) + found[0]
    yield from _ratio(at, figure, pair, bounds)


def _for_every(items: tuple[Item, ...], pair: _Pair, bounds: Bounds) -> Iterator[Finding]:
    """ "For every parcel there were six letters (6,200 against 1,034)"."""
    said = _said_before(items, pair)
    keys = [item.key for item in said]
    every = next((at for at, key in enumerate(keys) if key in ("every", "each") and keys[at - 1 : at] == ["for"]), None)
    found = [at for at, item in enumerate(said) if item.figure is not None]
    if every is None or len(found) != 1:
        return
    figure = said[found[0]].figure
    if figure is not None and figure.kind == "number" and figure.value > 1 and pair.one.kind == "number":
        ratio = max(pair.one.value, pair.two.value) / min(pair.one.value, pair.two.value)
        half = (figure.step or Decimal(1)) / 2
        shown = f"{pair.one.text} against {pair.two.text} is {short(ratio)} for each"
        at = pair.opened - len(said) + found[0]
        if abs(ratio - figure.value) > half * (2 if figure.hedge else 1):
            yield at, refuted(f"{shown}, not {figure.text}.", short(ratio))
        else:
            yield at, right(shown, pair.first, pair.second)


def _ratio(at: int, figure: Figure, pair: _Pair, bounds: Bounds) -> Iterator[Finding]:
    value = pair.one.value / pair.two.value
    shown = f"{pair.one.text} against {pair.two.text} is {value:.2f} times"
    good = (
        fit(figure, value, "ratio", bounds)
        if figure.kind == "multiple"
        else fit(figure, value * 100, "percent", bounds)
    )
    if good in GOOD:
        yield at, right(shown, pair.first, pair.second)
    elif not is_beyond(figure, value):
        yield at, refuted(f"{shown}, not {figure.text}.")


def _gap(items: tuple[Item, ...]) -> Iterator[Finding]:
    """ "The gap was 20.1 percentage points: 90.8 per cent at Leeds, but only 70.7 per cent at York"."""
    gaps = [at for at, item in enumerate(items) if item.key in _GAPS]
    if len(gaps) != 1:
        return
    figures = [at for at in range(gaps[0], len(items)) if (one := items[at].figure) is not None and not _few(one)]
    before = [at for at in range(gaps[0]) if items[at].figure is not None]
    if len(figures) != 3 or before or not all(plain(items[at].figure) for at in figures):
        return
    opened = next((at for at in range(figures[0], figures[1]) if items[at].key in _OPENING), None)
    gap, one, two = (items[at].figure for at in figures)
    if opened is None or gap is None or one is None or two is None or one.kind != two.kind or one.unit != two.unit:
        return
    if gap.kind != ("points" if one.kind == "percent" else one.kind) or one.kind == "rank":
        return
    value = abs(one.value - two.value)
    shown = f"{one.text} and {two.text} are {value.normalize():f} apart"
    slack = sum(((figure.step or Decimal(0)) for figure in (gap, one, two)), Decimal(0)) / 2
    if near(gap, value):
        yield figures[0], right(shown, figures[1], figures[2])
    elif abs(abs(gap.value) - value) > slack:
        yield figures[0], refuted(f"{shown}, not {gap.text}.", f"{value.normalize():f}")


def _few(figure: Figure) -> bool:
    return figure.kind == "number" and figure.in_words and figure.value <= 12  # "the best of the three"


def _per_cent_of(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """ "(50 per cent: 3,812 against 7,616)": a percentage that neither the share nor the change of the two gives."""
    for at, item in enumerate(items[:-4]):
        figure = item.figure
        if figure is None or figure.kind != "percent" or not plain(figure) or items[at + 1].key not in (":", ",", ";"):
            continue
        one, two, link = items[at + 2].figure, items[at + 4].figure, items[at + 3].key
        closed = at + 5 < len(items) and items[at + 5].key == ")"
        if (
            one is None
            or two is None
            or not (plain(one) and plain(two))
            or link not in _LINKS - {"and", "to"}
            or not closed
        ):
            continue
        if one.kind != two.kind or not one.value or not two.value or items[at - 1].key != "(":
            continue
        shares = [one.value / two.value, two.value / one.value]
        shares += [abs(1 - share) for share in shares]
        if not any(fit(figure, share * 100, "percent", bounds) in GOOD for share in shares):
            shown = f"{one.text} of {two.text} is {short(shares[0] * 100)} per cent"
            yield at, refuted(f"{shown}, not {figure.text}.", f"{short(shares[0] * 100)} per cent")
