"""The look-ups that a model may ask for: a fixed set, each adding to what it may refer to. Never free code."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pcc_narrator.models.period import Period
from pcc_narrator.review.ask.answer import Answer
from pcc_narrator.review.ask.comparing import compare, sources, targets
from pcc_narrator.review.ask.computed_forms import between, highest, ranked, rate_of, share_of
from pcc_narrator.review.ask.computing import NotComputed
from pcc_narrator.review.ask.flag_forms import flagged, why_flagged
from pcc_narrator.review.ask.free.offer import Offer
from pcc_narrator.review.ask.level_forms import period_of
from pcc_narrator.review.ask.library import Library, Subject
from pcc_narrator.review.ask.which_forms import which

MOST_SUBJECTS, MOST_FLAGS = 4, 8


def prepare(question: str, library: Library, offer: Offer) -> None:
    """What is offered from the start: the subjects that the question names, else what is flagged."""
    named = library.named(question)[:MOST_SUBJECTS]
    subjects = list(named) or list(dict.fromkeys(Subject(flag.measure) for flag in library.flags))[:MOST_FLAGS]
    for subject in subjects:
        _offer_subject(subject, period_of(question, library), library, offer)


def look_up(tool: str, argument: str, library: Library, offer: Offer) -> list[str]:
    """Carry out a look-up; gives what went wrong, in words that a model can act on."""
    if tool not in TOOLS:
        return [f"there is no look-up {tool!r}: use {', '.join(TOOLS)}, or say"]
    before = len(offer.known)
    try:
        TOOLS[tool](argument[:200], library, offer)
    except NotComputed as error:
        return [f"{tool} found nothing: {error}"]
    return [] if len(offer.known) > before else [f"{tool} of {argument[:60]!r} found nothing new"]


def _facts(argument: str, library: Library, offer: Offer) -> None:
    for subject in library.named(argument)[:MOST_SUBJECTS]:
        _offer_subject(subject, period_of(argument, library), library, offer)


def _offer_subject(subject: Subject, period: Period | None, library: Library, offer: Offer) -> None:
    for level in library.levels(subject, period)[:2]:
        offer.fact(level)
        for change, percent in library.changes(level)[:2]:
            offer.fact(change)  # its renderings say the percentage too
            if percent is not None and change.statistic == "change_points":
                offer.fact(percent)
    for flag in library.flags_of(subject)[:2]:
        _offer_answer(why_flagged(library.title(Subject(flag.measure, flag.category)), library), library, offer)
    for note in library.facts.notes:
        if subject.measure in note.measures:
            offer.note(note)


def _offer_answer(answer: Answer | None, library: Library, offer: Offer) -> None:
    """Offer the sentences of the program's own answer that are claims, and that the checker supports."""
    if answer is None or not answer.found:
        return
    offer.computed.update({fact.id: fact for fact in answer.computed})
    for sentence in answer.sentences:
        if not sentence.proved:
            continue
        report = library.checker.check(sentence.text)
        if report.claims and not report.refuted and report.count("not_enough_information") == 0:
            offer.statement(sentence)


def _by(form: Callable[[str, Library], Answer | None]) -> Callable[[str, Library, Offer], None]:
    return lambda argument, library, offer: _offer_answer(form(argument, library), library, offer)


TOOLS: Mapping[str, Callable[[str, Library, Offer], None]] = {
    "facts": _facts,
    "exceptions": _by(lambda argument, library: why_flagged(argument, library) or flagged(argument, library)),
    "which": _by(which),
    "compare": _by(compare),
    "targets": _by(targets),
    "sources": _by(sources),
    "change": _by(between),
    "share": _by(share_of),
    "rate": _by(rate_of),
    "rank": _by(ranked),
    "extreme": _by(highest),
}
