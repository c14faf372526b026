"""Nouns, lists and agreement in British English."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PREPOSITIONS = frozenset(
    {"of", "with", "in", "for", "to", "by", "due", "on", "at", "from", "per", "who", "that", "which"}
)
_NEEDS_ARTICLE = frozenset(
    {"number", "percentage", "proportion", "share", "average", "mean", "median", "rate", "ratio", "volume"}
    | {"total", "time", "length", "amount"}
)
_SINGULAR_ENDINGS = ("ss", "us", "is", "ics")


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop."""
    text = text.strip()
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?" else f"{text}."


def inside(title: str, keep: Sequence[str] = ()) -> str:
    """A title as it stands inside a sentence: the first letter small, unless the word is a name or initials.

    `keep` are names that keep their capital ("Wiltshire"). A title in capitals throughout its words
    ("Bobby Van") is taken for a name.
    """
    words = title.split()
    if not words:
        return title
    first = words[0]
    if any(title.startswith(name) for name in keep if name) or (len(first) == 1 and first != "A"):
        return title
    if len(first) > 1 and not first[1:].islower() and not first[1:].replace("-", "").replace("'", "").islower():
        return title
    if len(words) > 2 and words[1].istitle() and not words[2].istitle():
        return title  # "Duty Wardens hours": the first two words are a name
    others = [word for word in words[1:] if word.lower() not in _PREPOSITIONS and word.lower() not in ("the", "and")]
    if others and all(word[0].isupper() for word in others) and not all(word.isupper() for word in others):
        return title
    return first[0].lower() + title[1:]


def head(subject: str) -> str:
    """The noun that the subject is about: "the percentage of appeals upheld" is a percentage."""
    words = re.sub(r"\([^)]*\)", "", subject).lower().split()
    for position, word in enumerate(words):
        if position and word in _PREPOSITIONS:
            words = words[:position]
            break
    while len(words) > 1 and words[-1].endswith("ed"):
        words.pop()
    return words[-1] if words else ""


def is_plural(subject: str) -> bool:
    """Whether the subject takes "were". A guess by its ending: the plan may say otherwise."""
    noun = head(subject)
    return noun.endswith("s") and not noun.endswith(_SINGULAR_ENDINGS)


def with_article(subject: str) -> str:
    """ "number of volunteers" needs "the"; "coding compliance" does not."""
    first = subject.split(" ", 1)[0].lower()
    return f"the {subject}" if first in _NEEDS_ARTICLE else subject


def listed(items: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if not items:
        return ""
    if len(items) == 1:
        return items[0]
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def an(phrase: str) -> str:
    """The phrase with "a" or "an", by how its first word sounds ("an 8", "an hour", "a unit")."""
    word = phrase.split(" ", 1)[0].lower()
    vowel = word[:1] in "aeiou" and not word.startswith(("uni", "use", "usu", "eu", "one", "once"))
    vowel = vowel or word.startswith(("hour", "honest"))
    digits = re.match(r"\d+", word)
    if digits:
        vowel = digits[0].startswith("8") or digits[0] in ("11", "18")
    return f"{'an' if vowel else 'a'} {phrase}"
