"""The check itself: document → sentences → claims → verdicts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from pcc_narrator.checking.appositions import hold_together
from pcc_narrator.checking.area_counts import area_kinds, counts_areas, judge_areas
from pcc_narrator.checking.area_sums import judge_sum
from pcc_narrator.checking.causes import judge_quotations
from pcc_narrator.checking.change_comparisons import judge_change_multiple
from pcc_narrator.checking.consistency import check_arithmetic
from pcc_narrator.checking.coverage import find_missing
from pcc_narrator.checking.document import Block, Cell, Document, read_document
from pcc_narrator.checking.ends import of_one_series
from pcc_narrator.checking.exchanges import find_exchanged
from pcc_narrator.checking.groups import judge_group
from pcc_narrator.checking.index import Index, Subject
from pcc_narrator.checking.items import Item, Sentence, Span, read_items
from pcc_narrator.checking.lexicon import Bounds, default_bounds
from pcc_narrator.checking.named_figures import REST
from pcc_narrator.checking.names import NameFound, Names
from pcc_narrator.checking.numbers import judge_figure
from pcc_narrator.checking.per_time import judge_per_time
from pcc_narrator.checking.ranks import judge_rank
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.repeats import find_disagreements
from pcc_narrator.checking.roles import RoleRead, read_roles
from pcc_narrator.checking.runs import judge_every, judge_run, run_verdict
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Carried, Subjects, areas_named, heads_change, is_area, is_subject, subject_of
from pcc_narrator.checking.second_look import look_again, subject_agreed
from pcc_narrator.checking.significance import changes_told, told_bases
from pcc_narrator.checking.slips import in_per_cent, points_refuted
from pcc_narrator.checking.table_sums import check_totals
from pcc_narrator.checking.time_order import find_turned
from pcc_narrator.checking.tokens import Token, read_sentences, read_tokens
from pcc_narrator.checking.told_before import find_against_last, find_part_of_last, level_told
from pcc_narrator.checking.unknown_names import UnknownName, find_unknown_names, known_words
from pcc_narrator.checking.words import judge_words
from pcc_narrator.contract import facts_from_json
from pcc_narrator.figures import read_figures
from pcc_narrator.models.claim import CheckReport, Claim, ClaimKind, Ignored
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.figure import Figure, NotAFigure
from pcc_narrator.models.period import Period
from pcc_narrator.periods import read_periods
from pcc_narrator.periods.mention import PeriodMention
from pcc_narrator.periods.numerals import cardinals, ordinals
from pcc_narrator.periods.tokens import tokenise
from pcc_narrator.periods.words import words as month_words

T = TypeVar("T")


def check(
    text: str, facts: FactSet | Mapping[str, Any], *, bounds: Mapping[str, Any] | None = None, strict: bool = False
) -> CheckReport:
    """The verdict on every claim of a text (Markdown or plain) against a fact set.

    `facts` is a FactSet or a decoded facts.json. `bounds` changes bounds of bounds.toml by name. With `strict`, a
    claim that the facts do not decide counts as refuted. Pure: no file, clock or network; the same input gives the
    same report. Raises FactsFileError for a mapping that is no facts.json, ValueError for a bound that is unknown.
    """
    return Checker(facts, bounds=bounds).check(text, strict=strict)


class Checker:
    """A fact set made ready to check texts against. Read only once built, so that threads can share it."""

    def __init__(self, facts: FactSet | Mapping[str, Any], *, bounds: Mapping[str, Any] | None = None) -> None:
        self.facts = facts if isinstance(facts, FactSet) else facts_from_json(facts)
        self.bounds: Bounds = default_bounds().changed(bounds) if bounds else default_bounds()
        self.index = Index(self.facts)
        self.names = Names(self.index)
        self.note_texts = "\n".join(" ".join(note.text.split()) for note in self.facts.notes)  # a line a note
        self.note_shapes: dict[tuple[str, ...], tuple[str, tuple[tuple[int, int, str], ...]]] = {}
        for note in self.facts.notes:
            for start, end in read_sentences(note.text, 0, len(note.text)):
                shape, numbers = note_shape(read_tokens(note.text, start, end))
                if numbers:
                    self.note_shapes.setdefault(shape, (note.id, numbers))
        self.shortest_note = min(map(len, self.note_shapes), default=0)  # in words
        self.kinds = area_kinds(self.index)
        self.known_words = known_words(self.index)

    def check(self, text: str, *, strict: bool = False) -> CheckReport:
        """The verdict on every claim of a text."""
        return _Run(self, text).report(strict)

    def sentences(self, text: str) -> tuple[ReadSentence, ...]:
        """Every sentence of a text as it was read and judged: for explanations."""
        return tuple(_Run(self, text).sentences())


def _month_in_full(head: str) -> str:
    """ "Oct" as the whole head of a column is a month."""
    word = head.strip().rstrip(".").lower()
    if len(word) not in (3, 4):
        return head
    months = [name for name in month_words().months if name.startswith(word)]
    return months[0].capitalize() if len(months) == 1 else head


_THOUSANDS = ("thousands", "thousand", "000s", "'000s", "in thousands")
_SCALES = {**dict.fromkeys(_THOUSANDS, 1_000), **dict.fromkeys(("millions", "in millions"), 1_000_000)}


def _scaled(sentence: Sentence, scale: int) -> Sentence:
    """A table cell whose bare numbers are told in thousands or millions."""
    items = []
    for item in sentence.items:
        figure = item.figure
        if figure is not None and figure.kind == "number" and figure.unit is None and figure.step is not None:
            figure = replace(figure, value=figure.value * scale, step=figure.step * scale)
        items.append(item._replace(figure=figure))
    return replace(sentence, items=tuple(items))


def note_shape(tokens: Sequence[Token]) -> tuple[tuple[str, ...], tuple[tuple[int, int, str], ...]]:
    """A sentence with its numbers taken out, and the numbers."""
    shape: list[str] = []
    numbers: list[tuple[int, int, str]] = []
    for token in tokens:
        if token.text[0].isdigit() or token.key in cardinals():
            shape.append("#")
            numbers.append((token.start, token.end, token.key))
        elif token.text[0].isalnum():
            shape.append(token.key)
    return tuple(shape), tuple(numbers)


def _stand_by_note(result: ReadSentence, note: str) -> None:
    """An approved note's own words stand: what no fact bears out is left open, and nothing of it is refuted."""
    for at, judged in result.figures.items():
        if judged.verdict == "refuted":
            message = f"Note {note} says so; the facts do not bear it out. {judged.message}"
            result.figures[at] = replace(judged, verdict="not_enough_information", rule="note", message=message)
    result.words = [
        (
            at,
            kind,
            judged
            if judged.verdict == "supported"
            else replace(
                judged,
                verdict="supported",
                rule="note",
                message=f"Note {note} says it in these words.",
                expected=None,
                candidate=None,
            ),
        )
        for at, kind, judged in result.words
    ]


