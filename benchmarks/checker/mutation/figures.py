"""Figures that are wrong: digits, units, places in a list, number words, exchanged figures, totals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from mutation.sentence import ORDINALS, WORDS, Edit, Sentence

_UNITS = {"days": "hours", "hours": "days", "minutes": "hours", "seconds": "minutes", "per 1,000": "per 100,000",
          "million": "billion"}  # fmt: skip
_RANKED = re.compile(
    rf"\b({'|'.join(ORDINALS[1:])})(?= (?:highest|lowest|largest|smallest|best|worst|of|out of|among|in the|place))"
)
_COUNTED = re.compile(rf"\b({'|'.join(WORDS[2:])})\b(?=[ -](?!months? to|hours? a|of the)[a-z])", re.IGNORECASE)
_NOT_COUNTED_BEFORE = re.compile(
    r"\b(?:the|these|those|last|previous|next|past|quarter|priority|first|other|between|within|every|per)\s$",
    re.IGNORECASE,
)
_NOT_COUNTED_AFTER = re.compile(
    r"[- ](?:thirds|quarters|fifths|years|months|and|or|in\b|to\b|working|hundred|thousand)"
)


def digit_errors(sentence: Sentence) -> Iterator[Edit]:
    """A digit changed, two exchanged, one lost; the point moved; a note mark run into the number."""
    for match in sentence.figures():
        if sentence.hedged(match):
            continue
        for kind, new in _misprints(sentence, match):
            if _value(new) != _value(match[0]):
                yield Edit(kind, match.start(), match.end(), new, numeric=True)


def _misprints(sentence: Sentence, match: re.Match[str]) -> Iterator[tuple[str, str]]:
    old = match[0]
    places = [at for at, mark in enumerate(old) if mark.isdigit()]
    at = places[sentence.pick(match, "swap", len(places))]
    digits = [digit for digit in "0123456789" if digit != old[at] and not (digit == "0" and at == 0)]
    yield "digit_swapped", old[:at] + digits[sentence.pick(match, "digit", len(digits))] + old[at + 1 :]
    pairs = [(a, b) for a, b in pairwise(places) if old[a] != old[b] and not (a == 0 and old[b] == "0")]
    if pairs:
        a, b = pairs[sentence.pick(match, "pair", len(pairs))]
        marks = list(old)
        marks[a], marks[b] = marks[b], marks[a]
        yield "digits_transposed", "".join(marks)
    if "." in old:
        yield "decimal_moved", old.replace(".", "").lstrip("0") or "0"
    elif len(places) > 1:
        at = places[sentence.pick(match, "drop", len(places))]
        rest = (old[:at] + old[at + 1 :]).replace(",", "")
        yield "digit_dropped", f"{int(rest):,}" if "," in old else rest
        longer = f"{int(old.replace(',', '')) * 10:,}"
        yield "decimal_moved", longer if len(places) > 2 else f"{old[:-1]}.{old[-1]}"
    if "," in old:
        yield "footnote_fused", old + str(1 + sentence.pick(match, "note", 9))


def exchanges(sentence: Sentence) -> Iterator[Edit]:
    """Two neighbouring figures of one kind in each other's place."""
    if sentence.in_table or re.search(r"\bbetween\b", sentence.text):
        return
    for one, other in pairwise(sentence.figures()):
        middle = sentence.text[one.end() : other.start()]
        alike = _form(sentence, one) == _form(sentence, other) and _value(one[0]) != _value(other[0])
        if (
            alike
            and not sentence.hedged(one)
            and not sentence.hedged(other)
            and middle not in (" and ", " or ", " plus ")
        ):
            yield Edit("figures_exchanged", one.start(), other.end(), other[0] + middle + one[0], numeric=True)


def _form(sentence: Sentence, match: re.Match[str]) -> str:
    after = sentence.text[match.end() :]
    units = ("%", " per cent", " percentage point", " days", " minutes", " seconds", " hours")
    return next((unit for unit in units if after.startswith(unit)), "plain")


def units(sentence: Sentence) -> Iterator[Edit]:
    """Hours for days, "per 100,000" for "per 1,000"."""
    for match in re.finditer(r"(?<=\d )(days|hours|minutes|seconds|million)\b|per 1,000\b", sentence.text):
        before = sentence.text[: match.start()]
        if re.search(r"\d", before) and not re.search(r"(?:within|first|every|last|next|past) \d+ $", before):
            yield Edit("unit_changed", match.start(), match.end(), _UNITS[match[0]], numeric=True)


def ranks(sentence: Sentence) -> Iterator[Edit]:
    """Seventh highest for sixth."""
    for match in _RANKED.finditer(sentence.text):
        before, after = sentence.text[: match.start()], sentence.text[match.end() :]
        fraction = re.search(r"\b(?:a|one|two|last|quarter) $", before, re.IGNORECASE)
        if fraction or re.match(r" of (?:all|the|those|them|people|every)", after):
            continue
        at = ORDINALS.index(match[0])
        step = 1 if at == 1 or sentence.pick(match, "rank", 2) else -1
        if at + step < len(ORDINALS):
            yield Edit("rank_off_by_one", match.start(), match.end(), ORDINALS[at + step], numeric=True)


def number_words(sentence: Sentence) -> Iterator[Edit]:
    """Four for three."""
    for match in _COUNTED.finditer(sentence.text):
        before, after = sentence.text[: match.start()], sentence.text[match.end() :]
        if _NOT_COUNTED_BEFORE.search(before) or _NOT_COUNTED_AFTER.match(after) or sentence.hedged(match):
            continue
        at = WORDS.index(match[0].lower())
        new = WORDS[at + 1] if at + 1 < len(WORDS) else "ten"
        new = new.capitalize() if match[0][0].isupper() else new
        yield Edit("number_word_changed", match.start(), match.end(), new, numeric=True)


def totals(sentence: Sentence) -> Iterator[Edit]:
    """A total that misses its parts by two."""
    if not re.match(r"\|\s*\**Total\b", sentence.text):
        return
    for match in sentence.figures():
        if "." not in match[0] and not sentence.text[match.end() :].startswith("%"):
            yield Edit("total_off", match.start(), match.end(), f"{int(_value(match[0])) + 2:,}", numeric=True)


def _value(printed: str) -> Decimal:
    return Decimal(printed.replace(",", ""))
