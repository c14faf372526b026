"""A league table that says how sure its ranks are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import sqrt
from statistics import median

from pcc_narrator.contract.ids import fact_id
from pcc_narrator.flags.index import Index
from pcc_narrator.flags.spreads import Spreads
from pcc_narrator.models.fact import Area, Derivation, Fact, FactSet, Measure
from pcc_narrator.pipeline import Finished
from pcc_narrator.statistics.funnels import rank_holds, rank_interval
from pcc_narrator.workspace.plan import Words

METHOD = "pairwise comparison of rates at 95 per cent, over-dispersion allowed for (quasi-Poisson)"
BEST = Measure("highest_possible_rank", "Highest possible rank", unit="rank")
WORST = Measure("lowest_possible_rank", "Lowest possible rank", unit="rank")


@dataclass(frozen=True)
class Entry:
    """What one report gives to the league: its area's figures over the period in which it is ranked.

    `dispersion` is the variance over the mean of the area's quarter counts, its own or the plan's; None where its
    series is too short and the plan has none.
    """

    area: Area
    group: Area
    group_facts: tuple[Fact, ...]
    measure: Measure
    facts: FactSet
    words: Words
    rank: Fact
    value: Fact
    rate: Fact
    change: Fact | None  # as a count
    change_percent: Fact | None
    significant: Fact | None
    dispersion: float | None
    exceptions: int
    claims: tuple[int, int, int]  # supported, refuted, not enough information
    best: Fact | None = None  # the ranks that chance does not rule out; None until the league is made
    worst: Fact | None = None
    holds: float | None = None  # how often the rank would be the same if the period came again


@dataclass(frozen=True)
class League:
    """The entries by rank, each with the ranks that it may hold, and the facts of the table."""

    entries: tuple[Entry, ...]
    facts: FactSet
    sure: int  # how many hold their rank alone
    borrowed: tuple[str, ...]  # titles of areas whose spread is the median of the others'


def entry(finished: Finished) -> Entry | None:
    """The league's figures of one report: of its first measure that is ranked by rate. None without such a measure."""
    analysis = finished.analysis
    facts = analysis.facts
    own = facts.areas[0]
    ranked = [
        fact
        for fact in facts.facts
        if fact.statistic == "rank" and fact.area == own.id and fact.category is None
        and fact.order == "highest_first" and fact.id.endswith("by_rate.highest_first")
    ]  # fmt: skip
    order = {plan.id: place for place, plan in enumerate(analysis.workspace.plan.measures)}
    if not ranked:
        return None
    rank = min(ranked, key=lambda fact: order[fact.measure])
    same = [
        fact
        for fact in facts.facts
        if fact.measure == rank.measure and fact.category is None and fact.period == rank.period
    ]
    mine = {fact.statistic: fact for fact in same if fact.area == own.id and fact.statistic in ("value", "rate")}
    change = _yearly(same, own.id, "change")
    significant = next(
        (fact for fact in same if fact.statistic == "significant" and change and change.id in fact.of_what), None
    )
    group = facts.area_by_id[rank.against or ""]
    plan = analysis.workspace.plan
    spread = Spreads(Index(facts), plan).own(rank.measure, None, rank.period)
    given = next(one for one in plan.measures if one.id == rank.measure).over_dispersion
    usual = None if given is None else float(given.variance_over_mean)
    report = finished.report
    return Entry(
        area=own,
        group=group,
        group_facts=tuple(f for f in same if f.area == group.id and f.statistic in ("value", "rate", "change_percent")),
        measure=facts.measure_by_id[rank.measure],
        facts=replace(facts, measures=(), areas=(), facts=(), notes=(), requirements=()),
        words=plan.words,
        rank=rank,
        value=mine["value"],
        rate=mine["rate"],
        change=change,
        change_percent=_yearly(same, own.id, "change_percent"),
        significant=significant,
        dispersion=usual if spread is None else spread[0].value,
        exceptions=len(finished.outline.flags),
        claims=(report.count("supported"), report.count("refuted"), report.count("not_enough_information")),
    )


def _yearly(facts: Sequence[Fact], area: str, statistic: str) -> Fact | None:
    for fact in facts:
        if (fact.area, fact.statistic) == (area, statistic) and fact.base == fact.period.shifted(-12):
            return fact
    return None


def league(entries: Sequence[Entry]) -> League:
    """The entries by rank, with the ranks that each may hold once chance and the usual ups and downs are allowed for.

    The error of a rate is the square root of the count times its over-dispersion (quasi-Poisson), over the
    denominator; an area whose own series is too short is given the median over-dispersion of the others.
    """
    ordered = sorted(entries, key=lambda one: (one.rank.number, one.area.title))
    known = [one.dispersion for one in ordered if one.dispersion is not None]
    usual = median(known) if known else 1.0
    rates = [float(one.rate.number) for one in ordered]
    errors = [
        rate * sqrt(max(1.0, one.dispersion or usual) / max(1.0, float(one.value.number)))
        for one, rate in zip(ordered, rates, strict=True)
    ]
    placed = []
    for place, one in enumerate(ordered):
        low, high = rank_interval(rates, errors, place)
        best, worst = len(ordered) + 1 - high, len(ordered) + 1 - low  # rank 1 is the highest rate
        ends = (_possible(one, BEST, best, ordered), _possible(one, WORST, worst, ordered))
        holds = rank_holds(rates, errors, place)
        placed.append(replace(one, best=ends[0], worst=ends[1], holds=holds))
    first = placed[0]
    facts = [*first.group_facts]
    for one in placed:
        found = (
            one.value, one.rate, one.change, one.change_percent, one.significant, one.rank, one.best, one.worst,
        )  # fmt: skip
        facts += [fact for fact in found if fact is not None]
    whole = replace(
        first.facts,
        measures=(first.measure, BEST, WORST),
        areas=(first.group, *(one.area for one in placed)),
        facts=tuple(facts),
    )
    return League(
        tuple(placed),
        whole,
        sum(one.best.value == one.worst.value for one in placed if one.best and one.worst),
        tuple(one.area.title for one in placed if one.dispersion is None),
    )


def _possible(one: Entry, measure: Measure, rank: int, entries: Sequence[Entry]) -> Fact:
    """An end of the range of ranks, as a figure of its own: it is no rank that the area holds."""
    return Fact(
        id=fact_id(measure.id, "value", one.area.id, one.rank.period, calendar=one.facts.calendar),
        measure=measure.id,
        statistic="value",
        area=one.area.id,
        period=one.rank.period,
        value=Decimal(rank),
        unit="rank",
        decimals=0,
        basis="computed",
        derivation=Derivation("rank interval", tuple(each.rate.id for each in entries)),
        method=METHOD,
    )
