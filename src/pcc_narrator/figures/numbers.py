"""Grammar of bare numbers: digits, words and mixtures of both, without unit, sign or hedge."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from decimal import Decimal

from pcc_narrator.figures.tokens import Stream
from pcc_narrator.models.record import record
from pcc_narrator.periods.numerals import cardinals

_HALF = Decimal("0.5")


@record(frozen=False, slots=True)
class Number:
    """A number in the tokens `begin` to `stop` (not included). `mantissa` is what stands before a scale word.

    `step` is the worth of one unit in the last printed place, None where the words are vague ("hundreds", which
    run from `value` to `high`).
    """

    begin: int
    stop: int
    value: Decimal
    step: Decimal | None = Decimal(1)
    in_words: bool = False
    high: Decimal | None = None
    mantissa: Decimal = Decimal(0)
    scale: Decimal = Decimal(1)


def vulgar_fraction(character: str) -> Decimal | None:
    """The value of ½, ⅓ and their like; None for any other character."""
    if unicodedata.category(character) != "No" or "FRACTION" not in unicodedata.name(character, ""):
        return None
    parts = unicodedata.normalize("NFKC", character).split("⁄")
    if len(parts) != 2 or not all(parts):
        return None
    return Decimal(int(parts[0])) / Decimal(int(parts[1]))


def read_number(stream: Stream, index: int, *, money: bool = False) -> Number | None:
    """The number that starts at a token: 10,792; forty-two; 1.2 million; a dozen; £3.4m's 3.4m (`money`)."""
    key = index, money
    if key not in stream.numbers:
        stream.numbers[key] = _read_number(stream, index, money)
    return stream.numbers[key]


def _read_number(stream: Stream, index: int, money: bool) -> Number | None:
    token = stream.tokens[index]
    if index in stream.taken:
        return None
    number: Number | None
    if token.kind == "number":
        if token.value is None:
            return None
        number = Number(index, index + 1, token.value, token.step, mantissa=token.value)
        mark = stream.at(index + 1)
        if mark.kind == "mark" and mark.gap < 2 and "." not in token.text:
            part = vulgar_fraction(mark.text)
            if part is not None:
                return Number(index, index + 2, token.value + part, None, mantissa=token.value + part)
        number = _glued_multiplier(stream, number, money)
    elif token.text == "." and stream.at(index + 1).kind == "number" and stream.glued(index + 1):
        number = _leading_point(stream, index)
    else:
        number = _in_words(stream, index)
    if number is None:
        return None
    return _and_a_half(stream, _scaled(stream, number))


def _leading_point(stream: Stream, index: int) -> Number | None:
    token = stream.at(index + 1)
    before = stream.tokens[index - 1] if index else None
    attached = before is not None and stream.tokens[index].gap == 0 and before.text not in "(£$€-−–+±|<>=≤≥~≈"
    if "." in token.text or token.grouped or attached:
        return None
    value = Decimal(f"0.{token.text}")
    return Number(index, index + 2, value, Decimal(1).scaleb(-len(token.text)), mantissa=value)


def _glued_multiplier(stream: Stream, number: Number, money: bool) -> Number:
    letters = stream.at(number.stop)
    if letters.kind != "word" or letters.gap != 0:
        return number
    worth = stream.words.multipliers.get(letters.low)
    if worth is None:
        worth = stream.words.scales.get(letters.low)
    if worth is None:
        return number
    if letters.low == "m" and not money and _is_a_length(stream, number.stop):
        return number
    return _times(number, worth, number.stop + 1)


def _is_a_length(stream: Stream, letters: int) -> bool:
    """Whether the m of "10m 42s" is minutes, or that of "100m sprint" metres."""
    following = stream.at(letters + 1)
    if following.kind == "number" and stream.at(letters + 2).low in ("s", "sec", "secs") and stream.glued(letters + 2):
        return True
    before = stream.before(letters - 1)
    hours = before.low in ("h", "hr", "hrs", "hour", "hours") and before.kind == "word"
    return hours or following.low in stream.words["metres"] or following.kind == "mark"


def _in_words(stream: Stream, index: int) -> Number | None:
    """forty-two; two hundred and five; a dozen; half a million; hundreds."""
    token = stream.tokens[index]
    if token.kind != "word":
        return None
    words = stream.words
    if token.low in words.vague:
        low, high = words.vague[token.low]
        return _vague(stream, index, low, high)
    if token.low in ("a", "an"):
        if stream.at(index + 1).low not in words.scales:
            return None
        return _more_words(stream, index, index + 1, Decimal(1))
    if token.low == "half" and stream.at(index + 1).low == "a" and stream.at(index + 2).low in words.scales:
        scale = Decimal(words.scales[stream.at(index + 2).low])
        return Number(index, index + 3, scale * _HALF, None if scale > 12 else Decimal(1), True, None, _HALF, scale)
    if token.low not in cardinals():
        return None
    number = _more_words(stream, index, index, None)
    return None if number is None else _spoken_decimals(stream, number)


