"""Readings that are easily missed: each class of sentence once true and once false, of made-up subjects."""

from decimal import Decimal

import pytest

from pcc_narrator.checking import Checker


def _year(year):
    return {"start": f"{year}-01-01", "end": f"{year}-12-31"}


VISITS = {2010: 900, 2011: 1000, 2012: 1240, 2013: 1300, 2014: 1450, 2015: 1380, 2016: 1100, 2017: 640, 2018: 600}
FACTS = {
    "measures": [
        {"id": "visits", "title": "Museum visits", "unit": "count"},
        {"id": "wait", "title": "Waiting time", "unit": "minutes", "polarity": "lower_is_better"},
        {"id": "price", "title": "Ticket price", "unit": "gbp"},
    ],
    "areas": [{"id": "a", "title": "Ashby", "kind": "museum"}, {"id": "b", "title": "Barton", "kind": "museum"}],
    "facts": [
        *(
            {
                "id": f"a{y}",
                "measure": "visits",
                "statistic": "value",
                "area": "a",
                "period": _year(y),
                "value": v,
                "unit": "count",
            }
            for y, v in VISITS.items()
        ),
        *(
            {
                "id": f"b{y}",
                "measure": "visits",
                "statistic": "value",
                "area": "b",
                "period": _year(y),
                "value": v // 4 + y - 2010,
                "unit": "count",
            }
            for y, v in VISITS.items()
        ),
        *(
            {
                "id": f"w{y}",
                "measure": "wait",
                "statistic": "value",
                "area": "a",
                "period": _year(y),
                "value": v,
                "unit": "minutes",
            }
            for y, v in ((2016, 30), (2017, 41), (2018, 33))
        ),
        *(
            {
                "id": f"p{y}",
                "measure": "price",
                "statistic": "value",
                "area": "a",
                "period": _year(y),
                "value": Decimal(v),
                "unit": "gbp",
            }
            for y, v in ((2015, "4.20"), (2016, "4.20"), (2017, "5.10"), (2018, "4.90"))
        ),
    ],
}
CHECKER = Checker(FACTS)

CASES = [
    (
        "Museum visits in Ashby more than halved between 2014 and 2018, from 1,450 to 600.",
        "Museum visits in Ashby more than halved between 2014 and 2016, from 1,450 to 1,100.",
    ),
    (
        "In 2018 Ashby had more than three times as many museum visits as Barton: 600 against 158.",
        "In 2018 Barton had more than three times as many museum visits as Ashby: 600 against 158.",
    ),
    (
        "Museum visits in Ashby were 1,300 in 2013, up from 1,240 a year earlier.",
        "Museum visits in Ashby were 1,380 in 2015, up from 1,450 a year earlier.",
    ),
    (
        "Museum visits in Ashby fell for four consecutive years after 2014.",
        "Museum visits in Ashby fell for five consecutive years after 2014.",
    ),
    (
        "Museum visits in Ashby rose for three years running, from 1,000 in 2011 to 1,450 in 2014.",
        "Museum visits in Ashby rose for three years running, from 1,300 in 2013 to 1,100 in 2016.",
    ),
    (
        "Museum visits in Ashby rose steadily from 2010 to 2014.",
        "Museum visits in Ashby rose steadily from 2010 to 2016.",
    ),
    (
        "Museum visits in Ashby rose from 900 in 2010 to 1,450 in 2014.",
        "Museum visits in Ashby fell from 900 in 2010 to 1,450 in 2014.",
    ),
    (
        "In 2014 Ashby had 1,450 museum visits, the most of any year.",
        None,
    ),
    (
        "The ticket price was unchanged between 2015 and 2016.",
        "Museum visits in Ashby were unchanged between 2016 and 2017.",
    ),
    (
        "Museum visits in Ashby nearly halved between 2016 (1,100) and 2018 (600).",
        "Museum visits in Ashby nearly halved between 2014 (1,450) and 2015 (1,380).",
    ),
    (
        "There were 1,240 museum visits in Ashby over the two years from 2017 to 2018.",
        "There were 2,480 museum visits in Ashby over the two years from 2017 to 2018.",
    ),
    (
        "Museum visits in Ashby fell by 460 and 40 in 2017 and 2018 respectively.",
        "Museum visits in Ashby fell by 460 and 90 in 2017 and 2018 respectively.",
    ),
    ("The ticket price was £4.20 in both 2015 and 2016.", "The ticket price was £4.20 in both 2015 and 2017."),
    ("The ticket price was dearest in 2017, at £5.10.", "The ticket price was cheapest in 2018, at £4.90."),
    ("Waiting time in Ashby worsened to 41 minutes in 2017 but recovered to 33 minutes in 2018.", None),
    ("Museum visits in Ashby were 640 and 600 between 2017 and 2018.", None),
    ("Two of the 600 museum visits in Ashby in 2018 were by night.", None),
]


@pytest.mark.parametrize(("text", "false"), CASES)
def test_readings(text, false):
    assert [(claim.text, claim.message) for claim in CHECKER.check(text).refuted] == []
    if false is not None:
        assert CHECKER.check(false).refuted
