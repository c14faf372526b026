"""What an answer is made of: sentences of parts, where a part may stand for a fact or a flag."""

from __future__ import annotations

from dataclasses import dataclass

from pcc_narrator.models.fact import Fact

NOT_SAID = "The data here do not say."
LONGEST_LIST = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence. `fact` or `flag` is the id of what it shows."""

    text: str
    fact: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `proved` ones go through the checker; places of sources and the like are not claims."""

    parts: tuple[Part, ...]
    proved: bool = True

    @property
    def text(self) -> str:
        """The sentence as a reader sees it."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question. `found` is false where the facts cannot answer it.

    `computed` are facts that were made for it; `replaces` is the key of the block that it is another wording of.
    """

    question: str
    sentences: tuple[Sentence, ...]
    found: bool = True
    proof: str = ""
    computed: tuple[Fact, ...] = ()
    by_model: bool = False
    replaces: int | None = None

    @property
    def text(self) -> str:
        """The answer as plain text."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts that it shows."""
        return tuple(dict.fromkeys(part.fact for sentence in self.sentences for part in sentence.parts if part.fact))


def plain(*parts: str | Part, proved: bool = True) -> Sentence:
    """A sentence of texts and parts."""
    return Sentence(tuple(Part(part) if isinstance(part, str) else part for part in parts), proved)


def not_said(question: str, needed: str) -> Answer:
    """The honest answer where the facts are silent, with what would be needed."""
    return Answer(question, (plain(NOT_SAID, proved=False), plain(needed, proved=False)), found=False)