def _spoken_decimals(stream: Stream, number: Number) -> Number:
    """three point five; zero point two five."""
    if stream.at(number.stop).low != "point" or number.step != 1:
        return number
    place, digits = number.stop + 1, ""
    while 0 <= cardinals().get(stream.at(place).low, -1) <= 9:
        digits += str(cardinals()[stream.at(place).low])
        place += 1
    if not digits:
        return number
    step = Decimal(1).scaleb(-len(digits))
    value = number.value + int(digits) * step
    return replace(number, stop=place, value=value, step=step, mantissa=value)


def _vague(stream: Stream, index: int, low: int, high: int) -> Number:
    """dozens; tens of thousands; hundreds of millions."""
    stop = index + 1
    if stream.at(stop).low == "of" and stream.at(stop + 1).low in stream.words.vague:
        scale = stream.words.vague[stream.at(stop + 1).low][0]
        return Number(index, stop + 2, Decimal(low * scale), None, True, Decimal(high * scale))
    return Number(index, stop, Decimal(low), None, True, Decimal(high))


def _more_words(stream: Stream, begin: int, place: int, given: Decimal | None) -> Number | None:
    """Number words from `place` on, put together. `given`: "a", standing for one before a scale."""
    table, scales = cardinals(), stream.words.scales
    total, current, last_scale = Decimal(0), given, Decimal(10) ** 18
    step = Decimal(1)
    stop = place
    open_for_and = False
    while True:
        token = stream.tokens[place] if place == begin else stream.at(place)
        low = token.low
        if low == "and" and open_for_and:
            following = table.get(stream.at(place + 1).low)
            # "two hundred and five" is one number; "one hundred and one in six" is left to the reader of fractions.
            if following is None or not 0 < following < 100:
                break
            place += 1
            open_for_and = False
            continue
        if low in table:
            part = table[low]
            after_hundreds = current is not None and current >= 100 and current % 100 == 0 and 0 < part < 100
            after_tens = current is not None and current % 100 >= 20 and current % 10 == 0 and 1 <= part <= 9
            if current is None:
                current = Decimal(part)
            elif after_hundreds or after_tens:
                current += part
            else:
                break
            open_for_and, step = False, Decimal(1)
        elif low == "hundred" and current is not None and 1 <= current < 100:
            current *= 100
            open_for_and = True
        elif low == "dozen" and current is not None and total == 0:
            return Number(begin, place + 1, current * 12, Decimal(1), True, None, current)
        elif low in scales and scales[low] >= 1000 and current is not None and scales[low] < last_scale:
            last_scale = Decimal(scales[low])
            total += current * last_scale
            current, step, open_for_and = None, last_scale, True
        else:
            break
        stop = place + 1
        place = stream.after_hyphen(stop)
        if place != stop and (stream.at(place).low not in table and stream.at(place).low not in scales):
            break
    if current is None and total == 0:
        return None
    value = total + (current or Decimal(0))
    return Number(begin, stop, value, step, True, None, value)


def _scaled(stream: Stream, number: Number) -> Number:
    """1.2 million; 12 thousand; two dozen; 3 hundred thousand."""
    if number.high is not None or number.step is None:
        return number
    while True:
        place = number.stop
        if number.in_words:
            place = stream.after_hyphen(place)
        low = stream.at(place).low
        worth = stream.words.scales.get(low)
        if worth is None or number.scale >= worth or (number.in_words and low in ("hundred", "dozen")):
            return number
        if number.in_words and number.step != 1:
            return number
        number = _times(number, worth, place + 1)


def _times(number: Number, worth: int, stop: int) -> Number:
    step = None if number.step is None else number.step * worth
    return replace(number, stop=stop, value=number.value * worth, step=step, scale=number.scale * worth)


def _and_a_half(stream: Stream, number: Number) -> Number:
    """two and a half; one and three quarters; one and a half million."""
    if number.high is not None or stream.at(number.stop).low != "and":
        return number
    after = number.stop + 1
    part, stop = Decimal(0), after
    if stream.at(after).low == "a" and stream.at(after + 1).low == "half" and stream.at(after + 2).low != "of":
        part, stop = _HALF, after + 2
    elif stream.at(after).low == "three":
        place = stream.after_hyphen(after + 1)
        if stream.at(place).low == "quarters":
            part, stop = Decimal("0.75"), place + 1
    if not part or number.value != number.value.to_integral_value():
        return number
    value = number.value + part * number.scale
    whole = replace(number, stop=stop, value=value, step=None, mantissa=number.mantissa + part, scale=number.scale)
    low = stream.at(stop).low
    if number.scale == 1 and low in stream.words.scales:
        worth = stream.words.scales[low]
        return replace(whole, stop=stop + 1, value=value * worth, scale=Decimal(worth))
    return whole
