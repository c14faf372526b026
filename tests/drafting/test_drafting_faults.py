"""Whatever a server does, a complete report comes out, and run.json says what happened. The server is a FAKE."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from typing import Any

import pytest
from fake_server import (
    Answer,
    Handler,
    drip,
    filtered,
    first,
    not_utf8,
    quota,
    reset,
    says,
    serve,
    silent,
    status,
)
from narrated_workspace import Planned, planned

from pcc_narrator.drafting import draft, make_writer
from pcc_narrator.drafting.llm.chat import ChatModel
from pcc_narrator.drafting.llm.providers import Server, openai
from pcc_narrator.drafting.llm.writer import Limits, ModelWriter
from pcc_narrator.errors import WriterError
from pcc_narrator.models.outline import Draft, Outline

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@pytest.fixture(scope="module")
def stage() -> Planned:
    return planned()


def only(outline: Outline, *sections: str) -> Outline:
    """The outline with these sections only, and no summary."""
    parts = tuple(
        replace(part, sections=tuple(section for section in part.sections if section.id in sections))
        for part in outline.parts
    )
    return replace(outline, parts=parts, summary=None)


def asked_of(base_url: str, **settings: Any) -> ChatModel:
    """The model behind a fake server; it does not really wait unless told."""
    return openai("fake-model", Server(base_url=base_url, **({"waits": (), "sleep": lambda _: None} | settings)))


def run(stage: Planned, answer: Answer, *sections: str, shape: str = "paragraphs", **more: float) -> tuple[Draft, int]:
    """The draft of these sections over the fake server, and how often it was asked."""
    with serve(answer) as server:
        model = asked_of(
            server.base_url, timeout=more.get("timeout", 60.0), deadline=more.get("deadline", 120.0), waits=(0.0, 0.0)
        )
        writer = ModelWriter(model, name="openai:fake-model", shape=shape)
        made = draft(only(stage.outline, *(sections or ("renewals",))), stage.facts, writer=writer)
        return made, len(server.requests)


def paragraphs(**said: str) -> str:
    return json.dumps(said)


ONCE = Limits(tries=1)
GOOD = paragraphs(p1="{{f1:clause}}.")
MANY = paragraphs(**{f"p{number}": "x" for number in range(1, 10_001)})
TWICE = '{"p1": "{{f1:clause}}.", "p1": "{{f1:clause}}."}'


@pytest.mark.parametrize(
    ("answer", "reason", "asked"),
    [
        pytest.param(status(401), "does not accept the key", 1, id="401"),
        pytest.param(status(403), "does not accept the key", 1, id="403"),
        pytest.param(status(404), "does not know the model", 1, id="404"),
        pytest.param(status(429), "asked to wait", 3, id="429"),
        pytest.param(status(429, {"retry-after": "0"}), "asked to wait", 3, id="429 with Retry-After"),
        pytest.param(status(429, {"retry-after": "4000"}), "a wait of 4000 seconds", 1, id="429 for an hour"),
        pytest.param(quota, "no quota left", 1, id="no quota"),
        pytest.param(filtered, "content filter", 1, id="content filter of the request"),
        pytest.param(status(500), "status 500", 3, id="500"),
        pytest.param(status(400), "status 400", 1, id="400"),
        pytest.param(reset, "could not be reached, or broke off", 3, id="reset"),
        pytest.param(not_utf8, "could not be read", 1, id="not utf-8"),
        pytest.param(says(None), "the reply is empty", 2, id="no content"),
        pytest.param(says(""), "the reply is empty", 2, id="empty"),
        pytest.param(says("x" * 1_000_000), "more than 200,000", 1, id="1 MB"),
        pytest.param(says(GOOD, finish="length"), "cut off", 1, id="length"),
        pytest.param(says(GOOD, finish="content_filter"), "content filter", 1, id="content filter"),
        pytest.param(says(None, refusal="I will not"), "refused", 1, id="refusal"),
        pytest.param(says('{"p1": "{{f1:cl'), "it is no JSON", 2, id="JSON cut off"),
        pytest.param(says("[" * 100_000), "it is no JSON", 2, id="JSON without end"),
        pytest.param(says('["p1"]'), "it is no JSON object", 2, id="wrong schema"),
        pytest.param(says('{"p1": ["{{f1:clause}}."]}'), "valid string", 2, id="wrong type"),
        pytest.param(says(GOOD[:-1] + ', "comment": "x"}'), "nobody asked for 'comment'", 2, id="extra keys"),
        pytest.param(says(TWICE), "given twice", 2, id="a key twice"),
        pytest.param(says(paragraphs(p1="{{f9:clause}}.")), "there is no fact 'f9'", 2, id="reference to nothing"),
        pytest.param(says(paragraphs(p1="It was 86 per cent.")), "typed as a number", 2, id="typed figure"),
        pytest.param(says(paragraphs(p7="{{f1:clause}}.")), "nobody asked for 'p7'", 2, id="another section"),
        pytest.param(says("{}"), "no paragraph for this point", 2, id="nothing"),
        pytest.param(says(paragraphs(p1="{{f1:clause}}, thanks to us all all.")), "twice in a row", 2, id="clumsy"),
        pytest.param(says(paragraphs(p1="Rates were as they were.")), "must also use", 2, id="nothing said"),
        pytest.param(says(paragraphs(p1="{{f1:clause}}, amongst others.")), "plainer word", 2, id="house style"),
        pytest.param(says(paragraphs(p1="{{f1:clause}}. " * 200)), "2,000 characters", 2, id="a long paragraph"),
        pytest.param(says(MANY), "nobody asked for 'p2'", 2, id="10,000 paragraphs"),
    ],
)  # fmt: skip
def test_the_template_stands_in(stage: Planned, answer: Answer, reason: str, asked: int | None) -> None:
    made, count = run(stage, answer)
    plain = draft(only(stage.outline, "renewals"), stage.facts)
    assert [paragraph.text for paragraph in made.paragraphs] == [paragraph.text for paragraph in plain.paragraphs]
    assert [paragraph.writer for paragraph in made.paragraphs] == ["template"]
    ((paragraph, why),) = made.runs[0].fell_back
    assert paragraph == "renewals.level"
    assert why
    assert reason in why, why
    assert asked is None or count == asked


def test_a_good_reply_is_taken(stage: Planned) -> None:
    made, count = run(stage, says(GOOD))
    assert [paragraph.text for paragraph in made.paragraphs] == ["Renewal rates were 86 per cent in quarter three."]
    assert made.paragraphs[0].writer == "openai:fake-model"
    assert made.paragraphs[0].facts == ("renewals.value.northtown.2018-19-Q3",)
    assert made.runs[0].fell_back == ()
    assert (made.runs[0].tokens_in, made.runs[0].tokens_out, made.runs[0].model) == (10, 5, "fake-model")
    assert count == 1


@pytest.mark.parametrize("code", [429, 500, 503])
def test_what_passes_is_tried_again(stage: Planned, code: int) -> None:
    made, count = run(stage, first(code, says(GOOD)))
    assert made.paragraphs[0].writer == "openai:fake-model"
    assert count == 2


def test_retry_after_is_kept(stage: Planned) -> None:
    waited: list[float] = []
    with serve(first(429, says(GOOD), {"retry-after": "7"})) as server:
        model = asked_of(server.base_url, waits=(1.0,), sleep=waited.append)
        draft(only(stage.outline, "renewals"), stage.facts, writer=ModelWriter(model, name="openai:fake-model"))
    assert len(waited) == 1  # what was left of the seven seconds when the next turn came
    assert 0 < waited[0] <= 7


def test_a_refused_paragraph_alone_goes_back(stage: Planned) -> None:
    """The first reply has one good and one bad paragraph; only the bad one is asked for again, with the reason."""

    def answer(handler: object, number: int) -> None:
        reply = (
            paragraphs(p1="{{f1:clause}}. {{f2:clause}}: {{f3:than}}.", p2="It was 75.")
            if number == 1
            else paragraphs(p2="x")
        )
        says(reply)(handler, number)  # type: ignore[arg-type]

    with serve(answer) as server:
        model = asked_of(server.base_url)
        made = draft(only(stage.outline, "requests"), stage.facts, writer=ModelWriter(model, name="openai:fake-model"))
        asked = [request["messages"][1]["content"] for request in server.requests]
    assert [paragraph.writer for paragraph in made.paragraphs] == ["openai:fake-model", "template"]
    assert "p1: say the level" in asked[0]
    assert "p1: say the level" not in asked[1]
    assert "Mend this" in asked[1]
    assert "typed as a number" in asked[1]


def test_the_same_paragraph_for_ever_is_taken_once(stage: Planned) -> None:
    """Every point of every section is answered with one paragraph: it stands once, where it is true."""
    made, _ = run(stage, says(paragraphs(p1="{{f1:clause}}.", p2="{{f1:clause}}.")), "visits", "requests")
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert len(texts) == len(set(texts))
    assert {message.id for section in stage.outline.sections for message in section.messages
            if section.id in ("visits", "requests")} == {paragraph.id for paragraph in made.paragraphs}  # fmt: skip


@pytest.mark.parametrize("shape", ["choices", "segments"])
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(says("{}"), "", id="nothing"),
        pytest.param(says('{"p1": '), "it is no JSON", id="JSON cut off"),
        pytest.param(says('{"p9": "a"}'), "nobody asked for 'p9'", id="another section"),
        pytest.param(says('{"p1": {"p1": {}}}'), "not of the form asked for", id="wrong schema"),
        pytest.param(reset, "broke off", id="reset"),
        pytest.param(not_utf8, "could not be read", id="not utf-8"),
    ],
)
def test_so_it_does_in_every_form(stage: Planned, shape: str, answer: Answer, reason: str) -> None:
    made, _ = run(stage, answer, "waiting", shape=shape)
    plain = draft(only(stage.outline, "waiting"), stage.facts)
    assert [paragraph.text for paragraph in made.paragraphs] == [paragraph.text for paragraph in plain.paragraphs]
    assert reason in made.runs[0].fell_back[0][1]


def test_a_lasting_fault_is_met_once(stage: Planned) -> None:
    made, count = run(stage, status(401), "renewals", "waiting", "content")
    assert count == 1
    assert all(run.fell_back for run in made.runs)


@pytest.mark.parametrize(
    ("answer", "reason", "limits"),
    [
        (silent, "in time", {"timeout": 0.2}),
        (silent, "no complete answer", {"deadline": 0.2}),
        (drip, "no complete answer", {"deadline": 0.2}),
    ],
)
def test_nothing_hangs(stage: Planned, answer: Answer, reason: str, limits: dict[str, float]) -> None:
    """The servers here go on for seconds; whoever waited for the end of them would get a reply without a reason."""
    made, _ = run(stage, answer, **limits)
    assert reason in made.runs[0].fell_back[0][1]


def test_no_server_at_all(stage: Planned) -> None:
    model = asked_of("http://127.0.0.1:9/v1")
    made = draft(only(stage.outline, "renewals"), stage.facts, writer=ModelWriter(model, name="openai:fake-model"))
    assert "could not be reached" in made.runs[0].fell_back[0][1]


def test_the_key_is_in_no_reason(stage: Planned) -> None:
    with serve(status(401)) as server:
        model = asked_of(server.base_url, api_key="sk-secret-1234")
        made = draft(only(stage.outline, "renewals"), stage.facts, writer=ModelWriter(model, name="openai:fake-model"))
    assert "secret" not in repr(made)


def test_what_is_sent(stage: Planned) -> None:
    """Temperature 0, a seed, a strict schema, and no figure of the data."""
    with serve(says(GOOD)) as server:
        model = asked_of(server.base_url)
        draft(
            only(stage.outline, "loans"), stage.facts, writer=ModelWriter(model, name="openai:fake-model", limits=ONCE)
        )
        (request,) = server.requests
    assert request["temperature"] == 0
    assert request["seed"]
    assert request["response_format"]["json_schema"]["strict"] is True
    sent = json.dumps(request["messages"])
    for figure in ("42,483", "42483", "1,483", "3.4", "59.3", "13,925", "71.2"):
        assert figure not in sent


def test_sections_are_asked_for_side_by_side(stage: Planned) -> None:
    """Nobody is answered before six are waiting, and never are there more; the report's order is kept."""
    lock, six = threading.Lock(), threading.Event()
    waiting, most = [0], [0]

    def together(handler: Handler, number: int) -> None:
        with lock:
            waiting[0] += 1
            most[0] = max(most[0], waiting[0])
            if waiting[0] == 6:
                six.set()
        six.wait(60)
        with lock:
            waiting[0] -= 1
        says("{}")(handler, number)

    with serve(together) as server:
        model = asked_of(server.base_url, timeout=120, deadline=120)
        writer = ModelWriter(model, name="openai:fake-model", limits=ONCE, in_flight=6)
        made = draft(replace(stage.outline, summary=None), stage.facts, writer=writer)
    assert six.is_set()
    assert most[0] == 6
    assert [run.section for run in made.runs] == [section.id for section in stage.outline.sections]


@pytest.mark.parametrize(("name", "value"), [("PCC_NARRATOR_TIMEOUT", "soon"), ("PCC_NARRATOR_IN_FLIGHT", "0")])
def test_settings_out_of_bounds_are_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WriterError, match=name):
        make_writer("openai:m", base_url="http://127.0.0.1:9/v1")


def test_a_key_or_a_server_is_needed() -> None:
    with pytest.raises(WriterError, match="OPENAI_API_KEY"):
        make_writer("openai:m")
