"""The vocabulary of words.toml, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from pcc_narrator.periods.mention import TimeUnit


@dataclass(frozen=True)
class Words:
    """The tables of words.toml."""

    months: dict[str, int]
    abbreviations: dict[str, int]
    units: dict[str, TimeUnit]
    groups: dict[str, frozenset[str]]

    def month(self, word: str) -> int | None:
        """1 to 12 for a month's name or abbreviation, a possessive one too."""
        word = word.removesuffix("'s").removesuffix("’s")
        return self.months.get(word) or self.abbreviations.get(word)

    def __getitem__(self, group: str) -> frozenset[str]:
        return self.groups[group]


@cache
def words() -> Words:
    """The vocabulary of times."""
    tables: dict[str, Any] = tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
    return Words(
        tables["months"],
        tables["month_abbreviations"],
        cast("dict[str, TimeUnit]", tables["units"]),
        {name: frozenset(members) for name, members in tables["groups"].items()},
    )
