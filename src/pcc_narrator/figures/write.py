"""Figures in house style: the one place where a number becomes text.

Rounding is half up (away from zero on a tie: 24.5 becomes 25, -24.5 becomes -25), on exact decimals, once.

| unit | prose | table |
| --- | --- | --- |
| count | 10,792; four; 10,792 visits; one visit | 10,792; 4 |
| percent | 3.1 per cent; four per cent | 3.1%; 4% |
| percentage_points | three percentage points; 3.1 percentage points | 3.1 pp |
| per_1000 | 59.3 per 1,000 | 59.3 per 1,000 |
| seconds | 10 minutes and 42 seconds; four seconds | 10m 42s |
| minutes, hours, days, months | 14 days; three days; 15.6 days | 14 days; 3 days |
| gbp | £1,200; £12.50; £3.4 million | £1,200; £12.50; £3.4m |
| rank | sixth; 15th | 6th; 15th |
| ratio, none | 1.4 | 1.4 |

Counts of things, and whole numbers before a unit word, are in words below ten, in prose and without a sign.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

from pcc_narrator.models.fact import Counted, Unit
from pcc_narrator.periods.numerals import number_words, ordinal_word

Style = Literal["prose", "table"]
MINUS = "−"
_ONE_PLACE: frozenset[Unit] = frozenset({"percent", "percentage_points", "per_1000", "ratio", "none"})
_TIME_WORDS: dict[Unit, tuple[str, str]] = {
    "minutes": ("minute", "minutes"),
    "hours": ("hour", "hours"),
    "days": ("day", "days"),
    "months": ("month", "months"),
}
_MONEY_SCALES = (
    (Decimal(10**12), "trillion", "tn"),
    (Decimal(10**9), "billion", "bn"),
    (Decimal(10**6), "million", "m"),
)


_ROUNDING = Context(prec=60, rounding=ROUND_HALF_UP)


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """`value` at `decimals` places, ties away from zero. Never minus zero."""
    digits = abs(value.adjusted()) + abs(decimals) + 5  # of the result, and more
    context = _ROUNDING if digits <= _ROUNDING.prec else Context(prec=digits, rounding=ROUND_HALF_UP)
    rounded = value.quantize(Decimal(1).scaleb(-decimals), context=context)
    return abs(rounded) if rounded == 0 else rounded


def write(
    value: Decimal,
    unit: Unit,
    *,
    decimals: int | None = None,
    style: Style = "prose",
    counted: Counted | None = None,
    signed: bool = False,
) -> str:
    """A figure as text, as the table above.

    `decimals` None prints a whole number as it is and anything else to one place (money to two, seconds to none,
    millions of pounds to one). `counted` adds what is counted. `signed` prints "+" before a positive figure; a
    negative one always has its minus sign. Raises ValueError for a value that is no finite number, and for a rank
    that is not a whole number from 1.
    """
    if not value.is_finite():
        raise ValueError(f"{value} is no figure")
    if unit == "rank":
        return _rank(value, style)
    if unit == "seconds":
        return _sign(value, signed, _places(value, decimals, 0)) + _seconds(abs(value), decimals, style)
    if unit == "gbp":
        return _money(value, decimals, style, signed)
    places = _places(value, decimals, 1)
    rounded = round_half_up(value, places)
    sign = _sign(rounded, signed, places)
    size = abs(rounded)
    words = style == "prose" and not sign and places == 0
    if unit == "percent":
        return f"{sign}{_digits(size, words)} per cent" if style == "prose" else f"{sign}{_digits(size)}%"
    if unit == "percentage_points":
        if style == "table":
            return f"{sign}{_digits(size)} pp"
        noun = "percentage point" if size == 1 and places == 0 else "percentage points"
        return f"{sign}{_digits(size, words)} {noun}"
    if unit == "per_1000":
        return f"{sign}{_digits(size)} per 1,000"
    if unit in _TIME_WORDS:
        one, many = _TIME_WORDS[unit]
        return f"{sign}{_digits(size, words)} {one if size == 1 and places == 0 else many}"
    text = sign + _digits(size, words and unit == "count", zero="zero")
    if counted is None:
        return text
    return f"{text} {counted.one if size == 1 and places == 0 else counted.many}"


def ordinal(number: int, *, style: Style = "prose") -> str:
    """first to tenth in words, then 11th, 12th, 21st; digits throughout in tables. Raises ValueError below 1."""
    if number < 1:
        raise ValueError(f"{number} is no rank")
    word = ordinal_word(number)
    if style == "prose" and number <= 10 and word is not None:
        return word
    teens = number % 100 in (11, 12, 13)
    suffix = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{suffix}"


def _places(value: Decimal, decimals: int | None, default: int) -> int:
    if decimals is not None:
        return decimals
    return 0 if value == value.to_integral_value() else default


def _sign(value: Decimal, signed: bool, places: int) -> str:
    rounded = round_half_up(value, places)
    if rounded < 0:
        return MINUS
    return "+" if signed and rounded > 0 else ""


def _digits(size: Decimal, words: bool = False, zero: str = "0") -> str:
    if words and size < 10 and size == size.to_integral_value():
        return number_words(int(size)) if size else zero
    return f"{size:,f}"


def _rank(value: Decimal, style: Style) -> str:
    if value != value.to_integral_value() or value < 1:
        raise ValueError(f"{value} is no rank: a rank is a whole number from 1")
    return ordinal(int(value), style=style)


def _seconds(size: Decimal, decimals: int | None, style: Style) -> str:
    places = 0 if decimals is None else decimals
    whole_minutes, seconds = divmod(round_half_up(size, places), 60)
    hours, minutes = divmod(int(whole_minutes), 60)
    parts = [(Decimal(hours), "hour"), (Decimal(minutes), "minute"), (round_half_up(seconds, places), "second")]
    shown = [part for part in parts if part[0]] or parts[-1:]
    if style == "table":
        if [word for _, word in shown] == ["minute"]:
            shown = parts[1:]  # "2m" by itself would be two million
        return " ".join(f"{amount:,f}{word[0]}" for amount, word in shown)
    texts = []
    for amount, word in shown:
        whole = word != "second" or places == 0
        texts.append(f"{_digits(amount, whole and len(shown) == 1)} {word}{'' if whole and amount == 1 else 's'}")
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def _money(value: Decimal, decimals: int | None, style: Style, signed: bool) -> str:
    size = abs(value)
    if decimals is None:
        for scale, word, letter in _MONEY_SCALES:
            # What rounds up to a million is printed as one: £999,990 stays, £999,999.99 is £1 million.
            if round_half_up(size, 0) >= scale:
                scaled = size / scale
                amount = round_half_up(scaled, 1)
                amount = amount if amount != amount.to_integral_value() else round_half_up(amount, 0)
                return f"{_sign(value, signed, 0)}£{amount:,f}" + (f" {word}" if style == "prose" else letter)
        decimals = 0 if value == value.to_integral_value() else 2
    return f"{_sign(value, signed, decimals)}£{round_half_up(size, decimals):,f}"


_FRACTIONS = (
    (Decimal(1) / 4, "a quarter"),
    (Decimal(1) / 3, "a third"),
    (Decimal(1) / 2, "half"),
    (Decimal(2) / 3, "two-thirds"),
    (Decimal(3) / 4, "three quarters"),
)
EXACT = Decimal("0.0005")  # within this of the fraction it is named without a hedge
ABOUT = Decimal("0.01")  # within this: "about a third"
JUST = Decimal("0.02")  # within this: "just over half", "just under a quarter"


def fraction_words(share: Decimal) -> str | None:
    """A share (0 to 1) as a plain fraction: "about a third", "just over half"; None where no fraction is near.

    The bounds are EXACT, ABOUT and JUST, in shares: 0.01 is one percentage point.
    """
    value, name = min(_FRACTIONS, key=lambda fraction: abs(share - fraction[0]))
    gap = share - value
    if abs(gap) <= EXACT:
        return name
    if abs(gap) <= ABOUT:
        return f"about {name}"
    if abs(gap) <= JUST:
        return f"just {'over' if gap > 0 else 'under'} {name}"
    return None
