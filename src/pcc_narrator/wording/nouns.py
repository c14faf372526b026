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
# fmt: off
_PLURAL = frozenset({  # without an ending that says so, or with one that says otherwise
    "people", "children", "men", "women", "feet", "teeth", "mice", "geese", "cattle", "criteria", "phenomena",
    "menus", "taxis",
})
_SINGULAR = frozenset({  # for all their s
    "news", "series", "species", "gas", "lens", "wales", "diabetes", "measles", "rabies", "headquarters", "bias",
    "canvas", "atlas", "christmas", "whereas", "chaos",
})
# What stands behind a noun and belongs to it: from here on the noun is described.
_BEHIND = frozenset({
    "of", "with", "without", "in", "for", "to", "by", "due", "on", "at", "from", "per", "who", "that", "which", "where",
    "whose", "against", "among", "between", "within", "under", "over", "above", "below", "across", "after", "before",
    "during", "since", "until", "about", "behind", "near", "through", "throughout", "towards", "than", "as", "aged",
    "excluding", "including", "involving", "concerning", "relating", "compared", "outside", "inside", "beyond", "up",
    "out", "off", "not", "still", "ever",
})
_PARTICIPLES = frozenset({  # of verbs that do not take -ed
    "lent", "lost", "held", "sold", "made", "sent", "taken", "given", "paid", "unpaid", "found", "met", "unmet", "left",
    "kept", "spent", "bought", "brought", "caught", "built", "seen", "known", "born", "done", "written", "driven",
    "stolen", "broken", "begun", "won", "read", "heard", "told", "taught", "thought", "felt", "dealt", "fed", "led",
    "run", "cut", "hit", "shut", "put", "set", "let", "grown", "shown", "thrown", "flown", "drawn", "chosen", "spoken",
    "withdrawn", "undertaken", "underway", "forgiven", "hidden", "eaten", "fallen", "sworn", "worn", "torn", "laid",
    "said", "slept", "swept", "burnt", "learnt", "understood", "unsold", "overdrawn", "outgrown",
})
_ADJECTIVES = frozenset({  # that stand behind their noun
    "available", "vacant", "outstanding", "overdue", "pending", "open", "present", "absent", "late", "overall", "net",
    "gross", "online", "abroad", "overseas", "alive", "empty", "active", "very", "yearly", "monthly", "weekly", "daily",
})
_DOING = frozenset({  # of somebody, behind a plural; "careers counselling" is the counselling
    "waiting", "awaiting", "living", "smoking", "remaining", "attending", "receiving", "missing", "sleeping", "working",
    "starting", "leaving", "entering", "using", "lasting", "needing", "claiming", "drinking", "driving", "walking",
})
# fmt: on


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
    """The noun that the subject is about: what stands before a preposition, a participle or a comma.

    "the percentage of appeals upheld" is a percentage, "printed maps lent" are maps, "people killed or seriously
    injured" are people.
    """
    words = re.split(r"\s[–—-]\s|[,;:]\s", re.sub(r"\([^)]*\)", "", subject).strip().lower())[0].split()
    for position, word in enumerate(words):
        if position and word in _BEHIND and words[:position] != ["the"]:
            words = words[:position]
            break
    while len(words) > 1 and _describes(words[-1], words[-2]):
        words.pop()
    return words[-1] if words else ""


def _describes(word: str, before: str) -> bool:
    """Whether a word behind a noun says what became of it ("maps lent") or how, and is no noun itself."""
    if word in _DOING:
        return _ends_plural(before)  # "children smoking", but "passive smoking"
    if word in _PARTICIPLES or word in _ADJECTIVES or word in ("and", "or"):
        return True
    return word.endswith(("ed", "ly")) and not word.endswith(("eed", "bed", "shed", "family", "supply", "assembly"))


def _ends_plural(noun: str) -> bool:
    if noun in _PLURAL or noun in _SINGULAR:
        return noun in _PLURAL
    return noun.endswith("s") and not noun.endswith(_SINGULAR_ENDINGS)


def is_plural(subject: str) -> bool:
    """Whether the subject takes "were", by its head noun. A guess: the plan may say otherwise (`plural:`)."""
    return _ends_plural(head(subject))


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
