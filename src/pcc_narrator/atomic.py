"""Writing files and folders so that an interrupted run leaves the last good output."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Write a text file: whole or not at all."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file: whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def replaced_folder(target: Path, *, stale: Collection[str] = ()) -> Iterator[Path]:
    """A new empty folder that takes the place of `target` when the block ends without an error.

    What `target` held and the new folder lacks is kept: people put files of their own beside a report. Only what is
    named in `stale` goes: it was made from what the new folder replaces. If the block fails or is interrupted,
    `target` is as it was. A run that was killed between the two renames is repaired by the next one.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    kept = target.parent / f".{target.name}.last-good"
    if kept.exists() and not target.exists():
        kept.rename(target)
    shutil.rmtree(kept, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.new-"))
    try:
        yield fresh
        fresh.chmod(0o755)
        if target.exists():
            _keep_foreign(target, fresh, stale)
            target.rename(kept)
        fresh.rename(target)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        if kept.exists() and not target.exists():
            kept.rename(target)
        raise
    shutil.rmtree(kept, ignore_errors=True)


def _keep_foreign(old: Path, new: Path, stale: Collection[str]) -> None:
    """Copy to `new` what only `old` has and is not stale."""
    for item in old.iterdir():
        if item.name in stale:
            continue
        copy = new / item.name
        if item.is_dir() and not item.is_symlink():
            if copy.is_dir():
                continue  # a folder that the program makes anew, such as charts/
            shutil.copytree(item, copy, symlinks=True)
        elif not copy.exists():
            shutil.copy2(item, copy, follow_symlinks=False)
