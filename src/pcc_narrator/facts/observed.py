"""What was supplied: observations by measure, area, category and period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pandas as pd

from pcc_narrator.models.fact import Source
from pcc_narrator.models.period import Period

Days = tuple[date | None, date | None]  # the first and the last of a period
Subject = tuple[str, str, str | None]  # measure, area, category
Key = tuple[str, str, str | None, date | None, date | None]  # a subject and the days of a period
_NUMBERS = ("value", "numerator", "denominator", "sample_size", "low", "high")


class Observation(NamedTuple):
    """One supplied row: a value, or the parts that a value is made of. `None` where the cell is empty."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    sample_size: Decimal | None
    low: Decimal | None
    high: Decimal | None
    basis: str
    source: Source


class Observations:
    """The observations of a workspace, looked up by what they speak of.

    Where one key has several rows (vintages), the one published last counts; among equals the last row does.
    Rows without a value and without numerator and denominator are no observations.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._rows: dict[Key, Observation] = {}
        self._periods: dict[Subject, dict[Days, Period]] = {}
        self._categories: dict[tuple[str, str], dict[str, None]] = {}
        self._shortest: dict[Subject, int] = {}
        numbers = zip(*(map(_number, _cells(frame, name)) for name in _NUMBERS), strict=True)
        days = zip(*(map(_day, _cells(frame, name)) for name in ("start", "end")), strict=True)
        periods: dict[Days, Period] = {}
        for what, when, found, source in zip(
            rows_of(frame, ("measure", "area", "category", "basis")),
            days,
            numbers,
            _sources(frame),
            strict=True,
        ):
            if when not in periods:
                periods[when] = Period(*when)
            self._take(what, periods[when], found, source)

    def _take(self, what: Sequence[Any], period: Period, numbers: Sequence[Decimal | None], source: Source) -> None:
        measure, area, named, basis = what
        value, numerator, denominator, sample_size, low, high = numbers
        if value is None and (numerator is None or denominator is None):
            return
        observation = Observation(
            value, numerator, denominator, sample_size, low, high, _text(basis) or "published", source
        )
        category = _text(named) or None
        when = (period.start, period.end)
        key = (measure, area, category, *when)
        earlier = self._rows.get(key)
        if earlier is not None and _published(earlier) > _published(observation):
            return
        self._rows[key] = observation
        subject = (measure, area, category)
        self._periods.setdefault(subject, {})[when] = period
        self._shortest[subject] = min(self._shortest.get(subject, 99), period.months or 99)
        if category is not None:
            self._categories.setdefault((measure, area), {})[category] = None

    def get(self, measure: str, area: str, category: str | None, period: Period) -> Observation | None:
        """The observation of exactly this, if one was supplied."""
        return self._rows.get((measure, area, category, period.start, period.end))

    def knows(self, measure: str, area: str, category: str | None) -> bool:
        """Whether anything was supplied on this, for any period."""
        return (measure, area, category) in self._periods

    def periods(self, measure: str, area: str, category: str | None) -> tuple[Period, ...]:
        """The periods supplied, in order of their ends; those without an end first."""
        return tuple(sorted(self._periods.get((measure, area, category), {}).values(), key=period_order))

    def shortest(self, measure: str, area: str, category: str | None) -> int:
        """The length in months of the shortest period supplied; 99 if there is none in whole months."""
        return self._shortest.get((measure, area, category), 99)

    def categories(self, measure: str, area: str) -> tuple[str, ...]:
        """The categories supplied, in the order in which they first occur."""
        return tuple(self._categories.get((measure, area), ()))


def period_order(period: Period) -> tuple[date, date]:
    """Sorts periods by their end, then by their start."""
    return period.end or date.min, period.start or date.min


def _published(observation: Observation) -> date:
    return observation.source.published_on or date.min


def rows_of(frame: pd.DataFrame, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """These cells of each row, in the order of the frame; a cell that is missing, or its column, is None."""
    return zip(*(_cells(frame, name) for name in columns), strict=True)


def _cells(frame: pd.DataFrame, name: str) -> list[Any]:
    if name not in frame:
        return [None] * len(frame)
    column = frame[name]
    missing = column.isna()
    return (column.astype(object).where(~missing, None) if missing.any() else column).tolist()


def _number(value: Any) -> Decimal | None:
    if value is None or value == "":
        return None
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    return number if number.is_finite() else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _day(value: Any) -> date | None:
    if value is None or type(value) is date:
        return value
    if isinstance(value, pd.Timestamp):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and value:
        return date.fromisoformat(value)
    return None


def _row(value: Any) -> int | None:
    return None if value is None else int(value)


def _sources(frame: pd.DataFrame) -> Iterator[Source]:
    """Where each row was read."""
    file, sheet, publisher, title = (
        map(_text, _cells(frame, name)) for name in ("file", "sheet", "publisher", "source")
    )
    published_on, retrieved_on = (map(_day, _cells(frame, name)) for name in ("published_on", "retrieved_on"))
    return map(Source, file, map(_row, _cells(frame, "row")), sheet, publisher, published_on, retrieved_on, title)
