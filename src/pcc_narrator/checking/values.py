"""Does a printed figure fit a value? Units, rounding, hedges."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Literal

from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.models.fact import Unit
from pcc_narrator.models.figure import Figure

Fit = Literal["exact", "rounded", "hedged", "slack", "double_rounded", "truncated", "sign", "no"]
GOOD: frozenset[Fit] = frozenset({"exact", "rounded", "hedged"})

_SECONDS: dict[str, Decimal] = {
    "seconds": Decimal(1),
    "minutes": Decimal(60),
    "hours": Decimal(3600),
    "days": Decimal(86400),
}
_BARE: frozenset[Unit] = frozenset(
    {"count", "none", "ratio", "per_1000", "gbp", "seconds", "minutes", "hours", "days", "months"}
)
_ONE = Decimal(1)
_EXACT = Context(prec=50)
_PERCENT: dict[Unit, Decimal] = {"percent": _ONE, "ratio": Decimal(100), "none": _ONE, "percentage_points": _ONE}
_POINTS: dict[Unit, Decimal] = {"percentage_points": _ONE, "none": _ONE}
_FRACTION: dict[Unit, Decimal] = {"percent": Decimal("0.01"), "ratio": _ONE, "none": _ONE}


def scale(figure: Figure, unit: Unit) -> Decimal | None:
    """What to multiply a value in `unit` by to compare it with the figure; None where they do not compare."""
    kind = figure.kind
    if kind == "percent":
        return _PERCENT.get(unit)
    if kind in ("points", "interval"):
        return _POINTS.get(unit) if kind == "points" else _ONE
    if unit == "none" and kind in ("rate", "duration") and (said := _as_said(figure)) is not None:
        return said
    if kind == "rate":
        return _ONE if unit in ("per_1000", "none", "ratio") else None
    if kind == "duration":
        if unit == "none" or unit == figure.unit:
            return _ONE
        if unit in _SECONDS and figure.unit in _SECONDS:
            return _SECONDS[unit] / _SECONDS[figure.unit]
        return None
    if kind == "money":
        sterling = "£" in figure.text  # "27.48 billion pounds" may be a weight
        return _ONE if unit in ("gbp", "ratio", "count") or (unit == "none" and not sterling) else None
    if kind == "fraction":
        return _FRACTION.get(unit)
    if kind == "multiple":
        return _ONE if unit in ("ratio", "none") else None
    if kind == "rank":
        return _ONE if unit == "rank" else None
    if figure.unit is not None and figure.unit != "count":
        return _ONE if unit == figure.unit else None
    return _ONE if unit in _BARE else None


def _as_said(figure: Figure) -> Decimal | None:
    """What a value without a unit is multiplied by where the text counts in one that figures are not read in."""
    words = figure.text.lower()
    if figure.kind == "rate":
        told = next((factor for base, factor in _BASES if base in words), None)
        alone = _ALONE.fullmatch(words)  # "for every 100 men there were 264 women": the base stands before it
        return figure.value / printed if alone and (printed := Decimal(words.replace(",", ""))) else told
    if figure.unit == "days" and "week" in words:
        return Decimal(7)
    return Decimal(12) if figure.unit == "months" and "year" in words else None


_BASES = (
    ("million", Decimal("0.001")),
    ("100,000", Decimal("0.01")),
    ("100 000", Decimal("0.01")),
    ("10,000", Decimal("0.1")),
    ("10 000", Decimal("0.1")),
    ("1,000", _ONE),
)


_ALONE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MISPRINT = re.compile(r"0\d(?![\d:]*\d:)")  # "05 of 43", "0,437": no figure is written so


def fit(figure: Figure, value: Decimal, unit: Unit, bounds: Bounds, *, slack: Decimal = Decimal(0)) -> Fit:
    """How a figure fits a value of a unit.

    `exact`, `rounded` (half up and half even both count, at the printed precision) and `hedged` ("about", "nearly")
    are good. `slack` says that the value was computed from rounded inputs and is this uncertain, and that the figure
    lies within that. `double_rounded` and `truncated` name what went wrong.
    """
    factor = scale(figure, unit)
    if factor is None or (figure.text.startswith("0") and _MISPRINT.match(figure.text)):
        return "no"
    if figure.kind == "fraction" and 0 < figure.value < _RARE and figure.hedge in (None, "exactly", "about"):
        return _one_in(1 / figure.value, abs(value) * factor, _ODDS if unit == "ratio" else _SHARE)
    if not slack and _far(figure, value, factor):
        return "no"
    with localcontext(_EXACT):
        real = value * factor
        size = abs(real)
        if figure.sign and real and (figure.sign > 0) != (real > 0):
            return "sign" if _size_fits(figure, size, bounds) in GOOD else "no"
        found = _size_fits(figure, size, bounds)
        loose = found == "no" and slack and figure.step is not None and figure.hedge is None
        if loose and abs(abs(figure.value) - size) <= (figure.step or Decimal(0)) / 2 + slack * factor:
            return "slack"
        return found


def _far(figure: Figure, value: Decimal, factor: Decimal) -> bool:
    """Whether a plain figure is more than two units of its last place from a value: no rounding explains that."""
    step = figure.step
    if step is None or figure.high is not None or figure.hedge not in (None, "exactly"):
        return False
    return abs(abs(figure.value) - abs(value * factor)) > step * 2


def _size_fits(figure: Figure, size: Decimal, bounds: Bounds) -> Fit:
    said = abs(figure.value)
    if figure.high is not None:
        half = (figure.step or Decimal(0)) / 2
        return "rounded" if said - half <= size <= abs(figure.high) + half else "no"
    if figure.kind in ("fraction", "multiple") and figure.step is None:
        return _words(figure, said, size, bounds)
    if figure.hedge in (None, "exactly"):
        return _rounds(said, size, figure.step)
    return _hedged(figure, said, size, bounds)


def _rounds(said: Decimal, size: Decimal, step: Decimal | None) -> Fit:
    if said == size:
        return "exact"
    if step is None:
        return "no"
    if abs(said - size) <= step / 2:
        return "rounded"
    finer = (size / (step / 10)).quantize(_ONE, rounding=ROUND_HALF_UP) * (step / 10)
    if (finer / step).quantize(_ONE, rounding=ROUND_HALF_UP) * step == said:
        return "double_rounded"
    if (size / step).to_integral_value(rounding="ROUND_DOWN") * step == said:
        return "truncated"
    return "no"


def last_place(value: Decimal) -> Decimal:
    """The worth of the last digit that is not nought: 1,000 for 75,000; 0.1 for 3.4."""
    if not value:
        return _ONE
    digits, exponent = value.as_tuple().digits, value.as_tuple().exponent
    assert isinstance(exponent, int)
    noughts = 0
    for digit in reversed(digits):
        if digit:
            break
        noughts += 1
    return _ONE.scaleb(exponent + noughts)


def _hedged(figure: Figure, said: Decimal, size: Decimal, bounds: Bounds) -> Fit:
    unit = max(last_place(said), figure.step or Decimal(0))  # "nearly two years" is told in years, not months
    half = (figure.step or Decimal(0)) / 2
    good: bool
    if figure.hedge == "about":
        good = abs(size - said) <= max(unit / 2, said * bounds.about_percent / 100)
    elif figure.hedge == "nearly":
        good = said - max(unit, said * bounds.nearly_percent / 100) <= size < said
    elif figure.hedge == "over":
        good = said < size <= said + max(unit, said * bounds.over_percent / 100)
    elif figure.hedge in ("more_than", "less_than") and len(said.normalize().as_tuple().digits) >= _PRECISE:
        low, high = (said, said + said * bounds.about_percent / 100)  # "over 4,464 visits" means about so many
        low, high = (low, high) if figure.hedge == "more_than" else (said * 2 - high, said)
        good = low <= size <= high
    elif figure.hedge == "more_than":
        good = said < size <= max(said * bounds.more_than_factor, said + unit)
    elif figure.hedge == "less_than":
        good = said / bounds.more_than_factor <= size < said or said - unit <= size < said
    elif figure.hedge == "at_least":
        good = said - half <= size <= max(said * bounds.more_than_factor, said + unit)
    else:  # at_most
        good = said / bounds.more_than_factor <= size <= said + half or said - unit <= size <= said + half
    return "hedged" if good else "no"


_RARE = Decimal("0.05")
_PRECISE = 4  # digits


_ODDS, _SHARE = Decimal(50), Decimal(10)


def _one_in(many: Decimal, size: Decimal, part: Decimal) -> Fit:
    """ "Once in 10,000": the number of times is printed, so it is what has to fit: to its last digit not nought, and
    to one part in so many (odds are given as such a number; of a share it may be the rounding)."""
    whole = many.quantize(_ONE, rounding=ROUND_HALF_UP)
    if not size or abs(many - whole) > Decimal("0.001"):
        return "no"
    return "hedged" if abs(1 / size - whole) <= min(last_place(whole) / 2, whole / part) else "no"


def _words(figure: Figure, said: Decimal, size: Decimal, bounds: Bounds) -> Fit:
    """ "A third", "doubled": words with a tolerance of their own."""
    if figure.kind == "fraction":
        near = min(bounds.fraction_points / 100, said / 10)
        wide = bounds.about_fraction_points / 100
    else:
        near = said * bounds.multiple_percent / 100
        wide = near * 2
    hedge = figure.hedge
    if "halv" in figure.text.lower() and hedge in ("more_than", "over", "nearly"):
        # "More than halved" leaves less than a half; "nearly halved" leaves more.
        good = said < size <= said + wide if hedge == "nearly" else said / bounds.more_than_factor <= size < said
    elif hedge in (None, "exactly"):
        good = abs(size - said) <= near
    elif hedge == "about":
        good = abs(size - said) <= max(near, wide)
    elif hedge == "nearly":
        good = said - max(wide, said / 10) <= size < said
    elif hedge == "over":
        good = said < size <= said + max(wide, said / 10)
    elif hedge in ("more_than", "at_least"):
        most = max(said * bounds.more_than_factor, said + 1 if figure.kind == "multiple" and said >= 2 else said)
        good = said < size <= most or (hedge == "at_least" and size == said)
    else:
        good = said / bounds.more_than_factor <= size < said or (hedge == "at_most" and size == said)
    return "hedged" if good else "no"


def is_beyond(figure: Figure, value: Decimal) -> bool:
    """Whether a limit that a figure sets ("less than half") is kept, by however much: told beside its own two figures
    that is loose and not false."""
    if figure.hedge in ("less_than", "at_most"):
        return value <= figure.value
    return figure.hedge in ("more_than", "at_least") and value >= figure.value


def unplaced(figure: Figure) -> Figure:
    """A figure without its place in the text."""
    return Figure(
        0, 0, figure.text, figure.kind, figure.value, figure.unit, figure.high, figure.step, figure.hedge, figure.sign,
        figure.in_words,
    )  # fmt: skip
