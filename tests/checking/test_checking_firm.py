"""What a figure is firmly of, so that one changed digit or name is refuted: each rule once true and once false."""

from __future__ import annotations

import pytest

from pcc_narrator.checking import Checker


def _year(year: int) -> dict[str, str]:
    return {"start": f"{year}-01-01", "end": f"{year}-12-31"}


def _fact(
    identifier: str, area: str, year: int, value: object, unit: str = "count", **more: object
) -> dict[str, object]:
    shared = {"id": identifier, "measure": "visits", "statistic": "value", "area": area, "period": _year(year)}
    return {**shared, "value": value, "unit": unit, **more}


FACTS = {
    "report": {"period": _year(2018)},
    "measures": [
        {"id": "visits", "title": "Museum visits", "unit": "count", "counted": {"one": "visit", "many": "visits"}},
        {"id": "late", "title": "Opened on time", "unit": "percent", "polarity": "higher_is_better", "target": 95},
    ],
    "areas": [
        {"id": "a", "title": "Ashby", "kind": "museum"},
        {"id": "b", "title": "Barton", "kind": "museum"},
        {"id": "c", "title": "Corby", "kind": "museum"},
    ],
    "facts": [
        _fact("a17", "a", 2017, 1250), _fact("a18", "a", 2018, 1400),
        _fact("b17", "b", 2017, 3480), _fact("b18", "b", 2018, 3310),
        _fact("c17", "c", 2017, 2615), _fact("c18", "c", 2018, 2733),
        _fact("ar", "a", 2018, 7.4, "per_1000", statistic="rate"),
        _fact("up", "a", 2018, 2, statistic="areas_with_increase", out_of=3, base=_year(2017)),
        _fact("odds", "a", 2018, "0.0025", "ratio", statistic="once_in", base=_year(2017)),
        _fact("line", "a", 2018, 1333, statistic="centre_line"),
        *(
            {**_fact(f"l{year}", "a", year, value, "percent"), "measure": "late"}
            for year, value in ((2014, 96), (2015, 95.5), (2016, 93), (2017, 91), (2018, 94))
        ),
    ],
}  # fmt: skip
CHECKER = Checker(FACTS)
TABLE = """Museum visits

| Museum | 2017 | 2018 | Change | Change (%) |
| --- | ---: | ---: | ---: | ---: |
| Ashby | 1,250 | 1,400 | {} | +12.0% |
| Barton | 3,480 | 3,310 | −170 | {} |
"""
CASES = [
    # a bracket behind an area or a period is of it; so is the phrase that the figure stands in
    ("Museum visits in 2018: Ashby (1,400), Barton (3,310) and Corby (2,733).", ""),
    ("Museum visits in 2018: Ashby (1,400), Barton (2,733) and Corby (2,733).", "2,733"),
    ("Museum visits at Ashby rose between 2017 (1,250) and 2018 (1,400).", ""),
    ("Museum visits at Ashby rose between 2017 (1,400) and 2018 (1,400).", "1,400"),
    # two figures in each other's place
    ("In 2018 Barton had 3,310 museum visits while Corby had 2,733.", ""),
    ("In 2018 Barton had 2,733 museum visits while Corby had 3,310.", "2,733 3,310"),
    # the forms of one change
    ("Museum visits at Ashby rose by 150 (12.0 per cent) in 2018.", ""),
    ("Museum visits at Ashby rose by 150 (12.5 per cent) in 2018.", "12.5 per cent"),
    # odds by the number that is printed
    ("Museum visits at Ashby rose in 2018. A rise like this would be expected about once in 400 years.", ""),
    ("Museum visits at Ashby rose in 2018. A rise like this would be expected about once in 480 years.", "once in 480"),
    # denominators and how many areas there are
    ("There were 7.4 museum visits per 1,000 people at Ashby in 2018.", ""),
    ("There were 7.4 museum visits per 1,006 people at Ashby in 2018.", "1,006"),
    ("In 2018 museum visits rose at 2 of the 3 museums.", ""),
    ("In 2018 museum visits rose at 2 of the 8 museums.", "8"),
    # a run against a target
    ("At Ashby, opened on time was 94 per cent in 2018. The target has been missed for three years in a row.", ""),
    (
        "At Ashby, opened on time was 94 per cent in 2018. The target has been missed for four years in a row.",
        "four years in a row",
    ),
    # another statistic is meant only where it is named
    ("At Ashby the centre line of museum visits was 1,333 in 2018.", ""),
    ("Ashby had 1,333 museum visits in 2018.", "1,333"),
    # a column of changes is between the two beside it
    (TABLE.format("+150", "−4.9%"), ""),
    (TABLE.format("+170", "−4.9%"), "+170"),
    (TABLE.format("+150", "−4.5%"), "−4.5%"),
    # no figure is written with a nought before it
    ("Ashby had 1,400 museum visits in 2018, and Corby 2,733.", ""),
    ("Ashby had 0,400 museum visits in 2018, and Corby 2,733.", "0,400"),
]


@pytest.mark.parametrize(("text", "wrong"), CASES)
def test_what_a_figure_is_firmly_of(text: str, wrong: str) -> None:
    refuted = [claim.text for claim in CHECKER.check(text).claims if claim.verdict == "refuted"]
    figures = " ".join(one for one in refuted if any(letter.isdigit() for letter in one) or "in a row" in one)
    assert figures == wrong


def test_exchanged_figures_say_so() -> None:
    claims = CHECKER.check("In 2018 Barton had 2,733 museum visits while Corby had 3,310.").claims
    assert {claim.expected for claim in claims if claim.verdict == "refuted"} == {"3,310", "2,733"}


def test_a_cell_that_says_up_holds_no_level() -> None:
    table = "Museum visits\n\n| Museum | 2018 | Change |\n| --- | --- | --- |\n| Ashby | 1,400 | up {} on 2017 |\n"
    verdicts = {
        said: [claim.verdict for claim in CHECKER.check(table.format(said)).claims if claim.text == said][-1]
        for said in ("150", "1,400", "160")
    }
    assert verdicts == {"150": "supported", "1,400": "refuted", "160": "refuted"}


def test_what_a_level_is_above_is_the_level_of_the_time_named() -> None:
    text = "Museum visits at Barton have fallen in 2018, and are below the {} of 2017."
    for said in ("3,480", "170"):  # 170 is what they fell by
        found = [claim.verdict for claim in CHECKER.check(text.format(said)).claims if claim.text == said]
        assert found == (["refuted"] if said == "170" else ["supported"])


@pytest.mark.parametrize(("word", "verdict"), [("below", "supported"), ("above", "refuted")])
@pytest.mark.parametrize("between", ["; ", ". "])
@pytest.mark.parametrize("tail", ["{} it, at 2,733", "{} that, with 2,733", "{} this (2,733)"])
def test_what_stands_behind_a_pronoun_is_the_subjects_own(word: str, verdict: str, tail: str, between: str) -> None:
    text = f"In 2018 Barton had 3,310 museum visits{between}Corby was {tail.format(word)}."
    found = {claim.text: claim.verdict for claim in CHECKER.check(text).claims}
    assert found[word] == verdict and found["2,733"] == "supported"
