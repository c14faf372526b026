"""New workspaces: whole or not at all, never over something else, and sound but for what is still to fill in."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from pcc_narrator.contract import facts_to_json
from pcc_narrator.errors import InputError
from pcc_narrator.facts import compute_facts
from pcc_narrator.workspace import init_workspace, load_workspace, validate_workspace, workspace_schema
from pcc_narrator.workspace.new import samples
from pcc_narrator.workspace.parts import FILES


@pytest.mark.parametrize("excel", [False, True])
def test_a_new_workspace_lacks_only_areas_and_figures(tmp_path: Path, excel: bool) -> None:
    init_workspace(tmp_path / "new", excel=excel)
    names = sorted(item.name for item in (tmp_path / "new").iterdir())
    assert names == (["workspace.xlsx"] if excel else sorted(FILES.values()))
    problems = validate_workspace(tmp_path / "new")
    assert [problem.message for problem in problems] == ["there is no area in it.", "there is no figure in it."]


def test_a_new_workspace_works_once_it_is_filled_in(tmp_path: Path) -> None:
    init_workspace(tmp_path / "new")
    with (tmp_path / "new" / "areas.csv").open("a") as file:
        file.write("own,Our Trust,,trust,\n")
    with (tmp_path / "new" / "observations.csv").open("a") as file:
        file.write("complaints,own,,2018-19-Q3,12" + "," * 10 + "\n")
    workspace = load_workspace(tmp_path / "new")
    assert len(workspace.observations) == 1
    assert workspace.introduction == ""


def test_every_key_of_the_plan_is_explained(tmp_path: Path) -> None:
    init_workspace(tmp_path / "new")
    text = (tmp_path / "new" / "plan.yaml").read_text()
    definitions = workspace_schema()["$defs"]
    later = {"order", "thresholds", "subject", "plural", "participle", "year_on_year"}
    for name in ("MeasurePlan", "Thresholds", "Target"):
        for key in set(definitions[name]["properties"]) - later:
            assert f"{key}:" in text, key


@pytest.mark.parametrize("content", ["a file", "a folder"])
def test_nothing_is_overwritten(tmp_path: Path, content: str) -> None:
    target = tmp_path / "new"
    if content == "a file":
        target.write_text("mine")
    else:
        target.mkdir()
        (target / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="something in it already"):
        init_workspace(target)
    kept = target if content == "a file" else target / "mine.txt"
    assert kept.read_text() == "mine"
    assert [item.name for item in tmp_path.iterdir()] == ["new"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    init_workspace(str(tmp_path / "new"))
    assert (tmp_path / "new" / "plan.yaml").exists()


def test_a_broken_off_start_leaves_nothing(tmp_path: Path, monkeypatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pcc_narrator.workspace.write_workbook.write_workbook", fail)
    with pytest.raises(KeyboardInterrupt):
        init_workspace(tmp_path / "new", excel=True)
    assert list(tmp_path.iterdir()) == []


def test_wrong_names(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="name a folder"):
        init_workspace(tmp_path / "new.xlsx")
    with pytest.raises(InputError, match="no such sample"):
        init_workspace(tmp_path / "new", sample="nowhere")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sample", samples())
def test_a_sample_is_the_shipped_one_and_sound_in_both_forms(tmp_path: Path, sample: str) -> None:
    init_workspace(tmp_path / "folder", sample=sample)
    init_workspace(tmp_path / "book", sample=sample, excel=True)
    folder, book = load_workspace(tmp_path / "folder"), load_workspace(tmp_path / "book")
    assert folder.observations.map(str).equals(book.observations.map(str))
    assert folder.populations.map(str).equals(book.populations.map(str))
    for name in ("plan", "areas", "notes", "media", "declared", "delivery", "introduction", "not_shown"):
        assert getattr(folder, name) == getattr(book, name), name


def test_the_schema_takes_the_plan_and_refuses_a_misspelt_key(tmp_path: Path) -> None:
    init_workspace(tmp_path / "new")
    plan = yaml.safe_load((tmp_path / "new" / "plan.yaml").read_text())
    schema = workspace_schema()
    jsonschema.validate(plan, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plan | {"organization": "x"}, schema)


@pytest.mark.parametrize(
    ("sample", "period"), [("wiltshire-2018-19", "2018-19-Q3"), ("nhs-emergency-care", "2018-19-Q4")]
)
def test_folder_and_workbook_give_the_same_facts_byte_for_byte(tmp_path: Path, sample: str, period: str) -> None:
    init_workspace(tmp_path / "folder", sample=sample)
    init_workspace(tmp_path / "book", sample=sample, excel=True)
    folder, book = (
        facts_to_json(compute_facts(load_workspace(tmp_path / name), period)) for name in ("folder", "book")
    )
    assert folder == book
    assert len(folder) > 100_000
