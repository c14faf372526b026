"""Each method against scipy, a published worked example, or its definition spelt out."""

from __future__ import annotations

import math
from decimal import Decimal as D
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pcc_narrator.statistics import counts, decomposition, funnels, multiple, proportions, trends
from pcc_narrator.statistics.chances import outside_p, signal_p

COUNTS = [(0, 0), (0, 1), (3, 0), (7, 7), (259, 338), (510, 692), (44068, 42685), (6, 2), (1, 30), (100, 128)]


@pytest.mark.parametrize("exposure", [1.0, 0.5, 3.0, 92 / 90])
@pytest.mark.parametrize(("first", "second"), COUNTS)
def test_exact_conditional_is_scipys_binomial_test(first, second, exposure):
    found = counts.exact_conditional(first, second, exposure)
    if first + second == 0:
        assert found == 1
        return
    expected = stats.binomtest(second, first + second, exposure / (1 + exposure)).pvalue
    assert found == pytest.approx(expected, rel=1e-6)


@given(st.integers(0, 80), st.integers(0, 80), st.floats(0.2, 5))
def test_exact_conditional_is_scipys_for_all_small_counts(first, second, exposure):
    if first + second:
        expected = stats.binomtest(second, first + second, exposure / (1 + exposure)).pvalue
        assert counts.exact_conditional(first, second, exposure) == pytest.approx(expected, rel=1e-5)


@given(st.integers(0, 500), st.integers(0, 500))
def test_exact_conditional_does_not_mind_the_order(first, second):
    assert counts.exact_conditional(first, second) == pytest.approx(counts.exact_conditional(second, first), rel=1e-9)


def test_exact_conditional_refuses_what_is_no_count():
    with pytest.raises(ValueError, match="negative"):
        counts.exact_conditional(-1, 3)


@pytest.mark.parametrize(("first", "second"), [(259, 338), (10, 3), (5, 0), (0, 5)])
def test_rate_ratio_interval_is_clopper_and_pearsons(first, second):
    ratio, low, high = counts.rate_ratio(first, second, 2.0)
    share = stats.binomtest(second, first + second).proportion_ci(method="exact")
    assert ratio == (math.inf if first == 0 else second / first / 2)
    assert low == pytest.approx(share.low / (1 - share.low) / 2)
    assert high == (math.inf if first == 0 else pytest.approx(share.high / (1 - share.high) / 2))


@pytest.mark.parametrize("phi", [1.0, 4.0, 20.0])
def test_dispersion_finds_the_variance_over_the_mean_under_level_trend_and_season(phi):
    random = np.random.default_rng(7)
    means = (2000 + 5 * np.arange(400)) * np.tile([1.1, 0.9, 1.05, 0.95], 100)
    series = random.poisson(means) if phi == 1 else random.negative_binomial(means / (phi - 1), 1 / phi)
    found = counts.dispersion([float(one) for one in series], 4)
    assert found is not None
    assert found.value == pytest.approx(phi, rel=0.2)


def test_dispersion_needs_thirteen_quarters():
    assert counts.dispersion([5.0] * 12, 4) is None
    found = counts.dispersion([5.0] * 13, 4)
    assert found is not None
    assert (round(found.value, 9), found.freedom) == (0, 8)


@pytest.mark.parametrize("quarters", [16, 24, 40])
def test_dispersion_of_short_series_is_right_on_average(quarters):
    random = np.random.default_rng(8)
    means = (200 + 2 * np.arange(quarters)) * np.tile([1.1, 0.9, 1.05, 0.95], 10)[:quarters]
    found = []
    for _ in range(300):
        one = counts.dispersion([float(value) for value in random.negative_binomial(means / 3, 1 / 4)], 4)
        assert one is not None
        found.append(one.value)
    assert np.mean(found) == pytest.approx(4, rel=0.12)


def test_quasi_poisson_is_the_t_test_of_the_definition():
    spread = counts.Dispersion(4.0, 12)
    expected = 2 * stats.t.sf(abs(338 - 298.5) / math.sqrt(4 * 597 / 4), 12)
    assert counts.quasi_poisson(259, 338, spread) == pytest.approx(expected)
    assert counts.quasi_poisson(0, 0, spread) == 1


PROPORTIONS = [((15, 20), (9, 20)), ((2, 173), (9, 160)), ((0, 12), (5, 14)), ((60, 245), (31, 247)), ((3, 3), (0, 3))]


@pytest.mark.parametrize(("first", "second"), PROPORTIONS)
def test_fisher_is_scipys(first, second):
    (a, n), (b, m) = first, second
    expected = stats.fisher_exact([[a, n - a], [b, m - b]]).pvalue
    assert proportions.fisher(a, n, b, m) == pytest.approx(expected, rel=1e-9)


def test_two_proportions_choose_their_test():
    p, method = proportions.two_proportions((60, 245), (31, 247))
    table = [[60, 185], [31, 216]]
    assert method == "two-proportion z test"
    assert p == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue)  # z squared is chi squared
    assert proportions.two_proportions((2, 20), (3, 22))[1] == "Fisher's exact test"


