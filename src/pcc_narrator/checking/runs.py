"""Verdicts on runs: "the third rise in a row", "fell in four consecutive quarters"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Series
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.ranks import open_verdict
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead, sign_of
from pcc_narrator.checking.run_lengths import disjoint, run_length, spacing, unit_near
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Times
from pcc_narrator.checking.target_runs import judge_target_run
from pcc_narrator.checking.time_ranks import apart
from pcc_narrator.checking.where_to_look import periods_to_look_at
from pcc_narrator.checking.wording import period_words, place_words
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period


def judge_run(resolver: Resolver, at: int, bounds: Bounds) -> Judged:
    """ "The third consecutive rise", "for two quarters running"."""
    figure = resolver.items[at].figure
    assert figure is not None
    return run_verdict(resolver, at, int(figure.value), figure.kind == "rank", figure.text)


def run_verdict(resolver: Resolver, at: int, length: int, ordinal_said: bool, text: str) -> Judged:
    """Whether a series rose or fell as many times in a row as the text says, up to the period it speaks of."""
    items = resolver.items
    reading = read(resolver, at, RoleRead("run"))
    unit = unit_near(items, at)
    if (against := judge_target_run(resolver, at, length, unit, reading)) is not None:
        return against
    sign = 0
    steps = [*range(at + 1, len(items)), *range(at - 1, -1, -1)]
    for step in sorted(steps, key=lambda step: items[step].clause != items[at].clause):  # its own clause first
        sense = items[step].sense("change_noun", "direction")
        if sense in ("up", "down", "better", "worse"):
            sign, better = sign_of(sense)
            if better and reading.subjects.choices:
                measure = resolver.index.measures.get(reading.subjects.choices[0].measure)
                good = {"higher_is_better": 1, "lower_is_better": -1}.get(measure.polarity if measure else "", 0)
                sign = good * better
            break
    if not sign and (targets := _target_run(resolver, at, reading, length, ordinal_said)) is not None:
        return targets
    if not sign or not reading.subjects.choices:
        return open_verdict("run", "The text does not say what ran in which direction.", reading)
    index = resolver.index
    rolling = any("rolling" in item.key.split() for item in items)
    found: list[tuple[int, Series, Fact, bool]] = []
    if reading.times.after is not None:
        return _run_from(resolver, reading, reading.times.after, length, sign, text)
    opening = items[0].key == "after" and items[at].clause == 0  # "After four consecutive falls, it rose in 2015"
    times = reading.times
    if opening:
        told = next((s for s, one in enumerate(items) if one.clause == 1 and one.has("direction")), None)
        times = resolver.times(told) if told is not None else times
    if (last := _last_named(resolver, at)) is not None:
        times = last
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for fact in index.statistic(subject, area, "run"):
                if isinstance(unit, int) and fact.period.months not in (None, unit) and not rolling:
                    continue  # a run of years is none of quarters
                if fact.number == length * sign or fact.number == length:
                    return Judged(
                        "supported",
                        "run",
                        f"{place_words(index, arithmetic.of_fact(fact, subject))}: {fact.number}.",
                        arithmetic.of_fact(fact, subject),
                        reading=reading,
                    )
            looked_at = periods_to_look_at(times, index, subject, area)
            said = times._replace(choices=None if looked_at is None else tuple(looked_at))
            for series in index.series(subject, area)[:2]:
                for key in (unit,) if len(series.of_grain(unit)) > 1 else series.grains:
                    facts = series.of_grain(key)
                    if unit is not None and key != unit and spacing(facts) != unit:
                        continue
                    if unit is None and not disjoint(facts):
                        continue
                    ends = [end - 1 for end in _ends(facts, said) if end] if opening else _ends(facts, said)
                    overlap = key == unit and facts[0].period.months == unit and not disjoint(facts)
                    for end in ends:  # "four years in a row" of rolling years: one a year
                        row = tuple(apart(facts, facts[end].period)) if overlap else tuple(facts)
                        run, whole = run_length(row, row.index(facts[end]), sign)
                        found.append((run, series, facts[end], whole))
    if not found:
        return open_verdict("no_fact", "No series shows this run.", reading)
    for run, series, fact, whole in found:
        good = run == length or (run > length and (not ordinal_said)) or (whole and run == length)
        if good:
            candidate = Candidate(
                Decimal(run),
                "count",
                "run",
                series.subject,
                series.area,
                fact.period,
                (fact.id,),
                how="consecutive changes",
            )
            return Judged(
                "supported", "run", f"{place_words(index, candidate)}: {run} in a row.", candidate, reading=reading
            )
    if times.source not in ("said", "default") and _anywhere(found, length, sign):
        return open_verdict("run", "It is not sure where this run ends.", reading)
    run, series, fact, whole = found[0]
    candidate = Candidate(
        Decimal(run), "count", "run", series.subject, series.area, fact.period, (fact.id,), how="consecutive changes"
    )
    if whole and run == len(series.in_order) - 1 and run < length:
        return open_verdict("run", "The series does not go back far enough.", reading, candidate)
    return Judged(
        "refuted",
        "run",
        f'The text says "{text}"; up to {period_words(fact.period, index.set.calendar)} there were {run} in a row.',
        candidate,
        str(run),
        reading,
    )


def _target_run(resolver: Resolver, at: int, reading: Reading, length: int, ordinal_said: bool) -> Judged | None:
    """ "Missed for three quarters in a row": periods one after the other on the side of the target that is said."""
    items, index = resolver.items, resolver.index
    clause = [item for item in items if item.clause == items[at].clause]
    missed = any(item.has("target", "missed") for item in clause)
    if not missed and not any(item.has("target", "met") for item in clause):
        return None
    unit = unit_near(items, at)
    for subject in reading.subjects.choices:
        measure = index.measures.get(subject.measure)
        good = {"higher_is_better": 1, "lower_is_better": -1}.get(measure.polarity if measure is not None else "", 0)
        for area in reading.places.choices if good else ():
            goals = arithmetic.targets(index, subject, area)
            for series in index.series(subject, area)[:1] if goals else ():
                for key in series.grains:
                    facts = series.of_grain(key)
                    if (unit is not None and key != unit and spacing(facts) != unit) or not disjoint(facts):
                        continue
                    for end in _ends(facts, reading.times)[:1]:
                        run = 0
                        for fact in reversed(facts[: end + 1]):
                            if ((fact.number - goals[0].value) * good < 0) != missed:
                                break
                            run += 1
                        word = "missed" if missed else "met"
                        shown = arithmetic.of_fact(facts[end], subject)
                        message = f"The target was {word} {run} times in a row."
                        if run == length or (run > length and not ordinal_said):
                            return Judged("supported", "run", message, shown, reading=reading)
                        if run < end + 1 or run > length:
                            return Judged("refuted", "run", message, shown, str(run), reading)
    return None


def _last_named(resolver: Resolver, at: int) -> Times | None:
    """Where a run ends that is told with both its ends: "fell for three months, from 12 in May to 9 in August"."""
    clause = resolver.items[at].clause
    steps = [
        step
        for step in range(at + 1, len(resolver.items))
        if (mention := resolver.items[step].period) is not None
        and mention.kind != "length"
        and resolver.items[step].clause == clause
    ]
    for step in steps:
        mention = resolver.items[step].period
        if mention is not None and mention.last is not None:
            return Times((mention.last,), "said")
    if len(steps) < 2 or not any(item.key == "from" for item in resolver.items[at : steps[0]]):
        return None
    return resolver.read_period(steps[-1])


def _anywhere(found: Sequence[tuple[int, Series, Fact, bool]], length: int, sign: int) -> bool:
    """Whether some run of this length stands anywhere in the series."""
    return any(
        run_length(facts, end, sign)[0] == length
        for _, series, fact, _ in found
        for facts in (series.like(fact.period),)
        for end in range(len(facts))
    )


def _run_from(resolver: Resolver, reading: Reading, after: Period, length: int, sign: int, text: str) -> Judged:
    """ "Fell for eight years in a row after 2011": the run that starts at a period."""
    index = resolver.index
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for series in index.series(subject, area)[:2]:
                facts = series.like(after)
                start = next((number for number, fact in enumerate(facts) if fact.period == after), None)
                if start is None or not disjoint(facts):
                    continue
                run = 0
                for one, two in itertools.pairwise(facts[start:]):
                    if (two.number - one.number) * sign <= 0:
                        break
                    run += 1
                last = facts[start + run]
                candidate = Candidate(
                    Decimal(run), "count", "run", subject, area, last.period, (last.id,), how="consecutive changes"
                )
                if run >= length:
                    return Judged("supported", "run", f"{run} in a row.", candidate, reading=reading)
                since = period_words(after, index.set.calendar)
                message = f'The text says "{text}" in a row; from {since} on there were {run}.'
                return Judged("refuted", "run", message, candidate, str(run), reading)
    return open_verdict("run", "It is not sure where this run starts.", reading)


def _ends(facts: Sequence[Fact], times: Times) -> list[int]:
    if not facts:
        return []
    if times.choices is None:
        return [len(facts) - 1]
    found = [number for number, fact in enumerate(facts) if fact.period in times.choices]
    if found:
        return found
    for period in times.choices:
        inside = [number for number, fact in enumerate(facts) if period.contains(fact.period)]
        if inside:
            return [inside[-1]]
    return [len(facts) - 1] if times.source != "said" else []
