"""facts.json → our types. What is required is checked here, by hand, so that reading stays quick."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, get_args

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

Row = Mapping[str, Any]


def read_fact_set(data: Row) -> tuple[FactSet, list[str]]:
    """The fact set of a decoded facts.json, and what is wrong with it: each fault with its place."""
    reader = _Reader()
    head = data.get("report") or {}
    if not isinstance(head, Mapping):
        reader.faults.append("report: must be an object")
        head = {}
    report = reader.fields(_REPORT, head, "report")
    result = FactSet(
        measures=tuple(Measure(**reader.fields(_MEASURE, *one)) for one in reader.rows(data, "measures")),
        areas=tuple(Area(**reader.fields(_AREA, *one)) for one in reader.rows(data, "areas")),
        facts=tuple(reader.fact(*one) for one in reader.rows(data, "facts")),
        notes=tuple(Note(**reader.fields(_NOTE, *one)) for one in reader.rows(data, "notes")),
        requirements=tuple(Requirement(**reader.fields(_REQUIRED, *one)) for one in reader.rows(data, "requirements")),
        period=report.get("period"),
        calendar=report.get("year_start_month") or Calendar(),
    )
    reader.unique((fact.id for fact in result.facts), "facts")
    reader.unique((measure.id for measure in result.measures), "measures")
    reader.unique((area.id for area in result.areas), "areas")
    return result, reader.faults


class _Reader:
    """Turns decoded JSON into our types and collects what is wrong with it."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.periods: dict[tuple[str, str, str], Period] = {}  # by their three texts: most facts are of a few

    def fault(self, where: str, key: str, what: str) -> None:
        self.faults.append(f"{where}.{key}: {what}")

    def rows(self, data: Row, key: str, within: str = "") -> Iterator[tuple[Row, str]]:
        """The objects of a list, each with its place."""
        value = data.get(key)
        place = f"{within}.{key}" if within else key
        if value is None:
            if key in ("measures", "areas", "facts"):
                self.faults.append(f"{place}: missing")
            return
        if not isinstance(value, list):
            self.faults.append(f"{place}: must be a list")
            return
        for number, row in enumerate(value):
            if isinstance(row, Mapping):
                yield row, f"{place}[{number}]"
            else:
                self.faults.append(f"{place}[{number}]: must be an object")

    def fields(self, fields: _Fields, row: Row, where: str) -> dict[str, Any]:
        """The fields of a row, by name. What says nothing is left out; stand-ins are in the place of what may not."""
        values = dict(fields.stand_ins)
        for key in fields.required:
            if row.get(key) in (None, ""):
                self.fault(where, key, "missing")
        for key, value in row.items():
            read = fields.readers.get(key)
            if read is _text and type(value) is str:  # most fields, without a call for each
                if value:
                    values[key] = value
            elif value is not None and read is not None:
                found = read(self, value, where, key)
                if found is not None:
                    values[key] = found
        return values

    def fact(self, row: Row, where: str) -> Fact:
        where = f"{where} ({row['id']})" if row.get("id") else where
        if "period" not in row:
            self.fault(where, "period", "missing")
        if row.get("value") is None:
            self.fault(where, "value", "missing")
        return Fact(**self.fields(_FACT, row, where))

    def unique(self, ids: Iterable[str], key: str) -> None:
        seen: set[str] = set()
        for item in ids:
            if item and item in seen:
                self.faults.append(f"{key}: the id {item!r} occurs twice")
            seen.add(item)


# What reads the value of one field: (reader, value, place of the row, name of the field). None: it says nothing, or it
# is wrong, and then the fault is noted.
_Read = Callable[[_Reader, Any, str, str], Any]


class _Fields(NamedTuple):
    """The fields of a type: how each is read, which may not be missing, and what stands in for what is."""

    readers: Mapping[str, _Read]
    required: tuple[str, ...] = ()
    stand_ins: Mapping[str, Any] = {}


def _text(reader: _Reader, value: Any, where: str, key: str) -> str | None:
    if isinstance(value, str):
        return value or None
    reader.fault(where, key, f"must be text, not {value!r}")
    return None


def _texts(reader: _Reader, value: Any, where: str, key: str) -> tuple[str, ...] | None:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    reader.fault(where, key, "must be a list of texts")
    return None


