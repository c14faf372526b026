"""What lies between two printed levels: the change in their unit, in per cent, in points or as a multiple.

Printed figures are taken as rounding intervals: 3.4 stands for anything from 3.35 to 3.45.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_SHARES = 1000  # per cent
_AMOUNTS = ("number", "money", "duration", "rate", "points")


def refuted(message: str, expected: str | None = None, rule: str = "arithmetic") -> Judged:
    """A figure that the text itself contradicts."""
    return Judged("refuted", rule, message, None, expected)


def right(message: str, *inputs: int) -> Judged:
    """A figure that the text itself bears out, with the items it follows from."""
    return Judged("supported", "arithmetic", f"{message[0].upper()}{message[1:]}.", inputs=inputs)


def interval(figure: Figure) -> tuple[Decimal, Decimal]:
    """The least and the most that a printed figure may stand for, with its sign: "minus 3" is -3.5 to -2.5."""
    half = (figure.step or Decimal(0)) / 2
    return figure.value - half, figure.value + half


def plain(figure: Figure | None) -> bool:
    """Whether a figure is told as it is: no hedge, no range."""
    return figure is not None and figure.hedge in (None, "exactly") and figure.high is None


def alike(one: Figure, two: Figure) -> bool:
    """Whether two figures can be levels of one thing."""
    if one.kind == two.kind:
        return True
    shares = "percent" in (one.kind, two.kind) and max(one.value, two.value) > _SHARES
    return (one.unit is None or two.unit is None) and not shares  # no count is the other end of a share


def follows(figure: Figure, one: Figure, two: Figure) -> bool:
    """Whether the check of a change could have found it wrong: its unit is one that the two levels give."""
    if figure.kind in _AMOUNTS or figure.kind == "points":
        steps = [one_.step for one_ in (figure, one, two) if one_.step is not None]
        gap = abs(two.value - one.value)
        if not steps or abs(abs(figure.value) - gap) * 2 > max(steps):
            return False  # near enough not to be wrong is not right
    if figure.kind == "points":
        return one.kind == two.kind == "percent"
    if figure.kind == "percent":
        return bool(one.value and two.value) and near(figure, abs(two.value - one.value) * 100 / abs(one.value))
    if figure.kind == "multiple":
        return bool(one.value and two.value)
    return figure.kind in _AMOUNTS and (figure.kind in (one.kind, two.kind) or figure.unit is None)


def wrong_change(at: int, figure: Figure, one: Figure, two: Figure, bounds: Bounds) -> Iterator[Finding]:
    """A finding where a figure is not the change between two levels, with the slip that made it."""
    low1, high1 = interval(one)
    low2, high2 = interval(two)
    gap = abs(two.value - one.value)
    said = f"from {one.text} to {two.text}"
    if figure.kind == "multiple":
        if low1 > 0 and fit(figure, two.value / one.value, "ratio", bounds) not in GOOD:
            yield (
                at,
                refuted(f"{said[0].upper()}{said[1:]} is {short(two.value / one.value)} times, not {figure.text}."),
            )
    elif figure.kind == "percent" and one.kind == "percent":
        if low1 <= 0:
            return
        relative = gap * 100 / abs(one.value)
        if near(figure, gap) and not near(figure, relative):
            yield at, refuted(
                f"{said[0].upper()}{said[1:]} is a change of {short(gap)} percentage points, not per cent.",
                f"{short(gap)} percentage points", "points",
            )  # fmt: skip
        else:
            yield from _percent(at, figure, one, two, said)
    elif figure.kind == "percent":
        yield from _percent(at, figure, one, two, said)
    elif figure.kind in _AMOUNTS and (
        figure.kind in (one.kind, two.kind) or figure.unit is None or figure.kind == "points"
    ):
        low, high = (low2 - high1, high2 - low1) if two.value >= one.value else (low1 - high2, high1 - low2)
        yield from outside(at, figure, low, high, f"{said} is a change of {short(gap)}")


def _percent(at: int, figure: Figure, one: Figure, two: Figure, said: str) -> Iterator[Finding]:
    if not one.value or not two.value:
        return
    low, high = ratio_between(two, one)
    true = abs(two.value - one.value) * 100 / abs(one.value)
    edges = sorted((abs(low - 1) * 100, abs(high - 1) * 100))
    bottom = Decimal(0) if low < 1 < high else edges[0]
    half = (figure.step or Decimal(0)) / 2
    size = abs(figure.value)
    if bottom - half <= size <= edges[1] + half:
        return
    shown = f"{short(true)} per cent"
    if near(figure, abs(two.value - one.value) * 100 / abs(two.value)):
        yield (
            at,
            refuted(
                f"{said[0].upper()}{said[1:]} is {shown}; {figure.text} is taken on the wrong base.", shown, "base"
            ),
        )
    elif near(figure, abs(two.value) * 100 / abs(one.value)):
        yield at, refuted(f"{two.text} is {figure.text} of {one.text}; the change is {shown}.", shown, "base")
    elif figure.step and (true / figure.step).to_integral_value(rounding="ROUND_DOWN") * figure.step == size:
        yield (
            at,
            refuted(
                f"{said[0].upper()}{said[1:]} is {shown}; {figure.text} was cut off instead of rounded.",
                shown,
                "truncation",
            ),
        )
    else:
        yield at, refuted(f"{said[0].upper()}{said[1:]} is {shown}, not {figure.text}.", shown)


def ratio_between(two: Figure, one: Figure) -> tuple[Decimal, Decimal]:
    """The least and the most that the second may be of the first."""
    low1, high1 = interval(one)
    low2, high2 = interval(two)
    if low1 <= 0:
        return Decimal(0), Decimal("Infinity")
    return low2 / high1, high2 / low1


def outside(at: int, figure: Figure, low: Decimal, high: Decimal, words: str) -> Iterator[Finding]:
    """A finding where a figure lies outside what it should lie between."""
    half = (figure.step or Decimal(0)) / 2
    size = abs(figure.value)
    if size + half < low or size - half > high:
        yield at, refuted(f"{words[0].upper()}{words[1:]}; the text says {figure.text}.")


def rounding(figure: Figure) -> Decimal:
    """How far a figure may stand from what it was rounded from; nothing for a whole number, which is a count."""
    return (figure.step or Decimal(0)) / 2 if figure.step != 1 else Decimal(0)


def added_up(at: int, parts: Sequence[int], total: Figure, sizes: Sequence[Figure]) -> Iterator[Finding]:
    """The verdict on the total at item `at` beside its parts; none where only their rounding makes them agree."""
    added = sum((one.value for one in sizes), Decimal(0))
    slack = sum((rounding(one) for one in (total, *sizes)), Decimal(0))
    shown = f"{added.normalize():,f}"
    if abs(added - total.value) > slack:
        yield at, refuted(f"The parts add up to {shown}, not {total.text}.", shown, "sum")
    elif added == total.value:
        yield at, right(f"the parts add up to {total.text}", *parts)


def near(figure: Figure, value: Decimal) -> bool:
    """Whether a figure prints a value."""
    return abs(abs(figure.value) - value) <= (figure.step or Decimal(0)) / 2


def short(value: Decimal) -> str:
    """A value with at most one decimal place, for a message."""
    places = 0 if value == value.to_integral_value() else 1
    return f"{value:,.{places}f}"
