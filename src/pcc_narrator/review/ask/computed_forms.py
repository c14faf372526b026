"""Questions whose answer is a new fact: a change between two periods, a share, a rank, a highest or lowest level."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from pcc_narrator.figures import write
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period
from pcc_narrator.periods import read_periods
from pcc_narrator.periods.numerals import number_words
from pcc_narrator.review.ask.answer import Answer, Part, Sentence, not_said, plain
from pcc_narrator.review.ask.computing import NotComputed, change, extreme, rank, rate, share
from pcc_narrator.review.ask.library import Library, Subject

_BETWEEN = re.compile(r"\b(?:between|from)\b(.+?)\b(?:and|to)\b(?=\s+(?:the|quarter|q\d|[A-Z]|\d))(.+)", re.I)
_PER = re.compile(r"(?P<part>.+?)\bper\s+(?:1,?000|thousand)\b(?:\s+of)?(?P<whole>.+)", re.I)
_LOWEST = re.compile(r"\b(lowest|least|fewest|smallest|minimum|best low)\b", re.I)


def between(question: str, library: Library) -> Answer | None:
    """How a subject changed between two periods that the question names, whatever the report says of them."""
    named, periods = library.named(question), _two_periods(question, library)
    if not named or len(periods) < 2:
        return None
    base, now = sorted(periods, key=lambda period: (period.end is not None, period.end))
    return _tried(question, lambda: _between(question, library, named[0], base, now))


def _between(question: str, library: Library, subject: Subject, base: Period, now: Period) -> Answer:
    first, percent = change(library, subject, now, base)
    old = library.of(subject, "value", period=base)[0]
    new = library.of(subject, "value", period=now)[0]
    title = library.title(subject)
    if first.number == 0:
        words = plain(
            f"{title} was ", library.figure(new), f" in {library.when(now)}, the same as in {library.when(base)}."
        )
        return Answer(question, (words,), computed=(first,))
    parts: list[str | Part] = [
        f"{title} {'rose' if first.number > 0 else 'fell'} by ", library.figure(first, signless=True),
    ]  # fmt: skip
    if percent is not None:
        parts += [" (", library.figure(percent, signless=True), ")"]
    parts += [
        ", from ", library.figure(old), f" in {library.when(base)} to ", library.figure(new),
        f" in {library.when(now)}.",
    ]  # fmt: skip
    made = (first,) if percent is None else (first, percent)
    return Answer(question, (plain(*parts),), computed=made)


def share_of(question: str, library: Library) -> Answer | None:
    """What part of a measure one of its categories is."""
    parts = library.categories(question)
    if not parts:
        return None
    part, whole = parts[0], Subject(parts[0].measure)
    levels = library.levels(part, next(iter(periods_of(question, library)), None))
    if not levels:
        return not_said(question, f"There is no figure of {library.title(part)} for that period.")
    return _tried(question, lambda: _share(question, library, part, whole, levels[0]))


def _share(question: str, library: Library, part: Subject, whole: Subject, level: Fact) -> Answer:
    found = share(library, part, whole, level.period)
    total = library.of(whole, "value", period=level.period)[0]
    words = plain(
        f"In {library.when(level.period)} {part.category} was ", library.figure(found), f" of {library.title(whole)} (",
        library.figure(level), " of ", library.figure(total), ").",
    )  # fmt: skip
    return Answer(question, (words,), computed=(found,))


def rate_of(question: str, library: Library) -> Answer | None:
    """One count per 1,000 of another: "how many visits per 1,000 population were there?"."""
    match = _PER.search(question)
    if match is None:
        return None
    parts, wholes = library.named(match["part"]), library.named(match["whole"])
    wholes = tuple(one for one in wholes if one.category is None)
    if not parts or not wholes:
        return not_said(question, "Name two counts of the report, as in: visits per 1,000 population.")
    levels = library.levels(parts[0], next(iter(periods_of(question, library)), None))
    if not levels:
        return not_said(question, f"There is no figure of {library.title(parts[0])} for that period.")
    return _tried(question, lambda: _rate(question, library, parts[0], wholes[0], levels))


def _rate(question: str, library: Library, part: Subject, whole: Subject, levels: list[Fact]) -> Answer:
    """The two counts, which the checker proves, then what was worked out of them."""
    words: list[Sentence] = []
    made: list[Fact] = []
    for level in levels:
        found, base = rate(library, part, whole, level.period)
        for subject, fact in ((part, level), (whole, base)):
            day = fact.period.start == fact.period.end
            words.append(
                plain(
                    f"{library.title(subject)}: ", library.figure(fact),
                    f" {'on' if day else 'in'} {library.when(fact.period)}.",
                )
            )  # fmt: skip
        words.append(plain("Worked out of the two: ", library.figure(found), ".", proved=False))
        made.append(found)
    return Answer(question, tuple(words), computed=tuple(made))


def ranked(question: str, library: Library) -> Answer | None:
    """Where the report's area stands among the others, by level."""
    named = library.named(question)
    if not named:
        return None
    period = next(iter(periods_of(question, library)), None) or library.now
    if period is None:
        return None
    return _tried(question, lambda: _ranked(question, library, named[0], period))


def _ranked(question: str, library: Library, subject: Subject, period: Period) -> Answer:
    place, ordered = rank(library, subject, period)
    of = write(Decimal(len(ordered)), "count")
    word = "highest" if place.number == 1 else f"{library.figure(place).text} highest"
    own = plain(
        f"{library.title(subject)}: {library.place(library.own)} had the ", Part(word, place.id),
        f" figure of the {of} areas in {library.when(period)}.",
    )  # fmt: skip
    top = plain(
        f"{library.title(subject)}, {library.place(ordered[0].area)}: ", library.figure(ordered[0]),
        f" in {library.when(period)}.",
    )  # fmt: skip
    return Answer(question, (own, *((top,) if ordered[0].area != library.own else ())), computed=(place,))


def highest(question: str, library: Library) -> Answer | None:
    """When a subject stood highest or lowest, among the periods of the report's length."""
    named = library.named(question)
    if not named:
        return None
    top = _LOWEST.search(question) is None
    return _tried(question, lambda: _highest(question, library, named[0], top))


def _highest(question: str, library: Library, subject: Subject, top: bool) -> Answer:
    found, count = extreme(library, subject, top)
    many = number_words(count) if count < 10 else str(count)
    word = "highest" if top else "lowest"
    words = [
        plain(f"{library.title(subject)} was ", library.figure(found), f" in {library.when(found.period)}."),
        plain(f"That is the {word} of the {many} {found.period.kind}s that the data hold.", proved=False),
    ]
    return Answer(question, tuple(words))


def periods_of(question: str, library: Library) -> list[Period]:
    """The periods that a question names, in its order, each once."""
    found = [m.period for m in read_periods(question, library.facts.calendar, library.now) if m.period is not None]
    return list(dict.fromkeys(found))


def _two_periods(question: str, library: Library) -> list[Period]:
    """Both ends of "between … and …" (which read as one would be a stretch), else the first two that are named."""
    if match := _BETWEEN.search(question):
        ends = [periods_of(part, library)[:1] for part in match.groups()]
        if ends[0] and ends[1]:
            return [*ends[0], *ends[1]]
    return periods_of(question, library)[:2]


def _tried(question: str, form: Callable[[], Answer]) -> Answer:
    try:
        return form()
    except NotComputed as error:
        return not_said(question, str(error))
