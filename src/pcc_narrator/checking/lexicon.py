"""The checker's words and bounds, read once from vocabulary.toml and bounds.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from pcc_narrator.checking.tokens import Token, read_keys
from pcc_narrator.models.record import record

T = TypeVar("T")


@record(frozen=True, slots=True)
class Word:
    """What a phrase of the vocabulary means: its group ("direction") and sense ("up")."""

    group: str
    sense: str


class Phrases(Generic[T]):
    """Many phrases, found in a row of tokens by their first word, longest first."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]]) -> None:
        table: dict[tuple[str, ...], dict[T, None]] = {}
        lengths: dict[str, set[int]] = {}
        for keys, meaning in entries:
            if keys:
                table.setdefault(keys, {})[meaning] = None
                lengths.setdefault(keys[0], set()).add(len(keys))
        self._table = {keys: tuple(meanings) for keys, meanings in table.items()}
        self.firsts = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        seconds: dict[tuple[str, ...], set[int]] = {}
        for keys in self._table:
            seconds.setdefault(keys[:2], set()).add(len(keys))
        self._lengths = {opening: tuple(sorted(found, reverse=True)) for opening, found in seconds.items()}

    def at(self, keys: Sequence[str], position: int) -> tuple[int, tuple[T, ...]] | None:
        """The longest phrase that starts at `position`: how many tokens, and all that it means."""
        for length in self._lengths.get(tuple(keys[position : position + 2]), ()):
            if (meanings := self._table.get(tuple(keys[position : position + length]))) is not None:
                return min(length, len(keys) - position), meanings
        if (meanings := self._table.get((keys[position],))) is not None:
            return 1, meanings
        return None


@cache
def vocabulary() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The word lists as they stand in vocabulary.toml."""
    raw = tomllib.loads(_packaged("vocabulary.toml"))
    return {group: {sense: tuple(words) for sense, words in senses.items()} for group, senses in raw.items()}


@cache
def target_words() -> frozenset[str]:
    """The words for a level to reach."""
    return frozenset(vocabulary()["target"]["word"])


_NOT_PHRASES = ("frame", "areas", "no_name", "opposites")


@cache
def lexicon() -> Phrases[Word]:
    """All phrases of the vocabulary with what they mean."""
    return Phrases(
        (read_keys(phrase), Word(group, sense))
        for group, senses in vocabulary().items()
        if group not in _NOT_PHRASES
        for sense, phrases in senses.items()
        for phrase in phrases
    )


@cache
def is_word(key: str) -> bool:
    """Whether a single word means something by itself: "met", which is no place unless it is written so."""
    found = lexicon().at((key,), 0)
    return found is not None and found[0] == 1


@cache
def frame_words() -> frozenset[str]:
    """Words after a figure that do not say what it counts."""
    return frozenset(vocabulary()["frame"]["noun"])


@record(frozen=True, slots=True)
class Bounds:
    """The bounds of words that say how much; see bounds.toml for each."""

    about_percent: Decimal
    nearly_percent: Decimal
    over_percent: Decimal
    more_than_factor: Decimal
    fraction_points: Decimal
    about_fraction_points: Decimal
    multiple_percent: Decimal
    stable_percent: Decimal
    stable_points: Decimal
    relatively_percent: Decimal
    relatively_points: Decimal
    trend_percent: Decimal
    slight_percent: Decimal
    slight_points: Decimal
    strong_percent: Decimal
    strong_points: Decimal

    def changed(self, values: Mapping[str, Any]) -> Bounds:
        """These bounds with some replaced, by name. Raises ValueError for a name that is no bound."""
        known = {field.name for field in fields(self)}
        for name in values:
            if name not in known:
                raise ValueError(f"{name!r} is no bound; the bounds are {', '.join(sorted(known))}")
        return replace(self, **{name: Decimal(str(value)) for name, value in values.items()})


@cache
def default_bounds() -> Bounds:
    """The bounds that ship with the program."""
    raw = tomllib.loads(_packaged("bounds.toml"), parse_float=Decimal)
    values: dict[str, Decimal] = {}
    for section, rows in raw.items():
        for name, value in rows.items():
            full = f"stable_{name}" if section == "stable" and name in ("percent", "points") else name
            values[full] = Decimal(value)
    return Bounds(**values)


def _packaged(name: str) -> str:
    return (files("pcc_narrator.checking") / name).read_text(encoding="utf-8")


def token_keys(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The keys of a row of tokens."""
    return tuple(token.key for token in tokens)
