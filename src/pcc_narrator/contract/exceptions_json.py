"""exceptions.json: the flags of a report, by kind, each with its rule and evidence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args

from pcc_narrator.contract.facts_json import SCHEMA_VERSION, number_to_json
from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.flag import FLAG_KINDS, Direction, Flag, FlagKind

_REQUIRED = ("id", "measure", "area", "rule", "direction", "evidence")


def exceptions_to_json(flags: tuple[Flag, ...]) -> str:
    """The text of exceptions.json: all four kinds in their order, empty ones too, the strongest flag first."""
    data = {
        "schema_version": SCHEMA_VERSION,
        "exceptions": {kind: [_flag(flag) for flag in flags if flag.kind == kind] for kind in FLAG_KINDS},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _flag(flag: Flag) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": flag.id,
        "measure": flag.measure,
        "area": flag.area,
        "category": flag.category,
        "rule": flag.rule,
        "direction": flag.direction,
        "strength": number_to_json(flag.strength),
        "evidence": flag.evidence,
        "numbers": dict(flag.numbers),
        "facts": list(flag.facts),
        "declared_by": flag.declared_by,
    }
    return {key: value for key, value in row.items() if value not in (None, "")}


def read_exceptions(path: Path) -> tuple[Flag, ...]:
    """The flags of an exceptions.json file: the four kinds in their order. Raises InputError with every fault."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except FileNotFoundError:
        raise InputError([Problem(str(path), "there is no such file.", "Draft the report again.")]) from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError([Problem(str(path), f"is not JSON: {error}.")]) from None
    version = data.get("schema_version", SCHEMA_VERSION) if isinstance(data, Mapping) else None
    kinds = data.get("exceptions") if isinstance(data, Mapping) else None
    if version != SCHEMA_VERSION or not isinstance(kinds, Mapping):
        advice = "Draft the report again, or use the version of the program that wrote it."
        raise InputError([Problem(str(path), f"is no exceptions.json of version {SCHEMA_VERSION}.", advice)])
    problems: list[Problem] = []
    flags = [
        flag
        for kind in FLAG_KINDS
        for number, row in enumerate(_rows(kinds.get(kind)))
        if (flag := _read_flag(row, kind, f"{kind}[{number}]", str(path), problems)) is not None
    ]
    if problems:
        raise InputError(problems)
    return tuple(flags)


def _rows(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _read_flag(row: Any, kind: FlagKind, where: str, file: str, problems: list[Problem]) -> Flag | None:
    if not isinstance(row, Mapping):
        problems.append(Problem(file, "must be an object.", column=where))
        return None
    faults = [f"{key} is missing" for key in _REQUIRED if not isinstance(row.get(key), str)]
    if row.get("direction") not in get_args(Direction):
        faults.append(f"direction is none of {', '.join(get_args(Direction))}")
    facts, numbers = row.get("facts") or [], row.get("numbers") or {}
    if not isinstance(facts, list) or not all(isinstance(fact, str) for fact in facts):
        faults.append("facts is no list of ids")
    if not isinstance(numbers, Mapping):
        faults.append("numbers is no object")
    try:
        strength = Decimal(str(row.get("strength", 0)))
    except InvalidOperation:
        faults.append("strength is no number")
    if faults:
        problems.append(Problem(file, f"{'; '.join(dict.fromkeys(faults))}.", column=where))
        return None
    return Flag(
        id=row["id"],
        kind=kind,
        measure=row["measure"],
        area=row["area"],
        rule=row["rule"],
        direction=row["direction"],
        strength=strength,
        evidence=row["evidence"],
        facts=tuple(facts),
        category=row.get("category"),
        numbers=tuple((str(key), str(value)) for key, value in numbers.items()),
        declared_by=str(row.get("declared_by") or ""),
    )
