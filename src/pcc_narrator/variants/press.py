"""A press release: the strongest point as headline and lead, the others, what is done, and notes to editors."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.main_points.rank import Subject, chosen
from pcc_narrator.main_points.sentence import counted, headline_change, named, sentences
from pcc_narrator.models.fact import Note, NoteKind
from pcc_narrator.variants.months import in_months
from pcc_narrator.variants.prove import Prover
from pcc_narrator.variants.types import Source, Variant
from pcc_narrator.wording import changes, periods
from pcc_narrator.wording.nouns import sentence

NAME = "press-release"
MOST_NOTES = 4
NO_CONTACT = "**To fill in before it is sent: name, telephone and email of the press office.**"
_TESTED = "The full report names the test behind each statement on chance."


def press_release(source: Source) -> Variant:
    """The release. Causes and actions are only those of approved notes, in their own words."""
    told: list[str] = []
    bare = Prover(source.facts, f"# {source.about}\n\n")
    points: list[tuple[Subject, str]] = []
    for subject in chosen(source.subjects()):
        said = bare.first(_ways(source, subject, len(points)))
        if said:
            points.append((subject, said))
        else:
            told.append(f"Left out, for want of a sentence that the facts support: {source.name_of(subject)}.")
    blocks = [f"# {_headline(source, bare, points)}", source.by or source.about]
    if points:
        blocks.append(points[0][1])
        if points[1:]:
            blocks += ["Also in the report:", "\n".join(f"- {said}" for _, said in points[1:])]
    else:
        blocks.append("Nothing was flagged in this period.")
    measures = [subject.measure for subject, _ in points]
    actions = _notes(source, measures, "action")
    if actions:
        blocks += ["## What is being done", "\n".join(f"- {note.text}" for note in actions)]
    quotations = _notes(source, measures, "quotation")
    blocks += [note.text for note in quotations[:1]]
    if not quotations:
        told.append("There is no approved quotation (notes.yaml, kind: quotation): the release has none.")
    if not source.contact:
        told.append("There is no contact (plan.yaml, contact): fill in the place that the release marks.")
    blocks += ["## Contact", source.contact or NO_CONTACT]
    blocks += ["## Notes to editors", "\n".join(f"- {line}" for line in _editors(source))]
    text = "\n\n".join(blocks) + "\n"
    return Variant(NAME, text, Prover(source.facts, "").whole(text, "press release"), tuple(told))


def _ways(source: Source, subject: Subject, turn: int) -> Iterator[str]:
    for said, _ in sentences(source.w, subject, turn):
        yield sentence(in_months(source.w, said))


def _headline(source: Source, prover: Prover, points: list[tuple[Subject, str]]) -> str:
    """The strongest point that can be said in a few words; else what the text is about."""
    w = source.w
    for subject, _ in points:
        change = headline_change(w, subject)
        if change is None or not changes.direction(change):
            continue
        size = changes.share(w, change) if change.statistic == "change" else changes.size(w, change)
        by = f" by {size}" if size else ""
        went, when = f"{changes.verb(w, change, bare=True)}{by}", periods.within(w, change.period)
        names = [counted(w, subject) or named(w, subject), named(w, subject)]
        ways = [f"{name} in {source.area} {went} {when}" for name in names] + [f"{names[-1]} {went} {when}"]
        if found := prover.first(sentence(in_months(w, way)) for way in ways):
            return found.removesuffix(".")
    return source.about


def _notes(source: Source, measures: list[str], kind: NoteKind) -> list[Note]:
    """Approved notes of one kind on the measures, in the order of the measures."""
    found = [note for measure in measures for note in source.facts.notes
             if note.kind == kind and measure in note.measures and note.approved_by]  # fmt: skip
    return list(dict.fromkeys(found))[:MOST_NOTES]


def _editors(source: Source) -> Iterator[str]:
    yield "All figures are those of the full report, where each says how it was computed and from which source."
    yield _TESTED
    publishers = sorted({one.publisher for fact in source.facts.facts for one in fact.sources if one.publisher})
    if publishers:
        yield f"Published by: {'; '.join(publishers)}."
