"""What holds of every text: nothing passed over, exact spans, and what is written is read back."""

import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pcc_narrator.figures import read_figures, write
from pcc_narrator.figures.vocabulary import number_words
from pcc_narrator.figures.write import round_half_up
from pcc_narrator.models.fact import UNITS, Counted
from pcc_narrator.models.figure import Figure
from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods import read_periods
from pcc_narrator.periods.tokens import tokenise

CALENDAR = Calendar()
ANCHOR = Period(date(2018, 10, 1), date(2018, 12, 31))
FIXTURES = Path(__file__).parent


def spans_of(text):
    mentions = read_periods(text, CALENDAR, ANCHOR)
    return sorted([*mentions, *read_figures(text, taken=mentions)], key=lambda span: (span.start, span.end))


def assert_nothing_is_passed_over(text):
    spans = spans_of(text)
    end = 0
    covered = bytearray(len(text) + 1)
    for span in spans:
        assert end <= span.start < span.end <= len(text), f"spans overlap or are empty at {span}"
        assert text[span.start : span.end] == span.text
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
        end = span.end
    for place, character in enumerate(text):
        if character.isdigit():
            assert covered[place], f"digit passed over: {text[max(0, place - 30) : place + 30]!r}"
    for token in tokenise(text):
        if token.kind == "word" and token.low in number_words():
            assert all(covered[token.start : token.end]), (
                f"number word passed over: {text[max(0, token.start - 30) : token.end + 30]!r}"
            )


WORDS = """
    a an the of in to from and or by per cent % percent percentage point points pp 1,000 12 3.4 0 999 101 2018 2018-19
    10,792 £ $ m k bn million hundred thousand dozen half third quarter quarters two-thirds three one two forty twenty
    first second seconds sixth 6th 21st times twice doubled halved threefold -fold x + - – − ± +/- plus minus ( ) [ ] |
    , . : ; / # * _ " ' ’ \n \n\n \t ¹ ² ½ ₂ ① ٣ 12. 12) Q3 R12 H1 FY19 quarter three December Dec-18 may May March 31
    31/12/2018 2018-12-31 12 months to rolling previous last year week ending between about over under more or fewer
    up at least nearly just c. CI 95% confidence interval aged 18-24 year olds under-25s section level table Plan S136
    COVID-19 3Ps 24/7 https://x.y/1 a_1 a.csv <b> <!-- --> {{x.1}} hours minutes 42 sec s h am joint ranked in six out
    every no. one another once tens hundreds
"""
FRAGMENTS = st.sampled_from(WORDS.split(" "))


@given(st.lists(st.tuples(FRAGMENTS, st.sampled_from((" ", "", " ", "-", "\n"))), max_size=14))
@settings(max_examples=600, deadline=None)
def test_nothing_is_passed_over_in_texts_made_of_the_grammars_own_words(pieces):
    assert_nothing_is_passed_over("".join(piece + joint for piece, joint in pieces))


@given(st.text(max_size=200))
@settings(max_examples=400, deadline=None)
@example("Ⅳ ½ ² ① ٣٤ १२ 〇 ㊿ 𝟙 ⅐ ↉ ₁ ⁵")
@example("1,2345,678 12,34,567 1.2.3.4 ..5 5.. 1e6 0x1F")
def test_nothing_is_passed_over_in_any_text(text):
    assert_nothing_is_passed_over(text)


@pytest.mark.parametrize("path", sorted((Path(__file__).parents[2].parent / "shared" / "reference").glob("*.txt")))
def test_nothing_is_passed_over_in_a_real_report(path):
    assert_nothing_is_passed_over(path.read_text(encoding="utf-8"))


amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=3)
UNIT_BASES = {"minutes": (60, "seconds"), "hours": (1, "hours")}


