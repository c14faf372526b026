"""Edits come back: what staff changed in Word, put into report.md, paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pcc_narrator.rendering.edit_matching import match_blocks, moved_positions
from pcc_narrator.rendering.markdown_blocks import Block, markdown_blocks
from pcc_narrator.rendering.pipes import cell_text, pipe_table
from pcc_narrator.rendering.word_blocks import Comment, Tracked, WordBlock, read_word
from pcc_narrator.rendering.words import ENGLISH

_MENTION = re.compile(r"\b(paragraphs?)((?: |, | and | to )\d+)+")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was changed. `number` is the paragraph's number in the text as it was, where it had one."""

    kind: Literal["changed", "moved", "added", "deleted"]
    id: str
    number: int | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Edits:
    """The new Markdown, what was changed, comments as review notes, and what the person has to look at."""

    text: str
    changes: tuple[Change, ...] = ()
    comments: tuple[Comment, ...] = ()
    problems: tuple[str, ...] = ()


def read_edits(path: Path, markdown: str, *, tracked: Tracked = "accept") -> Edits:
    """Brings the edits of a Word document home into the Markdown that it was made from.

    Paragraphs are known by their bookmarks, else by their words. Blocks that were not changed keep their Markdown
    to the byte; a document without edits gives back `markdown` itself. Paragraphs are numbered anew when one was
    added, deleted or moved. Raises InputError when the file is no .docx.
    """
    word = read_word(path, tracked=tracked)
    base = markdown_blocks(markdown)
    pairs = match_blocks(base, word.blocks)
    own = f"{ENGLISH.source_label}:"  # footnotes that the program made: they are made again
    odd = [*word.odd, *(f"a footnote (“{note[:60]}”)" for note in word.notes if not note.startswith(own))]
    problems = [f"{one} was not taken over: put its words into a paragraph." for one in odd]
    changes = _changes(base, word.blocks, pairs)
    pasted = [block for index, block in enumerate(word.blocks) if block.kind == "picture" and pairs[index] is None]
    if pasted:
        problems.append(f"{len(pasted)} pasted picture{'s were' if len(pasted) > 1 else ' was'} not taken over: "
                        "save each in the charts folder and link it as ![what it shows](charts/name.png).")  # fmt: skip
    changes = [change for change in changes if not (change.kind == "added" and not change.after)]
    if not changes:
        return Edits(markdown, (), tuple(word.comments), tuple(problems))
    text, renumbered = _rebuilt(markdown, base, word.blocks, pairs, problems)
    if renumbered:
        text = _renumbered_mentions(text, renumbered, problems)
    return Edits(text, tuple(changes), tuple(word.comments), tuple(problems))


def _same(known: Block, block: WordBlock) -> bool:
    if known.kind == "picture":
        return True
    if known.kind == "table":
        return _filled(known.cells) == _filled(block.cells)
    return known.words == block.words


