"""What a direction word says, and whether a true gap bears it out."""

from __future__ import annotations

import re
from decimal import Decimal

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Index, Subject
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.wording import value_words
from pcc_narrator.models.claim import ClaimKind
from pcc_narrator.models.figure import Figure
from pcc_narrator.models.record import record

_NONE = Decimal(0)
SAID = {"up": "rose", "down": "fell", "flat": "was stable", "better": "got better", "worse": "got worse"}


@record(frozen=True, slots=True)
class Said:
    """What a word says: up, down, flat, better or worse; of a change in time or of a distance. `near` is "similar
    to": a small gap will do."""

    sense: str
    negated: bool
    compares: bool
    kind: ClaimKind
    near: bool = False


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
    if "percent" in (one.kind, two.kind) and one.kind != two.kind:
        other = two if one.kind == "percent" else one
        return other.kind == "number" and other.unit is None and abs(other.value) <= 100  # "81.4, from 86 per cent"
    if one.kind != two.kind and (_printed(one) is None or _printed(two) is None):
        return False
    return one.kind == two.kind or one.unit is None or two.unit is None


def gap_between(one: Figure, two: Figure) -> Decimal:
    """How far the second figure lies above the first: in the numbers that are printed, where only one has its unit
    beside it ("from 30.9 years to 32.7", "for every 100 men 264, from 336")."""
    left, right = _printed(one), _printed(two)
    if one.kind == two.kind or left is None or right is None:
        return two.value - one.value
    return right - left


def _printed(figure: Figure) -> Decimal | None:
    """The number that is printed, for a figure whose value may be in another unit; None where it is not one number."""
    if figure.kind not in ("rate", "duration"):
        return figure.value
    found = _NUMBER.findall(figure.text.partition(" per ")[0].replace(",", ""))
    return Decimal(found[0]) if len(found) == 1 else None


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def near_enough(said: Said, against: Decimal, percent: bool, bounds: Bounds) -> Decimal:
    """How far from a figure "similar to" still reaches: in points for a percentage, else a part of the figure."""
    if not said.near:
        return Decimal(0)
    return bounds.relatively_points if percent else abs(against) * bounds.relatively_percent / 100


def verdict_of_gap(
    resolver: Resolver, said: Said, gap: Decimal, words: str, found: Judged | None, allowed: Decimal = _NONE
) -> Judged:
    """The verdict on what a word says of a gap; one of at most `allowed` is none where the word says "similar"."""
    reading = found.reading if found is not None else None
    subject = reading.subjects.choices[0] if reading is not None and reading.subjects.choices else None
    sign = (gap > 0) - (gap < 0) if abs(gap) > allowed else 0
    candidate = found.candidate if found is not None else None
    right = bears_out(resolver.index, said, sign, subject)
    if right is None:
        return without_polarity(candidate, reading)
    name = {1: "a rise", -1: "a fall", 0: "no change"}[sign]
    if right:
        known = (found is not None and found.verdict == "supported") or not resolver.index.set.facts
        return Judged(
            "supported" if known else "not_enough_information",
            "direction" if candidate is not None or not known else "arithmetic",
            f"{words[0].upper()}{words[1:]} is {name}." if known else "The figures it rests on are not in the facts.",
            candidate,
            reading=reading,
        )
    return Judged(
        "refuted", "direction", f"{words[0].upper()}{words[1:]} is {name}.", candidate, _expected(sign), reading
    )


def without_polarity(candidate: Candidate | None, reading: Reading | None) -> Judged:
    """The verdict on "better" or "worse" of a subject that no fact gives a desired direction."""
    words = "No fact says whether up or down is better."
    return Judged("not_enough_information", "polarity", words, candidate, reading=reading)


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
