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
    if is_number_below(resolver, at, candidate):
        return True
    if breaks_aside(resolver, at, candidate) or is_other_of_two(resolver, at, candidate):
        return True
    if candidate.statistic == "total":
        return bool(candidate.how) and reading.role.pair is not None and reading.role.role in ("from", "to")
    if is_of_rates(resolver, candidate):
        return True
    if candidate.statistic == "share_of_change":
        return not any(item.has("change_noun") or item.has("direction") or item.has("more") for item in resolver.items)
    return False


def is_number_below(resolver: Resolver, at: int, candidate: Candidate) -> bool:
    """Whether a bare number below the head of percentages or rates would be how many there are."""
    if not resolver.relative_head or candidate.unit != "count" or len(resolver.roles) != 1:
        return False
    figure = resolver.items[at].figure
    return figure is not None and figure.kind == "number" and figure.unit is None


def is_other_of_two(resolver: Resolver, at: int, candidate: Candidate) -> bool:
    """Whether a candidate is the whole for the part of "20% (1 of 5)", the part for the whole, or a change for any."""
    if resolver.divided is None:
        return False
    (part, whole), roles, items = resolver.divided, resolver.roles, resolver.items
    if at == part:
        return candidate.statistic == "denominator" or candidate.statistic in RELATIVE
    if at == whole:
        return candidate.statistic == "numerator" or candidate.statistic in RELATIVE
    of_these = at == part - 2 and items[part - 1].key == "(" and roles[at].role in ("open", "level")
    return of_these and roles[at].word is None and candidate.statistic in RELATIVE


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


def is_of_share(resolver: Resolver, candidate: Candidate) -> bool:
    """Whether a change in points is that of a share of something that is counted, where no word speaks of shares."""
    if candidate.unit != "percentage_points" or candidate.statistic not in RELATIVE or resolver.says_share:
        return False
    return _has_other(resolver.index, candidate, "percent")


def _has_other(index: Index, candidate: Candidate, unit: Unit) -> bool:
    return any(series.unit != unit for series in index.series(candidate.subject, candidate.area))
