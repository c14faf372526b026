# ruff: noqa: E501  (tables of sentences)
"""One word turned: a direction in a table, better for worse, a time, the side of what is usual. True, and false once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from checking_facts import HOSPITAL, Q3, YEAR, YEAR_BEFORE, _fact

from pcc_narrator.checking import Checker
from pcc_narrator.models.fact import Area, Measure, Note
from pcc_narrator.models.period import Calendar, rolling_year

CALENDAR = Calendar(4)
Q1 = CALENDAR.quarter(2018, 1)
WARD = replace(
    HOSPITAL,
    measures=(*HOSPITAL.measures, Measure("bed_days", "Bed days lost", ("lost bed days",), "count", "lower_is_better")),
    areas=(*HOSPITAL.areas, Area("metro", "Metro General", ("The Met", "Met"), "trust")),
    facts=(
        *HOSPITAL.facts,
        _fact("falls", Q1, 171, "count"),
        _fact("falls", Q3, 100, "count", statistic="expected"),
        _fact("falls", Q3, "75.2", "count", statistic="expected_low"),
        _fact("falls", Q3, "124.8", "count", statistic="expected_high"),
        _fact("four_hours", Q1, "94.1", "percent"),
        _fact("bed_days", rolling_year(2018, 9), 2490, "count"),
        _fact("bed_days", YEAR_BEFORE, 2610, "count"),
        _fact("wait", YEAR, 31, "seconds"),
    ),
    notes=(
        *HOSPITAL.notes,
        Note("n4", "context", "Fewer beds were open in March because two wards were being painted."),
        Note("n5", "context", "The trust expects a better result once the new unit has opened."),
    ),
)
CHECKER = Checker(WARD)

TABLE = """| Measure | Figure | Change | Context |
| --- | --- | --- | --- |
| Falls on wards | 147 in quarter three 2018-19 | ▲ up 72 (96.0%) on quarter three 2017-18: worse | |
| Patients seen within four hours | 86.7% in quarter three 2018-19 | ▼ down 7.1 percentage points on quarter two 2018-19: worse | Concern; below target |
"""

SAID: list[tuple[str, str, str]] = [  # what is true, the words exchanged, what then is false
    (TABLE, "▲ up 72", "▲ down 72"),
    (TABLE, "2017-18: worse", "2017-18: better"),
    (TABLE, "▼ down 7.1", "▼ up 7.1"),
    (TABLE, "quarter two 2018-19: worse", "quarter two 2018-19: better"),
    (TABLE, "below target", "above target"),
    (TABLE, "on quarter two 2018-19", "on quarter three 2018-19"),
    (
        "- **Falls on wards** (worse): 147 in quarter three, 72 (96.0 per cent) more than in the same quarter a year earlier.",
        "(worse)",
        "(better)",
    ),
    (
        "There were 147 ward falls in quarter three, above the range in which their usual variation lies.",
        "above",
        "below",
    ),
    ("There were 147 ward falls in quarter three, outside the usual range.", "outside", "within"),
    ("There were 147 ward falls in quarter three, above the usual level.", "above", "below"),
    ("Ward falls were above the expected range in quarter three.", "above", "below"),
    (
        "There were 147 ward falls in quarter three. That is 16 (9.8 per cent) fewer than in quarter two. The fall is not statistically significant.",
        "The fall",
        "The rise",
    ),
    (
        "There were 147 ward falls in quarter three, 16 (9.8 per cent) fewer than in quarter two, a fall that is not significant.",
        "a fall that",
        "a rise that",
    ),
    (
        "Ward falls have fallen since quarter one, from 171 to 163 and then 147.",
        "since quarter one",
        "since quarter two",
    ),
    ("The number of ward falls was 16 lower than in quarter two.", "than in quarter two", "than in quarter three"),
    ("In the 12 months to September 2018 there were 2,490 lost bed days.", "September 2018", "June 2018"),
    ("In the 12 months to September 2018 there were 2,490 lost bed days.", "to September 2018", "to September 2017"),
    ("The average wait was 642 seconds in quarter three.", "in quarter three", "in quarter three 2019-20"),
    ("There were 147 ward falls in quarter three 2018-19.", "quarter three 2018-19", "quarter one 2019-20"),
    (
        "At 86.7 per cent in quarter three, the share of patients seen within four hours was below the target of 95 per cent. The target has been missed for three quarters in a row.",
        "missed for",
        "met for",
    ),
    ("Fewer beds were open in March because two wards were being painted.", "Fewer", "More"),
    ("Fewer beds were open in March because two wards were being painted.", "March", "April"),
    (
        "The number of ward falls in quarter one 2018-19 was the highest of any quarter since the series began, in quarter three 2017-18.",
        "in quarter three 2017-18",
        "in quarter four 2017-18",
    ),
    ("The trust expects a better result once the new unit has opened.", "better", "worse"),
]


def _refuted(text: str) -> list[str]:
    return [claim.text for claim in CHECKER.check(text).claims if claim.verdict == "refuted"]


@pytest.mark.parametrize(("true", "said", "instead"), SAID)
def test_one_word_turned(true: str, said: str, instead: str) -> None:
    assert _refuted(true) == []
    false = true.replace(said, instead)
    assert false != true
    assert _refuted(false) != []


RIGHT = [
    "There were 163 ward falls in quarter two. That is eight fewer than in quarter one. The rise in quarter three 2018-19 on the year before is another matter.",
    "Ward falls were 147 in quarter three, down from 163. Better data are wanted.",
    "The Met had no figures, and met our staff in May.",
    "More beds were open in May because two wards had been painted.",
    "Waits were kept within the range that the trust has agreed with its staff.",
    "Falls (better known as trips) numbered 147 in quarter three, 72 more than a year earlier.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_other_words_are_not_refuted(text: str) -> None:
    assert _refuted(text) == []


def test_a_year_named_by_its_last_month_is_no_other_year() -> None:
    claims = CHECKER.check("In the 12 months to June 2018 there were 2,490 lost bed days.").claims
    assert next((one.text, one.verdict, one.rule) for one in claims) == ("2,490", "refuted", "period")


def test_a_change_is_not_counted_from_its_own_period() -> None:
    claims = CHECKER.check("The number of ward falls was 16 lower than in quarter three.").claims
    assert ("16", "same_period") in [(one.text, one.rule) for one in claims if one.verdict == "refuted"]


def test_a_label_says_what_decided_it() -> None:
    claims = CHECKER.check(TABLE.replace("2017-18: worse", "2017-18: better")).claims
    [wrong] = [one for one in claims if one.verdict == "refuted"]
    assert (wrong.text, wrong.kind, wrong.expected) == ("better", "comparison", "worse")
    assert "+72" in wrong.message


MONTHS = replace(
    WARD,
    facts=(
        *WARD.facts,
        _fact("attendances", YEAR, 28000, "count", category="Adults"),
        _fact("attendances", YEAR_BEFORE, 30200, "count", category="Adults"),
    ),
)


@pytest.mark.parametrize(
    ("true", "said", "instead"),
    [
        (
            "Adults account for more than the whole of the decrease in attendances in the 12 months to December 2018.",
            "Adults",
            "Children",
        ),
        (
            "Adults account for more than the whole of the decrease in attendances in the 12 months to December 2018.",
            "decrease",
            "increase",
        ),
        (
            "Adults and children account for most of the decrease in attendances in the 12 months to December 2018.",
            "most",
            "none",
        ),
    ],
)
def test_how_much_of_a_change(true: str, said: str, instead: str) -> None:
    checker = Checker(MONTHS)
    assert [one.text for one in checker.check(true).claims if one.verdict == "refuted"] == []
    assert [one.text for one in checker.check(true.replace(said, instead)).claims if one.verdict == "refuted"] != []


COLUMNS = """| | 12 months to December 2017 | 12 months to December 2018 | Change | Change (%) |
| --- | ---: | ---: | ---: | ---: |
| Children | 13,000 | 14,000 | +1,000 | +7.7% |
"""


def test_a_number_is_none_below_a_percentage() -> None:
    assert _refuted(COLUMNS) == []
    assert _refuted(COLUMNS.replace("+1,000 | +7.7%", "+7.7% | +1,000")) == ["+1,000"]


def test_one_of_so_many_that_fell_is_none_that_rose() -> None:
    true = "Attendances fell in two of the three trusts. St Anne's was one of two trusts with a fall."
    assert [one.verdict for one in CHECKER.check(true).claims if one.verdict == "refuted"] == []


def test_a_picture_shows_what_its_figures_are_of() -> None:
    shown = "![Line chart of ward falls by quarter: 171 ward falls in quarter one, 147 in quarter three.](falls.svg)"
    assert _refuted(shown) == []
    assert _refuted(shown.replace("chart of ward falls", "chart of emergency attendances")) != []


def test_a_number_of_a_name_changed() -> None:
    true = "In quarter three 86.7 per cent of patients were seen within four hours."
    named = "The share of patients seen within four hours was 86.7 per cent in quarter three."
    assert _refuted(true) == _refuted(named) == []
    assert _refuted(named.replace("four hours", "six hours")) != []
    other = "The share of patients seen within six hours was 97.1 per cent in quarter three."
    assert _refuted(other) == []  # the facts may have nothing on it


def test_a_time_at_the_end_is_that_of_every_clause() -> None:
    both = "Ward falls {}; the average wait rose, in quarter three compared with quarter two."
    assert _refuted(both.format("fell")) == []
    assert _refuted(both.format("rose")) == ["rose"]


PERCENTAGES = """Patients seen within four hours (per cent)

| | Quarter two 2018-19 | Quarter three 2018-19 |
| --- | ---: | ---: |
| St Anne's | 93.8 | 86.7 |
"""


def test_the_caption_of_a_table_says_per_cent() -> None:
    assert _refuted(PERCENTAGES) == []
    assert _refuted(PERCENTAGES.replace("93.8", "39.8")) == ["39.8"]


def test_two_forms_of_one_change_agree() -> None:
    true = "There were 147 ward falls in quarter three, 16 (9.8 per cent) fewer than in quarter two."
    assert _refuted(true) == []
    assert "75" in _refuted(true.replace("three, 16", "three, 75"))


def test_each_figure_of_a_chain_is_of_the_time_after() -> None:
    chain = "Ward falls have fallen since quarter one, from 171 to 163 and then {}."
    assert _refuted(chain.format(147)) == []
    assert "75" in _refuted(chain.format(75))  # that of a year before