class ReadSentence:
    """A sentence with its roles and verdicts, by item number."""

    __slots__ = ("figures", "names", "resolver", "sentence", "words")

    def __init__(self, sentence: Sentence, resolver: Resolver) -> None:
        self.sentence = sentence
        self.resolver = resolver
        self.figures: dict[int, Judged] = {}
        self.words: list[tuple[int, ClaimKind, Judged]] = []
        self.names: tuple[UnknownName, ...] = ()


class _Run:
    def __init__(self, checker: Checker, text: str) -> None:
        self.checker = checker
        self.index = checker.index
        self.document: Document = read_document(text)
        self.text = text
        self.lines = _line_starts(text)
        self.heads: dict[str, tuple[tuple[NameFound, ...], tuple[str, ...], tuple[Period, ...], tuple[str, ...]]] = {}
        self.entered: dict[tuple[int, str, str], tuple[Subjects, Subjects, tuple[str, ...], tuple[Period, ...]]] = {}
        self.scales: dict[int, int] = {}
        self.not_figures: list[NotAFigure] = []
        self.spans = self._spans()
        self.starts = [span.start for span in self.spans]

    def _spans(self) -> tuple[Span, ...]:
        """Figures and periods of the prose without overlaps; what is neither goes to `ignored`."""
        prose = self.document.prose
        tokens = tokenise(prose)
        mentions = [
            mention
            for mention in read_periods(prose, self.checker.facts.calendar, self.index.latest, tokens=tokens)
            if mention.kind != "length" or mention.unit not in ("day", "week") or _names_run(mention.text.lower())
        ]
        taken: list[Span] = list(mentions)
        for found in read_figures(prose, taken=mentions, tokens=tokens):
            if isinstance(found, NotAFigure):
                self.not_figures.append(found)
            else:
                taken.append(found)
        taken.sort(key=lambda span: span.start)
        return tuple(taken)

    def sentences(self) -> Iterator[ReadSentence]:
        """Every sentence, read in order, with what earlier ones and headings carry over."""
        carried = Carried()
        headings: tuple[str, ...] | None = None
        for number, block in enumerate(self.document.blocks):
            if block.headings != headings:
                headings = block.headings
                self._enter_section(carried, headings)
            if block.kind in ("cell", "head"):
                yield from self._cells(block, carried, number)
                continue
            carried.enter(number)
            for sentence in read_items(self.document.prose, block, number, self.spans, self.starts, self.checker.names):
                yield self._read(sentence, carried)

    def _enter_section(self, carried: Carried, headings: tuple[str, ...]) -> None:
        carried.subjects = Subjects()
        carried.areas, carried.times = (), ()
        carried.heading = Subjects()
        carried.heading_area, carried.heading_time = (), ()
        for heading in headings:  # outermost first: the innermost that says something stands
            self._head(heading, carried)

    def _cells(self, block: Block, carried: Carried, number: int) -> Iterator[ReadSentence]:
        """A table cell is read with its caption and the words that head its row and column."""
        cell = block.cell
        assert cell is not None
        kept = carried.as_it_is()
        carried.subjects, carried.areas, carried.times = Subjects(), (), ()
        opening = self.openings[number]
        context = self._enter_column(cell, opening, carried)
        self._head(cell.row_head, carried, near=(*carried.heading.choices, *context.choices))
        if (stretch := self._compared_columns(cell)) is not None:
            carried.heading_base, carried.heading_time = (stretch[0],), (stretch[1],)
        if self._is_other(cell.row_head) and (carried.heading is context or "other" in cell.row_head.lower()):
            carried.heading = Subjects()  # a row that the facts do not have
        scale = self._scale(opening)
        for sentence in read_items(self.document.prose, block, number, self.spans, self.starts, self.checker.names):
            read = self._read(_scaled(sentence, scale) if scale != 1 else sentence, carried, cell=True)
            if cell.table in self.unclear_tables:
                self._leave_open(read)
            yield read
        for name in ("subjects", "areas", "times", "heading", "heading_area", "heading_time"):
            setattr(carried, name, getattr(kept, name))
        carried.heading_base = ()

    def _enter_column(self, cell: Cell, opening: int, carried: Carried) -> Subjects:
        """Let a table's caption, its corner and the head of a column set what they say; gives what the table is about.

        For all cells of a column this is the same, and is done once.
        """
        column = opening, cell.corner, cell.column_head
        if (known := self.entered.get(column)) is None:
            self._head(self._caption(opening), carried)
            if any(not meaning.weak for name in self._read_head(cell.corner)[0] for meaning in name.meanings):
                self._head(cell.corner, carried)  # "Conviction rate, Leeds" above the row heads
            context = carried.heading
            self._head(cell.column_head, carried)
            known = context, carried.heading, carried.heading_area, carried.heading_time
            self.entered[column] = known
        context, carried.heading, carried.heading_area, carried.heading_time = known
        return context

    def _compared_columns(self, cell: Cell) -> tuple[Period, Period] | None:
        """The two periods that head other columns, where a column of changes names none itself."""
        if not heads_change(cell.column_head) or self._read_head(cell.column_head)[2]:
            return None
        periods = {times[0] for head in self.columns.get(cell.table, ()) if (times := self._read_head(head)[2])}
        if len(periods) != 2:
            return None
        first, last = sorted(periods, key=lambda one: (one.end or date.min, one.start or date.min))
        return first, last

    @cached_property
    def columns(self) -> dict[int, list[str]]:
        """What heads the columns of each table."""
        found: dict[int, list[str]] = {}
        for block in self.document.blocks:
            if block.cell is not None and block.cell.row < 0:
                words = " ".join(self.document.prose[block.start : block.end].split())
                found.setdefault(block.cell.table, []).append(words)
        return found

    @cached_property
    def unclear_tables(self) -> frozenset[int]:
        """The tables whose heads are in two rows, the upper over several columns: what heads a cell is not known."""
        cells = [block for block in self.document.blocks if block.cell is not None and block.kind == "cell"]
        gaps = {one.cell.table for one in cells if one.cell and not one.cell.column_head.strip()}
        first = [block for block in cells if block.cell and block.cell.row == 0 and block.cell.table in gaps]
        counted = {
            one.cell.table
            for one in first
            if one.cell and self.document.prose[one.start : one.end].strip(" *_£+-–−(")[:1].isdigit()
        }
        return frozenset(gaps - counted)

    def _is_other(self, words: str) -> bool:
        """Whether a row head names something that is no subject, area or period of the facts."""
        subjects, areas, times, guessed = self._read_head(words)
        covered = sum(name.end - name.start for name in subjects)
        if "other" in words.lower().split() and covered < 0.7 * len(words.strip()):
            return True
        plain = any(letter.isalpha() for letter in words) and words.strip().lower() not in _WHOLE
        return plain and not (subjects or areas or times or guessed) and not words.strip().lower().startswith("q")

    @cached_property
    def openings(self) -> list[int]:
        """For each block, the last one up to it that is no cell: what stands above a table, for its cells."""
        found, last = [], 0
        for number, block in enumerate(self.document.blocks):
            last = number if block.cell is None else last
            found.append(last)
        return found

    def _scale(self, number: int) -> int:
        """What the counts of a table below a block are told in: 1,000 where a line there says "Thousands"."""
        if number not in self.scales:
            self.scales[number] = self._read_scale(number)
        return self.scales[number]

    def _read_scale(self, number: int) -> int:
        for block in self.document.blocks[max(0, number - 2) : number + 1]:
            words = self.document.prose[block.start : block.end].lower().strip("()*: \n")
            if block.cell is None and block.end - block.start < 60 and words in _SCALES:
                return _SCALES[words]
        return 1

    def _caption(self, number: int) -> str:
        """The caption of a table below a block: the words of that block."""
        block = self.document.blocks[number]
        if block.kind in ("heading", "alt") or block.cell is not None or block.end - block.start > 200:
            return ""
        return " ".join(self.document.prose[block.start : block.end].split())

    def _head(self, words: str, carried: Carried, near: tuple[Subject, ...] = ()) -> None:
        """Let a heading, caption or head of a row or column set the subject, area and period."""
        if not words:
            return
        found, areas, times, guessed = self._read_head(words)
        near = near or carried.heading.choices
        subjects: dict[Subject, None] = {}
        for name in found:
            subjects.update(dict.fromkeys(subject_of(name, self.index, near, ())))
        if near and subjects and all(m.weak for name in found for m in name.meanings if m.kind != "area"):
            subjects = {**dict.fromkeys(near), **subjects}
        if not subjects and not near:
            subjects.update(dict.fromkeys(Subject(measure) for measure in guessed))
        if subjects:
            carried.heading = Subjects(tuple(subjects), "heading")
        if areas:
            carried.heading_area = areas
        if times:
            carried.heading_time = times

    def _read_head(
        self, words: str
    ) -> tuple[tuple[NameFound, ...], tuple[str, ...], tuple[Period, ...], tuple[str, ...]]:
        """Names of subjects, areas, periods and guessed measures of a head; read once for each text."""
        known = self.heads.get(words)
        if known is None:
            tokens = read_tokens(words, 0, len(words))
            found = self.checker.names.find(tokens)
            areas = tuple(m.id for name in found for m in name.meanings if m.kind == "area")
            named = tuple(name for name in found if name.is_subject)
            times = tuple(
                period
                for mention in read_periods(_month_in_full(words), self.checker.facts.calendar, self.index.latest)
                for period in (mention.period, *mention.alternatives)
                if period is not None and mention.kind in ("period", "date")
            )
            known = self.heads[words] = (named, areas, times, self.checker.names.guess(tokens))
        return known

    def _read(self, sentence: Sentence, carried: Carried, *, cell: bool = False) -> ReadSentence:
        roles = read_roles(sentence.items)
        frozen = carried.as_it_is()
        resolver = Resolver(self.index, self.checker.names, frozen, sentence, roles)
        result = ReadSentence(sentence, resolver)
        strangers = () if resolver.in_sources else tuple(find_unknown_names(sentence, self.checker.known_words))
        resolver.strangers = tuple((name.start, name.end, name.text) for name in strangers if name.is_subject)
        bounds = self.checker.bounds
        self._judge_figures(result, bounds)
        agreed = subject_agreed(resolver, result.figures, bounds)
        if agreed is not None:
            frozen.subjects = Subjects((agreed,), "carried")
            self._judge_figures(result, bounds)
        arithmetic = (
            *check_arithmetic(sentence.items, roles, bounds),
            *find_against_last(sentence.items, roles, frozen.level),
            *find_part_of_last(sentence.items, frozen.level, bounds),
        )
        for at, found in arithmetic:
            own = result.figures.get(at)
            open_ = found.verdict == "supported" and own is not None and own.verdict != "supported"
            if own is None or not open_:
                continue
            if self._sure(result.figures, found.inputs):
                result.figures[at] = replace(found, reading=own.reading)
            elif own.verdict == "refuted" and not any(
                step in result.figures and result.figures[step].verdict == "refuted" for step in found.inputs
            ):  # the text's own figures bear it out, and none of them is false
                result.figures[at] = replace(own, verdict="not_enough_information", rule="subject", expected=None)
        for at, item in enumerate(sentence.items):
            if item.kind != "word" or not item.words:
                continue
            if cell or resolver.in_sources:
                continue
            for kind, judged in judge_words(resolver, at, result.figures, bounds):
                result.words.append((at, kind, self._charitable(resolver, at, kind, judged, result.figures)))
        for at, found in arithmetic:
            own = result.figures.get(at)
            if found.verdict == "supported":
                continue
            if sentence.items[at].figure is not None:
                in_words = sentence.items[at].key[0].isalpha()
                whole = found.rule == "whole" and any(one.pair == at for one in roles.values() if one.role == "out_of")
                if own is None or own.verdict == "not_enough_information" or in_words or whole:
                    result.figures[at] = replace(found, reading=own.reading if own is not None else None)
            else:
                result.words.append((at, "arithmetic", found))
        if sentence.block.kind == "row":
            self._leave_open(result)
            return result
        self._carry(result, carried)
        if (note := self._note_of(sentence)) is not None:
            _stand_by_note(result, note)
            return result
        result.names = strangers
        if self.checker.note_shapes:
            self._altered_note(result)
        return result

    def _leave_open(self, result: ReadSentence) -> None:
        """A row of a pasted table, whose heads are not known: what no fact bears out is left open."""
        result.words = []
        for at, judged in result.figures.items():
            if judged.verdict == "refuted":
                message = "A row whose columns have no heads; put tables into Markdown or HTML to have them checked."
                result.figures[at] = replace(
                    judged, verdict="not_enough_information", rule="row", message=message, expected=None
                )

    def _sure(self, figures: Mapping[int, Judged], inputs: Sequence[int]) -> bool:
        """Whether what follows from these figures of the text is true: they are, or there are no facts to judge by."""
        return not self.checker.facts.facts or all(
            at in figures and figures[at].verdict == "supported" for at in inputs
        )

    def _charitable(
        self, resolver: Resolver, at: int, kind: ClaimKind, judged: Judged, figures: dict[int, Judged]
    ) -> Judged:
        """A word about nothing that its sentence names is refuted only if it is false of all that was told of."""
        if judged.verdict != "refuted" or any(is_subject(item) for item in resolver.items):
            return judged
        carried = resolver.carried
        others = (*carried.told_subjects, *carried.heading.choices)
        for subject in dict.fromkeys(one for one in others if one not in resolver.inherited().choices[:1]):
            near = carried.as_it_is()
            near.subjects = Subjects((subject,), "carried")
            second = Resolver(self.index, self.checker.names, near, resolver.sentence, resolver.roles)
            for other_kind, other in judge_words(second, at, figures, self.checker.bounds):
                if other_kind == kind and other.verdict == "supported":
                    return other
        return judged

    def _judge_figures(self, result: ReadSentence, bounds: Bounds) -> None:
        for at in result.resolver.roles:
            result.figures[at] = self._figure(result.resolver, at)
        for look in (look_again, find_exchanged, hold_together, find_turned, of_one_series):
            result.figures.update(look(result.resolver, result.figures, bounds))
        for at, own in result.figures.items():
            if own.verdict == "not_enough_information" and (wrong := self._points_for_percent(result.resolver, at)):
                result.figures[at] = wrong
        for at, role in result.resolver.roles.items():
            beside = result.figures.get(role.pair) if role.apposed and role.pair is not None else None
            own = result.figures[at]
            if beside is not None and beside.verdict == "not_enough_information" and own.verdict == "refuted":
                result.figures[at] = replace(own, verdict=beside.verdict, rule="subject", expected=None)

    def _points_for_percent(self, resolver: Resolver, at: int) -> Judged | None:
        """The verdict on a figure in percentage points that the facts have in per cent."""
        figure = resolver.items[at].figure
        changed = in_per_cent(resolver.sentence, at)
        if figure is None or changed is None or resolver.in_table or resolver.in_sources:
            return None
        second = Resolver(self.index, self.checker.names, resolver.carried, changed, read_roles(changed.items))
        return points_refuted(self.index, figure, self._figure(second, at))

    def _altered_note(self, result: ReadSentence) -> None:
        """A sentence of an approved note in which a number was changed."""
        if len(result.sentence.tokens) < self.checker.shortest_note:
            return
        shape, numbers = note_shape(result.sentence.tokens)
        known = self.checker.note_shapes.get(shape)
        if known is None or len(known[1]) != len(numbers):
            return
        for (start, end, said), (_, _, right) in zip(numbers, known[1], strict=True):
            at = next(
                (
                    a
                    for a in result.figures
                    if start < result.sentence.items[a].end and result.sentence.items[a].start < end
                ),
                None,
            )
            if said != right and at is not None and result.figures[at].verdict != "supported":
                message = f'Note {known[0]} says "{right}" where the text says "{said}".'
                result.figures[at] = Judged("refuted", "note", message, None, right)

    def _note_of(self, sentence: Sentence) -> str | None:
        """The approved note that a sentence is taken from, word for word."""
        if not self.checker.note_texts or sentence.end - sentence.start < 20:
            return None
        words = " ".join(self.document.prose[sentence.start : sentence.end].split()).rstrip(".!?")
        place = self.checker.note_texts.find(words)
        return None if place < 0 else self.checker.facts.notes[self.checker.note_texts.count("\n", 0, place)].id

    def _figure(self, resolver: Resolver, at: int) -> Judged:
        role = resolver.roles[at].role
        if role == "rank":
            return judge_rank(resolver, at, self.checker.bounds)
        if role == "run":
            return judge_run(resolver, at, self.checker.bounds)
        if (counted := judge_group(resolver, at, self.checker.kinds)) is not None:
            return counted
        if (summed := judge_sum(resolver, at, self.checker.kinds, self.checker.bounds)) is not None:
            return summed
        if counts_areas(resolver.items, at, self.checker.kinds):
            return judge_areas(resolver, at, self.checker.bounds)
        if (change := judge_change_multiple(resolver, at, self.checker.bounds)) is not None:
            return change
        if (average := judge_per_time(resolver, at, self.checker.bounds)) is not None:
            return average
        found = judge_figure(resolver, at, self.checker.bounds)
        return judge_every(resolver, at, found, self.checker.bounds)

    def _carry(self, result: ReadSentence, carried: Carried) -> None:
        """What the next sentence inherits: the subjects, areas and periods named last."""
        items = result.sentence.items
        names = [at for at, item in enumerate(items) if item.name is not None]
        named = [at for at in names if is_subject(items[at])]
        if named:
            meant = result.resolver.meant(items[named[0]])
            proved = tuple(
                judged.candidate.subject
                for _, judged in sorted(result.figures.items())
                if judged.verdict == "supported"
                and judged.candidate is not None
                and judged.candidate.subject.measure
                and judged.rule != "areas"
            )[:1]
            if proved or meant:
                carried.subjects = Subjects(tuple(dict.fromkeys([*proved, *meant])), "carried")
        areas = [at for at in names if is_area(items[at])]
        if areas:
            item = items[areas[0]]
            assert item.name is not None
            carried.areas = tuple(m.id for m in item.name.meanings if m.kind == "area")
        whens: list[Period] = []
        ends: list[Period] = []
        for at, item in enumerate(items):
            if (
                item.period is not None
                and item.period.kind in ("period", "date", "relative")
                and not (item.depth and any(one.figure is not None and not one.depth for one in items))
                and not result.resolver.is_base(at)
            ):
                choices = result.resolver.read_period(at).choices
                whens.extend(choices or ())
                ends.extend(end for end in (item.period.first, item.period.last) if end is not None)
        if whens:
            carried.times = tuple(dict.fromkeys(whens))
        subjects = (one for at in named for one in result.resolver.meant(items[at]))
        places = (area for at in areas for area in areas_named(items[at]))
        carried.told_subjects = _with(carried.told_subjects, subjects)
        carried.told_areas = _with(carried.told_areas, places)
        carried.told_times = _with(carried.told_times, (*whens, *ends))
        carried.level = level_told(items, result.resolver.roles)
        carried.target = any(role.role == "target" for role in result.resolver.roles.values())
        carried.changes = changes_told(result.resolver, result.figures)
        carried.rest = any(one.candidate is not None and one.candidate.how == REST for one in result.figures.values())
        bases = told_bases(result.resolver, result.figures)
        if bases:
            carried.bases = bases

    # Claims

    def report(self, strict: bool) -> CheckReport:
        claims: list[Claim] = []
        ignored: list[Ignored] = [
            Ignored(blank.start, blank.end, self.text[blank.start : blank.end], blank.reason)
            for blank in self.document.blanks
        ]
        ignored.extend(Ignored(n.start, n.end, self.text[n.start : n.end], n.reason) for n in self.not_figures)
        used: set[int] = set()
        for read in self._agreeing(tuple(self.sentences())):
            for at, item in enumerate(read.sentence.items):
                if item.figure is not None:
                    used.add(item.start)
                    judged = read.figures[at]
                    worked_out = judged.verdict == "supported" and bool(judged.inputs)
                    kind = "arithmetic" if worked_out else _kind_of(item.figure, read.resolver.roles.get(at))
                    claims.append(self._claim(item.start, item.end, kind, judged))
                elif item.period is not None:
                    used.add(item.start)
                    self._period(read, at, item.period, claims, ignored)
                elif item.name is not None:
                    self._within_name(item, used, ignored)
            claims.extend(self._claim(name.start, name.end, "name", name.judged()) for name in read.names)
            for at, kind, judged in read.words:
                item = read.sentence.items[at]
                claims.append(self._claim(item.start, item.end, kind, judged))
        for start, end, judged in judge_quotations(self.document.prose, self.checker.facts.notes):
            claims.append(self._claim(start, end, "quotation", judged))
        self._rest(used, claims, ignored)
        if strict:
            claims = [_strict(claim) for claim in claims]
        claims.sort(key=lambda claim: (claim.start, claim.end, claim.kind))
        ignored.sort(key=lambda item: (item.start, item.end))
        missing = find_missing(self.checker.facts, claims, self.document.prose)
        return CheckReport(tuple(claims), missing, tuple(ignored))

    def _agreeing(self, reads: tuple[ReadSentence, ...]) -> tuple[ReadSentence, ...]:
        """The sentences, with what other sentences or cells of the same text contradict."""
        by_start = {read.sentence.start: read for read in reads}
        found = [
            (by_start[said.start], at, judged)
            for said, at, judged in find_disagreements(r.sentence for r in reads if r.sentence.block.kind != "row")
        ]
        for read, at, judged in found:
            own = read.figures.get(at)
            if own is not None and own.verdict == "not_enough_information":
                read.figures[at] = replace(judged, reading=own.reading)
        for read, parts, judged in _totals(reads):
            own = read.figures.get(0)
            right = judged.verdict == "supported" and all(self._sure(part.figures, (0,)) for part in parts)
            open_ = own is not None and own.verdict == "not_enough_information"
            if own is not None and (right if judged.verdict == "supported" else open_) and own.verdict != "supported":
                read.figures[0] = replace(judged, reading=own.reading)
        return reads

    def _within_name(self, item: Item, used: set[int], ignored: list[Ignored]) -> None:
        """A figure that is part of a name ("recorded within ten working days") claims nothing by itself."""
        first, last = bisect_left(self.starts, item.start), bisect_left(self.starts, item.end)
        inside = self.spans[first:last]
        used.update(span.start for span in inside)
        end = max([item.end, *(span.end for span in inside)])
        text = self.text[item.start : end]
        if inside or any(letter.isdigit() for letter in text):
            ignored.append(Ignored(item.start, end, text, "part of a name"))

    def _period(
        self, read: ReadSentence, at: int, mention: PeriodMention, claims: list[Claim], ignored: list[Ignored]
    ) -> None:
        """A period is a claim where a figure or word was judged by it; else it is noted as a period only."""
        item = read.sentence.items[at]
        if mention.kind == "length" and mention.count and _runs(read.sentence.items, at):
            ordinal = any(
                word in ordinals() or (word[:1].isdigit() and word.endswith(("st", "nd", "rd", "th")))
                for word in item.key.split()
            )
            judged = run_verdict(read.resolver, at, mention.count, ordinal, item.key)
            claims.append(self._claim(item.start, item.end, "run", judged))
            return
        supported = [j for j in [*read.figures.values(), *(w for _, _, w in read.words)] if j.verdict == "supported"]
        for judged in supported:
            candidate = judged.candidate
            if candidate is None:
                continue
            own = [p for p in (mention.period, *mention.alternatives) if p is not None]
            if candidate.period in own or candidate.base in own:
                claims.append(
                    self._claim(
                        item.start,
                        item.end,
                        "date" if mention.kind == "date" else "period",
                        Judged(
                            "supported",
                            "period",
                            "The figure beside it is of this period.",
                            candidate,
                            reading=judged.reading,
                        ),
                    )
                )
                return
        ignored.append(
            Ignored(item.start, item.end, self.text[item.start : item.end], "a time; no figure rests on it alone")
        )

    def _rest(self, used: set[int], claims: list[Claim], ignored: list[Ignored]) -> None:
        """Figures and periods that no sentence took (inside a name, across a break)."""
        covered = sorted((claim.start, claim.end) for claim in claims)
        covered += [(item.start, item.end) for item in ignored]
        covered.sort()
        starts = [start for start, _ in covered]
        for span in self.spans:
            if span.start in used or _covered(covered, starts, span.start, span.end):
                continue
            text = self.text[span.start : span.end]
            if isinstance(span, PeriodMention):
                ignored.append(Ignored(span.start, span.end, text, "a time; no figure rests on it alone"))
            else:
                claims.append(
                    self._claim(
                        span.start,
                        span.end,
                        _kind_of(span, None),
                        Judged(
                            "not_enough_information", "unread", "This figure stands in no sentence that could be read."
                        ),
                    )
                )

    def _claim(self, start: int, end: int, kind: ClaimKind, judged: Judged) -> Claim:
        line = bisect_right(self.lines, start)
        candidate, reading = judged.candidate, judged.reading
        subject = candidate.subject if candidate is not None else None
        if subject is None and reading is not None and reading.subjects.choices:
            subject = reading.subjects.choices[0]
        area = candidate.area if candidate is not None else None
        if area is None and reading is not None and reading.places.choices:
            area = reading.places.choices[0]
        period = candidate.period if candidate is not None else None
        if period is None and reading is not None and reading.times.choices:
            period = reading.times.choices[0]
        return Claim(
            start,
            end,
            line,
            start - self.lines[line - 1] + 1,
            self.text[start:end],
            kind,
            judged.verdict,
            judged.message,
            judged.rule,
            subject.measure if subject else None,
            candidate.statistic if candidate else None,
            area,
            subject.category if subject else None,
            period,
            candidate.facts if candidate else (),
            judged.expected,
        )


