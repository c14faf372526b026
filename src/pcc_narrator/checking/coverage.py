"""What the outline requires and no supported claim says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pcc_narrator.checking.index import CHANGE
from pcc_narrator.models.claim import Claim, Missing
from pcc_narrator.models.fact import Fact, FactSet


def find_missing(facts: FactSet, claims: Iterable[Claim], prose: str) -> tuple[Missing, ...]:
    """The requirements of a fact set that a text does not meet.

    A fact is said if a supported claim cites it, a fact derived from it, everything it is derived from, or the same
    change in another form (number, per cent, points). A requirement that names a note is
    met by the note's own words.
    """
    if not facts.requirements:
        return ()
    cited = {fact for claim in claims if claim.verdict == "supported" for fact in claim.facts}
    said = set(cited)
    parents: Mapping[str, Fact] = facts.by_id
    told: set[tuple[object, ...]] = set()
    figures: set[tuple[object, ...]] = set()
    for identifier in cited:
        fact = parents.get(identifier)
        if fact is None:
            continue
        told.add(_sense(fact))
        figures.add(_same_figure(fact))
        if fact.derivation is not None:
            said.update(fact.derivation.of)
    for requirement in facts.requirements:
        for identifier in requirement.facts:
            fact = parents.get(identifier)
            if fact is None or identifier in said:
                continue
            of = fact.derivation.of if fact.derivation is not None else ()
            if _sense(fact) in told or _same_figure(fact) in figures or (of and all(one in cited for one in of)):
                said.add(identifier)
    words = " ".join(prose.split())
    missing = []
    for requirement in facts.requirements:
        unsaid = tuple(
            identifier
            for identifier in requirement.facts
            if identifier not in said and not _note_said(facts, identifier, words)
        )
        if unsaid:
            message = requirement.message or f"The text does not say what {requirement.outline_id} requires."
            missing.append(Missing(requirement.outline_id, unsaid, message))
    return tuple(missing)


def _same_figure(fact: Fact) -> tuple[object, ...]:
    """Facts that print the same figure for one area and period, such as a count and a rate's denominator."""
    return fact.area, fact.period, fact.value, fact.unit, isinstance(fact.value, bool), fact.statistic in CHANGE


def _sense(fact: Fact) -> tuple[object, ...]:
    """What a fact tells: a change in number, per cent or points is one thing said in three ways."""
    statistic = "change" if fact.statistic in CHANGE else fact.statistic
    base = fact.base if fact.base is not None or statistic != "change" else fact.period.shifted(-12)
    return fact.measure, fact.category, fact.area, fact.period, statistic, base, fact.against


def _note_said(facts: FactSet, identifier: str, words: str) -> bool:
    note = facts.note_by_id.get(identifier)
    return note is not None and " ".join(note.text.split()) in words
