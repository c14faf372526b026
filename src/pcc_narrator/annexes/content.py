"""The tables of the workbook: which facts stand in which table, and in what order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pcc_narrator.annexes.rows import (
    EXCEPTION_COLUMNS,
    FACT_COLUMNS,
    exception_rows,
    fact_rows,
    source_rows,
)
from pcc_narrator.annexes.tables import NOT_APPLICABLE, NOT_AVAILABLE, AnnexTable, Column, Number
from pcc_narrator.models.fact import Fact, FactSet, Unit
from pcc_narrator.models.flag import FLAG_KINDS, Flag
from pcc_narrator.models.period import Period
from pcc_narrator.wording.cells import area_title, measure_title, period_title

Row = tuple[str | Number, ...]
ALL = "All"
UNITS: dict[Unit, str] = {
    "count": "Number", "percent": "Per cent", "percentage_points": "Percentage points", "per_1000": "Per 1,000",
    "seconds": "Seconds", "minutes": "Minutes", "hours": "Hours", "days": "Days", "months": "Months",
    "gbp": "Pounds", "rank": "Rank", "ratio": "Ratio", "none": NOT_APPLICABLE,
}  # fmt: skip
_CHANGES = ("change", "change_points")
_AMONG_AREAS = frozenset({"rank", "areas_with_increase", "areas_with_decrease"})


def tables_of(facts: FactSet, flags: Sequence[Flag]) -> tuple[AnnexTable, ...]:
    """All tables in their order. The figures come first, what they rest on last."""
    return (
        _latest(facts, flags, breakdown=False),
        _latest(facts, flags, breakdown=True),
        _series(facts),
        _areas(facts),
        _exceptions(facts, flags),
        _context(facts),
        _sources(facts),
        _everything(facts),
    )


def _latest(facts: FactSet, flags: Sequence[Flag], *, breakdown: bool) -> AnnexTable:
    what = "Breakdowns of the measures" if breakdown else "Figures of the measures"
    own = _own_title(facts)
    return AnnexTable(
        f"{what} for the period of the report, and their changes: {own}",
        "Each row is one figure and one earlier figure that it is compared with.",
        (
            Column("Measure", 38),
            *((Column("Category", 34),) if breakdown else ()),
            Column("Period", 28),
            Column("Figure", 14, (2,)),
            Column("Unit", 18),
            Column("Compared with", 28),
            Column("Change", 14, (1,)),
            Column("Change in per cent", 14, (1,)),
            Column("Significant", 16, (3,)),
            Column("Exceptions", 30),
        ),
        tuple(_latest_rows(facts, flags, breakdown=breakdown)),
        empty="There are no such figures.",
    )


def _latest_rows(facts: FactSet, flags: Sequence[Flag], *, breakdown: bool) -> Iterator[Row]:
    by_subject: dict[tuple[str, str | None], list[Fact]] = {}
    tests = {tested: fact for fact in facts.facts if fact.statistic == "significant" for tested in fact.of_what}
    for fact in facts.facts:
        if _is_own(facts, fact) and (fact.category is not None) == breakdown:
            by_subject.setdefault((fact.measure, fact.category), []).append(fact)
    for measure, category in sorted(by_subject, key=lambda key: (_place(facts, key[0]), key[0])):
        about = by_subject[measure, category]
        kinds = [kind for kind in FLAG_KINDS if any(_is_on(flag, kind, measure, category) for flag in flags)]
        shown = ", ".join(kind.replace("_", " ").capitalize() for kind in kinds) or NOT_APPLICABLE
        name = (measure_title(facts, measure), *((category or ALL,) if breakdown else ()))
        for level in _levels(facts, about):
            before: Row = (*name, period_title(level.period, facts.calendar), number(level), UNITS[level.unit])
            changes = [fact for fact in about if fact.statistic in _CHANGES and fact.period == level.period]
            for change in changes:
                percent = _share(about, change)
                test = tests.get(change.id) or (None if percent is None else tests.get(percent.id))
                yield (
                    *before,
                    NOT_APPLICABLE if change.base is None else period_title(change.base, facts.calendar),
                    number(change),
                    NOT_APPLICABLE if percent is None else number(percent),
                    NOT_APPLICABLE if test is None else "Yes" if test.value else "No",
                    shown,
                )
            if not changes:
                yield (*before, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE, shown)
        if facts.period is not None and not any(_spans(facts.period, level.period) for level in _levels(facts, about)):
            nothing = (NOT_AVAILABLE, *[NOT_APPLICABLE] * 5, shown)
            yield (*name, period_title(facts.period, facts.calendar), *nothing)


def _levels(facts: FactSet, about: Sequence[Fact]) -> list[Fact]:
    """The figures of the report's period and of longer ones that end with it; else the latest there is."""
    values = [fact for fact in about if fact.statistic == "value" and fact.period.end is not None]
    current = [fact for fact in values if facts.period is not None and _spans(facts.period, fact.period)]
    if not current and values:
        last = max(fact.period.end for fact in values if fact.period.end is not None)
        current = [fact for fact in values if fact.period.end == last]
    return sorted(current, key=lambda fact: (fact.period.start is None, fact.period.start), reverse=True)


