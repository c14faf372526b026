"""Ranks told beside the present one: "sixth, up from 15th a year earlier", "seventh (15th the year before)"."""

from __future__ import annotations

from collections.abc import Sequence

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import BACK

_FROM = frozenset({"from", "up from", "down from"})
_CENTURY = 1200
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def is_former(resolver: Resolver, at: int) -> bool:
    """Whether a rank is that of the time before: it stands behind "from", or a base follows it at once."""
    if at and resolver.items[at - 1].key in _FROM:
        return True
    return _told_base(resolver, at) is not None


def former(resolver: Resolver, at: int, ranks: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Of ranks of every period, those that "15th a year earlier" may mean; without a base, all but the latest."""
    dated = [one for one in ranks if one.period.end is not None]
    if not dated:
        return ()
    latest = max(dated, key=lambda one: str(one.period.end))
    months = _told_base(resolver, at)
    if months is None:
        return tuple(one for one in dated if one.period != latest.period)
    return tuple(one for one in dated if one.period == latest.period.shifted(-months))


def judge_way(resolver: Resolver, at: int) -> Judged | None:
    """The verdict on "up from" between two ranks, which are better the smaller they are."""
    items = resolver.items
    if items[at].key not in ("up from", "down from") or at + 1 >= len(items):
        return None
    then = items[at + 1].figure
    told = (items[step].figure for step in range(at - 1, -1, -1) if items[step].figure is not None)
    now = next((one for one in told if one is not None and one.kind == "rank"), None)
    if then is None or then.kind != "rank" or now is None or now.value == then.value:
        return None
    if any("lowest" in item.key or "worst" in item.key or "bottom" in item.key for item in items):
        return None  # "from third lowest"
    rose = now.value < then.value
    message = f"{now.text[0].upper()}{now.text[1:]}, from {then.text}, is a {'rise' if rose else 'fall'}."
    right = rose == (items[at].key == "up from")
    expected = None if right else "up from" if rose else "down from"
    return Judged("supported" if right else "refuted", "direction", message, None, expected)


def _told_base(resolver: Resolver, at: int) -> int | None:
    """How many months before the present rank the time named right after a rank is."""
    for step in (at + 1, at + 2):
        mention = resolver.items[step].period if step < len(resolver.items) else None
        if mention is not None:
            months = _MONTHS.get(mention.unit or "", 0) * (mention.count or 1)
            return months if mention.relation in BACK and 0 < months <= _CENTURY else None
        if step < len(resolver.items) and resolver.items[step].key not in ("the", "in"):
            return None
    return None
