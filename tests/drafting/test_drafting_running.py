"""Runs: resuming, Ctrl-C, dry runs, keys, providers other than OpenAI. Servers here are FAKES."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fake_server import Handler, says, serve, status
from narrated_workspace import PERIOD, Planned, planned
from test_drafting_faults import asked_of
from test_drafting_model_writer import Scripted, first_clauses, only

from pcc_narrator.drafting import draft
from pcc_narrator.drafting.engine import STOPPED, totals
from pcc_narrator.drafting.llm.keys import key
from pcc_narrator.drafting.llm.model import ModelError, Reply, Request
from pcc_narrator.drafting.llm.pace import Pace, seconds_asked
from pcc_narrator.drafting.llm.providers import Server, anthropic, azure
from pcc_narrator.drafting.llm.store import Remembering, Store
from pcc_narrator.drafting.llm.writer import ModelWriter, Price
from pcc_narrator.drafting.writers import dry_writer, make_writer, parse_name, price_from_environment, shape_of
from pcc_narrator.errors import WriterError

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture(scope="module")
def stage() -> Planned:
    return planned()


class Breaking(Scripted):
    """Answers so many requests; the next is a Ctrl-C in the thread that waits."""

    def __init__(self, fine: int) -> None:
        super().__init__(first_clauses)
        self.fine = fine
        self.stopped = False

    def ask(self, request: Request, *, seconds: float | None = None) -> Reply:
        if self.stopped:
            raise AssertionError("asked after it was stopped")
        if len(self.requests) == self.fine:
            raise KeyboardInterrupt
        return super().ask(request, seconds=seconds)

    def stop(self) -> None:
        self.stopped = True


class Interrupted:
    """A model writer whose third section is interrupted while it is waited for, as by Ctrl-C."""

    def __init__(self, writer: ModelWriter, after: int) -> None:
        self.writer, self.left = writer, after
        self.name, self.in_flight = writer.name, 1

    def write(self, brief: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            self.writer.stop(STOPPED)
        return self.writer.write(brief)

    def stop(self, reason: str) -> bool:
        return self.writer.stop(reason)


def test_killed_half_way_it_goes_on_where_it_was(stage: Planned, tmp_path: Path) -> None:
    outline = replace(stage.outline, summary=None)
    first = Breaking(3)
    with pytest.raises(KeyboardInterrupt):
        draft(outline, stage.facts, writer=ModelWriter(Remembering(first, Store(tmp_path)), name="s"))
    assert len(list(tmp_path.glob("*.json"))) == 3
    assert not list(tmp_path.glob("*.part")) and not list(tmp_path.glob("*.tmp"))
    second = Scripted(first_clauses)
    made = draft(outline, stage.facts, writer=ModelWriter(Remembering(second, Store(tmp_path)), name="s"))
    whole = Scripted(first_clauses)
    other = draft(outline, stage.facts, writer=ModelWriter(whole, name="s"))
    assert len(second.requests) == len(whole.requests) - 3
    assert [paragraph.text for paragraph in made.paragraphs] == [paragraph.text for paragraph in other.paragraphs]


def test_stopped_it_ends_with_what_is_done(stage: Planned) -> None:
    outline = replace(stage.outline, summary=None)
    model = Scripted(first_clauses)
    writer = Interrupted(ModelWriter(model, name="s"), after=3)
    made = draft(outline, stage.facts, writer=writer)
    said = {paragraph.id for paragraph in made.paragraphs}
    assert {message.id for section in outline.sections for message in section.messages} == said
    assert {run.section for run in made.runs if any(STOPPED in why for _, why in run.fell_back)} == {
        section.id for section in outline.sections[2:] if any(m.kind != "note" for m in section.messages)
    }


def test_what_waits_for_a_server_is_given_up(stage: Planned) -> None:
    """Stopping reaches a request that is under way: the server here would answer after three seconds."""

    def late(handler: Handler, _: int) -> None:
        writer.stop(STOPPED)
        says("{}")(handler, 1)

    with serve(late) as server:
        writer = ModelWriter(asked_of(server.base_url, timeout=30, deadline=30), name="openai:fake-model")
        made = draft(only(stage.outline, "renewals", "waiting"), stage.facts, writer=writer)
        assert len(server.requests) == 1
    assert all(paragraph.writer == "template" for paragraph in made.paragraphs)


def test_the_template_is_stopped_by_the_interrupt_itself(stage: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    from pcc_narrator.drafting.template import TemplateWriter

    def interrupt(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(TemplateWriter, "paragraph", interrupt)
    with pytest.raises(KeyboardInterrupt):
        draft(stage.outline, stage.facts)


def test_one_changed_direction_asks_only_for_its_sections(tmp_path: Path) -> None:
    store = Store(tmp_path)
    plain = planned()
    draft(plain.outline, plain.facts, writer=ModelWriter(Remembering(Scripted(first_clauses), store), name="s"))
    turned = planned(values={("waiting", PERIOD): "4000"})
    model = Scripted(first_clauses)
    made = draft(turned.outline, turned.facts, writer=ModelWriter(Remembering(model, store), name="s"))
    asked = {request.user.partition("\n")[0] for request in model.requests}
    assert all("wait" in title.lower() for title in asked), asked
    assert sum(run.cached for run in made.runs) >= 5


def test_a_store_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("", encoding="utf-8")
    with pytest.raises(OSError):
        Store(place).put(Request("m", "s", "u", "paragraphs", "{}"), Reply("x"))


def test_runs_add_up(stage: Planned) -> None:
    writer = ModelWriter(Scripted(first_clauses), name="s", price=Price(2, 10))
    made = draft(only(stage.outline, "visits", "renewals"), stage.facts, writer=writer)
    all_ = totals(made.runs)
    assert all_["calls"] == sum(run.calls for run in made.runs) >= 2
    assert all_["tokens_in"] == 3 * all_["calls"]  # type: ignore[operator]
    assert all_["cost"] == pytest.approx((3 * 2 + 4 * 10) * all_["calls"] / 1e6)  # type: ignore[operator]
    assert made.runs[1].accepted == made.runs[1].first == 1


def test_progress_tells_what_each_section_cost(stage: Planned) -> None:
    told: list[str] = []
    draft(only(stage.outline, "visits"), stage.facts, writer=ModelWriter(Scripted(first_clauses), name="s"),
          progress=told.append)  # fmt: skip
    assert told[0].strip() == "Visits: writing"
    assert told[1].strip() == "Visits: checking"
    assert "accepted (1 of 1; 7 tokens" in told[-1]


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("openai:gpt-4.1", "paragraphs"),
        ("openai-choose:gpt-4.1", "choices"),
        ("azure-segments:ours", "segments"),
        ("anthropic-write:m", "paragraphs"),
        ("openai:qwen2.5-coder-1.5b-instruct", "choices"),
        ("openai-write:qwen2.5-coder-1.5b-instruct", "paragraphs"),
    ],
)
def test_the_shape_of_a_name(name: str, shape: str) -> None:
    assert shape_of(parse_name(name)) == shape


def test_a_dry_run_sends_nothing(stage: Planned) -> None:
    made = dry_writer("openai:m")
    assert made is not None
    writer, heard = made
    draft(stage.outline, stage.facts, writer=writer)
    own = {"note", "no_data", "caution"}  # what a model is not asked for
    assert len(heard.requests) == sum(
        any(message.kind not in own for message in section.messages) for section in stage.outline.sections
    )
    assert all(request.about_tokens > 100 for request in heard.requests)
    assert dry_writer("template") is None


@pytest.mark.parametrize("text", ["2", "a/b", "-1/2", "2/"])
def test_a_price_is_two_numbers(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PCC_NARRATOR_PRICE", text)
    with pytest.raises(WriterError, match="PCC_NARRATOR_PRICE"):
        price_from_environment()


def test_the_environments_key_goes_before_the_keyrings(monkeypatch: pytest.MonkeyPatch) -> None:
    ring, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    ring.get_password = lambda service, name: f"{service}/{name}"  # type: ignore[attr-defined]
    errors.KeyringError = RuntimeError  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", ring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    assert key("OPENAI_API_KEY") == "pcc-narrator/OPENAI_API_KEY"
    monkeypatch.setenv("OPENAI_API_KEY", "from the environment")
    assert key("OPENAI_API_KEY") == "from the environment"

    def locked(service: str, name: str) -> str:
        raise RuntimeError("locked")

    monkeypatch.delenv("OPENAI_API_KEY")
    ring.get_password = locked  # type: ignore[attr-defined]
    assert key("OPENAI_API_KEY") == ""


def test_azure_is_asked_by_deployment(stage: Planned) -> None:
    paths: list[str] = []

    def answer(handler: Handler, number: int) -> None:
        paths.append(handler.path)
        says('{"p1": "{{f1:clause}}."}')(handler, number)

    with serve(answer) as server:
        endpoint = server.base_url.removesuffix("/v1")
        model = azure("our-deployment", Server(base_url=endpoint, api_key="k", waits=()))
        made = draft(
            only(stage.outline, "renewals"), stage.facts, writer=ModelWriter(model, name="azure:our-deployment")
        )
        (request,) = server.requests
    assert made.paragraphs[0].writer == "azure:our-deployment"
    assert paths[0].startswith("/openai/deployments/our-deployment/chat/completions?api-version=")
    assert request["response_format"]["json_schema"]["strict"] is True


def test_anthropic_is_asked_by_way_of_a_tool(stage: Planned) -> None:
    pytest.importorskip("langchain_anthropic")
    reply = {
        "id": "fake", "type": "message", "role": "assistant", "model": "fake-model", "stop_reason": "tool_use",
        "stop_sequence": None, "usage": {"input_tokens": 10, "output_tokens": 5},
        "content": [{"type": "tool_use", "id": "t", "name": "Paragraphs", "input": {"p1": "{{f1:clause}}."}}],
    }  # fmt: skip

    def answer(handler: Handler, _: int) -> None:
        handler.send(json.dumps(reply).encode())

    with serve(answer) as server:
        model = anthropic("fake-model", Server(base_url=server.base_url.removesuffix("/v1"), api_key="k", waits=()))
        made = draft(
            only(stage.outline, "renewals"), stage.facts, writer=ModelWriter(model, name="anthropic:fake-model")
        )
        (request,) = server.requests
    assert made.paragraphs[0].writer == "anthropic:fake-model"
    assert (made.runs[0].tokens_in, made.runs[0].tokens_out) == (10, 5)
    assert request["tools"][0]["name"] == "Paragraphs"


def test_an_error_of_anthropics_is_told_alike(stage: Planned) -> None:
    pytest.importorskip("langchain_anthropic")
    with serve(status(401)) as server:
        model = anthropic("m", Server(base_url=server.base_url.removesuffix("/v1"), api_key="k", waits=()))
        made = draft(only(stage.outline, "renewals"), stage.facts, writer=ModelWriter(model, name="anthropic:m"))
    assert "does not accept the key (ANTHROPIC_API_KEY)" in made.runs[0].fell_back[0][1]


@pytest.mark.parametrize(
    ("name", "lacking"),
    [("azure:d", "AZURE_OPENAI_ENDPOINT"), ("anthropic:m", "ANTHROPIC_API_KEY"), ("openai:m", "OPENAI_API_KEY")],
)
def test_what_a_provider_lacks_is_named(name: str, lacking: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(WriterError, match=lacking):
        make_writer(name)


def test_the_pace_is_learnt_and_forgotten() -> None:
    now, slept = [0.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    pace = Pace(clock=lambda: now[0], sleep=sleep)
    pace.turn()
    assert slept == []
    pace.too_fast(7)
    pace.turn()
    assert slept == [7]
    assert pace.gap == 0.25
    pace.turn()
    assert slept[-1] == pytest.approx(0.25)
    for _ in range(30):
        pace.fine()
    assert pace.gap == 0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7), ("0", 0), ("-3", 0), ("1.5", 1.5), (None, None), ("", None), ("soon", None),
     ("Thu, 01 Jan 1970 00:01:40 GMT", 40)],
)  # fmt: skip
def test_retry_after_is_read(header: str | None, seconds: float | None) -> None:
    assert seconds_asked(header, 60) == seconds


def test_an_unanswered_model_is_left_alone(stage: Planned) -> None:
    class Mute(Scripted):
        def ask(self, request: Request, *, seconds: float | None = None) -> Reply:
            self.requests.append(request)
            raise ModelError("silence")

    model = Mute(first_clauses)
    made = draft(replace(stage.outline, summary=None), stage.facts, writer=ModelWriter(model, name="s"))
    assert len(model.requests) == 3
    assert all("silence" in why for run in made.runs for _, why in run.fell_back)
