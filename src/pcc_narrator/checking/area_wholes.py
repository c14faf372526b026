"""Verdicts on the number of areas that a group has: "the lowest of the 43 schools", "35 of the 43"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.index import AREA_COUNTS, COUNTS_OF_AREAS, Index, Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.ranks import open_verdict
from pcc_narrator.checking.reading import Judged, Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import areas_named
from pcc_narrator.checking.wording import area_words, in_style_of
from pcc_narrator.models.fact import Fact

_PART_OF = frozenset({"that", "which", "where", "whose", "with", "who", "when"})
_NEAR = 9


def is_whole(resolver: Resolver, at: int) -> bool:
    """Whether a figure is the whole that a part or a rank is of, and no count of those that did something."""
    items = resolver.items
    before = [item.key for item in items[max(0, at - 2) : at]]
    told = before[-1:] == ["of"] or (len(before) == 2 and before[0] == "of" and before[1] in ("the", "all"))
    in_chart = resolver.sentence.block.kind == "alt" and before[-1:] == ["for"]  # a chart shows all that there are
    return (told or in_chart) and not any(item.key in _PART_OF for item in items[at + 1 : at + 4])


def judge_whole(resolver: Resolver, at: int, reading: Reading) -> Judged | None:
    """The verdict on the size of a group, by the facts that count or rank among it; None: they do not tell."""
    figure = resolver.items[at].figure
    assert figure is not None
    ranked = _placed_before(resolver, at) is not None
    if (figure.in_words and not ranked) or figure.high is not None or figure.hedge not in (None, "exactly"):
        return None
    index = resolver.index
    group = _group_after(resolver, at)
    among = tuple(_among(index, reading, group)) or (() if group else index.counted_among)
    among = _counted_so(resolver, at, among) or among
    sizes = {Decimal(fact.out_of): fact for fact in reversed(among) if fact.out_of is not None}
    known = index.areas.get(group) if group else None
    if known is not None and known.members:
        sizes = {size: fact for size, fact in sizes.items() if size == len(known.members)}
    if not sizes:
        return None
    fact = sizes.get(figure.value) if figure.value != 1 else None
    shown = fact or next(iter(reversed(sizes.values())))
    meant = replace(arithmetic.of_fact(shown, Subject(shown.measure, shown.category)), base=None)  # no change is told
    if fact is not None:
        return Judged("supported", "areas", f"{fact.out_of} areas are compared.", meant, reading=reading)
    if group is None and figure.value in _group_sizes(index):
        return open_verdict("areas", "No fact ranks among so many.", reading) if ranked else None
    expected = in_style_of(figure, Decimal(shown.out_of or 0), "count")
    message = f'The text says "{figure.text}"; {shown.out_of} areas are compared.'
    return Judged("refuted", "areas", message, meant, expected, reading)


def too_few(resolver: Resolver, at: int) -> Judged | None:
    """The verdict on a group that is smaller than the rank told within it: "the ninth lowest of the four"."""
    figure, placed = resolver.items[at].figure, _placed_before(resolver, at)
    rank = placed.figure if placed is not None else None
    if rank is None or figure is None or rank.value <= figure.value:
        return None
    return Judged("refuted", "areas", f'The text says "{figure.text}"; none is {rank.text} of so few.')


def _placed_before(resolver: Resolver, at: int) -> Item | None:
    """The rank or superlative that the size of a group stands behind: "the ninth lowest of the 43"."""
    if not is_whole(resolver, at):
        return None
    for step in range(at - 1, max(-1, at - _NEAR), -1):
        item = resolver.items[step]
        if item.kind == "mark":
            return None
        if item.figure is not None:
            return item if resolver.roles[step].role == "rank" else None
        before = resolver.items[step - 1] if step else None
        if item.has("extreme") and (before is None or before.figure is None):
            return item
    return None


def judge_members(resolver: Resolver, at: int) -> Judged | None:
    """The verdict on how many a group has that is named right behind the number: "its seven peers", with or without
    the one that they are the peers of; None where it is no such number."""
    items, figure = resolver.items, resolver.items[at].figure
    before = items[at - 1] if at else None
    if figure is None or figure.kind != "number" or figure.hedge or before is None or at + 1 >= len(items):
        return None
    groups = [group for area in areas_named(items[at + 1]) if (group := resolver.index.areas.get(area)) is not None]
    owned = before.key in ("of", "the", "its", "their", "all", "our") or bool(areas_named(before))
    if not owned or not groups or not all(group.members for group in groups):
        return None
    last = next((one.text for one in resolver.sentence.tokens if one.end == items[at + 1].end), "")
    if not last.endswith("s"):
        return None
    size = len(groups[0].members)
    right = (size, size - 1) if resolver.index.own in groups[0].members else (size,)
    message = f"{area_words(resolver.index, groups[0].id)}: {size} areas."
    if figure.value in right:
        return Judged("supported", "areas", message)
    return Judged("refuted", "areas", f'The text says "{figure.text}". {message}', None, f"{right[-1]}")


def _group_after(resolver: Resolver, at: int) -> str | None:
    """The group that is named behind the number, in its clause: "the 43 schools in England and Wales"."""
    for item in resolver.items[at + 1 : at + _NEAR]:
        if item.clause != resolver.items[at].clause or item.kind in ("mark", "period", "figure") or item.key == "and":
            return None
        if named := areas_named(item):
            return named[0]
    return None


def _among(index: Index, reading: Reading, group: str | None) -> Iterator[Fact]:
    """Facts of the subject that say among how many areas they count or rank."""
    for subject in reading.subjects.choices:
        for area in index.areas_of(subject):
            for name in ("rank", *COUNTS_OF_AREAS):
                for fact in index.statistic(subject, area, name):
                    if fact.out_of is not None and (group is None or group in (fact.against, fact.area)):
                        yield fact


def _counted_so(resolver: Resolver, at: int, among: Iterable[Fact]) -> tuple[Fact, ...]:
    """Those that the part or rank before "of the 43" is of: a count of areas, else a rank, of the period read."""
    items = resolver.items
    step = next((step for step in range(at - 1, max(-1, at - _NEAR), -1) if items[step].figure is not None), None)
    part = items[step].figure if step is not None and any(item.key == "of" for item in items[step:at]) else None
    if part is not None and part.kind == "number":
        return tuple(fact for fact in among if fact.statistic in AREA_COUNTS and fact.number == part.value)
    when = resolver.times(at).choices or ()
    ranks = [fact for fact in among if fact.statistic == "rank"]
    return tuple(fact for fact in ranks if fact.period in when) or tuple(ranks)


def _group_sizes(index: Index) -> frozenset[Decimal]:
    """How many areas each group has, and how many there are of each kind."""
    kinds: dict[str, int] = {}
    for area in index.set.areas:
        kinds[area.kind] = kinds.get(area.kind, 0) + 1
    members = (len(area.members) for area in index.set.areas if area.members)
    return frozenset(Decimal(size) for size in (*kinds.values(), *members) if size > 1)
