"""The mutations: each kind is made, is deterministic, and is left out where the sentence could still be true."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from mutation import KINDS, Mutation, mutations

from pcc_narrator.models.fact import Area, Fact, FactSet, Measure, Requirement
from pcc_narrator.models.period import Period

Q2 = Period(date(2018, 7, 1), date(2018, 9, 30))
Q3 = Period(date(2018, 10, 1), date(2018, 12, 31))


def _fact(
    id: str, measure: str, area: str, period: Period, value: str, statistic: str = "value", category: str | None = None
) -> Fact:
    unit = "percent" if statistic == "change_percent" else "count"
    return Fact(id, measure, statistic, area, period, Decimal(value), unit, category=category)  # type: ignore[arg-type]


FACTS = FactSet(
    measures=(Measure("visits", "Visits"), Measure("loans", "Loans")),
    areas=(Area("north", "Northtown", kind="town"), Area("south", "Southtown", kind="town")),
    facts=(
        _fact("v3", "visits", "north", Q3, "1204"),
        _fact("v2", "visits", "north", Q2, "1374"),
        _fact("s3", "visits", "south", Q3, "987"),
        _fact("l3", "loans", "north", Q3, "2210"),
        _fact("books", "loans", "north", Q3, "1650", category="Books"),
        _fact("films", "loans", "north", Q3, "560", category="Films"),
    ),
    requirements=(Requirement("visits.level", ("v3",)),),
    period=Q3,
)


def _made(text: str, facts: FactSet = FACTS) -> list[Mutation]:
    return list(mutations(text, facts))


def _new(text: str, kind: str) -> list[str]:
    return [one.text[one.start : one.end] for one in _made(text) if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Visits fell from 1,374 to 1,204.", "direction_flipped", "Visits rose from 1,374 to 1,204."),
        ("Visits fell by 170 (12.4 per cent).", "percent_for_points", "Visits fell by 170 (12.4 percentage points)."),
        ("The share fell by 7.1 percentage points.", "points_for_percent", "The share fell by 7.1 per cent."),
        ("Recording took 14 days.", "unit_changed", "Recording took 14 hours."),
        ("Visits fell from 1,374 to 1,204.", "figures_exchanged", "Visits fell from 1,204 to 1,374."),
        ("It had eight fewer visits.", "number_word_changed", "It had nine fewer visits."),
        ("It saw over 1,200 visits.", "hedge_turned", "It saw under 1,200 visits."),
        ("The rise is significant.", "significance_turned", "The rise is not significant."),
        ("There were 1,204 visits in quarter three.", "period_shifted", "There were 1,204 visits in quarter two."),
        ("There were 1,204 visits in quarter three.", "last_quarter_kept", "There were 1,374 visits in quarter three."),
        ("Northtown had 1,204 visits.", "area_swapped", "Southtown had 1,204 visits."),
        ("Northtown had 1,204 visits.", "decimal_moved", "Northtown had 12,040 visits."),
        ("Books made up 1,650 loans.", "category_swapped", "Films made up 1,650 loans."),
        ("| Total | 800 |", "total_off", "| Total | 802 |"),
    ],
)  # fmt: skip
def test_an_error_of_each_kind_is_made(text: str, kind: str, expected: str) -> None:
    assert expected in _new(text, kind)


def test_a_measure_is_exchanged_for_one_with_another_value() -> None:
    facts = FactSet(measures=FACTS.measures, areas=FACTS.areas, facts=(FACTS.facts[0], FACTS.facts[3]), period=Q3)
    made = [one.text for one in mutations("There were 1,204 visits.", facts) if one.kind == "measure_swapped"]
    assert made == ["There were 1,204 loans."]


def test_a_required_paragraph_is_dropped() -> None:
    text = "1. There were 1,204 visits in quarter three.\n\n2. The roof was mended.\n"
    (dropped,) = [one for one in _made(text) if one.kind == "paragraph_dropped"]
    assert dropped.text == "2. The roof was mended.\n"
    assert dropped.expect == "missing"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It saw about 1,200 visits.", "digit_swapped"),  # a hedged figure has leeway
        ("There were 1,204 visits in quarter three.", "category_swapped"),  # not a figure of a category
        ("Visits may have fallen by 170.", "direction_flipped"),  # nothing is asserted
        ("A rise or fall of 170 is usual.", "direction_flipped"),
        ("Between 10 and 12 people came.", "figures_exchanged"),
        ("There were 1,204 visits in 12 months to June 2018.", "total_off"),
        ("The survey has a margin of plus or minus 4.7 percentage points.", "points_for_percent"),
    ],
)
def test_what_could_still_be_true_is_left_out(text: str, kind: str) -> None:
    assert not _new(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "The Act of 2007 was amended on 12 March 2019.",
        "Section 136 allows it.",
        "12. Nothing is counted here.",
        "In the 12 months to June 2018 nothing changed.",
        "Rates are per 1,000 population.",
    ],
)
def test_dates_names_and_denominators_are_no_figures(text: str) -> None:
    assert not [one for one in _made(text) if one.kind.startswith(("digit", "decimal"))]


def test_the_same_text_gives_the_same_mutations_and_each_differs_from_it() -> None:
    text = "There were 1,204 visits in quarter three, 170 (12.4 per cent) fewer than in quarter two.\n"
    made = _made(text)
    assert made == _made(text)
    assert len({one.text for one in made}) > 15
    assert all(one.text != text and one.kind in KINDS for one in made)
    assert all(one.text[one.start : one.end].strip() for one in made)


def test_a_place_in_the_middle_is_not_turned() -> None:
    ranks = tuple(
        Fact(order, "visits", "rank", "north", Q3, Decimal(2), "rank", against="towns", order=order, out_of=3)  # type: ignore[arg-type]
        for order in ("highest_first", "lowest_first")
    )
    facts = FactSet(FACTS.measures, FACTS.areas, (*FACTS.facts, *ranks), requirements=FACTS.requirements, period=Q3)
    turned = [
        one for one in _made("Northtown had the second lowest number of the 3 towns.", facts) if one.now == "highest"
    ]
    assert turned == []
    assert [one for one in _made("Northtown had the lowest number of the 3 towns.", facts) if one.now == "highest"]
