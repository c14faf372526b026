"""Approved notes as messages of a section: each in its writer's words, where it explains most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pcc_narrator.models.fact import Note
from pcc_narrator.models.outline import Message
from pcc_narrator.models.period import Period
from pcc_narrator.outlining.picks import year_to

_CLOSING = ("context", "action", "look_ahead", "quotation", "method", "definition")


def for_period(notes: Iterable[Note], measures: Sequence[str], period: Period) -> tuple[Note, ...]:
    """The notes on any of these measures that speak of the report's period, or of none."""
    return tuple(
        note for note in notes if any(measure in measures for measure in note.measures) and _speaks_of(note, period)
    )


def place(messages: Sequence[Message], notes: Iterable[Note], used: set[str]) -> tuple[Message, ...]:
    """The messages with a message for each note: causes after the change they explain, the rest at the end.

    A note that stands elsewhere in the report (`used`) is not said twice; those placed here are added to it.
    """
    notes = tuple(note for note in notes if note.id not in used)
    used.update(note.id for note in notes)
    placed: list[Message] = []
    left = [note for note in notes if note.kind == "cause"]
    for position, message in enumerate(messages):
        placed.append(message)
        following = messages[position + 1].kind if position + 1 < len(messages) else None
        explained = message.kind in ("level", "trend", "no_data") and following != "trend"
        if explained:
            own = [note for note in left if message.measure in note.measures]
            placed.extend(_message(note, message.measure) for note in own)
            left = [note for note in left if note not in own]
    placed.extend(_message(note) for note in left)
    for kind in _CLOSING:
        placed.extend(_message(note) for note in notes if note.kind == kind)
    return tuple(placed)


def _message(note: Note, measure: str = "") -> Message:
    return Message(f"note.{note.id}", "note", notes=(note.id,), measure=measure or note.measures[0])


def _speaks_of(note: Note, period: Period) -> bool:
    if note.period is None or note.period.kind == "none":
        return True
    return note.period.contains(period) or year_to(period).contains(note.period)
