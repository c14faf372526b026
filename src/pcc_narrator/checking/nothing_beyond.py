"""Verdicts on extremes told by what does not go beyond them: "no quarter had more visits than quarter two", "nowhere in
the region has fewer for its size than Leeds"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.index import Index, Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.rank_orders import Order, computed_ranks, ranked_among
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Places, areas_named
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.wording import place_words, value_words
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.figure import Figure
from pcc_narrator.models.period import Period

_NONE = frozenset({"no", "nowhere", "none", "none of", "no other"})
_TIMES = {"month": 1, "quarter": 3, "year": 12}
_BY_SIZE = (("for", "its", "size"), ("per", "head"), ("for", "its", "population"))


def goes_beyond_none(items: Sequence[Item], at: int) -> tuple[int, int] | None:
    """Where "no", "nowhere" or "none" and the "than" of a comparison at item `at` stand; None where it is none such."""
    clause = items[at].clause
    if not (items[at].has("comparison", "above", "below") or items[at].has("more")):
        return None
    before = [step for step in range(at) if items[step].clause == clause]
    none = next((step for step in before if items[step].key in _NONE), None)
    than = next((step for step in range(at + 1, min(len(items), at + 9)) if items[step].key == "than"), None)
    if none is None or than is None or at - none > 12 or than + 1 >= len(items):
        return None
    return none, than


def judge_nothing_beyond(resolver: Resolver, at: int) -> Judged | None:
    """The verdict on such a comparison; None for every other word, and where the facts have no series or no places."""
    found = goes_beyond_none(resolver.items, at)
    if found is None:
        return None
    none, than = found
    items = resolver.items
    high = items[at].has("comparison", "above") or items[at].sense("more") == "up"
    reading = read(resolver, at, RoleRead("level"))
    months = next((_TIMES[key] for item in items[none + 1 : none + 3] if (key := stem(item.key)) in _TIMES), None)
    target = items[than + 1 : than + 4]
    if months is not None:
        period = next((item.period.period for item in target if item.period is not None), None)
        return _of_times(resolver, reading, period, months, high=high) if period is not None else None
    pointed = items[none].key in ("none", "none of") and items[none + 1].key in ("them", "these", "the", "those")
    if (
        items[none].key != "nowhere"
        and not pointed
        and not any(stem(item.key) in resolver.index.kinds for item in items[none : none + 4])
    ):
        return None
    area = next((area for item in target for area in areas_named(item)), None)
    return _of_areas(resolver, at, reading, area, high=high) if area is not None else None


def judge_never(resolver: Resolver, at: int) -> Judged | None:
    """The verdict on a figure that a series never goes beyond: "in no year since 2012 has it been below 57"; None for
    every other figure."""
    items, figure = resolver.items, resolver.items[at].figure
    beyond = items[at - 1].key.lstrip("~") if at else ""
    unit = _never_in(items, at)
    always = at > 1 and items[at - 2].key in ("been", "stayed", "remained") and figure is not None
    if figure is None or beyond not in ("below", "above", "under", "over"):
        return None
    if unit is None:
        return _since(resolver, at, figure, beyond) if always and _since_told(items[:at]) is not None else None
    reading = read(resolver, at, RoleRead("level"))
    since = _since_told(items)
    low = beyond in ("below", "under")
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for series in resolver.index.series(subject, area):
                facts = [one for one in series.of_grain(_TIMES[unit]) if _not_before(one, since)]
                if len(facts) < 3:
                    continue
                edge = (min if low else max)(facts, key=lambda one: one.number)
                shown = arithmetic.of_fact(edge, subject)
                words = f"{place_words(resolver.index, shown)} is {value_words(edge.number, edge.unit)}."
                right = edge.number >= figure.value if low else edge.number <= figure.value
                return Judged("supported" if right else "refuted", "extreme", words, shown, reading=reading)
    return None


def _since(resolver: Resolver, at: int, figure: Figure, beyond: str) -> Judged | None:
    """The verdict on "since 2018 it has been below 10,000": of every figure of the series from then on."""
    reading = read(resolver, at, RoleRead("level"))
    since = _since_told(resolver.items)
    low = beyond in ("below", "under")
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for series in resolver.index.series(subject, area)[:1]:
                facts = [one for one in series.in_order if _not_before(one, since)]
                if not facts:
                    continue
                edge = (max if low else min)(facts, key=lambda one: one.number)
                shown = arithmetic.of_fact(edge, subject)
                words = f"{place_words(resolver.index, shown)} is {value_words(edge.number, edge.unit)}."
                right = edge.number < figure.value if low else edge.number > figure.value
                return Judged("supported" if right else "refuted", "extreme", words, shown, reading=reading)
    return None


def _never_in(items: Sequence[Item], at: int) -> str | None:
    """The unit of time of "in no year has it been below", "has not been below 57 in any year"."""
    for step in (*range(1, at), *range(at + 2, min(len(items), at + 5))):
        before = items[step - 1].key
        if stem(items[step].key) in _TIMES and (
            (before == "no" and step < at)
            or (before == "any" and step > at and any(key.endswith("not") for key in (i.key for i in items[:at])))
        ):
            return stem(items[step].key)
    return None


def _of_times(resolver: Resolver, reading: Reading, told: Period, months: int, *, high: bool) -> Judged | None:
    since = _since_told(resolver.items)
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for series in resolver.index.series(subject, area):
                facts = [one for one in series.of_grain(months) if _not_before(one, since)]
                here = next((one for one in facts if one.period == told), None)
                if here is None or len(facts) < 3:
                    continue
                best = (max if high else min)(facts, key=lambda one: one.number)
                shown = arithmetic.of_fact(best, subject)
                words = f"{place_words(resolver.index, shown)} is {value_words(best.number, best.unit)}"
                if best.number == here.number:
                    return Judged("supported", "extreme", f"{words}; none goes beyond it.", shown, reading=reading)
                mine = value_words(here.number, here.unit)
                return Judged("refuted", "extreme", f"{words}, which goes beyond {mine}.", shown, None, reading)
    return None


def _since_told(items: Sequence[Item]) -> Period | None:
    """The period that is told with "since"."""
    told = (item.period for item in items if item.period is not None and item.period.preposition == "since")
    return next((mention.period for mention in told), None)


def _not_before(fact: Fact, since: Period | None) -> bool:
    start = since.start if since is not None else None
    return start is None or (fact.period.start is not None and fact.period.start >= start)


def _of_areas(resolver: Resolver, at: int, reading: Reading, area: str, *, high: bool) -> Judged | None:
    order: Order = "highest_first" if high else "lowest_first"
    index = resolver.index
    by_size = resolver.says_rate or any(
        tuple(item.key for item in resolver.items[step : step + len(words)]) == words
        for words in _BY_SIZE
        for step in range(at, len(resolver.items))
    )
    own = Reading(reading.role, reading.subjects, Places((area,), "said"), reading.times, reading.bases)
    places = [
        one
        for subject in own.subjects.choices
        for one in (
            *_stated(resolver, subject, area, order, by_size=by_size),
            *computed_ranks(
                index, subject, area, own.times, order, ranked_among(resolver, subject, area), rates=by_size,
                numbers=not by_size,
            ),
        )
    ]  # fmt: skip
    counted = [one for one in places if _of_counts(index, one)]
    places = counted if counted and not by_size else places  # "more visits" are a number, not a rate
    if not places:
        return None
    first = next((one for one in places if one.value == 1), None)
    if first is not None:
        return Judged("supported", "extreme", f"{place_words(index, first)}: 1.", first, reading=own)
    shown = places[0]
    return Judged("refuted", "extreme", f"{place_words(index, shown)} is {shown.value}.", shown, None, own)


def _of_counts(index: Index, rank: arithmetic.Candidate) -> bool:
    facts = [index.set.by_id[id] for id in rank.facts if id in index.set.by_id]
    behind = [index.set.by_id[id] for fact in facts for id in fact.of_what if id in index.set.by_id]
    return any(fact.unit == "count" for fact in behind or facts)


def _stated(
    resolver: Resolver, subject: Subject, area: str, order: Order, *, by_size: bool
) -> Iterator[arithmetic.Candidate]:
    for fact in resolver.index.statistic(subject, area, "rank"):
        units = {resolver.index.set.by_id[id].unit for id in fact.of_what if id in resolver.index.set.by_id}
        if (fact.order or "highest_first") == order and not (by_size and "count" in units):
            yield arithmetic.of_fact(fact, subject)
