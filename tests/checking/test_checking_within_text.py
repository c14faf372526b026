"""Arithmetic of a text alone, with no facts: what two figures of one sentence, or of the one before, say of a third."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcc_narrator.checking import check
from pcc_narrator.models.fact import FactSet

# each line a text; behind a tab what the text itself shows to be wrong in it
CASES = [
    line.partition("\t")[::2]
    for line in Path(__file__).with_name("within_text.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("text", "wrong"), CASES)
def test_what_a_text_contradicts_itself_is_refuted_and_nothing_else(text: str, wrong: str) -> None:
    claims = check(text, FactSet(measures=(), areas=(), facts=())).claims
    refuted = [claim.text for claim in claims if claim.verdict == "refuted"]
    assert wrong in refuted if wrong else refuted == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Boats seen:\n\n- ferries 7\n- yachts 9\n- barges 12\n- total 28", []),
        ("Boats seen:\n\n- ferries 7\n- yachts 9\n- barges 12\n- total 29", ["29"]),
        ("Boats seen:\n\n- ferries 7\n- of them night ferries 2\n- barges 12\n- total 19", []),
        ("Gale leaves 3,200 farms without power\n\nThe 3,200 farms had light again by Sunday.", []),
        ("Gale leaves 3,200 farms without power\n\nThe 2,300 farms had light again by Sunday.", ["2,300"]),
        ("Gale leaves 3,200 farms without power\n\nThe 2,300 farms in the west had light again by Sunday.", []),
    ],
)
def test_lists_and_headlines_are_read_with_what_stands_around_them(text: str, wrong: list[str]) -> None:
    claims = check(text, FactSet(measures=(), areas=(), facts=())).claims
    assert [claim.text for claim in claims if claim.verdict == "refuted"] == wrong
