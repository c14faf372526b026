"""The exceptions that this program raises on purpose.

NarratorError
 ├── InputError            raised when a file, table, plan or option is wrong; carries every problem found
 ├── FactsFileError        raised when a facts.json cannot be read as the published format
 ├── PeriodError           raised when a text or date range is no period of the calendar
 ├── FindingsError         raised when a text may not be published because the checker refuted part of it
 ├── WriterError           raised when a writer cannot be set up or reached
 └── MissingExtraError     raised when an optional dependency is asked for and is not installed

Each becomes one clear message on the command line and exit code 2 (FindingsError: 1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: where it is, what it is, and what to do about it."""

    file: str
    message: str
    advice: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.sheet:
            place += f" [{self.sheet}]"
        if self.row is not None:
            place += f" row {self.row}"
        if self.column:
            place += f" column {self.column!r}"
        shown = f": {self.value!r}" if self.value else ""
        advice = f" {self.advice}" if self.advice else ""
        return f"{place}{shown}: {self.message}{advice}"


class NarratorError(Exception):
    """Anything that this program reports as one clear message."""

    exit_code = 2


class InputError(NarratorError):
    """A file, table, plan or option is wrong. Holds all the problems found, not the first only."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FactsFileError(NarratorError):
    """A facts.json cannot be read as the published format."""


class PeriodError(NarratorError, ValueError):
    """A text or a pair of dates is no period of the calendar."""


class FindingsError(NarratorError):
    """A text may not be published because the checker refuted part of it."""

    exit_code = 1


class WriterError(NarratorError):
    """A writer cannot be set up, or its model cannot be reached."""


class MissingExtraError(NarratorError):
    """An optional dependency is asked for and is not installed."""

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs the {extra!r} extra: pip install 'pcc-narrator[{extra}]'")
