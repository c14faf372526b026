"""A bare CSV table as facts: each cell is a figure, named by the heads of its row and its column.

Heads that are periods give the period, the rest gives the measure and its category. So a table that anyone has at
hand can be checked against on day one:

| what the table looks like | how it is read |
| --- | --- |
| first column periods, other columns measures | a series for each column |
| first column names, other columns periods | a series for each row |
| first column names, other columns names | a measure for each column, a category for each row |
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal, InvalidOperation

from pcc_narrator.contract.ids import fact_id, slug
from pcc_narrator.errors import InputError, PeriodError, Problem
from pcc_narrator.models.fact import Area, Fact, FactSet, Measure, Source, Unit
from pcc_narrator.models.period import Calendar, Period, end_of_month
from pcc_narrator.periods import parse_key, read_periods

NOT_SHOWN = frozenset(("", "-", "–", "—", "..", "*", ":", "n/a", "na", "[x]", "[c]", "[z]", "[u]", "[low]"))
_NUMBER = re.compile(r"([-+−–]?)\s*(£?)\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(%|per cent)?")
_AREA_HEADS = frozenset(("area", "place", "region", "country", "organisation", "trust", "authority", "entity"))
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def facts_from_csv(text: str, *, name: str = "table.csv", calendar: Calendar | None = None) -> FactSet:
    """The facts of a CSV text with one header row.

    An optional column headed Area (Region, Country, Organisation …) names the area of its row. Cells such as
    `1,234`, `12%`, `£3.40` are read as people mean them; `-`, `..`, `*` and blanks are not shown; anything else that
    stands where a figure should is an InputError with its cell, as are a table without figures and a head that
    occurs twice.
    """
    calendar = calendar or Calendar()
    rows = [row for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))) if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise InputError([Problem(name, "is no table.", advice="Give one header row and at least one row of figures.")])
    heads = [cell.strip() for cell in rows[0]]
    return _Table(name, heads, rows[1:], calendar).facts()


class _Table:
    def __init__(self, name: str, heads: list[str], rows: list[list[str]], calendar: Calendar) -> None:
        self.name, self.heads, self.rows, self.calendar = name, heads, rows, calendar
        self.problems: list[Problem] = []
        self.area_column = next((n for n, head in enumerate(heads) if head.lower() in _AREA_HEADS), None)
        self.keys = [n for n in range(len(heads)) if n != self.area_column]
        self.label = self.keys[0] if self.keys else 0
        self.columns = self.keys[1:]
        self.row_periods = [self._period(row[self.label]) if self.label < len(row) else None for row in rows]
        self.column_periods = {n: self._period(heads[n]) for n in self.columns}

    def facts(self) -> FactSet:
        named = [self.heads[n] for n in self.columns if self.heads[n]]
        for head in sorted({head for head in named if named.count(head) > 1}):
            self._problem(1, head, head, "this head occurs twice.", "Give each column a name of its own.")
        by_row = all(self.column_periods.values()) and bool(self.columns)
        by_column = not by_row and all(period is not None for period in self.row_periods)
        measures: dict[str, Measure] = {}
        areas: dict[str, Area] = {}
        facts: list[Fact] = []
        for number, row in enumerate(self.rows, start=2):
            row = row + [""] * (len(self.heads) - len(row))
            label = row[self.label].strip()
            place = row[self.area_column].strip() if self.area_column is not None else ""
            area = areas.setdefault(slug(place) or "all", Area(slug(place) or "all", place or "the whole"))
            for column in self.columns:
                value = self._number(row[column], number, self.heads[column])
                if value is None:
                    continue
                figure, unit, places = value
                title = label if by_row else self.heads[column]
                category = None if by_row or by_column else label
                period = self.column_periods[column] if by_row else self.row_periods[number - 2] if by_column else None
                measure = measures.setdefault(slug(title), Measure(slug(title), title, unit=unit))
                facts.append(
                    Fact(
                        id=fact_id(
                            measure.id, "value", area.id, period or Period(), calendar=self.calendar, category=category
                        ),
                        measure=measure.id,
                        statistic="value",
                        area=area.id,
                        period=period or Period(),
                        value=figure,
                        unit=unit,
                        category=category,
                        decimals=places,
                        sources=(Source(self.name, number, sheet=self.heads[column]),),
                    )
                )
        seen: dict[str, int | None] = {}
        for fact in facts:
            if fact.id in seen:
                self._problem(
                    fact.sources[0].row,
                    fact.sources[0].sheet,
                    "",
                    f"gives a second figure for row {seen[fact.id]}.",
                    "Remove one of the two rows.",
                )
            seen[fact.id] = fact.sources[0].row
        if not facts and not self.problems:
            self._problem(
                None, "", "", "holds no figures.", "Put names or periods in the first column and figures in the others."
            )
        if self.problems:
            raise InputError(self.problems)
        return FactSet(tuple(measures.values()), tuple(areas.values()), tuple(facts), calendar=self.calendar)

    def _number(self, cell: str, row: int, column: str) -> tuple[Decimal, Unit, int] | None:
        shown = cell.strip()
        if shown.lower() in NOT_SHOWN:
            return None
        match = _NUMBER.fullmatch(shown)
        if match is None:
            self._problem(
                row, column, shown, "this is not a number.", "Write digits only, or - where there is no figure."
            )
            return None
        sign, pounds, whole, fraction, percent = match.groups()
        try:
            figure = Decimal(whole.replace(",", "") + (fraction or ""))
        except InvalidOperation:  # unreachable for what the pattern takes; kept so that a change of it cannot crash
            return None
        head = column.lower()
        unit: Unit = "none" if fraction else "count"
        if percent or "%" in head or "per cent" in head or "percent" in head:
            unit = "percent"
        elif pounds or "£" in head:
            unit = "gbp"
        return (-figure if sign in ("-", "−", "–") else figure), unit, len(fraction or ".") - 1

    def _period(self, head: str) -> Period | None:
        """The period that a head is, as a whole: 2018-19-Q3, December 2018, 2018, 31/12/2018, Q3 2018-19."""
        shown = head.strip()
        if not any(character.isdigit() for character in shown):
            return None
        if match := _DAY_FIRST.fullmatch(shown):
            try:
                day = date(int(match[3]), int(match[2]), int(match[1]))
            except ValueError:
                return None
            return Period(day, day)
        if (match := re.fullmatch(r"(\d{4})-(\d{2})", shown)) and 1 <= int(match[2]) <= 12:
            month = date(int(match[1]), int(match[2]), 1)
            return Period(month, end_of_month(month))
        try:
            return parse_key(shown, self.calendar)
        except PeriodError:
            mentions = read_periods(shown, self.calendar, None)
        whole = [mention for mention in mentions if mention.start == 0 and mention.end == len(shown)]
        return whole[0].period if whole else None

    def _problem(self, row: int | None, column: str, value: str, message: str, advice: str) -> None:
        self.problems.append(Problem(self.name, message, advice, row=row, column=column, value=value))
