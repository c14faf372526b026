"""Adding, moving, splitting and merging blocks: pure functions on the blocks of a report.

Each gives the new sequence; numbers are put right afterwards (`blocks.renumbered`). Removed blocks keep their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcc_narrator.review.blocks import Block, Kind
from pcc_narrator.review.errors import NotFound, Refused

Blocks = Sequence[Block]


def new_after(blocks: Blocks, anchor: Block, text: str, key: int) -> Block:
    """A block that fits after another: a point among points, plain text after plain text, else a paragraph."""
    kind = kind_after(blocks, anchor)
    number = 1 + max((block.number or 0 for block in blocks[: blocks.index(anchor) + 1]), default=0)
    return Block(
        kind, text, f"added.{key}" if kind != "text" else "", (anchor.mark or "- ") if kind == "point" else "",
        number if kind == "paragraph" else None, key,
    )  # fmt: skip


def kind_after(blocks: Blocks, anchor: Block) -> Kind:
    """What kind a block has that is put after another."""
    if anchor.kind in ("point", "text"):
        return anchor.kind
    if anchor.kind == "heading":
        for block in blocks[blocks.index(anchor) + 1 :]:
            if block.kind == "heading":
                break
            if block.editable and not block.removed:
                return block.kind
    return "paragraph"


def inserted(blocks: Blocks, anchor: Block, block: Block) -> list[Block]:
    """The blocks with one more after `anchor`. Raises NotFound where that was removed."""
    if anchor.removed:
        raise NotFound("The paragraph before it was deleted.")
    place = blocks.index(anchor) + 1
    return [*blocks[:place], block, *blocks[place:]]


def moved(blocks: Blocks, block: Block, up: bool) -> list[Block]:
    """The blocks with one moved past its neighbour of the same kind. Raises Refused where there is none."""
    other = neighbour(blocks, block, -1 if up else 1)
    if other is None:
        raise Refused(f"There is nothing {'above' if up else 'below'} it in its section to move past.")
    place = blocks.index(other)
    rest = [one for one in blocks if one.key != block.key]
    rest.insert(place, replace(block, version=block.version + 1))
    return rest


def split(blocks: Blocks, block: Block, at: int, key: int) -> list[Block]:
    """The blocks with one parted in two before the character `at`. Raises Refused where a part would be empty."""
    head, tail = block.text[:at].rstrip(), block.text[at:].lstrip()
    if not head or not tail:
        raise Refused("Put the cursor where the second paragraph is to begin, then split.")
    first = replace(block, text=head, version=block.version + 1)
    whole = [first if one.key == block.key else one for one in blocks]
    return inserted(whole, first, new_after(whole, first, tail, key))


def merged(blocks: Blocks, block: Block) -> tuple[list[Block], Block]:
    """The blocks with one and the next of its kind joined, and that next one. Raises Refused where there is none."""
    other = neighbour(blocks, block, 1)
    if other is None:
        raise Refused("There is no paragraph below it in its section to merge with.")
    joined = replace(block, text=f"{block.text.rstrip()} {other.text.lstrip()}", version=block.version + 1)
    gone = replace(other, removed=True, version=other.version + 1)
    changed = {block.key: joined, other.key: gone}
    return [changed.get(one.key, one) for one in blocks], other


def neighbour(blocks: Blocks, block: Block, step: int) -> Block | None:
    """The next block of the same kind in the section, upwards (-1) or downwards (1)."""
    place = blocks.index(block) + step
    while 0 <= place < len(blocks) and blocks[place].kind != "heading":
        if blocks[place].kind == block.kind and not blocks[place].removed:
            return blocks[place]
        place += step
    return None
