"""Sentences for the quarters side by side, for runs and for highest and lowest values."""

from __future__ import annotations

from dataclasses import replace

from pcc_narrator.drafting.template.roles import Candidate, Roles, unchanged, verdict, when
from pcc_narrator.models.fact import Fact
from pcc_narrator.wording import changes, comparisons, levels, periods
from pcc_narrator.wording.nouns import listed


def trend(r: Roles) -> list[Candidate]:
    """What the quarters say beside the headline change: two facts that seem to disagree stand side by side."""
    w = r.w
    own = w.facts.period
    now = next((fact for fact in r.values if fact.period == own), r.values[0] if r.values else None)
    if now is None:
        return []
    moved = [change for change in r.changes if not unchanged(change)]
    highs = [text for fact in r.some("extreme") if (text := _extreme(r, fact))]
    if said := comparisons.signal(w, now):
        kind = f"the {now.period.kind}'s " if now.period.kind in ("quarter", "month") else "the "
        highs.insert(0, f"{kind}{_figure_noun(r)} is {said}")
    extras = [*highs, *(_run(r, fact) for fact in r.some("run"))]
    series = _steady(r, now)
    found: list[Candidate] = []
    for turn, body in enumerate(_changes(r, now, moved)):
        found.append(r.candidate(f"changes_{turn}", body, *extras[:2], _tests(r, moved, turn, signalled=bool(said))))
    if series:
        tail = _year_before(r, moved)
        side_by_side = r.candidate("series", f"{series}{tail}", *highs[:1], _tests(r, moved, 0, signalled=bool(said)))
        found.insert(0, replace(side_by_side, weight=1))
    if not found and extras:
        found.append(r.candidate("extras", *extras))
    return found


def _figure_noun(r: Roles) -> str:
    """ "the quarterly number" of what is counted, else "the quarterly figure"."""
    return "number" if r.lead else "figure"


def _steady(r: Roles, now: Fact) -> str:
    """ "The quarterly number has fallen since quarter one, from 210 to 163 and then 147"."""
    quarters = [fact for fact in reversed(r.values) if fact.period.kind == "quarter" and _same_year(r, fact)]
    numbers = [fact.number for fact in quarters]
    if len(quarters) < 3 or len(set(numbers)) < len(numbers):
        return ""
    if numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
        return ""
    verb = "fallen" if numbers[-1] < numbers[0] else "risen"
    first, *rest = (r.w.figure(fact) for fact in quarters)
    steps = listed(list(rest), "and then").replace(", ", ", then ")
    since = periods.name(r.w, quarters[0].period)
    return f"the quarterly {_figure_noun(r)} has {verb} since {since}, from {first} to {steps}"


def _same_year(r: Roles, fact: Fact) -> bool:
    own, other = (r.w.facts.calendar.quarter_number(p) if p else None for p in (r.w.facts.period, fact.period))
    return own is not None and other is not None and own[0] == other[0]


def _year_before(r: Roles, moved: list[Fact]) -> str:
    """The same quarter a year earlier, joined by "but" where it points the other way."""
    yearly = next((change for change in moved if change.base == change.period.shifted(-12)), None)
    if yearly is None:
        return ""
    base = r.w.level_of(yearly, base=True)
    if base is None:
        return ""
    last = next((change for change in moved if change is not yearly), None)
    joint = "but" if last is not None and changes.direction(last) != changes.direction(yearly) else "and"
    above = "above" if changes.direction(yearly) > 0 else "below"
    still = " still" if joint == "but" else ""
    return f", {joint} it is{still} {above} the {r.w.figure(base)} of {periods.base(r.w, yearly)}"


def _changes(r: Roles, now: Fact, moved: list[Fact]) -> list[str]:
    """One or two changes of the period's figure in one sentence."""
    w = r.w
    if not moved:
        return []
    p = periods.name(w, now.period)
    first, *rest = moved
    if rest:
        joint = "but" if changes.direction(first) != changes.direction(rest[0]) else "and"
        both = f"{changes.than(w, first)}, {joint} {changes.than(w, rest[0])}"
        it, was = ("it", "was") if r.lead else (r.it, r.was)
        second = f"compared with {periods.base(w, rest[0])}, {it} {changes.verb(w, rest[0], 1)}"
        return [
            f"the figure for {p}, {levels.level(w, now)}, is {both}",
            f"compared with {periods.base(w, first)}, {r.number} {changes.verb(w, first)}; {second}",
            f"{r.number} {when(w, now)} {was} {both}",
        ]
    return [
        f"the figure for {p}, {levels.level(w, now)}, is {changes.than(w, first)}",
        f"compared with {periods.base(w, first)}, {r.number} {changes.verb(w, first)} {when(w, now)}",
        f"{when(w, now)} {r.number} {r.was if not r.lead else 'was'} {changes.than(w, first)}",
    ]


def _extreme(r: Roles, fact: Fact) -> str:
    if fact.of_what and r.values and fact.number != r.values[0].number:
        return ""
    if fact.period.kind not in ("quarter", "month"):
        return f"the {_figure_noun(r)} for {periods.name(r.w, fact.period)} is {comparisons.extreme(r.w, fact)}"
    return f"the {fact.period.kind}'s {_figure_noun(r)} is {comparisons.extreme(r.w, fact)}"


def _run(r: Roles, fact: Fact) -> str:
    return f"{r.number} {comparisons.run(fact, plural=r.phrase.plural and not r.lead)}"


def _tests(r: Roles, moved: list[Fact], turn: int, *, signalled: bool) -> str:
    """The verdict on the change from a year earlier, or on the only one; nothing where it would be unclear whose.

    Behind a level that is out of the ordinary (`signalled`) it is told though the headline change has told it: else
    the change would be taken for significant too.
    """
    tested = [change for change in moved if r.w.test_of(change) is not None]
    if len(tested) != 1 or (not signalled and comparisons.told_of_another(r.w, tested[0])):
        return ""
    if len(moved) == 1:
        return verdict(r.w, tested[0], turn)
    test = r.w.test_of(tested[0])
    word = changes.move(tested[0])
    negation = "" if test is not None and test.value else "not "
    return f"the {word} from {periods.base(r.w, tested[0])} is {negation}statistically significant"
