"""The forms of a reply: what their schemas allow, what their parsers refuse, and what becomes of their order."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from narrated_workspace import Planned, planned
from test_drafting_model_writer import Scripted, only

from pcc_narrator.drafting import draft
from pcc_narrator.drafting.brief import Brief
from pcc_narrator.drafting.llm.model import Request
from pcc_narrator.drafting.llm.shapes import SHAPES, Question, ReplyError
from pcc_narrator.drafting.llm.shapes.base import form_of, parse
from pcc_narrator.drafting.llm.shapes.choices import arranged
from pcc_narrator.drafting.llm.writer import ModelWriter
from pcc_narrator.drafting.template import candidates
from pcc_narrator.models.outline import Message
from pcc_narrator.wording import Wording


@pytest.fixture(scope="module")
def stage() -> Planned:
    return planned()


def brief(stage: Planned, section_id: str) -> Brief:
    part, section = next(
        (part, section) for part in stage.outline.parts for section in part.sections if section.id == section_id
    )
    return Brief(stage.outline, section, part.title, Wording.of(stage.facts, stage.outline))


def asked(stage: Planned, section: str, shape: str) -> Question:
    of = brief(stage, section)
    messages = [message for message in of.section.messages if message.kind != "note"]
    question = SHAPES[shape].ask(of, "m", messages, {})
    assert question is not None
    return question


def allows(question: Question, reply: Any) -> bool:
    return bool(Draft202012Validator(json.loads(question.request.schema)).is_valid(reply))


def written(stage: Planned, section: str, shape: str, reply: Any) -> Any:
    model = Scripted(lambda _: reply if isinstance(reply, str) else json.dumps(reply))
    made = draft(only(stage.outline, section), stage.facts, writer=ModelWriter(model, name="s", shape=shape))
    return made, model


def test_segments_make_a_typed_figure_and_an_unknown_reference_impossible(stage: Planned) -> None:
    question = asked(stage, "renewals", "segments")
    assert allows(question, {"p1": [{"ref": "f1:clause"}, {"text": "."}]})
    for segment in (
        {"ref": "f99:clause"},
        {"ref": "f1:colour"},
        {"text": "in 2018"},
        {"text": "² more"},
        {"text": "٣ more"},
        {"text": "{{f1}}"},
        {"text": "# more"},
        {"text": 'so "it" was'},
        {"text": "."} | {"ref": "f1:clause"},
        {"words": "."},
    ):
        assert not allows(question, {"p1": [segment]}), segment
        made, _ = written(stage, "renewals", "segments", {"p1": [{"ref": "f1:clause"}, segment]})
        assert made.paragraphs[0].writer == "template", segment
        assert "not of the form asked for" in made.runs[0].fell_back[0][1]


def test_segments_refer_to_their_own_point_only(stage: Planned) -> None:
    question = asked(stage, "visits", "segments")
    points = {name: set(message.facts) for name, message in question.points.items()}
    alone = {
        name: next(
            alias
            for alias, fact in question.ids.items()
            if fact in facts and not any(fact in other for one, other in points.items() if one != name)
        )
        for name, facts in points.items()
    }
    first, second = list(alone)[:2]
    rendering = next(iter(question.known[alone[second]]))
    reply = {name: [{"ref": f"{alias}:{next(iter(question.known[alias]))}"}] for name, alias in alone.items()}
    assert allows(question, reply)
    assert not allows(question, reply | {first: [{"ref": f"{alone[second]}:{rendering}"}]})


def test_segments_are_joined_as_prose(stage: Planned) -> None:
    reply = {"p1": [{"text": "As before,"}, {"ref": "f1:clause"}, {"text": "."}]}
    made, model = written(stage, "renewals", "segments", reply)
    assert [paragraph.text for paragraph in made.paragraphs] == [
        "As before, renewal rates were 86 per cent in quarter three."
    ]
    assert "{{" not in model.requests[0].user


def test_number_words_in_segments_are_refused(stage: Planned) -> None:
    made, model = written(stage, "renewals", "segments", {"p1": [{"ref": "f1:clause"}, {"text": ", up by a third."}]})
    assert made.paragraphs[0].writer == "template"
    assert len(model.requests) == 2
    assert "is a number word" in model.requests[1].user


@pytest.mark.parametrize("shape", ["paragraphs", "segments", "choices"])
@pytest.mark.parametrize("section", ["visits", "loans", "requests", "renewals"])
def test_no_prompt_holds_a_figure(stage: Planned, shape: str, section: str) -> None:
    request = asked(stage, section, shape).request
    sent = request.user + request.schema
    for figure in ("10,792", "42,685", "42685", "1,383", "3.1", "59.3", "13,925", "86 per", "147", "692"):
        assert figure not in sent


def test_every_object_of_a_schema_is_closed(stage: Planned) -> None:
    """What OpenAI's strict mode asks for: every property required, no others."""

    def objects(node: Any) -> Any:
        if isinstance(node, dict):
            if node.get("type") == "object":
                yield node
            for value in node.values():
                yield from objects(value)
        elif isinstance(node, list):
            for value in node:
                yield from objects(value)

    for shape in SHAPES:
        found = list(objects(json.loads(asked(stage, "visits", shape).request.schema)))
        assert found
        for one in found:
            assert one["additionalProperties"] is False
            assert sorted(one["required"]) == sorted(one["properties"])


