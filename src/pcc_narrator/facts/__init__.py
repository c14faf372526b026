"""Facts: every figure of a report, computed from the workspace, each with its derivation.

Statistics entered (ids by `contract.fact_id`):

value
    every period supplied of the report's own area; quarters and rolling 12 months made of them; peers
numerator, denominator, sample_size
    supplied with a figure
change, change_percent, change_points
    on the period before, on the same a year earlier, of 12 months on the 12 before; `base` says which
share, contribution
    of a category: per cent of the total; percentage points of the total's percentage change (they add up)
rate
    per 1,000 of the population; the population is a fact beside it
mean
    of a group's members (the area is the group), or of months (the id ends in ".months"); `method` says which
difference
    from a group's mean, from a region or nation (`against` its id), or from the target (`against` "target")
rank
    by level and by rate, in both orders; `against` is the group ranked among; ties share the better rank
areas_with_increase, areas_with_decrease
    of a group, and of all areas of the own area's kind; `out_of` how many
extreme, run
    over separate periods without a gap; `since` how far back
target
    with the `difference` from it and the `run` of periods that met (+) or missed (-) it (id ends in ".target")
interval_half_width
    of sampled proportions, and of figures supplied with an interval
"""

from pcc_narrator.facts.compute import compute_facts
from pcc_narrator.facts.explain import explain
from pcc_narrator.facts.gaps import Gap, find_gaps

__all__ = ["Gap", "compute_facts", "explain", "find_gaps"]
