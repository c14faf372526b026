"""Verdicts on directions, comparisons and stability: rose, fell, above, in line with, stable, better, worse."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.change_candidates import timed_changes
from pcc_narrator.checking.comparisons import judge_comparison
from pcc_narrator.checking.direction_words import than_after
from pcc_narrator.checking.gaps import (
    SAID,
    Said,
    bears_out,
    comparable,
    gap_between,
    is_change,
    signed_value,
    verdict_of_gap,
    word_for,
)
from pcc_narrator.checking.index import grain
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.kinds import is_of_rates, is_of_share
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.narrowing import is_narrowed
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.runs import disjoint
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Places, Subjects, Times, areas_named, is_area
from pcc_narrator.checking.stability import judge_over_stretch, judge_stability
from pcc_narrator.checking.wording import place_words
from pcc_narrator.models.period import Period

_YEAR = 12  # months
_LOOSE = frozenset({
    "of", "by", "with", "and", "the", "between", "for", "from", "a", "an", "in", "through", "while", "when", "this",
    "recent"
})  # fmt: skip
_ENDS = ["from", "to"]
_POINTING = frozenset({"this", "that", "these", "those", "such", "recent"})
_RECOVERIES = frozenset({"recovered", "recovering", "bounced back", "rallied", "rebounded"})
_LOOSELY = frozenset(
    ["relatively", "broadly", "fairly", "largely", "mostly", "reasonably", "roughly", "generally", "more"]
)


def judge_direction(
    resolver: Resolver, at: int, said: Said, judged: dict[int, Judged], bounds: Bounds
) -> Judged | None:
    """The verdict on a direction word, by the figures it goes with, else by the facts. None: no claim."""
    roles = resolver.roles
    linked = [number for number, role in roles.items() if role.word == at]
    for number in linked:
        truth = _by_text(resolver, number)
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
            return _by_candidate(resolver, said, found.candidate, found.reading, bounds)
    for number in linked:
        found = judged.get(number)
        if found is not None and found.verdict == "supported" and [_role(resolver, at) for at in found.inputs] == _ENDS:
            one, two = (resolver.items[at].figure for at in found.inputs)
            if one is not None and two is not None and comparable(one, two):
                return verdict_of_gap(resolver, said, gap_between(one, two), f"from {one.text} to {two.text}", found)
    for number in linked:
        truth = _by_level(resolver, number, judged)
        if truth is not None:
            seen = verdict_of_gap(resolver, said, *truth, judged.get(number))
            if seen.verdict == "refuted" and resolver.items[at].key in _RECOVERIES:
                seen = verdict_of_gap(resolver, replace(said, sense="better"), *truth, judged.get(number))
            return seen
    if said.sense == "flat" and not linked and (flat := _flat_by_text(resolver, at, said, judged, bounds)) is not None:
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
        if said.sense == "flat" and onwards and not _two_ends(resolver, at):
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
    if not linked and not _about(resolver, at, reading.subjects):
        return None
    if (turned := _told_the_other_way(resolver, at, said, judged)) is not None:
        return turned
    if (back := _refers_back(resolver, at, linked)) is not None:
        if not resolver.carried.bases or back == "recent":
            return None
        reading = replace(reading, bases=Times(resolver.carried.bases, "carried"))
    found = _by_facts(resolver, at, said, judged, reading, bounds)
    if found is not None and found.rule == "no_fact" and apart is not reading and not linked:
        found = _by_facts(resolver, at, said, judged, apart, bounds)  # "between October and December": the quarter
    if found is not None and found.verdict == "supported" and not linked:
        for area in _areas_alike(resolver, at, reading):
            own = _by_facts(resolver, at, said, judged, replace(reading, places=Places((area,), "said")), bounds)
            if own is not None and own.verdict == "refuted":
                return own  # "a rise in Leeds and York"
    if (
        found is not None
        and found.verdict == "refuted"
        and reading.bases.source != "said"
        and (step := _by_step(resolver, said, reading)) is not None
    ):
        return step
    if found is not None and found.verdict == "refuted" and _unsure(resolver, at, reading, bool(linked)):
        return replace(found, verdict="not_enough_information", rule="no_period", expected=None)
    if found is not None and found.verdict == "refuted" and not linked and _had(resolver.items, at):
        return replace(found, verdict="not_enough_information", rule="no_period", expected=None)
    if found is not None and found.verdict == "refuted" and resolver.items[at].key in _RECOVERIES:
        second = _by_facts(resolver, at, replace(said, sense="better"), judged, reading, bounds)
        if second is not None and second.verdict != "refuted":
            return second  # a time that "recovered" has become shorter
    if found is not None and found.verdict == "refuted" and not linked and _in_passing(resolver.items, at):
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


def _role(resolver: Resolver, at: int) -> str:
    return resolver.roles[at].role if at in resolver.roles else ""


def _refers_back(resolver: Resolver, at: int, linked: list[int]) -> str | None:
    """The word that points to a change told before: "despite this increase", "recent decreases"."""
    before = resolver.items[at - 1].key if at else ""
    points = not linked and resolver.items[at].has("change_noun") and before in _POINTING
    return before if points else None


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


def _unsure(resolver: Resolver, at: int, reading: Reading, linked: bool) -> bool:
    """Whether "is increasing" is said of something carried over, with no time: any stretch may be meant."""
    progressive = resolver.items[at].key.endswith("ing")
    return progressive and not linked and reading.subjects.source != "said" and reading.times.source != "said"


def _had(items: tuple[Item, ...], at: int) -> bool:
    """Whether a change had come before what the sentence tells: "which had fallen in each of the quarters before"."""
    before = [item.key for item in items[max(0, at - 3) : at] if item.clause == items[at].clause]
    return "had" in before or "had been" in before


def _in_passing(items: tuple[Item, ...], at: int) -> bool:
    """Whether a change is named without saying when: "as a result of improving its compliance"."""
    clause = items[at].clause
    if any(item.kind == "period" for item in items if item.clause == clause):
        return False
    before = items[at - 1].key if at else ""
    following = items[at + 1] if at + 1 < len(items) else None
    form = items[at].key.endswith(("ing", "ed"))
    loose = before in _LOOSE or items[at - 1].has("cause") if at else False
    return (
        form
        and loose
        and following is not None
        and (following.kind == "name" or following.key in ("its", "the", "their"))
    )


def _about(resolver: Resolver, at: int, subjects: Subjects) -> bool:
    """Whether the word speaks of a subject of the facts, and not of something else in the same paragraph."""
    if subjects.source == "open":
        return False
    items, clause = resolver.items, resolver.items[at].clause
    if subjects.source in ("said",):
        return True
    if resolver.items[at].has("change_noun") and at + 1 < len(items) and items[at + 1].key in ("in", "of"):
        return False
    before = [item for item in items[:at] if item.clause == clause]
    plain = [
        item
        for item in before
        if item.kind == "word"
        and not item.words
        and item.key not in ("the", "a", "an", "has", "have", "also", "and", "in")
    ]
    pronoun = any(item.has("pronoun") for item in before)
    if subjects.source in ("carried", "heading", "default"):
        return pronoun or not plain
    return subjects.source == "guessed"


def _by_text(resolver: Resolver, number: int) -> tuple[Decimal, str] | None:
    """The direction that the text's own two figures give: "from 43,966 to 42,483"."""
    role = resolver.roles[number]
    if role.pair is None or role.role not in ("from", "to"):
        return None
    other = resolver.roles.get(role.pair)
    if other is None or {role.role, other.role} != {"from", "to"}:
        return None
    first, second = (number, role.pair) if role.role == "from" else (role.pair, number)
    one, two = resolver.items[first].figure, resolver.items[second].figure
    if one is None or two is None or not comparable(one, two):
        return None
    return gap_between(one, two), f"from {one.text} to {two.text}"


