"""Putting imported rows into a workspace folder: all of them or none, and the same result when done twice."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from pcc_narrator.errors import InputError, PeriodError, Problem
from pcc_narrator.models.period import Calendar
from pcc_narrator.periods.keys import parse_key, period_key
from pcc_narrator.workspace.importers.kinds import find_kind
from pcc_narrator.workspace.importers.result import ImportResult
from pcc_narrator.workspace.types import OBSERVATION_COLUMNS, POPULATION_COLUMNS

FIGURES = ("value", "numerator", "denominator", "sample_size", "low", "high", "population", "households")
Row = dict[str, str]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What an import did to a workspace."""

    added: int
    unchanged: int
    replaced: int
    taken: tuple[str, ...]
    left: tuple[str, ...]


def import_files(
    kind: str,
    paths: Sequence[Path | str],
    workspace: Path | str,
    *,
    measures: Mapping[str, str] | None = None,
    published_on: str = "",
    retrieved_on: str = "",
    replace: bool = False,
) -> Merged:
    """Read files of one kind and put what the workspace has use for into its table.

    `measures` names the workspace's measure for the source's ({"recorded_crime": "crime_volume"}). Areas and
    measures that the workspace does not have are left, and said. A figure that is already there is left alone; one
    that differs is an error unless `replace`. The table is written in one step: whatever fails leaves it as it was.
    """
    folder = Path(workspace)
    known = find_kind(kind)
    plan, areas = _plan(folder), _areas(folder)
    result = known.read([Path(path) for path in paths], published_on, retrieved_on)
    is_people = known.table == "populations.csv"
    rows, left = _wanted(result, measures or {}, None if is_people else plan.measures, areas)
    columns = POPULATION_COLUMNS if is_people else OBSERVATION_COLUMNS
    target = folder / known.table
    header, present = _read(target, columns)
    merged, counts = _merge(target, present, rows, plan.calendar, replace)
    if counts[0] or counts[2]:
        _write(target, [*header, *(name for name in columns if name not in header)], merged)
    return Merged(*counts, result.taken, (*result.left, *left))


@dataclass(frozen=True, slots=True)
class _Plan:
    measures: frozenset[str]
    calendar: Calendar


def _plan(folder: Path) -> _Plan:
    path = folder / "plan.yaml"
    if not path.is_file():
        raise InputError([Problem(str(path), "there is no plan here.", "Make a workspace first: pcc-narrator init.")])
    try:
        data: Any = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
        ids = {str(m["id"]) for priority in data.get("priorities", ()) for m in priority.get("measures", ())}
        return _Plan(frozenset(ids), Calendar(int(data.get("year_start_month", 4))))
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            [Problem(path.name, f"the plan cannot be read ({error}).", "Run pcc-narrator validate.")]
        ) from None


def _areas(folder: Path) -> frozenset[str]:
    _, rows = _read(folder / "areas.csv", ())
    return frozenset(row.get("area", "") for row in rows)


def _wanted(
    result: ImportResult, names: Mapping[str, str], plan: frozenset[str] | None, areas: frozenset[str]
) -> tuple[list[Row], tuple[str, ...]]:
    """The rows that the workspace has a measure and an area for, as texts; and what was left."""
    rows: list[Row] = []
    no_measure: set[str] = set()
    no_area: set[str] = set()
    for record in result.observations.to_dict("records"):
        row = {str(name): _text(value) for name, value in record.items()}
        if plan is not None:
            row["measure"] = names.get(row["measure"], row["measure"])
            if row["measure"] not in plan:
                no_measure.add(row["measure"])
                continue
        if row["area"] not in areas:
            no_area.add(row["area"])
            continue
        rows.append(row)
    left = [f"{measure}: the plan has no such measure" for measure in sorted(no_measure)]
    if no_area:
        left.append(f"{len(no_area)} areas that areas.csv does not have ({', '.join(sorted(no_area)[:5])}, …)")
    return rows, tuple(left)


def _merge(
    target: Path, present: list[Row], new: Iterable[Row], calendar: Calendar, replace: bool
) -> tuple[list[Row], tuple[int, int, int]]:
    """The old rows with the new ones, and how many were added, unchanged and replaced."""
    merged = [dict(row) for row in present]
    places = {_key(row, calendar): index for index, row in enumerate(merged)}
    added = unchanged = replaced = 0
    problems: list[Problem] = []
    for row in new:
        key = _key(row, calendar)
        index = places.get(key)
        if index is None:
            places[key] = len(merged)
            merged.append(row)
            added += 1
        elif _figures(merged[index]) == _figures(row):
            unchanged += 1
        elif replace:
            merged[index] = row
            replaced += 1
        else:
            old, wanted = _shown(merged[index]), _shown(row)
            problems.append(
                Problem(target.name, f"{' '.join(filter(None, key))} is {old}, {row.get('source', '')} has {wanted}.",
                        "Import with replace to take the new one.", row=index + 2)
            )  # fmt: skip
    if problems:
        raise InputError(problems[:50])
    return merged, (added, unchanged, replaced)


def _key(row: Row, calendar: Calendar) -> Key:
    try:
        period = period_key(parse_key(row.get("period", ""), calendar), calendar)
    except PeriodError:
        period = row.get("period", "")
    return row.get("measure", ""), row["area"], row.get("category", ""), period


def _figures(row: Row) -> tuple[Decimal | str, ...]:
    return tuple(_number(row.get(name, "")) for name in FIGURES)


def _number(text: str) -> Decimal | str:
    try:
        return Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        return text.strip()


def _shown(row: Row) -> str:
    return " of ".join(row[name] for name in FIGURES if row.get(name))


def _text(value: object) -> str:
    """A cell's text. What a spreadsheet program would run as a formula is written harmless."""
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text[:1] in {"=", "+", "@"} else text


def _read(path: Path, columns: Sequence[str]) -> tuple[list[str], list[Row]]:
    if not path.is_file():
        return list(columns), []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = [{name: value or "" for name, value in row.items() if name} for row in reader]
        return list(reader.fieldnames or columns), rows


def _write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """The whole table in one step: a reader sees the old file or the new one."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text.getvalue())
            stream.flush()
            os.fsync(stream.fileno())
        draft.chmod(path.stat().st_mode if path.exists() else 0o644)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
