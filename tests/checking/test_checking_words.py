# ruff: noqa: E501  (tables of sentences)
"""Words around right figures, of a made-up set of libraries: each kind of sentence true, and false in one word."""

from __future__ import annotations

from typing import Any

import pytest

from pcc_narrator.checking import Checker
from pcc_narrator.models.fact import FactSet

QUARTERS = {
    "2017-3": ("2017-10-01", "2017-12-31"),
    "2018-1": ("2018-04-01", "2018-06-30"),
    "2018-2": ("2018-07-01", "2018-09-30"),
    "2018-3": ("2018-10-01", "2018-12-31"),
}
LOANS = {
    "ash": {"2017-3": 4000, "2018-1": 4900, "2018-2": 5100, "2018-3": 5000},
    "birch": {"2017-3": 2000, "2018-1": 2600, "2018-2": 2500, "2018-3": 2400},
    "cedar": {"2017-3": 3000, "2018-1": 2900, "2018-2": 2950, "2018-3": 3060},
    "dogwood": {"2017-3": 1000, "2018-1": 900, "2018-2": 950, "2018-3": 940},
}
RETURNED = {"ash": 91, "birch": 96, "cedar": 97, "dogwood": 95}
TITLES = {"ash": "Ash Street", "birch": "Birch Lane", "cedar": "Cedar Road", "dogwood": "Dogwood Hill"}


def _period(quarter: str) -> dict[str, str]:
    start, end = QUARTERS[quarter]
    return {"start": start, "end": end}


def _fact(measure: str, area: str, quarter: str, value: int, unit: str) -> dict[str, Any]:
    identifier = f"{measure}.{area}.{quarter}"
    return {
        "id": identifier, "measure": measure, "statistic": "value", "area": area, "period": _period(quarter),
        "value": value, "unit": unit,
    }  # fmt: skip


FACTS: dict[str, Any] = {
    "schema_version": 1,
    "report": {"period": _period("2018-3")},
    "measures": [
        {"id": "loans", "title": "Loans", "unit": "count", "counted": {"one": "loan", "many": "loans"}},
        {"id": "returned", "title": "Books returned on time", "unit": "percent", "polarity": "higher_is_better", "target": 95},
    ],
    "areas": [
        *({"id": area, "title": title, "kind": "library"} for area, title in TITLES.items()),
        {"id": "town", "title": "the town libraries", "kind": "group", "members": list(TITLES)},
    ],
    "facts": [
        *(_fact("loans", area, quarter, value, "count") for area, row in LOANS.items() for quarter, value in row.items()),
        *(_fact("returned", area, "2018-3", value, "percent") for area, value in RETURNED.items()),
    ],
    "notes": [{"id": "n1", "kind": "context", "text": "Loans are counted by the Reading Agency."}],
}  # fmt: skip
CHECKER = Checker(FACTS)

# The true sentence, and the same made false: what is put for what.
PAIRS = [
    # counts within a group that is named by its size
    ("Loans rose in three of the four libraries compared with the same quarter last year.", "three", "two"),
    ("Compared with the same quarter last year, loans fell in only one of the four libraries.", "one", "two"),
    ("Loans rose in all but one of the four libraries compared with the same quarter last year.", "all but one", "all but two"),
    ("Dogwood Hill was the only one of the four libraries with fewer loans than in the same quarter last year.", "Dogwood Hill", "Cedar Road"),
    ("Together the four libraries made 11,400 loans in quarter three.", "11,400", "11,500"),
    # ranks and extremes of the area that is meant
    ("Of the four libraries, Ash Street had the most loans in quarter three.", "Ash Street", "Cedar Road"),
    ("Dogwood Hill made fewer loans than any other library in quarter three.", "fewer", "more"),
    ("Cedar Road came second, with 3,060 loans, and Birch Lane third, with 2,400.", "third", "fourth"),
    # changes put in order, and compared
    ("Ash Street saw the largest rise in loans compared with the same quarter last year.", "Ash Street", "Cedar Road"),
    ("Loans rose faster at Ash Street than at Cedar Road compared with the same quarter last year.", "faster", "more slowly"),
    ("Ash Street had a larger rise in loans than Birch Lane compared with the same quarter last year.", "larger", "smaller"),
    ("The rise in loans at Ash Street was two and a half times that of Birch Lane compared with the same quarter last year.", "two and a half times", "five times"),
    # comparisons
    ("There were more loans at Cedar Road than at Birch Lane in quarter three.", "more", "fewer"),
    ("Ash Street made 5,000 loans in quarter three, similar to the 5,100 of quarter two.", "similar to", "equal to"),
    ("In quarter three Ash Street made 5,000 loans, which misses the 5,500 hoped for and is fewer than the 5,100 of quarter two.", "fewer", "more"),
    # targets
    ("In quarter three three of the four libraries met the target for books returned on time.", "three of the four", "all four"),
    ("Birch Lane met it in quarter three, with 96 per cent of books returned on time.", "Birch Lane met it in quarter three, with 96", "Ash Street met it in quarter three, with 91"),
    # two names and figures told in pairs
    ("Loans at Ash Street and Birch Lane came to 5,000 and 2,400, a rise of 1,000 and 400 on the same quarter last year.", "1,000 and 400", "400 and 1,000"),
    # by the text's own figures
    ("Loans at Ash Street were broadly stable (from 5,100 to 5,000).", "stable (from 5,100 to 5,000)", "stable (from 4,000 to 5,000)"),
    ("Ash Street made 5,000 loans, twice as many as Birch Lane's 2,400.", "twice as many", "three times as many"),
    ("Loans at Birch Lane rose by a fifth between quarter three of 2017-18 (2,000) and quarter three of 2018-19 (2,400).", "a fifth", "a third"),
    ("Ash Street made 5,000 loans and Birch Lane 2,400, making 7,400 in all.", "7,400", "7,600"),
    ("Loans at Ash Street rose by about a quarter (25.0 per cent) compared with the same quarter last year.", "25.0", "52.0"),
    ("Loans rose from 4,000 to a peak of 5,100 at Ash Street.", "rose", "fell"),
]  # fmt: skip


