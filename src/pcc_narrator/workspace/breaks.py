"""Breaks in series: from which day on a figure is not what it was before, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from pcc_narrator.contract.ids import slug
from pcc_narrator.models.fact import Note
from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods.write import write_period
from pcc_narrator.workspace.types import Break


class Breaks:
    """Finds the break that lies between two periods."""

    def __init__(self, breaks: Iterable[Break] = ()) -> None:
        self._by_measure: dict[str, list[Break]] = {}
        for item in breaks:
            self._by_measure.setdefault(item.measure, []).append(item)

    def between(self, measure: str, area: str, category: str | None, base: Period, now: Period) -> Break | None:
        """The first break that makes `now` and the earlier `base` incomparable: some of `base` lies before it, and
        some of `now` on it or after. A break without an area (or category) is one of all of them."""
        for item in self._by_measure.get(measure, ()):
            if item.area not in ("", area) or (item.category and slug(item.category) != slug(category or "")):
                continue
            if _before(base.start, item.start) and now.end is not None and now.end >= item.start:
                return item
        return None


def _before(start: date | None, day: date) -> bool:
    return start is not None and start < day


def break_notes(breaks: Sequence[Break], own: str, calendar: Calendar) -> tuple[Note, ...]:
    """Each break of the report's own area as a note, so that the text says it."""
    notes: dict[str, Note] = {}
    for item in breaks:
        if item.area not in ("", own):
            continue
        parts = filter(None, ("break", item.measure, slug(item.category), str(item.start)))
        day = write_period(Period(item.start, item.start), calendar)
        which = f"The figures for {item.category.lower()}" if item.category else "The figures"
        text = f"{which} from {day} on cannot be compared with earlier ones. {item.reason}"
        note = Note(".".join(parts), "method", text, (item.measure,), item.approved_by, item.approved_on)
        notes.setdefault(note.id, note)
    return tuple(notes.values())
