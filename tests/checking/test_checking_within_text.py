"""Arithmetic of a text alone, with no facts: what two figures of one sentence, or of the one before, say of a third."""

from __future__ import annotations

import pytest

from pcc_narrator.checking import check
from pcc_narrator.models.fact import FactSet

NO_FACTS = FactSet(measures=(), areas=(), facts=())

TRUE = (
    "Men accounted for 14 of the 16 deaths in the mine in 2018/19 (87.5 per cent).",
    "Humberside has seen the largest percentage increase since September 2017, of 17.2 per cent (from 989 to 1,159).",
    "Sales in the South East increased by 45,532 to 707,436, and Kent alone contributed 29,745 of that increase, or 65.3 per cent.",
    "Visits were 21,298, of which 2,259 were late; punctuality was therefore 89.4 per cent.",
    "There were twice as many fires in 2018/19 as in 2015/16 (42 and 21 respectively).",
    "For every parcel in Leeds there were six letters (6,200 against 1,034).",
    "Leeds had exactly half as many fires as York, to the nearest per cent (50 per cent: 3,812 against 7,616).",
    "In both 2017 and 2018 Leeds had fewer fires than York: 797 against 1,024, and 855 against 1,225.",
    "Leeds had more fires than York (1,024 against 797).",
    "Between May and June sales in Leeds went up by 2.0 per cent (28 bikes). In York the increase was larger: 144 bikes, or 6.9 per cent.",
    "Theft makes up about a third of all convictions in the area: 609 of 1,748 in the quarter, or 34.8 per cent. Together with fraud (332) it accounts for more than half.",
    "The proportion of parcels delivered late was 13.7 per cent lower in Leeds (69.3 per cent) than in York (80.3 per cent).",
    "The proportion of parcels delivered late was 11.0 percentage points lower in Leeds (69.3 per cent) than in York (80.3 per cent).",
    "Sales fell to 900 in quarter three. This is just over a quarter fewer than the 1,213 recorded in the same quarter last year.",
    "Leeds lost nearly a third of its wardens in two years: there were 259 in September 2017 and 177 in September 2019.",
    "The gap between the best and the worst of the three was 20.1 percentage points: 90.8 per cent at Leeds, but only 70.7 per cent at York.",
    "Leeds, with 755,800 residents in mid-2018 and 1,117 wardens in September of that year, had 1.48 wardens for every 1,000 residents.",
    "Force was used 5.9 times for every 1,000 residents in Leeds, more than twice the rate in York (2.7) and Hull (2.8).",
    "Thefts of bicycles: down from 41 to 25 by December, then up to 49.",
    "This number increased to 96 in November, and then to 152 in December.",
    "Taken together, the three stations sold 60 tickets: Leeds 10, York 20 and Hull 30.",
    "Sales fell from 1,200 to 900, a quarter down.",
    "Of the 1,200 letters sent, 300 came back, so three quarters arrived.",
    "With 300 of the 1,200 letters returned, the return rate was 25 per cent.",
    "Leeds sold 300 tickets and York 200, 100 more.",
    "Leeds sold 300 tickets, 100 more than York (200).",
    "Leeds sold 300 tickets, 50 per cent more than York (200).",
    "Leeds sold 300 tickets, compared with 200 in York: a difference of 100.",
    "Sales have risen by 50 per cent in a year, from 200 to 300.",
    "There were 300 sales in May compared with 200 in June, a third fewer in June.",
    "Some 300 of 1,200 letters came back. That is a quarter.",
    "In May 300 of 1,200 letters came back. That is 25 per cent.",
    "Sales fell from 1,200 to 900. This is a fall of 25 per cent.",
    "Sales fell from 1,200 in May to 900 in June. That is 300 fewer.",
    "In June there were 900 sales, compared with 1,200 in May. This represents a reduction of 25 per cent.",
    "In June there were 900 sales (May: 1,200), a fall of 25 per cent.",
    "The rise was from 900 in May to 1,200 in June (+300, or 33.3%).",
    "Sales were up 300 on the year (from 900 to 1,200; +33.3%).",
    "Satisfaction rose by 3 percentage points, from 75% to 78%.",
    "Satisfaction was 78%, 3 percentage points up on 75% in May.",
    "Satisfaction increased from 75% to 78%, an increase of 4 per cent.",
    "Average waits were 14 minutes, two minutes longer than the 12 minutes of May.",
    "Six of the 12 towns saw a rise and the other six a fall.",
    "Seven in ten callers (70%) were pleased and 20% were not; the remaining 10% did not say.",
    "Of the 400 people asked, 61% said yes, 30% no and 9% did not know.",
    "Three quarters of the 400 people asked (300) said yes.",
    "Two of every five letters (400 of 1,000) came back.",
    "The number of letters more than doubled, from 400 to 900.",
    "The number of letters rose by a half, from 400 to 600.",
)

