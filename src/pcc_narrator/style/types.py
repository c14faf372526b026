"""Rules, findings, and what a text taken apart must offer to be read for style."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

PLACES: Mapping[str, tuple[str, ...]] = {
    "prose": ("paragraph", "item", "quote"),
    "tables": ("cell", "head"),
    "captions": ("caption",),
    "headings": ("heading",),
    "alternatives": ("alt",),
}


class Passage(Protocol):
    """A run of prose at `start` to `end` of a text, under `headings` (outermost first)."""

    @property
    def kind(self) -> str:
        """One of the kinds of PLACES."""
        ...

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def headings(self) -> tuple[str, ...]: ...


class Document(Protocol):
    """A text and its prose. `prose` is as long as `text`: markup is blanked out, so that offsets agree."""

    @property
    def text(self) -> str: ...

    @property
    def prose(self) -> str: ...

    @property
    def blocks(self) -> Sequence[Passage]: ...


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of style: what to look for, where, and what to say of it.

    What to look for is a `pattern`, the keys of `words` (each with what to write instead), or a named `check`.
    `message` and `suggestion` may hold {text} (what was found), {use} (what to write instead), {count} and {most}.
    `keep` are phrases within which the rule does not apply, `not_under` headings of sections that it leaves alone;
    `notes` is false where paragraphs in somebody's own approved words are left alone too.
    """

    id: str
    message: str
    suggestion: str = ""
    where: frozenset[str] = frozenset(PLACES["prose"])
    pattern: re.Pattern[str] | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    check: str = ""
    most: int = 0
    keep: tuple[str, ...] = ()
    not_under: frozenset[str] = frozenset()
    notes: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to write otherwise. Offsets are in code points into the text; `line` and `column` count from 1."""

    rule: str
    start: int
    end: int
    line: int
    column: int
    text: str
    message: str
    suggestion: str = ""
