"""observations → a frame of exact figures, each with its place; what is not a figure is refused with its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from pcc_narrator.contract.ids import slug
from pcc_narrator.models.fact import Area
from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods.keys import period_key
from pcc_narrator.workspace.frames import frame
from pcc_narrator.workspace.plan import MeasurePlan
from pcc_narrator.workspace.problems import Findings, nearest
from pcc_narrator.workspace.tables import Columns, Table, arrange
from pcc_narrator.workspace.types import OBSERVATION_COLUMNS, NotShown
from pcc_narrator.workspace.values import CellError, read_date, read_number, read_period

OBSERVATIONS = Columns(
    required=("measure", "area", "period"),
    optional=tuple(name for name in OBSERVATION_COLUMNS if name not in ("measure", "area", "period")),
)
OBSERVATION_FRAME = (*OBSERVATION_COLUMNS, "start", "end", "file", "sheet", "row")
BASES = ("published", "derived", "provisional")
_NUMBERS = ("value", "numerator", "denominator", "sample_size", "low", "high")
_FIRST = OBSERVATION_FRAME.index("value")
_PUBLISHED = OBSERVATION_FRAME.index("published_on")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the cells of a table may name. None: the plan or the areas could not be read, so names pass unchecked.

    A measure without its plan (None as value) is known by name only.
    """

    calendar: Calendar
    measures: Mapping[str, MeasurePlan | None] | None
    areas: Mapping[str, Area] | None


@dataclass(frozen=True, slots=True)
class Observations:
    """What was read: the frame of figures, the rows that say that there is none, and earlier vintages."""

    frame: pd.DataFrame
    not_shown: tuple[NotShown, ...]
    earlier: pd.DataFrame


def no_observations() -> Observations:
    """Empty frames with the right columns."""
    return Observations(frame(OBSERVATION_FRAME, ()), (), frame(OBSERVATION_FRAME, ()))


def read_observations(
    table: Table, words: Vocabulary, findings: Findings, *, as_published_on: date | None = None
) -> Observations:
    """The figures of the table in its order. See types.Workspace for the columns.

    Of several vintages of one figure (each with a day of publication of its own) the latest is taken;
    `as_published_on` leaves out what was published after that day. Without such days, two rows for one measure,
    area, category and period are a problem.
    """
    reader = _Reader(table, words, findings, as_published_on)
    for number, row in arrange(table, OBSERVATIONS, findings):
        reader.take(number, row)
    return reader.result()


