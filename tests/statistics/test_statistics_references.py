"""The same answers as statsmodels, scipy and published examples, on the same numbers."""

from __future__ import annotations

import math
from decimal import Decimal as D

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pcc_narrator.statistics import counts, decomposition, funnels, multiple, proportions, trends

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")
sm = pytest.importorskip("statsmodels.api")


# Two counts


@pytest.mark.filterwarnings("ignore:divide by zero:RuntimeWarning", "ignore:invalid value:RuntimeWarning")
@pytest.mark.parametrize(("first", "second", "exposure", "phi"),
                         [(259, 338, 1.0, 2.2), (510, 692, 92 / 90, 1.0), (12, 30, 0.5, 4.0)])  # fmt: skip
def test_quasi_rate_ratio_is_statsmodels_quasi_poisson_regression(first, second, exposure, phi):
    model = sm.GLM([first, second], [[1, 0], [1, 1]], family=sm.families.Poisson(), exposure=[1.0, exposure])
    fit = model.fit(scale=phi)
    found = counts.quasi_rate_ratio(first, second, counts.Dispersion(phi, 10**9), exposure)
    assert found[0] == pytest.approx(math.exp(fit.params[1]))
    assert found[1:] == pytest.approx(tuple(np.exp(fit.conf_int()[1])), rel=1e-6)


def test_quasi_poisson_is_the_score_test_of_statsmodels():
    from statsmodels.stats.rates import test_poisson_2indep as two_rates

    score = two_rates(338, 92, 259, 90, method="score").pvalue
    assert counts.quasi_poisson(259, 338, counts.Dispersion(1.0, 10**9), 92 / 90) == pytest.approx(score, rel=1e-5)


@pytest.mark.parametrize(("first", "second", "exposure"), [(259, 338, 1.0), (3, 11, 2.0), (40, 41, 92 / 90)])
def test_the_exact_test_is_statsmodels_exact_conditional_test(first, second, exposure):
    from statsmodels.stats.rates import test_poisson_2indep as two_rates

    expected = two_rates(second, exposure, first, 1.0, method="exact-cond").pvalue
    assert counts.exact_conditional(first, second, exposure) == pytest.approx(expected, rel=1e-6)


def test_dispersion_around_a_line_is_pearsons_of_statsmodels_least_squares():
    random = np.random.default_rng(3)
    values = [float(one) for one in random.negative_binomial(60, 0.25, 22)]
    places = np.arange(22)
    design = np.column_stack([*(places % 4 == season for season in range(4)), places]).astype(float)
    fit = sm.OLS(values, design).fit()
    expected = float((fit.resid**2 / fit.fittedvalues).sum() / fit.df_resid)
    found = counts.dispersion(values, 4)
    assert found is not None
    assert (found.value, found.freedom) == (pytest.approx(expected), int(fit.df_resid))


# Proportions


@pytest.mark.parametrize(("first", "second"), [((60, 245), (31, 247)), ((56, 70), (48, 80)), ((300, 900), (420, 1000))])
def test_two_proportions_are_statsmodels(first, second):
    from statsmodels.stats.proportion import (
        confint_proportions_2indep,
        proportion_confint,
        proportions_ztest,
    )

    (a, n), (b, m) = first, second
    assert proportions.two_proportions(first, second)[0] == pytest.approx(proportions_ztest([a, b], [n, m])[1])
    intervals = [proportions.wilson(D(x), D(of)) for x, of in (first, second)]
    for interval, (x, of) in zip(intervals, (first, second), strict=True):
        assert tuple(map(float, interval)) == pytest.approx(proportion_confint(x, of, method="wilson"))
    found = proportions.newcombe((D(a) / n, intervals[0]), (D(b) / m, intervals[1]))
    expected = confint_proportions_2indep(b, m, a, n, compare="diff", method="newcomb")
    assert tuple(map(float, found)) == pytest.approx(expected)


def test_a_design_effect_in_the_supplied_interval_widens_the_difference():
    """An interval that a survey publishes is used as it stands: one twice as wide counts as a quarter of the sample."""
    plain = [proportions.wilson(D(500), D(1000)), proportions.wilson(D(560), D(1000))]
    wide = [proportions.wilson(D(125), D(250)), proportions.wilson(D(140), D(250))]
    narrow, broad = (proportions.newcombe((D("0.5"), one), (D("0.56"), two)) for one, two in (plain, wide))
    assert narrow.low > 0 > broad.low


# Many looks


@given(st.lists(st.floats(0, 1), min_size=2, max_size=60))
def test_benjamini_hochberg_is_statsmodels(p_values):
    from statsmodels.stats.multitest import multipletests

    rejected, adjusted, _, _ = multipletests(p_values, 0.05, method="fdr_bh")
    found = multiple.benjamini_hochberg(p_values)
    assert found == pytest.approx(list(adjusted), abs=1e-12)
    assert [one <= 0.05 for one in found] == [bool(one) for one in rejected] or any(
        abs(one - 0.05) < 1e-12 for one in found
    )


