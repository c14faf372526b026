"""How many references of a model's first replies were right, before anything was mended.

A reference is right where it refers to something that was offered, every claim of the sentence that it stands in is
supported by the facts, and the fact that it names is one of those that the sentence was found to tell. So a right
figure in a wrong sentence is a wrong reference, and so is one that the checker cannot decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pcc_narrator.drafting import Writer
from pcc_narrator.drafting.brief import Brief
from pcc_narrator.drafting.judge import carried, context
from pcc_narrator.drafting.llm.model import Reply
from pcc_narrator.drafting.llm.prompt import to_ask
from pcc_narrator.drafting.llm.shapes import Piece, Question, ReplyError
from pcc_narrator.drafting.llm.writer import ModelWriter
from pcc_narrator.drafting.references import REFERENCE, fill
from pcc_narrator.drafting.renderings import DEFAULT
from pcc_narrator.drafting.splices import unspliced
from pcc_narrator.evaluating.stages import Stage
from pcc_narrator.models.claim import Claim
from pcc_narrator.wording import Wording

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_SAYS_NO_FIGURE = frozenset({"period", "base", "note"})  # renderings that name a time, or are somebody's words


@dataclass(frozen=True, slots=True)
class References:
    """The references of first replies. What is not `right` is one of the four that follow."""

    made: int = 0
    right: int = 0
    to_nothing: int = 0  # no such fact, or no such rendering
    refuted: int = 0  # in a sentence of which something is refuted
    undecided: int = 0  # in a sentence of which something is left undecided
    unread: int = 0  # in a sentence that is right, but that the checker proved by other facts

    def __add__(self, other: References) -> References:
        return References(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def first_references(stage: Stage, writer: Writer) -> References | None:
    """The references of the first replies that are kept; None for a writer that makes none, or that keeps none."""
    store = getattr(writer.model, "store", None) if isinstance(writer, ModelWriter) else None
    if not isinstance(writer, ModelWriter) or store is None or writer.shape.arranges:
        return None
    wording = Wording.of(stage.facts, stage.outline)
    found = References()
    for part in stage.outline.parts:
        for section in part.sections:
            brief = Brief(stage.outline, section, part.title, wording)
            question = writer.shape.ask(brief, writer.model.name, to_ask(brief), {})
            reply: Reply | None = store.get(question.request) if question is not None else None
            if question is not None and reply is not None:
                for piece in _pieces(writer, question, reply):
                    found += _of_piece(stage, brief, question, piece)
    return found


def _pieces(writer: ModelWriter, question: Question, reply: Reply) -> tuple[Piece, ...]:
    try:
        return writer.shape.read(question, reply.text)
    except ReplyError:
        return ()


def _of_piece(stage: Stage, brief: Brief, question: Question, piece: Piece) -> References:
    shown = context(brief, piece.text)
    start = len(shown) - len(piece.text)
    claims = [claim for claim in stage.check(shown).claims if claim.start >= start]
    found, end = References(), 0
    for raw, filled in _sentences(question, piece):
        begin = piece.text.find(filled, end)
        begin, end = (begin, begin + len(filled)) if begin >= 0 else (end, len(piece.text))
        inside = [claim for claim in claims if begin <= claim.start - start < end]
        for reference in REFERENCE.finditer(raw):
            found += _judged(brief, question, reference[1], reference[2] or DEFAULT, inside)
    return found


def _sentences(question: Question, piece: Piece) -> Iterator[tuple[str, str]]:
    """Each sentence with its references, and as it reads."""
    apart, _ = unspliced(piece.raw)
    for raw in _SENTENCE.split(apart.strip()):
        yield raw, fill(raw, question.known).text


def _judged(brief: Brief, question: Question, name: str, rendering: str, claims: list[Claim]) -> References:
    """One reference, by the claims of its sentence."""
    if rendering not in question.known.get(name, {}):
        return References(1, to_nothing=1)
    verdicts = {claim.verdict for claim in claims}
    if "refuted" in verdicts:
        return References(1, refuted=1)
    if "not_enough_information" in verdicts:
        return References(1, undecided=1)
    told = {fact for claim in claims for fact in claim.facts}
    right = rendering in _SAYS_NO_FIGURE or carried(brief, question.ids[name], told)
    return References(1, right=1) if right else References(1, unread=1)
