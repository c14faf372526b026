"""What headings, captions and the heads of rows and columns say of the figures below and beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from pcc_narrator.checking.document import Cell, Document
from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.items import Sentence
from pcc_narrator.checking.names import NameFound
from pcc_narrator.checking.ready import Ready
from pcc_narrator.checking.scopes import Carried, Subjects, heads_change, subject_of
from pcc_narrator.checking.tokens import read_tokens
from pcc_narrator.models.fact import Unit
from pcc_narrator.models.lazy import lazy
from pcc_narrator.models.period import Period
from pcc_narrator.periods import PeriodMention, read_periods
from pcc_narrator.periods.words import words as month_words

_THOUSANDS = ("thousands", "thousand", "000s", "'000s", "in thousands")
_SCALES = {**dict.fromkeys(_THOUSANDS, 1_000), **dict.fromkeys(("millions", "in millions"), 1_000_000)}
_WHOLE = frozenset({"all", "total", "overall", "value", "figure", "number", "rate"})


class Head(NamedTuple):
    """The names of subjects, areas, periods and guessed measures of a head."""

    subjects: tuple[NameFound, ...]
    areas: tuple[str, ...]
    times: tuple[Period, ...]
    guessed: tuple[str, ...]


class Heads:
    """The heads of one document, each read once."""

    def __init__(self, ready: Ready, document: Document) -> None:
        self._index = ready.index
        self._names = ready.names
        self._calendar = ready.facts.calendar
        self._document = document
        self._known: dict[str, Head] = {}
        self._subjects_near: dict[tuple[str, tuple[Subject, ...]], tuple[Subject, ...]] = {}
        self._entered: dict[tuple[int, str, str], tuple[Subjects, Subjects, tuple[str, ...], tuple[Period, ...]]] = {}
        self._scales: dict[int, int] = {}
        self._others: dict[str, bool] = {}

    def enter_section(self, carried: Carried, headings: tuple[str, ...]) -> None:
        """Let a section's headings set what its paragraphs speak of."""
        carried.subjects = Subjects()
        carried.areas, carried.times = (), ()
        carried.heading = Subjects()
        carried.heading_area, carried.heading_time = (), ()
        for heading in headings:  # outermost first: the innermost that says something stands
            self._head(heading, carried)

    def enter_cell(self, cell: Cell, number: int, carried: Carried) -> int:
        """Let what heads a cell (block `number`) set what it says; gives what the table's counts are told in."""
        opening = self._openings[number]
        context = self._enter_column(cell, opening, carried)
        self._head(cell.row_head, carried, near=(*carried.heading.choices, *context.choices))
        if (stretch := self._compared_columns(cell)) is not None:
            carried.heading_base, carried.heading_time = (stretch[0],), (stretch[1],)
        if self._is_other(cell.row_head) and (carried.heading is context or "other" in cell.row_head.lower()):
            carried.heading = Subjects()  # a row that the facts do not have
        return self._scale(opening)

    def _enter_column(self, cell: Cell, opening: int, carried: Carried) -> Subjects:
        """Let a table's caption, its corner and the head of a column set what they say; gives what the table is about.

        For all cells of a column this is the same, and is done once.
        """
        column = opening, cell.corner, cell.column_head
        if (known := self._entered.get(column)) is None:
            self._head(self._caption(opening), carried)
            if any(not meaning.weak for name in self._read_head(cell.corner).subjects for meaning in name.meanings):
                self._head(cell.corner, carried)  # "Conviction rate, Leeds" above the row heads
            context = carried.heading
            self._head(cell.column_head, carried)
            known = context, carried.heading, carried.heading_area, carried.heading_time
            self._entered[column] = known
        context, carried.heading, carried.heading_area, carried.heading_time = known
        return context

    def _compared_columns(self, cell: Cell) -> tuple[Period, Period] | None:
        """The two periods that head other columns, where a column of changes names none itself."""
        if not heads_change(cell.column_head) or self._read_head(cell.column_head).times:
            return None
        periods = {times[0] for head in self._columns.get(cell.table, ()) if (times := self._read_head(head).times)}
        if len(periods) != 2:
            return None
        first, last = sorted(periods, key=lambda one: (one.end or date.min, one.start or date.min))
        return first, last

    @lazy
    def _columns(self) -> dict[int, list[str]]:
        """What heads the columns of each table."""
        found: dict[int, list[str]] = {}
        for block in self._document.blocks:
            if block.cell is not None and block.cell.row < 0:
                words = " ".join(self._document.prose[block.start : block.end].split())
                found.setdefault(block.cell.table, []).append(words)
        return found

    @lazy
    def unclear_tables(self) -> frozenset[int]:
        """The tables whose heads are in two rows, the upper over several columns: what heads a cell is not known."""
        cells = [block for block in self._document.blocks if block.cell is not None and block.kind == "cell"]
        gaps = {one.cell.table for one in cells if one.cell and not one.cell.column_head.strip()}
        first = [block for block in cells if block.cell and block.cell.row == 0 and block.cell.table in gaps]
        counted = {
            one.cell.table
            for one in first
            if one.cell and self._document.prose[one.start : one.end].strip(" *_£+-–−(")[:1].isdigit()
        }
        return frozenset(gaps - counted)

    def _is_other(self, words: str) -> bool:
        """Whether a row head names something that is no subject, area or period of the facts."""
        if (known := self._others.get(words)) is None:
            known = self._others[words] = self._reads_as_other(words)
        return known

    def _reads_as_other(self, words: str) -> bool:
        subjects, areas, times, guessed = self._read_head(words)
        covered = sum(name.end - name.start for name in subjects)
        if "other" in words.lower().split() and covered < 0.7 * len(words.strip()):
            return True
        plain = any(letter.isalpha() for letter in words) and words.strip().lower() not in _WHOLE
        return plain and not (subjects or areas or times or guessed) and not words.strip().lower().startswith("q")

    @lazy
    def _openings(self) -> list[int]:
        """For each block, the last one up to it that is no cell: what stands above a table, for its cells."""
        found, last = [], 0
        for number, block in enumerate(self._document.blocks):
            last = number if block.cell is None else last
            found.append(last)
        return found

    def _scale(self, number: int) -> int:
        """What the counts of a table below a block are told in: 1,000 where a line there says "Thousands"."""
        if number not in self._scales:
            self._scales[number] = self._read_scale(number)
        return self._scales[number]

    def _read_scale(self, number: int) -> int:
        for block in self._document.blocks[max(0, number - 2) : number + 1]:
            words = self._document.prose[block.start : block.end].lower().strip("()*: \n")
            if block.cell is None and block.end - block.start < 60 and words in _SCALES:
                return _SCALES[words]
        return 1

    def _caption(self, number: int) -> str:
        """The caption of a table below a block: the words of that block."""
        block = self._document.blocks[number]
        if block.kind in ("heading", "alt") or block.cell is not None or block.end - block.start > 200:
            return ""
        return " ".join(self._document.prose[block.start : block.end].split())

    def _head(self, words: str, carried: Carried, near: tuple[Subject, ...] = ()) -> None:
        """Let a heading, caption or head of a row or column set the subject, area and period."""
        if not words:
            return
        near = near or carried.heading.choices
        if (subjects := self._subjects_near.get((words, near))) is None:
            subjects = self._subjects_near[words, near] = self._subjects(words, near)
        if subjects:
            carried.heading = Subjects(subjects, "heading")
        head = self._read_head(words)
        if head.areas:
            carried.heading_area = head.areas
        if head.times:
            carried.heading_time = head.times

    def _subjects(self, words: str, near: tuple[Subject, ...]) -> tuple[Subject, ...]:
        """What a head is about, where `near` is at hand."""
        found, _, _, guessed = self._read_head(words)
        subjects: dict[Subject, None] = {}
        for name in found:
            subjects.update(dict.fromkeys(subject_of(name, self._index, near, ())))
        if near and subjects and all(m.weak for name in found for m in name.meanings if m.kind != "area"):
            subjects = {**dict.fromkeys(near), **subjects}
        if not subjects and not near:
            subjects.update(dict.fromkeys(Subject(measure) for measure in guessed))
        return tuple(subjects)

    def _read_head(self, words: str) -> Head:
        """Names of subjects, areas, periods and guessed measures of a head; read once for each text."""
        known = self._known.get(words)
        if known is None:
            tokens = read_tokens(words, 0, len(words))
            found = self._names.find(tokens)
            areas = tuple(m.id for name in found for m in name.meanings if m.kind == "area")
            named = tuple(name for name in found if name.is_subject)
            times = tuple(
                period
                for mention in read_periods(_month_in_full(words), self._calendar, self._index.latest)
                for period in (mention.period, *mention.alternatives)
                if period is not None and (mention.kind in ("period", "date") or _is_whole_head(mention, words))
            )
            known = self._known[words] = Head(named, areas, times, self._names.guess(tokens))
        return known


