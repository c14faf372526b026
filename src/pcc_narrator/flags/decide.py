"""All tests of a report side by side: the false discovery rate, and the facts of the tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from pcc_narrator.contract import fact_id
from pcc_narrator.flags.found import Trial, exact, printed_p
from pcc_narrator.flags.index import Index
from pcc_narrator.models.fact import Derivation, Fact
from pcc_narrator.statistics.multiple import benjamini_hochberg

MOST = 10_000  # beyond this the text says "about once in 10,000, or less often"


def decide(found: Iterable[Trial], alpha: Decimal) -> tuple[Trial, ...]:
    """Each trial with its adjusted p value and the decision by it, in the order given."""
    trials = tuple(found)
    adjusted = benjamini_hochberg([trial.p for trial in trials])
    return tuple(
        replace(trial, adjusted=q, significant=q <= float(alpha) and trial.sign != 0)
        for trial, q in zip(trials, adjusted, strict=True)
    )


def test_facts(index: Index, trials: Sequence[Trial], alpha: Decimal) -> tuple[Fact, ...]:
    """A `significant` fact for each trial, and for each significant one how often chance would do the same."""
    facts: list[Fact] = []
    for trial in trials:
        facts.append(_significant(index, trial, len(trials), alpha))
        if trial.significant and not trial.rule.startswith(("peers.", "trend.")):
            facts.append(_once_in(index, trial))
    return tuple(facts)


def _significant(index: Index, trial: Trial, tests: int, alpha: Decimal) -> Fact:
    raw = "below" if trial.p <= float(alpha) else "not below"
    adjusted = f"adjusted for {tests} tests (Benjamini-Hochberg) p {printed_p(trial.adjusted)}"
    method = f"{trial.method}; {raw} {alpha} by itself; {adjusted if tests > 1 else 'the only test of the report'}"
    return Fact(
        id=_identifier(index, trial, "significant"),
        measure=trial.level.measure,
        statistic="significant",
        area=trial.level.area,
        period=trial.level.period,
        value=trial.significant,
        unit="none",
        category=trial.category,
        base=None if trial.change is None else trial.change.base,
        against=None if trial.change is None else trial.change.against,
        of_what=tested(index, trial),
        method=method,
        p=exact(trial.p, 4),
        derivation=Derivation("test", _levels(trial)),
    )


def once_in(trial: Trial) -> Decimal:
    """One over the p value, to two significant digits, at most 10,000."""
    if trial.p * MOST <= 1:
        return Decimal(MOST)
    return Decimal(f"{Decimal(f'{1 / trial.p:.2g}'):f}")


def _once_in(index: Index, trial: Trial) -> Fact:
    rarer = ", or less often" if trial.p * MOST <= 1 else ""
    return Fact(
        id=_identifier(index, trial, "once_in"),
        measure=trial.level.measure,
        statistic="once_in",
        area=trial.level.area,
        period=trial.level.period,
        value=exact(1 / float(once_in(trial))),
        unit="ratio",
        category=trial.category,
        base=None if trial.change is None else trial.change.base,
        of_what=tested(index, trial),
        out_of=int(once_in(trial)),
        basis="computed",
        method=f"how often chance alone gives the like: once in `out_of` {trial.looks}{rarer}",
        derivation=Derivation("p value of the test", _levels(trial)),
    )


def tested(index: Index, trial: Trial) -> tuple[str, ...]:
    """The ids of what was tested: the change in all its statistics, or the last point of a chart."""
    if trial.change is None:
        return (trial.level.id,)
    percent = index.beside(trial.change, "change_percent")
    return (trial.change.id, *((percent.id,) if percent is not None else ()))


def _levels(trial: Trial) -> tuple[str, ...]:
    if trial.change is not None and trial.change.derivation is not None:
        return trial.change.derivation.of
    return (trial.level.id,)


def _identifier(index: Index, trial: Trial, statistic: str) -> str:
    return fact_id(
        trial.level.measure, statistic, trial.level.area, trial.level.period,
        calendar=index.facts.calendar, category=trial.category,
        base=None if trial.change is None else trial.change.base,
        against=None if trial.change is None else trial.change.against,
        suffix="chart" if trial.change is None else "trend" if trial.rule.startswith("trend.") else "",
    )  # fmt: skip
