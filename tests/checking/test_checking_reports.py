# ruff: noqa: E501  (tables of sentences)
"""Turns of phrase of quarterly reports: each rule once true and once false, on ferries."""

from __future__ import annotations

import pytest

from pcc_narrator.checking import Checker


def _time(start: str, end: str) -> dict[str, str]:
    return {"start": start, "end": end}


NOW, YEAR_AGO = _time("2016-10-01", "2016-12-31"), _time("2015-10-01", "2015-12-31")
TO_DATE, YEAR = _time("2016-04-01", "2016-12-31"), _time("2016-01-01", "2016-12-31")
LATER, BEFORE_LATER = _time("2017-08-01", "2018-07-31"), _time("2016-08-01", "2017-07-31")


def _fact(
    measure: str, period: dict[str, str], value: object, unit: str = "count", **more: object
) -> dict[str, object]:
    name = f"{measure}.{period['start']}.{period['end']}.{more.get('statistic')}.{more.get('category')}"
    shared = {"id": name, "measure": measure, "statistic": "value", "area": "line"}
    return {**shared, "period": period, "value": value, "unit": unit, **more}


FACTS = {
    "report": {"period": NOW},
    "measures": [
        {"id": "trips", "title": "All sailings", "names": ["sailings"], "unit": "count"},
        {"id": "night", "title": "Night crossing", "unit": "count", "polarity": "lower_is_better"},
        {"id": "lost", "title": "Lost items", "unit": "count", "polarity": "lower_is_better"},
        {"id": "punctual", "title": "Punctuality", "unit": "percent", "polarity": "higher_is_better", "target": 95},
        {"id": "theft", "title": "Theft from the person", "unit": "count", "polarity": "lower_is_better"},
        {"id": "theft_cabin", "title": "Theft from a cabin", "unit": "count", "polarity": "lower_is_better"},
        {"id": "ontime_day", "title": "On-time rate of day crossings", "unit": "percent"},
        {"id": "ontime_night", "title": "On-time rate of night crossings", "unit": "percent"},
        {"id": "foot", "title": "Foot passenger sailings", "unit": "count"},
        {"id": "wait", "title": "Average time at the gate", "unit": "seconds", "polarity": "lower_is_better"},
    ],
    "areas": [{"id": "line", "title": "Barset Ferries", "names": ["the company"]}],
    "facts": [
        _fact("trips", NOW, 8412), _fact("trips", YEAR_AGO, 8130), _fact("trips", TO_DATE, 26105),
        _fact("trips", LATER, 34966), _fact("trips", BEFORE_LATER, 33920),
        *(_fact("trips", NOW, value, category=kind) for kind, value in (("Car", 5120), ("Freight", 2164), ("Foot", 1128))),
        *(
            _fact("trips", NOW, value, "percent", statistic="change_percent", base=YEAR_AGO, category=kind)
            for kind, value in (("Car", 6), ("Freight", -11), ("Foot", 25))
        ),
        _fact("night", NOW, 1266), _fact("night", YEAR_AGO, 1451), _fact("night", _time("2014-10-01", "2014-12-31"), 1498),
        _fact("lost", NOW, 13), _fact("lost", YEAR_AGO, 15), _fact("lost", TO_DATE, 41),
        _fact("lost", NOW, -6.3, "percent", statistic="target", base=YEAR_AGO),
        _fact("punctual", NOW, "91.22", "percent"), _fact("punctual", YEAR, "93.84", "percent"),
        _fact("wait", NOW, 922, "seconds"),
        _fact("theft", NOW, 4265), _fact("theft", YEAR_AGO, 3642), _fact("theft_cabin", NOW, 2139), _fact("theft_cabin", YEAR_AGO, 2618),
        _fact("ontime_day", NOW, "20.5", "percent"), _fact("ontime_night", NOW, "13.7", "percent"),
        _fact("foot", NOW, 2103), _fact("foot", YEAR_AGO, 1626),
    ],
}  # fmt: skip
CHECKER = Checker(FACTS)
CASES = [
    # "the quarter" and "the year to date" are the report's periods of that length
    ("There were 13 lost items in the quarter and 41 in the year to date.", ""),
    ("There were 13 lost items in the quarter and 13 in the year to date.", "13"),
    # a period right behind a figure is the figure's own
    ("Lost items fell from 15 in the third quarter of 2015/16 to 13 this quarter.", ""),
    ("Lost items rose from 13 in the third quarter of 2015/16 to 15 this quarter.", "15"),
    # "the year" beside a quarter; a target is none of the figures that "respectively" pairs
    ("Punctuality for the quarter and for the year was below the 95% target, at 91.22% and 93.84% respectively.", ""),
    (
        "Punctuality for the quarter and for the year was below the 95% target, at 93.84% and 91.22% respectively.",
        "93.84% 91.22%",
    ),
    # a stretch told by its first and last day
    ("In the 12 months from 1 August 2017 to 31 July 2018 there were 34,966 sailings, 1,046 more than in the previous 12 months.", ""),
    ("In the 12 months from 1 August 2017 to 31 July 2018 there were 33,920 sailings, 1,046 more than in the previous 12 months.", "33,920"),
    # what is wanted is a target
    ("The board wants to see punctuality reach 95 per cent.", ""),
    ("The board wants to see punctuality reach 98 per cent.", "98 per cent"),
    ("Lost items are down 13.3 per cent, more than the 6.3 per cent reduction that the board has set itself.", ""),
    ("Lost items are down 13.3 per cent, more than the 3.6 per cent reduction that the board has set itself.", "3.6 per cent"),
    # a number that counts kinds is no figure of the whole
    ("Two of the three sailings types fell.", ""),
    ("There were 8,421 sailings in the quarter.", "8,421"),
    # what is lower than all but one is not the lowest
    ("Lost items were lower in the quarter than in any other quarter but one.", ""),
    ("Lost items were higher in quarter three of 2016/17 than in quarter three of 2015/16.", "higher"),
    # the noun after a figure may count what cannot be counted by its own name
    ("Night crossing was down by 185 on the same quarter last year, with 1,266 sailings made.", ""),
    ("Night crossing was down by 185 on the same quarter last year, with 1,626 sailings made.", "1,626"),
    # a number with a sign in brackets is a change, and a percentage where the words say so
    (
        "Sailings (percentage change on the same quarter of 2015 in brackets): car 5,120 (+6), freight 2,164 (-11), foot 1,128 (+25).",
        "",
    ),
    (
        "Sailings (percentage change on the same quarter of 2015 in brackets): car 5,120 (+6), freight 2,164 (-11), foot 1,128 (+52).",
        "+52",
    ),
    # a word that only the title's words for whom tell apart, and a word of another clause, lend no figure
    ("Theft from the person was the exception: it rose by 17.1%, from 3,642 to 4,265.", ""),
    ("Theft from a cabin was the exception: it rose by 17.1%, from 3,642 to 4,265.", "17.1%"),
    ("The on-time rate of day crossings stands at 20.5%; for night crossings it is 13.7%.", ""),
    ("The on-time rate of day crossings stands at 13.7%; for night crossings it is 20.5%.", "13.7%"),
    # a fraction whose part and whole are both named
    ("Three in five of the 8,412 sailings in the quarter were car.", ""),
    ("Two in five of the 8,412 sailings in the quarter were car.", "five"),
    ("Foot passenger sailings rose in the quarter and made up a quarter of all sailings.", ""),
    ("Foot passenger sailings rose in the quarter and made up three quarters of all sailings.", "three quarters"),
    # how long something has been the lowest is no figure of it
    ("Night crossing is at its lowest for two years for October to December, with 1,266 sailings made.", ""),
    ("Night crossing is at its highest for two years for October to December, with 1,266 sailings made.", "highest"),
    # that of another year
    ("There were 13 lost items in quarter three of 2016/17 against 15 in that of 2015/16.", ""),
    ("There were 15 lost items in quarter three of 2016/17 against 13 in that of 2015/16.", "15"),
    # a change beside the one that was wanted
    ("Fuel use is 6.2 per cent lower, just short of the 6.3 per cent reduction that the board has set itself.", ""),
    ("Fuel use is 6.2 per cent lower, just ahead of the 6.3 per cent reduction that the board has set itself.", "ahead of"),
    # "when it was" is of the period before it; what fell has not the same figure at both ends; what rose is no fall
    ("There were 13 lost items, fewer than in the third quarter of 2015/16, when there were 15.", ""),
    ("There were 13 lost items, fewer than in the third quarter of 2015/16, when there were 13.", "13"),
    ("Night crossing fell from 1,451 in the third quarter of 2015/16 to 1,266.", ""),
    ("Night crossing fell from 1,266 in the third quarter of 2015/16 to 1,266.", "1,266"),
    # "over the year" beside "in the quarter"; what a bracket after "of what it had been" sets side by side
    ("Punctuality was 91.22% in the quarter and 93.84% over the year.", ""),
    ("Punctuality was 93.84% in the quarter and 91.22% over the year.", "93.84%"),
    ("Theft from the person was 1.2 times what it had been in the third quarter of 2015/16 (4,265 compared with 3,642).", ""),
    ("Theft from the person was 1.2 times what it had been in the third quarter of 2015/16 (4,265 compared with 3,462).", "3,462"),
    # a superlative behind a figure is of that figure
    ("Night crossing peaked at 1,498 in the third quarter of 2014/15 and has come down to 1,266, the lowest of the three.", ""),
    ("Night crossing peaked at 1,266 in the third quarter of 2014/15 and has come down to 1,498.", "1,266"),
    # a clause after "While …, they"
    ("While lost items fell by 13 per cent to 13, they were still below the 15 of quarter three of 2015/16.", ""),
    ("While lost items fell by 31 per cent to 13, they were still below the 15 of quarter three of 2015/16.", "31 per cent"),
    # an average and a target in one sentence; an aim and how far off it is
    ("Punctuality in the quarter was 91.22%, against an aim of 95% - a shortfall of 3.8 percentage points.", ""),
    ("Punctuality in the quarter was 91.22%, against an aim of 96% - a shortfall of 3.8 percentage points.", "96%"),
    # one figure after the other
    ("Night crossing fell from 1,498 to 1,451 and then to 1,266.", ""),
    ("Night crossing fell from 1,498 to 1,415 and then to 1,266.", "1,415"),
    # the two ends of a change in brackets
    ("Spillages dropped by almost half between May and June (13 compared with 7).", ""),
    ("Spillages dropped by more than half between May and June (13 compared with 7).", "half"),
    ("Waiting went from 18 seconds to 58 seconds, and complaints were five times those of the year before (43 against 9).", ""),
    ("Waiting went from 18 seconds to 58 seconds, and complaints were three times those of the year before (43 against 9).", "three times"),
    # a part of a whole told again
    ("Fog was the reason for 330 of the 433 delays in May, or roughly three quarters.", ""),
    ("Fog was the reason for 330 of the 433 delays in May, or roughly two thirds.", "two thirds"),
    ("Of the 272 delays, 249 (92%) were short, compared to 238 of 261 in May.", ""),
    ("Of the 272 delays, 249 (95%) were short, compared to 238 of 261 in May.", "95%"),
    # a noun that another measure counts, right behind the subject
    ("Theft from a cabin: 2,139 sailings were hit.", ""),
    ("Theft from a cabin: 2,319 sailings were hit.", "2,319"),
    # a time told again in another unit
    ("It took 922 seconds on average to pass the gate, just over 15 minutes.", ""),
    ("It took 922 seconds on average to pass the gate, just under 15 minutes.", "15 minutes"),
    # a second base of one change
    ("Fuel use dropped from 28.6 litres to 27.6 litres in May, and from 31.3 litres in April: a drop of 3.7 litres.", ""),
    ("Fuel use dropped from 28.6 litres to 27.6 litres in May, and from 31.3 litres in April: a drop of 2.7 litres.", "2.7"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wrong"), CASES)
def test_reports(text: str, wrong: str) -> None:
    refuted = [claim.text for claim in CHECKER.check(text).claims if claim.verdict == "refuted"]
    if not wrong:
        assert not refuted
    else:
        assert refuted
        assert set(wrong.split()) & {word for one in refuted for word in one.split()}
