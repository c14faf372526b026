"""The two icons of "Making Data Count" for a measure: how its last point varies, and whether its target is in reach."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pcc_narrator.models.fact import Fact
from pcc_narrator.statistics.control_chart import Assurance, Variation
from pcc_narrator.wording import Wording
from pcc_narrator.workspace.plan import MeasurePlan

Better = Literal["high", "low", "neither"]
_BETTER: dict[str, Better] = {"lower_is_better": "low", "higher_is_better": "high", "neutral": "neither"}


def variation(w: Wording, plan: MeasurePlan, last: Fact | None) -> Variation | None:
    """What the control chart says of the last point; None where there is no chart of the measure.

    A signal counts once the report's own decision has upheld it: the icon never says more than the text does.
    """
    if last is None:
        return None
    tests = [fact for fact in w.find(plan.id, "significant")
             if last.id in fact.of_what and (fact.method or "").startswith("control chart")]  # fmt: skip
    centre = _limit(w, plan, last, "centre_line", "expected")
    if not tests or centre is None:
        return None
    if not tests[0].value:
        return "common_cause"
    high, better = last.number > centre, _BETTER[plan.polarity]
    if better == "neither":
        return "neutral_high" if high else "neutral_low"
    if high:
        return "improvement_high" if better == "high" else "concern_high"
    return "improvement_low" if better == "low" else "concern_low"


def assurance(w: Wording, plan: MeasurePlan, last: Fact | None) -> Assurance | None:
    """Whether the target lies beyond the limits of usual variation; None without target, chart or polarity."""
    better = _BETTER[plan.polarity]
    if last is None or plan.target is None or better == "neither":
        return None
    lower, upper = (
        _limit(w, plan, last, "lower_limit", "expected_low"),
        _limit(w, plan, last, "upper_limit", "expected_high"),
    )
    if lower is None or upper is None:
        return None
    if lower > plan.target.value:
        return "pass" if better == "high" else "fail"
    if upper < plan.target.value:
        return "fail" if better == "high" else "pass"
    return "inconsistent"


def _limit(w: Wording, plan: MeasurePlan, last: Fact, *statistics: str) -> Decimal | None:
    for statistic in statistics:
        for fact in w.find(plan.id, statistic):
            if last.id in fact.of_what:
                return fact.number
    return None
