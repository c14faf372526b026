"""Verdicts on steady trends, and on limits kept in every period."""

from __future__ import annotations

import itertools
from datetime import date

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Series
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.ranks import open_verdict
from pcc_narrator.checking.reading import Judged, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.run_lengths import disjoint, spacing, unit_near
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.time_ranks import apart
from pcc_narrator.checking.values import scale
from pcc_narrator.checking.wording import period_words, place_words, value_words
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period


def judge_every(resolver: Resolver, at: int, found: Judged, bounds: Bounds) -> Judged:
    """ "Above two million in every month since October": each figure of the stretch must keep the limit."""
    figure = resolver.items[at].figure
    unit = resolver.each_period(at)
    if figure is None or unit is None or resolver.roles[at].role not in ("level", "to", "from", "open", "share"):
        return found
    over = figure.hedge in ("more_than", "at_least")
    under = figure.hedge in ("less_than", "at_most")
    for item in resolver.items[max(0, at - 3) : at]:
        over = over or item.has("comparison", "above")
        under = under or item.has("comparison", "below")
    reading = found.reading or read(resolver, at, resolver.roles[at])
    if any(
        item.key in ("exception", "except for", "apart from", "other than", "save for", "all but", "but")
        for item in resolver.items[at:]
    ):
        return found
    if any(item.key in ("except", "apart", "excluding", "bar", "save") for item in resolver.items):
        return found
    if over == under or not reading.subjects.choices:
        return found
    start, end = _stretch(resolver, at)
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for series in resolver.index.series(subject, area):
                factor = scale(figure, series.unit)
                facts = series.within(unit, Period(start, end))
                if factor is None or len(facts) < 2:
                    continue
                wrong = [
                    f
                    for f in facts
                    if (f.number * factor <= figure.value if over else f.number * factor >= figure.value)
                ]
                if wrong:
                    bad = arithmetic.of_fact(wrong[0], subject)
                    message = (
                        f"Not in every one: {place_words(resolver.index, bad)} is {value_words(bad.value, bad.unit)}."
                    )
                    return Judged("refuted", "every", message, bad, None, reading)
                last = arithmetic.of_fact(facts[-1], subject)
                return Judged("supported", "every", f"All {len(facts)} figures keep the limit.", last, None, reading)
    return found


def _describes_sign(resolver: Resolver, at: int) -> bool:
    """Whether "consistently" says of what sign something was: "has been consistently negative"."""
    following = resolver.items[at + 1 : at + 2]
    return bool(following) and following[0].key in _SIGNS


_SIGNS = frozenset({"negative", "positive", "high", "low", "good", "poor", "above", "below", "over", "under"})


def judge_trend(resolver: Resolver, at: int, bounds: Bounds) -> Judged | None:
    """ "Rose steadily until 2019", "fell every year since 2015": each step in the direction said."""
    if _describes_sign(resolver, at):
        return None
    items, clause = resolver.items, resolver.items[at].clause
    direction = next(
        (
            (step, sense)
            for step in sorted(range(len(items)), key=lambda s: abs(s - at))
            if items[step].clause == clause
            and abs(step - at) <= 8
            and step != at
            and (sense := items[step].sense("direction", "change_noun")) in ("up", "down")
        ),
        None,
    )
    if direction is None:
        return None
    step, sense = direction
    reading = read(resolver, step, RoleRead("change"))
    if not reading.subjects.choices:
        return None
    start, end = _stretch(resolver, at)
    if start is None and (event := resolver.since_then(at) or resolver.event_before(at)) is not None:
        start = event.start
    if start is not None and end is not None and end < start:
        end = Period(end.replace(day=1), end).shifted(12).end  # "since October: … in January"
    if start is not None and end is not None and end < start:
        return None  # "since June 2017 … in the months to May 2016"
    index = resolver.index
    tried: list[tuple[Fact, Fact, Series]] = []
    sign = 1 if sense == "up" else -1
    unit = unit_near(items, at)
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for series in index.series(subject, area)[:2]:
                for key in series.grains:
                    facts = series.within(key, Period(start, end)) if (start or end) else series.of_grain(key)
                    if unit is not None and key == unit and not disjoint(facts):
                        facts = tuple(apart(facts, facts[-1].period))  # "every year" of rolling years: one a year
                    if (
                        len(facts) < 3
                        or (unit is not None and key != unit and spacing(facts) != unit)
                        or (unit is None and not disjoint(facts))
                    ):
                        continue
                    if start is None and end is None and reading.times.choices:
                        spans = (tuple(arithmetic.within(facts, period)) for period in reading.times.choices)
                        facts = next((span for span in spans if len(span) >= 3), facts)
                    breaks = [(a, b) for a, b in itertools.pairwise(facts) if (b.number - a.number) * sign < 0]
                    if not breaks:
                        candidate = Candidate(
                            facts[-1].number - facts[0].number,
                            facts[0].unit,
                            "change",
                            subject,
                            area,
                            facts[-1].period,
                            tuple(f.id for f in facts),
                            facts[0].period,
                        )
                        return Judged(
                            "supported",
                            "trend",
                            f"Every step from {period_words(facts[0].period, index.set.calendar)} to "
                            f"{period_words(facts[-1].period, index.set.calendar)} goes that way.",
                            candidate,
                            reading=reading,
                        )
                    tried.append((*breaks[0], series))
                    if (
                        items[at].key in ("steadily", "consistently", "continuously", "continually", "throughout")
                        and len(breaks) * 6 <= len(facts)
                        and (facts[-1].number - facts[0].number) * sign > 0
                    ):
                        return open_verdict(
                            "trend", f"It went the other way {len(breaks)} of {len(facts) - 1} times.", reading
                        )
    if not tried:
        return None
    one, two, series = tried[0]
    candidate = Candidate(
        two.number - one.number,
        two.unit,
        "change",
        series.subject,
        series.area,
        two.period,
        (one.id, two.id),
        one.period,
    )
    return Judged(
        "refuted",
        "trend",
        f"It did not go one way: {value_words(one.number, one.unit)} for "
        f"{period_words(one.period, index.set.calendar)}, then {value_words(two.number, two.unit)} for "
        f"{period_words(two.period, index.set.calendar)}.",
        candidate,
        None,
        reading,
    )


def _stretch(resolver: Resolver, at: int) -> tuple[date | None, date | None]:
    """The first and last day that a trend is said to cover: "since 2015", "until 2019", "from 2010 to 2015"."""
    start: date | None = None
    end: date | None = None
    items, clause = resolver.items, resolver.items[at].clause
    for step, item in enumerate(items):
        if item.period is None or item.period.kind == "length" or item.clause != clause:
            continue
        choices = resolver.read_period(step).choices
        if not choices:
            continue
        if item.period.first is not None and item.period.last is not None:
            start, end = item.period.first.start, item.period.last.end  # "from 2007 to 2010"
            continue
        before = item.period.preposition or (items[step - 1].key if step else "")
        if before in ("since", "from"):
            start = choices[0].start
        elif before in ("until", "till", "to", "up to", "before", "through"):
            end = choices[0].end
        elif before in ("between", "during", "in", "over", "throughout", "across") and choices[0].start is not None:
            start, end = start or choices[0].start, end or choices[0].end
    return start, end
