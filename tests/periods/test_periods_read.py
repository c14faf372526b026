"""What a mention carries beside its dates, and how relative ones are applied to a period."""

from datetime import date

import pytest

from pcc_narrator.errors import PeriodError
from pcc_narrator.models.period import Calendar, Period, rolling_year
from pcc_narrator.periods import parse_key, period_key, read_periods, resolve

APRIL, JANUARY = Calendar(4), Calendar(1)
Q3 = APRIL.quarter(2018, 3)
R12 = rolling_year(2018, 12)
DECEMBER = Period(date(2018, 12, 1), date(2018, 12, 31))
WEEK = Period(date(2020, 4, 27), date(2020, 5, 3))


def only(text, calendar=APRIL, anchor=Q3):
    (mention,) = read_periods(text, calendar, anchor)
    assert text[mention.start : mention.end] == mention.text
    return mention


RELATIVE = [
    # words, the period spoken of, what they mean
    ("the previous year", R12, rolling_year(2017, 12)),
    ("the previous year", Q3, APRIL.quarter(2017, 3)),
    ("last year", DECEMBER, Period(date(2017, 12, 1), date(2017, 12, 31))),
    ("a year earlier", Q3, APRIL.quarter(2017, 3)),
    ("a year ago", R12, rolling_year(2017, 12)),
    ("two years ago", R12, rolling_year(2016, 12)),
    ("year on year", Q3, APRIL.quarter(2017, 3)),
    ("the previous 12 months", R12, rolling_year(2017, 12)),
    ("the previous 12 months", Q3, rolling_year(2017, 12)),
    ("the 12 months before", R12, rolling_year(2017, 12)),
    ("the previous quarter", Q3, APRIL.quarter(2018, 2)),
    ("the quarter before", Q3, APRIL.quarter(2018, 2)),
    ("three months earlier", Q3, APRIL.quarter(2018, 2)),
    ("quarter on quarter", Q3, APRIL.quarter(2018, 2)),
    ("the previous month", DECEMBER, Period(date(2018, 11, 1), date(2018, 11, 30))),
    ("a week earlier", WEEK, Period(date(2020, 4, 20), date(2020, 4, 26))),
    ("the previous week", WEEK, Period(date(2020, 4, 20), date(2020, 4, 26))),
    ("the same quarter last year", R12, APRIL.quarter(2017, 3)),
    ("the same month last year", Q3, Period(date(2017, 12, 1), date(2017, 12, 31))),
    ("the same quarter in 2015-16", Q3, APRIL.quarter(2015, 3)),
    ("the last two years", R12, Period(date(2017, 1, 1), date(2018, 12, 31))),
    ("rolling 12 months", DECEMBER, R12),
    ("the last financial year", Q3, APRIL.year(2017)),
    ("this financial year", Q3, APRIL.year(2018)),
    ("the next quarter", Q3, APRIL.quarter(2018, 4)),
]


@pytest.mark.parametrize(("words", "subject", "period"), RELATIVE)
def test_relative_mentions_are_told_from_the_period_of_the_claim(words, subject, period):
    mention = only(words)
    assert mention.kind == "relative"
    assert resolve(mention, subject, APRIL) == period


def test_a_mention_with_dates_is_itself_whatever_is_spoken_of():
    assert resolve(only("December 2016"), R12, APRIL) == Period(date(2016, 12, 1), date(2016, 12, 31))


@pytest.mark.parametrize("words", ["the previous quarter", "a year ago", "this quarter"])
def test_what_hangs_on_no_dates_stays_open(words):
    assert resolve(only(words, anchor=None), Period(), APRIL) is None


@pytest.mark.parametrize(
    ("text", "calendar", "anchor", "period", "alternatives"),
    [
        ("Q1 2019", APRIL, None, JANUARY.quarter(2019, 1), (APRIL.quarter(2019, 1),)),
        ("Q1 2019", APRIL, Q3, APRIL.quarter(2019, 1), (JANUARY.quarter(2019, 1),)),
        ("Q1 2019", JANUARY, None, JANUARY.quarter(2019, 1), ()),
        ("quarter three", JANUARY, Period(date(2019, 1, 1), date(2019, 12, 31)), JANUARY.quarter(2019, 3), ()),
        ("2018-19", JANUARY, None, APRIL.year(2018), ()),
        ("2017-2018", APRIL, None, APRIL.year(2017), (Period(date(2017, 1, 1), date(2018, 12, 31)),)),
        ("mid-2018", APRIL, None, None, (JANUARY.year(2018),)),
        ("quarter four", APRIL, Q3, APRIL.quarter(2017, 4), (APRIL.quarter(2018, 4),)),
        ("It will rise in quarter four", APRIL, Q3, APRIL.quarter(2018, 4), ()),
        ("quarter two", APRIL, None, None, ()),
        ("in March", APRIL, None, None, ()),
    ],
)
def test_other_readings_are_kept(text, calendar, anchor, period, alternatives):
    mention = only(text, calendar, anchor)
    assert (mention.period, mention.alternatives) == (period, alternatives)


def test_what_is_said_without_a_year_is_kept():
    assert only("in March", anchor=None).month == 3
    assert only("quarter two", anchor=None).quarter == 2
    assert only("the 12 months to June", anchor=None).month == 6


@pytest.mark.parametrize(
    ("text", "preposition"),
    [
        ("since April 2016", "since"),
        ("until 2019", "until"),
        ("in the 12 months to June 2018", "in"),
        ("by the end of March 2019", "by"),
        ("between 2010 and 2015", "between"),
        ("April 2016", ""),
    ],
)
def test_the_preposition_is_kept(text, preposition):
    assert only(text).preposition == preposition


def test_lengths_have_a_count_and_a_unit():
    mention = only("a run of 18 consecutive months")
    assert (mention.kind, mention.count, mention.unit, mention.period) == ("length", 18, "month", None)


def test_ranges_keep_their_ends():
    mention = only("between 2010 and 2015")
    assert (mention.first, mention.last) == (JANUARY.year(2010), JANUARY.year(2015))


def test_spans_depend_on_no_calendar_and_no_anchor():
    text = "Q3 and the quarter before, the 12 months to March, 2018-19, May 2019, last year and 3 April."
    spans = [
        [(mention.start, mention.end) for mention in read_periods(text, calendar, anchor)]
        for calendar in (APRIL, JANUARY)
        for anchor in (None, Q3, R12)
    ]
    assert all(each == spans[0] for each in spans)
    assert len(spans[0]) == 7


@pytest.mark.parametrize(
    ("period", "key"),
    [
        (Q3, "2018-19-Q3"),
        (R12, "R12-2018-12"),
        (DECEMBER, "2018-12"),
        (Period(date(2018, 12, 31), date(2018, 12, 31)), "2018-12-31"),
        (WEEK, "2020-04-27--2020-05-03"),
        (Period(), "none"),
    ],
)
def test_keys_are_stable_and_read_back(period, key):
    assert period_key(period, APRIL) == key
    assert parse_key(key, APRIL) == period


@pytest.mark.parametrize("key", ["2018-20-Q3", "2018-13", "Q3", "2018-02-30", "soon"])
def test_what_is_no_key_is_refused_with_the_forms_that_are_taken(key):
    with pytest.raises(PeriodError, match="no period"):
        parse_key(key, APRIL)
