"""Which way a figure went by the text's own two figures: "from 43,966 to 42,483", "4.1, up from 4.4"."""

from __future__ import annotations

from decimal import Decimal

from pcc_narrator.checking.direction_claims import is_loosely_said
from pcc_narrator.checking.gaps import Said, comparable, gap_between, verdict_of_gap
from pcc_narrator.checking.index import grain
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.models.period import Period


def truth_by_ends(resolver: Resolver, number: int) -> tuple[Decimal, str] | None:
    """The direction that the text's own two figures give: "from 43,966 to 42,483"."""
    role = resolver.roles[number]
    if role.pair is None or role.role not in ("from", "to"):
        return None
    other = resolver.roles.get(role.pair)
    if other is None or {role.role, other.role} != {"from", "to"}:
        return None
    first, second = (number, role.pair) if role.role == "from" else (role.pair, number)
    one, two = resolver.items[first].figure, resolver.items[second].figure
    if one is None or two is None or not comparable(one, two):
        return None
    return gap_between(one, two), f"from {one.text} to {two.text}"


def judge_flat_by_ends(
    resolver: Resolver, at: int, said: Said, judged: dict[int, Judged], bounds: Bounds
) -> Judged | None:
    """ "Broadly stable (from 1,338 to 1,598)": by the text's own two figures."""
    pairs = [
        (step, role.pair)
        for step, role in resolver.roles.items()
        if role.role == "from" and role.pair is not None and role.word is None and step > at
    ]
    if len(pairs) != 1 or resolver.items[pairs[0][0]].clause != resolver.items[at].clause:
        return None
    start, end = pairs[0]
    one, two = resolver.items[start].figure, resolver.items[end].figure
    if one is None or two is None or one.kind != two.kind or not one.value:
        return None
    percent = one.kind == "percent"
    loose = is_loosely_said(resolver.items, resolver.items[at].clause)
    limits = (
        (bounds.relatively_points, bounds.relatively_percent)
        if loose
        else (bounds.stable_points, bounds.stable_percent)
    )
    allowed = limits[0] if percent else abs(one.value) * limits[1] / 100
    return verdict_of_gap(
        resolver, said, two.value - one.value, f"from {one.text} to {two.text}", judged.get(end), allowed
    )


def truth_by_level(resolver: Resolver, number: int, judged: dict[int, Judged]) -> tuple[Decimal, str] | None:
    """The direction that a level said earlier in the sentence gives: "peaked at 4.2 before falling to 3.9"."""
    role = resolver.roles[number]
    mine = resolver.items[number].figure
    if role.role == "from" and role.pair is None and mine is not None:
        return _from_level(resolver, number)
    if role.role != "to" or role.pair is not None or mine is None:
        return None
    found = judged[number]
    after = found.reading is not None and found.reading.times.after is not None
    for step in range(number - 1, -1, -1):
        other = resolver.items[step].figure
        if other is None or resolver.roles[step].role not in ("level", "to", "open") or not comparable(other, mine):
            continue
        if after or _goes_on(judged[step], found):
            return gap_between(other, mine), f"from {other.text} to {mine.text}"
        return None
    return None


def _goes_on(one: Judged, two: Judged) -> bool:
    """Whether two proved figures are one after the other of one series: "peaked at 4.2 before falling to 3.9"."""
    first, second = one.candidate, two.candidate
    if first is None or second is None or {one.verdict, two.verdict} != {"supported"}:
        return False
    if (first.subject, first.area, first.statistic) != (second.subject, second.area, second.statistic):
        return False
    return grain(first.period) == grain(second.period) and _ends_before(first.period, second.period)


def _ends_before(one: Period, two: Period) -> bool:
    return one.end is not None and two.end is not None and one.end < two.end


def _from_level(resolver: Resolver, number: int) -> tuple[Decimal, str] | None:
    """ "It was 4.1, a fall from 4.4 a year before": the level told just before the one that it came from."""
    mine = resolver.items[number].figure
    assert mine is not None
    for step in range(number - 1, -1, -1):
        other, role = resolver.items[step].figure, resolver.roles.get(step)
        if other is None or role is None or (other.kind == "number" and other.in_words and not mine.in_words):
            continue
        if role.role not in ("level", "to", "open", "share", "mean") or not comparable(other, mine):
            return None
        return gap_between(mine, other), f"{other.text}, from {mine.text}"
    return None


def judge_from(resolver: Resolver, at: int, judged: dict[int, Judged]) -> Judged | None:
    """ "4.1, up from 4.4": the direction that "up from" and "down from" say, by the text's own two figures."""
    items = resolver.items
    sense = {"up from": "up", "down from": "down"}.get(items[at].key)
    if sense is None:
        return None
    number = next((step for step, role in resolver.roles.items() if role.word == at and role.role == "from"), None)
    if number is None or number - at > 4:
        return None
    truth = truth_by_ends(resolver, number) or _from_level(
        resolver, number
    )  # "down from 241 to 232", "4.1, up from 4.4"
    if truth is None or judged[number].verdict == "refuted":
        return None
    return verdict_of_gap(resolver, Said(sense, False, False, "direction"), *truth, judged.get(number))
