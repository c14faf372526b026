"""Text → blocks: what of a Markdown text is prose, under which heading, in which table cell.

Nothing is moved. `Document.prose` is as long as the text as given, and what is not prose (markup, link targets,
HTML comments, code, list numbers) is blanked out, so every offset into it is an offset into the text.
"""

from __future__ import annotations

import html
import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Literal

from pcc_narrator.models.record import record

BlockKind = Literal["heading", "paragraph", "item", "quote", "cell", "row", "head", "alt", "caption"]


@record(frozen=True, slots=True)
class Cell:
    """Where a table cell stands: its table, row and column (from 0), the words that head them, and those of the
    corner above the row heads."""

    table: int
    row: int
    column: int
    row_head: str
    column_head: str
    corner: str = ""


@record(frozen=True, slots=True)
class Block:
    """A run of prose: `headings` are the texts of the headings above it, outermost first."""

    kind: BlockKind
    start: int
    end: int
    headings: tuple[str, ...] = ()
    cell: Cell | None = None


@record(frozen=True, slots=True)
class Blank:
    """A stretch that is no prose, and what it is."""

    start: int
    end: int
    reason: str


@record(frozen=True, slots=True)
class Document:
    """A text taken apart."""

    text: str
    prose: str
    blocks: tuple[Block, ...]
    blanks: tuple[Blank, ...]


_INLINE = re.compile(
    r"(?=[<!\]\[{hw`&\\*_~])(?:"  # what any of them starts with: most characters are done with at once
    r"(?P<comment><!--.*?(?:-->|\Z))"
    r"|(?P<image>!\[(?P<alt>[^\]\n]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\))"
    r"|(?P<target>\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\))"
    r"|(?P<note>\[\^[^\]\n]{1,60}\]:?)"
    r"|(?P<attributes>\{[:#.][^}\n]{0,200}\})"
    r"|(?P<url>(?:https?://|www\.)[^\s<>|]+)"
    r"|(?P<code>`[^`\n]+`)"
    r"|(?P<tag></?[A-Za-z][^<>\n]{0,2000}>)"
    r"|(?P<entity>&(?:#\d{1,6}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,20});)"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<marks>\*+|_{1,3}(?=\b|\W)|(?<=\W)_{1,3}|~~|\[|\]))",
    re.DOTALL,
)
_REASONS = {
    "comment": "HTML comment",
    "target": "link target",
    "note": "footnote mark",
    "attributes": "markup",
    "url": "address of a page",
    "code": "code",
    "tag": "markup",
    "entity": "markup",
}
_FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_SETEXT = re.compile(r"\s{0,3}(=+|-+)\s*$")
_ITEM = re.compile(r"\s*(?:[-*+•]\s+)?(?:\(?(\d{1,4}|[a-zA-Z]|[ivx]{1,4})[.)]\s+|[-*+•]\s+)")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{1,}:?\s*)*\|?\s*$")
_NUMBERED = re.compile(r"\s*(?:[-*+•]\s+)?\(?(\d{1,4})[.)]\s+(?=\S)")
_BAR = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[A-Z])")
_CAPTION = re.compile(r"\s*(?:table|figure|chart|source|note)s?\b[^.]{0,12}[:.]", re.IGNORECASE)


