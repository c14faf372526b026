"""One sentence on a subject, from its facts: the change and its base, or the distance from the target, or the level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pcc_narrator.main_points.rank import Subject
from pcc_narrator.models.fact import Fact
from pcc_narrator.wording import Wording, changes, comparisons, levels, periods
from pcc_narrator.wording.nouns import an, inside

_CHANGES = ("change", "change_points")
_NAME = re.compile(r"[^:.;,\d]{3,80}")  # "The share of visits within an hour": what an exception's evidence is about


def sentences(w: Wording, subject: Subject, turn: int = 0) -> Iterator[tuple[str, Fact]]:
    """Ways to say it without a full stop, the fullest first, each with the fact that it is about. May be none.

    `turn` is the point's place on the page: neighbours are said in different ways.
    """
    flagged = [w.facts.by_id[fact] for flag in subject.flags for fact in flag.facts if fact in w.facts.by_id]
    own = [fact for fact in flagged if fact.area == w.own.id and fact.measure == subject.measure]
    told = next((fact for fact in own if fact.statistic in _CHANGES and changes.direction(fact)), None)
    gap = next((fact for fact in own if fact.statistic == "difference" and fact.against == "target"), None)
    if told is None and gap is not None and changes.direction(gap):
        yield from _target(w, subject, gap, own)
    change = told or headline_change(w, subject)
    if change is not None:
        yield from _change(w, subject, change, turn)
    reached = (w.level_of(fact) for fact in own if fact.statistic in _CHANGES)
    level = next((fact for fact in (*own, *reached) if fact is not None and fact.statistic == "value"), None)
    if level is not None:
        when = periods.within(w, level.period)
        was = "was" if counted(w, subject) else levels.was(w, subject.measure)
        yield f"{named(w, subject)} {was} {w.figure(level)} {when}".strip(), level


def _change(w: Wording, subject: Subject, change: Fact, turn: int) -> Iterator[tuple[str, Fact]]:
    test = w.test_of(change)
    word = changes.move(change)
    for said in _told(w, subject, change, turn):
        if test is not None and test.value and turn % 2:
            yield f"{said}, {an(word)} unlikely to be chance", change
        elif test is not None and test.value:
            yield f"{said}, {an(f'significant {word}')}", change
        yield said, change


def _told(w: Wording, subject: Subject, change: Fact, turn: int) -> Iterator[str]:
    level, when, base = w.level_of(change), periods.within(w, change.period), periods.base(w, change)
    if turn % 2 and level is not None and base and counted(w, subject) and change.unit == "count":
        were = "was" if level.number == 1 else "were"
        yield f"{when} there {were} {w.figure(level)} {things(w, subject, level)}, {changes.than(w, change)}"
    to = f" to {w.figure(level)}" if level is not None else ""
    against = f", compared with {base}" if base else ""
    yield f"{named(w, subject)} {changes.verb(w, change, turn)}{to} {when}{against}"


def things(w: Wording, subject: Subject, level: Fact) -> str:
    """What is counted, in the singular for one."""
    known = w.counted(level)
    return known.one if level.number == 1 and known is not None else many(w, subject.measure)


def _target(w: Wording, subject: Subject, gap: Fact, own: Sequence[Fact]) -> Iterator[tuple[str, Fact]]:
    goal = next((fact for fact in own if fact.statistic == "target"), None)
    level = next((fact for fact in own if fact.statistic == "value" and fact.period == gap.period), None)
    was = levels.was(w, subject.measure)
    away = f"{w.figure(gap, size=True)} {comparisons.relation(gap)} the {w.phrase(gap.measure).target_name}"
    of = f" of {w.figure(goal)}" if goal is not None else ""
    when = periods.within(w, gap.period)
    if level is not None:
        yield f"{named(w, subject)} {was} {w.figure(level)} {when}, {away}{of}", gap
    yield f"{named(w, subject)} {was} {away}{of} {when}", gap


def headline_change(w: Wording, subject: Subject) -> Fact | None:
    """The change to tell where no exception names one: of the latest period, the longest one, on the year before."""
    found = [
        fact
        for statistic in _CHANGES
        for fact in w.find(subject.measure, statistic, category=subject.category)
        if fact.period.end is not None and fact.base is not None and changes.direction(fact)
    ]
    end = None if w.facts.period is None else w.facts.period.end
    known = [fact for fact in found if end is None or (fact.period.end is not None and fact.period.end <= end)]
    if not known:
        return None
    return max(
        known,
        key=lambda fact: (fact.period.end, fact.period.months or 0, fact.base == fact.period.shifted(-12), fact.id),
    )


def counted(w: Wording, subject: Subject) -> str:
    """What is counted, where no other measure counts the same: of two counts of visits neither is "the visits"."""
    if subject.category is not None:
        return ""
    alone = sum(levels.many(w, other.id) == levels.many(w, subject.measure) for other in w.facts.measures) < 2
    return many(w, subject.measure) if alone else ""


def many(w: Wording, measure: str) -> str:
    """What a measure counts, said once: of "people" whose title is "Missing individuals" it is the latter that are
    counted, and "collisions" of the measure "Collision" are not "collisions of collision"."""
    known, said = w.measure(measure).counted, levels.many(w, measure)
    phrase = w.phrase(measure)
    if known is None or said == known.many:
        return said
    if phrase.plural:
        return phrase.subject
    return known.many if _begin(known.many) & _begin(phrase.subject) else said


def _begin(text: str) -> set[str]:
    """The beginnings of the longer words: enough to see that two words are forms of one."""
    return {word[:5] for word in text.lower().split() if len(word) > 4}


def named(w: Wording, subject: Subject) -> str:
    """What the sentence is about: "the number of visits", "evening visits", "the share of visits within an hour"."""
    if subject.category is not None and w.measure(subject.measure).unit not in ("count", None):
        return f"{w.phrase(subject.measure).subject} ({inside(subject.category, w.names)})"  # a share of it, not it
    if subject.category is not None:
        return inside(subject.category, w.names)
    if counts := counted(w, subject):
        return f"the number of {counts}"
    if levels.many(w, subject.measure):
        return inside(w.measure(subject.measure).title, w.names)
    for flag in subject.flags:
        name, colon, _ = flag.evidence.partition(": ")
        if colon and not flag.declared_by and _NAME.fullmatch(name):
            return inside(name, w.names)
    return w.phrase(subject.measure).subject
