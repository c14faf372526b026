"""A first mapping for a table that nobody has described yet, to be looked at and edited."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.period import Calendar
from pcc_narrator.workspace.importers.table_mapping import TO_FILL_IN
from pcc_narrator.workspace.importers.table_periods import (
    PERIOD_FORMS,
    DateOrder,
    PeriodForm,
    date_order,
    read_period_cell,
)
from pcc_narrator.workspace.importers.table_rows import Rows, read_rows
from pcc_narrator.workspace.types import Workspace
from pcc_narrator.workspace.values import CellError, read_number

MOST_LOOKED_AT = 400  # rows; enough to tell what a column holds
ENOUGH = 0.9  # share of a column's cells that must be periods, or numbers
_NUMBER_NAMES = {
    "numerator": r"numerator|successes",
    "denominator": r"denominator|out of|base",
    "sample_size": r"sample|respondents|^n$",
    "low": r"\blow|lower|\blcl\b|\blci\b",
    "high": r"\bhigh|upper|\bucl\b|\buci\b",
    "value": r"value|count|number|total|figure|rate|per ?cent|%",
}
_NAME_NAMES = {
    "measure": r"measure|indicator|metric|series",
    "area": r"area|organi[sz]ation|provider|region|district|site|branch|place|\bname\b",
    "category": r"categor|type|group|kind|breakdown",
}
_ROLLING = re.compile(r"(?i)year (?:ending|ended|to)|12 months|rolling")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    cells: tuple[str, ...]  # those that hold anything


def guess_mapping(path: Path | str, *, sheet: str = "", workspace: Workspace | None = None) -> str:
    """The text of a mapping file for `read`. What cannot be told from the table is marked TODO.

    The header row is the first one above figures; a column is the period if its cells are periods, an area if its
    heading or the workspace says so. Raises InputError if no table is found.
    """
    path = Path(path)
    rows, place = read_rows(path, sheet, first_row=10**6)
    calendar = workspace.calendar if workspace is not None else Calendar()
    header = _header_row(rows, calendar)
    if header is None:
        raise InputError(
            [Problem(place.file, "no table of figures was found in it.", "Name another sheet.", place.sheet)]
        )
    columns = _columns(rows, header)
    headings = [column.heading for column in columns]
    lines = [
        f"# A first mapping for {path.name}. Look at every line, and fill in what is {TO_FILL_IN}.",
        f"header_row: {header}",
    ]
    if place.sheet:
        lines.insert(1, f"sheet: {_text(place.sheet)}")
    form = _form(headings[1:], calendar, least=3)
    wide = form is not None
    names: dict[str, str] = {}
    numbers: dict[str, str] = {}
    period = ""
    wide_columns = [item for item in headings if form is not None and _is_period(item, form, calendar)]
    for column in columns:
        if column.heading in wide_columns:
            continue
        own = _form(column.cells, calendar, least=1)
        if not wide and not period and own is not None:
            rolling = own == "month" and _ROLLING.search(column.heading)
            period, form = column.heading, "rolling_year" if rolling else own
        elif _are_numbers(column.cells):
            _assign(column, numbers, _NUMBER_NAMES, rest="value")
        elif column.cells:
            if "area" not in names and _known_area(column, workspace):
                names["area"] = column.heading
            else:
                _assign(column, names, _NAME_NAMES, rest="area" if "area" not in names else "category")
    if "numerator" in numbers and "denominator" not in numbers:
        numbers.setdefault("value", numbers.pop("numerator"))
    for role in ("measure", "area", "category"):
        if role in names:
            lines.append(f"{role}: {{column: {_text(names[role])}}}")
        elif role == "category":
            lines.append("# category: {column: HEADING}   # if the figures are broken down")
        else:
            only = workspace.plan.area if role == "area" and workspace is not None else TO_FILL_IN
            lines.append(f"{role}: {{is: {only}}}   # the id of the one {role} of this table")
    lines += _period_lines(period, form, wide, columns, wide_columns)
    if not wide:
        lines += [f"{name}: {{column: {_text(heading)}}}" for name, heading in numbers.items()] or [
            f"value: {{column: {TO_FILL_IN}}}"
        ]
    lines += _left_lines(headings, [*names.values(), *numbers.values(), period, *wide_columns])
    lines += [
        "# leave_out: [{column: HEADING, words: [Total]}]",
        "# source: The name of this table",
        "# publisher: Who publishes it",
    ]
    return "\n".join(lines) + "\n"


def _header_row(rows: Rows, calendar: Calendar) -> int | None:
    """The first row of several texts with a row of figures close below it."""
    for place, (number, cells) in enumerate(rows[:60]):
        filled = [cell for cell in cells if cell.strip()]
        texts = [cell for cell in filled if not _are_numbers([cell]) or _YEAR.fullmatch(cell.strip())]
        below = rows[place + 1 : place + 4]
        if len(filled) < 2 or len(texts) < len(filled) or not below:
            continue
        if any(_are_numbers([cell]) for _, row in below for cell in row if cell.strip()):
            return number
    return None


def _columns(rows: Rows, header: int) -> list[_Column]:
    place = next(index for index, (number, _) in enumerate(rows) if number == header)
    headings = [" ".join(cell.split()) for cell in rows[place][1]]
    body = rows[place + 1 : place + 1 + MOST_LOOKED_AT]
    return [
        _Column(
            heading, tuple(cells[index].strip() for _, cells in body if index < len(cells) and cells[index].strip())
        )
        for index, heading in enumerate(headings)
        if heading
    ]


def _form(texts: Sequence[str], calendar: Calendar, *, least: int) -> PeriodForm | None:
    """The way in which most of the texts are periods; None if they are none."""
    counts = {
        form: sum(_is_period(text, form, calendar) for text in texts) for form in PERIOD_FORMS
    }  # fmt: skip
    best = max(PERIOD_FORMS, key=lambda form: counts[form])
    needed = least if least > 1 else max(1, ENOUGH * len(texts))
    return best if counts[best] >= needed else None


def _is_period(text: str, form: PeriodForm, calendar: Calendar) -> bool:
    if form == "key" and text in ("", "none"):
        return False
    try:
        read_period_cell(text, form, calendar, "dmy")
    except CellError:
        return False
    return True


def _are_numbers(cells: Iterable[str]) -> bool:
    found = 0
    total = 0
    for cell in cells:
        total += 1
        try:
            found += read_number(cell) is not None or cell.strip() != ""
        except CellError:
            continue
    return total > 0 and found >= ENOUGH * total


def _known_area(column: _Column, workspace: Workspace | None) -> bool:
    if workspace is None:
        return False
    known = {name.lower() for area in workspace.areas for name in (area.id, area.title, *area.names)}
    return any(cell.lower() in known for cell in column.cells)


def _assign(column: _Column, found: dict[str, str], patterns: dict[str, str], *, rest: str) -> None:
    for role, pattern in patterns.items():
        if role not in found and re.search(pattern, column.heading, re.IGNORECASE):
            found[role] = column.heading
            return
    found.setdefault(rest, column.heading)


def _period_lines(
    period: str, form: PeriodForm | None, wide: bool, columns: Sequence[_Column], wide_columns: Sequence[str]
) -> list[str]:
    order: DateOrder | None = None
    cells = wide_columns if wide else next((column.cells for column in columns if column.heading == period), ())
    with suppress(CellError):
        order = date_order(cells)
    more = f", date_order: {order}" if order else ""
    if wide:
        listed = ", ".join(_text(heading) for heading in wide_columns)
        return [f"period: {{written: {form}{more}}}", "wide:", "  over: period", f"  columns: [{listed}]"]
    if period:
        return [f"period: {{column: {_text(period)}, written: {form}{more}}}"]
    return [f"period: {{is: {TO_FILL_IN}}}   # such as 2018-19-Q3, or column and written"]


def _left_lines(headings: Sequence[str], used: Sequence[str]) -> list[str]:
    left = [heading for heading in headings if heading not in used]
    return [f"# not used: {', '.join(left)}"] if left else []


def _text(text: str) -> str:
    """A text as YAML reads it back."""
    return (
        text
        if re.fullmatch(r"[A-Za-z][A-Za-z0-9 _]*[A-Za-z0-9]|[A-Za-z]", text)
        else json.dumps(text, ensure_ascii=False)
    )
