"""Cells as people write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcc_narrator.models.period import Calendar
from pcc_narrator.periods.keys import parse_key
from pcc_narrator.workspace.values import NOT_SHOWN, CellError, read_date, read_number, read_period


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("1,234", None, "1234"),
        (" 66776 ", "count", "66776"),
        ("12%", "percent", "12"),
        ("3.10 %", "percentage_points", "3.10"),
        ("71.0", "per_1000", "71.0"),
        ("-5", "none", "-5"),
        ("−5", "none", "-5"),
        ("–5", "none", "-5"),
        ("+7", "none", "7"),
        ("£1,200", "gbp", "1200"),
        ("-£1,200.50", "gbp", "-1200.50"),
        ("1 234 567", "count", "1234567"),
        ("1\u00a0234", "count", "1234"),
        (".5", "percent", "0.5"),
        ("0", "count", "0"),
        ("'42", "count", "42"),
    ],
)
def test_numbers_are_read_as_printed(text: str, unit, expected: str) -> None:
    value = read_number(text, unit)
    assert value == Decimal(expected)
    assert str(value) == expected


@pytest.mark.parametrize("text", [*sorted(NOT_SHOWN), "  ", "[C]", "N/A"])
def test_what_shows_no_figure_is_none_and_never_nought(text: str) -> None:
    assert read_number(text, "count") is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("12 approx", "count"),
        ("12p", "count"),
        ("1,23", "count"),
        ("1.234,5", "count"),
        ("12,34,567", "count"),
        ("1 234,567", "count"),
        ("12%", "count"),
        ("£12", "count"),
        ("12%", "gbp"),
        ("1e5", "count"),
        ("1.2E+05", "count"),
        ("NaN", "count"),
        ("inf", "count"),
        ("0x10", "count"),
        ("١٢", "count"),
        ("(12)", "count"),
        ("=1+1", "count"),
        ("--5", "count"),
        ("12.", "count"),
        ("1_000", "count"),
        ("TRUE", "count"),
        ("9" * 40, "count"),
    ],
)
def test_what_is_no_number_is_refused(text: str, unit) -> None:
    with pytest.raises(CellError):
        read_number(text, unit)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_a_number_printed_with_separators_reads_back_exactly(value: Decimal) -> None:
    assert read_number(f"{value:,}") == value
    assert read_number(f" {value} ") == value


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_nothing_or_refused(text: str) -> None:
    try:
        value = read_number(text)
    except CellError:
        return
    assert value is None or value.is_finite()


@pytest.mark.parametrize("text", ["28/03/2019", "03/28/2019", "28 March 2019", "2019-02-29", "2019-3-8", "20190308"])
def test_dates_are_never_guessed(text: str) -> None:
    with pytest.raises(CellError):
        read_date(text)


def test_dates() -> None:
    assert read_date("2019-03-28") == date(2019, 3, 28)
    assert read_date("2019-03-28 00:00:00") == date(2019, 3, 28)
    assert read_date(" ") is None


@pytest.mark.parametrize(
    ("text", "month", "advice"),
    [
        ("2018-19-Q5", 4, "Write a quarter as"),
        ("2018-13", 4, "Write a quarter as"),
        ("2018-20-Q1", 4, "Write a quarter as"),
        ("2018-Q3", 4, "2018-19-Q3"),
        ("2018-19-Q3", 1, "2018-Q3"),
        ("Q3 2018-19", 4, "Write 2018-19-Q3."),
        ("2018/19 Q3", 4, "Write 2018-19-Q3."),
        ("Quarter 3 2018/19", 4, "Write 2018-19-Q3."),
        ("Dec-18", 4, "Write 2018-12 for the month, or R12-2018-12"),
        ("December 2018", 4, "Write 2018-12"),
        ("2018/19", 4, "Write 2018-19."),
        ("0018-12", 4, "1800"),
        ("2018-02-30", 4, "Write a quarter as"),
        ("", 4, "none"),
        ("soon", 4, "Write a quarter as"),
    ],
)
def test_periods_that_the_calendar_lacks(text: str, month: int, advice: str) -> None:
    with pytest.raises(CellError) as caught:
        read_period(text, Calendar(month))
    assert advice in caught.value.advice


@pytest.mark.parametrize("text", ["2018-19-Q3", "2018-12", "R12-2018-12", "2018-19", "2018-12-31", "none"])
def test_periods_are_keys(text: str) -> None:
    assert read_period(f" {text} ", Calendar()) == parse_key(text, Calendar())
