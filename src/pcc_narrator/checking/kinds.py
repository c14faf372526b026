"""Which kinds of statistic the words around a figure rule out."""

from __future__ import annotations

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import RELATIVE, Index
from pcc_narrator.checking.reading import Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.ties import breaks_aside, breaks_tie
from pcc_narrator.models.fact import Unit


def is_other_kind(resolver: Resolver, at: int, reading: Reading, candidate: Candidate) -> bool:
    """Whether the words rule out a kind of candidate: a total as the end of "from A to B", a share of no change."""
    if not resolver.says_statistic(candidate.statistic) or breaks_tie(resolver, at, candidate):
        return True
    if breaks_aside(resolver, at, candidate):
        return True
    if candidate.statistic == "total":
        return bool(candidate.how) and reading.role.pair is not None and reading.role.role in ("from", "to")
    if is_of_rates(resolver, candidate):
        return True
    if candidate.statistic == "share_of_change":
        return not any(item.has("change_noun") or item.has("direction") or item.has("more") for item in resolver.items)
    return False


def is_of_rates(resolver: Resolver, candidate: Candidate) -> bool:
    """Whether a change is that of a rate or share, which is not said, beside that of the number itself."""
    index = resolver.index
    if not candidate.how or candidate.statistic not in RELATIVE:
        return False
    facts = [index.set.by_id[id] for id in candidate.facts]
    if all(fact.unit == "per_1000" for fact in facts):
        return not resolver.says_rate and _has_other(index, candidate, "per_1000")
    if all(fact.statistic == "share" for fact in facts):
        return not resolver.says_share and _has_other(index, candidate, "percent")
    return False


def _has_other(index: Index, candidate: Candidate, unit: Unit) -> bool:
    return any(series.unit != unit for series in index.series(candidate.subject, candidate.area))
