"""Whether a direction word is a claim, and how firm: "despite this rise", "which had fallen", "improving its care"."""

from __future__ import annotations

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Subjects

_LOOSE = frozenset({
    "of", "by", "with", "and", "the", "between", "for", "from", "a", "an", "in", "through", "while", "when", "this",
    "recent"
})  # fmt: skip
_POINTING = frozenset({"this", "that", "these", "those", "such", "recent"})
_LOOSELY = frozenset(
    ["relatively", "broadly", "fairly", "largely", "mostly", "reasonably", "roughly", "generally", "more"]
)


def word_that_points_back(resolver: Resolver, at: int, linked: list[int]) -> str | None:
    """The word that points to a change told before: "despite this increase", "recent decreases"."""
    before = resolver.items[at - 1].key if at else ""
    points = not linked and resolver.items[at].has("change_noun") and before in _POINTING
    return before if points else None


def is_at_any_time(resolver: Resolver, at: int, reading: Reading, linked: bool) -> bool:
    """Whether "is increasing" is said of something carried over, with no time: any stretch may be meant."""
    progressive = resolver.items[at].key.endswith("ing")
    return progressive and not linked and reading.subjects.source != "said" and reading.times.source != "said"


def is_of_earlier(items: tuple[Item, ...], at: int) -> bool:
    """Whether a change had come before what the sentence tells: "which had fallen in each of the quarters before"."""
    before = [item.key for item in items[max(0, at - 3) : at] if item.clause == items[at].clause]
    return "had" in before or "had been" in before


def is_in_passing(items: tuple[Item, ...], at: int) -> bool:
    """Whether a change is named without saying when: "as a result of improving its compliance"."""
    clause = items[at].clause
    if any(item.kind == "period" for item in items if item.clause == clause):
        return False
    before = items[at - 1].key if at else ""
    following = items[at + 1] if at + 1 < len(items) else None
    form = items[at].key.endswith(("ing", "ed"))
    loose = before in _LOOSE or items[at - 1].has("cause") if at else False
    return (
        form
        and loose
        and following is not None
        and (following.kind == "name" or following.key in ("its", "the", "their"))
    )


def is_of_subject(resolver: Resolver, at: int, subjects: Subjects) -> bool:
    """Whether the word speaks of a subject of the facts, and not of something else in the same paragraph."""
    if subjects.source == "open":
        return False
    items, clause = resolver.items, resolver.items[at].clause
    if subjects.source in ("said",):
        return True
    if resolver.items[at].has("change_noun") and at + 1 < len(items) and items[at + 1].key in ("in", "of"):
        return False
    before = [item for item in items[:at] if item.clause == clause]
    plain = [
        item
        for item in before
        if item.kind == "word"
        and not item.words
        and item.key not in ("the", "a", "an", "has", "have", "also", "and", "in")
    ]
    pronoun = any(item.has("pronoun") for item in before)
    if subjects.source in ("carried", "heading", "default"):
        return pronoun or not plain
    return subjects.source == "guessed"


def is_loosely_said(items: tuple[Item, ...], clause: int) -> bool:
    """Whether a clause says "relatively stable", "broadly unchanged"."""
    return any(item.key in _LOOSELY for item in items if item.clause == clause)