def _flat_by_text(resolver: Resolver, at: int, said: Said, judged: dict[int, Judged], bounds: Bounds) -> Judged | None:
    """ "Broadly stable (from 1,338 to 1,598)": by the text's own two figures."""
    pairs = [
        (step, role.pair)
        for step, role in resolver.roles.items()
        if role.role == "from" and role.pair is not None and role.word is None and step > at
    ]
    if len(pairs) != 1 or resolver.items[pairs[0][0]].clause != resolver.items[at].clause:
        return None
    start, end = pairs[0]
    one, two = resolver.items[start].figure, resolver.items[end].figure
    if one is None or two is None or one.kind != two.kind or not one.value:
        return None
    percent = one.kind == "percent"
    loose = _loosely(resolver.items, resolver.items[at].clause)
    limits = (
        (bounds.relatively_points, bounds.relatively_percent)
        if loose
        else (bounds.stable_points, bounds.stable_percent)
    )
    allowed = limits[0] if percent else abs(one.value) * limits[1] / 100
    return verdict_of_gap(
        resolver, said, two.value - one.value, f"from {one.text} to {two.text}", judged.get(end), allowed
    )


def _loosely(items: tuple[Item, ...], clause: int) -> bool:
    return any(item.key in _LOOSELY for item in items if item.clause == clause)


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


