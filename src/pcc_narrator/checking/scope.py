"""Whose figure it is: the subject, area, period and base that the words around a claim give it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Literal

from pcc_narrator.checking.index import PLAIN, Index, Subject
from pcc_narrator.checking.items import SEQUENCE, Item, Sentence
from pcc_narrator.checking.lexicon import frame_words, target_words
from pcc_narrator.checking.names import Name, NameFound, Names
from pcc_narrator.checking.roles import RoleRead
from pcc_narrator.checking.tokens import stem
from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods import PeriodMention, resolve

Source = Literal["said", "carried", "heading", "default", "guessed", "open"]


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a claim may be about, likeliest first, and where that was read."""

    choices: tuple[Subject, ...] = ()
    source: Source = "open"


@dataclass(frozen=True, slots=True)
class Places:
    """The areas that a claim may be about. `unknown` is a place that the facts do not have."""

    choices: tuple[str, ...] = ()
    source: Source = "open"
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Times:
    """The periods that a claim may be about; None: any. `wide`: other years of the same month will do."""

    choices: tuple[Period, ...] | None = None
    source: Source = "open"
    month: int | None = None
    after: Period | None = None  # only what comes after this


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
            self.told_subjects, self.told_areas, self.told_times = (), (), ()


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


def is_subject(item: Item) -> bool:
    """Whether an item names a measure or a category."""
    return item.name is not None and any(meaning.kind != "area" for meaning in item.name.meanings)


def is_area(item: Item) -> bool:
    """Whether an item names an area."""
    return item.name is not None and any(meaning.kind == "area" for meaning in item.name.meanings)


def areas_named(item: Item) -> tuple[str, ...]:
    """The ids of the areas that an item may name."""
    return tuple(m.id for m in item.name.meanings if m.kind == "area") if item.name is not None else ()


