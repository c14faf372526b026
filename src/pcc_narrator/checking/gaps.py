"""What a direction word says, and whether a true gap bears it out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Index, Subject
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.wording import value_words
from pcc_narrator.models.claim import ClaimKind
from pcc_narrator.models.figure import Figure

SAID = {"up": "rose", "down": "fell", "flat": "was stable", "better": "got better", "worse": "got worse"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a word says: up, down, flat, better or worse; of a change in time or of a distance."""

    sense: str
    negated: bool
    compares: bool
    kind: ClaimKind


def is_change(candidate: Candidate) -> bool:
    return candidate.statistic in (
        "change",
        "change_percent",
        "change_points",
        "difference",
        "difference_percent",
        "difference_points",
        "gap",
        "ratio",
        "distance_to_target",
    )


def comparable(one: Figure, two: Figure) -> bool:
    """Whether two figures of a text count the same kind of thing."""
    if "interval" in (one.kind, two.kind) or ("rank" in (one.kind, two.kind) and one.kind != two.kind):
        return False
    return one.kind == two.kind or one.unit is None or two.unit is None


def verdict_of_gap(resolver: Resolver, said: Said, gap: Decimal, words: str, found: Judged | None) -> Judged:
    reading = found.reading if found is not None else None
    subject = reading.subjects.choices[0] if reading is not None and reading.subjects.choices else None
    sign = (gap > 0) - (gap < 0)
    candidate = found.candidate if found is not None else None
    right = bears_out(resolver.index, said, sign, subject)
    if right is None:
        return Judged(
            "not_enough_information",
            "polarity",
            "No fact says whether up or down is better.",
            candidate,
            reading=reading,
        )
    name = {1: "a rise", -1: "a fall", 0: "no change"}[sign]
    if right:
        known = found is not None and found.verdict == "supported"
        return Judged(
            "supported" if known else "not_enough_information",
            "direction",
            f"{words[0].upper()}{words[1:]} is {name}." if known else "The figures it rests on are not in the facts.",
            candidate,
            reading=reading,
        )
    return Judged(
        "refuted", "direction", f"{words[0].upper()}{words[1:]} is {name}.", candidate, _expected(sign), reading
    )


def bears_out(index: Index, said: Said, sign: int, subject: Subject | None) -> bool | None:
    """Whether a true sign bears out what is said; None where better or worse is not defined."""
    wanted: int
    if said.sense in ("better", "worse"):
        measure = index.measures.get(subject.measure) if subject is not None else None
        if measure is None or measure.polarity == "neutral":
            return None
        good = 1 if measure.polarity == "higher_is_better" else -1
        wanted = good if said.sense == "better" else -good
    elif said.sense == "flat":
        return (sign == 0) != said.negated
    else:
        wanted = 1 if said.sense == "up" else -1
    return (sign == wanted) != said.negated


def _expected(sign: int) -> str:
    return {1: "rose", -1: "fell", 0: "did not change"}[sign]


def word_for(said: Said, sign: int) -> str:
    if said.compares:
        return {1: "above", -1: "below", 0: "equal to"}[sign]
    return _expected(sign)


def signed_value(candidate: Candidate) -> str:
    mark = "+" if candidate.value > 0 else "−" if candidate.value < 0 else ""
    return mark + value_words(candidate.value, candidate.unit, candidate.decimals)
