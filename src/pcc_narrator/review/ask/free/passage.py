"""A paragraph that is to be put in other words: its figures become references, so that none can change."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pcc_narrator.review.ask.answer import Part
from pcc_narrator.review.ask.free.model import NUMBER_WORDS
from pcc_narrator.review.verdicts import Verdict

_TYPED = re.compile(r"\d(?:[\d,.:/-]*\d)?|[A-Za-z]+")
_WORDS = frozenset(
    ["period", "date", "area", "direction", "comparison", "strength", "significance", "stability", "cause", "name"]
)
Judge = Callable[[str], Sequence[Verdict]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph: `key` names its block, `judge` gives the verdicts that it would have with another text."""

    key: int
    text: str
    verdicts: tuple[Verdict, ...]
    judge: Judge

    @property
    def spans(self) -> tuple[tuple[int, int, str], ...]:
        """The stretches that hold a figure or a number word: start, end, and the fact behind it if one is known."""
        found: list[tuple[int, int, str]] = []
        for verdict in self.verdicts:
            claim = verdict.claim
            if claim.kind not in _WORDS and _numeric(claim.text):
                found.append((claim.start, claim.end, claim.facts[0] if claim.facts else ""))
        for match in _TYPED.finditer(self.text):
            if _numeric(match[0]):
                found.append((match.start(), match.end(), ""))
        chosen: list[tuple[int, int, str]] = []
        for start, end, fact in sorted(found, key=lambda one: (one[0], -one[1])):
            if not chosen or start >= chosen[-1][1]:
                chosen.append((start, end, fact))
        return tuple(chosen)

    @property
    def known(self) -> dict[str, dict[str, tuple[Part, ...]]]:
        """The references q1, q2, …: each stands for one stretch, verbatim."""
        return {
            f"q{number}": {"figure": (Part(self.text[start:end], fact),)}
            for number, (start, end, fact) in enumerate(self.spans, 1)
        }

    @property
    def masked(self) -> str:
        """The paragraph with references in place of its figures."""
        text, place = "", 0
        for number, (start, end, _) in enumerate(self.spans, 1):
            text += f"{self.text[place:start]}{{{{q{number}}}}}"
            place = end
        return text + self.text[place:]

    @property
    def undecided(self) -> frozenset[str]:
        """What the data do not decide in the paragraph as it stands."""
        return frozenset(v.claim.text for v in self.verdicts if v.claim.verdict == "not_enough_information")


def _numeric(text: str) -> bool:
    return any(letter.isnumeric() for letter in text) or any(
        word.lower() in NUMBER_WORDS for word in re.findall(r"[A-Za-z]+", text)
    )
