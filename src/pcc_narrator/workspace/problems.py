"""Collecting what is wrong with the inputs, so that all of it can be said at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from pcc_narrator.errors import Problem

MOST_SHOWN = 500  # problems of one file; a file with more is wrong as a whole


@dataclass(frozen=True, slots=True)
class Place:
    """A file, or a sheet of a workbook, as it is named to people."""

    file: str
    sheet: str = ""


@dataclass(slots=True)
class Findings:
    """The problems found so far. The only mutable thing that readers share."""

    problems: list[Problem] = field(default_factory=list)

    def add(
        self, place: Place, message: str, advice: str = "", *, row: int | None = None, column: str = "", value: str = ""
    ) -> None:
        """Remember one problem. Long values are cut: the row and the column find the rest."""
        shown = value if len(value) <= 80 else value[:77] + "..."
        self.problems.append(Problem(place.file, message, advice, place.sheet, row, column, shown))

    def in_order(self) -> tuple[Problem, ...]:
        """Without repeats, by file, sheet, row and column; no more than MOST_SHOWN of one file."""
        unique = dict.fromkeys(self.problems)
        ordered = sorted(unique, key=lambda item: (item.file, item.sheet, item.row or 0, item.column, item.message))
        result: list[Problem] = []
        shown: dict[tuple[str, str], int] = {}
        for problem in ordered:
            place = (problem.file, problem.sheet)
            shown[place] = shown.get(place, 0) + 1
            if shown[place] <= MOST_SHOWN:
                result.append(problem)
        for (file, sheet), count in shown.items():
            if count > MOST_SHOWN:
                result.append(Problem(file, f"and {count - MOST_SHOWN} more problems", sheet=sheet))
        return tuple(result)


def nearest(word: str, known: Iterable[str]) -> str:
    """Advice that names the known word most like `word`, or "" if none is like it."""
    written = {item.lower(): item for item in known}
    matches = get_close_matches(word.lower(), written, n=1, cutoff=0.6)
    return f"Did you mean {written[matches[0]]!r}?" if matches else ""


def listed(words: Iterable[str], most: int = 12) -> str:
    """ "a, b, c" in the given order, cut after `most`."""
    pool = list(words)
    return ", ".join(pool[:most]) + (f", … ({len(pool)} in all)" if len(pool) > most else "")
