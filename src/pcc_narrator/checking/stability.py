"""Verdicts on stability: stable, unchanged, broadly in line."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.gaps import Said, is_change, signed_value
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.wording import place_words, value_words
from pcc_narrator.models.claim import Verdict

_NUMBER = frozenset({"number", "the number", "numbers", "volume", "the volume", "count"})


def judge_over_stretch(resolver: Resolver, said: Said, reading: Reading, bounds: Bounds) -> Judged | None:
    """Stable for two years: every figure of the stretch lies near their mean. None where there is no stretch."""
    index = resolver.index
    tried: list[tuple[bool, Candidate]] = []
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for series in index.series(subject, area):
                for period in reading.times.choices or ():
                    for key in series.grains:
                        inside = series.within(key, period)
                        if len(inside) < 3 or inside[0].period == period:
                            continue
                        mean = sum((fact.number for fact in inside), Decimal(0)) / len(inside)
                        worst = max(inside, key=lambda fact: abs(fact.number - mean))
                        limit = (
                            bounds.relatively_points
                            if series.unit == "percent"
                            else abs(mean) * bounds.trend_percent / 100
                        )
                        tried.append((abs(worst.number - mean) <= limit, arithmetic.of_fact(worst, subject)))
    if not tried:
        return None
    steady = [candidate for good, candidate in tried if good != said.negated]
    shown = (steady or [candidate for _, candidate in tried])[0]
    words = f"{place_words(index, shown)} is {value_words(shown.value, shown.unit)}"
    if len(steady) == len(tried):
        return Judged(
            "supported", "stability", f"All figures lie near their mean; furthest off, {words}.", shown, reading=reading
        )
    if not steady:
        return Judged(
            "refuted",
            "stability",
            f"{words}, more than {bounds.trend_percent} per cent from the mean of the stretch.",
            shown,
            reading=reading,
        )
    return None


def judge_stability(
    resolver: Resolver, said: Said, found: Sequence[Candidate], reading: Reading | None, bounds: Bounds, loose: bool
) -> Judged:
    """Stable: within the bounds. Where several bases are open, all within is stable, none within is not."""
    relevant = [c for c in found if c.unit in ("percent", "percentage_points") and is_change(c)]
    points = [c for c in relevant if c.unit == "percentage_points"]
    counts = [c for c in relevant if c.unit == "percent" and c not in points]
    number = any(item.key in _NUMBER for item in resolver.items)
    relevant = (counts if number else points) or relevant  # "the number has been stable" is not said of a share
    if not relevant:
        verdict: Verdict = "not_enough_information"
        if any(c.value == 0 for c in found) and not said.negated:
            verdict = "supported"
        first = found[0] if found else None
        return Judged(verdict, "stability", "No percentage change is known.", first, reading=reading)
    limits = {
        "percent": bounds.relatively_percent if loose else bounds.stable_percent,
        "percentage_points": bounds.relatively_points if loose else bounds.stable_points,
    }
    inside = [c for c in relevant if abs(c.value) <= limits[c.unit]]
    outside = [c for c in relevant if abs(c.value) > limits[c.unit]]
    shown = relevant[0]
    limit = f"{limits[shown.unit]} {'points' if shown.unit == 'percentage_points' else 'per cent'}"
    if said.negated:
        inside, outside = outside, inside
    if not outside:
        return Judged(
            "supported",
            "stability",
            f"{place_words(resolver.index, shown)} is {signed_value(shown)}, within {limit}.",
            shown,
            reading=reading,
        )
    if not inside:
        worst = max(outside, key=lambda c: abs(c.value))
        return Judged(
            "refuted",
            "stability",
            f"{place_words(resolver.index, worst)} is {signed_value(worst)}; stable means within {limit}.",
            worst,
            "rose" if worst.value > 0 else "fell",
            reading,
        )
    return Judged(
        "not_enough_information", "stability", f"Within {limit} on one base and not on another.", shown, reading=reading
    )