def _spans(report: Period, period: Period) -> bool:
    return period.end == report.end and (period.contains(report) or report.contains(period))


def _share(about: Sequence[Fact], change: Fact) -> Fact | None:
    for fact in about:
        if fact.statistic == "change_percent" and fact.period == change.period and fact.base == change.base:
            return fact
    return None


def _series(facts: FactSet) -> AnnexTable:
    own = [fact for fact in facts.facts if fact.statistic == "value" and _is_own(facts, fact)]
    ordered = sorted(
        own, key=lambda fact: (_place(facts, fact.measure), fact.measure, fact.category or "", _dates(fact))
    )
    rows = tuple(
        (
            measure_title(facts, fact.measure),
            fact.category or ALL,
            period_title(fact.period, facts.calendar),
            *_dates(fact),
            number(fact),
            UNITS[fact.unit],
            fact.basis or NOT_APPLICABLE,
        )
        for fact in ordered
    )
    return AnnexTable(
        f"All periods of every measure: {_own_title(facts)}",
        "Each row is the figure of one measure or category in one period.",
        (
            Column("Measure", 38),
            Column("Category", 34),
            Column("Period", 28),
            Column("First day", 12),
            Column("Last day", 12),
            Column("Figure", 14, (2,)),
            Column("Unit", 18),
            Column("Basis", 30),
        ),
        rows,
        empty="There are no figures.",
    )


def _areas(facts: FactSet) -> AnnexTable:
    rows = tuple(
        (
            measure_title(facts, fact.measure),
            fact.category or ALL,
            fact.statistic.replace("_", " ").capitalize()
            + (", one is the lowest" if fact.order == "lowest_first" else ""),
            area_title(facts, fact.area),
            area_title(facts, fact.against) if fact.against else NOT_APPLICABLE,
            period_title(fact.period, facts.calendar),
            number(fact),
            UNITS[fact.unit],
            Number(Decimal(fact.out_of)) if fact.out_of is not None else NOT_APPLICABLE,
        )
        for fact in facts.facts
        if not isinstance(fact.value, bool)
        and fact.against != "target"
        and (not _is_own(facts, fact) or fact.statistic in _AMONG_AREAS or fact.against or fact.unit == "per_1000")
    )
    return AnnexTable(
        "Comparisons with other areas",
        "Each row is a figure of another area, or a place among areas.",
        (
            Column("Measure", 38),
            Column("Category", 34),
            Column("Statistic", 26, (4,)),
            Column("Area", 28),
            Column("Compared with", 28),
            Column("Period", 28),
            Column("Figure", 14, (1, 2)),
            Column("Unit", 18),
            Column("Out of", 10),
        ),
        rows,
        empty="There are no figures of other areas.",
    )


def _exceptions(facts: FactSet, flags: Sequence[Flag]) -> AnnexTable:
    kept = ("kind", "measure_title", "category", "direction", "evidence", "numbers", "rule", "declared_by")
    places = [EXCEPTION_COLUMNS.index(name) for name in kept]
    rows = []
    for row in exception_rows(facts, flags):
        cells = [row[place] or NOT_APPLICABLE for place in places]
        rows.append((cells[0].replace("_", " ").capitalize(), *cells[1:]))
    return AnnexTable(
        "Exceptions and the evidence for each",
        "Each row is one reason to look at a measure: a significant change, a concern, excellence or media interest.",
        (
            Column("Kind", 20),
            Column("Measure", 38),
            Column("Category", 30),
            Column("Direction", 12),
            Column("Evidence", 70),
            Column("Numbers", 60),
            Column("Rule", 26),
            Column("Declared by", 24),
        ),
        tuple(rows),
        empty="There are no exceptions in this period.",
    )


