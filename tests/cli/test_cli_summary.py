"""`summary`: one page from an output folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pcc_narrator.cli.app import app

YEARS = [(year, value) for year, value in ((2017, 4396), (2018, 4248))]
FACTS = {
    "report": {"period": {"start": "2018-10-01", "end": "2018-12-31"}},
    "measures": [{"id": "visits", "title": "Visits", "unit": "count", "counted": {"one": "visit", "many": "visits"}}],
    "areas": [{"id": "leeds", "title": "Leeds"}],
    "facts": [
        *(
            {"id": f"v{year}", "measure": "visits", "statistic": "value", "area": "leeds", "unit": "count",
             "value": value, "period": {"start": f"{year}-01-01", "end": f"{year}-12-31"}}
            for year, value in YEARS
        ),
        {"id": "c", "measure": "visits", "statistic": "change", "area": "leeds", "unit": "count", "value": -148,
         "period": {"start": "2018-01-01", "end": "2018-12-31"}, "base": {"start": "2017-01-01", "end": "2017-12-31"}},
    ],
}  # fmt: skip
FLAG = {
    "id": "f", "measure": "visits", "area": "leeds", "rule": "r", "direction": "better", "strength": 3,
    "evidence": "Visits: 4,248.", "facts": ["c"],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "facts.json").write_text(json.dumps(FACTS), encoding="utf-8")
    (tmp_path / "exceptions.json").write_text(json.dumps({"exceptions": {"excellence": [FLAG]}}), encoding="utf-8")
    (tmp_path / "report.md").write_text("7. Visits fell. <!-- visits.level -->\n", encoding="utf-8")
    return tmp_path


def test_summary(folder: Path) -> None:
    result = CliRunner().invoke(app, ["summary", str(folder)])
    assert (result.exit_code, "1 main points" in result.output) == (0, True), result.output
    text = (folder / "summary.md").read_text(encoding="utf-8")
    assert "The number of visits fell by 148 to 4,248 in the 12 months to December 2018" in text
    assert "(paragraph 7)" in text
    page = (folder / "summary.html").read_text(encoding="utf-8")
    assert "<h1" in page and "4,248" in page


@pytest.mark.parametrize("record", ["[]", "{", '{"paragraphs": 3}'])
def test_a_broken_run_record_is_passed_over(folder: Path, record: str) -> None:
    (folder / "run.json").write_text(record, encoding="utf-8")
    assert CliRunner().invoke(app, ["summary", str(folder), "--to", "md"]).exit_code == 0
    assert not (folder / "summary.html").exists()


def test_without_a_report_there_are_no_paragraph_numbers(folder: Path) -> None:
    (folder / "report.md").unlink()
    assert CliRunner().invoke(app, ["summary", str(folder), "--to", "md"]).exit_code == 0
    assert "paragraph" not in (folder / "summary.md").read_text(encoding="utf-8").casefold()


def test_an_unknown_form(folder: Path) -> None:
    result = CliRunner().invoke(app, ["summary", str(folder), "--to", "md,odt"])
    assert (result.exit_code, "'odt' is no form" in result.output) == (2, True)
    assert not (folder / "summary.md").exists()
