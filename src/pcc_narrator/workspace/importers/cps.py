"""Crown Prosecution Service case outcomes by principal offence category: one CSV file a month.

Reads the first (unnamed) column as the area and, for each category, the columns `Number of … Convictions` and
`Number of … Unsuccessful`; cases finalised administratively are unsuccessful. The month is not in the file: it is
read from the end of the file's name (`…_2018-03.csv`). Counts have thousands separators; `-` stands for no cases.

Checked before anything is believed: each printed percentage against its two counts, and the national row against the
sum of the areas. Two months whose files are the same, byte for byte, are refused: one of them is a copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from pcc_narrator.errors import InputError, Problem
from pcc_narrator.workspace.importers import codes, csv_files
from pcc_narrator.workspace.importers.result import ImportResult, check_file, frame, sha256, whole_number

CATEGORY = re.compile(r"Number of (.+) (Convictions|Unsuccessful)")
NATIONAL = "National"
ADMINISTRATIVE = "Admin Finalised"  # cases that ended without a hearing: never a conviction
Outcomes = dict[str, tuple[int, int]]  # category: convictions, unsuccessful


def read(
    paths: Iterable[Path | str], *, by_category: bool = False, published_on: str = "", retrieved_on: str = ""
) -> ImportResult:
    """Convictions, and the conviction rate as convictions over completed cases, by area and month.

    With `by_category` each offence category too. Months for which there is no file stay missing.
    """
    files = sorted(Path(path) for path in paths)
    problems: list[Problem] = []
    hashes: dict[str, Path] = {}
    rows: list[dict[str, Any]] = []
    left: set[str] = set()
    months: list[str] = []
    for path in files:
        check_file(path)
        twin = hashes.setdefault(sha256(path), path)
        if twin is not path:
            problems.append(Problem(path.name, f"the file is the same as {twin.name}.", "One is a copy; leave it out."))
            continue
        month = _month(path, problems)
        if month is None:
            continue
        months.append(month)
        shared = {
            "period": month, "basis": "published", "publisher": "Crown Prosecution Service",
            "published_on": published_on, "retrieved_on": retrieved_on,
        }  # fmt: skip
        for number, label, outcomes in _areas(path, problems):
            area = _area(label)
            if area is None:
                left.add(f"{label}: an area that is no single force")
                continue
            source = f"{path.name}, row {number}"
            rows += _rows({**shared, "area": area, "source": source}, outcomes, by_category)
    if problems:
        raise InputError(problems[:50])
    missing = _missing(months)
    if missing:
        left.add(f"no file for {', '.join(missing)}")
    taken = f"{len(months)} months from {min(months)} to {max(months)}" if months else "nothing"
    return ImportResult(frame(rows), (taken,), tuple(sorted(left)))


def _rows(shared: dict[str, Any], outcomes: Outcomes, by_category: bool) -> list[dict[str, Any]]:
    totals = tuple(sum(pair[side] for pair in outcomes.values()) for side in (0, 1))
    parts: list[tuple[str, int, int]] = [("", totals[0], totals[1])]
    if by_category:
        parts += [(category, won, lost) for category, (won, lost) in outcomes.items()]
    rows: list[dict[str, Any]] = []
    for category, won, lost in parts:
        rows.append({**shared, "measure": "convictions", "category": category, "value": Decimal(won)})
        if won + lost:
            rows.append({**shared, "measure": "conviction_rate", "category": category, "numerator": Decimal(won),
                         "denominator": Decimal(won + lost)})  # fmt: skip
    return rows


def _areas(path: Path, problems: list[Problem]) -> list[tuple[int, str, Outcomes]]:
    """Each row of a file: its number, its area's name, its outcomes by category."""
    table = csv_files.read_rows(path, encoding_errors="replace")
    header = [" ".join(cell.split()) for cell in table[0]] if table else []
    columns = {i: (m[1], m[2]) for i, name in enumerate(header) if (m := CATEGORY.fullmatch(name))}
    if len({category for category, _ in columns.values()}) < 12:
        problems.append(Problem(path.name, "the columns 'Number of … Convictions' are missing.", row=1))
        return []
    before = len(problems)
    for category in sorted({name for name, _ in columns.values()} - {ADMINISTRATIVE}):
        if sum(name == category for name, _ in columns.values()) != 2:
            problems.append(
                Problem(path.name, f"{category!r} needs a column of convictions and one of unsuccessful cases.", row=1)
            )
    if len(problems) > before:
        return []
    found: list[tuple[int, str, Outcomes]] = []
    for number, row in enumerate(table[1:], start=2):
        if len(row) != len(header):
            problems.append(Problem(path.name, f"the row has {len(row)} cells, the header {len(header)}.", row=number))
            continue
        counts: dict[str, list[int]] = {}
        for column, (category, outcome) in columns.items():
            value = _count(row[column])
            if value is None:
                problems.append(Problem(path.name, "this is no count.", row=number, column=header[column],
                                        value=row[column]))  # fmt: skip
                value = 0
            counts.setdefault(category, [0, 0])[outcome == "Unsuccessful"] = value
        _check_percentages(path, number, header, row, columns, counts, problems)
        found.append((number, " ".join(row[0].split()), {name: (won, lost) for name, (won, lost) in counts.items()}))
    _check_national(path, found, problems)
    return found


