"""Two ways that others check figures, to measure against: no claim is read, only numbers.

`exact`: a number is right if a fact prints it, in any measure, area or period. `nearest`: quantulum3 finds the
quantities; one is right if the nearest fact value is within 1 per cent. Both pass over bare years.
"""

from __future__ import annotations

import re
import warnings
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TypeVar, cast

from pcc_narrator.models.fact import FactSet

_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/]\d\d)?")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text and whether it was found right."""

    start: int
    end: int
    verdict: str


Judge = Callable[[str, FactSet], Sequence[Found]]


def exact(text: str, facts: FactSet) -> list[Found]:
    """Every number of the text must be printed by some fact, at 0, 1 or 2 decimals or those of the fact."""
    known = _once(_printed, facts)
    found = []
    for match in _NUMBER.finditer(text):
        if _YEAR.fullmatch(match[0]):
            continue
        said = match[0].replace(",", "").rstrip(".")
        verdict = "supported" if said in known else "refuted"
        found.append(Found(match.start(), match.end(), verdict))
    return found


def nearest(text: str, facts: FactSet) -> list[Found]:
    """Every quantity that quantulum3 reads must be within 1 per cent of some fact."""
    values = _once(_values, facts)
    found, place = [], 0
    for line in text.splitlines(keepends=True):
        for start, end, value in _quantities(line):
            at = bisect_left(values, value)
            gaps = [abs(values[near] - value) for near in (at - 1, at) if 0 <= near < len(values)]
            close = bool(gaps) and min(gaps) <= 0.01 * max(value, 1e-9)
            found.append(Found(place + start, place + end, "supported" if close else "refuted"))
        place += len(line)
    return found


@lru_cache(maxsize=20_000)
def _quantities(line: str) -> tuple[tuple[int, int, float], ...]:
    """(start, end, size) of each quantity of a line, bare years left out. Kept, for a line takes long to read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser

        quantities = parser.parse(line)
    spans = ((*quantity.span, abs(float(quantity.value))) for quantity in quantities)
    return tuple((start, end, value) for start, end, value in spans if not _YEAR.fullmatch(line[start:end].strip()))


def _printed(facts: FactSet) -> frozenset[str]:
    forms = set()
    for fact in facts.facts:
        value = abs(fact.number)
        for decimals in {0, 1, 2, fact.decimals or 0}:
            forms.add(f"{value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP):f}")
    return frozenset(forms)


def _values(facts: FactSet) -> tuple[float, ...]:
    return tuple(sorted({abs(float(fact.number)) for fact in facts.facts}))


_Made = TypeVar("_Made")
_MADE: dict[tuple[int, str], tuple[FactSet, object]] = {}


def _once(make: Callable[[FactSet], _Made], facts: FactSet) -> _Made:
    """`make(facts)`, kept: a set of facts is hashed by being itself, which costs nothing."""
    kept = _MADE.setdefault((id(facts), make.__name__), (facts, None))
    if kept[1] is None:
        kept = _MADE[id(facts), make.__name__] = (facts, make(facts))
    return cast(_Made, kept[1])