FALSE = (
    ("Men accounted for 12 of the 16 deaths in the mine in 2018/19 (87.5 per cent).", "87.5 per cent"),
    (
        "Humberside has seen the largest percentage increase since September 2017, of 14.7 per cent (from 989 to 1,159).",
        "14.7 per cent",
    ),
    (
        "Sales in the South East increased by 45,532 to 707,436, and Kent alone contributed 29,745 of that increase, or 56.3 per cent.",
        "56.3 per cent",
    ),
    ("Visits were 21,298, of which 2,259 were late; punctuality was therefore 98.4 per cent.", "98.4 per cent"),
    ("There were twice as many fires in 2018/19 as in 2015/16 (21 and 42 respectively).", "twice"),
    ("For every parcel in Leeds there were eight letters (6,200 against 1,034).", "eight"),
    (
        "Leeds had exactly half as many fires as York, to the nearest per cent (60 per cent: 3,812 against 7,616).",
        "60 per cent",
    ),
    ("Leeds had more fires than York (797 against 1,024).", "more"),
    (
        "The proportion of parcels delivered late was 11.0 per cent lower in Leeds (69.3 per cent) than in York (80.3 per cent).",
        "11.0 per cent",
    ),
    (
        "Sales fell to 900 in quarter three. This is just under a quarter fewer than the 1,213 recorded in the same quarter last year.",
        "a quarter",
    ),
    (
        "The gap between the best and the worst of the three was 21.0 percentage points: 90.8 per cent at Leeds, but only 70.7 per cent at York.",
        "21.0 percentage points",
    ),
    (
        "Leeds, with 755,800 residents in mid-2018 and 1,117 wardens in September of that year, had 1.84 wardens for every 1,000 residents.",
        "1.84 wardens for every 1,000",
    ),
    (
        "Force was used 5.9 times for every 1,000 residents in Leeds, more than three times the rate in York (2.7) and Hull (2.8).",
        "three times",
    ),
    ("Thefts of bicycles: down from 41 to 25 by December, then up to 19.", "then"),
    ("This number increased to 96 in November, and then to 52 in December.", "then"),
    ("Taken together, the three stations sold 70 tickets: Leeds 10, York 20 and Hull 30.", "70"),
    ("Of the 1,200 letters sent, 300 came back, so two thirds arrived.", "two thirds"),
    ("Leeds sold 300 tickets, 150 more than York (200).", "150"),
    ("Leeds sold 300 tickets, 33 per cent more than York (200).", "33 per cent"),
    ("Leeds sold 300 tickets, compared with 200 in York: a difference of 150.", "150"),
    ("Sales have risen by 33 per cent in a year, from 200 to 300.", "33 per cent"),
    ("In May 300 of 1,200 letters came back. That is 30 per cent.", "30 per cent"),
    ("Sales fell from 1,200 to 900. This is a fall of 33 per cent.", "33 per cent"),
    ("Sales fell from 1,200 in May to 900 in June. That is 400 fewer.", "400"),
    (
        "In June there were 900 sales, compared with 1,200 in May. This represents a reduction of 33 per cent.",
        "33 per cent",
    ),
    ("In June there were 900 sales (May: 1,200), a fall of 33 per cent.", "33 per cent"),
    ("The rise was from 900 in May to 1,200 in June (+300, or 25.0%).", "25.0%"),
    ("The rise was from 900 in May to 1,200 in June (+200, or 33.3%).", "+200"),
    ("Sales were up 300 on the year (from 900 to 1,200; +25.0%).", "+25.0%"),
    ("Satisfaction rose by 3%, from 75% to 78%.", "3%"),
    ("Satisfaction rose 3% from 75% to 78%.", "3%"),
    ("Satisfaction was 78%, 3% up on 75% in May.", "3%"),
    ("Satisfaction increased from 75% to 78%, an increase of 3 per cent.", "3 per cent"),
    ("Seven in ten callers (70%) were pleased and 20% were not; the remaining 20% did not say.", "20%"),
    ("Of the 400 people asked, 61% said yes, 30% no and 19% did not know.", "19%"),
    ("Three quarters of the 400 people asked (200) said yes.", "Three quarters"),
    ("The number of letters more than trebled, from 400 to 900.", "trebled"),
    ("The number of letters halved, from 400 to 300.", "halved"),
    ("The number of letters rose by a third, from 400 to 600.", "a third"),
)


@pytest.mark.parametrize("text", TRUE)
def test_what_adds_up_is_never_refuted(text: str) -> None:
    assert [claim.text for claim in check(text, NO_FACTS).claims if claim.verdict == "refuted"] == []


@pytest.mark.parametrize(("text", "wrong"), FALSE)
def test_what_the_text_itself_contradicts_is_refuted(text: str, wrong: str) -> None:
    assert wrong in [claim.text for claim in check(text, NO_FACTS).claims if claim.verdict == "refuted"]
