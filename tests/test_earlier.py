"""Drafting into a folder that holds an earlier report: edits stay, what was made of older figures goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pcc_narrator.atomic import replaced_folder
from pcc_narrator.cli.watching import changes
from pcc_narrator.earlier import RUN, keep_edits, made_of, note_made, stale_in


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A drafted folder with a summary and annexes made afterwards."""
    (tmp_path / "annexes").mkdir()
    for name in ("report.md", "report.docx", "summary.md", "summary.html", "annexes/facts.csv", "letter.txt"):
        (tmp_path / name).write_text(name)
    (tmp_path / RUN).write_text(
        json.dumps({"made": made_of(tmp_path, [tmp_path / "report.md", tmp_path / "report.docx"])})
    )
    note_made(tmp_path, [tmp_path / "summary.md"])
    return tmp_path


def test_what_was_made_of_older_figures_goes_and_a_persons_own_file_stays(out: Path) -> None:
    assert keep_edits(out) == ()
    with replaced_folder(out, stale=stale_in(out)) as folder:
        (folder / "report.md").write_text("new")
    assert sorted(path.name for path in out.iterdir()) == ["letter.txt", "report.md", "run.json"]


@pytest.mark.parametrize("name", ["report.md", "report.docx", "summary.md"])
def test_what_staff_edited_is_kept_under_a_name_of_its_own(out: Path, name: str) -> None:
    (out / name).write_text("edited by hand")
    (kept,) = keep_edits(out)
    assert (kept.name, kept.read_text()) == (f"{Path(name).stem}.edited-1{Path(name).suffix}", "edited by hand")
    assert keep_edits(out) == (kept,)  # the same words once
    with replaced_folder(out, stale=stale_in(out)) as folder:
        (folder / "report.md").write_text("new")
    assert kept.read_text() == "edited by hand"


@pytest.mark.parametrize("record", ["", "[]", "{}", '{"made": 3}'])
def test_without_a_record_nothing_is_lost(out: Path, record: str) -> None:
    (out / RUN).write_text(record)
    assert [path.name for path in keep_edits(out)] == [
        "report.edited-1.md",
        "report.edited-1.docx",
        "summary.edited-1.md",
    ]


def test_watching_tells_data_from_text_and_waits_until_both_exist_and_rest(tmp_path: Path) -> None:
    data, text = tmp_path / "workspace", tmp_path / "report.md"
    data.mkdir()
    (data / "plan.yaml").write_text("a")
    text.write_text("one")
    steps = iter([
        lambda: (data / ".plan.yaml.swp").write_text("x"),
        lambda: text.unlink(),  # an editor replaces the file …
        lambda: text.write_text("two"),
        lambda: text.write_text("three "),  # … in two steps
        lambda: None, lambda: None,
        lambda: (data / "observations.csv").write_text("b"), lambda: None,
    ])  # fmt: skip
    waiting = changes(data, text, wait=lambda: (next(steps)(), None)[1])
    assert next(waiting) == "text"
    assert text.read_text() == "three "
    assert next(waiting) == "data"
