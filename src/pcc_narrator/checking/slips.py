"""Slips of the hand that show in a figure by itself: a decimal point in a count, points for per cent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import CHANGE, DIFFERENCE, Index
from pcc_narrator.checking.items import Item, Sentence
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.values import scale
from pcc_narrator.checking.wording import place_words, subject_words, value_words
from pcc_narrator.models.figure import Figure

_SHORT = 10  # a shorter number may be met by chance
_FAR = 12  # times: a digit too many or too few makes ten


def moved_point(figure: Figure, candidate: Candidate) -> bool:
    """Whether a figure is a stated count with a point put into it: "6.0" for 60, "1.4" for 14."""
    if candidate.unit != "count" or candidate.how or candidate.value % 1 or not candidate.value:
        return False
    ratio = abs(candidate.value) / abs(figure.value) if figure.value else figure.value
    return ratio in (10, 100, 1000)


def is_far_off(figure: Figure, comparable: Sequence[Candidate], far: int = _FAR) -> bool:
    """Whether a figure is so far from everything that it may be that no slip of the hand would account for it: `far`
    times as much, or as little."""
    size = abs(figure.value)
    sizes = [abs(one.value) * (scale(figure, one.unit) or 1) for one in comparable]
    return bool(size) and all(not one or max(size, one) > far * min(size, one) for one in sizes)


def in_per_cent(sentence: Sentence, at: int) -> Sentence | None:
    """The sentence with a figure in percentage points told in per cent; None where it is none."""
    figure = sentence.items[at].figure
    if figure is None or figure.kind != "points":
        return None
    items = list(sentence.items)
    items[at] = replace(items[at], figure=replace(figure, kind="percent", unit="percent"))
    return replace(sentence, items=tuple(items))


def on_other_bases(sentence: Sentence, at: int) -> Iterator[Sentence]:
    """The sentence with a rate told for ten or a hundred times as many people, or as few; none for any other figure."""
    figure = sentence.items[at].figure
    if figure is None or figure.kind != "rate" or figure.step is None or figure.high is not None:
        return
    for power in (1, -1, 2, -2):
        factor = Decimal(10) ** power
        items = list(sentence.items)
        moved = replace(figure, value=figure.value * factor, step=figure.step * factor)
        items[at] = replace(items[at], figure=moved)
        yield replace(sentence, items=tuple(items))


def base_refuted(index: Index, item: Item, right: Judged) -> Judged:
    """The verdict on a rate whose number is right for another number of people."""
    assert right.candidate is not None
    shown = value_words(right.candidate.value, right.candidate.unit, right.candidate.decimals)
    message = f'The text says "{item.key}"; {place_words(index, right.candidate)} is {shown}.'
    return Judged("refuted", "unit", message, right.candidate, shown, right.reading, right.tried)


def points_refuted(index: Index, figure: Figure, right: Judged) -> Judged | None:
    """The verdict on a figure in points that would be right in per cent; None where it would not."""
    candidate = right.candidate
    if right.verdict != "supported" or candidate is None or candidate.unit != "percent":
        return None
    if candidate.base is not None and candidate.how:
        told = (right.reading.bases.choices or ()) if right.reading is not None else ()
        lengths = dict.fromkeys((candidate.period.months or 12, 12))
        if candidate.base not in (*told, *(candidate.period.shifted(-months) for months in lengths)):
            return None  # worked out from a time that nobody names
    changed = candidate.statistic in CHANGE | DIFFERENCE
    where = place_words(index, candidate)
    shown = value_words(candidate.value, "percent", candidate.decimals)
    message = f'The text says "{figure.text}"; it is per cent, not percentage points: {where} is {shown}.'
    return Judged("refuted", "points" if changed else "unit", message, candidate, shown, right.reading, right.tried)


def counted_in_points(resolver: Resolver, at: int, judged: Judged) -> Judged | None:
    """The verdict on a right number of things that is told in points: "a change of -85 points" of 85 convictions."""
    items, candidate = resolver.items, judged.candidate
    if judged.verdict != "supported" or candidate is None or candidate.unit != "count" or at + 1 >= len(items):
        return None
    if items[at + 1].key not in _POINTS or "point" in {
        stem(word) for word in resolver.names.words_of(candidate.subject)
    }:
        return None
    shown = value_words(candidate.value, candidate.unit, candidate.decimals)
    message = f'The text says "{items[at].key} points"; {place_words(resolver.index, candidate)} is a number, {shown}.'
    return Judged("refuted", "unit", message, candidate, None, judged.reading, judged.tried)


_POINTS = frozenset({"point", "points"})


def number_in_per_cent(resolver: Resolver, at: int, reading: Reading) -> Judged | None:
    """The verdict on a percentage that is the number by which what is named has changed: "fell by 39.6%" of 39.6 fewer.
    None for every other figure."""
    figure = resolver.items[at].figure
    plain = figure is not None and figure.kind == "percent" and figure.step is not None and figure.high is None
    if figure is None or not plain or reading.role.role != "change" or reading.subjects.source != "said":
        return None
    if abs(figure.value) < _SHORT or figure.hedge is not None:
        return None
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for fact in resolver.index.statistic(subject, area, "change"):
                same = figure.step is not None and abs(abs(fact.number) - abs(figure.value)) < figure.step / 2
                told = reading.times.source != "said" or fact.period in (reading.times.choices or ())
                turned = fact.number * reading.role.sign < 0
                if same and told and not turned and fact.unit not in ("percent", "percentage_points"):
                    candidate = arithmetic.of_fact(fact, subject)
                    shown = value_words(fact.number, fact.unit, fact.decimals)
                    message = f'The text says "{figure.text}"; {place_words(resolver.index, candidate)} is {shown}.'
                    return Judged("refuted", "unit", message, candidate, None, reading)
    return None


def below_nothing(resolver: Resolver, at: int, reading: Reading) -> Judged | None:
    """The verdict on a count, rate or length of time below nought of what has never been so: no level is negative."""
    figure = resolver.items[at].figure
    if (
        figure is None
        or (figure.sign >= 0 and figure.value >= 0)
        or reading.role.role not in _LEVELS
        or resolver.in_table
    ):
        return None
    index = resolver.index
    known = [
        one
        for subject in reading.subjects.choices
        for area in reading.places.choices
        for one in arithmetic.levels(index, subject, area, None)
        if one.statistic in ("value", "rate")
    ]
    if not known or any(one.value < 0 or one.unit not in _NEVER_NEGATIVE for one in known):
        return None
    message = f'The text says "{figure.text}"; {subject_words(index, known[0].subject)} cannot be below nought.'
    return Judged("refuted", "impossible", message, known[0], None, reading)


_LEVELS = frozenset({"level", "to", "from", "mean"})
_NEVER_NEGATIVE = frozenset({"count", "per_1000", "hours", "minutes", "seconds", "days"})
