"""Whether an area differs from its group by more than its members differ from each other."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.flags.found import Trial
from pcc_narrator.flags.index import Index
from pcc_narrator.models.fact import Fact
from pcc_narrator.statistics.chances import normal_p
from pcc_narrator.statistics.funnels import Place, rank_holds, rank_interval, spread
from pcc_narrator.workspace.plan import MeasurePlan

FEWEST = 5
METHOD = "funnel plot of the group's rates, over-dispersion allowed for (Spiegelhalter 2005)"


def trials(index: Index, measure: MeasurePlan) -> Iterator[Trial]:
    """A test of each difference of a rate from its group's mean: "in line with its peers" is its opposite."""
    if measure.test == "none":
        return
    for category in index.categories(measure.id):
        for difference in index.find(measure.id, "difference", category):
            group = index.facts.area_by_id.get(difference.against or "")
            if group is None or group.kind != "group" or difference.derivation is None:
                continue
            own = index.facts.by_id[difference.derivation.of[0]]
            rates = group_rates(index, own, group.members)
            place = funnel_place(index, rates, own)
            if place is None:
                continue
            low, high, holds = ranks(index, rates, own)
            yield Trial(
                measure, category, own, difference, "peers.funnel", METHOD, normal_p(place.z_adjusted),
                (difference.number > 0) - (difference.number < 0),
                numbers=(
                    ("funnel z", f"{place.z:.1f}"),
                    ("funnel z, over-dispersion allowed for", f"{place.z_adjusted:.1f}"),
                    ("ranks that chance leaves open, 1 being the lowest", f"{low} to {high} of {len(rates)}"),
                    ("how often the rank would hold, by chance alone", f"{round(holds * 100)} of 100 times"),
                ),
            )  # fmt: skip


def group_rates(index: Index, own: Fact, members: tuple[str, ...]) -> tuple[Fact, ...]:
    """The rates of a group's members over the same period and category."""
    return tuple(
        fact
        for fact in index.rates.get((own.measure, own.category), ())
        if fact.period == own.period and fact.area in members
    )


def funnel_place(index: Index, rates: tuple[Fact, ...], own: Fact) -> Place | None:
    """Where an area lies in the funnel plot of these rates; None with too few, or if they are no rates of counts."""
    parts = [_count_and_people(index, rate) for rate in rates]
    known = [part for part in parts if part is not None]
    if len(known) < FEWEST or len(known) < len(parts) or own.id not in {rate.id for rate in rates}:
        return None
    places = spread([count for count, _ in known], [people for _, people in known])
    return places[[rate.id for rate in rates].index(own.id)]


def ranks(index: Index, rates: tuple[Fact, ...], own: Fact) -> tuple[int, int, float]:
    """The ranks, 1 being the lowest, that chance alone leaves open to an area, and how often its own would hold."""
    errors = []
    for rate in rates:
        part = _count_and_people(index, rate)
        errors.append(0.0 if part is None else max(part[0], 1.0) ** 0.5 / part[1] * 1000)
    numbers, place = [float(rate.number) for rate in rates], [rate.id for rate in rates].index(own.id)
    return *rank_interval(numbers, errors, place), rank_holds(numbers, errors, place)


def _count_and_people(index: Index, rate: Fact) -> tuple[float, float] | None:
    if rate.unit != "per_1000" or rate.derivation is None or len(rate.derivation.of) != 2:
        return None
    count, people = (index.facts.by_id[one].number for one in rate.derivation.of)
    return (float(count), float(people)) if people > 0 else None