class Resolver:
    """Answers, for one item of a sentence: of which subject, area, period, base?"""

    def __init__(
        self, index: Index, names: Names, carried: Carried, sentence: Sentence, roles: dict[int, RoleRead]
    ) -> None:
        self.index = index
        self.names = names
        self.carried = carried
        self.sentence = sentence
        self.items = sentence.items
        self.roles = roles
        self.measures_here = tuple(
            meaning.id
            for item in self.items
            if item.name is not None
            for meaning in item.name.meanings
            if meaning.kind == "measure"
        )
        self.in_sources = _among_sources(sentence.block.headings)
        cell = sentence.block.cell
        heads = f"{cell.column_head} {cell.row_head}".lower().split() if cell is not None else []
        self.change_head = heads_change(" ".join(heads)) or len(sentence.items) > 3
        said = {item.key for item in sentence.items} if cell is not None and len(sentence.items) > 3 else set()
        column = cell.column_head.lower().split() if cell is not None else []
        self.gap_head = bool(_GAP_HEADS & {word.strip("().,:") for word in column} | {"than", "below", "above"} & said)
        self.target_head = bool(target_words() & {word.strip("().,:") for word in heads})
        self.points_head = bool({"points", "pp", "pts", "ppt"} & {word.strip("().,:") for word in heads})
        self.percent_head = any("%" in word or word in ("percent", "percentage", "share") for word in heads) or (
            "per" in heads and "cent" in heads
        )
        self.strangers: tuple[tuple[int, int, str], ...] = ()  # names that nothing knows, as subjects: start, end, text
        self.in_table = sentence.block.kind in ("cell", "head")
        self.pairs = _respectively(self.items, roles)
        self.ends = _ends_of_range(self.items)

    def says_statistic(self, statistic: str) -> bool:
        """Whether a figure may be of a statistic here: a plain one, or one that the words or heads name."""
        if statistic in PLAIN:
            return True
        words = {stem(word) for word in statistic.split("_") if word not in frame_words()}
        return not words or bool(words & self._stems)

    @cached_property
    def says_rate(self) -> bool:
        """Whether the words or heads speak of a rate."""
        rated = any(item.figure is not None and item.figure.kind == "rate" for item in self.items)
        return rated or stem("rate") in self._stems

    @cached_property
    def _stems(self) -> frozenset[str]:
        cell = self.sentence.block.cell
        heads = (cell.row_head, cell.column_head) if cell is not None else ()
        said = [token.key for token in self.sentence.tokens]
        said += [word for head in (*heads, *self.sentence.block.headings) for word in head.lower().split()]
        return frozenset(stem(word.strip(".,:()")) for word in said)

    # Subjects

    def subjects(self, at: int) -> Subjects:
        """What the figure or word at item `at` is about."""
        if (paired := self.pairs.get(at)) is not None and is_subject(self.items[paired]):
            return Subjects(self.meant(self.items[paired]), "said")
        chosen = self._subject_item(at)
        if chosen is None:
            return self._unsaid(at)
        item = self.items[chosen]
        apart = item.clause != self.items[at].clause or (chosen > at and self.beside(at) is None)
        if apart and self.carried.subjects.choices and self.opens_with_pronoun():
            return Subjects(self.carried.subjects.choices, "carried")
        meant = self.meant(item)
        if self.items[at].figure is None:
            meant = self._firmly(item, meant)
        assert item.name is not None
        category = self._category_beside(chosen, at)
        if category:
            both = [Subject(one.measure, category) for one in meant if self._has(Subject(one.measure, category))]
            meant = tuple(dict.fromkeys([*both, *meant]))
        if all(meaning.weak for meaning in item.name.meanings if meaning.kind != "area"):
            stems = set(item.name.stems)
            inherited = self.inherited()
            kept = [one for one in inherited.choices if stems & self.names.words_of(one)]
            if kept:
                return Subjects(
                    tuple(dict.fromkeys([*kept, *(meant if len(item.name.meanings) > 1 else ())])), "carried"
                )
            return Subjects(meant, "said")
        stems = set(item.name.stems)
        near = [one for one in self.inherited().choices if one not in meant and self._akin(one, meant, stems)]
        divided = [part for one in (*meant, *near) for part in self._divided(one, at)]
        return Subjects(tuple(dict.fromkeys(divided)), "said")

    def _divided(self, subject: Subject, at: int) -> tuple[Subject, ...]:
        """The categories that the clause tells of, for a measure that the facts have by category only."""
        if subject.category is not None or self._has(subject):
            return (subject,)
        clause = self.items[at].clause
        inside = [item for item in self.items if item.clause == clause]
        first, last = inside[0].start, inside[-1].end
        stems = {stem(token.key) for token in self.sentence.tokens if first <= token.start < last}
        told = self.names.categories_told(subject.measure, stems)
        return tuple(Subject(subject.measure, category) for category in told) or (subject,)

    def _firmly(self, item: Item, meant: tuple[Subject, ...]) -> tuple[Subject, ...]:
        """Of what a name may stand for, what it names in full: "convictions" is no short name of a conviction rate."""
        assert item.name is not None
        firm = {meaning.id for meaning in item.name.meanings if meaning.kind == "measure" and not meaning.weak}
        near = self.inherited().choices
        kept = tuple(one for one in meant if one.category is not None or one.measure in firm or one in near)
        return kept if firm and kept else meant

    def _akin(self, subject: Subject, meant: Sequence[Subject], stems: set[str]) -> bool:
        """Whether a name may be short for the subject at hand: "visits made" under a heading on evening visits."""
        content = {word for word in stems if word not in frame_words()}
        whole = subject.category is None and all(one.category is None for one in meant)
        return whole and bool(content) and content <= self.names.words_of(subject)

    def opens_with_pronoun(self) -> bool:
        """Whether the sentence opens with a word that takes up the subject of the one before."""
        first = next((item for item in self.items if item.kind != "mark"), None)
        return first is not None and first.has("pronoun")

    def _has(self, subject: Subject) -> bool:
        return bool(self.index.areas_of(subject))

    def meant(self, item: Item) -> tuple[Subject, ...]:
        """The subjects that a name may stand for here."""
        assert item.name is not None
        return subject_of(item.name, self.index, self.inherited().choices, self.measures_here)

    def _category_beside(self, chosen: int, at: int) -> str | None:
        """A category named in the same clause as the chosen measure, nearest before the figure."""
        item = self.items[chosen]
        assert item.name is not None
        if any(meaning.kind == "category" for meaning in item.name.meanings):
            return None
        clause = self.items[at].clause
        for step in [*range(at - 1, -1, -1), *range(at + 1, len(self.items))]:
            other = self.items[step]
            if other.clause != clause or step == chosen or other.name is None:
                continue
            for meaning in other.name.meanings:
                if meaning.kind == "category":
                    return str(meaning.id)
                if meaning.kind == "measure" and step < chosen < at:
                    return None
        return None

    def _subject_item(self, at: int) -> int | None:
        items = self.items
        clause = items[at].clause
        beside = self.beside(at)
        if beside is not None:
            return beside
        if items[at].has("change_noun") and at + 1 < len(items) and items[at + 1].key in ("in", "of"):
            for step in range(at + 2, min(len(items), at + 7)):  # "an improvement in the number of visits"
                if items[step].clause != clause or items[step].kind in ("mark", "figure", "period"):
                    break
                if is_subject(items[step]):
                    return step
        for step in range(at - 1, -1, -1):
            if items[step].clause != clause:
                break
            if is_subject(items[step]) and not self._compared(step):
                return step
        for step in range(at + 1, len(items)):
            if items[step].clause != clause:
                break
            if is_subject(items[step]):
                return step
        for step in range(at - 1, -1, -1):
            if is_subject(items[step]):
                return step
        if clause == 0 and items[at].depth == 0:
            for step in range(at + 1, len(items)):
                if is_subject(items[step]):
                    return step
        return None

    def _compared(self, step: int) -> bool:
        """A subject that stands in a comparison's second half ("more than surgery did") is not the subject."""
        before = [item.key for item in self.items[max(0, step - 2) : step]]
        return before[-1:] == ["than"] or "relative to" in before  # "relative to its population"

    def beside(self, at: int) -> int | None:
        """The name in the noun phrase that follows a figure: "692 evening visits", "1,099 fewer surgeries"."""
        if self.items[at].figure is None:
            return None
        steps = 0
        for step in range(at + 1, len(self.items)):
            item = self.items[step]
            if item.kind == "mark" and item.key in "'\"“”‘’`*":
                continue
            if item.clause != self.items[at].clause or item.kind in ("mark", "figure", "period"):
                return None
            if is_subject(item):
                previous = self.items[step - 1].key
                if (fuller := self._fuller(step)) is not None:
                    return fuller
                if previous in ("than", "compared", "and", "while"):
                    return None
                return step
            if item.key in ("than", "and", "compared to", "compared with", "while", "with", "to", "from", "by") or (
                item.has("compare") and item.key not in ("on",)
            ):
                return None
            if item.has("level") and steps:
                return None
            steps += 1
            if steps > 5:
                return None
        return None

    def _fuller(self, step: int) -> int | None:
        """ "Visits of children": the name after "of" says more than the weak one before it."""
        name = self.items[step].name
        if name is None or not all(meaning.weak for meaning in name.meanings) or step + 2 >= len(self.items):
            return None
        following = self.items[step + 2]
        return step + 2 if self.items[step + 1].key in ("of", "involving", "for") and is_subject(following) else None

    def inherited(self) -> Subjects:
        """The subject that a sentence has when it names none."""
        if self.carried.subjects.choices:
            if self.carried.heading.choices:
                merged = dict.fromkeys([*self.carried.subjects.choices, *self.carried.heading.choices])
                return Subjects(tuple(merged), "carried")
            return Subjects(self.carried.subjects.choices, "carried")
        return self.carried.heading

    def _unsaid(self, at: int) -> Subjects:
        """No name in the sentence: the table's heads, the sentence before, the heading, the only measure, a guess."""
        guess = self.names.guess(self.sentence.tokens)
        carried, heading = self.carried.subjects, self.carried.heading
        if carried.choices:
            return Subjects(carried.choices, "carried")
        if heading.choices:
            return Subjects(heading.choices, "heading")
        if guess:
            return Subjects(tuple(Subject(measure) for measure in guess), "guessed")
        measures = self.index.set.measures
        if len(measures) == 1:
            return Subjects((Subject(measures[0].id),), "default")
        return Subjects()

    # Areas

    def places(self, at: int) -> Places:
        """Where the figure at item `at` is of."""
        if (paired := self.pairs.get(at)) is not None and is_area(self.items[paired]):
            return Places(areas_named(self.items[paired]), "said")
        step = self._area_item(at)
        if (stranger := self._stranger(at, step)) is not None:
            return Places((), "said", stranger)
        if step is not None:
            return Places(areas_named(self.items[step]), "said")
        if (unknown := self._unknown_place(at)) is not None:
            return Places((), "said", unknown)
        own = (self.index.own,) if self.index.own else ()
        if self.carried.areas and self.carried.areas != own:
            return Places(tuple(dict.fromkeys([*self.carried.areas, *own])), "carried")
        if self.carried.heading_area:
            return Places(self.carried.heading_area, "heading")
        return Places(own, "default")

    def _stranger(self, at: int, step: int | None) -> str | None:
        """A name that nothing knows and that the clause speaks of, if no area is named nearer."""
        clause = [item for item in self.items if item.clause == self.items[at].clause]
        for start, end, text in reversed(self.strangers):
            nearer = step is not None and self.items[step].start >= end
            if clause[0].start <= start and end <= self.items[at].start and not nearer:
                return text
        return None

    def _area_item(self, at: int) -> int | None:
        items, clause = self.items, self.items[at].clause
        if at >= 3 and items[at - 1].key in ("with", "at") and items[at - 2].key == "," and is_area(items[at - 3]):
            return at - 3  # "Leeds, with 41,304 visits, was"
        for step in range(at + 1, min(len(items), at + 14)):
            item = items[step]
            if item.clause != clause or (item.kind == "figure" and not self._apposed(step, at)):
                break
            if (
                item.key in ("than", "compared to", "compared with", "and", "against", "versus", "as")
                or (item.key == "that" and step + 1 < len(items) and items[step + 1].key == "of")
                or (item.has("compare") and item.key not in ("on", "over", "from"))
                or item.has("comparison")
            ):
                break
            if (
                is_area(item)
                and step
                and items[step - 1].key
                in ("in", "of", "for", "across", "at", "the", "by", "within", "throughout", "around", "on", "from")
            ):
                return step
            if is_area(item) and items[step].key != "" and step == at + 1:
                return step
        best = None
        for step in range(at - 1, -1, -1):
            if items[step].clause != clause:
                break
            if is_area(items[step]):
                best = step
                break
        if best is not None:
            return best
        for step in range(at - 1, -1, -1):
            if is_area(items[step]) and not self._after_compare(step):
                return step
        for step in range(at + 1, len(items)):
            if items[step].clause != clause:
                break
            if is_area(items[step]) and not self._after_compare(step) and items[step - 1].key in _PLACED:
                return step
        return None

    def _apposed(self, step: int, at: int) -> bool:
        role = self.roles.get(step)
        return role is not None and role.apposed and role.pair == at

    def _after_compare(self, step: int) -> bool:
        return any(
            item.key == "than"
            or (item.has("compare") and item.key not in ("on", "over", "from", "since", "after", "following"))
            or item.has("comparison")
            for item in self.items[max(0, step - 4) : step]
        )

    def _unknown_place(self, at: int) -> str | None:
        """A capitalised name after "in" or "at" that the facts do not have."""
        text = {token.start: token for token in self.sentence.tokens}
        clause = self.items[at].clause
        for step, item in enumerate(self.items[:-1]):
            if item.clause != clause or item.key not in ("in", "at", "for", "across"):
                continue
            following = self.items[step + 1]
            if following.key == "the" and step + 2 < len(self.items):
                following = self.items[step + 2]
            token = text.get(following.start)
            before = text.get(self.items[step - 1].start) if step else None
            if item.key == "for" and before is not None and before.text[:1].isupper():
                continue  # "the National Office for Water Quality"
            if step + 2 < len(self.items) and self.items[step + 2].key[:1].isdigit():
                continue  # "in Table 10"
            if (
                following.kind == "word"
                and token is not None
                and token.text[:1].isupper()
                and not token.text.isupper()
                and not following.words
            ):
                return token.text
        return None

    def rivals(self, at: int) -> tuple[str, ...]:
        """The areas that the claim at item `at` is compared with: those after the comparing word."""
        role = self.roles.get(at)
        start = role.word if role is not None and role.word is not None and role.word > at else at
        found: dict[str, None] = {}
        for step in range(start + 1, len(self.items)):
            item = self.items[step]
            if item.clause != self.items[start].clause:
                break
            if is_area(item):
                found.update(dict.fromkeys(areas_named(item)))
                break
        return tuple(found)

    def told_by_run(self, at: int) -> bool:
        """Whether a direction word belongs to a run ("four consecutive falls"), which is judged as a whole."""
        for step in range(at - 1, max(-1, at - 4), -1):
            item = self.items[step]
            if item.kind == "mark":
                return False
            if item.has("run"):
                return True
            if item.period is not None and any(word in item.key for word in ("consecutive", "successive")):
                return True
        return False

    def each_period(self, at: int) -> object:
        """The length of period of "in every month" or "each year"; None where nothing is said of each."""
        clause = self.items[at].clause
        for item in self.items:
            if item.clause == clause and item.has("trend", "steadily"):
                words = item.key.split()
                if words[0] in ("every", "each"):
                    return {"month": 1, "quarter": 3, "year": 12, "week": "7 days", "day": "1 days"}.get(words[1])
        return None

    # Periods

    def times(self, at: int) -> Times:
        """When the figure or word at item `at` is of."""
        if (paired := self.pairs.get(at)) is not None and self.items[paired].period is not None:
            return self.read_period(paired)
        role = self.roles.get(at)
        if role is not None and role.apposed and role.pair is not None:
            at = role.pair
        step = self._period_item(at)
        if (event := self.since_then(at)) is not None:
            return Times(None, "open", after=event)
        if step is not None:
            mention = self.items[step].period
            told = role is None or role.role in ("level", "open", "mean", "run", "to")
            if (
                mention is not None
                and told
                and mention.period is not None
                and self._preposed(step) in ("after", "following")
            ):
                return Times(None, "open", after=mention.period)
            if (
                mention is not None
                and mention.first is not None
                and mention.last is not None
                and (
                    role is not None
                    and role.role in ("from", "to", "change", "multiple")
                    and mention.preposition in ("from", "between")
                )
            ):
                return Times((mention.first if role.role == "from" else mention.last,), "said")
            return self.read_period(step)
        earlier = self.event_before(at)
        if earlier is not None:
            return Times(None, "open", after=earlier)
        return self.default_times()

    def stretch(self, at: int) -> tuple[Period, Period] | None:
        """The ends of the range told as two periods in the clause of an item."""
        found = {end: step for step, end in self.ends.items() if self.items[step].clause == self.items[at].clause}
        ranged = [
            item.period for item in self.items if item.clause == self.items[at].clause and item.period is not None
        ]
        if not found and len(ranged) == 1 and ranged[0].preposition in ("between", "from"):
            one = ranged[0]
            return (one.first, one.last) if one.first is not None and one.last is not None else None
        if len(self.ends) != 2 or len(found) != 2:
            return None
        first, last = (self.read_period(found[end]).choices for end in ("first", "last"))
        return (first[0], last[0]) if first and last else None

    def _preposed(self, step: int) -> str:
        """The preposition of a period."""
        mention = self.items[step].period
        before = self.items[step - 1].key if step else ""
        return (
            before
            if before in ("after", "following", "since")
            else (mention.preposition if mention is not None else "")
        )

    def since_then(self, at: int) -> Period | None:
        """ "Peaked in 2011 and has fallen since": the period before a "since" that none follows."""
        for step in (at + 1, at + 2):
            if step < len(self.items) and self.items[step].key == "since":
                if step + 1 < len(self.items) and self.items[step + 1].kind not in ("mark",):
                    return None
                for earlier in range(at - 1, -1, -1):
                    mention = self.items[earlier].period
                    if mention is not None and mention.period is not None:
                        return mention.period
        return None

    def event_before(self, at: int) -> Period | None:
        """The period of the clause before, where this clause tells what came next ("before falling to 3.9")."""
        clause = self.items[at].clause
        first = next((item for item in self.items if item.clause == clause and item.kind != "mark"), None)
        if first is None or not clause:
            return None
        opening = self.items[0].key == "after" and clause == 1
        if first.key not in SEQUENCE and not opening:
            return None
        for step in range(len(self.items) - 1, -1, -1):
            mention = self.items[step].period
            if self.items[step].clause == clause - 1 and mention is not None and mention.kind != "length":
                choices = self.read_period(step).choices
                return choices[0] if choices else None
        return None

    def default_times(self) -> Times:
        """The period of the sentence before, or of the heading, or of the report."""
        report = self.report_periods()
        if self.carried.times:
            return Times(tuple(dict.fromkeys([*self.carried.times, *report])), "carried")
        if self.carried.heading_time:
            others = () if self.in_table else report  # the head of a column or row leaves no other period open
            return Times(tuple(dict.fromkeys([*self.carried.heading_time, *others])), "heading")
        if report:
            return Times(report, "default")
        return Times()

    def report_periods(self) -> tuple[Period, ...]:
        """The report's period and the longer and shorter ones that end with it."""
        return self.index.report_periods

    def read_period(self, step: int) -> Times:
        """The periods that a period item may mean here."""
        mention = self.items[step].period
        assert mention is not None
        choices = tuple(p for p in (mention.period, *mention.alternatives) if p is not None)
        if mention.relation == "this":
            choices = tuple(dict.fromkeys([*choices, *self.report_periods()]))
        elif mention.relation in _BACK:
            moved = self._relative(mention)
            named = any(item.period is not None and item.period.kind == "period" for item in self.items)
            choices = tuple(dict.fromkeys(moved if named and moved else [*choices, *moved]))
        elif mention.relation == "next":
            return Times(None, "open")  # "to 7.6 per cent a year later"
        if not choices and mention.month is None:
            return self.default_times() if mention.relation != "up_to_now" else Times(None, "open")
        bare = mention.month is not None and not any(letter.isdigit() for letter in mention.text)
        if bare and self.carried.times:
            years = [
                choice.shifted(12 * (known.end.year - choice.end.year))
                for choice in choices
                for known in self.carried.times
                if choice.end is not None and known.end is not None
            ]
            choices = tuple(dict.fromkeys([*choices, *years]))
        return Times(choices or None, "said", mention.month if bare else None)

    def _relative(self, mention: PeriodMention) -> tuple[Period, ...]:
        said = [
            item.period
            for step, item in enumerate(self.items)
            if item.period is not None
            and item.period.kind in ("period", "date")
            and self._preposed(step) != "since"  # where a stretch began is not what "a year earlier" is seen from
        ]
        own = [one.last or one.period for one in said if one.period is not None]
        anchors = own or [*self.carried.times, *self.report_periods()]
        calendar = self.index.set.calendar
        return tuple(dict.fromkeys(moved for anchor in anchors for moved in moved_back(mention, anchor, calendar)))

    def _period_item(self, at: int) -> int | None:
        """The period that goes with a figure or word: after it, before the next figure; else before it."""
        items, clause = self.items, self.items[at].clause
        role = self.roles.get(at)
        wants_base = role is not None and role.role == "from"
        if wants_base and role is not None and role.pair is not None:
            for step in range(at):
                mention = items[step].period
                if mention is not None and mention.preposition == "from" and items[step].clause == clause:
                    return step  # "from June to July, from 93 to 91"
        if (when := self._when_clause(at)) is not None:
            return when
        if at >= 2 and items[at - 1].key == "(" and items[at - 2].kind == "period":
            inside = [one for one in items[at + 1 : at + 8] if one.depth >= items[at].depth and one.clause == clause]
            own = next((one for one in inside if one.kind in ("period", "figure")), None)
            if own is None or own.kind != "period":
                other = own is not None and any(one.has("compare") for one in inside)
                if not (other and self.is_base(at - 2)):
                    return at - 2
                return None  # "stable compared with May (259 against 262)": this period, then that

        if (
            at >= 3
            and items[at - 1].key == "of"
            and items[at - 2].key in _LEVEL_NOUNS
            and items[at - 3].kind == "period"
        ):
            return at - 3  # "its 2008 level of 5.7"
        bracketed = at >= 2 and items[at - 1].key == "(" and items[at - 2].kind == "period"
        for step in (at - 1, at - 2):
            if (
                not bracketed
                and step >= 0
                and items[step].kind == "period"
                and items[step].clause == clause
                and self._is_when(step, False)
                and all(one.kind == "mark" and one.key in ":(–—=" for one in items[step + 1 : at])
            ):
                return step
        for step in range(at + 1, len(items)):
            item = items[step]
            if item.clause != clause:
                break
            if (
                item.figure is not None
                and item.figure.kind != "duration"  # "over the four quarters of 2018"
                and not self._apposed(step, at)
                and self.roles.get(step, RoleRead("open")).role not in ("out_of",)
            ):
                break
            back = at if step + 1 < len(items) and items[step + 1].key in _ASIDES else 4
            if item.key == "," and any(
                items[one].kind == "period" and items[one].clause == clause and self._is_when(one, False)
                for one in range(max(0, at - back), at)
            ):
                break
            if item.kind == "period" and item.depth <= items[at].depth and self._is_when(step, wants_base, at):
                return step
        for step in range(at - 1, -1, -1):
            item = items[step]
            if item.clause != clause:
                break
            if item.kind == "figure" and not self._apposed(step, at) and self._has_own_period(step, at):
                break
            if item.kind == "period" and self._is_when(step, False):
                return step
        first = next((item for item in items if item.clause == clause and item.kind != "mark"), None)
        if first is not None and (first.key in SEQUENCE or (items[0].key == "after" and clause == 1)):
            return None
        for step in range(at):
            if items[step].kind == "period" and self._is_when(step, False):
                return step
        return None

    def _when_clause(self, at: int) -> int | None:
        """ "Since 2005, when there were 48": the period before "when" is that of the figure after it."""
        for step in range(at - 1, max(0, at - 9), -1):
            item = self.items[step]
            if item.kind in ("figure", "period") or item.clause != self.items[at].clause:
                return None
            if item.key in ("when", "where"):
                open_ = [one for one in range(step - 1, max(-1, step - 9), -1) if not self.items[one].depth]
                return next((one for one in open_[:2] if self.items[one].kind == "period"), None)
        return None

    def _has_own_period(self, step: int, at: int) -> bool:
        """Whether the period between two figures belongs to the first of them."""
        return any(item.kind == "period" for item in self.items[step:at])

    def _is_when(self, step: int, wants_base: bool, at: int | None = None) -> bool:
        mention = self.items[step].period
        if mention is None or mention.kind == "length":
            return False
        role = self.roles.get(at) if at is not None else None
        if mention.relation in _BACK and (" on " in mention.text.lower() or (role is not None and role.role == "to")):
            return False
        if wants_base or not self.is_base(step):
            return True
        return (
            at is not None
            and self.owner(step) == at
            and step - at <= 3
            and self.items[at + 1].key in ("of", "in", "for")
        )

    def is_base(self, step: int) -> bool:
        """Whether a period says what is compared with, not when the figure is of."""
        mention = self.items[step].period
        if mention is None:
            return False
        if mention.kind == "length":
            return False
        if step in self.ends:
            return self.ends[step] == "first"
        if self._ranged(step):
            return False  # "over the five months from October to February"
        before = self.items[max(0, step - 6) : step]
        if any(item.key == "time" for item in before[-3:]) or any(item.key == "first" for item in before[-5:]):
            return False  # "for the first time since 2009", "the first increase since 2011"
        elsewhere = False
        for item in reversed(before):
            elsewhere = elsewhere or is_area(item)
            if elsewhere and item.key == "than" and mention.relation not in _BACK:
                return False  # "lower in Leeds than in York in May"
            if item.kind in ("figure", "period") or (item.kind == "mark" and item.key not in ("(",)):
                break
            if item.has("compare") and item.key not in ("after", "following", "over", "from", "on", "since"):
                return True
            if item.key in ("than", "on", "from", "above", "below") and (
                item.key != "on" or mention.relation is not None or mention.kind == "period"
            ):
                return True
            if item.key in ("over", "since") and mention.relation in _BACK:
                return True
            if item.key == "since":
                return True
            if item.key == "as" and any(one.figure is not None and one.figure.unit == "ratio" for one in self.items):
                return True  # "twice as many as in 2015"
            if item.key in ("had", "been", "were", "recorded", "seen", "reported", "counted", "made"):
                continue  # "16 fewer than had been recorded in May"
            if (
                item.kind == "word"
                and not item.words
                and item.key
                not in (
                    "in",
                    "the",
                    "at",
                    "of",
                    "for",
                    "during",
                    "same",
                    "period",
                    "that",
                    "a",
                    "an",
                    "what",
                    "it",
                    "was",
                )
            ):
                break
        if mention.preposition in ("since", "than", "from") and mention.first is None:
            return True
        owner = self.owner(step)
        if owner is not None and self.roles[owner].role == "from":
            return True
        return mention.relation in _BACK and self._near_change(step)

    def owner(self, step: int) -> int | None:
        """The figure that a period follows: "510 evening visits in the year to December 2017"."""
        clause = self.items[step].clause
        for at in range(step - 1, max(-1, step - 9), -1):
            item = self.items[at]
            if item.clause != clause or item.kind in ("period", "mark"):
                return None
            if item.kind == "figure":
                return at
        return None

    def _ranged(self, step: int) -> bool:
        mention = self.items[step].period
        return mention is not None and mention.first is not None and mention.preposition in ("from", "between")

    def _near_change(self, step: int) -> bool:
        clause = self.items[step].clause
        return any(
            item.clause == clause and (item.has("direction") or item.has("change_noun") or item.has("more"))
            for item in self.items
        )

    def bases(self, at: int, periods: Sequence[Period] | None) -> Times:
        """What a change at item `at` is counted from. Open where nothing is said."""
        if self.carried.heading_base:
            return Times(self.carried.heading_base, "said")
        items, clause = self.items, self.items[at].clause
        role = self.roles.get(at)
        if role is not None and role.apposed and role.pair is not None:
            at = role.pair
        steps = [*range(at + 1, len(items)), *range(at - 1, -1, -1)]
        ranged = next((s for s in steps if self._ranged(s) and items[s].clause == clause), None)
        if ranged is not None and role is not None and role.role in ("change", "multiple"):
            mention = items[ranged].period
            assert mention is not None and mention.first is not None
            return Times((mention.first,), "said")
        found = [
            step
            for step in steps
            if items[step].kind == "period" and items[step].clause == clause and self.is_base(step)
        ]
        if not found:
            found = [
                step
                for step in steps
                if items[step].kind == "period"
                and items[step].depth == 0
                and self.is_base(step)
                and abs(items[step].clause - clause) == 0
            ]
        for step in found:
            mention = items[step].period
            assert mention is not None
            if mention.relation in _BACK:
                anchors = list(periods or [])
                calendar = self.index.set.calendar
                choices = [p for anchor in anchors for p in moved_back(mention, anchor, calendar)]
                if not choices and mention.period is not None:
                    choices = [mention.period]
                if not anchors:
                    return Times()
                return Times(tuple(dict.fromkeys(choices)), "said")
            choices = [p for p in (mention.period, *mention.alternatives) if p is not None]
            if choices:
                bare = mention.month is not None and not any(letter.isdigit() for letter in mention.text)
                return Times(tuple(choices), "said", mention.month if bare else None)
        return Times()


