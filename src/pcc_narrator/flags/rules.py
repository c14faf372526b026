"""The rules of the four kinds of exception. Each makes flags from facts and tests, and knows no words of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from math import log10

from pcc_narrator.contract.ids import slug
from pcc_narrator.flags import evidence
from pcc_narrator.flags.among_peers import funnel_place
from pcc_narrator.flags.decide import tested
from pcc_narrator.flags.found import Trial, printed_p
from pcc_narrator.flags.index import Index
from pcc_narrator.models.fact import Fact, Polarity
from pcc_narrator.models.flag import Direction, Flag, FlagKind
from pcc_narrator.models.period import Period, add_months
from pcc_narrator.statistics.funnels import byar
from pcc_narrator.wording.context import Wording
from pcc_narrator.wording.nouns import sentence
from pcc_narrator.workspace.plan import MeasurePlan
from pcc_narrator.workspace.types import Workspace

FEWEST_PEERS = 5
NO_CHANGE = ("peers.", "trend.")  # tests of where a figure stands, not of what changed in the report's period
STRONGEST = Decimal(10)  # a p value below this many places says no more
DECLARED, MEDIA = Decimal(3), Decimal(2)
MONTHS_TO_PUBLICATION = 3


def direction(polarity: Polarity, sign: int) -> Direction:
    """What a rise (1) or a high figure means for the public; a fall (-1) the opposite."""
    if polarity == "neutral" or sign == 0:
        return "neutral"
    return "better" if (sign > 0) == (polarity == "higher_is_better") else "worse"


def significant(w: Wording, index: Index, trials: Sequence[Trial]) -> Iterator[Flag]:
    """Significant changes, one a subject (its strongest test), and the concern or excellence that each makes."""
    best: dict[tuple[str, str | None], Trial] = {}
    for trial in trials:
        key = (trial.measure.id, trial.category)
        if trial.rule.startswith(NO_CHANGE):
            continue
        if trial.significant and (key not in best or trial.adjusted < best[key].adjusted):
            best[key] = trial
    for trial in best.values():
        way = direction(trial.measure.polarity_of(trial.category), trial.sign)
        yield _of_trial(w, index, trial, "significant_change", trial.rule, way)
        if way == "worse":
            yield _of_trial(w, index, trial, "concern", "significant_worse", way)
        elif way == "better":
            yield _of_trial(w, index, trial, "excellence", "significant_better", way)


def _of_trial(w: Wording, index: Index, trial: Trial, kind: FlagKind, rule: str, way: Direction) -> Flag:
    return _flag(
        kind,
        trial.measure,
        rule,
        way,
        _strength(index, trial),
        evidence.of_trial(w, index, trial),
        (*tested(index, trial), trial.level.id, *trial.facts),
        trial.level.area,
        category=trial.category,
        numbers=(
            ("test", trial.method),
            ("p", printed_p(trial.p)),
            ("p adjusted for all tests of the report", printed_p(trial.adjusted)),
            *trial.numbers,
        ),
    )


def _strength(index: Index, trial: Trial) -> Decimal:
    """How sure (places of the adjusted p value, at most 10) and how large (a twentieth of the per cent, at most 5)."""
    sure = min(STRONGEST, Decimal(f"{-log10(max(trial.adjusted, 1e-60)):.2f}"))
    percent = index.beside(trial.change, "change_percent") if trial.change is not None else None
    large = Decimal(0) if percent is None else min(Decimal(5), abs(percent.number) / 20)
    return (sure + large).quantize(Decimal("0.01"))


def targets(w: Wording, index: Index, measure: MeasurePlan) -> Iterator[Flag]:
    """A target missed is of concern; a target met is excellence. Judged by the headline's period if it has a figure."""
    if measure.target is None:
        return
    found = [
        one
        for one in index.find(measure.id, "difference", None)
        if one.against == "target" and index.recent(one.period)
    ]
    headline = [one for one in found if (one.period.months == 12) == (measure.headline == "rolling")]
    for difference in (headline or found)[:1]:
        if difference.derivation is None:
            continue
        level = index.facts.by_id.get(difference.derivation.of[0])
        runs = [run for run in index.find(measure.id, "run", None)
                if run.period == difference.period and run.id.endswith(".target")]  # fmt: skip
        if level is None or not runs:
            continue
        met = runs[0].number > 0
        away = abs(difference.number) / abs(measure.target.value) * 10 if measure.target.value else Decimal(1)
        yield _flag(
            "excellence" if met else "concern",
            measure,
            "target_met" if met else "target_missed",
            "better" if met else "worse",
            min(STRONGEST, (Decimal(1) if met else Decimal(2)) + away).quantize(Decimal("0.01")),
            evidence.of_target(w, level, difference, runs[0]),
            (difference.id, level.id, runs[0].id, difference.derivation.of[1]),
            level.area,
            numbers=(("target", f"{measure.target.value}"), ("figure", f"{level.number}")),
            period=level.period,
        )


