"""report.md was changed by another program: its blocks are matched with those that are known, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from pcc_narrator.review.blocks import Block


@dataclass(frozen=True, slots=True)
class Merged:
    """The blocks after the change, removed ones included, and the keys that were changed, added and removed."""

    blocks: tuple[Block, ...]
    changed: tuple[int, ...]
    added: tuple[int, ...]
    removed: tuple[int, ...]


def merge(known: Sequence[Block], found: Sequence[Block], next_key: int) -> Merged:
    """`found` (the blocks of report.md as it is now) with the keys of `known` where a block is the same.

    Blocks are the same by their id in the text, else by their words; between the same neighbours one block of a kind
    is taken for the other, changed. Known blocks that are not found are marked as removed, where they stood.
    """
    paired = pairs([block for block in known if not block.removed], found)
    merged: list[Block] = []
    changed: list[int] = []
    added: list[int] = []
    taken: set[int] = set()
    for index, block in enumerate(found):
        old = paired.get(index)
        if old is None:
            merged.append(replace(block, key=next_key))
            added.append(next_key)
            next_key += 1
            continue
        taken.add(old.key)
        if (old.text, old.kind) != (block.text, block.kind):
            changed.append(old.key)
            merged.append(replace(block, key=old.key, version=old.version + 1))
        else:
            merged.append(replace(block, key=old.key, version=old.version))
    removed = tuple(block.key for block in known if not block.removed and block.key not in taken)
    for place, block in enumerate(known):
        if block.key not in taken:
            before = next((old.key for old in reversed(known[:place])), None)
            at = next((number + 1 for number, new in enumerate(merged) if new.key == before), 0)
            version = block.version if block.removed else block.version + 1
            merged.insert(at, replace(block, removed=True, version=version))
    return Merged(tuple(merged), tuple(changed), tuple(added), removed)


def pairs(known: Sequence[Block], found: Sequence[Block]) -> dict[int, Block]:
    """For places of `found`, the known block that it is."""
    paired: dict[int, Block] = {}
    free = {block.key for block in known}

    def pair(index: int, block: Block) -> None:
        paired[index] = block
        free.discard(block.key)

    tags = {block.tag: block for block in known if block.tag}
    for index, block in enumerate(found):
        if block.tag and (old := tags.get(block.tag)) is not None and old.key in free and old.kind == block.kind:
            pair(index, old)
    before = [(block.kind, block.text) for block in known]
    after = [(block.kind, block.text) for block in found]
    for operation, start, end, low, high in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if operation == "equal":
            for old, index in zip(known[start:end], range(low, high), strict=True):
                if index not in paired and old.key in free:
                    pair(index, old)
        elif operation == "replace":
            waiting = [old for old in known[start:end] if old.key in free]
            for index in range(low, high):
                if index in paired or found[index].tag:
                    continue
                same = next((old for old in waiting if old.kind == found[index].kind and not old.tag), None)
                if same is not None:
                    waiting.remove(same)
                    pair(index, same)
    return paired
