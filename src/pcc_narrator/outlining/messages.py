"""Content selection: the messages of one measure, in the order in which they are said.

The level first, what came before it, what moved it and what moved against it, the comparison with others, the
target. What the facts lack is left out; nothing for the period is said, not skipped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pcc_narrator.models.fact import Fact
from pcc_narrator.models.flag import Flag
from pcc_narrator.models.outline import Message, MessageKind
from pcc_narrator.models.period import Period
from pcc_narrator.outlining import picks as p
from pcc_narrator.wording import Wording
from pcc_narrator.wording.changes import direction
from pcc_narrator.workspace.plan import MeasurePlan

ABSOLUTE = ("count", "gbp", "rank")  # units in which areas of different size cannot be compared
MOVERS = 2  # categories named on each side of a change
ORDER: tuple[MessageKind, ...] = ("no_data", "level", "trend", "composition", "breakdown", "peers", "target", "caution")


def figures(w: Wording, plan: MeasurePlan, period: Period, flags: Iterable[Flag]) -> tuple[Message, ...]:
    """The messages about the figures of one measure. Empty only if the measure has no figure at all."""
    found = p.pick(w, plan, period)
    mine = tuple(flag for flag in flags if flag.measure == plan.id)
    level = found.level
    if level is None:
        return (Message(f"{plan.id}.no_data", "no_data", measure=plan.id, flags=_ids(mine)),)
    messages = [
        *_no_data(w, found, mine),
        *_level(w, found, period, mine),
        *_trend(w, found, period, mine),
        *_composition(w, found, mine),
        *_breakdown(w, found),
        *_peers(w, plan, level),
        *_target(w, plan, level, mine),
        *_caution(found),
    ]
    order = tuple(kind for kind in plan.order if kind in ORDER)
    if not order:
        return tuple(messages)
    places = {kind: place for place, kind in enumerate((*order, *(kind for kind in ORDER if kind not in order)))}
    return tuple(sorted(messages, key=lambda message: places[message.kind]))


def _message(
    plan: MeasurePlan,
    kind: MessageKind,
    facts: Iterable[Fact | None],
    key: Iterable[Fact | None],
    flags: Iterable[Flag],
) -> Message:
    return Message(
        id=f"{plan.id}.{kind}",
        kind=kind,
        facts=p.ids(*facts),
        flags=_ids(flags),
        measure=plan.id,
        key=p.ids(*key),
    )


def _ids(flags: Iterable[Flag]) -> tuple[str, ...]:
    return tuple(flag.id for flag in flags)


def _no_data(w: Wording, found: p.Picks, flags: tuple[Flag, ...]) -> tuple[Message, ...]:
    if not found.missing or found.latest is None:
        return ()
    change = p.year_change(w, found.latest)
    facts = (found.latest, *p.with_share(w, change), _half_width(w, found.latest))
    return (_message(found.measure, "no_data", facts, (found.latest,), flags),)


def _level(w: Wording, found: p.Picks, period: Period, flags: tuple[Flag, ...]) -> tuple[Message, ...]:
    if found.missing:
        return ()
    change = p.headline_change(w, found)
    shown = p.with_share(w, change)
    quarters = p.quarters_of_year(w, found.measure.id, period)[:-1]
    series = quarters if change is not None and change == (found.now and p.last_change(w, found.now)) else ()
    key = (found.now, found.year, change if change is not None and direction(change) else None)
    facts = (found.now, found.year, *shown, *reversed(series), _half_width(w, found.now or found.year))
    return (_message(found.measure, "level", facts, key, flags),)


def _trend(w: Wording, found: p.Picks, period: Period, flags: tuple[Flag, ...]) -> tuple[Message, ...]:
    """The quarters side by side, where they say more than the headline change does."""
    if found.now is None:
        return ()
    headline = p.headline_change(w, found)
    last, yearly = p.last_change(w, found.now), p.year_change(w, found.now)
    quarters = p.quarters_of_year(w, found.measure.id, period)
    extra = [
        fact
        for statistic in ("extreme", "run")
        for fact in w.find(found.measure.id, statistic)
        if fact.period == found.now.period and _telling(fact)
    ]
    changes = [fact for fact in (last, yearly) if fact is not None and fact != headline and direction(fact)]
    if not changes and not extra:
        return ()
    tested = any((test := w.test_of(change)) is not None and test.value for change in changes)
    telling = extra or tested or flags or p.disagree(last, headline) or p.disagree(last, yearly)
    steady = len(quarters) > 2 and p.monotone(quarters)
    if not telling and not steady:
        return ()
    before = p.at(w.find(found.measure.id, "value"), found.now.period.shifted(-12))
    shown = [fact for change in changes for fact in p.with_share(w, change)]
    facts = (found.now, *reversed(quarters), *shown, before if yearly in changes else None, *extra)
    return (_message(found.measure, "trend", facts, changes[:1], flags),)


def _telling(fact: Fact) -> bool:
    """A run of three or more changes one way, or any highest or lowest."""
    return fact.statistic == "extreme" or (abs(fact.number) >= 3 and not is_target_run(fact))


def is_target_run(fact: Fact) -> bool:
    """Whether a run counts periods that met or missed the target, and not changes."""
    return fact.statistic == "run" and "target" in (fact.method or "")


def _composition(w: Wording, found: p.Picks, flags: tuple[Flag, ...]) -> tuple[Message, ...]:
    """What moved a total, and what moved the other way."""
    level = found.year or found.now
    if found.measure.adds != "sum" or level is None or not found.measure.breakdown:
        return ()
    total = p.year_change(w, level) or p.last_change(w, level)
    if total is None:
        return ()
    moved = [
        change
        for category in categories(w, found.measure.id)
        for change in w.find(found.measure.id, "change", category=category)
        if change.period == total.period and change.base == total.base and direction(change)
    ]
    moved.sort(key=lambda change: (-abs(change.number), change.category or ""))
    way = direction(total) or -1
    along = [change for change in moved if direction(change) == way][:MOVERS]
    against = [change for change in moved if direction(change) == -way][:MOVERS]
    messages = []
    flagged = tuple(flag for flag in flags if flag.category is not None)
    if along:
        facts = (*_movers(w, along), total)
        messages.append(_message(found.measure, "composition", facts, along[:1], flagged))
    if against:
        facts = (*_movers(w, against), *_shares(w, against[:1]), total)
        other = _message(found.measure, "composition", facts, against[:1], flagged)
        messages.append(replace(other, id=f"{found.measure.id}.composition_against"))
    return tuple(messages)


def _movers(w: Wording, changes: Iterable[Fact]) -> tuple[Fact, ...]:
    """Each change with its percentage, its test, and the two levels it lies between."""
    found: list[Fact] = []
    for change in changes:
        found.extend(p.with_share(w, change))
        found.extend(fact for fact in (w.level_of(change), w.level_of(change, base=True)) if fact is not None)
    return tuple(found)


def _shares(w: Wording, changes: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(
        share
        for change in changes
        for share in w.find(change.measure, "share", category=change.category)
        if share.period == change.period
    )


def _breakdown(w: Wording, found: p.Picks) -> tuple[Message, ...]:
    """The groups of a measure that do not add up to it: the highest and the lowest."""
    level = found.level
    if level is None or not found.measure.breakdown or (found.measure.adds == "sum" and found.year is not None):
        return ()
    groups = [
        fact
        for category in categories(w, found.measure.id)
        if (fact := p.at(w.find(found.measure.id, "value", category=category), level.period)) is not None
    ]
    if len(groups) < 2:
        return ()
    ranked = sorted(groups, key=lambda fact: (-fact.number, fact.category or ""))
    ends = ranked[:2] if level.unit == "count" else [ranked[0], ranked[-1]]
    changes = [p.year_change(w, fact) or p.last_change(w, fact) for fact in ends]
    facts = (*ends, *(fact for change in changes for fact in p.with_share(w, change)))
    return (_message(found.measure, "breakdown", facts, ends[:1], ()),)


def categories(w: Wording, measure: str, area: str | None = None) -> tuple[str, ...]:
    """The categories of a measure in the report's own area, in the order of the facts."""
    where = area or w.own.id
    return tuple(
        category
        for (of, statistic, place, category) in w.by_subject
        if of == measure and statistic == "value" and place == where and category is not None
    )


