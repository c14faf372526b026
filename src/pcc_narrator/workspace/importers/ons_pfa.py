"""ONS police force area data tables: eight known editions, years ending March 2018 to December 2019.

Reads, where an edition has them:

- Table P1, counts by offence group: measure `recorded_crime`; and of burglary of dwellings, counted since April 2017:
  measure `residential_burglary`;
- the table of knife and sharp instrument offences over time (P5): measure `knife_crime`;
- the table of anti-social behaviour incidents by year (P7 of the March editions): measure `asb_incidents`.

Sheets are known by their titles, columns by their headings; headings and titles may carry footnote digits
("year ending December 181,2"). Rates (P3) are left: the program computes rates from counts and populations, which
`populations` reads from the same table. Before a number is believed, the groups must meet the total of every area.

England and Wales in Table P1 includes British Transport Police, whom no population is served by: they are taken off,
and the figure is marked derived. A force whose figures are not available ("..") stays missing, and the nation's total
that leaves it out says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.period import Calendar, rolling_year
from pcc_narrator.periods.keys import period_key
from pcc_narrator.workspace.importers import codes
from pcc_narrator.workspace.importers.pfa_totals import NATION, TRANSPORT, odd_totals
from pcc_narrator.workspace.importers.pfa_years import read_years, sheet_of_years
from pcc_narrator.workspace.importers.result import ImportResult, cell_number, fail, frame
from pcc_narrator.workspace.importers.sheets import Row, body, clean, find_row, open_workbook, sheet_titled

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
TOTAL = "Total recorded crime"
RESIDENTIAL = "residential_burglary"
SUBTOTALS = ("Theft offences",)  # sums of groups that have columns of their own
Counts = dict[str, dict[str, Decimal]]  # area id, then crime group ("" for the total)


def read(
    path: Path | str, *, measures: Mapping[str, str] | None = None, published_on: str = "", retrieved_on: str = ""
) -> ImportResult:
    """Observations of one edition: 12-month counts by area and crime group, burglary of dwellings, knife crime,
    anti-social behaviour.

    `measures` renames the measures ({"recorded_crime": "crime"}); a name mapped to "" is left out.
    """
    path = Path(path)
    names = {measure: measure for measure in ("recorded_crime", RESIDENTIAL, "knife_crime", "asb_incidents")}
    names.update(measures or {})
    book = open_workbook(path)
    shared = {
        "publisher": "Office for National Statistics", "published_on": published_on, "retrieved_on": retrieved_on,
        "basis": "published",
    }  # fmt: skip
    rows: list[dict[str, Any]] = []
    taken: list[str] = []
    left: list[str] = []
    found = sheet_titled(book, r"Table P1\b.*number of offences")
    if found is None:
        raise fail(path, "no sheet is titled 'Table P1: … number of offences'.", f"The sheets are {', '.join(book)}.")
    if names["recorded_crime"]:
        rows += _counts(path, *found, {**shared, "measure": names["recorded_crime"]}, taken, left)
    if names[RESIDENTIAL]:
        rows += _dwellings(path, *found, {**shared, "measure": names[RESIDENTIAL]}, taken, left)
    for key, pattern, heading in (
        ("knife_crime", "knife (?:and|or) sharp instrument offences", "Number of selected offences"),
        ("asb_incidents", "Anti-social behaviour incidents", "Number of incidents"),
    ):
        table = sheet_of_years(book, pattern)
        if table is not None and names[key]:
            rows += read_years(path, *table, heading, {**shared, "measure": names[key]}, taken, left)
    known = {found[0]}
    left += [f"sheet {name}: not read" for name in book if name not in known and not any(name in t for t in taken)]
    return ImportResult(frame(rows), tuple(taken), tuple(left))


def year_ending(title: str) -> date | None:
    """The last month of "…, year ending December 181,2" (its first day): footnote digits stick to the year."""
    match = re.search(rf"year ending ({'|'.join(MONTHS)}) (20\d\d|\d\d)(?:\d(?:,\s?\d)*)?,?\s*$", title)
    if match is None:
        return None
    year = int(match[2]) if len(match[2]) == 4 else 2000 + int(match[2])
    return date(year, MONTHS.index(match[1]) + 1, 1)


def _counts(
    path: Path, sheet: str, rows: list[Row], shared: dict[str, Any], taken: list[str], left: list[str]
) -> list[dict[str, Any]]:
    """Table P1 as observations of the 12 months that its title names."""
    last = year_ending(clean(rows[0][0]))
    header = find_row(rows, "^Area Codes?$", "^Area Name$", "^Robbery", "^Shoplifting")
    if last is None or header is None:
        raise fail(path, "the title names no year end, or the row of headings is not where it can be found.",
                   "Is this a police force area table in its published form?", sheet=sheet)  # fmt: skip
    columns = _columns(path, sheet, rows, header)
    numbers: dict[str, int] = {}
    counts: Counts = {}
    problems: list[Problem] = []
    for number, row in body(rows, header):
        area = _area(row)
        if area is None:
            continue
        values = {
            group: cell_number(row[column], path, problems, sheet=sheet, row=number, column=group or TOTAL)
            for column, group in columns.items()
            if group is not None
        }
        if values[""] is None:
            left.append(f"{area.title}: no figures in this edition{_footnote(row, rows)}")
            continue
        found = {group: value for group, value in values.items() if value is not None}
        parts = sum((value for group, value in found.items() if group), Decimal(0))
        if parts != found[""]:
            problems.append(
                Problem(path.name, f"the crime groups of {area.title} sum to {parts:,}, its total is {found['']:,}.",
                        "A column has moved or is missing; check the edition.", sheet=sheet, row=number)
            )  # fmt: skip
        counts[area.id] = found
        numbers[area.id] = number
    for group in dict.fromkeys(group for groups in counts.values() for group in groups):
        of_group = {area: groups[group] for area, groups in counts.items() if group in groups}
        problems += [
            Problem(path.name, odd.text, "A row or column has moved; check the edition.", sheet=sheet,
                    column=group or TOTAL)
            for odd in odd_totals(of_group)
        ]  # fmt: skip
    forces = [area for area in counts if codes.find_area(area).kind == "force"]
    if len(forces) < 40:
        problems.append(Problem(path.name, f"only {len(forces)} forces were found.", "Is the file whole?", sheet=sheet))
    if problems:
        raise InputError(problems[:50])
    key = period_key(rolling_year(last.year, last.month), Calendar())
    shared = {**shared, "period": key}
    found_rows = [
        {**shared, "area": area, "category": group, "value": value,
         "source": f"{path.name}, {sheet}, row {numbers[area]}"}
        for area, groups in counts.items()
        if area not in (NATION, TRANSPORT)
        for group, value in groups.items()
    ]  # fmt: skip
    found_rows += _nation(counts, shared, f"{path.name}, {sheet}", left)
    taken.append(f"{sheet}: {len(found_rows):,} counts of {len(forces)} forces and their regions, {key}")
    left.append(f"{sheet}: subtotals ({', '.join(SUBTOTALS)}) and subgroups, which the groups already hold")
    return found_rows


def _dwellings(
    path: Path, sheet: str, rows: list[Row], shared: dict[str, Any], taken: list[str], left: list[str]
) -> list[dict[str, Any]]:
    """Burglary of dwellings in Table P1: a part of burglary, with households as what its rate is over (as in P3)."""
    last, header = year_ending(clean(rows[0][0])), find_row(rows, "^Area Codes?$", "^Area Name$", "^Residential")
    if last is None or header is None:
        return []  # an edition without it; the counts by group have been believed before
    headings = [codes.without_footnotes(clean(cell)) for cell in rows[header]]
    own, whole = headings.index("Residential burglary"), headings.index("Burglary")
    problems: list[Problem] = []
    counts: Counts = {}
    numbers: dict[str, int] = {}
    for number, row in body(rows, header):
        area = _area(row)
        if area is None:
            continue
        value, burglaries = (
            cell_number(row[column], path, problems, sheet=sheet, row=number, column=headings[column])
            for column in (own, whole)
        )
        if value is None or burglaries is None:
            continue
        if value > burglaries:
            problems.append(
                Problem(path.name, f"{area.title} has {value:,} residential burglaries and {burglaries:,} burglaries.",
                        "A column has moved; check the edition.", sheet=sheet, row=number)
            )  # fmt: skip
        counts[area.id], numbers[area.id] = {"": value}, number
    odd = {one.area: one.text for one in odd_totals({area: groups[""] for area, groups in counts.items()})}
    if problems:
        raise InputError(problems[:50])
    left += [f"{sheet}, residential burglary: {text}" for text in odd.values()]
    shared = {**shared, "period": period_key(rolling_year(last.year, last.month), Calendar()), "category": ""}
    found = [
        {**shared, "area": area, "value": groups[""], "source": f"{path.name}, {sheet}, row {numbers[area]}"}
        for area, groups in counts.items()
        if area not in (NATION, TRANSPORT, *odd)
    ]
    if NATION not in odd:
        found += _nation(counts, shared, f"{path.name}, {sheet}", left)
    taken.append(f"{sheet}: {len(found):,} counts of residential burglary, {shared['period']}")
    return found


def _nation(counts: Counts, shared: dict[str, Any], source: str, left: list[str]) -> list[dict[str, Any]]:
    """England and Wales less British Transport Police; named as short of a force where one is missing."""
    if NATION not in counts or TRANSPORT not in counts:
        return []
    forces = [area.id for area in codes.forces()]
    absent = [codes.find_area(force).title for force in forces if force not in counts]
    said = f"{source}, England and Wales less British Transport Police"
    if absent:
        said += f", without {', '.join(absent)}"
        left.append(f"England and Wales leaves out {', '.join(absent)}: do not compare it with other periods")
    rows = []
    for group, value in counts[NATION].items():
        own = value - counts[TRANSPORT].get(group, Decimal(0))
        rows.append({**shared, "area": NATION, "category": group, "value": own, "basis": "derived", "source": said})
    return rows


def _columns(path: Path, sheet: str, rows: list[Row], header: int) -> dict[int, str | None]:
    """The crime group of each column: "" for the total, None for a subtotal or subgroup."""
    columns: dict[int, str | None] = {}
    problems: list[Problem] = []
    for column in range(2, len(rows[header])):
        text = codes.without_footnotes(clean(rows[header][column]))
        above = clean(rows[header - 1][column]) if column < len(rows[header - 1]) else ""
        if not text and above.startswith(TOTAL):
            columns[column] = ""
        elif text in SUBTOTALS:
            columns[column] = None
        elif text:
            try:
                offence = codes.find_offence(text)
            except codes.UnknownNameError as error:
                problems.append(Problem(path.name, str(error), sheet=sheet, row=header + 1, column=text))
                continue
            columns[column] = None if offence.subgroup else offence.group
    groups = sorted(group for group in columns.values() if group)
    expected = sorted({offence.group for offence in codes.offences().values() if offence.group})
    if groups != expected or list(columns.values()).count("") != 1:
        odd = sorted(set(expected).symmetric_difference(groups)) or ["the total"]
        problems.append(
            Problem(path.name, f"the headings do not hold each crime group once ({', '.join(odd)}).",
                    "The layout is not that of a known edition.", sheet=sheet, row=header + 1)
        )  # fmt: skip
    if problems:
        raise InputError(problems)
    return columns


def _area(row: Row) -> codes.KnownArea | None:
    """The area of a row; None for a source line or a footnote."""
    code, name = clean(row[0]), clean(row[1]) if len(row) > 1 else ""
    if re.fullmatch(r"[EKW]\d{8}", code) or codes.without_footnotes(name) == "British Transport Police":
        return codes.find_area(name, code)
    return None


def _footnote(row: Row, rows: list[Row]) -> str:
    """The text of the footnotes that a row's name carries."""
    marks = re.findall(r"\d+", clean(row[1])[len(codes.without_footnotes(clean(row[1]))) :])
    texts = (
        [clean(other[0]) for other in rows if re.match(rf"(?:{'|'.join(marks)})\. ", clean(other[0]))] if marks else []
    )
    return f" ({' '.join(re.sub(r'^[0-9]+[.] ', '', text) for text in texts)})" if texts else ""