def letters(request: Request) -> dict[str, list[str]]:
    """The letters that a choice offers, by point."""
    found: dict[str, list[str]] = {}
    point = ""
    for line in request.user.splitlines():
        if line.startswith("p") and line[1:].isdigit():
            found[point := line] = []
        elif line.startswith("  ") and line[3:5] == ") ":
            found[point].append(line.strip()[0])
    return found


def test_a_choice_among_phrasings(stage: Planned) -> None:
    model = Scripted(
        lambda request: json.dumps({name: found[-1] for name, found in letters(request).items()} | {"order": []})
    )
    writer = ModelWriter(model, name="scripted", shape="choices")
    made = draft(only(stage.outline, "visits"), stage.facts, writer=writer)
    plain = draft(only(stage.outline, "visits"), stage.facts)
    assert made.paragraphs[0].writer == "scripted"
    assert made.paragraphs[0].text != plain.paragraphs[0].text
    assert [paragraph.id for paragraph in made.paragraphs] == [paragraph.id for paragraph in plain.paragraphs]
    assert len(model.requests) == 1


def test_points_and_their_note_may_be_one_paragraph(stage: Planned) -> None:
    of = brief(stage, "visits")
    texts = {message.id: [one.text for one in candidates(of, message)] for message in of.section.messages}
    made, _ = written(stage, "visits", "choices", {"p1": "a", "p2": "a", "order": [["p1", "n1"], ["p2"]]})
    first = made.paragraphs[0]
    assert first.text == f"{texts['visits.level'][0]} {texts['note.spring'][0]}"
    assert first.notes == ("spring",)
    assert [paragraph.id for paragraph in made.paragraphs].count("note.spring") == 0
    assert all(texts["note.spring"][0] not in paragraph.text for paragraph in made.paragraphs[1:])


@pytest.mark.parametrize("choice", ["", "z", "The first one, please.", None, 1, ["a"]])
def test_a_choice_of_nothing_falls_back(stage: Planned, choice: Any) -> None:
    made, _ = written(stage, "waiting", "choices", {"p1": choice, "order": []})
    assert made.paragraphs[0].writer == "template"
    assert made.runs[0].fell_back


@pytest.mark.parametrize(
    "order", [None, [], [["p1", "p1"], ["p1"]], [["n9"]], [["p2"], ["p1"]], [[]], "p1", [["p1"], "p2"]]
)
def test_any_order_loses_nothing(stage: Planned, order: Any) -> None:
    made, _ = written(stage, "visits", "choices", {"p1": "a", "p2": "a", "order": order})
    plain = draft(only(stage.outline, "visits"), stage.facts)
    assert {paragraph.id for paragraph in made.paragraphs} == {paragraph.id for paragraph in plain.paragraphs}
    assert made.paragraphs[0].id == "visits.level"