@pytest.mark.parametrize(("successes", "n"), [(0, 10), (10, 10), (1, 29), (81, 263), (740, 1000)])
def test_wilson_is_scipys(successes, n):
    found = proportions.wilson(D(successes), D(n))
    expected = stats.binomtest(successes, n).proportion_ci(method="wilson")
    assert float(found.low) == pytest.approx(expected.low, abs=1e-9)
    assert float(found.high) == pytest.approx(expected.high, abs=1e-9)


def test_newcombe_meets_the_papers_table():
    """Newcombe 1998, Table II, method 10: 56/70 − 48/80 is 0.0524 to 0.3339, and 9/10 − 3/10 is 0.1705 to 0.8090."""
    for (a, n), (b, m), low, high in [((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090)]:
        first = (D(b) / m, proportions.wilson(D(b), D(m)))
        second = (D(a) / n, proportions.wilson(D(a), D(n)))
        found = proportions.newcombe(first, second)
        assert (float(found.low), float(found.high)) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize("count", [1, 5, 10, 50, 338, 42483])
def test_byar_is_close_to_the_exact_poisson_interval(count):
    low, high = funnels.byar(count)
    assert low == pytest.approx(stats.chi2.ppf(0.025, 2 * count) / 2, rel=0.008, abs=0.02)
    assert high == pytest.approx(stats.chi2.ppf(0.975, 2 * count + 2) / 2, rel=0.006)


def test_funnel_of_equal_rates_has_no_over_dispersion_and_of_unequal_ones_has():
    random = np.random.default_rng(3)
    people = random.integers(200_000, 2_000_000, 40)
    alike = funnels.spread([float(one) for one in random.poisson(0.06 * people)], [float(one) for one in people])
    assert max(abs(place.z) for place in alike) < 4
    rates = 0.06 * random.lognormal(0, 0.2, 40)
    unlike = funnels.spread([float(one) for one in random.poisson(rates * people)], [float(one) for one in people])
    assert max(abs(place.z) for place in unlike) > 20
    assert max(abs(place.z_adjusted) for place in unlike) < 4


def test_winsorised_pulls_both_ends_in():
    assert funnels.winsorised([1, 2, 3, 4, 5, 6, 7, 8, 9, 100], 0.1) == (2, 2, 3, 4, 5, 6, 7, 8, 9, 9)


def test_rate_limits_hold_what_chance_leaves():
    low, high = funnels.rate_limits(0.06, 10_000)
    inside = stats.poisson.cdf(high * 10_000, 600) - stats.poisson.cdf(low * 10_000, 600)
    assert inside == pytest.approx(0.95, abs=0.01)


def test_rank_interval():
    rates, tiny, wide = [1.0, 2.0, 3.0, 4.0], [0.01] * 4, [10.0] * 4
    assert funnels.rank_interval(rates, tiny, 1) == (2, 2)
    assert funnels.rank_interval(rates, wide, 1) == (1, 4)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_benjamini_hochberg_is_scipys(p_values):
    expected = stats.false_discovery_control(p_values)
    assert multiple.benjamini_hochberg(p_values) == pytest.approx(list(expected), abs=1e-12)


SERIES = st.lists(st.integers(0, 50), min_size=5, max_size=40).map(lambda one: [float(value) for value in one])


@given(SERIES)
def test_theil_sen_is_scipys(values):
    expected = stats.theilslopes(values, alpha=0.95)
    found = trends.theil_sen(values)
    assert found.value == pytest.approx(expected[0])
    assert found.low <= found.value <= found.high


@given(SERIES)
def test_kendalls_s_and_its_variance(values):
    found = trends.mann_kendall(values)
    assert found.s == sum(np.sign(b - a) for a, b in combinations(values, 2))
    assert found.stretch >= 1
    assert 0 <= found.p <= 1


def test_mann_kendall_without_autocorrelation_is_the_textbook_z():
    values = [3.0, 1.0, 4.0, 2.0, 6.0, 5.0, 8.0, 7.0, 9.5, 9.0, 10.0]
    found = trends.mann_kendall(values)
    n, s = len(values), 43
    assert (found.s, found.stretch) == (s, 1.0)
    assert found.z == pytest.approx((s - 1) / math.sqrt(n * (n - 1) * (2 * n + 5) / 18))


def test_autocorrelation_makes_a_trend_test_more_careful():
    random = np.random.default_rng(11)
    false = {True: 0, False: 0}
    for _ in range(150):
        noise = random.normal(size=40)
        series = np.zeros(40)
        for place in range(1, 40):
            series[place] = 0.6 * series[place - 1] + noise[place]
        found = trends.mann_kendall([float(one) for one in series])
        false[True] += found.p < 0.05
        plain = math.erfc(abs(found.z * math.sqrt(found.stretch)) / math.sqrt(2))
        false[False] += plain < 0.05
    assert false[False] > 30  # one report in five would claim a trend that is not there
    assert false[True] < 18


@given(SERIES)
def test_pettitt_is_its_definition(values):
    found = trends.pettitt(values)
    sums = [sum(np.sign(a - b) for a in values[:t] for b in values[t:]) for t in range(1, len(values))]
    k = max(abs(one) for one in sums)
    assert abs(sums[found.place - 1]) == k
    n = len(values)
    assert found.p == pytest.approx(min(1, 2 * math.exp(-6 * k * k / (n**3 + n**2))))


def test_present_level_starts_after_the_last_change():
    low, high = (
        [10.0, 12, 11, 9, 10, 11, 12, 10, 9, 11, 10, 12, 11, 10, 9],
        [20.0, 22, 21, 19, 20, 21, 22, 20, 19, 21, 20, 22],
    )
    assert 12 <= trends.present_level(low + high, 12) <= 15
    assert trends.present_level(low, 12) == 0
    v_shaped = high + low + high
    assert trends.present_level(v_shaped, 12) >= len(high) + len(low) - 3


def test_season_is_found_and_measured():
    values = [100 * factor * (1 + 0.01 * year) for year in range(6) for factor in (1.2, 0.8, 1.1, 0.9)]
    factors = trends.seasonal_factors(values, 4)
    assert factors == pytest.approx((1.2, 0.8, 1.1, 0.9), rel=0.02)
    assert trends.seasonality_p(values, 4) < 0.01
    assert trends.seasonal_factors(values[:11], 4) is None
    flat = [float(one) for one in np.random.default_rng(5).poisson(500, 24)]
    assert trends.seasonality_p(flat, 4) > 0.05


@given(st.lists(st.integers(1, 30), min_size=16, max_size=40))
def test_seasonality_p_is_scipys_kruskal(values):
    numbers = [float(value) for value in values]
    groups: list[list[float]] = [[], [], [], []]
    for place in range(2, len(numbers) - 2):
        window = numbers[place - 2 : place + 3]
        groups[place % 4].append(numbers[place] / ((sum(window) - (window[0] + window[-1]) / 2) / 4))
    if len({one for group in groups for one in group}) > 1:
        assert trends.seasonality_p(numbers, 4) == pytest.approx(stats.kruskal(*groups).pvalue, rel=1e-6)


def test_expected_range_covers_what_comes_next():
    random = np.random.default_rng(1)
    inside = 0
    for _ in range(200):
        series = [float(one) for one in random.poisson(300 * np.tile([1.1, 0.9, 1.0, 1.0], 8)[:29])]
        found = trends.expected_range(series[:-1], 4)
        assert found is not None
        inside += found[1] <= series[-1] <= found[2]
    assert 178 <= inside <= 200  # 95 per cent is promised, 89 to 100 seen in 200 trials
    assert trends.expected_range([1.0] * 12, 4) is None


def test_outside_p_is_uniform_where_nothing_changed():
    random = np.random.default_rng(4)
    found = np.array([outside_p([float(one) for one in random.normal(10, 2, 20)]) for _ in range(4000)])
    for level in (0.1, 0.05, 0.01):
        assert level / 2 < (found < level).mean() < level * 1.15  # kept, and not by far too careful
    assert outside_p([1.0, 1.0, 1.0, 1.0]) == 1
    with pytest.raises(ValueError, match="three before"):
        outside_p([1.0, 2.0])


MONEY = st.integers(1, 10**6).map(D)


@given(MONEY, MONEY, MONEY, MONEY)
def test_rate_and_population_add_up(before, after, people_before, people_after):
    found = decomposition.rate_and_population(before, after, people_before, people_after)
    assert abs(found.by_rate + found.by_population - (after - before)) < D("1e-12")


def test_rate_and_population_of_known_cases():
    same_rate = decomposition.rate_and_population(D(100), D(200), D(1000), D(2000))
    assert same_rate == decomposition.RateAndPopulation(D(0), D(100))
    same_people = decomposition.rate_and_population(D(100), D(130), D(1000), D(1000))
    assert same_people == decomposition.RateAndPopulation(D(30), D(0))


def test_contributions_of_parts():
    found = decomposition.contributions({"a": D(60), "b": D(40)}, {"a": D(30), "c": D(10)})
    assert found == {"a": D(-30), "b": D(-40), "c": D(10)}
    with pytest.raises(ValueError, match="positive"):
        decomposition.contributions({"a": D(0)}, {"a": D(3)})


def test_chances_of_patterns_are_those_of_simulated_normal_values():
    values = np.random.default_rng(2).normal(size=400_000)
    zone = (np.abs(values) > 2) & (np.abs(values) < 3)
    sides = np.sign(values)
    three = np.lib.stride_tricks.sliding_window_view(np.arange(values.size), 3)
    same = np.abs(sides[three].sum(axis=1)) == 3
    two = same & (zone[three].sum(axis=1) >= 2)
    assert signal_p("two_in_three") == pytest.approx(two.mean(), rel=0.15)
    assert signal_p("shift", length=7) == 2 / 128
    assert signal_p("trend", length=7) == 2 / 5040
