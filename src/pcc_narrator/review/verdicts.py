"""Verdicts while people type: only what an edit can have changed is read again.

The checker reads a section by its headings and by what earlier paragraphs of it named; no other section matters. So
the unit is a section, kept until its text changes. While somebody types, the paragraph is read with its headings and
the two paragraphs before it (`quick`); the section follows (`settled`). What is signed is checked as a whole.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock

from pcc_narrator.checking import Checker
from pcc_narrator.checking.coverage import find_missing
from pcc_narrator.checking.document import read_document
from pcc_narrator.checking.output import suggest_fixes
from pcc_narrator.models.claim import CheckReport, Claim, Missing
from pcc_narrator.review.blocks import Block

_KEPT = 600  # texts whose verdicts are kept
_PROSE = frozenset({"paragraph", "point", "text", "caption", "picture"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim of one block, with offsets into the block's text. `fix` is what would make it true, if that is known."""

    claim: Claim
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    claims: tuple[Claim, ...]
    fixes: tuple[tuple[int, int, str], ...]
    prose: str


class Verdicts:
    """A checker that remembers the sections it has read. Threads may share it."""

    def __init__(self, checker: Checker) -> None:
        self.checker = checker
        self._kept: OrderedDict[str, _Read] = OrderedDict()
        self._lock = Lock()

    def settled(self, blocks: Sequence[Block], keys: frozenset[int] | None = None) -> dict[int, tuple[Verdict, ...]]:
        """The verdicts of every block, or of the sections in which the blocks `keys` stand, by key of the block."""
        found: dict[int, tuple[Verdict, ...]] = {}
        for headings, section in sections(blocks):
            if keys is None or any(block.key in keys for block in section):
                found.update(self._of(headings, section))
        return found

    def quick(self, blocks: Sequence[Block], key: int) -> tuple[Verdict, ...]:
        """The verdicts of one block, read with its headings and the two paragraphs before it."""
        for headings, section in sections(blocks):
            place = next((place for place, block in enumerate(section) if block.key == key), None)
            if place is None:
                continue
            near = [block for block in section[:place] if block.kind in _PROSE][-2:]
            own = [section[0]] if section[0].kind == "heading" and section[0].key != key else []
            return self._of(headings, [*own, *near, section[place]])[key]
        return ()

    def instead(self, blocks: Sequence[Block], key: int, text: str) -> tuple[Verdict, ...]:
        """The verdicts that a block would have with another text."""
        return self.quick([replace(block, text=text) if block.key == key else block for block in blocks], key)

    def missing(self, blocks: Sequence[Block]) -> tuple[Missing, ...]:
        """What the plan of the report requires and the text does not say."""
        claims: list[Claim] = []
        prose: list[str] = []
        for headings, section in sections(blocks):
            read = self._read(_text(headings, section)[0])
            claims += read.claims
            prose.append(read.prose)
        return find_missing(self.checker.facts, claims, "\n".join(prose))

    def whole(self, markdown: str) -> CheckReport:
        """The whole text as the command line checks it: what counts for sign-off."""
        return self.checker.check(markdown)

    def _of(self, headings: Sequence[str], section: Sequence[Block]) -> dict[int, tuple[Verdict, ...]]:
        text, places = _text(headings, section)
        read = self._read(text)
        fixes = {(start, end): new for start, end, new in read.fixes}
        found: dict[int, tuple[Verdict, ...]] = {}
        for start, end, key in places:
            found[key] = tuple(
                Verdict(
                    replace(claim, start=claim.start - start, end=claim.end - start),
                    fixes.get((claim.start, claim.end)),
                )
                for claim in read.claims
                if start <= claim.start and claim.end <= end
            )  # fmt: skip
        return found

    def _read(self, text: str) -> _Read:
        with self._lock:
            if (known := self._kept.get(text)) is not None:
                self._kept.move_to_end(text)
                return known
        report = self.checker.check(text)
        fixes = tuple((edit.start, edit.end, edit.new) for edit in suggest_fixes(text, report))
        read = _Read(report.claims, fixes, read_document(text).prose)
        with self._lock:
            self._kept[text] = read
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return read


def _text(headings: Sequence[str], section: Sequence[Block]) -> tuple[str, list[tuple[int, int, int]]]:
    """The Markdown of a section below its headings, and for each block: start and end of its text, its key."""
    text = "".join(f"{heading}\n\n" for heading in headings)
    places: list[tuple[int, int, int]] = []
    for number, block in enumerate(section):
        if number:
            text += "\n" if section[number - 1].kind == block.kind == "point" else "\n\n"
        start = len(text) + len(block.lead)
        places.append((start, start + len(block.text), block.key))
        text += block.markdown
    return text, places


def sections(blocks: Sequence[Block]) -> list[tuple[tuple[str, ...], list[Block]]]:
    """The report cut at its headings: for each section the headings above it, and its blocks, its own heading first."""
    found: list[tuple[tuple[str, ...], list[Block]]] = []
    above: list[Block] = []
    for block in blocks:
        if block.removed:
            continue
        if block.kind == "heading":
            above = [heading for heading in above if heading.level < block.level]
            found.append((tuple(heading.text for heading in above), [block]))
            above.append(block)
        elif found:
            found[-1][1].append(block)
        else:
            found.append(((), [block]))
    return found


def as_read(verdicts: Sequence[Verdict]) -> list[tuple[str, str, str]]:
    """What a reader sees of verdicts: not by which fact or note they were reached."""
    return [(one.claim.text, one.claim.kind, one.claim.verdict) for one in verdicts]
