"""The initial mutations of Welsh: what the first letter of a word becomes after certain words.

D. Geraint Lewis, "Y Treigladur" (1993); Peter Wynn Thomas, "Gramadeg y Gymraeg" (1996).
"""

from __future__ import annotations

from collections.abc import Mapping

SOFT = {"ll": "l", "rh": "r", "p": "b", "t": "d", "c": "g", "b": "f", "d": "dd", "g": "", "m": "f"}
ASPIRATE = {"p": "ph", "t": "th", "c": "ch"}
NASAL = {"p": "mh", "t": "nh", "c": "ngh", "b": "m", "d": "n", "g": "ng"}
_LETTERS = ("ch", "dd", "ff", "ng", "ph", "th", "ll", "rh")  # two signs, one letter


def soft(word: str, *, keep: tuple[str, ...] = ()) -> str:
    """ "merch" as "ferch"; letters in `keep` stay ("ll" and "rh" after "un")."""
    return _mutated(word, {first: after for first, after in SOFT.items() if first not in keep})


def aspirate(word: str) -> str:
    """ "ci" as "chi"."""
    return _mutated(word, ASPIRATE)


def nasal(word: str) -> str:
    """ "Caerdydd" as "Nghaerdydd"."""
    return _mutated(word, NASAL)


def _mutated(word: str, table: Mapping[str, str]) -> str:
    letter = word[:2].lower() if word[:2].lower() in _LETTERS else word[:1].lower()
    if letter not in table:
        return word
    after, rest = table[letter], word[len(letter) :]
    if word[:1].isupper():
        return after.capitalize() + rest if after else rest[:1].upper() + rest[1:]
    return after + rest
