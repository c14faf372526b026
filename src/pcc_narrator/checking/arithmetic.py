"""What the facts say, and what follows from them by plain arithmetic: the candidates for a claim."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Context, Decimal

from pcc_narrator.checking.index import CHANGES, DIFFERENCES, PLAIN, Index, Series, Subject, grain
from pcc_narrator.checking.index import within as within
from pcc_narrator.models.fact import Fact, Unit
from pcc_narrator.models.period import Period
from pcc_narrator.models.record import record

_NONE = Decimal(0)
_DIVISION = Context(prec=40)


@record(frozen=True, slots=True)
class Candidate:  # some 10,000 are made for a report
    """A value that a claim may mean: a fact's, or computed from facts (`how` says the operation)."""

    value: Decimal
    unit: Unit
    statistic: str
    subject: Subject
    area: str
    period: Period
    facts: tuple[str, ...]
    base: Period | None = None
    against: str | None = None
    how: str = ""
    slack: Decimal = _NONE
    decimals: int | None = None


def of_fact(fact: Fact, subject: Subject) -> Candidate:
    """A fact as a candidate."""
    return Candidate(
        fact.number, fact.unit, fact.statistic, subject, fact.area, fact.period, (fact.id,), fact.base, fact.against,
        "", _NONE, fact.decimals,
    )  # fmt: skip


def _fits(period: Period, wanted: Sequence[Period] | None) -> bool:
    return wanted is None or period in wanted or (period.start is None and period.end is None)


def levels(index: Index, subject: Subject, area: str, periods: Sequence[Period] | None) -> tuple[Candidate, ...]:
    """The figures of a subject in an area for the periods asked for (all of them for None)."""
    key = ("levels", subject, area, None if periods is None else tuple(periods))
    return _remembered(index, key, lambda: _levels(index, subject, area, periods))


def _remembered(
    index: Index, key: tuple[object, ...], make: Callable[[], Iterable[Candidate]]
) -> tuple[Candidate, ...]:
    """The same question has the same answer: it is asked again for each figure of a sentence or row."""
    known = index.memo.get(key)
    if known is None:
        known = tuple(make())
        if len(index.memo) > 20_000:
            index.memo.clear()
        index.memo[key] = known
    return known  # type: ignore[return-value]


def _levels(index: Index, subject: Subject, area: str, periods: Sequence[Period] | None) -> Iterator[Candidate]:
    for series in index.series(subject, area):
        if periods is None:
            for fact in series.in_order:
                yield of_fact(fact, subject)
            continue
        for period in periods:
            known = series.facts.get(period)
            if known is not None:
                yield of_fact(known, subject)
                continue
            only = None if is_longer(period, periods) else series.only_inside(period)
            if only is not None and period.start is not None:
                yield of_fact(only, subject)
            if series.undated is not None:
                yield of_fact(series.undated, subject)
            yield from _sums(series, period)


def is_longer(period: Period, periods: Iterable[Period]) -> bool:
    """Whether it is the longer of two readings: for "the previous quarter", the rolling year that ends with it."""
    return period.months == 12 and any(other.end == period.end and other.months in (1, 3) for other in periods)


def _sums(series: Series, period: Period) -> Iterator[Candidate]:
    """The sum of the shorter periods that fill a period, for what can be added up."""
    parts = series.inside(period)
    if len(parts) < 2 or series.unit not in ("count", "gbp", "none") or not fills(parts, period):
        return
    total = sum((fact.number for fact in parts), Decimal(0))
    statistic = "total" if series.statistic == "value" else series.statistic  # the sum of numerators is no level
    yield Candidate(
        total, series.unit, statistic, series.subject, series.area, period, tuple(fact.id for fact in parts), how="sum"
    )


def fills(parts: Sequence[Fact], period: Period) -> bool:
    """Whether parts in order follow each other without gap from the start of a period to its end."""
    if parts[0].period.start != period.start or parts[-1].period.end != period.end:
        return False
    for left, right in itertools.pairwise(parts):
        if left.period.end is None or right.period.start is None:
            return False
        if (right.period.start - left.period.end).days != 1:
            return False
    return True


