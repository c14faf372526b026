"""Makes small fact sets: values first, then what follows from them, each with the line a writer is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from pcc_narrator.contract import fact_id
from pcc_narrator.models.fact import Area, Counted, Derivation, Fact, FactSet, Measure, Note, Unit
from pcc_narrator.models.period import Calendar, Period, add_months, end_of_month, rolling_year

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip


def month(year: int, number: int) -> Period:
    """A calendar month."""
    first = date(year, number, 1)
    return Period(first, end_of_month(first), f"{MONTHS[number - 1]} {year}")


def rolling(end: date) -> Period:
    """The 12 months that end on `end`."""
    twelve = rolling_year(end.year, end.month)
    return Period(twelve.start, twelve.end, f"12 months to {MONTHS[end.month - 1]} {end.year}")


def financial_year(start: int) -> Period:
    """April to March."""
    return Period(date(start, 4, 1), date(start + 1, 3, 31), f"{start}/{(start + 1) % 100:02d}")


def day(when: date) -> Period:
    """One day."""
    return Period(when, when, f"{when.day} {MONTHS[when.month - 1]} {when.year}")


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up, as printed."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def printed(value: Decimal, unit: Unit, decimals: int = 0) -> str:
    """A figure as a plain list of facts shows it."""
    shown = f"{rounded(value, decimals):,f}"
    marks = {"percent": "%", "percentage_points": " percentage points", "per_1000": " per 1,000 population"}
    return shown + marks.get(unit, "")


@dataclass
class Book:
    """A fact set under construction, and the lines shown to a writer."""

    calendar: Calendar = field(default_factory=Calendar)
    measures: dict[str, Measure] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    period: Period | None = None

    def measure(self, id: str, title: str, names: tuple[str, ...] = (), unit: Unit = "count",
                polarity: Literal["lower_is_better", "higher_is_better", "neutral"] = "neutral",
                counted: tuple[str, str] | None = None) -> str:  # fmt: skip
        """Declare a measure."""
        self.measures[id] = Measure(id, title, names, unit, polarity, None, Counted(*counted) if counted else None)
        return id

    def area(self, id: str, title: str, names: tuple[str, ...] = (), kind: str = "force",
             members: tuple[str, ...] = ()) -> str:  # fmt: skip
        """Declare an area; the first is the report's own."""
        self.areas[id] = Area(id, title, names, kind, members)
        return id

    def put(self, fact: Fact, line: str = "") -> Fact:
        """Add a fact, and the line for a writer if there is one."""
        self.facts[fact.id] = fact
        if line:
            self.lines.append(line)
        return fact

    def fact(self, measure: str, statistic: str, area: str, period: Period, value: Decimal | int, unit: Unit, *,
             decimals: int = 0, base: Period | None = None, against: str | None = None, of: tuple[Fact, ...] = (),
             operation: str = "", show: bool = True, category: str | None = None) -> Fact:  # fmt: skip
        """Add one figure of any kind."""
        name = self.measures[measure].title + (f" ({category})" if category else "")
        where = self.areas[area].title
        exact = Decimal(value)
        made = Fact(
            id=fact_id(measure, statistic, area, period, calendar=self.calendar, base=base, against=against,
                       category=category),
            measure=measure, statistic=statistic, area=area, period=period, value=exact, unit=unit, base=base,
            against=against, decimals=decimals, category=category,
            derivation=Derivation(operation or statistic, tuple(fact.id for fact in of)) if of else None,
        )  # fmt: skip
        said = {"value": "", "rate": "", "change": " change", "change_percent": " change", "change_points": " change",
                "rank": " rank", "target": " target", "share": " share", "difference": " difference",
                "areas_with_increase": "", "areas_with_decrease": ""}.get(statistic, f" {statistic}")  # fmt: skip
        figure = printed(exact, unit, decimals)
        if statistic.startswith("change") and exact > 0:
            figure = "+" + figure
        line = f"- {name}, {where}, {period.label}{said}: {figure}"
        if base is not None:
            line += f" (compared with {base.label})"
        if against is not None:
            line += f" (compared with {self.areas[against].title})"
        return self.put(made, line if show else "")

    def value(self, measure: str, area: str, period: Period, value: Decimal | int, decimals: int = 0, *,
              show: bool = True, category: str | None = None) -> Fact:  # fmt: skip
        """Add a level."""
        unit = self.measures[measure].unit or "count"
        return self.fact(measure, "value", area, period, value, unit, decimals=decimals, show=show, category=category)

    def changes(self, now: Fact, then: Fact, *, show: bool = True) -> tuple[Fact, ...]:
        """Add the difference of two levels, as a number and per cent (points for percentages)."""
        difference = now.number - then.number
        common = {"base": then.period, "of": (now, then), "show": show, "category": now.category}
        if now.unit == "percent":
            return (self.fact(now.measure, "change_points", now.area, now.period, difference, "percentage_points",
                              decimals=1, **common),)  # type: ignore[arg-type]  # fmt: skip
        ratio = difference / then.number * 100
        return (
            self.fact(now.measure, "change", now.area, now.period, difference, now.unit,
                      decimals=now.decimals or 0, **common),  # type: ignore[arg-type]
            self.fact(now.measure, "change_percent", now.area, now.period, rounded(ratio, 6), "percent", decimals=1,
                      **common),  # type: ignore[arg-type]
        )  # fmt: skip

    def fact_set(self) -> FactSet:
        """What was gathered."""
        return FactSet(
            measures=tuple(self.measures.values()), areas=tuple(self.areas.values()),
            facts=tuple(self.facts.values()), notes=tuple(self.notes), period=self.period, calendar=self.calendar,
        )  # fmt: skip


def back(period: Period, months: int) -> Period:
    """The same stretch `months` earlier, with its label."""
    moved = period.shifted(-months)
    if moved.end is None or moved.start is None:
        return moved
    if moved.kind == "month":
        return month(moved.start.year, moved.start.month)
    return rolling(moved.end) if moved.kind == "year" else moved


__all__ = ["Book", "add_months", "back", "day", "financial_year", "month", "printed", "rolling", "rounded"]
