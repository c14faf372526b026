"""The vocabulary of words.toml, read once and indexed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from pcc_narrator.models.figure import Hedge
from pcc_narrator.periods.numerals import cardinals, ordinals

TimeBase = Literal["seconds", "days", "months"]
Phrases = dict[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class Vocabulary:
    """The tables of words.toml. Phrases are indexed by their first word, longest first."""

    multipliers: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, tuple[int, int]]
    multiples: dict[str, Decimal]
    fractions: dict[str, int]
    durations: dict[str, tuple[TimeBase, int]]
    hedges: dict[tuple[str, ...], Hedge]  # the words in order
    hedges_after: dict[tuple[str, ...], Hedge]
    groups: dict[str, frozenset[str]]
    idioms: Phrases
    idioms_often: Phrases
    idioms_in_digits: frozenset[str]

    def __getitem__(self, group: str) -> frozenset[str]:
        return self.groups[group]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of figures."""
    tables: dict[str, Any] = tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        multipliers=tables["multipliers"],
        scales=tables["scales"],
        vague={word: (low, high) for word, (low, high) in tables["vague"].items()},
        multiples={word: Decimal(value) for word, value in tables["multiples"].items()},
        fractions=tables["fractions"],
        durations={word: (base, worth) for word, (base, worth) in tables["durations"].items()},
        hedges={
            tuple(phrase.split()): cast("Hedge", hedge)
            for hedge, phrases in tables["hedges"].items()
            for phrase in phrases
        },
        hedges_after={tuple(phrase.split()): hedge for phrase, hedge in tables["hedges_after"].items()},
        groups={name: frozenset(members) for name, members in tables["groups"].items()},
        idioms=_by_first_word(tables["idioms"]["phrases"]),
        idioms_often=_by_first_word(tables["idioms_often"]["phrases"]),
        idioms_in_digits=frozenset(tables["idioms"]["digits"]),
    )


@cache
def number_words() -> frozenset[str]:
    """Every word that is a number by itself; each of them in a text lies in a figure, a period or a NotAFigure.

    "quarter" and "quarters" are not among them, for they are mostly times, nor "a", nor words in -fold.
    """
    words = vocabulary()
    fractions = {word for word in words.fractions if not word.startswith("quarter")}
    return frozenset(cardinals()).union(ordinals(), words.scales, words.vague, words.multiples, fractions, ("once",))


def _by_first_word(phrases: list[str]) -> Phrases:
    index: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        parts = tuple(phrase.split())
        index.setdefault(parts[0], []).append(parts)
    return {word: tuple(sorted(members, key=len, reverse=True)) for word, members in index.items()}
