"""Text with references: `{"p1": "{{f1:clause}}, {{f2:than}}.", …}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from pcc_narrator.drafting.llm.shapes.base import LONGEST, Piece, Question, form_of, parse, schema_of
from pcc_narrator.drafting.references import NOTE, REFERENCE, fill
from pcc_narrator.models.outline import Message

A_POINT = 160  # tokens


class Paragraphs:
    """The model writes; whatever is a figure is a reference."""

    name = "paragraphs"
    repairs = True
    arranges = False

    def ask(
        self, brief: Brief, model: str, messages: Sequence[Message], findings: Mapping[str, Sequence[str]]
    ) -> Question | None:
        """Ask for a paragraph a point."""
        messages = [message for message in messages if message.kind not in TEMPLATES_OWN]
        if not messages:
            return None
        names = Names.of(brief)
        known = offered(brief, names, messages)
        asked = {names.points[message.id]: message for message in messages}
        form = form_of("Paragraphs", dict.fromkeys(asked, str))
        user = PromptFile("section.txt").fill(
            title=data(brief.section.title),
            area=data(brief.wording.own.title),
            facts=fact_lines(brief, names, known),
            points=points(brief, names, messages, known),
            notes=note_lines(brief, names),
            voice=brief.voice,
            findings=mend(names, messages, findings),
            names=", ".join(asked),
        )
        system = f"{PromptFile('system.txt').fill()}\n\n{PromptFile('style.txt').fill()}"
        return Question(
            Request(model, system, user, self.name, schema_of(form), 60 + A_POINT * len(asked)),
            form,
            asked,
            {**known, **{name: {NOTE: text} for name, text in notes_of(brief, names).items()}},
            {alias: one for ids in (names.facts, names.notes) for one, alias in ids.items()},
        )

    def read(self, question: Question, text: str) -> tuple[Piece, ...]:
        """A piece a point."""
        good, bad = parse(question.form, text)
        return tuple(
            filled(question, message, good[name]) if name in good else unfit(message, bad.get(name, ""))
            for name, message in question.points.items()
        )


def unfit(message: Message, fault: str) -> Piece:
    """The piece of a point of which the reply makes nothing."""
    return Piece((message,), "", faults=(fault or "there is no paragraph for this point",))


def filled(question: Question, message: Message, text: str) -> Piece:
    """The piece of a text with references."""
    if len(text) > LONGEST:
        return unfit(message, f"the paragraph has more than {LONGEST:,} characters")
    made = fill(text, question.known)
    notes = tuple(question.ids[alias] for alias in made.used if NOTE in question.known[alias])
    used = tuple(question.ids[alias] for alias in made.used if NOTE not in question.known[alias])
    return Piece((message,), made.text, used, notes, made.faults, REFERENCE.sub(" ", text), text)
