"""Readable, stable ids of facts."""

from __future__ import annotations

import re
from functools import lru_cache

from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods.keys import period_key


@lru_cache(1 << 14)
def slug(text: str) -> str:
    """Lower-case letters, digits and underscores: "Minor injury unit" is minor_injury_unit."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def fact_id(
    measure: str,
    statistic: str,
    area: str,
    period: Period,
    *,
    calendar: Calendar,
    category: str | None = None,
    base: Period | None = None,
    against: str | None = None,
    suffix: str = "",
) -> str:
    """The id of a fact, such as visits/evening.change_percent.leeds.R12-2018-12.

    The base is left out where it is the same period a year earlier, the usual comparison; any other is named
    (".on-2018-19-Q2"). `against` and `suffix` are appended where given (".than-msg").
    """
    subject = measure if category is None else f"{measure}/{slug(category)}"
    parts = [subject, statistic, area, period_key(period, calendar)]
    if base is not None and base != period.shifted(-12):
        parts.append(f"on-{period_key(base, calendar)}")
    if against is not None:
        parts.append(f"than-{against}")
    if suffix:
        parts.append(suffix)
    return ".".join(parts)
