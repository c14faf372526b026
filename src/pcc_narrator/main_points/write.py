"""The summary as Markdown. Each point is proved before it is taken, and the whole once more before it is handed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pcc_narrator.checking import Checker
from pcc_narrator.errors import FindingsError, InputError, Problem
from pcc_narrator.main_points.paragraphs import number_of, paragraph_numbers
from pcc_narrator.main_points.rank import MOST, Subject, chosen, ranked
from pcc_narrator.main_points.sentence import sentences
from pcc_narrator.models.claim import CheckReport
from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.flag import Flag
from pcc_narrator.wording import Wording
from pcc_narrator.wording.cells import measure_title, period_title
from pcc_narrator.wording.nouns import inside, sentence


@dataclass(frozen=True, slots=True)
class MainPoints:
    """The text, the verdicts on it, how many points it has, and what was flagged and could not be told."""

    text: str
    report: CheckReport
    points: int
    left_out: tuple[str, ...] = ()


def write_main_points(
    facts: FactSet,
    flags: Sequence[Flag],
    markdown: str = "",
    *,
    facts_of: Mapping[str, Sequence[str]] | None = None,
    most: int = MOST,
) -> MainPoints:
    """At most `most` sentences, the most important first, each with the number of its paragraph in the report.

    `markdown` is the full report, for the numbers; `facts_of` the facts that each of its paragraphs was written from.
    A sentence is taken only if the checker supports every claim in it; else a plainer one is tried, and at last the
    subject is left out, and named in `left_out`, for the next one. Pure and deterministic. Raises InputError where
    there are no areas, FindingsError should the whole text be refuted.
    """
    if not facts.areas:
        raise InputError([Problem("facts.json", "names no area.", "The first area is the one the report is about.")])
    w, checker = Wording(facts), Checker(replace(facts, requirements=()))
    head = _head(facts)
    numbers = paragraph_numbers(markdown)

    def point(subject: Subject, turn: int) -> str:
        return _point(w, checker, head, subject, turn, numbers, facts_of or {})

    told: dict[Subject, str] = {}
    left_out: list[Subject] = []
    while True:
        subjects = chosen([subject for subject in ranked(flags) if subject not in left_out], most)
        waiting = [subject for subject in subjects if subject not in told]
        if not waiting:
            break
        for subject in waiting:
            if said := point(subject, 0):
                told[subject] = said
            else:
                left_out.append(subject)
    points = [point(subject, turn) or told[subject] for turn, subject in enumerate(subjects)]
    text = head + "".join(f"{line}\n" for line in points or [_nothing(left_out)])
    if any("(paragraph " in line for line in points):
        text += "\nParagraph numbers are those of the full report.\n"
    report = checker.check(text)
    if report.refuted:
        shown = "\n".join(f"  {claim.line}:{claim.column}: {claim.message}" for claim in report.refuted)
        raise FindingsError(f"the summary was not written; the facts refute it:\n{shown}")
    return MainPoints(text, report, len(subjects), tuple(_title(facts, subject) for subject in left_out))


def _head(facts: FactSet) -> str:
    """The title, and whose report of which period it is."""
    about = facts.areas[0].title
    if facts.period is not None:
        about += f", {inside(period_title(facts.period, facts.calendar))}"
    return f"# Main points\n\n{about}\n\n"


def _point(
    w: Wording,
    checker: Checker,
    head: str,
    subject: Subject,
    turn: int,
    numbers: Mapping[str, int],
    facts_of: Mapping[str, Sequence[str]],
) -> str:
    """The first way to say it that the checker supports wholly, as a list item; nothing if there is none."""
    for said, fact in sentences(w, subject, turn):
        number = number_of(fact, numbers, facts_of)
        where = f" (paragraph {number})" if number is not None else ""
        item = f"- {sentence(said + where)} <!-- point.{subject.measure} -->"
        report = checker.check(f"{head}{item}\n")
        if all(claim.verdict == "supported" for claim in report.claims):
            return item
    return ""


def _nothing(left_out: Sequence[Subject]) -> str:
    if left_out:
        return "What was flagged in this period is told in the full report."
    return "Nothing was flagged in this period."


def _title(facts: FactSet, subject: Subject) -> str:
    title = measure_title(facts, subject.measure)
    return title if subject.category is None else f"{title}, {subject.category}"
