"""Answers that set a subject beside others: its peers, its target, its sources."""

from __future__ import annotations

from decimal import Decimal

from pcc_narrator.facts.explain import source_line
from pcc_narrator.figures import write
from pcc_narrator.models.fact import Fact, Source
from pcc_narrator.rendering.provenance import subject as whole_subject
from pcc_narrator.review.ask.answer import Answer, Part, Sentence, not_said, plain
from pcc_narrator.review.ask.library import Library, Subject


def compare(question: str, library: Library) -> Answer | None:
    """A subject beside groups and areas: level or rate, rank, and how many areas rose."""
    named = library.named(question)
    if not named:
        return not_said(question, "Name the measure that is to be compared.")
    subjects = dict.fromkeys([*named, *(Subject(s.measure) for s in named)])
    for subject in subjects:
        sentences = _compared(subject, library)
        if sentences:
            return Answer(question, tuple(sentences))
    return not_said(
        question, f"Figures of other areas would be needed for {library.title(named[0])}; the workspace has none."
    )


def _compared(subject: Subject, library: Library) -> list[Sentence]:
    title, own = library.title(subject), library.place(library.own)
    ranks = [fact for fact in library.of(subject, "rank") if fact.order == "lowest_first"]
    ranks = [fact for fact in ranks if "by_rate" in fact.id] or ranks
    sentences: list[Sentence] = []
    for statistic in ("rate", "value"):
        mine = {fact.period: fact for fact in library.of(subject, statistic)}
        others = [
            fact
            for area in library.facts.areas
            if area.id != library.own and area.kind in ("group", "region", "nation")
            for fact in library.of(subject, *(("rate", "mean") if statistic == "rate" else ("mean",)), area=area.id)[:1]
            if fact.period in mine and fact.unit == mine[fact.period].unit
        ]
        if not others:
            continue
        level = mine[others[0].period]
        sentences.append(plain(f"{title}, {own}: ", library.figure(level), f" in {library.when(level.period)}."))
        for fact in others:
            what = "average of " if fact.statistic == "mean" else ""
            sentences.append(
                plain(
                    f"{title}, {what}{_the(library.place(fact.area))}: ",
                    library.figure(fact),
                    f" in {library.when(fact.period)}.",
                )
            )
        break
    for fact in ranks:
        lowest = "lowest" if fact.number == 1 else f"{library.figure(fact).text} lowest"
        if fact.against is not None and (not sentences or fact.period == ranks[0].period):
            sentences.append(
                plain(
                    f"{title}: {own} has the ", Part(lowest, fact.id),
                    f" {'rate' if 'by_rate' in fact.id else 'figure'} of the {_many(fact)} in ",
                    f"{_the(library.place(fact.against))}.",
                )
            )  # fmt: skip
    for fact in _latest(library, subject, "areas_with_increase"):
        sentences.append(
            plain(
                f"{title} rose in ", library.figure(fact),
                f" of {_many(fact)} areas of {_the(library.place(fact.area))}, "
                f"{library.when(fact.period)} compared with {library.when(fact.base or fact.period.shifted(-12))}.",
            )
        )  # fmt: skip
    return sentences


def _latest(library: Library, subject: Subject, statistic: str) -> list[Fact]:
    found = []
    for area in library.facts.areas:
        found += library.of(subject, statistic, area=area.id)[:1]
    return [fact for fact in found if fact.out_of]


def targets(question: str, library: Library) -> Answer | None:
    """Which targets were met or missed, of the subjects named or of all."""
    named = library.named(question)
    chosen = [s for s in named if library.of(s, "target")] or [Subject(m.id) for m in library.facts.measures]
    sentences = []
    for subject in chosen:
        for target in library.of(subject, "target")[:1]:
            for level in library.of(subject, "value", period=target.period)[:1]:
                higher = library.measure(subject.measure).polarity != "lower_is_better"
                met = level.number >= target.number if higher else level.number <= target.number
                if ("missed" in question.lower() and met) or (" met" in question.lower() and not met):
                    continue
                sentences.append(
                    plain(
                        f"{library.title(subject)} was ", library.figure(level),
                        f" in {library.when(level.period)}; the "
                        f"{target.method or 'target'} of ", library.figure(target),
                        f" was {'met' if met else 'missed'}.",
                    )
                )  # fmt: skip
    if sentences:
        return Answer(question, tuple(sentences))
    if any(library.of(Subject(measure.id), "target") for measure in library.facts.measures):
        return Answer(question, (plain("None.", proved=False),))
    return not_said(question, "The plan of this report sets no targets.")


def sources(question: str, library: Library) -> Answer | None:
    """Where the latest figure of a subject was read."""
    named = library.named(question)
    if not named:
        return not_said(question, "Name the measure or figure.")
    sentences: list[Sentence] = []
    for subject in named[:3]:
        for level in library.levels(subject)[:2]:
            rows = list(dict.fromkeys(source_line(source) for source in _rows(level, library)))
            sentences.append(plain(Part(whole_subject(level, library.facts), level.id), ".", proved=False))
            if level.derivation is not None and level.derivation.of:
                sentences.append(
                    plain(
                        f"Computed: {level.derivation.operation.replace('_', ' ')} "
                        f"of {len(level.derivation.of)} figures.",
                        proved=False,
                    )
                )
            sentences += [plain(f"Source: {row}.", proved=False) for row in rows[:5]]
            if len(rows) > 5:
                sentences.append(plain(f"And {len(rows) - 5} more rows.", proved=False))
    return Answer(question, tuple(sentences)) if sentences else not_said(question, "There is no figure of that name.")


def _many(fact: Fact) -> str:
    return write(Decimal(fact.out_of or 0), "count")


def _the(place: str) -> str:
    """A place inside a sentence: a name that does not begin with a capital takes its article."""
    return f"the {place}" if place[:1].islower() and not place.startswith("the ") else place


def _rows(fact: Fact, library: Library) -> list[Source]:
    queue, seen = [fact], {fact.id}
    rows: list[Source] = []
    while queue:
        current = queue.pop(0)
        rows += current.sources
        for identifier in current.derivation.of if current.derivation else ():
            if identifier not in seen and identifier in library.facts.by_id:
                seen.add(identifier)
                queue.append(library.facts.by_id[identifier])
    return rows
