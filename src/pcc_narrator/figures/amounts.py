"""Grammar of amounts: a number with the sign and currency before it and the unit after it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from pcc_narrator.figures.amount import Amount
from pcc_narrator.figures.numbers import read_number
from pcc_narrator.figures.tokens import MINUSES, NOTHING, Stream
from pcc_narrator.figures.units import with_unit
from pcc_narrator.periods.tokens import GLUED, LINE

_ENDS = frozenset("|([:;,=")


def read_amount(stream: Stream, index: int) -> Amount | None:
    """The amount that starts at a token, which may be its sign or currency."""
    sign, place = _sign(stream, index)
    money, place = _currency(stream, place)
    if not money and sign == 0:
        sign, place = _sign(stream, place)
    if money and sign == 0 and stream.at(place).text in MINUSES and stream.glued(place):
        sign, place = -1, place + 1
    if place >= len(stream.tokens) or (place > index and stream.at(place) is NOTHING):
        return None
    number = read_number(stream, place, money=money is not None)
    if number is None:
        return None
    amount = Amount(index, number.stop, number, value=number.value, step=number.step, high=number.high, sign=sign)
    if money is not None:
        return replace(amount, kind="money", unit=money or None, bare=False)
    return with_unit(stream, amount)


def share_unit(amount: Amount, model: Amount) -> Amount:
    """A bare amount read in the unit of another: the 3.1 of "from 3.1 to 3.4 per cent", the 3 of "£3–4 million"."""
    number = amount.number
    scale = Decimal(1)
    if number.scale == 1 and model.number.scale > 12 and not number.in_words:
        ratio = max(number.mantissa, Decimal(1)) / max(model.number.mantissa, Decimal("0.001"))
        if Decimal("0.05") < ratio < 20:
            scale = model.number.scale
    factor = model.factor * scale
    return replace(
        amount,
        kind=model.kind if amount.bare else amount.kind,
        unit=model.unit if amount.bare else amount.unit,
        factor=factor if amount.bare else scale,
        value=number.value * (factor if amount.bare else scale),
        step=None if number.step is None else number.step * (factor if amount.bare else scale),
        high=None if number.high is None else number.high * factor,
        bare=False,
    )


def _sign(stream: Stream, index: int) -> tuple[int, int]:
    """A sign in front of a number: −3.4, - 1,483 in a table cell, minus two. (sign, index after it)."""
    token = stream.tokens[index]
    if token.low == "minus" and stream.at(index + 1) is not NOTHING:
        return -1, index + 1
    if token.text not in MINUSES and token.text != "+":
        return 0, index
    sign = 1 if token.text == "+" else -1
    following = stream.at(index + 1)
    if following is NOTHING:
        return 0, index
    before = stream.tokens[index - 1] if index and token.gap < LINE else NOTHING
    if following.gap == GLUED:
        attached = token.gap == GLUED and before is not NOTHING and before.text not in _ENDS | {"/"}
        return (0, index) if attached else (sign, index + 1)
    cell = index == 0 or token.gap > LINE or before.text in _ENDS
    at_line_start = token.gap >= LINE and (index == 0 or stream.text[token.start - 1 : token.start] not in "\t|")
    if token.text == "−" and (cell or token.gap >= LINE):
        return sign, index + 1
    return (sign, index + 1) if cell and not at_line_start and following.kind == "number" else (0, index)


def _currency(stream: Stream, index: int) -> tuple[Literal["gbp", ""] | None, int]:  # "" is money that is not in pounds
    if index >= len(stream.tokens):
        return None, index
    token = stream.tokens[index]
    following = stream.at(index + 1)
    if token.text in stream.words["currencies"] and token.text:
        if following is NOTHING or not (
            following.kind == "number" or following.text in MINUSES or following.text == "."
        ):
            return None, index
        return ("gbp" if token.text == "£" else ""), index + 1
    if token.text in ("US", "A", "C", "AU", "CA", "NZ", "HK") and following.text == "$" and stream.glued(index + 1):
        return "", index + 2
    if token.text in ("GBP", "USD", "EUR") and following.kind == "number":
        return ("gbp" if token.text == "GBP" else ""), index + 1
    return None, index
