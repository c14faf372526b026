"""facts.json and claims.json: what is published is what is read and written."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pcc_narrator.contract import (
    claims_to_json,
    exceptions_to_json,
    fact_id,
    facts_from_json,
    facts_to_json,
    read_facts,
)
from pcc_narrator.contract.schemas import schema_text
from pcc_narrator.errors import FactsFileError, PeriodError
from pcc_narrator.models.claim import CheckReport, Claim, Ignored, Missing
from pcc_narrator.models.fact import (
    UNITS,
    Area,
    Counted,
    Derivation,
    Fact,
    FactSet,
    Measure,
    Note,
    Requirement,
    Source,
)
from pcc_narrator.models.flag import Flag
from pcc_narrator.models.period import Calendar, Period, end_of_month, rolling_year
from pcc_narrator.periods import parse_key, period_key

FEWEST: dict[str, Any] = {
    "measures": [{"id": "price", "title": "Price"}],
    "areas": [{"id": "uk", "title": "United Kingdom"}],
    "facts": [
        {
            "id": "a", "measure": "price", "statistic": "value", "area": "uk",
            "period": {"start": "2020-03-01", "end": "2020-03-31"}, "value": 4.2, "unit": "none",
        }
    ],
}  # fmt: skip

periods = st.builds(
    lambda year, month, kind: {
        "quarter": Calendar().quarter(year, month % 4 + 1),
        "rolling": rolling_year(year, month),
        "month": Period(date(year, month, 1), end_of_month(date(year, month, 1))),
        "none": Period(),
        "day": Period(date(year, month, 3), date(year, month, 3)),
        "odd": Period(date(year, month, 3), date(year + 1, month, 9)),
    }[kind],
    st.integers(1990, 2040),
    st.integers(1, 12),
    st.sampled_from(["quarter", "rolling", "month", "none", "day", "odd"]),
)
decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6)
words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
facts = st.builds(
    Fact,
    id=st.uuids().map(str),
    measure=st.just("m"),
    statistic=st.sampled_from(["value", "change", "rank"]),
    area=st.just("a"),
    period=periods,
    value=decimals | st.booleans(),
    unit=st.sampled_from(UNITS),
    category=st.none() | words.filter(bool),
    base=st.none() | periods,
    low=st.none() | decimals,
    decimals=st.none() | st.integers(0, 6),
    of_what=st.lists(words, max_size=2).map(tuple),
    derivation=st.none() | st.builds(Derivation, operation=words, of=st.lists(words, max_size=2).map(tuple)),
    sources=st.lists(st.builds(Source, file=words, row=st.none() | st.integers(1, 10**6)), max_size=2).map(tuple),
    out_of=st.none() | st.integers(1, 99),
    p=st.none() | st.decimals(0, 1, places=9),
)


@given(st.lists(facts, max_size=4, unique_by=lambda fact: fact.id))
def test_facts_are_read_back_as_they_were_written(rows: list[Fact]) -> None:
    known = FactSet(
        measures=(Measure("m", "M", ("n",), "count", "lower_is_better", Decimal("9.5"), Counted("m", "ms")),),
        areas=(Area("a", "A", ("b",), "group", ("c",)),),
        facts=tuple(rows),
        notes=(Note("n1", "cause", "Because.", ("m",), "Office", date(2019, 3, 1), web="https://example.org"),),
        requirements=(Requirement("m.level", ("x",), "Say it."),),
        period=Calendar().quarter(2018, 3),
    )
    text = facts_to_json(known)
    assert facts_from_json(json.loads(text, parse_float=Decimal)) == known
    Draft202012Validator(json.loads(schema_text("facts"))).validate(json.loads(text))


@given(periods)
def test_period_keys_are_read_back(period: Period) -> None:
    for calendar in (Calendar(), Calendar(1)):
        key = period_key(period, calendar)
        assert parse_key(key, calendar) == period


def test_fewest_fields_are_enough() -> None:
    known = facts_from_json(FEWEST)
    assert known.facts[0].number == Decimal("4.2")
    assert known.calendar == Calendar(4)
    Draft202012Validator(json.loads(schema_text("facts"))).validate(FEWEST)


def test_a_decimal_given_as_text_is_exact() -> None:
    row = {**FEWEST["facts"][0], "value": "0.10000000000000000001"}
    assert facts_from_json({**FEWEST, "facts": [row]}).facts[0].value == Decimal("0.10000000000000000001")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"schema_version": 2}, "schema_version is 2"),
        ({"facts": [{**FEWEST["facts"][0], "value": "12 approx"}]}, "'12 approx' is not a number"),
        ({"facts": [{**FEWEST["facts"][0], "value": None}]}, "value: missing"),
        ({"facts": [{**FEWEST["facts"][0], "unit": "bananas"}]}, "'bananas' is none of"),
        ({"facts": [{**FEWEST["facts"][0], "period": {"start": "2020-02-30", "end": None}}]}, "is not a date"),
        ({"facts": [FEWEST["facts"][0]] * 2}, "occurs twice"),
        ({"facts": {}}, "facts: must be a list"),
        ({"measures": [{"id": "price"}]}, "title: missing"),
        ({"areas": None}, "areas: missing"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(change: dict[str, Any], said: str) -> None:
    with pytest.raises(FactsFileError, match=said.replace("(", r"\(")):
        facts_from_json({**FEWEST, **change})


def test_all_faults_are_told_at_once() -> None:
    row = {**FEWEST["facts"][0], "unit": "x", "value": "y"}
    with pytest.raises(FactsFileError) as caught:
        facts_from_json({**FEWEST, "facts": [row], "measures": [{"id": "price"}]})
    assert str(caught.value).count("\n") == 3


@pytest.mark.parametrize(
    ("content", "said"), [(b"{", "not JSON"), (b"\xff\xfe\x00", "cannot be read as text"), (b"[]", "one JSON object")]
)
def test_a_file_that_is_no_facts_json(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "facts.json").write_bytes(content)
    with pytest.raises(FactsFileError, match=said):
        read_facts(tmp_path / "facts.json")
    with pytest.raises(FactsFileError, match="no such file"):
        read_facts(tmp_path / "none.json")


def test_claims_and_exceptions_follow_their_schemas() -> None:
    claim = Claim(
        0, 4, 1, 1, "11.4", "number", "refuted", "The facts say 3.1.", "value", "price", "value", "uk",
        None, rolling_year(2018, 12), ("a",), "3.1",
    )  # fmt: skip
    report = CheckReport((claim,), (Missing("m.level", ("a",), "Say it."),), (Ignored(5, 9, "2017", "a plan's year"),))
    data = json.loads(claims_to_json(report))
    Draft202012Validator(json.loads(schema_text("claims"))).validate(data)
    assert data["summary"] == {"claims": 1, "supported": 0, "refuted": 1, "not_enough_information": 0, "missing": 1}
    flag = Flag("f", "concern", "price", "uk", "target", "worse", Decimal("1.5"), "Above the target.", ("a",))
    found = json.loads(exceptions_to_json((flag,)))
    Draft202012Validator(json.loads(schema_text("exceptions"))).validate(found)
    assert list(found["exceptions"]) == ["significant_change", "concern", "excellence", "media_interest"]


APRIL = Calendar()
Q3 = APRIL.quarter(2018, 3)
R12 = rolling_year(2018, 12)


@pytest.mark.parametrize(
    ("subject", "period", "options", "identifier"),
    [
        ("recorded_crime.value", Q3, {}, "recorded_crime.value.w.2018-19-Q3"),
        ("c.change_percent", R12, {"base": rolling_year(2017, 12)}, "c.change_percent.w.R12-2018-12"),
        ("c.change", Q3, {"base": APRIL.quarter(2018, 2)}, "c.change.w.2018-19-Q3.on-2018-19-Q2"),
        ("c.value", R12, {"category": "Theft from the Person"}, "c/theft_from_the_person.value.w.R12-2018-12"),
        ("c.difference", R12, {"against": "msg"}, "c.difference.w.R12-2018-12.than-msg"),
    ],
)
def test_fact_ids_are_readable(subject: str, period: Period, options: dict[str, Any], identifier: str) -> None:
    measure, statistic = subject.split(".")
    assert fact_id(measure, statistic, "w", period, calendar=APRIL, **options) == identifier


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("2011-12", "2011-12-01", "2011-12-31"),
        ("FY2011-12", "2011-04-01", "2012-03-31"),
        ("2018-19", "2018-04-01", "2019-03-31"),
        ("2018", "2018-01-01", "2018-12-31"),
        (" R12-2018-12 ", "2018-01-01", "2018-12-31"),
        ("2018-19-Q4", "2019-01-01", "2019-03-31"),
    ],
)
def test_period_keys_mean(key: str, start: str, end: str) -> None:
    assert parse_key(key, APRIL) == Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize("key", ["Q3", "2018-20", "2018-19-Q5", "2018-20-Q1", "2018-02-30", "R12-2018-13", "soon"])
def test_what_is_no_period_is_refused(key: str) -> None:
    with pytest.raises(PeriodError, match="is no period"):
        parse_key(key, APRIL)
