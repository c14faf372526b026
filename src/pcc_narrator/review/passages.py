"""A paragraph of the report, made ready to be put in other words."""

from __future__ import annotations

from pcc_narrator.review.ask.free import Passage
from pcc_narrator.review.ask.library import Subject
from pcc_narrator.review.desk import Desk


def passage_of(desk: Desk, key: int) -> Passage | None:
    """The paragraph with its verdicts; None where there is none that people may edit."""
    with desk.lock:
        block = next((one for one in desk.blocks if one.key == key), None)
        if block is None or not block.editable or block.removed:
            return None
        blocks = desk.blocks
        return Passage(
            key, block.text, desk.verdicts.quick(blocks, key), lambda text: desk.verdicts.instead(blocks, key, text)
        )


def subjects_at(desk: Desk, key: int) -> tuple[Subject, ...]:
    """What a paragraph speaks of, in its order, by the facts of the report's own area that bear its figures out."""
    passage = passage_of(desk, key)
    if passage is None or not desk.facts.areas:
        return ()
    own, by_id = desk.facts.areas[0].id, desk.facts.by_id
    facts = [by_id[one] for verdict in passage.verdicts for one in verdict.claim.facts if one in by_id]
    return tuple(dict.fromkeys(Subject(fact.measure, fact.category) for fact in facts if fact.area == own))
