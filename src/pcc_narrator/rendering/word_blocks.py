"""A Word document cut into blocks: what its paragraphs and tables say, with tracked changes taken or left."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.rendering.markdown_blocks import Kind, one_line

Tracked = Literal["accept", "reject", "all"]
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WRAPPERS = frozenset(f"{_W}{name}" for name in ("ins", "del", "moveTo", "moveFrom", "customXml"))
_LARGEST_PART = 60_000_000
_LEFT_OUT = ("toc", "contents", "table of contents", "finding")


@dataclass(slots=True)
class WordBlock:
    """A paragraph, a table or a picture. `markdown` is its text with bold, italics and links as Markdown."""

    kind: Kind
    words: str
    markdown: str = ""
    bookmarks: tuple[str, ...] = ()
    level: int = 0
    numbered: bool = False
    cells: tuple[tuple[str, ...], ...] = ()
    cell_markdown: tuple[tuple[str, ...], ...] = ()
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the margin: whose, what, and the words of the paragraph that it stands at."""

    author: str
    text: str
    at: str


@dataclass(slots=True)
class WordText:
    """The content of one document. `odd` lists what could not be taken over, as phrases."""

    blocks: list[WordBlock] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)


def read_word(path: Path, *, tracked: Tracked = "accept") -> WordText:
    """The blocks of a .docx file in order, without its table of contents, headers and footers.

    `tracked`: changes that were tracked are accepted, rejected, or all shown ({++new++}, {--old--}).
    Raises InputError for what is no .docx: another format, a password, a damaged file.
    """
    parts = _parts(path)
    document = parts.pop("document")
    reader = _Reader(tracked, parts)
    body = document.find(f"{_W}body")
    if body is None:
        raise InputError([Problem(str(path), "the document has no body", "Save it again as .docx from your editor.")])
    reader.read(body)
    return reader.text


_PARTS = {
    "document": "word/document.xml",
    "styles": "word/styles.xml",
    "relations": "word/_rels/document.xml.rels",
    "comments": "word/comments.xml",
    "numbering": "word/numbering.xml",
}


def _parts(path: Path) -> dict[str, ElementTree.Element]:
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


def _style_names(styles: ElementTree.Element | None) -> dict[str, str]:
    names: dict[str, str] = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        name = style.find(f"{_W}name")
        names[style.get(f"{_W}styleId", "")] = (name.get(f"{_W}val", "") if name is not None else "").lower()
    return names


def _targets(relations: ElementTree.Element | None) -> dict[str, str]:
    return {item.get("Id", ""): item.get("Target", "") for item in relations} if relations is not None else {}


def _number_lists(numbering: ElementTree.Element | None) -> set[str]:
    """Ids of the lists whose items are numbered, not bulleted."""
    if numbering is None:
        return set()
    numbered = set()
    for abstract in numbering.iter(f"{_W}abstractNum"):
        form = abstract.find(f"{_W}lvl/{_W}numFmt")
        if form is not None and form.get(f"{_W}val") not in ("bullet", "none"):
            numbered.add(abstract.get(f"{_W}abstractNumId", ""))
    found = set()
    for item in numbering.iter(f"{_W}num"):
        abstract_id = item.find(f"{_W}abstractNumId")
        if abstract_id is not None and abstract_id.get(f"{_W}val", "") in numbered:
            found.add(item.get(f"{_W}numId", ""))
    return found


def _comments(comments: ElementTree.Element | None) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for item in comments.iter(f"{_W}comment") if comments is not None else ():
        lines = ["".join(text.text or "" for text in p.iter(f"{_W}t")) for p in item.iter(f"{_W}p")]
        found[item.get(f"{_W}id", "")] = (item.get(f"{_W}author", ""), one_line(" ".join(lines)))
    return found


