"""A follow-up as a question that stands for itself: "and in Kent?", "why?", "what was it a year earlier?".

The question before gives what the follow-up leaves out: the subject, the period, the area, what is asked of it.
"""

from __future__ import annotations

import re

from pcc_narrator.models.period import Period
from pcc_narrator.review.ask.computed_forms import periods_of
from pcc_narrator.review.ask.library import Library, Subject

_LEAD = re.compile(r"^\W*(?:(?:and|but|or|so|then|ok|okay)\b\W*)*(?:(?:what|how) about\b|what of\b)?\W*", re.I)
_FOLLOWS = re.compile(r"^\W*(?:and|but|or|so|then|(?:what|how) about|what of)\b", re.I)
_WHY = re.compile(r"(?:why|how come|how so|what for|why (?:is|was|did|has) (?:that|this|it)(?: so| the case)?)", re.I)
_POINTS = re.compile(r"\b(?:it|its|this|that|these|those|they|them|their)\b", re.I)
_YEAR_BEFORE = re.compile(r"\b(?:(?:last|the previous) year|(?:a|the|one) year (?:earlier|before|ago))\b", re.I)
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), shape)
    for pattern, shape in (
        (r"\b(?:flag|exception)", "Why is {} flagged?"),
        (r"^\W*(?:why|how come|what (?:caused|explains))\b", "Why did {} change?"),
        (r"\b(?:targets?|standards?)\b", "Was the target of {} met?"),
        (r"\b(?:lowest|fewest|least)\b", "When was {} lowest?"),
        (r"\b(?:highest|peak|most)\b", "When was {} highest?"),
        (r"\b(?:compare|compared|peers?|similar|ranks?|others)\b", "Compare {} with its peers."),
        (r"\b(?:where|source|come from|comes from)\b", "Where does {} come from?"),
    )
)


def restated(question: str, before: str, library: Library) -> str:
    """A follow-up with what it leaves out put in; a question that stands for itself as it is."""
    subject = _subject(before, library)
    if subject is None:
        return question
    bare = _LEAD.sub("", question).rstrip(" ?.!")
    if _WHY.fullmatch(bare):
        return f"Why did {_name(subject, library)} change?"
    own = library.named(bare, whole=True)
    if _FOLLOWS.match(question):
        return _continued(bare, before, own[0] if own else None, subject, library) or question
    if not own and (match := _POINTS.search(question)):
        pointed = f"{question[: match.start()]}{_name(subject, library)}{question[match.end() :]}"
        return _at_a_year_before(pointed, before, subject, library)
    return question


def _continued(bare: str, before: str, other: Subject | None, subject: Subject, library: Library) -> str:
    """What "and …?" asks; nothing where it names nothing that is known."""
    name = _name(other or subject, library)
    if asked := _shape(library.unnamed(bare)):
        return asked.format(name)
    areas = library.areas(bare)
    period = _period(bare, before, other or subject, areas or _areas(before, library), library)
    if period is None and not areas:
        if other is None:
            return ""
        if shape := _shape(library.unnamed(before)):
            return shape.format(name)
    return _level(name, period or _named_period(before, library), areas or _areas(before, library), library)


def _at_a_year_before(question: str, before: str, subject: Subject, library: Library) -> str:
    if not _YEAR_BEFORE.search(question):
        return question
    areas = library.areas(question) or _areas(before, library)
    return _level(_name(subject, library), _period(question, before, subject, areas, library), areas, library)


def _level(name: str, period: Period | None, areas: tuple[str, ...], library: Library) -> str:
    when = "" if period is None else f" in {library.when(period)}"
    where = f" in {' and '.join(library.place(area) for area in areas)}" if areas else ""
    return f"What was {name}{when}{where}?"


def _shape(question: str) -> str:
    return next((shape for pattern, shape in _SHAPES if pattern.search(question)), "")


def _subject(question: str, library: Library) -> Subject | None:
    return next(iter(library.named(question, whole=True) or library.named(question)), None) if question else None


def _areas(before: str, library: Library) -> tuple[str, ...]:
    """The areas that a question about a level named: "its peers" of a comparison are no place to stay at."""
    return () if _shape(library.unnamed(before)) else library.areas(before)


def _name(subject: Subject, library: Library) -> str:
    return subject.category or library.title(subject)


def _named_period(question: str, library: Library) -> Period | None:
    return next(iter(periods_of(question, library)), None)


def _period(question: str, before: str, subject: Subject, areas: tuple[str, ...], library: Library) -> Period | None:
    """The period that a follow-up names: by itself, or a year before the one that was spoken of."""
    if found := _named_period(question, library):
        return found
    if not _YEAR_BEFORE.search(question):
        return None
    spoken_of = _named_period(before, library)
    if spoken_of is None:
        levels = library.levels(subject, area=areas[0] if areas else None)
        periods = [level.period for level in levels]
        spoken_of = periods[0] if periods and library.now not in periods else library.now
    return None if spoken_of is None else spoken_of.shifted(-12)
