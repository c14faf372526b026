"""`annex`: what is written and said, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from pcc_narrator.cli.app import app

FACTS = {
    "measures": [{"id": "visits", "title": "Visits"}],
    "areas": [{"id": "leeds", "title": "Leeds"}],
    "facts": [
        {"id": "v", "measure": "visits", "statistic": "value", "area": "leeds", "unit": "count", "value": 4248,
         "period": {"start": "2018-01-01", "end": "2018-12-31"}}
    ],
}  # fmt: skip


def test_annex(tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text(json.dumps(FACTS), encoding="utf-8")
    result = CliRunner().invoke(app, ["annex", str(tmp_path)])
    assert result.exit_code == 2
    assert "exceptions.json: there is no such file. Draft the report again." in result.output
    assert not (tmp_path / "annexes").exists()
    (tmp_path / "exceptions.json").write_text('{"exceptions": {}}', encoding="utf-8")
    result = CliRunner().invoke(app, ["annex", str(tmp_path)])
    assert (result.exit_code, "1 facts and 0 exceptions" in result.output) == (0, True), result.output
    assert sorted(path.name for path in (tmp_path / "annexes").iterdir()) == [
        "delivery.csv", "exceptions.csv", "facts.csv", "methods.csv", "sources.csv", "tables.xlsx",
    ]  # fmt: skip
