"""What staff write in their own words: neither a true figure refuted, nor a false one that passes."""

import pytest

from pcc_narrator.checking import Checker


def _span(year: int, month: int, months: int) -> dict[str, str]:
    last = year * 12 + month - 1 + months
    lengths = (31, 29 if (last - 1) // 12 % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    end = f"{(last - 1) // 12}-{(last - 1) % 12 + 1:02}-{lengths[(last - 1) % 12]}"
    return {"start": f"{year}-{month:02}-01", "end": end}


def _series(measure: str, area: str, values: dict[tuple[int, int, int], float], unit: str = "count", **more: str):  # type: ignore[no-untyped-def]
    kind = more.get("category", "") + more.get("statistic", "")
    return [
        {"id": f"{measure}.{kind}.{area}.{when}", "measure": measure, "statistic": "value", "area": area,
         "period": _span(*when), "value": value, "unit": unit, **more}
        for when, value in values.items()
    ]  # fmt: skip


YEARS = ((2015, 1, 12), (2016, 1, 12), (2017, 1, 12), (2018, 1, 12))
QUARTERS = ((2017, 10, 3), (2018, 1, 3), (2018, 4, 3), (2018, 7, 3), (2018, 10, 3))
FACTS = {
    "schema_version": 1,
    "report": {"year_start_month": 4, "period": _span(2018, 10, 3)},
    "measures": [
        {"id": "claims", "title": "Claims against the trust", "unit": "count", "polarity": "lower_is_better",
         "counted": {"one": "claim", "many": "claims"}},
        {"id": "loans", "title": "Film loans", "unit": "count", "polarity": "higher_is_better"},
        {"id": "ward", "title": "Ward 12 visits", "unit": "count", "polarity": "neutral"},
        {"id": "guests", "title": "Missed guests", "unit": "count", "polarity": "lower_is_better",
         "counted": {"one": "person", "many": "people"}},
        {"id": "seen", "title": "Patients seen within an hour", "unit": "percent", "polarity": "higher_is_better",
         "target": 91},
    ],
    "areas": [
        {"id": "a", "title": "Ashby", "kind": "branch"}, {"id": "b", "title": "Barton", "kind": "branch"},
        {"id": "vale", "title": "the Vale", "kind": "group", "members": ["a", "b"]},
    ],
    "facts": [
        *_series("claims", "a", dict(zip(YEARS, (1445, 1330, 1290, 1672), strict=True))),
        *_series("claims", "b", dict(zip(YEARS, (810, 860, 905, 941), strict=True))),
        *_series("claims", "vale", dict(zip(YEARS, (2255, 2190, 2195, 2613), strict=True))),
        *_series("claims", "a", dict(zip(QUARTERS, (310, 420, 396, 468, 388), strict=True))),
        *_series("loans", "a", dict(zip(YEARS, (880, 910, 764, 902), strict=True))),
        *_series("ward", "a", dict(zip(QUARTERS, (80, 66, 62, 71, 77), strict=True))),
        *_series("guests", "a", dict(zip(QUARTERS, (510, 530, 537, 517, 473), strict=True))),
        *_series("seen", "a", dict(zip(QUARTERS, (81.0, 84.0, 86.0, 85.5, 88.0), strict=True)), "percent"),
        *_series("seen", "a", {(2018, 10, 3): 440}, statistic="numerator"),
        *_series("seen", "a", {(2018, 10, 3): 500}, statistic="denominator"),
        *_series("loans", "a", {(2018, month, 1): value for month, value in enumerate(
            (60, 71, 84, 66, 70, 64, 82, 90, 81, 77, 69, 88), start=1)}),
    ],
}  # fmt: skip
CHECKER = Checker(FACTS)

CASES = [
    # the number of a quarter alone; the figures of areas told behind a comparison
    ("Claims came to 396 in the first quarter, 468 in the second and 388 in the third.", None),
    ("Claims came to 396 in the first quarter, 388 in the second and 468 in the third.", "388"),
    ("In 2018 claims rose by 382 (from 1,290 to 1,672), faster than in Barton, where they rose by 36.", None),
    ("In 2018 claims rose by 382 (from 1,290 to 1,672), faster than in Barton, where they rose by 63.", "63"),
    # since when a superlative holds is no base of a change
    ("Claims rose to 1,672 in 2018 (an increase of 382), the highest since at least 2015.", None),
    ("Claims rose to 1,672 in 2018 (an increase of 328), the highest since at least 2015.", "328"),
    # "down from … to" twice; a round number that was passed
    ("In 2018 claims at Ashby were up from 1,290 to 1,672, and those at Barton, up from 905 to 941.", None),
    ("Film loans passed 900: there were 902 in 2018.", None),
    ("Film loans passed 1,000: there were 902 in 2018.", "1,000"),
    # a change that is taken up, "such", and a weak noun before the name
    ("There were 1,672 claims in 2018. The rise of 29.6 per cent on the year before owes nothing to film loans.", None),
    ("There were 1,672 claims in 2018. The rise of 26.9 per cent on the year before owes nothing to film loans.",
     "26.9 per cent"),
    ("Seventy-seven people were seen on ward 12 during the quarter.", None),
    # a share told around its noun, the number behind a share, and precise hedges
    ("One patient in eight was not seen within an hour in the quarter.", None),
    ("Of the 500 patients, 440 were seen within an hour in the quarter.", None),
    ("Of the 500 patients, 404 were seen within an hour in the quarter.", "404"),
    ("Over 1,672 claims were made in 2018.", None),
    ("Over 1,627 claims were made in 2018.", "1,627"),
    # the level of another time behind the first is no change
    ("The share of patients seen within an hour was 88.0 per cent in quarter three, and 85.5 per cent in quarter two.",
     None),
    ("The share of patients seen within an hour was 88.0 per cent in quarter three, and 2.9 per cent in quarter two.",
     "2.9 per cent"),
    # half of another figure
    ("In 2018 claims at Barton rose by 4.0 per cent, less than half the rate of the Vale (19.0 per cent).", None),
    # put in order among a season's months, and predicated of what stands before
    ("December, with 88, was the busiest month of the winter for film loans.", None),
    ("November, with 69, was the busiest month of the winter for film loans.", "busiest"),
    ("Film loans: November, with 69, was the quietest of the three months and December, with 88, the busiest.", None),
    # an apposition to a proved figure; a unit told before; bare points; short of a target
    ("There were 1,672 claims in 2018, a rise of 29.6 per cent.", None),
    ("Such claims numbered 1,672 in 2018, an increase of two fifths.", "two fifths"),
    ("In quarter three 88.0 per cent of patients were seen within an hour, compared with 81 a year before.", None),
    ("Patients seen within an hour: 88.0 per cent in quarter three, three points short.", None),
    ("Patients seen within an hour: 88.0 per cent in quarter three, two points short.", "two"),
    # a bracket of two levels; half of what was told; the last quarter; rows of years
    ("In 2018 Ashby had over three hundred more claims than in 2017 (1,672 against 1,290).", None),
    ("Claims at Ashby rose by 29.6 per cent in 2018. Barton saw less than half that rise (4.0 per cent).", None),
    ("In the last quarter there were 388 claims.", None),
    ("In 2018 there were 941 claims at Barton, the most of the four years.", None),
    # the level that a change is counted from; now, behind a time told; a pronoun behind a figure
    ("Claims at Ashby, at 1,672, were up by 29.6 per cent on the 1,290 of 2017, and by 15.7 per cent on 2015.", None),
    ("Claims at Ashby, at 1,672, were up by 26.9 per cent on the 1,290 of 2017, and by 15.7 per cent on 2015.",
     "26.9 per cent"),
    ("In 2018 there were 1,672 claims. At 1,672 it was 382 higher than in 2017.", None),
    # areas with an increase; limits told otherwise
    ("Claims rose at Ashby in 2018. The branches with an increase were two.", None),
    # places among months on record; the annual total beside a quarter; a year's own figure; areas set beside another
    ("Film loans: December, with 88, was the second busiest month on record, after August (90).", None),
    ("Film loans: December, with 88, was the third busiest month on record, after August (90).", "third"),
    ("Claims fell in the quarter, to 388, but the annual total of 1,672 is above the previous year's 1,290.", None),
    ("Claims fell in the quarter, to 388, but the annual total of 1,762 is well above the previous year's 1,290.",
     "1,762"),
    ("In 2018 claims at Ashby were more numerous than at Barton (941), although they rose by 29.6 per cent.", None),
    # runs of years
    ("Claims at Barton rose for three years in a row.", None),
    ("Claims at Ashby rose for two years in a row.", "two years in a row"),
    # heads told from the report's time, and in units
    ("Claims, Q3\n\n| Claims | This quarter | Last quarter |\n|---|---|---|\n| Ashby | 388 | 468 |", None),
    ("Claims, Q3\n\n| Claims | This quarter | Last quarter |\n|---|---|---|\n| Ashby | 388 | 486 |", "486"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "false"), CASES)
def test_own_words(text: str, false: str | None) -> None:
    refuted = [text[claim.start : claim.end] for claim in CHECKER.check(text).claims if claim.verdict == "refuted"]
    assert refuted == [] if false is None else false in refuted, refuted


def test_a_short_name_with_an_adjective_of_its_own_is_something_narrower() -> None:
    kinds = {"Falls with harm": 40, "Falls without harm": 60, "Slips": 70}
    facts = [
        one for kind, value in kinds.items() for one in _series("events", "a", {(2018, 10, 3): value}, category=kind)
    ]
    checker = Checker({**FACTS, "measures": [{"id": "events", "title": "Events", "unit": "count"}], "facts": facts})
    told = [checker.check(f"In the quarter there were 12 {kind}.").claims[0].verdict for kind in ("falls", "bad falls")]
    assert told == ["refuted", "not_enough_information"]
