"""The shipped recording: what a real, small model replied over the sample workspace. See data/replay/README.md.

A changed prompt, template or outline changes the requests; then the sections concerned fall to the template, and the
test that counts them says to record anew.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pcc_narrator.drafting import Writer, make_writer
from pcc_narrator.drafting.fluency import faults
from pcc_narrator.drafting.llm.store import ABOUT
from pcc_narrator.evaluating import Result, Stage, evaluate, stage_of

DATA = Path(__file__).resolve().parents[2] / "data"
RECORDING = DATA / "replay" / "wiltshire-2018-19-q3"
KEPT = sorted(path for path in RECORDING.glob("*.json") if path.name != ABOUT)


@pytest.fixture(scope="module")
def stage() -> Stage:
    return stage_of(DATA / "wiltshire-2018-19", "2018-19-Q3")


@pytest.fixture(scope="module")
def result(stage: Stage) -> Result:
    writer: Writer = make_writer(f"replay:{RECORDING}")
    return evaluate(stage, writer, progress=lambda _: None)


def test_the_recording_says_what_it_is() -> None:
    about = json.loads((RECORDING / ABOUT).read_text(encoding="utf-8"))
    assert about["model"] == "qwen2.5-coder-1.5b-instruct"
    assert about["sha256"] == "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
    assert about["shape"] == "choices"
    assert "--replies data/replay/wiltshire-2018-19-q3" in about["recorded_again_by"]
    for path in KEPT:
        kept = json.loads(path.read_text(encoding="utf-8"))
        assert kept["reply"]["text"] and kept["reply"]["tokens_out"] > 0
        assert kept["key"].startswith(path.stem)


def test_a_complete_report_comes_out(stage: Stage, result: Result) -> None:
    said = {paragraph.id for paragraph in result.draft.paragraphs} | {
        f"note.{note}" for paragraph in result.draft.paragraphs for note in paragraph.notes
    }
    joined = result.accepted - sum(p.writer.startswith("replay:") for p in result.draft.paragraphs)
    missing = [m.id for section in stage.outline.sections for m in section.messages if m.id not in said]
    assert len(missing) <= max(0, joined), missing
    assert result.refuted_after == 0
    assert result.missing == 0
    for paragraph in result.draft.paragraphs:
        if paragraph.writer.startswith("replay:"):
            assert faults(paragraph.text) == ()


def test_the_recording_answers_todays_requests(result: Result) -> None:
    """Fails when so much has changed that the recording is of another program: record anew (data/replay/README.md)."""
    answered = sum(run.cached for run in result.draft.runs)
    assert answered >= len(KEPT) / 2, f"{answered} of {len(KEPT)} kept replies are still asked for"
