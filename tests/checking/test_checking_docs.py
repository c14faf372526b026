"""The examples of docs/checker.md are true."""

import json
import re
from pathlib import Path

import pytest

from pcc_narrator.checking import Checker
from pcc_narrator.checking.lexicon import default_bounds

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "checker.md").read_text(encoding="utf-8")
FACTS = json.loads(re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)[1])
TABLE = PAGE[PAGE.index("| the text | refuted |") :].split("\n\n")[0].splitlines()[2:]
ROWS = [[cell.strip() for cell in row.strip("|").split("|")] for row in TABLE]
CHECKER = Checker(FACTS)


@pytest.mark.parametrize(("text", "refuted"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_examples_of_the_page(text, refuted):
    found = {f"{claim.text}: {claim.rule}" for claim in CHECKER.check(text).refuted}
    if not refuted:
        assert found == set()
    else:
        assert refuted in found


def test_the_page_has_examples():
    assert len(ROWS) > 20


def test_the_bounds_of_the_page_are_those_of_the_program():
    bounds = default_bounds()
    assert (bounds.about_percent, bounds.stable_percent, bounds.slight_percent, bounds.strong_percent) == (2, 3, 5, 10)
