"""Grammar of what follows a number: per cent and points, durations, money words, rates."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pcc_narrator.figures.amount import Amount
from pcc_narrator.figures.numbers import Number, read_number
from pcc_narrator.figures.tokens import NOTHING, Stream
from pcc_narrator.models.fact import Unit
from pcc_narrator.periods.tokens import GLUED
from pcc_narrator.periods.words import words as period_words


def with_unit(stream: Stream, amount: Amount) -> Amount:
    """The amount with the unit that follows it, or as it is."""
    for read in (_percent, _duration, _money_word, _rate):
        found = read(stream, amount)
        if found is not None:
            return found
    return amount


# -- per cent and points


def _percent(stream: Stream, amount: Amount) -> Amount | None:
    found = percent_at(stream, amount.stop)
    if found is None:
        return None
    points, stop, factor = found
    return replace(
        amount,
        stop=stop,
        kind="points" if points else "percent",
        unit="percentage_points" if points else "percent",
        factor=factor,
        value=amount.value * factor,
        step=None if amount.step is None else amount.step * factor,
        high=None if amount.high is None else amount.high * factor,
        bare=False,
    )


def percent_at(stream: Stream, index: int) -> tuple[bool, int, Decimal] | None:
    """per cent, %, percentage points, pp, basis points: (whether points, index after it, worth)."""
    place = stream.after_hyphen(index)
    token, one = stream.at(place), _ONE
    if token.low not in _PERCENTS and token.text not in _MARKS:
        return None
    following = stream.at(place + 1)
    if token.low == "of" and following.low == "a" and stream.at(place + 2).low == "percentage":
        last = stream.after_hyphen(place + 3)  # 0.7 of a percentage point
        return (True, last + 1, one) if stream.at(last).low == "point" else None
    if token.low == "of" and following.low == "a" and stream.at(place + 2).low == "point":
        return True, place + 3, one  # 0.3 of a point
    if token.low in ("pp", "pps", "ppt", "ppts") or (token.low == "p" and _dotted_pp(stream, place)):
        return True, place + (1 if token.low != "p" else 4), one
    if token.low == "basis" and following.low in ("point", "points"):
        return True, place + 2, Decimal("0.01")
    if token.low == "percentage":
        last = stream.after_hyphen(place + 1)
        return (True, last + 1, one) if stream.at(last).low in ("point", "points") else None
    stop = None
    if token.text in _MARKS or token.low in ("percent", "pct"):
        stop = place + 1
    elif token.low == "per":
        last = stream.after_hyphen(place + 1)
        if stream.at(last).low in ("cent", "cents"):
            stop = last + 1
    if stop is None:
        return None
    last = stream.after_hyphen(stop)
    if stream.at(last).low in ("point", "points"):
        return True, last + 1, one
    return False, stop, one


_ONE = Decimal(1)
_MARKS = frozenset("%％﹪")
_PERCENTS = frozenset(("of", "pp", "pps", "ppt", "ppts", "p", "basis", "percentage", "percent", "pct", "per"))


def _dotted_pp(stream: Stream, index: int) -> bool:
    return [stream.at(index + offset).low for offset in (1, 2, 3)] == [".", "p", "."] and stream.glued(index + 2)


# -- durations


# Below how many of the smaller unit two numbers are one time: "10 minutes and 42 seconds", and "1 minute and
# 81 seconds", wrong as it is; "2 days and 5 seconds" are two.
_PARTS: dict[tuple[tuple[str, int], tuple[str, int]], int] = {
    (("seconds", 60), ("seconds", 1)): 100,
    (("seconds", 3600), ("seconds", 60)): 100,
    (("seconds", 3600), ("seconds", 1)): 100,
    (("days", 1), ("seconds", 3600)): 24,
    (("days", 7), ("days", 1)): 7,
    (("months", 12), ("months", 1)): 12,
}


def _duration(stream: Stream, amount: Amount) -> Amount | None:
    """10 minutes and 42 seconds; 1min 21sec; 14 days; 2.5 hours; 10-minute; two weeks."""
    unit = _time_unit(stream, amount, first=True)
    if unit is None:
        return None
    base, worth, stop = unit
    parts = [(amount.number, base, worth)]
    while parts[-1][0].value == parts[-1][0].value.to_integral_value():
        place = stop
        if stream.at(place).text == ",":
            place += 1
        if stream.at(place).low == "and":
            place += 1
        number = read_number(stream, place) if stream.at(place) is not NOTHING else None
        if number is None or number.step is None:
            break
        further = _time_unit(stream, Amount(place, number.stop, number), first=False)
        if further is None or number.value >= _PARTS.get((parts[-1][1:], further[:2]), 0):
            break
        parts.append((number, further[0], further[1]))
        stop = further[2]
    return _sum_of_times(replace(amount, stop=stop), parts)


def _time_unit(stream: Stream, amount: Amount, *, first: bool) -> tuple[str, int, int] | None:
    place = stream.after_hyphen(amount.stop)
    hyphened = place != amount.stop
    glued = stream.glued(place) and not hyphened
    token = stream.at(place)
    if glued and token.low in ("s", "m", "h") and not amount.number.in_words:
        return _letter(stream, amount, place, first=first)
    if token.low == "s" and not first and not hyphened and not amount.number.in_words:
        return "seconds", 1, place + 1  # 10 min 42 s
    while token.low in stream.words["duration_adjectives"] and not glued:
        place = stream.after_hyphen(place + 1)
        token = stream.at(place)
    if stream.at(place + 1).low in ("hours", "days") and _is_an_adjective(stream, place) and not glued and not hyphened:
        place += 1  # 74,952 volunteer hours, 14.9 actual days
        token = stream.at(place)
    unit = stream.words.durations.get(token.low)
    if unit is None or token.kind != "word":
        return None
    if token.low == "second" and not hyphened and amount.number.value != 1:
        return None  # "20 second homes"
    return unit[0], unit[1], place + 1


_NO_ADJECTIVES = frozenset(("of", "the", "on", "with", "for", "not"))


def _is_an_adjective(stream: Stream, index: int) -> bool:
    token = stream.at(index)
    return (
        token.kind == "word"
        and token.text.islower()
        and not token.low.endswith("s")
        and token.low not in stream.words["rate_stops"] | stream.words["whose"] | _NO_ADJECTIVES
        and percent_at(stream, index) is None
    )


def _letter(stream: Stream, amount: Amount, place: int, *, first: bool) -> tuple[str, int, int] | None:
    letter, following = stream.at(place).low, stream.at(place + 1)
    before = stream.before(amount.begin).low
    if letter == "s":
        if first and (
            before in ("their", "the", "early", "late", "mid", "under", "over", "aged") or amount.value >= 1000
        ):
            return None
        return "seconds", 1, place + 1
    if letter == "m":
        seconds = following.kind == "number" and stream.at(place + 2).low in ("s", "sec", "secs")
        return ("seconds", 60, place + 1) if not first or (seconds and stream.glued(place + 2)) else None
    return "seconds", 3600, place + 1


def _sum_of_times(amount: Amount, parts: list[tuple[Number, str, int]]) -> Amount:
    bases = {base for _, base, _ in parts}
    number, base, worth = parts[-1]
    unit: Unit
    if bases == {"seconds"} and len(parts) == 1 and worth == 3600:
        unit, divisor = "hours", Decimal(3600)
    elif bases == {"days"} or bases == {"months"}:
        unit, divisor = ("days" if bases == {"days"} else "months"), Decimal(1)
    else:
        unit, divisor = "seconds", Decimal(1)
    seconds = {"seconds": 1, "days": 86400 if unit == "seconds" else 1, "months": 2629746 if unit == "seconds" else 1}
    total = sum((part.value * worth_ * seconds[base_] for part, base_, worth_ in parts), Decimal(0)) / divisor
    factor = Decimal(worth) * seconds[base] / divisor
    return replace(
        amount,
        kind="duration",
        unit=unit,
        factor=factor,
        value=total,
        step=None if number.step is None else number.step * factor,
        high=None if amount.high is None else amount.high * factor,
        bare=False,
    )


# -- money in words


def _money_word(stream: Stream, amount: Amount) -> Amount | None:
    """3.4 million pounds; 12 euros; 50p."""
    token = stream.at(amount.stop)
    glued = stream.glued(amount.stop)
    pence = (token.low == "p" and glued) or token.low in ("pence", "penny")
    if pence and token.text != "P":
        hundredth = Decimal("0.01")
        return replace(
            amount,
            stop=amount.stop + 1,
            kind="money",
            unit="gbp",
            factor=hundredth,
            value=amount.value * hundredth,
            step=None if amount.step is None else amount.step * hundredth,
            bare=False,
        )
    if token.low in stream.words["pounds"]:
        return replace(amount, stop=amount.stop + 1, kind="money", unit="gbp", bare=False)
    if token.low in stream.words["other_money"]:
        return replace(amount, stop=amount.stop + 1, kind="money", bare=False)
    return None


# -- rates

_FEWEST, _MOST_WORDS = Decimal(1000), 6


def _rate(stream: Stream, amount: Amount) -> Amount | None:
    """59.3 per 1,000; 59.3 visits per 1,000 population; 4 deaths for every 100,000 births."""
    place = amount.stop
    for _ in range(_MOST_WORDS):
        found = denominator_at(stream, place)
        if found is not None:
            break
        token = stream.at(place)
        whose = token.low == "from" and stream.at(place + 1).low == "the"  # "0.6 thefts from the person per 1,000"
        joins = token.low in ("and", "or") and place > amount.stop  # "9.6 visits of an hour or more per 1,000"
        stops = token.low in stream.words["rate_stops"] and not whose and not joins
        if token.kind != "word" or stops or token.low in period_words().units:
            return None
        place = stream.after_hyphen(place + 1)
    else:
        found = denominator_at(stream, place)
    if found is None:
        return None
    population, stop = found
    return in_rate(replace(amount, stop=stop), population)


def in_rate(amount: Amount, population: Decimal) -> Amount:
    """An amount read as so many per 1,000, given the population that the words name."""
    factor = _FEWEST / population
    return replace(
        amount,
        kind="rate",
        unit="per_1000",
        factor=factor,
        value=amount.value * factor,
        step=None if amount.step is None else amount.step * factor,
        high=None if amount.high is None else amount.high * factor,
        bare=False,
    )


def denominator_at(stream: Stream, index: int) -> tuple[Decimal, int] | None:
    """per 1,000; for every 100,000; per million: (population, index after it)."""
    token = stream.at(index) if index else stream.tokens[0]
    place = index + 1
    if token.low in ("for", "in", "out") and stream.at(place).low in ("every", "each", "of"):
        place += 1 + (stream.at(place).low == "of" and stream.at(place + 1).low == "every")
        if token.low == "in" or (token.low == "out" and stream.at(place - 1).low == "of"):
            return None
    elif token.low != "per" and not (token.text == "/" and token.gap == GLUED):
        return None
    if stream.at(place) is NOTHING:
        return None
    scale = stream.words.scales.get(stream.at(place).low)
    if scale is not None and scale >= 100:
        after = place + 1
        further = stream.words.scales.get(stream.at(after).low)
        if further is not None and further > scale:
            return Decimal(scale * further), after + 1
        return Decimal(scale), after
    if stream.at(place).kind != "number" and stream.at(place).low not in ("a", "one", "ten"):
        return None
    number = read_number(stream, place)
    if number is None or number.value not in (100, 1000, 10_000, 100_000, 1_000_000):
        return None
    return number.value, number.stop
