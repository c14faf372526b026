"""The house's terms in the program's own sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from narrated_workspace import Planned, planned

from pcc_narrator.checking import Checker
from pcc_narrator.drafting import draft
from pcc_narrator.drafting.brief import Brief
from pcc_narrator.drafting.house import House, swaps_of
from pcc_narrator.drafting.llm.prompt import Names, offered
from pcc_narrator.wording import Wording

TERMS = ("compared to", "reduction", "increased", "%", "an unknown term")


@pytest.fixture(scope="module")
def stage() -> Planned:
    return planned()


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        (["compared to"], "Compared with May, sales fell.", "Compared to May, sales fell."),
        (["reduction"], "A fall of 3. The falls in May.", "A reduction of 3. The reductions in May."),
        (["increase"], "A rise of 3, a rise that is small.", "An increase of 3, an increase that is small."),
        (["rise"], "An increase of 3.", "A rise of 3."),
        (["decreased"], "Rain fell by 3 and has now fallen for two years.",
         "Rain decreased by 3 and has now decreased for two years."),
        (["%"], "It rose by 3.1 per cent (2 per cent), 4 points.", "It rose by 3.1% (2%), 4 points."),
        (["percent"], "It rose by 3.1 per cent.", "It rose by 3.1 percent."),
        (["rose"], "Prices went up by 3.", "Prices rose by 3."),
        (["turbulence"], "Prices rose compared with May.", "Prices rose compared with May."),
        ([], "Prices rose compared with May.", "Prices rose compared with May."),
    ],
)  # fmt: skip
def test_one_way_of_saying_a_thing_for_another(terms: list[str], text: str, expected: str) -> None:
    assert swaps_of(terms, ["rainfall", "pressure"])(text) == expected


@pytest.mark.parametrize("name", ["Falls at home", "Fall prevention", "Slips, trips and falls"])
def test_a_word_that_a_name_holds_is_left_alone(name: str) -> None:
    swaps = swaps_of(["reduction", "compared to"], [name])
    assert swaps("A fall in May compared with April.") == "A fall in May compared to April."


def test_a_report_in_the_houses_terms_is_as_true(stage: Planned) -> None:
    checker = Checker(stage.facts)
    outline = replace(stage.outline, summary=None)

    def written(house: House) -> str:
        made = draft(outline, stage.facts, check=lambda text, _: checker.check(text), voice=house)
        return "\n\n".join(p.text for p in made.paragraphs if not p.id.startswith("note."))

    plain, ours = written(House()), written(House(terms=TERMS))
    for word in ("compared with", "per cent", " fall ", " rose "):
        assert word in plain.lower()
        assert word not in ours.lower()
    for word in ("compared to", "%", "reduction", "increased"):
        assert word in ours.lower()
    assert not checker.check(ours).refuted
    assert checker.check(ours).count("supported") >= checker.check(plain).count("supported") - 1


def test_what_a_model_may_refer_to_is_in_the_houses_terms(stage: Planned) -> None:
    wording = Wording.of(stage.facts, stage.outline)
    section = next(section for section in stage.outline.sections if section.id == "visits")
    brief = Brief(stage.outline, section, "Open to all", wording, swaps=swaps_of(TERMS, []))
    messages = [message for message in section.messages if message.kind != "note"]
    shown = " ".join(text for found in offered(brief, Names.of(brief), messages).values() for text in found.values())
    assert "compared to" in shown
    assert "compared with" not in shown
    assert "per cent" not in shown