@lru_cache(256)
def _among_sources(headings: tuple[str, ...]) -> bool:
    return any(heading.lower().split()[:1] in _SOURCES for heading in headings)


_SOURCES = (["sources"], ["references"], ["bibliography"], ["footnotes"], ["endnotes"])
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
_GAP_HEADS = frozenset({"difference", "versus", "vs", "compared", "variance", "gap", "against", "distance"})
_LEVEL_NOUNS = frozenset({"level", "figure", "total", "value", "peak", "rate", "average", "number", "high", "low"})
_PLACED = frozenset({"in", "of", "for", "across", "at"})
_ASIDES = frozenset({"which", "a", "an", "up", "down", "up from", "down from", "compared to", "compared with"})
_BACK = ("previous", "earlier")


def heads_change(head: str) -> bool:
    """Whether the head of a row or column says that changes stand in it."""
    return bool(_CHANGE_HEADS & {word.strip("().,:") for word in head.lower().split()})


def moved_back(mention: PeriodMention, subject: Period, calendar: Calendar) -> Iterator[Period]:
    """The period that "the previous quarter" or "a year earlier" means, seen from `subject`."""
    found = resolve(mention, subject, calendar)
    if found is not None:
        yield found
    if mention.relation == "previous" and mention.unit in ("quarter", "month") and subject.months == 12:
        yield subject.shifted(-3 if mention.unit == "quarter" else -1)  # a rolling year one quarter earlier


