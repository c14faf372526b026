"""The figures and periods of a text, none over another."""

from __future__ import annotations

from pcc_narrator.checking.items import Span
from pcc_narrator.checking.ready import Ready
from pcc_narrator.figures import read_figures
from pcc_narrator.models.figure import NotAFigure
from pcc_narrator.models.record import record
from pcc_narrator.periods import read_periods
from pcc_narrator.periods.tokens import tokenise

_RUN_WORDS = ("consecutive", "in a row", "in succession", "running", "successive", "straight")


@record(frozen=True, slots=True)
class Spans:
    """What was `taken` as a figure or a period, by its place, where each starts, and what only looked like a figure."""

    taken: tuple[Span, ...]
    starts: tuple[int, ...]
    not_figures: tuple[NotAFigure, ...]


def read_spans(prose: str, ready: Ready) -> Spans:
    """The figures and periods of the prose."""
    tokens = tokenise(prose)
    mentions = [
        mention
        for mention in read_periods(prose, ready.facts.calendar, ready.index.latest, tokens=tokens)
        if mention.kind != "length" or mention.unit not in ("day", "week") or names_run(mention.text.lower())
    ]
    taken: list[Span] = list(mentions)
    neither: list[NotAFigure] = []
    for found in read_figures(prose, taken=mentions, tokens=tokens):
        if isinstance(found, NotAFigure):
            neither.append(found)
        else:
            taken.append(found)
    taken.sort(key=lambda span: span.start)
    return Spans(tuple(taken), tuple(span.start for span in taken), tuple(neither))


def names_run(text: str) -> bool:
    """Whether words in lower case say that periods follow each other."""
    return any(word in text for word in _RUN_WORDS)
