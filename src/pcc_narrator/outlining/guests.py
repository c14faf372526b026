"""The measures that stand in another measure's section: said more briefly, several of them together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pcc_narrator.models.flag import Flag
from pcc_narrator.models.outline import Message
from pcc_narrator.models.period import Period
from pcc_narrator.outlining import messages as m
from pcc_narrator.outlining import picks as p
from pcc_narrator.wording import Wording
from pcc_narrator.wording.context import CHANGES
from pcc_narrator.workspace.plan import MeasurePlan

MOST_TOGETHER = 3


def guest_messages(
    w: Wording, host: MeasurePlan, guests: Sequence[MeasurePlan], period: Period, flags: Iterable[Flag]
) -> tuple[Message, ...]:
    """The messages of a section's other measures.

    Bare counts of one period, and percentages of one period with one change each, are put together, so that five
    of a kind make two paragraphs and not five. The groups of a guest are left to its table unless one is flagged.
    """
    flags = tuple(flags)
    said: list[Message] = []
    waiting: list[Message] = []
    for guest in guests:
        found = [message for message in m.figures(w, guest, period, flags) if message.facts]
        flagged = any(flag.measure == guest.id for flag in flags)
        compared = {fact for message in found if message.kind == "peers" for fact in message.facts}
        found = [message for message in found if message.kind != "level" or not compared.issuperset(message.facts)]
        if _says_the_same(w, host, guest, period):
            found = [message for message in found if message.kind != "level"]
        elif not flagged:
            found = [message for message in found if message.kind not in ("breakdown", "trend")]
        if len(found) == 1 and not flagged and found[0].kind == "level" and _shape(w, found[0]):
            if waiting and (_shape(w, waiting[0]) != _shape(w, found[0]) or len(waiting) == MOST_TOGETHER):
                said += _together(host, waiting)
                waiting = []
            waiting.append(found[0])
            continue
        said += [*_together(host, waiting), *found]
        waiting = []
    return (*said, *_together(host, waiting))


def _says_the_same(w: Wording, host: MeasurePlan, guest: MeasurePlan, period: Period) -> bool:
    """Whether the guest is the host's own total again, split another way."""
    mine, theirs = (p.pick(w, plan, period).level for plan in (host, guest))
    if mine is None or theirs is None or mine.period != theirs.period or mine.unit != theirs.unit:
        return False
    return mine.number == theirs.number and w.measure(host.id).counted == w.measure(guest.id).counted


def _shape(w: Wording, message: Message) -> tuple[object, ...]:
    """What a message must share with another to be said together with it; empty if it stands alone."""
    facts = [w.facts.by_id[fact] for fact in message.facts]
    values = [fact for fact in facts if fact.statistic == "value"]
    moved = [fact for fact in facts if fact.statistic in CHANGES and fact.statistic != "change_percent"]
    if len(values) != 1 or any(fact.statistic == "significant" and fact.value for fact in facts):
        return ()
    if values[0].unit == "count" and not moved and w.measure(values[0].measure).counted is not None:
        return ("count", values[0].period)
    if values[0].unit == "percent" and len(moved) == 1:
        return ("percent", values[0].period, moved[0].base)
    return ()


def _together(host: MeasurePlan, waiting: Sequence[Message]) -> list[Message]:
    if len(waiting) < 2:
        return list(waiting)
    return [
        Message(
            id=f"{waiting[0].measure}.level",
            kind="level",
            facts=tuple(fact for message in waiting for fact in message.facts),
            measure=host.id,
            key=tuple(fact for message in waiting for fact in message.key),
        )
    ]
