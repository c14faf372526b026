"""The tables of the workbook: which facts stand in which table, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pcc_narrator.annexes.cells import ALL, UNITS, Row, is_own, number, own_title, place
from pcc_narrator.annexes.delivery import delivery_rows
from pcc_narrator.annexes.latest import latest_table
from pcc_narrator.annexes.methods import method_rows
from pcc_narrator.annexes.rows import (
    EXCEPTION_COLUMNS,
    FACT_COLUMNS,
    exception_rows,
    fact_rows,
    source_rows,
)
from pcc_narrator.annexes.tables import NOT_APPLICABLE, AnnexTable, Column, Number
from pcc_narrator.models.fact import Fact, FactSet
from pcc_narrator.models.flag import Flag
from pcc_narrator.wording.cells import area_title, measure_title, period_title

_AMONG_AREAS = frozenset({"rank", "areas_with_increase", "areas_with_decrease"})


def tables_of(facts: FactSet, flags: Sequence[Flag], markdown: str = "") -> tuple[AnnexTable, ...]:
    """All tables in their order. The figures come first, what they rest on last."""
    return (
        latest_table(facts, flags, breakdown=False),
        latest_table(facts, flags, breakdown=True),
        _series(facts),
        _areas(facts),
        _exceptions(facts, flags),
        _context(facts),
        _sources(facts),
        _methods(facts),
        _delivery(markdown),
        _everything(facts),
    )


def _series(facts: FactSet) -> AnnexTable:
    own = [fact for fact in facts.facts if fact.statistic == "value" and is_own(facts, fact)]
    ordered = sorted(
        own, key=lambda fact: (place(facts, fact.measure), fact.measure, fact.category or "", _dates(fact))
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
        f"All periods of every measure: {own_title(facts)}",
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
        and (not is_own(facts, fact) or fact.statistic in _AMONG_AREAS or fact.against or fact.unit == "per_1000")
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


def _methods(facts: FactSet) -> AnnexTable:
    columns = (Column("Kind", 16), Column("Method", 90), Column("Figures", 10), Column("Approved by", 26))
    rows: list[Row] = []
    for kind, method, figures, approved in method_rows(facts):
        count = Number(Decimal(figures)) if figures else NOT_APPLICABLE
        rows.append((kind.capitalize(), method, count, approved or NOT_APPLICABLE))
    return AnnexTable(
        "Methods: how figures were computed and tested",
        "Each row is a way of computing or testing with the number of figures that rest on it, or a note on method.",
        columns,
        tuple(rows),
        empty="There are no methods.",
    )


def _delivery(markdown: str) -> AnnexTable:
    titles = (("Objective", 30), ("Action", 60), ("Status", 16), ("Lead", 24), ("What was done", 60))
    return AnnexTable(
        "Delivery plan",
        "Each row is an action of the delivery plan with its status. It rests on no figure of this workbook.",
        tuple(Column(title, width) for title, width in titles),
        tuple(tuple(cell or NOT_APPLICABLE for cell in row) for row in delivery_rows(markdown)),
        empty="The report has no delivery plan.",
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


def _dates(fact: Fact) -> tuple[str, str]:
    period = fact.period
    return (
        NOT_APPLICABLE if period.start is None else period.start.isoformat(),
        NOT_APPLICABLE if period.end is None else period.end.isoformat(),
    )
