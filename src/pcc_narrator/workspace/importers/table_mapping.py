"""The mapping file of the `table` importer: which column is the period, which the area, and what their cells mean."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from pcc_narrator.errors import InputError
from pcc_narrator.workspace.documents import read_yaml, without_nulls
from pcc_narrator.workspace.importers.table_periods import DateOrder, PeriodForm
from pcc_narrator.workspace.parts import read_bytes
from pcc_narrator.workspace.problems import Findings, Place, nearest
from pcc_narrator.workspace.tables import decode

Role = Literal["measure", "area", "category", "period"]
ROLES: tuple[Role, ...] = ("measure", "area", "category", "period")
TO_FILL_IN = "TODO"  # what a guessed mapping leaves open


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class NameField(_Strict):
    """Where a name stands: in a `column`, or the same for the whole table (`is`).

    `words`: what a cell says → the id or the category that it means here. `fill_down`: an empty cell repeats the
    one above it.
    """

    column: str = ""
    constant: str = Field(default="", alias="is")
    words: dict[str, str] = {}
    fill_down: bool = False


class PeriodField(NameField):
    """Where the period stands. `written`: what a cell stands for; `date_order`: for dates such as 3/4/2019."""

    written: PeriodForm = "key"
    date_order: DateOrder | None = None


class NumberField(_Strict):
    """The column of a number. `times`: 1000 where the table counts in thousands."""

    column: str = ""
    times: Decimal = Decimal(1)


class Wide(_Strict):
    """A table with one column for each period (or measure, area, category). Without `columns`: all that are left."""

    over: Role
    columns: Texts = ()


class LeaveOut(_Strict):
    """Rows to leave out: those whose cell in `column` says one of `words`."""

    column: str
    words: Texts = Field(min_length=1)


class TableMapping(_Strict):
    """The whole mapping. Row 1 is the first row of the file or sheet."""

    sheet: str = ""
    header_row: int = Field(default=1, ge=1)
    last_row: int | None = None
    measure: NameField
    area: NameField
    category: NameField = NameField()
    period: PeriodField
    value: NumberField = NumberField()
    numerator: NumberField = NumberField()
    denominator: NumberField = NumberField()
    sample_size: NumberField = NumberField()
    low: NumberField = NumberField()
    high: NumberField = NumberField()
    wide: Wide | None = None
    leave_out: tuple[LeaveOut, ...] = ()
    basis: Literal["published", "derived", "provisional"] = "published"
    source: str = ""
    publisher: str = ""
    published_on: str = ""
    retrieved_on: str = ""

    @property
    def numbers(self) -> dict[str, NumberField]:
        """The number fields by the name of their column in observations."""
        names = ("value", "numerator", "denominator", "sample_size", "low", "high")
        return {name: getattr(self, name) for name in names}

    def name_field(self, role: Role) -> NameField:
        """The field of a role."""
        field: NameField = getattr(self, role)
        return field

    def columns_used(self) -> Iterator[str]:
        """Every heading that the mapping names, but those of a wide table."""
        for role in ROLES:
            if self.name_field(role).column:
                yield self.name_field(role).column
        for number in self.numbers.values():
            if number.column:
                yield number.column
        for rule in self.leave_out:
            yield rule.column

    @model_validator(mode="after")
    def _complete(self) -> TableMapping:
        for role in ROLES:
            field = self.name_field(role)
            over = self.wide is not None and self.wide.over == role
            if over and (field.column or field.constant):
                raise ValueError(f"{role}: the headings of the wide columns say it; remove `column` and `is`")
            if field.column and field.constant:
                raise ValueError(f"{role}: write either `column` or `is`")
            if not over and not field.column and not field.constant and role != "category":
                raise ValueError(f"{role}: write `column: HEADING`, or `is: NAME` if the whole table has one")
            if field.constant == TO_FILL_IN or TO_FILL_IN in field.words.values():
                raise ValueError(f"{role}: fill in what is still {TO_FILL_IN}")
        if self.wide is not None:
            if any(number.column for number in self.numbers.values()):
                raise ValueError("a wide table has its values in the wide columns; name no other number column")
        elif not self.value.column and not (self.numerator.column and self.denominator.column):
            raise ValueError("value: write `column: HEADING`, or give a numerator and a denominator")
        return self


def read_mapping(path: Path) -> TableMapping:
    """The mapping of a YAML file. Raises InputError with every problem."""
    findings, place = Findings(), Place(path.name)
    data = read_bytes(path, place, findings)
    text = None if data is None else decode(data, place, findings)
    document = None if text is None else read_yaml(text, place, findings)
    if document is not None and not findings.problems:
        try:
            return TableMapping.model_validate(without_nulls(document.data) or {})
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                at = tuple(fault["loc"])
                advice = ""
                if fault["type"] == "extra_forbidden":
                    known = TableMapping.model_fields if len(at) == 1 else ("column", "is", "words", "written", "times")
                    advice = nearest(str(at[-1]), known)
                message = str(fault["msg"]).removeprefix("Value error, ")
                column = ".".join(str(part) for part in at)
                findings.add(place, f"{message}.", advice, row=document.line(at), column=column)
    raise InputError(findings.in_order())
