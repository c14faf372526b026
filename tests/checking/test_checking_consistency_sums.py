# ruff: noqa: E501  (tables of sentences)
"""Arithmetic inside a text, with no facts at all: the same sentence true (nothing refuted) and false."""

import pytest

from pcc_narrator.checking import check
from pcc_narrator.models.claim import CheckReport

NOTHING = {"measures": [], "areas": [], "facts": []}

# a sentence with the right words and the wrong words for {}
PAIRS = [
    ("There were 12, 15 and 9 admissions, {} in all.", "36", "38"),
    ("There were 12, 15 and 9 admissions, a total of {}.", "36", "38"),
    ("The average of 10, 20 and 30 is {}.", "20", "25"),
    ("Of the 50 beds, 20 were full and the remaining {} were empty.", "30", "25"),
    ("Of the 120 patients, 70 were treated at once, 35 were referred and {} went home.", "15", "17"),
    ("The 250 staff comprise 140 nurses, 80 support workers and {} doctors.", "30", "28"),
    ("Thirty people joined and 18 left, a net gain of {}.", "12", "8"),
    ("The rate was 5 per cent in May and 4 per cent in June, a fall of {}.", "one percentage point", "one per cent"),
    ("The rate was 5 per cent in May and 4 per cent in June, a fall of {} per cent.", "20", "one"),
    ("At £90 the fare is {} per cent below the £120 charged last year.", "25", "75"),
    ("Rainfall was 30 mm in June against 50 mm in May, {} per cent lower.", "40", "60"),
    ("Attendance was {} from 12,400 to 13,150.", "up", "down"),
    ("Most of the 48 respondents ({}) agreed.", "31", "12"),
    ("Half of the trusts, {} of 20, met the standard.", "10", "7"),
    ("Visits {} from 400 to 380.", "fell", "rose"),
    ("Visits rose from 400 to 500, an increase of {} per cent.", "25", "20"),
    ("Occupancy rose from 40 per cent to 50 per cent, a rise of 10 {}.", "percentage points", "per cent"),
    ("Of the 10 people asked, {} per cent agreed.", "20", "12.5"),
    ("Most of the sites, {} of 40, were open.", "30", "10"),
    ("Visits {} from 40 to 80.", "doubled", "trebled"),
    ("Visits halved from 40 to {}.", "20", "30"),
    ("Eight of 40 sites ({} per cent) were open.", "20", "25"),
    ("Sales in 2019 were 5 per cent up compared with {}.", "2018", "2019"),
    ("Prices rose by 4 per cent between {} and 2018.", "2017", "2018"),
    ("40 per cent came by bus, 35 per cent by car and {} per cent by train.", "25", "30"),
    ("Attendance fell {} per cent from 1,000 to 850.", "15", "10"),
    ("Profits rose by £{}m from £20m to £30m.", "10", "5"),
    ("{} in four (75 of 100) came.", "Three", "One"),
    ("The target was met for {} consecutive months, from January 2018 to December 2018.", "12", "18"),
    ("Some {} per cent of the 300 parcels arrived.", "98", "103"),
    ("There were 212 complaints in March 2019.\n\nThere were {} complaints in March 2019.", "212", "221"),
    (
        "| Site | Visits |\n| --- | ---: |\n| North | 410 |\n| South | 265 |\n| East | 125 |\n| Total | {} |\n",
        "800",
        "802",
    ),
    (
        "| Year | Men | Women | Total |\n| --- | ---: | ---: | ---: |\n| 2017 | 120 | 140 | 260 |\n| 2018 | 131 | 149 | {} |\n",
        "280",
        "290",
    ),
]

# true, though a careless sum would refute it
TRUE = [
    "Of the 120 patients, 70 were men, 65 were over 60 and 40 smoked.",
    "Of the 40 patients, 25 were men and 17 smoked.",
    "There were 212 complaints in March 2019.\n\nThere were 221 complaints in April 2019.",
    "# North\n\nThere were 212 complaints in March 2019.\n\n# South\n\nThere were 221 complaints in March 2019.",
    "There were 15.6 days lost a person in 2018.\n\nThere were 16 days lost a person in 2018.",
    "| Site | Rate |\n| --- | ---: |\n| North | 4.1 |\n| South | 6.3 |\n| Total | 5.2 |\n",
    "| Site | £m |\n| --- | ---: |\n| North | 4.1 |\n| South | 6.3 |\n| Total | 10.5 |\n",
    "| Site | Visits |\n| --- | ---: |\n| North | 410 |\n| of which evenings | 65 |\n| South | 125 |\n| Total | 535 |\n",
    "| Site | Visits |\n| --- | ---: |\n| North | 410 |\n| South | – |\n| Total | 535 |\n",
    "| Site | Visits (thousands) |\n| --- | ---: |\n| North | 41 |\n| South | 26 |\n| Total | 68 |\n",
    "The share of the budget of 2019 was 103 per cent of the 300 planned.",
    "Output fell from 500 to 400 units, 20 per cent below its former level.",
    "There were 500 visits in May and 400 in June, 20 per cent lower.",
    "Attendance was up from 12,400 to 13,150.",
]


def _refuted(report: CheckReport) -> list[tuple[str, str]]:
    return [(claim.text, claim.message) for claim in report.claims if claim.verdict == "refuted"]


@pytest.mark.parametrize(("text", "right", "wrong"), PAIRS)
def test_a_sentence_is_refuted_only_where_its_own_figures_do_so(text: str, right: str, wrong: str) -> None:
    assert _refuted(check(text.replace("{}", right), NOTHING)) == []
    assert _refuted(check(text.replace("{}", wrong), NOTHING)) != []


@pytest.mark.parametrize("text", TRUE)
def test_true_text_stands(text: str) -> None:
    assert _refuted(check(text, NOTHING)) == []


def test_a_wrong_total_is_told_with_the_right_one() -> None:
    table = "| Site | Visits |\n| --- | ---: |\n| North | 410 |\n| South | 265 |\n| Total | 600 |\n"
    wrong = [claim for claim in check(table, NOTHING).claims if claim.verdict == "refuted"]
    assert [(claim.text, claim.expected) for claim in wrong] == [("600", "675")]
