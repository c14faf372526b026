"""Whose a figure is that its neighbours do not name: parts by their predicate, figures by their unit, places by the
namesake that they have, names in another order, and places in a row of periods. Each once true and once false."""

import pytest

from pcc_narrator.checking import Checker

QUARTERS = ["2018-01-01", "2018-04-01", "2018-07-01", "2018-10-01"]
ENDS = ["2018-03-31", "2018-06-30", "2018-09-30", "2018-12-31"]


def _facts(measure, area, unit, *values):
    return [
        {
            "id": f"{measure}.{area}.{start}", "measure": measure, "statistic": "value", "area": area, "unit": unit,
            "period": {"start": start, "end": end}, "value": value,
        }
        for start, end, value in zip(QUARTERS[-len(values) :], ENDS[-len(values) :], values, strict=True)
    ]  # fmt: skip


def _measure(id, title, unit, *names):
    return {"id": id, "title": title, "unit": unit, "names": list(names)}


CHECKER = Checker(
    {
        "report": {"period": {"start": "2018-10-01", "end": "2018-12-31"}},
        "measures": [
            _measure("requests", "Book requests", "count", "requests received"),
            _measure("refused", "Requests refused", "count"),
            _measure("lost", "Refusal rate of requests", "percent", "requests refused in per cent"),
            _measure("wait", "Desk enquiry time", "seconds", "time to answer a desk enquiry"),
            _measure("enquiries", "Desk enquiries", "count"),
            _measure("hours", "Volunteers' hours", "hours", "hours given by volunteers"),
            _measure("loans", "Loans", "count"),
            _measure("published", "Published loans", "count"),
            _measure("ebooks", "E-book loans", "count"),
            _measure("members", "Members missing", "count", "members reported missing"),
            _measure("items", "Items missing", "count", "missing items"),
        ],
        "areas": [{"id": "a", "title": "Ashby", "kind": "library"}, {"id": "b", "title": "Barton", "kind": "library"}],
        "facts": [
            *_facts("requests", "a", "count", 245),
            *_facts("refused", "a", "count", 140),
            *_facts("lost", "a", "percent", 57.1),
            *_facts("wait", "a", "seconds", 103, 81),
            *_facts("enquiries", "a", "count", 36116),
            *_facts("hours", "a", "hours", 18712, 19293, 20072),
            *_facts("loans", "a", "count", 9854, 10916, 11123, 10792),
            *_facts("published", "a", "count", 9900, 10950, 11200, 10800),
            *_facts("published", "b", "count", 4100, 4200, 4310, 4356),
            *_facts("ebooks", "a", "count", 592, 615, 725, 781),
            *_facts("members", "a", "count", 473),
            *_facts("items", "a", "count", 649),
        ],
    }
)
CASES = [
    # a part by what its predicate names
    ("In quarter four of 2018, 140 of the 245 book requests were refused.", ""),
    ("In quarter four of 2018, 104 of the 245 book requests were refused.", "104"),
    ("Of the 245 book requests in October to December 2018, 140 were refused.", ""),
    ("Of the 245 book requests in October to December 2018, 149 were refused.", "149"),
    ("There were 245 book requests in October to December 2018. Of these, 140 were refused.", ""),
    ("There were 245 book requests in October to December 2018. Of these, 41 were refused.", "41"),
    # and not where the predicate has words of its own
    ("Of the 245 book requests in October to December 2018, 12 were partly refused.", ""),
    # "that is" takes up the part told last
    (
        "Of the 245 book requests in quarter three, 140 were refused. That is 57.1 per cent of book requests.",
        "",
    ),
    (
        "Of the 245 book requests in quarter three, 140 were refused. That is 51.7 per cent of book requests.",
        "51.7 per cent",
    ),
    # a length of time is none of enquiries, which are counted
    ("Desk enquiries were answered in 81 seconds in October to December 2018, against 103 in July to September.", ""),
    ("Desk enquiries were answered in 18 seconds in October to December 2018.", "18 seconds"),
    # names in another order
    ("The hours of volunteers reached 20,072 in October to December 2018.", ""),
    ("The hours of volunteers reached 20,702 in October to December 2018.", "20,702"),
    ("Volunteers' hours: 20,072 (Q2 2018-19: 19,293).", ""),
    ("Volunteers' hours: 19,293 (Q2 2018-19: 19,293).", "19,293"),
    # a place has the namesake that it has figures of
    ("In Barton loans rose from 4,310 to 4,356 in October to December 2018.", ""),
    ("In Barton loans rose from 4,310 to 4,365 in October to December 2018.", "4,365"),
    # a common noun after the level of what stands before it
    ("E-book loans reached 781 loans in October to December 2018.", ""),
    ("E-book loans reached 718 loans in October to December 2018.", "718"),
    # the noun behind each of two figures
    ("In October to December 2018, 473 members and 649 items were missing.", ""),
    # places in a row of periods
    ("With 10,792, loans in October to December 2018 were the second lowest of the four quarters.", ""),
    ("With 10,792, loans in October to December 2018 were the third lowest of the four quarters.", "third"),
    ("At 781, e-book loans in October to December 2018 were the most of the four quarters.", ""),
    ("At 10,792, loans in October to December 2018 were the most of the four quarters.", "most of"),
    ("At 10,792, loans in October to December 2018 were the highest of the four quarters since January.", "highest"),
    ("At 781, e-book loans in October to December 2018 were the highest in any of the four quarters.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wrong"), CASES)
def test_what_a_figure_is_of_by_the_words_around_it(text: str, wrong: str) -> None:
    assert " ".join(claim.text for claim in CHECKER.check(text).claims if claim.verdict == "refuted") == wrong


def test_a_part_says_what_it_is() -> None:
    claims = CHECKER.check("Of the 245 book requests in October to December 2018, 140 were refused.").claims
    assert {claim.text: claim.measure for claim in claims if claim.kind == "number"} == {
        "245": "requests",
        "140": "refused",
    }
