# ruff: noqa: E501  (tables of sentences)
"""What is compared with what, what is ranked among which, and figures told beside others: no true text refuted, no false
one that passes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from checking_facts import Q3, Q3_BEFORE, YEAR, YEAR_BEFORE

from pcc_narrator.checking import Checker
from pcc_narrator.models.fact import Area, Derivation, Fact, FactSet, Measure, Unit
from pcc_narrator.models.period import Calendar, Period

CALENDAR = Calendar(4)
QUARTERS = (CALENDAR.quarter(2018, 1), CALENDAR.quarter(2018, 2), Q3)
TOWNS = {"ashby": "Ashby", "barton": "Barton", "corby": "Corby", "denby": "Denby"}
VISITS = {"ashby": (400, 420, 468), "barton": (900, 880, 905), "corby": (610, 600, 590), "denby": (75, 70, 66)}
YEARS = {"ashby": (1502, 1705), "barton": (3610, 3520), "corby": (2401, 2498), "denby": (330, 281)}
RATES = {"ashby": "3.9", "barton": "2.4", "corby": "4.4", "denby": "1.1", "vale": "2.9"}
SEEN = {"ashby": ("88.0", "90.5"), "barton": ("91.5", "92.0"), "corby": ("85.0", "84.4"), "denby": ("95.1", "93.3")}


def _fact(measure: str, statistic: str, area: str, period: Period, value: object, unit: Unit, **more: object) -> Fact:
    name = f"{measure}.{more.get('category', '')}.{statistic}.{area}.{period.start}.{period.end}"
    return Fact(name, measure, statistic, area, period, Decimal(str(value)), unit, **more)  # type: ignore[arg-type]


def _facts() -> list[Fact]:
    found = []
    for area, values in VISITS.items():
        found += [
            _fact("visits", "value", area, when, value, "count") for when, value in zip(QUARTERS, values, strict=True)
        ]
    yearly = {**YEARS, "vale": tuple(sum(pair) for pair in zip(*YEARS.values(), strict=True))}
    for area, (before, now) in yearly.items():
        found += [
            _fact("visits", "value", area, YEAR_BEFORE, before, "count"),
            _fact("visits", "value", area, YEAR, now, "count"),
        ]
        found.append(_fact("homes", "value", area, YEAR, 100_000, "count"))
        by = Derivation(
            "rate", (f"visits..value.{area}.{YEAR.start}.{YEAR.end}", f"homes..value.{area}.{YEAR.start}.{YEAR.end}")
        )
        found.append(_fact("visits", "rate", area, YEAR, RATES[area], "per_1000", decimals=1, derivation=by))
    for area, (before, now) in SEEN.items():
        found += [
            _fact("seen", "value", area, Q3_BEFORE, before, "percent"),
            _fact("seen", "value", area, Q3, now, "percent"),
        ]
        found += [
            _fact("seen", "numerator", area, Q3, value, "count")
            for value in (dict(zip(SEEN, (700, 90, 80, 60), strict=True))[area],)
        ]
    kinds = {"Evening": (300, 390), "School": (800, 810), "Short": (402, 505)}
    for kind, (before, now) in kinds.items():
        found += [_fact("visits", "value", "ashby", YEAR_BEFORE, before, "count", category=kind)]
        found += [_fact("visits", "value", "ashby", YEAR, now, "count", category=kind)]
    return found


FACTS = FactSet(
    measures=(
        Measure("visits", "Library visits", ("visits",), "count", "neutral"),
        Measure("homes", "Households", ("households",), "count", "neutral"),
        Measure("seen", "Questions answered in a day", ("answered in a day",), "percent", "higher_is_better"),
    ),
    areas=(
        *(Area(id, title, (), "town") for id, title in TOWNS.items()),
        Area("vale", "the Vale", (), "region", tuple(TOWNS)),
    ),
    facts=tuple(_facts()),
    calendar=CALENDAR,
    period=Q3,
)
CHECKER = Checker(FACTS)

CASES = [
    # a limit that all keep, by the area that comes nearest to it; a part of the change that is told
    ("All four towns had fewer than 4,000 library visits in 2018.", None),
    ("All four towns had fewer than 3,000 library visits in 2018.", "3,000"),
    ("All four towns had more than 250 library visits in 2018.", None),
    ("Evening visits make up 44 per cent of the increase of 203 in library visits at Ashby in 2018.", None),
    ("Evening visits make up a quarter of the increase of 203 in library visits at Ashby in 2018.", "a quarter"),
    # what remained at a figure has it now; a number is told in no points
    (
        "Library visits rose on the same quarter last year. At Ashby questions answered in a day remained at 90.5 per cent.",
        None,
    ),
    (
        "Library visits rose on the same quarter last year. At Ashby questions answered in a day remained at 88.0 per cent.",
        "88.0 per cent",
    ),
    ("The annual change in library visits at Ashby was 203.", None),
    ("The annual change in library visits at Ashby was 203 points.", "203"),
    # a share is not judged by the number behind it
    ("The share of evening visits at Ashby has risen.", None),
    ("The share of school visits at Ashby has risen.", "risen"),
    ("The number of school visits at Ashby has risen.", None),
    # a number told as a rate, a rate for another number of households
    ("Library visits at Ashby stood at 3.9 per 1,000 households.", None),
    ("Library visits at Ashby stood at 1,705 per 1,000 households.", "1,705 per 1,000"),
    ("Library visits at Ashby stood at 3.9 per 10,000 households.", "3.9 per 10,000"),
    # the quarters that fill a time are added up
    ("Between April and December 2018 there were 1,288 library visits at Ashby.", None),
    ("Between April and December 2018 there were 1,228 library visits at Ashby.", "1,228"),
    # the rate of a part and that of its whole, not their counts
    ("The rate of library visits at Ashby is above that of the Vale.", None),
    ("The rate of library visits at Barton is above that of the Vale.", "above"),
    # an area that only the comparison names is not that of the figure
    (
        "Library visits stood at 1,705. The rate is 3.9 per 1,000 households, against 4.4 in Corby and 2.4 in Barton.",
        None,
    ),
    (
        "Library visits stood at 1,705. The rate is 3.6 per 1,000 households, against 4.4 in Corby and 2.4 in Barton.",
        "3.6 per 1,000",
    ),
    # a rate by another base
    ("The rate of library visits is 3.9 per 1,000 households.", None),
    ("The rate of library visits is 3.9 per 1,000 population.", "3.9 per 1,000"),
    # the quarter before is no year, nor the only figure in one
    ("Questions answered in a day in Ashby rose by 2.5 percentage points compared with the year before.", None),
    ("Questions answered in a day in Ashby rose by 2.5 percentage points compared with the previous quarter.", "2.5"),
    (
        "Questions answered in a day in Ashby stood at 90.5%, up from 88.0% in the same quarter of the year before.",
        None,
    ),
    ("Questions answered in a day in Ashby stood at 90.5%, up from 88.0% in the previous quarter.", "88.0%"),
    (
        "There were 1,705 library visits at Ashby in the 12 months to December 2018, 203 (13.5%) more than a year before.",
        None,
    ),
    (
        "There were 1,705 library visits at Ashby in the 12 months to December 2018, 203 (13.5%) more than in the previous quarter.",
        "203",
    ),
    # a rank within a group, and the group's size
    ("Ashby had the third highest share of questions answered in a day of the four towns.", None),
    ("Ashby had the third highest share of questions answered in a day of the two towns.", "two"),
    # the ends of a change are levels
    (
        "Library visits rose from 1,502 in the 12 months to December 2017 to 1,705 in the 12 months to December 2018, a rise of 203.",
        None,
    ),
    (
        "Library visits rose from 1,502 in the 12 months to December 2017 to 203 in the 12 months to December 2018, a rise of 1,705.",
        "203",
    ),
    # a share is ranked by itself, not by the counts behind it
    ("In quarter three Ashby had the third highest share of questions answered in a day of the four towns.", None),
    ("In quarter three Ashby had the highest share of questions answered in a day of the four towns.", "highest"),
    # what nothing goes beyond
    ("No quarter since April 2018 had more library visits than quarter three, with 468.", None),
    ("No quarter since April 2018 had more library visits than quarter two, with 420.", "more"),
    ("Nowhere in the Vale has more library visits than Barton.", None),
    ("Nowhere in the Vale has more library visits than Corby.", "more"),
    # the 12 months up to now; a quarter that owns its figure
    ("There were 468 library visits in quarter three and 1,705 over the 12 months.", None),
    ("There were 468 library visits in quarter three and 1,750 over the 12 months.", "1,750"),
    ("Quarter three's 468 library visits are more than quarter two's 420.", None),
    ("Quarter three's 468 library visits are more than quarter two's 402.", "402"),
    # multiples of a figure that follows, or of two ends
    ("In Corby the rate of visits is 4.4 per 1,000 households, four times the 1.1 of Denby.", None),
    ("In Corby the rate of visits is 4.4 per 1,000 households, twice the 1.1 of Denby.", "twice"),
    # two figures in brackets
    ("The rate of Corby (4.4) was higher than that of Ashby (3.9).", None),
    ("The rate of Corby (4.4) was lower than that of Ashby (3.9).", "lower"),
    ("School visits were 810 of 1,705 library visits in the 12 months to December 2018 (47.5 per cent).", None),
    (
        "School visits were 810 of 1,705 library visits in the 12 months to December 2018 (41.5 per cent).",
        "41.5 per cent",
    ),
    # the commonest kind
    ("The most common kind of library visit in the 12 months to December 2018 was school visits.", None),
    ("The most common kind of library visit in the 12 months to December 2018 was evening visits.", "most"),
    # a number that is told as a percentage, a level below nought
    ("Library visits rose by 203 in the 12 months to December 2018.", None),
    ("Library visits rose by 203 per cent in the 12 months to December 2018.", "203 per cent"),
    ("Library visits fell from 420 in quarter two to -468 in quarter three.", "-468"),
    # a distance from another area is no change
    (
        "In quarter three the share of questions answered in a day in Ashby was 1.5 percentage points lower than in Barton.",
        None,
    ),
    (
        "In quarter three the share of questions answered in a day in Ashby decreased by 1.5 percentage points compared with Barton.",
        "1.5 percentage points",
    ),
    # in every town of a group; numbers of paragraphs; a digit too many that looks like a year
    (
        "1.4 Library visits stood at 1,705 in the 12 months to December 2018, up from 1,502 in the 12 months before.",
        None,
    ),
    ("In the 12 months to December 2018 there were 1,7051 library visits.", "1,7051"),
    ("In the 12 months to December 2018 there were 1,2019 library visits.", "1,2019"),
    # the rest of a total that is proved
    (
        "| Kind of visit, 12 months to December 2018 | Library visits |\n| --- | ---: |\n| Evening | 390 |\n| School | 810 |\n| All others | 505 |\n| Total | 1,705 |\n",
        None,
    ),
    (
        "| Kind of visit, 12 months to December 2018 | Library visits |\n| --- | ---: |\n| Evening | 390 |\n| School | 810 |\n| All others | 535 |\n| Total | 1,705 |\n",
        "535",
    ),
]


@pytest.mark.parametrize(("text", "wrong"), CASES)
def test_a_true_text_stands_and_a_false_one_does_not(text: str, wrong: str | None) -> None:
    refuted = [claim.text for claim in CHECKER.check(text).claims if claim.verdict == "refuted"]
    assert (wrong in " ".join(refuted)) if wrong else not refuted, refuted


def _by_training() -> Checker:
    """Two measures that share one kind, "first aid"; only volunteers have "night shift"."""
    numbers = {("volunteers", "first aid"): 99, ("volunteers", "night shift"): 60, ("staff", "first aid"): 9}
    return Checker(
        {
            "measures": [
                {"id": "volunteers", "title": "Volunteers by kind of training", "unit": "count"},
                {"id": "staff", "title": "Office volunteers by kind of training", "unit": "count"},
            ],
            "areas": [{"id": "a", "title": "Ashby", "kind": "town"}],
            "facts": [
                {"id": f"{measure}-{kind}", "measure": measure, "category": kind, "statistic": "value", "area": "a",
                 "period": {"start": "2018-10-01", "end": "2018-12-31"}, "value": value, "unit": "count"}
                for (measure, kind), value in numbers.items()
            ],
        }
    )  # fmt: skip


@pytest.mark.parametrize(("figure", "refuted"), [("99", []), ("9", ["9"])])
def test_kinds_told_together_are_of_one_measure(figure: str, refuted: list[str]) -> None:
    text = f"The largest group by kind of training was first aid ({figure}), followed by night shift (60)."
    assert [claim.text for claim in _by_training().check(text).claims if claim.verdict == "refuted"] == refuted


@pytest.mark.parametrize(("year", "verdict"), [("2018", "supported"), ("2017", "not_enough_information")])
def test_a_rank_is_of_the_time_that_is_told(year: str, verdict: str) -> None:
    period = {"start": "2018-01-01", "end": "2018-12-31"}
    rank = {"id": "r", "measure": "m", "statistic": "rank", "area": "a", "period": period, "value": 8, "unit": "rank",
            "order": "lowest_first", "out_of": 43, "of_what": ["v"], "against": "all"}  # fmt: skip
    value = {"id": "v", "measure": "m", "statistic": "rate", "area": "a", "period": period, "value": 21.5,
             "unit": "per_1000"}  # fmt: skip
    known = {
        "measures": [{"id": "m", "title": "Noise complaints", "unit": "count"}],
        "areas": [
            {"id": "a", "title": "Ashby", "kind": "town"},
            {"id": "all", "title": "the county", "kind": "county"},
        ],
        "facts": [value, rank],
    }
    text = f"The number of noise complaints per 1,000 population in Ashby in {year} was the eighth lowest."
    assert [claim.verdict for claim in Checker(known).check(text).claims if claim.text == "eighth"] == [verdict]


def _counted(*, increases: tuple[int, int]) -> FactSet:
    """Towns and their country, of no kind that is told, and how many towns had more visits."""
    values = {"ashby": 400, "barton": 900, "corby": 610, "norland": 2500}
    facts = [_fact("visits", "value", area, YEAR, value, "count") for area, value in values.items()]
    facts += [
        _fact("visits", "areas_with_increase", "norland", when, many, "count", out_of=12)
        for when, many in zip((YEAR_BEFORE, YEAR), increases, strict=True)
    ]
    areas = tuple(Area(id, id.capitalize()) for id in values)
    return FactSet((Measure("visits", "Library visits", ("visits",), "count"),), areas, tuple(facts), calendar=CALENDAR)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Barton had the most library visits of the towns.", None),
        ("Corby had the highest number of library visits.", "highest"),
        ("In 2017 nine of the 12 areas saw more library visits. In 2018 this had fallen to seven.", None),
        ("In 2017 nine of the 12 areas saw more library visits. In 2018 this had fallen to six.", "six"),
    ],
)
def test_areas_whose_kinds_nobody_told(text: str, wrong: str | None) -> None:
    claims = Checker(_counted(increases=(9, 7))).check(text).claims
    refuted = [claim.text for claim in claims if claim.verdict == "refuted"]
    assert refuted == [] if wrong is None else wrong in refuted


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Ashby had the third highest number of library visits of the 12 areas in 2018.", None),
        ("Ashby had the second highest number of library visits of the four areas in 2018.", None),
        ("Ashby had the third highest number of library visits of the four areas in 2018.", "third"),
        ("Ashby had the second highest number of library visits of the 12 areas in 2018.", "second"),
    ],
)
def test_a_rank_is_among_as_many_as_are_told(text: str, wrong: str | None) -> None:
    ranks = [
        replace(
            _fact("visits", "rank", "ashby", YEAR, place, "rank", out_of=size, against=group, order="highest_first"),
            id=f"rank.{size}",
        )
        for place, size, group in ((3, 12, "norland"), (2, 4, "vale"))
    ]
    facts = _counted(increases=(9, 7))
    areas = (*facts.areas, Area("vale", "the Vale", (), "region"))
    checker = Checker(FactSet(facts.measures, areas, (*facts.facts, *ranks), calendar=CALENDAR))
    refuted = [claim.text for claim in checker.check(text).claims if claim.verdict == "refuted"]
    assert refuted == [] if wrong is None else wrong in refuted
