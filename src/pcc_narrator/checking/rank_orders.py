"""The ranks that the facts have of something, stated or worked out, among the areas or kinds that are meant."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.groups import is_group
from pcc_narrator.checking.index import Index, Subject
from pcc_narrator.checking.reading import Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Times, areas_named
from pcc_narrator.checking.where_to_look import periods_to_look_at
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period

Order = Literal["highest_first", "lowest_first"]


def ranked_areas(resolver: Resolver, at: int, reading: Reading) -> tuple[str, ...]:
    """The areas that a rank or extreme at item `at` is said of: no group that it is told among."""
    index, items = resolver.index, resolver.items
    single = tuple(area for area in reading.places.choices if not is_group(index, area))
    if single and reading.places.source != "default":
        return single
    before = [area for item in reversed(items[:at]) for area in areas_named(item) if not is_group(index, area)]
    if before:
        return (before[0],)
    carried = tuple(area for area in resolver.carried.areas if not is_group(index, area))
    if carried and resolver.opens_with_pronoun():
        return carried
    after = [area for item in items[at:] for area in areas_named(item) if not is_group(index, area)]
    return single or tuple(dict.fromkeys(after)) or ((index.own,) if index.own else ())


def ranked_among(resolver: Resolver, subject: Subject, area: str) -> tuple[str, ...]:
    """The areas that are put in order: the members of a group that the sentence names, else all of the same kind."""
    index = resolver.index
    for item in resolver.items:
        for named in areas_named(item):
            group = index.areas.get(named)
            if group is not None and area in group.members:
                return group.members
    return _group_told_before(resolver, area) or arithmetic.peers_of(index, area)


def _group_told_before(resolver: Resolver, area: str) -> tuple[str, ...] | None:
    """The members of the group in which the sentence before put others in order: "Leeds had the most in the county.
    York had the fewest"."""
    if not resolver.carried.ordered:
        return None
    groups = [resolver.index.areas.get(one) for one in reversed(resolver.carried.told_areas)]
    return next((one.members for one in groups if one is not None and area in one.members), None)


def says_rate(resolver: Resolver, at: int) -> bool:
    """Whether what is ranked is a rate: "the second highest death rate", "the highest per head"."""
    clause = resolver.items[at].clause
    near = [item for item in resolver.items[at : at + 8] if item.clause == clause]
    if any(item.key in ("rate", "rates", "per") for item in near):
        return True
    before = [item for item in resolver.items[:at] if item.clause == clause]
    base = any(one.key == "per" and two.key[:1].isdigit() for one, two in itertools.pairwise(before))
    return base and not any(item.key in _NUMBERS for item in near)  # "visits per 1,000 people were the third highest"


def ranks_of(resolver: Resolver, at: int, reading: Reading, order: Order | None) -> Iterator[Candidate]:
    """The ranks that the item at `at` may mean, of the facts first, then worked out from the areas' figures."""
    index = resolver.index
    rates = says_rate(resolver, at)
    for subject in reading.subjects.choices:
        for area in ranked_areas(resolver, at, reading):
            for level in arithmetic.levels(index, subject, area, reading.times.choices):
                if level.unit == "rank":
                    yield level
            for fact in _of_what_is_said(resolver, at, index.statistic(subject, area, "rank")):
                if not in_time(fact, reading.times):
                    continue
                given: Order = fact.order or "highest_first"
                if order is None or given == order:
                    yield arithmetic.of_fact(fact, subject)
                elif fact.out_of is not None:
                    yield Candidate(
                        fact.out_of + 1 - fact.number,
                        "rank",
                        "rank",
                        subject,
                        area,
                        fact.period,
                        (fact.id,),
                        how="counted from the other end",
                    )
            among = ranked_among(resolver, subject, area)
            yield from computed_ranks(
                index, subject, area, reading.times, order, among, rates=rates, numbers=says_a_number(resolver)
            )
            if not rates:
                yield from category_ranks(index, subject, area, reading.times, order)


