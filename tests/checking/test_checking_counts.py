"""Counts of categories, runs by "each of the last", what is added to a significant change, "the highest since"."""

import pytest

from pcc_narrator.checking import Checker

KINDS = {"Novels": (500, 450), "Films": (400, 380), "Comics": (300, 330), "Maps": (80, 90)}
QUARTERS = [("2018-01-01", "2018-03-31", 900), ("2018-04-01", "2018-06-30", 880), ("2018-07-01", "2018-09-30", 940),
            ("2018-10-01", "2018-12-31", 1010)]  # fmt: skip
YEARS = {2014: 44, 2015: 30, 2016: 36, 2017: 38, 2018: 42}


def _year(year):
    return {"start": f"{year}-01-01", "end": f"{year}-12-31"}


def _fact(id, measure, period, value, **more):
    return {
        "id": id, "measure": measure, "statistic": "value", "area": "a", "unit": "count", "period": period,
        "value": value, **more,
    }  # fmt: skip


def _test(id, measure, value, what):
    return _fact(
        id, measure, _year(2018), value, statistic="significant", base=_year(2017), of_what=[what], unit="none"
    )


CHECKER = Checker(
    {
        "report": {"period": _year(2018)},
        "measures": [
            {"id": "loans", "title": "Loans", "unit": "count"},
            {"id": "visits", "title": "Museum visits", "unit": "count"},
            {"id": "injuries", "title": "Injuries", "unit": "count"},
            {"id": "swims", "title": "Swims", "unit": "count"},
        ],
        "areas": [{"id": "a", "title": "Ashby"}],
        "facts": [
            *(_fact(f"{kind}{year}", "loans", _year(year), value, category=kind)
              for kind, values in KINDS.items() for year, value in zip((2017, 2018), values, strict=True)),
            *(_fact(f"v{start}", "visits", {"start": start, "end": end}, value) for start, end, value in QUARTERS),
            *(_fact(f"i{year}", "injuries", _year(year), value) for year, value in YEARS.items()),
            _fact("s17", "swims", _year(2017), 800), _fact("s18", "swims", _year(2018), 1000),
            _test("ti", "injuries", False, "i2018"), _test("ts", "swims", True, "s18"),
        ],
    }
)  # fmt: skip
CASES = [
    ("Two of the four kinds of loan fell in 2018.", ""),
    ("Three of the four kinds of loan fell in 2018.", "Three"),
    ("Two of the four categories of loans rose in 2018.", ""),
    ("One of the four categories of loans rose in 2018.", "One"),
    ("Museum visits have gone up in each of the last two quarters.", ""),
    ("Museum visits have gone up in each of the last three quarters.", "last three quarters"),
    ("Museum visits rose for two quarters in succession up to December 2018.", ""),
    ("Museum visits rose for three quarters in succession up to December 2018.", "three quarters in succession"),
    ("The rise in swims from 800 to 1,000 is statistically significant, but the rise in injuries is not.", ""),
    (
        "The rise in swims from 800 in 2017 to 1,000 in 2018 is statistically significant, and so is that in injuries.",
        "so",
    ),
    ("At 42, injuries in 2018 were at their highest since 2014, when there were 44.", ""),
    ("At 42, injuries in 2018 were at their highest since 2016, when there were 36.", "highest"),
]


@pytest.mark.parametrize(("text", "wrong"), CASES)
def test_counts_and_what_is_added(text: str, wrong: str) -> None:
    assert " ".join(claim.text for claim in CHECKER.check(text).claims if claim.verdict == "refuted") == wrong


LIMITS = Checker(
    {
        "measures": [
            {"id": "long", "title": "Stays of more than three nights", "unit": "count", "names": ["long stays"]},
            {"id": "short", "title": "Trips of less than a mile", "unit": "count"},
            {"id": "far", "title": "Trips of more than a mile", "unit": "count"},
        ],
        "areas": [{"id": "a", "title": "Ashby"}],
        "facts": [_fact("l", "long", _year(2018), 5120), _fact("s", "short", _year(2018), 812),
                  _fact("f", "far", _year(2018), 433)],
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("In 2018 there were 5,120 stays of more than three nights in Ashby.", ""),
        ("In 2018 there were 5,120 stays of fewer than three nights in Ashby.", "stays"),
        ("In 2018 there were 812 trips of less than a mile in Ashby, and 433 trips of more than a mile.", ""),
        ("In 2018 there were 731 stays of fewer than three nights in Ashby.", ""),
    ],
)
def test_a_limit_that_is_part_of_a_name_is_not_turned(text: str, wrong: str) -> None:
    assert " ".join(claim.text for claim in LIMITS.check(text).claims if claim.verdict == "refuted") == wrong
