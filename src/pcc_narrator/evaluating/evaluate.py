"""One writer over one stage: what was accepted, what it cost, how it reads."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pcc_narrator.drafting import Writer, draft
from pcc_narrator.evaluating.lengths import Beside, beside
from pcc_narrator.evaluating.prose import Prose, read
from pcc_narrator.evaluating.references import References, first_references
from pcc_narrator.evaluating.stages import Stage
from pcc_narrator.models.outline import OWN_WORDS, Draft, SectionRun

# What the findings of a run are counted as, by the words in them, in this order.
REASONS = (
    ("another form of reply", ("not of the form", "the reply is", "no paragraph for", "was chosen")),
    ("reference to nothing", ("there is no fact", "has no rendering", "not written as")),
    ("figure typed", ("typed as a number", "number word", "hidden figure")),
    ("refuted", ("is refuted",)),
    ("undecided", ("is not decided",)),
    ("not fluent", ("fluency", "joined by a comma", "used twice")),
    ("not in house style", ("style:",)),
    ("something left out", ("must also use",)),
    ("not joined", ("not joined",)),
    ("no answer", ("server", "answer", "recorded", "no time", "stopped", "refused to", "cut off", "withheld")),
)
_ID = re.compile(r"^\S+: ")  # the point that a finding is about: its id may hold any word


@dataclass(frozen=True)
class Result:
    """What one writer made of one stage."""

    stage: str
    writer: str
    model: str
    shape: str
    sections: int
    points: int
    first: int  # points that could stand at the first try
    accepted: int  # points that stand in the model's own paragraphs in the end
    fell_back: int
    refused: tuple[tuple[str, int], ...]  # findings by reason
    references: References | None  # of the first replies; None for a writer that makes none
    refuted_after: int  # claims in the finished text
    undecided_after: int
    must_say: int
    missing: int
    notes_woven: int
    notes: int
    prose: Prose
    beside: Beside | None  # the length against a report that people wrote; None where none is known
    tokens_in: int
    tokens_out: int
    cost: float | None
    seconds: float
    draft: Draft


def evaluate(
    stage: Stage,
    writer: Writer,
    *,
    real: Mapping[str, int] = MappingProxyType({}),
    clock: Callable[[], float] = time.perf_counter,
    progress: Callable[[str], None],
) -> Result:
    """Draft the stage and measure the draft. A paragraph by the writer counts as its own, else as fallen back.

    `real` is how many words a report that people wrote spends on each section.
    """
    began = clock()
    made = draft(stage.outline, stage.facts, writer=writer, check=lambda text, _: stage.check(text), progress=progress)
    seconds = clock() - began
    text = _text(stage, made)
    report = stage.check(text)
    own = [paragraph for paragraph in made.paragraphs if paragraph.writer == writer.name]
    asked = [m for section in stage.outline.sections for m in section.messages if m.kind not in OWN_WORDS]
    notes = sum(m.kind == "note" for section in stage.outline.sections for m in section.messages)
    is_template = writer.name == "template"
    said = {paragraph.id for paragraph in own}
    return Result(
        stage=stage.name,
        writer=writer.name,
        model=next((run.model for run in made.runs if run.model), ""),
        shape="" if is_template else str(getattr(getattr(writer, "shape", None), "name", "")),
        sections=len(made.runs),
        points=len(asked),
        first=sum(message.id in said for message in asked) if is_template else sum(run.first for run in made.runs),
        accepted=sum(message.id in said for message in asked)
        if is_template
        else sum(run.accepted for run in made.runs),
        fell_back=sum(len(run.fell_back) for run in made.runs),
        refused=reasons(made.runs),
        references=first_references(stage, writer),
        refuted_after=report.count("refuted"),
        undecided_after=report.count("not_enough_information"),
        must_say=len(stage.facts.requirements),
        missing=len(report.missing),
        notes_woven=sum(len(paragraph.notes) for paragraph in own if not paragraph.id.startswith("note.")),
        notes=notes,
        prose=read([paragraph.text for paragraph in made.paragraphs if not paragraph.id.startswith("note.")]),
        beside=beside(made, real),
        tokens_in=sum(run.tokens_in for run in made.runs),
        tokens_out=sum(run.tokens_out for run in made.runs),
        cost=_cost(made.runs),
        seconds=round(seconds, 1),
        draft=made,
    )


def reasons(runs: tuple[SectionRun, ...]) -> tuple[tuple[str, int], ...]:
    """The findings of the runs, counted by what they are about, most frequent first."""
    found: Counter[str] = Counter()
    for run in runs:
        for finding in run.findings:
            if "no note says why" not in finding:
                said = _ID.sub("", finding)
                found[next((name for name, words in REASONS if any(word in said for word in words)), "other")] += 1
    return tuple(found.most_common())


def _cost(runs: tuple[SectionRun, ...]) -> float | None:
    costs = [run.cost for run in runs if run.cost is not None]
    return round(sum(costs), 6) if costs else None


def _text(stage: Stage, made: Draft) -> str:
    """The paragraphs under their headings."""
    lines = []
    for part in stage.outline.parts:
        lines.append(f"## {part.title}")
        for section in part.sections:
            lines.append(f"### {section.title}")
            lines.extend(paragraph.text for paragraph in made.of(section.id))
    return "\n\n".join(lines) + "\n"
