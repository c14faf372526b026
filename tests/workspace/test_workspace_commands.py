"""`quality` and `revisions` as a person runs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pcc_narrator.cli.app import app

REPORT = """\
# Visits

1. There were 1,234 visits in North in quarter three 2018-19, and 999 in South. <!-- visits.level -->

2. In North, 90 per cent of readers were satisfied in quarter three 2018-19.
"""


@pytest.fixture
def folder(make_workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_workspace()
    (tmp_path / "report.md").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, output = _run("facts", "workspace", "--period", "2018-19-Q3", "--format", "json")
    assert code == 0, output
    (tmp_path / "facts.json").write_text(output, encoding="utf-8")
    return tmp_path


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def _revise(folder: Path, row: str) -> None:
    with (folder / "workspace" / "observations.csv").open("a", encoding="utf-8") as table:
        table.write(row)


def test_a_revised_figure_and_the_sentence_that_no_longer_holds(folder: Path) -> None:
    command = ("revisions", "workspace", "--since", "2019-02-01", "--report", "report.md")
    code, output = _run(*command)
    assert (code, "0 figures were revised" in output) == (0, True), output
    assert "0 sentences, headings and cells of report.md no longer hold" in output
    _revise(folder, 'visits,north,,2018-19-Q3,"1,240",,,,,,,Door counter,2019-04-10\n')
    code, output = _run(*command)
    assert code == 1, output
    assert "1 figures were revised" in output and "+6" in output and "2019-04-10" in output
    assert "report.md:3: There were 1,234 visits in North" in output
    assert "no longer true: '1,234'" in output and "1,240" in output
    assert "90 per cent" not in output
    assert "1 sentences, headings and cells of report.md no longer hold" in output


def test_a_figure_that_was_wrong_before_is_no_revision(folder: Path) -> None:
    (folder / "report.md").write_text(REPORT.replace("999", "998"), encoding="utf-8")
    code, output = _run("revisions", "workspace", "--since", "2019-02-01", "--report", "report.md")
    assert (code, "998" in output) == (0, False), output


def test_quality(folder: Path) -> None:
    code, output = _run("quality", "workspace")
    assert code == 0, output
    assert "Not shown (1)" in output and "findings." in output
    assert _run("quality", "workspace", "--strict")[0] == 1
    code, output = _run("quality", "workspace", "--kind", "jump", "--strict")
    assert (code, output) == (0, "6 figures in 6 series: 0 findings.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["quality", "workspace", "--kind", "jumps"], "Did you mean 'jump'?"),
        (["quality", "workspace", "--measure", "visit"], "Did you mean 'visits'?"),
        (["quality", "nowhere"], "no such folder"),
        (["revisions", "workspace", "--since", "1/2/2019"], "Write the year first"),
        (["revisions", "workspace", "--since", "2019-02-01", "--report", "none.md"], "none.md"),
    ],
)
def test_what_cannot_be(folder: Path, arguments: list[str], said: str) -> None:
    code, output = _run(*arguments)
    assert (code, said in output) == (2, True), output
