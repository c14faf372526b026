"""What a model may refer to: facts, sentences that the program proved, notes. Their figures are never sent.

A short name stands for each (`f1`, `s2`, `n1`), with one or more renderings; a reference is filled in with parts that
link to the evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pcc_narrator.models.fact import Fact, Note
from pcc_narrator.review.ask.answer import Part, Sentence
from pcc_narrator.review.ask.free.model import data, masked, renderings
from pcc_narrator.review.ask.library import Library
from pcc_narrator.wording import Wording

MOST = 60
_SHOWN = ("clause", "figure", "verb", "than", "period", "from_to")
Parts = tuple[Part, ...]


@dataclass
class Offer:
    """The references that are known so far. `known` gives the parts of each rendering by short name."""

    library: Library
    known: dict[str, dict[str, Parts]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    computed: dict[str, Fact] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)  # of the notes and names that are offered
    _seen: set[str] = field(default_factory=set)

    def fact(self, fact: Fact) -> None:
        """Offer a fact of the set, in the renderings that drafting knows."""
        if fact.id in self._seen or len(self.known) >= MOST:
            return
        self._seen.add(fact.id)
        if fact.statistic.startswith("change") and fact.base is None:
            return
        made = renderings(Wording(self.library.facts), fact)
        offered = {name: (Part(made[name], fact.id),) for name in _SHOWN if made.get(name)}
        if "clause" in offered and not self._passes(made["clause"]):
            del offered["clause"]
        if offered:
            self._add("f", offered, self._kind(fact))

    def statement(self, sentence: Sentence) -> None:
        """Offer a whole sentence of the program's, proved."""
        if sentence.text in self._seen or len(self.known) >= MOST:
            return
        self._seen.add(sentence.text)
        self._add("s", {"sentence": sentence.parts}, "a whole sentence")

    def note(self, note: Note) -> None:
        """Offer an approved note, to be quoted whole."""
        if note.id in self._seen or len(self.known) >= MOST:
            return
        self._seen.add(note.id)
        by = f" (Note {note.id}{f', approved by {note.approved_by}' if note.approved_by else ''}.)"
        alias = self._add("n", {"sentence": (Part(note.text), Part(by))}, "")
        self.lines.pop()
        self.notes.append(f"{{{{{alias}}}}} ({note.kind}): {data(masked(note.text))}")

    def text(self) -> str:
        """What the prompt shows."""
        return "\n".join(self.lines) or "none"

    def note_text(self) -> str:
        """The notes, as data."""
        return "\n".join(self.notes) or "none"

    def _add(self, letter: str, offered: Mapping[str, Parts], what: str) -> str:
        alias = f"{letter}{1 + sum(one.startswith(letter) for one in self.known)}"
        self.known[alias] = dict(offered)
        shown = []
        for name, parts in offered.items():
            text = "".join(part.text for part in parts)
            reference = f"{{{{{alias}}}}}" if name == "sentence" else f"{{{{{alias}:{name}}}}}"
            shown.append(f"{reference} = {data(masked(text))}")
        self.lines.append(f"{alias} ({what}): {' | '.join(shown)}")
        return alias

    def _kind(self, fact: Fact) -> str:
        title = self.library.measure(fact.measure).title
        return data(f"{fact.statistic.replace('_', ' ')} of {fact.category + ', ' if fact.category else ''}{title}")

    def _passes(self, clause: str) -> bool:
        claims = self.library.checker.check(f"{clause[:1].upper()}{clause[1:]}.").claims
        return bool(claims) and all(claim.verdict == "supported" for claim in claims)
