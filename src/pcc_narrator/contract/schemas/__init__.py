"""The published JSON Schemas (draft 2020-12), as files."""

from __future__ import annotations

from importlib.resources import files


def schema_text(name: str) -> str:
    """The JSON Schema of "facts", "claims" or "exceptions", as it is published."""
    return files(__name__).joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
