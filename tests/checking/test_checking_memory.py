"""A text that is checked again after an edit has the same claims as one that is checked for the first time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from checking_facts import HOSPITAL

from pcc_narrator.checking import Checker
from pcc_narrator.contract import read_facts

SAMPLE = Path(__file__).parents[2] / "docs" / "sample"
TEXT = """# Attendances

1. In quarter three there were 10,792 attendances, 331 fewer than in quarter two. They had risen before.

2. This was a fall of 3.0 per cent. It was 385 below the figure of a year before.

| Quarter three | Attendances |
| --- | ---: |
| St Anne's | 10,792 |

## Ward falls

3. There were 10,792 of them. It was 385 below the figure of a year before.
"""


def _edited(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    what = chance.randrange(4)
    if what == 0:
        del lines[at]
    elif what == 1:
        lines.insert(at, lines[chance.randrange(len(lines))])
    elif what == 2:
        lines[at] = lines[at].replace("1", "2", 1).replace("rose", "fell").replace("quarter three", "quarter two", 1)
    else:
        other = chance.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(8))
def test_edits_of_a_short_text(seed: int) -> None:
    afresh, again, chance = Checker(HOSPITAL), Checker(HOSPITAL, remember=True), random.Random(seed)
    text = TEXT
    for _ in range(12):
        assert again.check(text) == afresh.check(text)
        text = _edited(text, chance)


def test_edits_of_a_whole_report() -> None:
    facts, chance = read_facts(SAMPLE / "facts.json"), random.Random(5)
    afresh, again = Checker(facts), Checker(facts, remember=True)
    text = (SAMPLE / "report.md").read_text(encoding="utf-8")
    again.check(text)
    for _ in range(3):
        text = _edited(text, chance)
        assert again.check(text) == afresh.check(text)


def test_the_sentence_before_decides() -> None:
    """The same words after another sentence are not taken up."""
    again = Checker(HOSPITAL, remember=True)
    told = "There were 10,792 attendances in quarter three. This was 331 fewer than in quarter two."
    other = "There were 10,792 attendances in quarter three, and 12 ward falls. This was 331 fewer than in quarter two."
    for text in (told, other, told):
        assert again.check(text) == Checker(HOSPITAL).check(text)
