"""The evaluation sets, as cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from cases import SETS, Case, claim_cases, facts_at, half_of, text_cases
from mutation import Mutation, mutations

from pcc_narrator.models.fact import FactSet

_Reports = Sequence[Path]


def sections(text: str) -> Iterator[str]:
    """A report cut at its headings, each part under the headings that it stands under."""
    path: list[tuple[int, str]] = []
    body: list[str] = []
    for line in [*text.splitlines(), "# "]:
        depth = len(line) - len(line.lstrip("#"))
        if not 1 <= depth <= 6 or not line[depth:].startswith(" "):
            body.append(line)
            continue
        if any(part.strip() for part in body):
            yield "\n\n".join([*(title for _, title in path), "\n".join(body).strip()]) + "\n"
        path = [(level, title) for level, title in path if level < depth] + [(depth, line)]
        body = []


def generated(reports: _Reports) -> Iterator[Case]:
    """Sections of generated reports, taken as true."""
    for folder in reports:
        facts = facts_at(folder / "facts.json")
        for number, section in enumerate(sections((folder / "report.md").read_text(encoding="utf-8"))):
            name = f"report/{folder.name}/{number}"
            yield Case(name, "generated", "section", section, facts, "true", half_of(name))


def true_texts() -> Iterator[Case]:
    """The texts over the real figures, written by hand."""
    return text_cases("true", SETS / "wiltshire" / "true.jsonl")


def mutated(reports: _Reports) -> Iterator[Case]:
    """Set 1: the true texts with one error each. The half is that of the true text."""
    for source in (*generated(reports), *true_texts()):
        if re.search(r"^#+ Sources\b", source.text, re.MULTILINE):
            continue  # a list of documents, pages and dates claims nothing about the facts
        for number, made in enumerate(mutations(source.text, source.facts)):
            if made.expect != "missing":
                yield _mutation(f"mutation/{source.id}/{number}", made, source.text, source.facts, source.half)
    for folder in reports:  # a paragraph is missed by the whole report
        facts, text = facts_at(folder / "facts.json"), (folder / "report.md").read_text(encoding="utf-8")
        dropped = (made for made in mutations(text, facts) if made.expect == "missing")
        for number, made in enumerate(dropped):
            name = f"mutation/drop/{folder.name}/{number}"
            yield _mutation(name, made, text, facts, half_of(name))


def _mutation(name: str, made: Mutation, base: str, facts: FactSet, half: str) -> Case:
    return Case(
        name,
        "mutation",
        made.kind,
        made.text,
        facts,
        made.expect,
        "tune" if half == "tune" else "held",
        made.start,
        made.end,
        base,
        f"{made.was!r} → {made.now!r}",
        made.numeric,
    )


def sets(reports: _Reports) -> dict[str, Callable[[], Iterator[Case]]]:
    """Every set by its name."""
    return {
        "mutation": partial(mutated, reports),
        "generated": partial(generated, reports),
        "true": true_texts,
        "real": partial(claim_cases, "real", SETS / "real_prose"),
        "model": partial(claim_cases, "model", SETS / "model"),
        "model2": partial(claim_cases, "model2", SETS / "model2"),
        "model3": partial(claim_cases, "model3", SETS / "model3"),
        "captions": partial(text_cases, "captions", SETS / "captions" / "captions.jsonl"),
        "pairs": partial(text_cases, "pairs", SETS / "pairs" / "pairs.jsonl"),
        "blind-captions": partial(text_cases, "blind-captions", SETS / "v2" / "captions.jsonl"),
        "blind-paragraphs": partial(text_cases, "blind-paragraphs", SETS / "v2" / "paragraphs.jsonl"),
        "reports": partial(text_cases, "reports", SETS / "v3" / "paragraphs.jsonl"),
        "styles": partial(text_cases, "styles", SETS / "v4" / "paragraphs.jsonl"),
        "clean": partial(text_cases, "clean", SETS / "clean" / "clean.jsonl"),
    }
