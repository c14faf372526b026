"""Charts that set areas or categories side by side: peers, a funnel, what moved a total, small multiples."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pcc_narrator.figures.write import write
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.outline import Chart, Series
from pcc_narrator.outlining import chart_titles as titles
from pcc_narrator.outlining import messages as m
from pcc_narrator.outlining import picks as p
from pcc_narrator.wording import Wording, changes, comparisons, levels, periods
from pcc_narrator.wording.nouns import inside, listed, sentence
from pcc_narrator.workspace.plan import MeasurePlan

FEWEST = 3  # points that make a line, bars that make a chart
MOST_BARS = 15
FEWEST_IN_FUNNEL, MOST_IN_FUNNEL = 8, 250
FEWEST_IN_PANEL, MOST_PANELS, POINTS = 8, 12, 20


def peers(w: Wording, plan: MeasurePlan, level: Fact) -> Chart | None:
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
        per = f" per 1,000 {w.phrase(plan.id).per}" if own.unit == "per_1000" else ""
        shown = listed([f"{w.area(bar.area)} ({_bare(w, bar)})" for bar in bars])
        words = [f"Bar chart of {w.phrase(plan.id).subject}{per} in {periods.name(w, own.period)}, for {shown}"]
        if mean is not None:
            words.append(f"{comparisons.of_group(w, mean)} is {_bare(w, mean)}")
        return Chart(
            id=f"{plan.id}.peers",
            kind="peers",
            title=titles.of_peers(w, plan, own, bars, mean, group),
            alt=" ".join(sentence(text) for text in words),
            series=(Series(w.facts.area_by_id[group].title, tuple(fact.id for fact in bars)),),
            unit_label=unit_label(w, own),
            centre=None if mean is None else mean.id,
            highlighted=(own.id,),
        )
    return None


def funnel(w: Wording, plan: MeasurePlan, level: Fact) -> Chart | None:
    """Every area's rate against its population, so that a small area is not blamed for chance."""
    own = m.comparable(w, plan, level)
    area = w.facts.area_by_id.get(plan.rank_among or "")
    if own.unit != "per_1000" or area is None or not FEWEST_IN_FUNNEL <= len(area.members) <= MOST_IN_FUNNEL:
        return None
    points = [
        fact for member in area.members
        if (fact := p.at(w.find(plan.id, own.statistic, area=member), own.period)) is not None
        and fact.derivation is not None and len(fact.derivation.of) == 2
    ]  # fmt: skip
    if len(points) < FEWEST_IN_FUNNEL or own.id not in {fact.id for fact in points}:
        return None
    points.sort(key=lambda fact: fact.area)
    per = f"per 1,000 {w.phrase(plan.id).per}"
    when = periods.name(w, own.period)
    words = (
        f"Funnel chart of {w.phrase(plan.id).subject} {per} in {when}, against {w.phrase(plan.id).per}, "
        f"for {listed([write(Decimal(len(points)), 'count'), comparisons.areas(w)]).replace(' and ', ' ')}"
    )
    return Chart(
        id=f"{plan.id}.funnel",
        kind="funnel",
        title=titles.of_rank(w, plan, own, area),
        alt=f"{sentence(words)} {sentence(f'{w.area(own.area)} has {_bare(w, own)}')}",
        series=(Series(area.title, tuple(fact.id for fact in points)),),
        unit_label=unit_label(w, own),
        highlighted=(own.id,),
    )


def multiples(w: Wording, plan: MeasurePlan, end: date) -> Chart | None:
    """The categories of a measure that add up to it, a small chart each, the largest first."""
    if plan.adds != "sum" or not plan.breakdown:
        return None
    found = []
    for name in m.categories(w, plan.id):
        values = [
            fact for fact in p.separate(w.find(plan.id, "value", category=name))
            if fact.period.end and fact.period.end <= end
        ][-POINTS:]  # fmt: skip
        if len(values) >= FEWEST_IN_PANEL:
            found.append((name, values))
    last = max((values[-1].period.end or date.min for _, values in found), default=date.min)
    found = [(name, values) for name, values in found if values[-1].period.end == last]
    if len(found) < FEWEST:
        return None
    found.sort(key=lambda item: (-item[1][-1].number, item[0]))
    found = found[:MOST_PANELS]
    latest = found[0][1][-1]
    shown = listed([f"{inside(name, w.names)} ({w.figure(values[-1])})" for name, values in found])
    kind = {"month": "month", "quarter": "quarter"}[latest.period.kind]
    words = f"Small line charts by {plan.breakdown} and {kind}. In {periods.name(w, latest.period)}: {shown}"
    return Chart(
        id=f"{plan.id}.multiples",
        kind="multiples",
        title=titles.of_panels(w, plan, [values[-1] for _, values in found]),
        alt=sentence(words),
        series=tuple(Series(name, tuple(fact.id for fact in values)) for name, values in found),
        unit_label=unit_label(w, latest),
        highlighted=tuple(
            values[-1].id for _, values in found
            if any(values[-1].id in test.of_what and test.value for test in w.tests.values())
        ),
    )  # fmt: skip


def contribution(w: Wording, plan: MeasurePlan, level: Fact) -> Chart | None:
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
        title=titles.of_contribution(w, plan, total, fallen, risen),
        alt=" ".join(sentence(text) for text in words),
        series=(Series("Change", tuple(fact.id for fact in bars)),),
        unit_label=unit_label(w, level),
    )


def _bare(w: Wording, fact: Fact) -> str:
    text = w.figure(fact)
    return text.removesuffix(" per 1,000") if fact.unit == "per_1000" else text


def unit_label(w: Wording, fact: Fact) -> str:
    """What the axis of a chart counts."""
    if fact.unit == "count":
        return levels.many(w, fact.measure)
    return {
        "percent": "%", "percentage_points": "percentage points", "per_1000": f"per 1,000 {w.phrase(fact.measure).per}",
        "gbp": "£",
    }.get(fact.unit, fact.unit if fact.unit not in ("none", "ratio", "rank") else "")  # fmt: skip
