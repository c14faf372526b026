"""Proof that a sign-off log is whole, and that what was signed is what lies in the folder."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.pipeline import FACTS, REPORT
from pcc_narrator.review import log, store
from pcc_narrator.review.log import sha256


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found. `standing` says in words what holds now; no problem means that everything is proved."""

    entries: int
    standing: str
    problems: tuple[str, ...]


def verify(folder: Path) -> Verified:
    """Prove the sign-off log of a report folder: its chain, its end, and the hashes of what was approved last.

    Raises InputError where the folder has no log.
    """
    path = folder / log.FILE
    if not path.is_file():
        raise InputError(
            [Problem(str(path), "does not exist.", "Sign the report off with `pcc-narrator review` first.")]
        )
    entries, faults = log.read(path)
    problems = [f"{log.FILE}: {fault}" for fault in faults]
    head = _head(folder / store.FILE)
    if head and head not in [entry["hash"] for entry in entries]:
        problems.append(f"{log.FILE}: the entry that {store.FILE} holds as the last is missing: the end was cut off.")
    last = log.last_of(entries, "approve_report", "publish", "withdraw_report")
    if last is None or last["action"] == "withdraw_report":
        return Verified(len(entries), "The report is not approved.", tuple(problems))
    for name, key in ((REPORT, "text_sha256"), (FACTS, "facts_sha256")):
        if _hash(folder / name) != last.get(key):
            problems.append(f"{name} is not what {last.get('author')} approved on {last.get('at')}.")
    for name, wanted in sorted(dict(last.get("files", {})).items()):
        if _hash(folder / Path(name).name) != wanted:
            problems.append(f"{name} is not what was published on {last.get('at')}.")
    done = "Published" if last["action"] == "publish" else "Approved"
    return Verified(len(entries), f"{done} by {last.get('author')} on {last.get('at')}.", tuple(problems))


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()) if path.is_file() else ""


def _head(path: Path) -> str:
    if not path.is_file():
        return ""
    try:
        opened = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            row = opened.execute("SELECT value FROM meta WHERE name = 'log_head'").fetchone()
        finally:
            opened.close()
    except sqlite3.Error:
        return ""
    return "" if row is None else str(row[0])
