"""A paragraph of the report, made ready to be put in other words."""

from __future__ import annotations

from pcc_narrator.review.ask.free import Passage
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
