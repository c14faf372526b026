"""Words of a report turned one at a time: directions, times, places and kinds, and what `check` then refutes.

    python tests/integration/turned_words.py FOLDER

prints, for a report's folder (report.md, facts.json), of each sort how many stand in a line with a claim, in how many
of these lines nothing is refuted after the change, and those lines. Some stay true ("more" of a plan), and some say
what no fact decides; so not all can be caught.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from pcc_narrator.checking import Checker
from pcc_narrator.contract import read_facts
from pcc_narrator.models.fact import FactSet

_OPPOSITES = [
    "rose/fell", "rise/fall", "rises/falls", "increase/decrease", "increased/decreased", "up/down", "higher/lower",
    "more/fewer", "above/below", "highest/lowest", "better/worse", "largest/smallest", "longer/shorter",
    "improved/worsened", "rising/falling", "met/missed",
]  # fmt: skip
_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip
_BASES = {
    "the same quarter a year earlier": "the previous quarter", "the 12 months before": "the previous quarter",
    "the quarter before": "the same quarter a year earlier", "the previous quarter": "the same quarter a year earlier",
}  # fmt: skip
_QUARTERS = ("one", "two", "three", "four")
_NO_WORDS = re.compile(r"\]\([^)]*\)|<!--.*?-->|\{#[^}]*\}|https?://\S+|<[^>]*>", re.DOTALL)


@dataclass(frozen=True)
class Turned:
    """One word put in the place of another."""

    start: int
    end: int
    word: str
    sort: str


def turned(text: str, facts: FactSet) -> Iterator[Turned]:
    """Every change, in the order of the text."""
    blank = [found.span() for found in _NO_WORDS.finditer(text)]
    found = [*_directions(text), *_times(text), *_names(text, facts)]
    for one in sorted(found, key=lambda change: (change.start, change.end, change.word)):
        if not any(start < one.end and one.start < end for start, end in blank):
            yield one


def _directions(text: str) -> Iterator[Turned]:
    both = {}
    for pair in _OPPOSITES:
        one, two = pair.split("/")
        both[one], both[two] = two, one
    for found in re.finditer(r"(?<![\w-])[A-Za-z]+(?![\w-])", text):
        other = both.get(found[0].lower())
        if other is not None:
            yield Turned(*found.span(), other.capitalize() if found[0][0].isupper() else other, "direction")
    for found in re.finditer(r"\bnot (?=(?:statistically )?significant)", text):
        yield Turned(*found.span(), "", "significance")
    for found in re.finditer(r"(?<!not )(?<!statistically )\b(?:statistically )?significant\b(?! change)", text):
        yield Turned(*found.span(), f"not {found[0]}", "significance")


def _times(text: str) -> Iterator[Turned]:
    for found in re.finditer(r"(?<!\w)(" + "|".join(_MONTHS) + r")(?= (?:19|20)\d\d)", text):
        yield Turned(*found.span(), _MONTHS[(_MONTHS.index(found[0]) + 3) % 12], "month")
    for found in re.finditer(r"(?<=[Qq]uarter )(one|two|three|four)\b", text):
        yield Turned(*found.span(), _QUARTERS[(_QUARTERS.index(found[0]) + 3) % 4], "quarter")
    for found in re.finditer(r"(?<![\d,.])20[01]\d(?:-\d\d)?(?![\d,])", text):
        year, _, tail = found[0].partition("-")
        before = f"{int(year) - 1}-{(int(tail) - 1) % 100:02d}" if tail else str(int(year) - 1)
        yield Turned(*found.span(), before, "year")
    for found in re.finditer("|".join(_BASES), text):
        yield Turned(*found.span(), _BASES[found[0]], "base")


def _names(text: str, facts: FactSet) -> Iterator[Turned]:
    areas = [area.title for area in facts.areas]
    yield from _exchanged(text, dict(zip(areas, (*areas[1:], *areas[:1]), strict=True)), "area")
    kinds: dict[str, dict[str, None]] = defaultdict(dict)
    for fact in facts.facts:
        if fact.category is not None:
            kinds[fact.measure][fact.category] = None
    others: dict[str, str] = {}
    for group in sorted(kinds.values(), key=len):
        row = sorted(group)
        others |= {one: row[(place + 2) % len(row)] for place, one in enumerate(row) if len(row) > 2}
    yield from _exchanged(text, others, "category")


def _exchanged(text: str, others: Mapping[str, str], sort: str) -> Iterator[Turned]:
    for name, other in others.items():
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            if name != other:
                said = other if found[0][0].isupper() else other[0].lower() + other[1:]
                yield Turned(*found.span(), said, sort)


def passed(text: str, facts: FactSet) -> tuple[dict[str, int], dict[str, list[str]]]:
    """How many words of each sort were turned in lines with a claim, and those after which nothing is refuted there."""
    checker = Checker(facts)
    claims = {text.count("\n", 0, claim.start) for claim in checker.check(text).claims}
    by_line: dict[int, list[Turned]] = defaultdict(list)
    for one in turned(text, facts):
        line = text.count("\n", 0, one.start)
        if line in claims:
            by_line[line].append(one)
    lines = text.split("\n")
    starts = [0]
    for line_text in lines:
        starts.append(starts[-1] + len(line_text) + 1)
    tried: dict[str, int] = defaultdict(int)
    missed: dict[str, list[str]] = defaultdict(list)
    for batch in zip_longest(*by_line.values()):
        changed = list(lines)
        for one in filter(None, batch):
            line = text.count("\n", 0, one.start)
            start, end = one.start - starts[line], one.end - starts[line]
            changed[line] = f"{lines[line][:start]}{one.word}{lines[line][end:]}"
        said = "\n".join(changed)
        refuted = {
            said.count("\n", 0, claim.start) for claim in checker.check(said).claims if claim.verdict == "refuted"
        }
        for one in filter(None, batch):
            line = text.count("\n", 0, one.start)
            tried[one.sort] += 1
            if line not in refuted:
                start = one.start - starts[line]
                near = f"{lines[line][max(0, start - 90) : start]}[{text[one.start : one.end]}]"
                missed[one.sort].append(f"line {line + 1}: {near} -> {one.word}")
    return dict(tried), dict(missed)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    counts, left = passed((folder / "report.md").read_text(encoding="utf-8"), read_facts(folder / "facts.json"))
    for sort, count in counts.items():
        print(f"{sort}: {count} turned, {len(left.get(sort, []))} pass")
    print("\n".join(line for lines in left.values() for line in lines))