def points(*messages: tuple[str, str, str]) -> dict[str, Message]:
    return {
        f"p{number}": Message(id_, kind, measure=measure)  # type: ignore[arg-type]
        for number, (id_, kind, measure) in enumerate(messages, start=1)
    }


def test_the_level_leads_and_a_continuation_follows() -> None:
    some = points(
        ("a.level", "level", ""), ("a.composition", "composition", ""), ("a.composition_against", "composition", ""),
        ("b.level", "level", "b"), ("a.caution", "caution", ""),
    )  # fmt: skip
    assert arranged([["p5"], ["p3"], ["p2"], ["p4", "p1"]], some) == [["p1"], ["p2"], ["p3"], ["p5"], ["p4"]]
    assert arranged([["p3", "p2"]], some)[1] == ["p2", "p3"]
    assert arranged([["n1", "p2"], ["n2"]], some)[1] == ["p2", "n1"]


def test_a_note_stands_only_behind_a_point_on_its_own_measure(stage: Planned) -> None:
    """Behind a point on another measure it would explain the wrong thing: it keeps the outline's place."""
    for measures, joined in ((("visits", "loans"), True), (("loans",), False), ((), True)):
        notes = tuple(replace(note, measures=measures) if note.id == "spring" else note for note in stage.facts.notes)
        model = Scripted(lambda _: '{"p1": "a", "p2": "a", "order": [["p1", "n1"], ["p2"]]}')
        writer = ModelWriter(model, name="s", shape="choices")
        made = draft(only(stage.outline, "visits"), replace(stage.facts, notes=notes), writer=writer)
        assert [paragraph.id for paragraph in made.paragraphs if paragraph.id == "note.spring"] == [
            "note.spring" for _ in range(not joined)
        ]
        assert made.paragraphs[0].notes == (("spring",) if joined else ())


@pytest.mark.parametrize(
    "text",
    ["", "  ", "null", "[]", '"p1"', '{"p2": "x"}', '{"p1": "a", "p1": "b"}', '{"p1": "a"', "{{", "NaN", "\ud800"],
)
def test_replies_are_parsed_strictly(text: str) -> None:
    with pytest.raises(ReplyError):
        parse(form_of("F", {"p1": str}), text)


@pytest.mark.parametrize("value", ["1", "null", "[]", "{}", "true"])
def test_what_is_no_text_is_a_fault_of_its_paragraph_alone(value: str) -> None:
    good, bad = parse(form_of("F", {"p1": str, "p2": str}), f'{{"p1": {value}, "p2": "x"}}')
    assert good == {"p2": "x"}
    assert list(bad) == ["p1"]


def test_what_is_refuted_together_is_the_templates(stage: Planned) -> None:
    """A paragraph that stands alone but is refuted behind another gives way, and the run says why."""
    from pcc_narrator.models.claim import CheckReport, Claim

    def check(text: str, _: Any) -> CheckReport:
        place = text.rfind("Renewal")
        if "visits" not in text and place > 0 and text.count("\n\n") > 2:
            return CheckReport((Claim(place, place + 7, 1, 1, "Renewal", "name", "refuted", "not so here", "r"),))
        return CheckReport()

    outline = only(stage.outline, "renewals")
    section = outline.sections[0]
    twice = replace(section, messages=(*section.messages, replace(section.messages[0], id="renewals.again")))
    outline = replace(outline, parts=(replace(outline.parts[0], sections=(twice,)),))
    model = Scripted(lambda _: '{"p1": "{{f1:clause}}.", "p2": "Renewal rates are measured; {{f1:clause}}."}')
    made = draft(outline, stage.facts, writer=ModelWriter(model, name="s"), check=check)
    assert [paragraph.writer for paragraph in made.paragraphs] == ["s", "template"]
    assert "refuted where it stands" in made.runs[0].fell_back[0][1]
