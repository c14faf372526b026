"""Exceptions: each kind, each test, and the decision over all tests of a report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from build_workspace import OWN, measure, plan, quarters, row, workspace
from scipy import stats

from pcc_narrator.facts import compute_facts
from pcc_narrator.flags import find_exceptions
from pcc_narrator.flags.decide import decide
from pcc_narrator.flags.found import Trial, printed_p
from pcc_narrator.flags.rules import direction
from pcc_narrator.models.fact import Area
from pcc_narrator.models.flag import FLAG_KINDS
from pcc_narrator.periods.keys import parse_key
from pcc_narrator.workspace.types import Break, Declared, MediaItem

PERIOD = "2018-19-Q3"
YEAR = ("R12-2017-12", "R12-2018-12")


def found_in(*observations, measures=None, areas=(OWN,), thresholds=None, **more):
    extra = {} if thresholds is None else {"thresholds": thresholds}
    given = workspace(plan(*(measures or [measure()]), **extra), observations, areas=areas, **more)
    facts = compute_facts(given, PERIOD)
    return facts, find_exceptions(given, facts)


def two(before, after, **more):
    return [row(YEAR[0], before, **more), row(YEAR[1], after, **more)]


def kinds(exceptions):
    return sorted((flag.kind, flag.rule) for flag in exceptions.flags)


def test_two_counts_are_tested_exactly():
    _, exceptions = found_in(*two(259, 338), measures=[measure(polarity="lower_is_better")])
    (fact,) = [fact for fact in exceptions.facts if fact.statistic == "significant"]
    assert fact.value is True
    assert float(fact.p) == pytest.approx(stats.binomtest(338, 597).pvalue, rel=1e-3)
    assert fact.method.startswith("exact conditional test of two counts; too few periods")
    assert fact.of_what == ("things.change.here.R12-2018-12", "things.change_percent.here.R12-2018-12")
    assert kinds(exceptions) == [("concern", "significant_worse"), ("significant_change", "counts.exact")]
    flag = exceptions.flags[0]
    assert flag.evidence == (
        "Things: 338 in the 12 months to December 2018, 79 (30.5 per cent) more than in the 12 months before. "
        "A difference this large would be expected by chance about once in 720 such comparisons."
    )
    (once,) = [fact for fact in exceptions.facts if fact.statistic == "once_in"]
    assert (once.out_of, once.unit) == (720, "ratio")
    assert once.value == pytest.approx(D(1) / 720, rel=D("0.0001"))


def test_a_small_difference_is_not_significant_and_says_so():
    _, exceptions = found_in(*two(300, 310))
    (fact,) = [fact for fact in exceptions.facts if fact.statistic == "significant"]
    assert fact.value is False
    assert exceptions.flags == ()


@pytest.mark.parametrize(
    ("polarity", "before", "after", "kind"),
    [("lower_is_better", 200, 300, "concern"), ("lower_is_better", 300, 200, "excellence"),
     ("higher_is_better", 200, 300, "excellence"), ("higher_is_better", 300, 200, "concern")],
)  # fmt: skip
def test_what_a_significant_change_means_follows_from_polarity(polarity, before, after, kind):
    _, exceptions = found_in(*two(before, after), measures=[measure(polarity=polarity)])
    assert {flag.kind for flag in exceptions.flags} == {"significant_change", kind}


def test_a_neutral_measure_is_neither_concern_nor_excellence():
    _, exceptions = found_in(*two(200, 300))
    assert kinds(exceptions) == [("significant_change", "counts.exact")]
    assert exceptions.flags[0].direction == "neutral"


@pytest.mark.parametrize(("neutral", "kind"), [((), {"concern"}), (("Own finds",), set())])
def test_a_category_may_be_neutral_where_its_measure_is_not(neutral, kind):
    given = [*two(2000, 2010), *two(200, 300, category="Own finds"), *two(1800, 1710, category="Other")]
    one = measure(polarity="lower_is_better", neutral_categories=neutral)
    _, exceptions = found_in(*given, measures=[one])
    found = [flag for flag in exceptions.flags if flag.category == "Own finds"]
    assert {flag.kind for flag in found} == {"significant_change", *kind}
    assert {flag.direction for flag in found} == ({"worse"} if kind else {"neutral"})


def test_a_long_and_restless_series_is_tested_with_its_own_dispersion():
    restless = [100, 160, 90, 170, 180, 80, 150, 60, 90, 170, 70, 190, 60, 150, 170, 80, 190, 100, 170, 160]
    _, exceptions = found_in(*quarters("2013-14-Q4", restless))
    tests = [fact for fact in exceptions.facts if fact.statistic == "significant" and fact.base is not None]
    assert tests and all("quasi-Poisson" in fact.method for fact in tests)
    assert not any(fact.value for fact in tests)


def test_a_short_series_borrows_the_dispersion_of_its_section():
    restless = [100, 160, 90, 170, 180, 80, 150, 60, 90, 170, 70, 190, 60, 150, 170, 80, 190, 100, 170, 160]
    measures = [measure("short"), measure("long", within="short")]
    observations = [*two(480, 600, measure="short"), *quarters("2013-14-Q4", restless, measure="long")]
    _, exceptions = found_in(*observations, measures=measures)
    (fact,) = [fact for fact in exceptions.facts if fact.measure == "short" and fact.statistic == "significant"]
    assert "(scaled from that of long)" in fact.method


def test_a_short_series_takes_what_is_usual_among_the_others():
    restless = [100, 160, 90, 170, 180, 80, 150, 60, 90, 170, 70, 190, 60, 150, 170, 80, 190, 100, 170, 160]
    names = ["a", "b", "c"]
    observations = two(480, 600, measure="short")
    for factor, name in enumerate(names, 1):
        observations += quarters("2013-14-Q4", [value * factor for value in restless], measure=name)

    def tested(known):
        given = [row for row in observations if row["measure"] in ("short", *known)]
        _, exceptions = found_in(*given, measures=[measure("short"), *map(measure, known)])
        (fact,) = [fact for fact in exceptions.facts if fact.measure == "short" and fact.statistic == "significant"]
        return fact

    assert "(scaled from what is usual among 3 other series)" in tested(names).method
    assert "too few periods" in tested(names[:2]).method  # two are no guide
    assert tested(names).p > tested(names[:2]).p


def test_a_short_series_is_tested_with_the_over_dispersion_that_the_plan_gives():
    known = {"variance_over_mean": D("4.0"), "freedom": 12, "source": "ten years of the neighbours"}
    _, exceptions = found_in(*two(259, 338), measures=[measure(over_dispersion=known)])
    (fact,) = [fact for fact in exceptions.facts if fact.statistic == "significant"]
    assert fact.value is False
    assert float(fact.p) == pytest.approx(2 * stats.t.sf(abs(338 - 298.5) / (4 * 597 / 4) ** 0.5, 12), rel=1e-3)
    assert "variance 4.0 times the mean (measured from ten years of the neighbours)" in fact.method


def test_stocks_are_not_tested_as_counts():
    _, exceptions = found_in(*two(100, 300), measures=[measure(adds="latest")])
    assert not exceptions.facts


PROPORTIONS = [((60, 245), (31, 247), "two-proportion z test"), ((1, 20), (6, 18), "Fisher's exact test")]


@pytest.mark.parametrize(("before", "after", "method"), PROPORTIONS)
def test_proportions(before, after, method):
    pairs = zip(YEAR, (before, after), strict=True)
    observations = [row(period, numerator=a, denominator=n) for period, (a, n) in pairs]
    _, exceptions = found_in(*observations, measures=[measure(unit="percent", adds="ratio")])
    (fact,) = [fact for fact in exceptions.facts if fact.statistic == "significant"]
    assert fact.method.startswith(method)
    assert fact.of_what == ("things.change_points.here.R12-2018-12",)


SURVEYS = [  # before, half width, after, half width → significant?
    (77, None, 74, "2.7", False),  # the real report: three points lower, not statistically significant
    (77, "2.7", 74, "2.7", False),
    (84, "2.0", 74, "2.7", True),
]


@pytest.mark.parametrize(("before", "half_before", "after", "half_after", "significant"), SURVEYS)
def test_survey_figures_by_their_intervals(before, half_before, after, half_after, significant):
    observations = []
    for period, value, half in ((YEAR[0], before, half_before), (YEAR[1], after, half_after)):
        ends = {} if half is None else {"low": D(value) - D(half), "high": D(value) + D(half)}
        observations.append(row(period, value, **ends))
    _, exceptions = found_in(*observations, measures=[measure(unit="percent", adds="latest")])
    (fact,) = [fact for fact in exceptions.facts if fact.statistic == "significant"]
    assert fact.value is significant
    assert ("taken to be as wide" in fact.method) is (half_before is None)


def test_a_percentage_without_parts_or_interval_is_not_tested():
    _, exceptions = found_in(*two(93, 33), measures=[measure(unit="percent", adds="latest")])
    assert not exceptions.facts


def test_the_plan_can_turn_tests_off():
    _, exceptions = found_in(*two(200, 300), measures=[measure(test="none")])
    assert not exceptions.facts and not exceptions.flags


STEADY = [50, 52, 48, 51, 49, 50, 53, 47, 50, 52, 49, 51, 48, 50, 52, 50]


def test_control_chart_signal_and_limits():
    observations = quarters("2014-15-Q4", [*STEADY[:15], 95])
    _, exceptions = found_in(*observations, measures=[measure(test="control_chart", polarity="lower_is_better")])
    limits = {fact.statistic: fact for fact in exceptions.facts if not fact.id.endswith(".trend")}
    assert limits["significant"].value is True
    assert limits["significant"].of_what == ("things.value.here.2018-19-Q3",)
    assert limits["lower_limit"].value < limits["centre_line"].value < limits["upper_limit"].value < 95
    assert limits["centre_line"].derivation.of[0] == "things.value.here.2014-15-Q4"
    assert kinds(exceptions) == [("concern", "significant_worse"), ("significant_change", "chart.outside")]
    assert "above the range in which its usual variation lies" in exceptions.flags[0].evidence
    assert "quarters" in exceptions.flags[0].evidence


def test_a_steady_chart_has_limits_and_no_flag():
    _, exceptions = found_in(*quarters("2014-15-Q4", STEADY), measures=[measure(test="control_chart")])
    assert not exceptions.flags
    tests = [fact for fact in exceptions.facts if fact.statistic == "significant"]
    assert [(fact.id.rsplit(".", 1)[1], fact.value) for fact in tests] == [("trend", False), ("chart", False)]


def test_no_chart_of_too_few_points_nor_of_rolling_years():
    _, few = found_in(*quarters("2016-17-Q4", [50] * 8 + [99]), measures=[measure(test="control_chart")])
    assert not few.facts
    ends = [f"R12-{2014 + number // 4}-{3 * (number % 4) + 3:02d}" for number in range(20)]
    _, rolling = found_in(*(row(end, 100 + number) for number, end in enumerate(ends)),
                          measures=[measure(test="control_chart")])  # fmt: skip
    assert not rolling.facts


def test_a_seasonal_series_is_charted_without_its_season():
    seasonal = [round(100 * factor + wobble) for year in range(5) for factor, wobble in
                zip((1.3, 0.7, 1.2, 0.8), (year % 3, -year % 2, year % 2, 1), strict=True)]  # fmt: skip
    _, exceptions = found_in(*quarters("2014-15-Q1", seasonal[:19]), measures=[measure(test="control_chart")])
    statistics = {fact.statistic for fact in exceptions.facts}
    assert {"expected", "expected_low", "expected_high"} <= statistics
    assert not exceptions.flags


TARGET = {"value": 95, "name": "desired standard"}


@pytest.mark.parametrize(("value", "kind"), [(86.7, "concern"), (95, "excellence"), (97, "excellence")])
def test_targets(value, kind):
    given = measure(unit="percent", adds="latest", polarity="higher_is_better", target=TARGET)
    _, exceptions = found_in(*quarters("2018-19-Q1", [89.1, 93.8, value]), measures=[given])
    (flag,) = exceptions.flags
    assert flag.kind == kind
    if kind == "concern":
        assert "8.3 percentage points below the desired standard; it has been missed for three quarters in a row" in (
            flag.evidence
        )


def test_long_term_trend_is_measured_and_tested():
    rising = [100 + 3 * number + (number * 7) % 5 for number in range(20)]
    _, exceptions = found_in(*quarters("2013-14-Q4", rising))
    by_id = {fact.id: fact for fact in exceptions.facts}
    slope, test = by_id["things.trend.here.2018-19-Q3"], by_id["things.significant.here.2018-19-Q3.trend"]
    assert slope.low < D(12) < slope.high
    assert slope.value == pytest.approx(D(12), abs=1)
    assert test.value is True and test.of_what == (slope.id,)
    assert not [flag for flag in exceptions.flags if flag.rule.startswith("trend.")]


def test_outlook_is_a_range_around_the_same_quarter_of_last_year():
    series = [100 + number % 4 * 10 + (number * 7) % 3 for number in range(19)]
    _, exceptions = found_in(*quarters("2014-15-Q1", series))
    (fact,) = [fact for fact in exceptions.facts if fact.statistic == "outlook"]
    assert fact.id == "things.outlook.here.2018-19-Q4"
    assert fact.low < 131 < fact.high
    assert 125 < fact.value < 137
    _, short = found_in(*quarters("2017-18-Q4", [1, 2, 3, 4]))
    assert not [fact for fact in short.facts if fact.statistic == "outlook"]


def peers(own, **more):
    names = ["here", *"bcdefg"]
    areas = [Area(name, name.upper()) for name in names] + [Area("group", "group", kind="group", members=tuple(names))]
    values = dict(zip(names, [own, 500, 520, 540, 560, 580, 600], strict=True))
    observations = [row(YEAR[1], value, area=name) for name, value in values.items()]
    people = [{"area": name, "period": "2017-06-30", "population": 10_000} for name in names]
    given = measure(peers=["group"], rate_per_1000="population", **more)
    return found_in(*observations, measures=[given], areas=areas, populations=people)


def test_outside_the_range_of_peers():
    _, high = peers(900, polarity="lower_is_better")
    assert kinds(high) == [("concern", "outside_peers")]
    assert high.flags[0].evidence.endswith(
        "The average of the group is 60.0 per 1,000. The rate is the highest of the group."
    )
    assert dict(high.flags[0].numbers)["range of the others"] == "50 to 60"
    _, low = peers(300, polarity="lower_is_better")
    assert kinds(low) == [("excellence", "outside_peers")]
    _, surely_not = peers(610, polarity="lower_is_better")  # higher than all, but chance could do that
    assert not surely_not.flags
    tests = [fact for fact in high.facts if fact.statistic == "significant"]
    assert [(fact.of_what, fact.value) for fact in tests] == [
        (("things.difference.here.R12-2018-12.than-group",), True)
    ]
    (test,) = [fact for fact in surely_not.facts if fact.statistic == "significant"]
    assert test.value is False and "over-dispersion" in test.method
    _, neutral = peers(900)
    assert not neutral.flags


def test_figures_a_year_old_flag_nothing():
    old = [row("R12-2016-06", 200), row("R12-2017-06", 300)]
    facts, exceptions = found_in(*old, measures=[measure(polarity="lower_is_better", target={"value": 100})])
    assert facts.by_id["things.change.here.R12-2017-06"].value == 100
    assert not exceptions.flags
    late = [row("R12-2017-06", 200), row("R12-2018-06", 300)]
    assert found_in(*late)[1].flags


def test_declared_and_media():
    declared = (
        Declared("concern", "things", "fewer are recorded in time", "The Board", parse_key(PERIOD, plan().calendar)),
        Declared("excellence", "things", "last year's", "The Board", parse_key("2017-18-Q3", plan().calendar)),
        Declared("media_interest", "things", "always in the news", "The Board"),
    )
    media = (
        MediaItem(date(2019, 1, 24), "Paper", "Things go up", "things"),
        MediaItem(date(2018, 9, 30), "Paper", "Too early", "things"),
        MediaItem(date(2019, 4, 1), "Paper", "Too late", "things"),
    )
    _, exceptions = found_in(row(PERIOD, 3), declared=declared, media=media)
    assert kinds(exceptions) == [("concern", "declared"), ("media_interest", "declared"), ("media_interest", "media")]
    by_rule = {flag.rule: flag for flag in exceptions.flags}
    assert by_rule["media"].evidence == "Paper, 24 January 2019: “Things go up”."
    assert by_rule["declared"].declared_by == "The Board"


def test_many_tests_are_adjusted_together():
    """p = 0.03 stands alone, but not among twenty."""
    level = None
    alone = Trial(None, None, level, None, "counts.exact", "", 0.03, 1)
    (decided,) = decide([alone], D("0.05"))
    assert decided.significant
    many = decide([alone, *(Trial(None, None, level, None, "counts.exact", "", 0.5, 1) for _ in range(19))], D("0.05"))
    assert not many[0].significant
    assert many[0].adjusted == pytest.approx(0.5)


def test_raw_and_adjusted_decisions_are_both_told():
    measures = [measure(f"m{number}") for number in range(12)]
    observations = [one for number in range(11) for one in two(100, 101, measure=f"m{number}")]
    _, exceptions = found_in(*observations, *two(100, 135, measure="m11"), measures=measures)
    fact = next(fact for fact in exceptions.facts if fact.measure == "m11")
    assert fact.value is False
    assert "; below 0.05 by itself; adjusted for 12 tests (Benjamini-Hochberg) p 0." in fact.method


def test_after_a_break_the_highest_is_that_of_comparable_figures():
    breaks = (Break("things", "", date(2016, 4, 1), "They are counted otherwise."),)
    observations = quarters("2014-15-Q1", [100] * 8 + [50, 60] * 5 + [90])
    facts, _ = found_in(*observations, breaks=breaks)
    (highest,) = [fact for fact in facts.facts if fact.statistic == "extreme" and fact.extreme == "highest"]
    assert highest.method == "highest of the comparable series"
    assert str(highest.since.start) == "2016-04-01"


def test_flags_are_ordered_named_and_cite_known_facts():
    facts, exceptions = found_in(
        *two(200, 300), *two(100, 190, category="part"), *two(100, 110, category="Other part"),
        measures=[measure(polarity="lower_is_better", target={"value": 250}, headline="rolling")],
    )  # fmt: skip
    known = facts.with_facts(exceptions.facts).by_id
    assert len(exceptions.flags) == 5
    assert [flag.strength for flag in exceptions.flags] == sorted((f.strength for f in exceptions.flags), reverse=True)
    assert len({flag.id for flag in exceptions.flags}) == len(exceptions.flags)
    for flag in exceptions.flags:
        assert flag.kind in FLAG_KINDS
        assert flag.facts and all(fact in known for fact in flag.facts)
    assert len(known) == len(facts.facts) + len(exceptions.facts)
    for fact in exceptions.facts:
        assert all(one in known for one in (*fact.of_what, *fact.derivation.of))


@pytest.mark.parametrize(
    ("polarity", "sign", "expected"),
    [("lower_is_better", 1, "worse"), ("lower_is_better", -1, "better"), ("higher_is_better", 1, "better"),
     ("higher_is_better", -1, "worse"), ("neutral", 1, "neutral"), ("lower_is_better", 0, "neutral")],
)  # fmt: skip
def test_direction(polarity, sign, expected):
    assert direction(polarity, sign) == expected


def test_p_is_never_printed_as_nought():
    assert printed_p(1e-9) == "below 0.000001"
    assert printed_p(0.00123456) == "0.0012"
