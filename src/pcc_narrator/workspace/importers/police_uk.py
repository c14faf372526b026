"""Street-level events of data.police.uk: counted by month, force and crime type, and by outcome or LSOA if wanted.

Reads `Month` (2018-10), `Reported by`, `Crime type`, `Last outcome category`, `LSOA code`; files may be compressed
(.gz). Files are counted piece by piece, so that their size does not matter. Anti-social behaviour rows are incidents,
not crimes: they become a measure of their own. A count here is the publisher's, by month of the event as
downloaded, and differs a little from a force's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.workspace.importers import codes, csv_files
from pcc_narrator.workspace.importers.result import ImportResult, frame, keyed, whole_number

COLUMNS = ("Month", "Reported by", "Crime type")
DETAIL = {"outcome": "Last outcome category", "lsoa": "LSOA code"}
INCIDENTS = "Anti-social behaviour"
CHUNK = 500_000  # rows at a time


def read(
    paths: Iterable[Path | str],
    *,
    crimes: str = "street_crime",
    incidents: str = "asb_incidents",
    published_on: str = "",
    retrieved_on: str = "",
) -> ImportResult:
    """Monthly observations: all crimes, crimes by type, and anti-social behaviour incidents, by force."""
    counts, taken, left = count(paths)
    shared = {
        "basis": "published", "publisher": "data.police.uk", "published_on": published_on,
        "retrieved_on": retrieved_on, "source": "street-level crime and anti-social behaviour",
    }  # fmt: skip
    rows: list[dict[str, Any]] = []
    is_incident = counts["type"] == INCIDENTS
    totals = counts[~is_incident].groupby(["area", "month"])["count"].sum()
    for (area, month), value in keyed(totals):
        rows.append({**shared, "measure": crimes, "area": area, "period": month, "value": whole_number(value)})
    for (area, kind, month), value in keyed(counts.groupby(["area", "type", "month"])["count"].sum()):
        own = {"measure": incidents} if kind == INCIDENTS else {"measure": crimes, "category": kind}
        rows.append({**shared, **own, "area": area, "period": month, "value": whole_number(value)})
    return ImportResult(frame(rows), taken, left)


def count(
    paths: Iterable[Path | str], *, by: tuple[str, ...] = ()
) -> tuple[pd.DataFrame, tuple[str, ...], tuple[str, ...]]:
    """Counts as a frame of area, month, type, the columns of `by` ("outcome", "lsoa") and count.

    Events without an LSOA or an outcome are counted under "". What was taken and left comes second and third.
    """
    wanted = [*COLUMNS, *(DETAIL[name] for name in by)]
    pieces: list[pd.DataFrame] = []
    files = sorted(Path(path) for path in paths)
    for path in files:
        for number, piece in enumerate(csv_files.read_pieces(path, wanted, CHUNK)):
            for column in wanted[3:]:
                piece[column] = piece[column].cat.add_categories("").fillna("")
            if piece[list(COLUMNS)].isna().any().any():
                raise _blank(path, piece, number * CHUNK)
            sizes = piece.groupby(wanted, observed=True).size().rename("count").reset_index()
            pieces.append(sizes.astype(dict.fromkeys(wanted, str)))
    if not pieces:
        raise InputError([Problem("street-level files", "no file was given.", "Name at least one CSV file.")])
    counts = pd.concat(pieces).groupby(wanted, sort=True)["count"].sum().reset_index()
    return _named(counts, files, by)


def _named(
    counts: pd.DataFrame, files: list[Path], by: tuple[str, ...]
) -> tuple[pd.DataFrame, tuple[str, ...], tuple[str, ...]]:
    """The counts with area ids, and the account; a month or a force that is none is an error."""
    problems = [
        Problem(files[0].name, "this is no month.", "Write 2018-10.", column="Month", value=month)
        for month in sorted(counts["Month"].unique())
        if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", month)
    ]
    areas: dict[str, str] = {}
    left: Counter[str] = Counter()
    for name in sorted(counts["Reported by"].unique()):
        try:
            area = codes.find_area(name)
        except codes.UnknownNameError as error:
            problems.append(Problem(files[0].name, str(error), column="Reported by", value=name))
            continue
        if area.kind == "force":
            areas[name] = area.id
        else:
            left[f"{name}: no territorial force of England and Wales"] += int(
                counts.loc[counts["Reported by"] == name, "count"].sum()
            )
    if problems:
        raise InputError(problems[:50])
    counts = counts[counts["Reported by"].isin(areas)]
    counts = counts.assign(area=counts["Reported by"].map(areas)).drop(columns="Reported by")
    counts = counts.rename(columns={"Month": "month", "Crime type": "type"} | {DETAIL[name]: name for name in by})
    months = sorted(counts["month"].unique())
    absent = [area.title for area in codes.forces() if area.id not in set(areas.values())]
    notes = [f"{number:,} events: {reason}" for reason, number in sorted(left.items())]
    if absent and len(areas) > 1:
        notes.append(f"no events of {', '.join(absent)}: make no national totals from these files")
    who = f"{len(areas)} {'force' if len(areas) == 1 else 'forces'}"
    taken = f"{int(counts['count'].sum()):,} events of {who}, {months[0]} to {months[-1]}"
    return counts[["area", "month", "type", *by, "count"]].reset_index(drop=True), (taken,), tuple(notes)


def _blank(path: Path, piece: pd.DataFrame, before: int) -> InputError:
    for column in COLUMNS:
        blank = piece[column].isna().to_numpy()
        if blank.any():
            row = before + int(blank.argmax()) + 2
            return InputError([Problem(path.name, "the cell is empty.", row=row, column=column)])
    raise AssertionError("no blank cell")
