"""The levels and averages that a figure may mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Index, Series, Subject
from pcc_narrator.checking.reading import Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import areas_named
from pcc_narrator.checking.where_to_look import is_later, periods_to_look_at
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period


def levels_meant(
    index: Index, subject: Subject, area: str, reading: Reading, resolver: Resolver, at: int
) -> Iterator[Candidate]:
    """The levels of the periods meant, and where the words speak of them the means, the peak, the low and the ends."""
    periods = periods_to_look_at(reading.times, index, subject, area)
    found: Iterable[Candidate] = arithmetic.levels(index, subject, area, periods)
    if reading.times.after is not None:
        found = (one for one in found if is_later(one.period, reading.times.after))
    known = tuple(found)
    yield from known
    averaged = resolver.items[at].clause in resolver.clauses_of_means
    stated = reading.role.role != "mean" and any(one.unit not in ("count", "gbp") for one in known)
    if not stated and (averaged or not known):  # a rate that is stated of a group is no mean of its members
        yield from arithmetic.group_means(index, subject, area, periods)
    if periods is not None:
        yield from _extreme_levels(resolver, at, subject, area, periods)
        if reading.role.role == "to" and reading.times.source != "said":  # "since then it has risen to 1,225"
            latest = (series.of_grain(key)[-1] for series in index.series(subject, area) for key in series.grains)
            yield from (arithmetic.of_fact(fact, subject) for fact in latest)
    if averaged:
        yield from arithmetic.means(index, subject, area, periods)


def _extreme_levels(
    resolver: Resolver, at: int, subject: Subject, area: str, periods: Sequence[Period]
) -> Iterator[Candidate]:
    """The highest, lowest and last of the shorter periods inside, where the words speak of one."""
    high, low, last, first = resolver.ends_told(resolver.items[at].clause)
    if not (high or low or last or first):
        return
    for series in resolver.index.series(subject, area):
        for period in periods:
            for inside in series.parts(period):
                chosen = []
                if high:
                    chosen.append(max(inside, key=lambda fact: fact.number))
                if low:
                    chosen.append(min(inside, key=lambda fact: fact.number))
                if last and not (_whole_of(series, period, inside) and _only_in(resolver, at)):
                    chosen.append(inside[-1])
                if first:
                    chosen.append(inside[0])
                for fact in chosen:
                    yield arithmetic.of_fact(fact, subject)


def _whole_of(series: Series, period: Period, inside: Sequence[Fact]) -> bool:
    """Whether a period has one figure of its own, stated or the sum of the counts of its shorter ones."""
    counted = series.unit in ("count", "gbp")
    return period in series.facts or (counted and arithmetic.fills(tuple(inside), period))


def _only_in(resolver: Resolver, at: int) -> bool:
    """Whether a clause says "in" a period, and nothing of its end but that something rose to a figure: "in quarter four
    visits rose to 37,908", which is no month's figure."""
    items = [item for item in resolver.items if item.clause == resolver.items[at].clause]
    ended = any(item.key in ("by", "end", "until", "finished", "ended", "closed", "over", "during") for item in items)
    told = [(step, item) for step, item in enumerate(items) if item.period is not None and item.period.relation is None]
    if ended or len(told) != 1:
        return False
    step, item = told[0]
    preposed = (item.period.preposition if item.period is not None else "") or (items[step - 1].key if step else "")
    return preposed == "in"


def averages_meant(index: Index, subject: Subject, area: str, periods: Sequence[Period] | None) -> Iterator[Candidate]:
    """The means of the periods meant, the levels that are means themselves, and the means of groups."""
    yield from arithmetic.means(index, subject, area, periods)
    yield from arithmetic.levels(index, subject, area, periods)
    yield from arithmetic.group_means(index, subject, area, periods)