def _context(facts: FactSet) -> AnnexTable:
    rows = tuple(
        (
            ", ".join(measure_title(facts, measure) for measure in note.measures) or NOT_APPLICABLE,
            note.kind.replace("_", " ").capitalize(),
            note.text,
            note.approved_by or NOT_APPLICABLE,
            note.approved_on.isoformat() if note.approved_on is not None else NOT_APPLICABLE,
        )
        for note in facts.notes
    )
    columns = (
        Column("Measures", 38),
        Column("Kind", 14),
        Column("Text", 90),
        Column("Approved by", 40),
        Column("Approved on", 14),
    )
    return AnnexTable(
        "Context supplied with the figures",
        "Each row is one approved note.",
        columns,
        rows,
        (6,),
        "There are no notes.",
    )


def _sources(facts: FactSet) -> AnnexTable:
    rows: list[Row] = []
    for *cells, count in source_rows(facts):
        rows.append((*(cell or NOT_APPLICABLE for cell in cells), Number(Decimal(count))))
    columns = (
        Column("Publisher", 40),
        Column("Title", 70),
        Column("Published on", 14),
        Column("Retrieved on", 14),
        Column("File", 24),
        Column("Sheet", 16),
        Column("Source rows", 40, (5,)),
        Column("Figures read", 14),
    )
    return AnnexTable(
        "Sources of the figures",
        "Each row is one publication, or one place in it, that figures were read from.",
        columns,
        tuple(rows),
        empty="No source is recorded.",
    )


def _everything(facts: FactSet) -> AnnexTable:
    kept = (
        ("id", "Id", 50), ("statistic", "Statistic", 20), ("printed", "As printed", 16), ("basis", "Basis", 26),
        ("method", "Method", 40), ("derivation", "Derivation", 26), ("derived_from", "Derived from", 60),
        ("source_rows", "Source rows", 40),
    )  # fmt: skip
    places = [FACT_COLUMNS.index(name) for name, _, _ in kept]
    rows: list[Row] = []
    for fact, row in zip(facts.facts, fact_rows(facts), strict=True):
        cells = [row[place] or NOT_APPLICABLE for place in places]
        rows.append((*cells[:2], number(fact), *cells[2:]))
    columns = [Column(title, width, (5,) if name == "source_rows" else ()) for name, title, width in kept]
    columns.insert(2, Column("Figure", 16, (1, 2)))
    return AnnexTable(
        "Every figure, how it was computed and from which rows",
        "Each row is one fact. The file facts.csv has the same rows with more columns.",
        tuple(columns),
        tuple(rows),
        empty="There are no facts.",
    )


def number(fact: Fact) -> str | Number:
    """The figure as a cell: exact, shown as the report prints it. A yes-or-no fact is a word."""
    if isinstance(fact.value, bool):
        return "Yes" if fact.value else "No"
    if fact.decimals is not None:
        return Number(fact.value, fact.decimals)
    return Number(fact.value, 0 if fact.value == fact.value.to_integral_value() else 1)


def _is_own(facts: FactSet, fact: Fact) -> bool:
    return bool(facts.areas) and fact.area == facts.areas[0].id


def _own_title(facts: FactSet) -> str:
    return facts.areas[0].title if facts.areas else "no area"


def _place(facts: FactSet, measure: str) -> int:
    ids = list(facts.measure_by_id)
    return ids.index(measure) if measure in facts.measure_by_id else len(ids)


def _dates(fact: Fact) -> tuple[str, str]:
    period = fact.period
    return (
        NOT_APPLICABLE if period.start is None else period.start.isoformat(),
        NOT_APPLICABLE if period.end is None else period.end.isoformat(),
    )


def _is_on(flag: Flag, kind: str, measure: str, category: str | None) -> bool:
    return flag.kind == kind and flag.measure == measure and flag.category == category
