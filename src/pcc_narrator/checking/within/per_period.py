"""Averages over a time that its sentence names: "6,000 calls in the year, an average of 500 a month"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.between_two import plain, refuted, right
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.for_each import rounding
from pcc_narrator.checking.within.phrases import CLOSING, OPENING

_WORTH = {
    "year": Decimal(12),
    "quarter": Decimal(3),
    "month": Decimal(1),
    "week": Decimal(12) / Decimal("52.18"),
    "day": Decimal(12) / Decimal("365.25"),
}
_EXACT = frozenset({"year", "quarter", "month"})
_CUES = frozenset(
    {"average", "mean", "averaging", "or", "which", "that", "that is", "equivalent", "equal to", "on average"}
)  # fmt: skip
_PARTLY = frozenset(
    {"since", "so far", "until", "by", "half", "part", "rest", "most of", "beginning", "end", "far"}
)  # fmt: skip
_LOOSE = Decimal("0.03")  # of weeks and days: 30 or 31 of them in a month
_KINDS = frozenset({"number", "money"})


def find_per_period(items: tuple[Item, ...]) -> Iterator[tuple[int, Judged]]:
    """Each "so many a month" that the total and the time of its sentence contradict, or bear out."""
    found = [at for at, item in enumerate(items) if item.figure is not None and not _is_unit(item)]
    if len(found) not in (2, 3):
        return
    at = found[-1]
    each = _each(items, at)
    numbers = [step for step in found[:-1] if items[step].figure.kind != "duration"]  # type: ignore[union-attr]
    if each is None or len(numbers) != 1 or not _leads(items, numbers[0], at):
        return
    total, figure = items[numbers[0]].figure, items[at].figure
    times = _times(items, at)
    if total is None or figure is None or not (plain(total) and plain(figure)) or len(times) != 1:
        return
    if total.kind not in _KINDS or (total.kind, total.unit) != (figure.kind, figure.unit) or figure.step is None:
        return
    months, unit = times[0]
    many = months / _WORTH[each]
    if many <= 1:
        return
    value = total.value / many
    loose = Decimal(0) if {each, unit} <= _EXACT else _LOOSE
    slack = figure.step / 2 + value * (loose + rounding(total) + rounding(figure))
    said = f"{total.text} over {many.quantize(Decimal(1)) if not loose else many.quantize(Decimal('0.1'))} {each}s"
    if abs(value - figure.value) > slack:
        yield at, refuted(f"{said} is {value:,.1f} a {each}, not {figure.text}.", f"{value:,.1f}")
    elif not loose:
        yield at, right(f"{said} is {figure.text} a {each}", numbers[0])


def _is_unit(item: Item) -> bool:
    return item.figure is not None and item.figure.kind == "fraction" and item.key.startswith("a ")


def _each(items: tuple[Item, ...], at: int) -> str | None:
    """The unit of "500 a month", "500 calls per week", "500 each day"."""
    for step in range(at + 1, min(len(items), at + 4)):
        if items[step].key == "a quarter" and _closed(items, step):
            return "quarter"
        if items[step].key in ("a", "per", "each", "every") and step + 1 < len(items) and items[step + 1].key in _WORTH:
            return items[step + 1].key if _closed(items, step + 1) else None
        if items[step].key in (
            "each month",
            "every month",
            "each week",
            "every week",
            "each day",
            "every day",
        ) and _closed(items, step):
            return items[step].key.split()[-1]
        if items[step].kind not in ("word", "name") or items[step].key in ("in", "of", "from", "to"):
            return None
    return None


def _closed(items: tuple[Item, ...], at: int) -> bool:
    follows = items[at + 1] if at + 1 < len(items) else None
    return follows is None or (follows.kind == "mark" and follows.key in CLOSING) or follows.key == "on average"


def _leads(items: tuple[Item, ...], total: int, at: int) -> bool:
    """Whether the average is said of the total: behind a mark, by a cue."""
    between = items[total + 1 : at]
    opened = max((step for step, item in enumerate(between) if item.key in OPENING), default=None)
    if opened is None or any(
        item.has("direction") or item.has("more") or item.has("compare") for item in between[opened:]
    ):
        return False
    return any(item.key in _CUES for item in between[opened:])


def _times(items: tuple[Item, ...], at: int) -> list[tuple[Decimal, str]]:
    """The times told before the average, in months, each with its unit."""
    found: list[tuple[Decimal, str]] = []
    if any(item.key in _PARTLY or (item.figure and item.figure.kind == "fraction") for item in items[:at]):
        return []
    for step, item in enumerate(items[:at]):
        figure, mention = item.figure, item.period
        if figure is not None and figure.kind == "duration" and figure.step:
            unit = figure.text.lower().replace("-", " ").split()[-1].rstrip("s")
            found.append((figure.value / figure.step * _WORTH[unit], unit) if unit in _WORTH else (Decimal(0), ""))
        elif mention is not None and mention.period is not None and mention.period.months:
            found.append((Decimal(mention.period.months), "month"))
        elif mention is not None and any(word in ("half", "first", "last", "rest") for word in item.key.split()):
            return []
        elif mention is not None:
            unit = next((word for word in item.key.split() if word in _WORTH), "")
            found.append((_WORTH[unit] * (mention.count or 1), unit) if unit else (Decimal(0), ""))
        elif item.key in _WORTH and step and items[step - 1].key in ("the", "a", "that", "this", "whole", "full"):
            found.append((_WORTH[item.key], item.key))
    return [one for one in found if one[0]] if all(one[0] for one in found) else []
