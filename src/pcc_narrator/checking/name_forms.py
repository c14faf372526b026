"""The ways in which a name is written: with or without "number of", brackets, an article, another word for a limit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from pcc_narrator.checking.tokens import read_keys, stem

_HEADS = (
    "number of",
    "volume of",
    "percentage of",
    "total number of",
    "total",
    "the",
    "average",
    "overall",
    "rate of",
    "proportion of",
    "share of",
    "count of",
    "level of",
    "levels of",
    "all",
    "%",
    "% of",
    "actual",
    "of",
)
_TAILS = frozenset(
    [
        "volume",
        "volumes",
        "rate",
        "rates",
        "number",
        "numbers",
        "count",
        "counts",
        "total",
        "totals",
        "level",
        "levels",
        "index",
        "figures",
        "figure",
        "ratio",
        "percentage",
    ]
)
NO_NAMES = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "and",
        "or",
        "to",
        "for",
        "by",
        "on",
        "at",
        "with",
        "from",
        "per",
        "all",
        "total",
        "number",
        "rate",
        "value",
        "time",
        "case",
        "volume",
        "level",
        "average",
        "mean",
        "day",
        "hour",
        "month",
        "year",
        "week",
        "period",
        "data",
        "service",
        "it",
        "this",
        "is",
        "was",
        "no",
        "new",
        "one",
        "two",
        "three",
        "area",
        "other",
        "first",
        "count",
        "percent",
        "percentage",
        "share",
        "not",
    ]
)
_LEADING_STOPS = frozenset(["the", "a", "an"])


@lru_cache(1 << 14)
def name_stems(text: str) -> tuple[str, ...]:
    """The stems of a name's words."""
    return tuple(stem(folded(key)) for key in read_keys(text) if key not in ".,;:'\"")


def name_keys(text: str) -> tuple[str, ...]:
    """The words of a place's name as they stand, in lower case, without a leading article."""
    keys = tuple(folded(key) for key in read_keys(text) if key not in ".,;:'\"")
    return keys[1:] if keys[:1] == ("the",) and len(keys) > 1 else keys


def folded(key: str) -> str:
    """A word of a name with "&" written out."""
    return "and" if key == "&" else key


def telling_words(stems: Iterable[str]) -> list[str]:
    """The words of a name that tell it from others: no "the", "number" or numbers."""
    return [word for word in stems if word not in NO_NAMES and len(word) > 1 and not word.isdigit()]


_SHORT = 3  # words of a name
_LIMITS = (("more", "than"), ("longer", "than"), ("over",))  # ways to say one limit in a name
_SAME = {
    **dict.fromkeys(("female", "females"), ("women", "females")),
    **dict.fromkeys(("male", "males"), ("men", "males")),
    "women": ("females",),
    "men": ("males",),
}
_TIMES = frozenset(
    ["month", "year", "quarter", "week", "day", "hour", "minute", "rolling", "per", "annual", "monthly", "quarterly"]
)
_PARTICIPLES = frozenset(
    {"held", "upheld", "lost", "made", "seen", "taken", "given", "found", "sent", "stolen", "sold"}
)
BRACKETS = re.compile(r"\(([^()]*)\)")


@cache
def _heads() -> tuple[tuple[str, ...], ...]:
    """The stems of what may stand before a name, the longest first."""
    return tuple(name_stems(head) for head in sorted(_HEADS, key=len, reverse=True))


@cache
def _tails() -> frozenset[str]:
    return frozenset(stem(tail) for tail in _TAILS)


@lru_cache(1 << 12)
def variants_of(text: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """The ways in which a name is written: as it stands, without brackets, without "number of" or "volume"."""
    found: dict[tuple[str, ...], bool] = {}

    def add(words: tuple[str, ...], weak: bool) -> None:
        if words and words[0] in _LEADING_STOPS:
            words = words[1:]
        if words and (words not in found or not weak):
            found[words] = weak

    add(name_stems(text), False)
    bare = BRACKETS.sub(" ", text)
    add(name_stems(bare), False)
    for inner in BRACKETS.findall(text):
        if len(inner.split()) <= 4 and not _TIMES & set(name_stems(inner)) and not any(c.isdigit() for c in inner):
            add(name_stems(inner), len(inner.split()) > 1 or not inner.isupper())
    for part in re.split(r"\s[:–—-]\s|:\s|,\s", bare):
        if part != bare and len(part.split()) >= 2:
            add(name_stems(part), True)
    if len(plain := bare.split()) == 1:
        for other in _SAME.get(plain[0].lower(), ()):
            add(name_stems(other), False)
    for words, weak in list(found.items()):
        if "who" in words[1:-1]:
            add(tuple(word for word in words if word != "who"), weak)  # "patients waited longer than four hours"
            if words.index("who") == 1 and len(words) > _SHORT:
                add(words[2:], weak)  # "5,348 waited longer than four hours"
        short = words
        for keys in _heads():
            if short[: len(keys)] == keys and len(short) > len(keys):
                short = short[len(keys) :]
        while len(short) > 1 and short[-1] in _tails():
            short = short[:-1]
        if short != words:
            add(short, weak or len(short) == 1)
    for words, weak in list(found.items()):
        if len(words) > 1 and (words[-1].endswith("ed") or words[-1] in _PARTICIPLES):
            add((*words[:-1], "were", words[-1]), weak)  # "245 trials were listed"
            add((*words[:-1], "was", words[-1]), weak)
    for words, weak in list(found.items()):
        for limit in _LIMITS:
            for place in range(1, len(words) - len(limit)):
                if words[place : place + len(limit)] == limit:
                    for said in _LIMITS:
                        add((*words[:place], *said, *words[place + len(limit) :]), weak)
    plain = [word for word in re.findall(r"[A-Za-z]+", bare) if word.lower() not in _TAILS]
    if 3 <= len(plain) <= 6:
        letters = "".join(word[0] for word in plain if word.lower() not in {"of", "the"}).lower()
        if len(letters) >= 3:
            add((letters,), True)
    return tuple(found.items())
