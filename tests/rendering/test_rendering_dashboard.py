"""What the dashboard says of a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import rendering_sample as sample

from pcc_narrator.models.fact import Measure
from pcc_narrator.models.outline import DashboardRow
from pcc_narrator.models.period import Period
from pcc_narrator.rendering.dashboard import change_cell, figure_cell
from pcc_narrator.rendering.words import ENGLISH


@pytest.mark.parametrize(
    ("change", "percent", "said"),
    [("4", "0.04", "▲ up 4 (0.0%)"), ("6", "0.06", "▲ up 6 (0.1%): worse"), ("-6", "-0.06", "▼ down 6 (0.1%): better")],
)
def test_a_change_that_rounds_to_nothing_is_neither_better_nor_worse(change: str, percent: str, said: str) -> None:
    made = sample.made("crimes", "change", sample.YEAR, change, decimals=0)
    share = sample.made("crimes", "change_percent", sample.YEAR, percent, "percent", decimals=1)
    facts = replace(
        sample.facts(),
        facts=(made, share),
        measures=(Measure("crimes", "Crimes", unit="count", polarity="lower_is_better"),),
    )
    row = DashboardRow("part", "section", "crimes", "Crimes", value=None, change=made.id)
    cell = change_cell(row, facts, ENGLISH)
    assert cell.replace(" in the 12 months to December 2018", "") == said


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (sample.Q3, "1,019 in quarter three 2018-19"),
        (Period(date(2018, 3, 31), date(2018, 3, 31)), "1,019 on 31 March 2018"),
        (Period(), "1,019"),
    ],
)
def test_a_figure_is_in_a_period_and_on_a_day(period: Period, said: str) -> None:
    officers = sample.made("officers", "value", period, "1019")
    facts = replace(sample.facts(), facts=(officers,))
    row = DashboardRow("part", "section", "officers", "Officers", value=officers.id)
    assert figure_cell(row, facts, ENGLISH) == said
