"""Figures that are another statistic of the very thing that their words name: a number of visits told as a rate, the
distance from a group told as the level, the level told as the distance."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import DIFFERENCE, Subject
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import is_area
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.wording import place_words, value_words
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.figure import Figure

_COUNTED = frozenset({"value", "numerator", "total", "target"})
_LONG = 3  # digits: a shorter number may be met by chance
_APART = frozenset({"lower", "higher", "below", "above", "more", "less", "fewer", "difference", "gap", "under", "over"})


def told_as_another(resolver: Resolver, at: int, bounds: Bounds) -> Judged | None:
    """The verdict on a figure that nothing decides and that is another statistic of its own subject, area and time.
    None where it is not, or where words between leave that open."""
    figure, role = resolver.items[at].figure, resolver.roles[at]
    if figure is None or figure.hedge not in (None, "exactly") or figure.high is not None or figure.step is None:
        return None
    if resolver.in_table or resolver.in_sources or _digits(figure) < _LONG:
        return None
    reading = read(resolver, at, role)
    if reading.subjects.source not in ("said", "carried") or not reading.subjects.choices:
        return None
    if figure.kind == "rate" and (counted := _number_as_rate(resolver, figure, reading)) is not None:
        return _refuted(resolver, figure, *counted, reading)
    if role.role in ("level", "to") and not _says_apart(resolver, at):
        return next(_as_level(resolver, figure, reading, bounds), None)
    if role.role in ("difference", "change") and _rivals(resolver, at):
        return next(_as_distance(resolver, at, figure, reading, bounds), None)
    return None


def _digits(figure: Figure) -> int:
    return len([mark for mark in figure.text.split()[0] if mark.isdigit()])


def _number_as_rate(resolver: Resolver, figure: Figure, reading: Reading) -> tuple[Candidate, Candidate] | None:
    """The number that a rate is in truth, and the rate that there is."""
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            rates = tuple(resolver.index.statistic(subject, area, "rate"))
            for fact in resolver.index.facts(subject, area):
                same = fact.unit == "count" and fact.statistic in _COUNTED and fact.number == figure.value
                if same and rates:
                    return arithmetic.of_fact(rates[-1], subject), arithmetic.of_fact(fact, subject)
    return None


def _as_level(resolver: Resolver, figure: Figure, reading: Reading, bounds: Bounds) -> Iterator[Judged]:
    """ "The rate is 3.12" of a rate of 7.80 that is 3.12 below the group's."""
    index = resolver.index
    for subject, area, fact in _facts(resolver, reading):
        if fact.statistic not in DIFFERENCE or fit(figure, abs(fact.number), fact.unit, bounds) not in GOOD:
            continue
        sides = [area, *([fact.against] if fact.against else [])]
        levels = [one for side in sides for one in arithmetic.levels(index, subject, side, (fact.period,))]
        alike = [one for one in levels if one.unit == fact.unit]
        if alike and all(fit(figure, one.value, one.unit, bounds) not in GOOD for one in alike):
            yield _refuted(resolver, figure, alike[0], arithmetic.of_fact(fact, subject), reading)


def _as_distance(resolver: Resolver, at: int, figure: Figure, reading: Reading, bounds: Bounds) -> Iterator[Judged]:
    """ "6.72 lower than the group" of a rate of 6.72 that is 0.54 above the group's."""
    rivals = _rivals(resolver, at)
    for subject, area, fact in _facts(resolver, reading):
        if fact.statistic not in DIFFERENCE or fact.against not in rivals:
            continue
        for level in arithmetic.levels(resolver.index, subject, area, (fact.period,)):
            same = level.unit == fact.unit and fit(figure, level.value, level.unit, bounds) in GOOD
            if same and fit(figure, abs(fact.number), fact.unit, bounds) not in GOOD:
                yield _refuted(resolver, figure, arithmetic.of_fact(fact, subject), level, reading)


def _facts(resolver: Resolver, reading: Reading) -> Iterator[tuple[Subject, str, Fact]]:
    """The facts of what a reading names, or that are set against it, in its time where one is said."""
    said = reading.times.choices if reading.times.source == "said" else None
    for subject in reading.subjects.choices:
        for area in resolver.index.areas_of(subject):
            for fact in resolver.index.facts(subject, area):
                told = area in reading.places.choices or fact.against in reading.places.choices
                if told and not isinstance(fact.value, bool) and (said is None or fact.period in said):
                    yield subject, area, fact


def _rivals(resolver: Resolver, at: int) -> frozenset[str]:
    """The areas that are compared with behind a figure."""
    items = resolver.items
    compared = next((step for step in range(at + 1, min(len(items), at + 6)) if items[step].has("compare")), None)
    if compared is None:
        return frozenset()
    named = next((item for item in items[compared + 1 : compared + 6] if is_area(item)), None)
    if named is None or named.name is None:
        return frozenset()
    return frozenset(meaning.id for meaning in named.name.meanings if meaning.kind == "area")


def _says_apart(resolver: Resolver, at: int) -> bool:
    """Whether words around a figure may tell of a distance."""
    clause = resolver.items[at].clause
    near = [item.key for item in resolver.items[max(0, at - 6) : at + 4] if item.clause == clause]
    return any(word in _APART for key in near for word in key.split())


def _refuted(resolver: Resolver, figure: Figure, right: Candidate, other: Candidate, reading: Reading) -> Judged:
    shown = value_words(right.value, right.unit, right.decimals)
    message = (
        f'The text says "{figure.text}" (that is {place_words(resolver.index, other)}); '
        f"{place_words(resolver.index, right)} is {shown}."
    )
    return Judged("refuted", "unit", message, right, None, reading)
