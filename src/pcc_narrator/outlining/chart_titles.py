"""The title of a chart is its message: one sentence from facts, which the checker reads like any other.

A plain title, which says what the chart shows and nothing of it, is left to a chart of which no fact says anything: no
rank and no mean to compare with (a place by mere size is no message), no change, no category larger than the next.
"""

from __future__ import annotations

from collections.abc import Sequence

from pcc_narrator.figures.write import ordinal
from pcc_narrator.models.fact import Area, Fact
from pcc_narrator.outlining import messages as m
from pcc_narrator.outlining import picks as p
from pcc_narrator.wording import Wording, changes, comparisons, levels, periods
from pcc_narrator.wording.nouns import inside
from pcc_narrator.workspace.plan import MeasurePlan

SHORT_RUN = 2  # changes in one direction that are worth a title


def of_series(w: Wording, plan: MeasurePlan, last: Fact) -> str:
    """How the last point came about: a run, else the change on a year earlier, on the period before, or the level."""
    change = p.year_change(w, last) or p.last_change(w, last)
    year = p.at(w.find(plan.id, "value"), p.year_to(last.period))
    longer = (change, None if year is None else p.year_change(w, year))
    for run in w.find(plan.id, "run"):
        way = 1 if run.number > 0 else -1
        if run.period != last.period or m.is_target_run(run) or abs(run.number) < SHORT_RUN:
            continue
        if any(one is not None and changes.direction(one) == -way for one in longer):
            continue  # a short run against the tide of the year would mislead
        verb, length = changes.VERBS[way][0], ordinal(int(abs(run.number)))
        return _title(f"{_subject(w, plan)} {verb} for the {length} {last.period.kind} running")
    if change is not None:
        return of_change(w, change)
    was = levels.was(w, plan.id)
    return _title(f"{_subject(w, plan)} {was} {w.figure(last)} {periods.within(w, last.period)}")


def of_change(w: Wording, change: Fact) -> str:
    """A change with its size and its base."""
    said = changes.verb(w, change)
    base = periods.base(w, change)
    return _title(f"{levels.subject(w, change)} {said} {periods.within(w, change.period)}, compared with {base}")


def of_peers(
    w: Wording, plan: MeasurePlan, own: Fact, bars: Sequence[Fact], mean: Fact | None, group: str
) -> str:  # fmt: skip
    """Where the area stands in its group: at an end of it, above or below its mean, or which place it has."""
    numbers = [fact.number for fact in bars]
    what = _rated(w, plan, own)
    named = w.facts.area_by_id.get(group)
    ends = named is not None and named.kind == "group"  # "the highest of the South West" would be a place within it
    for end, value in (("lowest", min(numbers)), ("highest", max(numbers))):
        if ends and own.number == value and numbers.count(value) == 1:
            return _title(
                f"{what} {periods.within(w, own.period)} {levels.was(w, plan.id)} the {end} of {w.area(group)}"
            )
    if mean is not None and changes.printed(own) == changes.printed(mean):  # as a reader sees them
        was = levels.was(w, plan.id)
        return _title(f"{what} {periods.within(w, own.period)} {was} the same as {comparisons.of_group(w, mean)}")
    if mean is None:
        size = own.unit in ("count", "gbp")  # a place by mere size says nothing of how an area does
        placed = "" if named is None or size else _placed(w, plan, own, named)
        return placed or _title(f"{what} {periods.within(w, own.period)}: {w.area(group)}")
    side = "above" if own.number > mean.number else "below"
    return _title(
        f"{what} {periods.within(w, own.period)} {levels.was(w, plan.id)} {side} {comparisons.of_group(w, mean)}"
    )


def of_rank(w: Wording, plan: MeasurePlan, own: Fact, whole: Area) -> str:
    """The rank of the area's rate among all, where it is known."""
    return _placed(w, plan, own, whole) or _title(
        f"{_rated(w, plan, own)} {periods.within(w, own.period)}: {whole.title}"
    )


def _placed(w: Wording, plan: MeasurePlan, own: Fact, whole: Area) -> str:
    """The place of a level or a rate among the members of an area, from the end that it is nearer to."""
    for rank in w.find(plan.id, "rank"):
        ranked = rank.period == own.period and own.id in rank.of_what and rank.against in (None, whole.id)
        if ranked and rank.out_of == len(whole.members) and int(rank.number) * 2 <= rank.out_of + 1:
            when, place = periods.within(w, own.period), comparisons.rank(w, rank)
            return _title(f"{_rated(w, plan, own)} {when} {levels.was(w, plan.id)} the {place}")
    return ""


def of_contribution(
    w: Wording, plan: MeasurePlan, total: Fact, fallen: Sequence[Fact], risen: Sequence[Fact]
) -> str:  # fmt: skip
    """What moved the total most in its own direction, and what went most the other way."""
    first, other = (fallen, risen) if changes.direction(total) < 0 else (risen, fallen)
    if not first:
        return _title(f"change in {levels.subject(w, total)} by {plan.breakdown}")
    said = f"{levels.subject(w, first[0])} {changes.verb(w, first[0], bare=True)} most"
    if other:
        said += f"; {levels.subject(w, other[0])} {changes.verb(w, other[0], bare=True)} most"
    return _title(f"{said}, {periods.within(w, total.period)} compared with {periods.base(w, total)}")


def of_panels(w: Wording, plan: MeasurePlan, ends: Sequence[Fact]) -> str:
    """Which category fell and which rose most in the last period; which is the largest where that is not known."""
    whole = p.at(w.find(plan.id, "value"), ends[0].period)
    total = None if whole is None else p.year_change(w, whole)
    if total is not None:
        names = m.categories(w, plan.id)
        found = (p.at(w.find(plan.id, "change", category=name), total.period, total.base) for name in names)
        moved = sorted((one for one in found if one is not None), key=lambda one: (one.number, one.category or ""))
        fallen = [one for one in moved if changes.direction(one) < 0]
        risen = [one for one in reversed(moved) if changes.direction(one) > 0]
        shown = {fact.category for fact in ends}
        if len(moved) == len(names) and {one.category for one in (*fallen[:1], *risen[:1])} <= shown:
            return of_contribution(w, plan, total, fallen, risen)
    if len(ends) > 1 and ends[0].category and ends[0].number > ends[1].number:  # the largest stands first
        largest = inside(ends[0].category, w.names)
        when, figure = periods.within(w, ends[0].period), w.figure(ends[0])
        return _title(f"by {plan.breakdown}, the largest group {when} was {largest} ({figure})")
    label = inside(plan.label or plan.title, w.names)
    kind = ends[0].period.kind
    return _title(f"{label} by {plan.breakdown} and {kind}")


def _subject(w: Wording, plan: MeasurePlan) -> str:
    return w.phrase(plan.id).subject


def _rated(w: Wording, plan: MeasurePlan, own: Fact) -> str:
    per = f" per 1,000 {w.phrase(plan.id).per}" if own.unit == "per_1000" else ""
    return f"{_subject(w, plan)}{per} in {w.area(own.area)}"


def _title(text: str) -> str:
    """With a capital and without a full stop."""
    return text[:1].upper() + text[1:]
