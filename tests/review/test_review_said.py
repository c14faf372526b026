"""How the page says things: texts without marks, reasons, charts with their figures, questions to begin with."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from pcc_narrator.checking import Checker
from pcc_narrator.contract import read_facts
from pcc_narrator.models.flag import Flag
from pcc_narrator.review.app import make_app
from pcc_narrator.review.ask import Library, ask, examples
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.flags_file import read_flags
from pcc_narrator.review.said import first_words, reason_of, unmarked
from pcc_narrator.review.security import Guard
from pcc_narrator.review.signoff import approve_report, publish
from pcc_narrator.review.svg import LETTER, WIDTH, Point, draw


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("**Visits: up.** See [paragraph 3](#visits).", "Visits: up. See paragraph 3."),
        ("![A chart](charts/a.svg)", "A chart"),
        ("3 * 4 is 12", "3  4 is 12"),
        ("plain", "plain"),
    ],
)
def test_a_text_is_shown_as_it_is_read(typed: str, read: str) -> None:
    assert unmarked(typed) == read


def test_the_beginning_of_a_text_ends_between_words() -> None:
    assert first_words("One two three.", 9) == "One two …"
    assert first_words("**One** two.", 20) == "One two."


def test_a_flag_says_why_in_one_sentence() -> None:
    evidence = "Visits: 12 in May, 3 more than in April. That is the highest."
    flag = Flag("f", "concern", "visits", "leeds", "rule", "worse", Decimal(1), evidence)
    assert reason_of(flag) == "12 in May, 3 more than in April."


@given(st.lists(st.integers(-10_000, 10_000), min_size=2, max_size=40), st.data())
def test_every_label_of_a_chart_stands_inside_it(values: list[int], data: st.DataObject) -> None:
    here = data.draw(st.integers(0, len(values) - 1))
    points = [Point(f"Q{n}", Decimal(value), f"{value:,}", n == here) for n, value in enumerate(values)]
    drawing = draw(points, "Visits")
    assert points[here].printed in [words for _, _, words in drawing.labels]
    for x, y, words in drawing.labels:
        assert 0 <= Decimal(x) <= WIDTH - LETTER * len(words)
        assert 8 <= Decimal(y) <= 150


def test_each_question_to_begin_with_is_answered(drafted: Path) -> None:
    facts = read_facts(drafted / "facts.json")
    library = Library(facts, read_flags(drafted / "exceptions.json"), Checker(facts))
    offered = examples(library)
    assert len(offered) >= 5
    for question in offered:
        assert ask(question, library).found, question


def test_only_what_was_published_can_be_taken_away(desk: Desk) -> None:
    guard = Guard("token", "Ann")
    with TestClient(make_app(desk, guard), base_url="http://127.0.0.1:8000") as client:
        client.get("/?token=token")
        assert client.get("/published/report.html").status_code == 404
        approve_report(desk, desk.revision, "Ann", "A reason that is long enough.")
        publish(desk, "Ann")
        found = client.get("/published/report.html")
        assert found.content == (desk.folder / "report.html").read_bytes()
        assert found.headers["content-disposition"].startswith("attachment")
        for name in ("facts.json", "report.docx", "review.sqlite", "..%2Freport.html", "signoff.jsonl"):
            assert client.get(f"/published/{name}").status_code == 404, name
        (desk.folder / "report.html").write_text("<p>Another page.</p>", encoding="utf-8")
        assert client.get("/published/report.html").status_code == 404
        client.cookies.clear()
        assert client.get("/published/report.html").status_code in (401, 403)