def means(index: Index, subject: Subject, area: str, periods: Sequence[Period] | None) -> Iterator[Candidate]:
    """Averages: facts that are means, the mean of the shorter periods inside, the monthly mean of a count."""
    for statistic in ("mean", "median"):
        for fact in index.statistic(subject, area, statistic):
            if _fits(fact.period, periods):
                yield of_fact(fact, subject)
    for series in index.series(subject, area):
        if series.statistic in ("mean", "median"):
            continue
        wanted = periods if periods is not None else tuple(series.facts)
        for period in wanted:
            parts = series.inside(period)
            if len(parts) > 1 and fills(parts, period):
                total = sum((fact.number for fact in parts), Decimal(0))
                yield Candidate(
                    _divide(total, Decimal(len(parts))), series.unit, "mean", subject, area, period,
                    tuple(fact.id for fact in parts), how=f"mean of {len(parts)} periods",
                )  # fmt: skip
            whole = series.facts.get(period)
            months = period.months
            if whole is not None and months and months > 1 and series.unit == "count":
                yield Candidate(
                    _divide(whole.number, Decimal(months)), series.unit, "mean", subject, area, period, (whole.id,),
                    how="monthly mean",
                )  # fmt: skip
        if periods is None and len(series.facts) > 1:
            for key in series.grains:
                facts = series.of_grain(key)
                total = sum((fact.number for fact in facts), Decimal(0))
                yield Candidate(
                    _divide(total, Decimal(len(facts))), series.unit, "mean", subject, area,
                    Period(facts[0].period.start, facts[-1].period.end), tuple(fact.id for fact in facts),
                    how=f"mean of {len(facts)} periods",
                )  # fmt: skip


def default_bases(series: Series, fact: Fact) -> tuple[Fact, ...]:
    """What a change is usually taken from: the period before it, and the same period a year earlier."""
    found: dict[str, Fact] = {}
    months = fact.period.months
    shifts = [] if months is None else [-months, -12]
    if months == 12:
        shifts = [-12]
    for shift in shifts:
        earlier = series.facts.get(fact.period.shifted(shift))
        if earlier is not None:
            found[earlier.id] = earlier
    if not found or months is None:
        peers = series.like(fact.period)
        place = next((number for number, one in enumerate(peers) if one is fact), 0)
        if place:
            before = peers[place - 1]
            if not _overlap(before.period, fact.period):
                found[before.id] = before
    return tuple(found.values())


def _overlap(one: Period, two: Period) -> bool:
    if one.start is None or one.end is None or two.start is None or two.end is None:
        return False
    return one.start <= two.end and two.start <= one.end


def changes(
    index: Index, subject: Subject, area: str, periods: Sequence[Period] | None, bases: Sequence[Period] | None
) -> tuple[Candidate, ...]:
    """Changes over time: those that facts state, and those between two figures of one series.

    `bases` None: the period before, and the same period a year earlier. Amounts, percentages, points, ratios.
    """
    key = (
        "changes",
        subject,
        area,
        None if periods is None else tuple(periods),
        None if bases is None else tuple(bases),
    )
    return _remembered(index, key, lambda: _changes(index, subject, area, periods, bases))


def _changes(
    index: Index, subject: Subject, area: str, periods: Sequence[Period] | None, bases: Sequence[Period] | None
) -> Iterator[Candidate]:
    for statistic in CHANGES:
        for fact in index.statistic(subject, area, statistic):
            if _fits(fact.period, periods) and (bases is None or _base_of(fact) in bases):
                yield of_fact(fact, subject)
    for series in index.series(subject, area):
        wanted = series.in_order if periods is None else [f for p in periods if (f := series.facts.get(p)) is not None]
        for fact in wanted:
            if bases is None:
                before = default_bases(series, fact)
            else:
                before = tuple(
                    found for base in bases if (found := _of_base(series, base, fact)) is not None and found is not fact
                )
            for earlier in before:
                yield from change_between(series, earlier, fact)


def _of_base(series: Series, base: Period, fact: Fact) -> Fact | None:
    known = series.facts.get(base)
    if known is not None:
        return known if grain(base) == grain(fact.period) else None
    only = series.only_inside(base)
    if only is None or grain(only.period) != grain(fact.period):
        return None
    of_day = only.period.start == only.period.end  # "on 2011" of a count taken on a day; no quarter is its year
    return only if of_day or base.months is None or base.months <= (only.period.months or 0) else None


def _base_of(fact: Fact) -> Period:
    return fact.base if fact.base is not None else fact.period.shifted(-12)


def change_between(series: Series, earlier: Fact, later: Fact) -> Iterator[Candidate]:
    """The change from one figure to another of the same series."""
    yield from compare(
        later, earlier, series.subject, statistics=("change", "change_percent", "change_points"), base=earlier.period
    )


