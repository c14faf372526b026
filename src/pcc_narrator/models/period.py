"""A stretch of time and the calendar that names it."""

from __future__ import annotations

import calendar as _calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

PeriodKind = Literal["none", "day", "month", "quarter", "year", "half_year", "other"]
_KINDS: dict[int | None, PeriodKind] = {1: "month", 3: "quarter", 6: "half_year", 12: "year"}
_REMEMBERED = 1 << 16  # stretches of time worked out before; a report speaks of a few hundred, again and again


@dataclass(frozen=True, slots=True)
class Period:
    """Two dates, both included; `None` for an end that is not known or does not exist.

    Two periods with the same dates are the same period: the 12 months to December 2018 and the
    calendar year 2018 differ only in how they are printed. So `label`, the words that the source used, takes
    no part in equality.
    """

    start: date | None = None
    end: date | None = None
    label: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @property
    def months(self) -> int | None:
        """How many whole calendar months this covers; None if it does not cover whole months."""
        return _months(self.start, self.end)

    @property
    def kind(self) -> PeriodKind:
        """What the dates make this: twelve whole months are a year, three a quarter, and so on."""
        if self.start is None or self.end is None:
            return "none" if self.start is None and self.end is None else "other"
        if self.start == self.end:
            return "day"
        return _KINDS.get(_months(self.start, self.end), "other")

    def shifted(self, months: int) -> Period:
        """The period of the same length `months` later (earlier if negative). Whole months or single days."""
        return _shifted(self.start, self.end, months)

    def contains(self, other: Period) -> bool:
        """Whether `other` lies wholly inside this period."""
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return False
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Calendar:
    """How an organisation counts its year: the month in which it starts (4: April to March)."""

    year_start_month: int = 4

    def quarter(self, year: int, number: int) -> Period:
        """Quarter `number` (1 to 4) of the organisation's year that starts in calendar year `year`."""
        if not 1 <= number <= 4:
            raise ValueError(f"a year has quarters 1 to 4, not {number}")
        start = add_months(date(year, self.year_start_month, 1), 3 * (number - 1))
        return Period(start, end_of_month(add_months(start, 2)))

    def year(self, year: int) -> Period:
        """The organisation's year that starts in calendar year `year`."""
        start = date(year, self.year_start_month, 1)
        return Period(start, end_of_month(add_months(start, 11)))

    def quarter_number(self, period: Period) -> tuple[int, int] | None:
        """(year in which the organisation's year starts, quarter 1 to 4) of a quarter that fits the calendar."""
        if period.kind != "quarter" or period.start is None:
            return None
        offset = (period.start.month - self.year_start_month) % 12
        if offset % 3:
            return None
        year = period.start.year - (1 if period.start.month < self.year_start_month else 0)
        return year, offset // 3 + 1


@lru_cache(_REMEMBERED)
def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, _calendar.monthrange(year, month + 1)[1]))


@lru_cache(_REMEMBERED)
def end_of_month(day: date) -> date:
    """The last day of the month of `day`."""
    return date(day.year, day.month, _calendar.monthrange(day.year, day.month)[1])


def rolling_year(year: int, month: int) -> Period:
    """The 12 months that end with the given month."""
    last = date(year, month, 1)
    return Period(add_months(last, -11), end_of_month(last))


@lru_cache(_REMEMBERED)
def _months(start: date | None, end: date | None) -> int | None:
    if start is None or end is None or start.day != 1 or (end + timedelta(days=1)).day != 1:
        return None
    return (end.year - start.year) * 12 + end.month - start.month + 1


@lru_cache(_REMEMBERED)
def _shifted(start: date | None, end: date | None, months: int) -> Period:
    if start is not None and end is not None and _months(start, end) is not None:
        first = add_months(start, months)
        return Period(first, end_of_month(add_months(date(end.year, end.month, 1), months)))
    return Period(
        None if start is None else add_months(start, months),
        None if end is None else add_months(end, months),
    )
