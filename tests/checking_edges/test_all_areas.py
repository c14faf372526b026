""" "Rose in all four districts" says how many rose, and is not the size of the group."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pcc_narrator.checking import Checker
from pcc_narrator.models.fact import Area, Fact, FactSet, Measure
from pcc_narrator.models.period import Period

YEAR, BEFORE = Period(date(2018, 1, 1), date(2018, 12, 31)), Period(date(2017, 1, 1), date(2017, 12, 31))
AREAS = tuple(Area(name, name.title(), kind="district") for name in ("leeds", "hull", "york", "selby"))


def _rose(many: int) -> FactSet:
    return FactSet(
        measures=(Measure("visits", "Visits", ("visits",), "count"),),
        areas=(*AREAS, Area("north", "the North", kind="region", members=tuple(area.id for area in AREAS))),
        facts=(
            Fact("visits.areas_with_increase.north", "visits", "areas_with_increase", "north", YEAR, Decimal(many),
                 "count", base=BEFORE, out_of=4, decimals=0),
        ),
        period=YEAR,
    )  # fmt: skip


@pytest.mark.parametrize(("many", "verdict"), [(4, "supported"), (3, "refuted")])
@pytest.mark.parametrize(
    "text", ["In 2018 visits rose in all 4 districts.", "In 2018 all four districts saw visits rise."]
)
def test_all(text: str, many: int, verdict: str) -> None:
    (claim,) = [one for one in Checker(_rose(many)).check(text).claims if one.text in ("4", "four")]
    assert claim.verdict == verdict
    assert claim.facts == ("visits.areas_with_increase.north",)


def test_the_whole_is_no_count_of_what_rose() -> None:
    report = Checker(_rose(3)).check("In 2018 visits rose in three of all 4 districts.")
    assert [claim.text for claim in report.refuted] == []
