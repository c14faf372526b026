"""A small fact set of a hospital, with everything that an annex must show, and what must not do harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from pcc_narrator.models.fact import Area, Counted, Derivation, Fact, FactSet, Measure, Note, Source
from pcc_narrator.models.flag import Flag
from pcc_narrator.models.period import Calendar, Period, rolling_year

Q3, Q2 = Calendar().quarter(2018, 3), Calendar().quarter(2018, 2)
YEAR = rolling_year(2018, 12)
PUBLISHED = Source("observations", 2, publisher="The Trust", published_on=date(2019, 2, 1), title="Board paper")


def value(number: str, period: Period, row: int | None, *, measure: str = "visits", area: str = "leeds") -> Fact:
    """A figure that was read from a row, or with no row one without a source."""
    sources = () if row is None else (replace(PUBLISHED, row=row),)
    ident = f"{measure}.value.{area}.{period.start}.{period.months}"
    return Fact(ident, measure, "value", area, period, Decimal(number), "count", decimals=0, sources=sources)


LAST, NOW = value("1204", Q2, 2), value("1100", Q3, 3)
SUM = replace(value("4600", YEAR, None), derivation=Derivation("sum of quarters", (LAST.id, NOW.id)), basis="computed")
CHANGE = Fact(
    "visits.change", "visits", "change", "leeds", Q3, Decimal(-104), "count", base=Q2, decimals=0,
    derivation=Derivation("difference", (NOW.id, LAST.id)),
)  # fmt: skip
PERCENT = replace(
    CHANGE, id="visits.change_percent", statistic="change_percent", value=Decimal("-8.637873"), unit="percent",
    decimals=1,
)  # fmt: skip
TEST = Fact(
    "visits.significant", "visits", "significant", "leeds", Q3, True, "none", of_what=(CHANGE.id,), method="exact",
    p=Decimal("0.03"),
)  # fmt: skip
OTHER = replace(value("900", Q3, 9, area="york"), category="=cmd|' /C calc'!A0")
RANK = Fact("visits.rank", "visits", "rank", "leeds", Q3, Decimal(1), "rank", order="lowest_first", out_of=4)
FACTS = FactSet(
    (
        Measure("visits", "Visits", unit="count", counted=Counted("visit", "visits")),
        Measure("beds", "=1+1", unit="count"),
    ),
    (Area("leeds", "Leeds"), Area("york", "York")),
    (LAST, NOW, SUM, CHANGE, PERCENT, TEST, OTHER, RANK, value("7", Q2, 4, measure="beds")),
    (Note("n", "cause", "-2 wards were shut\x00 in May.", ("visits",), "A. Head", date(2019, 1, 5)),),
    period=Q3,
)
FLAGS = (
    Flag("f", "concern", "visits", "leeds", "counts.exact", "worse", Decimal(3), "@home visits fell.", (CHANGE.id,),
         None, (("p", "0.03"),)),
)  # fmt: skip
