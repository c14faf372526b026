"""Where edits live: SQLite in WAL mode, one file beside the report. What it acknowledged, it has on disk.

Tables
blocks    the report now: one row a block, removed ones too; `changed` is the revision of its last change
history   every text that a block ever had, with author, time and what was done
marks     who read and who approved what, with the hashes of what they saw; key 0 is the report as a whole
notes     context that was written on the page: by whom and when, and who approved it or took it back
meta      revision, hashes of the report.md written last and before that, head of the sign-off log
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.review.blocks import Block

FILE = "review.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS blocks (
  key INTEGER PRIMARY KEY, place INTEGER NOT NULL, kind TEXT NOT NULL, mark TEXT NOT NULL, text TEXT NOT NULL,
  tag TEXT NOT NULL, number INTEGER, version INTEGER NOT NULL, removed INTEGER NOT NULL, changed INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS history (
  id INTEGER PRIMARY KEY, key INTEGER NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL, author TEXT NOT NULL,
  action TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS history_key ON history (key, id);
CREATE TABLE IF NOT EXISTS marks (
  key INTEGER NOT NULL, state TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL, text_sha256 TEXT NOT NULL,
  facts_sha256 TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (key, state));
CREATE TABLE IF NOT EXISTS notes (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, measures TEXT NOT NULL, text TEXT NOT NULL, author TEXT NOT NULL,
  at TEXT NOT NULL, approved_by TEXT NOT NULL, approved_at TEXT NOT NULL, withdrawn INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_COLUMNS = "key, place, kind, mark, text, tag, number, version, removed"


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a block's history. `text` is the text after it, or the one set aside in a conflict."""

    id: int
    version: int
    at: str
    author: str
    action: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody read or approved a block (key 0: the report), as it was with these hashes."""

    key: int
    state: str
    author: str
    at: str
    text_sha256: str
    facts_sha256: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A note as it was written on the page. It counts once `approved_by` names somebody, until it is withdrawn."""

    id: str
    kind: str
    measures: tuple[str, ...]
    text: str
    author: str
    at: str
    approved_by: str = ""
    approved_at: str = ""
    withdrawn: bool = False

    @property
    def stands(self) -> bool:
        """Whether it is approved, and not withdrawn."""
        return bool(self.approved_by) and not self.withdrawn