def compare(
    one: Fact,
    two: Fact,
    subject: Subject,
    *,
    statistics: tuple[str, str, str],
    base: Period | None = None,
    against: str | None = None,
) -> Iterator[Candidate]:
    """`one` minus `two`: the amount (points for percentages), the percentage of `two`, and the ratio."""
    amount, percent, points = statistics
    ids = (one.id, two.id)
    gap = one.number - two.number
    slack = _slack(one) + _slack(two)
    common = (subject, one.area, one.period, ids, base, against)
    if one.unit == "percent":
        yield Candidate(gap, "percentage_points", points, *common, "difference", slack)
    elif one.unit != "rank":
        yield Candidate(gap, one.unit, amount, *common, "difference", slack)
    if two.number and one.unit != "rank":
        share = _divide(gap * 100, abs(two.number))
        yield Candidate(share, "percent", percent, *common, "percentage")
        yield Candidate(_divide(one.number, two.number), "ratio", "ratio", *common, "ratio")


def _slack(fact: Fact) -> Decimal:
    """The uncertainty of a figure that its source has rounded."""
    if fact.decimals is None or fact.unit in ("count", "rank"):
        return _NONE
    return Decimal(1).scaleb(-fact.decimals) / 2


def differences(
    index: Index, subject: Subject, area: str, others: Iterable[str], periods: Sequence[Period] | None
) -> Iterator[Candidate]:
    """The distance of one area's figure from another's, as facts state it or as it follows."""
    rivals = tuple(others)
    for statistic in DIFFERENCES:
        for fact in index.statistic(subject, area, statistic):
            to_target = fact.against is None and bool(index.statistic(subject, area, "target"))
            if to_target and rivals:
                continue  # how far from the target is no distance from another area
            if _fits(fact.period, periods) and (fact.against is None or not rivals or fact.against in rivals):
                yield of_fact(fact, subject)
    names = ("difference", "difference_percent", "difference_points")
    for series in index.series(subject, area):
        mine = series.in_order if periods is None else [f for p in periods if (f := series.facts.get(p)) is not None]
        for rival in rivals:
            for other in index.series(subject, rival):
                if other.unit != series.unit or not _comparable(series, other):
                    continue
                for fact in mine:
                    theirs = other.facts.get(fact.period)
                    if theirs is not None:
                        yield from compare(fact, theirs, subject, statistics=names, against=rival)


def _comparable(one: Series, two: Series) -> bool:
    same = {"value", "mean", "rate", "median"}
    return one.statistic == two.statistic or (one.statistic in same and two.statistic in same)


def targets(index: Index, subject: Subject, area: str) -> tuple[Candidate, ...]:
    """The levels to reach."""
    found = [of_fact(fact, subject) for fact in index.statistic(subject, area, "target")]
    if not found and subject.category is not None:
        found = [of_fact(fact, subject) for fact in index.statistic(Subject(subject.measure), area, "target")]
    measure = index.measures.get(subject.measure)
    if not found and measure is not None and measure.target is not None:
        found.append(
            Candidate(
                measure.target,
                measure.unit or "none",
                "target",
                subject,
                area,
                Period(),
                (),
                how="the measure's target",
            )
        )
    return tuple(found)


def target_gaps(index: Index, subject: Subject, area: str, periods: Sequence[Period] | None) -> Iterator[Candidate]:
    """The distance from the target."""
    for goal in targets(index, subject, area):
        for level in levels(index, subject, area, periods):
            if level.unit != goal.unit or level.statistic not in PLAIN:
                continue  # the lines of a control chart reach no target
            unit: Unit = "percentage_points" if level.unit == "percent" else level.unit
            ids = (*level.facts, *goal.facts)
            yield Candidate(
                level.value - goal.value, unit, "difference", subject, area, level.period, ids, how="distance to target"
            )


def shares(index: Index, subject: Subject, area: str, periods: Sequence[Period] | None) -> Iterator[Candidate]:
    """Parts of a whole: a category in its measure, an area in another, a change in the whole change."""
    for statistic in ("share", "contribution", "share_of_change"):
        for fact in index.statistic(subject, area, statistic):
            if _fits(fact.period, periods):
                yield of_fact(fact, subject)
    if subject.category is not None:
        yield from _parts(index, subject, area, Subject(subject.measure), area, periods, "share of the whole")
        yield from shares_of_change(index, subject, Subject(subject.measure), area, periods)


