"""The house's manner, learnt from earlier reports: sentence length, terms, order, and masked sentences.

It goes into a prompt as data beside the notes. No figure of an old report can reach a new one: every digit and
number word is masked when a file is written, and a file that holds one is refused when it is read.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pcc_narrator.drafting.fluency import sentences
from pcc_narrator.drafting.house import House
from pcc_narrator.drafting.llm.prompt import data
from pcc_narrator.drafting.references import NUMBER_WORDS
from pcc_narrator.errors import InputError, Problem

MASK = "#"
_MOST_EXEMPLARS = 6
_MOST_TERMS = 8
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FIGURE = re.compile(r"[£$€]?(?:\d+(?:[,./:–-]\d+)*)(?:st|nd|rd|th)?%?|[^\W\d_]*\d\w*")
_ORDINALS = frozenset({"first", "second", "fourth", "sixth", "seventh", "eighth", "ninth", "tenth", "once"})
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NAMED = re.compile(rf"\b(?:{_MONTHS})\b")
KINDS = {  # kinds of statement, told by their words
    "the change": re.compile(r"\b(?:increas|decreas|reduc|rose|fell|fall|rise|drop|grew)\w*", re.I),
    "the target": re.compile(r"\b(?:target|standard|aim|threshold)s?\b", re.I),
    "the comparison with others": re.compile(r"\b(?:peers?|similar|nation\w*|average of|other areas)\b", re.I),
    "the cause": re.compile(r"\b(?:because|due to|as a result of|owing to|driven by|attribut\w*|explain\w*)\b", re.I),
    "what is done about it": re.compile(r"\b(?:will|plan(?:s|ned)?|working|action|review(?:s|ed|ing)?)\b", re.I),
}
# Ways of saying one thing, of which a house uses one: the more frequent is the house's term.
_VARIANTS: tuple[tuple[str, ...], ...] = (
    ("compared with", "compared to", "in comparison with", "against"),
    ("reduction", "decrease", "fall", "drop"),
    ("increase", "rise", "growth"),
    ("reduced", "decreased", "fell", "dropped"),
    ("increased", "rose", "grew"),
    ("per cent", "percent", "%"),
    ("proportion", "percentage", "share"),
)


class Exemplar(BaseModel):
    """A sentence of an earlier report, masked."""

    model_config = ConfigDict(extra="forbid", strict=True)
    text: str = Field(max_length=400)


class Voice(BaseModel):
    """voice.toml. Whoever reads it may change anything but add a figure."""

    model_config = ConfigDict(extra="forbid", strict=True)
    learnt_from: list[str] = []
    words_in_a_sentence: int = Field(default=0, ge=0, le=60)
    most_words: int = Field(default=0, ge=0, le=100)
    terms: list[str] = []
    order: list[str] = []
    exemplars: list[Exemplar] = []


class Block(Protocol):
    """A run of prose of an earlier report."""

    @property
    def kind(self) -> str: ...

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Report:
    """An earlier report: its name, its prose, and its blocks."""

    name: str
    prose: str
    blocks: Sequence[Block]


def learn(reports: Sequence[Report]) -> Voice:
    """The manner of these reports. Raises InputError where they hold too little prose to learn from."""
    said = [sentence for report in reports for sentence in _sentences(report)]
    if len(said) < 3:
        names = ", ".join(report.name for report in reports)
        raise InputError([Problem(names, "holds too little prose.", "Name a whole report.")])
    lengths = [len(sentence.split()) for sentence in said]
    return Voice(
        learnt_from=[report.name for report in reports],
        words_in_a_sentence=min(60, round(median(lengths))),
        most_words=min(100, round(quantiles(lengths, n=10)[-1])),
        terms=_terms(" ".join(said)),
        order=_order(reports),
        exemplars=[Exemplar(text=text) for text in _exemplars(said, round(median(lengths)))],
    )


def masked_wholly(text: str) -> str:
    """The text without any figure: digits, number words and the names of months become #."""
    text = _NAMED.sub(MASK, _FIGURE.sub(MASK, text))
    text = "".join(MASK if character.isnumeric() else character for character in text)
    text = _WORD.sub(lambda match: MASK if _is_number(match[0]) else match[0], text)
    return re.sub(rf"{MASK}(?:[\s,./–-]*{MASK})+", MASK, text)


def to_toml(voice: Voice) -> str:
    """voice.toml, with comments for whoever edits it."""
    lines = [
        "# The house's manner, for a model that writes (pcc-narrator draft --voice). Edit anything; # stands for a",
        "# figure or a month; a digit or a number word in any text here is refused: no old figure may reach a new",
        "# report.",
        f"learnt_from = {_list([masked_wholly(name) for name in voice.learnt_from])}",
        "",
        "# Words in the usual sentence, and in one sentence of ten at least.",
        f"words_in_a_sentence = {voice.words_in_a_sentence}",
        f"most_words = {voice.most_words}",
        "",
        "# The house's own words, where there are several for one thing.",
        f"terms = {_list(voice.terms)}",
        "",
        "# What its sections tell first, and what later.",
        f"order = {_list(voice.order)}",
    ]
    for exemplar in voice.exemplars:
        lines += ["", "[[exemplars]]", f"text = {_quoted(exemplar.text)}"]
    return "\n".join(lines) + "\n"


