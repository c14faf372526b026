"""References in a model's text, and the renderings behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from narrated_workspace import Planned, planned

from pcc_narrator.drafting.references import NUMBER_WORDS, fill
from pcc_narrator.drafting.renderings import renderings
from pcc_narrator.drafting.splices import unspliced
from pcc_narrator.wording import Wording

KNOWN = {
    "f1": {"figure": "10,792", "clause": "in quarter three there were 10,792 visits"},
    "f2": {"verb": "fell by 1,383 (3.1 per cent)"},
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{f1:clause}}.", "In quarter three there were 10,792 visits."),
        ("{{f1}} visits were made.", "10,792 visits were made."),
        ("{{ f1 : figure }} visits were made.", "10,792 visits were made."),
        ("Visits {{f2:verb}}.", "Visits fell by 1,383 (3.1 per cent)."),
        ("That was so. {{f1:clause}}.", "That was so. In quarter three there were 10,792 visits."),
        ("That was so. {{f1:clause}}", "That was so. In quarter three there were 10,792 visits."),
        ("Visits {{f2:verb}}", "Visits fell by 1,383 (3.1 per cent)."),
    ],
)
def test_references_are_filled_in(text: str, expected: str) -> None:
    filled = fill(text, KNOWN)
    assert filled.faults == ()
    assert filled.text == expected


@pytest.mark.parametrize(
    ("rendered", "expected"),
    [
        ("visits rose in 43 of the 43 branches", "Visits rose in all 43 branches."),
        ("visits rose in zero of the four branches", "Visits rose in none of the four branches."),
        ("zero of the 43 branches", "None of the 43 branches."),
        ("temperatures rose in nine of the nine cities in May", "Temperatures rose in all nine cities in May."),
        ("prices fell in two of the two shops", "Prices fell in both shops."),
        ("visits rose in one of the one branches", "Visits rose in one of the one branches."),
        ("visits rose in 35 of the 43 branches", "Visits rose in 35 of the 43 branches."),
        ("visits rose in 43 of the 43,000 branches", "Visits rose in 43 of the 43,000 branches."),
        ("visits rose in 1,200 of the 1,200 branches", "Visits rose in all 1,200 branches."),
        ("the best of the best rose", "The best of the best rose."),
    ],
)
def test_all_and_none_are_said_as_people_say_them(rendered: str, expected: str) -> None:
    assert fill("{{f1:clause}}.", {"f1": {"clause": rendered}}).text == expected


def test_somebodys_words_keep_their_figures() -> None:
    said = "Three of the three lifts were shut, as were 43 of the 43 doors."
    assert fill("{{n1:note}}", {"n1": {"note": said}}).text == said


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{{f9:clause}}.", "there is no fact 'f9'"),
        ("{{f1:verb}}.", "has no rendering 'verb': write one of {{f1:figure}}, {{f1:clause}}"),
        ("{{f2}}.", "has no rendering 'figure'"),
        ("Visits fell by 1,383.", "'1,383' is typed"),
        ("Visits fell in 2018.", "typed as a number"),
        ("Visits fell by three.", "'three' is a number word"),
        ("Visits doubled.", "number word"),
        ("About a third of visits.", "number word"),
        ("Visits fell by #.", "hidden figure"),
        ("Visits {f2:verb}.", "not written as"),
        ("Visits {{f2:verb}.", "not written as"),
        ("{{f1:clause}}. {{f1:clause}}.", "used twice"),
        ("As hoped, {{f1:clause}}, {{f1:clause}}.", "a comma alone"),
        ("Visits fell by ٣٤.", "typed as a number"),
        ("Visits rose by ½.", "typed as a number"),
        ("Visits rose by x².", "typed as a number"),
    ],
)
def test_what_is_no_reference_is_refused(text: str, part: str) -> None:
    assert any(part in fault for fault in fill(text, KNOWN).faults), fill(text, KNOWN).faults


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{f1:clause}}, {{f2:clause}}.", "{{f1:clause}}. {{f2:clause}}."),
        ("{{f1:clause}} , {{f2:clause}},{{ f3 : clause }}.", "{{f1:clause}}. {{f2:clause}}. {{ f3 : clause }}."),
        ("In short, {{f1:clause}}, {{f2:clause}}.", "In short, {{f1:clause}}. {{f2:clause}}."),
        ("While {{f1:clause}}, {{f2:clause}}.", "While {{f1:clause}}, {{f2:clause}}."),
        ("{{f1:clause}}, but while {{f2:clause}}, {{f3:clause}}.",) * 2,
        ("While {{f1:clause}}, {{f2:clause}}, {{f3:clause}}.", "While {{f1:clause}}, {{f2:clause}}. {{f3:clause}}."),
        ("{{f1:clause}}, {{f2:than}}, and {{f3:clause}}.",) * 2,
        ("While so. {{f1:clause}}, {{f2:clause}}.", "While so. {{f1:clause}}. {{f2:clause}}."),
    ],
)
def test_clauses_joined_by_a_comma_alone_become_sentences(text: str, expected: str) -> None:
    assert unspliced(text) == (expected, True)


@given(st.text(max_size=200))
def test_no_free_figure_gets_through(text: str) -> None:
    filled = fill(text, KNOWN)
    if not filled.faults:
        left = filled.text
        for rendering in ("10,792", "1,383 (3.1 per cent)", "in quarter three", "In quarter three"):
            left = left.replace(rendering, "")
        assert not any(character.isdigit() for character in left)
        assert not {word.lower() for word in left.split()} & NUMBER_WORDS


@pytest.fixture(scope="module")
def stage() -> Planned:
    return planned()


def test_renderings_of_a_change(stage: Planned) -> None:
    wording = Wording.of(stage.facts, stage.outline)
    fact = stage.facts.by_id["visits.change.northtown.R12-2018-12"]
    found = renderings(wording, fact)
    assert found["size"] == "1,383"
    assert found["share"] == "3.1 per cent"
    assert found["verb"] == "fell by 1,383 (3.1 per cent)"
    assert found["noun"] == "a fall of 1,383 (3.1 per cent)"
    assert found["than"] == "1,383 (3.1 per cent) fewer than in the 12 months before"
    assert found["from_to"] == "from 44,068 to 42,685"
    assert found["clause"] == (
        "the number of visits fell by 1,383 (3.1 per cent) in the 12 months to December 2018, compared with "
        "the 12 months before"
    )


def test_every_fact_that_a_message_names_can_be_said(stage: Planned) -> None:
    wording = Wording.of(stage.facts, stage.outline)
    for section in stage.outline.sections:
        for message in section.messages:
            for fact in message.key:
                assert renderings(wording, stage.facts.by_id[fact]), fact


def test_no_rendering_has_a_sign_or_loose_ends(stage: Planned) -> None:
    wording = Wording.of(stage.facts, stage.outline)
    for fact in stage.facts.facts:
        for name, text in renderings(wording, fact).items():
            assert text == text.strip(), (fact.id, name)
            assert "  " not in text, (fact.id, name, text)
            if fact.statistic.startswith("change"):
                assert "−" not in text, (fact.id, name, text)
