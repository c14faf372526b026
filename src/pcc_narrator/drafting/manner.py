"""House style of what a model typed itself: the words around the references, by the rules of `style`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pcc_narrator.style import Rule, lint, read_rules

_LEFT_TO_FLUENCY = frozenset({"sentence-length"})  # a reference counts as no word here


@dataclass(frozen=True, slots=True)
class _Passage:
    kind: str
    start: int
    end: int
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    """A document of one paragraph."""

    text: str
    blocks: tuple[_Passage, ...]

    @property
    def prose(self) -> str:
        return self.text


def unlike_house_style(own: str) -> tuple[str, ...]:
    """What a model's own words have that house style would have otherwise, in words that a writer can act on."""
    if not own.strip():
        return ()
    found = lint(_Words(own, (_Passage("paragraph", 0, len(own)),)), _rules())
    return tuple(dict.fromkeys(f"style: {finding.message} {finding.suggestion}".strip() for finding in found))


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in read_rules(None) if rule.id not in _LEFT_TO_FLUENCY)
