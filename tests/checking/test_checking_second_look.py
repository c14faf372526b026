# ruff: noqa: E501
"""Figures of sentences that name several things: each rule once true, with nothing refuted, and once false."""

from __future__ import annotations

from typing import Any

import pytest

from pcc_narrator.checking import Checker

AREAS = [("eastpool", "East Pool"), ("westpool", "West Pool"), ("northpool", "North Pool")]


def _year(end: str) -> dict[str, str]:
    year, month = int(end[:4]), end[5:7]
    last = {"03": "31", "06": "30", "12": "31"}[month]
    start = f"{year - 1}-{int(month) % 12 + 1:02d}-01" if month != "12" else f"{year}-01-01"
    return {"start": start, "end": f"{end}-{last}"}


def _facts() -> dict[str, Any]:
    swims = {
        "eastpool": {"2014-12": 301, "2015-12": 355, "2016-12": 405, "2017-12": 494, "2018-12": 610},
        "westpool": {"2017-12": 725, "2018-12": 848},
        "northpool": {"2017-12": 231, "2018-12": 266},
    }
    facts = [
        {"id": f"s.{area}.{end}", "measure": "swims", "statistic": "value", "area": area, "period": _year(end), "value": value, "unit": "count"}
        for area, series in swims.items()
        for end, value in series.items()
    ]  # fmt: skip
    facts += [
        {"id": f"c.{area}", "measure": "clean", "statistic": "value", "area": area, "period": _year("2018-12"), "value": value, "unit": "percent"}
        for area, value in (("eastpool", 74.5), ("westpool", 91.2))
    ]  # fmt: skip
    facts += [
        {"id": f"r.{area}", "measure": "swims", "statistic": "rate", "area": area, "period": _year("2018-12"), "value": value, "unit": "per_1000"}
        for area, value in (("eastpool", 1.489), ("westpool", 1.521), ("northpool", 1.31))
    ]  # fmt: skip
    facts += [
        {"id": f"l.{year}", "measure": "lockers", "statistic": "value", "area": "eastpool", "period": _year(f"{year}-12"), "value": value, "unit": "count"}
        for year, value in ((2017, 4_743_000), (2018, 4_658_000))
    ]  # fmt: skip
    return {
        "schema_version": 1,
        "report": {"period": _year("2018-12")},
        "measures": [
            {
                "id": "swims",
                "title": "Swims",
                "unit": "count",
                "polarity": "higher_is_better",
                "counted": {"one": "swim", "many": "swims"},
            },
            {"id": "clean", "title": "Water samples that passed", "unit": "percent", "polarity": "higher_is_better"},
            {"id": "lockers", "title": "Lockers let", "unit": "count"},
        ],
        "areas": [{"id": identifier, "title": title, "kind": "district"} for identifier, title in AREAS],
        "facts": facts,
    }


CHECKER = Checker(_facts())

CASES = [
    ("Swims at East Pool rose from 494 to 610 between the years to December 2017 and December 2018.", "Swims at East Pool rose from 494 to 601 between the years to December 2017 and December 2018."),
    ("Swims at East Pool stood at 494 in December 2017 and 610 in December 2018.", "Swims at East Pool stood at 494 in December 2017 and 640 in December 2018."),
    ("In the 12 months to December 2018 swims rose by 23.5 per cent at East Pool (494 swims to 610).", "In the 12 months to December 2018 swims rose by 23.5 per cent at East Pool (449 swims to 610)."),
    ("Swims at East Pool have risen from 301 in the year to December 2014 to 355, 405, 494 and now 610.", "Swims at East Pool have risen from 301 in the year to December 2014 to 355, 450, 494 and now 610."),
    ("In the 12 months to December 2018 East Pool had 610 swims and West Pool 848, 1,458 in all.", "In the 12 months to December 2018 East Pool had 610 swims and West Pool 848, 1,548 in all."),
    ("In 2018 West Pool (848) had more swims than East Pool (610).", "In 2018 West Pool (610) had more swims than East Pool (848)."),
    ("In 2018, 25.5 per cent of water samples did not pass at East Pool.", None),
    ("In 2018 there were 610 swims at East Pool. Schools booked 117 of these swims.", None),
    ("In 2018 East Pool had 1.5 swims per 1,000 population, above the figure for North Pool (1.3) and the same as the figure for West Pool (1.5).", "In 2018 East Pool had 1.5 swims per 1,000 population, below the figure for North Pool (1.3) and the same as the figure for West Pool (1.5)."),
    ("Thousands\n\n| | 2017 | 2018 |\n| --- | --- | --- |\n| Lockers let | 4,743 | 4,658 |\n", "Thousands\n\n| | 2017 | 2018 |\n| --- | --- | --- |\n| Lockers let | 4,734 | 4,658 |\n"),
    ("There were 610 swims at East Pool in 2018 (Table 3)2.", None),
]  # fmt: skip


@pytest.mark.parametrize(("true", "false"), CASES)
def test_a_true_text_stands_and_its_false_twin_does_not(true: str, false: str | None) -> None:
    assert [(claim.text, claim.message) for claim in CHECKER.check(true).refuted] == []
    if false is not None:
        assert CHECKER.check(false).refuted
