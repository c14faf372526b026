"""Figures of two fact sets: what moved from period to period, and what was revised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pcc_narrator.comparing.types import Judgement, Move, Revision
from pcc_narrator.models.fact import Fact, FactSet

STATISTICS = (
    "value", "rate", "rank", "share", "total", "mean", "change", "change_percent", "change_points", "difference",
    "areas_with_increase", "areas_with_decrease",
)  # fmt: skip
_MAIN = frozenset({"value", "rate", "rank"})
_LEVELS = frozenset({"value", "rate"})
Key = tuple[Any, ...]


def moves_between(old: FactSet, new: FactSet) -> tuple[tuple[Move, ...], int]:
    """Figures that both sets give for their own periods and that differ, and how many do not differ.

    A figure is the same one when measure, category, statistic, area, what it is compared with, unit and length of
    period agree. Of each set the figure of the latest period counts, none after the period of its report. Figures of
    one and the same period are left to `revisions_between`.
    """
    before, now = _latest(old), _latest(new)
    moves: list[Move] = []
    unchanged = 0
    for key, fact in now.items():
        earlier = before.get(key)
        if earlier is None or earlier.period == fact.period:
            continue
        difference = fact.number - earlier.number
        if not difference:
            unchanged += 1
            continue
        own = bool(new.areas) and fact.area == new.areas[0].id
        main = own and fact.category is None and fact.statistic in _MAIN and fact.against is None
        moves.append(Move(earlier, fact, difference, _judged(new, fact, difference > 0), main))
    return tuple(moves), unchanged


def revisions_between(old: FactSet, new: FactSet) -> tuple[tuple[Revision, ...], tuple[Fact, ...]]:
    """Facts of one id and two values, supplied ones first, and supplied facts that only the old set has."""
    found = [
        Revision(old.by_id[fact.id], fact, fact.derivation is None)
        for fact in new.facts
        if fact.id in old.by_id and (old.by_id[fact.id].value != fact.value or old.by_id[fact.id].unit != fact.unit)
    ]
    found.sort(key=lambda revision: not revision.supplied)
    gone = tuple(fact for fact in old.facts if fact.derivation is None and fact.sources and fact.id not in new.by_id)
    return tuple(found), gone


def measures_between(old: FactSet, new: FactSet) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of measures that have figures in the new set only, and in the old one only, in the sets' order."""
    before, now = (dict.fromkeys(fact.measure for fact in facts.facts) for facts in (old, new))
    return tuple(one for one in now if one not in before), tuple(one for one in before if one not in now)


def _latest(facts: FactSet) -> Mapping[Key, Fact]:
    found: dict[Key, Fact] = {}
    for fact in facts.facts:
        if fact.statistic not in STATISTICS or isinstance(fact.value, bool) or fact.period.end is None:
            continue
        if facts.period is not None and facts.period.end is not None and fact.period.end > facts.period.end:
            continue
        key = _key(fact)
        known = found.get(key)
        if known is None or known.period.end is None or known.period.end < fact.period.end:
            found[key] = fact
    return found


def _key(fact: Fact) -> Key:
    length = fact.period.months if fact.period.months is not None else fact.period.kind
    return (fact.measure, fact.category, fact.statistic, fact.area, fact.against, fact.unit, length, *_base(fact))


def _base(fact: Fact) -> Iterator[Any]:
    """How far back the base lies: a change on the quarter before is another figure than one on the year before."""
    if fact.base is not None and fact.base.start is not None and fact.period.start is not None:
        yield (fact.period.start.year - fact.base.start.year) * 12 + fact.period.start.month - fact.base.start.month
    yield fact.method if fact.statistic == "mean" else None


def _judged(facts: FactSet, fact: Fact, rose: bool) -> Judgement:
    measure = facts.measure_by_id.get(fact.measure)
    if measure is None or measure.polarity == "neutral" or fact.statistic not in _LEVELS or fact.category is not None:
        return "neutral"
    return "better" if rose == (measure.polarity == "higher_is_better") else "worse"


def iterate(moves: tuple[Move, ...], *, main: bool) -> Iterator[Move]:
    """The moves of the measures themselves, or all the others."""
    return (move for move in moves if move.main == main)
