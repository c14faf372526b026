"""Every value that a figure may mean, by its role and scopes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.change_candidates import distances_meant, timed_changes
from pcc_narrator.checking.index import PLAIN, RELATIVE, Index, Subject
from pcc_narrator.checking.level_candidates import (
    averages_meant,
    averages_of_the_last,
    levels_compared_with,
    levels_meant,
)
from pcc_narrator.checking.reading import Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Times, areas_named, is_subject
from pcc_narrator.checking.where_to_look import areas_to_look_in, periods_to_look_at
from pcc_narrator.models.figure import Figure
from pcc_narrator.models.period import Period


def candidates(resolver: Resolver, at: int, reading: Reading) -> Iterator[Candidate]:
    """Every value that the figure may mean, by its role and scopes, likeliest first."""
    index, role = resolver.index, reading.role.role
    figure = resolver.items[at].figure
    assert figure is not None
    for subject in reading.subjects.choices:
        for area in areas_to_look_in(index, subject, reading.places):
            if resolver.in_table:
                yield from _cell(resolver, figure, subject, area, reading)
                continue
            if figure.kind == "fraction":
                yield from _odds(index, subject, area, reading.times)
            if role in ("level", "to", "open"):
                yield from levels_meant(index, subject, area, reading, resolver, at)
            if role in ("level", "to", "open") and at and resolver.items[at - 1].key in _REACHED:
                yield from arithmetic.targets(index, subject, area)  # "none of the 11 reached 95"
            if role == "from":
                yield from levels_compared_with(index, subject, area, reading, resolver, at)
            if role == "target":
                yield from arithmetic.targets(index, subject, area)
            if role == "mean":
                yield from averages_of_the_last(resolver, index, subject, area, reading)
                yield from averages_meant(index, subject, area, reading.times.choices)
            open_change = role == "open" and figure.kind in ("percent", "points") and not _beside_level(resolver, at)
            open_change = open_change and not _listed_with_level(resolver, at)
            if role in ("change", "multiple") or open_change:
                yield from timed_changes(index, subject, area, reading.times, reading.bases)
            if role in ("difference", "multiple"):
                yield from distances_meant(resolver, at, subject, area, reading)
            if role == "share" or (role in ("open", "level") and figure.kind in ("percent", "fraction")):
                yield from _shares(resolver, at, subject, area, reading)
            if role == "out_of":
                yield from arithmetic.levels(index, subject, area, reading.times.choices)
                yield from arithmetic.levels(index, Subject(subject.measure), area, reading.times.choices)
            if role == "interval":
                yield from _intervals(index, subject, area, reading.times.choices)


_REACHED = frozenset({"reached", "reach", "met", "meet", "achieved", "achieve", "hit", "reaching", "meeting"})


def _beside_level(resolver: Resolver, at: int) -> bool:
    """Whether a percentage in brackets stands behind a level, with no word of a change in its clause: "one was upheld
    (20 per cent)"."""
    items, clause = resolver.items, resolver.items[at].clause
    figure = items[at].figure
    if figure is None or figure.sign or figure.kind != "percent" or items[at - 1].key != "(" or at < 2:
        return False
    if items[at - 2].kind in ("name", "period"):
        return False
    told = [step for step in resolver.roles if step < at and items[step].clause == clause]
    if not told or resolver.roles[told[-1]].role not in ("level", "open"):
        return False
    return not any(item.has("direction") or item.has("change_noun") or item.has("more") for item in items)


def _listed_with_level(resolver: Resolver, at: int) -> bool:
    """Whether a percentage goes on from one that a verb gives as a level, in a sentence that tells of no change: "York
    had 25.3 per cent, Hull 16.8 per cent"."""
    if any(item.has("change_noun") or item.has("direction") or item.has("more") for item in resolver.items):
        return False
    before = (step for step in resolver.roles if step < at)
    return any(
        resolver.roles[step].role == "level" and one.kind == "percent"
        for step in before
        if (one := resolver.items[step].figure) is not None
    )


def _odds(index: Index, subject: Subject, area: str, times: Times) -> Iterator[Candidate]:
    """What a test gives beside those of other tests of the same period, of which a series holds but one."""
    periods = periods_to_look_at(times, index, subject, area)
    for fact in index.facts(subject, area):
        if fact.statistic not in PLAIN and (periods is None or fact.period in periods):
            yield arithmetic.of_fact(fact, subject)


