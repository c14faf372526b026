"""Figures in units that no fact has, and rows of changes whose verb is said once."""

from __future__ import annotations

import pytest

from pcc_narrator.checking import Checker

NOW, BEFORE = {"start": "2018-01-01", "end": "2018-12-31"}, {"start": "2017-01-01", "end": "2017-12-31"}


def _fact(measure: str, area: str, value: object, unit: str = "count", **more: object) -> dict[str, object]:
    identifier = f"{measure}.{area}.{more.get('statistic', 'value')}"
    shared = {"id": identifier, "measure": measure, "statistic": "value", "area": area, "period": NOW}
    return {**shared, "value": value, "unit": unit, **more}


CHECKER = Checker(
    {
        "report": {"period": NOW},
        "measures": [
            {"id": "wait", "title": "Median wait"},
            {"id": "wool", "title": "Wool shorn"},
            {"id": "guides", "title": "Guides", "unit": "count"},
        ],
        "areas": [{"id": "a", "title": "Ashby"}, {"id": "b", "title": "Barton"}],
        "facts": [
            _fact("wait", "a", 5.7, "none"), _fact("wool", "a", 27480, "none"),
            _fact("guides", "a", 300), _fact("guides", "a", -68, statistic="change", base=BEFORE),
            _fact("guides", "b", 117), _fact("guides", "b", -47, statistic="change", base=BEFORE),
        ],
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "refuted"),
    [
        ("The median wait at Ashby was 5.7 weeks in 2018.", []),
        ("The median wait at Ashby was 7.5 weeks in 2018.", ["7.5 weeks"]),
        ("Wool shorn at Ashby came to 27,480 pounds in 2018.", []),
        ("Wool shorn at Ashby came to 24,780 pounds in 2018.", ["24,780 pounds"]),
        ("Ashby lost 68 guides in 2018, Barton 47.", []),
        ("Ashby lost 68 guides in 2018, Barton 74.", ["74"]),
        ("Ashby lost 68 guides in 2018 and Barton lost 117.", ["117"]),
    ],
)
def test_units_and_rows(text: str, refuted: list[str]) -> None:
    assert [claim.text for claim in CHECKER.check(text).claims if claim.verdict == "refuted"] == refuted


def test_a_row_of_figures_ends_in_the_period_named() -> None:
    """ "From 61 to 80 and then to 96 in November": November is the last figure's."""
    months = {9: 61, 10: 80, 11: 96}
    facts = [
        _fact(
            "guides", "a", value, id=f"m{month}", period={"start": f"2018-{month:02}-01", "end": f"2018-{month:02}-30"}
        )
        for month, value in months.items()
    ]
    checker = Checker(
        {"measures": [{"id": "guides", "title": "Guides"}], "areas": [{"id": "a", "title": "Ashby"}], "facts": facts}
    )
    text = "At Ashby guides rose from 61 to 80 and then to {} in November 2018."
    assert not [claim for claim in checker.check(text.format(96)).claims if claim.verdict == "refuted"]
    assert [claim.text for claim in checker.check(text.format(80)).claims if claim.verdict == "refuted"][-1:] == ["80"]


@pytest.mark.parametrize(
    "table", ["|\n| --- | --- |\n| Ashby | 300 |\n", "|\n|---|\n|\n", "| |\n|---|\n| 300 | 4 | 5 |\n"]
)
def test_a_table_without_heads_is_read(table: str) -> None:
    report = CHECKER.check(f"Guides at Ashby in 2018\n\n{table}\nThere were 300 guides at Ashby in 2018.\n")
    assert report.claims[-1].verdict == "supported"


def test_the_number_of_areas_is_that_of_one_fact_in_any_order() -> None:
    ranks = [
        _fact(measure, "a", 2, "rank", statistic="rank", out_of=43, order="highest_first", period=when)
        for measure, when in (("guides", BEFORE), ("wool", NOW), ("wait", BEFORE))
    ]
    shared = {"measures": [{"id": name, "title": name.title()} for name in ("guides", "wool", "wait")]}
    found = [
        [(claim.text, claim.verdict, claim.facts) for claim in checker.check("Of the 43 towns in 2018.").claims]
        for order in (ranks, ranks[::-1], ranks[1:] + ranks[:1])
        for checker in [Checker({**shared, "areas": [{"id": "a", "title": "Ashby", "kind": "town"}], "facts": order})]
    ]
    assert found[0] == found[1] == found[2] and found[0][0] == ("43", "supported", ("wool.a.rank",))
