"""The charts of a measure: which facts each shows, its message as its title, and its alternative text from facts."""

from __future__ import annotations

from datetime import date

from pcc_narrator.models.fact import Fact
from pcc_narrator.models.outline import Chart, Series
from pcc_narrator.models.period import Period
from pcc_narrator.outlining import chart_titles as titles
from pcc_narrator.outlining import icons
from pcc_narrator.outlining import picks as p
from pcc_narrator.outlining.chart_groups import FEWEST, contribution, funnel, multiples, peers, unit_label
from pcc_narrator.wording import Wording, levels, periods
from pcc_narrator.wording.nouns import sentence
from pcc_narrator.workspace.plan import MeasurePlan

_LIMITS = (
    ("control_mean", "control_lower", "control_upper"),
    ("centre_line", "lower_limit", "upper_limit"),
    ("expected", "expected_low", "expected_high"),  # with a season: they hold for the last point alone
)


def charts(w: Wording, plan: MeasurePlan, period: Period) -> tuple[Chart, ...]:
    """The charts of a measure, none if the plan says so."""
    if not plan.chart:
        return ()
    found = p.pick(w, plan, period)
    level = found.year or found.level
    drawn = [_series(w, plan), _years(w, plan), multiples(w, plan, _end(w))]
    if level is not None:
        drawn += [peers(w, plan, level), funnel(w, plan, level), contribution(w, plan, level)]
    return tuple(chart for chart in drawn if chart is not None)


def _series(w: Wording, plan: MeasurePlan) -> Chart | None:
    """The separate periods of the report's own area, with control limits where they were computed."""
    values = p.separate(w.find(plan.id, "value"))
    values = tuple(fact for fact in values if fact.period.end and fact.period.end <= _end(w))
    if len(values) < FEWEST:
        return None
    first, last = values[0], values[-1]
    highest = max(values, key=lambda fact: fact.number)
    lowest = min(values, key=lambda fact: fact.number)
    limits = _limits(w, plan.id, last)
    steady = limits["centre"] is not None and w.facts.by_id[limits["centre"]].statistic != "expected"
    target = next(iter(w.find(plan.id, "target")), None)
    kind = {"month": "month", "quarter": "quarter"}[last.period.kind]
    start, end = (f"{periods.name(w, fact.period)} ({levels.level(w, fact)})" for fact in (first, last))
    words = [f"Line chart of {w.phrase(plan.id).subject} by {kind}, from {start} to {end}"]
    ends = [
        f"The {name} is {levels.level(w, fact)}, {periods.within(w, fact.period)}"
        for name, fact in (("highest", highest), ("lowest", lowest))
        if fact not in (first, last) and sum(other.number == fact.number for other in values) == 1
    ]
    breaks = tuple(day for day in breaks_of(w, plan.id) if first.period.end and first.period.end < day <= _end(w))
    return Chart(
        id=f"{plan.id}.series",
        kind="control" if steady else "series",
        title=titles.of_series(w, plan, last),
        alt=" ".join(sentence(text) for text in (*words, *ends)),
        series=(Series(plan.label or plan.title, tuple(fact.id for fact in values)),),
        unit_label=unit_label(w, last),
        target=None if target is None else target.id,
        centre=limits["centre"],
        lower=limits["lower"],
        upper=limits["upper"],
        highlighted=tuple(
            fact.id for fact in values if any(fact.id in test.of_what and test.value for test in w.tests.values())
        ),
        breaks=breaks,
        icons=tuple(one for one in (icons.variation(w, plan, last), icons.assurance(w, plan, last)) if one),
    )


def _years(w: Wording, plan: MeasurePlan) -> Chart | None:
    """Months that add up: those of the last 12 beside those of the year before, so that seasons do not mislead."""
    values = [fact for fact in p.separate(w.find(plan.id, "value")) if fact.period.end and fact.period.end <= _end(w)]
    if plan.adds != "sum" or len(values) < 24 or values[-1].period.kind != "month":
        return None
    now, before = values[-12:], values[-24:-12]
    if [fact.period.shifted(-12) for fact in now] != [fact.period for fact in before]:
        return None
    year, year_before = p.year_to(now[-1].period), p.year_to(before[-1].period)
    total = p.at(w.find(plan.id, "value"), year)
    change = None if total is None else p.year_change(w, total)
    if total is None or change is None:
        return None
    named = [periods.name(w, one).removeprefix("the ") for one in (year, year_before)]
    subject = w.phrase(plan.id).subject
    words = f"Line chart of {subject} by month, in the {named[0]} and in the {named[1]}"
    return Chart(
        id=f"{plan.id}.years",
        kind="years",
        title=titles.of_change(w, change),
        alt=sentence(words),
        series=tuple(
            Series(name, tuple(fact.id for fact in part)) for name, part in zip(named, (now, before), strict=True)
        ),
        unit_label=unit_label(w, total),
    )


def breaks_of(w: Wording, measure: str) -> tuple[date, ...]:
    """The days on which the measure's own series breaks, as the notes on breaks say (`break.MEASURE.DAY`)."""
    found = [note.id.removeprefix(f"break.{measure}.") for note in w.facts.notes if note.id.startswith("break.")]
    days = []
    for rest in found:
        try:
            days.append(date.fromisoformat(rest))
        except ValueError:  # of another measure, or of one category
            continue
    return tuple(sorted(days))


def _limits(w: Wording, measure: str, last: Fact) -> dict[str, str | None]:
    """Centre line and limits by fact id, all of one chart: those that hold along the series, else the last point's."""
    for names in _LIMITS:
        held = [[fact.id for fact in w.find(measure, name) if last.id in fact.of_what or not fact.of_what]
                for name in names]  # fmt: skip
        found = [ids[-1] if ids else None for ids in held]
        if found[0] is not None:
            return dict(zip(("centre", "lower", "upper"), found, strict=True))
    return dict.fromkeys(("centre", "lower", "upper"))


def _end(w: Wording) -> date:
    return w.facts.period.end if w.facts.period is not None and w.facts.period.end is not None else date.max
