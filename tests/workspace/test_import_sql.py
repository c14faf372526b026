"""The same query gives the same counts from CSV and Parquet files, a DuckDB file, PostgreSQL and Spark.

PostgreSQL is Debian's, started here on a socket of its own, as a user without rights. It and Spark are passed over
where they are not installed, unless PCC_NARRATOR_MUST_TEST names them ("postgresql spark"), as .ci/run does.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pcc_narrator.errors import InputError, MissingExtraError
from pcc_narrator.workspace import load_workspace
from pcc_narrator.workspace.importers import sql
from pcc_narrator.workspace.importers.sql_query import SqlQuery, read_query, without_secrets

MUST_TEST = os.environ.get("PCC_NARRATOR_MUST_TEST", "").split()
needs_extra = pytest.mark.skipif(importlib.util.find_spec("ibis") is None, reason="the sql extra is not installed")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")


def _events() -> list[tuple[str, str, str, str, str]]:
    """Day, Month, library, kind, visitor: nine months of visits, some without a kind, a library or a day."""
    rows = []
    for month in range(9):
        for number in range(40 + 3 * month):
            day = f"2018-{month + 4:02d}-{1 + number % 28:02d}"
            library = "North Library" if number % 3 else "South"
            kind = ("loan", "return", "loan", "")[number % 4]
            rows.append((day, day[:7], library, kind, f"v{number % 11}"))
    rows.append(("", "", "South", "loan", "v1"))
    rows.append(("2018-05-01", "2018-05", "", "loan", "v1"))
    rows.append(("2019-01-31", "2019-01", "South", "loan", "v1"))  # the only event of a month
    return rows


HEADER = ("Day", "Month", "library", "kind", "visitor")
QUERY: dict[str, Any] = {
    "table": "events",
    "measure": {"is": "visits"},
    "area": {"column": "library"},
    "category": {"column": "kind"},
    "day": {"column": "Day"},
    "period": "quarter",
}


@pytest.fixture(scope="module")
def csv_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("events") / "events.csv"
    path.write_text("\n".join(",".join(row) for row in [HEADER, *_events()]) + "\n")
    return path


def _pass_over(database: str) -> None:
    """Skip, or fail where it must be tested."""
    assert database not in MUST_TEST, f"{database} is not installed"
    pytest.skip(f"{database} is not installed")


@pytest.fixture(scope="module")
def postgres(csv_file: Path) -> Iterator[str]:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    root = os.geteuid() == 0  # PostgreSQL refuses to run as root
    if not found or importlib.util.find_spec("psycopg") is None or (root and shutil.which("runuser") is None):
        _pass_over("postgresql")
    programs = found[-1].parent
    home = Path(tempfile.mkdtemp(prefix="pcc-pg-", dir="/tmp"))  # short: the path of a socket is limited
    if root:
        shutil.chown(home, "postgres")

    def run(*command: str, text: str | None = None) -> None:
        subprocess.run(
            ["runuser", "-u", "postgres", "--", *command] if root else command,
            check=True,
            capture_output=True,
            input=text,
            text=True,
            cwd="/",
        )

    data = str(home / "data")
    try:
        run(str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")
        run(
            str(programs / "pg_ctl"), "-D", data, "-w", "-l", str(home / "log"),
            "-o", f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off", "start",
        )  # fmt: skip
        try:
            rows = ",".join(
                "(" + ",".join("NULL" if not cell else f"'{cell}'" for cell in row) + ")" for row in _events()
            )
            run(
                str(programs / "psql"), "-h", str(home), "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-q", "postgres",
                text='CREATE TABLE events ("Day" date, "Month" text, library text, kind text, visitor text);'
                f"INSERT INTO events VALUES {rows};",
            )  # fmt: skip
            yield f"postgres://postgres@/postgres?host={home}"
        finally:
            run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, csv_file: Path) -> dict[str, dict[str, Any]]:
    """Where the events lie, as parts of a query."""
    duckdb = pytest.importorskip("duckdb")
    folder = tmp_path_factory.mktemp("places")
    connection = duckdb.connect(str(folder / "events.duckdb"))
    connection.execute(
        f'CREATE TABLE events AS SELECT CAST(nullif("Day", \'\') AS TIMESTAMP) AS "Day", * EXCLUDE "Day" '
        f"FROM read_csv('{csv_file}', all_varchar=true)"
    )
    connection.execute(f"COPY events TO '{folder / 'events.parquet'}' (FORMAT parquet)")
    connection.close()
    (folder / "parts").mkdir()
    lines = csv_file.read_text().splitlines()
    for number, part in enumerate((lines[1:100], lines[100:])):
        (folder / "parts" / f"{number}.csv").write_text("\n".join([lines[0], *part]) + "\n")
    return {
        "csv": {"files": {"events": str(csv_file)}},
        "folder of csv": {"files": {"events": str(folder / "parts")}},
        "parquet": {"files": {"events": str(folder / "*.parquet")}},
        "duckdb file": {"connect": f"duckdb://{folder / 'events.duckdb'}"},
    }


def _figures(result: Any) -> list[tuple[Any, ...]]:
    names = ["measure", "area", "category", "period", "value"]
    return list(result.observations[names].itertuples(index=False, name=None))


def _expected() -> list[tuple[str, str, str, str, Decimal]]:
    """The counts by quarter, made here by plain counting."""
    quarters = {4: 1, 5: 1, 6: 1, 7: 2, 8: 2, 9: 2, 10: 3, 11: 3, 12: 3}
    found: dict[tuple[str, str, str], int] = {}
    for day, _, library, kind, _ in _events():
        if day and library and kind and day < "2019":
            area = {"North Library": "north", "South": "south"}[library]
            for category in ("", kind):
                key = (area, category, f"2018-19-Q{quarters[int(day[5:7])]}")
                found[key] = found.get(key, 0) + 1
    return [("visits", *key, Decimal(count)) for key, count in sorted(found.items())]


@needs_extra
@pytest.mark.parametrize("place", ["csv", "folder of csv", "parquet", "duckdb file"])
def test_the_same_counts_from_files(places, make_workspace, place: str) -> None:
    result = sql.read(SqlQuery.model_validate(QUERY | places[place]), workspace=load_workspace(make_workspace()))
    assert _figures(result) == _expected()
    counted = sum(row[4] for row in _expected() if not row[2])
    assert result.taken == (f"18 figures; {counted} counted in duckdb",)
    assert result.left == (
        "1 in a quarter with a month that has no event in its area",
        "1 without a day",
        f"{sum(bool(row[0] and row[2] and not row[3]) for row in _events())} without a kind",
        "1 without an area",
    )


@needs_extra
def test_the_same_counts_from_postgresql(postgres: str, make_workspace) -> None:
    result = sql.read(
        SqlQuery.model_validate(QUERY | {"connect": postgres}), workspace=load_workspace(make_workspace())
    )
    assert _figures(result) == _expected()
    months = QUERY | {"connect": postgres, "day": {"column": "Month", "first": "2018-05-01", "last": "2018-05-31"}}
    months |= {"period": "month", "category": None, "count": {"distinct": "visitor"}}
    assert _figures(sql.read(SqlQuery.model_validate(months)))[0][3:] == ("2018-05", Decimal(11))


@needs_extra
@pytest.mark.slow
@pytest.mark.spark
def test_the_same_counts_from_spark(csv_file: Path, make_workspace) -> None:
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        _pass_over("spark")
    workspace = make_workspace()
    code = f"""
