"""Questions that sort the measures: which got better or worse, rose or fell, by how much and for how long."""

from __future__ import annotations

import re

from pcc_narrator.figures import write
from pcc_narrator.models.fact import Fact
from pcc_narrator.periods.numerals import cardinals, number_words
from pcc_narrator.review.ask.answer import Answer, Part, Sentence, not_said, plain
from pcc_narrator.review.ask.library import Library, Subject

_RUNNING = re.compile(
    r"\b(?P<count>\w+)\s+(?P<unit>day|month|quarter|year)s?\s+(?:running|in a row|in succession)|"
    r"\b(?P<count2>\w+)\s+(?:consecutive|successive|straight)\s+(?P<unit2>day|month|quarter|year)s?",
    re.IGNORECASE,
)
_WAYS = (
    ("worse", ("worse", "deteriorat", "worsen")),
    ("better", ("better", "improv")),
    ("rose", ("rose", "risen", "rising", "increas", "grew", "gone up", "went up", "going up")),
    ("fell", ("fell", "fall", "decreas", "drop", "gone down", "went down", "going down", "reduc")),
    ("same", ("did not change", "no change", "unchanged", "stayed the same")),
)
_SAID = {"worse": "got worse", "better": "got better", "rose": "rose", "fell": "fell", "same": "stayed the same"}
WAY_WORDS = "|".join(stem for _, stems in _WAYS for stem in stems)


def which(question: str, library: Library) -> Answer | None:
    """Measures that got better or worse, rose or fell: in the last change, or for so many periods in a row."""
    lower = question.lower()
    wanted = next((word for word, stems in _WAYS if any(stem in lower for stem in stems)), "")
    match = _RUNNING.search(lower)
    unit = (match["unit"] or match["unit2"]) if match else ""
    length = _count((match["count"] or match["count2"]) if match else "one")
    if length is None:
        return not_said(question, "Say for how many periods: two quarters running, three months in a row.")
    sentences = []
    for subject in (Subject(measure.id) for measure in library.facts.measures):
        sentence = _run(subject, wanted, length, unit, library) if match else _last(subject, wanted, library)
        if sentence is not None:
            sentences.append(sentence)
    if not sentences:
        stretch = f" for {number_words(length)} {unit}s running" if match else " in the period of the report"
        return Answer(question, (plain(f"None: no measure {_SAID[wanted]}{stretch}.", proved=False),))
    return Answer(question, tuple(sentences))


def _run(subject: Subject, wanted: str, length: int, unit: str, library: Library) -> Sentence | None:
    now = library.now
    for run in library.of(subject, "run"):
        kind = run.period.kind
        if run.id.endswith(".target") or abs(run.number) < length or (unit and kind != unit):
            continue
        if now is not None and run.period.end != now.end:
            continue
        if not _fits(run.number, wanted, library.measure(subject.measure).polarity):
            continue
        months = run.period.months or 0
        before = [run.period.shifted(-months * step) for step in range(int(abs(run.number)), -1, -1)]
        values = [found[0] for period in before if (found := library.of(subject, "value", period=period))]
        way = "risen" if run.number > 0 else "fallen"
        count = (
            write(abs(run.number), "none", decimals=0) if abs(run.number) > 9 else number_words(int(abs(run.number)))
        )
        parts: list[str | Part] = [
            f"{library.title(subject)} has {way} for ", Part(f"{count} {kind}s in a row", run.id), ", to ",
        ]  # fmt: skip
        if not values or values[-1].period != run.period:
            return None
        parts += [library.figure(values[-1]), f" in {library.when(run.period)}."]
        return plain(*parts)
    return None


def _last(subject: Subject, wanted: str, library: Library) -> Sentence | None:
    levels = library.levels(subject)
    now = library.now
    for level in levels:
        if now is not None and level.period.end != now.end:
            continue
        for change, percent in library.changes(level):
            if _fits(change.number, wanted, library.measure(subject.measure).polarity):
                return changed(subject, level, change, percent, library)
    return None


def changed(subject: Subject, level: Fact, change: Fact, percent: Fact | None, library: Library) -> Sentence:
    base = library.when(change.base) if change.base is not None else "the period before"
    if change.number == 0:
        return plain(
            f"{library.title(subject)} ",
            Part("did not change", change.id),
            f" between {base} and {library.when(level.period)}.",
        )
    parts: list[str | Part] = [
        f"{library.title(subject)} {'rose' if change.number > 0 else 'fell'} by ",
        library.figure(change, signless=True),
    ]  # fmt: skip
    if percent is not None:
        parts += [" (", library.figure(percent, signless=True), ")"]
    parts += [" to ", library.figure(level), f" in {library.when(level.period)}, compared with {base}."]
    return plain(*parts)


def _fits(number: object, wanted: str, polarity: str) -> bool:
    rising = number > 0  # type: ignore[operator]
    if number == 0:
        return wanted == "same"
    if wanted in ("rose", "fell"):
        return rising == (wanted == "rose")
    if wanted == "same" or polarity == "neutral":
        return False
    return rising == ((wanted == "worse") == (polarity == "lower_is_better"))


def _count(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    known = cardinals().get(word)
    return None if known is None else int(known)
