"""The exceptions of the sample workspaces: what a real quarter gives."""

from __future__ import annotations

import re

import pytest

from pcc_narrator.facts import explain, find_gaps


@pytest.fixture(scope="module")
def found(analysed):
    made = analysed("wiltshire-2018-19", "2018-19-Q3")
    return made.workspace, made.facts, made.exceptions


TESTED = [  # the fact of the test, and whether the change is significant
    ("hate_crime.significant.wiltshire.R12-2018-12", True),  # 510 to 692, called "relatively stable" in print
    ("victim_satisfaction.significant.wiltshire.R12-2018-12", False),  # 77 to 74 per cent, as the report said
    ("recorded_crime/burglary.significant.wiltshire.R12-2018-12", True),
    ("recorded_crime/vehicle_offences.significant.wiltshire.R12-2018-12", True),
    ("recorded_crime.significant.wiltshire.R12-2018-12", False),  # 3.4 per cent is within its usual variation
    ("recorded_crime/robbery.significant.wiltshire.R12-2018-12", False),  # its quarters vary twice as much as chance
]


@pytest.mark.parametrize(("fact", "significant"), TESTED)
def test_what_is_significant(found, fact, significant):
    assert found[1].by_id[fact].value is significant


def test_flags_of_the_quarter(found):
    flags = {(flag.kind, flag.measure, flag.rule) for flag in found[2].flags}
    assert ("concern", "crime_recording_compliance", "target_missed") in flags
    assert ("excellence", "recorded_crime", "outside_peers") in flags
    assert ("concern", "complaints_recorded_10_days", "declared") in flags
    assert ("media_interest", "recorded_crime", "media") in flags


def test_every_flag_can_be_traced_to_source_rows(found):
    _, facts, exceptions = found
    for flag in exceptions.flags:
        told = "\n".join(explain(facts, fact) for fact in flag.facts)
        assert re.search(r"source: observations\.csv.* row \d+|source: observations.* row \d+", told)


def test_measures_without_figures_for_the_quarter(found):
    gaps = {gap.measure: gap for gap in find_gaps(found[0], "2018-19-Q3")}
    assert set(gaps) == {"ksi_collisions", "knife_crime", "public_confidence", "public_confidence_rank"}
    assert str(gaps["ksi_collisions"].latest.end) == "2018-06-30"


def test_no_fact_of_either_workspace_is_a_binary_fraction(found, analysed):
    for fact in (*found[1].facts, *analysed("nhs-emergency-care", "2018-19-Q4").facts.facts):
        numbers = [number for number in (fact.number, fact.low, fact.high, fact.p) if number is not None]
        assert all(len(number.as_tuple().digits) <= 18 for number in numbers), fact.id
