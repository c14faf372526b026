"""Figures of some of what is named: "two of 173 files", "52,032 of these visits", "of which 23"."""

from __future__ import annotations

from pcc_narrator.checking.lexicon import frame_words
from pcc_narrator.checking.reading import Reading
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import areas_named, is_subject
from pcc_narrator.checking.tokens import stem


def names_part_and_whole(resolver: Resolver, at: int) -> bool:
    """Whether the part and the whole of a fraction are both named: "two in three of the 92 sales were of pears", "loans
    of films made up a quarter of loans"."""
    items = resolver.items
    following = [item for item in items[at + 1 : at + 5] if item.key not in ("the", "all") and item.kind != "figure"]
    if len(following) < 2 or following[0].key != "of" or not is_subject(following[1]):
        return False
    told = [meaning for item in items if item.name is not None for meaning in item.name.meanings]
    kinds = {meaning.id for meaning in told if meaning.kind == "category"}
    before = items[at - 1].key if at else ""
    return len(kinds) == 1 or (before in _SHARING and any(is_subject(item) for item in items[:at]))


_SHARING = frozenset({"make up", "makes up", "made up", "account for", "accounts for", "accounted for", "represented"})


def is_after_part(resolver: Resolver, at: int) -> bool:
    """Whether a percentage is that of a part told just before: "29,745 of that increase, or 65.3 per cent"."""
    items, clause = resolver.items, resolver.items[at].clause
    told = [step for step in range(at) if items[step].figure is not None and items[step].clause == clause]
    return any(items[step + 1].key in ("of", "out of") for step in told)


def is_of_these(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether a figure is of some of what was just named: "52,032 of these visits", "of which 23"."""
    items = resolver.items
    keys = [item.key for item in items]
    here = [
        step
        for step in range(len(items) - 1)
        if (keys[step] in ("of", "amongst", "among") and keys[step + 1] in _POINTING)
        or keys[step] in ("of which", "of whom", "of these", "of those", "of them")
    ]
    whole = [step for step in here if step > at and keys[step] in ("of which", "of whom")]  # "10,792 visits, of which"
    if not any(step < at or (step <= at + 4 and step not in whole) for step in here) or _part_in_time(resolver, at):
        return False
    return not _kind_named(resolver, at, reading, measured=_of_proper_whole(resolver, at, here))


def _of_proper_whole(resolver: Resolver, at: int, here: list[int]) -> bool:
    """Whether "of which" stands before a figure and takes up a count, and no average by the day."""
    return any(step < at for step in here) and not resolver.says_average


def _kind_named(resolver: Resolver, at: int, reading: Reading, *, measured: bool) -> bool:
    """Whether the part is one that the facts have: "of which 30 were pursuit-related", "of which 781 were loans"."""
    for item in resolver.items[at + 1 : at + 5]:
        if item.clause != resolver.items[at].clause or item.kind in ("figure", "period", "mark"):
            return False
        told = item.name.meanings if item.name is not None else ()
        firm = measured and any(meaning.kind == "measure" and not meaning.weak for meaning in told)
        if firm or any(meaning.kind == "category" for meaning in told):
            return bool(set(resolver.meant(item)) & set(reading.subjects.choices))
    return False


def _part_in_time(resolver: Resolver, at: int) -> bool:
    """Whether a part is one of time alone: "of these, 1,574 came in December"."""
    frame = frame_words()
    parted = max((step for step in range(at) if resolver.items[step].key == ";"), default=-1)
    opening = [item for item in resolver.items[parted + 1 : at] if item.kind != "mark"]
    dated = len(opening) <= 4 and bool(opening) and opening[-1].period is not None and resolver.items[at - 1].key == ":"
    if dated and opening[0].key in ("of", "of which", "of these"):
        return True  # "of which in March: 21,298"
    told = [place for place, item in enumerate(opening) if item.key in _RELATIVE]
    opening = opening[told[-1] + 1 :] if told else opening  # "4,369 visits, of which 1,070 came in May"
    if len(opening) > 2 or resolver.roles[at].role in ("change", "difference"):
        return False
    for item in resolver.items[at + 1 : at + 6]:
        if item.period is not None:
            return item.period.kind != "length"
        if item.kind != "word" or not (item.words or item.key in frame):
            return False
    return False


_RELATIVE = frozenset({"of which", "of whom", "which", "whom"})
_POINTING = frozenset({"these", "those", "them", "which", "whom", "this"})


def is_part(resolver: Resolver, at: int) -> bool:
    """Whether a figure is a part of a named whole ("two of 173 full files"): what the part counts is not named."""
    items = resolver.items
    if resolver.divided is not None:
        part, whole = resolver.divided
        return part == at or (items[at].depth > items[part].depth and at > whole)
    if "of" not in resolver.keys:
        return False
    comma = next((step for step, item in enumerate(items) if item.key == ","), len(items))
    opening = [item for item in items[:comma] if item.kind != "mark"][:4]
    kinds = resolver.index.kinds
    several = any(stem(item.key.split()[-1]) in kinds or areas_named(item) for item in [*opening, *items[4:6]])
    opened = bool(opening) and opening[0].key == "of" and any(item.figure is not None for item in opening)
    opened = opened and not several  # "of the four trusts" is no whole
    first = next((step for step, item in enumerate(items) if item.figure is not None), at)
    return opened and at > first
