"""One report folder, opened for review: its blocks, their verdicts, and every change that people make.

All changes go through `_commit`: into the store first (on disk before anybody is told), then report.md, whole or not
at all. A change that another program made to report.md is taken in before the next one is made here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any

from pcc_narrator.atomic import write_text
from pcc_narrator.checking import Checker
from pcc_narrator.contract import read_facts
from pcc_narrator.errors import InputError, Problem
from pcc_narrator.pipeline import CHARTS, EXCEPTIONS, FACTS, REPORT
from pcc_narrator.review import log
from pcc_narrator.review.blocks import Block, compose, parse, renumbered
from pcc_narrator.review.errors import Conflict, NotFound, Refused
from pcc_narrator.review.flags_file import read_flags
from pcc_narrator.review.log import sha256
from pcc_narrator.review.outside import merge
from pcc_narrator.review.store import FILE, Event, Mark, Store
from pcc_narrator.review.typed import LONGEST, clean
from pcc_narrator.review.verdicts import Verdicts

PROGRAM = "the program"
OUTSIDE = "outside this page"
SET_ASIDE = "set aside: somebody else had changed the paragraph"
Told = tuple[int, str]  # key of a block, what was done to it


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Desk:
    """A report folder that people work on. Threads may share it. Close it when done."""

    def __init__(self, folder: Path, *, clock: Callable[[], str] = _now) -> None:
        """Open `folder`, the output of a draft. Raises InputError or FactsFileError for one that is no such."""
        for name in (REPORT, FACTS):
            if not (folder / name).is_file():
                advice = "Give the output folder of `pcc-narrator draft`."
                raise InputError([Problem(str(folder / name), "does not exist.", advice)])
        self.folder = folder.resolve()
        self.charts = self.folder / CHARTS
        self.clock = clock
        self.facts = read_facts(self.folder / FACTS)
        self.facts_sha256 = sha256((self.folder / FACTS).read_bytes())
        self.flags = read_flags(self.folder / EXCEPTIONS)
        self.verdicts = Verdicts(Checker(self.facts))
        self.lock = RLock()
        self.store = Store(self.folder / FILE)
        self._recover_log()
        self.blocks: tuple[Block, ...] = self.store.blocks()
        with self.lock:
            self._take_in()
            self._drop_stale_approvals()

    def close(self) -> None:
        """Finish: the store is closed, and takes no more changes."""
        with self.lock:
            self.store.close()

    # Reading

    @property
    def revision(self) -> int:
        """How many changes were made; goes up by one with each."""
        return int(self.store.meta("revision") or 0)

    @property
    def markdown(self) -> str:
        """The report as it is now."""
        return compose(self.blocks)

    @property
    def title(self) -> str:
        """The first heading, without its marks."""
        return next((block.text.lstrip("#").strip() for block in self.blocks if block.level == 1), self.folder.name)

    def block(self, key: int) -> Block:
        """A block by its key. Raises NotFound."""
        found = next((block for block in self.blocks if block.key == key), None)
        if found is None:
            raise NotFound("The report has no such paragraph.")
        return found

    def history(self, key: int) -> tuple[Event, ...]:
        """What happened to a block, oldest first."""
        with self.lock:
            self.block(key)
            return self.store.history(key)

    def text_sha256(self, key: int) -> str:
        """The hash of a block's text; of the whole report for key 0."""
        return sha256(self.markdown if key == 0 else self.block(key).text)

    # Changing

    def save(self, key: int, text: str, version: int, author: str, action: str = "edit") -> Block:
        """Give a block a new text. Raises Conflict if it is no longer at `version`, Refused for an unfit text."""
        with self.lock:
            try:
                block = self._current(key, version, same=text)
            except Conflict:
                aside = replace(self.block(key), text=text[:LONGEST])
                self.store.tell(aside, self.clock(), author, SET_ASIDE)
                raise
            text = clean(text, block.kind)
            if text == block.text:
                return block
            self._change(author, {key: replace(block, text=text, version=block.version + 1)}, [(key, action)])
            return self.block(key)

    def revert(self, key: int, version: int, event: int, author: str) -> Block:
        """Give a block the text of an entry of its history."""
        with self.lock:
            found = next((one for one in self.store.history(key) if one.id == event), None)
            if found is None:
                raise NotFound("The history of the paragraph has no such entry.")
            return self.save(key, found.text, version, author, f"back to the text of {found.at}")

    def add(self, after: int, text: str, author: str) -> Block:
        """Put a block after another: a point among points, plain text after plain text, else a numbered paragraph."""
        with self.lock:
            self._ready()
            anchor = self.block(after)
            if anchor.removed:
                raise NotFound("The paragraph before it was deleted.")
            kind = self._kind_after(anchor)
            key = self.store.next_key()
            number = 1 + max((b.number or 0 for b in self.blocks[: self.blocks.index(anchor) + 1]), default=0)
            block = Block(
                kind, clean(text, kind), f"added.{key}" if kind != "text" else "",
                (anchor.mark or "- ") if kind == "point" else "", number if kind == "paragraph" else None, key,
            )  # fmt: skip
            place = self.blocks.index(anchor) + 1
            self._commit([*self.blocks[:place], block, *self.blocks[place:]], [(key, "add")], author)
            return self.block(key)

    def remove(self, key: int, version: int, author: str) -> Block:
        """Take a block out of the report. It can be restored."""
        with self.lock:
            block = self._current(key, version)
            gone = replace(block, removed=True, version=block.version + 1)
            self._change(author, {key: gone}, [(key, "delete")])
            return self.block(key)

    def restore(self, key: int, author: str) -> Block:
        """Put a removed block back where it stood."""
        with self.lock:
            self._ready()
            block = self.block(key)
            if block.removed:
                back = replace(block, removed=False, version=block.version + 1)
                self._change(author, {key: back}, [(key, "restore")])
            return self.block(key)

    def move(self, key: int, version: int, up: bool, author: str) -> Block:
        """Move a block past the next one of its kind in its section. Raises Refused where there is none."""
        with self.lock:
            block = self._current(key, version)
            blocks = list(self.blocks)
            place = blocks.index(block)
            other = place
            while True:
                other += -1 if up else 1
                if not 0 <= other < len(blocks) or blocks[other].kind == "heading":
                    raise Refused(f"There is nothing {'above' if up else 'below'} it in its section to move past.")
                if blocks[other].kind == block.kind and not blocks[other].removed:
                    break
            del blocks[place]
            blocks.insert(other, replace(block, version=block.version + 1))
            self._commit(blocks, [(key, "move up" if up else "move down")], author)
            return self.block(key)

    def refresh(self) -> None:
        """Take in what another program changed in report.md."""
        with self.lock:
            self._ready()

    # Sign-off entries are written here, so that log and store stay together

    def sign(self, action: str, author: str, *, key: int = 0, reason: str = "", **more: Any) -> str:
        """Add an entry to the sign-off log; gives its hash. The store holds the hash of the last one."""
        entry = {
            "action": action, "at": self.clock(), "author": author, "text_sha256": self.text_sha256(key),
            "facts_sha256": self.facts_sha256, **more,
        }  # fmt: skip
        if key:
            block = self.block(key)
            entry |= {"paragraph": block.tag or f"block {key}", "number": block.number}
        if reason:
            entry["reason"] = reason
        head = log.append(self.folder / log.FILE, entry, self.store.meta("log_head") or log.START)
        self.store.set_meta("log_head", head)
        return head

    def valid_marks(self) -> dict[tuple[int, str], Mark]:
        """The marks that still hold: of the text and the facts as they are now."""
        texts = {block.key: block.text for block in self.blocks}
        return {
            (mark.key, mark.state): mark
            for mark in self.store.marks()
            if mark.facts_sha256 == self.facts_sha256
            and (mark.key == 0 or mark.key in texts)
            and mark.text_sha256 == sha256(self.markdown if mark.key == 0 else texts[mark.key])
        }

    # Inside

    def _current(self, key: int, version: int, same: str | None = None) -> Block:
        self._ready()
        block = self.block(key)
        if not block.editable:
            raise Refused("This part is made from the figures and cannot be edited here.")
        if block.version != version and (block.text != same or block.removed):
            events = [event for event in self.store.history(key) if event.action != SET_ASIDE]
            author = events[-1].author if events else PROGRAM
            what = "deleted" if block.removed else "changed"
            raise Conflict(
                f"{author} {what} this paragraph while you were writing. Both texts are kept.",
                text=block.text, version=block.version, author=author, removed=block.removed,
            )  # fmt: skip
        return block

    def _kind_after(self, anchor: Block) -> Any:
        if anchor.kind in ("point", "text"):
            return anchor.kind
        if anchor.kind == "heading":
            following = self.blocks[self.blocks.index(anchor) + 1 :]
            for block in following:
                if block.kind == "heading":
                    break
                if block.editable and not block.removed:
                    return block.kind
        return "paragraph"

    def _change(self, author: str, changed: dict[int, Block], told: Sequence[Told]) -> None:
        self._commit([changed.get(block.key, block) for block in self.blocks], told, author)

    def _commit(self, blocks: Sequence[Block], told: Sequence[Told], author: str) -> None:
        before = {block.key: block for block in self.blocks}
        blocks = renumbered(blocks)
        markdown = compose(blocks)
        done = dict(told)
        changed = [b for b in blocks if b.key not in before or before[b.key].version != b.version]
        self._withdraw([block.key for block in changed], markdown, author)
        revision, at = self.revision + 1, self.clock()
        with self.store.change():
            self.store.write_blocks(blocks, revision)
            for block in changed:
                self.store.tell(block, at, author, done.get(block.key, "renumber"))
            self.store.set_meta("revision", str(revision))
            self.store.set_meta("report_before", self.store.meta("report_now"))
            self.store.set_meta("report_now", sha256(markdown))
        self.blocks = tuple(blocks)
        write_text(self.folder / REPORT, markdown)

    def _withdraw(self, keys: Sequence[int], markdown: str, author: str) -> None:
        """An edit takes approvals back, and the log says so."""
        marks = self.valid_marks()
        for key in keys:
            if (key, "approved") in marks:
                self.sign("withdraw", author, key=key, reason="The paragraph was changed.")
                self.store.drop_mark(key, "approved")
        if markdown != self.markdown and ((0, "approved") in marks or (0, "published") in marks):
            self.sign("withdraw_report", author, reason="The text was changed.")
            for state in ("approved", "published"):
                self.store.drop_mark(0, state)

    def _drop_stale_approvals(self) -> None:
        """Approvals of other figures, or of a text that changed while nobody looked, do not stand."""
        valid = self.valid_marks()
        for mark in self.store.marks():
            if mark.state == "read" or (mark.key, mark.state) in valid:
                continue
            self.store.drop_mark(mark.key, mark.state)
            if mark.key == 0 and mark.state == "approved":
                self.sign("withdraw_report", PROGRAM, reason="The text or the figures were changed.")
            elif mark.key and any(block.key == mark.key for block in self.blocks):
                self.sign("withdraw", PROGRAM, key=mark.key, reason="The text or the figures were changed.")

    def _ready(self) -> None:
        if self.store.replaced:
            raise Refused("The report was drafted anew while this page was open. Stop `review` and start it again.")
        self._take_in()

    def _take_in(self) -> None:
        """Bring in a report.md that somebody else wrote; write our own where a crash left the one before."""
        path = self.folder / REPORT
        try:
            found = path.read_bytes().decode("utf-8", errors="replace")
        except FileNotFoundError:
            found = ""
        digest = sha256(found)
        now = self.store.meta("report_now")
        if digest == now:
            return
        if now and (not found.strip() or digest == self.store.meta("report_before")):
            write_text(path, self.markdown)
            return
        merged = merge(self.blocks, parse(found), self.store.next_key())
        told = [(key, "edit") for key in merged.changed]
        told += [(key, "draft" if not now else "add") for key in merged.added]
        told += [(key, "delete") for key in merged.removed]
        self._commit(merged.blocks, told, OUTSIDE if now else PROGRAM)

    def _recover_log(self) -> None:
        """After a crash between log and store: the log is right, the store follows."""
        path = self.folder / log.FILE
        log.drop_torn_line(path)
        entries, faults = log.read(path)
        head = self.store.meta("log_head") or log.START
        hashes = [log.START, *(str(entry.get("hash")) for entry in entries)]
        if not faults and head in hashes and entries:
            self.store.set_meta("log_head", hashes[-1])
