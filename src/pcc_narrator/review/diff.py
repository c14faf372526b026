"""What goes and what comes between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is in both, only in the old ("gone") or only in the new ("come")."""

    kind: Literal["same", "gone", "come"]
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in the order of reading: what goes stands before what comes in its place.

    Texts that have little in common are not taken apart: one goes as a whole, the other comes.
    """
    before, after = _words(old), _words(new)
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if old and new and matcher.ratio() < _ALIKE:
        return Piece("gone", old + " "), Piece("come", new)
    for operation, start, end, low, high in matcher.get_opcodes():
        if operation == "equal":
            pieces.append(Piece("same", "".join(before[start:end])))
            continue
        if end > start:
            pieces.append(Piece("gone", "".join(before[start:end])))
        if high > low:
            pieces.append(Piece("come", "".join(after[low:high])))
    return tuple(pieces)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:[.,]\d+)*\s*|[^\w\s]\s*|\s+", text)
