"""Verdicts on what is said to be the commonest of its kind: "the most common kinds of visit were short and evening
visits"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import is_subject
from pcc_narrator.checking.where_to_look import periods_to_look_at
from pcc_narrator.checking.wording import subject_words, value_words
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period

_COMMON = frozenset({"common", "frequent", "prevalent", "numerous", "popular", "used", "frequently"})
_VERBS = frozenset({"was", "were", "is", "are", "remains", "remained"})
_FAR = 10  # items


def is_commonest(resolver: Resolver, at: int) -> bool:
    """Whether "most" or "least" at an item is that of "the most common"."""
    items = resolver.items
    said = items[at].key in ("most", "least") and at + 1 < len(items) and items[at + 1].key in _COMMON
    return said and not (at and items[at - 1].figure is not None)  # "the second most common"


def judge_commonest(resolver: Resolver, at: int) -> Judged | None:
    """The verdict on the categories that are said to be the most common, or the least: as many as are named have the
    largest counts of one measure, area and time. None where none is named, or the facts have fewer than three."""
    named = _named(resolver, at)
    if not named or len({one.measure for one in named}) != 1:
        return None
    reading = read(resolver, at, RoleRead("level"))
    area = next(iter(reading.places.choices), None)
    if area is None:
        return None
    most = resolver.items[at].key == "most"
    for standing in _standings(resolver, named[0].measure, area, reading):
        if len(standing) < 3 or any(one not in standing for one in named):
            continue
        values = sorted((fact.number for fact in standing.values()), reverse=most)
        last = values[len(named) - 1]
        right = all(standing[one].number >= last if most else standing[one].number <= last for one in named)
        first = (
            max(standing, key=lambda one: standing[one].number)
            if most
            else min(standing, key=lambda one: standing[one].number)
        )
        wrong = next((one for one in standing if one not in named and _beats(standing, one, named, most=most)), first)
        shown = first if right else wrong
        fact = standing[shown]
        message = f"{subject_words(resolver.index, shown)}: {value_words(fact.number, fact.unit)}."
        candidate = arithmetic.of_fact(fact, shown)
        return Judged("supported" if right else "refuted", "extreme", message, candidate, reading=reading)
    return None


def _beats(standing: dict[Subject, Fact], one: Subject, named: Sequence[Subject], *, most: bool) -> bool:
    """Whether a category that is not named stands before one that is."""
    mine = standing[one].number
    return any(mine > standing[other].number if most else mine < standing[other].number for other in named)


def _named(resolver: Resolver, at: int) -> tuple[Subject, ...]:
    """The categories behind the verb, else the one before it."""
    items = resolver.items
    verb = next((step for step in range(at + 2, min(len(items), at + _FAR)) if items[step].key in _VERBS), None)
    if verb is not None and items[verb].clause == items[at].clause:
        return tuple(dict.fromkeys(_categories(resolver, range(verb + 1, len(items)))))
    before = next((step for step in range(at - 1, max(-1, at - 4), -1) if items[step].key in _VERBS), None)
    return tuple(dict.fromkeys(_categories(resolver, range(before))))[-1:] if before is not None else ()


def _categories(resolver: Resolver, steps: Sequence[int]) -> Iterator[Subject]:
    for step in steps:
        if is_subject(resolver.items[step]):
            one = next((one for one in resolver.meant(resolver.items[step]) if one.category is not None), None)
            if one is not None:
                yield one


def _standings(resolver: Resolver, measure: str, area: str, reading: Reading) -> Iterator[dict[Subject, Fact]]:
    """The figures of the categories of a measure, for each period that may be meant: those told, else the latest."""
    kinds = [one for one in resolver.index.subjects if one.measure == measure and one.category is not None]
    known: dict[Period, dict[Subject, Fact]] = {}
    for kind in kinds:
        periods = periods_to_look_at(reading.times, resolver.index, kind, area)
        for series in resolver.index.series(kind, area):
            if series.statistic != "value" or kind.category.lower() in ("total", "all"):  # type: ignore[union-attr]
                continue
            for fact in series.in_order:
                if periods is None or fact.period in periods:
                    known.setdefault(fact.period, {})[kind] = fact
    order = sorted(known, key=lambda period: (str(period.end), str(period.start)), reverse=True)
    yield from (known[period] for period in order)
