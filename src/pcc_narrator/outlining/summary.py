"""The opening summary: for each kind of exception what was found, strongest first, and where it is discussed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pcc_narrator.models.fact import Fact
from pcc_narrator.models.flag import FLAG_KINDS, Flag
from pcc_narrator.models.outline import SUMMARY, Message, Section
from pcc_narrator.outlining import picks as p
from pcc_narrator.wording import Wording

MOST = 6  # exceptions told in full; the rest are named


def summary(
    w: Wording, sections: Sequence[Section], flags: Iterable[Flag], period_picks: dict[str, p.Picks]
) -> Section:
    """One message for each kind of exception that was found. A measure is told once under each kind."""
    homes = {section.measure: section.id for section in sections}
    for section in sections:
        for message in section.messages:
            homes.setdefault(message.measure, section.id)
    messages = []
    for kind in FLAG_KINDS:
        chosen = _strongest(flag for flag in flags if flag.kind == kind and flag.measure in homes)
        if not chosen:
            continue
        facts = [fact for flag in chosen[:MOST] for fact in _facts(w, flag, period_picks)]
        messages.append(
            Message(
                id=f"{SUMMARY}.{kind}",
                kind="summary",
                facts=p.ids(*facts),
                flags=tuple(flag.id for flag in chosen),
                points_to=tuple(dict.fromkeys(homes[flag.measure] for flag in chosen)),
            )
        )
    return Section(SUMMARY, "", "Summary", tuple(messages))


def _strongest(flags: Iterable[Flag]) -> list[Flag]:
    """The flags by strength, one a measure (and category): a measure flagged by two rules is told once."""
    found: dict[tuple[str, str | None], Flag] = {}
    for flag in sorted(flags, key=lambda flag: (-flag.strength, flag.id)):
        found.setdefault((flag.measure, flag.category), flag)
    return list(found.values())


def _facts(w: Wording, flag: Flag, period_picks: dict[str, p.Picks]) -> list[Fact]:
    """What a sentence about the flag needs: the change that was tested with its level, or the level and its target."""
    found: list[Fact] = []
    named = [w.facts.by_id[fact] for fact in flag.facts if fact in w.facts.by_id]
    for fact in named:
        if fact.statistic in p.LEVEL_CHANGES and fact.area == w.own.id:
            level = w.level_of(fact)
            found += [*p.with_share(w, fact), *([level] if level is not None else [])]
            break
    for fact in named:
        if fact.statistic in ("difference", "target", "extreme", "run", "rank", "value", "rate", "mean"):
            found.append(fact)
    picks = period_picks.get(flag.measure)
    if picks is not None and flag.category is None:
        level = picks.level
        if not any(fact.statistic in p.LEVEL_CHANGES for fact in found):
            found += p.with_share(w, p.headline_change(w, picks))
        if level is not None:
            found.append(level)
    return found
