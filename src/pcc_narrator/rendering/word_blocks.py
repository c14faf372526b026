"""A Word document cut into blocks: what its paragraphs and tables say, with tracked changes taken or left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.rendering.markdown_blocks import Kind, one_line
from pcc_narrator.rendering.word_parts import (
    W,
    comments_of,
    link_targets,
    notes_of,
    number_lists,
    open_parts,
    style_names,
)
from pcc_narrator.rendering.word_runs import Piece, as_markdown, is_on

Tracked = Literal["accept", "reject", "all"]
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WRAPPERS = frozenset(f"{W}{name}" for name in ("ins", "del", "moveTo", "moveFrom", "customXml"))
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
    notes: list[str] = field(default_factory=list)  # footnotes and endnotes


def read_word(path: Path, *, tracked: Tracked = "accept") -> WordText:
    """The blocks of a .docx file in order, without its table of contents, headers and footers.

    `tracked`: changes that were tracked are accepted, rejected, or all shown ({++new++}, {--old--}).
    Raises InputError for what is no .docx: another format, a password, a damaged file.
    """
    parts = open_parts(path)
    document = parts.pop("document")
    reader = _Reader(tracked, parts)
    body = document.find(f"{W}body")
    if body is None:
        raise InputError([Problem(str(path), "the document has no body", "Save it again as .docx from your editor.")])
    reader.read(body)
    reader.text.notes += notes_of(parts.get("footnotes"), parts.get("endnotes"))
    return reader.text


class _Reader:
    def __init__(self, tracked: Tracked, parts: Mapping[str, ElementTree.Element]) -> None:
        self.tracked = tracked
        self.styles = style_names(parts.get("styles"))
        self.relations = link_targets(parts.get("relations"))
        self.known_comments = comments_of(parts.get("comments"))
        self.number_lists = number_lists(parts.get("numbering"))
        self.text = WordText()
        self.carried: list[Piece] = []  # of a paragraph whose end was deleted: it runs on into the next one
        self.carried_marks: list[str] = []

    def read(self, parent: ElementTree.Element) -> None:
        for child in parent:
            if child.tag == f"{W}p":
                self.paragraph(child)
            elif child.tag == f"{W}tbl":
                self.table(child)
            elif child.tag == f"{W}sdt":
                gallery = child.find(f".//{W}docPartGallery")
                content = child.find(f"{W}sdtContent")
                if content is not None and (gallery is None or "Contents" not in gallery.get(f"{W}val", "")):
                    self.read(content)
            elif child.tag in _WRAPPERS and self.shows(child.tag):
                self.read(child)

    def shows(self, tag: str) -> bool:
        """Whether text inside a tracked insertion or deletion is taken."""
        if tag in (f"{W}del", f"{W}moveFrom"):
            return self.tracked != "accept"
        if tag in (f"{W}ins", f"{W}moveTo"):
            return self.tracked != "reject"
        return True

    def paragraph(self, node: ElementTree.Element) -> None:
        properties = node.find(f"{W}pPr")
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
        markdown = one_line(as_markdown(pieces, whole_bold=kind in ("caption", "heading")))
        self.text.blocks.append(
            WordBlock(kind, words, markdown, tuple(marks), level, numbered, comments=tuple(comments))
        )

    def style(self, properties: ElementTree.Element | None) -> str:
        node = properties.find(f"{W}pStyle") if properties is not None else None
        key = node.get(f"{W}val", "") if node is not None else ""
        return self.styles.get(key, key.lower())

    def kind(self, style: str, properties: ElementTree.Element | None) -> tuple[Kind, int, bool]:
        if style == "title":
            return "heading", 1, False
        if match := re.fullmatch(r"heading ?(\d)", style):
            return "heading", int(match[1]) + 1, False
        if "caption" in style:
            return "caption", 0, False
        item = properties.find(f"{W}numPr/{W}numId") if properties is not None else None
        if item is not None:
            return "point", 0, item.get(f"{W}val", "") in self.number_lists
        if style in ("block text", "quote", "quotations"):
            return "quote", 0, False
        return "text", 0, False

    def end_is_gone(self, properties: ElementTree.Element | None) -> bool:
        """Whether the end of the paragraph was deleted (or, when rejecting, was inserted)."""
        run = properties.find(f"{W}rPr") if properties is not None else None
        if run is None:
            return False
        gone = {"accept": f"{W}del", "reject": f"{W}ins"}.get(self.tracked)
        return gone is not None and run.find(gone) is not None

    def content(self, node: ElementTree.Element) -> tuple[list[Piece], list[str], list[str], list[str]]:
        """Pieces of text, bookmarks, ids of comments, alternative texts of pictures."""
        pieces: list[Piece] = []
        marks: list[str] = []
        comments: list[str] = []
        pictures: list[str] = []
        for child, link, change in self.inside(node, "", ""):
            if child.tag == f"{W}bookmarkStart":
                marks.append(child.get(f"{W}name", ""))
            elif child.tag == f"{W}commentReference":
                comments.append(child.get(f"{W}id", ""))
            elif child.tag == f"{W}r":
                self.run(child, link, change, pieces, comments, pictures)
        return pieces, marks, comments, pictures

    def inside(
        self, node: ElementTree.Element, link: str, change: str
    ) -> Iterator[tuple[ElementTree.Element, str, str]]:
        """Runs and marks at whatever depth, with the link and the tracked change that they stand in."""
        for child in node:
            if child.tag in (f"{W}ins", f"{W}del", f"{W}moveTo", f"{W}moveFrom"):
                if self.shows(child.tag):
                    sign = "-" if child.tag in (f"{W}del", f"{W}moveFrom") else "+"
                    yield from self.inside(child, link, sign if self.tracked == "all" else "")
            elif child.tag == f"{W}hyperlink":
                anchor = child.get(f"{W}anchor")
                target = f"#{anchor}" if anchor else self.relations.get(child.get(f"{_R}id", ""), "")
                yield from self.inside(child, target, change)
            elif child.tag in (f"{W}smartTag", f"{W}sdt", f"{W}sdtContent", f"{W}fldSimple", f"{W}customXml"):
                yield from self.inside(child, link, change)
            else:
                yield child, link, change

    def run(
        self,
        node: ElementTree.Element,
        link: str,
        change: str,
        pieces: list[Piece],
        comments: list[str],
        pictures: list[str],
    ) -> None:
        bold = italic = False
        parts: list[str] = []
        for child in node:
            if child.tag == f"{W}rPr":
                bold, italic = is_on(child, "b"), is_on(child, "i")
            elif child.tag in (f"{W}t", f"{W}delText"):
                parts.append(child.text or "")
            elif child.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
                parts.append(" ")
            elif child.tag == f"{W}noBreakHyphen":
                parts.append("-")
            elif child.tag == f"{W}commentReference":
                comments.append(child.get(f"{W}id", ""))
            elif child.tag in (f"{W}drawing", f"{W}pict", f"{W}object") or child.tag.endswith("AlternateContent"):
                self.picture(child, pictures)
        text = "".join(parts)
        if text:
            shown = f"{{{change * 2}{text}{change * 2}}}" if change else text
            pieces.append(Piece(shown, bold, italic, link))

    def picture(self, node: ElementTree.Element, pictures: list[str]) -> None:
        box = next(node.iter(f"{W}txbxContent"), None)
        if box is not None:
            words = one_line("".join(text.text or "" for text in box.iter(f"{W}t")))
            self.text.odd.append(f"a text box (“{words[:60]}”)")
            return
        described = next(node.iter(f"{_DRAWING}docPr"), None)
        pictures.append(described.get("descr", "") if described is not None else "")

    def table(self, node: ElementTree.Element) -> None:
        words: list[tuple[str, ...]] = []
        markdown: list[tuple[str, ...]] = []
        marks: list[str] = []
        for row in node.iter(f"{W}tr"):
            gone = {"accept": f"{W}del", "reject": f"{W}ins"}.get(self.tracked)
            properties = row.find(f"{W}trPr")
            if gone is not None and properties is not None and properties.find(gone) is not None:
                continue
            seen: list[str] = []
            written: list[str] = []
            for cell in row.findall(f"{W}tc"):
                pieces: list[Piece] = []
                for paragraph in cell.iter(f"{W}p"):
                    found, own, comments, pictures = self.content(paragraph)
                    pieces += [*found, Piece(" ")]
                    pieces += [Piece(alt) for alt in pictures]
                    marks += own
                    at = one_line("".join(piece.text for piece in found))
                    for key in comments:
                        author, text = self.known_comments.get(key, ("", ""))
                        self.text.comments.append(Comment(author, text, at))
                seen.append(one_line("".join(piece.text for piece in pieces)))
                written.append(one_line(as_markdown(pieces, whole_bold=not words)))
            words.append(tuple(seen))
            markdown.append(tuple(written))
        joined = " ".join(" ".join(row) for row in words)
        self.text.blocks.append(
            WordBlock(
                "table", one_line(joined), bookmarks=tuple(marks), cells=tuple(words), cell_markdown=tuple(markdown)
            )
        )
