"""How far two levels lie apart, told behind them: "54.1 points for girls and 48.7 for boys, a gap of 5.4 points",
"was £1.15 in January and £1.38 by December, 20 per cent more", "income of £14.4m and spending of £13.9m, which left a
surplus of £0.5m"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pcc_narrator.checking.between_two import plain, refuted, right, short, wrong_change
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.within.exact import levels
from pcc_narrator.checking.within.phrases import CLOSING, OPENING, nouns, stops, stops_after_noun, told_pairs
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_GAPS = frozenset(
    {"gap", "saving", "advantage", "difference", "distance", "margin", "range", "spread", "lead", "surplus"}
    | {"deficit", "shortfall", "profit", "loss", "balance", "excess", "disparity", "gulf", "divide", "majority"}
)  # fmt: skip
_KINDS = frozenset({"number", "money", "duration", "percent", "rate", "points"})
_OTHER_BASE = frozenset(
    {"annual", "annually", "yearly", "monthly", "weekly", "average", "year", "respectively", "each", "both"}
    | {"every", "combined", "together", "total", "nationally", "adjusted", "real"}
)  # fmt: skip
_TIMES = frozenset(
    {"now", "then", "today", "previously", "originally", "formerly", "once", "initially", "currently"}
    | {"spring", "summer", "autumn", "winter", "ago", "before", "beginning", "end", "start"}
)  # fmt: skip
_UNITS = frozenset({"metr", "metre", "metres", "mile", "km", "degre", "c", "point", "kg", "minut", "seat", "vote"})
_LEADING = frozenset(
    {"or", "which", "that", "that is", "is", "was", "so", "making", "it", "this", "means", "now", "then"}
)  # fmt: skip
_AGAINST = frozenset({"compared with", "compared to", "against", "versus", "up from", "down from", "from", "after"})


def find_apart(items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """Each gap and each "so much more" that the only two levels before it contradict, or bear out."""
    for at, item in enumerate(items):
        figure = item.figure
        if figure is None or figure.high is not None or not plain(figure):
            continue
        told = _levels_before(items, at)
        if told is None:
            continue
        first, second = told
        if _is_gap(items, at) and (stops(items, at) or _unit_behind(items, at)):
            yield from _gap(items, at, first, second, bounds)
        elif figure.kind in ("percent", "number", "money", "duration", "points") and (way := _more(items, at, second)):
            yield from _distance(items, at, first, second, way, bounds)


def _levels_before(items: tuple[Item, ...], at: int) -> tuple[int, int] | None:
    """The only two levels told before a figure, if they can be of one kind."""
    found = [step for step in range(at) if items[step].figure is not None and not _says_how_long(items, step, at)]
    if len(found) != 2:
        return None
    one, two = (items[step].figure for step in found)
    if one is None or two is None or not (plain(one) and plain(two)):
        return None
    bare = {one.kind, two.kind} <= {"number", "points"} and "percentage" not in f"{one.text} {two.text}"
    if not bare and (one.kind, one.unit) != (two.kind, two.unit):
        return None
    return (found[0], found[1]) if {one.kind, two.kind} <= _KINDS else None


def _says_how_long(items: tuple[Item, ...], step: int, at: int) -> bool:
    """ "Over two years", "in the four quarters": no level, where the gap is none of time."""
    figure, gap = items[step].figure, items[at].figure
    return (
        figure is not None
        and figure.kind == "duration"
        and gap is not None
        and gap.kind != "duration"
        and figure.in_words
    )


def _is_gap(items: tuple[Item, ...], at: int) -> bool:
    """ "a gap of 5.4", "the gap was 5.4", "the difference between them is 5.4", "leaving a deficit of £2m"."""
    before = items[max(0, at - 9) : at]
    while before and before[-1].key.startswith("~"):
        before = before[:-1]
    if not before or not (
        before[-1].key in ("of", "a majority of") or before[-1].has("level") or before[-1].key in ("is", ":", "(", ",")
    ):
        return False
    if before[-1].key in (",", "("):
        return len(before) > 2 and before[-2].key in _GAPS and before[-3].key == "the"  # "the gap, seven marks, is"
    if before[-1].key.startswith("a majority"):
        return True
    if before[-1].has("level") or before[-1].key == "is":
        gap = next((step for step, item in enumerate(items[:at]) if item.key in _GAPS), None)
        if gap is not None and gap + 1 < at and items[gap + 1].key == "between" and not _told(items, 0, gap):
            return True  # "the gap between oaks (61 per cent) and beeches (24 per cent) is 27 points"
    for item in reversed(before[:-1]):
        if item.key in _GAPS:
            return True
        joins = (
            item.key in ("between", "the", "two", "them", "in", "was", "is") or item.has("level") or item.has("pronoun")
        )
        if not joins or before[-1].key in ("of", "("):
            return False
    return False


def _told(items: tuple[Item, ...], first: int, end: int) -> bool:
    return any(item.figure is not None for item in items[first:end])


def _unit_behind(items: tuple[Item, ...], at: int) -> bool:
    """One or two words that say the unit: "5.4 points.", "12.1 degrees", "243 births", "seven seats"."""
    for step in range(at + 1, min(len(items), at + 4)):
        if items[step].key == "°":
            continue
        if items[step].kind == "mark":
            return items[step].key in CLOSING
        if items[step].kind not in ("word", "name") or items[step].words:
            return False
    return at + 3 >= len(items)


def _gap(items: tuple[Item, ...], at: int, first: int, second: int, bounds: Bounds) -> Iterator[Finding]:
    figure = items[at].figure
    assert figure is not None
    one, two = levels(items, first, second)
    if any(pair in ((first, second), (second, first)) for pair in told_pairs(items[:at])):
        return  # "29 of the 51 seats, a majority of seven"
    between = items[second + 1 : at]
    if any(item.period is not None or item.key in _AGAINST or item.has("compare") for item in _clause(between)):
        return
    if figure.kind == "percent" and one.kind != "percent":
        return
    gap = abs(one.value - two.value)
    said = f"{one.text} and {two.text} are {gap.normalize():f} apart"
    if figure.kind == "percent":
        yield from wrong_change(at, figure, one, two, bounds)
    elif figure.kind in (one.kind, two.kind) or (
        figure.kind in ("number", "points") and one.kind in ("percent", *_BARE)
    ):
        slack = sum(((level.step or Decimal(0)) for level in (figure, one, two)), Decimal(0)) / 2
        if (figure.step or Decimal(0)) >= 1 and one.step == two.step == 1 and one.kind == "number":
            slack = Decimal("0.5")
        if abs(abs(figure.value) - gap) > slack:
            yield at, refuted(f"{said}, not {figure.text}.", f"{gap.normalize():f}")
        elif abs(figure.value) == gap:
            yield at, right(said, first, second)


_BARE = ("number", "points")


def _clause(items: Sequence[Item]) -> Sequence[Item]:
    """What stands behind the last mark there."""
    last = max((step for step, item in enumerate(items) if item.kind == "mark" and item.key in OPENING), default=-1)
    return items[last + 1 :]


def _more(items: tuple[Item, ...], at: int, second: int) -> int:
    """Which way ", 20 per cent more", ", up 20 per cent" goes, where nothing says from what; 0 where it is none."""
    word = _comparative(items, at) or at - 1
    sign = {"up": 1, "down": -1}.get(items[word].sense("more") or "", 0)
    last, first = max(at, word), min(at, word)
    if items[word].key == "of" and (noun := _change_noun(items, word)) is not None:
        sign = {"up": 1, "down": -1}.get(items[noun].sense("change_noun") or "", 0)
        first = noun - 1 if items[noun - 1].key in ("a", "an", "the") else noun
    elif items[word].key == "extra" or (last + 1 < len(items) and items[last + 1].key == "extra"):
        sign, first = 1, first - (items[first - 1].key == "an")
        last += items[word].key != "extra"
    closed = last + 1 >= len(items) or (items[last + 1].kind == "mark" and items[last + 1].key in CLOSING)
    if not sign or not (closed or (items[word].key in ("of", "extra") and stops_after_noun(items, at))):
        return 0
    between = items[second + 1 : first]
    if any(item.key == "so" for item in between):
        between = between[: [item.key for item in between].index("so") + 1]
    opened = next((step for step in range(len(between) - 1, -1, -1) if between[step].key not in _LEADING), None)
    if opened is None or between[opened].kind != "mark" or between[opened].key not in OPENING:
        return 0
    rest = items[last + 1 :]
    if any(item.key in _OTHER_BASE or item.key in _AGAINST or item.key == "on" for item in (*between, *rest)):
        return 0
    return sign if not any(item.has("negation") or item.has("direction") for item in between) else 0


def _comparative(items: tuple[Item, ...], at: int) -> int | None:
    """The item of "more", "less", "warmer" behind a figure or its unit: "20 per cent more", "seven metres less"."""
    for step in range(at + 1, min(len(items), at + 3)):
        if items[step].has("more"):
            return step
        if items[step].kind not in ("word", "name") or items[step].words:
            return None
    return None


def _change_noun(items: tuple[Item, ...], of: int) -> int | None:
    """The noun of "a rise of", "a sharp fall of"."""
    noun = of - 1
    return noun if noun > 0 and items[noun].has("change_noun", "up", "down") else None


def _distance(items: tuple[Item, ...], at: int, first: int, second: int, way: int, bounds: Bounds) -> Iterator[Finding]:
    """The base is the smaller of the two where it is more, the larger where it is less: their order says nothing."""
    figure = items[at].figure
    assert figure is not None
    mine, theirs = nouns(items, first), nouns(items, second)
    elliptic = not theirs or bool(set(mine) & set(theirs)) or theirs[0] in _UNITS
    two_things = figure.kind != "percent" and _two_things(items, first, second)
    elliptic = elliptic and _behind_mark(items, second, at)
    if not (_of_one_thing(items, first, second) or elliptic or two_things):
        return
    one, two = levels(items, first, second)
    low, high = sorted((one, two), key=_value)
    base, end = (low, high) if way > 0 else (high, low)
    if not base.value or one.value == two.value:
        return
    if figure.kind == one.kind != "percent":
        gap = abs(one.value - two.value)
        slack = sum((_slack(level) for level in (figure, one, two)), Decimal(0))
        if abs(abs(figure.value) - gap) > slack:
            said = f"{one.text} and {two.text} are {gap.normalize():,f} apart"
            yield at, refuted(f"{said}, not {figure.text}.", f"{gap.normalize():,f}")
    elif figure.kind == "percent":
        wrong = list(wrong_change(at, figure, base, end, bounds))
        if not wrong and figure.kind == "percent":
            share = abs(end.value - base.value) * 100 / abs(base.value)
            if fit(figure, share, "percent", bounds) in GOOD:
                yield at, right(f"{end.text} against {base.text} is {short(share)} per cent", first, second)
        yield from wrong


def _behind_mark(items: tuple[Item, ...], second: int, at: int) -> bool:
    """Whether the distance follows its two levels right behind a mark, and no other thing is named between."""
    between = items[second + 1 : at]
    return not any(item.has("direction") or item.key in ("and", "but", "while") for item in between) and any(
        item.key in ("and", "against", "while", "but") for item in items[:second]
    )


def _slack(figure: Figure) -> Decimal:
    step = figure.step or Decimal(0)
    return Decimal(0) if step == 1 and figure.kind in ("number", "money") else step / 2


def _value(figure: Figure) -> Decimal:
    return figure.value


def _of_one_thing(items: tuple[Item, ...], first: int, second: int) -> bool:
    """Whether two levels are told of one thing at two times: each with its own time, in one sentence."""
    behind = [item.key for item in items[second + 1 : second + 5] if _is_time(item)]
    earlier = [item.key for item in items[:second] if _is_time(item)]
    return bool(earlier) and (bool(behind) or len(earlier) > 1)


def _two_things(items: tuple[Item, ...], first: int, second: int) -> bool:
    """ "142p here but 135p in the next town": two things set against each other, with no time of their own."""
    linked = any(item.key in _SET_AGAINST for item in items[first + 1 : second])
    return linked and not any(_is_time(item) for item in items)


_SET_AGAINST = frozenset({"but", "against", "versus", "compared with", "compared to", "while", "whereas"})


def _is_time(item: Item) -> bool:
    return item.period is not None or item.key in _TIMES
