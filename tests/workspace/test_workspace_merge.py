"""Adding figures: all or nothing, once, and without a formula for a spreadsheet to run."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pcc_narrator.errors import InputError
from pcc_narrator.workspace import init_workspace, load_workspace
from pcc_narrator.workspace.importers.result import frame
from pcc_narrator.workspace.merge import MergeResult, add_observations


def _row(**fields: Any) -> dict[str, Any]:
    return {"measure": "visits", "area": "north", "period": "2018-19-Q1", "value": Decimal("1100"), **fields}


def test_figures_are_added_once(make_workspace) -> None:
    folder = make_workspace()
    before = load_workspace(folder).observations
    rows = frame([_row(), _row(area="south", value=Decimal("7.0"), published_on="2019-05-01")])
    assert add_observations(folder, rows) == MergeResult(2, 0)
    after = load_workspace(folder).observations
    assert after.iloc[: len(before)].map(str).equals(before.map(str))
    assert [str(value) for value in after["value"].iloc[-2:]] == ["1100", "7.0"]
    content = (folder / "observations.csv").read_bytes()
    assert add_observations(folder, rows) == MergeResult(0, 2)
    assert (folder / "observations.csv").read_bytes() == content


def test_a_figure_that_is_there_in_other_words_is_the_same(make_workspace) -> None:
    row = _row(period="2018-19-Q3", value=Decimal("1234.0"), published_on="2019-01-10")
    assert add_observations(make_workspace(), frame([row])) == MergeResult(0, 1)


def test_a_later_vintage_is_added(make_workspace) -> None:
    folder = make_workspace()
    row = _row(period="2018-19-Q3", value=Decimal("1240"), published_on="2019-04-10")
    assert add_observations(folder, frame([row])) == MergeResult(1, 0)
    workspace = load_workspace(folder)
    assert list(workspace.earlier["value"]) == [Decimal(1234)]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (_row(measure="vists"), "Did you mean 'visits'?"),
        (_row(area="nroth"), "Did you mean 'north'?"),
        (_row(period="2018-19-Q3", value=Decimal(5)), "another value"),
        (_row(value=Decimal(-5)), "negative"),
    ],
)
def test_nothing_is_half_imported(make_workspace, row: dict[str, Any], words: str) -> None:
    folder = make_workspace()
    content = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(InputError, match="observations") as caught:
        add_observations(folder, frame([_row(period="2018-19-Q2"), row]))
    assert words in str(caught.value)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == content


def test_old_problems_do_not_stand_in_the_way(make_workspace) -> None:
    folder = make_workspace({"notes.yaml": "- {id: a}\n"})
    assert add_observations(folder, frame([_row()])).added == 1


def test_own_columns_and_separators_are_kept(make_workspace) -> None:
    folder = make_workspace({"observations.csv": "# who;measure;area;period;value\nme;visits;north;2018-12;3\n"})
    add_observations(folder, frame([_row()]))
    lines = (folder / "observations.csv").read_text().splitlines()
    assert lines[0].startswith("# who;measure;area;period;value;category;numerator")
    assert lines[1].startswith("me;visits;north;2018-12;3")
    assert lines[2].startswith(";visits;north;2018-19-Q1;1100")
    assert len(load_workspace(folder).observations) == 2


def test_formulas_are_written_out_harmless(make_workspace) -> None:
    folder = make_workspace()
    add_observations(folder, frame([_row(source='=HYPERLINK("x")', publisher="@SUM(A1)")]))
    last = (folder / "observations.csv").read_text().splitlines()[-1]
    assert "'=HYPERLINK" in last and "'@SUM" in last
    assert add_observations(folder, frame([_row(source='=HYPERLINK("x")')])).added == 0


def test_only_folders(tmp_path: Path) -> None:
    init_workspace(tmp_path / "book", excel=True)
    with pytest.raises(InputError, match="not to a workbook"):
        add_observations(tmp_path / "book", frame([_row()]))
    with pytest.raises(InputError, match="missing"):
        add_observations(tmp_path, frame([_row()]))
