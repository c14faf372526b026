"""Periods in house style, and read back."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcc_narrator.models.period import Calendar, Period, add_months, end_of_month, rolling_year
from pcc_narrator.periods import read_periods, write_period

APRIL, JANUARY = Calendar(4), Calendar(1)
Q3 = APRIL.quarter(2018, 3)

CASES = [
    # period, calendar, long, in a sentence about Q3 2018-19, short
    (Q3, APRIL, "quarter three 2018-19", "quarter three", "Q3 2018-19"),
    (APRIL.quarter(2017, 3), APRIL, "quarter three 2017-18", "quarter three 2017-18", "Q3 2017-18"),
    (APRIL.quarter(2018, 4), APRIL, "quarter four 2018-19", "quarter four 2018-19", "Q4 2018-19"),
    (APRIL.quarter(1999, 1), APRIL, "quarter one 1999-00", "quarter one 1999-00", "Q1 1999-00"),
    (APRIL.quarter(2018, 2), APRIL, "quarter two 2018-19", "quarter two", "Q2 2018-19"),
    (JANUARY.quarter(2018, 4), JANUARY, "quarter four 2018", "quarter four", "Q4 2018"),
    (
        rolling_year(2018, 12),
        APRIL,
        "12 months to December 2018",
        "the 12 months to December 2018",
        "12 months to Dec 2018",
    ),
    (rolling_year(2019, 3), APRIL, "12 months to March 2019", "the 12 months to March 2019", "12 months to Mar 2019"),
    (Period(date(2018, 12, 1), date(2018, 12, 31)), APRIL, "December 2018", None, "Dec 2018"),
    (Period(date(2018, 12, 31), date(2018, 12, 31)), APRIL, "31 December 2018", None, "31 Dec 2018"),
    (
        Period(date(2018, 4, 1), date(2018, 9, 30)),
        APRIL,
        "six months to September 2018",
        "the six months to September 2018",
        "6 months to Sep 2018",
    ),
    (
        Period(date(2018, 2, 1), date(2018, 4, 30)),
        APRIL,
        "three months to April 2018",
        "the three months to April 2018",
        "3 months to Apr 2018",
    ),
    (
        Period(date(2017, 1, 1), date(2018, 12, 31)),
        APRIL,
        "24 months to December 2018",
        "the 24 months to December 2018",
        "24 months to Dec 2018",
    ),
    (
        Period(date(2018, 10, 1), date(2018, 11, 15)),
        APRIL,
        "1 October to 15 November 2018",
        None,
        "1 Oct 2018 to 15 Nov 2018",
    ),
    (Period(date(2017, 12, 30), date(2018, 1, 2)), APRIL, "30 December 2017 to 2 January 2018", None, None),
    (Period(date(2018, 4, 1), None), APRIL, "since 1 April 2018", None, "since 1 Apr 2018"),
    (Period(None, date(2018, 4, 1)), APRIL, "up to 1 April 2018", None, None),
    (Period(), APRIL, "an unknown period", None, None),
    (Period(label="2018 survey"), APRIL, "2018 survey", None, None),
]


@pytest.mark.parametrize(("period", "calendar", "long", "in_sentence", "short"), CASES)
def test_house_style(period, calendar, long, in_sentence, short):
    assert write_period(period, calendar, form="long") == long
    assert write_period(period, calendar, form="in_sentence", anchor=Q3) == (in_sentence or long)
    if short is not None:
        assert write_period(period, calendar, form="short") == short


days = st.dates(date(1901, 1, 1), date(2098, 12, 31))
calendars = st.sampled_from((APRIL, JANUARY, Calendar(7), Calendar(9)))


@st.composite
def periods(draw):
    """Days, whole months from one to twelve, quarters of any calendar, and stretches between any two days."""
    day = draw(days)
    if draw(st.booleans()):
        first = date(day.year, day.month, 1)
        return Period(first, end_of_month(add_months(first, draw(st.integers(0, 11)))))
    return Period(day, date.fromordinal(day.toordinal() + draw(st.integers(0, 800))))


@given(
    periods(), calendars, st.sampled_from(("long", "short", "in_sentence")), st.sampled_from(("", "It rose in ", "| "))
)
@settings(max_examples=300, deadline=None)
def test_what_is_written_is_read_back(period, calendar, form, before):
    text = f"{before}{write_period(period, calendar, form=form, anchor=Q3)}, and fell."
    anchor = Q3 if form == "in_sentence" else None
    mentions = read_periods(text, calendar, anchor)
    assert [mention.period for mention in mentions] == [period], text
