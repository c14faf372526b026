"""The table of the figures of the report's period, each with its changes, tests and exceptions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcc_narrator.annexes.cells import ALL, UNITS, Row, is_own, number, own_title, place
from pcc_narrator.annexes.tables import NOT_APPLICABLE, NOT_AVAILABLE, AnnexTable, Column
from pcc_narrator.models.fact import Fact, FactSet
from pcc_narrator.models.flag import FLAG_KINDS, Flag
from pcc_narrator.models.period import Period
from pcc_narrator.wording.cells import measure_title, period_title

_CHANGES = ("change", "change_points")


def latest_table(facts: FactSet, flags: Sequence[Flag], *, breakdown: bool) -> AnnexTable:
    """The figures of the measures themselves, or with `breakdown` of their categories."""
    what = "Breakdowns of the measures" if breakdown else "Figures of the measures"
    own = own_title(facts)
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
        if is_own(facts, fact) and (fact.category is not None) == breakdown:
            by_subject.setdefault((fact.measure, fact.category), []).append(fact)
    for measure, category in sorted(by_subject, key=lambda key: (place(facts, key[0]), key[0])):
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


def _is_on(flag: Flag, kind: str, measure: str, category: str | None) -> bool:
    return flag.kind == kind and flag.measure == measure and flag.category == category
