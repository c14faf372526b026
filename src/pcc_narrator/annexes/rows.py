"""The rows of the CSV annexes: one a fact, an exception, a source. Every cell is text; numbers are plain decimals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pcc_narrator.annexes.trace import Trace, row_ranges
from pcc_narrator.models.fact import FactSet, Source
from pcc_narrator.models.flag import Flag
from pcc_narrator.models.period import Calendar, Period
from pcc_narrator.periods import period_key
from pcc_narrator.wording.cells import area_title, figure, measure_title, plain

FACT_COLUMNS = (
    "id", "measure", "measure_title", "category", "statistic", "area", "area_title", "period", "period_start",
    "period_end", "base", "base_start", "base_end", "against", "value", "unit", "printed", "low", "high", "decimals",
    "out_of", "p", "basis", "method", "derivation", "derived_from", "source_rows",
)  # fmt: skip
EXCEPTION_COLUMNS = (
    "kind", "id", "measure", "measure_title", "category", "area", "direction", "rule", "strength", "evidence",
    "numbers", "facts", "declared_by",
)  # fmt: skip
SOURCE_COLUMNS = (
    "publisher", "title", "published_on", "retrieved_on", "file", "sheet", "rows", "facts",
)  # fmt: skip
NUMERIC = frozenset({"value", "low", "high", "decimals", "out_of", "p", "strength"})


def fact_rows(facts: FactSet) -> Iterator[tuple[str, ...]]:
    """Every fact in the set's order, with its derivation and the supplied rows that it rests on."""
    trace = Trace(facts)
    for fact in facts.facts:
        yield (
            fact.id,
            fact.measure,
            measure_title(facts, fact.measure),
            fact.category or "",
            fact.statistic,
            fact.area,
            area_title(facts, fact.area),
            *_period(fact.period, facts.calendar),
            *_period(fact.base, facts.calendar),
            fact.against or "",
            plain(fact.value),
            fact.unit,
            figure(fact),
            plain(fact.low),
            plain(fact.high),
            "" if fact.decimals is None else str(fact.decimals),
            "" if fact.out_of is None else str(fact.out_of),
            plain(fact.p),
            fact.basis or "",
            fact.method or "",
            "" if fact.derivation is None else fact.derivation.operation,
            "" if fact.derivation is None else "; ".join(fact.derivation.of),
            trace.rows(fact.id),
        )


def exception_rows(facts: FactSet, flags: Sequence[Flag]) -> Iterator[tuple[str, ...]]:
    """Every exception in the given order."""
    for flag in flags:
        yield (
            flag.kind,
            flag.id,
            flag.measure,
            measure_title(facts, flag.measure),
            flag.category or "",
            flag.area,
            flag.direction,
            flag.rule,
            plain(flag.strength),
            flag.evidence,
            "; ".join(f"{name}: {value}" for name, value in flag.numbers),
            "; ".join(flag.facts),
            flag.declared_by,
        )


def source_rows(facts: FactSet) -> Iterator[tuple[str, ...]]:
    """Every publication that figures were read from, by publisher and title, with its rows and how many facts."""
    groups: dict[tuple[str, ...], list[Source]] = {}
    for fact in facts.facts:
        for source in fact.sources:
            key: tuple[str, ...] = (
                source.publisher,
                source.title,
                _day(source.published_on),
                _day(source.retrieved_on),
                source.file,
                source.sheet,
            )
            groups.setdefault(key, []).append(source)
    for key in sorted(groups):
        rows = row_ranges(groups[key]).partition(" row")[2].lstrip("s ").strip()
        yield (*key, rows, str(len(groups[key])))


def _period(period: Period | None, calendar: Calendar) -> tuple[str, str, str]:
    if period is None:
        return "", "", ""
    return period_key(period, calendar), _day(period.start), _day(period.end)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
