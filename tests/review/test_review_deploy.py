"""What docs/deploy.md and the Dockerfile tell people to type is what the program takes."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from pcc_narrator.cli.app import app

ROOT = Path(__file__).parents[2]


def parsed(arguments: list[str]) -> None:
    """Read a command line as the program does, without running it. Raises for an option that it does not have."""
    command = get_command(app).commands[arguments[0]]  # type: ignore[attr-defined]
    command.make_context(arguments[0], arguments[1:])


def documented() -> list[str]:
    text = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8") + (ROOT / "docs" / "review.md").read_text(
        encoding="utf-8"
    )
    blocks = "\n".join(re.findall(r"^```[a-z]*\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    lines = blocks.replace("\\\n", " ").splitlines()
    found = [line.split("  #")[0].strip() for line in lines if "pcc-narrator " in line]
    return [line[line.index("pcc-narrator ") + len("pcc-narrator ") :] for line in found]


def test_the_container_runs_a_command_line_that_exists() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    parts = [json.loads(found) for found in re.findall(r"^(?:ENTRYPOINT|CMD) (\[.*\])$", text, re.MULTILINE)]
    program, *arguments = [word for part in parts for word in part]
    assert program == "pcc-narrator"
    parsed(arguments)
    assert f"EXPOSE {arguments[arguments.index('--port') + 1]}" in text
    with pytest.raises(Exception, match="No such option"):
        parsed([*arguments, "--no-such-option"])


@pytest.mark.parametrize("line", documented())
def test_what_the_docs_say_to_type_can_be_typed(line: str) -> None:
    parsed(shlex.split(line))


def test_the_docs_speak_of_several_ways() -> None:
    assert {"--user-header", "--oidc", "--model"} <= {word for line in documented() for word in line.split()}
