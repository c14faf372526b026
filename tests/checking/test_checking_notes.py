"""The figures of an approved note: its own words rest on it, a changed number is refuted, the facts come first."""

from __future__ import annotations

import pytest

from pcc_narrator.checking import Checker

FACTS = {
    "schema_version": 1,
    "measures": [{"id": "visits", "title": "Pool visits", "names": ["visits"], "unit": "count"}],
    "areas": [{"id": "a", "title": "Ashby"}],
    "facts": [
        {"id": "v.12", "measure": "visits", "statistic": "value", "area": "a", "value": 220, "unit": "count",
         "period": {"start": "2018-12-01", "end": "2018-12-31"}},
        {"id": "v.q3", "measure": "visits", "statistic": "value", "area": "a", "value": 600, "unit": "count",
         "period": {"start": "2018-10-01", "end": "2018-12-31"}},
    ],
    "notes": [
        {"id": "plan", "kind": "action", "text": "A plan of 27 steps covers the pool, and takes three to four months."},
        {"id": "place", "kind": "context", "text": "By its own survey the pool comes third best in the country."},
        {"id": "slip", "kind": "context", "measures": ["visits"], "text": "There were 230 visits in December 2018."},
        {"id": "mean", "kind": "context", "measures": ["visits"],
         "text": "December 2018 stands out: there were 220 visits, and the monthly average is 160."},
        {"id": "round", "kind": "context", "measures": ["visits"],
         "text": "About 600 visits were made in quarter three."},
    ],
}  # fmt: skip
CHECKER = Checker(FACTS)


def verdicts(text: str) -> dict[str, tuple[str, str]]:
    return {claim.text: (claim.verdict, claim.rule) for claim in CHECKER.check(f"# Pool\n\n{text}\n").claims}


def test_a_figure_that_no_fact_decides_rests_on_the_note() -> None:
    found = verdicts("A plan of 27 steps covers the pool, and takes three to four months.")
    assert found == {"27": ("supported", "note"), "three to four months": ("supported", "note")}
    assert verdicts("By its own survey the pool comes third best in the country.") == {"third": ("supported", "note")}


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("A plan of 29 steps covers the pool, and takes three to four months.", "29"),
        ("A plan of 27 steps covers the pool, and takes three to five months.", "three to five months"),
        ("By its own survey the pool comes second best in the country.", "second"),
        ("December 2018 stands out: there were 220 visits, and the monthly average is 170.", "170"),
    ],
)
def test_a_changed_number_is_refuted(text: str, changed: str) -> None:
    assert verdicts(text)[changed] == ("refuted", "note")


def test_a_changed_number_that_the_facts_bear_out_only_roughly_is_refuted() -> None:
    assert verdicts("About 600 visits were made in quarter three.")["600"][0] == "supported"
    assert verdicts("About 604 visits were made in quarter three.")["604"] == ("refuted", "note")
    assert verdicts("About 604 visits came in quarter three.")["604"][0] == "supported"


def test_the_same_figure_in_other_words_rests_on_no_note() -> None:
    assert verdicts("The plan has 27 steps.")["27"][0] == "not_enough_information"


def test_a_note_that_the_facts_contradict_is_left_open() -> None:
    assert verdicts("There were 230 visits in December 2018.")["230"] == ("not_enough_information", "note")


def test_a_mean_of_months_is_not_the_figure_of_one_month() -> None:
    found = verdicts("December 2018 stands out: there were 220 visits, and the monthly average is 160.")
    assert found["160"] == ("supported", "note") and found["220"][0] == "supported"
    other = verdicts("In December 2018 there were 220 visits, against an average of 160 a month.")
    assert other["160"] == ("not_enough_information", "subject")
    assert verdicts("In quarter three 2018-19 the monthly average was 160 visits.")["160"][0] == "refuted"
