"""What labels say of their figures: leads in bold, captions, ranks of the time before, how many a group has."""

import pytest

from pcc_narrator.checking import Checker

YEAR = {"start": "2018-01-01", "end": "2018-12-31"}
BEFORE = {"start": "2017-01-01", "end": "2017-12-31"}


def _fact(id, area, value, unit="count", period=YEAR, **more):
    return {
        "id": id, "measure": "loans", "statistic": "value", "area": area, "unit": unit, "period": period,
        "value": value,
        **more,
    }  # fmt: skip


CHECKER = Checker(
    {
        "report": {"period": YEAR},
        "measures": [
            {"id": "loans", "title": "Loans", "unit": "count"},
            {"id": "visits", "title": "Museum visits", "unit": "count"},
            {"id": "overall", "title": "Borrower satisfaction", "unit": "percent", "names": ["satisfaction"]},
            {"id": "informed", "title": "Satisfaction with being kept informed", "unit": "percent",
             "names": ["keeping informed"]},
        ],
        "areas": [
            {"id": "a", "title": "Ashby", "kind": "library"},
            {"id": "b", "title": "Barton", "kind": "library"},
            {"id": "c", "title": "Corby", "kind": "library"},
            {"id": "peers", "title": "peer group", "names": ["peers"], "kind": "group", "members": ["a", "b", "c"]},
        ],
        "facts": [
            _fact("all", "a", 1000), _fact("novels", "a", 600, category="Novels"),
            _fact("films", "a", 400, category="Films"),
            _fact("all_before", "a", 900, period=BEFORE),
            _fact("b", "b", 800), _fact("c", "c", 900),
            _fact("rate", "a", 7.4, "per_1000", statistic="rate"),
            _fact("rank", "a", 6, "rank", statistic="rank", out_of=43),
            _fact("rank_before", "a", 15, "rank", BEFORE, statistic="rank", out_of=43),
            _fact("v", "a", 5120) | {"measure": "visits"},
            _fact("o", "a", 74, "percent") | {"measure": "overall"},
            _fact("i", "a", 66, "percent") | {"measure": "informed"},
        ],
    }
)  # fmt: skip
CASES = [
    # a lead in bold is the name of what its paragraph tells of
    ("**Films.** In 2018 film loans (films) came to 400.", ""),
    ("- **Loans, films: better.** In 2018 there were 400 loans of films.", ""),
    ("- **Loans, novels: better.** In 2018 there were 400 loans of films.", "novels"),
    ("**Loans:** there were 400 loans of films in 2018.", ""),
    ("**Museum visits:** in 2018 there were 1,000 loans.", "Museum visits"),
    ("**Museum visits** rose, and in 2018 there were 1,000 loans beside 5,120 museum visits.", ""),
    # what a chart is counted in; in running text an order is the same by any base
    ("Figure 3: Loans per 1,000 people in Ashby, 2018", ""),
    ("Figure 3: Loans per 100,000 people in Ashby, 2018", "per"),
    ("By loans per 100,000 people Ashby was sixth of the 43 libraries in 2018.", ""),
    # ranks then and now
    ("Ashby ranked sixth of 43 for loans in 2018, up from 15th a year earlier.", ""),
    ("Ashby ranked sixth of 34 for loans in 2018, up from 15th a year earlier.", "34"),
    ("Ashby ranked sixth of 43 for loans in 2018, up from 14th a year earlier.", "14th"),
    ("Ashby ranked sixth of 43 for loans in 2018, down from 15th a year earlier.", "down from"),
    ("Ashby ranked sixth for loans among all libraries in 2018 (15th the year before).", ""),
    ("Ashby ranked sixth for loans among all libraries in 2018 (12th the year before).", "12th"),
    ("Ashby ranked sixth of 43 for loans in 2018, up from 15th 3,000 years earlier.", ""),
    # a group with or without the one whose peers they are
    ("Of Ashby's two peers, Corby had more loans in 2018: 900.", ""),
    ("Of Ashby's five peers, Corby had more loans in 2018: 900.", "five"),
    # the name that has more of the words
    ("Satisfaction with keeping people informed was 66 per cent in 2018.", ""),
    ("Satisfaction with keeping people informed was 67 per cent in 2018.", "67 per cent"),
    ("Satisfaction was 74 per cent in 2018.", ""),
]


@pytest.mark.parametrize(("text", "wrong"), CASES)
def test_labels(text: str, wrong: str) -> None:
    assert " ".join(claim.text for claim in CHECKER.check(text).claims if claim.verdict == "refuted") == wrong
