# ruff: noqa: E501  (tables of sentences)
"""What staff write when they put a report into their own words, of a made-up set of libraries: true, and false once."""

from __future__ import annotations

import pytest
from test_checking_words import CHECKER

from pcc_narrator.checking import Checker

SAID: list[tuple[str, str, str]] = [  # what is true, the words exchanged, what then is false
    (
        "Loans at Birch Lane fell again, from 2,600 in quarter one and 2,500 in quarter two to 2,400.",
        "2,400",
        "2,450",
    ),
    ("Loans at Birch Lane have fallen since quarter one, from 2,600 to 2,500 to 2,400.", "2,500", "2,450"),
    ("Birch Lane made 2,400 loans in quarter three; only two libraries had a higher figure.", "two", "three"),
    ("Two of the town libraries had a higher number of loans than Birch Lane in quarter three.", "Two", "Three"),
    (
        "Dogwood Hill made 940 loans in quarter three, the lowest of the town libraries, where the mean is 2,850, and well below the 2,400 of Birch Lane.",
        "below",
        "above",
    ),
    (
        "Compared with the same quarter a year earlier, loans at Ash Street rose more than ten times as fast as at Cedar Road.",
        "ten",
        "twenty",
    ),
    (
        "In quarter three loans at Ash Street grew (5,000, up 25.0%), and loans at Cedar Road grew (3,060, up 2.0%).",
        "3,060",
        "3,600",
    ),
    ("- Loans at Birch Lane: down 4 per cent on quarter two (2,400 loans, from 2,500)", "2,400", "2,450"),
]


def _refuted(text: str) -> list[str]:
    return [claim.text for claim in CHECKER.check(text).claims if claim.verdict == "refuted"]


@pytest.mark.parametrize(("true", "said", "instead"), SAID)
def test_staffs_own_words(true: str, said: str, instead: str) -> None:
    assert _refuted(true) == []
    false = true.replace(said, instead)
    assert false != true
    assert _refuted(false) != []


OPEN = [
    "One loan in three or so at Ash Street was renewed in quarter three.",
    "## Loans\n\nAt Ash Street borrowers brought 91 per cent back in good time.",
    "There were 940 loans at Dogwood Hill in quarter three, an average of 3.2 loans per reader.",
    "There were 700 loans of magazines at Dogwood Hill in quarter three.",
    "Three libraries saw a larger rise in loans than Birch Lane.",
]


@pytest.mark.parametrize("text", OPEN)
def test_what_the_facts_do_not_decide_is_left_open(text: str) -> None:
    report = CHECKER.check(text)
    assert [claim.text for claim in report.claims if claim.verdict == "refuted"] == []
    assert any(claim.verdict == "not_enough_information" for claim in report.claims)


@pytest.mark.parametrize(
    "text", ["A word that ends with our", "## Our\n\nLoans at Ash Street were ours.", "One", "of two"]
)
def test_words_at_the_end_of_a_text(text: str) -> None:
    assert _refuted(text) == []


def test_a_paragraph_goes_on_with_its_section_after_an_aside_on_something_else() -> None:
    ends = {"1": ("2018-04-01", "2018-06-30"), "2": ("2018-07-01", "2018-09-30"), "3": ("2018-10-01", "2018-12-31")}
    told = {"waits": {"1": 2860, "2": 3728, "3": 3836}, "visits": {"1": 37004, "2": 38170, "3": 37478}}
    facts = {
        "schema_version": 1,
        "report": {"area": "ward", "period": {"start": "2018-10-01", "end": "2018-12-31"}},
        "measures": [{"id": one, "title": one.capitalize(), "unit": "count"} for one in told],
        "areas": [{"id": "ward", "title": "the ward"}],
        "facts": [
            {"id": f"{measure}.{quarter}", "measure": measure, "statistic": "value", "area": "ward", "value": value,
             "unit": "count", "period": {"start": ends[quarter][0], "end": ends[quarter][1]}}
            for measure, row in told.items() for quarter, value in row.items()
        ],
    }  # fmt: skip
    section = "## Waits\n\nThere were 3,836 waits in quarter three. Visits fell.\n\n"
    goes_on = "The quarterly number has risen since quarter one, from 2,860 to 3,728 and then 3,836."
    checker = Checker(facts)
    assert {one.verdict for one in checker.check(section + goes_on).claims} == {"supported"}
    wrong = checker.check(section + goes_on.replace("3,728", "3,782")).claims
    assert [one.text for one in wrong if one.verdict == "refuted"] == ["3,782"]
