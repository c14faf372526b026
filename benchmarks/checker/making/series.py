"""Set 5, first step: open series of several subjects as facts.json with the required fields alone.

python benchmarks/checker/making/series.py --data DIR
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import opendata
import pandas as pd
from factbook import financial_year, month, rolling, rounded

from pcc_narrator.models.period import Period

HERE = Path(__file__).resolve().parent.parent / "sets" / "captions" / "facts"


def number(value: Decimal | int) -> int | float:
    """As JSON has it."""
    exact = Decimal(value)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def document(
    measures: dict[str, str], areas: dict[str, str], points: Iterable[tuple[str, str, Period, Decimal | int, str]]
) -> str:
    """A facts.json with what is required, and nothing else."""
    facts = []
    for at, (measure, area, period, value, unit) in enumerate(points, 1):
        assert period.start is not None
        assert period.end is not None
        facts.append(
            {
                "id": f"f{at}",
                "measure": measure,
                "statistic": "value",
                "area": area,
                "period": {"start": period.start.isoformat(), "end": period.end.isoformat()},
                "value": number(value),
                "unit": unit,
            }
        )
    head = {
        "schema_version": 1,
        "measures": [{"id": id, "title": title} for id, title in measures.items()],
        "areas": [{"id": id, "title": title} for id, title in areas.items()],
    }
    lines = ",\n".join(f"  {json.dumps(fact)}" for fact in facts)
    return json.dumps(head, ensure_ascii=False)[:-1] + f',\n "facts": [\n{lines}\n]}}\n'


def series(data: Path) -> Iterator[tuple[str, str]]:
    """(file name, text) of each."""
    visits = opendata.attendances(data)
    months = sorted(visits["England", "all"])
    yield (
        "ae-england",
        document(
            {"attendances": "A&E attendances", "within_four_hours": "Patients seen within four hours"},
            {"england": "England"},
            [
                ("attendances", "england", month(m.year, m.month), visits["England", "all"][m]["attendances"], "count")
                for m in months
            ]
            + [
                ("within_four_hours", "england", month(m.year, m.month), share(visits["England", "all"][m]), "percent")
                for m in months
            ],
        ),
    )
    hospitals = {
        "RR8": "Leeds Teaching Hospitals",
        "RJ1": "Guy's and St Thomas'",
        "RGT": "Cambridge University Hospitals",
    }
    yield (
        "emergency-admissions",
        document(
            {"admissions": "Emergency admissions"},
            {code.lower(): title for code, title in hospitals.items()},
            [
                ("admissions", code.lower(), month(m.year, m.month), visits[code, "all"][m]["admissions"], "count")
                for code in hospitals
                for m in months
                if m >= date(2018, 4, 1)
            ],
        ),
    )
    staff = pd.read_excel(
        data / "home_office_workforce" / "police-workforce-sep18-tables.ods",
        sheet_name="Table_8",
        header=None,
        engine="calamine",
    )
    yield "workforce", document(*workforce(staff))
    rows = opendata.case_outcomes(data, "National", "Robbery")
    run = [m for m in sorted(rows) if m <= date(2015, 10, 1)]
    yield (
        "robbery-convictions",
        document(
            {"convictions": "Robbery convictions"},
            {"national": "England and Wales"},
            [("convictions", "national", month(m.year, m.month), rows[m][0], "count") for m in run],
        ),
    )
    yearly = opendata.deaths(data)
    yield (
        "deaths-by-year",
        document(
            {"road": "Road traffic fatalities", "custody": "Deaths in custody", "shootings": "Fatal shootings"},
            {"ew": "England and Wales"},
            [
                (name, "ew", financial_year(year), count, "count")
                for name, sheet in (("road", "RTI"), ("custody", "Custody"), ("shootings", "Shootings"))
                for year, count in sorted(yearly[sheet].items())
            ],
        ),
    )
    crime = opendata.rolling_crime(data)
    for name, area, offence in (
        ("bicycle-theft", "Cambridgeshire", "Bicycle theft"),
        ("homicide", "England and Wales", "Homicide"),
    ):
        ends = [end for end in sorted(crime[area, offence]) if end.month == 12]
        yield (
            name,
            document(
                {"count": offence},
                {"area": area},
                [("count", "area", calendar_year(end.year), crime[area, offence][end], "count") for end in ends],
            ),
        )
    ends = [end for end in sorted(crime["Greater Manchester", "Robbery"]) if end >= date(2014, 1, 1)]
    yield (
        "robbery-rolling",
        document(
            {"robbery": "Robbery"},
            {"gm": "Greater Manchester"},
            [("robbery", "gm", rolling(end), crime["Greater Manchester", "Robbery"][end], "count") for end in ends],
        ),
    )
    people = opendata.population(data)
    regions = (
        "North East",
        "North West",
        "Yorkshire and The Humber",
        "East Midlands",
        "West Midlands (region)",
        "East of England",
        "East",
        "London",
        "South East",
        "South West",
        "Wales",
    )
    kept = {name.replace(" (region)", ""): people[name] for name in regions if name in people}
    day = Period(date(2018, 6, 30), date(2018, 6, 30))
    yield (
        "population",
        document(
            {"population": "Population"},
            {name.lower().replace(" ", "_"): name for name in kept},
            [("population", name.lower().replace(" ", "_"), day, count, "count") for name, count in kept.items()],
        ),
    )
    street = opendata.monthly_street_crime(data)
    forces = {"Norfolk Constabulary": "Norfolk", "Essex Police": "Essex"}
    yield (
        "anti-social-behaviour",
        document(
            {"asb": "Anti-social behaviour incidents"},
            {title.lower(): title for title in forces.values()},
            [
                ("asb", title.lower(), month(m.year, m.month), count, "count")
                for reporter, title in forces.items()
                for m, count in sorted(street[reporter, "Anti-social behaviour"].items())
            ],
        ),
    )


def calendar_year(year: int) -> Period:
    """January to December."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def share(cell: dict[str, int]) -> Decimal:
    """Seen within four hours, per cent to one decimal, as published."""
    return rounded(Decimal(cell["attendances"] - cell["breaches"]) * 100 / cell["attendances"], 1)


def workforce(
    frame: pd.DataFrame,
) -> tuple[dict[str, str], dict[str, str], list[tuple[str, str, Period, Decimal | int, str]]]:
    """Officers, staff and support officers of England and Wales on 30 September of each year."""
    columns = {
        1: ("officers", "Police officers"),
        2: ("staff", "Police staff"),
        4: ("pcsos", "Police community support officers"),
    }
    points: list[tuple[str, str, Period, Decimal | int, str]] = []
    for column, (id, _) in columns.items():
        for year, row in zip(
            range(2006, 2019), range(4, 17), strict=True
        ):  # one label has a note mark fused to its year
            last = date(year, 9, 30)
            points.append(
                (id, "ew", Period(last, last), rounded(Decimal(repr(float(frame.iloc[row, column]))), 2), "count")
            )
    return dict(columns.values()), {"ew": "England and Wales"}, points


def main() -> None:
    """Write them all."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    HERE.mkdir(parents=True, exist_ok=True)
    for name, text in series(options.parse_args().data):
        (HERE / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
