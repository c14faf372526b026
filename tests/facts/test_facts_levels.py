"""Levels: supplied, built up from shorter periods, from members, from numerators and denominators."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from build_workspace import OWN, measure, plan, quarters, row, rows, workspace
from scipy.stats import binomtest

from pcc_narrator.errors import PeriodError
from pcc_narrator.facts import compute_facts
from pcc_narrator.models.fact import Area

PERIOD = "2018-19-Q3"


def facts_of(*observations, measures=None, areas=(OWN,), period=PERIOD, **more):
    return compute_facts(workspace(plan(*(measures or [measure()])), observations, areas=areas, **more), period).by_id


def test_a_supplied_value_keeps_its_digits_its_row_and_its_source():
    given = row(PERIOD, "15.60", basis="provisional", source="Table 4", publisher="Board", published_on="2019-03-28")
    fact = facts_of(given, measures=[measure(unit="days")])["things.value.here.2018-19-Q3"]
    assert (fact.value, fact.decimals, fact.basis) == (D("15.6"), 2, "provisional")
    (source,) = fact.sources
    assert (source.file, source.row, source.title, source.publisher) == ("observations.csv", 2, "Table 4", "Board")
    assert source.published_on == date(2019, 3, 28)


MONTHS = {"2018-10": 5, "2018-11": 7, "2018-12": 12}


@pytest.mark.parametrize(
    ("adds", "expected", "operation"),
    [("sum", D(24), "sum of months"), ("latest", D(12), "last of months"), ("mean", D(8), "mean of months")],
)
def test_a_quarter_is_made_of_its_months_by_the_plan(adds, expected, operation):
    fact = facts_of(*rows(MONTHS), measures=[measure(adds=adds)])["things.value.here.2018-19-Q3"]
    assert fact.value == expected
    assert fact.derivation.operation == operation


def test_two_of_three_months_make_no_quarter():
    facts = facts_of(*rows({"2018-10": 5, "2018-12": 12}))
    assert "things.value.here.2018-19-Q3" not in facts
    assert facts["things.value.here.2018-12"].value == 12


def test_rolling_year_is_summed_from_quarters_or_from_months():
    from_quarters = facts_of(*quarters("2017-18-Q4", [1, 2, 3, 4]))
    assert from_quarters["things.value.here.R12-2018-12"].value == 10
    months = {f"2018-{number:02d}": 1 for number in range(1, 13)}
    assert facts_of(*rows(months))["things.value.here.R12-2018-12"].value == 12


def test_a_supplied_total_wins_over_the_sum_of_its_parts_and_says_so():
    fact = facts_of(*quarters("2017-18-Q4", [1, 2, 3, 4]), row("R12-2018-12", 11))["things.value.here.R12-2018-12"]
    assert fact.value == 11
    assert fact.basis == "published; its 4 quarters add up to 10"
    same = facts_of(*quarters("2017-18-Q4", [1, 2, 3, 4]), row("R12-2018-12", 10))["things.value.here.R12-2018-12"]
    assert same.basis == "published"


def test_of_two_vintages_the_later_published_counts():
    first, later = row(PERIOD, 5, published_on="2019-01-01"), row(PERIOD, 6, published_on="2019-02-01")
    for order in ((first, later), (later, first)):
        assert facts_of(*order)["things.value.here.2018-19-Q3"].value == 6


def test_nothing_after_the_report_is_used():
    facts = facts_of(*quarters("2018-19-Q2", [1, 2, 3]))
    assert not [name for name in facts if "2018-19-Q4" in name]


RATIO = measure(unit="percent", adds="ratio")


def test_what_has_no_commentary_may_be_of_the_time_of_writing():
    made = workspace(
        plan(measure(), measure("helped", commentary=False)),
        [row("2018-19-Q3", 5), row("2018-19-Q4", 7), row("2018-04-01--2019-02-28", 90, "helped")],
    )
    found = {fact.id: fact.number for fact in compute_facts(made, "2018-19-Q3").facts}
    assert found["helped.value.here.2018-04-01--2019-02-28"] == 90
    assert not any("2018-19-Q4" in identifier for identifier in found)


@pytest.mark.parametrize(("count", "decimals"), [(0, 1), (2, 3), (40, 1)])
def test_a_rate_that_is_not_nought_is_not_printed_as_nought(count, decimals):
    made = workspace(
        plan(measure(rate_per_1000="population")), [row("R12-2018-12", count)],
        populations=[{"area": "here", "period": "2017-06-30", "population": 700_000}],
    )  # fmt: skip
    rate = compute_facts(made, "2018-19-Q3").by_id["things.rate.here.R12-2018-12"]
    assert rate.decimals == decimals


def test_a_ratio_is_the_sum_of_numerators_over_the_sum_of_denominators():
    months = [row("2018-10", numerator=1, denominator=2), row("2018-11", numerator=1, denominator=10),
              row("2018-12", numerator=0, denominator=8)]  # fmt: skip
    facts = facts_of(*months, measures=[RATIO])
    fact = facts["things.value.here.2018-19-Q3"]
    assert fact.value == 10  # not the mean of 50, 10 and 0
    assert fact.derivation.of == ("things.numerator.here.2018-19-Q3", "things.denominator.here.2018-19-Q3")
    assert facts["things.denominator.here.2018-19-Q3"].value == 20


def test_zero_denominator_gives_no_figure():
    facts = facts_of(row(PERIOD, numerator=0, denominator=0), measures=[RATIO])
    assert "things.value.here.2018-19-Q3" not in facts
    assert facts["things.denominator.here.2018-19-Q3"].value == 0


def test_a_published_percentage_keeps_its_printed_value_beside_its_parts():
    facts = facts_of(row(PERIOD, "24.5", numerator=60, denominator=245), measures=[RATIO])
    assert facts["things.value.here.2018-19-Q3"].value == D("24.5")
    assert facts["things.numerator.here.2018-19-Q3"].value == 60


GROUP = Area("group", "Group", kind="group", members=("here", "there"))
THERE = Area("there", "There")


def test_a_group_is_the_sum_of_its_members_if_all_have_a_figure():
    measures = [measure(peers=["group"])]
    both = [row("R12-2018-12", 3), row("R12-2018-12", 4, area="there")]
    facts = facts_of(*both, measures=measures, areas=(OWN, THERE, GROUP))
    assert facts["things.value.group.R12-2018-12"].value == 7
    alone = facts_of(both[0], measures=measures, areas=(OWN, THERE, GROUP))
    assert "things.value.group.R12-2018-12" not in alone


def test_a_groups_ratio_is_never_a_mean_of_percentages():
    observations = [row("R12-2018-12", numerator=1, denominator=2),
                    row("R12-2018-12", numerator=0, denominator=8, area="there")]  # fmt: skip
    nation = Area("nation", "Nation", kind="nation", members=("here", "there"))
    facts = facts_of(*observations, measures=[RATIO | {"peers": ["nation"]}], areas=(OWN, THERE, nation))
    assert facts["things.value.nation.R12-2018-12"].value == 10
    assert facts["things.difference.here.R12-2018-12.than-nation"].value == 40


def test_sampled_proportion_has_its_wilson_interval():
    facts = facts_of(row("R12-2018-12", 74, sample_size=1000), measures=[measure(unit="percent", adds="mean")])
    fact = facts["things.value.here.R12-2018-12"]
    expected = binomtest(740, 1000).proportion_ci(method="wilson")
    assert float(fact.low) == pytest.approx(100 * expected.low, abs=1e-4)
    assert float(fact.high) == pytest.approx(100 * expected.high, abs=1e-4)
    assert facts["things.interval_half_width.here.R12-2018-12"].value == (fact.high - fact.low) / 2


def test_a_supplied_interval_is_kept():
    facts = facts_of(row("R12-2018-12", "81.3", low="76.6", high="86.0"), measures=[measure(unit="percent")])
    assert facts["things.interval_half_width.here.R12-2018-12"].value == D("4.7")
    assert facts["things.interval_half_width.here.R12-2018-12"].unit == "percentage_points"


def test_periods_and_facts_without_dates():
    facts = facts_of(row("none", 3), row("2018-12-31", 4))
    assert facts["things.value.here.none"].value == 3
    assert facts["things.value.here.2018-12-31"].value == 4


def test_a_key_that_is_no_period():
    with pytest.raises(PeriodError, match="2018-19-Q9"):
        compute_facts(workspace(plan(), []), "2018-19-Q9")


def test_an_empty_workspace_has_no_facts():
    found = compute_facts(workspace(plan(), []), PERIOD)
    assert found.facts == ()
    assert [one.id for one in found.measures] == ["things"]
