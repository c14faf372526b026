"""Where the full report tells of a fact: paragraph numbers by the ids in its Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pcc_narrator.models.fact import Fact

_NUMBERED = re.compile(r"^[ \t]*(\d{1,4})\.[ \t]+.*<!--[ \t]*([^\s>]+)[ \t]*-->[ \t]*\r?$", re.MULTILINE)


def paragraph_numbers(markdown: str) -> dict[str, int]:
    """Printed numbers of a report's paragraphs by their ids; of an id that comes twice, the first."""
    found: dict[str, int] = {}
    for match in _NUMBERED.finditer(markdown):
        found.setdefault(match[2], int(match[1]))
    return found


def number_of(fact: Fact, numbers: Mapping[str, int], facts_of: Mapping[str, Sequence[str]]) -> int | None:
    """The first paragraph that was written from the fact, else the first one on its measure; None without either.

    `facts_of` gives the facts that each paragraph was written from, as run.json records them.
    """
    written = [number for ident, number in numbers.items() if fact.id in facts_of.get(ident, ())]
    about = [number for ident, number in numbers.items() if ident.startswith(f"{fact.measure}.")]
    return min(written or about, default=None)
