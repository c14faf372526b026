"""Lengths and periods that a sentence contradicts: months that do not fit their dates, a period beside itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.models.figure import Figure
from pcc_narrator.models.period import Period

Finding = tuple[int, Judged]


def find_wrong_lengths(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Every length and period of a sentence that its own dates contradict."""
    yield from _lengths(items)
    yield from _same_period(items)


def _refuted(message: str, rule: str) -> Judged:
    return Judged("refuted", rule, message)


def _stretch(figure: Figure) -> bool:
    return figure.high is None and figure.hedge in (None, "exactly", "more_than")


def _lengths(items: tuple[Item, ...]) -> Iterator[Finding]:
    for at, item in enumerate(items):
        months = _months_said(item)
        if months is None:
            continue
        found = [
            one.period.period
            for one in items[at + 1 : at + 10]
            if one.period is not None and one.period.period is not None and one.period.kind in ("period", "date")
        ]
        if (
            item.period is not None
            and any(word in item.key for word in ("consecutive", "successive", "row", "running"))
            and [one.key for one in items[at + 1 : at + 3]] != [",", "from"]
        ):
            continue
        if any(one.figure is not None for one in items[at + 1 : at + 4]):
            continue
        keys = [one.key for one in items[at + 1 : at + 4]]
        prepositions = [one.period.preposition for one in items[at + 1 : at + 6] if one.period is not None]
        if (
            not ("from" in keys or "between" in keys or "from" in prepositions or "between" in prepositions)
            or not found
        ):
            continue
        if len(found) == 1 and item.period is None and found[0].months == 12 and months > 12:
            continue  # "over the 15 years from 2004/05": where they end is not said
        span = (
            Period(found[0].start, found[-1].end)
            if found[0].start and found[-1].end and found[0].start <= found[-1].end
            else None
        )
        true = span.months if span is not None else None
        elapsed = true is not None and true - months == 12 and span is not None and not months % 12
        if true is not None and not elapsed and abs(true - months) >= (2 if months < 24 else 3):
            yield (
                at,
                _refuted(f"{item.key[0].upper()}{item.key[1:]} are {months} months; the dates give {true}.", "dates"),
            )


def _months_said(item: Item) -> int | None:
    units = {"months": 1, "month": 1, "years": 12, "year": 12, "quarters": 3, "quarter": 3}
    if (
        item.period is not None
        and item.period.kind in ("length", "relative")
        and item.period.count
        and item.period.period is None
    ):
        return units.get(item.period.unit or "", 0) * item.period.count or None
    if item.figure is not None and item.figure.kind == "duration" and _stretch(item.figure):
        word = item.key.split()[-1]
        count = item.figure.value if item.figure.unit == "months" and units.get(word) == 1 else None
        if word in units and word != "months" and item.figure.unit == "months":
            count = item.figure.value / units[word]
        return int(count * units[word]) if count is not None and word in units else None
    return None


def _between(items: tuple[Item, ...], one: int, two: int) -> bool:
    """ "Rose … between 2018 and 2018"."""
    joined = one > 0 and items[one - 1].key == "between" and [item.key for item in items[one + 1 : two]] == ["and"]
    return joined and any(item.has("direction") for item in items[:one])


def _same_period(items: tuple[Item, ...]) -> Iterator[Finding]:
    """ "In 2018 … compared with 2018": a period compared with itself."""
    periods = [
        at
        for at, item in enumerate(items)
        if item.period is not None and item.period.kind == "period" and item.period.period is not None
    ]
    for one, two in itertools.pairwise(periods):
        first, second = items[one].period, items[two].period
        assert first is not None and second is not None
        between = items[one + 1 : two]
        compared = any(item.key in _COMPARED for item in between)
        if any(item.key in _COMPARED for item in items[max(0, one - 3) : one]):
            continue  # "5 per cent fewer than in May, and 2 per cent fewer than in May for short visits"
        if (
            (compared or _between(items, one, two))
            and not (items[one].depth and items[two].depth)
            and first.period == second.period
            and not second.text.lower().endswith(("previous year", "last year", "year before"))
            and not any(item.kind == "name" and item.name.is_area for item in between if item.name)
        ) and not any(item.key in ("average", "mean", "national", "same") for item in items[one:two]):
            yield two, _refuted("A period is compared with itself.", "same_period")


_COMPARED = frozenset(
    {
        "compared with", "compared to", "than", "against", "versus", "compares with", "compares to", "up from",
        "down from",
    }
)  # fmt: skip
