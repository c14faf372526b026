"""What was supplied: observations by measure, area, category and period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from pcc_narrator.models.fact import Source
from pcc_narrator.models.period import Period

Key = tuple[str, str, str | None, Period]


@dataclass(frozen=True, slots=True)
class Observation:
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
        self._periods: dict[tuple[str, str, str | None], set[Period]] = {}
        self._categories: dict[tuple[str, str], dict[str, None]] = {}
        self._shortest: dict[tuple[str, str, str | None], int] = {}
        for row in _records(frame):
            self._take(row)

    def _take(self, row: dict[str, Any]) -> None:
        observation = Observation(
            value=_number(row.get("value")),
            numerator=_number(row.get("numerator")),
            denominator=_number(row.get("denominator")),
            sample_size=_number(row.get("sample_size")),
            low=_number(row.get("low")),
            high=_number(row.get("high")),
            basis=_text(row.get("basis")) or "published",
            source=_source(row),
        )
        parts = (observation.numerator, observation.denominator)
        if observation.value is None and None in parts:
            return
        measure, area, category = row["measure"], row["area"], _text(row.get("category")) or None
        period = Period(_day(row.get("start")), _day(row.get("end")))
        key = (measure, area, category, period)
        earlier = self._rows.get(key)
        if earlier is not None and _published(earlier) > _published(observation):
            return
        self._rows[key] = observation
        self._periods.setdefault((measure, area, category), set()).add(period)
        subject = (measure, area, category)
        self._shortest[subject] = min(self._shortest.get(subject, 99), period.months or 99)
        if category is not None:
            self._categories.setdefault((measure, area), {})[category] = None

    def get(self, measure: str, area: str, category: str | None, period: Period) -> Observation | None:
        """The observation of exactly this, if one was supplied."""
        return self._rows.get((measure, area, category, period))

    def periods(self, measure: str, area: str, category: str | None) -> tuple[Period, ...]:
        """The periods supplied, in order of their ends; those without an end first."""
        return tuple(sorted(self._periods.get((measure, area, category), ()), key=period_order))

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


def _records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    """The rows as they stand in the file; a cell that is missing is None."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def _number(value: Any) -> Decimal | None:
    if value is None or value == "":
        return None
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    return number if number.is_finite() else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _day(value: Any) -> date | None:
    if isinstance(value, pd.Timestamp):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and value:
        return date.fromisoformat(value)
    return None


def _source(row: dict[str, Any]) -> Source:
    number = row.get("row")
    return Source(
        file=_text(row.get("file")),
        row=None if number is None else int(number),
        sheet=_text(row.get("sheet")),
        publisher=_text(row.get("publisher")),
        published_on=_day(row.get("published_on")),
        retrieved_on=_day(row.get("retrieved_on")),
        title=_text(row.get("source")),
    )
