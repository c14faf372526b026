"""What moved a figure: parts that add up to the whole change exactly.

Das Gupta, P. (1993), Standardization and Decomposition of Rates, US Bureau of the Census P23-186, for two factors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class RateAndPopulation:
    """The change of a count, split: by the change of its rate, and by the change of the population."""

    by_rate: Decimal
    by_population: Decimal


def rate_and_population(
    before: Decimal, after: Decimal, population_before: Decimal, population_after: Decimal
) -> RateAndPopulation:
    """How much of a count's change comes from its rate and how much from more (or fewer) people.

    Each factor's change is taken at the mean of the other, so neither gets the interaction alone. The population's
    part is what is left of the whole, so the two add up exactly.
    """
    if population_before <= 0 or population_after <= 0:
        raise ValueError("a population must be positive")
    rates = after / population_after - before / population_before
    by_rate = rates * (population_before + population_after) / 2
    return RateAndPopulation(by_rate, after - before - by_rate)


def contributions(before: Mapping[str, Decimal], after: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Each part's change in percentage points of the total before: they add up to the total's percentage change.

    A part that is missing on one side counts as nothing there. Raises ValueError where the total was not positive.
    """
    total = sum(before.values(), Decimal(0))
    if total <= 0:
        raise ValueError("the total before must be positive")
    names = dict.fromkeys((*before, *after))
    none = Decimal(0)
    return {name: (after.get(name, none) - before.get(name, none)) / total * 100 for name in names}