def _check_percentages(
    path: Path, number: int, header: list[str], row: list[str], columns: dict[int, tuple[str, str]],
    counts: dict[str, list[int]], problems: list[Problem],
) -> None:  # fmt: skip
    """A printed percentage beside a count of convictions must be the share that the two counts give."""
    for column, (category, outcome) in columns.items():
        if outcome != "Convictions" or column + 1 >= len(row) or not header[column + 1].startswith("Percentage"):
            continue
        won, lost = counts[category]
        printed = row[column + 1].strip().rstrip("%")
        if not won + lost or printed in {"-", ""}:
            continue
        if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]+)?", printed):
            problems.append(Problem(path.name, "this is no percentage.", row=number, column=header[column + 1],
                                    value=row[column + 1]))  # fmt: skip
            continue
        share = (Decimal(100 * won) / Decimal(won + lost)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        if abs(share - Decimal(printed)) > Decimal("0.1"):
            problems.append(
                Problem(path.name, f"{won} of {won + lost} is {share} per cent.", "A column has moved.", row=number,
                        column=header[column + 1], value=row[column + 1])
            )  # fmt: skip


def _check_national(path: Path, found: list[tuple[int, str, Outcomes]], problems: list[Problem]) -> None:
    national = next((outcomes for _, name, outcomes in found if name == NATIONAL), None)
    if national is None:
        problems.append(Problem(path.name, f"there is no row {NATIONAL!r}."))
        return
    for category, pair in national.items():
        summed = tuple(
            sum(outcomes[category][side] for _, name, outcomes in found if name != NATIONAL) for side in (0, 1)
        )
        if summed != pair:
            problems.append(
                Problem(path.name, f"{category}: the areas sum to {summed[0]:,} convictions and {summed[1]:,} others, "
                        f"the national row says {pair[0]:,} and {pair[1]:,}.")
            )  # fmt: skip


def _count(text: str) -> int | None:
    if text.strip() == "-":
        return 0
    try:
        value = whole_number(text)
    except ArithmeticError:
        return None
    return int(value) if value is not None and value == int(value) else None


def _month(path: Path, problems: list[Problem]) -> str | None:
    match = re.search(r"(20\d\d)-(0[1-9]|1[0-2])$", path.stem)
    if match is None:
        problems.append(Problem(path.name, "the name does not end with its month.", "Rename it to …_2018-03.csv."))
        return None
    return f"{match[1]}-{match[2]}"


def _missing(months: list[str]) -> list[str]:
    """Months between the first and the last that have no file."""
    indices = {int(month[:4]) * 12 + int(month[5:]) - 1 for month in months}
    gaps = sorted(set(range(min(indices), max(indices) + 1)) - indices) if indices else []
    return [f"{index // 12}-{index % 12 + 1:02d}" for index in gaps]


def _area(label: str) -> str | None:
    if label == NATIONAL:
        return "england_wales"
    try:
        return codes.find_area(label).id
    except codes.UnknownNameError:
        return None
