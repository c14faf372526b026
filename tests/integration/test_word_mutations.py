"""Turn one word of report.md at a time, and `check` refutes something in its line: mostly, since some stay true."""

from __future__ import annotations

from pathlib import Path

import pytest
from turned_words import passed

from pcc_narrator.contract import read_facts
from pcc_narrator.pipeline import Finished

AT_LEAST = {  # of a hundred words turned, how many are found; the rest are plans, names of groups, words of no fact
    "direction": 85, "significance": 75, "month": 60, "quarter": 65, "year": 65, "base": 70, "area": 60, "category": 65,
}  # fmt: skip


@pytest.mark.slow
def test_most_turned_words_are_refuted(made: Finished) -> None:
    folder = Path(made.folder)
    tried, missed = passed((folder / "report.md").read_text(encoding="utf-8"), read_facts(folder / "facts.json"))
    assert sum(tried.values()) > 100
    found = {sort: 100 * (count - len(missed.get(sort, []))) // count for sort, count in tried.items() if count > 20}
    low = {sort: share for sort, share in found.items() if share < AT_LEAST[sort]}
    assert not low, "\n".join(line for sort in low for line in missed[sort])
