"""What a real, small model replied on the review page: whatever it said, no wrong figure is shown, and one answers.

Recorded by `tools/record_model.py --only chat`. The replies are given out in the order in which they came, whatever the
prompts and the checker are now; the last one again if more is asked for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pcc_narrator.drafting.llm.model import ModelError, Reply
from pcc_narrator.review.ask import Library
from pcc_narrator.review.ask.answer import NOT_SAID
from pcc_narrator.review.ask.free import Asker
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.passages import passage_of

RECORD = json.loads((Path(__file__).parent / "recorded_chat.json").read_text(encoding="utf-8"))


@dataclass
class Recorded:
    """The model again, as far as it was recorded."""

    replies: list[str]
    name: str = "recorded"
    given: int = 0

    def ask(self, request: object) -> Reply:
        if not self.replies:  # as it was: the reply did not end
            self.given += 1
            raise ModelError("the reply was cut off at its greatest length")
        text = self.replies[min(self.given, len(self.replies) - 1)]
        self.given += 1
        return Reply(text)


def test_something_was_recorded() -> None:
    assert len(RECORD["asked"]) >= 4
    assert sum(bool(one["replies"]) for one in RECORD["asked"]) >= 3  # one reply did not end, and was cut off
    assert RECORD["about"]["model"] and RECORD["about"]["sha256"]


@pytest.mark.parametrize("asked", RECORD["asked"], ids=lambda asked: asked["question"])
def test_no_wrong_figure_is_shown_and_the_person_gets_an_answer(desk: Desk, asked: dict[str, Any]) -> None:
    library = Library(desk.facts, desk.flags, desk.verdicts.checker)
    key = next(block.key for block in desk.blocks if block.tag == RECORD["paragraph"])
    passage = passage_of(desk, key)
    model = Recorded(asked["replies"])
    answer = Asker(model).answer(
        asked["question"], library, texts=[block.text for block in desk.blocks], passage=passage
    )
    assert model.given >= 1
    assert answer.text
    said = " ".join(sentence.text for sentence in answer.sentences if sentence.proved)
    assert not library.checker.check(said).refuted
    assert "50 per cent" not in said
    assert answer.facts or answer.replaces is not None or NOT_SAID in answer.text or "stays as it is" in answer.text