def read_document(text: str) -> Document:
    """Take a Markdown (or plain) text apart. Linear in its length; any string is a document."""
    return _Parser(text).run()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.prose = list(text)
        self.blanks: list[Blank] = []
        self.blocks: list[Block] = []
        self.headings: list[tuple[int, str]] = []
        self.table = -1

    def run(self) -> Document:
        body = self._front_matter()
        alts = self._inline(body)
        self._lines(body)
        self.blocks.extend(alts)
        self.blocks.sort(key=lambda block: (block.start, block.end))
        alts_headed = tuple(self._headed(block) for block in self.blocks)
        return Document(self.text, "".join(self.prose), alts_headed, tuple(sorted(self.blanks, key=lambda b: b.start)))

    def _headed(self, block: Block) -> Block:
        if block.kind != "alt" or block.headings:
            return block
        number = bisect_right(self._starts, block.start)
        above = self._paths[number - 1] if number else ()
        return Block(block.kind, block.start, block.end, above)

    def _blank(self, start: int, end: int, reason: str | None) -> None:
        if "\n" in (stretch := self.text[start:end]):
            self.prose[start:end] = ["\n" if mark == "\n" else " " for mark in stretch]
        else:
            self.prose[start:end] = " " * (end - start)
        if reason is not None and any(letter.isalnum() for letter in self.text[start:end]):
            self.blanks.append(Blank(start, end, reason))

    def _front_matter(self) -> int:
        """Where the body starts: after a YAML header between two lines of three dashes."""
        match = re.match(r"\ufeff?---[ \t]*\n(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", self.text)
        if match is None or ":" not in match[0]:
            return 0
        self._blank(0, match.end(), "front matter")
        return match.end()

    def _inline(self, start: int) -> list[Block]:
        alts = []
        for match in _INLINE.finditer(self.text, start):
            kind = match.lastgroup if match.lastgroup != "alt" else "image"
            if kind == "image":
                first, last = match.span("alt")
                self._blank(match.start(), first, None)
                self._blank(last, match.end(), "link target")
                if first < last:
                    alts.append(Block("alt", first, last))
            elif kind == "entity":
                shown = html.unescape(match[0])
                self._blank(match.start(), match.end(), None)
                if len(shown) == 1 and shown != match[0]:
                    self.prose[match.end() - 1] = shown if not shown.isspace() else " "
            else:
                self._blank(match.start(), match.end(), _REASONS.get(kind or ""))
        for alt in alts:  # a picture's words are their own block, not part of the paragraph around it
            self.prose[alt.start - 1] = "\n" if self.prose[alt.start - 1] == "\n" else " "
        self._alt_spans = [(alt.start, alt.end) for alt in alts]
        return alts

    def _lines(self, start: int) -> None:
        self._starts: list[int] = []
        self._paths: list[tuple[str, ...]] = []
        prose = "".join(self.prose)
        lines = list(_lines_of(prose, start))
        number = 0
        fence: str | None = None
        while number < len(lines):
            begin, end = lines[number]
            line = prose[begin:end]
            raw = self.text[begin:end]
            mark = _FENCE.match(raw)
            if fence is not None or mark:
                if mark and (fence is None or mark[1].startswith(fence)):
                    fence = mark[1] if fence is None else None
                self._blank(begin, end, "code")
                number += 1
                continue
            if not line.strip():
                number += 1
                continue
            if (heading := _HEADING.match(line)) is not None:
                self._heading(begin + heading.end(), end, len(heading[1]))
                number += 1
            elif "|" in raw and number + 1 < len(lines) and _RULE.match(self.text[slice(*lines[number + 1])]):
                number = self._table(lines, number)
            else:
                number = self._paragraph(lines, number, prose)

    def _heading(self, start: int, end: int, level: int) -> None:
        while end > start and self.prose[end - 1] in " #\t\r":
            end -= 1
        words = " ".join("".join(self.prose[start:end]).split())
        above = tuple(text for depth, text in self.headings if depth < level)
        self.headings = [(depth, text) for depth, text in self.headings if depth < level] + [(level, words)]
        self.blocks.append(Block("heading", start, end, above))
        self._starts.append(start)
        self._paths.append((*above, words))

    @property
    def _path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.headings)

    def _paragraph(self, lines: list[tuple[int, int]], number: int, prose: str) -> int:
        """One paragraph, quote or list item from line `number`; returns the number of the line after it."""
        first, last = lines[number]
        if _is_row(prose[first:last]):
            self._emit("row", first, last)
            return number + 1
        kind: BlockKind = "paragraph"
        start = first
        quote = re.match(r"\s{0,3}((?:>\s?)+)", self.text[slice(*lines[number])])
        if quote:
            kind, start = "quote", first + quote.end()
            self._blank(first, start, None)
        item = _NUMBERED.match(prose, start, lines[number][1]) or _ITEM.match(prose, start, lines[number][1])
        if item is None and (plain := _NUMBERED.match(self.text, start, lines[number][1])):
            item = plain
        if item is not None and item.end() > start:
            kind = "item" if kind == "paragraph" else kind
            self._blank(item.start(), item.end(), "list or paragraph number")
            start = item.end()
        end = lines[number][1]
        number += 1
        while number < len(lines):
            begin, finish = lines[number]
            line, raw = prose[begin:finish], self.text[begin:finish]
            if not line.strip() or _HEADING.match(line) or _FENCE.match(raw) or _is_row(line):
                break
            if kind == "paragraph" and _SETEXT.match(raw) and len(raw.strip()) > 1:
                self._heading(start, end, 1 if "=" in raw else 2)
                self._blank(begin, finish, None)
                return number + 1
            if "|" in raw and number + 1 < len(lines) and _RULE.match(self.text[slice(*lines[number + 1])]):
                break
            mark = re.match(r"\s{0,3}((?:>\s?)+)", raw)
            if mark and kind != "quote":
                break
            if mark:
                self._blank(begin, begin + mark.end(), None)
                if _ITEM.match(prose, begin + mark.end(), finish):
                    break
                if not self.text[begin + mark.end() : finish].strip():
                    break
                if re.match(r"\W*\w[^.:!?]{0,30}:\s", self.text[begin + mark.end() : finish]):
                    break
            elif self._starts_item(raw, kind):
                break
            end = finish
            number += 1
            if kind == "quote" and self.text[begin:finish].rstrip("\n").endswith(("  ", "\\")):
                break
        if prose[start:end].strip():
            if kind == "paragraph" and _CAPTION.match(prose, start, end):
                kind = "caption"
            self._emit(kind, start, end)
        return number

    def _starts_item(self, raw: str, kind: BlockKind) -> bool:
        """Whether a line that follows a block directly starts a list item of its own."""
        if re.match(r"\s*[-*+•]\s+\S", raw):
            return True
        match = _NUMBERED.match(raw)
        return match is not None and (kind == "item" or match[1] == "1")

    def _emit(self, kind: BlockKind, start: int, end: int) -> None:
        """Add a block, cut where a picture's words stand inside it."""
        for first, last in self._alts_between(start, end):
            if "".join(self.prose[start:first]).strip():
                self.blocks.append(Block(kind, start, first, self._path))
            start = last
        if "".join(self.prose[start:end]).strip():
            self.blocks.append(Block(kind, start, end, self._path))

    def _alts_between(self, start: int, end: int) -> list[tuple[int, int]]:
        return self._alt_spans[bisect_left(self._alt_spans, (start, 0)) : bisect_left(self._alt_spans, (end, 0))]

    def _table(self, lines: list[tuple[int, int]], number: int) -> int:
        self.table += 1
        heads = self._cells(*lines[number])
        titles = [" ".join("".join(self.prose[start:end]).split()) for start, end in heads]
        for column, (start, end) in enumerate(heads):
            if titles[column]:
                self.blocks.append(Block("head", start, end, self._path, Cell(self.table, -1, column, "", "")))
        self._blank(*lines[number + 1], None)
        number += 2
        row = 0
        while number < len(lines) and "|" in self.text[slice(*lines[number])]:
            cells = self._cells(*lines[number])
            for start, end in cells:
                if (code := _CODE.match(self.text, start, end)) is not None:
                    self._blank(code.start(1), code.end(1), "reference number")
            words = [" ".join("".join(self.prose[start:end]).split()) for start, end in cells]
            corner = titles[0] if titles else ""
            for column, (start, end) in enumerate(cells):
                if words[column]:
                    head = titles[column] if column < len(titles) else ""
                    place = Cell(self.table, row, column, words[0] if column else "", head, corner if column else "")
                    self.blocks.append(Block("cell" if column else "head", start, end, self._path, place))
            row += 1
            number += 1
        return number

    def _cells(self, start: int, end: int) -> list[tuple[int, int]]:
        bars = [match.start() for match in _BAR.finditer(self.text, start, end)]
        if not bars:
            return [(start, end)]
        edges = bars
        if self.text[start : bars[0]].strip():
            edges = [start - 1, *edges]
        if self.text[bars[-1] + 1 : end].strip():
            edges = [*edges, end]
        return [(left + 1, right) for left, right in itertools.pairwise(edges)]


_MARKED = re.compile(r"\s*(?:[-*+•–]|\(?\w{1,3}[.)])\s+")


def _is_row(line: str) -> bool:
    """Whether a line is a row of a pasted table: cells parted by tabs, whose heads are not known."""
    if "\t" not in line:
        return False
    mark = _MARKED.match(line)
    cells = [cell for cell in line[mark.end() if mark else 0 :].split("\t") if cell.strip()]
    return len(cells) > 1 and sum(map(len, cells)) < 40 * len(cells) and any(letter.isdigit() for letter in line)


def _lines_of(text: str, start: int) -> Iterator[tuple[int, int]]:
    position = start
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        yield position, end
        position = end + 1
