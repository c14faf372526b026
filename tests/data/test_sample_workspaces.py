"""The shipped workspaces: they load, are made by their tools, hold no copied sentence and no foreign subject."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from pcc_narrator.workspace import load_workspace

ROOT = Path(__file__).resolve().parents[2]
WILTSHIRE = ROOT / "data" / "wiltshire-2018-19"
HOSPITAL = ROOT / "data" / "nhs-emergency-care"
REPORT = ROOT.parent / "shared" / "reference" / "wiltshire-pcc-performance-report-q3-2018-19.txt"
DASHBOARD_LINES = 33
SHINGLE = 8  # words in a row that are nobody's but the report's


def tool(name: str) -> ModuleType:
    """A module of tools/."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ROOT / "tools"))
    return module


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.csv"))}


@pytest.mark.parametrize(("script", "folder"), [("build_sample", WILTSHIRE), ("build_nhs_sample", HOSPITAL)])
def test_the_tables_are_what_the_tools_make(script: str, folder: Path, tmp_path: Path) -> None:
    tool(script).main(tmp_path)
    made = hashes(tmp_path)
    assert "observations.csv" in made
    shipped = hashes(folder)
    assert {name: shipped[name] for name in made} == made


def test_the_page_about_the_real_report_is_up_to_date() -> None:
    assert tool("build_real_report").page() == (ROOT / "docs" / "real-report.md").read_text(encoding="utf-8")


def test_every_line_of_the_dashboard_is_a_measure() -> None:
    plan = load_workspace(WILTSHIRE).plan
    rows = [[m for m in priority.measures if m.dashboard and m.commentary] for priority in plan.priorities]
    assert [len(found) for found in rows] == [10, 5, 7, 11]
    assert sum(len(found) for found in rows) == DASHBOARD_LINES


@pytest.mark.parametrize("folder", [WILTSHIRE, HOSPITAL])
def test_every_measure_has_observations_and_every_observation_a_source(folder: Path) -> None:
    workspace = load_workspace(folder)
    observed = set(workspace.observations["measure"])
    assert observed == {measure.id for measure in workspace.plan.measures}
    assert (workspace.observations["source"] != "").all()
    assert (workspace.observations["publisher"] != "").all()
    assert set(workspace.observations["basis"]) <= {"published", "derived"}


def test_parts_meet_their_totals() -> None:
    workspace = load_workspace(WILTSHIRE)
    table = workspace.observations[workspace.observations["measure"] == "recorded_crime"]
    own = table[table["area"] == "wiltshire"]
    for period, part in own.groupby("end"):
        for start, rows in part.groupby("start"):
            groups = rows[rows["category"] != ""]
            whole = rows[rows["category"] == ""]
            if len(groups):
                assert groups["value"].sum() == whole["value"].sum(), (start, period)
                assert len(groups) == 14


def test_quarters_meet_their_rolling_totals() -> None:
    table = load_workspace(WILTSHIRE).observations
    own = table[(table["measure"] == "recorded_crime") & (table["area"] == "wiltshire") & (table["category"] == "")]
    quarters = {row.end: row.value for row in own.itertuples() if (row.end - row.start).days < 100}
    years = {row.end: row.value for row in own.itertuples() if (row.end - row.start).days > 360}
    ends = sorted(quarters)
    assert len(ends) == 51
    for end, total in years.items():
        assert sum(quarters[day] for day in ends[ends.index(end) - 3 : ends.index(end) + 1]) == total


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def own_texts() -> Iterator[tuple[str, str]]:
    workspace = load_workspace(WILTSHIRE)
    for note in workspace.notes:
        yield note.id, note.text
    for item in workspace.delivery:
        yield item.action, f"{item.action} {item.done}"
        yield item.objective, item.objective
    for declared in workspace.declared:
        yield declared.measure, declared.reason
    yield "introduction", workspace.introduction


@pytest.mark.skipif(not REPORT.exists(), reason="the published report is not part of the project")
def test_no_sentence_is_copied_from_the_report() -> None:
    report = words(REPORT.read_text(encoding="utf-8"))
    theirs = {tuple(report[i : i + SHINGLE]) for i in range(len(report) - SHINGLE + 1)}
    copied = [
        (name, " ".join(ours[i : i + SHINGLE]))
        for name, text in own_texts()
        for ours in [words(text)]
        for i in range(len(ours) - SHINGLE + 1)
        if tuple(ours[i : i + SHINGLE]) in theirs
    ]
    assert copied == []


def test_notes_are_approved_and_say_something() -> None:
    notes = load_workspace(WILTSHIRE).notes
    assert 40 <= len(notes) <= 80
    assert all(note.approved_by and note.approved_on and len(note.text.split()) >= 8 for note in notes)
    assert {note.kind for note in notes} >= {"cause", "action", "method", "context", "definition", "look_ahead"}


def test_the_hospital_knows_nothing_of_policing() -> None:
    text = " ".join(path.read_text(encoding="utf-8").lower() for path in sorted(HOSPITAL.iterdir()))
    assert not re.search(r"polic|crime|offence|\bforces?\b|commissioner|constab|victim|arrest", text)


def test_open_data_is_small() -> None:
    assert sum(path.stat().st_size for path in (ROOT / "data" / "open").iterdir()) < 10_000_000
    with (WILTSHIRE / "observations.csv").open(encoding="utf-8", newline="") as stream:
        assert sum(1 for _ in csv.reader(stream)) < 12_000
