"""Both ends of a change are figures of one series: where one is that of another, or of none, neither is refuted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.scope import Resolver

_RULES = frozenset({"value", "period", "area", "measure", "statistic", "base"})
_LEVELS = frozenset({"level", "to", "open", "share", "mean"})


def of_one_series(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> dict[int, Judged]:
    """The figures after "from" that were read as of another series than the figure that they belong to: "made up 28 per
    cent of all loans, up from 27 per cent in May" is told of one share, whatever else is a percentage."""
    found = {}
    for at, one in judged.items():
        if one.verdict != "refuted" or one.rule not in _RULES or resolver.roles[at].role != "from":
            continue
        other = judged.get(_other_end(resolver, at))
        if other is None or resolver.in_table:
            continue
        if other.verdict == "not_enough_information" or _of_another(one, other):
            message = "The figure that it is told with is of something else."
            found[at] = replace(
                one, verdict="not_enough_information", rule="subject", message=message, expected=None, candidate=None
            )
    return found


def _other_end(resolver: Resolver, at: int) -> int:
    """The figure that one after "from" goes with: its pair, or the last level of its kind before it; -1: none."""
    pair, own = resolver.roles[at].pair, resolver.items[at].figure
    if pair is not None:
        return pair
    for step in range(at - 1, -1, -1):
        figure, role = resolver.items[step].figure, resolver.roles.get(step)
        if figure is None or role is None or resolver.items[step].depth:
            continue
        return step if own is not None and figure.kind == own.kind and role.role in _LEVELS else -1
    return -1


def _of_another(one: Judged, other: Judged) -> bool:
    """Whether what a figure should have been is of another subject than the figure that was proved beside it."""
    if other.verdict != "supported" or one.candidate is None or other.candidate is None:
        return False
    if one.reading is not None and other.candidate.subject in one.reading.subjects.choices:
        return False  # both were looked for in the same series
    return one.candidate.subject.measure != other.candidate.subject.measure
