"""The fluency gate: true figures in broken sentences are refused like wrong ones.

Each rule is one function over the text; `faults` runs them all. The words are those of plain British report prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"'(*])")
_MAY_REPEAT = frozenset({"had", "that", "is"})
_DANGLING = frozenset(
    {"of", "to", "by", "from", "with", "than", "and", "or", "but", "the", "a", "an", "per", "at", "in", "for", "as"}
    | {"between", "compared", "was", "were", "is", "are", "its", "their"}
)
_BEFORE_COMMA = frozenset({"in", "on", "was", "were", "is", "are", "and", "but", "or"})
_VERBS = frozenset(
    {"is", "are", "was", "were", "be", "been", "has", "have", "had", "does", "do", "did", "may", "can", "will", "would"}
    | {"should", "could", "must", "fell", "rose", "went", "came", "met", "made", "kept", "led", "said", "took", "gave"}
    | {
        "stood",
        "grew",
        "shows",
        "show",
        "means",
        "mean",
        "account",
        "accounts",
        "remain",
        "remains",
        "apply",
        "applies",
    }
    | {"cover", "covers", "count", "counts", "include", "includes", "reflect", "reflects", "continue", "continues"}
    | {"saw", "held", "left", "brought", "set", "put", "ran", "began", "became", "found", "know", "knows", "reach"}
    | {"measure", "measures", "need", "needs", "take", "takes", "give", "gives", "come", "comes", "make", "makes"}
    | {"cannot", "won't", "isn't", "expect", "expects", "vary", "varies", "record", "records", "differ", "differs"}
    | {
        "let",
        "lets",
        "help",
        "helps",
        "work",
        "works",
        "sit",
        "sits",
        "lie",
        "lies",
        "use",
        "uses",
        "explain",
        "explains",
    }
)
_UNITS = ("per cent", "percentage points", "percentage point", "per 1,000", "minutes", "seconds", "days", "hours")
_MAY_RECUR = frozenset({"months", "quarter", "month", "year", "number", "compared", "cent", "points", "minutes"})
_FILLER = (
    "it is worth noting", "it should be noted", "it is important to note", "plays a crucial role", "a testament to",
    "highlights the importance", "in conclusion", "overall, it can be seen", "delve",
)  # fmt: skip
LONGEST = 45  # words in a sentence


def faults(text: str, before: Sequence[str] = ()) -> tuple[str, ...]:
    """What is broken in a paragraph, in plain words; `before` are paragraphs that it must not repeat."""
    found = [fault for rule in RULES for fault in rule(text)]
    plain = _normal(text)
    if plain and any(_normal(other) == plain for other in before):
        found.append("the paragraph repeats an earlier one")
    return tuple(found)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph."""
    return tuple(part.strip() for part in _SENTENCE.split(text.strip()) if part.strip())


def empty(text: str) -> list[str]:
    """A paragraph of nothing."""
    return [] if _WORD.search(text) else ["the paragraph is empty"]


def repeated_words(text: str) -> list[str]:
    """ "rose by rose by", "the the"."""
    for sentence in sentences(text):
        words = [word.lower() for word in _WORD.findall(sentence)]
        for size in (1, 2, 3):
            for start in range(len(words) - 2 * size + 1):
                first, second = words[start : start + size], words[start + size : start + 2 * size]
                if first == second and not (size == 1 and (first[0] in _MAY_REPEAT or first[0].isdigit())):
                    return [f"“{' '.join(first)}” is said twice in a row"]
    return []


def harped_on(text: str) -> list[str]:
    """Three words that come three times in one paragraph: "the desired standard of the desired standard …"."""
    words = [word.lower() for word in _WORD.findall(text)]
    counts = Counter(tuple(words[start : start + 3]) for start in range(len(words) - 2))
    for phrase, count in counts.items():
        if count > 2 and not set(phrase) & _MAY_RECUR:
            return [f"“{' '.join(phrase)}” is said {count} times"]
    return []


