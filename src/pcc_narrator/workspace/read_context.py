"""What people supply beside the figures: notes, media, declared concerns, the delivery plan, the introduction."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from datetime import date
from typing import Any, get_args

from pcc_narrator.models.fact import Note, NoteKind
from pcc_narrator.models.flag import FLAG_KINDS
from pcc_narrator.models.outline import DeliveryItem
from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.workspace.problems import Findings, Place, listed, nearest
from pcc_narrator.workspace.read_areas import split_list
from pcc_narrator.workspace.tables import Columns, Table, arrange
from pcc_narrator.workspace.types import BREAK_COLUMNS, DELIVERY_COLUMNS, MEDIA_COLUMNS, Break, Declared, MediaItem
from pcc_narrator.workspace.values import CellError, read_date, read_period

MEDIA = Columns(required=MEDIA_COLUMNS)
DELIVERY = Columns(required=("objective", "action", "status"), optional=("lead", "done"))
BREAKS = Columns(required=("measure", "from", "reason", "approved_by", "approved_on"), optional=("area", "category"))
NOTE_FIELDS = ("id", "kind", "measures", "period", "text", "approved_by", "approved_on", "web")
CONCERN_FIELDS = ("kind", "measure", "reason", "declared_by", "period")
DECLARED_KINDS = tuple(kind for kind in FLAG_KINDS if kind != "significant_change")
LONGEST_TEXT = 5_000  # characters of a note: a paragraph, not a document

Entry = tuple[int | None, dict[str, Any]]


class _Fields:
    """The fields of one entry, with the place of what is wrong."""

    def __init__(self, entry: Entry, known: tuple[str, ...], place: Place, findings: Findings) -> None:
        self.row, self.fields = entry
        self.place = place
        self.findings = findings
        self.sound = True
        for name in self.fields:
            if name not in known:
                self.add(name, "there is no such field.", nearest(name, known) or f"Known: {listed(known)}.")

    def add(self, column: str, message: str, advice: str = "", value: str = "") -> None:
        self.sound = False
        self.findings.add(self.place, message, advice, row=self.row, column=column, value=value)

    def text(self, name: str, *, required: bool = False) -> str:
        value = self.fields.get(name)
        if value is not None and not isinstance(value, str):
            self.add(name, "this must be one text.")
            return ""
        text = " ".join((value or "").split())
        if required and not text:
            self.add(name, f"the field {name!r} is missing.")
        if len(text) > LONGEST_TEXT:
            self.add(name, f"the text has {len(text)} characters; no more than {LONGEST_TEXT} are taken.")
        return text

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.fields.get(name)
        if value is None or isinstance(value, str):
            return split_list(value or "")
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(" ".join(item.split()) for item in value)
        self.add(name, "this must be a list of ids.")
        return ()

    def measures(self, names: Iterable[str], known: Container[str] | None, pool: Iterable[str], column: str) -> None:
        for name in names:
            if known is not None and name not in known:
                self.add(column, "the plan has no such measure.", nearest(name, pool), name)

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        value = self.text(name, required=True)
        if value and value not in choices:
            self.add(name, f"this is none of {listed(choices)}.", nearest(value, choices), value)
        return value

    def period(self, name: str, calendar: Calendar) -> Period | None:
        text = self.text(name)
        if not text or text == "none":
            return None
        try:
            return read_period(text, calendar)
        except CellError as error:
            self.add(name, error.message, error.advice, text)
            return None

    def date(self, name: str, *, required: bool) -> date | None:
        text = self.text(name, required=required)
        try:
            return read_date(text)
        except CellError as error:
            self.add(name, error.message, error.advice, text)
            return None


def read_notes(
    entries: Iterable[Entry], place: Place, measures: tuple[str, ...] | None, calendar: Calendar, findings: Findings
) -> tuple[Note, ...]:
    """The approved notes, in their order. A note without an approval, a text or an id of its own is a problem."""
    notes: list[Note] = []
    rows: dict[str, int | None] = {}
    kinds: tuple[NoteKind, ...] = get_args(NoteKind)
    for entry in entries:
        fields = _Fields(entry, NOTE_FIELDS, place, findings)
        identifier = fields.text("id", required=True)
        if identifier and not re.fullmatch(r"[A-Za-z0-9_.-]+", identifier):
            fields.add("id", "this is no id.", "Use letters, digits, dots, dashes and underscores.", identifier)
        if identifier in rows:
            fields.add("id", f"another note has this id (row {rows[identifier]}).", "Give each its own.", identifier)
        kind = fields.one_of("kind", kinds)
        names = fields.texts("measures")
        fields.measures(names, measures, measures or (), "measures")
        note_period = fields.period("period", calendar)
        text = fields.text("text", required=True)
        approved_by = fields.text("approved_by", required=True)
        approved_on = fields.date("approved_on", required=True)
        web = fields.text("web")
        if web and not re.fullmatch(r"https?://[^\s<>\"]+", web):
            fields.add("web", "this is no web address.", "Copy it from the browser: https://…", web)
        rows.setdefault(identifier, entry[0])
        if fields.sound:
            found: Any = kind
            notes.append(Note(identifier, found, text, names, approved_by, approved_on, note_period, web))
    return tuple(notes)


def read_declared(
    entries: Iterable[Entry], place: Place, measures: tuple[str, ...] | None, calendar: Calendar, findings: Findings
) -> tuple[Declared, ...]:
    """The declared concerns, excellence and media interest. Each needs a measure, a reason and who declares it."""
    declared: list[Declared] = []
    for entry in entries:
        fields = _Fields(entry, CONCERN_FIELDS, place, findings)
        kind = fields.one_of("kind", DECLARED_KINDS)
        measure = fields.text("measure", required=True)
        fields.measures([measure] if measure else [], measures, measures or (), "measure")
        reason = fields.text("reason", required=True)
        by = fields.text("declared_by", required=True)
        stated = fields.period("period", calendar)
        if fields.sound:
            declared.append(Declared(kind, measure, reason, by, stated))
    return tuple(declared)


def read_media(table: Table, measures: tuple[str, ...] | None, findings: Findings) -> tuple[MediaItem, ...]:
    """The media items in the order of the table."""
    items: list[MediaItem] = []
    for number, row in arrange(table, MEDIA, findings):
        fields = _Fields((number, dict(row)), MEDIA_COLUMNS, table.place, findings)
        day = fields.date("date", required=True)
        outlet, headline = fields.text("outlet", required=True), fields.text("headline", required=True)
        measure = fields.text("measure", required=True)
        fields.measures([measure] if measure else [], measures, measures or (), "measure")
        if fields.sound and day is not None:
            items.append(MediaItem(day, outlet, headline, measure))
    return tuple(items)


def read_delivery(table: Table, findings: Findings) -> tuple[DeliveryItem, ...]:
    """The delivery plan in the order of the table."""
    items: list[DeliveryItem] = []
    for number, row in arrange(table, DELIVERY, findings):
        fields = _Fields((number, dict(row)), DELIVERY_COLUMNS, table.place, findings)
        item = DeliveryItem(
            fields.text("objective", required=True),
            fields.text("action", required=True),
            fields.text("status", required=True),
            fields.text("lead"),
            fields.text("done"),
        )
        if fields.sound:
            items.append(item)
    return tuple(items)


def read_breaks(
    table: Table, measures: tuple[str, ...] | None, areas: tuple[str, ...], findings: Findings
) -> tuple[Break, ...]:
    """The breaks in series, in the order of the table. No area means all of them."""
    items: list[Break] = []
    for number, row in arrange(table, BREAKS, findings):
        fields = _Fields((number, dict(row)), BREAK_COLUMNS, table.place, findings)
        measure, area = fields.text("measure", required=True), fields.text("area")
        fields.measures([measure] if measure else [], measures, measures or (), "measure")
        if area and areas and area not in areas:
            fields.add("area", "the areas table has no such area.", nearest(area, areas), area)
        day, reason = fields.date("from", required=True), fields.text("reason", required=True)
        by, on = fields.text("approved_by", required=True), fields.date("approved_on", required=True)
        if fields.sound and day is not None:
            items.append(Break(measure, area, day, reason, fields.text("category"), by, on))
    return tuple(items)


def tidy_introduction(text: str | None) -> str:
    """The introduction without remarks (<!-- -->), with one kind of line end and no blanks around it."""
    if text is None:
        return ""
    text = re.sub(r"<!--.*?-->", "", text.replace("\r\n", "\n").replace("\r", "\n"), flags=re.DOTALL)
    lines = [line.rstrip() for line in text.split("\n")]
    return "\n".join(lines).strip()
