"""Quarters recovered from rolling totals."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcc_narrator.workspace.importers.quarters import by_series, misfit, previous_quarter_end, recover, recover_all

FIRST = date(2012, 6, 30)


def series(counts: list[int]) -> dict[date, int]:
    return {previous_quarter_end(FIRST, -i): count for i, count in enumerate(counts)}


def rolling(quarters: dict[date, int]) -> dict[date, int]:
    ends = sorted(quarters)
    return {end: sum(quarters[day] for day in ends[i - 3 : i + 1]) for i, end in enumerate(ends) if i >= 3}


@given(st.lists(st.integers(-50, 10**6), min_size=8, max_size=40), st.data())
def test_any_four_anchors_recover_the_whole_series(counts: list[int], data: st.DataObject) -> None:
    quarters = series(counts)
    ends = sorted(quarters)
    at = data.draw(st.integers(3, len(ends) - 1))
    anchors = {end: quarters[end] for end in ends[at - 3 : at + 1]}
    found = recover(rolling(quarters), anchors)
    assert found == quarters
    assert misfit(rolling(quarters), anchors) == 0


@given(st.lists(st.integers(0, 10**6), min_size=12, max_size=30), st.integers(1, 1000))
def test_another_vintage_is_carried_and_reported(counts: list[int], revision: int) -> None:
    quarters = series(counts)
    ends = sorted(quarters)
    anchors = {end: quarters[end] for end in ends[4:8]}
    anchors[ends[5]] -= revision
    assert misfit(rolling(quarters), anchors) == revision
    found = recover(rolling(quarters), anchors)
    wrong = {end for end in ends if found[end] != quarters[end]}
    assert wrong == {end for end in ends if end.month == ends[5].month}


def test_nothing_is_recovered_across_a_gap() -> None:
    quarters = series(list(range(100, 120)))
    totals = rolling(quarters)
    ends = sorted(quarters)
    del totals[ends[10]]
    found = recover(totals, {end: quarters[end] for end in ends[3:7]})
    assert max(found) == ends[9]
    assert all(found[end] == quarters[end] for end in found)


def test_four_anchors_are_needed() -> None:
    with pytest.raises(ValueError, match="four successive quarters"):
        recover({}, {FIRST: 1})


def test_series_that_do_not_meet_are_named() -> None:
    quarters = series([10, 20, 30, 40, 50, 60, 70, 80])
    totals = [("a", "g", end, value) for end, value in rolling(quarters).items()]
    true = [("a", "g", end, quarters[end] + (1 if i == 4 else 0)) for i, end in enumerate(sorted(quarters)) if i >= 4]
    columns = ["area", "group", "end", "value"]
    known, anchors = (by_series(pd.DataFrame(rows, columns=columns)) for rows in (totals, true))
    found, misfits = recover_all(known, anchors)
    assert misfits == {("a", "g"): -1}
    assert sum(one.anchor for one in found) == 4
    assert len(found) == 8


@pytest.mark.parametrize(
    ("day", "steps", "expected"),
    [
        (date(2018, 12, 31), 1, date(2018, 9, 30)),
        (date(2018, 3, 31), 1, date(2017, 12, 31)),
        (date(2018, 12, 31), 4, date(2017, 12, 31)),
        (date(2018, 6, 30), -1, date(2018, 9, 30)),
    ],
)
def test_quarter_ends(day: date, steps: int, expected: date) -> None:
    assert previous_quarter_end(day, steps) == expected
