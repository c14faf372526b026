"""Anchors of headings: the same in every Markdown viewer, and in our HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping


def heading_anchor(text: str) -> str:
    """The anchor of a heading as common Markdown viewers make it: lower case, spaces to hyphens, no punctuation."""
    plain = unicodedata.normalize("NFC", re.sub(r"[*_`]|\[([^\]]*)\]\([^)]*\)", r"\1", text)).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


class AnchorCounter:
    """Gives each heading of one document its anchor; a second "summary" becomes "summary-1"."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def next(self, text: str) -> str:
        """The anchor of the next heading of the document."""
        anchor = heading_anchor(text) or "section"
        count = self._seen.get(anchor, 0)
        self._seen[anchor] = count + 1
        return anchor if count == 0 else f"{anchor}-{count}"


class Anchors:
    """Where the sections of an outline will be found in its Markdown."""

    def __init__(self, sections: Mapping[str, str]) -> None:
        self._sections = dict(sections)

    def of_section(self, section: str) -> str:
        """The anchor of a section, by its id; "" where there is no such section."""
        return self._sections.get(section, "")