def read_voice(path: Path) -> House:
    """What a draft needs of a voice.toml. Raises InputError for a file that is no such thing.

    A digit or number word in any text of it is an error, except in the two lengths.
    """
    try:
        voice = Voice.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        said = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise InputError([Problem(str(path), said, "`pcc-narrator style learn REPORT` writes such a file.")]) from None
    texts = [*voice.learnt_from, *voice.terms, *voice.order, *(exemplar.text for exemplar in voice.exemplars)]
    for text in texts:
        if masked_wholly(text) != re.sub(rf"{MASK}(?:[\s,./–-]*{MASK})+", MASK, text):
            problem = "holds a figure or a number word, which could reach a new report."
            raise InputError([Problem(str(path), problem, f"Write {MASK} in its place.", value=text[:80])])
    return House(block(voice), tuple(voice.terms))


def block(voice: Voice) -> str:
    """The voice as a model is shown it: data, on lines of their own, between marks."""
    lines = [f"About {_rounded(voice.words_in_a_sentence)} words in a sentence."] if voice.words_in_a_sentence else []
    if voice.terms:
        lines.append(f"The house says: {', '.join(data(term) for term in voice.terms)}.")
    if voice.order:
        lines.append(f"It tells, in this order: {', '.join(data(kind) for kind in voice.order)}.")
    lines += [f"Its manner: {data(exemplar.text)}" for exemplar in voice.exemplars]
    return "\n".join(["<earlier-reports>", *lines, "</earlier-reports>"]) if lines else ""


def _rounded(length: int) -> str:
    return "ten" if length < 13 else "fifteen" if length < 18 else "twenty" if length < 23 else "twenty-five"


def _is_number(word: str) -> bool:
    return any(part in NUMBER_WORDS or part in _ORDINALS for part in re.split(r"[-’']", word.lower()))


def _sentences(report: Report) -> list[str]:
    found: list[str] = []
    for one in report.blocks:
        if one.kind in ("paragraph", "item"):
            text = " ".join(report.prose[one.start : one.end].split())
            found.extend(sentence for sentence in sentences(text) if 5 <= len(sentence.split()) <= 60)
    return found


def _order(reports: Sequence[Report]) -> list[str]:
    """Which kinds of statement come before which: by the mean place of their first sentence in a section."""
    places: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for report in reports:
        for section in _sections(report):
            for kind, pattern in KINDS.items():
                first = next((at for at, sentence in enumerate(section) if pattern.search(sentence)), None)
                if first is not None and len(section) > 1:
                    places[kind].append(first / (len(section) - 1))
    known = {kind: sum(found) / len(found) for kind, found in places.items() if len(found) > 2}
    return sorted(known, key=lambda kind: (known[kind], kind))


def _sections(report: Report) -> list[list[str]]:
    """The sentences under each heading."""
    found: list[list[str]] = [[]]
    for one in report.blocks:
        text = " ".join(report.prose[one.start : one.end].split())
        if one.kind == "heading":
            found.append([])
        elif one.kind in ("paragraph", "item"):
            found[-1].extend(sentences(text))
    return [section for section in found if section]


def _terms(text: str) -> list[str]:
    low = text.lower()
    found: list[str] = []
    for variants in _VARIANTS:
        counts = Counter({variant: low.count(variant.lower()) for variant in variants})
        term, count = counts.most_common(1)[0]
        if count > 1 and masked_wholly(term) == term:
            found.append(term)
    return found[:_MOST_TERMS]


def _exemplars(said: Sequence[str], usual: int) -> list[str]:
    """Sentences that hold figures, of about the usual length, no two with the same opening; masked."""
    found: list[str] = []
    openings: set[str] = set()
    for sentence in sorted(said, key=lambda one: (abs(len(one.split()) - usual), said.index(one))):
        masked = masked_wholly(sentence)
        opening = " ".join(masked.split()[:2]).lower()
        if masked.count(MASK) in (1, 2, 3) and opening not in openings and masked[:1] != MASK and len(masked) < 300:
            openings.add(opening)
            found.append(masked)
        if len(found) == _MOST_EXEMPLARS:
            break
    return found


def _quoted(text: str) -> str:
    plain = "".join(character for character in " ".join(text.split()) if character.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _list(texts: Sequence[str]) -> str:
    return "[" + ", ".join(_quoted(text) for text in texts) + "]"
