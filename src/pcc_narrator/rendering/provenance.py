"""Where a figure comes from, in one short paragraph: what it is, how it was computed, which rows it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pcc_narrator.models.fact import Fact, FactSet, Source
from pcc_narrator.rendering.dom import Node
from pcc_narrator.rendering.figure_text import day_text, fact_text, measure_title, period_text, place_title

_OPERATIONS = {
    "change": "the difference between",
    "change_percent": "the percentage change between",
    "change_points": "the difference in percentage points between",
    "share": "the share of",
    "contribution": "the share of the total change in",
    "sum": "the sum of",
    "rolling_sum": "the sum of",
    "mean": "the mean of",
    "rate": "the rate per 1,000 from",
    "ratio": "the ratio of",
    "rank": "the rank among",
    "difference": "the difference between",
}
_WEB = re.compile(r"https?://[^\s<>\"]+")
_MOST_INPUTS, _MOST_SOURCES = 4, 3


@dataclass(frozen=True, slots=True)
class Provenance:
    """The chain behind one figure, in words. `sources` are rows of the inputs."""

    subject: str
    computed: str
    sources: tuple[str, ...]
    fact: str


def provenance(fact: Fact, facts: FactSet) -> Provenance:
    """The chain from a fact to its source rows. Long lists are cut, and say how much was cut."""
    rows = list(dict.fromkeys(_source(source) for source in sources_of(fact, facts)))
    more = len(rows) - _MOST_SOURCES
    shown = tuple(rows[:_MOST_SOURCES]) + ((f"and {more} more",) if more > 0 else ())
    return Provenance(subject(fact, facts), _computed(fact, facts), shown, fact.id)


def subject(fact: Fact, facts: FactSet) -> str:
    """What a fact says: "Visits, Wiltshire, quarter three 2018-19: 10,792"."""
    parts = [measure_title(facts, fact.measure)]
    if fact.category:
        parts.append(fact.category)
    if fact.statistic != "value":
        parts.append(fact.statistic.replace("_", " "))
    parts.append(place_title(facts, fact.area))
    period = period_text(fact.period, facts.calendar)
    if period:
        parts.append(period)
    if fact.base is not None:
        parts.append(f"on {period_text(fact.base, facts.calendar)}")
    if fact.against is not None:
        parts.append(f"against {place_title(facts, fact.against)}")
    return f"{', '.join(parts)}: {fact_text(fact)}"


def _computed(fact: Fact, facts: FactSet) -> str:
    derivation = fact.derivation
    if derivation is None or not derivation.of:
        return f"tested by {fact.method}" if fact.method else ""
    names = [_input(facts.by_id[item], facts) if item in facts.by_id else item for item in derivation.of]
    shown = names[:_MOST_INPUTS]
    if len(names) > _MOST_INPUTS:
        shown.append(f"{len(names) - _MOST_INPUTS} more")
    joined = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    operation = _OPERATIONS.get(derivation.operation, f"{derivation.operation.replace('_', ' ')} of")
    return f"{operation} {joined}"


def _input(fact: Fact, facts: FactSet) -> str:
    period = period_text(fact.period, facts.calendar)
    parts = [part for part in (fact.category or "", period) if part]
    figure = fact_text(fact, with_interval=False)
    return f"{figure} ({', '.join(parts)})" if parts else figure


def sources_of(fact: Fact, facts: FactSet) -> Iterator[Source]:
    """The sources of a fact and of all that it was computed from, nearest first; each fact is visited once."""
    queue, seen = [fact], {fact.id}
    while queue:
        current = queue.pop(0)
        yield from current.sources
        for identifier in current.derivation.of if current.derivation else ():
            if identifier not in seen and identifier in facts.by_id:
                seen.add(identifier)
                queue.append(facts.by_id[identifier])


def _source(source: Source) -> str:
    parts = [source.file or "input"]
    if source.sheet and source.sheet != source.file:
        parts.append(f"sheet {source.sheet}")
    if source.row is not None:
        parts.append(f"row {source.row}")
    if source.title:
        parts.append(source.title)
    if source.publisher:
        parts.append(source.publisher)
    if source.published_on is not None:
        parts.append(f"published {day_text(source.published_on)}")
    return ", ".join(parts)


def note_address(item: Node, facts: FactSet) -> str:
    """The web address of the note that a paragraph of the page is made of; nothing where it has none."""
    name = item.attributes.get("data-paragraph", "")
    note = facts.note_by_id.get(name.removeprefix("note.")) if name.startswith("note.") else None
    return "" if note is None or not _WEB.fullmatch(note.web) else note.web
