"""What a figure is tied to by where it stands: "Leeds (41,304)", "June 2018 (57 visits)"."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.pairing import tied_to
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import areas_named


def placed_by(items: tuple[Item, ...], at: int) -> Iterator[int]:
    """The area and the period that a figure's own phrase ends with: "2,309 visits in Leeds in December"."""
    owner = tied_to(items, at)
    if owner is not None:
        yield owner
    elif (fronted := _fronted(items, at)) is not None:
        yield fronted
    if (place := _placed_before(items, at)) is not None:
        yield place
    if (aside := _aside(items, at)) is not None:
        yield aside
    for step in range(at + 1, min(len(items) - 1, at + 12)):
        item, following = items[step], items[step + 1]
        if item.kind in ("mark", "figure") or item.clause != items[at].clause or item.has("compare"):
            return
        timed = item.period is not None and (step == at + 1 or item.period.preposition in _PLACING)  # "15 this quarter"
        if item.key not in _PLACING and not timed:
            continue
        if item.key in _PLACING and following.key == "the" and step + 2 < len(items):
            following = items[step + 2]
        number = step if item.period is not None else items.index(following, step)
        placed, after = items[number], number + 1
        listed = after < len(items) and items[after].key in ("and", ",", "or")
        if areas_named(placed) and listed and any(areas_named(one) for one in items[after + 1 : after + 3]):
            return  # "in Leeds and York"
        if areas_named(placed) or (placed.period is not None and placed.period.relation in (None, "this")):
            yield number


def _fronted(items: tuple[Item, ...], at: int) -> int | None:
    """The period that opens the clause of a figure which "there were" or "… was" puts first: "In May there were 98"."""
    before = [step for step in range(at) if items[step].clause == items[at].clause]
    counted = (items[step].figure for step in before)
    if not before or not items[before[-1]].has("level") or any(one and one.kind != "duration" for one in counted):
        return None
    dated = [step for step in before if items[step].period is not None]
    opening = [items[step].key for step in before[: before.index(dated[0])]] if len(dated) == 1 else ["?"]
    lasting = [items[step].key for step in before if items[step].figure is not None]  # "in the 12 months from … to …"
    if any(key not in (*_OPENING, *(["from"] if lasting else []), *lasting) for key in opening):
        return None
    return dated[0] if _is_dated(items[dated[0]]) else None


def _aside(items: tuple[Item, ...], at: int) -> int | None:
    """The period or area alone in the brackets after a figure: "72.6 per cent (in January)"."""
    inside = [step for step in range(at + 2, min(len(items), at + 5)) if items[step].key not in ("in", "at", "the")]
    if at + 2 >= len(items) or items[at + 1].key != "(" or len(inside) < 2 or items[inside[1]].key != ")":
        return None
    return inside[0] if _is_dated(items[inside[0]]) or areas_named(items[inside[0]]) else None


def _placed_before(items: tuple[Item, ...], at: int) -> int | None:
    """The only area of a clause that tells one level of it: "the rate for Kent as a whole was 86.4"."""
    clause = [step for step in range(len(items)) if items[step].clause == items[at].clause]
    before = [step for step in clause if step < at]
    if not before or not items[before[-1]].has("level") or any(items[step].figure is not None for step in before):
        return None
    if any(items[step].has("extreme") or items[step].has("compare") or items[step].key == "," for step in before):
        return None
    areas = [step for step in before if areas_named(items[step])]
    return areas[0] if len(areas) == 1 and len(areas_named(items[areas[0]])) == 1 else None


def _is_dated(item: Item) -> bool:
    return item.period is not None and item.period.relation is None and item.period.kind != "length"


_OPENING = ("in", "during", "for", "the", ",", "and", "but", "at", "by", "while")
_PLACING = frozenset({"in", "for", "at", "during", "across"})


def breaks_tie(resolver: Resolver, at: int, candidate: Candidate) -> bool:
    """Whether a candidate is of another area or period than the one that the figure is tied to."""
    owner = tied_to(resolver.items, at)
    return owner is not None and not _is_of(resolver, resolver.items[owner], owner, candidate)


def breaks_aside(resolver: Resolver, at: int, candidate: Candidate) -> bool:
    """Whether a candidate is of another period or area than the brackets right after the figure say."""
    aside = _aside(resolver.items, at)
    return aside is not None and not _is_of(resolver, resolver.items[aside], aside, candidate)


def breaks_placing(resolver: Resolver, at: int, candidate: Candidate) -> bool:
    """Whether a candidate is of another area or period than those that the figure's own phrase ends with, or that
    "respectively" gives it."""
    if any(item.key == "respectively" for item in resolver.items) and _of_other_pair(resolver, at, candidate):
        return True
    when = resolver.when_clause(at)
    dated = when is not None and _is_dated(resolver.items[when])
    if when is not None and dated and not _is_of(resolver, resolver.items[when], when, candidate):
        return True  # "than in quarter two, when it was 1 per cent"
    return any(not _is_of(resolver, resolver.items[step], step, candidate) for step in placed_by(resolver.items, at))


def _of_other_pair(resolver: Resolver, at: int, candidate: Candidate) -> bool:
    """Whether a candidate is of the area or period of another figure of "A and B were 1 and 2 respectively"."""
    for other, owner in resolver.pairs.items():
        item = resolver.items[owner]
        if other == at or at not in resolver.pairs or owner == resolver.pairs[at]:
            continue
        if candidate.area in areas_named(item):
            return True
        if item.period is not None and candidate.period in (resolver.read_period(owner).choices or ()):
            return candidate.period not in (resolver.read_period(resolver.pairs[at]).choices or ())
    return False


def _is_of(resolver: Resolver, item: Item, step: int, candidate: Candidate) -> bool:
    areas = areas_named(item)
    if areas:
        return candidate.area in areas
    choices = resolver.read_period(step).choices
    if choices is None or candidate.period in choices:
        return True
    day = candidate.period.start == candidate.period.end
    series = resolver.index.series(candidate.subject, candidate.area)
    if (
        not day
        and candidate.statistic == "value"
        and any(one.facts.get(period) for one in series for period in choices)
    ):
        return False  # there is a figure of just this time
    return any(candidate.period.contains(period) or (day and period.contains(candidate.period)) for period in choices)
