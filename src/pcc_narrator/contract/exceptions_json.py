"""exceptions.json: the flags of a report, by kind, each with its rule and evidence."""

from __future__ import annotations

import json
from typing import Any

from pcc_narrator.contract.facts_json import SCHEMA_VERSION, number_to_json
from pcc_narrator.models.flag import FLAG_KINDS, Flag


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
