"""The sets can be read, are halved for good, and the table adds up."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from baselines import exact
from cases import SETS, Case, half_of
from judging import judge
from sources import sections, sets
from table import lines, wilson

from pcc_narrator.models.fact import FactSet

READ = [name for name in sets([]) if name not in ("mutation", "generated")]


@pytest.mark.parametrize("name", READ)
def test_a_set_is_read_and_its_stretches_stand_in_its_texts(name: str) -> None:
    cases = list(sets([])[name]())
    assert len(cases) >= 30
    assert len({case.id for case in cases}) == len(cases)
    halves = {"held"} if name.startswith("blind-") else {"tune"} if name == "styles" else {"tune", "held"}
    assert {case.half for case in cases} == halves
    for case in cases:
        if case.start is not None and case.end is not None:
            assert case.text[case.start : case.end].strip() == case.text[case.start : case.end] != ""


def test_the_sets_are_as_large_as_they_are_said_to_be() -> None:
    sizes = Counter((name, case.expect) for name in READ for case in sets([])[name]())
    assert sizes["true", "true"] >= 120
    assert sizes["captions", "true"] == sizes["captions", "refuted"] == 60
    assert sizes["blind-captions", "true"] == sizes["blind-captions", "refuted"] >= 60
    assert sizes["blind-paragraphs", "true"] == sizes["blind-paragraphs", "refuted"] >= 40
    assert sizes["pairs", "true"] == sizes["pairs", "refuted"] >= 40
    replies = [json.loads(line) for line in (SETS / "model" / "replies.jsonl").read_text("utf-8").splitlines()]
    assert len(replies) >= 60
    assert sizes["model", "refuted"] >= 100


def test_a_pair_is_never_parted() -> None:
    for name in ("pairs", "captions", "blind-captions", "blind-paragraphs", "styles"):
        halves: dict[str, set[str]] = {}
        for case in sets([])[name]():
            halves.setdefault(case.id[:-1], set()).add(case.half)
        assert all(len(half) == 1 for half in halves.values())


def test_caption_facts_hold_the_required_fields_alone() -> None:
    for path in (SETS / "captions" / "facts").glob("*.json"):
        data = json.loads(path.read_text(encoding="utf-8"))
        assert {frozenset(fact) for fact in data["facts"]} == {
            frozenset({"id", "measure", "statistic", "area", "period", "value", "unit"})
        }
        assert all(set(row) == {"id", "title"} for row in data["measures"] + data["areas"])


def test_halves_do_not_change() -> None:
    assert [half_of(f"case {number}") for number in range(6)] == [half_of(f"case {number}") for number in range(6)]
    assert half_of("true/t001") in ("tune", "held")


def test_a_mutation_counts_only_what_the_true_text_has_not() -> None:
    base = "There were 12 of 99."
    case = Case("m", "mutation", "k", "There were 12 of 98.", FactSet(), "refuted", "held", 0, 20, base)
    assert [base[one.start : one.end] for one in exact(base, FactSet())] == ["12", "99"]
    assert [case.text[one.start : one.end] for one in judge("exact", case).findings] == ["98"]


def test_the_table_counts_hits() -> None:
    cases = [
        Case(str(number), "pairs", "k", text, FactSet(), "refuted", "held")
        for number, text in enumerate(("There were 12.", "No figure here."))
    ]
    (line,) = lines("exact", "held", [judge("exact", case) for case in cases])
    assert (line.n, line.hits, line.undecided) == (2, 1, 1)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)]
)
def test_wilson(hits: int, n: int, low: float, high: float) -> None:
    assert wilson(hits, n) == pytest.approx((low, high), abs=1e-4)


def test_sections_keep_the_headings_above_them() -> None:
    found = list(sections("# A\n\nOne.\n\n## B\n\nTwo.\n\n## C\n\nThree.\n"))
    assert found == ["# A\n\nOne.\n", "# A\n\n## B\n\nTwo.\n", "# A\n\n## C\n\nThree.\n"]