import ibis, pandas
from pyspark.sql import SparkSession
from pcc_narrator.workspace import load_workspace
from pcc_narrator.workspace.importers import sql
from pcc_narrator.workspace.importers.sql_query import SqlQuery
session = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
session.read.csv({str(csv_file)!r}, header=True).createOrReplaceTempView("events")
query = SqlQuery.model_validate({QUERY!r} | {{"connect": "pyspark://local"}})
frame = sql.read(query, workspace=load_workspace({str(workspace)!r})).observations
print("\\n".join(f"{{a}}|{{c}}|{{p}}|{{v}}" for a, c, p, v in
      frame[["area", "category", "period", "value"]].itertuples(index=False, name=None)))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stdout.splitlines() == ["|".join(map(str, row[1:])) for row in _expected()]


@needs_extra
def test_a_select_a_sum_and_words(places, make_workspace) -> None:
    query = QUERY | places["csv"] | {
        "table": "",
        "select": "WITH n AS (SELECT *, '2' AS weight FROM events) SELECT * FROM n",
        "area": {"column": "library", "words": {"South": "", "North Library": "north"}},
        "category": {"column": "kind", "words": {"loan": "Loans", "return": "Returns", "": "Not recorded"}},
        "count": {"sum": "weight"},
        "period": "month",
    }  # fmt: skip
    result = sql.read(SqlQuery.model_validate(query), workspace=load_workspace(make_workspace()))
    figures = {row[2:4]: row[4] for row in _figures(result)}
    april = [row for row in _events() if row[0].startswith("2018-04") and row[2] == "North Library"]
    assert figures["", "2018-04"] == 2 * len(april)
    assert figures["Not recorded", "2018-04"] == 2 * sum(not row[3] for row in april)
    assert any("of 'South', left out" in line for line in result.left)


