"""Evidence in words: sentences that someone can say aloud, each figure and direction from one fact."""

from __future__ import annotations

from pcc_narrator.figures.write import write
from pcc_narrator.flags.decide import MOST, once_in
from pcc_narrator.flags.found import Trial
from pcc_narrator.flags.index import Index
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.outline import MeasurePhrase
from pcc_narrator.wording import changes, comparisons, levels
from pcc_narrator.wording.context import Wording
from pcc_narrator.wording.nouns import inside, is_plural, sentence, with_article
from pcc_narrator.wording.periods import name, within
from pcc_narrator.workspace.plan import MeasurePlan, Plan


def wording(index: Index, plan: Plan) -> Wording:
    """The words for a plan's measures."""
    names = tuple(area.title for area in index.facts.areas)
    return Wording(
        index.facts,
        {measure.id: _phrase(measure, names) for measure in plan.measures},
        {"area": plan.words.area, "areas": plan.words.areas, "group": plan.words.group},
    )


def _phrase(measure: MeasurePlan, names: tuple[str, ...]) -> MeasurePhrase:
    subject = measure.subject or with_article(inside(measure.title, names))
    return MeasurePhrase(
        measure=measure.id,
        subject=subject,
        plural=is_plural(subject) if measure.plural is None else measure.plural,
        participle=measure.participle,
        flow=measure.adds == "sum",
        breakdown=measure.breakdown,
        per=measure.rate_per_1000 or "population",
        target_name=measure.target.name.removeprefix("the ") if measure.target is not None else "target",
    )


def of_trial(w: Wording, index: Index, trial: Trial) -> str:
    """The level, the change or where the point lies, how far back it stands out, and how often chance does it."""
    parts = [_change(w, trial) if trial.change is not None else _point(w, trial)]
    extreme = _extreme(index, trial)
    if extreme is not None:
        parts.append(sentence(f"That is {_how_far_back(w, extreme)}"))
    parts.append(_chance(trial))
    return " ".join(parts)


def _change(w: Wording, trial: Trial) -> str:
    assert trial.change is not None
    return sentence(f"{_figure(w, trial.level)}, {changes.than(w, trial.change)}")


def _point(w: Wording, trial: Trial) -> str:
    side = "above" if trial.sign > 0 else "below"
    said = {
        "chart.outside": f"{side} the range in which its usual variation lies",
        "chart.trend": "the latest of a run of changes in one direction",
        "chart.two_in_three": f"again well {side} its usual level",
        "chart.shift": f"the latest of a run {side} the usual level",
    }[trial.rule]
    return sentence(f"{_figure(w, trial.level)}, {said}")


def _figure(w: Wording, level: Fact) -> str:
    subject = levels.subject(w, level)
    return f"{subject}: {w.figure(level)} {within(w, level.period)}".strip()


def _extreme(index: Index, trial: Trial) -> Fact | None:
    wanted = "highest" if trial.sign > 0 else "lowest"
    found = index.find(trial.level.measure, "extreme", trial.category)
    return next((one for one in found if one.extreme == wanted and one.period == trial.level.period
                 and one.period.months != 12), None)  # fmt: skip


def _how_far_back(w: Wording, extreme: Fact) -> str:
    said = comparisons.extreme(w, extreme)
    if extreme.since is None or not (extreme.method or "").endswith(" series"):
        return said
    kind = "month" if extreme.period.months == 1 else "quarter"
    what = "comparable figures start" if "comparable" in (extreme.method or "") else "the series starts"
    return f"the {extreme.extreme} of any {kind} since {name(w, extreme.since)}, where {what}"


def _chance(trial: Trial) -> str:
    what = {"comparisons": "such comparisons", "quarters": "such quarters", "months": "such months"}[trial.looks]
    like = "A difference this large" if trial.change is not None else "A signal like this"
    rarer = ", or less often" if once_in(trial) == MOST else ""
    return f"{like} would be expected by chance about once in {write(once_in(trial), 'count')} {what}{rarer}."


def of_target(w: Wording, level: Fact, difference: Fact, run: Fact | None) -> str:
    """The level and its distance from the target, and for how long."""
    said = f"{_figure(w, level)}, {comparisons.target(w, difference)}"
    if run is not None and abs(run.number) >= 2:
        kind = level.period.kind if level.period.kind in ("quarter", "month", "year") else "period"
        verb = "met" if run.number > 0 else "missed"
        said += f"; it has been {verb} for {write(abs(run.number), 'count')} {kind}s in a row"
    return sentence(said)


def of_peers(w: Wording, own: Fact, group: str, end: str, mean: Fact | None) -> str:
    """The rate or level, and that it is the highest or lowest of its group."""
    per = f" {w.phrase(own.measure).per}" if own.unit == "per_1000" else ""
    said = [f"{levels.subject(w, own)}: {w.figure(own)}{per} {within(w, own.period)}"]
    if mean is not None:
        said.append(f"{comparisons.of_group(w, mean)} is {w.figure(mean)}")
    said.append(f"The {'rate' if own.unit == 'per_1000' else 'figure'} is the {end} of {w.area(group)}")
    return " ".join(sentence(one) for one in said)
