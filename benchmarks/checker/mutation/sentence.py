"""A sentence of a true text, the figures in it, and the facts that print so."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Literal

from pcc_narrator.models.fact import Fact, FactSet

Expect = Literal["refuted", "unsupported", "missing"]
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
MONTH = "(?:" + "|".join(MONTHS) + ")"
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
            "eleventh", "twelfth")  # fmt: skip
_NUMBER = re.compile(r"(?<![\w.,/£-])\d+(?:,\d{3})*(?:\.\d+)?(?![\d/]|,\d)")
# What stands before or after a number that is a date, a name or a denominator, and no figure.
_NO_FIGURE_BEFORE = re.compile(
    rf"(?:{MONTH}|Q|[Ss]ection|[Nn]ote|Plan|[Ll]evel|[Ff]igure|[Tt]able|[Cc]hart|"
    r"[Pp]aragraphs?(?: \d+ (?:to|and))?)\s?$"
)
# What is not read as the text's own words: comments, addresses of links, quotations.
_HIDDEN = re.compile(r"<!--.*?-->|\]\([^)]*\)|“[^”]*”")
_NO_FIGURE_AFTER = re.compile(rf"\s(?:{MONTH}|months? to|consecutive|working days|hours? of|population)\b")
_HEDGE = re.compile(
    r"(?:about|around|roughly|approximately|some|circa|nearly|almost|close to|under|below|over|above|more than|"
    r"fewer than|less than|at least|at most|up to|as many as|between|exceeding|in excess of|no more than|"
    r"approaching)\s+(?:£|a |an |the )?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `new` for what stands from `start` to `end` of a sentence."""

    kind: str
    start: int
    end: int
    new: str
    numeric: bool = False
    expect: Expect = "refuted"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, list item or table row of the text."""

    text: str
    start: int
    facts: FactSet

    @property
    def in_table(self) -> bool:
        """Whether this is a row of a table."""
        return self.text.lstrip().startswith("|")

    def figures(self) -> list[re.Match[str]]:
        """The plain figures of the sentence: no dates, years, paragraph numbers, denominators."""
        return [
            match for match in _NUMBER.finditer(self.text) if self._is_figure(match) and not self.hidden(match.start())
        ]

    def hidden(self, at: int) -> bool:
        """Whether a place stands in a comment, an address or a quotation."""
        return any(match.start() <= at < match.end() for match in _HIDDEN.finditer(self.text))

    def _is_figure(self, match: re.Match[str]) -> bool:
        before, after = self.text[: match.start()], self.text[match.end() :]
        if not before.strip(" |*>-") and re.match(r"\.\s| +[A-Z][a-z]", after):
            return False  # a paragraph's or an item's own number
        if re.fullmatch(r"(?:19|20)\d\d", match[0]) or _NO_FIGURE_BEFORE.search(before):
            return False
        if _NO_FIGURE_AFTER.match(after) or re.match(r"(?:st|nd|rd|th|:\d)", after):
            return False
        if match[0] in ("999", "101", "111") and re.match(r" (?:calls?|answer|emergency)", after):
            return False
        if match[0] == "12" and re.match(r"[- ]months?", after):
            return False
        return not re.search(r"(?:(?:per|every|each) |\d[–-])$", before)

    def hedged(self, match: re.Match[str]) -> bool:
        """Whether the figure is said to be rough, or a bound."""
        return bool(_HEDGE.search(self.text[: match.start()])) or " or more" in self.text[match.end() :][:12]

    def linked(self, printed: str) -> Sequence[Fact]:
        """The facts that print so."""
        digits = printed.replace(",", "")
        step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
        return _by_print(self.facts, step).get(Decimal(digits), ())

    def pick(self, match: re.Match[str], salt: str, choices: int) -> int:
        """A choice that depends on the words alone."""
        seed = f"{self.text}|{match.start()}|{salt}"
        return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4], "big") % choices


_PRINTS: dict[tuple[int, Decimal], tuple[FactSet, dict[Decimal, list[Fact]]]] = {}


def _by_print(facts: FactSet, step: Decimal) -> dict[Decimal, list[Fact]]:
    """The facts by what they print as at a precision, rounded half up or half even; kept for each fact set."""
    key = (id(facts), step)
    if key not in _PRINTS:
        prints: dict[Decimal, list[Fact]] = {}
        for fact in facts.facts:
            if not isinstance(fact.value, bool):
                for value in {abs(fact.value).quantize(step, rounding=way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN)}:
                    prints.setdefault(value, []).append(fact)
        _PRINTS[key] = (facts, prints)
    return _PRINTS[key][1]


def sentences(text: str, facts: FactSet) -> Iterator[Sentence]:
    """The sentences of a Markdown text; headings, comments, rules and pictures are passed over."""
    place = 0
    for line in text.splitlines(keepends=True):
        body = line.rstrip("\n")
        if body.strip() and not re.match(r"#|<!--|\|\s*:?--|```|!\[|---", body):
            if body.lstrip().startswith("|"):
                yield Sentence(body, place, facts)
            else:
                yield from _split(body, place, facts)
        place += len(line)


def _split(body: str, place: int, facts: FactSet) -> Iterator[Sentence]:
    start = 0
    for match in re.finditer(r"(?<=[.!?])[\"”')]*\s+(?=[A-Z“\"])|$", body):
        piece = body[start : match.start()]
        if not re.fullmatch(r"\s*(?:\d+\.|[-*>])?\s*", piece):
            yield Sentence(piece, place + start, facts)
            start = match.end()
