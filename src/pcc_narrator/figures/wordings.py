"""Grammar of figures that are words of their own: fractions, multiples, ranks, intervals."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pcc_narrator.figures.amount import Amount
from pcc_narrator.figures.amounts import read_amount
from pcc_narrator.figures.numbers import Number, read_number, vulgar_fraction
from pcc_narrator.figures.tokens import HYPHENS, NOTHING, Stream
from pcc_narrator.figures.units import percent_at
from pcc_narrator.models.figure import FigureKind
from pcc_narrator.periods.numerals import cardinals, ordinals

_SUFFIXES = frozenset(("st", "nd", "rd", "th"))
_OUT_OF = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000, 10_000, 100_000, 1_000_000))


def read_wording(stream: Stream, index: int) -> Amount | None:
    """The fraction, multiple, rank or interval that starts at a token."""
    if index in stream.taken:
        return None
    return (
        _interval(stream, index)
        or _part_of_a_unit(stream, index)
        or _in_points(stream, _fraction(stream, index))
        or _so_many_in(stream, index)
        or _multiple(stream, index)
        or _rank(stream, index)
    )


def _made(
    begin: int, stop: int, kind: FigureKind, value: Decimal, *, in_words: bool = True, step: Decimal | None = None
) -> Amount:
    number = Number(begin, stop, value, step, in_words, mantissa=value)
    unit = "rank" if kind == "rank" else "ratio"
    return Amount(begin, stop, number, kind, unit, value=value, step=step, bare=False)  # type: ignore[arg-type]


# -- intervals


def _interval(stream: Stream, index: int) -> Amount | None:
    """± 2.1; +/- 2.1; plus or minus 2.1 percentage points."""
    token = stream.tokens[index]
    place = index + 1
    if (token.text == "+" and stream.at(place).text == "/" and stream.at(place + 1).text in HYPHENS | {"−"}) or (
        token.low == "plus" and stream.at(place).low in ("or", "/") and stream.at(place + 1).low == "minus"
    ):
        place += 2
    elif token.text != "±":
        return None
    if stream.at(place) is NOTHING:
        return None
    amount = read_amount(stream, place)
    return None if amount is None else replace(amount, begin=index, kind="interval", bare=False)


# -- fractions


def _part_of_a_unit(stream: Stream, index: int) -> Amount | None:
    """half a per cent; half a percentage point; half an hour; a percentage point."""
    token = stream.tokens[index]
    if token.low in ("a", "an"):
        mixed = _unit_and_a_half(stream, index)
        if mixed is not None:
            return mixed
        found = percent_at(stream, index + 1)
        if found is None or stream.at(index + 1).low != "percentage":
            return None
        number = Number(index, index + 1, Decimal(1), Decimal(1), True, mantissa=Decimal(1))
        return replace(
            Amount(index, found[1], number, "points", "percentage_points", bare=False),
            value=Decimal(1),
            step=Decimal(1),
        )
    if token.low not in ("half", "quarter") or stream.at(index + 1).low not in ("a", "an"):
        return None
    part = Decimal(1) / stream.words.fractions[token.low]
    number = Number(index, index + 2, part, None, True, mantissa=part)
    found = percent_at(stream, index + 2)
    if found is not None:
        kind: FigureKind = "points" if found[0] else "percent"
        amount = Amount(index, found[1], number, kind, "percentage_points" if found[0] else "percent", bare=False)
        return replace(amount, value=part)
    unit = stream.words.durations.get(stream.at(index + 2).low)
    if unit is None or stream.at(index + 2).low == "second":
        return None
    base, worth = unit
    value = part * worth
    return replace(Amount(index, index + 3, number, "duration", base, bare=False), value=value)


def _unit_and_a_half(stream: Stream, index: int) -> Amount | None:
    """a year and a half; an hour and a half."""
    unit = stream.words.durations.get(stream.at(index + 1).low)
    if unit is None or [stream.at(index + offset).low for offset in (2, 3, 4)] != ["and", "a", "half"]:
        return None
    value = Decimal("1.5")
    number = Number(index, index + 5, value, None, True, mantissa=value)
    return replace(Amount(index, index + 5, number, "duration", unit[0], bare=False), value=value * unit[1])


def _fraction(stream: Stream, index: int) -> Amount | None:
    """a third; two-thirds; three quarters; half; 3/4; ½."""
    token = stream.tokens[index]
    if token.kind == "mark":
        value = vulgar_fraction(token.text)
        return None if value is None else _made(index, index + 1, "fraction", value, in_words=False)
    if token.kind == "number":
        return _slash(stream, index) or _colon(stream, index) or _counted_parts(stream, index)
    if token.low == "half":
        before = stream.before(index).low
        if stream.at(index + 1).low == "a" and stream.at(index + 2).low in stream.words.scales:
            return None
        if before in ("first", "second", "latter", "other") or stream.at(index + 1).low in ("year", "yearly", "yearly"):
            return None
        return _made(index, index + 1, "fraction", Decimal("0.5"))
    if token.low in ("a", "an", "one"):
        place = stream.after_hyphen(index + 1)
        low = stream.at(place).low
        if low not in stream.words.fractions or low.endswith("s"):
            return None
        if token.low != "one" and not _ends_a_fraction(stream, place):
            return None
        return _made(index, place + 1, "fraction", Decimal(1) / stream.words.fractions[low])
    return _counted_parts(stream, index)


def _in_points(stream: Stream, fraction: Amount | None) -> Amount | None:
    """a quarter of a percentage point: 0.25 points; any other fraction as it is."""
    if fraction is None or stream.at(fraction.stop).low != "of":
        return fraction
    found = percent_at(stream, fraction.stop)
    if found is None:
        return fraction
    return replace(fraction, stop=found[1], kind="points", unit="percentage_points")


def _ends_a_fraction(stream: Stream, place: int) -> bool:
    following = stream.seen(place + 1)
    if stream.tokens[place].low == "half":
        return True
    if following.kind != "word":
        return following.text not in HYPHENS or following is NOTHING
    return following.low in stream.words["after_fraction"]


def _counted_parts(stream: Stream, index: int) -> Amount | None:
    """two-thirds; three quarters; 3 fifths."""
    token = stream.tokens[index]
    count = token.plain_integer if token.kind == "number" else cardinals().get(token.low)
    if count is None or not 1 < count < 20:
        return None
    place = stream.after_hyphen(index + 1)
    low = stream.at(place).low
    parts = stream.words.fractions.get(low)
    if parts is None or not low.endswith("s") or count >= parts * 3:
        return None
    if low == "quarters" and count >= parts:
        return None  # "the four quarters of 2018" are times
    in_time = low == "quarters" and place == index + 1 and stream.at(place + 1).low != "of"
    if in_time and stream.before(index).low in _BEFORE_TIMES:
        return None
    return _made(index, place + 1, "fraction", Decimal(count) / parts)


_BEFORE_TIMES = frozenset(("for", "in", "last", "past", "during", "after", "all", "these", "those", "over"))


def _slash(stream: Stream, index: int) -> Amount | None:
    top, bottom = stream.tokens[index].plain_integer, stream.at(index + 2).plain_integer
    if stream.at(index + 1).text != "/" or not stream.glued(index + 1) or not stream.glued(index + 2):
        return None
    if top is None or bottom is None or not 0 < top < bottom <= 1000 or stream.at(index + 3).text == "/":
        return None
    return _made(index, index + 3, "fraction", Decimal(top) / bottom, in_words=False)


def _colon(stream: Stream, index: int) -> Amount | None:
    """10:42 minutes; a ratio of 3:1. What has neither word beside it is read as two numbers."""
    first, second = stream.tokens[index].plain_integer, stream.at(index + 2).plain_integer
    if stream.at(index + 1).text != ":" or not stream.glued(index + 1) or not stream.glued(index + 2):
        return None
    if first is None or not second:
        return None
    unit = stream.words.durations.get(stream.at(index + 3).low)
    if unit is not None and unit in (("seconds", 60), ("seconds", 3600)) and second < 60:
        value = Decimal(first * 60 + second) * (unit[1] // 60)
        number = Number(index, index + 3, value, Decimal(unit[1] // 60), mantissa=value)
        amount = Amount(index, index + 4, number, "duration", "seconds", bare=False)
        return replace(amount, value=value, step=Decimal(unit[1] // 60))
    beside = [stream.tokens[place].low for place in range(max(0, index - 4), index)] + [stream.at(index + 3).low]
    if not {"ratio", "odds"} & set(beside):
        return None
    number = Number(index, index + 3, Decimal(first) / second, None, mantissa=Decimal(first))
    return replace(Amount(index, index + 3, number, "number", "ratio", bare=False), value=number.value)


def _so_many_in(stream: Stream, index: int) -> Amount | None:
    """one in six; four in ten; nine out of 10; one in every 20."""
    once = stream.tokens[index].low == "once"  # once in 10,000
    first = Number(index, index + 1, Decimal(1), in_words=True) if once else read_number(stream, index)
    if first is None or first.scale != 1 or first.value != first.value.to_integral_value():
        return None
    place = stream.after_hyphen(first.stop)
    if stream.at(place).low == "out" and stream.at(place + 1).low == "of":
        place, out_of = place + 2, True
    elif stream.at(place).low == "in":
        place, out_of = place + 1, False
    else:
        return None
    every = stream.at(place).low == "every"
    place = stream.after_hyphen(place + every)
    if stream.at(place) is NOTHING:
        return None
    scale = stream.words.scales.get(stream.at(place).low, 0) if every else 0
    if scale >= 100:  # "six in every thousand"
        second: Number | None = Number(place, place + 1, Decimal(scale), Decimal(1), in_words=True)
    else:
        second = read_number(stream, place)
    if second is None or (second.step != 1 and not once) or second.value <= first.value or first.value < 1:
        return None
    following = stream.seen(second.stop)
    if (following.low in stream.words.durations and not once) or percent_at(stream, second.stop):
        return None
    if following.gap == 0 and following.kind in ("number", "word"):
        return None
    proper = second.value in _OUT_OF if first.value > 1 or out_of else True
    alike = first.in_words == second.in_words or first.value == 1 or out_of or every
    if not proper or not alike:
        return None
    in_words = first.in_words or second.in_words
    return _made(index, second.stop, "fraction", first.value / second.value, in_words=in_words)


# -- multiples


def _multiple(stream: Stream, index: int) -> Amount | None:
    """doubled; threefold; twice as many; 1.5 times higher; 3x."""
    token = stream.tokens[index]
    low, words = token.low, stream.words
    if low in words.multiples:
        value = words.multiples[low]
        follows = stream.at(index + 1).low in words["multiple_follows"] or _owned(stream, index + 1)
        if low in ("twice", "thrice") and not follows:
            occurrences = Number(index, index + 1, value, Decimal(1), True, mantissa=value)
            return Amount(index, index + 1, occurrences, value=value, step=Decimal(1), bare=False)
        return _made(index, index + 1, "multiple", value)
    if low.endswith("fold") and low != "fold":
        count = cardinals().get(low[:-4])
        return None if not count else _made(index, index + 1, "multiple", Decimal(count))
    if token.kind not in ("number", "word", "symbol"):
        return None
    number = read_number(stream, index)
    if number is None:
        return None
    place = stream.after_hyphen(number.stop)
    following = stream.at(place)
    if following.low == "fold":
        return _of_number(number, place + 1)
    if following.low == "times":
        if stream.at(place + 1).low in words["multiple_follows"] and not _is_occasion(stream, place + 1):
            return _of_number(number, place + 1)
        return _of_number(number, place + 1) if _owned(stream, place + 1) else None
    if following.low in ("x", "×") and stream.glued(number.stop) and not stream.glued(number.stop + 1):
        return _of_number(number, place + 1)
    return None


def _owned(stream: Stream, index: int) -> bool:
    """Whether the figure of something named follows: "twice West Norland's 93"."""
    for place in range(index, index + 4):
        if stream.at(place).low.endswith(("'s", "’s")):
            return stream.at(place + 1).kind == "number"
        if not stream.at(place).text[:1].isupper():
            return False
    return False


def _is_occasion(stream: Stream, index: int) -> bool:
    """Whether "three times in", "three times the previous week" counts occasions."""
    return stream.at(index).low in ("the", "that", "its", "their", "those") and stream.seen(index + 1).low in (
        "previous",
        "following",
    )


def _of_number(number: Number, stop: int) -> Amount:
    made = _made(number.begin, stop, "multiple", number.value, in_words=number.in_words)
    return replace(made, step=None if number.in_words else number.step)


# -- ranks


def ordinal_at(stream: Stream, index: int) -> tuple[int, int, bool] | None:
    """sixth; 6th; twenty-first: (value, index after it, in words)."""
    token = stream.tokens[index]
    if token.kind == "number":
        suffix = stream.at(index + 1)
        if token.value is not None and suffix.low in _SUFFIXES and suffix.gap == 0 and "." not in token.text:
            return int(token.value), index + 2, False
        return None
    if token.low in ordinals():
        return ordinals()[token.low], index + 1, True
    tens = cardinals().get(token.low)
    if tens is None or tens < 20 or tens % 10:
        return None
    place = stream.after_hyphen(index + 1)
    unit = ordinals().get(stream.at(place).low)
    return (tens + unit, place + 1, True) if unit is not None and unit < 10 else None


def _rank(stream: Stream, index: int) -> Amount | None:
    """sixth; 6th; joint second; ranked 3."""
    begin = index
    token = stream.tokens[index]
    if token.low in stream.words["joint"]:
        place = stream.after_hyphen(index + 1)
        if stream.at(place) is NOTHING:
            return None
        index = place
    found = ordinal_at(stream, index)
    if found is not None:
        value, stop, in_words = found
        return _made(begin, stop, "rank", Decimal(value), in_words=in_words, step=Decimal(1))
    if stream.before(index).low not in ("ranked", "ranks", "ranking", "rank"):
        return None
    number = read_number(stream, index)
    if number is None or number.step != 1 or number.value < 1 or percent_at(stream, number.stop) is not None:
        return None
    return _made(begin, number.stop, "rank", number.value, in_words=number.in_words, step=Decimal(1))
