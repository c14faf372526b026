"""facts.json: reading and writing. What is required is checked here, by hand, so that reading stays quick."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args

from pcc_narrator.errors import FactsFileError
from pcc_narrator.models.fact import (
    UNITS,
    Area,
    Counted,
    Derivation,
    Fact,
    FactSet,
    Measure,
    Note,
    NoteKind,
    Polarity,
    Requirement,
    Source,
)
from pcc_narrator.models.period import Calendar, Period

SCHEMA_VERSION = 1
_POLARITIES = get_args(Polarity)
_NOTE_KINDS = get_args(NoteKind)


def read_facts(path: Path) -> FactSet:
    """The facts of a facts.json file. Raises FactsFileError with every fault found."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except FileNotFoundError:
        raise FactsFileError(f"{path}: there is no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise FactsFileError(f"{path}: cannot be read as text: {error}") from None
    except json.JSONDecodeError as error:
        raise FactsFileError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from None
    try:
        return facts_from_json(data)
    except FactsFileError as error:
        raise FactsFileError(f"{path}: {error}") from None


def facts_from_json(data: Any) -> FactSet:
    """The fact set that a decoded facts.json holds. Unknown fields are passed over: the format only grows.

    Raises FactsFileError naming every field that is missing or wrong, and a schema_version other than ours.
    """
    if not isinstance(data, Mapping):
        raise FactsFileError("the file must hold one JSON object")
    version = data.get("schema_version", SCHEMA_VERSION)
    if version != SCHEMA_VERSION:
        raise FactsFileError(
            f"schema_version is {version!r}; this program reads {SCHEMA_VERSION}. Make the file anew with "
            "`pcc-narrator facts`, or use the version of the program that wrote it."
        )
    reader = _Reader()
    report = reader.mapping(data.get("report") or {}, "report")
    result = FactSet(
        measures=tuple(reader.measure(row, where) for row, where in reader.rows(data, "measures")),
        areas=tuple(reader.area(row, where) for row, where in reader.rows(data, "areas")),
        facts=tuple(reader.fact(row, where) for row, where in reader.rows(data, "facts")),
        notes=tuple(reader.note(row, where) for row, where in reader.rows(data, "notes")),
        requirements=tuple(reader.requirement(row, where) for row, where in reader.rows(data, "requirements")),
        period=reader.optional_period(report.get("period"), "report.period"),
        calendar=Calendar(reader.year_start(report.get("year_start_month", 4))),
    )
    reader.unique((fact.id for fact in result.facts), "facts")
    reader.unique((measure.id for measure in result.measures), "measures")
    reader.unique((area.id for area in result.areas), "areas")
    if reader.faults:
        shown = "\n".join(f"  {fault}" for fault in reader.faults[:50])
        more = f"\n  … and {len(reader.faults) - 50} more" if len(reader.faults) > 50 else ""
        raise FactsFileError(f"not a facts.json of version {SCHEMA_VERSION}:\n{shown}{more}")
    return result


def facts_to_json(facts: FactSet) -> str:
    """The text of facts.json: sorted by nothing but the given order, one fact a line, the same bytes each time."""
    report: dict[str, Any] = {"year_start_month": facts.calendar.year_start_month}
    if facts.period is not None:
        report["period"] = period_to_json(facts.period)
    head = [("schema_version", SCHEMA_VERSION), ("report", report)]
    lists: list[tuple[str, list[dict[str, Any]]]] = [
        ("measures", [_measure(measure) for measure in facts.measures]),
        ("areas", [_area(area) for area in facts.areas]),
        ("facts", [_fact(fact) for fact in facts.facts]),
        ("notes", [_note(note) for note in facts.notes]),
        ("requirements", [_requirement(requirement) for requirement in facts.requirements]),
    ]
    parts = [f'  "{key}": {_dump(value)}' for key, value in head]
    for key, rows in lists:
        body = ",\n".join(f"    {_dump(row)}" for row in rows)
        parts.append(f'  "{key}": [\n{body}\n  ]' if rows else f'  "{key}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


class _Reader:
    """Turns decoded JSON into our types and collects what is wrong with it."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def rows(self, data: Mapping[str, Any], key: str) -> Iterable[tuple[Mapping[str, Any], str]]:
        value = data.get(key)
        if value is None:
            if key in ("measures", "areas", "facts"):
                self.faults.append(f"{key}: missing")
            return
        if not isinstance(value, list):
            self.faults.append(f"{key}: must be a list")
            return
        for number, row in enumerate(value):
            if isinstance(row, Mapping):
                yield row, f"{key}[{number}]"
            else:
                self.faults.append(f"{key}[{number}]: must be an object")

    def mapping(self, value: Any, where: str) -> Mapping[str, Any]:
        if isinstance(value, Mapping):
            return value
        self.faults.append(f"{where}: must be an object")
        return {}

    def text(self, row: Mapping[str, Any], key: str, where: str, *, required: bool = False) -> str:
        value = row.get(key)
        if value is None or value == "":
            if required:
                self.faults.append(f"{where}.{key}: missing")
            return ""
        if not isinstance(value, str):
            self.faults.append(f"{where}.{key}: must be text, not {value!r}")
            return ""
        return value

    def texts(self, row: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        value = row.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.faults.append(f"{where}.{key}: must be a list of texts")
            return ()
        return tuple(value)

    def number(self, value: Any, where: str) -> Decimal | None:
        if value is None:
            return None
        if isinstance(value, bool):
            self.faults.append(f"{where}: must be a number, not {str(value).lower()}")
            return None
        try:
            number = Decimal(value) if isinstance(value, int | Decimal) else Decimal(str(value).strip())
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self.faults.append(f"{where}: {value!r} is not a number")
            return None
        return number

    def whole(self, value: Any, where: str) -> int | None:
        number = self.number(value, where)
        if number is None:
            return None
        if number != int(number):
            self.faults.append(f"{where}: must be a whole number, not {number}")
            return None
        return int(number)

    def day(self, value: Any, where: str) -> date | None:
        if value in (None, ""):
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.faults.append(f"{where}: {value!r} is not a date such as 2018-12-31")
            return None

    def optional_period(self, value: Any, where: str) -> Period | None:
        if value is None:
            return None
        row = self.mapping(value, where)
        start, end = self.day(row.get("start"), f"{where}.start"), self.day(row.get("end"), f"{where}.end")
        if start is not None and end is not None and start > end:
            self.faults.append(f"{where}: ends ({end}) before it starts ({start})")
            return Period()
        return Period(start, end, self.text(row, "label", where))

    def year_start(self, value: Any) -> int:
        month = self.whole(value, "report.year_start_month")
        if month is None or not 1 <= month <= 12:
            self.faults.append(f"report.year_start_month: must be 1 to 12, not {value!r}")
            return 4
        return month

    def one_of(self, value: str, allowed: tuple[str, ...], default: str, where: str) -> Any:
        if value in allowed:
            return value
        if value:
            self.faults.append(f"{where}: {value!r} is none of {', '.join(allowed)}")
        return default

    def unique(self, ids: Iterable[str], key: str) -> None:
        seen: set[str] = set()
        for item in ids:
            if item and item in seen:
                self.faults.append(f"{key}: the id {item!r} occurs twice")
            seen.add(item)

    def measure(self, row: Mapping[str, Any], where: str) -> Measure:
        counted = row.get("counted")
        if counted is not None:
            row_counted = self.mapping(counted, f"{where}.counted")
            one = self.text(row_counted, "one", f"{where}.counted")
            counted = Counted(one, self.text(row_counted, "many", f"{where}.counted") or f"{one}s") if one else None
        unit = self.text(row, "unit", where)
        return Measure(
            id=self.text(row, "id", where, required=True),
            title=self.text(row, "title", where, required=True),
            names=self.texts(row, "names", where),
            unit=self.one_of(unit, UNITS, "none", f"{where}.unit") if unit else None,
            polarity=self.one_of(self.text(row, "polarity", where), _POLARITIES, "neutral", f"{where}.polarity"),
            target=self.number(row.get("target"), f"{where}.target"),
            counted=counted,
        )

    def area(self, row: Mapping[str, Any], where: str) -> Area:
        return Area(
            id=self.text(row, "id", where, required=True),
            title=self.text(row, "title", where, required=True),
            names=self.texts(row, "names", where),
            kind=self.text(row, "kind", where) or "force",
            members=self.texts(row, "members", where),
        )

    def fact(self, row: Mapping[str, Any], where: str) -> Fact:
        identifier = self.text(row, "id", where, required=True)
        where = f"{where} ({identifier})" if identifier else where
        if "period" not in row:
            self.faults.append(f"{where}.period: missing")
        raw = row.get("value")
        value: Decimal | bool
        if raw is None:
            self.faults.append(f"{where}.value: missing")
            value = Decimal(0)
        elif isinstance(raw, bool):
            value = raw
        else:
            value = self.number(raw, f"{where}.value") or Decimal(0)
        derivation = row.get("derivation")
        if derivation is not None:
            inner = self.mapping(derivation, f"{where}.derivation")
            derivation = Derivation(
                self.text(inner, "operation", f"{where}.derivation"),
                self.texts(inner, "of", f"{where}.derivation"),
            )
        return Fact(
            id=identifier,
            measure=self.text(row, "measure", where, required=True),
            statistic=self.text(row, "statistic", where, required=True),
            area=self.text(row, "area", where, required=True),
            period=self.optional_period(row.get("period"), f"{where}.period") or Period(),
            value=value,
            unit=self.one_of(self.text(row, "unit", where, required=True), UNITS, "none", f"{where}.unit"),
            category=self.text(row, "category", where) or None,
            base=self.optional_period(row.get("base"), f"{where}.base"),
            against=self.text(row, "against", where) or None,
            low=self.number(row.get("low"), f"{where}.low"),
            high=self.number(row.get("high"), f"{where}.high"),
            decimals=self.whole(row.get("decimals"), f"{where}.decimals"),
            basis=self.text(row, "basis", where) or None,
            of_what=self.texts(row, "of_what", where),
            derivation=derivation,
            sources=tuple(self.source(item, at) for item, at in self.rows(row, "sources")),
            order=self.one_of(self.text(row, "order", where), ("highest_first", "lowest_first"), "", f"{where}.order")
            or None,
            out_of=self.whole(row.get("out_of"), f"{where}.out_of"),
            since=self.optional_period(row.get("since"), f"{where}.since"),
            extreme=self.one_of(self.text(row, "extreme", where), ("highest", "lowest"), "", f"{where}.extreme")
            or None,
            method=self.text(row, "method", where) or None,
            p=self.number(row.get("p"), f"{where}.p"),
        )

    def source(self, row: Mapping[str, Any], where: str) -> Source:
        return Source(
            file=self.text(row, "file", where),
            row=self.whole(row.get("row"), f"{where}.row"),
            sheet=self.text(row, "sheet", where),
            publisher=self.text(row, "publisher", where),
            title=self.text(row, "title", where),
            published_on=self.day(row.get("published_on"), f"{where}.published_on"),
            retrieved_on=self.day(row.get("retrieved_on"), f"{where}.retrieved_on"),
        )

    def note(self, row: Mapping[str, Any], where: str) -> Note:
        return Note(
            id=self.text(row, "id", where, required=True),
            kind=self.one_of(self.text(row, "kind", where) or "context", _NOTE_KINDS, "context", f"{where}.kind"),
            text=self.text(row, "text", where, required=True),
            measures=self.texts(row, "measures", where),
            approved_by=self.text(row, "approved_by", where),
            approved_on=self.day(row.get("approved_on"), f"{where}.approved_on"),
            period=self.optional_period(row.get("period"), f"{where}.period"),
            web=self.text(row, "web", where),
        )

    def requirement(self, row: Mapping[str, Any], where: str) -> Requirement:
        return Requirement(
            outline_id=self.text(row, "outline_id", where, required=True),
            facts=self.texts(row, "facts", where),
            message=self.text(row, "message", where),
        )


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def number_to_json(value: Decimal) -> int | float | str:
    """A whole number as int, a decimal as float where the float prints the same digits, else as a string."""
    if value == value.to_integral_value():
        return int(value)
    plain = value.normalize()
    return float(plain) if Decimal(repr(float(plain))) == plain else format(plain, "f")


def _kept(row: dict[str, Any]) -> dict[str, Any]:
    """Without the fields that say nothing."""
    return {key: value for key, value in row.items() if value not in (None, "", [], ())}


def period_to_json(period: Period) -> dict[str, Any]:
    """{"start", "end"} in ISO dates or null, and the label where there is one."""
    row: dict[str, Any] = {
        "start": None if period.start is None else period.start.isoformat(),
        "end": None if period.end is None else period.end.isoformat(),
    }
    if period.label:
        row["label"] = period.label
    return row


def _optional_number(value: Decimal | None) -> int | float | str | None:
    return None if value is None else number_to_json(value)


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _measure(measure: Measure) -> dict[str, Any]:
    counted = measure.counted
    return _kept({
        "id": measure.id,
        "title": measure.title,
        "names": list(measure.names),
        "unit": measure.unit,
        "polarity": measure.polarity,
        "target": _optional_number(measure.target),
        "counted": None if counted is None else {"one": counted.one, "many": counted.many},
    })  # fmt: skip


def _area(area: Area) -> dict[str, Any]:
    return _kept({
        "id": area.id,
        "title": area.title,
        "names": list(area.names),
        "kind": area.kind,
        "members": list(area.members),
    })  # fmt: skip


def _fact(fact: Fact) -> dict[str, Any]:
    derivation = fact.derivation
    return _kept({
        "id": fact.id,
        "measure": fact.measure,
        "statistic": fact.statistic,
        "area": fact.area,
        "category": fact.category,
        "period": period_to_json(fact.period),
        "base": None if fact.base is None else period_to_json(fact.base),
        "against": fact.against,
        "value": fact.value if isinstance(fact.value, bool) else number_to_json(fact.value),
        "unit": fact.unit,
        "low": _optional_number(fact.low),
        "high": _optional_number(fact.high),
        "decimals": fact.decimals,
        "basis": fact.basis,
        "order": fact.order,
        "out_of": fact.out_of,
        "extreme": fact.extreme,
        "since": None if fact.since is None else period_to_json(fact.since),
        "method": fact.method,
        "p": _optional_number(fact.p),
        "of_what": list(fact.of_what),
        "derivation": None
        if derivation is None
        else {"operation": derivation.operation, "of": list(derivation.of)},
        "sources": [_source(source) for source in fact.sources],
    })  # fmt: skip


def _source(source: Source) -> dict[str, Any]:
    return _kept({
        "file": source.file,
        "sheet": source.sheet,
        "row": source.row,
        "publisher": source.publisher,
        "title": source.title,
        "published_on": _day(source.published_on),
        "retrieved_on": _day(source.retrieved_on),
    })  # fmt: skip


def _note(note: Note) -> dict[str, Any]:
    return _kept({
        "id": note.id,
        "kind": note.kind,
        "measures": list(note.measures),
        "text": note.text,
        "approved_by": note.approved_by,
        "approved_on": _day(note.approved_on),
        "period": None if note.period is None else period_to_json(note.period),
        "web": note.web,
    })  # fmt: skip


def _requirement(requirement: Requirement) -> dict[str, Any]:
    return _kept({
        "outline_id": requirement.outline_id,
        "facts": list(requirement.facts),
        "message": requirement.message,
    })  # fmt: skip
