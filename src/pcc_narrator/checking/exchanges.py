"""Two figures of one sentence, each of which is what the other should be: "A had 22 and B 14" for 14 and 22."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import areas_named
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.wording import in_style_of, place_words, value_words


def find_exchanged(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> dict[int, Judged]:
    """Figures whose reading was not sure, and that stand in each other's place: names and figures run in one order."""
    open_ = [at for at, one in judged.items() if one.verdict != "supported" and one.rule == "subject" and one.tried]
    found: dict[int, Judged] = {}
    for at, other in itertools.combinations(open_, 2):
        mine, theirs = resolver.items[at].figure, resolver.items[other].figure
        if mine is None or theirs is None or mine.kind != theirs.kind or mine.value == theirs.value:
            continue
        if resolver.roles[other].pair == at and resolver.roles[other].role == "out_of":
            continue  # "177 of 717" is a part and its whole
        one, two = _that_fits(resolver, other, judged[at], bounds), _that_fits(resolver, at, judged[other], bounds)
        if one is None or two is None or not _in_order(resolver, one, two):
            continue
        found[at] = _refuted(resolver, at, judged[at], one)
        found[other] = _refuted(resolver, other, judged[other], two)
    return found


def _that_fits(resolver: Resolver, other: int, judged: Judged, bounds: Bounds) -> Candidate | None:
    """What a figure may have meant that is printed at another place."""
    figure = resolver.items[other].figure
    assert figure is not None
    return next((one for one in judged.tried if fit(figure, one.value, one.unit, bounds) in GOOD), None)


def _in_order(resolver: Resolver, one: Candidate, two: Candidate) -> bool:
    """Whether the areas, or the periods, of two figures are named in the order of the figures, each once."""
    if one.area != two.area:
        first, second = (
            [s for s, item in enumerate(resolver.items) if c.area in areas_named(item)] for c in (one, two)
        )
    else:
        first, second = (_periods(resolver, c) for c in (one, two))
    return len(first) == len(second) == 1 and first[0] < second[0]


def _periods(resolver: Resolver, candidate: Candidate) -> list[int]:
    return [
        step
        for step, item in enumerate(resolver.items)
        if item.period is not None
        and item.period.kind != "length"
        and candidate.period in (resolver.read_period(step).choices or ())
    ]


def _refuted(resolver: Resolver, at: int, judged: Judged, right: Candidate) -> Judged:
    figure = resolver.items[at].figure
    assert figure is not None
    shown = value_words(right.value, right.unit, right.decimals)
    message = f'The text says "{figure.text}"; the facts say {shown}: {place_words(resolver.index, right)}. '
    message += "It is exchanged with another figure of the sentence."
    expected = in_style_of(figure, right.value, right.unit)
    rule = "area" if right.area in {a for item in resolver.items for a in areas_named(item)} else "period"
    return replace(judged, verdict="refuted", rule=rule, message=message, candidate=right, expected=expected)
