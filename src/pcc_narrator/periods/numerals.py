"""Number words: the table of numerals.toml, and words written from whole numbers.

It lies here and not in `figures` because periods are named with number words too ("quarter three"), and `figures`
may use `periods` but not the other way round.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def _tables() -> dict[str, dict[str, int]]:
    return tomllib.loads((files(__package__) / "numerals.toml").read_text(encoding="utf-8"))


@cache
def cardinals() -> Mapping[str, int]:
    """zero to nineteen and the tens, by word."""
    return MappingProxyType(_tables()["cardinals"])


@cache
def scales() -> Mapping[str, int]:
    """hundred, thousand, million and so on, by word."""
    return MappingProxyType(_tables()["scales"])


@cache
def ordinals() -> Mapping[str, int]:
    """first to twentieth, the tens, and hundredth, by word."""
    return MappingProxyType(_tables()["ordinals"])


@cache
def _names() -> dict[int, str]:
    names: dict[int, str] = {}
    for word, value in cardinals().items():
        names.setdefault(value, word)
    return names


@cache
def _ordinal_names() -> dict[int, str]:
    return {value: word for word, value in ordinals().items()}


def number_words(number: int) -> str:
    """A whole number in words: forty-two, one hundred and five, minus three. Up to 999,999,999,999,999.

    Raises ValueError beyond that.
    """
    if number < 0:
        return f"minus {number_words(-number)}"
    if number < 100:
        return _below_100(number)
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{_names()[hundreds]} hundred" + (f" and {_below_100(rest)}" if rest else "")
    if number >= 10**15:
        raise ValueError(f"{number} is too large to be written in words")
    for word, scale in sorted(scales().items(), key=lambda item: -item[1]):
        if scale >= 1000 and number >= scale:
            many, rest = divmod(number, scale)
            head = f"{number_words(many)} {word}"
            if not rest:
                return head
            return f"{head} and {_below_100(rest)}" if rest < 100 else f"{head} {number_words(rest)}"
    raise AssertionError(number)  # pragma: no cover - 1,000 is the least scale above hundred


def ordinal_word(number: int) -> str | None:
    """first to twentieth in words; None for what has no single word."""
    return _ordinal_names().get(number)


def _below_100(number: int) -> str:
    if number <= 20 or number % 10 == 0:
        return _names()[number]
    return f"{_names()[number - number % 10]}-{_names()[number % 10]}"
