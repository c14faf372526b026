"""What a real, small model wrote, recorded through the protocol: see tests/cassettes/README.md.

Replayed without a network. A changed prompt is a changed request, and fails until it is recorded anew:
`make record`, with the model served on 127.0.0.1:8099. The checker takes no part here, so that its own growth does
not change the requests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from narrated_workspace import Planned, planned

from pcc_narrator.drafting import draft
from pcc_narrator.drafting.fluency import faults
from pcc_narrator.drafting.llm.providers import Server, openai
from pcc_narrator.drafting.llm.shapes import SHAPES
from pcc_narrator.drafting.llm.writer import Limits, ModelWriter
from pcc_narrator.drafting.renderings import renderings
from pcc_narrator.models.outline import Draft
from pcc_narrator.wording import Wording

CASSETTES = Path(__file__).resolve().parent.parent / "cassettes"
SERVER = "http://127.0.0.1:8099/v1"
MODEL = "qwen2.5-coder-1.5b-instruct"
SECTIONS = dict.fromkeys(SHAPES, ("renewals",))
pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture(scope="module")
def vcr_cassette_dir(request: pytest.FixtureRequest) -> str:
    return str(CASSETTES / request.module.__name__)


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    """Requests are matched on their bodies; nothing of the machine that recorded them is kept."""

    def scrub(request: Any) -> Any:
        request.headers = {"content-type": "application/json"}
        return request

    def scrub_response(response: Mapping[str, Any]) -> dict[str, Any]:
        return {**response, "headers": {"Content-Type": ["application/json; charset=utf-8"]}}

    return {
        "match_on": ["method", "path", "body"],
        "before_record_request": scrub,
        "before_record_response": scrub_response,
        "decode_compressed_response": True,
    }


@pytest.fixture(scope="module")
def stage() -> Planned:
    return planned()


def written(stage: Planned, shape: str) -> Draft:
    """The sections, by the recorded model, in one of the reply shapes."""
    model = openai(MODEL, Server(base_url=SERVER, timeout=1500, deadline=1600, waits=()))
    limits = Limits(tries=1, section=5000, run=20_000)
    writer = ModelWriter(model, name=f"openai:{MODEL}", shape=shape, limits=limits)
    parts = tuple(
        replace(part, sections=tuple(section for section in part.sections if section.id in SECTIONS[shape]))
        for part in stage.outline.parts
    )
    return draft(replace(stage.outline, parts=parts, summary=None), stage.facts, writer=writer)


@pytest.mark.vcr
@pytest.mark.parametrize("shape", list(SHAPES))
def test_a_complete_section_comes_out_whatever_was_replied(stage: Planned, shape: str) -> None:
    made = written(stage, shape)
    wording = Wording.of(stage.facts, stage.outline)
    for section in stage.outline.sections:
        if section.id in SECTIONS[shape]:
            assert [paragraph.id for paragraph in made.of(section.id)] == [message.id for message in section.messages]
    by_model = [paragraph for paragraph in made.paragraphs if paragraph.writer != "template"]
    assert all(run.calls == 1 for run in made.runs)
    for paragraph in by_model:
        assert faults(paragraph.text) == ()
        left = paragraph.text.lower()
        texts = [text for fact in paragraph.facts for text in renderings(wording, stage.facts.by_id[fact]).values()]
        for text in sorted(texts, key=len, reverse=True):
            left = left.replace(text.lower(), "")
        if shape != "choices":
            assert not any(character.isnumeric() for character in left), paragraph.text
    for run in made.runs:
        fell = {paragraph for paragraph, _ in run.fell_back}
        assert fell.isdisjoint(paragraph.id for paragraph in by_model)
        assert all(reason for _, reason in run.fell_back)


def test_no_cassette_is_empty() -> None:
    cassettes = sorted(CASSETTES.rglob("*.yaml"))
    assert len(cassettes) == len(SHAPES)
    for path in cassettes:
        recorded = yaml.safe_load(path.read_text(encoding="utf-8"))["interactions"]
        assert recorded, f"{path} holds no reply"
        for exchange in recorded:
            assert exchange["response"]["status"]["code"] == 200
            assert '"model":"' in exchange["response"]["body"]["string"].replace('": "', '":"')
            assert "uthorization" not in str(exchange["request"]["headers"])
