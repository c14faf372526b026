"""The examples and tables of docs/workspace.md are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pcc_narrator.workspace.importers.sql_query import read_query
from pcc_narrator.workspace.importers.table_mapping import read_mapping
from pcc_narrator.workspace.new import _ENTRIES, _TABLES
from pcc_narrator.workspace.parts import FILES, LARGEST_FILE

TEXT = (Path(__file__).parents[2] / "docs" / "workspace.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(# (mapping|query)\n.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize(("text", "kind"), EXAMPLES)
def test_examples_are_read(tmp_path: Path, text: str, kind: str) -> None:
    (tmp_path / "example.yaml").write_text(text)
    assert (read_mapping if kind == "mapping" else read_query)(tmp_path / "example.yaml")


def test_there_are_examples() -> None:
    assert [kind for _, kind in EXAMPLES] == ["mapping", "mapping", "query"]


@pytest.mark.parametrize("table", [*_TABLES, *_ENTRIES])
def test_every_column_is_told(table: str) -> None:
    row = next(line for line in TEXT.splitlines() if line.startswith(f"| {table} | **"))
    told = re.sub(r"\([^)]*\)", "", row.split("|")[2]).replace("*", "")
    columns = {**_TABLES, **_ENTRIES}[table]
    assert [name.strip() for name in told.split(",")] == list(columns)


def test_every_file_is_told() -> None:
    for name, file in FILES.items():
        assert f"| {name} | `{file}` | `{name}`" in TEXT
    assert f"up to {LARGEST_FILE // 1_000_000} MB" in TEXT
