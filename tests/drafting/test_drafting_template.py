"""The deterministic writer: what it says, and that it reads as prose."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from narrated_workspace import PERIOD, Planned, planned

from pcc_narrator.drafting import draft, make_writer
from pcc_narrator.drafting.brief import Brief
from pcc_narrator.drafting.fluency import faults, sentences
from pcc_narrator.drafting.template import candidates
from pcc_narrator.drafting.template.writer import opening
from pcc_narrator.errors import WriterError
from pcc_narrator.models.claim import CheckReport, Claim
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.outline import Draft
from pcc_narrator.wording import Wording


@pytest.fixture(scope="module")
def stage() -> Planned:
    return planned()


@pytest.fixture(scope="module")
def written(stage: Planned) -> Draft:
    return draft(stage.outline, stage.facts)


def text(written: Draft, identifier: str) -> str:
    return next(paragraph.text for paragraph in written.paragraphs if paragraph.id == identifier)


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("visits.level", "There were 10,792 visits in quarter three, and 42,685 in the 12 months to December 2018: "),
        ("visits.level", "2018: 1,383 (3.1 per cent) fewer than in the 12 months before."),
        ("requests.trend", "The quarterly number has fallen since quarter one, from 210 to 163 and then 147, but it"),
        ("requests.trend", "147, but it is still above the 75 of the same quarter a year earlier."),
        ("renewals.level", "the same as in quarter two and quarter one."),
        ("answered_in_time.level", "down from 48 per cent in quarter two and 93 per cent in quarter one."),
        ("accidents.no_data", "In the 12 months to June 2018 there were 249 accidents."),
        ("unknown.no_data", "There are no data on lost books for quarter three."),
        ("loans.composition", "account for more than the whole of the fall in the 12 months to December 2018."),
        ("loans.composition_against", "are now about a third of all loans"),
        ("loans.peers", "59.3 loans per 1,000 population in Northtown"),
        ("content.level", "74 per cent (plus or minus 2.7 percentage points)"),
        ("waiting.level", "10 minutes and 42 seconds"),
        ("note.posts", "Two posts fell vacant during the autumn."),
    ],
)  # fmt: skip
def test_what_is_said(written: Draft, identifier: str, expected: str) -> None:
    assert expected in text(written, identifier)


def test_a_target_missed(written: Draft) -> None:
    said = text(written, "catalogued.target")
    assert "8.3 percentage points below" in said
    assert "the desired standard of 95 per cent" in said or "the desired standard is 95 per cent" in said
    assert "missed for three quarters in a row" in said


def test_one_paragraph_a_message_in_order(stage: Planned, written: Draft) -> None:
    for section in stage.outline.sections:
        assert [paragraph.id for paragraph in written.of(section.id)] == [message.id for message in section.messages]


def test_numbers_run_through_the_body_only(written: Draft) -> None:
    body = [paragraph.id for paragraph in written.paragraphs if paragraph.section != "summary"]
    assert list(written.numbers) == body
    assert list(written.numbers.values()) == list(range(1, len(body) + 1))


def test_the_summary_points_to_paragraphs(written: Draft) -> None:
    first = written.numbers["catalogued.level"]
    assert f"(paragraphs {first} and {first + 1})" in text(written, "summary.catalogued")


def test_the_overview_of_a_part_places_each_of_its_sections_once(stage: Planned, written: Draft) -> None:
    said = {paragraph.id: paragraph.text for paragraph in written.paragraphs}
    flagged, calm = (
        " ".join(said[name] for name in part.overviews.values() if name in said) for part in stage.outline.parts
    )
    first = written.numbers["catalogued.level"]
    assert f"cataloguing compliance (paragraphs {first} and {first + 1})" in flagged
    leads = [flagged.index(f"**{lead}:**") for lead in ("Significant change", "Of concern", "Not flagged")]
    assert leads == sorted(leads)
    assert f"**No figure for quarter three:** accidents (paragraph {written.numbers['accidents.no_data']})." in flagged
    assert calm.startswith("**Not flagged:** ")
    for part, told in zip(stage.outline.parts, (flagged, calm), strict=True):
        numbers = [number for section in part.sections for paragraph in written.of(section.id)
                   if (number := written.numbers.get(paragraph.id)) is not None]  # fmt: skip
        mentioned = [
            number
            for first_one, joint, last in re.findall(r"paragraphs? (\d+)(?: (and|to) (\d+))?", told)
            for number in range(int(first_one), int(last if joint else first_one) + 1)
        ]
        assert sorted(mentioned) == sorted(numbers)


def test_the_same_inputs_give_the_same_text(stage: Planned, written: Draft) -> None:
    assert draft(stage.outline, stage.facts) == written


def test_neighbours_do_not_open_alike(stage: Planned, written: Draft) -> None:
    for section in stage.outline.sections:
        openings = [opening(paragraph.text) for paragraph in written.of(section.id)]
        assert all(one != other for one, other in pairwise(openings)), openings


def test_openings_vary_over_the_report(written: Draft) -> None:
    body = [paragraph for paragraph in written.paragraphs if paragraph.section != "summary"]
    counts = Counter(opening(paragraph.text) for paragraph in body)
    assert counts.most_common(1)[0][1] <= 4


def test_every_phrasing_of_every_message_is_fluent(stage: Planned) -> None:
    wording = Wording.of(stage.facts, stage.outline)
    shown = 0
    for part in stage.outline.parts:
        for section in part.sections:
            brief = Brief(stage.outline, section, part.title, wording)
            for message in section.messages:
                found = candidates(brief, message)
                assert found, message
                for candidate in found:
                    assert faults(candidate.text) == (), candidate.text
                    assert not re.search(r"(?i)the number of (.+) (rose|fell) from .+ to [\d,]+ \1", candidate.text)
                    shown += 1
    assert shown > 45


def test_sentences_are_short_on_average(written: Draft) -> None:
    lengths = [len(sentence.split()) for paragraph in written.paragraphs for sentence in sentences(paragraph.text)]
    assert sum(lengths) / len(lengths) <= 25


def test_house_style(written: Draft) -> None:
    whole = "\n".join(paragraph.text for paragraph in written.paragraphs)
    assert "%" not in whole
    assert not re.search(r"(?<![\d,])\d{4,}(?! ?\d)", re.sub(r"\b(19|20)\d\d\b", "", whole))
    assert "  " not in whole
    assert not re.search(r"[-−]\d", re.sub(r"\d{4}-\d\d", "", whole))


@pytest.mark.parametrize(
    ("values", "identifier", "expected"),
    [
        ({("requests", PERIOD): "1"}, "requests.level", "quarter three was one"),
        ({("requests", PERIOD): "0"}, "requests.level", "zero"),
        ({("visits", "R12-2018-12"): "44068"}, "visits.level", "the same as in the 12 months before"),
        ({("visits", "R12-2018-12"): "44069"}, "visits.level", "one more than in the 12 months before"),
        ({("answered_in_time", PERIOD): "60"}, "answered_in_time.level", "60 per cent in quarter three"),
        ({("catalogued", PERIOD): "95"}, "catalogued.target", "which is the desired standard"),
        ({("catalogued", PERIOD): "97.5"}, "catalogued.target", "2.5 percentage points above"),
        ({("waiting", PERIOD): "700"}, "waiting.level", "11 minutes and 40 seconds"),
    ],
)
def test_other_figures_other_words(values: dict[tuple[str, str], str], identifier: str, expected: str) -> None:
    stage = planned(values=values)
    said = text(draft(stage.outline, stage.facts), identifier)
    assert expected in said
    assert faults(said) == ()


def test_significance_is_said_only_with_a_test(written: Draft, stage: Planned) -> None:
    tested = {
        of.partition(".")[0].partition("/")[0]
        for fact in stage.facts.facts
        if fact.statistic == "significant"
        for of in fact.of_what
    }
    for paragraph in written.paragraphs:
        if re.search(r"statistically|chance", paragraph.text):
            assert paragraph.id.partition(".")[0] in tested


class Refusing:
    """A checker that refutes a given phrase wherever it stands."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        self.asked = 0

    def __call__(self, shown: str, facts: FactSet) -> CheckReport:
        self.asked += 1
        start = shown.find(self.phrase)
        if start < 0:
            return CheckReport()
        claim = Claim(start, start + len(self.phrase), 1, 1, self.phrase, "number", "refuted", "not so", "test")
        return CheckReport(claims=(claim,))


