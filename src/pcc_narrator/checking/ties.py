"""What a figure is tied to by where it stands: "Leeds (41,304)", "June 2018 (57 visits)"."""

from __future__ import annotations

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.scope import Resolver, areas_named, is_subject


def tied_to(items: tuple[Item, ...], at: int) -> int | None:
    """The area or period that a bracket opens behind, for the first figure in it that nothing else in it owns."""
    if at < 2 or items[at - 1].key not in ("(", "["):
        return None
    owner = items[at - 2]
    dated = owner.period is not None and owner.period.relation is None  # "on the previous year (20,725)" is of now
    if not dated and not areas_named(owner):
        return None
    for item in items[at + 1 :]:
        if item.key in (")", "]"):
            return at - 2
        if item.kind == "period" or areas_named(item) or item.has("compare") or item.key in ("than", "from"):
            return None
        if is_subject(item) and item.kind != owner.kind:
            continue
    return None


def breaks_tie(resolver: Resolver, at: int, candidate: Candidate) -> bool:
    """Whether a candidate is of another area or period than the one that the figure is tied to."""
    owner = tied_to(resolver.items, at)
    if owner is None:
        return False
    areas = areas_named(resolver.items[owner])
    if areas:
        return candidate.area not in areas
    choices = resolver.read_period(owner).choices
    return choices is not None and not any(
        period.contains(candidate.period) or candidate.period.contains(period) for period in choices
    )
