# ruff: noqa: E501, ISC004  (tables of sentences)
"""How people write reports: each rule once on a true text and once on its false twin."""

from __future__ import annotations

import calendar

import pytest

from pcc_narrator.checking import Checker


def _span(year: int, month: int, months: int = 1) -> dict[str, str]:
    last = month + months - 1
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)
    day = calendar.monthrange(end_year, end_month)[1]
    return {"start": f"{year}-{month:02}-01", "end": f"{end_year}-{end_month:02}-{day}"}


Q1, Q2, Q3 = _span(2018, 4, 3), _span(2018, 7, 3), _span(2018, 10, 3)
BEFORE = {id(Q1): _span(2017, 4, 3), id(Q2): _span(2017, 7, 3), id(Q3): _span(2017, 10, 3)}


def _fact(measure: str, area: str, period: dict[str, str], value: object, unit: str = "count", **more: object):  # type: ignore[no-untyped-def]
    about = (measure, more.get("statistic", ""), more.get("category", ""), area, period["end"], period["start"])
    identifier = ".".join(str(part) for part in (*about, "on" if "base" in more else ""))
    shared = {"id": identifier, "measure": measure, "statistic": "value", "area": area, "period": period}
    return {**shared, "value": value, "unit": unit, **more}


def _series(measure: str, area: str, values: dict[tuple[int, int], object], unit: str = "count", **more: object):  # type: ignore[no-untyped-def]
    return [_fact(measure, area, _span(*when), value, unit, **more) for when, value in values.items()]


