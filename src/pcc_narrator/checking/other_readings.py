"""Second readings of a figure, which may bear it out and never refute it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from pcc_narrator.checking.by_unit import can_have, of_unit
from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.owners import told_of_part
from pcc_narrator.checking.reading import Reading
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Subjects, Times
from pcc_narrator.periods.mention import PeriodMention


def other_readings(resolver: Resolver, at: int, reading: Reading) -> Iterator[Reading]:
    """Second readings that may bear a claim out, but never refute it."""
    if (other := _of_unit(resolver, at, reading)) is not None:
        yield other
    if (counted := told_of_part(resolver, at, reading)) is not None:
        yield counted
    role = reading.role.role
    if role == "level" and resolver.carried.changes and _is_pronouns(resolver, at):
        changed = replace(reading.role, role="change")  # "The rise was 3.7 per cent. In York it was 3.6."
        yield Reading(changed, reading.subjects, reading.places, reading.times, reading.bases)
    if reading.subjects.source in ("carried", "heading", "guessed"):
        guessed = tuple(Subject(measure) for measure in resolver.guess_at(at))
        fresh = tuple(one for one in guessed if one not in reading.subjects.choices)
        if fresh:
            yield Reading(reading.role, Subjects(fresh, "guessed"), reading.places, reading.times, reading.bases)
    if role == "mean" and reading.times.source in ("default", "open"):
        yield Reading(reading.role, reading.subjects, reading.places, Times(), reading.bases)
    if role in ("change", "multiple", "difference"):
        yield from _told_ends(resolver, at, reading)
    if role in ("change", "difference") and reading.times.source == "said" and reading.bases.source != "said":
        figures = [step for step in range(at) if resolver.roles.get(step, RoleRead("open")).role in ("level", "from")]
        if figures:  # "the figure a year before was 11,177, so it has fallen by 385"
            base = Times(reading.times.choices, "said")
            yield Reading(reading.role, reading.subjects, reading.places, resolver.default_times(), base)


def _is_pronouns(resolver: Resolver, at: int) -> bool:
    """Whether a figure is told of what a pronoun takes up: "it was 30.0 per cent"."""
    items = resolver.items
    return at > 1 and items[at - 1].has("level") and items[at - 2].key in ("it", "this", "that", "they")


def _told_ends(resolver: Resolver, at: int, reading: Reading) -> Iterator[Reading]:
    """A change between any two periods that the sentence names, and over "the last year" up to now."""
    named = [
        step for step, item in enumerate(resolver.items) if item.period is not None and item.period.kind != "length"
    ]
    periods = [
        (mention, period)
        for step in named
        if (mention := resolver.items[step].period) is not None
        for period in (mention.first, mention.last, mention.period, *mention.alternatives)
        if period is not None
    ]
    told = [one for one in periods if one[0].relation is None and one[1] not in one[0].alternatives]
    relative = any(mention.relation is not None for mention, _ in periods)
    for (first, base), (second, now) in itertools.permutations(told, 2):
        apart = first is not second or (first.first is not None and base == first.first and now == first.last)
        if apart and not relative and base.end is not None and now.end is not None and base.end < now.end:
            times, bases = Times((now,), "said"), Times((base,), "said")
            yield Reading(reading.role, reading.subjects, reading.places, times, bases)
    for mention, _ in periods:
        if mention.first is not None and mention.last is not None and _QUARTERS.match(mention.text.lower()):
            plain = (Times((one.shifted(-3),), "said") for one in (mention.last, mention.first))
            yield Reading(reading.role, reading.subjects, reading.places, *plain)  # quarters of calendar years
    for mention, period in periods:
        if mention.relation in ("previous", "earlier") and _dated(resolver, mention):
            dated = Times((period,), "said")  # "from the previous 12 months to December 2016"
            yield Reading(reading.role, reading.subjects, reading.places, Times(None, "open"), dated)
    if resolver.opens_with_pronoun() and not told:  # "from 110 in May to 106 in June and 100 in July. That is 10 less"
        for base, now in itertools.permutations(dict.fromkeys(resolver.carried.levels), 2):
            if base.end is not None and now.end is not None and base.end < now.end and base.months == now.months:
                times, bases = Times((now,), "said"), Times((base,), "said")
                yield Reading(reading.role, reading.subjects, reading.places, times, bases)
    if any(_up_to_now(resolver, step) for step in named):
        yield Reading(reading.role, reading.subjects, reading.places, resolver.default_times(), Times())
    earlier = resolver.carried.told_times if reading.bases.source != "said" and not periods else ()
    for base in earlier:  # "since March 2016, when there were 885. There are now 1,598, or 80.6 per cent more."
        yield Reading(reading.role, reading.subjects, reading.places, reading.times, Times((base,), "said"))
    clause = resolver.items[at].clause
    if not periods and clause and resolver.carried.times:
        now_ = Times(resolver.report_periods() or None, "default")
        yield Reading(reading.role, reading.subjects, reading.places, now_, Times(resolver.carried.times, "said"))


def _dated(resolver: Resolver, mention: PeriodMention) -> bool:
    """Whether "the previous 12 months to December 2016" says itself when it ends."""
    if _YEAR.search(mention.text):
        return True
    at = next(step for step, item in enumerate(resolver.items) if item.period is mention)
    following = resolver.items[at + 1 : at + 3]
    return len(following) == 2 and following[0].key == "to" and following[1].kind == "period"


def _up_to_now(resolver: Resolver, step: int) -> bool:
    """Whether a period is a stretch up to now ("in the last year"), not what is compared with."""
    mention = resolver.items[step].period
    if mention is None or mention.relation is None or not _LATEST.search(mention.text.lower()):
        return False
    before = [item.key for item in resolver.items[max(0, step - 2) : step]]
    return (mention.preposition or (before[-1] if before else "")) in _DURING or bool(_DURING & set(before))


_QUARTERS = re.compile(r"(?:q|quarter )[1-4] (?:19|20)\d\d (?:and|to) ")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LATEST = re.compile(r"\b(?:last|past|latest|recent)\b")
_DURING = frozenset({"in", "over", "during", "within"})


def _of_unit(resolver: Resolver, at: int, reading: Reading) -> Reading | None:
    """The same reading of the section's subject or of one that the sentence has the words of, where the one named
    cannot have a figure of this unit."""
    figure = resolver.items[at].figure
    assert figure is not None
    of_change = reading.role.role in ("change", "difference") and figure.kind in ("duration", "money", "points")
    of_level = reading.role.role in ("open", "level", "share", "mean", "from", "to")
    if not of_change and (not of_level or figure.kind not in ("percent", "rate", "duration", "money")):
        return None
    measures = (resolver.index.measures.get(subject.measure) for subject in reading.subjects.choices)
    if any(measure is None or measure.unit is None for measure in measures):
        return None
    if any(can_have(resolver, subject, figure) for subject in reading.subjects.choices):
        return None
    meant, firm = of_unit(resolver, figure, reading.subjects.choices)
    inherited = tuple(one for one in resolver.inherited().choices if can_have(resolver, one, figure))
    fresh = meant if firm else tuple(dict.fromkeys((*inherited, *meant)))
    if not fresh:
        return None
    one = Subjects(fresh, "said" if firm else "heading" if inherited else "guessed")
    return Reading(reading.role, one, reading.places, reading.times, reading.bases)
