"""The opening summary: a message for each measure or category that is flagged, strongest first; one for the rest.

Behind them an overview of each part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pcc_narrator.contract.ids import slug
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.flag import Flag
from pcc_narrator.models.outline import SUMMARY, Message, Part, Section
from pcc_narrator.outlining import picks as p
from pcc_narrator.wording import Wording
from pcc_narrator.wording.comparisons import signal

MOST = 12  # measures and categories told in a sentence of their own; the rest are named
OTHERS = f"{SUMMARY}.others"


def summary(w: Wording, parts: Sequence[Part], flags: Sequence[Flag], found: Mapping[str, p.Picks]) -> Section:
    """What changed significantly, is of concern, is excellent or was in the media: each once, and by part."""
    homes: dict[str, str] = {}
    for section in (section for part in parts for section in part.sections):
        homes.setdefault(section.measure, section.id)
        for message in section.messages:
            homes.setdefault(message.measure, section.id)
    told: dict[tuple[str, str | None], list[Flag]] = {}
    for flag in sorted(flags, key=lambda flag: (-flag.strength, flag.id)):
        if flag.measure in homes:
            told.setdefault((flag.measure, flag.category), []).append(flag)
    # A category has its own point: what is significant of vehicle theft is not so of all theft.
    messages = [
        Message(
            id=f"{SUMMARY}.{measure}" if category is None else f"{SUMMARY}.{measure}/{slug(category)}",
            kind="summary",
            facts=p.ids(*(fact for flag in mine for fact in _facts(w, flag, found.get(measure)))),
            flags=tuple(flag.id for flag in mine),
            measure=measure,
            points_to=(homes[measure],),
        )
        for (measure, category), mine in list(told.items())[:MOST]
    ]
    rest = list(told.items())[MOST:]
    if rest:
        ids = tuple(flag.id for _, mine in rest for flag in mine)
        homes_of_rest = tuple(dict.fromkeys(homes[measure] for (measure, _), _ in rest))
        messages.append(Message(OTHERS, "summary", flags=ids, points_to=homes_of_rest))
    messages += (message for part in parts for message in _overview(part, flags, homes))
    return Section(SUMMARY, "", "Summary", tuple(messages))


def _overview(part: Part, flags: Sequence[Flag], homes: Mapping[str, str]) -> list[Message]:
    """A point for each kind of flag in a part, strongest first, one for what has none, one for what has no figure."""
    sections = {section.id for section in part.sections}
    mine = [flag for flag in flags if homes.get(flag.measure) in sections]
    mine.sort(key=lambda flag: (-flag.strength, flag.id))
    ids = tuple(flag.id for flag in mine)
    return [Message(name, "overview", flags=ids, required=False) for name in part.overviews.values()]


def _facts(w: Wording, flag: Flag, found: p.Picks | None) -> list[Fact]:
    """What a sentence about the flag needs: the change with its level, or the level and its target."""
    named = [w.facts.by_id[fact] for fact in flag.facts if fact in w.facts.by_id]
    chosen: list[Fact] = []
    for fact in named:
        if fact.statistic in p.LEVEL_CHANGES and fact.area == w.own.id:
            level = w.level_of(fact)
            chosen += [*p.with_share(w, fact), *([level] if level is not None else [])]
            break
    chosen += [fact for fact in named if fact.statistic in ("difference", "target") and fact.area == w.own.id]
    if not chosen:  # a point of a control chart: the chart speaks of its level, not of a change
        chosen += [fact for fact in named if fact.statistic == "value" and signal(w, fact)][:1]
        if chosen:
            return chosen
    if found is None or found.level is None:
        return chosen
    if flag.category is None:
        level, change = found.level, p.headline_change(w, found)
    else:
        values = w.find(flag.measure, "value", category=flag.category)
        period = (found.year or found.level).period
        level = p.at(values, period) or found.level
        change = p.year_change(w, level) if level.category is not None else None
    if not chosen:
        chosen += p.with_share(w, change)
    if not chosen:  # only its peers make it stand out
        chosen += [
            fact for fact in named if fact.statistic == "mean" and fact.area != w.own.id and fact.unit == level.unit
        ]
    return [*chosen, level] if level.category == flag.category else chosen
