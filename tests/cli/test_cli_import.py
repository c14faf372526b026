"""`import` as a person runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pcc_narrator.assets import asset
from pcc_narrator.cli.app import app

EXCERPTS = Path(__file__).parents[1] / "data" / "excerpts"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(asset("data/wiltshire-2018-19"), tmp_path / "w")
    shutil.copy(EXCERPTS / "rolling.csv", tmp_path)
    (tmp_path / "visits.csv").write_text("Month,Area,Calls\n2019-01,Wiltshire,100\n2019-02,Wiltshire,90\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["import", *arguments])
    return result.exit_code, result.output


def test_taken_left_added_and_the_second_time_nothing(folder: Path) -> None:
    command = ("ho-rolling", "rolling.csv", "--into", "w", "--published-on", "2019-04-25")
    code, output = _run(*command)
    assert code == 0, output
    assert "read: 504 totals" in output and "left:" in output and "added" in output
    code, output = _run(*command)
    assert (code, "w: 0 added" in output) == (0, True)


def test_guess_then_import(folder: Path) -> None:
    code, output = _run("table", "visits.csv", "--guess", "--into", "w")
    assert code == 0, output
    assert "period: {column: Month" in output
    (folder / "visits.yaml").write_text(output.replace("measure: {is: TODO}", "measure: {is: hate_crime}"))
    code, output = _run("table", "visits.csv", "--mapping", "visits.yaml", "--into", "w")
    assert (code, "2 added" in output) == (0, True), output


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")
def test_a_query(folder: Path) -> None:
    pytest.importorskip("ibis")
    (folder / "events.csv").write_text("day,place\n" + "2019-01-05,Wiltshire\n" * 3 + "2019-02-05,Wiltshire\n" * 4)
    (folder / "events.yaml").write_text(
        "files: {events: events.csv}\ntable: events\nmeasure: {is: hate_crime}\n"
        "area: {column: place}\nday: {column: day}\n"
    )
    code, output = _run("sql", "--query", "events.yaml", "--into", "w")
    assert (code, "2 added" in output) == (0, True), output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ho-roling", "rolling.csv", "--into", "w"], "Did you mean 'ho-rolling'"),
        (["ho-rolling", "rolling.csv"], "--into"),
        (["ho-rolling", "none.csv", "--into", "w"], "there is no such file"),
        (["ho-rolling", "rolling.csv", "--into", "nowhere"], "there is no plan here"),
        (["ho-rolling", "--into", "w"], "no file was given"),
        (["ho-rolling", "rolling.csv", "--into", "w", "--query", "q.yaml"], "takes no such option"),
        (["table", "visits.csv", "--into", "w"], "needs a mapping file"),
        (["ho-rolling", "rolling.csv", "--guess"], "goes with `table`"),
        (["ho-rolling", "rolling.csv", "--into", "w", "--measure", "x"], "THEIRS=YOURS"),
        (["ho-rolling", "rolling.csv", "--into", "w", "--published-on", "25/4/2019"], "Write the year first"),
    ],
)
def test_what_cannot_be(folder: Path, arguments: list[str], said: str) -> None:
    code, output = _run(*arguments)
    assert (code, said in output) == (2, True), output


def test_kinds_are_listed() -> None:
    code, output = _run("kinds")
    assert code == 0
    assert all(name in output for name in ("ons-pfa", "nhs-ae", "sql"))
