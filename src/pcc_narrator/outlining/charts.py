"""The charts of a measure: which facts each shows, its title, and its alternative text made from facts."""

from __future__ import annotations

from datetime import date

from pcc_narrator.models.fact import Fact
from pcc_narrator.models.outline import Chart, Series
from pcc_narrator.models.period import Period
from pcc_narrator.outlining import messages as m
from pcc_narrator.outlining import picks as p
from pcc_narrator.wording import Wording, changes, levels, periods
from pcc_narrator.wording.nouns import listed, sentence
from pcc_narrator.workspace.plan import MeasurePlan

FEWEST = 3  # points that make a line
MOST_BARS = 15


def charts(w: Wording, plan: MeasurePlan, period: Period) -> tuple[Chart, ...]:
    """The charts of a measure, none if the plan says so."""
    if not plan.chart:
        return ()
    found = p.pick(w, plan, period)
    level = found.year or found.level
    drawn = [_series(w, plan)]
    if level is not None:
        drawn += [_peers(w, plan, level), _contribution(w, plan, level)]
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
    limits = {name: _limit(w, plan.id, last, name) for name in ("centre", "lower", "upper")}
    target = next(iter(w.find(plan.id, "target")), None)
    kind = {"month": "month", "quarter": "quarter"}[last.period.kind]
    start, end = (f"{periods.name(w, fact.period)} ({levels.level(w, fact)})" for fact in (first, last))
    words = [f"Line chart of {w.phrase(plan.id).subject} by {kind}, from {start} to {end}"]
    ends = [
        f"The {name} is {levels.level(w, fact)}, {periods.within(w, fact.period)}"
        for name, fact in (("highest", highest), ("lowest", lowest))
        if fact not in (first, last) and sum(other.number == fact.number for other in values) == 1
    ]
    return Chart(
        id=f"{plan.id}.series",
        kind="control" if limits["centre"] is not None else "series",
        title=f"{plan.label or plan.title} by {kind}",
        alt=" ".join(sentence(text) for text in (*words, *ends)),
        series=(Series(plan.label or plan.title, tuple(fact.id for fact in values)),),
        unit_label=_unit_label(w, last),
        target=None if target is None else target.id,
        centre=limits["centre"],
        lower=limits["lower"],
        upper=limits["upper"],
        highlighted=tuple(
            fact.id for fact in values if any(fact.id in test.of_what and test.value for test in w.tests.values())
        ),
    )


def _limit(w: Wording, measure: str, last: Fact, which: str) -> str | None:
    names = {
        "centre": ("control_mean", "control_centre", "centre_line"),
        "lower": ("control_lower", "lower_control_limit", "lower_limit"),
        "upper": ("control_upper", "upper_control_limit", "upper_limit"),
    }[which]
    for name in names:
        for fact in reversed(w.find(measure, name)):
            return fact.id
    return None


def _peers(w: Wording, plan: MeasurePlan, level: Fact) -> Chart | None:
    """The members of a group as bars, the report's own among them, the group's mean as a line."""
    own = m.comparable(w, plan, level)
    statistic = own.statistic
    for group in plan.peers:
        area = w.facts.area_by_id.get(group)
        if area is None or w.own.id not in area.members or not FEWEST <= len(area.members) <= MOST_BARS:
            continue
        bars = [
            fact for member in area.members
            if (fact := p.at(w.find(plan.id, statistic, area=member), own.period)) is not None
        ]  # fmt: skip
        if len(bars) < FEWEST:
            continue
        bars.sort(key=lambda fact: (-fact.number, fact.area))
        mean = m.of_group(w, plan.id, group, own)
        title = f"{plan.label or plan.title}, {periods.name(w, own.period).removeprefix('the ')}: {w.area(group)}"
        per = f" per 1,000 {w.phrase(plan.id).per}" if own.unit == "per_1000" else ""
        shown = listed([f"{w.area(bar.area)} ({_bare(w, bar)})" for bar in bars])
        words = [f"Bar chart of {w.phrase(plan.id).subject}{per} in {periods.name(w, own.period)}, for {shown}"]
        if mean is not None:
            words.append(f"The average of {w.area(group)} is {_bare(w, mean)}")
        return Chart(
            id=f"{plan.id}.peers",
            kind="peers",
            title=title,
            alt=" ".join(sentence(text) for text in words),
            series=(Series(w.facts.area_by_id[group].title, tuple(fact.id for fact in bars)),),
            unit_label=_unit_label(w, own),
            centre=None if mean is None else mean.id,
            highlighted=(own.id,),
        )
    return None


def _contribution(w: Wording, plan: MeasurePlan, level: Fact) -> Chart | None:
    """What each category added to the change of the total."""
    total = p.year_change(w, level)
    if plan.adds != "sum" or not plan.breakdown or total is None:
        return None
    bars = [
        change
        for name in m.categories(w, plan.id)
        if (change := p.at(w.find(plan.id, "change", category=name), total.period, total.base)) is not None
    ]
    if len(bars) < FEWEST:
        return None
    bars.sort(key=lambda fact: (fact.number, fact.category or ""))
    fallen = [fact for fact in bars if changes.direction(fact) < 0]
    risen = [fact for fact in reversed(bars) if changes.direction(fact) > 0]
    when = periods.name(w, total.period)
    words = [f"Bar chart of the change in {w.phrase(plan.id).subject} in {when}, by {plan.breakdown}"]
    for name, facts in (("fall", fallen), ("rise", risen)):
        if facts:
            words.append(
                f"The largest {name} is in {levels.subject(w, facts[0])}, which "
                f"{changes.verb(w, facts[0])} compared with {periods.base(w, facts[0])}"
            )
    return Chart(
        id=f"{plan.id}.contribution",
        kind="contribution",
        title=f"{plan.label or plan.title}: change by {plan.breakdown}",
        alt=" ".join(sentence(text) for text in words),
        series=(Series("Change", tuple(fact.id for fact in bars)),),
        unit_label=_unit_label(w, level),
    )


def _bare(w: Wording, fact: Fact) -> str:
    text = w.figure(fact)
    return text.removesuffix(" per 1,000") if fact.unit == "per_1000" else text


def _end(w: Wording) -> date:
    return w.facts.period.end if w.facts.period is not None and w.facts.period.end is not None else date.max


def _unit_label(w: Wording, fact: Fact) -> str:
    if fact.unit == "count":
        return levels.many(w, fact.measure)
    return {
        "percent": "%", "percentage_points": "percentage points", "per_1000": f"per 1,000 {w.phrase(fact.measure).per}",
        "gbp": "£",
    }.get(fact.unit, fact.unit if fact.unit not in ("none", "ratio", "rank") else "")  # fmt: skip
