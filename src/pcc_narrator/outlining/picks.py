"""Finding the facts that a message is about. Nothing is computed here: what the facts lack is not said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period, rolling_year
from pcc_narrator.wording import Wording
from pcc_narrator.wording.changes import direction
from pcc_narrator.workspace.plan import MeasurePlan

LEVEL_CHANGES = ("change", "change_points")


@dataclass(frozen=True)
class Picks:
    """The facts of one measure of the report's own area, by the part that they play.

    `now` is the figure of the report's period, `year` of the 12 months that end with it; `latest` the last known
    figure where there is neither.
    """

    measure: MeasurePlan
    now: Fact | None
    year: Fact | None
    latest: Fact | None

    @property
    def level(self) -> Fact | None:
        """The headline figure."""
        if self.measure.headline == "rolling" and self.year is not None:
            return self.year
        return self.now or self.year or self.latest

    @property
    def missing(self) -> bool:
        """Whether there is nothing for the report's period."""
        return self.now is None and self.year is None


def year_to(period: Period) -> Period:
    """The 12 months that end with a period."""
    if period.end is None:
        return period
    return rolling_year(period.end.year, period.end.month)


def pick(w: Wording, measure: MeasurePlan, period: Period) -> Picks:
    """The levels of a measure for the report's period."""
    values = w.find(measure.id, "value")
    now = at(values, period)
    if now is None and period.end is not None:  # an audit or a count on a day within the period
        inside = [fact for fact in values if fact.period.kind in ("day", "month", "none") and _within(period, fact)]
        now = inside[-1] if inside and not _is_series_of_months(values) else None
    year = at(values, year_to(period)) if measure.adds != "latest" else None
    known = [fact for fact in values if fact.period.end is not None and _ends(fact) <= (period.end or date.max)]
    latest = max(known, key=_ends, default=None)
    if now is None and year is None and latest is not None and latest.period.end is not None:
        overlaps = period.start is not None and latest.period.end >= period.start
        if overlaps:
            now, latest = latest, None
    return Picks(measure, now, year if year != now else None, latest)


def at(facts: Iterable[Fact], period: Period, base: Period | None = None) -> Fact | None:
    """The first of the facts for this period (and base)."""
    for fact in facts:
        if fact.period == period and (base is None or fact.base == base):
            return fact
    return None


def change(w: Wording, level: Fact, months_back: int) -> Fact | None:
    """The change that led to a level, from the same length of time so many months before."""
    base = level.period.shifted(-months_back)
    for statistic in LEVEL_CHANGES:
        found = at(w.find(level.measure, statistic, area=level.area, category=level.category), level.period, base)
        if found is not None:
            return found
    return None


def last_change(w: Wording, level: Fact) -> Fact | None:
    """The change on the period before: a quarter on the quarter before it, a month on the month."""
    months = level.period.months
    return change(w, level, months) if months in (1, 3) else None


def year_change(w: Wording, level: Fact) -> Fact | None:
    """The change on the same period a year earlier, or of a year on the year before."""
    return change(w, level, 12)


def headline_change(w: Wording, picks: Picks) -> Fact | None:
    """The change that a report leads with: of the 12 months, else on the year before, else on the quarter before."""
    if picks.year is not None and (found := year_change(w, picks.year)) is not None:
        return found
    level = picks.now or picks.latest
    if level is None:
        return None
    return year_change(w, level) or last_change(w, level)


def with_share(w: Wording, fact: Fact | None) -> tuple[Fact, ...]:
    """A change, its percentage and its test, as far as they exist."""
    if fact is None:
        return ()
    found = [fact]
    percent = w.beside(fact, "change_percent") if fact.statistic == "change" else None
    if percent is not None:
        found.append(percent)
    test = w.test_of(fact)
    if test is not None:
        found.append(test)
    return tuple(found)


def quarters_of_year(w: Wording, measure: str, period: Period) -> tuple[Fact, ...]:
    """The values of the quarters of the organisation's year up to the report's, the earliest first."""
    own = w.facts.calendar.quarter_number(period)
    if own is None:
        return ()
    found = []
    for number in range(1, own[1] + 1):
        fact = at(w.find(measure, "value"), w.facts.calendar.quarter(own[0], number))
        if fact is not None:
            found.append(fact)
    return tuple(found)


def separate(values: Iterable[Fact]) -> tuple[Fact, ...]:
    """The longest run of periods of one length that do not overlap, in order: what a chart or test may use."""
    by_kind: dict[str, list[Fact]] = {}
    for fact in values:
        if fact.period.kind in ("month", "quarter"):
            by_kind.setdefault(fact.period.kind, []).append(fact)
    longest = max(by_kind.values(), key=len, default=[])
    return tuple(sorted(longest, key=_ends))


def monotone(values: Iterable[Fact]) -> int:
    """1 if each value is above the one before, -1 if below, else 0. Needs at least two."""
    numbers = [fact.number for fact in values]
    steps = {(b > a) - (b < a) for a, b in pairwise(numbers)}
    return steps.pop() if len(steps) == 1 else 0


def disagree(first: Fact | None, second: Fact | None) -> bool:
    """Whether two changes point in opposite ways."""
    return first is not None and second is not None and direction(first) * direction(second) < 0


def ids(*facts: Fact | None) -> tuple[str, ...]:
    """The ids of the facts that exist, each once."""
    return tuple(dict.fromkeys(fact.id for fact in facts if fact is not None))


def _ends(fact: Fact) -> date:
    return fact.period.end or date.min


def _within(period: Period, fact: Fact) -> bool:
    return fact.period.kind == "none" or period.contains(fact.period)


def _is_series_of_months(values: Iterable[Fact]) -> bool:
    return sum(fact.period.kind == "month" for fact in values) > 3
