"""New figures inside the sentences that people wrote: only where the reading is certain, never over their words.

A claim is certain if the old facts supported it, the new ones refute it, both by the same fact, and the checker knows
what would be true. Its figure is exchanged, its direction word with it. A sentence that does not hold after that is
left as it was written, and somebody has to decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pcc_narrator.models.claim import Claim
from pcc_narrator.review.verdicts import Verdict

Judge = Callable[[str], Sequence[Verdict]]
_PASSES = 4  # a direction is put right after its figure, a rank after that
_END = re.compile(r"[.!?](?:[”\"')\]]*)\s+")
_MEANING = frozenset(
    ["direction", "comparison", "strength", "significance", "stability", "extreme", "run", "rank", "count_of_areas"]
)


@dataclass(frozen=True, slots=True)
class Changed:
    """One sentence: as it was written, as it stands now, and how: "updated", "meaning" (it says something else now) or
    "open" (left as it was written, though it does not hold any more)."""

    before: str
    after: str
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Updated:
    """A text brought up to date, and the sentences that changed or that somebody has to decide."""

    text: str
    sentences: tuple[Changed, ...] = ()


def update(text: str, before: Judge, after: Judge) -> Updated:
    """Bring a text up to date. `before` and `after` judge it by the old and by the new facts."""
    old = list(before(text))
    supported: dict[tuple[int, int, str], Claim] = {
        (one.claim.start, one.claim.end, one.claim.kind): one.claim for one in old if _is(one, "supported")
    }
    work = _Work(text)
    for _ in range(_PASSES):
        if not work.take(supported, after(work.text)):
            break
    spans = sentences(text)
    open_ones = {}
    final = list(after(work.text))
    for start, end in spans:
        was = _counts(old, start, end)
        now = _counts(final, *work.current(start, end))
        if now[0] > was[0] or now[1] > was[1]:
            open_ones[start] = _why(final, *work.current(start, end))
            work.drop(start, end)
    told = []
    for start, end in spans:
        written = text[start:end]
        low, high = work.current(start, end)
        stands, kinds = work.text[low:high], work.kinds(start, end)
        if start in open_ones:
            told.append(Changed(written, written, "open", open_ones[start]))
        elif stands != written:
            other = bool(kinds & _MEANING)
            told.append(Changed(written, stands, "meaning" if other else "updated", ", ".join(sorted(kinds))))
    return Updated(work.text, tuple(told))


class _Work:
    """A text under correction: edits by the place in the text as it was written."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.edits: dict[tuple[int, int], tuple[str, str]] = {}  # place: new words, kind of the claim

    @property
    def text(self) -> str:
        parts, place = [], 0
        for (start, end), (new, _) in sorted(self.edits.items()):
            parts += [self.original[place:start], new]
            place = end
        return "".join([*parts, self.original[place:]])

    def take(self, supported: Mapping[tuple[int, int, str], Claim], found: Sequence[Verdict]) -> bool:
        """Take the corrections of claims that the old facts supported by the same fact; says whether there were any."""
        taken = False
        for one in found:
            place = self._written(one.claim.start, one.claim.end)
            if one.fix is None or place is None or not _is(one, "refuted"):
                continue
            claim = supported.get((*place, one.claim.kind))
            overlaps = any(place[0] < end and start < place[1] for start, end in self.edits)
            if claim is None or overlaps or not set(claim.facts) & set(one.claim.facts):
                continue
            self.edits[place] = (one.fix, one.claim.kind)
            taken = True
        return taken

    def drop(self, start: int, end: int) -> None:
        """Leave a sentence as it was written."""
        self.edits = {place: edit for place, edit in self.edits.items() if not start <= place[0] < end}

    def kinds(self, start: int, end: int) -> set[str]:
        """The kinds of the claims that were corrected in a sentence."""
        return {kind for (place, _), (_, kind) in self.edits.items() if start <= place < end}

    def current(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the text as it was written stands now."""
        return self._shifted(start), self._shifted(end)

    def _shifted(self, at: int) -> int:
        return at + sum(len(new) - (end - start) for (start, end), (new, _) in self.edits.items() if end <= at)

    def _written(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of the text as it stands now was written; None for one that touches an edit."""
        shift = 0
        for (low, high), (new, _) in sorted(self.edits.items()):
            begin = low + shift
            if start < begin + len(new) and begin < end:
                return None
            if begin + len(new) <= start:
                shift += len(new) - (high - low)
        return start - shift, end - shift


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, without the blanks between them."""
    found, start = [], 0
    for match in _END.finditer(text):
        found.append((start, match.end() - (len(match[0]) - len(match[0].rstrip()))))
        start = match.end()
    if start < len(text):
        found.append((start, len(text)))
    return found


def _is(verdict: Verdict, wanted: str) -> bool:
    return verdict.claim.verdict == wanted


def _counts(found: Sequence[Verdict], start: int, end: int) -> tuple[int, int]:
    """How many claims of a stretch are refuted, and how many are not decided."""
    own = [one for one in found if start <= one.claim.start < end]
    return sum(_is(one, "refuted") for one in own), sum(_is(one, "not_enough_information") for one in own)


def _why(found: Sequence[Verdict], start: int, end: int) -> str:
    """What the new facts say against a stretch: the first refutation, else the first thing not decided."""
    own = [one for one in found if start <= one.claim.start < end and not _is(one, "supported")]
    own.sort(key=lambda one: one.claim.verdict != "refuted")
    return f"“{own[0].claim.text}”: {own[0].claim.message}" if own else ""
