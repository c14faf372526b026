"""What an earlier run left in an output folder: what people changed is kept, what was made of older figures goes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pcc_narrator.atomic import write_bytes, write_text

RUN = "run.json"
EDITABLE = ("report.md", "report.docx", "summary.md")  # what staff edit in place; all else is made again
STALE = (
    "report.html", "report.docx", "report.pdf", "summary.md", "summary.html", "annexes", "variants", "compare.html",
    "theme.json", "theme",
)  # fmt: skip


def keep_edits(out: Path, *, only: Iterable[str] | None = None) -> tuple[Path, ...]:
    """Set aside what was edited in `out` since the program wrote it; the paths it was kept at, all in `out` itself.

    `only`: these files, by their names inside `out`; by default all that people edit.
    """
    made = _made(_record(out))
    names = [*EDITABLE, *(name for name in made if "/" in name and name.endswith(".md"))] if only is None else only
    kept = (_keep(out / name, made.get(name), out) for name in names)
    return tuple(path for path in kept if path is not None)


def stale_in(out: Path) -> frozenset[str]:
    """Names in `out` that were made from the figures of the run before, and must not stand beside new ones."""
    made = {name.split("/")[0] for name in _made(_record(out))}
    return frozenset({*STALE, *made} - {"report.md"})


def note_made(out: Path, paths: Iterable[Path]) -> None:
    """Record in run.json what was made after the draft, so that it is known for the program's own work later on.

    Does nothing where there is no run.json: the folder was not drafted here.
    """
    record = _record(out)
    if not record:
        return
    record["made"] = dict(sorted({**_made(record), **made_of(out, paths)}.items()))
    write_text(out / RUN, json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def made_of(out: Path, paths: Iterable[Path]) -> dict[str, str]:
    """SHA-256 of files, by their names inside `out`."""
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _keep(path: Path, written: str | None, into: Path) -> Path | None:
    """A copy under a name of its own, unless the file is as it was written, or such a copy exists."""
    if not path.is_file():
        return None
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() == written:
        return None
    number = 1
    while (kept := into / f"{path.stem}.edited-{number}{path.suffix}").exists():
        if kept.read_bytes() == content:
            return kept
        number += 1
    write_bytes(kept, content)
    return kept


def _record(out: Path) -> dict[str, Any]:
    try:
        found = json.loads((out / RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _made(record: Mapping[str, Any]) -> dict[str, str]:
    found = record.get("made")
    made = {str(name): str(digest) for name, digest in found.items()} if isinstance(found, dict) else {}
    if isinstance(record.get("report_sha256"), str):
        made.setdefault("report.md", record["report_sha256"])
    return made
