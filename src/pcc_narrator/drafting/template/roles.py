"""The part that each fact of a message plays in its sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pcc_narrator.models.fact import Fact
from pcc_narrator.models.outline import MeasurePhrase, Message
from pcc_narrator.wording import Wording, changes, comparisons, levels, periods
from pcc_narrator.wording.nouns import inside, sentence

_LEVELS = ("value", "rate", "mean")
_CHANGES = ("change", "change_points")


@dataclass(frozen=True)
class Candidate:
    """One way to say a message. `skeleton` names its shape: neighbours with the same one are avoided.

    `weight` is above nought where the facts call for this shape and variety comes second.
    """

    skeleton: str
    text: str
    facts: tuple[str, ...] = ()
    weight: int = 0


@dataclass(frozen=True)
class Roles:
    """A message seen through its facts."""

    w: Wording
    message: Message
    facts: tuple[Fact, ...]
    host: str = ""

    @classmethod
    def of(cls, w: Wording, message: Message, host: str = "") -> Roles:
        """The roles of a message in the section of measure `host`. A fact that the set lacks is left out."""
        return cls(w, message, tuple(w.facts.by_id[fact] for fact in message.facts if fact in w.facts.by_id), host)

    @property
    def as_guest(self) -> bool:
        """Whether another measure of the section counts the same things, so that this one must be named."""
        return bool(self.host) and self.host != self.measure and self.many == levels.many(self.w, self.host)

    @property
    def measure(self) -> str:
        """The measure that the message speaks of."""
        return self.message.measure or (self.facts[0].measure if self.facts else "")

    @property
    def phrase(self) -> MeasurePhrase:
        """How sentences speak of it."""
        return self.w.phrase(self.measure)

    @property
    def many(self) -> str:
        """What is counted, in the plural, or nothing."""
        return levels.many(self.w, self.measure)

    @property
    def lead(self) -> str:
        """What is counted, where "there were so many" says enough; nothing where the measure must be named."""
        return "" if self.as_guest else self.many

    @property
    def done(self) -> str:
        """What happened to what is counted ("recorded"); nothing where its name says so ("missing people")."""
        participle = self.phrase.participle
        return "" if set(participle.split()) & set(self.many.split()) else participle

    @property
    def number(self) -> str:
        """What rises and falls: "the number of loans", or the measure's own name."""
        return f"the number of {self.lead}" if self.lead else self.subject

    @property
    def subject(self) -> str:
        """Its noun phrase, inside a sentence."""
        title = self.w.measure(self.measure).title
        if self.as_guest and "(" in title:  # "visits (published series)" tells it from its host
            return inside(title, self.w.names)
        return self.phrase.subject

    @property
    def was(self) -> str:
        """ "was" or "were", after the subject."""
        return levels.was(self.w, self.measure)

    @property
    def it(self) -> str:
        """ "it" or "they", for the subject."""
        return levels.it(self.w, self.measure)

    def some(self, *statistics: str) -> tuple[Fact, ...]:
        """The facts of these statistics, in the message's order."""
        return tuple(fact for fact in self.facts if fact.statistic in statistics)

    @property
    def values(self) -> tuple[Fact, ...]:
        """The levels of the measure itself."""
        return tuple(fact for fact in self.some("value") if fact.category is None and fact.area == self.w.own.id)

    @property
    def changes(self) -> tuple[Fact, ...]:
        """The changes (not their percentages)."""
        return self.some(*_CHANGES)

    def candidate(self, skeleton: str, *sentences: str, facts: Iterable[Fact] = ()) -> Candidate:
        """A candidate of these sentences, the empty ones left out, each with its capital and full stop."""
        shown = [sentence(text) for text in sentences if text]
        used = tuple(fact.id for fact in facts) or self.message.facts
        return Candidate(f"{self.message.kind}.{skeleton}", " ".join(shown), used)


def when(w: Wording, fact: Fact) -> str:
    """ "in quarter three"."""
    return periods.within(w, fact.period)


def verdict(w: Wording, change: Fact | None, turn: int) -> str:
    """What the test of the change says, or nothing."""
    return "" if change is None else comparisons.verdict(w, change, turn)


def unchanged(change: Fact) -> bool:
    """Whether the change prints as nought."""
    return not changes.direction(change)
