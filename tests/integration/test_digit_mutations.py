"""Change any one digit of any figure in report.md, and `check` refutes it: in every paragraph, table and box."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pcc_narrator.checking import check
from pcc_narrator.models.claim import CheckReport, Claim
from pcc_narrator.models.fact import FactSet
from pcc_narrator.pipeline import Finished

FIGURES = {"number", "percent", "points", "rate", "duration", "money", "interval", "count_of_areas"}


def _mutations(text: str, report: CheckReport) -> Iterator[tuple[Claim, int, str]]:
    """(claim, place of the digit, the digit put there) for every digit of every figure."""
    for claim in report.claims:
        if claim.kind not in FIGURES:
            continue
        for place in range(claim.start, claim.end):
            if text[place].isdigit() and text[place].isascii():
                yield claim, place, str((int(text[place]) + 1 + place % 8) % 10)


def _escapes(text: str, facts: FactSet, mutations: list[tuple[Claim, int, str]]) -> list[str]:
    escaped = []
    for claim, place, digit in mutations:
        changed = text[:place] + digit + text[place + 1 :]
        found = check(changed, facts)
        if not any(one.start <= place < one.end and one.verdict == "refuted" for one in found.claims):
            line = changed.count("\n", 0, place) + 1
            escaped.append(f"line {line}: {claim.text!r} with {digit!r} at {place - claim.start}")
    return escaped


@pytest.fixture(scope="module")
def found(made: Finished) -> tuple[str, FactSet, list[tuple[Claim, int, str]]]:
    from pcc_narrator.contract import read_facts

    text = Path(made.folder, "report.md").read_text(encoding="utf-8")
    facts = read_facts(Path(made.folder, "facts.json"))
    return text, facts, list(_mutations(text, made.report))


def test_a_spread_of_changed_digits_is_refuted(found: tuple[str, FactSet, list[tuple[Claim, int, str]]]) -> None:
    text, facts, mutations = found
    assert len(mutations) > 300
    spread = mutations[:: max(1, len(mutations) // 40)]
    assert not _escapes(text, facts, spread)


@pytest.mark.slow
def test_every_changed_digit_is_refuted(found: tuple[str, FactSet, list[tuple[Claim, int, str]]]) -> None:
    text, facts, mutations = found
    escaped = _escapes(text, facts, mutations)
    assert not escaped, f"{len(escaped)} of {len(mutations)}:\n" + "\n".join(escaped[:40])
