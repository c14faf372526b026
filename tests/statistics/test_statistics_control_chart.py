"""XmR charts by the rules of NHSRplotthedots 0.2.2: cases rebuilt from the rules as data."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcc_narrator.statistics.control_chart import assurance, run_length, variation, xmr

SHOWN = {None: ".", "outside": "O", "trend": "T", "two_in_three": "2", "shift": "S"}


def signals(values, **more):
    return "".join(SHOWN[signal] for signal in xmr([D(value) for value in values], **more).signals)


def test_limits_are_two_point_six_six_mean_ranges_from_the_mean():
    chart = xmr([D(10), D(12), D(11), D(13), D(14)])
    assert chart.mean == 12
    assert chart.mean_range == D("1.5")
    assert (chart.lower, chart.upper) == (D("8.010"), D("15.990"))


def test_screening_leaves_out_ranges_of_3_267_means_or_more():
    values = [D(10), D(11)] * 6 + [D(60)]
    assert xmr(values, screen=False).mean_range == D(11 * 1 + 49) / 12
    assert xmr(values).mean_range == 1
    exactly = [D(0), D(1)] * 3 + [D(0)]
    assert xmr(exactly).mean_range == 1


def test_a_constant_series_has_no_signal():
    chart = xmr([D(5)] * 10)
    assert (chart.lower, chart.mean, chart.upper) == (5, 5, 5)
    assert set(chart.signals) == {None}


ALTERNATING = [12, 10] * 6  # mean 11, mean range 2: limits 5.68 and 16.32, near limits 7.45 and 14.55
FIXED = {"baseline": 12}
CASES = [
    ("nothing", [11, 10, 12], "..."),
    ("above the limit", [11, 17, 10], ".O."),
    ("on the limit is inside", [11, D("16.32"), 10], "..."),
    ("below the limit", [5], "O"),
    ("six on one side are no shift", [12, 12, 13, 12, 12, 12, 10], "......."),
    ("seven on one side are a shift", [10, 12, 12, 13, 12, 12, 13, 12], ".SSSSSSS"),
    ("a point on the mean breaks a shift", [10, 12, 12, 12, 11, 12, 12, 12, 12], "........."),
    ("eight on one side are all marked", [10, 12, 12, 12, 13, 12, 12, 12, 12], ".SSSSSSSS"),
    ("six rising points are no trend", [12, 8, 9, 10, 11, 12, 13, 10], "........"),
    ("seven rising points are a trend", [12, 8, 9, 10, 11, 12, 13, 14, 10], ".TTTTTTT."),
    ("two equal points break a trend", [12, 8, 9, 10, 10, 12, 13, 14, 10], "........."),
    ("seven falling points are a trend", [9, 14, 13, 12, 11, 10, 9, 8, 12], ".TTTTTTT."),
    ("two in three near the limit", [10, 15, 12, 15, 10], ".2.2."),
    ("two of three on two sides are none", [10, 15, 10, 15, 10], "....."),
    ("two near opposite limits are none", [11, 15, 7, 12], "...."),
    ("two near, none between", [10, 15, 15, 12, 10], ".22.."),
    ("outside comes before trend", [12, 8, 10, 11, 12, 13, 14, 17, 10], ".TTTTTTO."),
    ("outside comes before shift", [10, 12, 12, 17, 12, 12, 13, 12], ".SSOSSSS"),
    ("two in three comes before shift", [10, 15, 15, 12, 12, 12, 13, 12], ".22SSSSS"),
]


@pytest.mark.parametrize(("values", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_signals(values, expected):
    assert signals([*ALTERNATING, *values], **FIXED)[12:] == expected


def test_lengths_are_settings():
    values = [*ALTERNATING, 12, 12, 12, 12, 12, 10]
    assert "S" not in signals(values, baseline=12)
    assert "S" in signals(values, baseline=12, shift=5)
    assert "T" in signals([*ALTERNATING, 12, 8, 9, 10, 11, 12, 10], baseline=12, trend=5)


ICONS = [(17, "high", "improvement_high"), (17, "low", "concern_high"), (5, "low", "improvement_low"),
         (5, "high", "concern_low"), (17, "neither", "neutral_high"), (5, "neither", "neutral_low"),
         (11, "high", "common_cause")]  # fmt: skip


@pytest.mark.parametrize(("last", "better", "icon"), ICONS)
def test_variation_icons(last, better, icon):
    assert variation(xmr([D(value) for value in [*ALTERNATING, last]], baseline=12), better) == icon


ASSURANCE = [(3, "high", "pass"), (3, "low", "fail"), (20, "high", "fail"), (20, "low", "pass"),
             (10, "high", "inconsistent"), (None, "high", "empty"), (10, "neither", "empty")]  # fmt: skip


@pytest.mark.parametrize(("target", "better", "icon"), ASSURANCE)
def test_assurance_icons(target, better, icon):
    chart = xmr([D(value) for value in ALTERNATING])
    assert assurance(chart, None if target is None else D(target), better) == icon


def test_run_length():
    assert run_length(xmr([D(value) for value in [*ALTERNATING, 12, 12]], baseline=12)) == 2
    assert run_length(xmr([D(value) for value in [*ALTERNATING, 11]], baseline=12)) == 0


def test_too_few_values():
    with pytest.raises(ValueError, match="two values"):
        xmr([D(1)])


VALUES = st.lists(st.integers(0, 100), min_size=8, max_size=40)


@given(VALUES, st.integers(1, 9), st.integers(-50, 50))
def test_signals_do_not_depend_on_the_scale(values, factor, plus):
    assert signals(values) == signals([value * factor + plus for value in values])


@given(VALUES)
def test_turned_upside_down_the_same_points_are_marked(values):
    assert signals(values) == signals([-value for value in values])
