"""What the outline requires and no supported claim says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pcc_narrator.models.claim import Claim, Missing
from pcc_narrator.models.fact import Fact, FactSet


def find_missing(facts: FactSet, claims: Iterable[Claim], prose: str) -> tuple[Missing, ...]:
    """The requirements of a fact set that a text does not meet.

    A fact is said if a supported claim cites it, or cites a fact derived from it. A requirement that names a note is
    met by the note's own words.
    """
    if not facts.requirements:
        return ()
    cited = {fact for claim in claims if claim.verdict == "supported" for fact in claim.facts}
    said = set(cited)
    parents: Mapping[str, Fact] = facts.by_id
    for identifier in cited:
        fact = parents.get(identifier)
        if fact is not None and fact.derivation is not None:
            said.update(fact.derivation.of)
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


def _note_said(facts: FactSet, identifier: str, words: str) -> bool:
    note = facts.note_by_id.get(identifier)
    return note is not None and " ".join(note.text.split()) in words
