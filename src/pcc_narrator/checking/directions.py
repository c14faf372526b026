"""Verdicts on directions, comparisons and stability: rose, fell, above, in line with, stable, better, worse."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.comparisons import judge_comparison
from pcc_narrator.checking.direction_by_facts import (
    compares_two_ends,
    judge_by_candidate,
    judge_by_facts,
    judge_by_step,
)
from pcc_narrator.checking.direction_by_text import judge_flat_by_ends, truth_by_ends, truth_by_level
from pcc_narrator.checking.direction_claims import (
    is_at_any_time,
    is_in_passing,
    is_of_earlier,
    is_of_subject,
    word_that_points_back,
)
from pcc_narrator.checking.direction_words import than_after
from pcc_narrator.checking.gaps import Said, comparable, gap_between, is_change, verdict_of_gap, word_for
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.narrowing import is_narrowed
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Places, Times, areas_named, is_area
from pcc_narrator.checking.stability import judge_over_stretch
from pcc_narrator.checking.wording import place_words
from pcc_narrator.models.period import Period

_LEVELS = frozenset({"to", "open", "level", "mean"})
_RECOVERIES = frozenset({"recovered", "recovering", "bounced back", "rallied", "rebounded"})


def judge_direction(
    resolver: Resolver, at: int, said: Said, judged: dict[int, Judged], bounds: Bounds
) -> Judged | None:
    """The verdict on a direction word, by the figures it goes with, else by the facts. None: no claim."""
    roles = resolver.roles
    linked = [number for number, role in roles.items() if role.word == at]
    for number in linked:
        truth = truth_by_ends(resolver, number)
        if truth is not None:
            gap, words = truth
            return verdict_of_gap(resolver, said, gap, words, judged.get(number))
    for number in linked:
        found = judged.get(number)
        if (
            found is not None
            and found.candidate is not None
            and is_change(found.candidate)
            and found.verdict == "supported"
        ):
            return judge_by_candidate(resolver, said, found.candidate, found.reading, bounds)
    for number in linked:
        found = judged.get(number)
        if found is not None and found.verdict == "supported" and _are_ends(resolver, found.inputs):
            one, two = (resolver.items[at].figure for at in found.inputs)
            if one is not None and two is not None and comparable(one, two):
                return verdict_of_gap(resolver, said, gap_between(one, two), f"from {one.text} to {two.text}", found)
    for number in linked:
        truth = truth_by_level(resolver, number, judged)
        if truth is not None:
            seen = verdict_of_gap(resolver, said, *truth, judged.get(number))
            if seen.verdict == "refuted" and resolver.items[at].key in _RECOVERIES:
                seen = verdict_of_gap(resolver, replace(said, sense="better"), *truth, judged.get(number))
            return seen
    if (
        said.sense == "flat"
        and not linked
        and (flat := judge_flat_by_ends(resolver, at, said, judged, bounds)) is not None
    ):
        return flat
    if said.compares and not _than_period(resolver, at):
        compared = judge_comparison(resolver, at, said, judged, bounds)
        if compared is None or compared.verdict != "refuted" or compared.reading is None:
            return compared
        narrowed = is_narrowed(resolver, compared.reading)
        return replace(compared, verdict="not_enough_information", expected=None) if narrowed else compared
    if resolver.told_by_run(at):
        return None
    reading = read(resolver, at, roles.get(at, RoleRead("change")))
    reading = Reading(
        reading.role, reading.subjects, reading.places, reading.times, resolver.bases(at, reading.times.choices)
    )
    apart = reading
    if (ends := resolver.stretch(at)) is not None:
        opening, closing = ends
        onwards = opening.start is not None and closing.end is not None and opening.start <= closing.end
        if said.sense == "flat" and onwards and not compares_two_ends(resolver, at):
            whole = replace(reading, times=Times((Period(opening.start, closing.end),), "said"), bases=Times())
            if (over := judge_over_stretch(resolver, said, whole, bounds)) is not None:
                return over
        times, bases = Times((closing,), "said"), Times((opening,), "said")
        reading = Reading(reading.role, reading.subjects, reading.places, times, bases)
    for number in linked:
        found = judged.get(number)
        if found is not None and found.reading is not None:
            reading = found.reading
            break
    unknown = [n for n in linked if n in judged and judged[n].verdict == "not_enough_information"]
    if unknown and unknown == linked:
        first = judged[unknown[0]]
        return Judged(
            "not_enough_information",
            first.rule,
            "The figure beside it is not decided.",
            first.candidate,
            reading=first.reading,
        )
    if not linked and not is_of_subject(resolver, at, reading.subjects):
        return None
    if (turned := _told_the_other_way(resolver, at, said, judged)) is not None:
        return turned
    if (back := word_that_points_back(resolver, at, linked)) is not None:
        if not resolver.carried.bases or back == "recent":
            return None
        reading = replace(reading, bases=Times(resolver.carried.bases, "carried"))
    found = judge_by_facts(resolver, at, said, judged, reading, bounds)
    if found is not None and found.rule == "no_fact" and apart is not reading and not linked:
        found = judge_by_facts(resolver, at, said, judged, apart, bounds)  # "between October and December": the quarter
    if found is not None and found.verdict == "supported" and not linked:
        for area in _areas_alike(resolver, at, reading):
            own = judge_by_facts(resolver, at, said, judged, replace(reading, places=Places((area,), "said")), bounds)
            if own is not None and own.verdict == "refuted":
                return own  # "a rise in Leeds and York"
    if (
        found is not None
        and found.verdict == "refuted"
        and reading.bases.source != "said"
        and (step := judge_by_step(resolver, said, reading)) is not None
    ):
        return step
    if found is not None and found.verdict == "refuted" and is_at_any_time(resolver, at, reading, bool(linked)):
        return replace(found, verdict="not_enough_information", rule="no_period", expected=None)
    if found is not None and found.verdict == "refuted" and not linked and is_of_earlier(resolver.items, at):
        return replace(found, verdict="not_enough_information", rule="no_period", expected=None)
    if found is not None and found.verdict == "refuted" and resolver.items[at].key in _RECOVERIES:
        second = judge_by_facts(resolver, at, replace(said, sense="better"), judged, reading, bounds)
        if second is not None and second.verdict != "refuted":
            return second  # a time that "recovered" has become shorter
    if found is not None and found.verdict == "refuted" and not linked and is_in_passing(resolver.items, at):
        return replace(found, verdict="not_enough_information", rule="no_period", expected=None)
    return found


def _areas_alike(resolver: Resolver, at: int, reading: Reading) -> tuple[str, ...]:
    """The other areas that a word is said of in the same breath: "a rise in Leeds and York", "Leeds and York rose"."""
    items, clause = resolver.items, resolver.items[at].clause
    named = [step for step, item in enumerate(items) if item.clause == clause and is_area(item)]
    for one, two in itertools.pairwise(named):
        if any(item.figure is not None or item.has("compare") for item in items[min(at, one) : two]):
            continue
        areas = areas_named(items[one])
        joined = [item.key for item in items[one + 1 : two] if item.key != "the"] == ["and"]
        if joined and len(areas) == 1 and areas[0] in reading.places.choices[:1]:
            return areas_named(items[two]) if len(areas_named(items[two])) == 1 else ()
    return ()


def _are_ends(resolver: Resolver, inputs: Sequence[int]) -> bool:
    """Whether a change was worked out from what it started from and where it ended."""
    roles = [resolver.roles[at].role if at in resolver.roles else "" for at in inputs]
    return len(roles) == 2 and roles[0] == "from" and roles[1] in _LEVELS


def _told_the_other_way(resolver: Resolver, at: int, said: Said, judged: dict[int, Judged]) -> Judged | None:
    """The verdict on "the rise" where what was just told is a fall, and nothing else: "12 fewer than in May. The rise
    is not significant", "12 more, a fall that …"."""
    items = resolver.items
    before = items[at - 1].key if at else ""
    if said.sense not in ("up", "down") or said.compares or said.negated or not items[at].has("change_noun"):
        return None
    if any(role.word == at for role in resolver.roles.values()):
        return None
    told: list[Candidate] = []
    names = any(item.kind == "period" or item.name is not None for item in items)
    if at < 2 and before in ("the", "this", "that") and not names:
        told = [one for one in resolver.carried.changes if is_change(one) and one.statistic != "ratio"]
    elif at > 1 and before == "a" and items[at - 2].key == ",":
        behind = next((step for step in range(at - 3, -1, -1) if step in judged), None)
        own = judged[behind].candidate if behind is not None else None
        if (
            own is not None
            and judged[behind or 0].verdict == "supported"
            and is_change(own)
            and own.statistic != "ratio"
        ):
            told = [own]
    sign = 1 if said.sense == "up" else -1
    if not told or any(one.value * sign > 0 for one in told):
        return None
    right = told[-1]
    message = f"What is told before it {'rose' if right.value > 0 else 'fell'}: {place_words(resolver.index, right)}."
    return Judged("refuted", "direction", message, right, word_for(said, -sign))


def _than_period(resolver: Resolver, at: int) -> bool:
    """Whether a comparative is followed by an earlier period: "fewer in March 2014 than in March 2015"."""
    than = than_after(resolver.items, at)
    if than is None:
        return False
    for item in resolver.items[than + 1 : than + 5]:
        if item.kind == "period":
            return True
        if item.kind in ("figure", "name", "mark"):
            return False
    return False
