"""The template writer over any figures: it never fails, never breaks its grammar, never leaves a message unsaid."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from narrated_workspace import PERIOD, Planned, planned

from pcc_narrator.drafting import draft
from pcc_narrator.drafting.fluency import LONGEST, faults, sentences
from pcc_narrator.drafting.template.writer import opening

QUARTERS = ("2017-18-Q3", "2018-19-Q1", "2018-19-Q2", PERIOD)
YEARS = ("R12-2017-12", "R12-2018-12")
COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 1_000_000)).map(str)
PERCENTS = st.decimals(0, 100, places=1).map(str)
SECONDS = st.integers(0, 10_000).map(str)


def figures(
    measure: str, values: st.SearchStrategy[str], *periods: str
) -> dict[tuple[str, str], st.SearchStrategy[str]]:
    return {(measure, period): st.one_of(st.just(""), values) for period in periods}


ANY = st.fixed_dictionaries({
    **figures("visits", COUNTS, *QUARTERS, *YEARS),
    **figures("requests", COUNTS, *QUARTERS, *YEARS),
    **figures("loans", COUNTS, *YEARS),
    **figures("catalogued", PERCENTS, *QUARTERS),
    **figures("answered_in_time", PERCENTS, *QUARTERS),
    **figures("renewals", PERCENTS, *QUARTERS),
    **figures("waiting", SECONDS, *QUARTERS),
    **figures("helpers", COUNTS, *QUARTERS),
    **figures("content", PERCENTS, *YEARS),
})  # fmt: skip


def assert_publishable(stage: Planned) -> None:
    written = draft(stage.outline, stage.facts)
    said = {paragraph.id for paragraph in written.paragraphs}
    for section in stage.outline.sections:
        for message in section.messages:
            assert message.id in said, message
    overviews = {name for part in stage.outline.parts for name in part.overviews.values()}  # no sentences
    for paragraph in written.paragraphs:
        if paragraph.id in overviews:
            continue
        assert faults(paragraph.text) == (), paragraph.text
        assert all(len(sentence.split()) <= LONGEST for sentence in sentences(paragraph.text))


@settings(max_examples=25)
@given(ANY)
def test_any_figures_make_publishable_prose(values: dict[tuple[str, str], str]) -> None:
    assert_publishable(planned(values=values))


@pytest.mark.parametrize(
    "value",
    ["0", "1", "9", "10", "1000000"],
)
def test_everything_flat(value: str) -> None:
    names = ("visits", "requests", "helpers", "waiting")
    stage = planned(values={(name, period): value for name in names for period in (*QUARTERS, *YEARS)})
    assert_publishable(stage)


@pytest.mark.parametrize("factor", [3, 1000])
def test_everything_significant(factor: int) -> None:
    values = {(name, period): str(500 * (factor if period in (PERIOD, YEARS[1]) else 1))
              for name in ("visits", "requests") for period in (*QUARTERS, *YEARS)}  # fmt: skip
    stage = planned(values=values)
    assert any(flag.kind == "significant_change" for flag in stage.exceptions.flags)
    assert_publishable(stage)


def test_titles_as_long_as_they_come() -> None:
    title = "Median length of time for which readers at the desk have to wait before they are served"
    assert_publishable(planned(titles={"waiting": title, "visits": "X", "helpers": "NHS-FFT (%)"}))


def test_no_opening_wears_out() -> None:
    written = draft((stage := planned()).outline, stage.facts)
    counts = Counter(opening(paragraph.text)[:2] for paragraph in written.paragraphs)
    assert max(counts.values()) <= len(written.paragraphs) / 4
