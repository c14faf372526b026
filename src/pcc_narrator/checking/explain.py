"""How one claim was read and judged: its scopes, the candidates, and what each is derived from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.engine import Checker
from pcc_narrator.checking.read_sentence import ReadSentence
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.wording import area_words, period_words, place_words, subject_words, value_words
from pcc_narrator.models.claim import Claim
from pcc_narrator.models.fact import Fact, FactSet

_SOURCES = {
    "said": "named in the sentence",
    "carried": "carried over from the sentence before",
    "heading": "set by the heading, caption or table head",
    "default": "taken as the report's own",
    "guessed": "guessed from words in common with its title",
    "open": "left open by the words",
}
_MOST = 8


def explain(text: str, facts: FactSet | Checker, line: int, column: int | None = None) -> str:
    """The claims that stand on a line (or at one column of it), with how each was read and decided.

    `line` and `column` count from 1. Says so where there is no claim.
    """
    checker = facts if isinstance(facts, Checker) else Checker(facts)
    report = checker.check(text)
    starts = [0, *(number + 1 for number, letter in enumerate(text) if letter == "\n")]
    if not 1 <= line <= len(starts):
        return f"The text has {len(starts)} lines; there is no line {line}.\n"
    claims = [claim for claim in report.claims if claim.line == line]
    if column is not None:
        offset = starts[line - 1] + column - 1
        claims = [claim for claim in claims if claim.start <= offset < claim.end] or _nearest(claims, offset)
    if not claims:
        passed = [item for item in report.ignored if bisect_right(starts, item.start) == line]
        rest = "".join(f'  "{item.text}" is no claim: {item.reason}\n' for item in passed)
        return f"No claim stands on line {line}.\n{rest}"
    sentences = checker.sentences(text)
    return "\n".join(part for claim in claims for part in _claim(checker, claim, sentences)) + "\n"


def _nearest(claims: list[Claim], offset: int) -> list[Claim]:
    return sorted(claims, key=lambda claim: min(abs(claim.start - offset), abs(claim.end - offset)))[:1]


def _claim(checker: Checker, claim: Claim, sentences: tuple[ReadSentence, ...]) -> Iterator[str]:
    yield f'{claim.line}:{claim.column}  "{claim.text}"  {claim.kind}  {claim.verdict} (rule: {claim.rule})'
    yield f"  {claim.message}"
    judged = _judged(claim, sentences)
    if judged is not None and judged.reading is not None:
        yield from _reading(checker, judged.reading)
    if judged is not None:
        yield from _tried(checker, claim, judged, sentences)
    if claim.expected is not None:
        yield f"  it should say: {claim.expected}"
    for identifier in claim.facts[:_MOST]:
        yield from _derivation(checker.facts, identifier, 1, set())


def _judged(claim: Claim, sentences: tuple[ReadSentence, ...]) -> Judged | None:
    for read in sentences:
        if not read.sentence.start <= claim.start < read.sentence.end:
            continue
        for at, judged in read.figures.items():
            if read.sentence.items[at].start == claim.start and claim.rule == judged.rule:
                return judged
        for at, kind, judged in read.words:
            if read.sentence.items[at].start == claim.start and kind == claim.kind:
                return judged
    return None


def _reading(checker: Checker, reading: Reading) -> Iterator[str]:
    index = checker.index
    yield f"  read as: {reading.role.role}"
    subjects = "; ".join(subject_words(index, subject) for subject in reading.subjects.choices[:5]) or "nothing"
    yield f"  of: {subjects} ({_SOURCES[reading.subjects.source]})"
    if reading.places.unknown:
        yield f"  in: {reading.places.unknown}, which the facts do not have"
    else:
        places = "; ".join(area_words(index, area) for area in reading.places.choices[:5]) or "any area"
        yield f"  in: {places} ({_SOURCES[reading.places.source]})"
    for name, times in (("period", reading.times), ("base", reading.bases)):
        if times.choices:
            periods = "; ".join(period_words(period, index.set.calendar) or "none" for period in times.choices[:6])
            yield f"  {name}: {periods} ({_SOURCES[times.source]})"


def _tried(checker: Checker, claim: Claim, judged: Judged, sentences: tuple[ReadSentence, ...]) -> Iterator[str]:
    figure = next(
        (
            item.figure
            for read in sentences
            for item in read.sentence.items
            if item.start == claim.start and item.figure is not None
        ),
        None,
    )
    if not judged.tried:
        return
    yield f"  candidates ({len(judged.tried)}):"
    for candidate in judged.tried[:_MOST]:
        mark = " "
        note = ""
        if figure is not None:
            found = fit(figure, candidate.value, candidate.unit, checker.bounds, slack=candidate.slack)
            mark, note = ("✓", found) if found in GOOD else ("✗", "" if found == "no" else found)
        yield f"    {mark} {_shown(checker, candidate)}{f' [{note}]' if note else ''}"
    if len(judged.tried) > _MOST:
        yield f"    … and {len(judged.tried) - _MOST} more"


def _shown(checker: Checker, candidate: Candidate) -> str:
    how = f" ({candidate.how})" if candidate.how else ""
    value = value_words(candidate.value, candidate.unit, candidate.decimals)
    sign = "−" if candidate.value < 0 else ""
    return f"{sign}{value}: {place_words(checker.index, candidate)}{how}"


def _derivation(facts: FactSet, identifier: str, depth: int, seen: set[str]) -> Iterator[str]:
    """A fact, what it was computed from, and the source rows at the end of the chain."""
    indent = "  " * depth
    fact = facts.by_id.get(identifier)
    if fact is None:
        yield f"{indent}{identifier} (not in the fact set)"
        return
    if identifier in seen or depth > 8:
        return
    seen.add(identifier)
    yield f"{indent}{identifier} = {_value(fact)}"
    if fact.derivation is not None:
        yield f"{indent}  {fact.derivation.operation} of:"
        for parent in fact.derivation.of[:_MOST]:
            yield from _derivation(facts, parent, depth + 2, seen)
    for source in fact.sources[:5]:
        row = f" row {source.row}" if source.row is not None else ""
        publisher = f", {source.publisher}" if source.publisher else ""
        yield f"{indent}  from {source.file}{row}{publisher}"


def _value(fact: Fact) -> str:
    if isinstance(fact.value, bool):
        return "true" if fact.value else "false"
    return f"{fact.value} {fact.unit}"
