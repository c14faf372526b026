# ruff: noqa: E501  (tables of sentences)
"""How statistical bulletins are written: each rule once on a true text and once on its false twin, or on one that
stays open."""

from __future__ import annotations

import pytest

from pcc_narrator.checking import Checker


def _span(start: str, end: str) -> dict[str, str]:
    return {"start": start, "end": end}


def _year(year: int) -> dict[str, str]:
    return _span(f"{year}-01-01", f"{year}-12-31")


def _month(month: str, last: int) -> dict[str, str]:
    return _span(f"{month}-01", f"{month}-{last}")


MAY, MAY_BEFORE, PEAK = _month("2018-05", 31), _month("2017-05", 31), _month("2008-01", 31)
APRIL, APRIL_BEFORE = _month("2018-04", 30), _month("2017-04", 30)


def _fact(measure: str, period: dict[str, str], value: object, unit: str, **more: object) -> dict[str, object]:
    about = (measure, more.get("statistic", ""), more.get("category", ""), more.get("area", ""), *period.values())
    shared = {"id": f"{'.'.join(map(str, about))}.{more.get('base', '')}", "measure": measure, "statistic": "value"}
    return {**shared, "area": "n", "period": period, "value": value, "unit": unit, **more}


FACTS = {
    "report": {"period": _year(2018)},
    "measures": [
        {"id": "rent", "title": "Average boat rent", "unit": "gbp", "names": ["boat rents"]},
        {"id": "index", "title": "Boat Rent Index", "unit": "none", "names": ["Ashby index", "index"]},
        {"id": "deals", "title": "Takeovers of boatyards", "unit": "count", "names": ["takeovers"]},
        {"id": "loans", "title": "Boat loans", "unit": "count", "names": ["loans"]},
        {"id": "rate", "title": "Loan refusal rate", "unit": "percent"},
        {"id": "age", "title": "Mean age of skippers", "unit": "none"},
        {"id": "women", "title": "Women for every 100 men aboard", "unit": "none", "names": ["women"]},
        {"id": "moorings", "title": "Residents with moorings", "unit": "percent", "names": ["had moorings"]},
        {"id": "daily", "title": "Boat loans per day", "unit": "none"},
        {"id": "thefts", "title": "Thefts of oars", "unit": "count", "polarity": "lower_is_better"},
    ],
    "areas": [{"id": "n", "title": "Norland"}, {"id": "a", "title": "Ashby"}, {"id": "b", "title": "Barton"}],
    "facts": [
        _fact("rent", MAY, 10.5, "percent", statistic="change_percent", base=MAY_BEFORE),
        _fact("rent", APRIL, 9.9, "percent", statistic="change_percent", base=APRIL_BEFORE),
        _fact("rent", MAY, 11.0, "percent", statistic="change_percent", base=MAY_BEFORE, area="a"),
        _fact("rent", MAY, 6.5, "percent", statistic="change_percent", base=MAY_BEFORE, area="b"),
        _fact("rent", MAY, 274000, "gbp", area="a"),
        _fact("rent", MAY, 166000, "gbp", area="b"),
        _fact("index", MAY, 196.9, "none", area="a"), _fact("index", MAY, 199.0, "none"),
        _fact("index", PEAK, 180.8, "none", area="a"),
        _fact("index", MAY, 8.9, "percent", statistic="change_percent", base=PEAK, area="a"),
        _fact("deals", _year(2018), 72, "count"), _fact("deals", _year(2018), 26, "count", category="Domestic"),
        _fact("deals", _year(2018), 46, "count", category="Foreign"),
        _fact("loans", _year(2018), 7720, "count"), _fact("loans", _year(2017), 6685, "count"),
        _fact("daily", _year(2018), 40.6, "none"), _fact("daily", _year(2017), 35.2, "none"),
        _fact("loans", _year(2018), 28.4, "percent", statistic="share", category="Loans for repairs"),
        _fact("rate", _year(2018), 4.8, "percent"), _fact("rate", _year(2017), 4.3, "percent"),
        _fact("age", _year(2018), 32.7, "none"), _fact("age", _year(1998), 30.9, "none"),
        _fact("women", _year(2018), 264, "none"), _fact("women", _year(2008), 336, "none"),
        _fact("moorings", _year(2018), 19, "percent", category="born in 1967"),
        _fact("moorings", _year(2018), 11, "percent", category="born in 1940"),
        _fact("thefts", _year(2018), 4199, "count"), _fact("thefts", _year(2017), 3935, "count"),
    ],
}  # fmt: skip
CHECKER = Checker(FACTS)
TABLE = """Boat loans

| | | 2017 | | 2018 |
| --- | --- | --- | --- | --- |
| **Place** | **Boats** | **Loans** | **Boats** | **Loans** |
| Norland | 12 | {} | 15 | 7,720 |
"""
CASES = [
    # a change up to a month is what "in the year to" it tells
    ("Average boat rent rose by 10.5% over the year to May 2018, up from an increase of 9.9% in the year to April 2018.", ""),
    ("Average boat rent rose by 10.5% over the year to May 2018, up from an increase of 9.8% in the year to April 2018.", "9.8%"),
    # a place that stands in a short name of something is no subject
    ("In the year to May 2018 boat rents increased 11.0% in Ashby and 6.5% in Barton.", ""),
    ("In the year to May 2018 boat rents increased 11.0% in Ashby and 5.6% in Barton.", "5.6%"),
    # but the name of something tells the place in it
    ("The Ashby index reached 196.9 in May 2018.", ""),
    ("The Ashby index reached 199.0 in May 2018.", "199.0"),
    # pounds are no index
    ("Average boat rent in May 2018 stood at £274,000 in Ashby and £166,000 in Barton.", ""),
    ("Average boat rent in May 2018 stood at £247,000 in Ashby and £166,000 in Barton.", "£247,000"),
    # the peak that something is compared with is its base, whatever is said of it
    ("The index for Ashby (196.9) is 8.9% higher than the pre financial crisis peak in January 2008 (180.8).", ""),
    ("The index for Ashby (196.9) is 9.8% higher than the pre financial crisis peak in January 2008 (180.8).", "9.8%"),
    # several kinds counted together are none of them
    ("There were 72 domestic and cross border takeovers in 2018.", ""),
    ("There were 72 domestic takeovers in 2018.", "72"),
    # fewer than what is named
    ("There were 46 takeovers in Norland by foreign companies in 2018.", ""),
    ("There were 62 takeovers in Norland in 2018.", "62"),
    # a figure by the day that the facts have
    ("There were 40.6 boat loans per day in 2018, up from an average of 35.2 per day in 2017.", ""),
    ("There were 40.6 boat loans per day in 2018, up from an average of 53.2 per day in 2017.", "53.2"),
    # both ends of a change are of one series
    ("Loans for repairs made up 28.4 per cent of all loans in 2018, up from 27.7 per cent in 2017. The loan refusal rate was 4.8 per cent in 2018.", ""),
    ("The loan refusal rate was 4.8 per cent in 2018, up from 3.4 per cent in 2017.", "3.4 per cent"),
    # what is read in another unit is compared as it is printed; "over the last two decades" is no comparison
    ("The mean age of skippers has increased by nearly two years over the last two decades from 30.9 years in 1998 to 32.7 in 2018.", ""),
    ("The mean age of skippers has decreased by nearly two years over the last two decades from 30.9 years in 1998 to 32.7 in 2018.", "decreased"),
    ("For every 100 men aged 90 and over there were 264 women in 2018; this has fallen from 336 women in 2008.", ""),
    ("For every 100 men aged 90 and over there were 264 women in 2018; this has risen from 336 women in 2008.", "risen"),
    # background notes have numbers
    ("There were 7,720 boat loans in 2018 (see background notes 6 and 7).", ""),
    # what stands on either side of "than"
    ("Skippers born in 1967 had fewer moorings (1.02) than skippers born in 1940, who had 1.16.", ""),
    ("Skippers born in 1967 had more moorings (1.02) than skippers born in 1940, who had 1.16.", "more"),
    # what was wanted did not happen
    ("The priority to cut thefts of oars by 13% was missed: thefts of oars rose from 3,935 in 2017 to 4,199 in 2018.", ""),
    ("Thefts of oars were cut by 13% in 2018, from 3,935 in 2017 to 4,199 in 2018.", "cut 13%"),
    # a table with two rows of heads is left open
    (TABLE.format("6,685"), ""),
    (TABLE.format("6,658"), ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wrong"), CASES)
def test_published_prose(text: str, wrong: str) -> None:
    refuted = [claim.text for claim in CHECKER.check(text).claims if claim.verdict == "refuted"]
    assert " ".join(refuted) == wrong