class Store:
    """The file, opened. Callers see to it that one thread uses it at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._open = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
            self._open.execute("PRAGMA journal_mode=WAL")
            self._open.execute("PRAGMA synchronous=FULL")
            self._open.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            advice = "Close other programs that use it; if it stays so, move it away: report.md holds the text."
            raise InputError([Problem(str(path), f"cannot be opened: {error}.", advice)]) from error
        self._inode = path.stat().st_ino

    def close(self) -> None:
        """Close the file; what stood in the WAL goes into it."""
        self._open.close()

    @property
    def replaced(self) -> bool:
        """Whether the file was exchanged or taken away behind our back (the report was drafted anew)."""
        try:
            return self.path.stat().st_ino != self._inode
        except FileNotFoundError:
            return True

    @contextmanager
    def change(self) -> Iterator[None]:
        """A transaction: all of the block or nothing, on disk when it ends."""
        self._open.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._open.execute("ROLLBACK")
            raise
        self._open.execute("COMMIT")

    def blocks(self) -> tuple[Block, ...]:
        """Every block in the order of the report."""
        rows = self._open.execute(f"SELECT {_COLUMNS} FROM blocks ORDER BY place, key").fetchall()
        return tuple(
            Block(kind, text, tag, mark, number, key, version, bool(removed))
            for key, _, kind, mark, text, tag, number, version, removed in rows
        )

    def write_blocks(self, blocks: Sequence[Block], revision: int) -> None:
        """Write what differs from what is stored. Blocks are never taken out, only marked as removed."""
        known = {row[0]: row[1:] for row in self._open.execute(f"SELECT {_COLUMNS} FROM blocks")}
        for place, block in enumerate(blocks):
            row = (
                place, block.kind, block.mark, block.text, block.tag, block.number, block.version, int(block.removed),
            )  # fmt: skip
            if known.get(block.key) == row:
                continue
            seen = known.get(block.key)
            only_place = seen is not None and seen[1:] == row[1:]
            self._open.execute(
                "INSERT INTO blocks (key, place, kind, mark, text, tag, number, version, removed, changed) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET place = excluded.place, "
                "kind = excluded.kind, mark = excluded.mark, text = excluded.text, tag = excluded.tag, "
                "number = excluded.number, version = excluded.version, removed = excluded.removed"
                + ("" if only_place else ", changed = excluded.changed"),
                (block.key, *row, revision),
            )

    def changed_since(self, revision: int) -> frozenset[int]:
        """Keys of the blocks whose content changed after a revision."""
        return frozenset(row[0] for row in self._open.execute("SELECT key FROM blocks WHERE changed > ?", (revision,)))

    def next_key(self) -> int:
        """A key that no block has had."""
        found = self._open.execute("SELECT coalesce(max(key), 0) + 1 FROM blocks").fetchone()
        return int(found[0])

    def tell(self, block: Block, at: str, author: str, action: str) -> None:
        """Add to a block's history."""
        self._open.execute(
            "INSERT INTO history (key, version, at, author, action, text) VALUES (?, ?, ?, ?, ?, ?)",
            (block.key, block.version, at, author, action, block.text),
        )

    def history(self, key: int) -> tuple[Event, ...]:
        """What happened to a block, oldest first."""
        rows = self._open.execute(
            "SELECT id, version, at, author, action, text FROM history WHERE key = ? ORDER BY id", (key,)
        )
        return tuple(Event(*row) for row in rows)

    def told_at(self, at: str, action: str) -> dict[int, Event]:
        """The blocks to which something was done at a moment."""
        rows = self._open.execute(
            "SELECT key, id, version, at, author, action, text FROM history WHERE at = ? AND action = ?", (at, action)
        )
        return {row[0]: Event(*row[1:]) for row in rows}

    def last_events(self) -> dict[int, Event]:
        """The latest event of each block."""
        rows = self._open.execute(
            "SELECT key, id, version, at, author, action, text FROM history "
            "WHERE id IN (SELECT max(id) FROM history GROUP BY key)"
        )
        return {row[0]: Event(*row[1:]) for row in rows}

    def set_mark(self, mark: Mark) -> None:
        """Record that somebody read or approved."""
        self._open.execute(
            "INSERT OR REPLACE INTO marks (key, state, author, at, text_sha256, facts_sha256, reason) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (mark.key, mark.state, mark.author, mark.at, mark.text_sha256, mark.facts_sha256, mark.reason),
        )

    def drop_mark(self, key: int, state: str) -> None:
        """Take a mark back."""
        self._open.execute("DELETE FROM marks WHERE key = ? AND state = ?", (key, state))

    def marks(self) -> tuple[Mark, ...]:
        """Every mark that stands."""
        rows = self._open.execute("SELECT key, state, author, at, text_sha256, facts_sha256, reason FROM marks")
        return tuple(Mark(*row) for row in rows)

    def notes(self) -> tuple[Written, ...]:
        """Every note that was written on the page, in the order of their writing."""
        rows = self._open.execute(
            "SELECT id, kind, measures, text, author, at, approved_by, approved_at, withdrawn FROM notes ORDER BY rowid"
        )
        return tuple(
            Written(key, kind, tuple(measures.split()), text, author, at, by, approved_at, bool(withdrawn))
            for key, kind, measures, text, author, at, by, approved_at, withdrawn in rows
        )

    def put_note(self, note: Written) -> None:
        """Write a note, or its new state."""
        self._open.execute(
            "INSERT INTO notes (id, kind, measures, text, author, at, approved_by, approved_at, withdrawn) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET approved_by = excluded.approved_by, "
            "approved_at = excluded.approved_at, withdrawn = excluded.withdrawn",
            (
                note.id, note.kind, " ".join(note.measures), note.text, note.author, note.at, note.approved_by,
                note.approved_at, int(note.withdrawn),
            ),
        )  # fmt: skip

    def meta(self, name: str) -> str:
        """A stored value; "" where there is none."""
        row = self._open.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return "" if row is None else str(row[0])

    def set_meta(self, name: str, value: str) -> None:
        """Store a value."""
        self._open.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, value))
