"""Blocks → sentences → tokens, each with its offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pcc_narrator.models.record import record


@record(frozen=True, slots=True)
class Token:
    """A word, a run of digits or a mark. `key` is the word in lower case, without a possessive ending."""

    start: int
    end: int
    text: str
    key: str


_TOKEN = re.compile(r"[^\W\d_]+(['’][^\W\d_]+)?|\d+|[^\w\s]|_")
_END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s+|\Z)")
_SHORT = frozenset(
    [
        "e.g",
        "i.e",
        "vs",
        "no",
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "etc",
        "approx",
        "cf",
        "fig",
        "p",
        "pp",
        "vol",
        "art",
        "sec",
        "dept",
        "inc",
        "ltd",
        "co",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
_MAY_END = re.compile(r"[.!?\n]")
_LABEL = re.compile(r"\n(?=[ \t]*[A-Z][^\n:.!?]{0,50}:[ \t]*[\d£])")  # "Staff: 1,131" on a line of its own
_ENDINGS = ("'s", "’s")
_HYPHENS = frozenset("-‐‑")


def read_tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`. Hyphens inside words are left out: "year-on-year" is three words."""
    found: list[Token] = []
    last = start
    for piece in text[start:end].split():
        first = text.index(piece, last)
        last = first + len(piece)
        if piece.isalpha():
            found.append(Token(first, last, piece, piece.lower()))  # most pieces: one word
        else:
            found.extend(_tokens_of(text, first, last))
    return tuple(found)


def _tokens_of(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        shown, (first, last) = match[0], match.span()
        if shown in _HYPHENS and _inside_word(text, first):
            continue
        key = shown.lower()
        if match.lastindex is not None and key.endswith(_ENDINGS):
            key = key[:-2]
        yield Token(first, last, shown, key)


def read_keys(text: str) -> tuple[str, ...]:
    """The keys of the tokens of a text."""
    words = text.split()
    if all(map(str.isalpha, words)):
        return tuple(map(str.lower, words))
    return tuple(token.key for token in read_tokens(text, 0, len(text)))


_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def read_words(text: str) -> set[str]:
    """The keys of a text that are words, in no order."""
    found = set(map(str.lower, _WORD.findall(text)))
    return {word[:-2] if word.endswith(_ENDINGS) else word for word in found}


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalpha() and text[at + 1].isalpha()


def read_sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Where the sentences of `text[start:end]` begin and end, without the blanks around them."""
    found: list[tuple[int, int]] = []
    first = start
    if end - start <= _LONGEST and _MAY_END.search(text, start, end) is None:
        return (span,) if (span := _trimmed(text, start, end)) is not None else ()
    ends = [*_END.finditer(text, start, end), *_LABEL.finditer(text, start, end)]
    for match in sorted(ends, key=lambda one: one.start()):
        if not match[0].isspace() and not _ends_sentence(text, first, match, end):
            continue
        found.extend(_stretches(text, first, match.end()))
        first = match.end()
    found.extend(_stretches(text, first, end))
    return tuple(found)


_LONGEST = 5_000  # letters. What is longer is no sentence that anyone reads: it is taken in stretches


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence without the blanks around it; an endless one is cut at its commas or blanks."""
    while end - start > _LONGEST:
        cut = max(text.rfind(mark, start, start + _LONGEST) for mark in (", ", "; ")) + 1
        cut = cut or text.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        if (span := _trimmed(text, start, cut)) is not None:
            yield span
        start = cut
    if (span := _trimmed(text, start, end)) is not None:
        yield span


def _ends_sentence(text: str, first: int, match: re.Match[str], end: int) -> bool:
    after = match.end()
    while after < end and text[after].isspace():
        after += 1
    if after >= end:
        return True
    if match[0].startswith("."):
        word = text[max(first, match.start() - 12) : match.start()].split()
        last = word[-1].lower().lstrip("(\"'“‘") if word else ""
        if last in _SHORT and not (last == "no" and text[after].isupper() and len(word) < 2):
            return last in {"etc"} and text[after].isupper()
        if len(last) == 1 and last.isalpha() and last != "i" and text[after].isupper():
            return False  # an initial
    return not text[after].islower()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    stretch = text[start:end]
    end -= len(stretch) - len(stretch.rstrip())
    start += len(stretch) - len(stretch.lstrip())
    return (start, end) if start < end else None


_IRREGULAR = {
    "people": "person",
    "women": "woman",
    "men": "man",
    "children": "child",
    "data": "data",
    "series": "series",
}


@lru_cache(1 << 14)
def stem(word: str) -> str:
    """A word without its plural ending, for comparing names: "surgeries" and "surgery" are one."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_ROOT = 6


@lru_cache(1 << 14)
def root(word: str) -> str:
    """What a word shares with others of its family: "answered" and "answering", "abandoned" and "abandonment"."""
    word = stem(word)
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= _ROOT - 2:
            word = word[: -len(ending)]
            break
    return word[:_ROOT]
