"""The changes, and the distances from a target, an area or an earlier time, that a figure may mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import CHANGE, Index, Subject
from pcc_narrator.checking.reading import Reading
from pcc_narrator.checking.role_after import falls_short
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Times
from pcc_narrator.checking.where_to_look import is_later, periods_to_look_at
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period


def _said_bases(index: Index, subject: Subject, area: str, bases: Times) -> Sequence[Period] | None:
    """The periods to look at for bases that are said: "the previous quarter" is no year, but where there is a figure
    of the year a quarter before."""
    said = bases.choices or ()
    if any(arithmetic.is_longer(period, said) for period in said):
        known = {period for series in index.series(subject, area) for period in series.facts}
        known |= {fact.base for fact in index.facts(subject, area) if fact.base is not None}
        kept = (period for period in said if not arithmetic.is_longer(period, said) or period in known)
        bases = bases._replace(choices=tuple(kept))
    return periods_to_look_at(bases, index, subject, area)


def timed_changes(index: Index, subject: Subject, area: str, times: Times, bases: Times) -> Iterator[Candidate]:
    """Changes over the periods said, on the bases said; over a stretch, from its first to its last figure."""
    if times.after is not None:
        for series in index.series(subject, area):
            start = series.facts.get(times.after)
            rest = [fact for fact in series.like(times.after) if is_later(fact.period, times.after)]
            if start is not None and rest:
                for fact in (rest[-1], rest[0]):
                    yield from arithmetic.change_between(series, start, fact)
        return
    periods = periods_to_look_at(times, index, subject, area)
    said_bases = _said_bases(index, subject, area, bases) if bases.source == "said" else None
    yield from arithmetic.changes(index, subject, area, periods, said_bases)
    if said_bases is None and times.source == "said":
        for fact in index.facts(subject, area):
            if fact.statistic in CHANGE and any(is_over(fact, period) for period in periods or ()):
                yield arithmetic.of_fact(fact, subject)
    if times.source == bases.source == "said":
        yield from _days_apart(index, subject, area, times, bases)
    for series in index.series(subject, area):
        if said_bases is None:
            for period in periods or ():
                for inside in series.parts(period):
                    if inside[0].period != period:
                        yield from arithmetic.change_between(series, inside[0], inside[-1])
        if said_bases and (periods is None or times.source != "said"):
            for base in said_bases:
                for key in series.grains:
                    facts = series.of_grain(key)
                    from_ = () if series.like(base) else series.within(key, base)
                    if from_ and from_[0] is not facts[-1]:
                        yield from arithmetic.change_between(series, from_[0], facts[-1])
                        if len(from_) > 1:
                            yield from arithmetic.change_between(series, from_[-1], facts[-1])


def is_over(fact: Fact, said: Period) -> bool:
    """Whether a change is one over the whole of a stretch of time: "in the year to May" of May on the May before."""
    base = fact.base
    if base is None or base.end is None or said.start is None or said.end != fact.period.end:
        return False
    return (said.start - base.end).days == 1


def _days_apart(index: Index, subject: Subject, area: str, times: Times, bases: Times) -> Iterator[Candidate]:
    """ "In 2018 compared with 2017" of counts taken on days: from one day of the one to the same day of the other."""
    for series in index.series(subject, area):
        for now in times.choices or ():
            for base in bases.choices or ():
                if series.facts.get(now) or series.facts.get(base):
                    continue
                for fact in series.all_inside(now):
                    for earlier in series.all_inside(base):
                        one, two = earlier.period.end, fact.period.end
                        day = earlier.period.start == one and fact.period.start == two
                        if (
                            day
                            and one is not None
                            and two is not None
                            and one < two
                            and (one.month, one.day) == (two.month, two.day)
                        ):
                            yield from arithmetic.change_between(series, earlier, fact)


def distances_meant(resolver: Resolver, at: int, subject: Subject, area: str, reading: Reading) -> Iterator[Candidate]:
    """The other side of "12 below": another area, the target, or an earlier period."""
    index = resolver.index
    periods = periods_to_look_at(reading.times, index, subject, area)
    word = reading.role.word if reading.role.word is not None else at
    after = [item for item in resolver.items[min(at, word) :] if item.clause == resolver.items[at].clause]
    rivals = resolver.rivals(at)
    to_target = any(item.has("target", "word") for item in after)
    if reading.role.word is None and not to_target:  # "the target was missed by 8.3 points"
        clause = [item for item in resolver.items if item.clause == resolver.items[at].clause]
        told = resolver.carried.target and any(item.key in ("it", "this", "that") for item in clause)
        to_target = (told or any(item.has("target", "word") for item in clause)) and any(
            item.has("target", "missed", "met") or item.key == "shortfall" for item in clause
        )
    if not to_target and reading.role.word is not None and not rivals:
        to_target = _points_to_target(resolver, word)
    if to_target or falls_short(resolver.items, at):
        yield from arithmetic.target_gaps(index, subject, area, periods)
        for fact in index.statistic(subject, area, "difference"):
            if fact.against is None:
                yield arithmetic.of_fact(fact, subject)
        return
    if rivals and rivals != (area,):
        own = area if area not in rivals or index.own is None else index.own
        if reading.bases.source == "said":  # "3.8 points higher than in the May before and above that of the region"
            yield from timed_changes(index, subject, own, reading.times, reading.bases)
        yield from arithmetic.differences(index, subject, own, [rival for rival in rivals if rival != own], periods)
        return
    if reading.bases.source == "said":
        yield from timed_changes(index, subject, area, reading.times, reading.bases)
        return
    yield from timed_changes(index, subject, area, reading.times, reading.bases)
    if reading.bases.source == "open":
        others = [other for other in index.areas_of(subject) if other != area][:60]
        if any(item.has("statistic", "mean") for item in after) or reading.role.role == "difference":
            groups = [
                other
                for other in others
                if (other in index.areas and index.areas[other].members)
                or (other in index.areas and index.areas[other].kind == "group")
            ]
            yield from arithmetic.differences(index, subject, area, groups, periods)


def _points_to_target(resolver: Resolver, word: int) -> bool:
    """Whether "8.3 points below it" is counted from a target that the sentence, or the one before it, told."""
    items = resolver.items
    if word + 1 >= len(items) or items[word + 1].key not in ("it", "this", "that"):
        return False
    told = any(item.has("target", "word") for item in items[:word])
    return told or resolver.carried.target