def _is_whole_head(mention: PeriodMention, words: str) -> bool:
    """Whether a head is a time told from the report's, and nothing else: "Last quarter", "Previous year"."""
    own = words.strip().lower().removeprefix("the ")
    return (
        mention.kind == "relative"
        and mention.relation in ("this", "previous", "earlier")
        and own == mention.text.lower()
    )


def _month_in_full(head: str) -> str:
    """ "Oct" as the whole head of a column is a month."""
    word = head.strip().rstrip(".").lower()
    if len(word) not in (3, 4):
        return head
    months = [name for name in month_words().months if name.startswith(word)]
    return months[0].capitalize() if len(months) == 1 else head


def in_unit(sentence: Sentence) -> Sentence:
    """A table cell whose bare numbers are in the unit of time that one of its heads ends with: "Calls: seconds to
    answer", "Time to answer (seconds)"."""
    cell = sentence.block.cell
    unit = _unit_said(cell.row_head) or _unit_said(cell.column_head) if cell is not None else None
    if unit is None:
        return sentence
    items = []
    for item in sentence.items:
        figure = item.figure
        if figure is not None and figure.kind == "number" and figure.unit is None and not figure.sign:
            item = replace(item, figure=replace(figure, kind="duration", unit=unit))
        items.append(item)
    return replace(sentence, items=tuple(items))


_UNIT = re.compile(r"(?:\(|[,:] |\bin )(seconds|minutes|hours|days)\b(?=\)|$| to )", re.IGNORECASE)
_UNITS: dict[str, Unit] = {"seconds": "seconds", "minutes": "minutes", "hours": "hours", "days": "days"}


@lru_cache(1 << 12)
def _unit_said(head: str) -> Unit | None:
    found = _UNIT.search(head)
    return None if found is None else _UNITS[found[1].lower()]


def scaled(sentence: Sentence, scale: int) -> Sentence:
    """A table cell whose bare numbers are told in thousands or millions."""
    if scale == 1:
        return sentence
    items = []
    for item in sentence.items:
        figure = item.figure
        if figure is not None and figure.kind == "number" and figure.unit is None and figure.step is not None:
            item = replace(item, figure=replace(figure, value=figure.value * scale, step=figure.step * scale))
        items.append(item)
    return replace(sentence, items=tuple(items))
