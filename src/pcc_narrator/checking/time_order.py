""" "Fell from 275 to 218" where the facts have 218 first: both figures are true, each in the other's place."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import grain
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.wording import in_style_of, place_words, value_words


def find_turned(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> dict[int, Judged]:
    """The two ends of a change, where one series alone has both figures and what is told first came last."""
    found: dict[int, Judged] = {}
    for at, role in resolver.roles.items():
        if role.role != "from" or role.pair is None or at not in judged or role.pair not in judged:
            continue
        first, last = judged[at], judged[role.pair]
        if "supported" not in (first.verdict, last.verdict) or "refuted" in (first.verdict, last.verdict):
            continue
        if resolver.in_table:
            continue
        stale = _since_another(resolver, at, first, bounds) or _of_other_base(resolver, at, judged, bounds)
        if stale is not None:
            found[at] = stale
            continue
        if first.candidate is None or last.candidate is None:
            continue
        if (twice := _told_twice(resolver, at, first, last, bounds)) is not None:
            found[at] = twice
        if not _turned(first.candidate, last.candidate):
            continue
        pairs = itertools.product(_fitting(resolver, at, first, bounds), _fitting(resolver, role.pair, last, bounds))
        if any(_in_order(one, two) for one, two in pairs):
            continue
        for step, judge, own, other in ((at, first, first, last), (role.pair, last, last, first)):
            assert own.candidate is not None and other.candidate is not None
            figure, right = resolver.items[step].figure, resolver.items[role.pair if step == at else at].figure
            assert figure is not None and right is not None
            message = (
                f'The text says "{figure.text}" here; {place_words(resolver.index, own.candidate)} is at the other end '
                "of this change."
            )
            found[step] = Judged(
                "refuted", "period", message, other.candidate, right.text, judge.reading, judge.tried
            )  # fmt: skip
    return found


def _told_twice(resolver: Resolver, at: int, first: Judged, last: Judged, bounds: Bounds) -> Judged | None:
    """The verdict on the first end of "fell from 62 to 62", where both are the one figure of the last period."""
    one, two, figure = first.candidate, last.candidate, resolver.items[at].figure
    if one is None or two is None or figure is None or one.facts != two.facts or resolver.roles[at].word is None:
        return None
    bases = [base for base in first.tried if not base.how and _in_order(base, two)]
    if not bases or any(_in_order(base, two) for base in _fitting(resolver, at, first, bounds)):
        return None
    right = bases[0]
    shown = value_words(right.value, right.unit, right.decimals)
    message = f'The text says "{figure.text}"; the facts say {shown}: {place_words(resolver.index, right)}.'
    expected = in_style_of(figure, right.value, right.unit)
    return Judged("refuted", "period", message, right, expected, first.reading, first.tried)


def _since_another(resolver: Resolver, at: int, first: Judged, bounds: Bounds) -> Judged | None:
    """The verdict on the first figure of "has risen since May, from 12 to 15 and then 19", where May has another."""
    items, own = resolver.items, first.candidate
    step = next((step for step in range(at - 1, max(-1, at - 4), -1) if items[step].kind == "period"), None)
    if step is None or own is None or {item.key for item in items[step + 1 : at]} != {",", "from"}:
        return None
    mention = items[step].period
    since = mention is not None and (mention.preposition == "since" or (step and items[step - 1].key == "since"))
    choices = resolver.read_period(step).choices if since else None
    if not choices or own.period in choices:
        return None
    for series in resolver.index.series(own.subject, own.area):
        right = next((fact for period in choices if (fact := series.facts.get(period)) is not None), None)
        figure = items[at].figure
        if series.statistic != own.statistic or right is None or figure is None:
            continue
        if fit(figure, right.number, right.unit, bounds) in GOOD:
            return None
        shown = place_words(resolver.index, own)
        message = f'The text says "{figure.text}"; that is {shown}, and not of {items[step].key}.'
        expected = in_style_of(figure, right.number, right.unit)
        return Judged("refuted", "period", message, own, expected, first.reading, first.tried)
    return None


def _of_other_base(resolver: Resolver, at: int, judged: Mapping[int, Judged], bounds: Bounds) -> Judged | None:
    """The verdict on the 242 of "fell by nine, from 242 to 232", where the fall is proved from another level."""
    word, first, figure = resolver.roles[at].word, judged[at], resolver.items[at].figure
    own = first.candidate
    linked = (step for step, role in resolver.roles.items() if role.role == "change" and role.word == word)
    told = (judged[step].candidate for step in linked if step in judged and judged[step].verdict == "supported")
    change = next((one for one in told if one is not None and one.base is not None), None)
    if (
        word is None
        or own is None
        or figure is None
        or change is None
        or change.base is None
        or own.period == change.base
    ):
        return None
    if (own.subject, own.area) != (change.subject, change.area) or grain(own.period) != grain(change.base):
        return None
    for series in resolver.index.series(own.subject, own.area):
        right = series.facts.get(change.base)
        if series.statistic != own.statistic or right is None:
            continue
        if fit(figure, right.number, right.unit, bounds) in GOOD:
            return None
        expected = in_style_of(figure, right.number, right.unit)
        message = (
            f'The text says "{figure.text}"; the change is from {expected}: {place_words(resolver.index, change)}.'
        )
        return Judged("refuted", "base", message, own, expected, first.reading, first.tried)
    return None


def _turned(first: Candidate, last: Candidate) -> bool:
    return _alike(first, last) and _before(last, first)


def _in_order(first: Candidate, last: Candidate) -> bool:
    return _alike(first, last) and _before(first, last)


def _alike(one: Candidate, two: Candidate) -> bool:
    same = (one.subject, one.area, one.statistic) == (two.subject, two.area, two.statistic)
    return same and grain(one.period) == grain(two.period)


def _before(one: Candidate, two: Candidate) -> bool:
    return one.period.end is not None and two.period.end is not None and one.period.end < two.period.end


def _fitting(resolver: Resolver, at: int, judged: Judged, bounds: Bounds) -> Iterator[Candidate]:
    """All that a figure may be: what was tried for it, and other facts of the series that it was found in."""
    figure, own = resolver.items[at].figure, judged.candidate
    assert figure is not None and own is not None
    yield from (one for one in judged.tried if fit(figure, one.value, one.unit, bounds) in GOOD)
    for series in resolver.index.series(own.subject, own.area):
        for fact in series.in_order:
            if series.statistic == own.statistic and fit(figure, fact.number, fact.unit, bounds) in GOOD:
                yield replace(own, period=fact.period, facts=(fact.id,))
