"""A level in words, and how a measure is named before it."""

from __future__ import annotations

from pcc_narrator.models.fact import Fact
from pcc_narrator.wording import periods
from pcc_narrator.wording.context import Wording
from pcc_narrator.wording.nouns import inside


def level(w: Wording, fact: Fact) -> str:
    """The figure with what it counts: "10,792 visits", "86.7 per cent"."""
    return w.figure(fact, counted=True)


def dated(w: Wording, fact: Fact) -> str:
    """The level and its period: "10,792 visits in quarter three"."""
    return f"{level(w, fact)} {periods.within(w, fact.period)}".strip()


def subject(w: Wording, fact: Fact) -> str:
    """What the fact is about, inside a sentence: the category if it is of one, else the measure."""
    if fact.category is not None:
        return inside(fact.category, w.names)
    return w.phrase(fact.measure).subject


def was(w: Wording, measure: str) -> str:
    """ "was" or "were", by the measure's subject."""
    return "were" if w.phrase(measure).plural else "was"


def it(w: Wording, measure: str) -> str:
    """ "it" or "they", by the measure's subject."""
    return "they" if w.phrase(measure).plural else "it"


def many(w: Wording, measure: str) -> str:
    """What is counted, in the plural: "evening visits"; empty where nothing is."""
    counted = w.counts(measure)
    return counted.many if counted is not None and w.measure(measure).unit in ("count", None) else ""


def interval(w: Wording, fact: Fact) -> str:
    """The margin of a sampled figure in brackets: "(±2.7 percentage points)"; empty where it has none."""
    halves = [
        other
        for other in w.find(fact.measure, "interval_half_width", area=fact.area, category=fact.category)
        if other.period == fact.period
    ]
    return f"plus or minus {w.figure(halves[0], size=True)}" if halves else ""
