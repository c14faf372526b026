"""Which kinds of statistic the words around a figure rule out."""

from __future__ import annotations

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import RELATIVE
from pcc_narrator.checking.reading import Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.ties import breaks_aside, breaks_tie


def is_other_kind(resolver: Resolver, at: int, reading: Reading, candidate: Candidate) -> bool:
    """Whether the words rule out a kind of candidate: a total as the end of "from A to B", a share of no change."""
    if not resolver.says_statistic(candidate.statistic) or breaks_tie(resolver, at, candidate):
        return True
    if breaks_aside(resolver, at, candidate):
        return True
    if candidate.statistic == "total":
        return bool(candidate.how) and reading.role.pair is not None and reading.role.role in ("from", "to")
    if candidate.how and candidate.unit == "percent" and candidate.statistic in RELATIVE:
        return is_of_rates(resolver, candidate)
    if candidate.statistic == "share_of_change":
        return not any(item.has("change_noun") or item.has("direction") or item.has("more") for item in resolver.items)
    return False


def is_of_rates(resolver: Resolver, candidate: Candidate) -> bool:
    """Whether a percentage is that of a rate's change, which is not said, beside that of the number itself."""
    index = resolver.index
    if resolver.says_rate or any(index.set.by_id[id].unit != "per_1000" for id in candidate.facts):
        return False
    return any(series.unit != "per_1000" for series in index.series(candidate.subject, candidate.area))
