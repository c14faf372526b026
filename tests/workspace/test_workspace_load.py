"""A sound workspace, read."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest

from pcc_narrator.errors import InputError
from pcc_narrator.models.period import Period
from pcc_narrator.workspace import load_workspace, validate_workspace
from pcc_narrator.workspace.types import OBSERVATION_COLUMNS


def test_every_part_is_read(make_workspace) -> None:
    workspace = load_workspace(make_workspace())
    assert [area.id for area in workspace.areas] == ["north", "similar", "south"]  # the report's own first
    assert workspace.areas[0].names == ("North Library", "the library")
    assert workspace.areas[0].kind == "library"
    assert workspace.areas[1].members == ("north", "south")
    note = workspace.notes[0]
    assert (note.id, note.kind, note.measures) == ("n1", "cause", ("visits",))
    assert note.text == "The roof was mended, so the doors stayed open."
    assert (note.approved_by, note.approved_on) == ("The Librarian", date(2019, 1, 11))
    assert note.period == Period(date(2018, 10, 1), date(2018, 12, 31))
    assert workspace.media[0].headline == "Doors open, again"
    assert workspace.media[0].date == date(2018, 11, 5)
    assert workspace.declared[0].kind == "concern"
    assert workspace.declared[0].period == note.period
    assert workspace.delivery[0].done == "Two Sundays a month"
    assert workspace.introduction == "We opened the doors."
    assert workspace.plan.words.area == "library"
    assert workspace.plan.measures[1].target is not None
    assert workspace.plan.measures[1].target.value == Decimal(95)


def test_observations_are_exact_and_placed(make_workspace) -> None:
    frame = load_workspace(make_workspace()).observations
    assert list(frame.columns) == [*OBSERVATION_COLUMNS, "start", "end", "file", "sheet", "row"]
    rows = frame.to_dict("records")
    assert [row["row"] for row in rows] == [2, 3, 4, 6, 7, 8]
    assert {(row["file"], row["sheet"]) for row in rows} == {("observations", "")}
    first = rows[0]
    assert (first["measure"], first["area"], first["category"], first["period"]) == (
        "visits",
        "north",
        "",
        "2018-19-Q3",
    )
    assert first["value"] == Decimal(1234) and isinstance(first["value"], Decimal)
    assert (first["start"], first["end"]) == (date(2018, 10, 1), date(2018, 12, 31))
    assert first["numerator"] is None and first["sample_size"] is None
    assert (first["basis"], first["source"], first["published_on"]) == ("published", "Door counter", date(2019, 1, 10))
    assert rows[1]["basis"] == "provisional" and rows[1]["published_on"] is None
    assert (rows[3]["value"], rows[3]["numerator"], rows[3]["denominator"]) == (None, Decimal(90), Decimal(100))
    assert [str(rows[4][name]) for name in ("value", "low", "high", "sample_size")] == ["81.30", "76.6", "86.0", "600"]
    assert str(rows[5]["value"]) == "1200.50"


def test_a_figure_that_is_not_shown_is_remembered_and_in_no_frame(make_workspace) -> None:
    workspace = load_workspace(make_workspace())
    assert len(workspace.not_shown) == 1
    gap = workspace.not_shown[0]
    assert (gap.measure, gap.area, gap.symbol, gap.row) == ("visits", "south", "..", 5)


def test_populations(make_workspace) -> None:
    frame = load_workspace(make_workspace()).populations
    assert list(frame["population"]) == [Decimal(716400), Decimal(1000)]
    assert list(frame["households"]) == [None, None]
    assert list(frame["end"]) == [date(2017, 6, 30)] * 2
    assert list(frame["row"]) == [2, 3]


def test_inputs_carry_the_hash_of_each_file(make_workspace) -> None:
    folder = make_workspace()
    inputs = load_workspace(folder).inputs
    assert {item.name for item in inputs} == {path.name for path in folder.iterdir()}
    assert all(len(item.sha256) == 64 for item in inputs)


def test_only_plan_observations_and_areas_are_needed(make_workspace) -> None:
    rest = ("populations.csv", "notes.yaml", "media.csv", "concerns.yaml", "delivery.csv", "introduction.md")
    changes = dict.fromkeys(rest) | {"plan.yaml": [("        rate_per_1000: population\n", "")]}
    workspace = load_workspace(make_workspace(changes))
    assert (workspace.notes, workspace.media, workspace.introduction) == ((), (), "")
    assert list(workspace.populations.columns)[:3] == ["area", "start", "end"]
    assert workspace.populations.empty


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize(("splitter", "line_end"), [(",", "\n"), (";", "\r\n"), ("\t", "\r\n")])
def test_encodings_separators_and_line_ends(make_workspace, encoding: str, splitter: str, line_end: str) -> None:
    lines = [
        "measure,area,category,period,value",
        "visits,north,Café – “late”,2018-12,12",
        "visits,south,,2018-12,7",
        "",
    ]
    text = line_end.join(lines).replace(",", splitter)
    workspace = load_workspace(make_workspace({"observations.csv": text.encode(encoding)}))
    assert list(workspace.observations["category"]) == ["Café – “late”", ""]
    assert list(workspace.observations["row"]) == [2, 3]


def test_blank_rows_keep_their_numbers_and_own_columns_are_passed_over(make_workspace) -> None:
    text = "Measure , AREA,period,value,# remark\n,,,,\nvisits,north,2018-12,1,look\n\nvisits,south,2018-12,2,=1+1,,\n"
    frame = load_workspace(make_workspace({"observations.csv": text})).observations
    assert list(frame["row"]) == [3, 5]


def test_a_formula_in_a_text_stays_a_text(make_workspace) -> None:
    text = 'date,outlet,headline,measure\n2018-11-05,The Herald,"=HYPERLINK(""http://x"")",visits\n'
    workspace = load_workspace(make_workspace({"media.csv": text}))
    assert workspace.media[0].headline == '=HYPERLINK("http://x")'


def test_notes_under_a_key_of_their_own(make_workspace) -> None:
    text = (
        "notes:\n  - {id: a, kind: method, text: Counted at the door., approved_by: Office, approved_on: 2019-01-01}\n"
    )
    text = text.replace("kind: method", "web: 'https://example.org/a?b=1', kind: method")
    (note,) = load_workspace(make_workspace({"notes.yaml": text})).notes
    assert (note.measures, note.web) == ((), "https://example.org/a?b=1")


def test_plan_values_are_read_exactly(make_workspace) -> None:
    changes = [
        ("target: {value: 95}", "target: {value: 95.10}\n        decimals: 0\n        chart: false\n        label:")
    ]
    measure = load_workspace(make_workspace({"plan.yaml": changes})).plan.measures[1]
    assert str(measure.target.value) == "95.10"
    assert (measure.decimals, measure.chart, measure.label) == (0, False, "")


def test_validate_is_silent_on_a_sound_workspace(make_workspace) -> None:
    assert validate_workspace(str(make_workspace())) == ()


def test_load_raises_what_validate_tells(make_workspace) -> None:
    folder = make_workspace({"observations.csv": [("visits,south", "vists,suth")], "notes.yaml": "- {id: a}\n"})
    with pytest.raises(InputError) as caught:
        load_workspace(folder)
    assert caught.value.problems == validate_workspace(folder)
    assert len(caught.value.problems) >= 5


@pytest.mark.parametrize(
    "changes", [{"LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}, {"LC_ALL": "C"}]
)
def test_nothing_depends_on_the_machine(make_workspace, changes: dict[str, str]) -> None:
    folder = make_workspace({"observations.csv": [("visits,north,children", "vists,nort,children")]})
    code = f"from pcc_narrator.workspace import validate_workspace as v; print(*v({str(folder)!r}), sep='\\n')"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", env={**os.environ, **changes}
    )
    assert run.stdout.splitlines() == [str(problem) for problem in validate_workspace(folder)]


VINTAGES = """\
measure,area,period,value,published_on
visits,north,2018-12,12,2019-01-10
visits,north,2018-12,14,2019-04-10
visits,north,2018-12,13,2019-02-10
visits,south,2018-12,..,2019-01-10
visits,south,2018-12,7,2019-02-10
visits,north,2018-11,5,
"""


@pytest.mark.parametrize(
    ("day", "values", "earlier", "gaps"),
    [
        (None, [14, 7, 5], [12, 13], 0),
        (date(2019, 3, 1), [13, 7, 5], [12], 0),
        (date(2019, 1, 31), [12, 5], [], 1),
        (date(2018, 1, 1), [5], [], 0),
    ],
)
def test_the_latest_vintage_is_in_use(make_workspace, day, values: list[int], earlier: list[int], gaps: int) -> None:
    workspace = load_workspace(make_workspace({"observations.csv": VINTAGES}), as_published_on=day)
    assert list(workspace.observations["value"]) == values
    assert list(workspace.earlier["value"]) == earlier
    assert list(workspace.earlier.columns) == list(workspace.observations.columns)
    assert len(workspace.not_shown) == gaps


def test_a_vintage_without_a_day_of_publication_is_a_second_value(make_workspace) -> None:
    text = VINTAGES + "visits,north,2018-12,15,\n"
    (problem,) = validate_workspace(make_workspace({"observations.csv": text}))
    assert problem.row == 8 and "published_on" in problem.advice


def test_a_row_that_shows_nothing_is_a_second_value_too(make_workspace) -> None:
    text = "measure,area,period,value\nvisits,north,2018-12,..\nvisits,north,2018-12,15\n"
    (problem,) = validate_workspace(make_workspace({"observations.csv": text}))
    assert problem.row == 3 and "none shown" in problem.message
