"""Questions about a level: what a figure is or was, here or in another area, with what changed."""

from __future__ import annotations

from pcc_narrator.models.period import Period
from pcc_narrator.review.ask.answer import Answer, Sentence, not_said, plain
from pcc_narrator.review.ask.computed_forms import periods_of
from pcc_narrator.review.ask.library import Library, Subject
from pcc_narrator.review.ask.which_forms import changed

MOST_SUBJECTS, MOST_AREAS = 3, 4


def level(question: str, library: Library) -> Answer | None:
    """The level of a subject and its changes: of the period and the areas asked for, else of the report's own."""
    named = library.named(question)
    if not named:
        return None
    period = period_of(question, library)
    areas = library.areas(question)[:MOST_AREAS] or (library.own,)
    sentences: list[Sentence] = []
    for subject in named[:MOST_SUBJECTS]:
        for area in areas:
            own = area == library.own
            sentences += _own(subject, period, library) if own else _other(subject, period, area, library)
    return Answer(question, tuple(sentences)) if sentences else _unknown(question, named[0], period, areas, library)


def _own(subject: Subject, period: Period | None, library: Library) -> list[Sentence]:
    sentences = []
    for found in library.levels(subject, period):
        sentences.append(
            plain(f"{library.title(subject)} was ", library.figure(found), f" in {library.when(found.period)}.")
        )
        sentences += [changed(subject, found, *pair, library) for pair in library.changes(found)[:2]]
    return sentences


def _other(subject: Subject, period: Period | None, area: str, library: Library) -> list[Sentence]:
    sentences = []
    for found in library.levels(subject, period, area):
        rates = library.of(subject, "rate", area=area, period=found.period)
        for fact in (found, *rates[:1]):
            sentences.append(
                plain(
                    f"{library.title(subject)}, {library.place(area)}: ", library.figure(fact),
                    f" in {library.when(fact.period)}.",
                )
            )  # fmt: skip
    return sentences


def _unknown(
    question: str, subject: Subject, period: Period | None, areas: tuple[str, ...], library: Library
) -> Answer:
    of = f" for {library.when(period)}" if period is not None else ""
    where = "" if areas == (library.own,) else f" in {library.place(areas[0])}"
    known = library.of(subject, "value", area=areas[0])
    span = f" They hold it from {library.when(known[-1].period)} to {library.when(known[0].period)}." if known else ""
    return not_said(question, f"There is no figure of {library.title(subject)}{where}{of}.{span}")


def period_of(question: str, library: Library) -> Period | None:
    """The first period that a question names."""
    return next(iter(periods_of(question, library)), None)
