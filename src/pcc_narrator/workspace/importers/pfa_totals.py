"""Totals of the police force area tables against their parts: regions, England, and England and Wales.

A publisher's total may include what its other tables leave out: England and Wales, and in one edition England too,
is printed with British Transport Police in some tables and without in others. It is told from the figures, not from
the footnotes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pcc_narrator.workspace.importers import codes

NATION = "england_wales"
TRANSPORT = "british_transport_police"


def parts_of(area: str) -> tuple[str, ...]:
    """The forces that a region or nation is the sum of; none for a force."""
    forces = codes.forces()
    if area == NATION:
        return tuple(force.id for force in forces)
    if area == "england":
        return tuple(force.id for force in forces if force.region != "wales")
    return tuple(force.id for force in forces if force.region == area)


@dataclass(frozen=True, slots=True)
class Odd:
    """A total that its forces do not meet: the area, and a sentence."""

    area: str
    text: str


def odd_totals(counts: Mapping[str, Decimal]) -> list[Odd]:
    """The regions and nations of one set of counts that do not meet the sum of their forces.

    Totals are looked at where every force of theirs has a figure. Nations may include British Transport Police.
    """
    found = []
    for area, total in counts.items():
        added = _forces(counts, area)
        if added is None or total == added or (_may_hold_transport(area) and total == added + _transport(counts)):
            continue
        title = codes.find_area(area).title
        found.append(Odd(area, f"the forces of {title} sum to {added:,}, its total is {total:,}."))
    return found


def without_transport(counts: Mapping[str, Decimal], area: str) -> Decimal | None:
    """A nation's total less British Transport Police where it includes them; None where it does not."""
    added = _forces(counts, area)
    held = added is not None and _may_hold_transport(area) and counts[area] != added
    return added if held and added is not None and counts[area] == added + _transport(counts) else None


def _forces(counts: Mapping[str, Decimal], area: str) -> Decimal | None:
    """The sum of an area's forces; None for a force, or where one is not there."""
    parts = parts_of(area)
    if not parts or area not in counts or any(part not in counts for part in parts):
        return None
    return sum((counts[part] for part in parts), Decimal(0))


def _may_hold_transport(area: str) -> bool:
    return codes.find_area(area).kind == "nation"


def _transport(counts: Mapping[str, Decimal]) -> Decimal:
    return counts.get(TRANSPORT, Decimal(0))
