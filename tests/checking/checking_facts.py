# ruff: noqa: E501  (tables of sentences)
"""Small fact sets of made-up subjects that the checker's tests share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pcc_narrator.models.fact import Area, Counted, Fact, FactSet, Measure, Note, Requirement, Unit
from pcc_narrator.models.period import Calendar, Period, end_of_month, rolling_year

Q3 = Calendar(4).quarter(2018, 3)
Q2 = Calendar(4).quarter(2018, 2)
Q3_BEFORE = Calendar(4).quarter(2017, 3)
YEAR = rolling_year(2018, 12)
YEAR_BEFORE = rolling_year(2017, 12)


def months(first: tuple[int, int], values: Sequence[object]) -> list[tuple[Period, Decimal]]:
    found = []
    year, month = first
    for value in values:
        day = date(year, month, 1)
        found.append((Period(day, end_of_month(day)), Decimal(str(value))))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def years(first: int, values: Sequence[object]) -> list[tuple[Period, Decimal]]:
    return [
        (Period(date(first + step, 1, 1), date(first + step, 12, 31)), Decimal(str(value)))
        for step, value in enumerate(values)
    ]


def series(title: str, unit: Unit, data: list[tuple[Period, Decimal]], place: str = "Norland") -> FactSet:
    """A series with the fewest fields that the format requires."""
    facts = tuple(Fact(f"m.{period.end}", "m", "value", "a", period, value, unit) for period, value in data)
    return FactSet((Measure("m", title),), (Area("a", place),), facts)


TESTS = series(
    "Daily tests per thousand people", "none",
    months((2020, 1), [0.1, 0.4, 4.2, 3.9, 3.5, 3.1, 2.8, 3.0, 3.2, 3.4, 3.6, 3.7]),
)  # fmt: skip
UNEMPLOYMENT = series(
    "Unemployment rate", "percent", years(2008, [5.7, 7.6, 7.9, 8.1, 8.0, 7.6, 6.2, 5.4, 4.9, 4.4, 4.1, 3.8])
)
PRICES = series("Average house price", "gbp", years(2010, [150000, 148000, 152000, 160000, 175000, 301000]))
RAIN = series("Rainfall", "none", months((2019, 1), [80, 62, 71, 40, 38, 55, 61, 90, 84, 120, 133, 96]), "Exford")


def _fact(measure: str, period: Period, value: object, unit: Unit, area: str = "st_anne", **more: object) -> Fact:
    named = (measure, more.get("statistic", "value"), area, more.get("category", ""), period.end, more.get("base", ""))
    identifier = ".".join(str(part) for part in (*named, period.start))
    statistic = str(more.pop("statistic", "value"))
    number = value if isinstance(value, bool) else Decimal(str(value))
    return Fact(identifier, measure, statistic, area, period, number, unit, **more)  # type: ignore[arg-type]


HOSPITAL = FactSet(
    measures=(
        Measure("attendances", "Emergency attendances", ("attendances", "visits"), "count", "neutral", None, Counted("attendance", "attendances")),
        Measure("four_hours", "Patients seen within four hours", ("the four-hour standard",), "percent", "higher_is_better", Decimal(95)),
        Measure("wait", "Average wait", ("waiting time",), "seconds", "lower_is_better"),
        Measure("falls", "Falls on wards", ("ward falls",), "count", "lower_is_better", None, Counted("fall on a ward", "falls on wards")),
    ),
    areas=(
        Area("st_anne", "St Anne's", ("the trust", "St Anne's Hospital"), "trust"),
        Area("peers", "similar trusts", ("peers", "similar hospitals"), "group", ("st_anne", "mill", "elm")),
        Area("mill", "Mill Lane", (), "trust"),
        Area("elm", "Elm Park", (), "trust"),
    ),
    facts=(
        _fact("attendances", Q3, 10792, "count"),
        _fact("attendances", Q2, 11123, "count"),
        _fact("attendances", Q3_BEFORE, 11177, "count"),
        _fact("attendances", YEAR, 42685, "count"),
        _fact("attendances", YEAR_BEFORE, 44068, "count"),
        _fact("attendances", YEAR, 14000, "count", category="Children"),
        _fact("attendances", YEAR_BEFORE, 13000, "count", category="Children"),
        _fact("attendances", YEAR, 51000, "count", "mill"),
        _fact("attendances", YEAR, 39000, "count", "elm"),
        _fact("four_hours", Q3, "86.7", "percent"),
        _fact("four_hours", Q2, "93.8", "percent"),
        _fact("four_hours", Q3, "90.1", "percent", "peers"),
        _fact("wait", Q3, 642, "seconds"),
        _fact("wait", Q2, 636, "seconds"),
        _fact("falls", Q3, 147, "count"),
        _fact("falls", Q2, 163, "count"),
        _fact("falls", Q3_BEFORE, 75, "count"),
        _fact("falls", Q3, True, "none", statistic="significant", base=Q3_BEFORE, method="exact test"),
        _fact("falls", Q3, False, "none", statistic="significant", base=Q2, method="exact test"),
    ),
    notes=(
        Note("n1", "cause", "Ward falls rose because two wards were short of night staff.", ("falls",)),
        Note("n2", "context", "Higher falls are associated with winter illness.", ("falls",)),
        Note("n3", "quotation", "Every fall is one too many and we will learn from each of them."),
    ),
    period=Q3,
    calendar=Calendar(4),
)  # fmt: skip

WITH_REQUIREMENTS = FactSet(
    HOSPITAL.measures, HOSPITAL.areas, HOSPITAL.facts, HOSPITAL.notes,
    (Requirement("attendances.level", (HOSPITAL.facts[0].id,)), Requirement("falls.level", (HOSPITAL.facts[14].id,))),
    Q3, Calendar(4),
)  # fmt: skip
EMPTY = FactSet()
