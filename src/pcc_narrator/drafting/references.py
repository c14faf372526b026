"""`{{id:rendering}}` in a model's text: filled in from the facts, and nothing but references may be a figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pcc_narrator.drafting.renderings import DEFAULT
from pcc_narrator.drafting.splices import unspliced

NOTE = "note"  # the rendering of somebody's words
REFERENCE = re.compile(r"\{\{\s*([A-Za-z][\w.\-/]*)\s*(?::\s*([a-z_]+)\s*)?\}\}")
# fmt: off
NUMBER_WORDS = frozenset({
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
    "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds", "thousand", "thousands",
    "million", "millions", "billion", "billions", "dozen", "dozens", "half", "halves", "third", "thirds",
    "quarters", "fifth", "fifths", "twice", "thrice", "double", "doubled", "doubling", "triple", "tripled",
    "trebled", "halved", "halving", "twofold", "threefold", "fourfold", "tenfold", "couple",
})
# fmt: on
_NUMERIC = re.compile(r"0(?:[,.]?0)*")
_COUNT = r"(\d[\d,]*|zero|one|two|three|four|five|six|seven|eight|nine)"
_PART_OF = re.compile(rf"\b{_COUNT} of the {_COUNT}\b")
_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its references filled in, what was referred to, and what is wrong."""

    text: str
    used: tuple[str, ...]
    faults: tuple[str, ...]


def fill(text: str, known: Mapping[str, Mapping[str, str]]) -> Filled:
    """Put the renderings in place of the references. `known` maps an id to its renderings by name.

    A reference to nothing, a rendering that the fact lacks, and any digit or number word outside a reference
    are faults, in words that a writer can act on. Clauses joined by a comma alone become sentences, and a last sentence
    without its full stop is given one.
    """
    faults: list[str] = []
    used: list[str] = []
    outside = REFERENCE.sub(" ", text)
    if "{" in outside or "}" in outside:
        faults.append("a reference is not written as {{id:rendering}}")
    if "#" in outside:
        faults.append("“#” stands for a hidden figure: use the reference")
    if digits := _NUMERIC.search("".join("0" if character.isnumeric() else character for character in outside)):
        typed = outside[digits.start() : digits.end()]
        faults.append(f"{typed!r} is typed as a number: use a reference")
    for word in _WORD.findall(outside):
        if word.lower() in NUMBER_WORDS:
            faults.append(f"{word!r} is a number word: use a reference")
            break

    apart, clear = unspliced(text)
    if not clear:
        faults.append("two clauses are joined by a comma alone: end the sentence, or use {{id:than}} after the comma")

    def put(match: re.Match[str]) -> str:
        identifier, name = match[1], match[2] or DEFAULT
        choices = known.get(identifier)
        if choices is None:
            faults.append(f"there is no fact {identifier!r}")
            return ""
        if name not in choices:
            listed = ", ".join(f"{{{{{identifier}:{choice}}}}}" for choice in choices)
            faults.append(f"the fact {identifier!r} has no rendering {name!r}: write one of {listed}")
            return ""
        if identifier in used and name == "clause":
            faults.append(f"the fact {identifier!r} is used twice")
        used.append(identifier)
        return choices[name] if name == NOTE else _all_or_none(choices[name])

    filled = re.sub(r"([.!?])\.(?=\s|$)", r"\1", REFERENCE.sub(put, apart))  # a note brings its own full stop
    return Filled(_stopped(_capitals(filled)), tuple(dict.fromkeys(used)), tuple(faults))


def _all_or_none(text: str) -> str:
    """ "43 of the 43 trusts" as "all 43 trusts", "zero of the four" as "none of the four", "two of the two" as "both".

    Here and not in the rendering, whose words are the same for any number: so a request does not depend on it.
    """

    def said(match: re.Match[str]) -> str:
        part, whole = match[1], match[2]
        if part in ("zero", "0"):
            return f"none of the {whole}"
        if part != whole or part in ("one", "1"):
            return match[0]
        return "both" if part in ("two", "2") else f"all {whole}"

    return _PART_OF.sub(said, text)


def _stopped(text: str) -> str:
    """A full stop behind a last sentence that ends in a word or a figure; the fluency gate judges what it ends in."""
    return f"{text}." if text and (text[-1].isalnum() or text[-1] == ")") else text


def _capitals(text: str) -> str:
    """A capital letter at the start of each sentence, which a rendering cannot know that it stands at."""
    text = " ".join(text.split())
    text = re.sub(r"([.!?])\s+([a-z])", lambda match: f"{match[1]} {match[2].upper()}", text)
    return text[:1].upper() + text[1:]
