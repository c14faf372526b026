"""What stands beside the commentary of a section: headline boxes and tables. Cells are facts, never figures."""

from __future__ import annotations

from datetime import date

from pcc_narrator.models.fact import Fact
from pcc_narrator.models.outline import BoxLine, Cell, Table
from pcc_narrator.models.period import Period
from pcc_narrator.outlining import messages as m
from pcc_narrator.outlining import picks as p
from pcc_narrator.periods.write import write_period
from pcc_narrator.wording import Wording, comparisons
from pcc_narrator.workspace.plan import MeasurePlan

MOST_PERIODS = 5


def box(w: Wording, plan: MeasurePlan, period: Period) -> tuple[BoxLine, ...]:
    """A line for each quarter of the year so far, with the 12 months that end with it."""
    lines = []
    values = w.find(plan.id, "value")
    for fact in p.quarters_of_year(w, plan.id, period):
        year = p.at(values, p.year_to(fact.period)) if plan.adds == "sum" else None
        quarter = w.facts.calendar.quarter_number(fact.period)
        lines.append(BoxLine(f"Q{quarter[1]}" if quarter else "", p.ids(fact, year)))
    if lines:
        return tuple(lines)
    found = p.pick(w, plan, period)
    return (BoxLine(_short(w, found.level.period), (found.level.id,)),) if found.level is not None else ()


def tables(w: Wording, plan: MeasurePlan, period: Period) -> tuple[Table, ...]:
    """The tables of a measure: its areas and its categories, each against the year before."""
    found = p.pick(w, plan, period)
    level = found.year or found.level or _of_a_category(w, plan, period)
    if level is None:
        return ()
    made = (_areas(w, plan, level), _standing(w, plan, level) or _categories(w, plan, level), _places(w, plan, level))
    return tuple(table for table in made if table is not None)


def _of_a_category(w: Wording, plan: MeasurePlan, period: Period) -> Fact | None:
    """The figure of a category up to the report's period, for a measure that has no figure as a whole: shares."""
    for wanted in (p.year_to(period), period):
        for name in m.categories(w, plan.id):
            found = p.at(w.find(plan.id, "value", category=name), wanted)
            if found is not None:
                return found
    own = (fact for name in m.categories(w, plan.id) for fact in w.find(plan.id, "value", category=name))
    known = [fact for fact in own if fact.period.end is not None and fact.period.end <= (period.end or date.max)]
    return max(known, key=lambda fact: fact.period.end or date.min, default=None)


def _standing(w: Wording, plan: MeasurePlan, level: Fact) -> Table | None:
    """Where the area stands among the others in each category, where no change from the year before is known."""
    if plan.rank_among is None or plan.rate_per_1000 is None or p.year_change(w, level) is not None:
        return None
    rows = []
    for name in m.categories(w, plan.id):
        value, rate = (p.at(w.find(plan.id, one, category=name), level.period) for one in ("value", "rate"))
        ranks = [fact for fact in w.find(plan.id, "rank", category=name) if fact.order == "lowest_first"]
        rank = next((fact for fact in ranks if rate is not None and rate.id in fact.of_what), None)
        whole = p.at(w.find(plan.id, "rate", category=name, area=plan.rank_among), level.period)
        if value is None or rank is None:
            continue
        rows.append((Cell(name), *(Cell(fact=fact.id if fact else None) for fact in (value, rate, whole, rank))))
    if not rows:
        return None
    per = f"per 1,000 {w.phrase(plan.id).per}"
    columns = [
        "", _short(w, level.period), per[0].upper() + per[1:], f"{w.facts.area_by_id[plan.rank_among].title}, {per}",
        f"Place from the lowest, of all {comparisons.areas(w)}",
    ]  # fmt: skip
    return _table(f"{plan.id}.standing", f"{plan.title}: {_short(w, level.period)}", columns, rows)


def _places(w: Wording, plan: MeasurePlan, level: Fact) -> Table | None:
    """The places that an area had at the same time of several years."""
    if plan.unit != "rank":
        return None
    periods = _same_time_of_year(w, plan, level)
    cells = [p.at(w.find(plan.id, "value"), period) for period in periods]
    if len(periods) < 2:
        return None
    row = (Cell(w.own.title), *(Cell(fact=fact.id if fact else None) for fact in cells))
    return _table(f"{plan.id}.places", plan.title, ["", *(_short(w, period) for period in periods)], [row])


