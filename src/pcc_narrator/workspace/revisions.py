"""What was revised since a day: figures that stood then and read otherwise now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from pcc_narrator.workspace.types import Workspace

_KEY = ("measure", "area", "category", "period")
_FIGURE = ("value", "numerator", "denominator", "low", "high")


@dataclass(frozen=True, slots=True)
class Revision:
    """One figure of two vintages. `before` and `after` are None where only a numerator and a denominator are given."""

    measure: str
    area: str
    category: str
    period: str
    before: Decimal | None
    after: Decimal | None
    published_before: date | None
    published_after: date | None
    rows: tuple[int, int]  # of the observations table: then, now

    @property
    def change(self) -> Decimal | None:
        """By how much the figure was revised."""
        return None if self.before is None or self.after is None else self.after - self.before


def revisions(workspace: Workspace, *, since: date) -> tuple[Revision, ...]:
    """The figures whose latest vintage differs from the one that was known on a day, in the order of the table.

    A figure that was first published after that day is new, not revised, and one without a day of publication
    has no vintages.
    """
    known = _latest(workspace.earlier, since)
    found = []
    for row in _rows(workspace.observations):
        key = tuple(row[name] for name in _KEY)
        old = known.get(key)
        if old is None or row["published_on"] is None or row["published_on"] <= since:
            continue
        if any(old[name] != row[name] for name in _FIGURE):
            measure, area, category, period = key
            days = (old["published_on"], row["published_on"])
            both = (old["row"], row["row"])
            found.append(Revision(measure, area, category, period, old["value"], row["value"], *days, both))
    return tuple(found)


def _latest(earlier: pd.DataFrame, until: date) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Of the earlier vintages, the last one published until a day."""
    latest: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in _rows(earlier):
        key = tuple(row[name] for name in _KEY)
        if row["published_on"] <= until and (key not in latest or latest[key]["published_on"] < row["published_on"]):
            latest[key] = row
    return latest


def _rows(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    names = [*_KEY, *_FIGURE, "published_on", "row"]
    if not frame.empty:
        for values in zip(*(frame[name] for name in names), strict=True):
            yield dict(zip(names, values, strict=True))