@given(
    st.sampled_from(UNITS),
    amounts | st.integers(-20, 20).map(Decimal) | st.integers(1, 60).map(Decimal),
    st.sampled_from((None, 0, 1, 2)),
    st.sampled_from(("prose", "table")),
    st.booleans(),
    st.sampled_from((("It was ", "."), ("| ", " |"), ("(", ")"), ("", ""))),
)
@settings(max_examples=800, deadline=None)
@example("gbp", Decimal("999999.995"), None, "prose", False, ("It was ", "."))
@example("seconds", Decimal("3605"), None, "table", False, ("It was ", "."))
@example("seconds", Decimal("120"), None, "table", False, ("It was ", "."))
@example("percent", Decimal("-0.04"), None, "prose", True, ("It was ", "."))
def test_what_is_written_is_read_back(unit, value, decimals, style, signed, around):
    if unit == "rank":
        value = Decimal(abs(int(value)) % 200 + 1)
    text = around[0] + write(value, unit, decimals=decimals, style=style, signed=signed) + around[1]
    figures = [figure for figure in read_figures(text) if isinstance(figure, Figure)]
    assert len(figures) == 1, (text, figures)
    (figure,) = figures
    expected = _printed(value, unit, decimals)
    if unit == "minutes":
        expected *= 60
    read_in_hours = unit == "seconds" and figure.unit == "hours"
    assert figure.value == (expected / 3600 if read_in_hours else expected), text
    if unit in ("count", "ratio", "none"):
        assert figure.unit is None and figure.kind == "number"
    elif unit == "minutes" or (unit == "seconds" and not read_in_hours):
        assert figure.unit == "seconds"
    elif not read_in_hours:
        assert figure.unit == unit
    assert (figure.sign < 0) == (expected < 0)


def _printed(value, unit, decimals):
    """The value that house style prints: rounded once, to the places that `write` documents."""
    if unit == "rank":
        return value
    if unit == "gbp" and decimals is None:
        for scale in (Decimal(10**12), Decimal(10**9), Decimal(10**6)):
            if round_half_up(abs(value), 0) >= scale:
                return round_half_up(value / scale, 1) * scale
    if decimals is None:
        default = {"seconds": 0, "gbp": 2}.get(unit, 1)
        decimals = 0 if value == value.to_integral_value() else default
    return round_half_up(value, decimals)


@given(st.integers(0, 10**6), st.booleans())
def test_counted_things_are_read_back(number, leading):
    text = write(Decimal(number), "count", counted=Counted("bed", "beds"))
    text = f"There were {text} in all." if leading else text
    (figure,) = read_figures(text)
    assert figure.value == number
    assert figure.unit is None


def test_a_long_text_is_read_in_linear_time():
    piece = (
        "There were 10,792 crimes in quarter three, 3.1 per cent (±2.1) fewer than in the 12 months to December 2018; "
        "one in six of forty-two areas rose from 3.1 to 3.4 per cent, to £3.4 million, in 10 minutes and 42 seconds.\n"
    )
    times = []
    for copies in (150, 600):
        text = piece * copies
        started = time.process_time()
        spans_of(text)
        times.append(time.process_time() - started)
    assert times[1] < 12 * times[0], times


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "1,",
            "1.",
            "<a",
            "<!-- ",
            "12 and ",
            "one hundred and ",
            "a_",
            "12-",
            "](",
            "{{",
            "[1",
            "(",
            "5 days, ",
            "not more ",
        ),
        *(
            "2018-",
            "31 ",
            "one in ",
            "12 x per ",
            "-",
            "'",
            "a'",
            "\u00a0001",
            "aged 1 to ",
            "half a ",
            "[note 1, ",
            "www.",
        ),
        *(
            "Quarter 1 (May ",
            "12 months to ",
            "minus ",
            "£",
            "Plan (2017-21",
            "1:2:",
            "1/2/",
            "twice ",
            "\n12. ",
            "\t- 1",
        ),
    ],
)
def test_no_repeated_fragment_blows_up(piece):
    started = time.process_time()
    spans_of(piece * 3000)
    assert time.process_time() - started < 5
