"""Sentences, and how long they are to a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_STOP = re.compile(r"[.!?]+[\"”’)\]]*(?=\s)")
_SHORT = frozenset({"e.g", "i.e", "etc", "no", "mr", "mrs", "ms", "dr", "st", "vs", "approx", "cf", "fig", "vol"})
_WORD = re.compile(r"[^\W_]+(?:[.,:/'’&-]+[^\W_]+)*")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence starts and ends, without the blanks around it."""
    start = 0
    for stop in _STOP.finditer(text):
        if not _ends(text, start, stop):
            continue
        yield from _trimmed(text, start, stop.end())
        start = stop.end()
    yield from _trimmed(text, start, len(text))


def length(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """How many words a reader takes in: what stands in one of `spans` (a figure, a period) counts as one word.

    "1,383 (3.1 per cent) fewer than in the 12 months before" is two figures, "fewer than in the" and one period:
    readers take a figure or a date at one glance, and a limit that counted its parts would forbid giving the base.
    """
    count, at = 0, 0
    for start, end in sorted(spans):
        if start < at:
            continue
        count += sum(1 for _ in _WORD.finditer(text, at, start)) + 1
        at = end
    return count + sum(1 for _ in _WORD.finditer(text, at))


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    after = text[stop.end() :].lstrip()[:1]
    if after.islower():
        return False
    if stop[0].startswith("."):
        last = text[start : stop.start()].rsplit(None, 1)[-1:]
        word = last[0].lower().lstrip("(\"“'‘") if last else ""
        return word not in _SHORT and not (len(word) == 1 and word.isalpha() and word != "i")
    return True


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inner = text[start:end]
    first = start + len(inner) - len(inner.lstrip())
    last = start + len(inner.rstrip())
    if first < last:
        yield first, last