def _peers(w: Wording, plan: MeasurePlan, level: Fact) -> tuple[Message, ...]:
    """Two things at most: how the level compares, and how the change compares."""
    own = comparable(w, plan, level)
    messages = []
    others = [fact for group in plan.peers if (fact := of_group(w, plan.id, group, own)) is not None]
    ranks = [
        rank
        for rank in w.find(plan.id, "rank")
        if rank.period == own.period and (not rank.of_what or own.id in rank.of_what) and own.unit not in ABSOLUTE
    ]
    near = [rank for rank in ranks if int(rank.number) * 2 <= (rank.out_of or 0) + 1] or ranks
    if others or near:
        facts = (own, *others[:2], *near[:1])
        messages.append(_message(plan, "peers", facts, (others or near)[:1], ()))
    own_change = _percent_of_year(w, plan.id, w.own.id, own.period)
    moved = [fact for group in plan.peers if (fact := _percent_of_year(w, plan.id, group, own.period)) is not None]
    counts = _directions(w, plan.id, own.period)
    if own_change is not None and (moved or counts):
        most = sorted(counts, key=lambda fact: -fact.number)[:1]
        message = _message(plan, "peers", (own_change, *counts, *moved), most or moved[:1], ())
        messages.append(replace(message, id=f"{plan.id}.peers_change"))
    return tuple(messages)


