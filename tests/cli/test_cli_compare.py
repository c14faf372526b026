"""`compare`: two output folders, as text or as a page; what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pcc_narrator.cli.app import app


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, value in (("old", 4396), ("new", 4248)):
        facts = {
            "measures": [{"id": "visits", "title": "Visits"}],
            "areas": [{"id": "leeds", "title": "Leeds"}],
            "facts": [
                {"id": "v", "measure": "visits", "statistic": "value", "area": "leeds", "unit": "count", "value": value,
                 "period": {"start": "2018-01-01", "end": "2018-12-31"}}
            ],
        }  # fmt: skip
        (tmp_path / name).mkdir()
        (tmp_path / name / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
        (tmp_path / name / "exceptions.json").write_text('{"exceptions": {}}', encoding="utf-8")
        (tmp_path / name / "report.md").write_text(f"1. There were {value:,} visits. <!-- a -->\n", encoding="utf-8")
    return tmp_path


def test_compare(folder: Path) -> None:
    result = CliRunner().invoke(app, ["compare", "old", "new"])
    assert result.exit_code == 0, result.output
    assert "Visits, 12 months to December 2018: 4,396 → 4,248" in result.output
    assert "There were [-4,396-] {+4,248+} visits." in result.output


def test_a_page(folder: Path) -> None:
    result = CliRunner().invoke(app, ["compare", "old", "new", "--format", "html", "--out", "changes.html"])
    assert (result.exit_code, result.output) == (0, "Open changes.html\n")
    assert "<ins>" in (folder / "changes.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("facts.json", "there is no such file"),
        ("exceptions.json", "Draft the report again"),
        ("report.md", "report.md"),
    ],
)
def test_what_is_missing_is_told(folder: Path, gone: str, said: str) -> None:
    (folder / "new" / gone).unlink()
    result = CliRunner().invoke(app, ["compare", "old", "new"])
    assert (result.exit_code, said in result.output) == (2, True), result.output
