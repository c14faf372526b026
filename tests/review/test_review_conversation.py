"""Follow-ups: what they leave out is taken from the question before; what cannot be is asked as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pcc_narrator.checking import Checker
from pcc_narrator.cli.app import app
from pcc_narrator.contract import facts_from_json, read_facts
from pcc_narrator.review.ask import Library, ask
from pcc_narrator.review.ask.conversation import restated
from pcc_narrator.review.flags_file import read_flags


def level(measure: str, area: str, start: str, end: str, value: int) -> dict[str, object]:
    return {
        "id": f"{measure}.value.{area}.{end}", "measure": measure, "statistic": "value", "area": area,
        "period": {"start": start, "end": end}, "value": value, "unit": "count",
    }  # fmt: skip


Q3, Q3_BEFORE, Q2 = ("2018-10-01", "2018-12-31"), ("2017-10-01", "2017-12-31"), ("2018-07-01", "2018-09-30")


@pytest.fixture(scope="module")
def library() -> Library:
    facts = facts_from_json(
        {
            "schema_version": 1,
            "measures": [
                {"id": "visits", "title": "Visits (flagged)", "names": ["visits"], "unit": "count"},
                {"id": "falls", "title": "Falls", "unit": "count"},
                {"id": "beds", "title": "Beds", "unit": "count"},
            ],
            "areas": [{"id": "leeds", "title": "Leeds"}, {"id": "york", "title": "York", "names": ["the Minster"]}],
            "facts": [
                level("visits", "leeds", *Q3, 120), level("visits", "leeds", *Q3_BEFORE, 90),
                level("visits", "leeds", *Q2, 110), level("visits", "york", *Q3, 70),
                level("falls", "leeds", *Q3, 30), level("falls", "leeds", *Q2, 20),
                level("beds", "leeds", "2018-09-30", "2018-09-30", 400),
            ],
            "notes": [{"id": "n1", "kind": "cause", "measures": ["falls"], "text": "The floor was wet.",
                       "approved_by": "A. Reed"}],
        }
    )  # fmt: skip
    return Library(facts, (), Checker(facts))


@pytest.mark.parametrize(
    ("before", "question", "read"),
    [
        ("What is visits?", "and in York?", "What was Visits (flagged) in York?"),
        ("What is visits?", "What about the Minster?", "What was Visits (flagged) in York?"),
        (
            "What is visits in York?",
            "and a year earlier",
            "What was Visits (flagged) in quarter three 2017-18 in York?",
        ),
        ("What was visits in quarter two?", "and falls?", "What was Falls in quarter two 2018-19?"),
        ("What was visits in quarter two?", "and last year?", "What was Visits (flagged) in quarter two 2017-18?"),
        ("What is falls?", "Why?", "Why did Falls change?"),
        ("What is falls?", "why is that?", "Why did Falls change?"),
        ("What is falls?", "why is it flagged?", "why is Falls flagged?"),
        ("Why is falls flagged?", "and visits", "Why is Visits (flagged) flagged?"),
        ("What is falls?", "how does it compare with its peers?", "how does Falls compare with its peers?"),
        ("What is falls?", "and its peers?", "Compare Falls with its peers."),
        ("What is falls?", "and when was it lowest?", "When was Falls lowest?"),
        ("What is falls?", "where does that come from?", "where does Falls come from?"),
        ("What is falls?", "what was it a year earlier?", "What was Falls in quarter three 2017-18?"),
    ],
)
def test_a_follow_up_is_read_with_what_it_leaves_out(library: Library, before: str, question: str, read: str) -> None:
    assert restated(question, before, library) == read


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("", "and in York?"),
        ("", "why?"),
        ("Who will win the cup?", "and why?"),
        ("What is falls?", "and the weather?"),
        ("What is falls?", "Which measures got worse?"),
        ("What is falls?", "What is visits? Is it high?"),
        ("What is falls?", ""),
    ],
)
def test_any_other_question_stands_as_it_is(library: Library, before: str, question: str) -> None:
    assert restated(question, before, library) == question


def test_answers_to_follow_ups_are_looked_up_and_proved(library: Library) -> None:
    there = ask("and in York?", library, "What is visits?")
    assert there.question == "What was Visits (flagged) in York?"
    assert "York: 70" in there.text and there.facts == ("visits.value.york.2018-12-31",)
    assert there.proof.startswith("Checked: ")
    assert "90 in quarter three 2017-18" in ask("and a year earlier?", library, "What is visits?").text
    assert "The floor was wet." in ask("why?", library, "What is falls?").text
    silent = ask("and a year earlier?", library, there.question)
    assert not silent.found and "in York for quarter three 2017-18" in silent.text


def test_a_name_that_holds_a_word_of_a_form_does_not_choose_the_form(library: Library) -> None:
    assert "120" in ask("What is Visits (flagged)?", library).text


@pytest.mark.parametrize(
    ("question", "counts", "rate"),
    [
        ("How many falls per 1,000 visits were there?", ("30", "120"), "250.0 per 1,000"),
        ("falls per thousand visits in quarter two", ("20", "110"), "181.8 per 1,000"),
        ("How many falls per 1,000 beds?", ("30", "400"), "75.0 per 1,000"),  # beds are counted on one day
    ],
)
def test_a_rate_is_worked_out_of_two_counts(
    library: Library, question: str, counts: tuple[str, str], rate: str
) -> None:
    answer = ask(question, library)
    assert answer.found and rate in answer.text and all(f": {count} " in answer.text for count in counts)
    (made,) = answer.computed
    assert made.derivation is not None and made.derivation.operation == "rate" and len(made.derivation.of) == 2
    assert made.id in answer.facts


@pytest.mark.parametrize("question", ["falls per 1,000 dogs", "dogs per 1,000 visits"])
def test_a_rate_of_what_is_not_counted_is_not_worked_out(library: Library, question: str) -> None:
    assert not ask(question, library).found


def test_no_level_of_a_later_day_is_what_a_rate_is_of(library: Library) -> None:
    answer = ask("falls per 1,000 beds in quarter two", library)
    assert answer.found and "50.0 per 1,000" in answer.text  # 20 of 400, counted on its last day
    earlier = ask("visits per 1,000 beds in quarter three 2017-18", library)
    assert not earlier.found and "no figure of Beds" in earlier.text


def test_a_conversation_in_the_terminal(drafted: Path) -> None:
    facts = read_facts(drafted / "facts.json")
    library = Library(facts, read_flags(drafted / "exceptions.json"), Checker(facts))
    title = facts.measures[0].title
    asked = CliRunner().invoke(app, ["chat", str(drafted)], input=f"what is {title}?\nand its peers?\n\n")
    assert f"(Compare {title} with its peers.)" in asked.output
    assert ask(f"Compare {title} with its peers.", library).sentences[0].text in asked.output
