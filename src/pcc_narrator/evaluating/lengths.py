"""How long a writer's sections are beside those of a report that people wrote about the same figures."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.models.outline import Draft

COLUMNS = ("stage", "section", "words")
Lengths = Mapping[str, Mapping[str, int]]  # WORKSPACE@PERIOD to section to words


@dataclass(frozen=True, slots=True)
class Beside:
    """Words of a writer's sections and of the same sections of the other report. `near`: half to twice as long."""

    sections: int
    words: int
    real_words: int
    near: int


def read_lengths(path: Path) -> Lengths:
    """The table of a report's length: `stage` (WORKSPACE@PERIOD), `section`, `words`. Raises InputError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            table = csv.DictReader(stream)
            rows = list(enumerate(table, start=2))
            missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError([Problem(str(path), f"cannot be read: {error}", "Name a CSV file in UTF-8.")]) from None
    if missing:
        raise InputError([Problem(str(path), f"has no column {missing[0]!r}.", f"It needs {', '.join(COLUMNS)}.")])
    found: dict[str, dict[str, int]] = {}
    for number, row in rows:
        words = row["words"] or ""
        if not (words.isascii() and words.isdigit()) or not int(words):
            said = "is no whole number above nought."
            raise InputError([Problem(str(path), said, "Count the words.", row=number, column="words", value=words)])
        found.setdefault(row["stage"], {})[row["section"]] = int(words)
    return found


def beside(draft: Draft, real: Mapping[str, int]) -> Beside | None:
    """The draft beside the other report, over the sections that both have; None where they share none."""
    ours = {section: words_of(draft, section) for section in real}
    shared = {section: words for section, words in ours.items() if words}
    if not shared:
        return None
    near = sum(real[section] <= 2 * words and words <= 2 * real[section] for section, words in shared.items())
    return Beside(len(shared), sum(shared.values()), sum(real[section] for section in shared), near)


def words_of(draft: Draft, section: str) -> int:
    """The words of a section, its notes with them."""
    return sum(len(paragraph.text.split()) for paragraph in draft.of(section))
