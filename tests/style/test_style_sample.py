"""The reports of the shipped samples keep to the house style, long sentences of approved notes apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcc_narrator.assets import asset
from pcc_narrator.checking.document import read_document
from pcc_narrator.pipeline import draft_report
from pcc_narrator.style import lint, read_rules

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("sample", ["wiltshire-2018-19", "nhs-emergency-care"])
def test_only_long_sentences_are_found(sample: str, tmp_path: Path) -> None:
    draft_report(asset(f"data/{sample}"), "2018-19-Q3", tmp_path / "out")
    text = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    found = lint(read_document(text), read_rules())
    assert [finding for finding in found if finding.rule != "sentence-length"] == []
    written = [finding for finding in found if "<!-- note." not in text.splitlines()[finding.line - 1]]
    assert len(written) <= 6, "sentences of more than 25 words that the program wrote itself"
