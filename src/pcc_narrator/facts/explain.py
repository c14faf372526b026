"""Where a figure comes from: its derivation, down to the rows that were supplied."""

from __future__ import annotations

from pcc_narrator.contract.facts_json import number_to_json
from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.fact import Fact, FactSet, Source

_WIDEST = 60  # parts of one derivation that are printed one by one


def explain(facts: FactSet, fact_id: str) -> str:
    """The derivation of a fact as an indented tree, one line a fact, ending at source rows.

    Raises InputError for an id that is not known, naming the nearest ones.
    """
    if fact_id not in facts.by_id:
        raise InputError([_unknown(facts, fact_id)])
    lines: list[str] = []
    _tell(facts, fact_id, "", lines, set())
    return "\n".join(lines)


def _tell(facts: FactSet, fact_id: str, indent: str, lines: list[str], told: set[str]) -> None:
    fact = facts.by_id.get(fact_id)
    if fact is None:
        lines.append(f"{indent}{fact_id}: not in these facts")
        return
    derivation = fact.derivation
    seen = fact_id in told and derivation is not None
    told.add(fact_id)
    lines.append(f"{indent}{fact_id} = {_value(fact)}{' (told above)' if seen else ''}")
    if seen:
        return
    indent += "  "
    if fact.method:
        lines.append(f"{indent}method: {fact.method}" + (f", p = {fact.p}" if fact.p is not None else ""))
    if fact.basis:
        lines.append(f"{indent}basis: {fact.basis}")
    for source in fact.sources:
        lines.append(f"{indent}source: {source_line(source)}")
    if derivation is None:
        return
    lines.append(f"{indent}{derivation.operation} of" if derivation.of else f"{indent}{derivation.operation}")
    for part in derivation.of[:_WIDEST]:
        _tell(facts, part, indent + "  ", lines, told)
    if len(derivation.of) > _WIDEST:
        lines.append(f"{indent}  and {len(derivation.of) - _WIDEST} more")


def _value(fact: Fact) -> str:
    if isinstance(fact.value, bool):
        return "yes" if fact.value else "no"
    unit = "" if fact.unit in ("none", "count", "rank") else f" {fact.unit}"
    between = f" ({fact.low} to {fact.high})" if fact.low is not None and fact.high is not None else ""
    return f"{number_to_json(fact.value)}{unit}{between}"


def source_line(source: Source) -> str:
    """A source in one line: file, sheet, row, publisher, title, dates."""
    place = source.file or "no file named"
    if source.sheet:
        place += f" [{source.sheet}]"
    if source.row is not None:
        place += f" row {source.row}"
    said = ", ".join(part for part in (source.publisher, source.title) if part)
    dates = [
        f"{word} {day.isoformat()}"
        for word, day in (("published", source.published_on), ("retrieved", source.retrieved_on))
        if day is not None
    ]
    return "; ".join(part for part in (place, said, ", ".join(dates)) if part)


def _unknown(facts: FactSet, fact_id: str) -> Problem:
    from difflib import get_close_matches

    near = get_close_matches(fact_id, list(facts.by_id), n=3)
    advice = f"Did you mean {' or '.join(near)}?" if near else "List the facts to see their ids."
    return Problem(file="facts", message="there is no fact of this id.", value=fact_id, advice=advice)
