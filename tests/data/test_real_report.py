"""Every figure of the published report against the facts computed from the sample workspace."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from pcc_narrator.checking import Checker
from pcc_narrator.contract import read_facts
from pcc_narrator.models.fact import FactSet
from pcc_narrator.pipeline import Analysis

ROOT = Path(__file__).resolve().parents[2]
FIGURES = Path(__file__).with_name("real_report_figures.csv")
SAMPLE = ROOT / "docs" / "sample"
REPORT = ROOT.parent / "shared" / "reference" / "wiltshire-pcc-performance-report-q3-2018-19.txt"

with FIGURES.open(encoding="utf-8", newline="") as stream:
    ROWS = tuple(csv.DictReader(stream))


@pytest.fixture(scope="module")
def facts(analysed: Callable[[str, str], Analysis]) -> FactSet:
    return analysed("wiltshire-2018-19", "2018-19-Q3").facts


def rounded_to(value: Decimal, printed: str) -> Decimal:
    """A value at the precision of a printed number, half up."""
    return value.quantize(Decimal(1).scaleb(int(Decimal(printed).as_tuple().exponent)), ROUND_HALF_UP)


def computed(row: dict[str, str], facts: FactSet) -> Decimal:
    """The value of a row's fact, or of its named field ("id#out_of")."""
    identifier, _, field = row["fact"].partition("#")
    assert identifier in facts.by_id, f"{row['section']}, {row['place']}: no fact {identifier}"
    fact = facts.by_id[identifier]
    return Decimal(getattr(fact, field)) if field else fact.number


def test_equal_figures_are_equal(facts: FactSet) -> None:
    rows = [row for row in ROWS if row["status"] == "equal"]
    wrong = [
        (row["section"], row["place"], row["printed"], computed(row, facts))
        for row in rows
        if rounded_to(computed(row, facts), row["number"]) != Decimal(row["number"])
    ]
    assert wrong == []
    assert len(rows) > 500


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["status"] == "differs"], ids=lambda r: f"{r['section']} {r['printed']}"
)
def test_figures_that_differ_do_and_say_why(row: dict[str, str], facts: FactSet) -> None:
    assert row["reason"].split()[0] in {"a", "an", "not"}, row["reason"]
    assert row["ours"]
    if row["fact"]:
        value = computed(row, facts)
        assert rounded_to(value, row["number"]) != Decimal(row["number"])
        assert rounded_to(value, row["ours"]) == Decimal(row["ours"])


def test_every_other_figure_is_told_in_a_note_and_proved() -> None:
    text = (SAMPLE / "report.md").read_text(encoding="utf-8")
    facts = read_facts(SAMPLE / "facts.json")
    report = Checker(facts).check(text)
    rows = [row for row in ROWS if row["status"] == "noted"]
    assert len(rows) == len({(row["fact"], row["ours"]) for row in rows}) > 10
    for row in rows:
        note = facts.note_by_id[row["fact"]]
        assert "paragraph" in note.approved_by
        words = " ".join(note.text.split())
        assert text.count(words) == words.count(row["ours"]) == 1, row
        start = text.index(words) + words.index(row["ours"])
        end = start + len(row["ours"])
        inside = [claim for claim in report.claims if start <= claim.start < end]
        times = [one for one in report.ignored if start <= one.start < end and one.reason.startswith("a time")]
        assert (inside or times) and {claim.verdict for claim in inside} <= {"supported"}, row


def test_no_figure_is_left_over() -> None:
    assert {row["status"] for row in ROWS} == {"equal", "differs", "noted"}


# What is a number in the report's text and no figure of it: taken out before the figures are looked for.
NOT_FIGURES = (
    r"https?://\S+|www\.\S+|(?<=/)[a-z0-9/.-]*\d[a-z0-9/.-]*",  # addresses, and their second lines
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|October|December)\b",
    r"\b(?:19|20)\d\d(?:-\d\d)?\b",  # years
    r"\b(?:Jan|Dec|Sep|Mar|Jun)-\d\d\b",
    r"\bQ[1-4]\b|\b[Qq]uarter (?:one|two|three|four)\b",
    r"(?m)^\s*(?:- )?\d{1,3}\. ?(?=[A-Z])",  # numbers of paragraphs
    r"(?m)^[1-4]\. |\b[1-4]\.\s*(?=$)",  # numbers of priorities
    r"Priority \d|\bPriority\s\d:|[Ll]evel (?:\d|one|two)\b|\bNPPV\d\b|\b3\.0\d\b|P\d\b",
    r"\bS136\b|[Ss]ection[\s-]+136\b|\b999\b|\bsection-136\b|\bRJ\d?\b|Motiv8|\bz score\b",
    r"(?i)\b(?:rolling |previous |the |in |last )?12[- ]months?\b|\bMSG\b",
    r"(?m)[¹²³⁴]|^\S.*\t\d+$",  # footnote marks, the table of contents
    r"\bper 1,000 population\b|\bwithin (?:10|ten)(?: working)? days\b|\b10 day measure\b",
    r"\b(?:10 and 18|16 years|10-17|under 18|over 18|18's|18s)\b",  # ages
    r"\bNCA\)? .*$",
)


def numbers_of(text: str) -> list[str]:
    text = text.replace("19, 293", "19,293")  # as the report prints it
    for pattern in NOT_FIGURES:
        text = re.sub(pattern, " ", text)
    return re.findall(r"\d[\d,]*(?:\.\d+)?", text)


@pytest.mark.skipif(not REPORT.exists(), reason="the published report is not part of the project")
def test_no_figure_of_the_report_is_left_out() -> None:
    listed = {re.sub(r",$", "", number) for row in ROWS for number in re.findall(r"\d[\d,]*(?:\.\d+)?", row["printed"])}
    listed |= {number.replace(",", "") for number in listed}
    found = {number.rstrip(",") for number in numbers_of(REPORT.read_text(encoding="utf-8"))}
    assert found - listed == set()
