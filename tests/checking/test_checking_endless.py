"""Sentences without an end are read in stretches, and nothing of them is lost."""

from __future__ import annotations

import pytest

from pcc_narrator.checking import check
from pcc_narrator.checking.tokens import read_sentences
from pcc_narrator.models.fact import FactSet

ENDLESS = {
    "commas": "There were " + ", ".join(f"{number:,} in May" for number in range(1_000, 2_500)) + ".",
    "blanks": "There were " + " ".join(f"{number:,} visits" for number in range(1_000, 2_500)) + ".",
    "one word": "word" * 5_000,
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_stretches_cover_what_is_not_blank(kind: str) -> None:
    text = ENDLESS[kind]
    spans = read_sentences(text, 0, len(text))
    assert len(spans) > 2
    assert max(end - start for start, end in spans) <= 5_000
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")


def test_a_sentence_of_usual_length_is_left_whole() -> None:
    text = "There were " + ", ".join(f"{number:,} in May" for number in range(1_000, 1_200)) + "."
    assert read_sentences(text, 0, len(text)) == ((0, len(text)),)


def test_every_figure_of_an_endless_sentence_is_claimed() -> None:
    text = ENDLESS["commas"]
    report = check(text, FactSet())
    assert sum(claim.kind == "number" for claim in report.claims) == 1_500
    covered = {at for one in (*report.claims, *report.ignored) for at in range(one.start, one.end)}
    assert not [at for at, letter in enumerate(text) if letter.isdigit() and at not in covered]
