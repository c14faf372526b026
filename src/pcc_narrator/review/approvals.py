"""Approvals of a desk: what is signed, which signatures still hold, what takes them back; log and store together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pcc_narrator.review import log
from pcc_narrator.review.log import sha256
from pcc_narrator.review.store import Mark

if TYPE_CHECKING:
    from pcc_narrator.review.desk import Desk

PROGRAM = "the program"  # who did it, where nobody did


def sign(desk: Desk, action: str, author: str, *, key: int = 0, reason: str = "", **more: Any) -> str:
    """Add an entry to the sign-off log; gives its hash. The store holds the hash of the last one."""
    entry = {
        "action": action, "at": desk.clock(), "author": author, "text_sha256": desk.text_sha256(key),
        "facts_sha256": desk.facts_sha256, **more,
    }  # fmt: skip
    if key:
        block = desk.block(key)
        entry |= {"paragraph": block.tag or f"block {key}", "number": block.number}
    if reason:
        entry["reason"] = reason
    head = log.append(desk.folder / log.FILE, entry, desk.store.meta("log_head") or log.START)
    desk.store.set_meta("log_head", head)
    return head


def valid_marks(desk: Desk) -> dict[tuple[int, str], Mark]:
    """The marks that still hold: of the text and the facts as they are now."""
    texts = {block.key: block.text for block in desk.blocks}
    return {
        (mark.key, mark.state): mark
        for mark in desk.store.marks()
        if mark.facts_sha256 == desk.facts_sha256
        and (mark.key == 0 or mark.key in texts)
        and mark.text_sha256 == sha256(desk.markdown if mark.key == 0 else texts[mark.key])
    }


def withdraw(desk: Desk, keys: Sequence[int], markdown: str, author: str) -> None:
    """An edit takes approvals back, and the log says so. `markdown` is the report as it will be."""
    marks = valid_marks(desk)
    for key in keys:
        if (key, "approved") in marks:
            sign(desk, "withdraw", author, key=key, reason="The paragraph was changed.")
            desk.store.drop_mark(key, "approved")
    if markdown != desk.markdown and ((0, "approved") in marks or (0, "published") in marks):
        sign(desk, "withdraw_report", author, reason="The text was changed.")
        for state in ("approved", "published"):
            desk.store.drop_mark(0, state)


def drop_stale(desk: Desk) -> None:
    """Approvals of other figures, or of a text that changed while nobody looked, do not stand."""
    valid = valid_marks(desk)
    for mark in desk.store.marks():
        if mark.state == "read" or (mark.key, mark.state) in valid:
            continue
        desk.store.drop_mark(mark.key, mark.state)
        if mark.key == 0 and mark.state == "approved":
            sign(desk, "withdraw_report", PROGRAM, reason="The text or the figures were changed.")
        elif mark.key and any(block.key == mark.key for block in desk.blocks):
            sign(desk, "withdraw", PROGRAM, key=mark.key, reason="The text or the figures were changed.")


def recover_log(desk: Desk) -> None:
    """After a crash between log and store: the log is right, the store follows."""
    path = desk.folder / log.FILE
    log.drop_torn_line(path)
    entries, faults = log.read(path)
    head = desk.store.meta("log_head") or log.START
    hashes = [log.START, *(str(entry.get("hash")) for entry in entries)]
    if not faults and head in hashes and entries:
        desk.store.set_meta("log_head", hashes[-1])
