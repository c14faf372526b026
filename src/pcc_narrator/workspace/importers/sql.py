"""Counts from a database or from large files, through Ibis: the counting happens where the data is.

DuckDB is built in (it also reads CSV and Parquet files and folders larger than memory); PostgreSQL, SQL Server,
Databricks and Spark by connection string. What comes back is one number for each area, category and month.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pcc_narrator.contract.ids import slug
from pcc_narrator.errors import InputError
from pcc_narrator.models.period import Calendar, Period, add_months, end_of_month
from pcc_narrator.periods.keys import period_key
from pcc_narrator.workspace.importers.result import ImportResult, frame
from pcc_narrator.workspace.importers.sql_counting import (
    Group,
    connect,
    counted_groups,
    failed,
    find_events,
    first_line,
)
from pcc_narrator.workspace.importers.sql_query import SqlName, SqlQuery, read_query
from pcc_narrator.workspace.problems import Findings, Place, nearest
from pcc_narrator.workspace.types import Workspace

Counts = dict[tuple[str, str, Period], Decimal]  # area, category, period → how many


def read(
    query: SqlQuery | Path | str, *, workspace: Workspace | None = None, folder: Path | None = None
) -> ImportResult:
    """The counts of a query as observations.

    With a workspace, areas may be named by id, title or any other name, and quarters follow its calendar. Paths of
    `files` are relative to the query file, or to `folder`. Rows without a day, an area or a category are counted and
    reported as left. Raises InputError with what is wrong, and MissingExtraError without the `sql` extra.
    """
    if not isinstance(query, SqlQuery):
        folder = Path(query).parent if folder is None else folder
        query = read_query(Path(query))
    place = Place("query")
    calendar = workspace.calendar if workspace is not None else Calendar()
    if query.count.distinct and query.period != "month":
        raise failed("different values of a column cannot be added up over months.", "Write `period: month`.")
    connection = connect(query)
    try:
        events = find_events(connection, query, folder or Path())
        rows = counted_groups(events, query)
    except InputError:
        raise
    except Exception as error:  # each backend raises its own
        raise failed(f"the query failed: {first_line(error)}.", "Try it in the database's own program.") from None
    finally:
        connection.disconnect()
    findings = Findings()
    counts, left = _named(rows, query, workspace, place, findings)
    if findings.problems:
        raise InputError(findings.in_order())
    found = _in_periods(counts, query, calendar, left)
    if not found:
        raise failed("the query counts nothing.", "Look at the days and at the names.")
    records = [_record(key, count, query, calendar) for key, count in found.items()]
    total = sum(count for (_, category, _), count in found.items() if not category or not query.total)
    taken = (f"{len(records):,} figures; {total:,f} counted in {connection.name}",)
    return ImportResult(frame(records), taken, tuple(f"{count:,f} {what}" for what, count in sorted(left.items())))


def _named(
    rows: Iterable[Group], query: SqlQuery, workspace: Workspace | None, place: Place, findings: Findings
) -> tuple[Counts, dict[str, Decimal]]:
    """Counts by month under the names of the workspace, and what was left, with reasons."""
    counts: Counts = defaultdict(Decimal)
    left: dict[str, Decimal] = defaultdict(Decimal)
    areas = _area_names(workspace)
    months: dict[str, Period | None] = {}
    for area, category, month, count in rows:
        if month is None:
            left["without a day"] += count
            continue
        if month not in months:
            months[month] = _month_period(month)
            if months[month] is None:
                advice = "Give dates or text such as 2018-10-05 or 2018-10; cast the column in `select`."
                findings.add(place, "this is no month.", advice, column=query.day.column, value=month)
        period = months[month]
        own = query.area.words.get(area or "", area)
        if own is None or own == "":
            left["without an area" if area is None else f"of {area!r}, left out"] += count
            continue
        identifier = areas.get(own.lower()) if areas is not None else slug(own)
        if identifier is None:
            advice = nearest(own, areas or ()) or 'Say what it means (`words`), or leave it out (`words: {NAME: ""}`).'
            findings.add(place, "the workspace has no such area.", advice, column=query.area.column, value=own)
        if period is None or identifier is None:
            continue
        if query.category is None:
            counts[identifier, "", period] += count
            continue
        kind = _category(category, query.category)
        if kind is None:
            left[f"without a {query.category.column}" if category is None else f"of {category!r}, left out"] += count
            continue
        counts[identifier, kind, period] += count
        if query.total and not query.count.distinct:
            counts[identifier, "", period] += count
    return dict(counts), dict(left)


def _month_period(text: str) -> Period | None:
    match = re.fullmatch(r"([12][0-9]{3})-(0[1-9]|1[0-2])", text)
    if match is None:
        return None
    start = date(int(match[1]), int(match[2]), 1)
    return Period(start, end_of_month(start))


def _category(text: str | None, rule: SqlName) -> str | None:
    return rule.words.get(text or "", text) or None


def _area_names(workspace: Workspace | None) -> Mapping[str, str] | None:
    if workspace is None:
        return None
    names = {name.lower(): area.id for area in reversed(workspace.areas) for name in (*area.names, area.title)}
    return names | {area.id: area.id for area in workspace.areas}


def _in_periods(counts: Counts, query: SqlQuery, calendar: Calendar, left: dict[str, Decimal]) -> Counts:
    """Months, or whole quarters and years of them, with a nought for a category that had no event in a period.

    An area without any event in a month is more likely to have sent no data: unless the query says that it means
    nought, the quarters and years that hold such a month are left out.
    """
    length = {"month": 1, "quarter": 3, "year": 12}[query.period]
    there = {(area, period.start) for area, _, period in counts}
    result: Counts = defaultdict(Decimal)
    for (area, category, period), count in counts.items():
        assert period.start is not None
        start = add_months(period.start, -((period.start.month - calendar.year_start_month) % length))
        months = [add_months(start, step) for step in range(length)]
        if query.empty_month == "nought" or all((area, month) in there for month in months):
            result[area, category, Period(start, end_of_month(months[-1]))] += count
        elif not category or not query.total:
            what = f"in a {query.period} with a month that has no event in its area"
            left[what] = left.get(what, Decimal(0)) + count
    areas = {(area, period) for area, _, period in result}
    kinds = {(area, category) for area, category, _ in result}
    for area, category in kinds:
        for _, period in (item for item in areas if item[0] == area):
            result.setdefault((area, category, period), Decimal(0))
    return dict(sorted(result.items(), key=lambda item: (item[0][0], item[0][1], str(item[0][2].start))))


def _record(key: tuple[str, str, Period], count: Decimal, query: SqlQuery, calendar: Calendar) -> dict[str, Any]:
    area, category, period = key
    whole = count.to_integral_value()
    return {
        "measure": query.measure.constant, "area": area, "category": category,
        "period": period_key(period, calendar), "value": whole if count == whole else count.normalize(),
        "basis": "published" if query.publisher else "provisional",
        "source": query.source or query.table or "select", "publisher": query.publisher,
        "published_on": query.published_on, "retrieved_on": query.retrieved_on,
    }  # fmt: skip
