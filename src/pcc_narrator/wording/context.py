"""What wording needs to know beside the fact: the other facts, the organisation's words, the report's period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from pcc_narrator.figures.write import write
from pcc_narrator.models.fact import Area, Counted, Fact, FactSet, Measure
from pcc_narrator.models.outline import MeasurePhrase, Outline
from pcc_narrator.wording.nouns import inside, is_plural, with_article

_SMALL = frozenset({"the", "of", "number", "a", "and", "or", "in", "for", "to", "with", "volume"})
CHANGES = ("change", "change_points", "change_percent")


@dataclass(frozen=True)
class Wording:
    """A fact set and the words for it. All wording functions take one of these first."""

    facts: FactSet
    phrases: Mapping[str, MeasurePhrase] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: FactSet, outline: Outline) -> Wording:
        """The wording of a report."""
        return cls(facts, {phrase.measure: phrase for phrase in outline.phrases}, dict(outline.words))

    @cached_property
    def by_subject(self) -> Mapping[tuple[str, str, str, str | None], tuple[Fact, ...]]:
        """Facts by measure, statistic, area and category, in the set's order."""
        found: dict[tuple[str, str, str, str | None], list[Fact]] = {}
        for fact in self.facts.facts:
            found.setdefault((fact.measure, fact.statistic, fact.area, fact.category), []).append(fact)
        return {key: tuple(values) for key, values in found.items()}

    @cached_property
    def tests(self) -> Mapping[str, Fact]:
        """Facts of significance by the id of what was tested."""
        return {tested: fact for fact in self.facts.facts if fact.statistic == "significant" for tested in fact.of_what}

    @cached_property
    def own(self) -> Area:
        """The report's own area."""
        return self.facts.areas[0]

    def measure(self, measure_id: str) -> Measure:
        """The measure; one with nothing but its id if the set does not describe it."""
        return self.facts.measure_by_id.get(measure_id) or Measure(measure_id, measure_id.replace("_", " "))

    def phrase(self, measure_id: str) -> MeasurePhrase:
        """How sentences speak of the measure; made from its title where the plan does not say."""
        return self.phrases.get(measure_id) or default_phrase(self.measure(measure_id), self.names)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of areas: words that keep their capital."""
        return tuple(area.title for area in self.facts.areas)

    def counted(self, fact: Fact) -> Counted | None:
        """What the fact counts, if it counts anything that has a name."""
        return self.counts(fact.measure) if fact.unit == "count" else None

    def counts(self, measure_id: str) -> Counted | None:
        """What the measure counts, named so that it is known from other measures.

        "incidents" alone says too little of anti-social behaviour: they become "incidents of anti-social
        behaviour". Where the subject is "the number of missing people", those are what is counted.
        """
        measure = self.measure(measure_id)
        counted, subject = measure.counted, self.phrase(measure_id).subject
        if counted is None or _stems(counted.many) & _stems(f"{measure.title} {subject}"):
            return counted
        number_of = "the number of "
        if subject.startswith(number_of):
            return Counted(counted.one, subject.removeprefix(number_of))
        return Counted(f"{counted.one} of {subject}", f"{counted.many} of {subject}")

    def area(self, area_id: str) -> str:
        """The area as a sentence names it: "Wiltshire", "the peer group"."""
        area = self.facts.area_by_id.get(area_id)
        if area is None:
            return area_id.replace("_", " ")
        if area.kind in ("group",) or area.title[:1].islower():
            return area.title if area.title.lower().startswith("the ") else f"the {area.title}"
        return area.title

    def find(
        self, measure: str, statistic: str, *, area: str | None = None, category: str | None = None
    ) -> tuple[Fact, ...]:
        """Facts of one statistic of one subject, own area unless another is named."""
        return self.by_subject.get((measure, statistic, area or self.own.id, category), ())

    def beside(self, fact: Fact, statistic: str) -> Fact | None:
        """The fact that says the same of the same periods in another statistic: the share of a change."""
        for other in self.find(fact.measure, statistic, area=fact.area, category=fact.category):
            if other.period == fact.period and other.base == fact.base and other.against == fact.against:
                return other
        return None

    def level_of(self, fact: Fact, *, base: bool = False) -> Fact | None:
        """The value that a change led to, or with `base` the one that it started from."""
        period = fact.base if base else fact.period
        for statistic in ("rate", "value") if fact.unit == "per_1000" else ("value",):
            for other in self.find(fact.measure, statistic, area=fact.area, category=fact.category):
                if other.period == period:
                    return other
        return None

    def test_of(self, change: Fact) -> Fact | None:
        """The test of a change, in any of its statistics."""
        for statistic in CHANGES:
            other = change if change.statistic == statistic else self.beside(change, statistic)
            if other is not None and other.id in self.tests:
                return self.tests[other.id]
        return None

    def figure(self, fact: Fact, *, table: bool = False, size: bool = False, counted: bool = False) -> str:
        """The fact's figure in house style; `size` leaves the sign out, `counted` names what is counted."""
        value: Decimal = abs(fact.number) if size else fact.number
        return write(
            value,
            fact.unit,
            decimals=0 if value == 0 else fact.decimals,
            style="table" if table else "prose",
            counted=self.counted(fact) if counted and not table else None,
        )


def _stems(text: str) -> set[str]:
    """The words without a plural ending, enough to see that two names share a noun."""
    return {word.strip("()").lower().rstrip("s") for word in text.split()} - _SMALL


def default_phrase(measure: Measure, names: tuple[str, ...] = ()) -> MeasurePhrase:
    """The phrase made from a measure's title."""
    subject = with_article(inside(measure.title, names))
    return MeasurePhrase(measure.id, subject, plural=is_plural(subject), flow=measure.counted is not None)
