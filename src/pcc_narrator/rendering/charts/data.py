"""What a chart shows, as plain numbers and words: drawn by the chart modules, written as CSV beside each picture."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pcc_narrator.models.fact import Fact, FactSet
from pcc_narrator.models.outline import Chart
from pcc_narrator.rendering.figure_text import bare_text, measure_title, place_title, short_period


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a chart. `at` is the number of the month in which its period ends; `text` the printed figure."""

    fact: Fact
    at: int
    value: Decimal
    text: str
    period: str
    area: str
    name: str
    highlighted: bool
    parts: tuple[Decimal, Decimal] | None = None  # of a rate: the count and what it is a rate of

    @property
    def provisional(self) -> bool:
        """Whether the source calls the figure provisional."""
        return self.fact.basis == "provisional"


@dataclass(frozen=True, slots=True)
class Line:
    """A named run of points."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """A chart with its facts looked up. `target`, `centre`, `lower`, `upper` are facts where the chart has them."""

    chart: Chart
    lines: tuple[Line, ...]
    target: Fact | None
    centre: Fact | None
    lower: Fact | None
    upper: Fact | None
    own_area: str
    total: Fact | None = None  # of a contribution chart: the change that its parts add up to

    @property
    def points(self) -> list[Point]:
        """The points of all lines."""
        return [point for line in self.lines for point in line.points]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        if self.chart.kind == "funnel":
            return sum(point.parts is not None for point in self.points) < 3
        return not self.points


def chart_data(chart: Chart, facts: FactSet) -> ChartData:
    """The figures of a chart. Facts that the set lacks are left out; yes-or-no facts are never drawn."""
    lines = tuple(
        Line(series.label, tuple(_point(facts.by_id[item], facts, chart) for item in series.facts
                                 if item in facts.by_id and not isinstance(facts.by_id[item].value, bool)))
        for series in chart.series
    )  # fmt: skip
    return ChartData(
        chart=chart,
        lines=lines,
        target=_known(chart.target, facts),
        centre=_known(chart.centre, facts),
        lower=_known(chart.lower, facts),
        upper=_known(chart.upper, facts),
        own_area=facts.areas[0].id if facts.areas else "",
        total=_total([point.fact for line in lines for point in line.points], facts)
        if chart.kind == "contribution"
        else None,
    )


def _total(parts: list[Fact], facts: FactSet) -> Fact | None:
    """The change that a chart's parts add up to, to the last one; None where they do not."""
    if not parts:
        return None
    first, added = parts[0], sum(fact.number for fact in parts)
    return next(
        (
            fact
            for fact in facts.facts
            if fact.statistic == first.statistic and fact.measure == first.measure and fact.category is None
            and (fact.area, fact.period, fact.base, fact.against)
            == (first.area, first.period, first.base, first.against)
            and not isinstance(fact.value, bool) and fact.number == added
        ),
        None,
    )  # fmt: skip


def _known(identifier: str | None, facts: FactSet) -> Fact | None:
    return None if identifier is None else facts.by_id.get(identifier)


def _point(fact: Fact, facts: FactSet, chart: Chart) -> Point:
    end = fact.period.end or fact.period.start
    return Point(
        fact=fact,
        at=0 if end is None else month_number(end),
        value=fact.number,
        text=bare_text(fact),
        period=short_period(fact.period, facts.calendar),
        area=place_title(facts, fact.area),
        name=fact.category or measure_title(facts, fact.measure),
        highlighted=fact.id in chart.highlighted,
        parts=_parts(fact, facts) if chart.kind == "funnel" else None,
    )


def _parts(fact: Fact, facts: FactSet) -> tuple[Decimal, Decimal] | None:
    of = () if fact.derivation is None else fact.derivation.of
    known = [facts.by_id[one].number for one in of if one in facts.by_id]
    return (known[0], known[1]) if len(known) == 2 and known[1] > 0 else None


def month_number(day: date) -> int:
    """Months since the year 0: where a period that ends on `day` stands on a time axis."""
    return day.year * 12 + day.month - 1


def data_csv(data: ChartData, facts: FactSet) -> bytes:
    """The figures of a chart as CSV (UTF-8, one row a figure), with the id of each fact."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["series", "area", "category", "start", "end", "value", "unit", "basis", "fact"])
    extra = (data.centre, data.lower, data.upper, data.target)
    rows = [(line.label, point.fact) for line in data.lines for point in line.points]
    rows += [(fact.statistic, fact) for fact in extra if fact is not None]
    rows += [] if data.total is None else [("total", data.total)]
    for label, fact in rows:
        period = fact.period
        writer.writerow([
            _inert(label), _inert(place_title(facts, fact.area)), _inert(fact.category or ""),
            period.start or "", period.end or "", format(fact.number, "f"), fact.unit, fact.basis or "", fact.id,
        ])  # fmt: skip
    return buffer.getvalue().encode("utf-8")


def _inert(text: str) -> str:
    """A text that a spreadsheet will not take for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "@", "\t") else text
