# ruff: noqa: E501  (tables of sentences)
"""Slips of the hand that must not pass, each beside the true text: a text, and what is refuted of it."""

from __future__ import annotations

import pytest

from pcc_narrator.checking import Checker

Q3, Q2 = {"start": "2018-10-01", "end": "2018-12-31"}, {"start": "2018-07-01", "end": "2018-09-30"}


def _fact(measure: str, value: object, unit: str = "count", when: object = Q3, **more: object) -> dict[str, object]:
    statistic = more.get("statistic", "value")
    shared = {"id": f"{measure}.{statistic}.{'now' if when is Q3 else 'before'}", "measure": measure, "area": "a"}
    return {**shared, "statistic": statistic, "period": when, "value": value, "unit": unit, **more}


FACTS = {
    "report": {"period": Q3},
    "measures": [
        {"id": "loans", "title": "Loans", "unit": "count", "counted": {"one": "loan", "many": "loans"}},
        {"id": "keys", "title": "Spare keys", "unit": "count", "counted": {"one": "spare key", "many": "spare keys"}},
        {"id": "returned", "title": "Claims upheld", "unit": "percent", "target": 25},
    ],
    "areas": [{"id": "a", "title": "Ashby"}],
    "facts": [
        _fact("loans", 6200), _fact("loans", 5000, when=Q2),
        _fact("loans", 1200, statistic="change", base=Q2),
        {**_fact("loans", False, "none", statistic="significant", base=Q2), "of_what": ["loans.change.now"]},
        _fact("keys", 60), _fact("keys", 48, when=Q2),
        _fact("returned", 20, "percent"), _fact("returned", 50, "percent", when=Q2),
        _fact("returned", 1, statistic="numerator"), _fact("returned", 5, statistic="denominator"),
        _fact("returned", 2, statistic="numerator", when=Q2), _fact("returned", 4, statistic="denominator", when=Q2),
        *(
            {**_fact("returned", value, "percent", when), "category": kind, "id": f"{kind}.{value}"}
            for kind, values in (("Short claims", (40, 60)), ("Middling claims", (20, 5)), ("Long claims", (10, 30)))
            for value, when in zip(values, (Q3, Q2), strict=True)
        ),
    ],
}  # fmt: skip
CHECKER = Checker(FACTS)
CASES = [
    # a count with a point in it
    ("There were 60 spare keys in quarter three.", ""),
    ("There were 6.0 spare keys in quarter three.", "6.0"),
    # points for per cent
    ("In quarter three 20 per cent of claims were upheld.", ""),
    ("In quarter three 20 percentage points of claims were upheld.", "20 percentage points"),
    ("Loans rose by 24.0 per cent compared with quarter two.", ""),
    ("Loans rose by 24.0 percentage points compared with quarter two.", "24.0 percentage points"),
    # a part, its whole and its share
    ("Five claims were decided in quarter three and one was upheld (20 per cent).", ""),
    ("Claims upheld in quarter three: 20% (1 of 5).", ""),
    ("Claims upheld in quarter three: 20% (5 of 5).", "5"),
    ("Claims upheld in quarter three: 60% (1 of 5).", "60%"),
    ("Of all replies 87 per cent (55 of 63) were kind.", ""),
    ("Of all replies 78 per cent (55 of 63) were kind.", "78 per cent"),
    # the target that "it" is
    (
        "In quarter three 20 per cent of claims were upheld. The target is 25 per cent; claims upheld were 5 percentage points below it.",
        "",
    ),
    (
        "In quarter three 20 per cent of claims were upheld. The target is 25 per cent; claims upheld were 8 percentage points below it.",
        "8 percentage points",
    ),
    # the axis of a chart is no level
    ("Spare keys in quarter three: 60. The axis does not start at zero.", ""),
    # groups put in order beside one another, not in time
    (
        "Claims upheld were in quarter three highest for short claims (40 per cent) and lowest for long claims (10 per cent).",
        "",
    ),
    (
        "Claims upheld were in quarter three highest for long claims (10 per cent) and lowest for short claims (40 per cent).",
        "highest",
    ),
    # a part of what the sentence before told
    ("There were 245 replies. Of these, 140 (57.1 per cent) were late.", ""),
    ("There were 245 replies. Of these, 140 (51.7 per cent) were late.", "51.7 per cent"),
    ("There were 245 replies. Of these, 410 (57.1 per cent) were late.", "410"),
    # a change taken up by a noun
    ("Loans were at 6,200 in quarter three, 1,200 more than in quarter two, a rise that is not significant.", ""),
    (
        "Loans were at 6,200 in quarter three, 1,200 more than in quarter two, a rise that is significant.",
        "significant",
    ),
]


def test_a_group_that_is_said_to_have_moved_itself_is_left_open() -> None:
    text = "Long claims fell by 20 percentage points to 10 per cent compared with quarter two."
    verdicts = {claim.verdict for claim in CHECKER.check(text).claims if claim.kind in ("points", "percent")}
    assert verdicts == {"not_enough_information"}
    assert all(claim.verdict == "supported" for claim in CHECKER.check(f"## Claims upheld\n\n{text}").claims)


@pytest.mark.parametrize(("text", "refuted"), CASES)
def test_a_slip_is_refuted(text: str, refuted: str) -> None:
    found = [text[claim.start : claim.end] for claim in CHECKER.check(text).claims if claim.verdict == "refuted"]
    assert (refuted in found) if refuted else not found, found


def test_a_months_figure_is_not_that_of_the_quarter_named() -> None:
    months = [
        _fact("loans", value, when={"start": f"2018-{month}-01", "end": f"2018-{month}-{last}"}, id=f"loans.{month}")
        for month, last, value in ((10, 31, 2000), (11, 30, 2050), (12, 31, 2150))
    ]
    checker = Checker({**FACTS, "facts": [*FACTS["facts"], *months]})
    for text, verdict in (
        ("In quarter three loans rose to 2,150.", "refuted"),
        ("In quarter three loans rose to 6,200.", "supported"),
        ("In quarter three loans rose to 2,150 in December.", "supported"),
        ("In quarter three loans peaked at 2,150.", "supported"),
    ):
        claims = checker.check(text).claims
        assert [claim.verdict for claim in claims if claim.kind == "number"] == [verdict], text
