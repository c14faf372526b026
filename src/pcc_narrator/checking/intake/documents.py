"""The text of an HTML page or a Word file, laid out as Markdown so that headings and tables keep their meaning.

Word is read from its XML: what was inserted is text, what was deleted is not (python-docx's `.text` drops a tracked
figure altogether). Nothing is fetched, no macro or field is run.
"""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

from pcc_narrator.errors import InputError, Problem

LARGEST_PART = 50_000_000  # bytes of XML; a larger one is refused rather than unpacked
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text_of(name: str, content: bytes) -> str:
    """The text of a .docx or .html file. Raises InputError if it is neither."""
    if name.lower().endswith(".docx"):
        return _word(name, content)
    return _html(content)


def _word(name: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            part = archive.getinfo("word/document.xml")
            if part.file_size > LARGEST_PART:
                raise InputError([Problem(name, f"its text is larger than {LARGEST_PART // 1_000_000} MB.")])
            data = archive.read(part)
        if b"<!DOCTYPE" in data[:1000] or b"<!ENTITY" in data:
            raise InputError([Problem(name, "holds XML entities, which no word processor writes.")])
        body = ElementTree.fromstring(data).find(f"{_W}body")
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, RuntimeError):
        raise InputError(
            [Problem(name, "is no Word file that can be read.", advice="Save it as .docx without a password.")]
        ) from None
    blocks = [] if body is None else [_word_block(child) for child in body]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _word_block(element: ElementTree.Element) -> str:
    if element.tag == f"{_W}tbl":
        rows = [[_word_cell(cell) for cell in row.iter(f"{_W}tc")] for row in element.iter(f"{_W}tr")]
        return _pipe_table(rows)
    if element.tag == f"{_W}p":
        text = _word_runs(element).strip()
        style = element.find(f"{_W}pPr/{_W}pStyle")
        level = re.fullmatch(r"Heading\s?(\d)", "" if style is None else style.get(f"{_W}val", ""), re.IGNORECASE)
        return f"{'#' * int(level[1])} {text}" if level and text else text
    return "\n\n".join(part for part in (_word_block(child) for child in element) if part)


def _word_cell(cell: ElementTree.Element) -> str:
    return " ".join(_word_runs(paragraph).strip() for paragraph in cell.iter(f"{_W}p")).strip()


def _word_runs(paragraph: ElementTree.Element) -> str:
    """The words of a paragraph with insertions accepted and deletions left out (they are w:delText)."""
    parts: list[str] = []
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in (f"{_W}tab", f"{_W}br"):
            parts.append(" ")
        elif element.tag == f"{_W}noBreakHyphen":
            parts.append("‑")
    return "".join(parts)


def _html(content: bytes) -> str:
    declared = re.search(rb"charset=[\"']?([A-Za-z0-9_-]+)", content[:2000])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode(declared[1].decode("ascii") if declared else "cp1252", errors="replace")
        except LookupError:
            text = content.decode("cp1252", errors="replace")
    reader = _HtmlReader()
    reader.feed(text)
    reader.close()
    return reader.text()


class _HtmlReader(HTMLParser):
    """Blocks of a page as Markdown; scripts, styles and hidden parts are no text."""

    _SKIPPED = frozenset(("script", "style", "head", "template", "noscript", "svg", "nav"))
    _BREAKS = frozenset(
        (
            "p",
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "aside",
            "ul",
            "ol",
            "blockquote",
            "figure",
            "figcaption",
            "br",
            "hr",
            "dl",
            "dt",
            "dd",
        )
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.line: list[str] = []
        self.prefix = ""
        self.skipping = 0
        self.table: list[list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._SKIPPED:
            self.skipping += 1
        elif tag == "table":
            self._end_block()
            self.table = []
        elif self.table is not None:
            if tag == "tr":
                self.table.append([])
            elif tag in ("td", "th"):
                self.line = []
        elif tag in self._BREAKS or tag == "li":
            self._end_block()
            self.prefix = "- " if tag == "li" else ""
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._end_block()
            self.prefix = "#" * int(tag[1]) + " "
        if tag == "img" and not self.skipping:
            alternative = dict(attrs).get("alt")
            if alternative:
                self.line.append(f"![{alternative}]()")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._SKIPPED:
            self.skipping = max(0, self.skipping - 1)
        elif tag == "table" and self.table is not None:
            self.blocks.append(_pipe_table(self.table))
            self.table = None
            self.line = []
        elif self.table is not None:
            if tag in ("td", "th") and self.table:
                self.table[-1].append(" ".join("".join(self.line).split()))
                self.line = []
        elif tag in self._BREAKS or tag == "li" or (len(tag) == 2 and tag[0] == "h" and tag[1] in "123456"):
            self._end_block()

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.line.append(data)

    def _end_block(self) -> None:
        text = " ".join("".join(self.line).split())
        if text:
            self.blocks.append(self.prefix + text)
        self.line, self.prefix = [], ""

    def text(self) -> str:
        """All that was read, block by block."""
        self._end_block()
        return "\n\n".join(block for block in self.blocks if block) + "\n"


def _pipe_table(rows: list[list[str]]) -> str:
    rows = [row for row in rows if any(row)]
    if not rows:
        return ""
    width = max(len(row) for row in rows)
    padded = [[cell.replace("|", "¦") for cell in row] + [""] * (width - len(row)) for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in padded]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])
