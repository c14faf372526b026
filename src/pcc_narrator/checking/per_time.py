"""Averages by the day, week or month: "2,067 a week", "on an average day 686 patients"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.certainty import is_sure
from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.named_words import all_words
from pcc_narrator.checking.owners import in_other_words
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.slips import is_far_off
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.values import GOOD, fit, scale
from pcc_narrator.checking.where_to_look import areas_to_look_in, periods_to_look_at, same_year
from pcc_narrator.checking.wording import in_style_of, place_words, value_words
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.figure import Figure
from pcc_narrator.models.period import Period

_FAR = 5  # times: what is averaged was not said
_PER = frozenset({"a", "per", "each", "every"})
_DAYS = {"day": Decimal(1), "week": Decimal(7), "hour": Decimal(1) / 24}
_MONTHS = {"month": 1}
_ADJECTIVES = {"daily": "day", "weekly": "week", "monthly": "month"}
_UNITS = frozenset({*_DAYS, *_MONTHS, *_ADJECTIVES})


def judge_per_time(resolver: Resolver, at: int, bounds: Bounds) -> Judged | None:
    """The verdict on a count told by the day, week, hour or month. None for every other figure."""
    if resolver.keys.isdisjoint(_UNITS):
        return None
    figure, role = resolver.items[at].figure, resolver.roles[at]
    unit = unit_told(resolver.items, at)
    if figure is None or unit is None or figure.kind != "number" or role.role not in ("level", "open", "mean"):
        return None
    reading = read(resolver, at, role)
    found = list(_averages(resolver, reading, unit))
    good = next((one for one in found if fit(figure, one.value, one.unit, bounds) in GOOD), None)
    if good is not None:
        shown = f"{place_words(resolver.index, good)}: {value_words(good.value, good.unit, 1)} a {unit}."
        return Judged("supported", "value", shown, good, reading=reading, tried=tuple(found))
    if (told := _stated(resolver, reading, figure, unit, bounds)) is not None:
        shown = f"{place_words(resolver.index, told)}: {value_words(told.value, told.unit, told.decimals)}."
        return Judged("supported", "value", shown, told, reading=reading)
    comparable = [one for one in found if scale(figure, one.unit) is not None]
    if not comparable and role.role == "mean" and _no_longer_than(unit, reading):
        return Judged("not_enough_information", "subject", f"It is not said over which {unit}s.", reading=reading)
    if not comparable:
        return None
    right = comparable[0]
    own_words = is_far_off(figure, comparable[:1], _FAR) or in_other_words(resolver, at)
    unsaid = reading.subjects.source != "said" and own_words
    if unsaid or not is_sure(resolver, at, reading):
        return Judged("not_enough_information", "subject", "It is not sure what is averaged.", right, reading=reading)
    shown = value_words(right.value, right.unit, 1)
    message = f'The text says "{figure.text}" a {unit}; the facts say {shown}: {place_words(resolver.index, right)}.'
    expected = in_style_of(figure, right.value, right.unit)
    return Judged("refuted", "value", message, right, expected, reading, tuple(found))


def told_as_count(resolver: Resolver, at: int, role: RoleRead, one: Candidate) -> bool:
    """Whether an average over time is told as a count, with no word of an average: "678.8 visits were made"."""
    group = resolver.index.areas.get(one.area)
    if one.statistic != "mean" or one.how or one.unit != "count" or role.role == "mean" or resolver.in_table:
        return False
    known = any(each.statistic == "value" for each in resolver.index.series(one.subject, one.area))
    of_members = group is not None and bool(group.members)
    return known and not of_members and not resolver.says_average and unit_told(resolver.items, at) is None


def unit_told(items: tuple[Item, ...], at: int) -> str | None:
    """The unit of time by which a figure is told: behind it, or as "on an average day", "the monthly average"."""
    for step in range(at + 1, min(len(items) - 1, at + 6)):
        item = items[step]
        if item.kind in ("mark", "figure", "period") or item.clause != items[at].clause or item.has("compare"):
            break
        if item.key in _PER and items[step + 1].key in (*_DAYS, *_MONTHS):
            return items[step + 1].key
        if item.key in _ADJECTIVES:
            return _ADJECTIVES[item.key]
    before = [item for item in items[:at] if item.clause == items[at].clause]
    for item, following in itertools.pairwise(before):
        if item.key == "average" and following.key in (*_DAYS, *_MONTHS):
            return following.key
        if item.key in _ADJECTIVES and following.has("statistic", "mean"):
            return _ADJECTIVES[item.key]
    return None


def _averages(resolver: Resolver, reading: Reading, unit: str) -> Iterator[Candidate]:
    """What the counts of the periods meant are by that unit."""
    index = resolver.index
    for subject in reading.subjects.choices:
        for area in areas_to_look_in(index, subject, reading.places):
            for period in periods_to_look_at(reading.times, index, subject, area) or ():
                for one in arithmetic.levels(index, subject, area, (period,)):
                    many = _many(one.period, unit)
                    if one.unit == "count" and one.statistic in ("value", "total") and many is not None and many > 1:
                        yield replace(one, value=one.value / many, statistic="mean", how=f"by the {unit}")
            if unit == "month":
                yield from (
                    arithmetic.of_fact(fact, subject)
                    for fact in index.statistic(subject, area, "mean")
                    if _meant(fact, reading)
                )


def _stated(resolver: Resolver, reading: Reading, figure: Figure, unit: str, bounds: Bounds) -> Candidate | None:
    """A fact that is itself told by that unit, of a measure of that name: "loans a day"."""
    if figure.step is None:
        return None
    for fact in resolver.index.near_value(figure.value - figure.step / 2, figure.value + figure.step / 2):
        if isinstance(fact.value, bool) or fact.area not in reading.places.choices or not _meant(fact, reading):
            continue
        subject = Subject(fact.measure, fact.category)
        said = {stem(token.key) for token in resolver.sentence.tokens}
        measure = resolver.index.measures.get(fact.measure)
        if measure is None or unit not in measure.title.lower().split():
            continue
        if all_words(resolver, subject) <= said and fit(figure, fact.number, fact.unit, bounds) in GOOD:
            return arithmetic.of_fact(fact, subject)
    return None


def _meant(fact: Fact, reading: Reading) -> bool:
    told = reading.times.choices
    return told is None or any(fact.period == one or same_year(fact.period, one) for one in told)


def _no_longer_than(unit: str, reading: Reading) -> bool:
    """Whether all periods that may be meant are one such unit: a mean of months is not taken over a single month."""
    many = [_many(period, unit) for period in reading.times.choices or ()]
    return bool(many) and all(one is not None and one <= 1 for one in many)


def _many(period: Period, unit: str) -> Decimal | None:
    """How many of a unit a period has."""
    if unit == "month":
        return Decimal(period.months) if period.months else None
    days = _DAYS.get(unit)
    if days is None or period.start is None or period.end is None:
        return None
    return ((period.end - period.start).days + 1) / days
