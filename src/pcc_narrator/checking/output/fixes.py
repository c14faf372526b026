"""Corrections that can be made without a person's judgement: one fact can be meant, and the words for it are known."""

from __future__ import annotations

from collections.abc import Sequence

from pcc_narrator.models.claim import CheckReport
from pcc_narrator.models.record import record
from pcc_narrator.periods.numerals import number_words

_CARDINALS = frozenset(number_words(number) for number in range(2, 100))


@record(frozen=True, slots=True)
class Edit:
    """Put `new` in the place of `old`, which stands at `start` to `end` of the text."""

    start: int
    end: int
    old: str
    new: str
    message: str


def suggest_fixes(text: str, report: CheckReport) -> tuple[Edit, ...]:
    """The edits that would make refuted claims true, in the order of the text, none overlapping another.

    A claim gives an edit when the checker said what is expected and rests it on one fact; where two claims of
    one stretch disagree on the words, neither is touched.
    """
    edits: list[Edit] = []
    for claim in report.refuted:
        if claim.expected is None or not claim.facts or claim.expected == claim.text:
            continue
        new = _run_in_words(claim.text, claim.expected) if claim.rule == "run" else claim.expected
        if new is None:
            continue
        edit = Edit(claim.start, claim.end, text[claim.start : claim.end], new, claim.message)
        if edit not in edits[-3:]:
            edits.append(edit)
    edits.sort(key=lambda edit: (edit.start, edit.end))
    clear: list[Edit] = []
    reach = 0  # how far the edits seen so far reach
    for number, edit in enumerate(edits):
        following = edits[number + 1].start if number + 1 < len(edits) else len(text)
        if edit.start >= reach and edit.end <= following:
            clear.append(edit)
        reach = max(reach, edit.end)
    return tuple(clear)


def _run_in_words(text: str, length: str) -> str | None:
    """How long a run is, in the words in which it was said: "four quarters in a row" is to read "three …".

    None where the number cannot be exchanged alone: an ordinal, or no run at all.
    """
    first, blank, rest = text.partition(" ")
    if not length.isdigit() or int(length) < 2 or not blank:
        return None
    if first.isdigit():
        return f"{length} {rest}"
    return f"{number_words(int(length))} {rest}" if first.lower() in _CARDINALS else None


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made. Raises ValueError where an edit does not fit the text."""
    parts, place = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start < place or text[edit.start : edit.end] != edit.old:
            raise ValueError(f"the text does not have {edit.old!r} at {edit.start}")
        parts += [text[place : edit.start], edit.new]
        place = edit.end
    return "".join([*parts, text[place:]])
