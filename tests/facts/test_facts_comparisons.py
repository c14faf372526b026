"""Changes, composition, peers, trends and targets."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from build_workspace import OWN, measure, plan, quarters, row, workspace
from hypothesis import given
from hypothesis import strategies as st

from pcc_narrator.errors import InputError
from pcc_narrator.facts import compute_facts, explain, find_gaps
from pcc_narrator.models.fact import Area

PERIOD = "2018-19-Q3"


def facts_of(*observations, measures=None, areas=(OWN,), period=PERIOD, **more):
    return compute_facts(workspace(plan(*(measures or [measure()])), observations, areas=areas, **more), period).by_id


CHANGES = [  # unit, base, now → change statistic, its value, percentage change or None
    ("count", 100, 90, "change", D(-10), D(-10)),
    ("count", 44068, 42685, "change", D(-1383), D("-3.1383316692")),
    ("count", 510, 692, "change", D(182), D("35.6862745098")),
    ("count", 0, 5, "change", D(5), None),  # nothing to divide by
    ("count", 9, 18, "change", D(9), None),  # fewer than ten: no percentage
    ("count", 18, 9, "change", D(-9), None),
    ("count", 10, 20, "change", D(10), D(100)),
    ("count", -3, 20, "change", D(23), None),  # a correction made the base negative
    ("percent", 77, 74, "change_points", D(-3), None),  # never a per cent of a per cent
    ("seconds", 636, 642, "change", D(6), D("0.9433962264")),
    ("seconds", 4, 3, "change", D(-1), D(-25)),  # a duration is no small count
]


@pytest.mark.parametrize(("unit", "base", "now", "statistic", "change", "percent"), CHANGES)
def test_change(unit, base, now, statistic, change, percent):
    facts = facts_of(row("2017-18-Q3", base), row(PERIOD, now), measures=[measure(unit=unit, adds="mean")])
    fact = facts[f"things.{statistic}.here.2018-19-Q3"]
    assert fact.value == change
    assert fact.base is not None and fact.derivation.of == (
        "things.value.here.2018-19-Q3",
        "things.value.here.2017-18-Q3",
    )
    found = facts.get("things.change_percent.here.2018-19-Q3")
    assert (found.value if found else None) == percent


def test_bases_are_those_of_the_plan():
    series = quarters("2017-18-Q3", [20, 30, 40, 50, 60])
    everything = facts_of(*series)
    assert everything["things.change.here.2018-19-Q3.on-2018-19-Q2"].value == 10
    assert everything["things.change.here.2018-19-Q3"].value == 40
    some = facts_of(*series, measures=[measure(compare=["same_quarter_last_year"])])
    assert "things.change.here.2018-19-Q3.on-2018-19-Q2" not in some


def test_without_a_usual_base_the_latest_earlier_figure_stands_in():
    facts = facts_of(row("2016-12-31", 80), row("2018-12-31", 90), measures=[measure(unit="percent", adds="latest")])
    assert facts["things.change_points.here.2018-12-31.on-2016-12-31"].value == 10


def test_shares_and_contributions():
    observations = []
    for category, before, after in (("", 100, 90), ("a", 60, 30), ("b", 40, 60)):
        observations += [row("R12-2017-12", before, category=category), row("R12-2018-12", after, category=category)]
    facts = facts_of(*observations)
    assert facts["things/a.share.here.R12-2018-12"].value == D("33.3333333333")
    assert facts["things/a.contribution.here.R12-2018-12"].value == -30
    assert facts["things/b.contribution.here.R12-2018-12"].value == 20
    assert facts["things.change_percent.here.R12-2018-12"].value == -10


@given(st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 9999)), min_size=1, max_size=6))
def test_contributions_add_up_to_the_change_of_the_total(parts):
    before, after = sum(one for one, _ in parts), sum(two for _, two in parts)
    observations = [row("R12-2017-12", before), row("R12-2018-12", after)]
    for number, (one, two) in enumerate(parts):
        observations += [row("R12-2017-12", one, category=f"c{number}"), row("R12-2018-12", two, category=f"c{number}")]
    facts = facts_of(*observations)
    total = facts.get("things.change_percent.here.R12-2018-12")
    found = [fact.value for fact in facts.values() if fact.statistic == "contribution"]
    assert len(found) == (len(parts) if before else 0)
    if total is not None:
        assert abs(sum(found) - total.value) < D("1e-8")
    shares = [fact.value for fact in facts.values() if fact.statistic == "share" and fact.period.start.year == 2018]
    assert not after or abs(sum(shares) - 100) < D("1e-8")


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_change_turned_round_is_its_opposite(one, two):
    there = facts_of(row("2017-18-Q3", one), row(PERIOD, two))["things.change.here.2018-19-Q3"].value
    back = facts_of(row("2017-18-Q3", two), row(PERIOD, one))["things.change.here.2018-19-Q3"].value
    assert there == -back


# Real figures: 12 months to December 2018, ONS mid-2017 populations (Crime in England and Wales, OGL v3).
PEERS = {
    "wiltshire": (42483, 716400), "devon_and_cornwall": (106616, 1749100), "warwickshire": (41304, 564600),
    "suffolk": (54124, 757000), "north_wales": (58184, 696300), "west_mercia": (84554, 1272600),
    "norfolk": (58972, 898400), "cheshire": (94201, 1054100),
}  # fmt: skip
BEFORE = {
    "wiltshire": 43966, "devon_and_cornwall": 100378, "warwickshire": 41704, "suffolk": 52554,
    "north_wales": 48537, "west_mercia": 85805, "norfolk": 55790, "cheshire": 82443,
}  # fmt: skip


def peer_facts(**more):
    names = list(PEERS)
    areas = [Area(name, name.title()) for name in names]
    areas.append(Area("group", "Group", kind="group", members=tuple(names)))
    observations = [row("R12-2018-12", PEERS[name][0], area=name) for name in names]
    observations += [row("R12-2017-12", BEFORE[name], area=name) for name in names]
    people = [{"area": name, "period": "2017-06-30", "population": PEERS[name][1]} for name in names]
    given = measure(peers=["group"], rank_among="group", rate_per_1000="population", **more)
    return facts_of(*observations, measures=[given], areas=areas, populations=people)


def test_rate_mean_difference_and_ranks_of_the_real_peer_group():
    facts = peer_facts()
    rate, mean = facts["things.rate.wiltshire.R12-2018-12"], facts["things.mean.group.R12-2018-12"]
    assert round(rate.value, 1) == D("59.3")
    assert rate.basis == "computed; population of 2017-06-30"
    assert round(mean.value, 1) == D("71.2")
    assert mean.method == "plain mean of the members' rates, this area's included"
    assert facts["things.difference.wiltshire.R12-2018-12.than-group"].value == rate.value - mean.value
    assert "things.rate.group.R12-2018-12" not in facts  # the pooled rate is not passed off as the plain mean
    lowest = facts["things.rank.wiltshire.R12-2018-12.than-group.by_rate.lowest_first"]
    assert (lowest.value, lowest.out_of) == (1, 8)
    assert facts["things.rank.wiltshire.R12-2018-12.than-group.by_level.highest_first"].value == 7
    assert facts["things.value.group.R12-2018-12"].value == 540438
    assert facts["things.areas_with_increase.group.R12-2018-12"].value == 5
    assert facts["things.areas_with_decrease.group.R12-2018-12"].value == 3


def test_weighted_mean_is_the_pooled_rate_and_named_so():
    mean = peer_facts(group_mean="weighted")["things.mean.group.R12-2018-12"]
    assert round(mean.value, 1) == D("70.1")
    assert mean.method.startswith("weighted mean")


def test_ties_share_the_better_rank():
    areas = [Area(name, name) for name in "abcd"] + [Area("group", "Group", kind="group", members=tuple("abcd"))]
    observations = [row("R12-2018-12", value, area=name) for name, value in zip("abcd", [5, 5, 3, 9], strict=True)]
    facts = facts_of(*observations, measures=[measure(peers=["group"])], areas=areas)
    fact = facts["things.rank.a.R12-2018-12.than-group.by_level.lowest_first"]
    assert (fact.value, fact.out_of) == (2, 4)
    assert "tied with 1" in fact.method


def test_extreme_since_an_earlier_quarter():
    facts = facts_of(*quarters("2016-17-Q1", [50, 90, 20, 30, 10, 20, 30, 40, 50, 60, 70]))
    fact = facts["things.extreme.here.2018-19-Q3.highest"]
    assert (fact.value, fact.extreme) == (70, "highest")
    assert str(fact.since.start) == "2016-07-01"
    assert "things.extreme.here.2018-19-Q3.lowest" not in facts


def test_extreme_of_the_whole_series_and_of_a_short_one():
    fact = facts_of(*quarters("2017-18-Q2", [5, 4, 3, 3, 3, 2]))["things.extreme.here.2018-19-Q3.lowest"]
    assert fact.method == "lowest of the series"
    assert str(fact.since.start) == "2017-07-01"
    assert not [name for name in facts_of(*quarters("2018-19-Q1", [3, 2, 1])) if "extreme" in name]


def test_a_gap_ends_the_look_back():
    facts = facts_of(*quarters("2016-17-Q1", [99, 99, None, 10, 20, 30, 40, 50, 60, 70, 80]))
    assert facts["things.extreme.here.2018-19-Q3.highest"].method == "highest of the series"
    assert facts["things.run.here.2018-19-Q3"].value == 7


@pytest.mark.parametrize(
    ("series", "expected"),
    [([1, 2, 3, 4], 3), ([5, 2, 3, 4], 2), ([9, 8, 8, 7], None), ([9, 8, 7, 6], -3), ([1, 1, 1, 1], None)],
)
def test_run(series, expected):
    found = facts_of(*quarters("2017-18-Q4", series)).get("things.run.here.2018-19-Q3")
    assert (found.value if found else None) == expected


TARGETS = [  # polarity, target, series → distance, run
    ("higher_is_better", 95, [96, 93.8, 86.7], "-8.3", -2),
    ("higher_is_better", 95, [90, 95, 96], "1", 2),
    ("lower_is_better", 10, [9, 10, 11], "1", -1),
    ("lower_is_better", 10, [9, 10, 10], "0", 3),
]


@pytest.mark.parametrize(("polarity", "target", "series", "distance", "run"), TARGETS)
def test_target(polarity, target, series, distance, run):
    given = measure(unit="percent", adds="mean", polarity=polarity, target={"value": target, "name": "standard"})
    facts = facts_of(*quarters("2018-19-Q1", series), measures=[given])
    assert facts["things.target.here.2018-19-Q3"].value == target
    assert facts["things.difference.here.2018-19-Q3.than-target"].value == D(distance)
    assert facts["things.run.here.2018-19-Q3.target"].value == run


def test_monthly_mean():
    fact = facts_of(row("R12-2018-12", 249))["things.mean.here.R12-2018-12.months"]
    assert (fact.value, fact.decimals) == (D("20.75"), 0)


def test_a_figure_made_of_a_provisional_one_is_provisional():
    facts = facts_of(row("2017-18-Q3", 40), row(PERIOD, 50, basis="provisional"))
    assert facts["things.change_percent.here.2018-19-Q3"].basis == "provisional"


def test_rate_uses_the_latest_population_not_after_the_period():
    people = [{"area": "here", "period": f"{year}-06-30", "population": number}
              for year, number in ((2016, 1000), (2017, 2000), (2019, 4000))]  # fmt: skip
    given = measure(rate_per_1000="population")
    facts = facts_of(row("R12-2018-12", 10), measures=[given], populations=people)
    assert facts["things.rate.here.R12-2018-12"].value == 5
    late = facts_of(row("R12-2015-12", 10), measures=[given], populations=people, period="2015-16-Q3")
    assert late["things.rate.here.R12-2015-12"].value == 10
    assert late["things.rate.here.R12-2015-12"].basis.endswith("the earliest supplied")


def test_a_change_is_split_between_rate_and_population():
    people = [{"area": "here", "period": f"{year}-06-30", "population": n} for year, n in ((2017, 1000), (2018, 2000))]
    observations = [row("R12-2017-12", 100), row("R12-2018-12", 300)]
    facts = facts_of(*observations, measures=[measure(rate_per_1000="population")], populations=people)
    by_rate = facts["things.change_by_rate.here.R12-2018-12"].value
    by_population = facts["things.change_by_population.here.R12-2018-12"].value
    assert (by_rate, by_population) == (75, 125)  # (150 − 100 per 1,000) × 1,500, and (1,000 more) × 125 per 1,000


def test_explain_ends_at_source_rows():
    the_workspace = workspace(plan(measure()), quarters("2017-18-Q3", [20, 30, 40, 50, 60]))
    facts = compute_facts(the_workspace, PERIOD)
    told = explain(facts, "things.change_percent.here.2018-19-Q3")
    assert told.splitlines()[0] == "things.change_percent.here.2018-19-Q3 = 200 percent"
    assert "observations.csv row 6" in told and "observations.csv row 2" in told
    with pytest.raises(InputError, match=r"Did you mean things\.value\.here\.20"):
        explain(facts, "things.value.her.2018-19-Q3")


def test_every_derived_fact_can_be_traced_to_rows_or_the_plan():
    facts = peer_facts(target={"value": 50}, polarity="lower_is_better")
    for fact in facts.values():
        parts = fact.derivation.of if fact.derivation else ()
        assert all(part in facts for part in parts)
        assert fact.sources or parts or fact.statistic == "target"


GAPS = [
    ([row("2018-10", 1), row("2018-12", 1)], "2 of its 3 months were supplied", 2),
    ([row("R12-2018-06", 249)], "no figure was supplied for the period", 0),
    ([], "no figure was supplied", 0),
]


@pytest.mark.parametrize(("observations", "reason", "supplied"), GAPS)
def test_gaps(observations, reason, supplied):
    (gap,) = find_gaps(workspace(plan(measure()), observations), PERIOD)
    assert (gap.measure, gap.reason, gap.supplied) == ("things", reason, supplied)


def test_no_gap_where_the_year_to_the_end_of_the_quarter_is_there():
    assert find_gaps(workspace(plan(measure()), [row("R12-2018-12", 3)]), PERIOD) == ()
