"""Imported rows in a workspace: all or none, the same when done twice, nothing lost."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from pcc_narrator.errors import InputError
from pcc_narrator.workspace import load_workspace
from pcc_narrator.workspace.importers.kinds import KINDS, find_kind
from pcc_narrator.workspace.importers.merge import import_files

ROOT = Path(__file__).resolve().parents[2]
EXCERPTS = Path(__file__).with_name("excerpts")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "data" / "wiltshire-2018-19", tmp_path / "workspace"))


def rows(workspace: Path, table: str = "observations.csv") -> list[dict[str, str]]:
    with (workspace / table).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_new_rows_are_added_and_known_ones_left_alone(workspace: Path) -> None:
    before = rows(workspace)
    merged = import_files("ho-rolling", [EXCERPTS / "rolling.csv"], workspace, published_on="2019-04-25")
    after = rows(workspace)
    assert after[: len(before)] == before
    assert merged.added == len(after) - len(before) > 100
    assert merged.unchanged >= 30  # the 15 rows of the report's own table, twice
    assert {row["area"] for row in after[len(before) :]} == {"wiltshire", "city_of_london"}
    load_workspace(workspace)


def test_twice_is_once(workspace: Path) -> None:
    import_files("ho-rolling", [EXCERPTS / "rolling.csv"], workspace)
    first = (workspace / "observations.csv").read_bytes()
    again = import_files("ho-rolling", [EXCERPTS / "rolling.csv"], workspace)
    assert (workspace / "observations.csv").read_bytes() == first
    assert (again.added, again.replaced) == (0, 0)


def test_a_figure_that_differs_is_an_error_and_nothing_is_written(workspace: Path, tmp_path: Path) -> None:
    changed = tmp_path / "rolling.csv"
    text = (EXCERPTS / "rolling.csv").read_text(encoding="utf-8")
    changed.write_text(
        text.replace("31-12-2018,Wiltshire,South West,Robbery,338", "31-12-2018,Wiltshire,South West,Robbery,339")
    )
    before = (workspace / "observations.csv").read_bytes()
    with pytest.raises(InputError, match=r"Robbery R12-2018-12 is 338, rolling.csv has 339") as error:
        import_files("ho-rolling", [changed], workspace)
    assert len(error.value.problems) == 2  # the group and the total
    assert (workspace / "observations.csv").read_bytes() == before
    assert not list(workspace.glob(".observations*"))
    merged = import_files("ho-rolling", [changed], workspace, replace=True)
    assert merged.replaced == 2


def test_measures_by_the_workspace_s_own_names(workspace: Path) -> None:
    merged = import_files(
        "cps", [EXCERPTS / "cps_2018-02.csv"], workspace, measures={"conviction_rate": "conviction_rate"}
    )
    assert merged.added > 80
    renamed = import_files("police-uk", [EXCERPTS / "street_2018-12.csv"], workspace, measures={"asb_incidents": "asb"})
    assert "street_crime: the plan has no such measure" in renamed.left
    assert any(row["measure"] == "asb" and row["period"] == "2018-12" for row in rows(workspace))


def test_populations(workspace: Path) -> None:
    merged = import_files("populations", [EXCERPTS / "pfa_december_2018.xlsx"], workspace)
    assert (merged.added, merged.replaced) == (0, 0)
    assert merged.unchanged == 45


def test_a_failing_write_leaves_the_table_as_it_was(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (workspace / "observations.csv").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        import_files("ho-rolling", [EXCERPTS / "rolling.csv"], workspace)
    assert (workspace / "observations.csv").read_bytes() == before
    assert not list(workspace.glob(".observations*"))


def test_a_name_that_is_a_formula_is_written_harmless(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "=cmd.csv"
    path.write_bytes((EXCERPTS / "rolling.csv").read_bytes())
    import_files("ho-rolling", [path], workspace)
    assert rows(workspace)[-1]["source"] == "'=cmd.csv"


def test_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no plan here"):
        import_files("ho-rolling", [EXCERPTS / "rolling.csv"], tmp_path)


def test_kinds() -> None:
    assert [kind.name for kind in KINDS] == [
        "ons-pfa", "ho-rolling", "ho-quarterly", "police-uk", "cps", "workforce", "populations",
    ]  # fmt: skip
    with pytest.raises(InputError, match="Did you mean 'ons-pfa'"):
        find_kind("ons_pfa")
