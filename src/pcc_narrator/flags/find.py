"""From facts to exceptions."""

from __future__ import annotations

from dataclasses import replace

from pcc_narrator.flags import among_peers, charts, long_trends, rules, two_periods
from pcc_narrator.flags.decide import decide, test_facts
from pcc_narrator.flags.evidence import wording
from pcc_narrator.flags.found import Exceptions, Trial
from pcc_narrator.flags.index import Index
from pcc_narrator.flags.spreads import Spreads
from pcc_narrator.models.fact import Fact, FactSet
from pcc_narrator.models.flag import Flag
from pcc_narrator.workspace.plan import Plan
from pcc_narrator.workspace.types import Workspace


def find_exceptions(workspace: Workspace, facts: FactSet) -> Exceptions:
    """The exceptions of a report, and the facts of the tests behind them.

    Every test of the report is made first; the false discovery rate is controlled over all of them at the plan's
    `alpha`; flags follow from the adjusted decisions, from targets, from peers, and from what people declare.
    """
    plan = workspace.plan
    index = Index(facts, {measure.id for measure in plan.measures if not measure.test_categories}, workspace.breaks)
    trials, limits = _trials(index, plan)
    decided = decide(trials, plan.thresholds.alpha)
    more = (*limits, *test_facts(index, decided, plan.thresholds.alpha))
    w = replace(wording(index, plan), facts=facts.with_facts(more))
    flags: list[Flag] = list(rules.significant(w, index, decided))
    for measure in plan.spoken:
        flags += rules.targets(w, index, measure)
        flags += rules.peers(w, index, measure)
        flags += rules.declared(w, index, workspace, measure)
        flags += rules.media(w, index, workspace, measure)
    return Exceptions(tuple(sorted(flags, key=lambda flag: (-flag.strength, flag.id))), more)


def _trials(index: Index, plan: Plan) -> tuple[list[Trial], list[Fact]]:
    trials: list[Trial] = []
    limits: list[Fact] = []
    spreads = Spreads(index, plan)
    for measure in plan.spoken:
        thresholds = measure.thresholds or plan.thresholds
        trials += two_periods.trials(index, measure, spreads)
        trials += among_peers.trials(index, measure)
        if measure.test not in ("auto", "control_chart"):
            continue
        for category in index.categories(measure.id):
            found = long_trends.trend(index, measure, category)
            if found is not None:
                limits.append(found[0])
                trials.append(found[1])
            coming = long_trends.outlook(index, measure, category)
            if coming is not None:
                limits.append(coming)
            drawn = charts.draw(index, measure, category, thresholds)
            if drawn is not None:
                facts = charts.limit_facts(drawn, index.facts)
                limits += facts
                trials.append(charts.trial(drawn, measure, category, tuple(fact.id for fact in facts)))
    return trials, limits
