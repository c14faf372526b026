"""Imported rows in a workspace: all or none, the same when done twice, nothing lost."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pcc_narrator.errors import InputError
from pcc_narrator.workspace import load_workspace
from pcc_narrator.workspace.importers.kinds import KINDS, find_kind
from pcc_narrator.workspace.importers.merge import import_files
from pcc_narrator.workspace.revisions import revisions

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
    with pytest.raises(
        InputError, match=r"Robbery R12-2018-12 has another value: 338 is there, rolling.csv has 339"
    ) as error:
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
    assert any(line.startswith("street_crime: the plan has no such measure") for line in renamed.left)
    assert any(row["measure"] == "asb" and row["period"] == "2018-12" for row in rows(workspace))


def test_populations(workspace: Path) -> None:
    merged = import_files("populations", [EXCERPTS / "pfa_december_2018.xlsx"], workspace)
    assert (merged.added, merged.replaced) == (0, 0)
    assert merged.unchanged == 45


def test_a_failing_write_leaves_the_table_as_it_was(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (workspace / "observations.csv").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pcc_narrator.atomic.Path.replace", full)
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
    with pytest.raises(InputError, match="the workspace is empty"):
        import_files("ho-rolling", [EXCERPTS / "rolling.csv"], tmp_path)
    with pytest.raises(InputError, match="no plan here"):
        import_files("ho-rolling", [EXCERPTS / "rolling.csv"], tmp_path / "none")


def test_a_revised_figure_with_its_own_date_is_kept_as_a_vintage(workspace: Path, tmp_path: Path) -> None:
    import_files("ho-rolling", [EXCERPTS / "rolling.csv"], workspace, published_on="2019-04-25")
    revised = tmp_path / "rolling.csv"
    text = (EXCERPTS / "rolling.csv").read_text(encoding="utf-8")
    old = "City of London,London,Robbery,"
    line = next(line for line in text.splitlines() if line.startswith(f"31-12-2018,{old}"))
    number = int(line.rsplit(",", 1)[1])
    revised.write_text(text.replace(line, f"31-12-2018,{old}{number + 2}"), encoding="utf-8")
    merged = import_files("ho-rolling", [revised], workspace, published_on="2019-07-18")
    assert (merged.added, merged.replaced) == (2, 0)  # the group and the total; all else was published unrevised
    again = import_files("ho-rolling", [revised], workspace, published_on="2019-07-18")
    assert (again.added, again.replaced) == (0, 0)
    found = {(item.category, item.change) for item in revisions(load_workspace(workspace), since=date(2019, 5, 1))}
    assert found == {("", 2), ("Robbery", 2)}


def test_into_an_empty_workspace(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    shutil.copytree(ROOT / "data" / "wiltshire-2018-19", folder)
    table = folder / "observations.csv"
    table.write_text(table.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    with pytest.raises(InputError):
        load_workspace(folder)
    assert import_files("ho-rolling", [EXCERPTS / "rolling.csv"], folder).added > 100


def test_hospitals_by_the_codes_among_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "nhs"
    shutil.copytree(ROOT / "data" / "nhs-emergency-care", folder)
    months = tmp_path / "ae.csv"
    months.write_text(
        "period,org_code,type,attendances,breaches,admissions\n"
        + "".join(f"2019-04-01,{code},1,1000,100,300\n" for code in
                  ("RTE", "RWA", "RP5", "RJL", "RRV", "RYR", "RKB", "R1K", "RDD", "RWF", "RAP", "XYZ")),
        encoding="utf-8",
    )  # fmt: skip
    merged = import_files("nhs-ae", [months], folder, published_on="2019-05-09")
    assert merged.added == 12 * 4
    assert merged.left == ("1 other organisations, counted in the national sum alone",)
    assert import_files("nhs-ae", [months], folder, published_on="2019-05-09").added == 0
    last = load_workspace(folder).observations.query("period == '2019-04' and area == 'england'")
    assert sorted(int(value) for value in last["value"] if value is not None) == [1200, 3600, 12000]


def test_a_table_through_a_mapping(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text("Month,Force,Calls\n2019-01,Wiltshire,100\n2019-02,Wiltshire,90\n")
    (tmp_path / "calls.yaml").write_text(
        "measure: {is: crib_calls}\narea: {column: Force}\nperiod: {column: Month, written: month}\n"
        "value: {column: Calls}\npublished_on: 2019-05-05\n"
    )
    plan = [measure.id for measure in load_workspace(workspace).plan.measures]
    mapping = tmp_path / "calls.yaml"
    mapping.write_text(mapping.read_text().replace("crib_calls", plan[0]))
    files = [tmp_path / "calls.csv"]
    assert import_files("table", files, workspace, rules=mapping).added == 2
    assert import_files("table", files, workspace, rules=mapping).unchanged == 2


@pytest.mark.parametrize(
    ("kind", "files", "options", "message"),
    [
        ("table", ["rolling.csv"], {}, "needs a mapping file"),
        ("sql", [], {}, "needs a query file"),
        ("ho-rolling", [], {}, "no file was given"),
        ("ho-rolling", ["rolling.csv"], {"rules": "m.yaml"}, "takes no mapping"),
        ("ho-rolling", ["rolling.csv"], {"published_on": "25/04/2019"}, "Write the year first"),
        ("ho-rolling", ["rolling.csv"], {"measures": {"recorded_crimes": "crime_volume"}}, "the files give no such"),
        ("ho-rolling", ["rolling.csv"], {"measures": {"recorded_crime": "crimes"}}, "nothing of this belongs"),
    ],
)
def test_what_cannot_be_imported(
    kind: str, files: list[str], options: dict[str, Any], message: str, workspace: Path
) -> None:
    before = {path.name: path.read_bytes() for path in workspace.iterdir()}
    with pytest.raises(InputError, match=message):
        import_files(kind, [EXCERPTS / name for name in files], workspace, **options)
    assert {path.name: path.read_bytes() for path in workspace.iterdir()} == before


def test_kinds() -> None:
    assert [kind.name for kind in KINDS] == [
        "ons-pfa", "ho-rolling", "ho-quarterly", "police-uk", "cps", "workforce", "populations", "nhs-ae",
        "table", "sql",
    ]  # fmt: skip
    with pytest.raises(InputError, match="Did you mean 'ons-pfa'"):
        find_kind("ons_pfa")
