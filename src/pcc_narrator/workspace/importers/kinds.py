"""The kinds of file that can be imported, by the names that people type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.workspace.importers import (
    cps,
    ho_quarterly,
    ho_rolling,
    nhs_ae,
    ons_pfa,
    police_uk,
    populations,
    sql,
    table,
    workforce,
)
from pcc_narrator.workspace.importers.result import ImportResult
from pcc_narrator.workspace.importers.table_mapping import read_mapping
from pcc_narrator.workspace.problems import nearest
from pcc_narrator.workspace.types import Workspace


@dataclass(frozen=True, slots=True)
class Request:
    """What to read, and for which workspace. `rules` is the mapping of a table, or the query of a database."""

    paths: tuple[Path, ...]
    workspace: Workspace
    rules: Path | None = None
    published_on: str = ""
    retrieved_on: str = ""


Reader = Callable[[Request], ImportResult]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. `table` is the table of the workspace that its rows belong to; `rules` what must come with it."""

    name: str
    title: str
    files: str  # what it reads, in words
    measures: tuple[str, ...]
    read: Reader
    table: Literal["observations", "populations"] = "observations"
    rules: Literal["", "mapping", "query"] = ""


def _each(read: Callable[..., ImportResult]) -> Reader:
    """Read the files one after the other; the same key in two of them is settled by the merge."""

    def reader(asked: Request) -> ImportResult:
        dates = {"published_on": asked.published_on, "retrieved_on": asked.retrieved_on}
        return _joined([read(path, **dates) for path in asked.paths])

    return reader


def _together(read: Callable[..., ImportResult]) -> Reader:
    def reader(asked: Request) -> ImportResult:
        return read(asked.paths, published_on=asked.published_on, retrieved_on=asked.retrieved_on)

    return reader


def _joined(results: Sequence[ImportResult]) -> ImportResult:
    return ImportResult(
        pd.concat([result.observations for result in results], ignore_index=True),
        tuple(line for result in results for line in result.taken),
        tuple(line for result in results for line in result.left),
    )


def _populations(asked: Request) -> ImportResult:
    results = [populations.read(path) for path in asked.paths]
    return _joined([ImportResult(result.rows, result.taken, result.left) for result in results])


def _nhs_ae(asked: Request) -> ImportResult:
    """The organisations are the areas that have their code among their names; the nation is the area of that kind."""
    areas = asked.workspace.areas
    organisations = {name: area.id for area in areas for name in area.names if nhs_ae.is_code(name)}
    if not organisations:
        advice = "Write the organisation's code, such as RTE, among the names of its area."
        raise InputError([Problem("areas.csv", "no area has the code of an organisation.", advice, column="names")])
    nation = next((area.id for area in areas if area.kind == "nation"), "")
    return _joined([
        nhs_ae.read(
            path, organisations, nation=nation, published_on=asked.published_on, retrieved_on=asked.retrieved_on
        )
        for path in asked.paths
    ])  # fmt: skip


def _table(asked: Request) -> ImportResult:
    assert asked.rules is not None
    rules = read_mapping(asked.rules)
    return _joined([table.read(path, rules, workspace=asked.workspace) for path in asked.paths])


def _sql(asked: Request) -> ImportResult:
    assert asked.rules is not None
    return sql.read(asked.rules, workspace=asked.workspace)


KINDS: tuple[Kind, ...] = (
    Kind("ons-pfa", "ONS police force area tables", "one .xlsx workbook an edition",
         ("recorded_crime", "knife_crime", "asb_incidents"), _each(ons_pfa.read)),
    Kind("ho-rolling", "Home Office rolling 12-month totals", "rec-crime-pfa.csv",
         ("recorded_crime",), _each(ho_rolling.read)),
    Kind("ho-quarterly", "Home Office open data tables, quarter counts", "prc-pfa-….csv, one year each",
         ("recorded_crime",), _each(ho_quarterly.read)),
    Kind("police-uk", "data.police.uk street-level events", "the monthly …-street.csv files, also .gz",
         ("street_crime", "asb_incidents"), _together(police_uk.read)),
    Kind("cps", "Crown Prosecution Service case outcomes", "one CSV a month, named …_2018-03.csv",
         ("convictions", "conviction_rate"), _together(cps.read)),
    Kind("workforce", "Home Office police workforce", "one .ods workbook an edition",
         tuple(measure for _, measure in workforce.KINDS if measure), _each(workforce.read)),
    Kind("populations", "ONS mid-year populations by force", "a police force area workbook, or a CSV of estimates",
         (), _populations, table="populations"),
    Kind("nhs-ae", "NHS England A&E attendances", "a CSV of organisations, months and types",
         nhs_ae.MEASURES, _nhs_ae),
    Kind("table", "any CSV file or Excel sheet", "with a mapping that says which column is what", (), _table,
         rules="mapping"),
    Kind("sql", "a database, or files larger than memory", "with a query that says what is counted", (), _sql,
         rules="query"),
)  # fmt: skip


def find_kind(name: str) -> Kind:
    """The kind that a name means. Raises InputError with the nearest one."""
    names = [kind.name for kind in KINDS]
    if name not in names:
        advice = f"{nearest(name, names)} Known: {', '.join(names)}.".strip()
        raise InputError([Problem("import", f"{name!r} is no kind of file.", advice)])
    return KINDS[names.index(name)]
