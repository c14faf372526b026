"""Figures told of a time that they cannot be of: one after all the facts, or a change counted from its own period."""

from __future__ import annotations

from collections.abc import Mapping

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.certainty import is_distinctive
from pcc_narrator.checking.index import Index
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.wording import period_words, subject_words
from pcc_narrator.models.figure import Figure


def is_after_last(index: Index, reading: Reading, owner: Candidate) -> bool:
    """Whether the latest figure of something is told of a time that begins after it: "77 in quarter four", of three."""
    told, last = reading.times.choices or (), owner.period.end
    if reading.times.source != "said" or last is None or not told:
        return False
    ends = (fact.period.end for one in index.series(owner.subject, owner.area) for fact in one.in_order[-1:])
    return all(one.start is not None and one.start > last for one in told) and not any(
        end is not None and end > last for end in ends
    )


def told_with(resolver: Resolver, at: int, other: Judged, bounds: Bounds) -> Judged | None:
    """The verdict on a figure that is the same change as one of another time: "fell by 52 (17.6 per cent)"."""
    figure, own = resolver.items[at].figure, other.candidate
    if figure is None or own is None or own.base is None or other.rule not in ("period", "same_period"):
        return None
    for one in arithmetic.changes(resolver.index, own.subject, own.area, (own.period,), (own.base,)):
        if fit(figure, one.value, one.unit, bounds) in GOOD:
            when = period_words(own.period, resolver.index.set.calendar)
            message = f'The text says "{figure.text}"; that is the figure for {when}.'
            return Judged("refuted", other.rule, message, one, None, other.reading)
    return None


def of_another_measure(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> dict[int, Judged]:
    """The changes that nothing decided beside one that is that of another measure, and that are the same change of it:
    "the number seen in time rose by 950 (a 7.6% increase)", of which both are of all visits."""
    found: dict[int, Judged] = {}
    others = [(at, one) for at, one in judged.items() if one.verdict == "refuted" and one.rule == "measure"]
    for at, one in judged.items():
        figure, role = resolver.items[at].figure, resolver.roles[at].role
        if one.verdict != "not_enough_information" or one.rule != "no_fact" or role != "change" or figure is None:
            continue
        for other, wrong in others:
            if resolver.roles[other].role != "change" or wrong.reading is None or resolver.items[other].figure is None:
                continue
            told = _same_change(resolver, figure, resolver.items[other].figure, wrong.reading, one.reading, bounds)
            if told is not None:
                what = subject_words(resolver.index, told.subject)
                message = f'The text says "{figure.text}"; that is the figure of {what}.'
                found[at] = Judged("refuted", "measure", message, told, None, one.reading)
    return found


def _same_change(
    resolver: Resolver, figure: Figure, other: Figure | None, reading: Reading, own: Reading | None, bounds: Bounds
) -> Candidate | None:
    """The change of one measure of which two figures are two forms, over the time read."""
    named = own.subjects.choices if own is not None else ()
    for subject in resolver.index.subjects if other is not None else ():
        if subject in named:
            continue
        for area in reading.places.choices:
            changes = arithmetic.changes(
                resolver.index, subject, area, reading.times.choices, reading.bases.choices or None
            )
            mine = [one for one in changes if fit(figure, one.value, one.unit, bounds) in GOOD]
            theirs = [one for one in changes if other and fit(other, one.value, one.unit, bounds) in GOOD]
            for one in mine:
                if any((one.period, one.base) == (two.period, two.base) for two in theirs):
                    return one
    return None


def from_another(resolver: Resolver, at: int, reading: Reading, bounds: Bounds) -> tuple[Candidate, str, str] | None:
    """The change that a figure is, where it is told as counted from the very period that it is a change of, or from
    one that the facts do not have: with what differs and in which words. The latter only where it is long, or stands
    with its twin ("72 (96.0 per cent)"), since a short one may be that of another change by chance."""
    bases, told = reading.bases.choices or (), reading.times.choices or ()
    figure, index = resolver.items[at].figure, resolver.index
    if figure is None or not bases or reading.bases.source != "said":
        return None
    if reading.role.role not in ("change", "difference", "multiple"):
        return None
    lengths = {period.months for period in told}
    if reading.times.source != "said" and (len(lengths) > 1 or reading.times.source not in ("carried", "heading")):
        lengths = set()
    alike = tuple(period for period in bases if period.months in lengths)
    shortest = min(period.months or 0 for period in bases)
    bases = alike or tuple(
        period for period in bases if (period.months or 0) == shortest
    )  # the quarter before: no year
    twin = _twin(resolver, at)
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            known = (alike or not lengths) and any(
                series.facts.get(base) for series in index.series(subject, area) for base in bases
            )
            periods = bases if known else told or None
            found = [one for one in arithmetic.changes(index, subject, area, periods, None) if one.base is not None]
            for one in found:
                turned = one.value * reading.role.sign < 0 and not is_distinctive(figure)
                fits = one.statistic != "ratio" and fit(figure, one.value, one.unit, bounds) in GOOD
                if turned or not fits or one.base is None:
                    continue
                words = f"that is the change from {period_words(one.base, index.set.calendar)}"
                itself = all(period == one.period for period in bases)
                if itself and (reading.times.source != "said" or any(period in bases for period in told)):
                    return one, "same_period", words
                both = twin is not None and any(
                    (two.period, two.base) == (one.period, one.base) and fit(twin, two.value, two.unit, bounds) in GOOD
                    for two in found
                )
                within = any(period.contains(one.base) or one.base.contains(period) for period in bases)
                if not known and not within and (both or resolver.in_table or is_distinctive(figure)):
                    return one, "base", words
    return None


def _twin(resolver: Resolver, at: int) -> Figure | None:
    """The other figure of "72 (96.0 per cent)"."""
    role = resolver.roles[at]
    if role.apposed and role.pair is not None:
        return resolver.items[role.pair].figure
    other = next((step for step, one in resolver.roles.items() if one.apposed and one.pair == at), None)
    return resolver.items[other].figure if other is not None else None
