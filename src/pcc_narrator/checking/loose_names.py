"""Names whose words stand in another order, with small words between them: "hours given by volunteers" of
volunteers' hours, "time for answers to enquiries" of the time to answer enquiries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Generic, TypeVar

T = TypeVar("T")
_BETWEEN = frozenset({"of", "under", "by", "for", "the", "to", "with", "from", "in", "on", "a", "an", "'", "’", "-"})
_LONGEST = 9  # tokens
_GAP = 2


class LooseNames(Generic[T]):
    """Many names by their sets of words."""

    def __init__(self, entries: Iterable[tuple[Set[str], T]]) -> None:
        self._meanings: dict[frozenset[str], dict[T, None]] = {}
        for words, meaning in entries:
            if len(words) > 1:
                self._meanings.setdefault(frozenset(words), {})[meaning] = None
        self.words = frozenset(word for words in self._meanings for word in words)

    def at(self, stems: Sequence[str], position: int) -> tuple[int, tuple[T, ...]] | None:
        """The longest name whose words, and nothing else that tells, stand from `position` on."""
        seen: set[str] = set()
        gap, best = 0, None
        for step in range(position, min(len(stems), position + _LONGEST)):
            word = stems[step]
            if word in self.words and word not in seen:
                seen.add(word)
                gap = 0
                meanings = self._meanings.get(frozenset(seen)) if len(seen) > 1 else None
                if meanings is not None:
                    best = step - position + 1, tuple(meanings)
                continue
            gap += 1
            if word not in _BETWEEN or gap > _GAP:
                break
        return best
