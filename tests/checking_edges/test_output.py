"""How verdicts are told: text, SARIF, page, fixes."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcc_narrator.checking.output import Edit, apply_edits, suggest_fixes, to_html, to_sarif, to_text
from pcc_narrator.models.claim import CheckReport, Claim, Missing, Verdict

TEXT = "# Visits\n\nThere were 12 visits, <b>up</b> from 9.\n"


def _claim(text: str, words: str, verdict: Verdict, expected: str | None = None) -> Claim:
    start = text.index(words)
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return Claim(
        start, start + len(words), line, column, words, "number", verdict, f"About {words} & more.", "value",
        facts=("visits.value",), expected=expected,
    )  # fmt: skip


REPORT = CheckReport(
    (_claim(TEXT, "12", "refuted", "13"), _claim(TEXT, "up", "not_enough_information"), _claim(TEXT, "9", "supported")),
    (Missing("visits.peers", (), "Visits: peers are not said."),),
)


def test_text_points_at_the_words() -> None:
    told = to_text(REPORT, TEXT, "r.md")
    assert "r.md:3:12: refuted: About 12 & more. [number: value]" in told
    assert "  There were 12 visits, <b>up</b> from 9.\n             ^^\n  the facts say: 13\n  by visits.value" in told
    assert told.endswith("3 claims: 1 supported, 1 refuted, 1 not enough information; 1 missing.\n")
    assert ": supported:" not in told
    assert ": supported:" in to_text(REPORT, TEXT, "r.md", show_all=True)
    assert "\033[31m" in to_text(REPORT, TEXT, "r.md", colour=True)


def test_a_long_line_is_shown_round_the_words() -> None:
    text = "word " * 60 + "12 visits " + "word " * 60
    told = to_text(CheckReport((_claim(text, "12", "refuted"),)), text, "r.md").splitlines()
    assert told[1].startswith("  …") and told[1].endswith("…")
    assert told[1][told[2].index("^") :].startswith("12")


def test_sarif_regions() -> None:
    data = json.loads(to_sarif(REPORT, TEXT, "r.md"))
    results = data["runs"][0]["results"]
    assert [item["level"] for item in results] == ["error", "note", "error"]
    assert results[0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3, "startColumn": 12, "endLine": 3, "endColumn": 14,
    }  # fmt: skip
    assert {rule["id"] for rule in data["runs"][0]["tool"]["driver"]["rules"]} == {"value", "coverage"}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.depth, self.words, self.tags = 0, "", set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.depth += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "pre"

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.words += data


def test_the_page_holds_the_text_and_no_markup_of_its_own() -> None:
    page = to_html(REPORT, TEXT, "r.md")
    reader = _Words()
    reader.feed(page)
    assert "<b>up</b> from" in reader.words.replace("About up & more.visits.value", "").replace(
        "Not enough information. ", ""
    )
    assert "b" not in reader.tags and "script" not in reader.tags
    assert 'href="#c0"' in page and 'id="c0"' in page


def test_fixes_put_what_is_expected() -> None:
    edits = suggest_fixes(TEXT, REPORT)
    assert apply_edits(TEXT, edits) == TEXT.replace("12", "13")
    two = CheckReport((REPORT.claims[0], _claim(TEXT, "12 visits", "refuted", "14 visits")))
    assert suggest_fixes(TEXT, two) == ()
    twice = CheckReport((REPORT.claims[0], REPORT.claims[0]))
    assert len(suggest_fixes(TEXT, twice)) == 1


@pytest.mark.parametrize(
    ("said", "expected", "put"),
    [
        ("four quarters in a row", "3", "three quarters in a row"),
        ("4 consecutive months", "12", "12 consecutive months"),
        ("four quarters in a row", "0", None),
        ("four quarters in a row", "1", None),
        ("the fourth consecutive quarter", "3", None),
    ],
)
def test_a_run_is_put_right_in_the_words_it_was_said_in(said: str, expected: str, put: str | None) -> None:
    text = f"Visits rose for {said}."
    claim = replace(_claim(text, said, "refuted", expected), kind="run", rule="run")
    edits = suggest_fixes(text, CheckReport((claim,)))
    assert [edit.new for edit in edits] == ([] if put is None else [put])


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6), st.sampled_from(["x", "yy", ""])), max_size=6))
def test_fixes_never_overlap_and_always_fit(places: list[tuple[int, int, str]]) -> None:
    text = "abcdefghijklmnopqrstuvwxyz0123456789"
    claims = tuple(
        Claim(start, start + length, 1, start + 1, text[start : start + length], "number", "refuted", "", "value",
              facts=("f",), expected=new)
        for start, length, new in places
    )  # fmt: skip
    edits = suggest_fixes(text, CheckReport(claims))
    assert all(isinstance(edit, Edit) for edit in edits)
    assert all(one.end <= other.start for one, other in pairwise(edits))
    apply_edits(text, edits)
