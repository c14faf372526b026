"""When a series is said to begin: "the highest since the series began, in 2006", "since 2006, where it starts"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcc_narrator.checking.index import grain
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.read_sentence import ReadSentence
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.wording import period_words, subject_words
from pcc_narrator.models.period import Period

_STARTS = frozenset({"began", "begins", "begin", "start", "starts", "started", "begun"})
_LINKS = frozenset({",", "in", "with", "where", "when", "which", "is", "the", "data", "series", "records", "figures"})
_SERIES = frozenset({"series", "records", "data"})


def judge_starts(result: ReadSentence) -> Iterator[tuple[int, Judged]]:
    """The period at which the series of what the sentence tells is said to begin, and whether it does. A series whose
    first figure is of another time refutes it."""
    if result.resolver.keys.isdisjoint(_STARTS):
        return
    items, index = result.sentence.items, result.resolver.index
    told = [one.candidate for _, _, one in result.words if one.verdict == "supported" and one.candidate is not None]
    told += [one.candidate for one in result.figures.values() if one.verdict == "supported" and one.candidate]
    for at, item in enumerate(items):
        if item.key not in _STARTS or not any(one.key in _SERIES for one in items[max(0, at - 2) : at]):
            continue
        step = _dated(items, at)
        choices = result.resolver.read_period(step).choices if step is not None else None
        if step is None or not choices:
            continue
        for one in told:
            rows = (series.like(one.period) for series in index.series(one.subject, one.area))
            first = next((row[0].period for row in rows if row), None)
            if first is None or not any(grain(choice) == grain(first) for choice in choices):
                continue
            when = period_words(first, index.set.calendar)
            message = f"The series of {subject_words(index, one.subject)} begins with {when}."
            right = first in choices or any(_starts_within(choice, first) for choice in choices)
            yield (
                step,
                Judged("supported" if right else "refuted", "period", message, one, None if right else when),
            )
            break


def _starts_within(year: Period, first: Period) -> bool:
    """Whether a series begins in a year named: that of 12 months to March 2007 in 2006, and in 2007."""
    if year.months != 12 or year.start is None or year.end is None or first.start is None or first.end is None:
        return False
    return year.start <= first.start <= year.end or year.start <= first.end <= year.end


def _dated(items: Sequence[Item], at: int) -> int | None:
    """The period that stands next to "the series starts", after it or before."""
    for row in (range(at + 1, len(items)), range(at - 1, -1, -1)):
        for step in row:
            if items[step].period is not None:
                return step
            if items[step].key not in _LINKS:
                break
    return None
