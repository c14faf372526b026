"""Provenance in one cell: the rows that were supplied and that a figure rests on."""

from __future__ import annotations

from collections.abc import Iterable

from pcc_narrator.models.fact import FactSet, Source


class Trace:
    """Source rows of the facts of one set; each fact is followed down its derivation once."""

    def __init__(self, facts: FactSet) -> None:
        self.facts = facts
        self._known: dict[str, frozenset[Source]] = {}

    def sources(self, fact_id: str) -> frozenset[Source]:
        """All sources that a fact was read or computed from; none for an id that is not known."""
        if fact_id not in self._known:
            found: set[Source] = set()
            waiting, seen = [fact_id], {fact_id}
            while waiting:
                current = waiting.pop()
                if current in self._known:
                    found |= self._known[current]
                    continue
                fact = self.facts.by_id.get(current)
                if fact is None:
                    continue
                found.update(fact.sources)
                parts = () if fact.derivation is None else fact.derivation.of
                waiting += [part for part in parts if part not in seen]
                seen.update(parts)
            self._known[fact_id] = frozenset(found)
        return self._known[fact_id]

    def rows(self, fact_id: str) -> str:
        """The sources as text: "observations rows 12, 14 to 20; populations row 3"."""
        return row_ranges(self.sources(fact_id))


def row_ranges(sources: Iterable[Source]) -> str:
    """Files with their rows, runs of rows drawn together; the same text for the same sources."""
    places: dict[tuple[str, str], set[int]] = {}
    for source in sources:
        rows = places.setdefault((source.file, source.sheet), set())
        if source.row is not None:
            rows.add(source.row)
    return "; ".join(_place(file, sheet, sorted(places[file, sheet])) for file, sheet in sorted(places))


def _place(file: str, sheet: str, rows: list[int]) -> str:
    name = f"{file} [{sheet}]" if sheet else file or "no file named"
    if not rows:
        return name
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    shown = ", ".join(_run(first, last) for first, last in runs)
    return f"{name} row {shown}" if len(rows) == 1 else f"{name} rows {shown}"


def _run(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}, {last}" if last == first + 1 else f"{first} to {last}"