def test_a_refuted_phrasing_gives_way_to_another(stage: Planned) -> None:
    found = draft(stage.outline, stage.facts, check=Refusing("has fallen since"))
    assert "has fallen since" not in text(found, "requests.trend")
    assert all(not run.fell_back for run in found.runs)


def test_what_is_refuted_in_every_phrasing_does_not_appear(stage: Planned) -> None:
    found = draft(stage.outline, stage.facts, check=Refusing("86 per cent"))
    assert "renewals.level" not in [paragraph.id for paragraph in found.paragraphs]
    (run,) = [run for run in found.runs if run.section == "renewals"]
    assert run.fell_back[0][0] == "renewals.level"
    assert "refuted" in run.fell_back[0][1]


def test_progress_names_the_sections(stage: Planned) -> None:
    told: list[str] = []
    draft(stage.outline, stage.facts, progress=told.append)
    assert [line.strip().partition(": ")[0] for line in told] == [section.title for section in stage.outline.sections]


@pytest.mark.parametrize("name", ["", "gpt", "openai:", "replay", "claude:x"])
def test_an_unknown_writer_is_named(name: str) -> None:
    with pytest.raises(WriterError, match="there is no writer"):
        make_writer(name)


def test_thirty_character_titles(stage: Planned) -> None:
    other = planned(titles={"waiting": "Length of time that readers wait at the desk"})
    said = text(draft(other.outline, other.facts), "waiting.level")
    assert "the length of time that readers wait at the desk was 10 minutes" in said.lower()


def test_the_analyst_is_told_of_flags_without_a_cause(stage: Planned, written: Draft) -> None:
    told = [finding for run in written.runs for finding in run.findings]
    assert "catalogued: flagged, and no note says why" in told
    assert not any(finding.startswith("answered_in_time") for finding in told)
    assert all("no note says why" not in paragraph.text for paragraph in written.paragraphs)


def test_a_category_has_a_point_of_its_own(written: Draft) -> None:
    said = text(written, "summary.loans/local_history")
    assert said.startswith(
        "**Loans (national return), local history: significant change and of concern.** In the 12 months"
    )
    assert "local history fell by 1,034 (26.3 per cent) to 2,895" in said
