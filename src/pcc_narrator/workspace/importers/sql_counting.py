"""What runs in the database: connecting, finding the events, and counting them. Only counts leave it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pcc_narrator.errors import InputError, MissingExtraError, Problem
from pcc_narrator.workspace.importers.sql_query import SqlName, SqlQuery, without_secrets
from pcc_narrator.workspace.problems import nearest
from pcc_narrator.workspace.values import CellError, read_date

Group = tuple[str | None, str | None, str | None, Decimal]  # area, category, month, how many


def failed(message: str, advice: str = "", value: str = "") -> InputError:
    """The error of a query, without the secrets of its connection."""
    return InputError([Problem("query", without_secrets(message), advice, value=value)])


def first_line(error: Exception) -> str:
    """What a database says, as the beginning of a sentence."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__).rstrip(".")


def connect(query: SqlQuery) -> Any:
    """The Ibis connection of a query. Raises MissingExtraError without the extra, InputError if nothing answers."""
    try:
        import ibis
    except ImportError:
        raise MissingExtraError("sql", "Counting in a database") from None
    try:
        return ibis.connect(query.connection())
    except ImportError as error:
        raise failed(f"this database needs a driver: {first_line(error)}.", "Install the ibis extra for it.") from None
    except Exception as error:  # each backend raises its own
        raise failed(f"the database cannot be reached: {first_line(error)}.", "Look at `connect`.") from None


def find_events(connection: Any, query: SqlQuery, folder: Path) -> Any:
    """The table of events, with files made known to DuckDB under their names."""
    for name, pattern in query.files.items():
        path = folder / pattern
        files = sorted(path.parent.glob(path.name)) if "*" in path.name else [path]
        if path.is_dir():
            files = sorted(item for item in path.iterdir() if _kind(item))
        if not files or not all(item.exists() for item in files):
            raise failed("there is no such file.", "Paths are relative to the query file.", str(pattern))
        kinds = {_kind(item) for item in files}
        if len(kinds) != 1 or "" in kinds:
            raise failed("files must be all CSV or all Parquet.", value=str(pattern))
        names = [str(item) for item in files]
        if kinds == {"csv"}:
            connection.read_csv(names, table_name=name, all_varchar=True, union_by_name=True)
        else:
            connection.read_parquet(names, table_name=name, union_by_name=True)
    if query.select:
        _check_select(query.select)
        return connection.sql(query.select)
    if query.table not in (known := list(connection.list_tables())):
        raise failed("there is no such table.", nearest(query.table, known), query.table)
    return connection.table(query.table)


def _kind(path: Path) -> str:
    name = path.name.lower()
    return "parquet" if name.endswith(".parquet") else "csv" if name.endswith((".csv", ".csv.gz", ".csv.zst")) else ""


def _check_select(text: str) -> None:
    """Only a statement that reads: one SELECT, or WITH … SELECT."""
    import sqlglot

    try:
        statements = sqlglot.parse(text)
    except sqlglot.errors.ParseError as error:
        raise failed(f"`select` is no SQL: {first_line(error)}.") from None
    if len(statements) != 1 or not isinstance(statements[0], sqlglot.exp.Query):
        raise failed("`select` must be one SELECT statement.", "It reads; it changes nothing.")


def counted_groups(events: Any, query: SqlQuery) -> list[Group]:
    """The count of each group, sorted by its names. The only thing that leaves the database."""
    import ibis

    columns = {name: _column(events, name) for name in _columns(query)}
    day = columns[query.day.column]
    month, keep = _month_of(day), _within(day, query)
    if keep is not None:
        events = events.filter(keep | day.isnull())
    # Only what is counted is selected: a column of the table may differ from one of these by a capital letter alone.
    picked = events.select(
        area=_name(columns, query.area),
        category=_name(columns, query.category) if query.category is not None else ibis.literal(""),
        month=month,
        figure=columns[query.count.sum or query.count.distinct] if not query.count.rows else ibis.literal(1),
    )
    figure = picked.figure
    if query.count.sum:
        counted = figure.cast("decimal(38, 6)").sum()
    else:
        counted = figure.nunique() if query.count.distinct else picked.count()
    found = picked.group_by(["area", "category", "month"]).agg(counted=counted)
    rows = []
    for row in found.to_pandas().itertuples(index=False):
        number = Decimal(0) if row.counted is None or row.counted != row.counted else Decimal(str(row.counted))
        rows.append((_text(row.area), _text(row.category), _text(row.month), number))
    return sorted(rows, key=lambda row: tuple((part is None, part or "") for part in row[:3]))


def _name(columns: Mapping[str, Any], rule: SqlName) -> Any:
    import ibis

    return columns[rule.column].cast("string") if rule.column else ibis.literal(rule.constant)


def _month_of(day: Any) -> Any:
    """The month of an event as text, 2018-10. Text is cut rather than cast: a tenth of the time over many rows."""
    if day.type().is_string():
        return day.strip().substr(0, 7)
    day = day.cast("date")
    return day.year().cast("string") + "-" + day.month().cast("string").lpad(2, "0")


def _within(day: Any, query: SqlQuery) -> Any:
    """The condition that an event lies between the first and the last day; None without such days."""
    import ibis

    keep = None
    for name, limit in (("first", query.day.first), ("last", query.day.last)):
        if not limit:
            continue
        edge = _edge(limit, name)
        if day.type().is_string():
            text = day.strip()
            text, other = text.substr(0, 10), ibis.ifelse(text.length() == 7, edge.isoformat()[:7], edge.isoformat())
        else:
            text, other = day.cast("date"), ibis.literal(edge)
        inside = text >= other if name == "first" else text <= other
        keep = inside if keep is None else keep & inside
    return keep


def _columns(query: SqlQuery) -> Iterable[str]:
    wanted = (query.area.column, query.category.column if query.category else "", query.day.column)
    return dict.fromkeys(name for name in (*wanted, query.count.distinct, query.count.sum) if name)


def _column(events: Any, name: str) -> Any:
    if name not in events.columns:
        raise failed("there is no such column.", nearest(name, events.columns), name)
    return events[name]


def _edge(text: str, name: str) -> date:
    try:
        found = read_date(text)
    except CellError as error:
        raise failed(f"day.{name}: {error.message}", error.advice, text) from None
    assert found is not None
    return found


def _text(value: Any) -> str | None:
    """A name on one line; None for an empty one."""
    if value is None or value != value:
        return None
    return " ".join(str(value).split()) or None
