"""The writer that asks a model: tries, findings, repairs, and the template for what still fails."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pcc_narrator.drafting.brief import Brief, Written
from pcc_narrator.drafting.judge import judge, refuted_together
from pcc_narrator.drafting.llm.model import Model, ModelError, Reply
from pcc_narrator.drafting.llm.prompt import Names, to_ask
from pcc_narrator.drafting.llm.shapes import SHAPES, Piece, Question, ReplyError
from pcc_narrator.drafting.template import TemplateWriter
from pcc_narrator.models.outline import Message, Paragraph, SectionRun

TRIES = 3
PATIENCE = 3  # unanswered requests in a row after which the model is not asked any more


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a model is asked: tries a section, seconds a section, seconds for the whole run."""

    tries: int = TRIES
    section: float = 600.0
    run: float = 3600.0


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, sent and received, in whatever money the reader has in mind."""

    sent: float
    received: float

    def of(self, tokens_in: int, tokens_out: int) -> float:
        """The cost of so many tokens."""
        return (tokens_in * self.sent + tokens_out * self.received) / 1_000_000


@dataclass
class _State:
    """One section as far as it has come, and what it cost."""

    brief: Brief
    began: float
    accepted: list[tuple[Paragraph, tuple[str, ...]]] = field(default_factory=list)  # with the messages each says
    refused: dict[str, list[str]] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)  # the keys of the requests so far
    first: int = 0  # messages said in what was accepted at the first try
    tries: int = 0
    calls: int = 0
    kept: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    prompt_hash: str = ""
    model: str = ""

    @property
    def done(self) -> set[str]:
        """The messages that an accepted paragraph says."""
        return {message for _, messages in self.accepted for message in messages}

    def answered(self, question: Question, reply: Reply | None) -> None:
        self.tries += 1
        self.prompt_hash = self.prompt_hash or question.request.key
        if reply is None:
            return
        self.model = reply.model or self.model
        if reply.cached:
            self.kept += 1
        else:
            self.calls += 1
            self.tokens_in += reply.tokens_in
            self.tokens_out += reply.tokens_out


class ModelWriter:
    """Paragraphs by a model, or the template's where the model's cannot stand.

    `shape` is the form of its replies: "paragraphs" (it writes, figures by reference), "segments" (the same in
    pieces that a schema can rule) or "choices" (it picks among phrasings, orders and groups them). Notes and the
    opening summary are always the program's: they are other people's words, and paragraph numbers.
    """

    def __init__(
        self,
        model: Model,
        *,
        name: str,
        shape: str = "paragraphs",
        limits: Limits = Limits(),
        in_flight: int = 1,
        price: Price | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model = model
        self._name = name
        self.shape = SHAPES[shape]
        self.limits = limits
        self._in_flight = in_flight
        self.price = price
        self.clock = clock
        self.template = TemplateWriter()
        self.failures = 0  # requests in a row that had no answer
        self.down = ""  # why the model is not asked any more
        self.began: float | None = None

    @property
    def name(self) -> str:
        """What stands in run.json."""
        return self._name

    @property
    def in_flight(self) -> int:
        """How many sections are asked for at a time."""
        return self._in_flight

    def stop(self, reason: str) -> bool:
        """Ask the model no more, and give up what it is being asked: the template writes what is missing."""
        self.down = self.down or reason
        self.model.stop()
        return True

    def write(self, brief: Brief) -> Written:
        """The paragraphs of a section. Whatever the model does, one stands for each message that the facts carry."""
        state = _State(brief, self.clock())
        if self.began is None:
            self.began = state.began
        asked = to_ask(brief)
        for number in range(self.limits.tries if self.shape.repairs else 1):
            pending = [message for message in asked if message.id not in state.done]
            if not pending or not self._try(state, pending):
                break
            if number == 0:
                state.first = len(state.done & {message.id for message in asked})
        return self._assemble(state)

    def _try(self, state: _State, pending: list[Message]) -> bool:
        """Ask once for what is pending; whether another try may help."""
        if self.down or (left := self._seconds_left(state)) <= 0:
            reason = self.down or f"no time was left after {self.limits.section:g} seconds for a section"
            for message in pending:
                state.refused.setdefault(message.id, []).append(reason)
            return False
        state.brief.tell("writing" if not state.tries else f"{_some(len(pending), 'paragraph')} sent back")
        question = self.shape.ask(state.brief, self.model.name, pending, state.refused)
        if question is None or question.request.key in state.asked:  # the same question has the same answer
            return False
        state.asked.add(question.request.key)
        pieces = self._reply(state, question, left)
        if pieces is None:
            return False
        state.brief.tell("checking")
        for piece in pieces:
            self._take(state, piece)
        return True

    def _seconds_left(self, state: _State) -> float:
        now, began = self.clock(), self.began if self.began is not None else state.began
        if now - began > self.limits.run:
            self.down = f"the {self.limits.run:g} seconds for the whole run were over"
        return min(self.limits.section - (now - state.began), self.limits.run - (now - began))

    def _reply(self, state: _State, question: Question, seconds: float) -> tuple[Piece, ...] | None:
        """The pieces of an answer; None where no answer came. A reply of another form counts as a try."""
        asked = list(question.points.values())
        try:
            reply = self.model.ask(question.request, seconds=seconds)
        except ModelError as error:
            self.failures += 1
            if error.lasting or self.failures >= PATIENCE:
                self.down = self.down or str(error)
            for message in asked:
                state.refused.setdefault(message.id, []).append(str(error))
            state.findings.append(str(error))
            state.answered(question, None)
            return None
        self.failures = 0
        state.answered(question, reply)
        try:
            return self.shape.read(question, reply.text)
        except ReplyError as error:
            state.findings.append(str(error))
            for message in asked:
                state.refused[message.id] = [str(error)]
            return ()

    def _take(self, state: _State, piece: Piece) -> None:
        """Accept a piece, or keep what is wrong with it; what was joined may still stand in its parts."""
        found = list(piece.faults) or self._judged(state, piece)
        if not found:
            brief, first = state.brief, piece.messages[0]
            facts = piece.used or tuple(dict.fromkeys(fact for one in piece.messages for fact in one.facts))
            notes = tuple(
                note for message in brief.section.messages if message.id in piece.notes for note in message.notes
            )
            paragraph = Paragraph(first.id, brief.section.id, piece.text, self.name, facts, notes)
            state.accepted.append((paragraph, (*(message.id for message in piece.messages), *piece.notes)))
        elif piece.parts:
            state.findings.append(f"{piece.messages[0].id}: not joined: {found[0]}")
            for part in piece.parts:
                self._take(state, part)
        else:
            for message in piece.messages:
                state.refused[message.id] = found
                state.findings.extend(f"{message.id}: {fault}" for fault in found)

    def _judged(self, state: _State, piece: Piece) -> list[str]:
        if state.done & set(piece.notes):
            return ["the note is said in another paragraph"]
        before = (*state.brief.before, *(paragraph for paragraph, _ in state.accepted))
        wanted = [] if self.shape.arranges else [fact for message in piece.messages for fact in message.key]
        faults = judge(
            state.brief, piece.messages[0], piece.text, before, wanted=wanted, used=piece.used, own=piece.own,
            proven=True,
        )  # fmt: skip
        names = Names.of(state.brief).facts
        return [_short(fault, names) for fault in faults]

    def _assemble(self, state: _State) -> Written:
        """The section: the model's paragraphs in their order, the template's where the model has none."""
        brief, said = state.brief, [message for _, messages in state.accepted for message in messages]
        written = self._filled(state)
        if refuted := refuted_together(brief, written):
            ours = {paragraph.id for paragraph, _ in state.accepted} & refuted.keys()
            for paragraph_id in ours:
                state.findings.append(f"{paragraph_id}: {refuted[paragraph_id]}")
                state.refused[paragraph_id] = [refuted[paragraph_id]]
            if ours:
                state.accepted = [one for one in state.accepted if one[0].id not in ours]
                written = self._filled(state)
        taken = state.done
        asked = {message.id for message in to_ask(brief)}
        fell_back = tuple(
            (message.id, "; ".join(dict.fromkeys(state.refused[message.id])))
            for message in brief.section.messages
            if message.id in state.refused and message.id not in taken
        )
        there = {paragraph.id for paragraph in written} | taken
        dropped = tuple((one, "nothing could be said") for one in asked - there - {id_ for id_, _ in fell_back})
        run = SectionRun(
            section=brief.section.id,
            writer=self.name,
            tries=state.tries,
            fell_back=fell_back + tuple(sorted(dropped)),
            findings=tuple(state.findings),
            tokens_in=state.tokens_in,
            tokens_out=state.tokens_out,
            seconds=round(self.clock() - state.began, 2),
            prompt_hash=state.prompt_hash,
            model=state.model,
            calls=state.calls,
            cached=bool(state.kept) and not state.calls,
            first=state.first,
            accepted=len(taken & asked) if said else 0,
            cost=None if self.price is None else round(self.price.of(state.tokens_in, state.tokens_out), 6),
        )
        return Written(tuple(written), run)

    def _filled(self, state: _State) -> list[Paragraph]:
        """The accepted paragraphs, and for each message that none of them says the template's, in its place."""
        brief = state.brief
        order = list(state.accepted) if self.shape.arranges else sorted(state.accepted, key=_outline_place(brief))
        previous = ""
        for message in brief.section.messages:
            if not any(message.id in said for _, said in order):
                place = next((at + 1 for at, (_, said) in enumerate(order) if previous in said), 0)
                before = (*brief.before, *(paragraph for paragraph, _ in order[:place]))
                paragraph, reason = self.template.paragraph(brief, message, before)
                if paragraph is None:
                    if reason:
                        state.refused.setdefault(message.id, []).append(reason)
                    continue
                order.insert(place, (paragraph, (message.id,)))
            previous = message.id
        return [paragraph for paragraph, _ in order]


def _outline_place(brief: Brief) -> Callable[[tuple[Paragraph, Sequence[str]]], int]:
    places = {message.id: number for number, message in enumerate(brief.section.messages)}
    return lambda one: places[one[0].id]


def _short(fault: str, names: Mapping[str, str]) -> str:
    """The fault with the facts' short names, as the prompt calls them."""
    for fact in sorted(names, key=len, reverse=True):
        fault = fault.replace(fact, names[fact])
    return fault


def _some(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