class _Reader:
    """Reads row after row and remembers what it has seen."""

    def __init__(self, table: Table, words: Vocabulary, findings: Findings, until: date | None) -> None:
        self.table = table
        self.words = words
        self.findings = findings
        self.until = until
        self.rows: list[tuple[Any, ...]] = []
        self.gaps: dict[int, NotShown] = {}  # row number → the row that shows no figure
        self.periods: dict[str, Period | None] = {}
        self.categories: dict[tuple[str, str], tuple[str, int]] = {}
        self.seen: dict[tuple[str, str, str, Period], list[int]] = {}  # key → places in self.rows
        self.area_names: dict[str, str] = {}
        for area in (words.areas or {}).values():
            for name in (area.title, *area.names, area.id):
                self.area_names[name.lower()] = area.id

    def add(self, number: int, column: str, value: str, message: str, advice: str = "") -> None:
        self.findings.add(self.table.place, message, advice, row=number, column=column, value=value)

    def take(self, number: int, row: dict[str, str]) -> None:
        before = len(self.findings.problems)
        measure = self.measure(number, row["measure"])
        self.area(number, row["area"])
        period = self.period(number, row["period"])
        self.category(number, row["measure"], row["category"])
        numbers = self.numbers(number, row, measure)
        dates = {name: self.day(number, name, row[name]) for name in ("published_on", "retrieved_on")}
        basis = row["basis"].lower() or BASES[0]
        if basis not in BASES:
            self.add(number, "basis", row["basis"], f"the basis is none of {', '.join(BASES)}.", nearest(basis, BASES))
        if len(self.findings.problems) > before or period is None:
            return
        self.check_numbers(number, row, numbers, measure, basis)
        if len(self.findings.problems) > before:
            return
        if self.until is not None and (dates["published_on"] or self.until) > self.until:
            return
        self.keep(number, row, period, numbers, dates, basis)

    def measure(self, number: int, name: str) -> MeasurePlan | None:
        known = self.words.measures
        if not name:
            self.add(number, "measure", name, "the measure is missing.")
        elif known is not None and name not in known:
            self.add(number, "measure", name, "the plan has no such measure.", nearest(name, known))
        return known.get(name) if known is not None else None

    def area(self, number: int, name: str) -> None:
        known = self.words.areas
        if not name:
            self.add(number, "area", name, "the area is missing.")
        elif known is not None and name not in known:
            same = self.area_names.get(name.lower())
            advice = f"Write its id: {same}." if same else nearest(name, known)
            self.add(number, "area", name, "the areas table has no such area.", advice)

    def period(self, number: int, text: str) -> Period | None:
        if text not in self.periods:
            try:
                self.periods[text] = read_period(text, self.words.calendar)
            except CellError as error:
                self.add(number, "period", text, error.message, error.advice)
                return None
        return self.periods[text]

    def day(self, number: int, column: str, text: str) -> date | None:
        try:
            return read_date(text) if text else None
        except CellError as error:
            self.add(number, column, text, error.message, error.advice)
            return None

    def category(self, number: int, measure: str, name: str) -> None:
        if not name:
            return
        key = slug(name)
        if not key:
            self.add(number, "category", name, "the category needs a letter or a digit.")
            return
        first, row = self.categories.setdefault((measure, key), (name, number))
        if first != name:
            self.add(number, "category", name, f"row {row} spells this category {first!r}.", "Spell it one way.")

    def numbers(self, number: int, row: dict[str, str], plan: MeasurePlan | None) -> dict[str, Decimal | None]:
        result: dict[str, Decimal | None] = dict.fromkeys(_NUMBERS)
        for column in _NUMBERS:
            text = row[column]
            if not text:
                continue
            unit = plan.unit if plan is not None and column in ("value", "low", "high") else None
            try:
                result[column] = read_number(text, unit)
            except CellError as error:
                self.add(number, column, text, error.message, error.advice)
        return result

    def check_numbers(
        self, number: int, row: dict[str, str], numbers: dict[str, Decimal | None], plan: MeasurePlan | None, basis: str
    ) -> None:
        value, top, bottom = numbers["value"], numbers["numerator"], numbers["denominator"]
        unit = plan.unit if plan is not None else None
        for column, size in numbers.items():
            if size is None or size >= 0 or column in ("low", "high") or (column == "value" and unit != "count"):
                continue
            if column == "value" and basis == "derived":
                continue  # a difference of two revised totals can fall below nought
            self.add(number, column, row[column], "a count cannot be negative.", "A derived one can: set the basis.")
        if (
            value is not None
            and plan is not None
            and (plan.unit, plan.adds) == ("count", "sum")
            and value != int(value)
        ):
            advice = "The decimal sign is a point: write 1,234 or 1234 for a thousand and more."
            self.add(number, "value", row["value"], "things that are counted have no decimals.", advice)
        if (top is None) != (bottom is None):
            missing, there = ("numerator", "denominator") if top is None else ("denominator", "numerator")
            if value is None or row[missing] == "":
                self.add(
                    number, missing, row[missing], f"a {there} is given without a {missing}.", "Give both or none."
                )
        if bottom is not None and bottom == 0 and (top or value is not None):
            self.add(number, "denominator", row["denominator"], "nothing can be divided by nought.")
        elif top is not None and bottom is not None and unit == "percent":
            if top > bottom:
                self.add(
                    number, "numerator", row["numerator"],
                    f"the numerator is greater than the denominator ({row['denominator']}), and the unit is per cent.",
                )  # fmt: skip
            elif value is not None and bottom and abs(value - 100 * top / bottom) > _step(value):
                shown = round(100 * top / bottom, 2)
                self.add(
                    number, "value", row["value"], f"the numerator and denominator make {shown} per cent.",
                    "Correct one of the three, or leave the value empty.",
                )  # fmt: skip
        self.check_sample(number, row, numbers)

    def check_sample(self, number: int, row: dict[str, str], numbers: dict[str, Decimal | None]) -> None:
        value, low, high, sample = numbers["value"], numbers["low"], numbers["high"], numbers["sample_size"]
        if sample is None and low is None and high is None:
            return
        if sample is not None and (sample != int(sample) or sample == 0):
            self.add(number, "sample_size", row["sample_size"], "a sample is a whole number of answers above nought.")
        if (low is None) != (high is None):
            column = "low" if low is None else "high"
            self.add(number, column, row[column], "an interval has two ends.", "Give both `low` and `high`.")
        elif low is not None and high is not None and (low > high or (value is not None and not low <= value <= high)):
            self.add(number, "low", row["low"], f"the value does not lie between low and high ({row['high']}).")

    def keep(
        self,
        number: int,
        row: dict[str, str],
        period: Period,
        numbers: dict[str, Decimal | None],
        dates: dict[str, date | None],
        basis: str,
    ) -> None:
        key = (row["measure"], row["area"], slug(row["category"]), period)
        figures = tuple(numbers.values())
        published = dates["published_on"]
        for place in self.seen.get(key, ()):
            other = self.rows[place]
            if published is None or other[_PUBLISHED] is None or published == other[_PUBLISHED]:
                self.add_repeat(number, row, figures, other)
                return
        self.seen.setdefault(key, []).append(len(self.rows))
        self.rows.append((
            row["measure"], row["area"], row["category"], period_key(period, self.words.calendar), *figures, basis,
            row["source"], row["publisher"], published, dates["retrieved_on"], period.start, period.end,
            self.table.name, "", number,
        ))  # fmt: skip
        if figures[0] is None and figures[1] is None:
            gap = NotShown(*key[:2], row["category"], period, row["value"] or row["numerator"], self.table.name, number)
            self.gaps[number] = gap

    def add_repeat(self, number: int, row: dict[str, str], figures: tuple[Any, ...], other: tuple[Any, ...]) -> None:
        """A second row for one key, where no days of publication tell which is the later."""
        first = other[-1]
        if other[_FIRST : _FIRST + len(_NUMBERS)] == figures:
            self.add(number, "measure", row["measure"], f"row {first} says the same.", "Remove one of the two.")
            return
        there, parts = other[_FIRST], f"{other[_FIRST + 1]} of {other[_FIRST + 2]}"
        shown = there if there is not None else parts if other[_FIRST + 1] is not None else "none shown"
        given = row["value"] or (f"{row['numerator']} of {row['denominator']}" if row["numerator"] else "")
        self.add(
            number, "value", given,
            f"row {first} gives another value ({shown}) for the same measure, area, category and period.",
            "Keep the one that you can show a source for, or give each its own published_on.",
        )  # fmt: skip

    def result(self) -> Observations:
        """The latest vintage of each figure, in the order of the table, and the earlier ones."""
        latest = {max(places, key=self._published) for places in self.seen.values()}
        rows, gaps = [], []
        for place, row in enumerate(self.rows):
            if place not in latest:
                continue
            if row[-1] in self.gaps:
                gaps.append(self.gaps[row[-1]])
            else:
                rows.append(row)
        earlier = [row for place, row in enumerate(self.rows) if place not in latest and row[-1] not in self.gaps]
        return Observations(frame(OBSERVATION_FRAME, rows), tuple(gaps), frame(OBSERVATION_FRAME, earlier))

    def _published(self, place: int) -> date:
        published: date | None = self.rows[place][_PUBLISHED]
        return published or date.min


def _step(value: Decimal) -> Decimal:
    """The worth of one unit in the last printed place."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)
