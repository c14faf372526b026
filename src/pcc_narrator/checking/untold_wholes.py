"""Areas that hold others where no kinds of area are told: a country beside its towns is no town to be put in order."""

from __future__ import annotations

from decimal import Decimal

from pcc_narrator.models.fact import FactSet

_COUNTED = frozenset({"count", "gbp"})
_FEWEST = 2  # areas that a whole must hold


def untold_wholes(facts: FactSet) -> frozenset[str]:
    """The areas whose counts are never less than those of all smaller areas together, in a fact set whose areas are
    all of one kind, as they are where none is given."""
    if len({area.kind for area in facts.areas}) != 1 or len(facts.areas) <= _FEWEST:
        return frozenset()
    counts: dict[tuple[object, ...], dict[str, Decimal]] = {}
    for fact in facts.facts:
        if fact.statistic == "value" and fact.unit in _COUNTED and not isinstance(fact.value, bool):
            counts.setdefault((fact.measure, fact.category, fact.period), {})[fact.area] = fact.number
    wholes: set[str] = set()
    parts: set[str] = set()
    for standing in counts.values():
        rest = sorted(standing, key=lambda area: (standing[area], area))
        while len(rest) > _FEWEST and standing[rest[-1]] >= sum((standing[area] for area in rest[:-1]), Decimal(0)):
            wholes.add(rest.pop())
        parts.update(rest if len(rest) > 1 else ())
    return frozenset(wholes - parts)
