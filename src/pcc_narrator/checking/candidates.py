"""Every value that a figure may mean, by its role and scopes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import CHANGE, PLAIN, RELATIVE, Index, Series, Subject
from pcc_narrator.checking.reading import Reading
from pcc_narrator.checking.role_after import falls_short
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Places, Times, areas_named, is_subject
from pcc_narrator.models.fact import Fact
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
                yield from _levels(index, subject, area, reading, resolver, at)
            if role in ("level", "to", "open") and at and resolver.items[at - 1].key in _REACHED:
                yield from arithmetic.targets(index, subject, area)  # "none of the 11 reached 95"
            if role == "from":
                yield from _compared(index, subject, area, reading, resolver, at)
            if role == "target":
                yield from arithmetic.targets(index, subject, area)
            if role == "mean":
                yield from _last_so_many(resolver, index, subject, area, reading)
                yield from _averages(index, subject, area, reading.times.choices)
            open_change = role == "open" and figure.kind in ("percent", "points") and not _beside_level(resolver, at)
            open_change = open_change and not _listed_with_level(resolver, at)
            if role in ("change", "multiple") or open_change:
                yield from timed_changes(index, subject, area, reading.times, reading.bases)
            if role in ("difference", "multiple"):
                yield from _distances(resolver, at, subject, area, reading)
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


def areas_to_look_in(index: Index, subject: Subject, places: Places) -> tuple[str, ...]:
    """The areas asked for; where only the default is known and has nothing, the only area that has something."""
    known = tuple(area for area in places.choices if index.knows(subject, area))
    if not known and places.source in ("default", "open"):
        others = index.areas_of(subject)
        return others if len(others) == 1 else ()
    return places.choices


def periods_to_look_at(times: Times, index: Index, subject: Subject, area: str) -> Sequence[Period] | None:
    """The periods to look at: for a month without its year, that month of any year if the one read is not there."""
    if times.choices is None:
        return None
    series = index.series(subject, area)
    absent = _absent(series, times.choices)
    if times.source in ("said", "heading", "carried") and absent:
        if any(
            len(parts := one.inside(period)) > 1 and arithmetic.fills(parts, period)
            for one in series
            for period in times.choices
        ):
            return times.choices  # the year to date: what its quarters add up to
        single = [
            only.period
            for one in series
            for period in times.choices
            if period.start is not None and not arithmetic.is_longer(period, times.choices)
            if (only := one.only_inside(period)) is not None
        ]
        if single:
            return single
        if not times.exact and (ending := _ending_with(series, times.choices)):
            return ending
    if times.month is not None and absent:
        same = [
            fact.period
            for one in series
            for fact in one.in_order
            if fact.period.months == 1 and fact.period.end is not None and fact.period.end.month == times.month
        ]
        return same or times.choices
    if times.source == "default" and absent:
        return None
    return times.choices


def _absent(series: Sequence[Series], periods: Sequence[Period]) -> bool:
    """Whether no series has a figure of any of the periods."""
    for one in series:  # asked of each figure, several times
        facts = one.facts
        for period in periods:
            if period in facts:
                return False
    return True


def _ending_with(series: Sequence[Series], periods: Sequence[Period]) -> tuple[Period, ...]:
    """For "in March" of a rolling series: the longer periods that end with a month, where none is as short as it."""
    found: dict[Period, None] = {}
    for one in series:
        for period in periods:
            if period.end is None:
                continue
            if one.like(period):
                inside = [fact.period for fact in one.like(period) if same_year(fact.period, period)]
                found.update((year, None) for year in inside if len(inside) == 1)
                continue
            found.update((fact.period, None) for fact in one.in_order if _longer(fact.period, period))
    return tuple(found)


def same_year(period: Period, year: Period) -> bool:
    """Whether a year of other months is meant: "2018" of years to March, "2015/16" of years to August."""
    if year.months != 12 or year.start is None or year.end is None or period.start is None or period.end is None:
        return False
    if (year.start.month, year.start.day) == (1, 1):
        return period.end.year == year.end.year
    return (period.start.year, period.end.year) == (year.start.year, year.end.year)


def _longer(whole: Period, part: Period) -> bool:
    """Whether a period ends with another one that it holds."""
    return whole.end == part.end and whole.start is not None and part.start is not None and whole.start < part.start


def _levels(
    index: Index, subject: Subject, area: str, reading: Reading, resolver: Resolver, at: int
) -> Iterator[Candidate]:
    periods = periods_to_look_at(reading.times, index, subject, area)
    found: Iterable[Candidate] = arithmetic.levels(index, subject, area, periods)
    if reading.times.after is not None:
        found = (one for one in found if _later(one.period, reading.times.after))
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


def _later(period: Period, after: Period) -> bool:
    return period.end is None or after.end is None or period.end > after.end


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


def _averages(index: Index, subject: Subject, area: str, periods: Sequence[Period] | None) -> Iterator[Candidate]:
    yield from arithmetic.means(index, subject, area, periods)
    yield from arithmetic.levels(index, subject, area, periods)
    yield from arithmetic.group_means(index, subject, area, periods)


def _last_so_many(
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


def _compared(
    index: Index, subject: Subject, area: str, reading: Reading, resolver: Resolver, at: int
) -> Iterator[Candidate]:
    """What a figure after "from" or "compared with" may be: the level of its own period or area, or of the base."""
    said = reading.times.source == "said"
    if said and reading.role.pair is not None:
        yield from arithmetic.levels(index, subject, area, periods_to_look_at(reading.times, index, subject, area))
    if reading.bases.choices:
        yield from arithmetic.levels(index, subject, area, reading.bases.choices)
    if said and reading.times.choices is not None and _period_own(resolver, at):
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
            rest = [fact for fact in series.like(times.after) if _later(fact.period, times.after)]
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


def _distances(resolver: Resolver, at: int, subject: Subject, area: str, reading: Reading) -> Iterator[Candidate]:
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
