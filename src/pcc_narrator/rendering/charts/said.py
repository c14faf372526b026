"""What the pictures say in words and figures, as a text that the checker reads: a picture is a claim like any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcc_narrator.models.fact import FactSet
from pcc_narrator.models.outline import Outline
from pcc_narrator.rendering.charts.data import ChartData, Point, chart_data
from pcc_narrator.rendering.charts.printed import levels_of, named, notes_of, off_scale
from pcc_narrator.rendering.figure_text import fact_text, measure_title, period_text, place_title
from pcc_narrator.rendering.pipes import pipe_table
from pcc_narrator.rendering.report import one_line
from pcc_narrator.rendering.words import ENGLISH, Words


def pictures_text(outline: Outline, facts: FactSet, *, words: Words = ENGLISH) -> str:
    """Titles, what the axes count, notes and every figure that is printed in a picture, as Markdown."""
    blocks = [f"# {one_line(outline.title)}", one_line(outline.subtitle)]
    for section in outline.sections:
        for chart in section.charts:
            data = chart_data(chart, facts)
            if not data.empty:
                blocks += [f"## {section.title}", *_chart(data, facts, words)]
    return "\n\n".join(blocks) + "\n"


def _chart(data: ChartData, facts: FactSet, words: Words) -> Iterator[str]:
    yield f"**{one_line(data.chart.title)}**"
    yield f"![{one_line(data.chart.alt)}](picture)"
    measure = next((measure_title(facts, point.fact.measure) for point in data.points), "")
    if data.chart.unit_label and measure:
        measure += f" ({data.chart.unit_label})"
    yield from _table(measure, list(_printed(data)), facts, words)
    if data.target is not None:
        yield f"{measure}, {words.target}: {fact_text(data.target, words=words)}."
    if data.total is not None:
        row = [words.all_together, fact_text(data.total, words=words)]
        yield "\n".join(pipe_table([measure, period_text(data.total.period, facts.calendar)], [row]))
    for fact, name in levels_of(data, words):
        row = [place_title(facts, fact.area), fact_text(fact, words=words)]
        yield "\n".join(pipe_table([f"{measure}, {name}", period_text(fact.period, facts.calendar)], [row]))
    yield from notes_of(data, words)


def _table(measure: str, points: Sequence[Point], facts: FactSet, words: Words) -> Iterator[str]:
    """One period: a row an area or category; several: a row a period."""
    by_period: dict[str, list[list[str]]] = {}
    for point in points:
        parts = [point.area] if point.fact.area != facts.areas[0].id else []
        name = ", ".join([*parts, *([point.fact.category] if point.fact.category else [])]) or point.area
        period = period_text(point.fact.period, facts.calendar)
        by_period.setdefault(period, []).append([name, fact_text(point.fact, words=words)])
    named = any(point.fact.category or point.fact.area != facts.areas[0].id for point in points)
    if named or len(by_period) == 1:
        for period, rows in by_period.items():
            yield "\n".join(pipe_table([measure, period], rows))
    elif by_period:
        rows = [[period, *(cell[-1] for cell in cells)] for period, cells in by_period.items()]
        yield "\n".join(pipe_table([words.period, measure], rows))


def _printed(data: ChartData) -> Iterator[Point]:
    """The points whose figures stand in the picture: all bars, what a funnel names, of lines the last point."""
    if data.chart.kind == "funnel":
        yield from (*named(data), *off_scale(data))
        return
    for line in data.lines:
        if data.chart.kind in ("peers", "contribution"):
            yield from line.points
        else:
            yield from sorted(line.points, key=lambda point: point.at)[-1:]
