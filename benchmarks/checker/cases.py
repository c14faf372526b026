"""Cases of the evaluation sets: how they are read, and how they are halved.

A case is one text with its facts and one thing that is known about it. `half` is fixed by the case's group, so
that texts made from one source never stand in both halves: rules are tuned on "tune" alone, "held" is the evidence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pcc_narrator.contract import read_facts
from pcc_narrator.models.fact import FactSet

SETS = Path(__file__).resolve().parent / "sets"
_NO_FACTS = FactSet()
Half = Literal["tune", "held"]
# What must come of it: a false text refuted; a text that says more than is known not supported; a dropped
# paragraph missed; a true text not refuted.
Expect = Literal["refuted", "unsupported", "missing", "true"]


@dataclass(frozen=True, slots=True)
class Case:
    """A text and what is known of the stretch `start` to `end` of it (the whole text where both are None).

    `measure` says what the case is counted under ("numeric", "contradiction"…); `base` is the true text that a
    mutation was made from, so that a finding which the true text has as well is not taken for a catch.
    """

    id: str
    set: str
    kind: str
    text: str
    facts: FactSet
    expect: Expect
    half: Half
    start: int | None = None
    end: int | None = None
    base: str | None = None
    why: str = ""
    numeric: bool = False


def half_of(group: str) -> Half:
    """The half that a group of cases belongs to: by a hash of its name, so that it never changes."""
    return "tune" if hashlib.sha256(group.encode()).digest()[0] % 2 == 0 else "held"


@cache
def facts_at(path: Path) -> FactSet:
    """A facts.json, read once."""
    return read_facts(path)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file; lines that start with // are for the reader."""
    if not path.exists():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("//"):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise SystemExit(f"{path}:{number}: not JSON: {error.msg}") from None


def text_cases(name: str, path: Path) -> Iterator[Case]:
    """Whole texts that are true or false: {"id", "text", "true", "facts"?, "group"?, "half"?, "kind"?, "why"?}."""
    for row in rows(path):
        facts = facts_at(path.parent / row["facts"]) if row.get("facts") else _NO_FACTS
        yield Case(
            id=f"{name}/{row['id']}",
            set=name,
            kind=row.get("kind", "text"),
            text=row["text"],
            facts=facts,
            expect="true" if row["true"] else "refuted",
            half=row.get("half") or half_of(f"{name}/{row.get('group', row['id'])}"),
            why=row.get("why", ""),
        )


def claim_cases(name: str, folder: Path) -> Iterator[Case]:
    """Judged stretches of texts.

    texts.jsonl or replies.jsonl: {"id", "facts", "text", "heading"?}. claims.jsonl: {"text_id", "span", "nth"?,
    "verdict", "kind", "why"?}, where `span` stands in the text (the `nth` time, 1 by default). Texts under one heading
    are paragraphs of one section, and are read as such: "this" looks back to the paragraph before.
    """
    texts = {row["id"]: row for file in ("texts.jsonl", "replies.jsonl") for row in rows(folder / file)}
    sections, places = _sections(texts)
    for number, row in enumerate(rows(folder / "claims.jsonl")):
        source = texts[row["text_id"]]
        text = source["text"]
        start = -1
        for _ in range(row.get("nth", 1)):
            start = text.find(row["span"], start + 1)
            if start < 0:
                raise SystemExit(f"{folder.name}/claims.jsonl: {row['text_id']}: no {row['span']!r} in the text")
        if row["verdict"] == "undecidable":
            continue
        yield Case(
            id=f"{name}/{row['text_id']}/{number}",
            set=name,
            kind=row["kind"],
            text=sections[row["text_id"]],
            facts=facts_at(folder / source["facts"]),
            expect="true" if row["verdict"] == "true" else "refuted",
            half=source.get("half") or half_of(f"{name}/{source.get('group', source['facts'])}"),
            start=places[row["text_id"]] + start,
            end=places[row["text_id"]] + start + len(row["span"]),
            why=row.get("why", ""),
            numeric=row.get("numeric", any(mark.isdigit() for mark in row["span"])),
        )


def _sections(texts: dict[str, dict[str, Any]]) -> tuple[dict[str, str], dict[str, int]]:
    """For each text: the section that it stands in, and where in it."""
    bodies: dict[str, str] = {}
    places: dict[str, int] = {}
    for id, row in texts.items():
        key = row.get("heading") or f"\0{id}"
        body = bodies.get(key, f"## {row['heading']}" if row.get("heading") else "")
        body += "\n\n" if body else ""
        places[id] = len(body)
        bodies[key] = body + row["text"]
    return {id: bodies[row.get("heading") or f"\0{id}"] for id, row in texts.items()}, places