def peers(w: Wording, index: Index, measure: MeasurePlan) -> Iterator[Flag]:
    """An area surely outside the range of its peers, on the wrong side (concern) or the right one (excellence).

    Surely: for rates of counts, the 95 per cent interval of the own rate (Byar) does not reach the nearest peer.
    Only for rates, percentages and times: more people have more of everything.
    """
    if measure.polarity == "neutral" or not measure.peer_flags:
        return
    for rank in index.find(measure.id, "rank", None):
        group = index.facts.area_by_id.get(rank.against or "")
        if rank.order != "lowest_first" or not index.recent(rank.period) or rank.derivation is None or group is None:
            continue
        facts = [index.facts.by_id[one] for one in rank.derivation.of]
        own = next(fact for fact in facts if fact.area == index.own)
        others = [fact for fact in facts if fact.area != index.own]
        if own.unit in ("count", "gbp", "rank") or len(others) < FEWEST_PEERS:
            continue
        low, high = _own_interval(index, own)
        highest = low > max(other.number for other in others)
        lowest = high < min(other.number for other in others)
        if not highest and not lowest:
            continue
        way = direction(measure.polarity, 1 if highest else -1)
        mean = next((fact for fact in index.facts.facts if fact.statistic == "mean" and fact.measure == own.measure
                     and fact.area == group.id and fact.period == own.period and fact.category is None
                     and fact.unit == own.unit), None)  # fmt: skip
        kind: FlagKind = "concern" if way == "worse" else "excellence"
        yield _flag(
            kind,
            measure,
            "outside_peers",
            way,
            Decimal(2),
            evidence.of_peers(w, own, group.id, "highest" if highest else "lowest", mean),
            (own.id, rank.id, *((mean.id,) if mean is not None else ())),
            own.area,
            numbers=(
                ("own interval", f"{low:.4g} to {high:.4g}"),
                ("range of the others", f"{min(o.number for o in others):.4g} to {max(o.number for o in others):.4g}"),
                *_funnel(index, facts, own),
            ),
            period=own.period,
            suffix=group.id,
        )


def _own_interval(index: Index, own: Fact) -> tuple[Decimal, Decimal]:
    if own.low is not None and own.high is not None:
        return own.low, own.high
    if own.unit == "per_1000" and own.derivation is not None:
        count, people = (index.facts.by_id[one].number for one in own.derivation.of)
        low, high = byar(float(count))
        return Decimal(low) / people * 1000, Decimal(high) / people * 1000
    return own.number, own.number


def _funnel(index: Index, facts: Sequence[Fact], own: Fact) -> tuple[tuple[str, str], ...]:
    """Where the area lies in the funnel plot of its group, as z scores without and with over-dispersion."""
    place = funnel_place(index, tuple(facts), own)
    if place is None:
        return ()
    return (
        ("funnel z", f"{place.z:.1f}"),
        ("funnel z, over-dispersion allowed for", f"{place.z_adjusted:.1f}"),
    )


def declared(w: Wording, index: Index, workspace: Workspace, measure: MeasurePlan) -> Iterator[Flag]:
    """What a person declares for the report's period (or for no period), with the reason in their words."""
    del w
    for number, item in enumerate(workspace.declared):
        if item.measure != measure.id or not _in_force(item.period, index.facts.period):
            continue
        kinds: dict[str, FlagKind] = {
            "concern": "concern", "excellence": "excellence", "media_interest": "media_interest"
        }  # fmt: skip
        if item.kind not in kinds:
            continue
        ways: dict[str, Direction] = {"concern": "worse", "excellence": "better"}
        yield _flag(
            kinds[item.kind], measure, "declared", ways.get(item.kind, "neutral"), DECLARED, sentence(item.reason),
            _latest(index, measure), index.own, declared_by=item.declared_by, suffix=str(number + 1),
        )  # fmt: skip


def media(w: Wording, index: Index, workspace: Workspace, measure: MeasurePlan) -> Iterator[Flag]:
    """Headlines of the report's period, or of the three months after it, until when the report is published."""
    del w
    report = index.facts.period
    if report is None or report.start is None or report.end is None:
        return
    until = add_months(report.end, MONTHS_TO_PUBLICATION)
    items = [item for item in workspace.media if item.measure == measure.id and report.start <= item.date <= until]
    if not items:
        return
    items.sort(key=lambda item: (item.date, item.outlet, item.headline))
    said = "; ".join(f"{item.outlet}, {_day(item.date)}: “{item.headline}”" for item in items)
    yield _flag(
        "media_interest", measure, "media", "neutral", MEDIA + min(len(items), 10), sentence(said),
        _latest(index, measure), index.own, numbers=(("headlines", str(len(items))),),
    )  # fmt: skip


def _day(day: date) -> str:
    months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
              "November", "December")  # fmt: skip
    return f"{day.day} {months[day.month - 1]} {day.year}"


def _in_force(period: Period | None, report: Period | None) -> bool:
    return period is None or report is None or period == report or period.contains(report) or report.contains(period)


def _latest(index: Index, measure: MeasurePlan) -> tuple[str, ...]:
    level = index.latest(measure.id, None)
    return () if level is None else (level.id,)


def _flag(
    kind: FlagKind,
    measure: MeasurePlan,
    rule: str,
    way: Direction,
    strength: Decimal,
    said: str,
    facts: tuple[str, ...],
    area: str,
    *,
    category: str | None = None,
    numbers: tuple[tuple[str, str], ...] = (),
    declared_by: str = "",
    period: Period | None = None,
    suffix: str = "",
) -> Flag:
    subject = measure.id if category is None else f"{measure.id}/{slug(category)}"
    length = {None: "", 12: "year"}.get(period.months if period is not None else None, "")
    identifier = ".".join(part for part in (kind, subject, rule, length, suffix) if part)
    return Flag(identifier, kind, measure.id, area, rule, way, strength, said, tuple(dict.fromkeys(facts)), category,
                numbers, declared_by)  # fmt: skip
