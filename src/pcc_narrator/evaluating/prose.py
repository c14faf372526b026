"""How a text reads, in numbers: length, openings, repetition, reading age."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_STOP = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"'(])")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True, slots=True)
class Prose:
    """What the paragraphs of one writer come to. `distinct_openings` is the share of first three words not met before,
    `repeated` the sentences that stand more than once, `reading_age` from Flesch and Kincaid (1975): grade plus five.
    """

    paragraphs: int
    words: int
    sentence_words: float
    distinct_openings: float
    repeated: int
    reading_age: float


def read(paragraphs: Sequence[str]) -> Prose:
    """The measures of some paragraphs. Figures count as words of one syllable."""
    sentences = [sentence for text in paragraphs for sentence in _STOP.split(text.strip()) if sentence.strip()]
    words = sum(len(sentence.split()) for sentence in sentences)
    openings = {" ".join(text.split()[:3]).lower() for text in paragraphs}
    counts = Counter(sentence.strip().lower() for sentence in sentences)
    per_sentence = words / len(sentences) if sentences else 0.0
    per_word = sum(_syllables(word) for sentence in sentences for word in sentence.split()) / words if words else 0.0
    return Prose(
        len(paragraphs),
        words,
        round(per_sentence, 1),
        round(len(openings) / len(paragraphs), 2) if paragraphs else 0.0,
        sum(count - 1 for count in counts.values()),
        round(0.39 * per_sentence + 11.8 * per_word - 15.59 + 5, 1) if words else 0.0,
    )


def _syllables(word: str) -> int:
    """Groups of vowels, a silent e left out: an estimate, the same for all writers."""
    letters = "".join(_WORD.findall(word.lower()))
    if not letters:
        return 1
    count = len(_VOWELS.findall(letters))
    return max(1, count - 1 if letters.endswith("e") and not letters.endswith(("le", "ee")) and count > 1 else count)
