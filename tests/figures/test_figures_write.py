"""The house style of figures, as a table."""

from decimal import Decimal

import pytest

from pcc_narrator.figures.write import fraction_words, ordinal, round_half_up, write
from pcc_narrator.models.fact import Counted
from pcc_narrator.periods.numerals import number_words

CRIME = Counted("crime", "crimes")

CASES = [
    # value, unit, options, text
    ("10792", "count", {}, "10,792"),
    ("4", "count", {}, "four"),
    ("0", "count", {}, "zero"),
    ("9", "count", {}, "nine"),
    ("10", "count", {}, "10"),
    ("4", "count", {"style": "table"}, "4"),
    ("4.25", "count", {}, "4.3"),
    ("4.5", "count", {"decimals": 0}, "five"),
    ("10792", "count", {"counted": CRIME}, "10,792 crimes"),
    ("1", "count", {"counted": CRIME}, "one crime"),
    ("1", "count", {"counted": CRIME, "decimals": 1}, "1.0 crimes"),
    ("4", "count", {"counted": CRIME}, "four crimes"),
    ("725", "count", {"signed": True, "style": "table"}, "+725"),
    ("-1483", "count", {"style": "table"}, "−1,483"),
    ("-4", "count", {}, "−4"),
    ("4", "count", {"signed": True}, "+4"),
    ("0", "count", {"signed": True, "style": "table"}, "0"),
    ("3.138", "percent", {}, "3.1 per cent"),
    ("3.15", "percent", {}, "3.2 per cent"),
    ("14", "percent", {}, "14 per cent"),
    ("14.0", "percent", {}, "14 per cent"),
    ("14.04", "percent", {}, "14.0 per cent"),
    ("74.3", "percent", {"decimals": 0}, "74 per cent"),
    ("4", "percent", {}, "four per cent"),
    ("0", "percent", {}, "0 per cent"),
    ("3.138", "percent", {"style": "table"}, "3.1%"),
    ("4", "percent", {"style": "table"}, "4%"),
    ("-3.373", "percent", {"style": "table", "signed": True}, "−3.4%"),
    ("7.09", "percent", {"style": "table", "signed": True}, "+7.1%"),
    ("-0.04", "percent", {"style": "table", "signed": True}, "0.0%"),
    ("3", "percentage_points", {}, "three percentage points"),
    ("1", "percentage_points", {}, "one percentage point"),
    ("3.1", "percentage_points", {}, "3.1 percentage points"),
    ("-3.1", "percentage_points", {"style": "table"}, "−3.1 pp"),
    ("59.3", "per_1000", {}, "59.3 per 1,000"),
    ("59.3", "per_1000", {"style": "table"}, "59.3 per 1,000"),
    ("642", "seconds", {}, "10 minutes and 42 seconds"),
    ("642", "seconds", {"style": "table"}, "10m 42s"),
    ("641.6", "seconds", {}, "10 minutes and 42 seconds"),
    ("59.6", "seconds", {}, "one minute"),
    ("4", "seconds", {}, "four seconds"),
    ("4.25", "seconds", {"decimals": 1}, "4.3 seconds"),
    ("61", "seconds", {}, "1 minute and 1 second"),
    ("3600", "seconds", {}, "one hour"),
    ("3725", "seconds", {}, "1 hour, 2 minutes and 5 seconds"),
    ("0", "seconds", {}, "0 seconds"),
    ("0", "seconds", {"style": "table"}, "0s"),
    ("120", "seconds", {"style": "table"}, "2m 0s"),
    ("3720", "seconds", {"style": "table"}, "1h 2m"),
    ("-81", "seconds", {"style": "table"}, "−1m 21s"),
    ("52.2", "minutes", {}, "52.2 minutes"),
    ("1", "hours", {}, "one hour"),
    ("20072", "hours", {}, "20,072 hours"),
    ("14", "days", {}, "14 days"),
    ("15.6", "days", {}, "15.6 days"),
    ("3", "days", {"style": "table"}, "3 days"),
    ("18", "months", {}, "18 months"),
    ("1200", "gbp", {}, "£1,200"),
    ("12.5", "gbp", {}, "£12.50"),
    ("3412345", "gbp", {}, "£3.4 million"),
    ("3412345", "gbp", {"style": "table"}, "£3.4m"),
    ("3000000", "gbp", {}, "£3 million"),
    ("3412345", "gbp", {"decimals": 0}, "£3,412,345"),
    ("-3412345", "gbp", {"style": "table"}, "−£3.4m"),
    ("1250000000", "gbp", {}, "£1.3 billion"),
    ("6", "rank", {}, "sixth"),
    ("15", "rank", {}, "15th"),
    ("6", "rank", {"style": "table"}, "6th"),
    ("1.36", "ratio", {}, "1.4"),
    ("2", "none", {}, "2"),
]


@pytest.mark.parametrize(("value", "unit", "options", "text"), CASES)
def test_house_style(value, unit, options, text):
    assert write(Decimal(value), unit, **options) == text


@pytest.mark.parametrize(("value", "places", "rounded"), [("24.5", 0, "25"), ("-24.5", 0, "-25"), ("24.49", 0, "24")])
def test_ties_go_away_from_zero(value, places, rounded):
    assert round_half_up(Decimal(value), places) == Decimal(rounded)


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="no figure"):
        write(Decimal(value), "count")


@pytest.mark.parametrize("value", ["0", "2.5", "-1"])
def test_what_is_no_rank_is_refused(value):
    with pytest.raises(ValueError, match="no rank"):
        write(Decimal(value), "rank")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "first"),
        (10, "tenth"),
        (11, "11th"),
        (21, "21st"),
        (22, "22nd"),
        (43, "43rd"),
        (112, "112th"),
        (113, "113th"),
    ],
)
def test_ordinals(number, text):
    assert ordinal(number) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "zero"),
        (42, "forty-two"),
        (100, "one hundred"),
        (105, "one hundred and five"),
        (1001, "one thousand and one"),
        (2018, "two thousand and eighteen"),
        (1_250_000, "one million two hundred and fifty thousand"),
        (-3, "minus three"),
    ],
)
def test_number_words(number, text):
    assert number_words(number) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ("0.32778", "about a third"),
        ("0.25", "a quarter"),
        ("0.512", "just over half"),
        ("0.485", "just under half"),
        ("0.66666", "two-thirds"),
        ("0.745", "about three quarters"),
        ("0.42", None),
        ("0.01", None),
    ],
)
def test_fractions_are_named_only_when_near(share, text):
    assert fraction_words(Decimal(share)) == text
