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


def test_figures_told_together_are_of_one_subject() -> None:
    """Two kindred measures share a name; what is told in one sentence, or one row, is of one of them."""
    years = {"2017": ("2017-01-01", "2017-12-31"), "2018": ("2018-01-01", "2018-12-31")}
    told = {"desk": ("Loans at the desk", 44068, 42685), "published": ("Published loans", 43966, 42483)}
    facts = {
        "schema_version": 1,
        "report": {"area": "town", "period": {"start": years["2018"][0], "end": years["2018"][1]}},
        "measures": [
            {"id": one, "title": title, "names": ["loans"], "unit": "count"} for one, (title, _, _) in told.items()
        ],
        "areas": [{"id": "town", "title": "the town"}],
        "facts": [
            {"id": f"{one}.{year}", "measure": one, "statistic": "value", "area": "town", "unit": "count",
             "value": value, "period": {"start": years[year][0], "end": years[year][1]}}
            for one, (_, *values) in told.items() for year, value in zip(years, values, strict=True)
        ],
    }  # fmt: skip
    checker = Checker(facts)
    true = "In 2018 there were 42,483 loans, which is 1,483 (3.4 per cent) fewer than in 2017."
    row = "| | 2017 | 2018 | Change |\n| --- | ---: | ---: | ---: |\n| Loans | 43,966 | 42,483 | −1,483 |\n"
    for text, said, of_the_other in ((true, "1,483", "1,383"), (row, "−1,483", "−1,383")):
        assert not [one.text for one in checker.check(text).claims if one.verdict == "refuted"]
        wrong = checker.check(text.replace(said, of_the_other)).claims
        assert of_the_other in [one.text for one in wrong if one.verdict == "refuted"]
    both = "In 2018 there were 42,483 published loans, and loans at the desk fell by 1,383 on 2017."
    assert not [one.text for one in checker.check(both).claims if one.verdict == "refuted"]


def test_a_share_that_is_told_as_a_level_is_no_change_of_it() -> None:
    ends = {"1": ("2018-04-01", "2018-06-30"), "2": ("2018-07-01", "2018-09-30"), "3": ("2018-10-01", "2018-12-31")}
    facts = {
        "schema_version": 1,
        "report": {"area": "ward", "period": {"start": "2018-10-01", "end": "2018-12-31"}},
        "measures": [{"id": "share", "title": "Share of calls answered", "unit": "percent"}],
        "areas": [{"id": "ward", "title": "the ward"}],
        "facts": [
            {"id": f"share.{quarter}", "measure": "share", "statistic": "value", "area": "ward", "value": value,
             "unit": "percent", "period": {"start": ends[quarter][0], "end": ends[quarter][1]}}
            for quarter, value in {"1": 28, "2": 50, "3": 20}.items()
        ],
    }  # fmt: skip
    checker = Checker(facts)
    for text in (
        "The share of calls answered was 20 per cent in quarter three.",
        "The share of calls answered by quarter, from quarter one (28 per cent) to quarter three (20 per cent).",
        "The share of calls answered was 20 per cent, down from 50 per cent in quarter two and 28 per cent in quarter one.",
    ):
        assert not [one.text for one in checker.check(text).claims if one.verdict == "refuted"]
        # 28 to 20 is a fall of 28.6 per cent, and 50 to 28 of 44: neither is a share
        wrong = text.replace("20 per cent", "29 per cent").replace("28 per cent", "44 per cent")
        refuted = [one.text for one in checker.check(wrong).claims if one.verdict == "refuted"]
        assert "29 per cent" in refuted
        assert ("44 per cent" in wrong) == ("44 per cent" in refuted)
