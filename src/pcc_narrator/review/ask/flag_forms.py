"""Questions about what was flagged, and about causes: rules and evidence as they are, notes in their own words."""

from __future__ import annotations

from collections.abc import Sequence

from pcc_narrator.figures import write
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.flag import Flag
from pcc_narrator.review.ask.answer import LONGEST_LIST, Answer, Part, Sentence, not_said, plain
from pcc_narrator.review.ask.library import Library, Subject


def why_flagged(question: str, library: Library) -> Answer | None:
    named = library.named(question)
    if not named:
        return not_said(question, "No measure of this report has that name.")
    sentences: list[Sentence] = []
    flags = [flag for subject in named for flag in library.flags_of(subject)]
    if not flags:
        names = ", ".join(library.title(subject) for subject in named[:3])
        near = [flag for subject in library.related(question) for flag in library.flags_of(subject)]
        flags = list(dict.fromkeys(near))
        if not flags:
            return Answer(
                question, (plain(f"{names}: not flagged. No rule found it out of the ordinary.", proved=False),)
            )
        sentences.append(plain(f"{names}: not flagged. These are:", proved=False))
    for flag in list(dict.fromkeys(flags))[:LONGEST_LIST]:
        sentences += _flag(flag, library)
    return Answer(question, tuple(sentences))


def _flag(flag: Flag, library: Library) -> list[Sentence]:
    facts = [library.facts.by_id[one] for one in flag.facts if one in library.facts.by_id]
    sentences = [
        plain(_name(flag, library), ".", proved=False),
        plain(*linked(flag.evidence, facts, library)),
    ]
    numbers = "; ".join(f"{name}: {value}" for name, value in flag.numbers)
    if flag.declared_by:
        sentences.append(plain(f"Declared by {flag.declared_by}.", proved=False))
    sentences.append(plain(f"Rule {flag.rule}{f' ({numbers})' if numbers else ''}.", proved=False))
    return sentences


def _name(flag: Flag, library: Library) -> Part:
    kind = flag.kind.replace("_", " ").capitalize()
    return Part(f"{kind}: {library.title(Subject(flag.measure, flag.category))}", flag=flag.id)


def linked(text: str, facts: Sequence[Fact], library: Library) -> list[Part]:
    """A sentence of the program's with the figures of `facts` as links."""
    found: list[tuple[int, int, str]] = []
    for fact in facts:
        for printed in (
            library.figure(fact, signless=True).text,
            write(abs(fact.number), fact.unit, decimals=fact.decimals),
        ):
            at = text.find(printed)
            if at >= 0 and not any(at < end and start < at + len(printed) for start, end, _ in found):
                found.append((at, at + len(printed), fact.id))
                break
    parts, place = [], 0
    for start, end, identifier in sorted(found):
        parts += [Part(text[place:start]), Part(text[start:end], identifier)]
        place = end
    return [part for part in [*parts, Part(text[place:])] if part.text]


def why(question: str, library: Library) -> Answer | None:
    """A cause is what an approved note says, and nothing else."""
    named = library.named(question)
    if not named:
        return not_said(question, "No measure of this report has that name.")
    measures = {subject.measure for subject in named}
    notes = [n for n in library.facts.notes if n.kind == "cause" and measures.intersection(n.measures)]
    if not notes:
        name = library.title(named[0])
        return not_said(question, f"A note with the cause, approved by a named person, would be needed for {name}.")
    said = []
    for note in notes[:LONGEST_LIST]:
        said.append(plain(note.text))
        by = f"Note {note.id}" + (f", approved by {note.approved_by}" if note.approved_by else "")
        said.append(plain(f"({by}.)", proved=False))
    return Answer(question, tuple(said))


def flagged(question: str, library: Library) -> Answer | None:
    kinds = [
        flag for flag in library.flags if flag.kind.replace("_", " ") in question.lower().replace("concerns", "concern")
    ]
    chosen = kinds or list(library.flags)
    if not chosen:
        return Answer(question, (plain("No exception was flagged.", proved=False),))
    return Answer(
        question,
        tuple(
            plain(
                _name(flag, library),
                "" if flag.direction == "neutral" else f" ({flag.direction})", ".", proved=False,
            )
            for flag in chosen[:40]
        ),
    )  # fmt: skip