def _filled(cells: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Cells without empty ones at the ends of rows, which some editors drop."""
    rows = []
    for row in cells:
        kept = list(row)
        while kept and not kept[-1]:
            kept.pop()
        rows.append(tuple(kept))
    return tuple(rows)


def _changes(base: tuple[Block, ...], blocks: list[WordBlock], pairs: list[int | None]) -> list[Change]:
    changes: list[Change] = []
    moved = moved_positions(pairs)
    for position, block in enumerate(blocks):
        index = pairs[position]
        if index is None:
            changes.append(Change("added", "", None, "", block.words if block.kind != "picture" else ""))
            continue
        known = base[index]
        if position in moved:
            changes.append(Change("moved", known.id, known.number, known.words, block.words))
        if not _same(known, block):
            changes.append(Change("changed", known.id, known.number, known.words, block.words))
    found = set(pairs)
    changes += [Change("deleted", block.id, block.number, block.words, "")
                for index, block in enumerate(base) if index not in found]  # fmt: skip
    return changes


def _rebuilt(
    markdown: str, base: tuple[Block, ...], blocks: list[WordBlock], pairs: list[int | None], problems: list[str]
) -> tuple[str, dict[int, int]]:
    """The new text, and old paragraph numbers to new ones if they changed."""
    parts: list[str] = []
    numbers: dict[int, int] = {}
    count = min((block.number for block in base if block.number is not None), default=1) - 1
    last: int | None = None
    for position, block in enumerate(blocks):
        index = pairs[position]
        if index is None and block.kind == "picture":
            continue
        known = base[index] if index is not None else None
        is_numbered = known.kind == "paragraph" if known is not None else block.numbered
        if is_numbered:
            count += 1
            if known is not None and known.number is not None:
                numbers[known.number] = count
        source = markdown[known.start : known.end] if known is not None else ""
        if known is None or not _same(known, block):
            source = _written(source, known, block, count if is_numbered else None, problems)
        elif is_numbered and known.number != count:
            source = re.sub(r"^\s*\d+\.", f"{count}.", source)
        if parts:
            parts.append(_between(markdown, base, last, index, parts[-1], source))
        else:
            parts.append(markdown[: base[0].start] if index == 0 else "")
        parts.append(source)
        last = index
    end = markdown[base[-1].end :] if base else ""
    changed = {old: new for old, new in numbers.items() if old != new}
    gone = {block.number for block in base if block.number is not None} - set(numbers)
    changed |= dict.fromkeys((number for number in gone if number is not None), 0)
    return "".join(parts) + (end or "\n"), changed


def _between(
    markdown: str, base: tuple[Block, ...], last: int | None, index: int | None, before: str, after: str
) -> str:
    """The white space between two blocks: as it was where they were neighbours, else a blank line."""
    if last is not None and index == last + 1:
        return markdown[base[last].end : base[index].start]
    both_points = all(re.match(r"\s*[-*+] ", text) for text in (before, after))
    return "\n" if both_points else "\n\n"


def _written(source: str, known: Block | None, block: WordBlock, number: int | None, problems: list[str]) -> str:
    """Markdown of a block that is new or was changed; links keep the targets that they had."""
    if block.kind == "table":
        return _table(source, known, block, problems)
    text = _links_restored(block.markdown, source)
    tag = f" <!-- {known.id} -->" if known is not None and known.id else ""
    kind = known.kind if known is not None else block.kind
    if number is not None:
        return f"{number}. {text}{tag}"
    if kind == "point":
        return f"- {text}{tag}"
    if kind == "heading":
        level = known.level if known is not None else block.level
        return f"{'#' * max(1, level)} {text}"
    if kind == "caption":
        return f"**{text}**"
    if kind == "quote":
        return f"> {text}"
    return text


def _links_restored(text: str, source: str) -> str:
    """Word renames long anchors; a link whose words are unchanged gets its old target, others to nowhere lose it."""
    old = dict(re.findall(r"(?<!!)\[([^\]]*)\]\(([^)\s]*)\)", source))
    return re.sub(
        r"(?<!!)\[([^\]]*)\]\((#[^)\s]*)\)",
        lambda match: f"[{match[1]}]({old[match[1]]})" if match[1] in old else match[1],
        text,
    )


def _table(source: str, known: Block | None, block: WordBlock, problems: list[str]) -> str:
    """A table with its changed cells written anew and all others as they were."""
    marker = re.match(r"\s*<!--.*?-->\s*", source)
    columns = max((len(row) for row in block.cells), default=0)
    if known is not None and known.cells and columns != len(known.cells[0]):
        problems.append(f"the table “{block.words[:60]}” has {columns} columns instead of {len(known.cells[0])}: "
                        "check it against the report before.")  # fmt: skip
    written: list[list[str]] = []
    for row_number, row in enumerate(block.cells):
        line = []
        for column, words in enumerate(row):
            line.append(_cell(known, block, row_number, column, words))
        written.append(line + [""] * (columns - len(line)))
    if not written:
        return source
    lines = pipe_table(written[0], written[1:])
    return (marker[0] if marker else "") + "\n".join(lines)


def _cell(known: Block | None, block: WordBlock, row: int, column: int, words: str) -> str:
    """The Markdown of a cell: what it was, if a cell of the same words stands in the same column."""
    if known is not None:
        rows = [row, *(other for other in range(len(known.cells)) if other != row)]
        for other in rows:
            if other < len(known.cells) and column < len(known.cells[other]) and known.cells[other][column] == words:
                return known.raw_cells[other][column].replace(r"\|", "|")
    markdown = block.cell_markdown[row][column]
    return cell_text(_links_restored(markdown, "")).replace(r"\|", "|")


def _renumbered_mentions(text: str, numbers: dict[int, int], problems: list[str]) -> str:
    """ "paragraphs 22 to 26" where paragraphs were numbered anew."""

    def mention(match: re.Match[str]) -> str:
        def number(found: re.Match[str]) -> str:
            old = int(found[0])
            if numbers.get(old) == 0:
                problems.append(f"“{match[0]}” speaks of paragraph {old}, which was deleted.")
                return found[0]
            return str(numbers.get(old, old))

        return re.sub(r"\d+", number, match[0])

    return _MENTION.sub(mention, text)