def comparable(w: Wording, plan: MeasurePlan, level: Fact) -> Fact:
    """The level that other areas can be compared with: the rate where there is one, of the 12 months if it is known."""
    rates = w.find(plan.id, "rate")
    return p.at(rates, p.year_to(level.period)) or p.at(rates, level.period) or level


def of_group(w: Wording, measure: str, group: str, own: Fact) -> Fact | None:
    """The mean of a group, or the figure of a whole, in the unit and for the period of `own`. No counts."""
    if own.unit in ABSOLUTE:
        return None
    for statistic in ("mean", "rate", "value"):
        for fact in w.find(measure, statistic, area=group):
            if fact.period == own.period and fact.unit == own.unit:
                return fact
    return None


def _directions(w: Wording, measure: str, period: Period) -> tuple[Fact, ...]:
    """How many areas rose and how many fell, over the largest set of areas that is known."""
    found = [
        fact
        for (of, statistic, _, category), facts in w.by_subject.items()
        if of == measure and category is None and statistic in ("areas_with_increase", "areas_with_decrease")
        for fact in facts
        if fact.period == period
    ]
    widest = max((fact.out_of or 0 for fact in found), default=0)
    return tuple(fact for fact in found if (fact.out_of or 0) == widest)[:2]


def _percent_of_year(w: Wording, measure: str, area: str, period: Period) -> Fact | None:
    return p.at(w.find(measure, "change_percent", area=area), period, period.shifted(-12))


def _target(w: Wording, plan: MeasurePlan, level: Fact, flags: tuple[Flag, ...]) -> tuple[Message, ...]:
    if plan.target is None:
        return ()
    targets = [fact for fact in w.find(plan.id, "target") if fact.period in (level.period, Period())]
    targets = targets or list(w.find(plan.id, "target"))
    differences = [
        fact
        for fact in w.find(plan.id, "difference")
        if fact.against in ("target", None) and fact.period == level.period
    ]
    if not targets and not differences:
        return ()
    runs = [fact for fact in w.find(plan.id, "run") if fact.period == level.period and is_target_run(fact)]
    facts = (level, *targets[:1], *differences[:1], *runs[:1])
    return (_message(plan, "target", facts, targets[:1], flags),)


def _caution(found: p.Picks) -> tuple[Message, ...]:
    """A provisional figure is said to be one."""
    provisional = [
        fact for fact in (found.now, found.year) if fact is not None and (fact.basis or "").startswith("provisional")
    ]
    return (_message(found.measure, "caution", provisional, (), ()),) if provisional else ()


def _half_width(w: Wording, level: Fact | None) -> Fact | None:
    return None if level is None else p.at(w.find(level.measure, "interval_half_width"), level.period)
