"""Running pandoc, which comes with the docx extra."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from pcc_narrator.errors import InputError, MissingExtraError, Problem

_EPOCH = "1577836800"  # a fixed moment: the same input makes the same bytes
_SECONDS = 120


def run_pandoc(arguments: Sequence[str], *, content: bytes = b"", folder: Path | None = None) -> bytes:
    """What pandoc prints. Raises MissingExtraError without it, InputError with pandoc's own words if it fails."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": _EPOCH, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            [_binary(), *arguments], input=content, capture_output=True, cwd=folder, env=environment, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise InputError([Problem("pandoc", f"did not finish in {_SECONDS} seconds", "Try again.")]) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", errors="replace").strip() or f"exit code {done.returncode}"
        raise InputError([Problem("pandoc", said, "Check that the text is a report of this program.")])
    return done.stdout


def _binary() -> str:
    try:
        import pypandoc
    except ImportError:
        raise MissingExtraError("docx", "Word output") from None
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        raise MissingExtraError("docx", "Word output") from None
