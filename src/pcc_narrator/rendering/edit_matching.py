"""Which block of a Word document is which block of report.md: by bookmark, by words, by likeness."""

from __future__ import annotations

from bisect import bisect_left
from difflib import SequenceMatcher

from pcc_narrator.rendering.markdown_blocks import Block
from pcc_narrator.rendering.word import bookmark
from pcc_narrator.rendering.word_blocks import WordBlock

_ALIKE = 0.5  # two blocks with this share of words in common are one, changed


def match_blocks(base: tuple[Block, ...], blocks: list[WordBlock]) -> list[int | None]:
    """For each block of the document, the index of the block of Markdown that it was.

    Same words count for more than a bookmark: who types at the start of a paragraph takes its bookmark along.
    """
    pairs: list[int | None] = [None] * len(blocks)
    taken: set[int] = set()
    by_mark = {bookmark(block.id): index for index, block in enumerate(base)
               if block.id and block.kind in ("paragraph", "point")}  # fmt: skip

    def pair(position: int, index: int) -> None:
        pairs[position] = index
        taken.add(index)

    def by_bookmark(*, unchanged: bool) -> None:
        for position, block in enumerate(blocks):
            for mark in block.bookmarks:
                index = by_mark.get(mark)
                if index is None or index in taken or pairs[position] is not None or block.kind == "table":
                    continue
                if not unchanged or base[index].words == block.words:
                    pair(position, index)

    by_bookmark(unchanged=True)
    by_words: dict[tuple[str, str], list[int]] = {}
    for index, known in enumerate(base):
        if index not in taken:
            by_words.setdefault((_family(known.kind), known.words), []).append(index)
    for position, block in enumerate(blocks):
        candidates = by_words.get((_family(block.kind), block.words), [])
        if pairs[position] is None and candidates:
            pair(position, candidates.pop(0))
    by_bookmark(unchanged=False)
    _match_alike(base, blocks, pairs, taken)
    return pairs


def _match_alike(base: tuple[Block, ...], blocks: list[WordBlock], pairs: list[int | None], taken: set[int]) -> None:
    """Pairs what is left between the same neighbours: blocks of one family with enough words in common."""
    for position, block in enumerate(blocks):
        if pairs[position] is not None:
            continue
        before = next((pairs[at] for at in range(position - 1, -1, -1) if pairs[at] is not None), -1)
        after = next((pairs[at] for at in range(position + 1, len(blocks)) if pairs[at] is not None), len(base))
        low, high = (before if before is not None else -1), (after if after is not None else len(base))
        free = [index for index in range(low + 1, high)
                if index not in taken and _family(base[index].kind) == _family(block.kind)]  # fmt: skip
        scored = [(-_likeness(base[index].words, block.words), index) for index in free]
        if block.kind in ("picture", "table") and len(free) == 1:
            scored = [(-1.0, free[0])]
        best = min(scored, default=None)
        if best is not None and -best[0] >= _ALIKE:
            pairs[position] = best[1]
            taken.add(best[1])


def _family(kind: str) -> str:
    """Kinds that an editor may turn into one another."""
    return kind if kind in ("table", "picture") else "words"


def _likeness(one: str, other: str) -> float:
    first, second = one.split(), other.split()
    return SequenceMatcher(None, first, second, autojunk=False).ratio() if first and second else 0.0


def moved_positions(pairs: list[int | None]) -> set[int]:
    """Positions of blocks that stand elsewhere: those outside the longest part that kept its order."""
    positions = [position for position, index in enumerate(pairs) if index is not None]
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for position in positions:
        index = pairs[position]
        assert index is not None
        place = bisect_left(tails, index)
        before[position] = ends[place - 1] if place else None
        tails[place : place + 1] = [index]
        ends[place : place + 1] = [position]
    kept: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return set(positions) - kept
