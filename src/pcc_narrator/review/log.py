"""The sign-off log: JSON lines that are only ever added to, each holding the hash of the one before.

An entry is one JSON object on one line. `hash` is the SHA-256 of the entry without it, written with sorted keys and
without spaces; `previous` the hash of the entry before (64 zeros for the first). Whoever alters, drops or reorders a
line breaks the chain. The last hash stands in review.sqlite too, so that a missing tail is seen.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FILE = "signoff.jsonl"
START = "0" * 64
Entry = Mapping[str, Any]


def sha256(content: str | bytes) -> str:
    """The SHA-256 of a text (as UTF-8) or of bytes, in hexadecimal."""
    return hashlib.sha256(content.encode("utf-8") if isinstance(content, str) else content).hexdigest()


def sealed(entry: Entry, previous: str) -> dict[str, Any]:
    """The entry with its links."""
    linked = {**entry, "previous": previous}
    return {**linked, "hash": sha256(_canonical(linked))}


def append(path: Path, entry: Entry, previous: str) -> str:
    """Add an entry; it is on disk when this returns. Gives its hash."""
    line = sealed(entry, previous)
    with path.open("ab") as file:
        file.write(json.dumps(line, ensure_ascii=False, sort_keys=True).encode("utf-8") + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return str(line["hash"])


def drop_torn_line(path: Path) -> None:
    """Cut off a last line that a crash left unfinished: nobody was told that it was written."""
    if not path.is_file():
        return
    content = path.read_bytes()
    if content and not content.endswith(b"\n"):
        with path.open("r+b") as file:
            file.truncate(content.rfind(b"\n") + 1)


def read(path: Path) -> tuple[tuple[dict[str, Any], ...], tuple[str, ...]]:
    """The entries of a log, and what is wrong with its chain: one sentence a fault, naming the line."""
    if not path.is_file():
        return (), ()
    entries: list[dict[str, Any]] = []
    faults: list[str] = []
    previous = START
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        try:
            entry = json.loads(line)
            given, link = entry["hash"], entry["previous"]
        except (ValueError, KeyError, TypeError):
            faults.append(f"line {number} is no entry of a sign-off log.")
            previous = ""
            continue
        if link != previous:
            faults.append(f"line {number} does not follow the line before it: a line was altered, dropped or moved.")
        if sha256(_canonical({name: value for name, value in entry.items() if name != "hash"})) != given:
            faults.append(f"line {number} was altered after it was written.")
        entries.append(entry)
        previous = given
    return tuple(entries), tuple(faults)


def last_of(entries: Sequence[Entry], *actions: str) -> Entry | None:
    """The last entry with one of these actions."""
    return next((entry for entry in reversed(entries) if entry.get("action") in actions), None)


def _canonical(entry: Entry) -> str:
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
