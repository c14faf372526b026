"""Reading what `check` and `render` are given: texts and facts of several forms."""

from __future__ import annotations

from pathlib import Path

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.fact import FactSet

LARGEST_TEXT = 20_000_000


def read_facts_file(path: Path) -> FactSet:
    """The facts of a facts.json or of a CSV table. Raises FactsFileError or InputError."""
    if path.suffix.lower() == ".csv":
        from pcc_narrator.checking.intake import facts_from_csv

        return facts_from_csv(read_text(path), name=path.name)
    from pcc_narrator.contract import read_facts

    return read_facts(path)


def read_document(path: Path) -> str:
    """The text of a Markdown, text, HTML or Word file. Raises InputError."""
    if path.suffix.lower() in (".docx", ".html", ".htm"):
        from pcc_narrator.checking.intake import text_of

        return text_of(path.name, path.read_bytes())
    return read_text(path)


def read_text(path: Path) -> str:
    """A text file as UTF-8 (with or without BOM) or Windows-1252. Line ends are kept as they are."""
    content = path.read_bytes()
    if len(content) > LARGEST_TEXT:
        raise InputError(
            [Problem(str(path), f"is larger than {LARGEST_TEXT // 1_000_000} MB.", "Give the text alone.")]
        )
    if b"\0" in content[:8000]:
        raise InputError([Problem(str(path), "is not a text file.", "Give Markdown, plain text, .html or .docx.")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
