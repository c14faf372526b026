"""Quarter counts behind rolling 12-month totals.

Two successive rolling totals differ by the quarter that came in less the quarter that fell out, so

    Q(t) = Q(t - 4) + R(t) - R(t - 1)

and with four true quarters as anchors every other quarter follows, forwards and backwards, as far as the
rolling totals stand at every quarter end. Each four of them meet their rolling total exactly where the anchors and
the rolling totals are of one vintage; where they are not, the difference is carried by every recovered quarter and
is reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from pcc_narrator.models.period import add_months, end_of_month
from pcc_narrator.workspace.importers.result import keyed

Series = tuple[str, str]  # an area, a crime group


class Quarter(NamedTuple):
    """A quarter count by its last day. `anchor`: a true count, not recovered."""

    area: str
    group: str
    end: date
    value: int
    anchor: bool


def previous_quarter_end(day: date, steps: int = 1) -> date:
    """The quarter end `steps` quarters before (after, if negative)."""
    return end_of_month(add_months(date(day.year, day.month, 1), -3 * steps))


def recover(rolling: Mapping[date, int], anchors: Mapping[date, int]) -> dict[date, int]:
    """Quarter counts by the quarter's last day, in order of time.

    `rolling`: the total of the 12 months to each quarter end; `anchors`: true counts of four successive quarters.
    Quarters beyond a gap in `rolling` are not recovered. The anchors themselves are part of the answer.
    """
    if len(anchors) != 4:
        raise ValueError(f"four successive quarters are needed to start from, not {len(anchors)}")
    found = dict(anchors)
    step = max(anchors)
    while True:  # forwards
        step = previous_quarter_end(step, -1)
        before, base = previous_quarter_end(step), previous_quarter_end(step, 4)
        if step not in rolling or before not in rolling or base not in found:
            break
        found[step] = found[base] + rolling[step] - rolling[before]
    later = max(anchors)
    while True:  # backwards
        before, base = previous_quarter_end(later), previous_quarter_end(later, 4)
        if later not in rolling or before not in rolling or later not in found:
            break
        if base not in found:
            found[base] = found[later] - (rolling[later] - rolling[before])
        later = before
    return dict(sorted(found.items()))


def misfit(rolling: Mapping[date, int], anchors: Mapping[date, int]) -> int:
    """Rolling total less the sum of the anchors at the last anchor's end: 0 when both are of one vintage."""
    return rolling[max(anchors)] - sum(anchors.values())


def by_series(table: pd.DataFrame) -> dict[Series, dict[date, int]]:
    """The values of a frame of area, group, end, value by their series and their end; those of one end are added."""
    found: dict[Series, dict[date, int]] = {}
    for (area, group, end), value in keyed(table.groupby(["area", "group", "end"])["value"].sum()):
        found.setdefault((area, group), {})[end] = value
    return found


def recover_all(
    rolling: Mapping[Series, Mapping[date, int]], anchors: Mapping[Series, Mapping[date, int]]
) -> tuple[list[Quarter], dict[Series, int]]:
    """Every series' quarters by area, group and time, and the misfit of those whose vintages disagree.

    `rolling`: the totals by their end; `anchors`: four quarters, the same ones for all series; what is missing is 0.
    """
    ends = sorted({end for series in anchors.values() for end in series})
    found: list[Quarter] = []
    misfits: dict[Series, int] = {}
    for (area, group), totals in sorted(rolling.items()):
        true = anchors.get((area, group), {})
        start = {end: true.get(end, 0) for end in ends}
        gap = misfit(totals, start) if max(start) in totals else 0
        if gap:
            misfits[area, group] = gap
        found += [Quarter(area, group, end, value, end in start) for end, value in recover(totals, start).items()]
    return found, misfits