QUARTERS = ((2017, 4, 3), (2017, 7, 3), (2017, 10, 3), (2018, 4, 3), (2018, 7, 3), (2018, 10, 3))
FACTS = {
    "report": {"year_start_month": 4, "period": Q3},
    "measures": [
        {"id": "visits", "title": "Museum visits", "unit": "count", "polarity": "higher_is_better",
         "names": ["visits"], "counted": {"one": "visit", "many": "visits"}},
        {"id": "loans", "title": "Loans of objects", "unit": "count", "counted": {"one": "loan", "many": "loans"}},
        {"id": "ontime", "title": "Tours that began on time", "unit": "percent", "polarity": "higher_is_better"},
        {"id": "staff", "title": "Guides in post", "unit": "count", "counted": {"one": "guide", "many": "guides"}},
    ],
    "areas": [
        {"id": "a", "title": "Ashby", "kind": "museum"},
        {"id": "b", "title": "Barton", "kind": "museum"},
        {"id": "c", "title": "Corby", "kind": "museum"},
        {"id": "vale", "title": "the Vale", "kind": "group", "members": ["a", "b", "c"]},
    ],
    "facts": [
        *_series("visits", "a", dict(zip(QUARTERS, (11210, 11840, 11520, 12350, 12680, 12940), strict=True))),
        *_series("visits", "b", dict(zip(QUARTERS, (21330, 21870, 21640, 20910, 20450, 20120), strict=True))),
        *_series("visits", "c", dict(zip(QUARTERS, (8140, 8320, 8260, 8410, 8530, 8790), strict=True))),
        *_series("visits", "a", {(2018, 10): 4110, (2018, 11): 4370, (2018, 12): 4460, (2019, 1): 4020}),
        *_series("visits", "a", {(2017, 10, 3): 2310, (2018, 10, 3): 2640}, category="Evening visits"),
        *_series("visits", "a", {(2017, 10, 3): 1770, (2018, 10, 3): 1690}, category="School visits"),
        *_series("loans", "a", {(2017, 10, 3): 0, (2018, 4, 3): 14, (2018, 7, 3): 9, (2018, 10, 3): 0}),
        *_series("ontime", "a", {(2017, 10, 3): 78.5, (2018, 7, 3): 81.2, (2018, 10, 3): 84.6}, "percent"),
        *_series("ontime", "b", {(2017, 10, 3): 90.4, (2018, 7, 3): 91.3, (2018, 10, 3): 92.1}, "percent"),
        *_series("ontime", "c", {(2017, 10, 3): 88.0, (2018, 7, 3): 86.9, (2018, 10, 3): 87.7}, "percent"),
        *[
            _fact("staff", area, {"start": f"{year}-09-30", "end": f"{year}-09-30"}, value)
            for area, values in (("a", (42, 45, 51)), ("b", (60, 58, 55)), ("c", (31, 30, 33)))
            for year, value in zip((2016, 2017, 2018), values, strict=True)
        ],
        _fact("visits", "a", Q3, True, "none", statistic="significant", base=BEFORE[id(Q3)]),
        _fact("ontime", "a", Q3, False, "none", statistic="significant", base=BEFORE[id(Q3)]),
    ],
    "notes": [
        {"id": "n1", "kind": "cause", "measures": ["visits"],
         "text": "Visits at Barton fell because the car park was closed."},
    ],
}  # fmt: skip
CHECKER = Checker(FACTS)
CASES = [
    # the second look keeps to what the words next to a figure name
    ("In October 2018 there were 4,110 visits at Ashby, 260 fewer than in November.", ""),
    ("In October 2018 there were 4,370 visits at Ashby, 260 fewer than in November.", "4,370"),
    ("The share of tours at Ashby that began on time as a whole was 84.6 per cent.", ""),
    ("Tours that began on time at Ashby as a whole were at 92.1 per cent, below those of Barton.", "92.1 per cent"),
    ("At Ashby 84.6 per cent of tours began on time in quarter three, compared with 81.2 per cent in quarter two.", ""),
    ("At Ashby tours that began on time were at 84.6 per cent, compared with 78.5 per cent in quarter two.", "78.5"),
    # the ends of a change, in their order of time
    ("Visits at Ashby rose from 12,680 to 12,940.", ""),
    ("Visits at Ashby fell from 12,940 to 12,680.", "12,680"),
    ("Visits at Ashby reached 4,460 in December 2018 before falling to 4,020 in January 2019.", ""),
    ("Visits at Ashby reached 4,460 in December 2018 before climbing to 4,020 in January 2019.", "climbing"),
    ("Visits at Ashby were at 4,110 in October 2018, 4,370 in November and 4,460 in December, and 4,020 in January.", ""),
    # both, the first and the second of the changes just told
    ("Visits at Ashby rose by 12.3 per cent on quarter three of 2017-18. The rise is significant.", ""),
    ("Compared with quarter three of 2017-18, visits at Ashby rose by 1,420 and tours that began on time at Ashby by "
     "6.1 percentage points. The first of these rises is significant.", ""),
    ("Compared with quarter three of 2017-18, visits at Ashby rose by 1,420 and tours that began on time at Ashby by "
     "6.1 percentage points. Both rises are significant.", "significant"),
    # by the day, the week and the month
    ("In quarter three Ashby had 141 visits a day.", ""),
    ("In quarter three Ashby had 184 visits a day.", "184"),
    ("Visits at Ashby averaged 4,313 a month in quarter three.", ""),
    ("Visits at Ashby averaged 4,313 a week in quarter three.", "4,313"),
    # what a sentence adds up
    ("Ashby had 12,350 visits in quarter one, 12,680 in quarter two and 12,940 in quarter three: 37,970 so far.", ""),
    ("Ashby (12,940 visits) and Corby (8,790) together had 21,730 visits in quarter three.", ""),
    ("Ashby (12,940 visits) and Corby (8,790) together had 21,370 visits in quarter three.", "21,370"),
    ("In the year to date (April to December 2018) Ashby had 37,970 visits.", ""),
    ("In the year to date (April to December 2018) Ashby had 39,770 visits.", "39,770"),
    # a fraction, a percentage and the two numbers behind it
    ("A fifth of the visits at Ashby in quarter three were evening visits (2,640 of 12,940).", ""),
    ("A third of the visits at Ashby in quarter three were evening visits (2,640 of 12,940).", "A third"),
    # signed per cents in brackets, and what "up to" says there
    ("In quarter three Ashby had 12,940 visits, against 11,520 in the same quarter last year (+12.3 per cent).", ""),
    ("In quarter three Ashby had 12,940 visits, against 11,520 in the same quarter last year (+11.0 per cent).", "+11.0"),
    ("Visits at Ashby rose by 2.1 per cent on quarter two (up to 12,940).", ""),
    # which area, where several are named
    ("With 92.1 per cent of tours on time Barton has the highest share in the Vale.", ""),
    ("Ashby's visits (12,940) lie between those of Corby (8,790) and Barton (20,120) in quarter three.", ""),
    ("Ashby had 4,150 more visits than Corby (12,940 against 8,790) in quarter three.", ""),
    ("Ashby had 4,150 more visits than Corby (12,490 against 8,790) in quarter three.", "12,490"),
    ("In quarter three the largest share of tours that began on time was at Barton (92.1 per cent).", ""),
    ("In quarter three the largest share of tours that began on time was at Corby (87.7 per cent).", "largest"),
    ("Compared with quarter two there was a rise in visits in Ashby and Corby.", ""),
    ("Compared with quarter two there was a rise in visits in Ashby and Barton.", "rise"),
    # ranks, where more is better
    ("Ashby was third for tours that began on time in quarter three.", ""),
    ("Ashby was second for tours that began on time in quarter three.", "second"),
    # times told in other ways
    ("Guides in post at Ashby numbered 45 in September 2017 and 51 a year later.", ""),
    ("Visits at Ashby were at 12,940, up from 11,520 in last year's quarter three.", ""),
    ("Visits at Ashby were at 12,940, up from 11,840 in last year's quarter three.", "11,840"),
    ("Ashby had 12,940 visits between October and December 2018. In the same months of 2017 it had 11,520.", ""),
    ("Ashby had 12,940 visits between October and December 2018. In the same months of 2017 it had 11,840.", "11,840"),
    ("In 2018 Ashby had 13.3 per cent more guides in post than in 2017.", ""),
    ("Visits at Ashby, which had been falling before, came to 12,940 in quarter three.", ""),
    # none at all
    ("No loans of objects at Ashby were recorded in quarter three.", ""),
    ("No loans of objects at Ashby were recorded in quarter two.", "No"),
    # a cause that is not the note's
    ("Visits at Barton fell because the car park was closed.", ""),
    ("Visits at Barton fell because of the weather.", "because of"),
    # kinds told by their own noun
    ("Evening visits at Ashby rose to 2,640 in quarter three, from 2,310 visits a year earlier.", ""),
    ("Evening visits at Ashby rose to 2,640 in quarter three, from 1,770 visits a year earlier.", "1,770"),
    ("Two of the three age groups grew.", ""),
    # labels on lines of their own
    ("Visits at Ashby\n\n**Evening visits:** 2,640\n**School visits:** 1,690", ""),
    ("Visits at Ashby\n\n**Evening visits:** 2,640\n**School visits:** 1,960", "1,960"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "false"), CASES)
