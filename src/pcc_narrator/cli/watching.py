"""Watching files: what `draft --watch` waits for, and what it does then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

Stamp = dict[Path, tuple[int, int]]


def stamps(path: Path) -> Stamp:
    """Time and size of a file, or of every file of a folder (hidden ones and editors' spare copies apart)."""
    found = [path] if path.is_file() else sorted(path.rglob("*")) if path.is_dir() else []
    result: Stamp = {}
    for item in found:
        if item.name.startswith((".", "~")) or item.name.endswith(("~", ".bak", ".tmp")):
            continue
        try:
            stat = item.stat()
        except FileNotFoundError:  # an editor is replacing it
            continue
        if item.is_file():
            result[item] = (stat.st_mtime_ns, stat.st_size)
    return result


def changes(data: Path, text: Path, *, wait: Callable[[], None] = lambda: time.sleep(0.3)) -> Iterator[str]:
    """ "data" or "text" each time one of them has changed and come to rest; data first where both have.

    Whoever uses the answer may write to `text` before asking for the next: that is not seen as a change.
    """
    while True:
        before = stamps(data), stamps(text)
        while True:
            wait()
            now = stamps(data), stamps(text)
            if now != before and now[1]:
                wait()
                if (stamps(data), stamps(text)) == now:
                    break
        yield "data" if now[0] != before[0] else "text"
