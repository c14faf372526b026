"""Policing lives in plans and data: no word of it in the program, but in the readers of named data sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "pcc_narrator"
READERS = SOURCE / "workspace" / "importers"
WORDS = re.compile(
    r"police|policing|crime|criminal|offence|offender|burglar|robber|constable|commissioner|most similar|arrest"
    r"|victim|homicide|\bforces?\b",
    re.IGNORECASE,
)
# The published format names "force" among its kinds of area; a hash or a write may be "forced" anywhere.
FORMAT = re.compile(r'"force"')


def _files() -> list[Path]:
    kinds = {".py", ".toml", ".json", ".css", ".html", ".j2", ".txt", ".yaml", ".md"}
    return sorted(
        path
        for path in SOURCE.rglob("*")
        if path.suffix in kinds and READERS not in path.parents and "_assets" not in path.parts
    )


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_word_of_policing(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [f"{number}: {line.strip()}" for number, line in enumerate(lines, 1) if WORDS.search(FORMAT.sub("", line))]
    assert not found, "\n".join(found)


def test_the_test_looks_at_something() -> None:
    assert len(_files()) > 30
    assert WORDS.search("recorded crime")
    assert not WORDS.search("enforced, in force_include")
