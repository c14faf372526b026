"""`style`, and `check --style`: what is said, in which form, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from pcc_narrator.cli.app import app
from pcc_narrator.contract.schemas import schema_text

FACTS = {
    "schema_version": 1,
    "measures": [{"id": "visits", "title": "Visits", "unit": "count", "counted": {"one": "visit", "many": "visits"}}],
    "areas": [{"id": "leeds", "title": "Leeds"}],
    "facts": [
        {"id": "v", "measure": "visits", "statistic": "value", "area": "leeds", "unit": "count", "value": 4248,
         "period": {"start": "2018-01-01", "end": "2018-12-31"}}
    ],
}  # fmt: skip
TEXT = "There were 4,248 visits in Leeds in 2018.\n\nIt was shut prior to that.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts.json").write_text(json.dumps(FACTS), encoding="utf-8")
    (tmp_path / "report.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "off.toml").write_text("[rules.plain-words]\non = false\n", encoding="utf-8")
    return tmp_path


CHECK = ["check", "report.md", "-f", "facts.json"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["style", "report.md"], 0, "report.md:3:13: style: There is a plainer word than “prior to”. Write “before”."),
        (["style", "report.md"], 0, "House style: 1 finding (plain-words 1)."),
        (["style", "report.md", "--strict"], 1, "[plain-words]"),
        (["style", "report.md", "--strict", "--rules", "off.toml"], 0, "House style: no findings."),
        (["style", "report.md", "--rules", "none.toml"], 2, "none.toml: there is no such file."),
        (["style", "none.md"], 2, "none.md"),
        (["style"], 2, "Name the text to read"),
        (["style", "--print-rules"], 0, "[rules.sentence-length]"),
        ([*CHECK, "--style"], 0, "House style: 1 finding"),
        ([*CHECK, "--style", "--strict"], 1, "0 refuted"),
        ([*CHECK, "--strict"], 0, "0 refuted"),
        ([*CHECK, "--strict", "--rules", "off.toml"], 0, "House style: no findings."),
    ],
)
def test_commands(folder: Path, arguments: list[str], code: int, said: str) -> None:
    result = CliRunner().invoke(app, arguments)
    assert (result.exit_code, said in result.output) == (code, True), result.output


def test_without_the_option_check_is_silent_on_style(folder: Path) -> None:
    assert "style" not in CliRunner().invoke(app, CHECK).output


def test_json(folder: Path) -> None:
    (finding,) = json.loads(CliRunner().invoke(app, ["style", "report.md", "--format", "json"]).output)["findings"]
    assert TEXT[finding["start"] : finding["end"]] == "prior to"
    claims = json.loads(CliRunner().invoke(app, [*CHECK, "--style", "--format", "json"]).output)
    jsonschema.validate(claims, json.loads(schema_text("claims")))
    assert claims["style"] == [finding]
    assert claims["summary"]["refuted"] == 0


def test_sarif_has_notes_only(folder: Path) -> None:
    log = json.loads(CliRunner().invoke(app, ["style", "report.md", "--format", "sarif"]).output)
    (result,) = log["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (result["level"], result["ruleId"]) == ("note", "plain-words")
    assert region == {"startLine": 3, "startColumn": 13, "endLine": 3, "endColumn": 21}
    both = json.loads(CliRunner().invoke(app, [*CHECK, "--style", "--format", "sarif"]).output)
    assert [run["tool"]["driver"]["name"] for run in both["runs"]] == ["pcc-narrator", "pcc-narrator style"]
    assert both["runs"][1]["results"] == [result]


def test_a_page_is_still_a_page(folder: Path) -> None:
    result = CliRunner().invoke(app, [*CHECK, "--style", "--format", "html"])
    assert result.stdout.lstrip().startswith("<!")
    assert "House style: 1 finding" in result.stderr