@dataclass(slots=True)
class _Piece:
    """Some text of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


class _Reader:
    def __init__(self, tracked: Tracked, parts: Mapping[str, ElementTree.Element]) -> None:
        self.tracked = tracked
        self.styles = _style_names(parts.get("styles"))
        self.relations = _targets(parts.get("relations"))
        self.known_comments = _comments(parts.get("comments"))
        self.number_lists = _number_lists(parts.get("numbering"))
        self.text = WordText()
        self.carried: list[_Piece] = []  # of a paragraph whose end was deleted: it runs on into the next one
        self.carried_marks: list[str] = []

    def read(self, parent: ElementTree.Element) -> None:
        for child in parent:
            if child.tag == f"{_W}p":
                self.paragraph(child)
            elif child.tag == f"{_W}tbl":
                self.table(child)
            elif child.tag == f"{_W}sdt":
                gallery = child.find(f".//{_W}docPartGallery")
                content = child.find(f"{_W}sdtContent")
                if content is not None and (gallery is None or "Contents" not in gallery.get(f"{_W}val", "")):
                    self.read(content)
            elif child.tag in _WRAPPERS and self.shows(child.tag):
                self.read(child)

    def shows(self, tag: str) -> bool:
        """Whether text inside a tracked insertion or deletion is taken."""
        if tag in (f"{_W}del", f"{_W}moveFrom"):
            return self.tracked != "accept"
        if tag in (f"{_W}ins", f"{_W}moveTo"):
            return self.tracked != "reject"
        return True

    def paragraph(self, node: ElementTree.Element) -> None:
        properties = node.find(f"{_W}pPr")
        style = self.style(properties)
        if style.startswith(_LEFT_OUT):
            return
        pieces, marks, comments, pictures = self.content(node)
        pieces, marks = self.carried + pieces, self.carried_marks + marks
        self.carried, self.carried_marks = [], []
        words = one_line("".join(piece.text for piece in pieces))
        for key in comments:
            author, text = self.known_comments.get(key, ("", ""))
            self.text.comments.append(Comment(author, text, words))
        if self.end_is_gone(properties):
            self.carried, self.carried_marks = pieces, marks
            return
        for alt in pictures:
            self.text.blocks.append(WordBlock("picture", one_line(alt), bookmarks=tuple(marks)))
        if not words:
            return
        kind, level, numbered = self.kind(style, properties)
        markdown = one_line(_markdown(pieces, whole_bold=kind in ("caption", "heading")))
        self.text.blocks.append(
            WordBlock(kind, words, markdown, tuple(marks), level, numbered, comments=tuple(comments))
        )

    def style(self, properties: ElementTree.Element | None) -> str:
        node = properties.find(f"{_W}pStyle") if properties is not None else None
        key = node.get(f"{_W}val", "") if node is not None else ""
        return self.styles.get(key, key.lower())

    def kind(self, style: str, properties: ElementTree.Element | None) -> tuple[Kind, int, bool]:
        if style == "title":
            return "heading", 1, False
        if match := re.fullmatch(r"heading ?(\d)", style):
            return "heading", int(match[1]) + 1, False
        if "caption" in style:
            return "caption", 0, False
        item = properties.find(f"{_W}numPr/{_W}numId") if properties is not None else None
        if item is not None:
            return "point", 0, item.get(f"{_W}val", "") in self.number_lists
        if style in ("block text", "quote", "quotations"):
            return "quote", 0, False
        return "text", 0, False

    def end_is_gone(self, properties: ElementTree.Element | None) -> bool:
        """Whether the end of the paragraph was deleted (or, when rejecting, was inserted)."""
        run = properties.find(f"{_W}rPr") if properties is not None else None
        if run is None:
            return False
        gone = {"accept": f"{_W}del", "reject": f"{_W}ins"}.get(self.tracked)
        return gone is not None and run.find(gone) is not None

    def content(self, node: ElementTree.Element) -> tuple[list[_Piece], list[str], list[str], list[str]]:
        """Pieces of text, bookmarks, ids of comments, alternative texts of pictures."""
        pieces: list[_Piece] = []
        marks: list[str] = []
        comments: list[str] = []
        pictures: list[str] = []
        for child, link, change in self.inside(node, "", ""):
            if child.tag == f"{_W}bookmarkStart":
                marks.append(child.get(f"{_W}name", ""))
            elif child.tag == f"{_W}commentReference":
                comments.append(child.get(f"{_W}id", ""))
            elif child.tag == f"{_W}r":
                self.run(child, link, change, pieces, comments, pictures)
        return pieces, marks, comments, pictures

    def inside(
        self, node: ElementTree.Element, link: str, change: str
    ) -> Iterator[tuple[ElementTree.Element, str, str]]:
        """Runs and marks at whatever depth, with the link and the tracked change that they stand in."""
        for child in node:
            if child.tag in (f"{_W}ins", f"{_W}del", f"{_W}moveTo", f"{_W}moveFrom"):
                if self.shows(child.tag):
                    sign = "-" if child.tag in (f"{_W}del", f"{_W}moveFrom") else "+"
                    yield from self.inside(child, link, sign if self.tracked == "all" else "")
            elif child.tag == f"{_W}hyperlink":
                anchor = child.get(f"{_W}anchor")
                target = f"#{anchor}" if anchor else self.relations.get(child.get(f"{_R}id", ""), "")
                yield from self.inside(child, target, change)
            elif child.tag in (f"{_W}smartTag", f"{_W}sdt", f"{_W}sdtContent", f"{_W}fldSimple", f"{_W}customXml"):
                yield from self.inside(child, link, change)
            else:
                yield child, link, change

    def run(
        self,
        node: ElementTree.Element,
        link: str,
        change: str,
        pieces: list[_Piece],
        comments: list[str],
        pictures: list[str],
    ) -> None:
        bold = italic = False
        parts: list[str] = []
        for child in node:
            if child.tag == f"{_W}rPr":
                bold, italic = _is_on(child, "b"), _is_on(child, "i")
            elif child.tag in (f"{_W}t", f"{_W}delText"):
                parts.append(child.text or "")
            elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                parts.append(" ")
            elif child.tag == f"{_W}noBreakHyphen":
                parts.append("-")
            elif child.tag == f"{_W}commentReference":
                comments.append(child.get(f"{_W}id", ""))
            elif child.tag in (f"{_W}drawing", f"{_W}pict", f"{_W}object") or child.tag.endswith("AlternateContent"):
                self.picture(child, pictures)
        text = "".join(parts)
        if text:
            shown = f"{{{change * 2}{text}{change * 2}}}" if change else text
            pieces.append(_Piece(shown, bold, italic, link))

    def picture(self, node: ElementTree.Element, pictures: list[str]) -> None:
        box = next(node.iter(f"{_W}txbxContent"), None)
        if box is not None:
            words = one_line("".join(text.text or "" for text in box.iter(f"{_W}t")))
            self.text.odd.append(f"a text box (“{words[:60]}”)")
            return
        described = next(node.iter(f"{_DRAWING}docPr"), None)
        pictures.append(described.get("descr", "") if described is not None else "")

    def table(self, node: ElementTree.Element) -> None:
        words: list[tuple[str, ...]] = []
        markdown: list[tuple[str, ...]] = []
        marks: list[str] = []
        for row in node.iter(f"{_W}tr"):
            gone = {"accept": f"{_W}del", "reject": f"{_W}ins"}.get(self.tracked)
            properties = row.find(f"{_W}trPr")
            if gone is not None and properties is not None and properties.find(gone) is not None:
                continue
            seen: list[str] = []
            written: list[str] = []
            for cell in row.findall(f"{_W}tc"):
                pieces: list[_Piece] = []
                for paragraph in cell.iter(f"{_W}p"):
                    found, own, comments, pictures = self.content(paragraph)
                    pieces += [*found, _Piece(" ")]
                    pieces += [_Piece(alt) for alt in pictures]
                    marks += own
                    at = one_line("".join(piece.text for piece in found))
                    for key in comments:
                        author, text = self.known_comments.get(key, ("", ""))
                        self.text.comments.append(Comment(author, text, at))
                seen.append(one_line("".join(piece.text for piece in pieces)))
                written.append(one_line(_markdown(pieces, whole_bold=not words)))
            words.append(tuple(seen))
            markdown.append(tuple(written))
        joined = " ".join(" ".join(row) for row in words)
        self.text.blocks.append(
            WordBlock(
                "table", one_line(joined), bookmarks=tuple(marks), cells=tuple(words), cell_markdown=tuple(markdown)
            )
        )


def _is_on(properties: ElementTree.Element, name: str) -> bool:
    node = properties.find(f"{_W}{name}")
    return node is not None and node.get(f"{_W}val", "true") not in ("false", "0", "off")


def _markdown(pieces: list[_Piece], *, whole_bold: bool = False) -> str:
    """Pieces as Markdown. Where the whole block is bold by its nature, bold is not marked again."""
    merged: list[_Piece] = []
    for piece in pieces:
        bold = piece.bold and not whole_bold
        last = merged[-1] if merged else None
        if last is not None and (last.bold, last.italic, last.link) == (bold, piece.italic, piece.link):
            last.text += piece.text
        else:
            merged.append(_Piece(piece.text, bold, piece.italic, piece.link))
    return "".join(_marked(piece) for piece in merged)


def _marked(piece: _Piece) -> str:
    text = escape_markdown(piece.text)
    body = text.strip()
    if not body:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if piece.italic:
        body = f"*{body}*"
    if piece.bold:
        body = f"**{body}**"
    if piece.link:
        body = f"[{body}]({piece.link})"
    return before + body + after


def escape_markdown(text: str) -> str:
    """Text whose characters Markdown would take for marks, escaped; others are left as people wrote them."""
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text).replace("<", "&lt;")
    text = re.sub(r"([\\`*\[\]])", r"\\\1", text)
    return re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)
