# ruff: noqa: E501  (tables of sentences)
"""The verdicts on sentences of many subjects. One line a sentence: the fact set, the text, and what is wrong with it.

`None` is a true sentence: nothing in it may be refuted. A text is what must be refuted, as it stands in the sentence.
"""

import pytest
from checking_facts import EMPTY, HOSPITAL, PRICES, RAIN, TESTS, UNEMPLOYMENT

from pcc_narrator.checking import Checker

CASES = [
    # levels, and whose they are
    (HOSPITAL, "There were 10,792 attendances in quarter three and 42,685 in the 12 months to December 2018.", None),
    (HOSPITAL, "There were 10,729 attendances in quarter three.", "10,729"),
    (HOSPITAL, "There were 10,792 attendances in quarter two.", "10,792"),
    (HOSPITAL, "Mill Lane had 42,685 attendances in the 12 months to December 2018.", "42,685"),
    (HOSPITAL, "Mill Lane had 51,000 attendances in the 12 months to December 2018.", None),
    (HOSPITAL, "There were 147 ward falls.", None),
    (HOSPITAL, "There were 163 ward falls.", "163"),
    (HOSPITAL, "There were 147 attendances in quarter three.", "147"),
    (HOSPITAL, "The average wait was 10 minutes and 42 seconds.", None),
    (HOSPITAL, "The average wait was 10 minutes and 24 seconds.", "10 minutes and 24 seconds"),
    (HOSPITAL, "Nearly 43,000 attendances were recorded in the 12 months to December 2018.", None),
    (HOSPITAL, "More than 43,000 attendances were recorded in the 12 months to December 2018.", "43,000"),
    # changes, their bases and their units
    (HOSPITAL, "Attendances fell by 331 (3.0 per cent) compared with quarter two.", None),
    (HOSPITAL, "Attendances rose by 331 compared with quarter two.", "rose"),
    (HOSPITAL, "Attendances fell by 331 compared with the same quarter last year.", "331"),
    (HOSPITAL, "Attendances fell by 385 compared with the same quarter last year.", None),
    (HOSPITAL, "In the 12 months to December 2018 there were 1,383 (3.1 per cent) fewer attendances than in the 12 months before.", None),
    (HOSPITAL, "In the 12 months to December 2018 there were 1,383 (3.4 per cent) fewer attendances than in the 12 months before.", "3.4 per cent"),
    (HOSPITAL, "The share of patients seen within four hours fell by 7.1 percentage points from quarter two.", None),
    (HOSPITAL, "The share of patients seen within four hours fell by 7.1 per cent from quarter two.", "7.1 per cent"),
    (HOSPITAL, "Patients seen within four hours fell from 93.8 per cent in quarter two to 86.7 per cent in quarter three.", None),
    (HOSPITAL, "Patients seen within four hours rose from 93.8 per cent in quarter two to 86.7 per cent in quarter three.", "rose"),
    (HOSPITAL, "Ward falls went down from 163 to 147. This is 16 fewer than in quarter two.", None),
    (HOSPITAL, "Ward falls have nearly doubled since the same quarter last year.", None),
    # comparisons, targets, ranks
    (HOSPITAL, "At 86.7 per cent, the four-hour standard is below the target of 95 per cent.", None),
    (HOSPITAL, "At 86.7 per cent, the four-hour standard is above the target of 95 per cent.", "above"),
    (HOSPITAL, "The share of patients seen within four hours is lower than that of similar hospitals.", None),
    (HOSPITAL, "The share of patients seen within four hours is higher than that of similar hospitals.", "higher"),
    (HOSPITAL, "The target of 86.7 per cent for patients seen within four hours was missed.", "86.7 per cent"),
    (HOSPITAL, "St Anne's had the second highest number of attendances of the three trusts in the 12 months to December 2018.", None),
    (HOSPITAL, "St Anne's had the third highest number of attendances of the three trusts in the 12 months to December 2018.", "third"),
    # significance, stability, strength
    (HOSPITAL, "Ward falls rose significantly from 75 in the same quarter last year to 147.", None),
    (HOSPITAL, "Ward falls were down from 163 in quarter two; the fall is statistically significant.", "statistically significant"),
    (HOSPITAL, "Ward falls have remained stable compared with the same quarter last year.", "stable"),
    (HOSPITAL, "Attendances were broadly stable compared with quarter two.", None),
    (HOSPITAL, "Attendances fell sharply compared with quarter two.", "sharply"),
    (HOSPITAL, "Attendances fell slightly compared with quarter two.", None),
    # causes and quotations
    (HOSPITAL, "Ward falls rose because two wards were short of night staff.", None),
    (HOSPITAL, 'The matron said: "Every fall is one too few and we will learn from each of them."', "“|\""),
    # tables
    (HOSPITAL, "## Ward falls\n\n| Quarter | Falls |\n| --- | ---: |\n| Quarter two | 163 |\n| Quarter three | 147 |\n", None),
    (HOSPITAL, "## Ward falls\n\n| Quarter | Falls |\n| --- | ---: |\n| Quarter two | 136 |\n| Quarter three | 147 |\n", "136"),
    # series with nothing but values
    (TESTS, "Tests peaked at 4.2 per thousand in March 2020 before falling to 3.9 in April.", None),
    (TESTS, "Tests peaked at 4.2 in March before falling to 3.5.", None),
    (TESTS, "Tests peaked at 4.2 in April.", "4.2"),
    (TESTS, "Tests peaked at 3.9 in April 2020.", "peaked"),
    (TESTS, "Testing fell from 4.2 in March to 2.8 in July.", None),
    (TESTS, "Testing rose from 4.2 in March to 2.8 in July.", "rose"),
    (TESTS, "Testing increased every month from July to December 2020.", None),
    (TESTS, "Testing decreased every month from July to December 2020.", "every month"),
    (UNEMPLOYMENT, "Unemployment rose steadily until 2011 and then fell.", None),
    (UNEMPLOYMENT, "Unemployment rose steadily until 2019.", "steadily"),
    (UNEMPLOYMENT, "Unemployment stood at 3.8 per cent in 2019, the lowest since 2008.", None),
    (UNEMPLOYMENT, "Unemployment stood at 4.1 per cent in 2019.", "4.1 per cent"),
    (UNEMPLOYMENT, "The unemployment rate doubled between 2011 and 2019.", "doubled"),
    (UNEMPLOYMENT, "Unemployment fell in 2019, the eighth consecutive annual fall.", None),
    (UNEMPLOYMENT, "Unemployment fell for the fifth consecutive year in 2019.", "fifth"),
    (PRICES, "House prices doubled between 2010 and 2015.", None),
    (PRICES, "House prices tripled between 2010 and 2015.", "tripled"),
    (PRICES, "The average house price rose by 9.4 per cent in 2014.", None),
    (PRICES, "In 2013 the average house cost £175,000.", "£175,000"),
    (RAIN, "The wettest month of 2019 was November, with 133 mm.", None),
    (RAIN, "Rainfall was 133 mm in October 2019.", "133"),
    (RAIN, "Rainfall fell from 133 in November 2019 to 96 in December 2019.", None),
    # arithmetic inside the text, with no facts
    (EMPTY, "Applications fell from 644 to 559, a fall of 13.2 per cent.", None),
    (EMPTY, "Applications fell from 644 to 559, a fall of 15.2 per cent.", "15.2 per cent"),
    (EMPTY, "Visitors rose from 44 to 50.", None),
    (EMPTY, "Visitors rose from 50 to 44.", "rose"),
    (EMPTY, "Turnout rose from 40 per cent to 44 per cent, an increase of four per cent.", "four per cent"),
    (EMPTY, "Turnout rose from 40 per cent to 44 per cent, an increase of four percentage points.", None),
    (EMPTY, "Most of the sites, 9 of 40, were closed.", "Most"),
    (EMPTY, "Most of the sites, 29 of 40, were closed.", None),
    (EMPTY, "Half of the 21 members (8) voted.", "Half"),
    (EMPTY, "Of the 25 pupils, 42 per cent passed.", "42 per cent"),
    (EMPTY, "Of the 25 pupils, 44 per cent passed.", None),
    (EMPTY, "The fee doubled from £20 to £30.", "doubled"),
    (EMPTY, "There are 166 seats: 60 red, 30 blue and 74 green.", "166"),
    (EMPTY, "There are 164 seats: 60 red, 30 blue and 74 green.", None),
]  # fmt: skip

