"""References of first replies: which count as right."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from narrated_workspace import Planned, planned
from test_drafting_model_writer import Scripted, first_clauses, only

from pcc_narrator.checking import Checker
from pcc_narrator.drafting import make_writer
from pcc_narrator.drafting.llm.model import Request
from pcc_narrator.drafting.llm.store import Remembering, Store
from pcc_narrator.drafting.llm.writer import ModelWriter
from pcc_narrator.evaluating import Stage, evaluate
from pcc_narrator.evaluating.output import page, rows
from pcc_narrator.evaluating.references import References, first_references


@pytest.fixture(scope="module")
def planned_stage() -> Planned:
    return planned()


def stage_with(planned_stage: Planned, *sections: str) -> Stage:
    outline = only(planned_stage.outline, *sections)
    return Stage("library@2018-19-Q3", outline, planned_stage.facts, Checker(planned_stage.facts).check)


def measured(stage: Stage, folder: Path, answer: Callable[[Request], str], shape: str = "paragraphs") -> References:
    """The references of the first replies of a model that answers so."""
    writer = ModelWriter(Remembering(Scripted(answer), Store(folder)), name="scripted", shape=shape)
    found = evaluate(stage, writer, progress=lambda _: None).references
    assert found is not None
    return found


def saying(text: str) -> Callable[[Request], str]:
    """The same text for the first point, nothing for the others, whatever is asked."""
    return lambda _: json.dumps({"p1": text})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{f1:clause}}.", References(1, right=1)),
        ("{{f1:clause}}. {{f2:clause}}, in {{f1:period}}.", References(3, right=3)),
        ("{{f1:clause}}. {{f99:clause}}. {{f1:nonsense}}.", References(3, right=1, to_nothing=2)),
        # a right figure in a wrong sentence; the sentence before it keeps its own verdict
        (
            "{{f1:clause}}. In Easton there were {{f1:level}}.",
            References(2, right=1, refuted=1),
        ),
        ("In quarter three visits more than doubled to {{f1:figure}}.", References(1, refuted=1)),
        # what stands beside a reference counts for it: a typed figure that nothing bears out
        ("In quarter three there were {{f1:level}}, 99 per cent fewer than a year before.", References(1, undecided=1)),
    ],
)
def test_a_reference_is_right_with_its_sentence(
    planned_stage: Planned, tmp_path: Path, text: str, expected: References
) -> None:
    assert measured(stage_with(planned_stage, "visits"), tmp_path, saying(text)) == expected


def test_only_the_first_reply_counts(planned_stage: Planned, tmp_path: Path) -> None:
    """A model that mends its reply had it wrong all the same."""

    def answer(request: Request) -> str:
        mended = "Your last try was refused" in request.user
        return first_clauses(request) if mended else json.dumps({"p1": "{{f99:clause}}."})

    found = measured(stage_with(planned_stage, "visits"), tmp_path, answer)
    assert found == References(1, to_nothing=1)


def test_segments_are_counted_alike(planned_stage: Planned, tmp_path: Path) -> None:
    reply = json.dumps({"p1": [{"ref": "f1:clause"}, {"text": ". "}, {"ref": "f2:clause"}, {"text": "."}]})
    stage = stage_with(planned_stage, "visits")
    assert measured(stage, tmp_path, lambda _: reply, "segments") == References(2, right=2)


def test_a_writer_that_makes_no_reference_has_no_count(planned_stage: Planned, tmp_path: Path) -> None:
    stage = stage_with(planned_stage, "visits")
    assert first_references(stage, make_writer("template")) is None
    picks = ModelWriter(Remembering(Scripted(lambda _: "{}"), Store(tmp_path)), name="s", shape="choices")
    assert first_references(stage, picks) is None


def test_nothing_is_asked_for_the_count(planned_stage: Planned, tmp_path: Path) -> None:
    stage = stage_with(planned_stage, "visits")
    model = Scripted(first_clauses)
    assert first_references(stage, ModelWriter(Remembering(model, Store(tmp_path)), name="s")) == References()
    assert model.requests == []


def test_the_count_stands_in_the_table_and_on_the_page(planned_stage: Planned, tmp_path: Path) -> None:
    stage = stage_with(planned_stage, "visits")
    writer = ModelWriter(Remembering(Scripted(saying("{{f1:clause}}. {{f9:x}}.")), Store(tmp_path)), name="s")
    result = evaluate(stage, writer, real={"visits": 50}, progress=lambda _: None)
    table = dict(row[:2] for row in rows([result]))
    assert table["references right in first replies"] == "1 of 2 (50%)"
    assert table["… to nothing"] == "1"
    shown = page([stage], [result], (), {stage.name: {"visits": 50}})
    assert "<th scope=row>references right in first replies</th><td>1 of 2 (50%)</td>" in shown
    assert "(in the real report: 50 words)" in shown
