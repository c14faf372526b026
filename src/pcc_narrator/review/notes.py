"""Context that people write on the page: causes, actions, quotations. It counts once a named person approved it.

An approved note becomes a note of facts.json, so that `check` on the command line knows it too, and of notes.yaml
beside it, in the form of a workspace's file, for the next report. A note that the facts refute is not approved:
notes stand above the facts where they use the same words, so a false figure could come in by one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from pcc_narrator.atomic import write_text
from pcc_narrator.contract import facts_to_json
from pcc_narrator.models.fact import FactSet, Note, NoteKind
from pcc_narrator.pipeline import FACTS
from pcc_narrator.review.approvals import sign
from pcc_narrator.review.desk import Desk
from pcc_narrator.review.errors import NotFound, Refused
from pcc_narrator.review.store import Written
from pcc_narrator.review.typed import clean

FILE = "notes.yaml"
KINDS: Mapping[str, str] = {
    "cause": "Cause: why a figure moved", "action": "Action: what is being done", "quotation": "Quotation",
    "context": "Context", "method": "Method: how it is counted", "definition": "Definition",
    "look_ahead": "What is to come",
}  # fmt: skip
LONGEST = 2000
_PREFIX = "review."


@dataclass(frozen=True, slots=True)
class Shown:
    """A note for the page: one of the workspace (`of_page` is false) or one that was written here."""

    id: str
    kind: str
    text: str
    measures: tuple[str, ...]
    state: str  # "approved", "written", "withdrawn"
    author: str
    at: str
    approved_by: str
    approved_at: str
    of_page: bool


def write_note(desk: Desk, kind: str, text: str, measures: tuple[str, ...], author: str) -> Written:
    """Keep a note that somebody wrote. It counts for nothing until it is approved. Raises Refused."""
    if kind not in get_args(NoteKind):
        raise Refused("Say what kind of note it is: a cause, an action, a quotation …")
    if unknown := [one for one in measures if one not in desk.facts.measure_by_id]:
        raise Refused(f"The report has no measure {unknown[0]}.")
    text = clean(text, "paragraph")
    if len(text) > LONGEST:
        raise Refused(f"A note may hold {LONGEST:,} characters; this has {len(text):,}.")
    with desk.lock:
        number = 1 + len(desk.store.notes())
        taken = desk.facts.note_by_id
        while (identifier := f"{_PREFIX}{number}") in taken:
            number += 1
        note = Written(identifier, kind, measures, text, author, desk.clock())
        with desk.store.change():
            desk.store.put_note(note)
        return note


def approve_note(desk: Desk, identifier: str, author: str) -> frozenset[int]:
    """Make a note count; gives the keys of the blocks whose verdicts are others now. Raises Refused, NotFound."""
    with desk.lock:
        desk.refresh()
        note = _find(desk, identifier)
        if note.stands:
            return frozenset()
        refuted = desk.verdicts.checker.check(note.text).refuted
        if refuted:
            raise Refused(f"The data refute this note: {refuted[0].message} Write it anew without that.")
        now = desk.clock()
        stands = replace(note, approved_by=author, approved_at=now, withdrawn=False)
        return _renewed(desk, stands, "approve_note", author)


def withdraw_note(desk: Desk, identifier: str, author: str) -> frozenset[int]:
    """Take back a note that was written on the page; gives the keys of the blocks whose verdicts are others now."""
    with desk.lock:
        desk.refresh()
        note = _find(desk, identifier)
        return _renewed(desk, replace(note, withdrawn=True), "withdraw_note", author)


def kind_of(desk: Desk, identifier: str) -> str:
    """The kind of a note that was written on the page. Raises NotFound."""
    return _find(desk, identifier).kind


def all_notes(desk: Desk) -> tuple[Shown, ...]:
    """The notes of the page, newest first, then those of the workspace."""
    written = {note.id: note for note in desk.store.notes()}
    own = [
        Shown(
            note.id, note.kind, note.text, note.measures,
            "withdrawn" if note.withdrawn else "approved" if note.approved_by else "written", note.author, note.at,
            note.approved_by, note.approved_at, True,
        )
        for note in reversed(written.values())
    ]  # fmt: skip
    given = [
        Shown(
            note.id, note.kind, note.text, note.measures, "approved", "", "", note.approved_by,
            "" if note.approved_on is None else note.approved_on.isoformat(), False,
        )
        for note in desk.facts.notes
        if note.id not in written
    ]  # fmt: skip
    return (*own, *given)


def put_back(desk: Desk) -> None:
    """After a crash, or with new figures: make facts.json hold the notes of the page that stand, and no other."""
    facts = with_notes(desk.facts, desk.store.notes())
    if facts.notes != desk.facts.notes:
        _write_facts(desk, facts)
        desk.renew()


def with_notes(facts: FactSet, written: Iterable[Written]) -> FactSet:
    """The facts with the notes of the page that stand, and no other of the page."""
    own = {note.id: note for note in written}
    kept = [note for note in facts.notes if note.id not in own or own[note.id].stands]
    known = {note.id for note in kept}
    return replace(facts, notes=(*kept, *(_as_note(n) for n in own.values() if n.stands and n.id not in known)))


def _find(desk: Desk, identifier: str) -> Written:
    found = next((note for note in desk.store.notes() if note.id == identifier), None)
    if found is None:
        raise NotFound("No such note was written on this page. Notes of the workspace are changed there.")
    return found


def _renewed(desk: Desk, note: Written, action: str, author: str) -> frozenset[int]:
    others = tuple(one for one in desk.facts.notes if one.id != note.id)
    facts = replace(desk.facts, notes=(*others, _as_note(note)) if note.stands else others)
    with desk.store.change():
        desk.store.put_note(note)
    _write_facts(desk, facts)
    changed = desk.renew()
    _write_yaml(desk)
    sign(desk, action, author, note=note.id, note_text=note.text, written_by=note.author, written_at=note.at)
    return changed


def _as_note(note: Written) -> Note:
    kind: Any = note.kind
    return Note(note.id, kind, note.text, note.measures, note.approved_by, date.fromisoformat(note.approved_at[:10]))


def _write_facts(desk: Desk, facts: FactSet) -> None:
    """facts.json with other notes. What the file holds beside what this program knows is kept."""
    path: Path = desk.folder / FACTS
    before = path.read_text(encoding="utf-8-sig")
    text = facts_to_json(facts)
    if before != facts_to_json(desk.facts):
        data = json.loads(before)
        text = json.dumps({**data, "notes": json.loads(text)["notes"]}, ensure_ascii=False, indent=1) + "\n"
    write_text(path, text)


def _write_yaml(desk: Desk) -> None:
    import yaml

    rows = [
        {
            "id": note.id, "kind": note.kind, "measures": list(note.measures), "text": note.text,
            "approved_by": note.approved_by, "approved_on": note.approved_at[:10],
        }
        for note in desk.store.notes()
        if note.stands
    ]  # fmt: skip
    head = (
        "# Notes approved on the review page. Add them to notes.yaml of the workspace to keep them for later reports.\n"
    )
    body = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=100) if rows else "[]\n"
    write_text(desk.folder / FILE, head + body)
