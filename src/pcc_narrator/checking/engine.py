"""The check itself: document → sentences → claims → verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pcc_narrator.checking.agreeing import agree
from pcc_narrator.checking.claims import Claims
from pcc_narrator.checking.coverage import find_missing
from pcc_narrator.checking.document import Block, read_document
from pcc_narrator.checking.elliptic import ordinals_as_periods
from pcc_narrator.checking.heads import Heads, in_unit, scaled
from pcc_narrator.checking.items import Sentence, read_items
from pcc_narrator.checking.judging import judge
from pcc_narrator.checking.leads import refute_leads
from pcc_narrator.checking.memory import Memory
from pcc_narrator.checking.one_in import shares_around_nouns
from pcc_narrator.checking.read_sentence import ReadSentence, leave_open
from pcc_narrator.checking.ready import Ready
from pcc_narrator.checking.scopes import Carried, Subjects
from pcc_narrator.checking.spans import read_spans
from pcc_narrator.checking.unit_told import bare_points
from pcc_narrator.models.claim import CheckReport
from pcc_narrator.models.fact import FactSet


def check(
    text: str, facts: FactSet | Mapping[str, Any], *, bounds: Mapping[str, Any] | None = None, strict: bool = False
) -> CheckReport:
    """The verdict on every claim of a text (Markdown or plain) against a fact set.

    `facts` is a FactSet or a decoded facts.json. `bounds` changes bounds of bounds.toml by name. With `strict`, a
    claim that the facts do not decide counts as refuted. Pure: no file, clock or network; the same input gives the
    same report. Raises FactsFileError for a mapping that is no facts.json, ValueError for a bound that is unknown.
    """
    return Checker(facts, bounds=bounds).check(text, strict=strict)


class Checker(Ready):
    """A fact set made ready to check texts against, which threads can share.

    With `remember` it takes up the verdicts of every sentence that is as it was in the text checked before, and is for
    one thread: for a text that is checked again on each save.
    """

    def __init__(
        self, facts: FactSet | Mapping[str, Any], *, bounds: Mapping[str, Any] | None = None, remember: bool = False
    ) -> None:
        super().__init__(facts, bounds=bounds)
        self._memory = Memory() if remember else None

    def check(self, text: str, *, strict: bool = False) -> CheckReport:
        """The verdict on every claim of a text."""
        if self._memory is not None:
            self._memory.begin()
        run = _Run(self, text, self._memory)
        sentences = agree(tuple(run.sentences()), self.bounds, any_facts=bool(self.facts.facts))
        refute_leads(text, sentences)
        claims, ignored = Claims(text, run.document, run.spans).of(sentences, self.facts.notes, strict=strict)
        return CheckReport(claims, find_missing(self.facts, claims, run.document.prose), ignored)

    def sentences(self, text: str) -> tuple[ReadSentence, ...]:
        """Every sentence of a text as it was read and judged: for explanations."""
        return tuple(_Run(self, text).sentences())


class _Run:
    """One text, read from top to bottom."""

    def __init__(self, ready: Ready, text: str, memory: Memory | None = None) -> None:
        self.ready = ready
        self.memory = memory
        self.document = read_document(text)
        self.spans = read_spans(self.document.prose, ready)
        self.heads = Heads(ready, self.document)

    def sentences(self) -> Iterator[ReadSentence]:
        """Every sentence, read in order, with what earlier ones and headings carry over."""
        carried = Carried()
        headings: tuple[str, ...] | None = None
        for number, block in enumerate(self.document.blocks):
            if block.headings != headings:
                headings = block.headings
                self.heads.enter_section(carried, headings)
            if block.kind in ("cell", "head"):
                yield from self._cells(block, carried, number)
                continue
            carried.enter(number)
            for sentence in self._items(block, number):
                read = judge(self.ready, sentence, carried, self.document.prose, self.memory)
                read.resolver.rest()
                yield read

    def _items(self, block: Block, number: int) -> Iterator[Sentence]:
        taken, starts = self.spans.taken, self.spans.starts
        for sentence in read_items(self.document.prose, block, number, taken, starts, self.ready.names):
            alone = len(sentence.items) == 1  # most table cells: nothing stands around it
            yield sentence if alone else bare_points(ordinals_as_periods(shares_around_nouns(sentence)))

    def _cells(self, block: Block, above: Carried, number: int) -> Iterator[ReadSentence]:
        """A table cell is read with its caption and the words that head its row and column; it hands on nothing."""
        cell = block.cell
        assert cell is not None
        carried = above.as_it_is()
        carried.subjects, carried.areas, carried.times = Subjects(), (), ()
        scale = self.heads.enter_cell(cell, number, carried)
        sentences = tuple(self._items(block, number))
        for sentence in sentences:
            last = sentence is sentences[-1]
            told = in_unit(scaled(sentence, scale))
            read = judge(self.ready, told, carried, self.document.prose, self.memory, cell=True, last=last)
            if cell.table in self.heads.unclear_tables:
                leave_open(read)
            read.resolver.rest()
            yield read
