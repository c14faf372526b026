"""What goes and what comes between two texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcc_narrator.review.diff import word_diff

TEXTS = st.lists(st.sampled_from(["rose", "by", "3.1", "10,792", "per", "cent", ".", ",", "the", "“so”"]), max_size=12)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It rose by 3.1 per cent.", "It rose by 3.4 per cent.", [("gone", "3.1 "), ("come", "3.4 ")]),
        ("The same.", "The same.", []),
        ("", "All new.", [("come", "All new.")]),
        ("All gone.", "", [("gone", "All gone.")]),
        ("One two three.", "Other words here.", [("gone", "One two three. "), ("come", "Other words here.")]),
    ],
)  # fmt: skip
def test_pieces(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert [(piece.kind, piece.text) for piece in word_diff(old, new) if piece.kind != "same"] == expected


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_pieces(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "come").strip() == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
