"""Names in which a limit stands, with that limit turned: "waits of fewer than four hours" of more than four hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcc_narrator.checking.lexicon import Phrases

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
