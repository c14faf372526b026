"""The kinds of public file that can be imported, by the names that people type."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.workspace.importers import cps, ho_quarterly, ho_rolling, ons_pfa, police_uk, populations, workforce
from pcc_narrator.workspace.importers.result import ImportResult

Reader = Callable[[Sequence[Path], str, str], ImportResult]  # paths, published on, retrieved on


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. `table` is the file of the workspace that its rows belong to."""

    name: str
    title: str
    files: str  # what it reads, in words
    measures: tuple[str, ...]
    read: Reader
    table: str = "observations.csv"


def _each(read: Callable[..., ImportResult]) -> Reader:
    """Read the files one after the other; the same key in two of them is settled by the merge."""

    def reader(paths: Sequence[Path], published_on: str, retrieved_on: str) -> ImportResult:
        results = [read(path, published_on=published_on, retrieved_on=retrieved_on) for path in paths]
        return ImportResult(
            pd.concat([result.observations for result in results], ignore_index=True),
            tuple(line for result in results for line in result.taken),
            tuple(line for result in results for line in result.left),
        )

    return reader


def _together(read: Callable[..., ImportResult]) -> Reader:
    def reader(paths: Sequence[Path], published_on: str, retrieved_on: str) -> ImportResult:
        return read(paths, published_on=published_on, retrieved_on=retrieved_on)

    return reader


def _populations(paths: Sequence[Path], published_on: str, retrieved_on: str) -> ImportResult:
    results = [populations.read(path) for path in paths]
    rows = pd.concat([result.rows for result in results], ignore_index=True)
    return ImportResult(
        rows,
        tuple(line for result in results for line in result.taken),
        tuple(line for result in results for line in result.left),
    )


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
         (), _populations, table="populations.csv"),
)  # fmt: skip


def find_kind(name: str) -> Kind:
    """The kind that a name means. Raises InputError with the nearest one."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    names = [kind.name for kind in KINDS]
    near = difflib.get_close_matches(name, names, n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    raise InputError([Problem("import", f"{name!r} is no kind of file.", f"{hint}Known: {', '.join(names)}.")])