def test_prose(text: str, false: str) -> None:
    refuted = CHECKER.check(text).refuted
    if not false:
        assert [(claim.text, claim.message) for claim in refuted] == []
    else:
        assert any(false in claim.text for claim in refuted), [(claim.text, claim.message) for claim in refuted]


TOLD = [
    ("There were 510 lifts. That is 23 fewer than the 533 a year before.", ""),
    ("There were 510 lifts. That is 33 fewer than the 533 a year before.", "33"),
    ("There were 510 lifts. That is 23 more than the 533 a year before.", "23"),
    ("Of the 66 lifts with an alarm, 54 (81.8 per cent) were tested.", ""),
    ("Of the 66 lifts with an alarm, 54 (59.4 per cent) were tested.", "59.4 per cent"),
    ("Lifts fell from 332 to 360 doors; the number then dropped to 318 before rising by 18.6 per cent to 377.", "fell"),
    ("Some 55 of the 220 people who came were members, or 25 per cent.", ""),
    ("Of the 220 people who came 55 were members, or a quarter. Only one was under 18.", ""),
]


@pytest.mark.parametrize(("text", "false"), TOLD)
def test_a_text_by_itself(text: str, false: str) -> None:
    refuted = Checker({"measures": [], "areas": [], "facts": []}).check(text).refuted
    if not false:
        assert [(claim.text, claim.message) for claim in refuted] == []
    else:
        assert any(false in claim.text for claim in refuted), [(claim.text, claim.message) for claim in refuted]
