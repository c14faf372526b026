"""Anniversaries that the two years told with them contradict: "founded in 1984, the orchestra celebrated its 40th
anniversary in 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcc_narrator.checking.between_two import refuted
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged

_BEGUN = frozenset(
    {"founded", "opened", "established", "built", "born", "launched", "formed", "started", "set", "began", "created"}
    | {"incorporated", "married"}
)  # fmt: skip
_DAYS = frozenset({"anniversary", "birthday", "jubilee"})
_ORDINALS = {
    "tenth": 10, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60,
    "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
_YEAR = re.compile(r"(?:in )?((?:1[5-9]|20)\d\d)$")


def find_wrong_anniversaries(items: tuple[Item, ...]) -> Iterator[tuple[int, Judged]]:
    """The number of an anniversary, where the year of the start and the year of the day give another."""
    days = [at for at, item in enumerate(items) if item.key in _DAYS]
    begun = [at for at, item in enumerate(items) if item.key in _BEGUN]
    years = [(at, int(found[1])) for at, item in enumerate(items) if (found := _YEAR.search(item.key))]
    if len(days) != 1 or len(begun) != 1 or len(years) != 2 or days[0] < 1:
        return
    told = _number(items, days[0])
    start = next((one for one in years if begun[0] < one[0] <= begun[0] + 3), None)
    marked = next((one for one in years if days[0] < one[0] <= days[0] + 2), None)
    if told is None or start is None or marked is None or start == marked:
        return
    at, number = told
    if marked[1] - start[1] != number:
        years_between = marked[1] - start[1]
        yield at, refuted(f"From {start[1]} to {marked[1]} is {years_between} years, not {number}.", None, "dates")


def _number(items: tuple[Item, ...], day: int) -> tuple[int, int] | None:
    before = items[day - 1]
    if before.key in _ORDINALS:
        return day - 1, _ORDINALS[before.key]
    found = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", before.key)
    if found is not None:
        return day - 1, int(found[1])
    if before.key in ("st", "nd", "rd", "th") and day > 1 and items[day - 2].key.isdigit():
        return day - 2, int(items[day - 2].key)
    return None
