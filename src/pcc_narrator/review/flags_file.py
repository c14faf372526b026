"""exceptions.json read back: the flags of the report, strongest first within their kind."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.flag import FLAG_KINDS, Flag


def read_flags(path: Path) -> tuple[Flag, ...]:
    """The flags of an exceptions.json; none where there is no file. Raises InputError for another file."""
    if not path.is_file():
        return ()
    try:
        kinds = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["exceptions"]
        return tuple(
            Flag(
                id=str(row["id"]), kind=kind, measure=str(row["measure"]), area=str(row["area"]), rule=str(row["rule"]),
                direction=row["direction"], strength=Decimal(row["strength"]), evidence=str(row["evidence"]),
                facts=tuple(map(str, row.get("facts", ()))), category=row.get("category"),
                numbers=tuple((str(name), str(value)) for name, value in row.get("numbers", {}).items()),
                declared_by=str(row.get("declared_by", "")),
            )
            for kind in FLAG_KINDS
            for row in kinds.get(kind, ())
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise InputError(
            [Problem(str(path), "is no list of exceptions.", "Draft the report again, or take the file away.")]
        ) from error
