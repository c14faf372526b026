"""Which text an undo brings back: the one before the last change, and before that on the next undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pcc_narrator.review.blocks import Block
from pcc_narrator.review.errors import Refused
from pcc_narrator.review.store import Event, Store
from pcc_narrator.review.typed import clean

UNDO = "undo: back to version "
MERGE, MERGED = "merge", "merged into the one before"
SPLIT, SPLIT_OFF = "split", "split off"
_OTHER = {MERGE: MERGED, SPLIT: SPLIT_OFF}  # what was done to the other paragraph at the same moment
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


def taken_back(block: Block, store: Store, blocks: Sequence[Block]) -> tuple[dict[int, Block], list[tuple[int, str]]]:
    """The blocks that an undo changes, and what is to be told of each. Raises Refused where there is nothing to undo.

    Where the last change was a merge, the other paragraph comes back; where it was a split, the new one goes.
    """
    events = store.history(block.key)
    before, made = before_last(events, block.text), _made_by(events, block.text)
    changed = {block.key: replace(block, text=clean(before.text, block.kind), version=block.version + 1)}
    told = [(block.key, f"{UNDO}{before.version}")]
    if made is not None and made.action in _OTHER:
        other = _other_part(block, before.text, store.told_at(made.at, _OTHER[made.action]), blocks)
        if other is not None:
            changed[other.key] = replace(other, removed=not other.removed, version=other.version + 1)
            told.append((other.key, "restore" if other.removed else "delete"))
    return changed, told


def _made_by(events: Sequence[Event], text: str) -> Event | None:
    """The change that an undo takes back: the one by which the block got its text. None where nothing is known."""
    known = counted(events)
    if not known:
        return None
    last = known[-1]
    at = int(last.action.removeprefix(UNDO)) if last.action.startswith(UNDO) else last.version
    found = None
    for event in reversed([event for event in known if event.version <= at]):
        if event.text != text:
            break
        found = event
    return found


def _other_part(block: Block, before: str, others: Mapping[int, Event], blocks: Sequence[Block]) -> Block | None:
    """The paragraph that comes back when a merge is undone, or goes when a split is.

    `others` are the paragraphs merged in or split off at that moment; `before` is the text that comes back. Raises
    Refused where the part that was split off was changed since: going back would say its words twice.
    """
    for one in blocks:
        event = others.get(one.key)
        if event is None or one.key == block.key:
            continue
        if event.action == MERGED and one.removed and block.text.endswith(one.text.strip()):
            return one
        if event.action == SPLIT_OFF and not one.removed and before.endswith(event.text.strip()):
            if one.text != event.text:
                raise Refused(
                    "The part that was split off was changed since. Merge the two paragraphs instead, or use History."
                )
            return one
    return None
