"""Places in a row of periods: "the second lowest of the 11 quarters since April 2016", "the fewest in any of the five
months for which figures are available"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.index import Series
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.wording import period_words, value_words
from pcc_narrator.models.claim import Verdict
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period
from pcc_narrator.periods.numerals import cardinals

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_LINKS = frozenset({"of", "in", "any", "any of", "the", "last", "past", "latest", "all", "these", "those"})


class Row(NamedTuple):
    """So many periods of one length: the item that counts them, and when they began, if that is said."""

    step: int
    size: int
    months: int
    since: Period | None


def row_after(resolver: Resolver, at: int) -> Row | None:
    """The row that a rank or superlative at item `at` is told among."""
    items = resolver.items
    for step in range(at + 1, min(len(items), at + 6)):
        item = items[step]
        if item.figure is not None:
            row = _counted(resolver, step)
            return row if row is not None and step > at + 1 else None
        if item.key not in _LINKS and not (step == at + 1 and item.has("extreme")):
            return None
    return None


def _row_before(resolver: Resolver, at: int) -> Row | None:
    """The row of the superlative before, for one that stands alone: "May was the quietest of the three months and June
    the busiest"."""
    items = resolver.items
    if at + 1 < len(items) and items[at + 1].kind != "mark":
        return None
    earlier = (step for step in range(at - 1, -1, -1) if items[step].has("extreme"))
    return next((row for step in earlier if (row := row_after(resolver, step)) is not None), None)


def time_after(resolver: Resolver, at: int) -> int | None:
    """How many months the periods are long among which a rank is told: "second busiest month on record"; else None."""
    ahead = resolver.items[at + 1 : at + 5]
    if len(ahead) < 3 or not ahead[0].has("extreme") or ahead[1].key not in _MONTHS:
        return None
    return (
        _MONTHS[ahead[1].key]
        if [item.key for item in ahead[2:4]] == ["on", "record"] or ahead[2].key == "ever"
        else None
    )


def judge_in_time(resolver: Resolver, reading: Reading, place: int, months: int, order: str) -> Judged | None:
    """The verdict on a place among all periods of a length that the facts have."""
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for series in resolver.index.series(subject, area):
                facts = apart(series.of_grain(months), *(reading.times.choices or ()))
                here = next((fact for fact in facts if fact.period in (reading.times.choices or ())), None)
                if here is None or len(facts) <= place:
                    continue
                high = order == "highest_first"
                ahead = sum(fact.number > here.number if high else fact.number < here.number for fact in facts)
                level = sum(fact.number == here.number for fact in facts)
                candidate = arithmetic.of_fact(here, series.subject)
                shown = (
                    f"{period_words(here.period, resolver.index.set.calendar)} has place {ahead + 1} of {len(facts)}"
                )
                right = ahead < place <= ahead + level
                message = f"{shown[0].upper()}{shown[1:]}, {order.split('_')[0]} first."
                verdict: Verdict = "supported" if right else "refuted"
                return Judged(verdict, "rank", message, candidate, reading=reading)
    return None


def judge_place(resolver: Resolver, at: int, reading: Reading, place: int, high: bool) -> Judged | None:
    """The verdict on a place, the highest or the lowest first; None where it is told of no row that the facts have."""
    row = row_after(resolver, at) or _row_before(resolver, at)
    if row is None or reading.times.choices is None or reading.places.unknown:
        return None
    order = "highest" if high else "lowest"
    for series, facts in _rows(resolver, reading, row):
        here = next((fact for fact in facts if fact.period in reading.times.choices), None)
        if here is None:
            continue
        ahead = sum(fact.number > here.number if high else fact.number < here.number for fact in facts)
        level = sum(fact.number == here.number for fact in facts)
        candidate = arithmetic.of_fact(here, series.subject)
        calendar = resolver.index.set.calendar
        shown = (
            f"{period_words(here.period, calendar)} ({value_words(here.number, here.unit)}) has place {ahead + 1} of "
            f"the {len(facts)}, {order} first"
        )
        right = ahead < place <= ahead + level
        message = f"{shown[0].upper()}{shown[1:]}."
        if right:
            return Judged("supported", "extreme" if place == 1 else "rank", message, candidate, reading=reading)
        return Judged("refuted", "extreme" if place == 1 else "rank", message, candidate, None, reading)
    return None


def _counted(resolver: Resolver, step: int) -> Row | None:
    figure, words = resolver.items[step].figure, resolver.items[step].key.split()
    unit = words[-1].removesuffix("s")
    if figure is None or figure.kind != "duration" or unit not in _MONTHS or len(words) != 2:
        return None
    count = cardinals().get(words[0]) or (int(words[0]) if words[0].isdigit() else 0)
    following = next((one for one in resolver.items[step + 1 : step + 3] if one.period is not None), None)
    since = following.period if following is not None else None
    told = since is not None and (
        since.preposition == "since" or any(one.key == "since" for one in resolver.items[step + 1 : step + 2])
    )
    return Row(step, count, _MONTHS[unit], since.period if since is not None and told else None)


def apart(facts: Sequence[Fact], *meant: Period) -> Sequence[Fact]:
    """Of periods that overlap, those that lie a whole number of their length before one of those meant."""
    here = next((one for one in facts if one.period in meant), None)
    months = here.period.months if here is not None else None
    if here is None or not months:
        return facts
    backs = {here.period.shifted(-months * back) for back in range(len(facts))}
    found = [one for one in facts if one.period in backs]
    return found if len(found) > 1 else facts


def _rows(resolver: Resolver, reading: Reading, row: Row) -> Iterator[tuple[Series, Sequence[Fact]]]:
    """The figures of the row, for each series that has just so many of them."""
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for series in resolver.index.series(subject, area):
                facts = apart(series.of_grain(row.months), *(reading.times.choices or ()))
                if row.since is not None:
                    start, end = row.since.start, row.since.end
                    told = [one for one in facts if start and one.period.start and one.period.start >= start]
                    later = [one for one in told if end and one.period.start and one.period.start > end]
                    found = next((one for one in (told, later) if len(one) == row.size), None)
                else:
                    found = list(facts[-row.size :]) if len(facts) >= row.size else None
                if found and len(found) > 1:
                    yield series, found
