"""The annotated claims of a published report, where its files are present: no true claim refuted, contradictions found.

The even paragraphs were used for tuning, the odd ones were not; both must hold.
"""

import pytest
import wiltshire

from pcc_narrator.checking import Checker

pytestmark = pytest.mark.skipif(not wiltshire.REFERENCE.exists(), reason="the annotated report is not here")


@pytest.fixture(scope="module")
def judged():
    """(paragraph id, annotation or None, our claim) for every claim found."""
    facts = wiltshire.facts()
    checker = Checker(facts)
    titles = {measure.id: measure.title for measure in facts.measures}
    notes = wiltshire.claims()
    found = []
    for paragraph in wiltshire.paragraphs():
        head = f"## {titles.get(paragraph['measure'], paragraph['measure'].replace('_', ' '))}\n\n"
        for claim in checker.check(head + paragraph["text"]).claims:
            start, end = claim.start - len(head), claim.end - len(head)
            note = next(
                (
                    row
                    for row in notes
                    if row["para"] == paragraph["id"]
                    and row["start"] < end
                    and start < row["start"] + len(row["surface"])
                ),
                None,
            )
            if start >= 0:
                found.append((paragraph["id"], note, claim))
    return found


def test_no_true_claim_is_refuted(judged):
    wrong = [
        (paragraph, claim.text, claim.message)
        for paragraph, note, claim in judged
        if claim.verdict == "refuted" and (note is None or note["verdict"] != "contradicted")
    ]
    assert wrong == []


def test_most_true_claims_are_supported(judged):
    true = [claim for _, note, claim in judged if note is not None and note["verdict"] == "supported"]
    assert sum(claim.verdict == "supported" for claim in true) >= 0.8 * len(true)


def test_the_hard_contradiction_that_facts_decide_is_found(judged):
    refuted = {(paragraph, claim.text) for paragraph, _, claim in judged if claim.verdict == "refuted"}
    assert (24, "stable") in refuted