@needs_extra
def test_a_category_without_an_event_is_nought(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(
        "d,a,k\n2018-10-01,north,x\n2018-11-01,north,x\n2018-11-02,north,y\n2018-12-01,north,x\n"
    )
    query = QUERY | {
        "files": {"events": "events.csv"}, "area": {"column": "a"}, "category": {"column": "k"}, "day": {"column": "d"},
    }  # fmt: skip
    months = _figures(sql.read(SqlQuery.model_validate(query | {"period": "month"}), folder=tmp_path))
    assert [row[4] for row in months if row[2] == "y"] == [0, 1, 0]
    (quarter,) = [row for row in _figures(sql.read(SqlQuery.model_validate(query), folder=tmp_path)) if row[2] == "y"]
    assert quarter[3:] == ("2018-19-Q3", Decimal(1))
    year = SqlQuery.model_validate(query | {"period": "year"})
    with pytest.raises(InputError, match="counts nothing"):
        sql.read(year, folder=tmp_path)
    nought = SqlQuery.model_validate(query | {"period": "year", "empty_month": "nought"})
    assert _figures(sql.read(nought, folder=tmp_path))[0][3:] == ("R12-2019-03", Decimal(4))


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"table": "event"}, "Did you mean 'events'?"),
    ({"area": {"column": "Library"}}, "Did you mean 'library'?"),
    ({"day": {"column": "kind"}}, "this is no month"),
    ({"day": {"column": "Day", "first": "1 May"}}, "day.first"),
    ({"files": {"events": "nowhere.csv"}}, "no such file"),
    ({"files": {"events": __file__}}, "CSV or all Parquet"),
    ({"table": "", "select": "DROP TABLE events"}, "one SELECT"),
    ({"table": "", "select": "SELECT 1; SELECT 2"}, "one SELECT"),
    ({"table": "", "select": "SELECT FROM WHERE"}, "SQL"),
    ({"table": "", "select": "SELECT nothing FROM events"}, "failed"),
    ({"count": {"distinct": "visitor"}}, "period: month"),
    ({"connect": "duckdb://${NO_SUCH_VARIABLE}"}, "NO_SUCH_VARIABLE is not set"),
    ({"files": {}, "connect": "nosuch://user:secret@host/db"}, "cannot be reached"),
]


@needs_extra
@pytest.mark.parametrize(("change", "words"), FAULTS)
def test_faults(places, make_workspace, change: dict[str, Any], words: str) -> None:
    query = QUERY | places["csv"] | change
    with pytest.raises(InputError) as caught:
        sql.read(SqlQuery.model_validate(query), workspace=load_workspace(make_workspace()))
    assert words in str(caught.value)
    assert "secret" not in str(caught.value)


@needs_extra
def test_an_unknown_area_is_told_with_the_nearest(places, make_workspace) -> None:
    folder = make_workspace({"areas.csv": [("North Library", "North Libary")]})
    with pytest.raises(InputError, match="Did you mean 'north libary'"):
        sql.read(SqlQuery.model_validate(QUERY | places["csv"]), workspace=load_workspace(folder))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("table: events", "tabel: events"), "Did you mean 'table'?"),
        (("table: events", ""), "either `table` or `select`"),
        (("measure: {is: visits}", "measure: {column: x}"), "measure"),
        (("area: {column: library}", "area: {}"), "area"),
        (("area: {column: library}", "area: {column: library, word: {}}"), "Did you mean 'words'?"),
        (("count: {rows: true}", "count: {rows: true, sum: x}"), "one of"),
        (("period: month", "period: week"), "month"),
        (("table: events", "table: events\nconnect: postgres://h/d\nfiles: {a: b}"), "DuckDB only"),
    ],
)
def test_faults_of_query_files(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    text = (
        "table: events\nmeasure: {is: visits}\narea: {column: library}\nday: {column: Day}\nperiod: month\n"
        "count: {rows: true}\n"
    )
    path = tmp_path / "query.yaml"
    path.write_text(text)
    assert read_query(path).period == "month"
    assert change[0] in text
    path.write_text(text.replace(*change))
    with pytest.raises(InputError) as caught:
        read_query(path)
    assert words in str(caught.value)


def test_secrets_are_never_shown() -> None:
    told = without_secrets("cannot reach postgres://me:pa55@host/db?password=pa55 or databricks://h?token=t0p&x=1")
    assert "pa55" not in told and "t0p" not in told and "host/db" in told


def test_the_password_comes_from_the_environment() -> None:
    query = SqlQuery.model_validate(QUERY | {"connect": "postgres://me:${DB_PASSWORD}@host/db"})
    assert query.connection({"DB_PASSWORD": "x"}) == "postgres://me:x@host/db"


def test_without_the_extra_it_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "ibis", None)
    with pytest.raises(MissingExtraError, match=r"pcc-narrator\[sql\]"):
        sql.read(SqlQuery.model_validate(QUERY))
