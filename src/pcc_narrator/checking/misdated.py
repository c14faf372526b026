"""Figures told of a time that they cannot be of: one after all the facts, or a change counted from its own period."""

from __future__ import annotations

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Index
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.wording import period_words
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


def from_itself(resolver: Resolver, figure: Figure, reading: Reading, bounds: Bounds) -> tuple[Candidate, str] | None:
    """The change that a figure is, where it is told as counted from the very period that it is a change of."""
    bases = reading.bases.choices or ()
    if reading.bases.source != "said" or reading.role.role not in ("change", "difference", "multiple") or not bases:
        return None
    told = reading.times.choices or ()
    if reading.times.source == "said" and not any(period in bases for period in told):
        return None
    index = resolver.index
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for one in arithmetic.changes(index, subject, area, bases, None):
                ours = one.base is not None and all(period == one.period for period in bases)
                turned = one.value * reading.role.sign < 0 or one.statistic == "ratio"
                if ours and not turned and fit(figure, one.value, one.unit, bounds) in GOOD:
                    assert one.base is not None
                    return one, f"that is the change from {period_words(one.base, index.set.calendar)}"
    return None
