"""Exceptions: flags on measures, each with its evidence. (A module called `exceptions` would be read as errors.)"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

FlagKind = Literal["significant_change", "concern", "excellence", "media_interest"]
FLAG_KINDS: tuple[FlagKind, ...] = ("significant_change", "concern", "excellence", "media_interest")
Direction = Literal["better", "worse", "neutral"]


@dataclass(frozen=True, slots=True)
class Flag:
    """One exception: which of the four kinds, by which rule, on which facts.

    `evidence` is a sentence that an officer can say aloud; `numbers` are the named figures that fired the rule
    (limits, p value, run length), printed as they were used; `strength` ranks flags of a report (higher first).
    """

    id: str
    kind: FlagKind
    measure: str
    area: str
    rule: str
    direction: Direction
    strength: Decimal
    evidence: str
    facts: tuple[str, ...] = ()
    category: str | None = None
    numbers: tuple[tuple[str, str], ...] = ()
    declared_by: str = ""
