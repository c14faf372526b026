"""report.md cut into blocks, each with its place in the text and the words that a reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pcc_narrator.rendering.dom import parse_html
from pcc_narrator.rendering.sanitise import to_safe_html
from pcc_narrator.rendering.source_text import PARAGRAPH

Kind = Literal["heading", "paragraph", "point", "caption", "picture", "table", "text", "quote"]
_TAG = re.compile(r"[ \t]*<!--[ \t]*(?P<id>[^\s>]+)[ \t]*-->[ \t]*$")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(.*)")
_PICTURE = re.compile(r"!\[(.*)\]\(([^)\s]+)\)")
_DATA = re.compile(r"\[[^\]]*\]\([^)\s]+\.csv\)")
_CAPTION = re.compile(r"\*\*(.+)\*\*")
_COMMENT = re.compile(r"<!--.*-->")
_PLAIN = re.compile(r"(?![\s]*(?:[-+#>=]|\d+[.)]))[^\\`*_\[\]<>&!#|{}~^:\n]*")  # nothing that Markdown would read
_RULE = re.compile(r"[\s|:-]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of report.md: `source[start:end]`. What cannot be seen in print belongs to its neighbour's block.

    `words` is what a reader sees, in one line; of a table the cells, row by row; of a picture its alternative text.
    """

    kind: Kind
    start: int
    end: int
    words: str
    id: str = ""
    number: int | None = None
    level: int = 0
    cells: tuple[tuple[str, ...], ...] = ()
    raw_cells: tuple[tuple[str, ...], ...] = ()


def markdown_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a report in order; between them there is nothing but white space."""
    blocks: list[Block] = []
    waiting: int | None = None  # where a marker starts that belongs to the block after it
    for start, end in _chunks(text):
        chunk = text[start:end]
        if _COMMENT.fullmatch(chunk.strip()):
            waiting = start if waiting is None else waiting
        elif _DATA.fullmatch(chunk.strip()) and blocks:
            last = blocks[-1]
            blocks[-1] = Block(last.kind, last.start, end, last.words, last.id, last.number, last.level)
        else:
            block = _block(chunk, start if waiting is None else waiting, end)
            waiting = None
            blocks.append(block)
    return tuple(blocks)


def visible(markdown: str) -> str:
    """What a reader sees of some Markdown, in one line."""
    if _PLAIN.fullmatch(markdown):
        return one_line(markdown)
    html, _ = to_safe_html(markdown)
    root = parse_html(html)
    for node in root.walk():
        if node.tag == "img":
            node.children = [node.attributes.get("alt", "")]
    return one_line(root.text())


def one_line(text: str) -> str:
    """Text with its white space, of whatever kind, made single spaces."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u00ad", "")).strip()


def _chunks(text: str) -> list[tuple[int, int]]:
    """Places of the blocks: separated by blank lines; headings, numbered paragraphs and list items one a line."""
    chunks: list[tuple[int, int]] = []
    fenced = False
    open_start: int | None = None
    place = 0
    for line in text.splitlines(keepends=True):
        start, end = place, place + len(line.rstrip("\r\n"))
        place += len(line)
        content = line.strip()
        if content.startswith(("```", "~~~")):
            fenced = not fenced
        alone = not fenced and bool(
            PARAGRAPH.fullmatch(content) or _HEADING.fullmatch(content) or _BULLET.fullmatch(line.rstrip())
        )
        if not content and not fenced:
            open_start = None
        elif alone and not line.startswith("    "):
            chunks.append((start, end))
            open_start = start if _BULLET.fullmatch(line.rstrip()) or PARAGRAPH.fullmatch(content) else None
        elif open_start is not None:
            chunks[-1] = (chunks[-1][0], end)
        else:
            chunks.append((start, end))
            open_start = start
    return chunks


def _block(chunk: str, start: int, end: int) -> Block:
    stripped = chunk.strip()
    if match := _HEADING.fullmatch(stripped):
        return Block("heading", start, end, visible(f"# {match[2]}"), level=len(match[1]))
    if match := PARAGRAPH.fullmatch(one_line(stripped)):
        return Block("paragraph", start, end, visible(match["text"]), match["id"] or "", int(match["number"]))
    if match := _BULLET.fullmatch(one_line(stripped)):
        tag = _TAG.search(match[1])
        words = visible(_TAG.sub("", match[1]))
        return Block("point", start, end, words, tag["id"] if tag else "")
    if stripped.startswith("|"):
        raw = tuple(cells_of(line) for line in stripped.splitlines() if not _RULE.fullmatch(line.strip()))
        cells = tuple(tuple(visible(cell) for cell in row) for row in raw)
        return Block("table", start, end, " ".join(" ".join(row) for row in cells), cells=cells, raw_cells=raw)
    if match := _PICTURE.fullmatch(stripped):
        return Block("picture", start, end, one_line(match[1]), id=match[2])
    if match := _CAPTION.fullmatch(stripped):
        return Block("caption", start, end, visible(match[1]))
    if stripped.startswith(">"):
        return Block("quote", start, end, visible(stripped))
    return Block("text", start, end, visible(stripped))


def cells_of(line: str) -> tuple[str, ...]:
    """The cells of one line of a pipe table, as they are written."""
    inner = line.strip().removeprefix("|").removesuffix("|")
    return tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", inner))
