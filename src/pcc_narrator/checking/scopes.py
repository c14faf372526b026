"""What a claim may be about, where and when, and what earlier sentences hand on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from operator import attrgetter
from typing import Literal, NamedTuple

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Index, Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.names import Name, NameFound, Names
from pcc_narrator.models.figure import Figure
from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods import PeriodMention, resolve
from pcc_narrator.periods.words import words

Source = Literal["said", "carried", "heading", "default", "guessed", "open"]


class Subjects(NamedTuple):
    """What a claim may be about, likeliest first, and where that was read."""

    choices: tuple[Subject, ...] = ()
    source: Source = "open"


class Places(NamedTuple):
    """The areas that a claim may be about. `unknown` is a place that the facts do not have."""

    choices: tuple[str, ...] = ()
    source: Source = "open"
    unknown: str = ""


class Times(NamedTuple):
    """The periods that a claim may be about; None: any. `exact`: told by the month they end in, and so no others."""

    choices: tuple[Period, ...] | None = None
    source: Source = "open"
    month: int | None = None
    after: Period | None = None  # only what comes after this
    exact: bool = False
    quarter: bool = False  # told without its year


class Two(NamedTuple):
    """The only two figures that a sentence sets beside each other, without their places: levels, of which `base` is
    compared with, or the whole and its part."""

    kind: Literal["levels", "part"]
    base: Figure
    end: Figure


@dataclass(slots=True)
class Carried:
    """What earlier sentences and headings have set. One per document, moved along by the engine."""

    heading: Subjects = field(default_factory=Subjects)
    heading_area: tuple[str, ...] = ()
    heading_time: tuple[Period, ...] = ()
    heading_base: tuple[Period, ...] = ()  # of a table's column of changes: the earlier of the periods beside it
    subjects: Subjects = field(default_factory=Subjects)
    areas: tuple[str, ...] = ()
    times: tuple[Period, ...] = ()
    bases: tuple[Period, ...] = ()
    proved: tuple[Subject, ...] = ()  # what the figures of the sentence before are of, the last one first
    roots: frozenset[str] = frozenset()  # of the words of the sentence before
    changes: tuple[Candidate, ...] = ()  # that the sentence before has told, in its order
    doubted: bool = False  # of what the sentence before is, was not sure for any of its figures
    told_changes: tuple[Candidate, ...] = ()  # that the paragraph has told so far
    levels: tuple[Period, ...] = ()  # of which it has told proved figures, in its order
    level: Figure | None = None  # the only one of the sentence before
    two: Two | None = None  # levels, or part and whole, that the sentence before sets beside each other
    target: bool = False  # the sentence before has told one
    ordered: bool = False  # the sentence before puts areas in order
    counted: Candidate | None = None  # areas with a rise or a fall, the only thing that the sentence before counts
    changed: tuple[Figure, ...] = ()  # the sizes of the changes that it tells, without their places
    significance: str | None = None  # what the sentence before says of it: yes or no
    rest: bool = False  # what a percentage leaves of a hundred was told
    told_subjects: tuple[Subject, ...] = ()  # everything that the paragraph has named so far
    told_areas: tuple[str, ...] = ()
    told_times: tuple[Period, ...] = ()
    paragraph: int = -1

    def as_it_is(self) -> Carried:
        """A copy, which later sentences do not change."""
        return Carried(*_fields_of(self))

    def enter(self, paragraph: int) -> None:
        """A new paragraph keeps the subject of the section, not the period and place of the one before."""
        if paragraph != self.paragraph:
            self.paragraph = paragraph
            self.areas = ()
            self.times = ()
            self.bases = ()
            self.proved, self.roots, self.significance = (), frozenset(), None
            self.changes, self.levels, self.rest, self.level, self.target = (), (), False, None, False
            self.doubted, self.two, self.counted, self.changed, self.ordered = False, None, None, (), False
            self.told_subjects, self.told_areas, self.told_times, self.told_changes = (), (), (), ()


_fields_of = attrgetter(*(one.name for one in fields(Carried)))


def subject_of(name: NameFound, index: Index, near: Sequence[Subject], sentence: Sequence[str]) -> tuple[Subject, ...]:
    """The subjects that a name may stand for. `near` are the subjects at hand, `sentence` measures named beside it."""
    found: dict[Subject, None] = {}
    for meaning in name.meanings:
        if meaning.kind == "measure":
            found[Subject(meaning.id)] = None
        elif meaning.kind == "category":
            owners = tuple(index.categories.get(meaning.id, ()))
            chosen = [owner for owner in owners if owner in sentence] or [
                owner for owner in owners if any(subject.measure == owner for subject in near)
            ]
            for owner in chosen or owners:
                found[Subject(owner, meaning.id)] = None
    return tuple(found)


def is_exact(mention: PeriodMention) -> bool:
    """Whether a stretch is told by the month that it ends in ("the 12 months to June 2018"): no other year is meant."""
    period = mention.period
    dated = period is not None and (period.months or 0) > 1 and mention.relation is None
    return dated and _names_month(mention.text)


@lru_cache(1 << 12)
def _names_month(text: str) -> bool:
    return any(words().month(word) for word in text.lower().replace(",", " ").split())


def is_subject(item: Item) -> bool:
    """Whether an item names a measure or a category."""
    return item.name is not None and item.name.is_subject


def is_area(item: Item) -> bool:
    """Whether an item names an area."""
    return item.name is not None and item.name.is_area


def areas_named(item: Item) -> tuple[str, ...]:
    """The ids of the areas that an item may name."""
    return tuple(m.id for m in item.name.meanings if m.kind == "area") if item.name is not None else ()


@lru_cache(1 << 12)
def heads_change(head: str) -> bool:
    """Whether the head of a row or column says that changes stand in it."""
    return bool(_CHANGE_HEADS & {word.strip("().,:") for word in head.lower().split()})


def moved_back(mention: PeriodMention, subject: Period, calendar: Calendar) -> Iterator[Period]:
    """The period that "the previous quarter" or "a year earlier" means, seen from `subject`."""
    found = resolve(mention, subject, calendar)
    if found is not None:
        yield found
    single = mention.count in (None, 1) and mention.unit in ("quarter", "month")
    if mention.relation == "previous" and single and subject.months == 12:
        yield subject.shifted(-3 if mention.unit == "quarter" else -1)  # a rolling year one quarter earlier


def heading_subjects(index: Index, names: Names, found: Iterable[NameFound], tokens_guess: Sequence[str]) -> Subjects:
    """The subjects that a heading sets."""
    all_of: dict[Subject, None] = {}
    for name in found:
        all_of.update(dict.fromkeys(subject_of(name, index, (), ())))
    if not all_of:
        all_of.update(dict.fromkeys(Subject(measure) for measure in tokens_guess))
    return Subjects(tuple(all_of), "heading") if all_of else Subjects()


def meanings_of(item: Item, kind: str) -> tuple[Name, ...]:
    """The meanings of a name of one kind."""
    return tuple(m for m in item.name.meanings if m.kind == kind) if item.name is not None else ()


_CHANGE_HEADS = frozenset(
    [
        "change",
        "changes",
        "difference",
        "rise",
        "fall",
        "increase",
        "decrease",
        "growth",
        "trend",
        "movement",
        "versus",
        "vs",
        "compared",
        "variance",
        "gap",
    ]
)
BACK = ("previous", "earlier")
