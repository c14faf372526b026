"""What an importer gives back, and the checks that importers share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.workspace.types import OBSERVATION_COLUMNS

LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."
LARGEST_FILE = 200 * 1024 * 1024  # bytes; a larger file is refused with advice, not read


@dataclass(frozen=True)
class ImportResult:
    """Observations read from a file, and an account of the file: what was taken, what was left and why."""

    observations: pd.DataFrame
    taken: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a frame of OBSERVATION_COLUMNS; absent texts are "", absent numbers None."""
    numbers = {"value", "numerator", "denominator", "sample_size", "low", "high"}
    data = {name: [row.get(name, None if name in numbers else "") for row in rows] for name in OBSERVATION_COLUMNS}
    return pd.DataFrame(data, columns=list(OBSERVATION_COLUMNS), dtype=object)


def fail(path: Path, message: str, advice: str = "", **place: Any) -> InputError:
    """An InputError with one problem of this file."""
    return InputError([Problem(file=path.name, message=message, advice=advice, **place)])


def check_file(path: Path) -> None:
    """Refuse a file that is missing, empty, too large, or a web page saved under another name."""
    if not path.is_file():
        raise fail(path, "there is no such file.", "Check the path.")
    size = path.stat().st_size
    if size == 0:
        raise fail(path, "the file is empty.", "Download it again.")
    if size > LARGEST_FILE:
        raise fail(path, f"the file is larger than {LARGEST_FILE // 1024**2} MB.", "Split it by year or by area.")
    with path.open("rb") as stream:
        head = stream.read(512).lstrip().lower()
    if head.startswith((b"<!doctype", b"<html")):
        raise fail(path, "this is a web page, not data.", "The download failed; fetch the file again.")


def check_columns(path: Path, found: Iterable[str], wanted: Sequence[str], *, row: int = 1, sheet: str = "") -> None:
    """Refuse a table that lacks a column that the reader reads."""
    present = [str(name).strip() for name in found]
    lacking = [name for name in wanted if name not in present]
    if lacking:
        raise InputError(
            [
                Problem(
                    file=path.name,
                    sheet=sheet,
                    row=row,
                    column=name,
                    message="the column is missing.",
                    advice=f"The file has {', '.join(map(repr, present[:12]))}.",
                )
                for name in lacking
            ]
        )


def whole_number(text: object) -> Decimal | None:
    """A count as publishers print it (" 66776 ", "1,234"); None for a mark of "not available"."""
    if text is None or isinstance(text, bool):
        return None
    if isinstance(text, int):
        return Decimal(text)
    if isinstance(text, float):
        return None if text != text else Decimal(str(text)).normalize() + 0
    cleaned = str(text).strip().replace(",", "").replace("\u2212", "-")
    if cleaned in {"", "-", "..", "*", ":", "N/A", "NA", "n/a", "nan"}:
        return None
    return Decimal(cleaned)


def cell_number(value: object, path: Path, problems: list[Problem], **place: Any) -> Decimal | None:
    """The number of a cell; None where it is not available, or is no number, which is added to the problems."""
    try:
        return whole_number(value)
    except ArithmeticError:
        problems.append(Problem(path.name, "this is no number.", value=str(value), **place))
        return None


def keyed(series: Any) -> list[tuple[Any, int]]:
    """The entries of a series of whole numbers as (key, value); the key of several levels is a tuple."""
    return [(key, int(value)) for key, value in zip(series.index.tolist(), series.tolist(), strict=True)]


def sha256(path: Path) -> str:
    """The hash of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
