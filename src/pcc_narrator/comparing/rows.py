"""A comparison in printed rows: what both the text and the page show."""

from __future__ import annotations

from dataclasses import dataclass

from pcc_narrator.comparing.types import Comparison, Move, Revision, Side, TextChange
from pcc_narrator.figures import write
from pcc_narrator.models.fact import Fact, FactSet, Unit
from pcc_narrator.models.flag import FLAG_KINDS, Flag
from pcc_narrator.wording.cells import area_title, figure, measure_title, period_title, plain


@dataclass(frozen=True, slots=True)
class Row:
    """A printed row: what it is about, its period then and now, its figure then and now, and what to say of it."""

    subject: str
    old_period: str
    old: str
    new_period: str
    new: str
    difference: str = ""
    remark: str = ""


def side_title(side: Side) -> str:
    """The report's period, or its name where it has none: "Quarter three 2018-19"."""
    period = side.facts.period
    return side.name if period is None else period_title(period, side.facts.calendar)


def move_row(comparison: Comparison, move: Move) -> Row:
    """A figure in the period of either report."""
    old, new = comparison.old.facts, comparison.new.facts
    return Row(
        subject(new, move.new),
        period_title(move.old.period, old.calendar),
        figure(move.old),
        period_title(move.new.period, new.calendar),
        figure(move.new),
        _difference(move),
        "" if move.judgement == "neutral" else move.judgement,
    )


def revision_row(comparison: Comparison, revision: Revision) -> Row:
    """A figure that was revised. Values that print alike are printed in full."""
    facts = comparison.new.facts
    old, new = figure(revision.old), figure(revision.new)
    if old == new:
        old, new = plain(revision.old.value), plain(revision.new.value)
    period = period_title(revision.new.period, facts.calendar)
    return Row(subject(facts, revision.new), period, old, period, new, "", _read_from(revision.new))


def withdrawn_row(comparison: Comparison, fact: Fact) -> Row:
    """A supplied figure that the new report no longer has."""
    facts = comparison.old.facts
    return Row(subject(facts, fact), period_title(fact.period, facts.calendar), figure(fact), "", "")


def subject(facts: FactSet, fact: Fact) -> str:
    """What a fact is about: measure, category, statistic if it is not the level, area if it is not the report's own."""
    parts = [measure_title(facts, fact.measure)]
    if fact.category is not None:
        parts.append(fact.category)
    if fact.statistic != "value":
        parts.append(fact.statistic.replace("_", " ").replace("percent", "in per cent"))
    if fact.base is not None:
        base = period_title(fact.base, facts.calendar)
        parts.append(f"on {base[:1].lower()}{base[1:]}")
    if fact.against is not None:
        parts.append(f"against {area_title(facts, fact.against)}")
    if not facts.areas or fact.area != facts.areas[0].id:
        parts.append(area_title(facts, fact.area))
    return ", ".join(parts)


def flag_subject(facts: FactSet, flag: Flag) -> str:
    """What an exception is about, and of which kind: "Attendances, evening visits: concern"."""
    title = measure_title(facts, flag.measure)
    about = title if flag.category is None else f"{title}, {flag.category}"
    return f"{about}: {flag.kind.replace('_', ' ')}"


def place(change: TextChange) -> str:
    """Where a paragraph stands: "Paragraph 7 (was 5), Attendances"; its id where it has no number."""
    if change.new_number is not None:
        moved = change.old_number not in (None, change.new_number)
        name = f"Paragraph {change.new_number}" + (f" (was {change.old_number})" if moved else "")
    elif change.old_number is not None:
        name = f"Paragraph {change.old_number} of the old report"
    else:
        name = ""
    return ", ".join(part for part in (name, change.heading) if part) or change.id


def flag_kinds_moved(comparison: Comparison) -> dict[str, tuple[int, int, int]]:
    """Of each kind of exception how many came, stayed and went."""
    return {
        kind: (
            sum(move.kind == "came" and move.flag.kind == kind for move in comparison.flags),
            sum(move.kind == "stayed" and move.flag.kind == kind for move in comparison.flags),
            sum(move.kind == "went" and move.flag.kind == kind for move in comparison.flags),
        )
        for kind in FLAG_KINDS
    }


def _difference(move: Move) -> str:
    fact = move.new
    if fact.unit == "rank":
        return ""
    unit: Unit = "percentage_points" if fact.unit == "percent" else fact.unit
    places = None if fact.decimals is None else max(fact.decimals, move.old.decimals or 0)
    return write(move.difference, unit, decimals=places, style="table", signed=True)


def _read_from(fact: Fact) -> str:
    if not fact.sources:
        return ""
    source = fact.sources[0]
    row = "" if source.row is None else f" row {source.row}"
    dated = "" if source.published_on is None else f", published {source.published_on.isoformat()}"
    return f"{source.file}{row}{dated}"
