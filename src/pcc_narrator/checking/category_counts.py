"""Counts of categories: "four of the 14 kinds of visit fell", by the figures of every category of a measure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.wording import subject_words
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period

_KINDS = frozenset({"groups", "categories", "types", "kinds", "classes", "sorts"})
_WHOLES = frozenset({"total", "all", "overall"})
_SIGNS = {"up": 1, "down": -1}
_NEAR = 5


class _Count(NamedTuple):
    part: int
    whole: int
    sign: int
    word: int


def judge_categories(resolver: Resolver, at: int) -> Judged | None:
    """The verdict on the part or the whole of "four of the 14 kinds fell"; None where categories are not counted."""
    told = _read(resolver, at)
    if told is None:
        return None
    reading = read(resolver, told.word, RoleRead("change"))
    size = resolver.items[told.whole].figure
    part = resolver.items[told.part].figure
    assert size is not None and part is not None
    counts: list[tuple[Subject, int]] = []
    for subject, categories in _measures(resolver, reading, int(size.value)):
        for moved in _moves(resolver, reading, subject, categories):
            counts.append((subject, sum(one == told.sign for one in moved)))
    if not counts:
        return None
    measure, number = next(((one, many) for one, many in counts if many == part.value), counts[0])
    way = "rose" if told.sign > 0 else "fell"
    message = f"{number} of the {size.value} categories of {subject_words(resolver.index, measure)} {way}."
    if at == told.whole or number == part.value:
        return Judged("supported", "value", message, reading=reading)
    if len({many for _, many in counts}) > 1:
        return None  # by one base this many, by another that
    return Judged("refuted", "value", f'The text says "{part.text}". {message}', None, f"{number}", reading)


def _read(resolver: Resolver, at: int) -> _Count | None:
    items, roles = resolver.items, resolver.roles
    if resolver.divided is None:
        return None
    whole = next((step for step, role in roles.items() if role.role == "out_of" and at in (step, role.pair)), None)
    part = roles[whole].pair if whole is not None else None
    if whole is None or part is None or resolver.in_table:
        return None
    figures = items[part].figure, items[whole].figure
    if any(one is None or one.kind != "number" or one.hedge or one.high is not None for one in figures):
        return None
    behind = range(whole + 1, min(len(items), whole + 1 + _NEAR))
    noun = next((step for step in behind if items[step].key in _KINDS), None)
    if noun is None or any(items[step].kind in ("mark", "period", "figure") for step in range(whole + 1, noun)):
        return None
    for step in range(noun + 1, min(len(items), noun + 1 + _NEAR)):
        item = items[step]
        if item.clause != items[part].clause or item.kind in ("mark", "figure") or item.has("negation"):
            return None
        if (sign := _SIGNS.get(item.sense("direction", "change_noun") or "")) is not None:
            return _Count(part, whole, sign, step)
    return None


def _measures(resolver: Resolver, reading: Reading, size: int) -> Iterator[tuple[Subject, tuple[Subject, ...]]]:
    """The measures that have so many categories: those at hand, else the only one."""
    index = resolver.index
    kinds: dict[str, list[Subject]] = {}
    for one in index.subjects:
        if one.category is not None and one.category.lower() not in _WHOLES:
            kinds.setdefault(one.measure, []).append(one)
    fitting = {measure: tuple(parts) for measure, parts in kinds.items() if len(parts) == size}
    near = {one.measure for one in (*reading.subjects.choices, *resolver.inherited().choices)}
    chosen = [measure for measure in fitting if measure in near] or (list(fitting) if len(fitting) == 1 else [])
    for measure in chosen:
        yield Subject(measure), fitting[measure]


def _moves(
    resolver: Resolver, reading: Reading, subject: Subject, categories: tuple[Subject, ...]
) -> Iterator[tuple[int, ...]]:
    """Which way each category went, for each period and base that may be meant and that all of them have."""
    index = resolver.index
    for area in reading.places.choices:
        for period in reading.times.choices or index.report_periods:
            months = period.months
            usual = () if months is None else (period.shifted(-12), period.shifted(-months))
            for base in dict.fromkeys(reading.bases.choices or usual):
                pairs = [(_level(resolver, one, area, base), _level(resolver, one, area, period)) for one in categories]
                found = [(one.number, two.number) for one, two in pairs if one is not None and two is not None]
                if len(found) == len(categories):
                    yield tuple((now > then) - (now < then) for then, now in found)


def _level(resolver: Resolver, subject: Subject, area: str, period: Period) -> Fact | None:
    return next((one.facts[period] for one in resolver.index.series(subject, area) if period in one.facts), None)
