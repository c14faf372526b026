"""Names in which a limit or a number stands, with that turned or changed: "waits of fewer than four hours", "waits of
more than two hours", where the name says more than four."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from pcc_narrator.checking.lexicon import Phrases
from pcc_narrator.periods.numerals import cardinals

Numbered = tuple[str, tuple[str, ...]]  # a measure and the numbers of its name, in their order
PLACE = "#"
_SHORTEST = 3  # words, the number among them

_MORE = (("more", "than"), ("longer", "than"), ("over",), ("above",))
_LESS = (("fewer", "than"), ("less", "than"), ("shorter", "than"), ("under",), ("below",))


def turned(names: Sequence[tuple[tuple[str, ...], str]]) -> Phrases[str]:
    """Each name in which a limit stands, with that limit turned, and its measure; not where that is a name itself."""
    known = {words for words, _ in names}
    return Phrases((other, measure) for words, measure in names for other in _others(words) if other not in known)


def _others(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for mine, theirs in ((_MORE, _LESS), (_LESS, _MORE)):
        for limit in mine:
            for place in range(1, len(words) - len(limit)):
                if words[place : place + len(limit)] == limit:
                    for other in theirs:
                        yield (*words[:place], *other, *words[place + len(limit) :])


def numbered(names: Sequence[tuple[tuple[str, ...], str]]) -> Phrases[Numbered]:
    """Each name in which a number stands, with a mark in its place."""
    return Phrases(
        (shape, (measure, told))
        for words, measure in names
        for shape, told in (taken_out(words),)
        if told and len(words) >= _SHORTEST and shape[0] != PLACE
    )


@lru_cache(1 << 14)
def shape_of(word: str) -> str:
    """A word as it stands in the shape of a name: a mark in the place of a number."""
    return PLACE if _number(word) else word


def taken_out(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words with their numbers taken out, and these: each as digits, whether it was told in words or not."""
    return tuple(map(shape_of, words)), tuple(number for word in words if (number := _number(word)))


def _number(word: str) -> str:
    if word[:1].isdigit():
        return word
    return str(cardinals()[word]) if word in cardinals() else ""
