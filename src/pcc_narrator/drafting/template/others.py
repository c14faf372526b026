"""Sentences that compare: with other areas, and with a target."""

from __future__ import annotations

from decimal import Decimal

from pcc_narrator.drafting.template.roles import Candidate, Roles, when
from pcc_narrator.figures.write import write
from pcc_narrator.models.fact import Fact
from pcc_narrator.wording import Wording, changes, comparisons, levels, periods
from pcc_narrator.wording.comparisons import standing
from pcc_narrator.wording.nouns import listed


def peers(r: Roles) -> list[Candidate]:
    """How the level compares with a group, or how the change does."""
    if r.message.id.endswith("_change"):
        return _changes(r)
    own = next((fact for fact in r.facts if fact.area == r.w.own.id and fact.statistic in ("rate", "value")), None)
    if own is None:
        return []
    others = [fact for fact in r.facts if fact.area != own.area and fact.unit == own.unit]
    rank = next(iter(r.some("rank")), None)
    if not others:
        return [r.candidate("rank", _rank(r, own, rank))] if rank is not None else []
    w = r.w
    own_words, period = _own(r, own), when(w, own)
    joined = listed([
        _against(r, own, other, repeat=bool(number) and standing(own, others[number - 1]) == standing(own, other))
        for number, other in enumerate(others)
    ])  # fmt: skip
    ranked = _rank(r, own, rank) if rank is not None else ""
    group, rest = others[0], others[1:]
    first = comparisons.of_group(w, group)
    found = [
        r.candidate("own_first", f"{period} {own_words}, {joined}", ranked),
        r.candidate("rank_first", _rank(r, own, rank, named=True), f"{period} {own_words}, {joined}") if rank else None,
        r.candidate("group_first",
                    f"{first} {period} was {levels.level(w, group)}; {w.own.title} was {standing(own, group)} it, at "
                    f"{_bare(r, own)}", *(f"{_name(r, other)} was {_bare(r, other)}" for other in rest), ranked),
    ]  # fmt: skip
    return [candidate for candidate in found if candidate is not None]


def _own(r: Roles, own: Fact) -> str:
    """ "there were 59.3 visits per 1,000 population in Wiltshire"."""
    if own.unit == "per_1000":
        if r.as_guest:
            return f"the rate of {r.subject} in {r.w.own.title} was {_bare(r, own)} per 1,000 {r.phrase.per}"
        if r.many:
            return f"there were {_bare(r, own)} {r.many} per 1,000 {r.phrase.per} in {r.w.own.title}"
        return f"the rate in {r.w.own.title} was {_bare(r, own)} per 1,000 {r.phrase.per}"
    return f"{r.subject} in {r.w.own.title} {r.was} {r.w.figure(own)}"


def _name(r: Roles, other: Fact) -> str:
    return comparisons.of_group(r.w, other)


def _against(r: Roles, own: Fact, other: Fact, *, repeat: bool) -> str:
    relation = "" if repeat else f"{standing(own, other)} "
    return f"{relation}{_name(r, other)} ({_bare(r, other)})"


def _bare(r: Roles, fact: Fact) -> str:
    """The figure without "per 1,000", which has been said."""
    return r.w.figure(fact).removesuffix(" per 1,000")


def _rank(r: Roles, own: Fact, rank: Fact | None, *, named: bool = False) -> str:
    """ "Wiltshire had the fifth lowest rate of the 43 areas"; `named`: of what, where no sentence before says it."""
    if rank is None:
        return ""
    what = "rate" if own.unit == "per_1000" else "figure"
    if named and own.unit == "per_1000" and r.many:
        what = f"rate of {r.many}"
    tied = "joint " if "tied" in (rank.method or "") else ""
    group = "" if rank.against is None else f" in {r.w.area(rank.against)}"
    shown = comparisons.rank(r.w, rank)
    group_words = "" if rank.against is None else r.w.area(rank.against).removeprefix("the ")
    if group_words.lower().endswith(f" {comparisons.areas(r.w)}"):  # "similar trusts": no "trusts in the … trusts"
        shown = shown.replace(f" {comparisons.areas(r.w)}", f" {comparisons.areas(r.w)} in its group", 1)
    elif group:
        shown = shown.replace(f" {comparisons.areas(r.w)}", f" {comparisons.areas(r.w)}{group}", 1)
    return f"{r.w.own.title} had the {tied}{shown.replace(' of the', f' {what} of the', 1)}"


