"""The model writer over models in the test's own process: prompts, injections, stores, choices."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from narrated_workspace import PERIOD, Planned, planned

from pcc_narrator.drafting import draft, make_writer
from pcc_narrator.drafting.brief import Brief
from pcc_narrator.drafting.llm.model import ModelError, Reply, Request
from pcc_narrator.drafting.llm.prompt import PromptFile, data, masked
from pcc_narrator.drafting.llm.shapes import SHAPES
from pcc_narrator.drafting.llm.store import Recorded, Remembering, Store
from pcc_narrator.drafting.llm.writer import Limits, ModelWriter
from pcc_narrator.errors import WriterError
from pcc_narrator.models.outline import Outline
from pcc_narrator.wording import Wording


class Scripted:
    """A stand-in for a model: answers by a function of the request. It is no model."""

    name = "scripted"

    def __init__(self, answer: Callable[[Request], str]) -> None:
        self.answer = answer
        self.requests: list[Request] = []

    def ask(self, request: Request, *, seconds: float | None = None) -> Reply:
        self.requests.append(request)
        return Reply(self.answer(request), self.name, 3, 4)

    def stop(self) -> None:
        """It never waits."""


@pytest.fixture(scope="module")
def stage() -> Planned:
    return planned()


def only(outline: Outline, *sections: str) -> Outline:
    parts = tuple(
        replace(part, sections=tuple(section for section in part.sections if section.id in sections))
        for part in outline.parts
    )
    return replace(outline, parts=parts, summary=None)


def first_clauses(request: Request) -> str:
    """Says the clause of the first fact that each point must use: what an obedient model would do."""
    said = {}
    for line in request.user.splitlines():
        if line.startswith("p") and "Must use " in line:
            names = line.partition("Must use ")[2].partition(";")[0].rstrip(".").split(", ")
            said[line.partition(":")[0]] = " ".join(f"{{{{{name}:clause}}}}." for name in names)
    return json.dumps(said)


def test_an_obedient_model_writes_every_figure_by_reference(stage: Planned) -> None:
    writer = ModelWriter(Scripted(first_clauses), name="scripted")
    made = draft(only(stage.outline, "visits", "requests", "catalogued"), stage.facts, writer=writer)
    assert [run.fell_back for run in made.runs] == [(), (), ()]
    said = {paragraph.id: paragraph for paragraph in made.paragraphs}
    assert said["visits.level"].text.startswith("In quarter three there were 10,792 visits.")
    assert said["visits.level"].writer == "scripted"
    assert said["note.spring"].writer == "template"


def test_the_prompt_hides_figures_and_offers_renderings(stage: Planned) -> None:
    section = next(section for section in stage.outline.sections if section.id == "visits")
    brief = Brief(stage.outline, section, "Open to all", Wording.of(stage.facts, stage.outline))
    asked = [message for message in section.messages if message.kind != "note"]
    question = SHAPES["paragraphs"].ask(brief, "m", asked, {})
    assert question is not None
    assert "{{f1:clause}} = in quarter # there were # visits" in question.request.user
    assert "10,792" not in question.request.user
    assert "p1: say the level, and how it changed. Must use f1, f2, f3" in question.request.user
    assert question.known["f1"]["clause"] == "in quarter three there were 10,792 visits"


def test_a_change_of_value_alone_asks_nothing_new(stage: Planned, tmp_path: Path) -> None:
    """Requests hold no figure: another figure with the same direction and flags is answered from the store."""
    store = Store(tmp_path)
    for values, calls in (({}, 1), ({}, 0), ({("renewals", PERIOD): "87"}, None)):
        model = Scripted(first_clauses)
        other = planned(values=values)
        writer = ModelWriter(Remembering(model, store), name="scripted")
        made = draft(only(other.outline, "waiting"), other.facts, writer=writer)
        assert made.paragraphs[0].writer == "scripted"
        assert calls is None or len(model.requests) == calls
    assert model.requests == []


def test_a_second_run_asks_nothing(stage: Planned, tmp_path: Path) -> None:
    texts = []
    for _ in range(2):
        model = Scripted(first_clauses)
        made = draft(stage.outline, stage.facts, writer=ModelWriter(Remembering(model, Store(tmp_path)), name="s"))
        texts.append([paragraph.text for paragraph in made.paragraphs])
    assert model.requests == []
    assert texts[0] == texts[1]


def test_kept_replies_are_readable_and_replay(stage: Planned, tmp_path: Path) -> None:
    model = Remembering(Scripted(first_clauses), Store(tmp_path))
    first = draft(only(stage.outline, "visits"), stage.facts, writer=ModelWriter(model, name="scripted"))
    (kept,) = tmp_path.glob("*.json")
    assert "p1: say the level" in kept.read_text(encoding="utf-8")
    (tmp_path / "about.json").write_text('{"model": "scripted"}', encoding="utf-8")
    again = draft(only(stage.outline, "visits"), stage.facts, writer=make_writer(f"replay:{tmp_path}"))
    assert [paragraph.text for paragraph in again.paragraphs] == [paragraph.text for paragraph in first.paragraphs]
    assert again.paragraphs[0].writer == "replay:scripted"


def test_replay_of_what_was_not_recorded_falls_back(stage: Planned, tmp_path: Path) -> None:
    (tmp_path / "about.json").write_text('{"model": "scripted"}', encoding="utf-8")
    made = draft(only(stage.outline, "visits"), stage.facts, writer=make_writer(f"replay:{tmp_path}"))
    assert {paragraph.writer for paragraph in made.paragraphs} == {"template"}
    assert "no reply to this request was recorded" in made.runs[0].fell_back[0][1]


def test_a_folder_without_about_is_no_recording(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no recorded replies"):
        Recorded(tmp_path)


def test_a_spoilt_file_of_the_store_counts_as_none(tmp_path: Path) -> None:
    request = Request("m", "s", "u", "paragraphs", "{}")
    store = Store(tmp_path)
    store.put(request, Reply("{}"))
    assert store.get(request) is not None
    store.path(request).write_text("{", encoding="utf-8")
    assert store.get(request) is None


def test_a_deadline_ends_the_tries(stage: Planned) -> None:
    ticks = iter(range(0, 10_000, 400))
    model = Scripted(lambda request: "{}")
    writer = ModelWriter(model, name="scripted", limits=Limits(section=300), clock=lambda: float(next(ticks)))
    made = draft(only(stage.outline, "waiting"), stage.facts, writer=writer)
    assert model.requests == []
    assert "no time was left" in made.runs[0].fell_back[0][1]


def test_a_deadline_of_the_run_ends_it(stage: Planned) -> None:
    ticks = iter(range(0, 10_000, 30))
    model = Scripted(first_clauses)
    writer = ModelWriter(model, name="scripted", limits=Limits(run=100), clock=lambda: float(next(ticks)))
    made = draft(only(stage.outline, "renewals", "waiting", "visits"), stage.facts, writer=writer)
    assert len(model.requests) == 1
    assert "for the whole run" in made.runs[-1].fell_back[0][1]
    assert {message.id for message in stage.outline.sections[0].messages} - {p.id for p in made.paragraphs} == set()


def test_prompt_files_name_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prompt = PromptFile("section.txt")
    with pytest.raises(WriterError, match=r"prompts/section.txt names \$area, for which there is no value"):
        prompt.fill(title="t")
    with pytest.raises(WriterError, match=r"does not use \$colour"):
        prompt.fill(
            title="t", area="a", facts="f", points="p", notes="n", findings="", voice="", names="p1", colour="red"
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fell by 1,383 (3.1 per cent)", "fell by # (# per cent)"),
        ("in the 12 months to December 2018", "in the # months to December #"),
        ("in quarter three 2017-18", "in quarter #"),
        ("four seconds", "# seconds"),
        ("one of them", "one of them"),
    ],
)
def test_masking(text: str, expected: str) -> None:
    assert masked(text) == expected


def test_data_is_one_plain_line() -> None:
    assert data("a\u200bb {{c}} <d>\n`e`") == "ab ((c)) ‹d› 'e'"
