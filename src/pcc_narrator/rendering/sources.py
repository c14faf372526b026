"""The list of sources, without saying the same publication a hundred times over."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PARTS = re.compile(r"(?P<title>.*?)(?:: (?P<where>.*?))?(?P<publisher> \([^()]*\))?")


def condensed(sources: Sequence[str]) -> tuple[str, ...]:
    """One line a publication, in the order in which they first occur.

    A source is "Title: where in it (publisher, date)". Where one publication gave several figures, the places in
    it are left out: each figure's own provenance names its row and place.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for source in dict.fromkeys(re.sub(r"\s+", " ", item).strip() for item in sources):
        match = _PARTS.fullmatch(source)
        title, publisher = (match["title"], match["publisher"] or "") if match else (source, "")
        groups.setdefault((title, publisher), []).append(source)
    return tuple(known[0] if len(known) == 1 else f"{title}{publisher}" for (title, publisher), known in groups.items())
