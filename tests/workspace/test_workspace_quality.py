"""What an analyst should look at: each kind of finding where it belongs, and none on a sound series."""

from __future__ import annotations

import pytest

from pcc_narrator.workspace import load_workspace
from pcc_narrator.workspace.quality import QUALITY_KINDS, QualityFinding, quality_report

HEADER = "measure,area,category,period,value,numerator,denominator,basis,source,publisher,published_on\n"


def _report(make_workspace, *rows: str) -> tuple[QualityFinding, ...]:
    text = HEADER + "".join(f"{row}{',' * (10 - row.count(','))}\n" for row in rows)
    return quality_report(load_workspace(make_workspace({"observations.csv": text})))


def _months(measure: str, values: list[object], first: int = 0, category: str = "") -> list[str]:
    rows = []
    for number, value in enumerate(values, first):
        year, month = divmod(2016 * 12 + 3 + number, 12)
        rows.append(f"{measure},north,{category},{year}-{month + 1:02d},{value}")
    return rows


STEADY = [100, 104, 98, 103, 99, 105, 97, 101, 102, 100, 99, 103]


def test_a_sound_series_gives_no_finding(make_workspace) -> None:
    rows = _months("visits", STEADY)
    rows += ["visits,north,,2016-17-Q1,302", "visits,north,,R12-2017-03,1211", "visits,north,young,2016-17-Q1,40"]
    rows += ["visits,south,,2016-17-Q1,10", "visits,similar,,2016-17-Q1,312"]
    assert _report(make_workspace, *rows) == ()


CASES = {
    "a month is missing": (
        [row for row in _months("visits", STEADY) if ",2016-08," not in row],
        [("missing_period", "2016-08", "1 of 12 months are missing: 2016-08.")],
    ),
    "years roll from quarter to quarter": (
        [f"visits,north,,R12-{key},400" for key in ("2017-03", "2017-06", "2017-12", "2018-03")],
        [("missing_period", "R12-2017-09", "1 of 5 years are missing: R12-2017-09.")],
    ),
    "a quarter is missing": (
        ["visits,north,,2017-18-Q4,4", "visits,north,,2018-19-Q3,5"],
        [("missing_period", "2018-19-Q1", "2 of 4 quarters are missing: 2018-19-Q1, 2018-19-Q2.")],
    ),
    "no figure is shown": (
        ["visits,north,,2018-12,[c]", "visits,north,,2018-11,", "visits,north,,2018-19-Q3,5"],
        [("not_shown", "2018-11", "an empty cell"), ("not_shown", "2018-12", "'[c]'")],
    ),
    "two of four quarters": (
        ["visits,north,,2018-19-Q2,4", "visits,north,,2018-19-Q3,4", "visits,north,,R12-2018-12,5"],
        [("partial_period", "R12-2018-12", "only 2 of the 4 quarters")],
    ),
    "two of three months at the end": (
        _months("visits", STEADY[:11]),
        [("partial_period", "2016-17-Q4", "2 of 3 are there")],
    ),
    "a jump": (
        _months("visits", [*STEADY[:11], 410]),
        [("jump", "2017-03", "2017-03 is 410 after 99")],
    ),
    "a percentage above all": (
        ["satisfied,north,,2018-12,104.5", "satisfied,north,,2018-19-Q3,-1", "satisfied,north,,2018-19,100"],
        [("impossible_value", "2018-12", "between 0 and 100"), ("impossible_value", "2018-19-Q3", "between 0 and 100")],
    ),
    "a negative derived count": (
        ["visits,north,,2018-19-Q3,-3,,,derived"],
        [("impossible_value", "2018-19-Q3", "cannot be negative")],
    ),
    "half a person": (["staff,north,,2018-19-Q3,3.5"], [("impossible_value", "2018-19-Q3", "no decimals")]),
    "categories above their total": (
        ["visits,north,,2018-19-Q3,9", "visits,north,a,2018-19-Q3,5", "visits,north,b,2018-19-Q3,5"],
        [("categories_and_total", "2018-19-Q3", "add up to 10, and the total is 9")],
    ),
    "categories that no longer meet their total": (
        [
            f"visits,north,{category},2018-19-Q{quarter},{value}"
            for quarter in (1, 2, 3)
            for category, value in (("", 10), ("a", 4), ("b", 6 if quarter < 3 else 5))
        ],
        [("categories_and_total", "2018-19-Q3", "add up to 9, and the total is 10")],
    ),
    "quarters that do not meet their year": (
        [*(f"visits,north,,2018-19-Q{quarter},10" for quarter in (1, 2, 3, 4)), "visits,north,,2018-19,41"],
        [
            (
                "periods_and_total",
                "R12-2019-03",
                "the quarters of R12-2019-03 add up to 40, and R12-2019-03 is given as 41",
            )
        ],
    ),
    "months that do not meet their quarter": (
        [*_months("visits", [1, 2, 3]), "visits,north,,2016-17-Q1,7"],
        [("periods_and_total", "2016-17-Q1", "the months of 2016-17-Q1 add up to 6")],
    ),
    "percentages never add up": (
        [*(f"satisfied,north,,2018-19-Q{quarter},10" for quarter in (1, 2, 3, 4)), "satisfied,north,,2018-19,11"],
        [],
    ),
    "members that do not meet their group": (
        ["visits,north,,2018-19-Q3,9", "visits,south,,2018-19-Q3,5", "visits,similar,,2018-19-Q3,15"],
        [("members_and_group", "2018-19-Q3", "the 2 members add up to 14")],
    ),
    "two sources": (
        [
            "visits,north,,2018-19-Q3,9,,,,Door counter,Library,2019-01-01",
            "visits,north,,2018-19-Q3,8,,,,Yearbook,Ministry,2019-05-01",
        ],
        [("sources_disagree", "2018-19-Q3", "Ministry, Yearbook gives 8, and Library, Door counter gives 9")],
    ),
    "one source that revised its figure": (
        [
            "visits,north,,2018-19-Q3,9,,,,Door counter,Library,2019-01-01",
            "visits,north,,2018-19-Q3,8,,,,Door counter,Library,2019-05-01",
        ],
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_findings(make_workspace, name: str) -> None:
    rows, expected = CASES[name]
    found = _report(make_workspace, *rows)
    assert [(item.kind, item.period) for item in found] == [(kind, period) for kind, period, _ in expected]
    for item, (_, _, words) in zip(found, expected, strict=True):
        assert words in item.message
        assert item.kind in QUALITY_KINDS


def test_a_month_that_was_copied(make_workspace) -> None:
    values = {"2018-10": [1, 2, 3, 4, 5], "2018-11": [2, 2, 3, 4, 5], "2018-12": [1, 2, 3, 4, 5]}
    rows = [
        f"visits,north,c{number},{month},{value}" for month, row in values.items() for number, value in enumerate(row)
    ]
    found = _report(make_workspace, *rows)
    assert [(item.kind, item.period) for item in found] == [("copied_period", "2018-12")]
    assert "equal those of 2018-10" in found[0].message
    assert found[0].rows == (12, 13, 14, 15, 16)


def test_rows_lead_to_the_table(make_workspace) -> None:
    (found,) = _report(make_workspace, "staff,north,,2018-19-Q2,8", "staff,north,,2018-19-Q3,3.5")
    assert found.rows == (3,)
