# ruff: noqa: E501
"""Sentences that the facts bear out, in many styles: nothing in them may be refuted."""

import pytest
from checking_facts import HOSPITAL, PRICES, RAIN, TESTS, UNEMPLOYMENT

from pcc_narrator.checking import Checker

TRUE = [
    (TESTS, 'Testing was at its lowest in January 2020, at 0.1.'),
    (TESTS, 'After a peak of 4.2 in March, testing fell back to 2.8 in July and then recovered to 3.7 by December.'),
    (TESTS, 'In the second half of the year testing rose from 2.8 in July to 3.7 in December.'),
    (TESTS, 'Tests per thousand people rose more than tenfold between February and March 2020.'),
    (TESTS, 'Testing fell for four months in a row after March 2020.'),
    (TESTS, 'By December 2020 testing had reached 3.7, still below the 4.2 of March.'),
    (TESTS, 'Testing stood at 3.0 in August, up from 2.8 in July.'),
    (TESTS, 'From its low of 2.8 in July, testing climbed every month to 3.7 in December 2020.'),
    (TESTS, 'The figure in May 2020 was 3.5, compared with 0.1 in January.'),
    (TESTS, 'Only in March did testing exceed four per thousand.'),
    (TESTS, 'Testing never fell below 2.8 after March.'),
    (TESTS, 'In April 2020 there were 3.9 tests per thousand people, 0.3 fewer than in March.'),
    (TESTS, 'Between March and July 2020 testing dropped by a third.'),
    (UNEMPLOYMENT, 'The rate was 5.7 per cent in 2008 and 7.6 per cent in 2009.'),
    (UNEMPLOYMENT, 'Unemployment was highest in 2011, when it stood at 8.1 per cent.'),
    (UNEMPLOYMENT, 'Since 2011 the rate has fallen every year.'),
    (UNEMPLOYMENT, 'The unemployment rate rose by 1.9 percentage points in 2009.'),
    (UNEMPLOYMENT, 'From 2011 to 2019 the rate more than halved, from 8.1 to 3.8 per cent.'),
    (UNEMPLOYMENT, 'At 3.8 per cent, unemployment in 2019 was less than half its 2011 level.'),
    (UNEMPLOYMENT, 'The rate has not been above 5 per cent since 2015.'),
    (UNEMPLOYMENT, 'In 2019 unemployment was 1.9 percentage points lower than in 2008.'),
    (UNEMPLOYMENT, 'Unemployment fell from 8.0 per cent in 2012 to 7.6 per cent a year later.'),
    (UNEMPLOYMENT, 'Unemployment in 2016 was 4.9 per cent, down from 5.4 per cent the year before.'),
    (UNEMPLOYMENT, 'The unemployment rate rose for three years in a row to 2011.'),
    (UNEMPLOYMENT, 'It took until 2015 for unemployment to fall below its 2008 level of 5.7 per cent.'),
    (UNEMPLOYMENT, 'By 2014 it had fallen to 6.2 per cent.'),
    (UNEMPLOYMENT, 'Between 2009 and 2013 the rate stayed between 7.6 and 8.1 per cent.'),
    (UNEMPLOYMENT, 'Unemployment peaked in 2011 and has fallen since.'),
    (UNEMPLOYMENT, 'The unemployment rate was 0.3 points lower in 2019 than in 2018.'),
    (PRICES, 'House prices fell by 1.3 per cent in 2011 but rose by 2.7 per cent in 2012.'),
    (PRICES, 'The average price of a house in 2015 was £301,000, 72 per cent more than a year earlier.'),
    (PRICES, 'Prices have risen every year since 2011.'),
    (PRICES, 'A house cost £150,000 on average in 2010 and twice as much five years later.'),
    (PRICES, 'In 2014 the average house cost £15,000 more than in 2013.'),
    (PRICES, 'At £301,000, the average house price in 2015 was the highest of the series.'),
    (PRICES, 'The lowest average price was £148,000, in 2011.'),
    (PRICES, 'The average price went from £152,000 in 2012 to £160,000 in 2013, a rise of 5.3 per cent.'),
    (PRICES, 'Prices rose by £126,000 between 2014 and 2015.'),
    (RAIN, 'Rainfall was lowest in May 2019, with 38 mm.'),
    (RAIN, 'More rain fell in October 2019 (120 mm) than in September (84 mm).'),
    (RAIN, 'Rainfall in the first three months of 2019 totalled 213 mm.'),
    (RAIN, 'In all, 930 mm of rain fell in 2019.'),
    (RAIN, 'The driest months were April and May, with 40 mm and 38 mm.'),
    (RAIN, 'October and November had 120 mm and 133 mm of rain respectively.'),
    (RAIN, 'It rained 96 mm in December 2019, 37 mm less than in November.'),
    (RAIN, 'On average 77.5 mm of rain fell a month in 2019.'),
    (RAIN, 'Rainfall rose from 84 mm in September 2019 to 120 mm in October and 133 mm in November.'),
    (RAIN, 'After five dry months, August brought 90 mm of rain.'),
    (HOSPITAL, "St Anne's treated fewer patients within four hours than its peers: 86.7 per cent against 90.1 per cent."),
    (HOSPITAL, 'The four-hour standard has been missed: 86.7 per cent of patients were seen within four hours against a target of 95 per cent.'),
    (HOSPITAL, 'Fewer than nine in ten patients were seen within four hours.'),
    (HOSPITAL, 'Emergency attendances in quarter three were lower than in both quarter two and the same quarter of the previous year.'),
    (HOSPITAL, 'Children accounted for 14,000 of the 42,685 attendances, about a third.'),
    (HOSPITAL, "Children's attendances went up by 1,000 (7.7 per cent) while attendances as a whole went down."),
    (HOSPITAL, 'Of the three trusts, Mill Lane had the most attendances (51,000) and Elm Park the fewest (39,000).'),
    (HOSPITAL, 'Patients waited 10 minutes and 42 seconds on average, six seconds longer than in quarter two.'),
    (HOSPITAL, 'There were 16 fewer ward falls than in the previous quarter, but 72 more than a year earlier.'),
    (HOSPITAL, 'Ward falls nearly doubled year on year, from 75 to 147.'),
    (HOSPITAL, 'A total of 42,685 people attended in the year to December 2018, compared with 44,068 the year before.'),
    (HOSPITAL, 'The trust is 8.3 percentage points short of the 95 per cent target.'),
    (HOSPITAL, 'In quarter two the share was 93.8 per cent. Attendances were 11,123.'),
    (HOSPITAL, 'Attendances: 10,792 (Q2: 11,123).'),
    (HOSPITAL, 'The rise in ward falls since the same quarter last year is significant.'),
    (HOSPITAL, "Mill Lane's 51,000 attendances were 8,315 more than St Anne's 42,685 in the 12 months to December 2018."),
    (HOSPITAL, 'The four-hour figure slipped by 7.1 points to 86.7%.'),
    (HOSPITAL, "Attendances at Elm Park were 3,685 lower than at St Anne's in the 12 months to December 2018."),
    (HOSPITAL, 'Each month of 2018 saw about 3,560 attendances on average.'),
]  # fmt: skip

CHECKERS = {id(facts): Checker(facts) for facts, _ in TRUE}


@pytest.mark.parametrize(("facts", "text"), TRUE, ids=[text[:70] for _, text in TRUE])
def test_a_true_sentence_is_not_refuted(facts, text):
    assert [(claim.text, claim.message) for claim in CHECKERS[id(facts)].check(text).refuted] == []


def test_most_of_what_they_say_is_supported():
    claims = [claim for facts, text in TRUE for claim in CHECKERS[id(facts)].check(text).claims]
    assert sum(claim.verdict == "supported" for claim in claims) >= 0.75 * len(claims)
