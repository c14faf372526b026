"""An interrupted run leaves the last good output."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcc_narrator.atomic import replaced_folder, write_text


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    write_text(path, "first\n")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "\ud800")
    assert path.read_bytes() == b"first\n"
    assert [item.name for item in path.parent.iterdir()] == ["b.txt"]


def test_a_folder_takes_the_place_of_another_and_keeps_what_is_foreign(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with replaced_folder(target) as folder:
        (folder / "report.md").write_text("one")
        (folder / "charts").mkdir()
        (folder / "charts" / "old.svg").write_text("x")
    (target / "letter.txt").write_text("mine")
    with replaced_folder(target) as folder:
        (folder / "report.md").write_text("two")
        (folder / "charts").mkdir()
    assert (target / "report.md").read_text() == "two"
    assert (target / "letter.txt").read_text() == "mine"
    assert list((target / "charts").iterdir()) == []
    assert [item.name for item in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device"), ValueError])
def test_an_interrupted_run_changes_nothing(tmp_path: Path, error: BaseException | type[BaseException]) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / "report.md").write_text("good")
    with pytest.raises(BaseException), replaced_folder(target) as folder:  # noqa: B017
        (folder / "report.md").write_text("half")
        raise error
    assert (target / "report.md").read_text() == "good"
    assert [item.name for item in tmp_path.iterdir()] == ["out"]


def test_a_run_killed_between_the_renames_is_repaired(tmp_path: Path) -> None:
    kept = tmp_path / ".out.last-good"
    kept.mkdir()
    (kept / "report.md").write_text("good")
    with pytest.raises(ValueError, match="stop"), replaced_folder(tmp_path / "out"):
        raise ValueError("stop")
    assert (tmp_path / "out" / "report.md").read_text() == "good"