def averages_of_the_last(
    resolver: Resolver, index: Index, subject: Subject, area: str, reading: Reading
) -> Iterator[Candidate]:
    """ "The average over the five years": of the last five figures that end with a period told or the report's."""
    told = next((item.figure for item in resolver.items if item.figure and item.figure.kind == "duration"), None)
    if told is None or told.unit != "months" or reading.times.source == "said":
        return
    ends = {period.end for period in (*(reading.times.choices or ()), *resolver.carried.told_times)}
    for series in index.series(subject, area):
        for key in series.grains:
            facts = series.of_grain(key)
            many = int(told.value / key) if isinstance(key, int) else 0
            for stop in range(many, len(facts) + 1) if many > 1 else ():
                part = facts[stop - many : stop]
                whole = Period(part[0].period.start, part[-1].period.end)
                if (whole.end in ends or stop == len(facts)) and arithmetic.fills(part, whole):
                    yield from arithmetic.means(index, subject, area, (whole,))


def levels_compared_with(
    index: Index, subject: Subject, area: str, reading: Reading, resolver: Resolver, at: int
) -> Iterator[Candidate]:
    """What a figure after "from" or "compared with" may be: the level of its own period or area, or of the base."""
    said = reading.times.source == "said"
    if said and reading.role.pair is not None:
        yield from arithmetic.levels(index, subject, area, periods_to_look_at(reading.times, index, subject, area))
    own = said and reading.times.choices is not None and _period_own(resolver, at)
    if reading.bases.choices and not own:
        yield from arithmetic.levels(index, subject, area, reading.bases.choices)
    if own:
        yield from arithmetic.levels(index, subject, area, periods_to_look_at(reading.times, index, subject, area))
        return
    if (
        reading.role.pair is None
        and reading.places.source == "said"
        and (area != index.own or _several_areas(resolver))
        and _area_own(resolver, at)
    ):
        yield from arithmetic.levels(index, subject, area, periods_to_look_at(reading.times, index, subject, area))
        yield from arithmetic.group_means(index, subject, area, reading.times.choices)
        return
    clause = [item for item in resolver.items if item.clause == resolver.items[at].clause]
    if any(item.has("target", "word") for item in clause):
        yield from arithmetic.targets(index, subject, area)
    if reading.bases.choices:
        return
    for series in index.series(subject, area):
        now = (
            series.in_order
            if reading.times.choices is None
            else [fact for period in reading.times.choices if (fact := series.facts.get(period)) is not None]
        )
        for fact in now:
            for base in arithmetic.default_bases(series, fact):
                yield arithmetic.of_fact(base, subject)
        if reading.role.pair is not None or not now:
            ended = _end_told(resolver, at, reading)
            for fact in series.in_order:
                if fact.period not in ended:
                    yield arithmetic.of_fact(fact, subject)


def _end_told(resolver: Resolver, at: int, reading: Reading) -> tuple[Period, ...]:
    """When a change ended whose two ends are printed alike: "fell from 62 to 62" has not both from there."""
    pair, figure = reading.role.pair, resolver.items[at].figure
    other = resolver.items[pair].figure if pair is not None else None
    if pair is None or figure is None or other is None or not reading.role.sign or other.value != figure.value:
        return ()
    return resolver.times(pair).choices or ()


def _several_areas(resolver: Resolver) -> bool:
    named = {area for item in resolver.items for area in areas_named(item)}
    return len(named) > 1


def _area_own(resolver: Resolver, at: int) -> bool:
    """Whether an area stands between the comparing word and the figure, or after it: "against 510 in Leeds"."""
    word = resolver.roles[at].word
    start = at - 4 if word is None or word > at else word
    return any(areas_named(item) for item in resolver.items[max(0, start) : at + 8])


def _period_own(resolver: Resolver, at: int) -> bool:
    """Whether a period stands right of the figure, before the next one: "from 510 in the year to December 2017"."""
    for item in resolver.items[at + 1 : at + 10]:
        if item.kind == "figure" or item.clause != resolver.items[at].clause:
            return False
        if item.kind == "period":
            return True
    return False