def run_together(text: str) -> list[str]:
    """A figure that runs into the next noun: "95 per cent the standard"."""
    match = re.search(r"\b(per cent|percentage points?|seconds|minutes)\s+(the|a|an|it|they)\b", text)
    return [f"“{match[0]}” runs together"] if match else []


def repeated_units(text: str) -> list[str]:
    """ "7.1 per cent per cent", "59.3 per 1,000 population per 1,000"."""
    lower = text.lower()
    for unit in _UNITS:
        pattern = rf"{re.escape(unit)}\W+(?:\w+\W+){{0,1}}{re.escape(unit)}(?!\w)"
        if unit in ("per cent", "per 1,000") and re.search(pattern, lower):
            return [f"the unit “{unit}” is repeated"]
        if re.search(rf"{re.escape(unit)}\s+{re.escape(unit)}", lower):
            return [f"the unit “{unit}” is repeated"]
    return []


def dangling(text: str) -> list[str]:
    """A sentence that stops at "of", or has "by ." in it."""
    found = []
    for match in re.finditer(r"\b([A-Za-z]+)\s*[.,;:!?)](?=\s|$)", text):
        word = match[1].lower()
        if word in _DANGLING and not (word in _BEFORE_COMMA and match[0][-1] == ","):
            found.append(f"“{match[1]}” is left without what it belongs to")
    return found[:1]


def blanks(text: str) -> list[str]:
    """Runs of blanks, underscores or dots where a figure should be, and a blank before a stop."""
    if re.search(r" {2,}|_{2,}|\.{4,}|\(\s*\)|\t", text):
        return ["there is a run of blanks"]
    if re.search(r"\s[.,;:](\s|$)", text):
        return ["there is a blank before a full stop or comma"]
    return []


def brackets(text: str) -> list[str]:
    """Brackets and curly quotation marks that do not pair."""
    pairs = {")": "(", "]": "[", "”": "“", "}": "{"}
    open_: list[str] = []
    for character in text:
        if character in pairs.values():
            open_.append(character)
        elif character in pairs and (not open_ or open_.pop() != pairs[character]):
            return [f"“{character}” closes nothing"]
    return [f"“{open_[-1]}” is never closed"] if open_ else []


def leftovers(text: str) -> list[str]:
    """References that were not filled in, markup, and words of a machine."""
    if re.search(r"\{\{|\}\}|</?\w+>|\bundefined\b|\bNone\b(?=\s+(per|percentage))|\bnan\b", text):
        return ["something was not filled in"]
    return []


def no_verb(text: str) -> list[str]:
    """A sentence without any verb."""
    for sentence in sentences(re.sub(r"\*\*[^*]+\*\*", "", text)):
        words = [word.lower() for word in _WORD.findall(sentence)]
        if len(words) > 2 and not any(_is_verb(word) for word in words):
            return [f"“{sentence[:60]}” has no verb"]
    return []


def long(text: str) -> list[str]:
    """A sentence that nobody reads to its end."""
    for sentence in sentences(text):
        count = len(sentence.split())
        if count > LONGEST:
            return [f"a sentence of {count} words is too long"]
    return []


def unstopped(text: str) -> list[str]:
    """A paragraph without a stop at its end, or that starts small."""
    plain = text.strip().strip("*")
    if plain and plain[-1] not in ".!?”\"')":
        return ["the last sentence does not end"]
    if plain[:1].islower():
        return ["the paragraph does not start with a capital letter"]
    return []


def filler(text: str) -> list[str]:
    """Phrases that say nothing."""
    lower = text.lower()
    return [f"“{phrase}” says nothing" for phrase in _FILLER if phrase in lower][:1]


def _is_verb(word: str) -> bool:
    return word in _VERBS or (len(word) > 4 and word.endswith(("ed", "ing"))) or (len(word) > 4 and word.endswith("es"))


def _normal(text: str) -> str:
    return " ".join(word.lower() for word in _WORD.findall(text))


RULES: tuple[Callable[[str], list[str]], ...] = (
    empty,
    repeated_words,
    harped_on,
    run_together,
    repeated_units,
    dangling,
    blanks,
    brackets,
    leftovers,
    no_verb,
    long,
    unstopped,
    filler,
)
