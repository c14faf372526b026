"""Sentences that say that nothing changed, and periods that are told backwards."""

from __future__ import annotations

import pytest

from pcc_narrator.checking import Checker


def _year(year: int) -> dict[str, str]:
    return {"start": f"{year}-01-01", "end": f"{year}-12-31"}


def _checker(title: str, unit: str, **values: float) -> Checker:
    """One series of one town, by year: y2017=50."""
    facts = [
        {"id": f"v{year}", "measure": "m", "statistic": "value", "area": "a", "period": _year(int(year[1:])),
         "value": value, "unit": unit}
        for year, value in values.items()
    ]  # fmt: skip
    measures = [{"id": "m", "title": title, "unit": unit}]
    return Checker({"measures": measures, "areas": [{"id": "a", "title": "Ashby", "kind": "town"}], "facts": facts})


FLAT = _checker("Rainfall", "none", y2016=800, y2017=800, y2018=800)
RISEN = _checker("Ticket price", "gbp", y2016=20, y2017=20, y2018=31)


@pytest.mark.parametrize("checker", [FLAT, RISEN])
@pytest.mark.parametrize(
    "text",
    [
        "There was no significant increase or decrease in {} in 2018.",
        "There was no statistically significant rise or fall in {} in 2018.",
        "In 2018 there was neither a significant decrease or increase in {}.",
    ],
)
def test_neither_way_significantly_says_no_direction(checker: Checker, text: str) -> None:
    subject = "rainfall" if checker is FLAT else "the ticket price"
    assert not [c for c in checker.check(text.format(subject)).claims if c.kind == "direction"]


@pytest.mark.parametrize(
    ("checker", "text", "verdicts"),
    [
        (FLAT, "There was no increase or decrease in rainfall in 2018.", ["supported", "supported"]),
        (RISEN, "There was no increase or decrease in the ticket price in 2018.", ["refuted", "supported"]),
        (RISEN, "There was a significant increase or a mistake in the ticket price in 2018.", ["supported"]),
    ],
)
def test_without_significance_a_direction_is_said(checker: Checker, text: str, verdicts: list[str]) -> None:
    assert [c.verdict for c in checker.check(text).claims if c.kind == "direction"] == verdicts


def test_a_stretch_from_a_quarter_to_one_a_year_earlier() -> None:
    """It made a period that ends before it starts, and the checker stopped."""
    quarters = {"2017-07-01": ("2017-09-30", 101), "2017-10-01": ("2017-12-31", 102),
                "2018-07-01": ("2018-09-30", 102), "2018-10-01": ("2018-12-31", 900)}  # fmt: skip
    facts = [
        {"id": start, "measure": "m", "statistic": "value", "area": "a", "period": {"start": start, "end": end},
         "value": value, "unit": "count"}
        for start, (end, value) in quarters.items()
    ]  # fmt: skip
    known = {
        "measures": [{"id": "m", "title": "Loans", "unit": "count"}],
        "areas": [{"id": "a", "title": "Ashby", "kind": "town"}],
        "facts": facts,
    }
    text = (
        "In the quarter to December 2018 there were 900 loans. The change in loans from the previous quarter to the "
        "same quarter a year earlier indicates that loans remained relatively stable over the past year."
    )
    assert [claim.verdict for claim in Checker(known).check(text).claims if claim.kind == "stability"]
