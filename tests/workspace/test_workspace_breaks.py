"""Breaks in series: no change across them, and the text says why."""

from __future__ import annotations

from datetime import date

import pytest

from pcc_narrator.facts import compute_facts
from pcc_narrator.flags import find_exceptions
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.period import Period
from pcc_narrator.workspace import load_workspace, validate_workspace
from pcc_narrator.workspace.breaks import Breaks
from pcc_narrator.workspace.types import Break

HEAD = "measure,from,reason,approved_by,approved_on,area,category\n"
ROW = "visits,2018-07-01,The door counter was replaced.,The Librarian,2018-07-02,north,\n"
QUARTERS = [f"{year}-{(year + 1) % 100:02d}-Q{quarter}" for year in range(2013, 2018) for quarter in (1, 2, 3, 4)]
SERIES = "measure,area,category,period,value\n" + "".join(
    f"visits,{area},,{key},{1000 + 7 * (place % 5) + place}\n"
    for area in ("north", "south")
    for place, key in enumerate([*QUARTERS, "2018-19-Q1", "2018-19-Q2", "2018-19-Q3"])
)


def _facts(make_workspace, breaks: str | None) -> FactSet:
    changes = {"observations.csv": SERIES, "breaks.csv": breaks}
    workspace = load_workspace(make_workspace(changes))
    facts = compute_facts(workspace, "2018-19-Q3")
    return facts.with_facts(find_exceptions(workspace, facts).facts)


def test_no_change_is_computed_across_a_break(make_workspace) -> None:
    facts = _facts(make_workspace, HEAD + ROW).by_id
    assert "visits.value.north.2018-19-Q3" in facts
    assert "visits.change.north.2018-19-Q3.on-2018-19-Q2" in facts  # both after the break
    assert "visits.change.north.2018-19-Q3" not in facts
    assert "visits.change.north.R12-2018-12" not in facts
    assert "visits.change_percent.north.R12-2018-12" not in facts
    assert "visits.change.south.R12-2018-12" in facts
    assert not any(key.startswith(("visits.run.north", "visits.extreme.north")) for key in facts)
    tested = [fact for fact in facts.values() if fact.statistic == "significant" and fact.area == "north"]
    assert {fact.base for fact in tested} == {Period(date(2018, 7, 1), date(2018, 9, 30))}  # no chart, no trend


def test_without_the_break_they_are(make_workspace) -> None:
    facts = _facts(make_workspace, None).by_id
    assert "visits.change.north.2018-19-Q3" in facts and "visits.change.north.R12-2018-12" in facts
    assert any(fact.statistic == "significant" and fact.area == "north" for fact in facts.values())


def test_the_reason_is_a_note_of_the_report(make_workspace) -> None:
    notes = {note.id: note for note in _facts(make_workspace, HEAD + ROW).notes}
    note = notes["break.visits.2018-07-01"]
    assert note.text == (
        "The figures from 1 July 2018 on cannot be compared with earlier ones. The door counter was replaced."
    )
    assert (note.measures, note.approved_by, note.approved_on) == (("visits",), "The Librarian", date(2018, 7, 2))


def test_a_break_of_another_area_is_no_note(make_workspace) -> None:
    notes = [note.id for note in _facts(make_workspace, HEAD + ROW.replace("north", "south")).notes]
    assert notes == ["n1"]


@pytest.mark.parametrize(
    ("base", "now", "found"),
    [
        ((date(2018, 4, 1), date(2018, 6, 30)), (date(2018, 7, 1), date(2018, 9, 30)), True),
        ((date(2018, 7, 1), date(2018, 9, 30)), (date(2018, 10, 1), date(2018, 12, 31)), False),
        ((date(2017, 4, 1), date(2017, 6, 30)), (date(2018, 4, 1), date(2018, 6, 30)), False),
        ((date(2017, 1, 1), date(2017, 12, 31)), (date(2018, 1, 1), date(2018, 12, 31)), True),  # inside the later one
        ((date(2018, 6, 1), date(2019, 5, 31)), (date(2019, 6, 1), date(2020, 5, 31)), True),  # inside the earlier one
        ((None, None), (date(2018, 7, 1), date(2018, 9, 30)), False),
    ],
)
def test_what_lies_across_a_break(base, now, found: bool) -> None:
    breaks = Breaks([Break("visits", "", date(2018, 7, 1), "New counter.")])
    assert (breaks.between("visits", "north", None, Period(*base), Period(*now)) is not None) is found
    assert breaks.between("staff", "north", None, Period(*base), Period(*now)) is None


def test_a_break_of_one_category() -> None:
    breaks = Breaks([Break("visits", "north", date(2018, 7, 1), "New counter.", "Children")])
    base, now = Period(date(2017, 1, 1), date(2017, 12, 31)), Period(date(2018, 1, 1), date(2018, 12, 31))
    assert breaks.between("visits", "north", "children", base, now) is not None
    assert breaks.between("visits", "north", None, base, now) is None
    assert breaks.between("visits", "south", "children", base, now) is None


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ROW.replace("visits", "visit"), "Did you mean 'visits'?"),
        (ROW.replace("north", "nroth"), "Did you mean 'north'?"),
        (ROW.replace("2018-07-01", "1/7/2018"), "from"),
        (ROW.replace("The door counter was replaced.", ""), "'reason' is missing"),
        (ROW.replace("The Librarian", ""), "'approved_by' is missing"),
    ],
)
def test_bad_breaks(make_workspace, row: str, words: str) -> None:
    problems = validate_workspace(make_workspace({"breaks.csv": HEAD + row}))
    assert [problem.file for problem in problems] == ["breaks.csv"]
    assert words in str(problems[0])
