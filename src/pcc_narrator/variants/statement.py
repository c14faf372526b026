"""A statement on priorities that others have set: what the facts say of each, from a plan file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.main_points.rank import Subject
from pcc_narrator.main_points.sentence import sentences
from pcc_narrator.models.fact import Measure
from pcc_narrator.variants.prove import Prover
from pcc_narrator.variants.types import Source, Variant

NAME = "statement"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wanted(_Strict):
    """One measure of a priority. It is looked for by the words of its title or names, and among categories."""

    title: str
    names: tuple[str, ...] = ()
    definition: str = ""
    elsewhere: str = ""  # where its figures are published, if the report has none


class SetPriority(_Strict):
    """One priority. `applies` and `statement` are the office's own words, and are checked like any."""

    title: str
    measures: tuple[Wanted, ...] = Field(min_length=1)
    applies: str = ""
    statement: str = ""


class StatementPlan(_Strict):
    """The plan file of a statement."""

    title: str
    introduction: str = ""
    source: str = ""
    priorities: tuple[SetPriority, ...] = Field(min_length=1)


def read_statement_plan(path: Path) -> StatementPlan:
    """The plan file. Raises InputError naming the place of each thing that is wrong."""
    try:
        return StatementPlan.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise InputError([Problem(str(path), f"cannot be read: {error.strerror}", "Name a plan file.")]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError([Problem(str(path), f"is no YAML: {error}", "See the file that ships.")]) from None
    except ValidationError as error:
        raise InputError([
            Problem(f"{path}: {'.'.join(str(part) for part in found['loc'])}", found["msg"], "See the file that ships.")
            for found in error.errors()
        ]) from None  # fmt: skip


def statement(source: Source, plan: StatementPlan) -> Variant:
    """The statement: for each priority its measures with their figures and approved notes, or that there are none."""
    prover = Prover(source.facts, f"# {plan.title}\n\n{source.by or source.about}\n\n")
    told: list[str] = []
    blocks = [f"# {plan.title}", source.by or source.about]
    if plan.introduction:
        blocks.append(plan.introduction.strip())
    for priority in plan.priorities:
        blocks.append(f"## {priority.title}")
        blocks += [words.strip() for words in (priority.applies, priority.statement) if words.strip()]
        if not priority.applies:
            told.append(f"{priority.title}: the plan file does not say whether it applies here, and why (applies).")
        if not priority.statement:
            told.append(f"{priority.title}: the plan file has no statement of the office's own (statement).")
        for wanted in priority.measures:
            heads = f"## {priority.title}\n\n### {wanted.title}"
            blocks += [f"### {wanted.title}", *_measure(source, prover, wanted, heads, told)]
    if plan.source:
        blocks += ["## Source", plan.source.strip()]
    text = "\n\n".join(blocks) + "\n"
    return Variant(NAME, text, prover.whole(text, "statement"), tuple(told))


def _measure(source: Source, prover: Prover, wanted: Wanted, heads: str, told: list[str]) -> Iterator[str]:
    if wanted.definition:
        yield wanted.definition
    said = []
    notes: dict[str, str] = {}
    for subject in _found(source, wanted):
        ways = (f"In {source.area}, {words}." for words, _ in sentences(source.w, subject))
        if found := prover.first(ways, under=heads):
            said.append(found)
            notes |= {note.id: note.text for note in source.facts.notes
                      if subject.measure in note.measures and subject.category is None and note.approved_by
                      and note.kind in ("cause", "action")}  # fmt: skip
    if said:
        yield "\n".join(f"- {one}" for one in said)
        yield from notes.values()
        return
    told.append(f"{wanted.title}: no figure among the facts of the report.")
    yield f"The report holds no figure on this. {wanted.elsewhere}".strip()


def _found(source: Source, wanted: Wanted) -> Iterator[Subject]:
    """Measures by one of the names, else categories of measures by one of them."""
    names = {_plain(name) for name in (wanted.title, *wanted.names)}
    measures = [measure for measure in source.facts.measures if names & _names(measure)]
    for measure in measures:
        yield Subject(measure.id, None, tuple(f for f in source.flags if (f.measure, f.category) == (measure.id, None)))
    if measures:
        return
    own = source.facts.areas[0].id if source.facts.areas else ""
    categories = dict.fromkeys(
        (fact.measure, fact.category) for fact in source.facts.facts
        if fact.category and fact.unit == "count" and fact.statistic == "value" and fact.area == own
        and _plain(fact.category) in names
    )  # fmt: skip
    for measure_id, category in categories:
        flags = tuple(flag for flag in source.flags if (flag.measure, flag.category) == (measure_id, category))
        yield Subject(measure_id, category, flags)


def _names(measure: Measure) -> set[str]:
    return {_plain(name) for name in (measure.id.replace("_", " "), measure.title, *measure.names)}


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("-", " ").split())
