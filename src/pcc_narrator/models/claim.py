"""Claims and verdicts: the types behind claims.json."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pcc_narrator.models.period import Period

ClaimKind = Literal[
    "number", "percent", "points", "rate", "duration", "money", "rank", "count_of_areas", "fraction",
    "multiple", "interval", "period", "date", "area", "direction", "comparison", "strength", "significance",
    "stability", "extreme", "run", "arithmetic", "cause", "name", "quotation",
]  # fmt: skip
Verdict = Literal["supported", "refuted", "not_enough_information"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable thing that a text says, and what the facts say of it.

    `start` and `end` are offsets in code points into the text as given; `line` and `column` count from 1.
    `measure`, `statistic`, `area` and `period` say how the claim was read; `facts` are the ids it was judged
    by; `expected` is what would be true, in the text's own style; `rule` names the rule that decided.
    """

    start: int
    end: int
    line: int
    column: int
    text: str
    kind: ClaimKind
    verdict: Verdict
    message: str
    rule: str
    measure: str | None = None
    statistic: str | None = None
    area: str | None = None
    category: str | None = None
    period: Period | None = None
    facts: tuple[str, ...] = ()
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    """A digit or number word that is no claim, and why."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the outline requires and the text does not say."""

    outline_id: str
    facts: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Everything that was found in one text. Claims are in the order of the text."""

    claims: tuple[Claim, ...] = ()
    missing: tuple[Missing, ...] = ()
    ignored: tuple[Ignored, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """How many claims have this verdict."""
        return sum(claim.verdict == verdict for claim in self.claims)

    @property
    def refuted(self) -> tuple[Claim, ...]:
        """The claims that the facts refute."""
        return tuple(claim for claim in self.claims if claim.verdict == "refuted")

    @property
    def clean(self) -> bool:
        """Whether nothing is refuted and nothing required is missing."""
        return not self.refuted and not self.missing