# Long series


NILE = [float(one) for one in sm.datasets.nile.load_pandas().data["volume"]]  # 1871 to 1970


def test_the_nile_changed_after_1898():
    """The textbook change point: the dam of 1902, and less rain from 1899 (Cobb 1978; Pettitt's test puts it there)."""
    change = trends.pettitt(NILE)
    assert 1871 + change.place == 1899
    assert change.p < 1e-6
    assert np.mean(NILE[: change.place]) == pytest.approx(1097.75)  # the two levels of the literature
    assert np.mean(NILE[change.place :]) == pytest.approx(849.97, abs=0.01)
    assert trends.present_level(NILE, 13) == change.place  # where a control chart's limits would start


@given(st.lists(st.integers(0, 500), min_size=6, max_size=40, unique=True))
def test_theil_sens_interval_is_scipys_to_one_rank(values):
    numbers = [float(value) for value in values]
    found, expected = trends.theil_sen(numbers), stats.theilslopes(numbers, alpha=0.95)
    slopes = sorted(
        (numbers[j] - numbers[i]) / (j - i) for i in range(len(numbers)) for j in range(i + 1, len(numbers))
    )
    assert found.value == pytest.approx(expected[0])
    for ours, theirs in ((found.low, expected[2]), (found.high, expected[3])):
        ranks = [min(range(len(slopes)), key=lambda place: abs(slopes[place] - one)) for one in (ours, theirs)]
        assert abs(ranks[0] - ranks[1]) <= 1 or ours == pytest.approx(theirs)


@given(st.lists(st.integers(0, 10**6), min_size=10, max_size=40, unique=True))
def test_mann_kendalls_s_is_that_of_scipys_tau(values):
    numbers = [float(value) for value in values]
    n = len(numbers)
    tau = stats.kendalltau(range(n), numbers).statistic
    assert trends.mann_kendall(numbers).s == pytest.approx(tau * n * (n - 1) / 2)


def test_seasonal_factors_are_those_of_statsmodels_decomposition():
    from statsmodels.tsa.seasonal import seasonal_decompose

    random = np.random.default_rng(9)
    season = np.tile([1.15, 0.9, 0.85, 1.1], 10)
    values = (400 + 3 * np.arange(40)) * season * random.normal(1, 0.02, 40)
    found = trends.seasonal_factors([float(one) for one in values], 4)
    expected = seasonal_decompose(values, model="multiplicative", period=4).seasonal[:4]
    assert found == pytest.approx(tuple(expected), rel=0.02)  # medians of the ratios here, means there


# Peers


def test_byar_gives_the_figures_of_the_public_health_observatories():
    """APHO Technical Briefing 3 (2008): 65 events have the interval 50.2 to 82.8."""
    assert funnels.byar(65) == (pytest.approx(50.2, abs=0.05), pytest.approx(82.8, abs=0.05))


def test_funnel_limits_leave_out_one_in_forty_and_one_in_a_thousand_on_each_side():
    for z, tail in ((funnels.Z95, 0.025), (funnels.Z998, 0.001)):
        low, high = funnels.rate_limits(0.05, 100_000, z)
        assert stats.poisson.cdf(low * 100_000, 5000) == pytest.approx(tail, rel=0.1)
        assert stats.poisson.sf(high * 100_000, 5000) == pytest.approx(tail, rel=0.1)


@pytest.mark.parametrize("place", [0, 2, 4])
def test_how_often_a_rank_would_hold_is_what_drawing_gives(place):
    rates, errors = [60.0, 63.0, 64.0, 66.0, 80.0], [2.0, 1.0, 3.0, 2.0, 4.0]
    drawn = np.random.default_rng(6).normal(rates, errors, (200_000, 5))
    ranks = (drawn < drawn[:, [place]]).sum(axis=1)
    assert funnels.rank_holds(rates, errors, place) == pytest.approx(float((ranks == place).mean()), abs=0.005)
    assert funnels.rank_holds(rates, [0.01] * 5, place) == pytest.approx(1)


# What moved it


PARTS = st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 10**6).map(D), min_size=1, max_size=20)


@given(PARTS, PARTS)
def test_contributions_add_up_to_the_whole_change(before, after):
    total = sum(before.values(), D(0))
    if total == 0:
        with pytest.raises(ValueError, match="positive"):
            decomposition.contributions(before, after)
        return
    found = decomposition.contributions(before, after)
    whole = (sum(after.values(), D(0)) - total) / total * 100
    assert abs(sum(found.values(), D(0)) - whole) < D("1e-18")
