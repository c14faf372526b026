"""facts.json: the file as a whole, and its writing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pcc_narrator.contract.facts_reader import read_fact_set
from pcc_narrator.errors import FactsFileError
from pcc_narrator.models.fact import Area, Fact, FactSet, Measure, Note, Requirement, Source
from pcc_narrator.models.period import Period

SCHEMA_VERSION = 1


def read_facts(path: Path) -> FactSet:
    """The facts of a facts.json file. Raises FactsFileError with every fault found."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except FileNotFoundError:
        raise FactsFileError(f"{path}: there is no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise FactsFileError(f"{path}: cannot be read as text: {error}") from None
    except json.JSONDecodeError as error:
        raise FactsFileError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from None
    try:
        return facts_from_json(data)
    except FactsFileError as error:
        raise FactsFileError(f"{path}: {error}") from None


def facts_from_json(data: Any) -> FactSet:
    """The fact set that a decoded facts.json holds. Unknown fields are passed over: the format only grows.

    Raises FactsFileError naming every field that is missing or wrong, and a schema_version other than ours.
    """
    if not isinstance(data, Mapping):
        raise FactsFileError("the file must hold one JSON object")
    version = data.get("schema_version", SCHEMA_VERSION)
    if version != SCHEMA_VERSION:
        raise FactsFileError(
            f"schema_version is {version!r}; this program reads {SCHEMA_VERSION}. Make the file anew with "
            "`pcc-narrator facts`, or use the version of the program that wrote it."
        )
    result, faults = read_fact_set(data)
    if faults:
        shown = "\n".join(f"  {fault}" for fault in faults[:50])
        more = f"\n  … and {len(faults) - 50} more" if len(faults) > 50 else ""
        raise FactsFileError(f"not a facts.json of version {SCHEMA_VERSION}:\n{shown}{more}")
    return result


def facts_to_json(facts: FactSet) -> str:
    """The text of facts.json: sorted by nothing but the given order, one fact a line, the same bytes each time."""
    report: dict[str, Any] = {"year_start_month": facts.calendar.year_start_month}
    if facts.period is not None:
        report["period"] = period_to_json(facts.period)
    head = [("schema_version", SCHEMA_VERSION), ("report", report)]
    lists: list[tuple[str, list[dict[str, Any]]]] = [
        ("measures", [_measure(measure) for measure in facts.measures]),
        ("areas", [_area(area) for area in facts.areas]),
        ("facts", [_fact(fact) for fact in facts.facts]),
        ("notes", [_note(note) for note in facts.notes]),
        ("requirements", [_requirement(requirement) for requirement in facts.requirements]),
    ]
    parts = [f'  "{key}": {_dump(value)}' for key, value in head]
    for key, rows in lists:
        body = ",\n".join(f"    {_dump(row)}" for row in rows)
        parts.append(f'  "{key}": [\n{body}\n  ]' if rows else f'  "{key}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


_dump = json.JSONEncoder(ensure_ascii=False).encode


def number_to_json(value: Decimal) -> int | float | str:
    """A whole number as int, a decimal as float where the float prints the same digits, else as a string."""
    if value == value.to_integral_value():
        return int(value)
    plain = value.normalize()
    return float(plain) if Decimal(repr(float(plain))) == plain else format(plain, "f")


def _kept(row: dict[str, Any]) -> dict[str, Any]:
    """Without the fields that say nothing."""
    return {key: value for key, value in row.items() if value is not None and value != "" and value != []}


def period_to_json(period: Period) -> dict[str, Any]:
    """{"start", "end"} in ISO dates or null, and the label where there is one."""
    row: dict[str, Any] = {
        "start": None if period.start is None else period.start.isoformat(),
        "end": None if period.end is None else period.end.isoformat(),
    }
    if period.label:
        row["label"] = period.label
    return row


def _optional_number(value: Decimal | None) -> int | float | str | None:
    return None if value is None else number_to_json(value)


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _measure(measure: Measure) -> dict[str, Any]:
    counted = measure.counted
    return _kept({
        "id": measure.id,
        "title": measure.title,
        "names": list(measure.names),
        "unit": measure.unit,
        "polarity": measure.polarity,
        "target": _optional_number(measure.target),
        "counted": None if counted is None else {"one": counted.one, "many": counted.many},
    })  # fmt: skip


def _area(area: Area) -> dict[str, Any]:
    return _kept({
        "id": area.id,
        "title": area.title,
        "names": list(area.names),
        "kind": area.kind,
        "members": list(area.members),
    })  # fmt: skip


def _fact(fact: Fact) -> dict[str, Any]:
    derivation = fact.derivation
    return _kept({
        "id": fact.id,
        "measure": fact.measure,
        "statistic": fact.statistic,
        "area": fact.area,
        "category": fact.category,
        "period": period_to_json(fact.period),
        "base": None if fact.base is None else period_to_json(fact.base),
        "against": fact.against,
        "value": fact.value if isinstance(fact.value, bool) else number_to_json(fact.value),
        "unit": fact.unit,
        "low": _optional_number(fact.low),
        "high": _optional_number(fact.high),
        "decimals": fact.decimals,
        "basis": fact.basis,
        "order": fact.order,
        "out_of": fact.out_of,
        "extreme": fact.extreme,
        "since": None if fact.since is None else period_to_json(fact.since),
        "method": fact.method,
        "p": _optional_number(fact.p),
        "of_what": list(fact.of_what),
        "derivation": None
        if derivation is None
        else {"operation": derivation.operation, "of": list(derivation.of)},
        "sources": [_source(source) for source in fact.sources],
    })  # fmt: skip


def _source(source: Source) -> dict[str, Any]:
    return _kept({
        "file": source.file,
        "sheet": source.sheet,
        "row": source.row,
        "publisher": source.publisher,
        "title": source.title,
        "published_on": _day(source.published_on),
        "retrieved_on": _day(source.retrieved_on),
    })  # fmt: skip


def _note(note: Note) -> dict[str, Any]:
    return _kept({
        "id": note.id,
        "kind": note.kind,
        "measures": list(note.measures),
        "text": note.text,
        "approved_by": note.approved_by,
        "approved_on": _day(note.approved_on),
        "period": None if note.period is None else period_to_json(note.period),
        "web": note.web,
    })  # fmt: skip


def _requirement(requirement: Requirement) -> dict[str, Any]:
    return _kept({
        "outline_id": requirement.outline_id,
        "facts": list(requirement.facts),
        "message": requirement.message,
    })  # fmt: skip