def _by_level(resolver: Resolver, number: int, judged: dict[int, Judged]) -> tuple[Decimal, str] | None:
    """The direction that a level said earlier in the sentence gives: "peaked at 4.2 before falling to 3.9"."""
    role = resolver.roles[number]
    mine = resolver.items[number].figure
    if role.role == "from" and role.pair is None and mine is not None:
        return _from_level(resolver, number)
    if role.role != "to" or role.pair is not None or mine is None:
        return None
    found = judged[number]
    after = found.reading is not None and found.reading.times.after is not None
    for step in range(number - 1, -1, -1):
        other = resolver.items[step].figure
        if other is None or resolver.roles[step].role not in ("level", "to", "open") or not comparable(other, mine):
            continue
        if after or _goes_on(judged[step], found):
            return gap_between(other, mine), f"from {other.text} to {mine.text}"
        return None
    return None


def _goes_on(one: Judged, two: Judged) -> bool:
    """Whether two proved figures are one after the other of one series: "peaked at 4.2 before falling to 3.9"."""
    first, second = one.candidate, two.candidate
    if first is None or second is None or {one.verdict, two.verdict} != {"supported"}:
        return False
    if (first.subject, first.area, first.statistic) != (second.subject, second.area, second.statistic):
        return False
    return grain(first.period) == grain(second.period) and _ends_before(first.period, second.period)


def _ends_before(one: Period, two: Period) -> bool:
    return one.end is not None and two.end is not None and one.end < two.end


def _from_level(resolver: Resolver, number: int) -> tuple[Decimal, str] | None:
    """ "It was 4.1, a fall from 4.4 a year before": the level told just before the one that it came from."""
    mine = resolver.items[number].figure
    assert mine is not None
    for step in range(number - 1, -1, -1):
        other, role = resolver.items[step].figure, resolver.roles.get(step)
        if other is None or role is None or (other.kind == "number" and other.in_words and not mine.in_words):
            continue
        if role.role not in ("level", "to", "open", "share", "mean") or not comparable(other, mine):
            return None
        return gap_between(mine, other), f"{other.text}, from {mine.text}"
    return None


def judge_from(resolver: Resolver, at: int, judged: dict[int, Judged]) -> Judged | None:
    """ "4.1, up from 4.4": the direction that "up from" and "down from" say, by the text's own two figures."""
    items = resolver.items
    sense = {"up from": "up", "down from": "down"}.get(items[at].key)
    if sense is None:
        return None
    number = next((step for step, role in resolver.roles.items() if role.word == at and role.role == "from"), None)
    if number is None or number - at > 4:
        return None
    truth = _by_text(resolver, number) or _from_level(resolver, number)  # "down from 241 to 232", "4.1, up from 4.4"
    if truth is None or judged[number].verdict == "refuted":
        return None
    return verdict_of_gap(resolver, Said(sense, False, False, "direction"), *truth, judged.get(number))


def _by_candidate(
    resolver: Resolver, said: Said, candidate: Candidate, reading: Reading | None, bounds: Bounds
) -> Judged:
    value = candidate.value - 1 if candidate.statistic == "ratio" else candidate.value
    sign = (value > 0) - (value < 0)
    if said.sense == "flat":
        return judge_stability(resolver, said, [candidate], reading, bounds, False)
    right = bears_out(resolver.index, said, sign, candidate.subject)
    what = f"{place_words(resolver.index, candidate)} is {signed_value(candidate)}"
    if right is None:
        return Judged(
            "not_enough_information",
            "polarity",
            "No fact says whether up or down is better.",
            candidate,
            reading=reading,
        )
    if right:
        return Judged("supported", "direction", f"{what}.", candidate, reading=reading)
    return Judged(
        "refuted",
        "direction",
        f"The words say it {SAID[said.sense]}; {what}.",
        candidate,
        word_for(said, sign),
        reading,
    )