def _refuted(text: str) -> list[tuple[str, str]]:
    return [(claim.text, claim.message) for claim in CHECKER.check(text).claims if claim.verdict == "refuted"]


@pytest.mark.parametrize(("text", "right", "wrong"), PAIRS, ids=[text[:70] for text, _, _ in PAIRS])
def test_a_sentence_and_its_false_twin(text: str, right: str, wrong: str) -> None:
    assert right in text
    assert _refuted(text) == []
    assert _refuted(text.replace(right, wrong)) != []


NO_CLAIM = [
    "The plan set out to cut loans at Ash Street by 10 per cent.",
    "Loans at Ash Street were to fall, but rose by 1,000 compared with the same quarter last year.",
    "Loans at Ash Street rose compared with the same quarter last year, one of three rises in the town libraries.",
    "Despite recent decreases, loans at Ash Street were above the 4,000 of the same quarter last year.",
    "Over the year loans at Ash Street rose by 1,000.",
]


@pytest.mark.parametrize("text", NO_CLAIM)
def test_what_is_meant_counted_or_told_before_is_no_claim_of_direction(text: str) -> None:
    assert _refuted(text) == []


def _of(text: str, kind: str) -> list[tuple[str, str, str]]:
    return [(c.text, c.verdict, c.rule) for c in CHECKER.check(text).claims if c.kind == kind]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("There were 5,000 loans in Elmshire in quarter three.", "Elmshire"),
        ("Fern Green made 5,000 loans in quarter three.", "Fern Green"),
        ("According to Gail Hornbeam, loans at Ash Street rose by 1,000.", None),
    ],
)
def test_a_name_that_nothing_knows_is_left_open(text: str, name: str | None) -> None:
    found = _of(text, "name")
    assert all((verdict, rule) == ("not_enough_information", "name") for _, verdict, rule in found)
    assert found and (name is None or found[0][0] == name)
    figures = [claim for claim in CHECKER.check(text).claims if claim.text == "5,000"]
    assert all(claim.verdict == "not_enough_information" for claim in figures)


@pytest.mark.parametrize(
    "text",
    [
        "Ash Street made 5,000 loans in quarter three (Table 2).",
        "The Reading Agency counted 5,000 loans at Ash Street in October.",
        "Librarians made 5,000 loans at Ash Street.",
    ],
)
def test_what_facts_and_notes_know_is_no_unknown_name(text: str) -> None:
    assert _of(text, "name") == []


def test_the_figure_of_the_quarter_before_is_stale() -> None:
    found = CHECKER.check("There were 5,100 loans at Ash Street this quarter.").claims
    stale = next(claim for claim in found if claim.text == "5,100")
    assert stale.verdict == "refuted"
    assert "stale" in stale.message


def test_what_follows_from_true_figures_is_supported() -> None:
    text = "Loans at Ash Street and Cedar Road rose from 7,000 to 8,060, a rise of 1,060."
    claims = {claim.text: claim for claim in CHECKER.check(text).claims}
    assert claims["1,060"].verdict != "supported"  # its two figures are in no fact
    empty = Checker(FactSet())
    claims = {claim.text: claim for claim in empty.check(text).claims}
    assert (claims["1,060"].kind, claims["1,060"].verdict, claims["1,060"].rule) == (
        "arithmetic",
        "supported",
        "arithmetic",
    )
    assert claims["7,000"].verdict == "not_enough_information"


def test_the_only_fall_is_the_largest_whatever_became_of_the_shares() -> None:
    """A fall of the share of what rose, in points, is no fall of what is counted."""
    kinds = {"Fiction": ("100", "400"), "Maps": ("300", "310"), "Music": ("200", "190")}
    totals = {"2017-3": 600, "2018-3": 900}
    facts = [
        _fact("loans", "ash", quarter, 0, unit)
        | {"id": f"{kind}.{statistic}.{quarter}", "category": kind, "statistic": statistic, "value": value}
        for kind, (before, now) in kinds.items()
        for quarter, number in (("2017-3", before), ("2018-3", now))
        for statistic, value, unit in (
            ("value", number, "count"),
            ("share", str(round(100 * int(number) / totals[quarter], 1)), "percent"),
        )
    ]
    checker = Checker({**FACTS, "facts": [*FACTS["facts"], *facts]})
    text = "### Loans at Ash Street\n\n{} {} most in quarter three compared with the same quarter last year."
    for kind, moved, verdict in (
        ("Music", "fell", "supported"),
        ("Fiction", "rose", "supported"),
        ("Maps", "rose", "refuted"),
    ):
        claims = checker.check(text.format(kind, moved)).claims
        assert [claim.verdict for claim in claims if claim.text == "most"] == [verdict], (kind, moved)
    claims = checker.check(text.format("Maps", "fell")).claims
    assert [claim.verdict for claim in claims if claim.text == "fell"] == ["refuted"]
