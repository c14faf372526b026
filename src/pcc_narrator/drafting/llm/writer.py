"""The writer that asks a model: tries, findings, repairs, and the template for what still fails."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from pcc_narrator.drafting.brief import Brief, Written
from pcc_narrator.drafting.judge import judge
from pcc_narrator.drafting.llm.model import Model, ModelError, Reply
from pcc_narrator.drafting.llm.prompt import Question, choices_question, paragraphs_question
from pcc_narrator.drafting.llm.replies import ReplyError, parse
from pcc_narrator.drafting.references import fill
from pcc_narrator.drafting.template import TemplateWriter
from pcc_narrator.models.outline import Message, Paragraph, SectionRun

TRIES = 3
PATIENCE = 3  # unanswered requests in a row after which the model is not asked any more
UNREADABLE: dict[str, str] = {}  # what a reply of another form says: nothing, but it counts as a try


@dataclass
class _Tally:
    """What one section cost so far."""

    tries: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    prompt_hash: str = ""
    model: str = ""
    findings: list[str] = field(default_factory=list)

    def add(self, question: Question, reply: Reply | None) -> None:
        self.tries += 1
        self.prompt_hash = self.prompt_hash or question.request.key
        if reply is not None:
            self.model = reply.model or self.model
            self.tokens_in += 0 if reply.cached else reply.tokens_in
            self.tokens_out += 0 if reply.cached else reply.tokens_out


class ModelWriter:
    """Paragraphs by a model, or the template's where the model's cannot stand.

    `shape` is "paragraphs" (the model writes, figures by reference) or "choices" (it picks among phrasings). Notes
    and the opening summary are always the program's: they are other people's words, and paragraph numbers.
    """

    def __init__(
        self,
        model: Model,
        *,
        name: str,
        shape: str = "paragraphs",
        tries: int = TRIES,
        deadline: float = 600.0,
        in_flight: int = 1,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model = model
        self._name = name
        self.shape = shape
        self.tries = tries
        self.deadline = deadline
        self._in_flight = in_flight
        self.clock = clock
        self.template = TemplateWriter()
        self.failures = 0  # requests in a row that had no answer
        self.down = ""  # why the model is not asked any more

    @property
    def name(self) -> str:
        """What stands in run.json."""
        return self._name

    @property
    def in_flight(self) -> int:
        """How many sections are asked for at a time."""
        return self._in_flight

    def write(self, brief: Brief) -> Written:
        """The paragraphs of a section. Whatever the model does, one stands for each message that the facts carry."""
        began = self.clock()
        tally = _Tally()
        asked = [message for message in brief.section.messages if message.kind not in ("note", "summary")]
        accepted: dict[str, Paragraph] = {}
        refused: dict[str, list[str]] = {}
        if asked and not self.down:
            if self.shape == "choices":
                self._choose(brief, asked, accepted, refused, tally)
            else:
                self._compose(brief, asked, accepted, refused, tally, began)
        elif asked:
            refused = {message.id: [self.down] for message in asked}
        return self._assemble(brief, accepted, refused, tally, began)

    def _compose(
        self,
        brief: Brief,
        asked: list[Message],
        accepted: dict[str, Paragraph],
        refused: dict[str, list[str]],
        tally: _Tally,
        began: float,
    ) -> None:
        for _ in range(self.tries):
            pending = [message for message in asked if message.id not in accepted]
            if not pending:
                return
            if self.clock() - began > self.deadline:
                for message in pending:
                    refused.setdefault(message.id, []).append(f"no time left after {self.deadline:g} seconds")
                return
            question = paragraphs_question(brief, self.model.name, pending, refused)
            said = self._ask(question, pending, refused, tally)
            if said is None:
                return
            for short, message in question.messages.items() if said is not UNREADABLE else ():
                paragraph, faults = self._read(brief, question, message, said.get(short), accepted)
                if paragraph is not None:
                    accepted[message.id] = paragraph
                else:
                    refused[message.id] = faults
                    tally.findings.extend(f"{message.id}: {fault}" for fault in faults)

    def _read(
        self,
        brief: Brief,
        question: Question,
        message: Message,
        text: str | None,
        accepted: dict[str, Paragraph],
    ) -> tuple[Paragraph | None, list[str]]:
        """One paragraph of a reply, filled in and judged."""
        if text is None:
            return None, ["there is no paragraph for this point"]
        filled = fill(text, question.known)
        if filled.faults:
            return None, list(filled.faults)
        used = tuple(question.ids[alias] for alias in filled.used)
        before = (*brief.before, *accepted.values())
        faults = judge(brief, message, filled.text, before, wanted=message.key, used=used)
        if faults:
            names = {fact: alias for alias, fact in question.ids.items()}
            return None, [_short(fault, names) for fault in faults]
        paragraph = Paragraph(message.id, brief.section.id, filled.text, self.name, used or message.facts)
        return paragraph, []

    def _choose(
        self,
        brief: Brief,
        asked: list[Message],
        accepted: dict[str, Paragraph],
        refused: dict[str, list[str]],
        tally: _Tally,
    ) -> None:
        question = choices_question(brief, self.model.name, asked)
        if not question.options:
            return
        said = self._ask(question, list(question.messages.values()), refused, tally)
        for short, message in question.messages.items() if said is not None and said is not UNREADABLE else ():
            text = question.options[short].get((said or {}).get(short, "").strip().rstrip(")").lower())
            if text is None:
                refused[message.id] = ["no phrasing was chosen"]
                continue
            faults = judge(brief, message, text, (*brief.before, *accepted.values()), wanted=())
            if faults:
                refused[message.id] = list(faults)
                tally.findings.extend(f"{message.id}: {fault}" for fault in faults)
            else:
                accepted[message.id] = Paragraph(message.id, brief.section.id, text, self.name, message.facts)

    def _ask(
        self, question: Question, pending: list[Message], refused: dict[str, list[str]], tally: _Tally
    ) -> dict[str, str] | None:
        """What was said for each point; None where no answer came. A reply of another form counts as a try."""
        reply: Reply | None = None
        try:
            reply = self.model.ask(question.request)
            self.failures = 0
            said = parse(question.request.shape, reply.text)
        except ModelError as error:
            self.failures += 1
            if error.lasting or self.failures >= PATIENCE:
                self.down = str(error)
            for message in pending:
                refused.setdefault(message.id, []).append(str(error))
            tally.findings.append(str(error))
            said = None
        except ReplyError as error:
            tally.findings.append(str(error))
            said = UNREADABLE
            for message in pending:
                refused[message.id] = [str(error)]
        tally.add(question, reply)
        return said

    def _assemble(
        self,
        brief: Brief,
        accepted: dict[str, Paragraph],
        refused: dict[str, list[str]],
        tally: _Tally,
        began: float,
    ) -> Written:
        """The section in the outline's order, the template's paragraphs where the model has none."""
        written: list[Paragraph] = []
        fell_back: list[tuple[str, str]] = []
        for message in brief.section.messages:
            if message.id in accepted:
                written.append(accepted[message.id])
                continue
            paragraph, reason = self.template.paragraph(brief, message, (*brief.before, *written))
            if paragraph is not None:
                written.append(paragraph)
            if message.id in refused:
                fell_back.append((message.id, "; ".join(refused[message.id])))
            elif paragraph is None and reason:
                fell_back.append((message.id, reason))
        run = SectionRun(
            section=brief.section.id,
            writer=self.name,
            tries=tally.tries,
            fell_back=tuple(fell_back),
            findings=tuple(tally.findings),
            tokens_in=tally.tokens_in,
            tokens_out=tally.tokens_out,
            seconds=round(self.clock() - began, 2),
            prompt_hash=tally.prompt_hash,
            model=tally.model,
        )
        return Written(tuple(written), run)


def _short(fault: str, names: dict[str, str]) -> str:
    """The fault with the facts' short names, as the prompt calls them."""
    for fact in sorted(names, key=len, reverse=True):
        fault = fault.replace(fact, names[fact])
    return fault
