"""Runs the commands that a document shows, and compares what they print with what the document says.

    python tests/integration/documented.py docs/commands.md    # write the outputs anew

In a fenced block a line that begins with "$ " is a command, and the lines up to the next one are what it prints. A line
that is nothing but "…" stands for any number of lines. The commands of a document run in their order in one folder
beside `data` and `docs`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WIDTH = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """One command of a document: the lines [start, end) are its output."""

    command: str
    start: int
    end: int


def shown(lines: list[str]) -> Iterator[Shown]:
    """The commands of every fenced block."""
    fenced = False
    command, start = "", 0
    for number, line in enumerate(lines):
        if command and line.startswith(("$ ", "```")):
            yield Shown(command, start, number)
            command = ""
        if line.startswith("```"):
            fenced = not fenced
        elif fenced and line.startswith("$ "):
            command, start = line[2:], number + 1


def agrees(said: list[str], printed: list[str]) -> bool:
    """Whether the printed lines are those said, "…" standing for any number of them."""
    if not said:
        return not printed
    if said[0] == "…":
        return any(agrees(said[1:], printed[skipped:]) for skipped in range(len(printed) + 1))
    return bool(printed) and said[0] == printed[0] and agrees(said[1:], printed[1:])


def run(command: str, folder: Path) -> list[str]:
    """What a command prints; with its messages where it ends with bad input."""
    places = (str(Path(sys.executable).parent), os.environ.get("PATH", ""))
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI", "AZURE"))}
    environment |= {"PATH": os.pathsep.join(places), "COLUMNS": str(WIDTH), "PYTHONUTF8": "1"}
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=environment, capture_output=True, check=False)
    printed = done.stdout + (done.stderr if done.returncode not in (0, 1) else b"")
    return [line.rstrip() for line in printed.decode("utf-8").splitlines()]


def rewritten(document: str, folder: Path) -> str:
    """The document with what its commands print now; output that agrees with what was said stays as it was."""
    for name in ("data", "docs"):
        (folder / name).symlink_to(ROOT / name)
    lines = document.split("\n")
    made: list[str] = []
    taken = 0
    for one in shown(lines):
        printed = run(one.command, folder)
        said = lines[one.start : one.end]
        made += [*lines[taken : one.start], *(said if agrees(said, printed) else printed)]
        taken = one.end
    return "\n".join([*made, *lines[taken:]])


if __name__ == "__main__":
    for document in map(Path, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as temporary:
            document.write_text(rewritten(document.read_text(encoding="utf-8"), Path(temporary)), encoding="utf-8")
