"""The JSON Schema of plan.yaml, for editors that complete and check YAML as it is typed."""

from __future__ import annotations

from typing import Any

from pcc_narrator.workspace.plan import Plan


def workspace_schema() -> dict[str, Any]:
    """The schema of plan.yaml. Every key, its kind and its default; a key that is not in it is an error."""
    schema = Plan.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "plan.yaml"}
