"""Change one digit of a figure in report.md, and `check` refutes it: in paragraphs, tables and boxes.

One digit is changed in each line at a time (a paragraph, a row of a table, the text of a picture), so that a whole
report is gone through in some hundreds of checks instead of tens of thousands.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pytest

from pcc_narrator.checking import Checker
from pcc_narrator.contract import read_facts
from pcc_narrator.models.claim import CheckReport
from pcc_narrator.pipeline import Finished

FIGURES = {"number", "percent", "points", "rate", "duration", "money", "interval", "count_of_areas"}


@dataclass(frozen=True)
class Mutation:
    """One digit put in the place of another."""

    place: int
    digit: str
    words: str


def _mutations(text: str, report: CheckReport, step: int) -> list[list[Mutation]]:
    """Batches of mutations, at most one for each line; together every digit of every figure that is claimed, each with
    another in its place: the one that lies `step` after it, from 1 to 9."""
    by_line: dict[int, list[Mutation]] = defaultdict(list)
    for claim in report.claims:
        if claim.kind not in FIGURES:
            continue
        line = text.count("\n", 0, claim.start)
        for place in range(claim.start, claim.end):
            if text[place].isascii() and text[place].isdigit():
                digit = str((int(text[place]) + step) % 10)
                by_line[line].append(Mutation(place, digit, claim.text))
    return [[one for one in batch if one is not None] for batch in zip_longest(*by_line.values())]


def _escapes(text: str, checker: Checker, batch: list[Mutation]) -> list[str]:
    letters = list(text)
    for one in batch:
        letters[one.place] = one.digit
    changed = "".join(letters)
    claims = checker.check(changed).claims
    return [
        f"line {changed.count(chr(10), 0, one.place) + 1}: {one.words!r} with {one.digit!r}"
        for one in batch
        if not any(claim.start <= one.place < claim.end and claim.verdict == "refuted" for claim in claims)
    ]


@pytest.fixture(scope="module")
def found(made: Finished) -> tuple[str, Checker, CheckReport]:
    text = Path(made.folder, "report.md").read_text(encoding="utf-8")
    return text, Checker(read_facts(Path(made.folder, "facts.json"))), made.report


def test_a_spread_of_changed_digits_is_refuted(found: tuple[str, Checker, CheckReport]) -> None:
    text, checker, report = found
    batches = _mutations(text, report, 7)
    assert sum(map(len, batches)) > 300
    escaped = [line for batch in batches[::12] for line in _escapes(text, checker, batch)]
    assert not escaped, "\n".join(escaped)


@pytest.mark.slow
@pytest.mark.parametrize("step", range(1, 10))
def test_every_changed_digit_is_refuted(found: tuple[str, Checker, CheckReport], step: int) -> None:
    text, checker, report = found
    batches = _mutations(text, report, step)
    escaped = [line for batch in batches for line in _escapes(text, checker, batch)]
    total = sum(map(len, batches))
    assert not escaped, f"{len(escaped)} of {total}:\n" + "\n".join(escaped[:60])