def _areas(w: Wording, plan: MeasurePlan, level: Fact) -> Table | None:
    """Other areas beside the report's own: levels of two years, change, percentage change."""
    if not plan.peers:
        return None
    wanted: dict[str, None] = {}
    for group in sorted(plan.peers, key=lambda name: len(_members(w, name)), reverse=True):
        wanted.setdefault(group)
        members = _members(w, group)
        if len(members) <= 20:
            wanted.update(dict.fromkeys(members))
    wanted.setdefault(w.own.id)
    rows = []
    changed = False
    for area in wanted:
        value = p.at(w.find(plan.id, "value", area=area), level.period)
        if value is None:
            continue
        change = p.year_change(w, value)
        percent = w.beside(change, "change_percent") if change is not None and change.statistic == "change" else None
        before = w.level_of(change, base=True) if change is not None else None
        changed = changed or change is not None
        title = w.facts.area_by_id[area].title
        rows.append((Cell(title), *(Cell(fact=fact.id if fact is not None else None) for fact in
                                    (before, value, change, percent))))  # fmt: skip
    if len(rows) < 3:
        return None
    columns = ["", _short(w, level.period.shifted(-12)), _short(w, level.period), "Change", "Change (%)"]
    return _table(f"{plan.id}.areas", f"{plan.title}: {_short(w, level.period)}", columns, rows)


def _categories(w: Wording, plan: MeasurePlan, level: Fact) -> Table | None:
    """The categories of a measure and its total, over the last years, or with the change from the year before."""
    names = m.categories(w, plan.id)
    if not names or not plan.breakdown:
        return None
    change = p.year_change(w, level)
    if plan.adds == "sum" and change is not None:
        return _changes(w, plan, level, names)
    periods = _same_time_of_year(w, plan, level)
    rows = []
    for name in (None, *names):
        values = w.find(plan.id, "value", category=name)
        cells = [p.at(values, period) for period in periods]
        if any(cells):
            rows.append((Cell(name or "All"), *(Cell(fact=fact.id if fact else None) for fact in cells)))
    if len(rows) < 2:
        return None
    if plan.adds == "sum":
        rows = [*rows[1:], rows[0]] if rows[0][0].text == "All" else rows
    return _table(f"{plan.id}.categories", _by(plan), ["", *(_short(w, period) for period in periods)], rows)


def _changes(w: Wording, plan: MeasurePlan, level: Fact, names: tuple[str, ...]) -> Table:
    rows = []
    for name in (None, *names):
        value = level if name is None else p.at(w.find(plan.id, "value", category=name), level.period)
        if value is None:
            continue
        change = p.year_change(w, value)
        percent = w.beside(change, "change_percent") if change is not None else None
        before = w.level_of(change, base=True) if change is not None else None
        cells = (Cell(fact=fact.id if fact else None) for fact in (before, value, change, percent))
        rows.append((Cell(name or "All"), *cells))
    columns = ["", _short(w, level.period.shifted(-12)), _short(w, level.period), "Change", "Change (%)"]
    return _table(f"{plan.id}.categories", _by(plan), columns, rows)


def _by(plan: MeasurePlan) -> str:
    """The title and what it is broken down by, where the title does not say that already."""
    said = plan.title.lower()
    return plan.title if " by " in said or plan.breakdown.lower() in said else f"{plan.title}, by {plan.breakdown}"


def _same_time_of_year(w: Wording, plan: MeasurePlan, level: Fact) -> list[Period]:
    """The periods a year apart that end with the level's, as far back as any category has figures."""
    periods = []
    for back in range(MOST_PERIODS):
        period = level.period.shifted(-12 * back) if level.period.kind != "none" else level.period
        known = any(
            p.at(w.find(plan.id, "value", category=name), period) is not None
            for name in (None, *m.categories(w, plan.id))
        )
        if known and period not in periods:
            periods.append(period)
    return list(reversed(periods))


def _table(name: str, caption: str, columns: list[str], rows: list[tuple[Cell, ...]]) -> Table:
    """The table without the columns that no row has a figure for."""
    kept = [0, *(column for column in range(1, len(columns)) if any(row[column].fact for row in rows))]
    return Table(
        id=name,
        caption=caption,
        columns=tuple(columns[column] for column in kept),
        rows=tuple(tuple(row[column] for column in kept) for row in rows),
    )


def _members(w: Wording, group: str) -> tuple[str, ...]:
    area = w.facts.area_by_id.get(group)
    return area.members if area is not None else ()


def _short(w: Wording, period: Period) -> str:
    if period.kind == "none":
        return "Latest"
    text = write_period(period, w.facts.calendar, form="long")
    text = text.removeprefix("the ")
    return text[0].upper() + text[1:]
