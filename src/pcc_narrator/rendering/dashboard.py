"""The dashboard: one table for each priority, one row for each measure."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pcc_narrator.models.fact import Fact, FactSet
from pcc_narrator.models.flag import Flag
from pcc_narrator.models.outline import DashboardRow, Outline, Part
from pcc_narrator.rendering.anchors import Anchors
from pcc_narrator.rendering.figure_text import fact_text, period_text, value_text
from pcc_narrator.rendering.pipes import pipe_table
from pcc_narrator.rendering.words import ENGLISH, Words

_SAID = re.compile(r"(?i)(up on|down on|unchanged from) ")  # the change column says it, with its figure


def spark_name(row: DashboardRow) -> str:
    """The file name of a row's sparkline."""
    return f"spark-{row.measure}.svg"


def icon_file(name: str) -> str:
    """The file name of an icon of variation or assurance."""
    return f"icon-{name.replace('_', '-')}.svg"


def has_spark(row: DashboardRow, facts: FactSet) -> bool:
    """Whether a row has enough points for a sparkline: three or more."""
    return sum(fact in facts.by_id for fact in row.spark) >= 3


def dashboard_table(
    rows: tuple[DashboardRow, ...], outline: Outline, facts: FactSet, anchors: Anchors, words: Words = ENGLISH
) -> list[str]:
    """The lines of one priority's table. A trend column is there only if some row has a trend to show."""
    flags = {flag.id: flag for flag in outline.flags}
    trend = any(has_spark(row, facts) for row in rows)
    icons = any(row.variation or row.assurance for row in rows)
    columns = [words.measure, words.figure, words.change, words.context]
    columns += [*([words.trend] if trend else []), *([words.variation] if icons else [])]
    lines = []
    for row in rows:
        line = [
            _link(row, anchors),
            figure_cell(row, facts, words),
            change_cell(row, facts, words),
            context_cell(row, flags, words),
        ]
        if trend:
            alt = words.spark_alt.format(measure=row.title)
            line.append(f"![{alt}](charts/{spark_name(row)})" if has_spark(row, facts) else "")
        if icons:
            line.append(icons_cell(row, words))
        lines.append(line)
    return pipe_table(columns, lines)


def icons_cell(row: DashboardRow, words: Words) -> str:
    """The icons of a row as pictures, each with its meaning as alternative text."""
    names = [name for name in (row.variation, row.assurance) if name and name != "empty"]
    return " ".join(f"![{words.icon(name)}](charts/{icon_file(name)})" for name in names)


def rows_of(part: Part, outline: Outline) -> tuple[DashboardRow, ...]:
    """The rows of one priority, in order."""
    return tuple(row for row in outline.dashboard if row.part == part.id)


def figure_cell(row: DashboardRow, facts: FactSet, words: Words) -> str:
    """The figure and the period that it is of: "10,792 in quarter three 2018-19"; or that there is none."""
    fact = facts.by_id.get(row.value) if row.value is not None else None
    if fact is None:
        return words.no_data
    period = period_text(fact.period, facts.calendar, words=words)
    return fact_text(fact, words=words) + words.within(fact.period, period)


def change_cell(row: DashboardRow, facts: FactSet, words: Words) -> str:
    """The headline change in words and figures, from one fact: "▼ down 3.1% in the 12 months … on …: better"."""
    fact = facts.by_id.get(row.change) if row.change is not None else None
    if fact is None or isinstance(fact.value, bool):
        return ""
    text = _direction(fact, facts, words)
    value = facts.by_id.get(row.value) if row.value is not None else None
    if value is None or value.period != fact.period:
        text += words.within(fact.period, period_text(fact.period, facts.calendar, words=words))
    if fact.base is not None:
        text += words.on_base.format(base=period_text(fact.base, facts.calendar, words=words))
    meaning = polarity_word(fact, facts, words)
    return f"{text}: {meaning}" if meaning else text


def _direction(fact: Fact, facts: FactSet, words: Words) -> str:
    number = fact.number
    if number == 0:
        return words.unchanged
    size = value_text(abs(number), fact)
    if fact.unit == "percentage_points":
        size = f"{value_text(abs(number), replace(fact, unit='none'))} {words.points}"
    share = _share(fact, facts)
    if share is not None and share.number != 0:
        size += f" ({value_text(abs(share.number), share)})"
    return f"{words.up if number > 0 else words.down} {size}"


def _share(fact: Fact, facts: FactSet) -> Fact | None:
    """The percentage that belongs to a change in numbers."""
    if fact.statistic != "change":
        return None
    key = (fact.measure, fact.area, fact.category, fact.period, fact.base)
    found = (
        other
        for other in facts.facts
        if other.statistic == "change_percent"
        and (other.measure, other.area, other.category, other.period, other.base) == key
    )
    return next(found, None)


def _rounds_away(fact: Fact, facts: FactSet) -> bool:
    """Whether a change is too small to be seen in the percentage printed beside it: "▲ up 4 (0.0%)"."""
    share = _share(fact, facts)
    shown = fact if share is None else share
    return not any(letter in "123456789" for letter in value_text(abs(shown.number), shown))


def polarity_word(fact: Fact, facts: FactSet, words: Words) -> str:
    """ "better" or "worse" for a change of a measure that has a polarity; nothing otherwise."""
    measure = facts.measure_by_id.get(fact.measure)
    if measure is None or measure.polarity == "neutral" or fact.number == Decimal(0) or _rounds_away(fact, facts):
        return ""
    falls = fact.number < 0
    return words.better if falls == (measure.polarity == "lower_is_better") else words.worse


def context_cell(row: DashboardRow, flags: dict[str, Flag], words: Words) -> str:
    """The kinds of exception that stand on this row, then the outline's own words."""
    kinds = dict.fromkeys(words.flag_kind(flags[flag].kind) for flag in row.flags if flag in flags)
    parts = [f"**{kind}**" for kind in kinds]
    for part in row.context.split("; "):
        if part and not _SAID.match(part):
            parts.append(part if parts else part[0].upper() + part[1:])
    return "; ".join(parts)


def _link(row: DashboardRow, anchors: Anchors) -> str:
    anchor = anchors.of_section(row.section)
    return f"[{row.title}](#{anchor})" if anchor else row.title
