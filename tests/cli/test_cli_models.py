"""Commands that ask a model, over a FAKE server that gives the plain version back."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "drafting"))
from fake_server import Answer, FakeServer, Handler, completion, says, serve, status

from pcc_narrator.cli.app import app

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "nhs-emergency-care"
PERIOD = "2018-19-Q3"
pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
runner = CliRunner()


def plain_version(handler: Handler, number: int) -> None:
    """Answers with the plain version of each point."""
    user = handler.server.requests[number - 1]["messages"][1]["content"]
    said, point = {}, ""
    for line in user.splitlines():
        if line.startswith("p") and "Must use" in line:
            point = line.partition(":")[0]
            said[point] = "x"
        elif line.strip().startswith("plain: ") and point:
            said[point] = line.strip().removeprefix("plain: ")
    handler.send(completion(json.dumps(said)))


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with serve(plain_version) as running:
        yield running


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "work"))


def run(*arguments: object, code: int = 0) -> str:
    result = runner.invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result.output


def test_a_second_run_asks_nothing(server: FakeServer, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    common = ("draft", workspace, "-p", PERIOD, "-o", out, "--writer", "openai:fake", "--base-url", server.base_url)
    assert "by openai:fake" in run(*common)
    asked = len(server.requests)
    assert asked
    first = (out / "report.md").read_text(encoding="utf-8")
    run(*common)
    assert len(server.requests) == asked
    assert (out / "report.md").read_text(encoding="utf-8") == first
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert record["writing"]["calls"] == 0
    assert record["writing"]["sections_from_kept_replies"] > 0
    assert list((workspace / "replies").glob("*.json"))
    table = run("runs", out, "--findings")
    assert "in all" in table
    assert "openai:fake" in table


@pytest.mark.parametrize(
    ("answer", "why"), [(status(401), "does not accept the key"), (says("{}"), "no paragraph for this point")]
)
def test_a_faulty_model_ends_in_a_complete_report(answer: Answer, why: str, workspace: Path, tmp_path: Path) -> None:
    out, plain = tmp_path / "out", tmp_path / "plain"
    with serve(answer) as server:
        said = run("draft", workspace, "-p", PERIOD, "-o", out, "-w", "openai:fake", "--base-url", server.base_url)
    run("draft", workspace, "-p", PERIOD, "-o", plain)
    assert "fell back to the template; run.json says why" in said
    assert (out / "report.md").read_text(encoding="utf-8") == (plain / "report.md").read_text(encoding="utf-8")
    assert (out / "report.html").is_file()
    assert why in run("runs", out)


def test_the_plan_may_name_the_writer(server: FakeServer, workspace: Path, tmp_path: Path) -> None:
    plan = workspace / "plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "\nwriter: openai:fake\n", encoding="utf-8")
    common = ("draft", workspace, "-p", PERIOD, "-o", tmp_path / "out", "--base-url", server.base_url)
    assert "--no-model forbids the writer 'openai:fake'" in run(*common, "--no-model", code=2)
    assert server.requests == []
    assert "by openai:fake" in run(*common)
    assert "by openai:fake" not in run(*common, "--writer", "template")


def test_a_dry_run_shows_what_would_be_sent(server: FakeServer, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = run(
        "draft", workspace, "-p", PERIOD, "-o", out, "-w", "openai:fake", "--base-url", server.base_url, "--dry-run"
    )
    assert server.requests == []
    assert not out.exists()
    assert "Nothing was sent" in said
    assert "system message, the same in every request" in said
    assert f"requests to {server.base_url}: about" in said
    assert "sends nothing" in run("draft", workspace, "-p", PERIOD, "-o", out, "--dry-run")


def test_models_are_listed_and_tried(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    said = run("models")
    assert "OPENAI_API_KEY is set" in said
    assert "ANTHROPIC_API_KEY is not set" in said
    assert "secret" not in said

    def tiny(handler: Handler, number: int) -> None:
        schema = handler.server.requests[number - 1]["response_format"]["json_schema"]["name"]
        replies = {"Paragraphs": '{"p1": "{{f1:clause}}."}', "Choices": '{"p1": "a"}', "Segments": '{"p1": "no list"}'}
        handler.send(completion(replies[schema]))

    with serve(tiny) as other:
        said = run("models", "openai:fake", "--base-url", other.base_url, code=1)
    assert "paragraphs: answers as fake-model" in said
    assert "choices: answers as fake-model" in said
    assert "segments: answers, but does not keep to the schema" in said
    with serve(status(401)) as closed:
        assert "does not accept the key" in run("models", "openai:fake", "--base-url", closed.base_url, code=1)
    assert "asks no model" in run("models", "template", code=2)


def test_runs_of_no_run(tmp_path: Path) -> None:
    assert "is no record of a run" in run("runs", tmp_path, code=2)


def test_writers_are_measured_side_by_side(server: FakeServer, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "eval"
    arguments = ("eval", f"{workspace}@{PERIOD}", "-w", "openai:fake", "--base-url", server.base_url, "-o", out)
    said = run(*arguments)
    assert "| points that could stand at the first try | " in said
    assert "| claims refuted in the finished text | 0 | 0 |" in said
    page = (out / "eval.html").read_text(encoding="utf-8")
    assert page.count("<table class=texts>") == json.loads((out / "eval.json").read_text())["results"][0]["sections"]
    asked = len(server.requests)
    run(*arguments)
    assert len(server.requests) == asked
    assert "names no period" in run("eval", workspace, "-o", out, code=2)


def test_what_is_written_without_constraint_is_counted(workspace: Path, tmp_path: Path) -> None:
    def free(handler: Handler, number: int) -> None:
        handler.send(completion(json.dumps({"text": "Attendances rose by 99 per cent in quarter three 2018-19."})))

    with serve(free) as server:
        out = tmp_path / "eval"
        said = run("eval", f"{workspace}@{PERIOD}", "--free", "openai:fake", "--base-url", server.base_url, "-o", out)
        assert "42" not in json.dumps(server.requests[0]["response_format"])
    assert "| sections with something refuted | " in said
    data = json.loads((out / "eval.json").read_text(encoding="utf-8"))
    assert data["results"][0]["refuted_after"] == 0
    assert any(one["refuted"] for one in data["without_constraint"])


def test_the_manner_of_earlier_reports(tmp_path: Path, workspace: Path, server: FakeServer) -> None:
    report = Path(__file__).resolve().parents[2] / "docs" / "sample" / "report.md"
    run("style learn", report, "-o", workspace / "voice.toml")
    assert "is there already" in run("style learn", report, "-o", workspace / "voice.toml", code=2)
    said = run(
        "draft", workspace, "-p", PERIOD, "-o", tmp_path / "out", "-w", "openai:fake", "--base-url", server.base_url,
        "--dry-run",
    )  # fmt: skip
    block = said.partition("<earlier-reports>\n")[2].partition("\n</earlier-reports>")[0]
    assert block.startswith("About ")
    assert not any(character.isdigit() for character in block)
