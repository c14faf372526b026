"""A list of segments, each words or a reference: `{"p1": [{"ref": "f1:clause"}, {"text": ", "}, …], …}`.

The schema makes a digit in words, an unknown reference, and a reference of another point impossible where the
server enforces it; what it does not enforce, the parser does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from pcc_narrator.drafting.brief import Brief
from pcc_narrator.drafting.llm.model import Request
from pcc_narrator.drafting.llm.prompt import (
    TEMPLATES_OWN,
    Names,
    PromptFile,
    data,
    fact_lines,
    mend,
    note_lines,
    notes_of,
    offered,
    points,
)
from pcc_narrator.drafting.llm.shapes.base import Piece, Question, form_of, parse, schema_of
from pcc_narrator.drafting.llm.shapes.paragraphs import filled, unfit
from pcc_narrator.drafting.references import NOTE
from pcc_narrator.models.outline import Message

A_POINT = 240  # tokens
# Letters and the marks of prose: no digit of any script, no brace. Listed, not excluded, so that a server which turns
# the pattern into a grammar cannot let a quotation mark or a line end through.
PROSE = r"^[A-Za-zÀ-ÖØ-öø-ÿ ,.;:()'’“”–-]*$"


class Words(BaseModel):
    """Words of the model's own."""

    model_config = ConfigDict(extra="forbid", strict=True)
    text: Annotated[str, Field(pattern=PROSE)]


class Segments:
    """The model writes words and picks references, one after the other."""

    name = "segments"
    repairs = True
    arranges = False

    def ask(
        self, brief: Brief, model: str, messages: Sequence[Message], findings: Mapping[str, Sequence[str]]
    ) -> Question | None:
        """Ask for the segments of each point."""
        messages = [message for message in messages if message.kind not in TEMPLATES_OWN]
        if not messages:
            return None
        names = Names.of(brief)
        known = offered(brief, names, messages)
        notes = notes_of(brief, names)
        asked = {names.points[message.id]: message for message in messages}
        form = form_of("Segments", {
            point: _segments(point, _allowed(message, names, known, notes))
            for point, message in asked.items()
        })  # fmt: skip
        user = PromptFile("section.txt").fill(
            title=data(brief.section.title),
            area=data(brief.wording.own.title),
            facts=fact_lines(brief, names, known).replace("{{", "").replace("}}", ""),
            points=points(brief, names, messages, known).replace("{{", "").replace("}}", ""),
            notes=note_lines(brief, names),
            voice=brief.voice,
            findings=mend(names, messages, findings).replace("{{", "").replace("}}", ""),
            names=", ".join(asked),
        )
        system = f"{PromptFile('segments-system.txt').fill()}\n\n{PromptFile('style.txt').fill()}"
        return Question(
            Request(model, system, user, self.name, schema_of(form), 60 + A_POINT * len(asked)),
            form,
            asked,
            {**known, **{name: {NOTE: text} for name, text in notes.items()}},
            {alias: one for ids in (names.facts, names.notes) for one, alias in ids.items()},
        )

    def read(self, question: Question, text: str) -> tuple[Piece, ...]:
        """A piece a point."""
        good, bad = parse(question.form, text)
        return tuple(
            filled(question, message, joined(good[name])) if name in good else unfit(message, bad.get(name, ""))
            for name, message in question.points.items()
        )


def joined(segments: Sequence[Any]) -> str:
    """The segments as text with references, a blank between two that would run together."""
    text = ""
    for segment in segments:
        more = segment.text if isinstance(segment, Words) else f"{{{{{segment.ref}}}}}"
        close = not text or not more or text[-1] in " (“‘" or more[0] in " ,.;:)’”'"
        text += more if close else f" {more}"
    return text.strip()


def _allowed(
    message: Message, names: Names, known: Mapping[str, Mapping[str, str]], notes: Mapping[str, str]
) -> tuple[str, ...]:
    own = [names.facts[fact] for fact in message.facts if names.facts.get(fact) in known]
    found = [f"{alias}:{name}" for alias in dict.fromkeys(own) for name in known[alias]]
    return (*found, *(f"{name}:{NOTE}" for name in notes))


def _segments(point: str, allowed: tuple[str, ...]) -> Any:
    """The type of the segments of a point; words alone where nothing can be referred to."""
    if not allowed:
        return list[Words]
    reference: Any = form_of(f"Reference{point.upper()}", {"ref": Literal[allowed]})
    return list[Words | reference]
