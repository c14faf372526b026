"""A second language as proof that one can be added: Welsh numbers, mutations, dates and periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pcc_narrator.languages import ENGLISH, WELSH, Language, Noun
from pcc_narrator.languages.mutations import aspirate, nasal, soft
from pcc_narrator.models.period import Calendar, Period, rolling_year
from pcc_narrator.rendering import words as labels
from pcc_narrator.rendering.figure_text import day_text, period_text

CALENDAR = Calendar(4)
MERCH = Noun("merch", "merched", "feminine")
CI = Noun("ci", "cŵn", "masculine")
PUNT = Noun("punt", "punnoedd", "feminine")
LLYFR = Noun("llyfr", "llyfrau", "masculine")
LLAW = Noun("llaw", "dwylo", "feminine")
GALWAD = Noun("galwad", "galwadau", "feminine")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "dim"), (1, "un"), (2, "dau"), (5, "pump"), (6, "chwech"), (10, "deg"), (11, "un deg un"), (20, "dau ddeg"),
        (21, "dau ddeg un"), (42, "pedwar deg dau"), (50, "pum deg"), (66, "chwe deg chwech"), (99, "naw deg naw"),
        (100, "cant"), (101, "cant ac un"), (200, "dau gant"), (300, "tri chant"), (500, "pum cant"),
        (600, "chwe chant"), (1000, "mil"), (2000, "dwy fil"), (3000, "tair mil"), (3200, "tair mil a dau gant"),
        (5000, "pum mil"), (1945, "mil naw cant a phedwar deg pump"),
    ],
)  # fmt: skip
def test_numbers_in_words(value: int, said: str) -> None:
    assert WELSH.number(value) == said


def test_numbers_agree_with_a_feminine_noun() -> None:
    assert [WELSH.number(value, "feminine") for value in (2, 3, 4, 5, 22)] == [
        "dwy", "tair", "pedair", "pump", "dau ddeg dwy",
    ]  # fmt: skip


@pytest.mark.parametrize("value", [-1, 1_000_000])
def test_numbers_beyond_the_words_are_refused(value: int) -> None:
    with pytest.raises(ValueError, match="999,999"):
        WELSH.number(value)


@pytest.mark.parametrize(
    ("value", "noun", "said"),
    [
        (1, MERCH, "un ferch"), (2, MERCH, "dwy ferch"), (3, MERCH, "tair merch"), (12, MERCH, "12 o ferched"),
        (1, CI, "un ci"), (2, CI, "dau gi"), (3, CI, "tri chi"), (6, CI, "chwe chi"), (1204, CI, "1,204 o gŵn"),
        (1, PUNT, "un bunt"), (5, PUNT, "pum punt"), (6, PUNT, "chwe phunt"), (2, LLYFR, "dau lyfr"),
        (1, LLAW, "un llaw"), (2, GALWAD, "dwy alwad"), (0, GALWAD, "dim galwadau"), (8, GALWAD, "wyth galwad"),
    ],
)  # fmt: skip
def test_things_are_counted_with_their_mutations(value: int, noun: Noun, said: str) -> None:
    assert WELSH.counted(value, noun) == said


@pytest.mark.parametrize(
    ("change", "word", "after"),
    [
        (soft, "pen", "ben"), (soft, "tad", "dad"), (soft, "gardd", "ardd"), (soft, "rhaff", "raff"),
        (soft, "theatr", "theatr"), (soft, "chwaer", "chwaer"), (soft, "Gwent", "Went"), (soft, "Llundain", "Lundain"),
        (aspirate, "tŷ", "thŷ"), (aspirate, "merch", "merch"), (nasal, "Caerdydd", "Nghaerdydd"),
        (nasal, "Bangor", "Mangor"), (nasal, "gardd", "ngardd"), (soft, "", ""),
    ],
)  # fmt: skip
def test_mutations(change: object, word: str, after: str) -> None:
    assert change(word) == after  # type: ignore[operator]


@pytest.mark.parametrize(
    ("value", "gender", "said"),
    [(1, "none", "cyntaf"), (3, "masculine", "trydydd"), (3, "feminine", "trydedd"), (4, "feminine", "pedwaredd"),
     (12, "none", "12fed"), (21, "none", "21ain"), (43, "none", "43fed")],
)  # fmt: skip
def test_places(value: int, gender: str, said: str) -> None:
    assert WELSH.ordinal(value, gender) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("period", "welsh", "english"),
    [
        (CALENDAR.quarter(2018, 3), "chwarter tri 2018-19", "quarter three 2018-19"),
        (rolling_year(2018, 12), "y 12 mis hyd at fis Rhagfyr 2018", "the 12 months to December 2018"),
        (Period(date(2018, 12, 1), date(2018, 12, 31)), "mis Rhagfyr 2018", "December 2018"),
        (Period(date(2019, 3, 28), date(2019, 3, 28)), "28 Mawrth 2019", "28 March 2019"),
    ],
)
def test_periods_and_dates(period: Period, welsh: str, english: str) -> None:
    assert WELSH.period(period, CALENDAR) == welsh
    assert ENGLISH.period(period, CALENDAR) == english


def test_percentages_and_durations() -> None:
    assert WELSH.per_cent(Decimal("3.14")) == "3.1 y cant"
    assert [WELSH.duration(seconds) for seconds in (642, 61, 60, 5, 0)] == [
        "10 munud a 42 eiliad", "1 munud ac 1 eiliad", "1 munud", "5 eiliad", "0 eiliad",
    ]  # fmt: skip


def test_english_is_a_language_of_the_same_shape() -> None:
    languages: list[Language] = [ENGLISH, WELSH]
    assert [one.tag for one in languages] == ["en-GB", "cy"]
    visit = Noun("visit", "visits")
    assert (ENGLISH.counted(2, visit), ENGLISH.counted(1204, visit)) == ("two visits", "1,204 visits")
    assert (ENGLISH.number(42), ENGLISH.ordinal(3)) == ("forty-two", "third")
    assert (ENGLISH.per_cent(Decimal("3.14")), ENGLISH.duration(642)) == ("3.1 per cent", "10 minutes and 42 seconds")


def test_the_published_forms_take_dates_and_periods_from_their_language() -> None:
    welsh = replace(labels.ENGLISH, lang="cy", language=WELSH)
    assert day_text(date(2019, 3, 28), words=welsh) == "28 Mawrth 2019"
    assert period_text(rolling_year(2018, 12), CALENDAR, words=welsh) == "y 12 mis hyd at fis Rhagfyr 2018"
    assert period_text(rolling_year(2018, 12), CALENDAR) == "the 12 months to December 2018"