def _number(reader: _Reader, value: Any, where: str, key: str) -> Decimal | None:
    if isinstance(value, bool):
        reader.fault(where, key, f"must be a number, not {str(value).lower()}")
        return None
    if isinstance(value, int):
        return Decimal(value)
    try:
        number = value if isinstance(value, Decimal) else Decimal(str(value).strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if number.is_finite():
        return number
    reader.fault(where, key, f"{value!r} is not a number")
    return None


def _number_or_truth(reader: _Reader, value: Any, where: str, key: str) -> Decimal | bool | None:
    return value if isinstance(value, bool) else _number(reader, value, where, key)


def _whole(reader: _Reader, value: Any, where: str, key: str) -> int | None:
    number = _number(reader, value, where, key)
    if number is None or number == int(number):
        return None if number is None else int(number)
    reader.fault(where, key, f"must be a whole number, not {number}")
    return None


def _day(reader: _Reader, value: Any, where: str, key: str) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        reader.fault(where, key, f"{value!r} is not a date such as 2018-12-31")
        return None


def _period(reader: _Reader, value: Any, where: str, key: str) -> Period | None:
    if not isinstance(value, Mapping):
        reader.fault(where, key, "must be an object")
        return None
    texts = str(value.get("start") or ""), str(value.get("end") or ""), value.get("label") or ""
    if isinstance(texts[2], str) and (known := reader.periods.get(texts)) is not None:
        return known
    faults, place = len(reader.faults), f"{where}.{key}"
    start, end = _day(reader, texts[0], place, "start"), _day(reader, texts[1], place, "end")
    label = _text(reader, texts[2], place, "label") or ""
    if start is not None and end is not None and start > end:
        reader.fault(where, key, f"ends ({end}) before it starts ({start})")
    if len(reader.faults) > faults:
        return None
    reader.periods[texts] = found = Period(start, end, label)
    return found


def _calendar(reader: _Reader, value: Any, where: str, key: str) -> Calendar | None:
    month = _whole(reader, value, where, key)
    if month is not None and 1 <= month <= 12:
        return Calendar(month)
    reader.fault(where, key, f"must be 1 to 12, not {value!r}")
    return None


def _one_of(*allowed: str) -> _Read:
    known = frozenset(allowed)

    def read(reader: _Reader, value: Any, where: str, key: str) -> str | None:
        if isinstance(value, str) and value in known:
            return value
        if value and (text := _text(reader, value, where, key)):
            reader.fault(where, key, f"{text!r} is none of {', '.join(allowed)}")
        return None

    return read


def _counted(reader: _Reader, value: Any, where: str, key: str) -> Counted | None:
    if not isinstance(value, Mapping):
        reader.fault(where, key, "must be an object")
        return None
    words = reader.fields(_COUNTED, value, f"{where}.{key}")
    return Counted(words["one"], words.get("many") or f"{words['one']}s") if "one" in words else None


def _derivation(reader: _Reader, value: Any, where: str, key: str) -> Derivation | None:
    if isinstance(value, Mapping):
        return Derivation(**reader.fields(_DERIVATION, value, f"{where}.{key}"))
    reader.fault(where, key, "must be an object")
    return None


def _sources(reader: _Reader, value: Any, where: str, key: str) -> tuple[Source, ...]:
    return tuple(Source(**reader.fields(_SOURCE, *one)) for one in reader.rows({key: value}, key, where))


_REPORT = _Fields({"period": _period, "year_start_month": _calendar})
_COUNTED = _Fields({"one": _text, "many": _text})
_DERIVATION = _Fields({"operation": _text, "of": _texts}, stand_ins={"operation": ""})
_SOURCE = _Fields(
    {
        "file": _text,
        "row": _whole,
        "sheet": _text,
        "publisher": _text,
        "title": _text,
        "published_on": _day,
        "retrieved_on": _day,
    },
    stand_ins={"file": ""},
)
_MEASURE = _Fields(
    {
        "id": _text,
        "title": _text,
        "names": _texts,
        "unit": _one_of(*UNITS),
        "polarity": _one_of(*get_args(Polarity)),
        "target": _number,
        "counted": _counted,
    },
    required=("id", "title"),
    stand_ins={"id": "", "title": ""},
)
_AREA = _Fields(
    {"id": _text, "title": _text, "names": _texts, "kind": _text, "members": _texts},
    required=("id", "title"),
    stand_ins={"id": "", "title": ""},
)
_FACT = _Fields(
    {
        "id": _text,
        "measure": _text,
        "statistic": _text,
        "area": _text,
        "period": _period,
        "value": _number_or_truth,
        "unit": _one_of(*UNITS),
        "category": _text,
        "base": _period,
        "against": _text,
        "low": _number,
        "high": _number,
        "decimals": _whole,
        "basis": _text,
        "of_what": _texts,
        "derivation": _derivation,
        "sources": _sources,
        "order": _one_of("highest_first", "lowest_first"),
        "out_of": _whole,
        "since": _period,
        "extreme": _one_of("highest", "lowest"),
        "method": _text,
        "p": _number,
    },
    required=("id", "measure", "statistic", "area", "unit"),
    stand_ins={
        "id": "",
        "measure": "",
        "statistic": "",
        "area": "",
        "period": Period(),
        "value": Decimal(0),
        "unit": "none",
    },
)
_NOTE = _Fields(
    {
        "id": _text,
        "kind": _one_of(*get_args(NoteKind)),
        "text": _text,
        "measures": _texts,
        "approved_by": _text,
        "approved_on": _day,
        "period": _period,
        "web": _text,
    },
    required=("id", "text"),
    stand_ins={"id": "", "text": "", "kind": "context"},
)
_REQUIRED = _Fields(
    {"outline_id": _text, "facts": _texts, "message": _text},
    required=("outline_id",),
    stand_ins={"outline_id": "", "facts": ()},
)
