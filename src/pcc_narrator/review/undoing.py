"""Which text an undo brings back: the one before the last change, and before that on the next undo."""

from __future__ import annotations

from collections.abc import Sequence

from pcc_narrator.review.errors import Refused
from pcc_narrator.review.store import Event

UNDO = "undo: back to version "
SET_ASIDE = "set aside: somebody else had changed the paragraph"


def counted(events: Sequence[Event]) -> list[Event]:
    """The events that changed a block: texts that were set aside in a conflict did not."""
    return [event for event in events if event.action != SET_ASIDE]


def before_last(events: Sequence[Event], text: str) -> Event:
    """The event whose text an undo brings back; `text` is the one that stands. Raises Refused where there is none."""
    known = counted(events)
    last = known[-1] if known else None
    at = 0 if last is None else last.version
    if last is not None and last.action.startswith(UNDO):
        at = int(last.action.removeprefix(UNDO))
    before = [event for event in known if event.version < at and event.text != text]
    if not before:
        raise Refused("There is nothing to undo in this paragraph.")
    return before[-1]