def _of_what_is_said(resolver: Resolver, at: int, ranks: Iterable[Fact]) -> tuple[Fact, ...]:
    """The ranks by rate where a rate is spoken of, those by number where a number is; else all."""
    found = tuple(ranks)
    after = [item for item in resolver.items[at : at + 8] if item.clause == resolver.items[at].clause]
    if says_rate(resolver, at):
        rated = True
    elif any(item.key in _NUMBERS for item in after):
        rated = False
    elif resolver.says_rate:
        rated = True
    else:
        return found
    other = "count" if rated else "per_1000"
    return tuple(fact for fact in found if other not in _ranked_units(resolver.index, fact))


def says_a_number(resolver: Resolver) -> bool:
    """Whether the words speak of a number or a total."""
    return any(item.key in _NUMBERS for item in resolver.items)


def _ranked_units(index: Index, rank: Fact) -> tuple[object, ...]:
    key = "ranked_units", rank.id
    if (known := index.memo.get(key)) is None:
        facts = index.set.by_id
        known = index.memo[key] = tuple({facts[id].unit: None for id in rank.of_what if id in facts})
    return known


_BEHIND = frozenset({"numerator", "denominator"})
_NUMBERS = frozenset({"number", "numbers", "volume", "volumes", "count", "counts", "total", "totals"})


def in_time(fact: Fact, times: Times) -> bool:
    """Whether a fact is of a time that is meant."""
    return (
        times.choices is None
        or fact.period in times.choices
        or fact.period.start is None
        or (times.source != "said" and times.month is None and times.source == "default")
    )


def _periods_of(index: Index, subject: Subject, area: str, times: Times) -> Sequence[Period]:
    if times.choices is not None:
        known = [p for p in times.choices if any(p in one.facts for one in index.series(subject, area))]
        if known:
            return known
        inside = [p for p in periods_to_look_at(times, index, subject, area) or () if p not in times.choices]
        if inside or times.source == "said":
            return tuple(inside)
    found: dict[Period, None] = {}
    for series in index.series(subject, area):
        if series.in_order:
            found[series.in_order[-1].period] = None
    return tuple(found)


def computed_ranks(
    index: Index,
    subject: Subject,
    area: str,
    times: Times,
    order: Order | None,
    among: Sequence[str],
    *,
    rates: bool = False,
    numbers: bool = True,
) -> Iterator[Candidate]:
    """The place of an area among others, by each statistic that they have; by rates alone where a rate is said, by the
    counts behind a share only where a number is."""
    if len(among) < 3:
        return
    for period in _periods_of(index, subject, area, times):
        statistics = tuple(dict.fromkeys(series.statistic for series in index.series(subject, area)))
        if not numbers and "value" in statistics:
            statistics = tuple(one for one in statistics if one not in _BEHIND)  # a share's place is no count's
        for statistic in ("rate",) if rates and "rate" in statistics else statistics:
            standing = arithmetic.standings(index, subject, among, period, statistic)
            if len(standing) < 3 or area not in standing:
                continue
            yield from _place(standing, area, subject, period, order)


def _place(
    standing: dict[str, Fact], area: str, subject: Subject, period: Period, order: Order | None
) -> Iterator[Candidate]:
    mine = standing[area].number
    for one in (order,) if order else ("highest_first", "lowest_first"):
        ahead = sum(fact.number > mine if one == "highest_first" else fact.number < mine for fact in standing.values())
        ids = tuple(fact.id for fact in standing.values())
        yield Candidate(
            Decimal(ahead + 1),
            "rank",
            "rank",
            subject,
            area,
            period,
            ids,
            how=f"place among {len(standing)}, {one.replace('_', ' ')}",
        )


def category_ranks(index: Index, subject: Subject, area: str, times: Times, order: Order | None) -> Iterator[Candidate]:
    """The place of a category among the categories of its measure."""
    if subject.category is None:
        return
    rivals = [one for one in index.subjects if one.measure == subject.measure and one.category is not None]
    for period in _periods_of(index, subject, area, times):
        standing: dict[str, Fact] = {}
        for rival in rivals:
            for series in index.series(rival, area)[:1]:
                fact = series.facts.get(period)
                if (
                    fact is not None
                    and rival.category is not None
                    and fact.category == rival.category
                    and rival.category.lower() not in ("total", "all")
                ):
                    standing[rival.category] = fact
        if len(standing) >= 3 and subject.category in standing:
            for found in _place(standing, subject.category, subject, period, order):
                yield Candidate(found.value, "rank", "rank", subject, area, period, found.facts, how=found.how)
