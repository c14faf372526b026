"""Averages by the day, week or month of a number told for a longer time: "9,600 calls in the year, an average of 800 a
month", "1,460 guests in a 365-day year, on average four a day", "84 mm in the fortnight, or 6 mm a day"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.between_two import plain, refuted, right, short
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.phrases import CLOSING, OPENING
from pcc_narrator.models.figure import Figure
from pcc_narrator.periods.words import words

_PER = frozenset({"a", "per", "each", "every"})
_DAYS = {
    "hour": (Decimal(1) / 24, Decimal(1) / 24), "day": (Decimal(1), Decimal(1)), "night": (Decimal(1), Decimal(1)),
    "week": (Decimal(7), Decimal(7)), "fortnight": (Decimal(14), Decimal(14)),
    "month": (Decimal(28), Decimal(31)), "quarter": (Decimal(90), Decimal(92)),
    "year": (Decimal(365), Decimal(366)), "decade": (Decimal(3652), Decimal(3653)),
}  # fmt: skip
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_ADJECTIVES = {"daily": "day", "weekly": "week", "monthly": "month", "nightly": "night"}
_LONGER = {"annual": "year", "yearly": "year", "monthly": "month", "weekly": "week", "quarterly": "quarter"}
_SPAN = re.compile(r"(?:in |over |during )?(?:(?:the|a|last|that|whole|full|past) )*(year|quarter|month|week)$")
_YEAR = re.compile(r"(?:in )?(?:19|20)\d\d(?:[/–-]\d\d)?$")
_PARTLY = frozenset(
    {"working", "trading", "school", "term", "terms", "season", "weekday", "weekdays", "open", "opening", "opened"}
    | {"date", "far", "ytd", "target", "budget", "business", "active", "shift", "shifts", "weekend", "weekends"}
    | {"busiest", "peak", "closed", "except", "excluding", "since", "seasonal"}
)  # fmt: skip
_LEADING = frozenset(
    {"or", "that", "that is", "is", "an", "a", "average", "of", "on average", "averaging", "which", "was", "so"}
    | {"making", "just", "only", "exactly", "works", "out", "at", "out at", "average of", "equivalent", "to"}
    | {"equal to", "giving", "it", "this", "the", "mean", "i", "e", "were", "means", "about", "averages"}
)  # fmt: skip
_WORKS_OUT = frozenset({"average", "averages", "averaged", "amount to", "amounts to", "equate to", "equates to"})
_LOOSE = {None: Decimal("0.025"), "exactly": Decimal("0.005")}
_HEDGED = Decimal("0.1")
_NEARLY = Decimal("1.01")
_DAYS_OPEN = {Decimal(7): ((5, 6),), Decimal(365): ((245, 262), (300, 313))}  # on which people work


def find_wrong_spreads(items: tuple[Item, ...]) -> Iterator[tuple[int, Judged]]:
    """Each average by a shorter time that the number told for the longer time contradicts, or bears out."""
    if any(item.key in _PARTLY for item in items):
        return
    for at, item in enumerate(items):
        figure = item.figure
        if figure is None or figure.high is not None or figure.kind not in ("number", "money") or not figure.value:
            continue
        unit = _unit(items, at)
        opened = _opened(items, at) if unit is not None else None
        if unit is None or opened is None:
            continue
        told = [step for step in range(opened) if (one := items[step].figure) and one.kind != "duration"]
        if len(told) != 1:
            continue
        total = items[told[0]].figure
        if total is None or not plain(total) or (total.kind, total.unit) != (figure.kind, figure.unit):
            continue
        spans = list(_spans(items, told[0], opened, unit))
        if len(spans) != 1 or spans[0][0] <= 1:
            continue
        yield from _judged(items, at, told[0], *spans[0])


def _judged(items: tuple[Item, ...], at: int, told: int, low: Decimal, high: Decimal) -> Iterator[tuple[int, Judged]]:
    figure, total = items[at].figure, items[told].figure
    assert figure is not None and total is not None
    low_rate, high_rate = total.value / high, total.value / low
    loose = _LOOSE.get(figure.hedge, _HEDGED)
    slack = (figure.step or Decimal(0)) / 2 + (total.step or Decimal(0)) / 2 / low
    if low_rate * (1 - loose) - slack <= figure.value <= high_rate * (1 + loose) + slack:
        if low == high and total.value / low == figure.value:
            yield at, right(f"{total.text} over {short(low)} is {figure.text} each", told)
        return
    for days, top in _DAYS_OPEN.get(low, ()):
        if total.value / top <= figure.value * _NEARLY and figure.value <= total.value / days * _NEARLY:
            return
    shown = short(total.value / ((low + high) / 2))
    yield at, refuted(f"{total.text} over so long is {shown} each, not {figure.text}.", shown, "mean")


def _unit(items: tuple[Item, ...], at: int) -> str | None:
    """ "800 a month", "6 mm a day", "12 guests per night", "a daily average of 12"; nothing else behind it."""
    before = [item.key for item in items[max(0, at - 3) : at]]
    adjective = next((_ADJECTIVES[key] for key in before if key in _ADJECTIVES), None)
    if adjective is not None:
        return adjective if "average" in before else None
    for step in range(at + 1, min(len(items), at + 4)):
        if items[step].key in _PER:
            unit = items[step + 1].key if step + 1 < len(items) else ""
            closed = step + 2 >= len(items) or items[step + 2].key in CLOSING | {"on average"}
            return unit if unit in _DAYS and closed else None
        if (one := items[step].figure) is not None and one.kind == "fraction":  # "a quarter"
            return "quarter" if items[step].key == "a quarter" else None
        if items[step].kind not in ("word", "name") or items[step].words:
            return None
    return None


def _opened(items: tuple[Item, ...], at: int) -> int | None:
    """The mark from which words only lead to the average."""
    for step in range(at - 1, -1, -1):
        if items[step].kind == "mark":
            return step if items[step].key in OPENING else None
        if items[step].key in _WORKS_OUT or (items[step].key in ("work", "works", "worked") and step + 1 < at):
            return step
        led = items[step].key in _LEADING or items[step].key.startswith("~") or items[step].key in _ADJECTIVES
        if not led:
            return None
    return None


def _spans(items: tuple[Item, ...], told: int, opened: int, unit: str) -> Iterator[tuple[Decimal, Decimal]]:
    """How many of the unit each time is that is told with the number: the least and the most."""
    for step, item in enumerate(items[:opened]):
        figure, before = item.figure, items[step - 1].key if step else ""
        if figure is not None and figure.kind == "duration":
            if items[step + 1].key == "year" or _is_old(items, step):
                continue  # "a 365-day year" is told as a year
            yield from _of(figure, unit)
        elif item.period is not None and (named := _SPAN.fullmatch(item.key)) is not None:
            yield _count(named[1], unit)
        elif (item.period is not None and _YEAR.fullmatch(item.key)) or (item.key == "year" and step > told):
            yield _count("year", unit)
        elif item.period is not None and _is_month(item.key):
            yield _count("month", unit)
        elif item.period is not None:
            yield Decimal(0), Decimal(0)  # some other time
        elif item.key in _LONGER and step < told:
            yield _count(_LONGER[item.key], unit)
        elif item.key in _DAYS and before in {*_PER, "the", "last", "one", "past"}:
            yield _count(item.key, unit)


def _is_old(items: tuple[Item, ...], step: int) -> bool:
    return items[step + 1].key in ("old", "long", "later", "ago", "earlier")


def _is_month(text: str) -> bool:
    named = [part for part in text.split() if words().month(part) is not None]
    return len(named) == 1 and not any(sign in text for sign in (" to ", "–", "-")) and not re.match(r"\d{1,2}\b", text)


def _of(figure: Figure, unit: str) -> Iterator[tuple[Decimal, Decimal]]:
    name = figure.text.lower().replace("-", " ").split()[-1].removesuffix("s")
    if figure.step and name in _DAYS and plain(figure):
        low, high = _count(name, unit)
        number = figure.value / figure.step
        yield low * number, high * number
    else:
        yield Decimal(0), Decimal(0)


def _count(name: str, unit: str) -> tuple[Decimal, Decimal]:
    if name in _MONTHS and unit in _MONTHS:
        many = Decimal(_MONTHS[name]) / _MONTHS[unit]
        return many, many
    return _DAYS[name][0] / _DAYS[unit][1], _DAYS[name][1] / _DAYS[unit][0]
