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

from pcc_narrator.atomic import write_text
from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.fact import Fact
from pcc_narrator.pipeline import CHARTS, FACTS, REPORT
from pcc_narrator.review import approvals, structure
from pcc_narrator.review.approvals import PROGRAM
from pcc_narrator.review.blocks import Block, compose, parse, renumbered
from pcc_narrator.review.data import read_data, stamp
from pcc_narrator.review.errors import Conflict, NotFound, Refused
from pcc_narrator.review.log import sha256
from pcc_narrator.review.outside import merge
from pcc_narrator.review.store import FILE, Event, Store
from pcc_narrator.review.typed import LONGEST, clean
from pcc_narrator.review.undoing import MERGE, MERGED, SET_ASIDE, SPLIT, SPLIT_OFF, counted, taken_back
from pcc_narrator.review.verdicts import as_read

OUTSIDE = "outside this page"
_COMPUTED = 500  # facts computed for answers that are remembered
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
        self.lock = RLock()
        self._computed: dict[str, Fact] = {}
        self._read_facts()
        self.store = Store(self.folder / FILE)
        approvals.recover_log(self)
        self.blocks: tuple[Block, ...] = self.store.blocks()
        self._revision_seen = self.store.meta("revision")
        with self.lock:
            self._take_in()
            approvals.drop_stale(self)

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

    def fact(self, identifier: str) -> Fact:
        """A fact of the report, or one that was computed for an answer. Raises NotFound."""
        found = self.facts.by_id.get(identifier) or self._computed.get(identifier)
        if found is None:
            raise NotFound(f"There is no fact {identifier}.")
        return found

    def remember(self, computed: Sequence[Fact]) -> None:
        """Keep facts that were computed for an answer, so that its links lead to their derivation."""
        with self.lock:
            self._computed |= {fact.id: fact for fact in computed}
            while len(self._computed) > _COMPUTED:
                self._computed.pop(next(iter(self._computed)))

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

    def undo(self, key: int, version: int, author: str) -> Block:
        """Give a block the text that it had before its last change. Raises Refused where there was none.

        Where that change was a merge, the other paragraph comes back; where it was a split, the new one goes.
        """
        with self.lock:
            changed, told = taken_back(self._current(key, version), self.store, self.blocks)
            self._change(author, changed, told)
            return self.block(key)

    def add(self, after: int, text: str, author: str) -> Block:
        """Put a block after another: a point among points, plain text after plain text, else a numbered paragraph."""
        with self.lock:
            self._ready()
            anchor, key = self.block(after), self.store.next_key()
            block = structure.new_after(self.blocks, anchor, "", key)
            block = replace(block, text=clean(text, block.kind))
            self._commit(structure.inserted(self.blocks, anchor, block), [(key, "add")], author)
            return self.block(key)

    def split(self, key: int, version: int, at: int, author: str) -> Block:
        """Part a block in two before the character `at` of its text; gives the second."""
        with self.lock:
            block, new = self._current(key, version), self.store.next_key()
            blocks = structure.split(self.blocks, block, at, new)
            for part in blocks:
                if part.key in (key, new):
                    clean(part.text, part.kind)
            self._commit(blocks, [(key, SPLIT), (new, SPLIT_OFF)], author)
            return self.block(new)

    def merge(self, key: int, version: int, author: str) -> Block:
        """Join a block and the next of its kind in its section. The other one waits among the deleted."""
        with self.lock:
            blocks, other = structure.merged(self.blocks, self._current(key, version))
            self._commit(blocks, [(key, MERGE), (other.key, MERGED)], author)
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
            blocks = structure.moved(self.blocks, block, up)
            self._commit(blocks, [(key, "move up" if up else "move down")], author)
            return self.block(key)

    def replace_all(self, blocks: Sequence[Block], told: Sequence[Told], author: str) -> None:
        """Exchange the whole text in one step. `told` says what was done to which block."""
        with self.lock:
            self._commit(blocks, told, author)

    def renew(self) -> frozenset[int]:
        """Take in a facts.json that was changed; gives the keys of the blocks whose verdicts are others now.

        Where only notes were changed, the marks of paragraphs whose verdicts are as they were still hold. All other
        approvals do not.
        """
        with self.lock:
            before, figures = self.verdicts.settled(self.blocks), self.facts.facts
            held = approvals.valid_marks(self)
            self._read_facts()
            after = self.verdicts.settled(self.blocks)
            changed = frozenset(key for key in after if as_read(after[key]) != as_read(before.get(key, ())))
            for (key, _), mark in held.items():
                if key and key not in changed and self.facts.facts == figures:
                    self.store.set_mark(replace(mark, facts_sha256=self.facts_sha256))
            approvals.drop_stale(self)
            return changed

    def refresh(self) -> None:
        """Take in what another program changed in report.md or facts.json."""
        with self.lock:
            self._ready()

    # Inside

    def _read_facts(self) -> None:
        read = self._data = read_data(self.folder)
        self.facts, self.flags, self.verdicts = read.facts, read.flags, read.verdicts
        self.facts_sha256, self.data_sha256 = read.facts_sha256, read.beside_sha256

    def _current(self, key: int, version: int, same: str | None = None) -> Block:
        self._ready()
        block = self.block(key)
        if not block.editable:
            raise Refused("This part is made from the figures and cannot be edited here.")
        if block.version != version and (block.text != same or block.removed):
            events = counted(self.store.history(key))
            author = events[-1].author if events else PROGRAM
            what = "deleted" if block.removed else "changed"
            raise Conflict(
                f"{author} {what} this paragraph while you were writing. Both texts are kept.",
                text=block.text, version=block.version, author=author, removed=block.removed,
            )  # fmt: skip
        return block

    def _change(self, author: str, changed: dict[int, Block], told: Sequence[Told]) -> None:
        self._commit([changed.get(block.key, block) for block in self.blocks], told, author)

    def _commit(self, blocks: Sequence[Block], told: Sequence[Told], author: str) -> None:
        before = {block.key: block for block in self.blocks}
        blocks = renumbered(blocks)
        markdown = compose(blocks)
        done = dict(told)
        changed = [b for b in blocks if b.key not in before or before[b.key].version != b.version]
        approvals.withdraw(self, [block.key for block in changed], markdown, author)
        revision, at = self.revision + 1, self.clock()
        with self.store.change():
            if self.store.meta("revision") != self._revision_seen:
                raise Refused("The report was changed by another program at the same moment. Try again.")
            self.store.write_blocks(blocks, revision)
            for block in changed:
                self.store.tell(block, at, author, done.get(block.key, "renumber"))
            self.store.set_meta("revision", str(revision))
            self.store.set_meta("report_before", self.store.meta("report_now"))
            self.store.set_meta("report_now", sha256(markdown))
        self.blocks, self._revision_seen = tuple(blocks), str(revision)
        write_text(self.folder / REPORT, markdown)

    def _ready(self) -> None:
        if self.store.replaced:
            raise Refused("The report was drafted anew while this page was open. Stop `review` and start it again.")
        if self.store.meta("revision") != self._revision_seen:
            self.blocks, self._revision_seen = self.store.blocks(), self.store.meta("revision")
        if stamp(self.folder / FACTS) != self._data.seen:
            self.renew()
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