def area_shares(
    index: Index, subject: Subject, area: str, others: Iterable[str], periods: Sequence[Period] | None
) -> Iterator[Candidate]:
    """One area's part of another's figure."""
    for other in others:
        if other != area:
            yield from _parts(index, subject, area, subject, other, periods, "share of the other area")


def cross_shares(
    index: Index, part: Subject, whole: Subject, area: str, periods: Sequence[Period] | None
) -> Iterator[Candidate]:
    """One measure's figure as a part of another's."""
    if part != whole:
        yield from _parts(index, part, area, whole, area, periods, "share of the other measure")


def _parts(
    index: Index, part: Subject, area: str, whole: Subject, other: str, periods: Sequence[Period] | None, how: str
) -> Iterator[Candidate]:
    for series in index.series(part, area):
        mine = series.in_order if periods is None else [f for p in periods if (f := series.facts.get(p)) is not None]
        for wholes in index.series(whole, other):
            if wholes.unit != series.unit or wholes.statistic != series.statistic or series.unit in ("percent", "rank"):
                continue
            for fact in mine:
                base = wholes.facts.get(fact.period)
                if base is None or not base.number or (part != whole and fact.number == base.number):
                    continue  # one thing by two names is no part of itself
                if abs(fact.number) <= abs(base.number):
                    yield Candidate(
                        _divide(fact.number * 100, base.number), "percent", "share", part, area, fact.period,
                        (fact.id, base.id), against=other if other != area else None, how=how,
                    )  # fmt: skip


def shares_of_change(
    index: Index, subject: Subject, whole: Subject, area: str, periods: Sequence[Period] | None
) -> Iterator[Candidate]:
    """How much of the change of one subject that of another is, over the same time."""
    wholes = {
        (one.period, one.base, one.unit): one
        for one in changes(index, whole, area, periods, None)
        if one.statistic == "change" and one.value
    }
    for part in changes(index, subject, area, periods, None):
        base = wholes.get((part.period, part.base, part.unit))
        if part.statistic == "change" and base is not None:
            yield Candidate(
                _divide(part.value * 100, base.value), "percent", "share_of_change", subject, area, part.period,
                (*part.facts, *base.facts), part.base, how="share of the whole change",
            )  # fmt: skip


def group_means(index: Index, subject: Subject, group: str, periods: Sequence[Period] | None) -> tuple[Candidate, ...]:
    """The plain mean of a group's members, where each has a figure and no fact states the mean."""
    key = ("group_means", subject, group, None if periods is None else tuple(periods))
    return _remembered(index, key, lambda: _group_means(index, subject, group, periods))


def _group_means(index: Index, subject: Subject, group: str, periods: Sequence[Period] | None) -> Iterator[Candidate]:
    area = index.areas.get(group)
    if area is None or not area.members:
        return
    found: dict[tuple[str, Unit, Period], list[Fact]] = {}
    for member in area.members:
        for series in index.series(subject, member):
            for fact in series.facts.values():
                if _fits(fact.period, periods):
                    found.setdefault((series.statistic, series.unit, fact.period), []).append(fact)
    stated = {(fact.unit, fact.period) for fact in index.statistic(subject, group, "mean")}
    for (_, unit, period), facts in found.items():
        if len(facts) == len(area.members) and (unit, period) not in stated:
            total = sum((fact.number for fact in facts), Decimal(0))
            yield Candidate(
                _divide(total, Decimal(len(facts))), unit, "mean", subject, group, period,
                tuple(fact.id for fact in facts), how="mean of the members",
            )  # fmt: skip


def peers_of(index: Index, area: str) -> tuple[str, ...]:
    """The areas of the same kind, in order, the area itself included; no whole of others."""
    mine = index.areas.get(area)
    if mine is None:
        return (area,)
    wholes = index.untold_wholes - {area}
    return tuple(other.id for other in index.set.areas if other.kind == mine.kind and other.id not in wholes)


def standings(index: Index, subject: Subject, among: Sequence[str], period: Period, statistic: str) -> dict[str, Fact]:
    """Each area's figure of one subject, period and statistic."""
    found: dict[str, Fact] = {}
    for area in among:
        for series in index.series(subject, area):
            fact = series.facts.get(period) if series.statistic == statistic else None
            if fact is not None:
                found[area] = fact
                break
    return found


def same_length(facts: Sequence[Fact], period: Period) -> tuple[Fact, ...]:
    """The facts for periods as long as the one given."""
    return tuple(fact for fact in facts if grain(fact.period) == grain(period))


def _divide(one: Decimal, two: Decimal) -> Decimal:
    return _DIVISION.divide(one, two)
