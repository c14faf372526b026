"""The length of a draft beside a report that people wrote."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pcc_narrator.errors import InputError
from pcc_narrator.evaluating import stage_of
from pcc_narrator.evaluating.lengths import Beside, beside, read_lengths
from pcc_narrator.models.outline import Draft, Paragraph

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "data" / "real-report" / "words.csv"


def paragraph(section: str, words: int, number: int = 1) -> Paragraph:
    return Paragraph(f"{section}.{number}", section, " ".join(["word"] * words), "template", ())


def test_sections_that_both_have_are_set_side_by_side() -> None:
    made = Draft(
        (paragraph("visits", 40), paragraph("visits", 20, 2), paragraph("loans", 10), paragraph("own", 99)), ()
    )
    assert beside(made, {"visits": 100, "loans": 21, "theirs": 500}) == Beside(2, 70, 121, near=1)


def test_half_and_twice_as_long_are_near() -> None:
    made = Draft((paragraph("a", 50), paragraph("b", 100), paragraph("c", 101)), ())
    assert beside(made, {"a": 100, "b": 50, "c": 50}) == Beside(3, 251, 200, near=2)


def test_nothing_in_common() -> None:
    assert beside(Draft((paragraph("visits", 40),), ()), {"loans": 20}) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("section,words\na,1\n", "has no column 'stage'"),
        ("stage,section,words\nx@2018,a,many\n", "row 2 column 'words': 'many'"),
        ("stage,section,words\nx@2018,a,0\n", "is no whole number above nought"),
        ("stage,section,words\nx@2018,a,³\n", "is no whole number above nought"),
        ("stage,section,words\nx@2018,a\n", "is no whole number above nought"),
        ("", "has no column 'stage'"),
    ],
)
def test_a_table_that_is_none(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "words.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_lengths(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_lengths(tmp_path / "words.csv")


def test_the_shipped_table_is_of_the_sections_of_the_sample() -> None:
    """Every section of the sample has its paragraphs of the real report, which are all there are, each once."""
    stage = stage_of(ROOT / "data" / "wiltshire-2018-19", "2018-19-Q3")
    real = read_lengths(SHIPPED)[stage.name]
    assert list(real) == [section.id for section in stage.outline.sections]
    with SHIPPED.open(encoding="utf-8") as stream:
        spans = [row["paragraphs"].split(" to ") for row in csv.DictReader(stream)]
    told = [number for first, last in spans for number in range(int(first), int(last) + 1)]
    assert told == list(range(1, 153))