def _cell(resolver: Resolver, figure: Figure, subject: Subject, area: str, reading: Reading) -> Iterator[Candidate]:
    """A table cell may hold any figure of its subject, area and period; a change where its head or sign says so."""
    index = resolver.index
    if resolver.carried.heading_base:  # a column of changes beside two columns of figures
        now = periods_to_look_at(reading.times, index, subject, area)
        yield from arithmetic.changes(
            index, subject, area, now, periods_to_look_at(reading.bases, index, subject, area)
        )
        return
    if says_change(reading):
        yield from timed_changes(index, subject, area, reading.times, reading.bases)
        return
    relative = resolver.change_head or bool(figure.sign)
    periods = periods_to_look_at(reading.times, index, subject, area)
    yield from arithmetic.levels(index, subject, area, periods)
    for fact in index.facts(subject, area):
        if isinstance(fact.value, bool):
            continue  # a test's answer is no figure
        if fact.statistic == "share" and figure.kind == "number" and not resolver.percent_head:
            continue  # "4" in a column of counts is no 3.6 per cent
        if fact.statistic in RELATIVE and not relative:
            continue
        if periods is None or fact.period in periods or fact.period.start is None:
            yield arithmetic.of_fact(fact, subject)
    if relative:
        yield from timed_changes(index, subject, area, reading.times, reading.bases)
    if resolver.gap_head:
        others = [one for one in index.areas_of(subject) if one != area][:60]
        yield from arithmetic.differences(index, subject, area, others, periods)
    if figure.kind in ("percent", "fraction"):
        yield from arithmetic.shares(index, subject, area, periods)
    if resolver.target_head or reading.times.source not in ("heading", "said"):
        yield from arithmetic.targets(index, subject, area)


def says_change(reading: Reading) -> bool:
    """Whether a word of the cell itself makes its figure a change ("up 4s on quarter two"), and so no level."""
    return reading.role.role == "change" and reading.role.word is not None and reading.role.sign != 0


def _shares(resolver: Resolver, at: int, subject: Subject, area: str, reading: Reading) -> Iterator[Candidate]:
    index = resolver.index
    periods = periods_to_look_at(reading.times, index, subject, area)
    figure = resolver.items[at].figure
    if figure is not None and figure.kind in ("percent", "fraction", "number") and reading.role.role == "share":
        yield from arithmetic.levels(index, subject, area, periods)
    yield from arithmetic.shares(index, subject, area, periods)
    for step in range(at + 1, min(len(resolver.items), at + 10)):
        if resolver.is_whole_of_change(step):  # "96 per cent of the net rise in all visits"
            for whole in resolver.meant(resolver.items[step]) if is_subject(resolver.items[step]) else ():
                yield from arithmetic.shares_of_change(index, subject, whole, area, periods)
    if reading.role.role != "share" and any(series.unit == "percent" for series in index.series(subject, area)):
        return  # its own percentage is meant
    named = [item for item in resolver.items if is_subject(item)]
    if named and reading.role.role in ("share", "open"):
        wholes: dict[Subject, None] = {}
        for item in named:
            wholes.update(dict.fromkeys(resolver.meant(item)))
        for whole in wholes:
            if whole != subject:
                yield from arithmetic.cross_shares(index, subject, whole, area, periods)
                yield from arithmetic.cross_shares(index, whole, subject, area, periods)
                if subject.category is None and whole.category is not None:
                    yield from arithmetic.shares(index, whole, area, periods)
    if figure is not None and figure.kind in ("percent", "fraction") and resolver.opens_with_pronoun():
        for part_told in resolver.carried.proved:  # "that is 24.5 per cent of the trials listed"
            yield from arithmetic.cross_shares(index, part_told, subject, area, periods)
    named_areas = tuple(dict.fromkeys(other for item in resolver.items for other in areas_named(item)))
    if named_areas:
        for part in dict.fromkeys((area, index.own or area)):
            yield from arithmetic.area_shares(index, subject, part, named_areas, periods)


def _intervals(index: Index, subject: Subject, area: str, periods: Sequence[Period] | None) -> Iterator[Candidate]:
    for fact in index.statistic(subject, area, "interval_half_width"):
        if periods is None or fact.period in periods or fact.period.start is None:
            yield arithmetic.of_fact(fact, subject)
    for series in index.series(subject, area):
        for fact in series.in_order:
            if fact.low is not None and fact.high is not None and (periods is None or fact.period in periods):
                yield Candidate(
                    (fact.high - fact.low) / 2, "percentage_points" if fact.unit == "percent" else fact.unit,
                    "interval_half_width", subject, area, fact.period, (fact.id,), how="half the interval",
                )  # fmt: skip
