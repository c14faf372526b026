"""Asking a model: look-ups, tries and findings, and always an answer to the person."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from pcc_narrator.review.ask.answer import NOT_SAID, Answer, Sentence, plain
from pcc_narrator.review.ask.conversation import restated
from pcc_narrator.review.ask.forms import ask, fixed
from pcc_narrator.review.ask.free.gate import judge, vocabulary
from pcc_narrator.review.ask.free.model import Answering, NoReply, PromptFile, data, reply
from pcc_narrator.review.ask.free.offer import Offer
from pcc_narrator.review.ask.free.passage import Passage
from pcc_narrator.review.ask.free.replies import parse, schema
from pcc_narrator.review.ask.free.tools import look_up, prepare
from pcc_narrator.review.ask.library import Library
from pcc_narrator.review.ask.unread import about_another_place
from pcc_narrator.review.ask.written_forms import words_wanted

TURNS = 6  # requests for one answer: look-ups and tries together
SECONDS = 120.0
_REWRITE = re.compile(
    r"\b(this|the) (paragraph|text|sentence)\b|\b(more|in) (plain|simpl|short)|"
    r"\b(re(write|word|phrase)|shorten|simplif)",
    re.I,
)
_SPENT = "The model’s answer did not pass the checker, so it is not shown."


@dataclass
class _State:
    """What is known and wrong so far."""

    offer: Offer
    findings: list[str] = field(default_factory=list)
    looked_up: set[tuple[str, str]] = field(default_factory=set)


class Asker:
    """Answers questions by a model. Fixed forms are looked up without it. Threads may share it."""

    def __init__(
        self, model: Answering, *, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.model = model
        self.seconds = seconds
        self.clock = clock

    @property
    def name(self) -> str:
        """The model's name, as the page shows it."""
        return self.model.name

    def answer(
        self, question: str, library: Library, *, texts: Sequence[str] = (), passage: Passage | None = None,
        before: str = "",
    ) -> Answer:  # fmt: skip
        """The answer to a question; never raises for what the model does.

        `texts` are the words of the report, which an answer may use; `passage` the paragraph that the person is at;
        `before` the question that was asked before.
        """
        question = " ".join(question.split())[:1000]
        rewriting = passage is not None and _REWRITE.search(question) is not None
        if not rewriting:
            question = restated(question, before, library)
        if not rewriting and (found := fixed(question, library)) is not None:
            return found
        try:
            return self._by_model(question, library, texts, passage if rewriting else None)
        except NoReply as error:
            reason = f"The model gave no answer: {error}."
        return _looked_up(question, library, reason, rewriting=rewriting)

    def _by_model(self, question: str, library: Library, texts: Sequence[str], passage: Passage | None) -> Answer:
        state = _State(Offer(library))
        if passage is None:
            prepare(question, library, state.offer)
        else:
            state.offer.known.update({alias: dict(parts) for alias, parts in passage.known.items()})
        system = PromptFile("ask-system.txt").fill()
        most = words_wanted(question)
        end = self.clock() + self.seconds
        for _ in range(TURNS):
            user = self._prompt(question, library, state, passage, most)
            text = reply(self.model, system, user, schema(), end - self.clock())
            try:
                read = parse(text)
            except ValueError as error:
                state.findings = [str(error)]
                continue
            fresh = [call for call in read.wanted if call not in state.looked_up]
            if fresh and passage is None:
                state.findings = []
                for call in fresh[:6]:
                    state.looked_up.add(call)
                    state.findings += look_up(*call, library, state.offer)
                continue
            if not read.said:
                if read.lacking is not None:
                    return _looked_up(question, library, "", rewriting=passage is not None)
                state.findings = ["nothing is said: answer, or say none"]
                continue
            words = vocabulary([passage.text] if passage is not None else [*texts, *_names(library)])
            judged = judge(read.said, state.offer.known, library, words, system, passage)
            faults = list(judged.faults)
            count = sum(len(sentence.text.split()) for sentence in judged.sentences)
            if most is not None and count > most:
                faults.append("it is longer than was asked for: leave out what matters least")
            if not faults:
                return self._shown(question, judged.sentences, library, state.offer, passage)
            state.findings = faults[:6]
        return _looked_up(question, library, _SPENT, rewriting=passage is not None)

    def _shown(
        self, question: str, sentences: tuple[Sentence, ...], library: Library, offer: Offer, passage: Passage | None
    ) -> Answer:
        answer = Answer(question, sentences)
        if passage is None:
            report = library.checker.check(answer.text)
            supported, undecided = report.count("supported"), report.count("not_enough_information")
        else:
            verdicts = [verdict.claim.verdict for verdict in passage.judge(answer.text)]
            supported, undecided = verdicts.count("supported"), verdicts.count("not_enough_information")
        used = {identifier: fact for identifier, fact in offer.computed.items() if identifier in answer.facts}
        proof = f"Written by {self.name}. Checked: {supported} proved, none refuted"
        answer = replace(
            answer, proof=f"{proof}{f', {undecided} not decided' if undecided else ''}.", by_model=True,
            computed=tuple(used.values()), replaces=passage.key if passage is not None else None,
        )  # fmt: skip
        return about_another_place(answer, library) if passage is None else answer

    def _prompt(self, question: str, library: Library, state: _State, passage: Passage | None, most: int | None) -> str:
        paragraph = "none" if passage is None else data_with_references(passage.masked)
        wrong = "\n".join(f"- {data_with_references(finding)}" for finding in state.findings)
        return PromptFile("ask.txt").fill(
            area=data(library.place(library.own)),
            question=data(question),
            facts=state.offer.text() if passage is None else "those in the paragraph",
            notes=state.offer.note_text(),
            paragraph=paragraph,
            measures=", ".join(data(measure.title) for measure in library.facts.measures) if passage is None else "-",
            length="" if most is None else "Be brief: the person set a limit of words.",
            findings=f"Mend this:\n{wrong}" if wrong else "",
        )


def data_with_references(text: str) -> str:
    """Somebody's words as data, with the program's own references kept."""
    parts = re.split(r"(\{\{\w+(?::\w+)?\}\})", text)
    return "".join(part if part.startswith("{{") else _spaced(part) for part in parts)


def _spaced(part: str) -> str:
    """`data`, which trims, with the blanks at its ends kept."""
    bare = data(part)
    head = " " if part[:1].isspace() else ""
    tail = " " if part[-1:].isspace() and bare else ""
    return f"{head}{bare}{tail}"


def _looked_up(question: str, library: Library, reason: str, *, rewriting: bool) -> Answer:
    """What the fixed forms find, with the reason why it is not the model's answer."""
    if rewriting:
        words = f"{reason or 'The model offers no other wording.'} The paragraph stays as it is."
        return Answer(question, (plain(words, proved=False),), found=False)
    found = ask(question, library)
    if not reason:
        return found
    lead = "This is looked up in the figures:" if found.found else NOT_SAID
    rest = found.sentences if found.found else found.sentences[1:]
    return replace(found, sentences=(plain(reason, proved=False), plain(lead, proved=False), *rest))


def _names(library: Library) -> list[str]:
    facts = library.facts
    return [
        *(name for measure in facts.measures for name in (measure.title, *measure.names)),
        *(name for area in facts.areas for name in (area.title, *area.names)),
        *dict.fromkeys(fact.category for fact in facts.facts if fact.category),
        *(note.text for note in facts.notes),
    ]
