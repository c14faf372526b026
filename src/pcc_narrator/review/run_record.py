"""run.json of a refreshed report: who wrote which paragraph, after some were drafted anew and some stayed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pcc_narrator.pipeline import RUN

TEMPLATE = "template"


def models_paragraphs(folder: Path) -> dict[str, str]:
    """The ids of the paragraphs that a model wrote, with its name; none where run.json cannot be read."""
    try:
        rows = json.loads((folder / RUN).read_text(encoding="utf-8"))["paragraphs"]
        return {str(row["id"]): str(row["writer"]) for row in rows if row["writer"] != TEMPLATE}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def run_record(text: str, kept: Mapping[str, str]) -> str:
    """The run record of the new draft, with the writers of the paragraphs that were kept."""
    record = json.loads(text)
    for row in record["paragraphs"]:
        row["writer"] = kept.get(row["id"], row["writer"])
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
