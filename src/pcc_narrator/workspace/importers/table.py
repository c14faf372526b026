"""Any CSV file or Excel sheet, long or wide, read by a small mapping file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from pcc_narrator.contract.ids import slug
from pcc_narrator.errors import InputError
from pcc_narrator.models.period import Calendar
from pcc_narrator.periods.keys import period_key
from pcc_narrator.workspace.importers.result import ImportResult, frame
from pcc_narrator.workspace.importers.table_mapping import ROLES, PeriodField, Role, TableMapping, read_mapping
from pcc_narrator.workspace.importers.table_periods import DateOrder, date_order, read_period_cell
from pcc_narrator.workspace.importers.table_rows import Rows, read_rows
from pcc_narrator.workspace.problems import Findings, Place, listed, nearest
from pcc_narrator.workspace.types import Workspace
from pcc_narrator.workspace.values import CellError, read_number

Names = Mapping[str, str]  # a name in small letters → the id it means


def read(path: Path | str, mapping: TableMapping | Path | str, *, workspace: Workspace | None = None) -> ImportResult:
    """The observations of a table.

    With a workspace, areas and measures may be written by id, title or any of their other names, quarters follow
    its calendar, and an unknown name is a problem with the nearest known one. Without, a name becomes an id.
    Raises InputError with every problem; nothing is taken from a table that has one.
    """
    path = Path(path)
    rules = mapping if isinstance(mapping, TableMapping) else read_mapping(Path(mapping))
    rows, place = read_rows(path, rules.sheet, first_row=rules.header_row)
    reader = _Reader(rules, place, workspace)
    found = reader.read(rows)
    if reader.findings.problems:
        raise InputError(reader.findings.in_order())
    taken = (f"{place.file}: {len(found):,} figures from {len(reader.rows_taken):,} rows",) if found else ()
    left = tuple(f"{count:,} {what}" for what, count in reader.left.items())
    return ImportResult(frame(found), taken, left)


class _Reader:
    """Reads the rows of one table and remembers what it met."""

    def __init__(self, rules: TableMapping, place: Place, workspace: Workspace | None) -> None:
        self.rules = rules
        self.place = place
        self.findings = Findings()
        self.left: Counter[str] = Counter()
        self.rows_taken: set[int] = set()
        self.calendar = workspace.calendar if workspace is not None else Calendar()
        self.known: dict[Role, Names | None] = {"measure": None, "area": None, "category": None, "period": None}
        self.units: dict[str, Any] = {}
        if workspace is not None:
            self.known["area"] = _names((area.id, area.title, *area.names) for area in workspace.areas)
            plans = workspace.plan.measures
            self.known["measure"] = _names((plan.id, plan.title, plan.label, *plan.names) for plan in plans)
            self.units = {plan.id: plan.unit for plan in plans}
        self.order: DateOrder | None = rules.period.date_order
        self.cache: dict[tuple[Role, str], str | None] = {}

    def read(self, rows: Rows) -> list[dict[str, Any]]:
        header = next((cells for number, cells in rows if number == self.rules.header_row), None)
        if header is None:
            self.findings.add(self.place, f"row {self.rules.header_row} is empty.", "Set header_row in the mapping.")
            return []
        headings = [" ".join(cell.split()) for cell in header]
        columns = self.columns(headings)
        wide = self.wide_columns(headings)
        if self.findings.problems:
            return []
        body = [
            (number, cells)
            for number, cells in rows
            if number > self.rules.header_row and (self.rules.last_row is None or number <= self.rules.last_row)
        ]
        self.set_date_order(headings, wide, columns, body)
        if self.findings.problems:
            return []
        found: dict[tuple[str, ...], tuple[int, dict[str, Any]]] = {}
        for number, row in self.cells(columns, body):
            for record in self.records(number, row, headings, wide):
                key = (record["measure"], record["area"], slug(record["category"]), record["period"])
                if key not in found:
                    found[key] = (number, record)
                    self.rows_taken.add(number)
                elif found[key][1] == record:
                    self.left["rows that repeat another"] += 1
                else:
                    self.findings.add(
                        self.place,
                        f"row {found[key][0]} gives another figure for {', '.join(part for part in key if part)}.",
                        "Leave one of them out (`leave_out`), or tell them apart by a category.",
                        row=number,
                    )
        if not found and not self.findings.problems:
            self.findings.add(self.place, "there is no figure in the table.", "Look at header_row and the columns.")
        return [record for _, record in found.values()]

    def columns(self, headings: Sequence[str]) -> dict[str, int]:
        """Heading → place, for each heading that the mapping names."""
        places: dict[str, int] = {}
        for name in dict.fromkeys(self.rules.columns_used()):
            wanted = " ".join(name.split())
            count = headings.count(wanted)
            if count == 1:
                places[name] = headings.index(wanted)
            else:
                message = "there is no such column." if not count else "two columns have this heading."
                advice = (
                    nearest(wanted, [item for item in headings if item])
                    or f"There are: {listed(filter(None, headings))}."
                )
                self.findings.add(
                    self.place, message, advice if not count else "", row=self.rules.header_row, column=name
                )
        return places

    def wide_columns(self, headings: Sequence[str]) -> list[int]:
        if self.rules.wide is None:
            return []
        used = {" ".join(name.split()) for name in self.rules.columns_used()}
        wanted = [" ".join(name.split()) for name in self.rules.wide.columns]
        for name in wanted:
            if name not in headings:
                self.findings.add(
                    self.place,
                    "there is no such column.",
                    nearest(name, headings),
                    row=self.rules.header_row,
                    column=name,
                )
        return [
            place for place, name in enumerate(headings) if name and name not in used and (not wanted or name in wanted)
        ]

    def set_date_order(
        self, headings: Sequence[str], wide: Sequence[int], columns: Mapping[str, int], body: Rows
    ) -> None:
        """Day or month first: as the mapping says, or as the column shows."""
        if self.order is not None:
            return
        column = self.rules.period.column
        place = columns.get(column)
        texts = [headings[index] for index in wide]
        if place is not None:
            texts = [cells[place] for _, cells in body if place < len(cells)]
        try:
            self.order = date_order(texts)
        except CellError as error:
            self.findings.add(self.place, error.message, error.advice, column=column)

    def cells(self, columns: Mapping[str, int], body: Rows) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row as heading → cell, filled down, without the rows that are to be left out."""
        above: dict[str, str] = {}
        fill = [self.rules.name_field(role).column for role in ROLES if self.rules.name_field(role).fill_down]
        rules = [(rule.column, {word.casefold() for word in rule.words}) for rule in self.rules.leave_out]
        for number, cells in body:
            row = {
                name: " ".join(cells[place].split()) if place < len(cells) else "" for name, place in columns.items()
            }
            row["\0"] = "\0".join(cells)  # the whole row, for wide tables
            for name in fill:
                row[name] = above[name] = row[name] or above.get(name, "")
            rule = next((name for name, words in rules if row[name].casefold() in words), None)
            if rule is not None:
                self.left[f"rows left out by their {rule!r}"] += 1
                continue
            yield number, row

    def records(
        self, number: int, row: Mapping[str, str], headings: Sequence[str], wide: Sequence[int]
    ) -> Iterator[dict[str, Any]]:
        """The observations of one row: one, or one for each wide column."""
        spread: list[tuple[str | None, dict[str, str]]] = []
        if self.rules.wide is None:
            spread.append(
                (None, {name: row[field.column] for name, field in self.rules.numbers.items() if field.column})
            )
        else:
            cells = row["\0"].split("\0")
            spread.extend((headings[place], {"value": cells[place] if place < len(cells) else ""}) for place in wide)
        named = [row[field.column] for role in ROLES if (field := self.rules.name_field(role)).column]
        if not any(text.strip() for _, texts in spread for text in texts.values()) and not all(named):
            self.left["rows without names and figures, such as notes below the table"] += 1
            return
        for heading, texts in spread:
            names: dict[str, str | None] = {role: self.name(role, number, row, heading) for role in ROLES}
            numbers = self.numbers(number, texts, names["measure"])
            if None in names.values() or numbers is None:
                continue
            if all(value is None for value in numbers.values()):
                self.left["cells that show no figure"] += 1
                continue
            yield {
                **names, **numbers, "basis": self.rules.basis, "source": self.rules.source,
                "publisher": self.rules.publisher, "published_on": self.rules.published_on,
                "retrieved_on": self.rules.retrieved_on,
            }  # fmt: skip

    def name(self, role: Role, number: int, row: Mapping[str, str], heading: str | None) -> str | None:
        """The id, category or period key that a row names; None, with the problem remembered, if it names none."""
        field = self.rules.name_field(role)
        over = self.rules.wide is not None and self.rules.wide.over == role
        text = (heading or "") if over else row[field.column] if field.column else field.constant
        if (role, text) not in self.cache:
            try:
                self.cache[role, text] = self.meaning(role, text, field.words)
            except CellError as error:
                self.cache[role, text] = None
                self.findings.add(
                    self.place, error.message, error.advice,
                    row=self.rules.header_row if over else number, column=heading or field.column, value=text,
                )  # fmt: skip
        return self.cache[role, text]

    def meaning(self, role: Role, text: str, words: Mapping[str, str]) -> str:
        told = words.get(text)
        if role == "period":
            field: PeriodField = self.rules.period
            form = "key" if told is not None or field.constant else field.written
            return period_key(read_period_cell(told or text, form, self.calendar, self.order), self.calendar)
        name = told if told is not None else text
        if role == "category":
            return name
        if not name:
            raise CellError(f"the {role} is missing.", "Set fill_down if empty cells repeat the one above.")
        known = self.known[role]
        if known is None:
            return slug(name)
        if name.lower() not in known:
            raise CellError(
                f"the workspace has no such {role}.", nearest(name, known) or "Say what it means (`words`)."
            )
        return known[name.lower()]

    def numbers(self, number: int, texts: Mapping[str, str], measure: str | None) -> dict[str, Decimal | None] | None:
        result: dict[str, Decimal | None] = {}
        sound = True
        for name, text in texts.items():
            field = self.rules.numbers[name]
            unit = self.units.get(measure or "") if name in ("value", "low", "high") else None
            try:
                value = read_number(text, unit)
            except CellError as error:
                self.findings.add(self.place, error.message, error.advice, row=number, column=field.column, value=text)
                sound = False
                continue
            result[name] = value if value is None or field.times == 1 else value * field.times
        return result if sound else None


def _names(groups: Any) -> dict[str, str]:
    """Every name of each thing, in small letters. A name that two of them share names neither, but an id does."""
    result: dict[str, str] = {}
    shared: set[str] = set()
    ids = set()
    for identifier, *names in groups:
        ids.add(identifier)
        for name in names:
            if name and result.setdefault(name.lower(), identifier) != identifier:
                shared.add(name.lower())
    return {name: item for name, item in result.items() if name not in shared} | {item: item for item in ids}