def _changes(r: Roles) -> list[Candidate]:
    w = r.w
    percents = r.some("change_percent")
    own = next((fact for fact in percents if fact.area == w.own.id), None)
    if own is None:
        return []
    others = [fact for fact in percents if fact.area != w.own.id]
    more = next(iter(r.some("areas_with_increase")), None)
    fewer = next(iter(r.some("areas_with_decrease")), None)
    what = r.number
    it = "it" if r.lead else r.it
    period, base = when(w, own), periods.base(w, own)
    counted = ""
    count = more if more is None or fewer is None or more.number >= fewer.number else fewer
    if count is not None and (count.number > 0 or count.out_of):
        verb = "rose" if count.statistic == "areas_with_increase" else "fell"
        counted = f"{what} {verb} in {_of_all(count)} {comparisons.areas(w)}"
    moved = listed([
        f"{_said(w, fact, others[number - 1] if number else None)} across {w.area(fact.area)}"
        for number, fact in enumerate(others)
    ])  # fmt: skip
    mine = f"{changes.verb(w, own, 0)} in {w.own.title}"
    agree = bool(others) and all(changes.direction(fact) == changes.direction(own) for fact in others)
    joint = "and" if agree else "but"
    found = []
    if counted:
        found.append(r.candidate("counted_first", f"{counted} {period} compared with {base}",
                                 f"{it} {moved}" if moved else ""))  # fmt: skip
    if moved:
        found.append(
            r.candidate(
                "moved_first",
                f"{period} {what} {moved}, {joint} {_said(w, own, others[-1])} in {w.own.title}, compared with {base}",
                counted,
            )
        )
        found.append(r.candidate("own_first", f"compared with {base}, {what} {mine} {period}",
                                 f"{it} {moved}", counted))  # fmt: skip
    return found


def _of_all(count: Fact) -> str:
    """ "35 of the 43", "all 43", "none of the 43", "35"."""
    number = write(count.number, "count") if count.number else "none"
    if not count.out_of:
        return number
    if count.number == count.out_of:
        return f"all {number}"
    return f"{number} of the {write(Decimal(count.out_of), 'count')}"


def _said(w: Wording, change: Fact, before: Fact | None) -> str:
    """ "rose by 7.1 per cent", or "by 7.1 per cent" after a change that points the same way."""
    way = changes.direction(change)
    if before is not None and way and changes.direction(before) == way:
        return f"by {changes.sized(w, change)}"
    return changes.verb(w, change)


def target(r: Roles) -> list[Candidate]:
    """How far the figure is from its target, and since when."""
    w = r.w
    level = next(iter(r.values), None)
    goal = next(iter(r.some("target")), None)
    gap = next(iter(r.some("difference")), None)
    if level is None or goal is None:
        return []
    name = r.phrase.target_name
    bare = name
    shown, n, period = w.figure(goal), w.figure(level), when(w, level)
    since = _run(r)
    if gap is None or not changes.direction(gap):
        return [r.candidate("at", f"{r.subject} {r.was} {n} {period}, which is the {bare}", since)]
    away = w.figure(gap, size=True)
    relation = comparisons.relation(gap)
    return [
        r.candidate("below", f"{period} {r.subject} {r.was} {away} {relation} the {bare} of {shown}", since),
        r.candidate(
            "goal_first", f"the {bare} is {shown}", f"{period} {r.subject} {r.was} {away} {relation} it", since
        ),
        r.candidate("at_level", f"at {n} {period}, {r.subject} {r.was} {away} {relation} the {bare} of {shown}", since),
    ]


def _run(r: Roles) -> str:
    run = next(iter(r.some("run")), None)
    if run is None or abs(run.number) < 3:
        return ""
    word = "met" if run.number > 0 else "missed"
    span = run.since.kind if run.since is not None and run.since.kind in ("quarter", "month", "year") else "period"
    length = write(abs(run.number), "count")
    return f"the {r.phrase.target_name.removeprefix('the ')} has been {word} for {length} {span}s in a row"
