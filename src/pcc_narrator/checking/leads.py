"""What a lead in bold, or the words for a picture, say that follows: "**Lending:** visits fell by 12" has the name of
another, and so has "Line chart of lending: 12 visits in May"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Index, Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import frame_words
from pcc_narrator.checking.names import Names
from pcc_narrator.checking.read_sentence import ReadSentence
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.scopes import is_subject
from pcc_narrator.checking.wording import subject_words
from pcc_narrator.models.period import Period

_LEAD = re.compile(r"[\s>*+\-–•\d.()]*?(?:\*\*|__)(?=\S)([^*\n]{2,200}?)(?:\*\*|__)")
_PICTURE = re.compile(r"[\w ]{0,20}\b(?:chart|graph|plot|map|trend)\b[\w -]{0,12} of\b", re.IGNORECASE)


def refute_leads(text: str, reads: Iterable[ReadSentence]) -> None:
    """Add to the words of each paragraph's first sentence the name in its lead, where its figures are of another."""
    paragraphs: dict[int, list[ReadSentence]] = {}
    for read in reads:
        if read.sentence.block.kind in ("item", "paragraph", "quote", "alt"):
            paragraphs.setdefault(read.sentence.block.start, []).append(read)
    for inside in paragraphs.values():
        if (span := _lead(text, inside[0])) is not None:
            _refute(inside, *span)


def _lead(text: str, first: ReadSentence) -> tuple[int, int] | None:
    if first.sentence.block.kind == "alt":
        return _pictured(text, first)
    line = text.rfind("\n", 0, first.sentence.block.start) + 1
    found = _LEAD.match(text, line, first.sentence.block.end + 4)
    return None if found is None or found.end(1) <= first.sentence.start else found.span(1)


def _pictured(text: str, first: ReadSentence) -> tuple[int, int] | None:
    """What a picture is said to show: the first name after "chart of"."""
    shown = _PICTURE.match(text, first.sentence.start, first.sentence.end)
    named = (item for item in first.sentence.items if shown is not None and item.start >= shown.end() and _firm(item))
    name = next(named, None)
    return None if name is None else (name.start, name.end)


def _refute(inside: list[ReadSentence], start: int, end: int) -> None:
    first = inside[0]
    lead = [
        at for at, item in enumerate(first.sentence.items) if start <= item.start and item.end <= end and _firm(item)
    ]
    if not lead:
        return
    at = lead[-1]
    meant = first.resolver.meant(first.sentence.items[at])
    told = list(_told(inside, end))
    index, names = first.resolver.index, first.resolver.names
    if len(meant) != 1 or not told or _named_again(inside, end, meant[0], names):
        return
    if all(_is_another(index, names, meant[0], one) for one in told):
        right = told[0]
        shown = subject_words(index, right.subject)
        message = f'The figures are those of {shown}, and not of "{first.sentence.items[at].key}".'
        first.words.append((at, "name", Judged("refuted", "measure", message, right, shown)))


def _firm(item: Item) -> bool:
    return is_subject(item) and item.name is not None and any(not one.weak for one in item.name.meanings)


def _told(inside: list[ReadSentence], end: int) -> Iterator[Candidate]:
    """What the figures behind a lead are of."""
    for read in inside:
        for at, judged in read.figures.items():
            if read.sentence.items[at].start >= end and judged.verdict == "supported" and judged.candidate is not None:
                yield judged.candidate


def _named_again(inside: list[ReadSentence], end: int, meant: Subject, names: Names) -> bool:
    """Whether the words behind a lead speak of its subject after all."""
    own = names.words_of(meant) - frame_words() if meant.category is None else frozenset(_telling(meant, names))
    said = {stem for read in inside for item in read.sentence.items if item.start >= end for stem in _stems(item)}
    return bool(own & said)


def _telling(meant: Subject, names: Names) -> set[str]:
    return set(names.words_of(meant) - names.words_of(Subject(meant.measure)) - frame_words())


def _stems(item: Item) -> Iterator[str]:
    if item.name is not None:
        yield from item.name.stems
    elif item.kind == "word":
        yield item.key


def _is_another(index: Index, names: Names, lead: Subject, told: Candidate) -> bool:
    """Whether a figure is surely of something apart from what a lead names."""
    other = told.subject
    if lead == other:
        return False
    if other.category is None and lead.category is not None:
        both = _telling(lead, names) & names.words_of(Subject(other.measure))
        return other.measure != lead.measure and not both
    if lead.category is not None:
        return other.measure == lead.measure and _apart(index, lead, told)
    return other.measure != lead.measure and not (names.words_of(lead) & names.words_of(Subject(other.measure)))


def _apart(index: Index, lead: Subject, told: Candidate) -> bool:
    """Whether two categories share nothing: all categories add up to no more than their measure, or the one that would
    be the part has more than the whole."""
    mine, theirs = _value(index, lead, told.area, told.period), _value(index, told.subject, told.area, told.period)
    if mine is None or theirs is None:
        return False
    total = _value(index, Subject(lead.measure), told.area, told.period)
    parts = [one for one in index.subjects if one.measure == lead.measure and one.category is not None]
    values = [found for one in parts if (found := _value(index, one, told.area, told.period)) is not None]
    return theirs > mine or (total is not None and sum(values, Decimal(0)) <= total)


def _value(index: Index, subject: Subject, area: str, period: Period) -> Decimal | None:
    for series in index.series(subject, area):
        fact = series.facts.get(period)
        if fact is not None and series.unit == "count":
            return fact.number
    return None
