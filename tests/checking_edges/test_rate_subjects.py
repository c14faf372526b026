"""What a rate counts is the subject of its sentence, whatever the sentence before spoke of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pcc_narrator.checking import Checker
from pcc_narrator.models.fact import Area, Counted, Fact, FactSet, Measure
from pcc_narrator.models.period import Period

YEAR = Period(date(2018, 1, 1), date(2018, 12, 31))
AREAS = tuple(Area(name, name.title(), kind="district", members=()) for name in ("leeds", "hull", "york"))


def _rates(measure: str, *values: str) -> list[Fact]:
    return [
        Fact(f"{measure}.rate.{area.id}", measure, "rate", area.id, YEAR, Decimal(value), "per_1000", decimals=1)
        for area, value in zip(AREAS, values, strict=True)
    ]


FACTS = FactSet(
    measures=(
        Measure("visits", "All visits", ("visits",), "count", counted=Counted("visit", "visits")),
        Measure("falls", "Falls", ("falls",), "count", counted=Counted("fall", "falls")),
        Measure("population", "Population", ("population",), "count"),
    ),
    areas=(*AREAS, Area("north", "the North", kind="region", members=("leeds", "hull", "york"))),
    facts=(
        *_rates("visits", "71.3", "60.1", "80.2"), *_rates("falls", "3.1", "4.2", "5.3"),
        Fact("population.value.leeds", "population", "value", "leeds", YEAR, Decimal(5000), "count"),
    ),
    period=YEAR,
)  # fmt: skip
BEFORE = "# All visits\n\nIn 2018 there were 3.1 falls per 1,000 population in Leeds.\n\n"
TEXT = BEFORE + "In 2018 there were {} visits per 1,000 population in Leeds, above the figure for Hull (60.1).\n"


def test_the_counted_word_inside_a_rate_is_the_subject() -> None:
    report = Checker(FACTS).check(TEXT.format("71.3"))
    assert [claim.message for claim in report.refuted] == []
    above = next(claim for claim in report.claims if claim.text == "above")
    assert (above.verdict, above.measure) == ("supported", "visits")


def test_a_wrong_rate_is_still_refuted() -> None:
    report = Checker(FACTS).check(TEXT.format("71.8"))
    assert "71.8" in " ".join(claim.text for claim in report.refuted)


def test_the_denominator_is_no_subject() -> None:
    report = Checker(FACTS).check(TEXT.format("71.3"))
    assert "population" not in {claim.measure for claim in report.claims}


def test_the_same_as_another_area_is_a_comparison_and_no_stability() -> None:
    changes = tuple(
        Fact(f"visits.change_percent.{area.id}", "visits", "change_percent", area.id, YEAR, Decimal(value), "percent",
             base=Period(date(2017, 1, 1), date(2017, 12, 31)))
        for area, value in zip(AREAS, ("0.1", "25", "-30"), strict=True)
    )  # fmt: skip
    facts = FactSet(
        FACTS.measures, FACTS.areas, (*_rates("visits", "60.14", "60.11", "80.2"), *changes), period=YEAR
    )  # fmt: skip
    text = (
        "# All visits\n\nIn 2018 there were 60.1 visits per 1,000 population in Leeds, the same as the figure for {}.\n"
    )
    said = [claim for claim in Checker(facts).check(text.format("Hull")).claims if claim.text == "the same as"]
    assert [(claim.kind, claim.verdict) for claim in said] == [("comparison", "supported")]
    said = [claim for claim in Checker(facts).check(text.format("York")).claims if claim.text == "the same as"]
    assert [(claim.kind, claim.verdict) for claim in said] == [("comparison", "refuted")]


def test_a_heading_that_names_a_section_is_no_claim_of_significance() -> None:
    claims = Checker(FACTS).check("# All visits\n\n### Significant change\n\nNone this quarter.\n").claims
    assert not [claim for claim in claims if claim.kind == "significance"]
