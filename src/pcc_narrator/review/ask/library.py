"""What can be looked up: which subject a question names, and the figures of a subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pcc_narrator.checking import Checker
from pcc_narrator.figures import write
from pcc_narrator.models.fact import Fact, FactSet, Measure
from pcc_narrator.models.flag import Flag
from pcc_narrator.models.period import Period
from pcc_narrator.periods import write_period
from pcc_narrator.review.ask.answer import Part

_SILENT_WORDS = """
a an and are as at be been by did do does for from has have how in is it its many me much of on or our over
per rate show tell than that the their there they this to total volume was we were what when where which who
why will with number average flagged flag measure figure figures
"""
_SILENT = frozenset(_SILENT_WORDS.split())
_CHANGES = ("change", "change_percent", "change_points")


@dataclass(frozen=True, slots=True)
class Subject:
    """A measure, or one category of it."""

    measure: str
    category: str | None = None


class Library:
    """A fact set, its flags and its checker, made ready for questions."""

    def __init__(self, facts: FactSet, flags: Sequence[Flag], checker: Checker) -> None:
        self.facts = facts
        self.flags = tuple(flags)
        self.checker = checker
        self.own = facts.areas[0].id if facts.areas else ""
        self._names = tuple(self._all_names())
        self._spelt = self._all_spelt()
        self._by_subject: dict[Subject, list[Fact]] = {}
        for fact in facts.facts:
            self._by_subject.setdefault(Subject(fact.measure, fact.category), []).append(fact)
        self.now = facts.period or self._latest()

    def _latest(self) -> Period | None:
        """The period that the newest figures are of, the shortest where several end together."""
        periods = {f.period for f in self.facts.facts if f.area == self.own and f.period.months is not None}
        ends = [(period.end, -(period.months or 0), period) for period in periods if period.end is not None]
        return max(ends, key=lambda one: one[:2])[2] if ends else None

    def _all_names(self) -> Iterator[tuple[frozenset[str], Subject]]:
        for measure in self.facts.measures:
            for name in (measure.title, *measure.names):
                if words := _words(name):
                    yield words, Subject(measure.id)
        for measure_id, category in dict.fromkeys((f.measure, f.category) for f in self.facts.facts if f.category):
            if words := _words(category or ""):
                yield words, Subject(measure_id, category)

    def _all_spelt(self) -> re.Pattern[str]:
        names = {name for measure in self.facts.measures for name in (measure.title, *measure.names)}
        names |= {fact.category for fact in self.facts.facts if fact.category}
        longest = sorted((name for name in names if name), key=lambda name: (-len(name), name))
        return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest) or r"(?!)", re.I)

    def named(self, question: str, *, whole: bool = False) -> tuple[Subject, ...]:
        """The subjects that a question names, the best fitting ones: whole names before (or without) parts of them."""
        said = _words(question)
        scored: dict[Subject, tuple[float, int]] = {}
        for words, subject in self._names:
            common = len(words & said)
            score = (common / len(words), common)
            if common and score > scored.get(subject, (0.0, 0)):
                scored[subject] = score
        if not scored:
            return ()
        full = {subject: score for subject, score in scored.items() if score[0] == 1}
        if whole and not full:
            return ()
        pool = full or {subject: score for subject, score in scored.items() if score[0] >= 0.5} or scored
        best = max(score[1] if full else score[0] for score in pool.values())
        return tuple(s for s, score in pool.items() if (score[1] if full else score[0]) == best)

    def areas(self, question: str) -> tuple[str, ...]:
        """The areas that a question names, by title or another name, the report's own among them."""
        said = f" {_plain(question)} "
        return tuple(
            area.id
            for area in self.facts.areas
            if any(f" {_plain(name)} " in said for name in (area.title, *area.names) if _plain(name))
        )

    def placeless(self, question: str) -> str:
        """A question without the names of areas in it: whole names only, "York" is not "York and Selby"."""
        names = {name for area in self.facts.areas for name in (area.title, *area.names) if _plain(name)}
        for name in sorted(names, key=lambda name: (-len(name), name)):
            spelt = r"[\W_]+".join(re.escape(word) for word in re.findall(r"\w+", name.removeprefix("the ")))
            question = re.sub(rf"(?<!\w)(?:the )?{spelt}(?!\w)", " ", question, flags=re.I)
        return question

    def categories(self, question: str) -> tuple[Subject, ...]:
        """The categories that a question names in full, those of a measure that it names too first."""
        said = _words(question)
        found = [subject for words, subject in self._names if subject.category is not None and words <= said]
        named = {subject.measure for words, subject in self._names if subject.category is None and words <= said}
        return tuple(sorted(dict.fromkeys(found), key=lambda subject: subject.measure not in named))

    def related(self, question: str) -> tuple[Subject, ...]:
        """Every subject that shares most of its words with a question, or has all the question's words in its name."""
        said = _words(question)
        known = said & frozenset().union(*(words for words, _ in self._names))
        return tuple(
            dict.fromkeys(
                subject
                for words, subject in self._names
                if 2 * len(words & said) > len(words) or (known and known <= words)
            )
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the names in the data: of measures and what they count, of categories."""
        counted = [one.counted for one in self.facts.measures if one.counted is not None]
        names = [
            *(name for one in self.facts.measures for name in (one.title, *one.names)),
            *(noun for one in counted for noun in (one.one, one.many)),
            *(fact.category for fact in self.facts.facts if fact.category),
        ]
        return frozenset().union(*(stems(name) for name in dict.fromkeys(names)))

    def unnamed(self, question: str) -> str:
        """A question without the names in it: "Visits (flagged and key word)" asks for no flag."""
        return self._spelt.sub("it", question)

    def of(
        self, subject: Subject, *statistics: str, area: str | None = None, period: Period | None = None
    ) -> list[Fact]:
        """Facts of a subject, of the report's own area unless another is named, the latest first."""
        area = area or self.own
        found = [
            fact
            for fact in self._by_subject.get(subject, ())
            if fact.area == area and fact.statistic in statistics and (period is None or fact.period == period)
        ]
        return sorted(found, key=lambda fact: (fact.period.end is not None, fact.period.end, fact.id), reverse=True)

    def levels(self, subject: Subject, period: Period | None = None, area: str | None = None) -> list[Fact]:
        """The level of a subject: of one period, or of the report's and the 12 months to its end, else the latest."""
        found = self.of(subject, "value", area=area, period=period)
        if period is not None or not found:
            return found[:1]
        of_now = [fact for fact in found if self.now is not None and fact.period.end == self.now.end]
        kinds: dict[str, Fact] = {}
        for fact in of_now or found[:1]:
            kinds.setdefault(fact.period.kind, fact)
        return sorted(kinds.values(), key=lambda fact: fact.period.months or 0)

    def changes(self, level: Fact) -> list[tuple[Fact, Fact | None]]:
        """The changes that led to a level: each as number or points, with the same in per cent where there is one."""
        found = [
            fact
            for fact in self.of(Subject(level.measure, level.category), *_CHANGES, period=level.period)
            if fact.against is None
        ]
        by_base: dict[Period | None, list[Fact]] = {}
        for fact in found:
            by_base.setdefault(fact.base, []).append(fact)
        pairs = []
        for group in by_base.values():
            first = next((fact for fact in group if fact.statistic != "change_percent"), group[0])
            percent = next((fact for fact in group if fact.statistic == "change_percent" and fact is not first), None)
            pairs.append((first, percent))
        return pairs

    def flags_of(self, subject: Subject) -> tuple[Flag, ...]:
        """Flags of a subject: of a measure with those of its categories, of a category only its own."""
        return tuple(
            flag
            for flag in self.flags
            if flag.measure == subject.measure and (subject.category is None or flag.category == subject.category)
        )

    # Words

    def measure(self, identifier: str) -> Measure:
        """A measure by its id, described or not."""
        return self.facts.measure_by_id.get(identifier) or Measure(identifier, identifier)

    def title(self, subject: Subject) -> str:
        """What a subject is called: a category with its measure."""
        title = self.measure(subject.measure).title
        return title if subject.category is None else f"{subject.category} ({title})"

    def place(self, area: str) -> str:
        """What an area is called."""
        known = self.facts.area_by_id.get(area)
        return area if known is None else known.title

    def figure(self, fact: Fact, *, signless: bool = False) -> Part:
        """The figure of a fact in prose, as a part that links to it."""
        counted = self.measure(fact.measure).counted if fact.statistic == "value" and not fact.category else None
        value = abs(fact.number) if signless else fact.number
        return Part(write(value, fact.unit, decimals=fact.decimals, counted=counted), fact.id)

    def when(self, period: Period) -> str:
        """A period inside a sentence, with its year."""
        return write_period(period, self.facts.calendar, form="in_sentence")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower().removeprefix("the ")))


def stems(text: str) -> frozenset[str]:
    """The words of a text, small and singular: "injuries" and "Injury" are one."""
    return frozenset(_stem(word) for word in re.findall(r"[a-z0-9]+", text.lower().replace("’", "'").replace("'s", "")))


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _words(text: str) -> frozenset[str]:
    found = stems(text)
    return frozenset(word for word in found if word not in _SILENT) or frozenset(found - {"the", "of", "a"})
