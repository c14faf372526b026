"""The query file of the `sql` importer: where the events are, and what is counted by which columns."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pcc_narrator.errors import InputError
from pcc_narrator.workspace.documents import read_yaml, without_nulls
from pcc_narrator.workspace.parts import read_bytes
from pcc_narrator.workspace.problems import Findings, Place, nearest
from pcc_narrator.workspace.tables import decode

DEFAULT_CONNECTION = "duckdb://"
_VARIABLE = re.compile(r"\$\{([A-Z_][A-Z0-9_]*)\}")
_SECRET = re.compile(r"(?<=://)[^/@\s]*@|(?i:(?<=password=)|(?<=token=))[^\s&;]+")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class SqlName(_Strict):
    """A name in a `column`, or the same for all (`is`). `words`: what the column says → what it means here.

    A word that means "" is left out; the key "" stands for rows where the column is empty.
    """

    column: str = ""
    constant: str = Field(default="", alias="is")
    words: dict[str, str] = {}


class SqlDay(_Strict):
    """The column of the day on which an event happened: a date or timestamp, or text such as 2018-10-05 or 2018-10."""

    column: str
    first: str = ""  # leave out what happened before this day, 2018-04-01
    last: str = ""


class SqlCount(_Strict):
    """What is counted: `rows`, the different values of a column (`distinct`), or the sum of one (`sum`)."""

    rows: bool = False
    distinct: str = ""
    sum: str = ""

    @model_validator(mode="after")
    def _one(self) -> SqlCount:
        if sum((self.rows, bool(self.distinct), bool(self.sum))) != 1:
            raise ValueError("write one of `rows: true`, `distinct: COLUMN`, `sum: COLUMN`")
        return self


class SqlQuery(_Strict):
    """The whole query. `table` names a table, or `select` holds one SELECT statement that yields the events.

    `empty_month`: what it means that an area has no event at all in a month. If `missing`, no figure is given for
    the quarters and years that hold this month.
    """

    connect: str = DEFAULT_CONNECTION
    files: dict[str, str] = {}
    table: str = ""
    select: str = ""
    measure: SqlName
    area: SqlName
    category: SqlName | None = None
    total: bool = True  # with a category: also a figure for all categories together
    day: SqlDay
    period: Literal["month", "quarter", "year"] = "month"
    empty_month: Literal["missing", "nought"] = "missing"
    count: SqlCount = SqlCount(rows=True)
    source: str = ""
    publisher: str = ""
    published_on: str = ""
    retrieved_on: str = ""

    @model_validator(mode="after")
    def _complete(self) -> SqlQuery:
        if bool(self.table) == bool(self.select):
            raise ValueError("write either `table` or `select`")
        if self.files and not self.connect.startswith("duckdb://"):
            raise ValueError("files are read by DuckDB only; remove `files`, or `connect`")
        if not self.measure.constant or self.measure.column:
            raise ValueError("measure: write `is: MEASURE`; one query counts one measure")
        if bool(self.area.column) == bool(self.area.constant):
            raise ValueError("area: write either `column` or `is`")
        if self.category is not None and not self.category.column:
            raise ValueError("category: write `column`")
        return self

    def connection(self, environment: Mapping[str, str] | None = None) -> str:
        """The connection string, ${NAME} filled in from the environment, so that no password stands in a file."""
        known = os.environ if environment is None else environment
        missing = [name for name in _VARIABLE.findall(self.connect) if name not in known]
        if missing:
            raise ValueError(f"the environment variable {missing[0]} is not set")
        return _VARIABLE.sub(lambda match: known[match[1]], self.connect)


def without_secrets(text: str) -> str:
    """A message without user names, passwords and tokens of connection strings."""
    return _SECRET.sub("***", text).replace("://***", "://")


def read_query(path: Path) -> SqlQuery:
    """The query of a YAML file. Raises InputError with every problem."""
    findings, place = Findings(), Place(path.name)
    data = read_bytes(path, place, findings)
    text = None if data is None else decode(data, place, findings)
    document = None if text is None else read_yaml(text, place, findings)
    if document is not None and not findings.problems:
        try:
            return SqlQuery.model_validate(without_nulls(document.data) or {})
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                _add(fault, document.line(tuple(fault["loc"])), place, findings)
    raise InputError(findings.in_order())


def _add(fault: Any, line: int | None, place: Place, findings: Findings) -> None:
    at = tuple(fault["loc"])
    known: Any = (
        SqlQuery.model_fields if len(at) == 1 else ("column", "is", "words", "first", "last", "rows", "distinct", "sum")
    )
    advice = nearest(str(at[-1]), known) if fault["type"] == "extra_forbidden" else ""
    message = str(fault["msg"]).removeprefix("Value error, ")
    findings.add(place, f"{message}.", advice, row=line, column=".".join(str(part) for part in at))
