"""What stands behind a figure or a flag: value, derivation down to rows, series, places of use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pcc_narrator.facts.explain import source_line
from pcc_narrator.models.fact import Fact, FactSet
from pcc_narrator.models.flag import Flag
from pcc_narrator.rendering.figure_text import fact_text, measure_title, period_text, place_title, short_period
from pcc_narrator.rendering.provenance import subject
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.said import computed, first_words, value_of
from pcc_narrator.review.svg import Drawing, Point, draw

_WIDEST, _MOST_NODES, _LONGEST_SERIES = 40, 300, 40


@dataclass(frozen=True, slots=True)
class Branch:
    """One fact of a derivation. `operation` is how it was made of `parts`; `rows` where it was read."""

    fact: str
    says: str
    operation: str
    method: str
    rows: tuple[str, ...]
    parts: tuple[Branch, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Use:
    """A place in the report: the block, its number if it has one, and its first words."""

    key: int
    number: int | None
    words: str


@dataclass(frozen=True, slots=True)
class FactEvidence:
    """Everything about one fact."""

    fact: str
    measure: str
    value: str
    period: str
    area: str
    tree: Branch
    drawing: Drawing | None
    uses: tuple[Use, ...]
    flags: tuple[Flag, ...]


def fact_evidence(desk: Desk, identifier: str) -> FactEvidence:
    """The evidence of a fact. Raises NotFound."""
    fact, facts = desk.fact(identifier), desk.facts
    return FactEvidence(
        fact.id,
        ", ".join(part for part in (measure_title(facts, fact.measure), fact.category or "") if part),
        value_of(fact),
        period_text(fact.period, facts.calendar),
        place_title(facts, fact.area),
        _branch(facts, fact, set()),
        series(facts, fact),
        uses(desk, {fact.id}),
        tuple(flag for flag in desk.flags if fact.id in flag.facts),
    )


def uses(desk: Desk, identifiers: Iterable[str]) -> tuple[Use, ...]:
    """The blocks in which a claim rests on one of the facts, in the order of the report."""
    wanted = set(identifiers)
    blocks = desk.blocks
    found = desk.verdicts.settled(blocks)
    places: list[Use] = []
    heading = ""
    for block in blocks:
        if block.removed:
            continue
        if block.kind == "heading":
            heading = block.text.lstrip("# ")
        if any(wanted.intersection(verdict.claim.facts) for verdict in found.get(block.key, ())):
            words = first_words(block.text) if block.editable else f"{block.kind.capitalize()} under “{heading}”"
            places.append(Use(block.key, block.number, words))
    return tuple(places)


def series(facts: FactSet, fact: Fact) -> Drawing | None:
    """The fact among the same figure of other periods of its length, as a small chart; None for fewer than two."""
    if fact.unit == "none":
        return None
    same = (fact.measure, fact.statistic, fact.area, fact.category, fact.against, fact.unit, fact.period.kind)
    ends = {}
    for other in facts.facts:
        like = (
            other.measure, other.statistic, other.area, other.category, other.against, other.unit, other.period.kind,
        )  # fmt: skip
        if like == same and other.period.end is not None:
            ends[other.period.end] = other if other.period != fact.period else fact
    line = [ends[end] for end in sorted(ends)]
    if fact not in line or len(line) < 2:
        return None
    at = line.index(fact)
    line = line[max(0, at + 1 - _LONGEST_SERIES) :][:_LONGEST_SERIES]
    points = [
        Point(short_period(one.period, facts.calendar), one.number, fact_text(one, with_interval=False), one is fact)
        for one in line
    ]
    return draw(points, f"{measure_title(facts, fact.measure)}: {fact.statistic.replace('_', ' ')}")


def _branch(facts: FactSet, fact: Fact, told: set[str]) -> Branch:
    known = fact.id in told or len(told) > _MOST_NODES
    told.add(fact.id)
    of = () if fact.derivation is None or known else fact.derivation.of
    parts = tuple(_branch(facts, facts.by_id[one], told) for one in of[:_WIDEST] if one in facts.by_id)
    method = f"{fact.method}{f', p = {fact.p}' if fact.p is not None else ''}" if fact.method else ""
    operation = "" if fact.derivation is None else computed(fact.derivation.operation)
    rows = tuple(source_line(source) for source in fact.sources)
    return Branch(fact.id, subject(fact, facts), operation, method, rows, parts, max(0, len(of) - _WIDEST))
