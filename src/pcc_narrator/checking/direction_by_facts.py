"""Verdicts on a direction word by the facts of what it speaks of, or by a figure beside it that is proved."""

from __future__ import annotations

from collections.abc import Mapping

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.change_candidates import timed_changes
from pcc_narrator.checking.direction_claims import is_loosely_said
from pcc_narrator.checking.gaps import SAID, Said, bears_out, signed_value, without_polarity, word_for
from pcc_narrator.checking.kinds import is_of_rates, is_of_share
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.run_lengths import disjoint
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.stability import judge_over_stretch, judge_stability
from pcc_narrator.checking.wording import place_words

_YEAR = 12  # months


def judge_by_candidate(
    resolver: Resolver, said: Said, candidate: Candidate, reading: Reading | None, bounds: Bounds
) -> Judged:
    """The verdict by a change that a figure beside the word is proved to be."""
    value = candidate.value - 1 if candidate.statistic == "ratio" else candidate.value
    sign = (value > 0) - (value < 0)
    if said.sense == "flat":
        return judge_stability(resolver, said, [candidate], reading, bounds, False)
    right = bears_out(resolver.index, said, sign, candidate.subject)
    what = f"{place_words(resolver.index, candidate)} is {signed_value(candidate)}"
    if right is None:
        return without_polarity(candidate, reading)
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


def judge_by_step(resolver: Resolver, said: Said, reading: Reading) -> Judged | None:
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


def compares_two_ends(resolver: Resolver, at: int) -> bool:
    """Whether a word of no change compares the two ends of "between May and June"."""
    if resolver.items[at].key not in ("unchanged", "no change", "the same", "identical", "did not change"):
        return False
    return any(item.period is not None and item.period.first is not None for item in resolver.items)


def _told_of_whole(reading: Reading, judged: Mapping[int, Judged]) -> bool:
    """Whether a year's own figure is told: "stable in the 12 months to December, at 160,292" is not of its quarters."""
    told = (one.candidate for one in judged.values() if one.verdict == "supported")
    levels = [one for one in told if one is not None and one.statistic == "value" and not one.how]
    return any(one.period in (reading.times.choices or ()) and one.period.months == _YEAR for one in levels)


def judge_by_facts(
    resolver: Resolver, at: int, said: Said, judged: Mapping[int, Judged], reading: Reading, bounds: Bounds
) -> Judged | None:
    """The verdict by the changes that the facts have of what the word speaks of; None: no claim."""
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
        loose = is_loosely_said(items, clause)
        stretch = reading.times.source == "said" and reading.bases.source != "said"
        if compares_two_ends(resolver, at) or _told_of_whole(reading, judged):
            stretch = False  # "unchanged between May and June" is about the two ends
        over = judge_over_stretch(resolver, said, reading, bounds) if stretch else None
        return over if over is not None else judge_stability(resolver, said, found, reading, bounds, loose)
    right: Candidate | None = None
    wrong: Candidate | None = None
    for candidate in found:
        sign = (candidate.value > 0) - (candidate.value < 0)
        holds = bears_out(index, said, sign, candidate.subject)
        if holds is None:
            return without_polarity(candidate, reading)
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
