"""What the tables of the workbook share: units in words, figures as cells, and whose figures they are."""

from __future__ import annotations

from pcc_narrator.annexes.tables import NOT_APPLICABLE, Number
from pcc_narrator.models.fact import Fact, FactSet, Unit

Row = tuple[str | Number, ...]
ALL = "All"
UNITS: dict[Unit, str] = {
    "count": "Number", "percent": "Per cent", "percentage_points": "Percentage points", "per_1000": "Per 1,000",
    "seconds": "Seconds", "minutes": "Minutes", "hours": "Hours", "days": "Days", "months": "Months",
    "gbp": "Pounds", "rank": "Rank", "ratio": "Ratio", "none": NOT_APPLICABLE,
}  # fmt: skip


def number(fact: Fact) -> str | Number:
    """The figure as a cell: exact, shown as the report prints it. A yes-or-no fact is a word."""
    if isinstance(fact.value, bool):
        return "Yes" if fact.value else "No"
    if fact.decimals is not None:
        return Number(fact.value, fact.decimals)
    return Number(fact.value, 0 if fact.value == fact.value.to_integral_value() else 1)


def is_own(facts: FactSet, fact: Fact) -> bool:
    """Whether the figure is one of the report's own area."""
    return bool(facts.areas) and fact.area == facts.areas[0].id


def own_title(facts: FactSet) -> str:
    """The name of the report's own area."""
    return facts.areas[0].title if facts.areas else "no area"


def place(facts: FactSet, measure: str) -> int:
    """Where the measure stands among the measures; those that are not described come last."""
    ids = list(facts.measure_by_id)
    return ids.index(measure) if measure in facts.measure_by_id else len(ids)