CHECKERS = {id(facts): Checker(facts) for facts, _, _ in CASES}


@pytest.mark.parametrize(("facts", "text", "wrong"), CASES, ids=[text[:70] for _, text, _ in CASES])
def test_verdicts(facts, text, wrong):
    refuted = [claim.text for claim in CHECKERS[id(facts)].check(text).refuted]
    if wrong is None:
        assert refuted == []
    else:
        assert any(part in claim for claim in refuted for part in wrong.split("|")), refuted


SUPPORTED = [
    (HOSPITAL, "There were 10,792 attendances in quarter three.", ["10,792", "quarter three"]),
    (HOSPITAL, "Attendances fell by 331 (3.0 per cent) compared with quarter two.", ["fell", "331", "3.0 per cent"]),
    (HOSPITAL, "St Anne's had the second highest number of attendances in the 12 months to December 2018.", ["second"]),
    (TESTS, "Tests peaked at 4.2 in March before falling to 3.9.", ["peaked", "4.2", "3.9"]),
    (UNEMPLOYMENT, "Unemployment fell in 2019, the eighth consecutive annual fall.", ["fell", "eighth"]),
]


@pytest.mark.parametrize(("facts", "text", "right"), SUPPORTED, ids=[text[:60] for _, text, _ in SUPPORTED])
def test_what_the_facts_say_is_supported(facts, text, right):
    supported = [claim.text for claim in Checker(facts).check(text).claims if claim.verdict == "supported"]
    assert [word for word in right if not any(word in claim for claim in supported)] == []


@pytest.mark.parametrize(
    "text",
    [
        "There were 9,631 attendances in quarter three of 2014-15.",  # no fact of that time
        "The canteen served 5,120 meals.",  # no fact of that subject
        "Attendances rose because of the weather.",  # no note says so
        "There were 10,792 attendances in Northport.",  # no such place
    ],
)
def test_what_the_facts_do_not_hold_is_neither_supported_nor_refuted(text):
    claims = [claim for claim in Checker(HOSPITAL).check(text).claims if claim.kind in ("number", "cause")]
    assert claims and {claim.verdict for claim in claims} <= {"not_enough_information"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were 10,729 attendances in quarter three.", "10,792"),
        ("There were 147 ward falls. The average wait was 10 minutes and 24 seconds.", "10 minutes and 42 seconds"),
        ("In quarter three 87.6 per cent of patients were seen within four hours.", "86.7 per cent"),
    ],
)
def test_the_right_figure_is_given_in_the_style_of_the_text(text, expected):
    assert [claim.expected for claim in Checker(HOSPITAL).check(text).refuted] == [expected]
