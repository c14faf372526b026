"""report.md as blocks that can be edited one by one, and back again.

`parse` and `compose` are inverse on what the program writes: `compose(parse(text)) == text`. Numbered paragraphs,
list points and plain paragraphs can be edited; headings, tables, pictures, captions and markers stand as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["heading", "paragraph", "point", "text", "table", "picture", "caption", "link", "marker"]
EDITABLE: frozenset[Kind] = frozenset({"paragraph", "point", "text"})

_HEADING = re.compile(r"(#{1,6})[ \t]+\S.*")
_NUMBERED = re.compile(r"(?P<number>\d{1,4})\.[ \t]+(?P<text>\S.*)")
_POINT = re.compile(r"(?P<mark>[ \t]*[-*+][ \t]+)(?P<text>\S.*)")
_TAG = re.compile(r"[ \t]*<!--[ \t]*(?P<tag>[^\s>]+)[ \t]*-->[ \t]*$")
_PICTURE = re.compile(r"!\[.*\]\([^)\s]+\)")
_LINK = re.compile(r"\[[^\]]*\]\([^)\s]+\)")
_CAPTION = re.compile(r"\*\*[^*]+\*\*")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MENTION = re.compile(r"\b(paragraphs?)((?:(?: |, | and | to )\d+)+)")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the report.

    `text` is what a person edits: of a numbered paragraph or point without its number, bullet and id; of all other
    kinds the Markdown as it stands. `key` never changes; `version` goes up by one with each change of the text.
    """

    kind: Kind
    text: str
    tag: str = ""
    mark: str = ""
    number: int | None = None
    key: int = 0
    version: int = 1
    removed: bool = False

    @property
    def editable(self) -> bool:
        """Whether people may change the text."""
        return self.kind in EDITABLE

    @property
    def level(self) -> int:
        """Of a heading its level, 1 to 6; else 0."""
        return len(self.text) - len(self.text.lstrip("#")) if self.kind == "heading" else 0

    @property
    def lead(self) -> str:
        """What stands before `text` in the Markdown."""
        return f"{self.number}. " if self.kind == "paragraph" else self.mark

    @property
    def markdown(self) -> str:
        """The block as it stands in report.md."""
        return f"{self.lead}{self.text}{f' <!-- {self.tag} -->' if self.tag else ''}"


def parse(markdown: str) -> tuple[Block, ...]:
    """The blocks of a report in order."""
    return tuple(_block(lines) for lines in _chunks(markdown.replace("\r\n", "\n").lstrip("\ufeff")))


def compose(blocks: Iterable[Block]) -> str:
    """The Markdown of the blocks that are not removed."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        if block.removed:
            continue
        if before is not None:
            parts.append("\n" if before.kind == block.kind == "point" else "\n\n")
        parts.append(block.markdown)
        before = block
    return "".join([*parts, "\n"])


def renumbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with their paragraphs counted anew, and the mentions of paragraphs ("paragraphs 22 to 26") with them.

    Removed paragraphs keep the number they had. A block whose text changes by that gets a new version.
    """
    numbers = [block.number for block in blocks if block.number is not None and not block.removed]
    following = min(numbers, default=1)
    changed: dict[int, int] = {}
    counted: list[Block] = []
    for block in blocks:
        if block.kind == "paragraph" and not block.removed:
            if block.number:
                changed[block.number] = following
            block, following = replace(block, number=following), following + 1
        counted.append(block)
    if all(old == new for old, new in changed.items()):
        return tuple(counted)
    return tuple(mentions(block, changed) for block in counted)


def mentions(block: Block, changed: Mapping[int, int]) -> Block:
    """The block with the paragraphs that it mentions called by their new numbers; at a new version if it changed."""
    if not block.editable or "paragraph" not in block.text:
        return block

    def renamed(match: re.Match[str]) -> str:
        return match[1] + re.sub(r"\d+", lambda number: str(changed.get(int(number[0]), int(number[0]))), match[2])

    text = _MENTION.sub(renamed, block.text)
    return block if text == block.text else replace(block, text=text, version=block.version + 1)


def _chunks(markdown: str) -> Iterator[list[str]]:
    """The lines of each block: parted by blank lines; headings, paragraphs and points begin anew on their line."""
    chunk: list[str] = []
    fenced = False
    for line in markdown.split("\n"):
        content = line.strip()
        if content.startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced and (not content or _begins(line) or (chunk and _HEADING.fullmatch(chunk[0]))):
            if chunk:
                yield chunk
            chunk = []
            if not content:
                continue
        chunk.append(line.rstrip())
    if chunk and any(line.strip() for line in chunk):
        yield chunk


def _begins(line: str) -> bool:
    return bool(_HEADING.fullmatch(line) or _NUMBERED.fullmatch(line) or _POINT.fullmatch(line))


def _block(lines: list[str]) -> Block:
    whole = "\n".join(lines)
    if _HEADING.fullmatch(whole):
        return Block("heading", whole)
    if match := _NUMBERED.fullmatch(" ".join(line.strip() for line in lines)):
        text, tag = _untagged(match["text"])
        return Block("paragraph", text, tag, number=int(match["number"]))
    if match := _POINT.fullmatch(lines[0]):
        text, tag = _untagged(" ".join([match["text"], *(line.strip() for line in lines[1:])]))
        return Block("point", text, tag, mark=match["mark"])
    kinds: tuple[tuple[Kind, bool], ...] = (
        ("table", lines[0].lstrip().startswith("|")),
        ("picture", bool(_PICTURE.fullmatch(whole.strip()))),
        ("link", bool(_LINK.fullmatch(whole.strip()))),
        ("caption", bool(_CAPTION.fullmatch(whole.strip()))),
        ("marker", not _COMMENT.sub("", whole).strip()),
    )
    return Block(next((kind for kind, fits in kinds if fits), "text"), whole)


def _untagged(text: str) -> tuple[str, str]:
    match = _TAG.search(text)
    return (text, "") if match is None or match.start() == 0 else (text[: match.start()], match["tag"])