def _ends_of_range(items: tuple[Item, ...]) -> dict[int, str]:
    """The ends of a range told as two periods: "between May 2017 (75) and May 2018 (147)"."""
    found: dict[int, str] = {}
    steps = [at for at, item in enumerate(items) if item.period is not None and item.period.kind != "length"]
    for one, two in itertools.pairwise(steps):
        left, right = items[one].period, items[two].period
        assert left is not None and right is not None
        if left.first is not None or right.first is not None or items[one].clause != items[two].clause:
            continue
        between = [item for item in items[one + 1 : two] if item.depth <= items[one].depth and item.key not in "()[]"]
        opened = items[one - 1].key if one and items[one - 1].key != "the" else items[one - 2].key if one > 1 else ""
        opening = opened if opened in ("between", "from") else left.preposition
        link = [item.key for item in between if item.key != "the"] or [right.preposition or ""]
        if (opening, *link) in (("between", "and"), ("from", "to")):
            found[one], found[two] = "first", "last"
    return found


def _last_of_a_kind(items: tuple[Item, ...], figures: list[int]) -> list[int]:
    """The figures that "respectively" pairs: the last before it that are of one kind, if another kind stands before."""
    end = next(at for at, item in enumerate(items) if item.key == "respectively")
    row = [at for at in figures if at < end]
    kinds = [figure.kind for at in row if (figure := items[at].figure) is not None]
    first = next((step for step in range(len(kinds) - 1, -1, -1) if kinds[step] != kinds[-1]), -1)
    return row[first + 1 :] if len(row) - first > 2 else figures