def _with(told: tuple[T, ...], more: Iterable[T]) -> tuple[T, ...]:
    """What was told before and what is new, each once."""
    fresh = [one for one in dict.fromkeys(more) if one not in told]
    return (*told, *fresh) if fresh else told


_WHOLE = frozenset({"all", "total", "overall", "value", "figure", "number", "rate"})
_RUN_WORDS = ("consecutive", "in a row", "running", "successive", "straight")


def _names_run(text: str) -> bool:
    return any(word in text for word in _RUN_WORDS)


def _runs(items: Sequence[Item], at: int) -> bool:
    return _names_run(" ".join(item.key for item in items[at : at + 2]))


def _kind_of(figure: Figure, role: RoleRead | None) -> ClaimKind:
    if role is not None and role.role == "areas":
        return "count_of_areas"
    if role is not None and role.role == "run":
        return "run"
    return figure.kind


def _strict(claim: Claim) -> Claim:
    if claim.verdict != "not_enough_information":
        return claim
    return replace(claim, verdict="refuted", rule=f"strict:{claim.rule}")


def _line_starts(text: str) -> list[int]:
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return starts


def _covered(spans: Sequence[tuple[int, int]], starts: Sequence[int], start: int, end: int) -> bool:
    place = bisect_right(starts, start) - 1
    return any(spans[n][0] <= start and end <= spans[n][1] for n in range(max(0, place - 3), place + 1))


def _totals(
    reads: tuple[ReadSentence, ...],
) -> Iterator[tuple[ReadSentence, tuple[ReadSentence, ...], Judged]]:
    """Each total of a table with its parts, and what adding them up says of it."""
    tables: dict[int, dict[tuple[int, int], list[ReadSentence]]] = {}
    for read in reads:
        cell = read.sentence.block.cell
        if cell is not None and read.sentence.block.kind == "cell":
            tables.setdefault(cell.table, {}).setdefault((cell.row, cell.column), []).append(read)
    for table in tables.values():
        cells: dict[tuple[int, int], Figure] = {}
        heads: dict[tuple[int, int], tuple[str, str]] = {}
        for place, inside in table.items():
            cell = inside[0].sentence.block.cell
            assert cell is not None
            heads[place] = (cell.row_head, cell.column_head)
            items = inside[0].sentence.items
            if len(inside) == 1 and len(items) == 1 and items[0].figure is not None:
                cells[place] = items[0].figure
        for place, parts, judged in check_totals(cells, heads):
            yield table[place][0], tuple(table[part][0] for part in parts), judged
