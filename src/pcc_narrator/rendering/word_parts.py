"""Opening a .docx file: its parts as XML, and the tables that its paragraphs refer to. Trusts nothing in the file."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.rendering.markdown_blocks import one_line

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGEST_PART = 60_000_000
_PARTS = {
    "document": "word/document.xml",
    "styles": "word/styles.xml",
    "relations": "word/_rels/document.xml.rels",
    "comments": "word/comments.xml",
    "numbering": "word/numbering.xml",
    "footnotes": "word/footnotes.xml",
    "endnotes": "word/endnotes.xml",
}


def open_parts(path: Path) -> dict[str, ElementTree.Element]:
    """The parts of the file that say something, by our names for them; those it lacks are left out."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except FileNotFoundError:
        raise InputError([Problem(str(path), "there is no such file")]) from None
    except OSError as error:
        raise InputError([Problem(str(path), f"cannot be read: {error}")]) from None
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError([Problem(str(path), "is protected by a password, or an old .doc file",
                                  "Remove the password, or save it as .docx.")])  # fmt: skip
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "word/document.xml" not in names:
                raise InputError([Problem(str(path), "is no Word document", "Save it as .docx.")])
            return {name: _xml(archive, part, path) for name, part in _PARTS.items() if part in names}
    except (zipfile.BadZipFile, RuntimeError, EOFError, ElementTree.ParseError, NotImplementedError) as error:
        raise InputError([Problem(str(path), f"is no readable .docx file: {error}",
                                  "Save it again as .docx from your editor.")]) from None  # fmt: skip


def _xml(archive: zipfile.ZipFile, name: str, path: Path) -> ElementTree.Element:
    if archive.getinfo(name).file_size > _LARGEST_PART:
        raise InputError([Problem(str(path), f"{name} is larger than {_LARGEST_PART // 1_000_000} MB",
                                  "Take out pasted content.")])  # fmt: skip
    content = archive.read(name)
    if b"<!DOCTYPE" in content[:2000]:
        raise InputError([Problem(str(path), f"{name} holds a document type", "Save it again from your editor.")])
    return ElementTree.fromstring(content)


def style_names(styles: ElementTree.Element | None) -> dict[str, str]:
    names: dict[str, str] = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        name = style.find(f"{W}name")
        names[style.get(f"{W}styleId", "")] = (name.get(f"{W}val", "") if name is not None else "").lower()
    return names


def link_targets(relations: ElementTree.Element | None) -> dict[str, str]:
    return {item.get("Id", ""): item.get("Target", "") for item in relations} if relations is not None else {}


def number_lists(numbering: ElementTree.Element | None) -> set[str]:
    """Ids of the lists whose items are numbered, not bulleted."""
    if numbering is None:
        return set()
    numbered = set()
    for abstract in numbering.iter(f"{W}abstractNum"):
        form = abstract.find(f"{W}lvl/{W}numFmt")
        if form is not None and form.get(f"{W}val") not in ("bullet", "none"):
            numbered.add(abstract.get(f"{W}abstractNumId", ""))
    found = set()
    for item in numbering.iter(f"{W}num"):
        abstract_id = item.find(f"{W}abstractNumId")
        if abstract_id is not None and abstract_id.get(f"{W}val", "") in numbered:
            found.add(item.get(f"{W}numId", ""))
    return found


def comments_of(comments: ElementTree.Element | None) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for item in comments.iter(f"{W}comment") if comments is not None else ():
        lines = ["".join(text.text or "" for text in p.iter(f"{W}t")) for p in item.iter(f"{W}p")]
        found[item.get(f"{W}id", "")] = (item.get(f"{W}author", ""), one_line(" ".join(lines)))
    return found


def notes_of(*parts: ElementTree.Element | None) -> list[str]:
    """The words of all footnotes and endnotes, without the lines that separate them from the text."""
    found = []
    for part in parts:
        for item in part if part is not None else ():
            if item.get(f"{W}type", "normal") == "normal":
                words = one_line("".join(text.text or "" for text in item.iter(f"{W}t")))
                if words:
                    found.append(words)
    return found
