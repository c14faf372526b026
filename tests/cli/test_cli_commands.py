"""The commands as a person runs them: arguments, what is said, and the exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pcc_narrator.assets import asset
from pcc_narrator.cli.app import app

NHS = str(asset("data/nhs-emergency-care"))
FACTS: dict[str, Any] = {
    "schema_version": 1,
    "measures": [{"id": "visits", "title": "Visits", "unit": "count", "counted": {"one": "visit", "many": "visits"}}],
    "areas": [{"id": "leeds", "title": "Leeds"}],
    "facts": [
        {"id": f"v{year}", "measure": "visits", "statistic": "value", "area": "leeds", "unit": "count", "value": value,
         "period": {"start": f"{year}-01-01", "end": f"{year}-12-31"}}
        for year, value in ((2017, 4396), (2018, 4248))
    ],
}  # fmt: skip
TRUE = "There were 4,248 visits in Leeds in 2018.\n"
FALSE = "There were 4,284 visits in Leeds in 2018.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "facts.json").write_text(json.dumps(FACTS), encoding="utf-8")
    (tmp_path / "true.md").write_text(TRUE, encoding="utf-8")
    (tmp_path / "false.md").write_text(FALSE, encoding="utf-8")
    return tmp_path


def _run(folder: Path, *arguments: str, given: str = "") -> tuple[int, str]:
    import os

    before = Path.cwd()
    os.chdir(folder)
    try:
        result = CliRunner().invoke(app, list(arguments), input=given)
    finally:
        os.chdir(before)
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["check", "true.md", "--facts", "facts.json"], 0, "0 refuted"),
        (["check", "false.md", "--facts", "facts.json"], 1, "false.md:1:12: refuted"),
        (["check", "none.md", "--facts", "facts.json"], 2, "none.md"),
        (["check", "true.md", "--facts", "none.json"], 2, "there is no such file"),
        (["check", "true.md", "--facts", "true.md"], 2, "not JSON"),
        (["check", "true.md"], 0, "held against itself alone"),
        (["check", "true.md", "-f", "facts.json", "--explain", "first"], 2, "such as 118:34"),
        (["schema", "facts"], 0, '"title": "facts.json"'),
        (["schema", "claims"], 0, '"title": "claims.json"'),
        (["schema", "exceptions"], 0, '"title": "exceptions.json"'),
        (["schema", "workspace"], 0, '"properties"'),
        (["schema", "nothing"], 2, "nothing"),
        (["validate", NHS], 0, "no problems found"),
        (["validate", "none"], 2, "none"),
        (["facts", NHS, "--period", "soon"], 2, "is no period"),
        (["facts", NHS, "--period", "2018-19-Q3", "--measure", "atendances"], 2, "Did you mean attendances"),
        (["facts", NHS, "--period", "2018-19-Q3", "--measure", "attendances"], 0, "attendances.value."),
        (["exceptions", NHS, "--period", "2018-19-Q3"], 0, "Media interest (0)\n  none"),
        (["draft", NHS, "-p", "2018-19-Q3", "-o", "out", "--writer", "quill"], 2, "there is no writer 'quill'"),
        (["draft", NHS, "-p", "2018-19-Q3", "-o", "out", "-w", "openai:x", "--no-model"], 2, "--no-model forbids"),
        (["--version"], 0, "0.1.0"),
        (["dance"], 2, "No such command"),
    ],
)
def test_commands(folder: Path, arguments: list[str], code: int, said: str) -> None:
    got, output = _run(folder, *arguments)
    assert (got, said in output) == (code, True), output


@pytest.mark.parametrize("command", ["init", "validate", "facts", "exceptions", "draft", "check", "render", "schema"])
def test_help_teaches_by_example(folder: Path, command: str) -> None:
    code, output = _run(folder, command, "--help")
    assert code == 0
    assert f"pcc-narrator {command} " in output


def test_json_is_the_published_format(folder: Path) -> None:
    code, output = _run(folder, "check", "false.md", "-f", "facts.json", "--format", "json")
    claim = next(claim for claim in json.loads(output)["claims"] if claim["verdict"] == "refuted")
    assert code == 1
    assert (FALSE[claim["start"] : claim["end"]], claim["expected"]) == ("4,284", "4,248")


def test_fix_asks_writes_and_keeps_a_backup(folder: Path) -> None:
    code, output = _run(folder, "check", "false.md", "-f", "facts.json", "--fix", given="n\n")
    assert code == 1
    assert "-There were 4,284" in output and "+There were 4,248" in output
    assert (folder / "false.md").read_text() == FALSE
    code, output = _run(folder, "check", "false.md", "-f", "facts.json", "--fix", "--yes")
    assert code == 0, output
    assert (folder / "false.md").read_text() == TRUE
    assert (folder / "false.md.bak").read_text() == FALSE


def test_a_baseline_accepts_what_somebody_answers_for(folder: Path) -> None:
    entry = f"- {{text: '4,284', line: '{FALSE.strip()}', reason: Quoted as it was., accepted_by: Editor}}\n"
    (folder / "accepted.yaml").write_text(entry, encoding="utf-8")
    assert _run(folder, "check", "false.md", "-f", "facts.json", "--baseline", "accepted.yaml")[0] == 0
    code, output = _run(folder, "check", "true.md", "-f", "facts.json", "--baseline", "accepted.yaml")
    assert code == 0
    assert "no longer applies: '4,284'" in output
    (folder / "accepted.yaml").write_text("- {text: '4,284'}\n", encoding="utf-8")
    code, output = _run(folder, "check", "false.md", "-f", "facts.json", "--baseline", "accepted.yaml")
    assert code == 2
    assert "entry 1 lacks line, reason, accepted_by" in output


def test_render_refuses_what_is_refuted(folder: Path) -> None:
    code, output = _run(folder, "render", "false.md", "-f", "facts.json", "-o", "page")
    assert code == 1, output
    assert not (folder / "page" / "report.html").exists()
    assert _run(folder, "render", "true.md", "-f", "facts.json", "-o", "page")[0] == 0
    assert "4,248" in (folder / "page" / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("excel", [False, True])
def test_a_new_workspace_is_ready_to_fill(folder: Path, excel: bool) -> None:
    code, output = _run(folder, "init", "mine", *(["--excel"] if excel else []))
    assert code == 0, output
    code, output = _run(folder, "init", "mine")
    assert code == 2


def test_a_reader_that_has_read_enough_is_no_error() -> None:

    command = "from pcc_narrator.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", command, "schema", "facts"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
