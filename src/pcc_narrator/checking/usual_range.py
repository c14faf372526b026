"""Verdicts on a level beside what is usual for it: "above its usual range", "below the usual level".

The range is that of a control chart, the level its centre line (Wheeler, Understanding Variation, 1993), where the
facts state them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.reading import Judged, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.wording import place_words, value_words
from pcc_narrator.models.fact import Fact

_LOWER, _UPPER, _CENTRE = ("expected_low", "lower_limit"), ("expected_high", "upper_limit"), ("expected", "centre_line")
SIDES = {"above": 1, "below": -1, "outside": 2, "within": 0, "inside": 0}
_ARTICLES = frozenset({"the", "its", "their", "a", "this"})
_USUAL = frozenset({"usual", "normal", "expected", "typical", "ordinary", "control"})
_RANGES = frozenset({"range", "limits", "variation"})
_LEVELS = frozenset({"level", "average", "mean"})
_OF_RANGE = frozenset({"in", "which", "its", "their", "usual", "normal", "ordinary", "variation", "lies", "of", "the"})


class _Usual(NamedTuple):
    low: Decimal | None
    high: Decimal | None
    centre: Decimal | None


def judge_usual(resolver: Resolver, at: int) -> Judged | None:
    """The verdict on "above", "below", "within" or "outside" before what is usual; None where that is not what it says
    or the facts do not state what is usual."""
    said = _said(resolver, at)
    if said is None:
        return None
    side, of_range = said
    reading = read(resolver, at, RoleRead("level"))
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for fact, usual in _levels(resolver, subject, area, reading.times.choices):
                limits = (usual.low, usual.high) if of_range else (usual.centre, usual.centre)
                if limits[0] is None or limits[1] is None:
                    continue
                true = (fact.number > limits[1]) - (fact.number < limits[0])
                gap = fact.number - (limits[1] if true > 0 or (not true and side > 0) else limits[0])
                candidate = Candidate(gap, fact.unit, "difference", subject, area, fact.period, (fact.id,))
                bounds = " to ".join(dict.fromkeys(value_words(one, fact.unit, 0) for one in limits if one is not None))
                what = place_words(resolver.index, candidate, statistic=False)
                message = f"{what} is {value_words(fact.number, fact.unit, fact.decimals)}; usual is {bounds}."
                good = bool(true) if side == 2 else true == side
                right = {1: "above", -1: "below", 0: "within"}[true]
                return Judged(
                    "supported" if good else "refuted", "comparison", message, candidate,
                    None if good else right, reading,
                )  # fmt: skip
    return None


def _said(resolver: Resolver, at: int) -> tuple[int, bool] | None:
    """Which side of what: +1, -1, 0 (within) or 2 (outside), and whether of the range or of the level."""
    items = resolver.items
    side = SIDES.get(items[at].key)
    if side is None or (at and items[at - 1].has("negation")):
        return None
    words = [item.key for item in items[at + 1 : at + 9] if item.clause == items[at].clause]
    words = " ".join(words).split()
    while words and words[0] in _ARTICLES:
        words = words[1:]
    if not words:
        return None
    if words[0] in _RANGES and (_USUAL & set(words[1:7])) and set(words[1:3]) <= _OF_RANGE:
        return side, True  # "the range in which its usual variation lies"
    if len(words) > 1 and words[0] in _USUAL:
        if words[1] in _RANGES:
            return side, True
        if words[1] in _LEVELS and side in (1, -1):
            return side, False
    return None


def _levels(resolver: Resolver, subject: Subject, area: str, periods: object) -> Iterator[tuple[Fact, _Usual]]:
    index = resolver.index
    for series in index.series(subject, area)[:1]:
        for fact in reversed(series.in_order):
            usual = _Usual(*(_stated(resolver, subject, area, names, fact) for names in (_LOWER, _UPPER, _CENTRE)))
            if any(one is not None for one in usual) and (periods is None or fact.period in periods):  # type: ignore[operator]
                yield fact, usual


def _stated(resolver: Resolver, subject: Subject, area: str, names: tuple[str, ...], level: Fact) -> Decimal | None:
    found = (fact for name in names for fact in resolver.index.statistic(subject, area, name))
    return next((fact.number for fact in found if fact.period == level.period), None)