def _by_step(resolver: Resolver, said: Said, reading: Reading) -> Judged | None:
    """What a word says of the step from the figure just before, where rolling periods overlap: "dipped to 919"."""
    if said.sense == "flat" or reading.times.source != "said" or reading.role.word is None:
        return None
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for series in resolver.index.series(subject, area):
                for period in reading.times.choices or ():
                    facts = series.like(period)
                    place = next((number for number, fact in enumerate(facts) if fact.period == period), 0)
                    if not place or disjoint(facts[place - 1 : place + 1]):
                        continue
                    for change in arithmetic.change_between(series, facts[place - 1], facts[place]):
                        if bears_out(resolver.index, said, (change.value > 0) - (change.value < 0), subject):
                            message = f"{place_words(resolver.index, change)} is {signed_value(change)}."
                            return Judged("supported", "direction", message, change, reading=reading)
    return None


def _two_ends(resolver: Resolver, at: int) -> bool:
    """Whether a word of no change compares the two ends of "between May and June"."""
    if resolver.items[at].key not in ("unchanged", "no change", "the same", "identical", "did not change"):
        return False
    return any(item.period is not None and item.period.first is not None for item in resolver.items)


def _told_of_whole(reading: Reading, judged: Mapping[int, Judged]) -> bool:
    """Whether a year's own figure is told: "stable in the 12 months to December, at 160,292" is not of its quarters."""
    told = (one.candidate for one in judged.values() if one.verdict == "supported")
    levels = [one for one in told if one is not None and one.statistic == "value" and not one.how]
    return any(one.period in (reading.times.choices or ()) and one.period.months == _YEAR for one in levels)


def _by_facts(
    resolver: Resolver, at: int, said: Said, judged: Mapping[int, Judged], reading: Reading, bounds: Bounds
) -> Judged | None:
    index = resolver.index
    if not reading.subjects.choices or reading.places.unknown:
        return Judged("not_enough_information", "no_fact", "No fact speaks of this.", reading=reading)
    found = [
        candidate
        for subject in reading.subjects.choices
        for area in reading.places.choices
        for candidate in timed_changes(index, subject, area, reading.times, reading.bases)
        if candidate.statistic != "ratio"
    ]
    found = [one for one in found if not is_of_share(resolver, one) and not is_of_rates(resolver, one)] or found
    if not found:
        return Judged("not_enough_information", "no_fact", "No fact gives this change.", reading=reading)
    items, clause = resolver.items, resolver.items[at].clause
    if (reading.bases.source != "said" and reading.times.source != "said") or reading.times.choices is None:
        latest = max((c.period.end for c in found if c.period.end is not None), default=None)
        found = [c for c in found if latest is None or c.period.end is None or c.period.end == latest]
    if said.sense == "flat":
        loose = _loosely(items, clause)
        stretch = reading.times.source == "said" and reading.bases.source != "said"
        if _two_ends(resolver, at) or _told_of_whole(reading, judged):
            stretch = False  # "unchanged between May and June" is about the two ends
        over = judge_over_stretch(resolver, said, reading, bounds) if stretch else None
        return over if over is not None else judge_stability(resolver, said, found, reading, bounds, loose)
    right: Candidate | None = None
    wrong: Candidate | None = None
    for candidate in found:
        sign = (candidate.value > 0) - (candidate.value < 0)
        holds = bears_out(index, said, sign, candidate.subject)
        if holds is None:
            return Judged(
                "not_enough_information",
                "polarity",
                "No fact says whether up or down is better.",
                candidate,
                reading=reading,
            )
        if holds and right is None:
            right = candidate
        if not holds and wrong is None:
            wrong = candidate
    if right is not None:
        return Judged(
            "supported",
            "direction",
            f"{place_words(index, right)} is {signed_value(right)}.",
            right,
            reading=reading,
            tried=tuple(found),
        )
    assert wrong is not None
    sign = (wrong.value > 0) - (wrong.value < 0)
    return Judged(
        "refuted",
        "direction",
        f"The words say it {'did not do so' if said.negated else SAID[said.sense]}; "
        f"{place_words(index, wrong)} is {signed_value(wrong)}.",
        wrong,
        word_for(said, sign),
        reading,
        tuple(found),
    )
