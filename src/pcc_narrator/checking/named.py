"""Everything that a sentence names, or that its paragraph has named: subjects, areas and periods, and where."""

from __future__ import annotations

from collections.abc import Mapping

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import areas_named, is_area, is_exact, is_subject, moved_back
from pcc_narrator.models.period import Period
from pcc_narrator.models.record import record

EARLIER = -1  # the place of what the paragraph named before this sentence
_NOW = frozenset({"since", "now", "currently", "latest", "today"})


@record(frozen=True, slots=True)
class Named:
    """Where a sentence names each subject, area and period: item numbers, or -1 for what was named before it."""

    subjects: Mapping[Subject, tuple[int, ...]]
    areas: Mapping[str, tuple[int, ...]]
    periods: Mapping[Period, tuple[int, ...]]
    exact: frozenset[Period] = frozenset()  # those told by the month they end in, which mean no other year

    def places(self, candidate: Candidate) -> tuple[tuple[int, ...], ...]:
        """Where the subject, the area and the period of a candidate are named."""
        return (
            self.subjects.get(candidate.subject, ()),
            self.areas.get(candidate.area, ()),
            self.periods.get(candidate.period, ()),
        )


def named_by(resolver: Resolver) -> Named:
    """What a sentence names; of a kind that it does not name, what its paragraph and headings have named."""
    subjects: dict[Subject, list[int]] = {}
    areas: dict[str, list[int]] = {}
    firm = {subject for item in resolver.items if is_firm(item) for subject in resolver.meant(item)}
    strong = bool(firm)
    for step, item in enumerate(resolver.items):
        if is_subject(item):
            meant = resolver.meant(item)
            narrowed = () if is_firm(item) else tuple(subject for subject in meant if subject in firm)
            for subject in narrowed or meant:  # the "visits" of a sentence on published visits are published ones
                subjects.setdefault(subject, []).append(step)
        if is_area(item):
            for area in areas_named(item):
                areas.setdefault(area, []).append(step)
    carried = resolver.carried
    if not strong:
        for subject in (*resolver.inherited().choices, *carried.told_subjects):
            subjects.setdefault(subject, []).append(EARLIER)
    measures = dict.fromkeys(subject.measure for subject in subjects if subject.category is None)
    told = dict.fromkeys(one.category for one in (*subjects, *carried.told_subjects) if one.category is not None)
    for both in (Subject(measure, category) for measure in measures for category in told):
        if both not in subjects and resolver.index.areas_of(both):
            subjects[both] = subjects[Subject(both.measure)]  # another measure of the category that is told of
    if not areas:
        own = (resolver.index.own,) if resolver.index.own else ()
        for area in (*carried.areas, *carried.told_areas, *carried.heading_area, *own):
            areas.setdefault(area, []).append(EARLIER)
    return Named(
        {key: tuple(steps) for key, steps in subjects.items()},
        {key: tuple(steps) for key, steps in areas.items()},
        _periods(resolver),
        frozenset(
            period
            for step, item in enumerate(resolver.items)
            if item.period is not None and is_exact(item.period)
            for period in resolver.read_period(step).choices or ()
        ),
    )


def is_firm(item: Item) -> bool:
    """Whether an item names a subject by more than a short or common word."""
    return (
        is_subject(item)
        and item.name is not None
        and any(not meaning.weak for meaning in item.name.meanings if meaning.kind != "area")
    )


def _periods(resolver: Resolver) -> dict[Period, tuple[int, ...]]:
    found: dict[Period, list[int]] = {}
    said = [
        (step, item.period)
        for step, item in enumerate(resolver.items)
        if item.period is not None and item.period.kind != "length"
    ]
    carried = resolver.carried
    earlier = dict.fromkeys((*carried.times, *carried.bases, *carried.told_times, *carried.heading_time))
    anchors = {
        period
        for step, mention in said
        if mention.relation is None
        for period in resolver.read_period(step).choices or ()
    }
    anchors |= {*earlier} or {*resolver.report_periods()}
    for step, mention in said:
        meant = [mention.first, mention.last, *(resolver.read_period(step).choices or ())]
        if mention.relation is not None:
            calendar = resolver.index.set.calendar
            meant += [moved for anchor in sorted(anchors, key=_when) for moved in moved_back(mention, anchor, calendar)]
        for period in meant:
            if period is not None and step not in found.setdefault(period, []):
                found[period].append(step)
    now = next((step for step, item in enumerate(resolver.items) if item.key in _NOW), None)
    if now is not None:
        for period in resolver.report_periods():
            found.setdefault(period, []).append(now)
    if all(
        mention.relation is not None or resolver.is_base(step) or _explains(resolver, step) for step, mention in said
    ):
        for period in (*earlier, *resolver.report_periods()):
            found.setdefault(period, []).append(EARLIER)
    return {period: tuple(steps) for period, steps in found.items()}


def _explains(resolver: Resolver, step: int) -> bool:
    """Whether a period in brackets says which one a relative period is: "a year earlier (Q1 2013)"."""
    items = resolver.items
    before = items[step - 2].period if step > 1 and items[step - 1].key == "(" else None
    return before is not None and before.relation is not None


def _when(period: Period) -> tuple[str, str]:
    return str(period.end), str(period.start)