def _respectively(items: tuple[Item, ...], roles: dict[int, RoleRead]) -> dict[int, int]:
    """For "A, B and C were 1, 2 and 3 respectively": which name or period goes with which figure."""
    figures = [at for at, item in enumerate(items) if item.kind == "figure"]
    if any(item.key == "respectively" for item in items):
        figures = _last_of_a_kind(items, figures)
    else:
        if (paired := _in_pairs(items, figures)) is not None:
            return paired
        colon = next((at for at, item in enumerate(items) if item.kind == "mark" and item.key in (":", "–", "—")), None)
        figures = [at for at in figures if colon is not None and at > colon]
        if len(figures) != 2 or any(item.kind in ("name", "period") for item in items[figures[0] :]):
            return {}
        between = items[figures[0] : figures[1]]
        if not any(item.has("compare") or item.key in ("and", "to") for item in between):
            return {}
    lists: list[list[int]] = [
        [at for at, item in enumerate(items) if is_subject(item)],
        [at for at, item in enumerate(items) if is_area(item)],
        [
            at
            for at, item in enumerate(items)
            if item.kind == "period" and item.period is not None and item.period.kind != "length"
        ],
    ]
    if figures and len(figures) < sum(item.kind == "figure" for item in items):
        lists = [[at for at in group if at < figures[0]][-len(figures) :] for group in lists]
    for group in lists:
        if len(group) >= 2 and len(group) == len(figures):
            return dict(zip(figures, group, strict=True))
    return {}


def _in_pairs(items: tuple[Item, ...], figures: list[int]) -> dict[int, int] | None:
    """ "A and B had 12 and 15, a rise of two and a fall of three": two names, and figures told twice in their order."""
    for is_name in (is_area, is_subject):
        named = [at for at, item in enumerate(items) if is_name(item)]
        if len(named) != 2 or len(figures) != 4 or named[1] > figures[0]:
            continue
        joined = [[item.key for item in items[one + 1 : two]] == ["and"] for one, two in (named, figures[:2])]
        last = [item.key for item in items[figures[2] + 1 : figures[3]]]
        if all(joined) and last[:1] == ["and"]:
            return dict(zip(figures, (*named, *named), strict=True))
    return None


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
