"""What the documents say that a command prints is what it prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from documented import ROOT, agrees, rewritten, shown


@pytest.mark.slow
@pytest.mark.parametrize("name", ["README.md", "docs/commands.md"])
def test_the_outputs_shown_are_those_printed(name: str, tmp_path: Path) -> None:
    document = (ROOT / name).read_text(encoding="utf-8")
    assert list(shown(document.split("\n")))
    assert rewritten(document, tmp_path).split("\n") == document.split("\n")


def test_lines_left_out() -> None:
    assert agrees(["a", "…", "d"], ["a", "b", "c", "d"]) and agrees(["…"], []) and agrees([], [])
    assert not agrees(["a", "…", "d"], ["a", "b"]) and not agrees([], ["a"]) and not agrees(["a"], [])
