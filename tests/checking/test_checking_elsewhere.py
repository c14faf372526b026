"""Figures given to areas that the facts do not have are not taken for the report's own."""

from __future__ import annotations

import pytest

from pcc_narrator.checking import Checker


def _facts(
    title: str, unit: str, value: float, place: str, kind: str, *, nation: float | None = None
) -> dict[str, object]:
    period = {"start": "2018-01-01", "end": "2018-12-31"}
    areas = [{"id": "own", "title": place, "kind": kind}]
    facts = [
        {"id": "v", "measure": "m", "statistic": "value", "area": "own", "period": period, "value": value, "unit": unit}
    ]
    if nation is not None:
        areas.append({"id": "nation", "title": "Norland", "kind": "nation"})
        facts.append({**facts[0], "id": "n", "area": "nation", "value": nation})
    return {"measures": [{"id": "m", "title": title, "unit": unit}], "areas": areas, "facts": facts}


TEMPERATURE = Checker(_facts("Mean temperature", "none", 11.4, "Ashby", "station"))
WAIT = Checker(_facts("Median wait", "days", 61, "Barton Infirmary", "trust"))
PRICE = Checker(_facts("Price of bread", "gbp", 1.35, "Carlow", "town"))
KNOWN = Checker(_facts("Median wait", "days", 61, "Barton Infirmary", "trust", nation=48))


@pytest.mark.parametrize(
    ("checker", "text"),
    [
        (TEMPERATURE, "In 2018 the national average was 11.4 degrees."),
        (TEMPERATURE, "Elsewhere the mean temperature was 11.4 in 2018."),
        (TEMPERATURE, "At other stations the mean temperature in 2018 was 11.4."),
        (WAIT, "Nationally, the median wait in 2018 was 61 days."),
        (WAIT, "The median wait in 2018 was 61 days nationally."),
        (WAIT, "The average of all other trusts was 61 days in 2018."),
        (WAIT, "The regional figure in 2018 was 61 days."),
        (PRICE, "Other towns paid £1.35 in 2018."),
        (PRICE, "The mean of the remaining towns was £1.35 in 2018."),
    ],
)
def test_somebody_elses_figure_is_left_open(checker: Checker, text: str) -> None:
    verdicts = {claim.kind: claim.verdict for claim in checker.check(text).claims if claim.kind != "period"}
    assert set(verdicts.values()) == {"not_enough_information"}, verdicts


@pytest.mark.parametrize(
    ("checker", "text"),
    [
        (TEMPERATURE, "In 2018 the mean temperature was 11.4, as in other places."),
        (TEMPERATURE, "Unlike at other stations, the mean temperature in 2018 was 11.4."),
        (WAIT, "Nationally, waits are longer, but here the median wait in 2018 was 61 days."),
        (WAIT, "At Barton Infirmary the median wait in 2018 was 61 days, above the national average."),
        (WAIT, "Compared with the national average, the median wait of 61 days in 2018 is long."),
        (WAIT, "As in other trusts, the median wait was 61 days in 2018."),
        (PRICE, "Bread cost £1.35 in 2018, more than in other towns."),
        (PRICE, "Of the other costs, the price of bread was £1.35 in 2018."),
    ],
)
def test_ones_own_figure_beside_others_is_ones_own(checker: Checker, text: str) -> None:
    figures = [c for c in checker.check(text).claims if c.text in ("11.4", "61 days", "£1.35")]
    assert [claim.verdict for claim in figures] == ["supported"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Nationally, the median wait in 2018 was 48 days.", "supported"),
        ("Nationally, the median wait in 2018 was 61 days.", "refuted"),
        ("The national average in 2018 was 61 days.", "refuted"),
    ],
)
def test_a_whole_that_is_known_is_read_as_before(text: str, verdict: str) -> None:
    figures = [claim for claim in KNOWN.check(text).claims if claim.text.endswith("days")]
    assert [claim.verdict for claim in figures] == [verdict]
