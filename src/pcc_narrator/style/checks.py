"""The checks that no pattern can make: each takes a stretch of prose and gives what it found.

A check is named in the table of rules. It may fill in {use}, {count} and {most} of the rule's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pcc_narrator.figures import read_figures
from pcc_narrator.figures.write import write
from pcc_narrator.models.figure import Figure, NotAFigure
from pcc_narrator.models.period import Calendar
from pcc_narrator.periods import PeriodMention, read_periods, write_period
from pcc_narrator.periods.numerals import number_words
from pcc_narrator.style.sentences import length, sentences
from pcc_narrator.style.types import Rule

_LIST = re.compile(r"\W*(?:\w+\W+){0,5}\w+\W{0,2}:\W{1,3}(?=[a-z])")  # "Not flagged: visits, loans and members."
_DIGITS = re.compile(r"(?<![\d.,])\d{4,}(?![\d,])")
_COUNTS_SOMETHING = re.compile(r"\s+(?:of (?:the|these|those|all)\s+|[a-z][a-z-]{2,})")
_LABEL = re.compile(r"(?:\b(?:[A-Z]\w*|no|number|step|stage|page|part|level|band|grade|tier|phase|under)[ .]*|[-/–])$")
_YEARS = range(1900, 2101)  # four digits that may be a year: a year has no separator


@dataclass(frozen=True)
class Stretch:
    """A passage as it is read: its words (quotations blanked), and the figures and periods in them."""

    words: str
    kind: str

    @cached_property
    def periods(self) -> tuple[PeriodMention, ...]:
        """The periods that the words name."""
        return read_periods(self.words, Calendar(), None)

    @cached_property
    def read(self) -> tuple[Figure | NotAFigure, ...]:
        """The figures and what only looks like one."""
        return read_figures(self.words, taken=self.periods)

    @property
    def figures(self) -> Iterator[Figure]:
        """The figures alone."""
        return (item for item in self.read if isinstance(item, Figure))


@dataclass(frozen=True, slots=True)
class Hit:
    """Where in a stretch, and what fills the rule's words."""

    start: int
    end: int
    use: str = ""
    count: int = 0


Check = Callable[[Stretch, Rule], Iterator[Hit]]


def long_sentence(stretch: Stretch, rule: Rule) -> Iterator[Hit]:
    """Sentences of more than `most` words, a figure or a period being one word. A list behind a lead is no sentence."""
    spans = [(period.start, period.end) for period in stretch.periods]
    spans += [(figure.start, figure.end) for figure in stretch.figures]
    for start, end in sentences(stretch.words):
        if _LIST.match(stretch.words, start, end):
            continue
        inner = [(first - start, last - start) for first, last in spans if start <= first and last <= end]
        count = length(stretch.words[start:end], inner)
        if count > rule.most:
            yield Hit(start, end, count=count)


def thousands(stretch: Stretch, _rule: Rule) -> Iterator[Hit]:
    """Whole numbers of four digits or more without separators, those that may be years left out."""
    for figure in stretch.figures:
        match = _DIGITS.search(figure.text)
        if match is None or (figure.unit is None and int(match[0]) in _YEARS):
            continue
        start = figure.start + match.start()
        yield Hit(start, start + len(match[0]), use=f"{int(match[0]):,}")


def dates(stretch: Stretch, _rule: Rule) -> Iterator[Hit]:
    """Days in any other form than "31 December 2018"."""
    for mention in stretch.periods:
        if mention.kind != "date" or mention.period is None or mention.period.start is None:
            continue
        if not re.search(rf"(?<!\d)0?{mention.period.start.day}(?!\d)", mention.text):
            continue  # "the end of 2016" names no day
        use = write_period(mention.period, Calendar(), form="in_sentence")
        if not re.search(r"\d", re.sub(r"^\D*\d{1,2}\D*", "", mention.text)):  # no year is printed
            use = use.rsplit(" ", 1)[0]
        if not mention.text.endswith(use):
            yield Hit(mention.start, mention.end, use=use)


def small_numbers(stretch: Stretch, _rule: Rule) -> Iterator[Hit]:
    """Counts of things below ten in digits."""
    for figure in stretch.figures:
        if figure.kind != "number" or figure.unit not in (None, "count") or figure.high is not None:
            continue
        if not re.fullmatch(r"[0-9]", figure.text) or not _COUNTS_SOMETHING.match(stretch.words, figure.end):
            continue
        if not _LABEL.search(stretch.words[: figure.start].rstrip(" ")):
            yield Hit(figure.start, figure.end, use=number_words(int(figure.text)))


def signed_numbers(stretch: Stretch, _rule: Rule) -> Iterator[Hit]:
    """Figures with a plus or minus sign."""
    for figure in stretch.figures:
        if figure.sign and figure.kind != "interval" and figure.text[:1] in "+-−–":
            yield Hit(figure.start, figure.end)


def clock_durations(stretch: Stretch, _rule: Rule) -> Iterator[Hit]:
    """Durations such as "10m 42s" and "10:42 minutes"."""
    for figure in stretch.figures:
        if figure.kind == "duration" and figure.unit == "seconds" and re.search(r"\d\s?[smh]\b|\d:\d", figure.text):
            yield Hit(figure.start, figure.end, use=write(figure.value, "seconds"))


CHECKS: Mapping[str, Check] = {
    "long_sentence": long_sentence,
    "thousands": thousands,
    "dates": dates,
    "small_numbers": small_numbers,
    "signed_numbers": signed_numbers,
    "clock_durations": clock_durations,
}
