"""Arithmetic inside the text, with no facts at all: figures of one sentence that cannot both be right, or must be.

Every check works on rounding intervals: a printed 3.4 stands for anything from 3.35 to 3.45. Hedged figures
("about 500") are left alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, localcontext

from pcc_narrator.checking.beside_levels import find_beside_levels
from pcc_narrator.checking.between_two import (
    alike,
    follows,
    outside,
    plain,
    ratio_between,
    refuted,
    right,
    rounding,
    short,
    wrong_change,
)
from pcc_narrator.checking.bracketed import find_bracketed, find_parts
from pcc_narrator.checking.change_and_end import find_change_and_end
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lengths import find_wrong_lengths
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.parts_of_wholes import find_parts_of_wholes
from pcc_narrator.checking.rates_told import find_rates_told
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.set_against import find_set_against
from pcc_narrator.checking.sums import find_wrong_sums
from pcc_narrator.checking.then_to import find_then_to
from pcc_narrator.checking.times_the import find_times_the
from pcc_narrator.checking.told_in_time import find_wrong_way
from pcc_narrator.checking.told_together import find_told_together
from pcc_narrator.checking.told_twice import ends_in_brackets, find_told_twice
from pcc_narrator.checking.two_levels import find_wrong_percentages
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.within.exact import levels
from pcc_narrator.checking.within.no_whole_number import find_no_whole_number
from pcc_narrator.checking.within.sentence import find_within
from pcc_narrator.checking.within.told_anew import is_told_anew

Finding = tuple[int, Judged]


def check_arithmetic(items: tuple[Item, ...], roles: dict[int, RoleRead], bounds: Bounds) -> Iterator[Finding]:
    """Every figure of a sentence that the sentence itself contradicts or bears out, with the reason.

    A figure that is borne out has the items of the figures it follows from as `inputs`: it is as true as they are.
    """
    if len(items) < 2 or sum(item.figure is not None or item.period is not None for item in items) < 2:
        return  # nothing that another could contradict
    with localcontext() as context:
        context.prec = 40
        yield from _changes(items, roles, bounds)
        yield from find_parts_of_wholes(items, roles, bounds)
        yield from find_no_whole_number(items)
        yield from _totals(items, roles)
        yield from _remainder(items)
        yield from find_wrong_lengths(items)
        yield from find_wrong_sums(items)
        yield from find_wrong_percentages(items)
        yield from find_told_together(items, roles, bounds)
        yield from find_told_twice(items, roles, bounds)
        yield from find_times_the(items, roles, bounds)
        yield from find_beside_levels(items, roles, bounds)
        yield from find_change_and_end(items, roles, bounds)
        yield from find_wrong_way(items, roles)
        yield from find_set_against(items, bounds)
        yield from find_then_to(items, roles)
        yield from find_rates_told(items)
        yield from find_bracketed(items)
        yield from find_parts(items, bounds)
        yield from find_within(items, roles, bounds)


# From A to B, a fall of C (D per cent)


def _changes(items: tuple[Item, ...], roles: dict[int, RoleRead], bounds: Bounds) -> Iterator[Finding]:
    ends = [(at, role.pair) for at, role in roles.items() if role.role == "from" and role.pair is not None]
    for start, end in ends:
        one, two = items[start].figure, items[end].figure
        if not (plain(one) and plain(two)) or one is None or two is None or not alike(one, two):
            continue
        told = {at: role for at, role in roles.items() if len(ends) == 1 or _same_verb(items, roles, at, start)}
        told = {at: role for at, role in told.items() if _nearest(at, ends) == (start, end)}
        told = {
            at: role
            for at, role in told.items()
            if not _of_other_verb(roles, at, start, end)
            and not is_told_anew(items, at, role, start, end)
            and not _told_apart(items, roles, at, start, end)
        }
        if (further := _from_again(items, roles, start, end)) is not None:
            after = {at: role for at, role in told.items() if at > further}
            told = {at: role for at, role in told.items() if at < further}
            if alike(one, items[further].figure or one) and plain(items[further].figure):
                yield from _changes_between(items, after, further, end, bounds)
        yield from _changes_between(items, told, start, end, bounds)


def _nearest(at: int, ends: list[tuple[int, int]]) -> tuple[int, int]:
    """The two levels nearest to a change: "loans rose by 5 per cent, from 60 to 63, and sales by 10, from 50 to 55"."""
    return min(ends, key=lambda pair: min(abs(at - pair[0]), abs(at - pair[1])))


def _from_again(items: tuple[Item, ...], roles: dict[int, RoleRead], start: int, end: int) -> int | None:
    """ "Fell from 60 to 48 …, and from 80 in May: a drop of 32": a second base of one change."""
    for at, role in roles.items():
        if at > max(start, end) and role.role == "from" and role.pair is None and items[at - 2].key == "and":
            return at
    return None


def _same_verb(items: tuple[Item, ...], roles: dict[int, RoleRead], at: int, start: int) -> bool:
    word = roles[start].word
    return word is not None and roles[at].word == word and items[at].clause == items[start].clause


def _of_other_verb(roles: dict[int, RoleRead], at: int, start: int, end: int) -> bool:
    """Whether a change is of another verb than the two ends, and either has its own: "from 332 to 360; it then rose by
    18.6 per cent to 377"."""
    word, theirs = roles[at].word, roles[start].word
    if word is None or word == theirs or at in (start, end):
        return False
    own_end = any(role.word == word and role.role == "to" for step, role in roles.items() if step != end)
    own_change = theirs is not None and any(
        role.word == theirs and role.role == "change" for step, role in roles.items() if step != at
    )
    return own_end or own_change


def _told_apart(items: tuple[Item, ...], roles: dict[int, RoleRead], at: int, start: int, end: int) -> bool:
    """Whether a change is none of the two ends: one the other way by a word of its own, or from a time that stands
    before it ("…; compared with 2019, that is an increase of 60%")."""
    one, two, role = items[start].figure, items[end].figure, roles[at]
    if at in (start, end) or one is None or two is None:
        return False
    way = (two.value > one.value) - (two.value < one.value)
    if role.sign and way and role.sign != way and role.word is not None and role.word != roles[start].word:
        return any(item.key in (":", ";") for item in items[end : role.word])
    between = items[end + 1 : at]
    base = next((step for step, item in enumerate(between) if item.has("compare") and item.key != "from"), None)
    return base is not None and any(item.period is not None for item in between[base:])


def _changes_between(
    items: tuple[Item, ...], roles: dict[int, RoleRead], start: int, end: int, bounds: Bounds
) -> Iterator[Finding]:
    one, two = levels(items, start, end)
    for at, role in roles.items():
        figure = items[at].figure
        if at in (start, end) or figure is None or ends_in_brackets(items, at) is not None:
            continue
        if role.role == "change" and figure.kind == "fraction" and one.value:
            share = abs(two.value - one.value) * 100 / abs(one.value)
            said = f"from {one.text} to {two.text} is {short(share)} per cent"
            if fit(figure, share, "percent", bounds) not in GOOD:
                yield at, refuted(f"{said[0].upper()}{said[1:]}, not {figure.text}.", f"{short(share)} per cent")
            else:
                yield at, right(said, start, end)
        if not plain(figure):
            continue
        if _former_level(items, at) and figure.kind == "percent":
            low, high = ratio_between(two, one)
            yield from outside(at, figure, low * 100, high * 100, f"{two.text} is not {figure.text} of {one.text}")
        elif role.role == "change" or role.role == "multiple":
            wrong = list(wrong_change(at, figure, one, two, bounds))
            if not wrong and follows(figure, one, two):
                yield at, right(f"from {one.text} to {two.text} is {figure.text}", start, end)
            yield from wrong


def _former_level(items: tuple[Item, ...], at: int) -> bool:
    following = [item.key for item in items[at + 1 : at + 6]]
    return following[:1] == ["of"] and any(
        word in ("former", "previous", "original", "earlier", "initial") for word in following
    )


# 166 in post: 60, 30 and 76


def _totals(items: tuple[Item, ...], roles: dict[int, RoleRead]) -> Iterator[Finding]:
    numbers = [
        at
        for at, item in enumerate(items)
        if item.figure is not None and item.figure.kind == "number" and plain(item.figure)
    ]
    if len(numbers) < 3:
        return
    keys = [item.key for item in items]
    if any(word in keys for word in _NOT_ALL):
        return
    for colon in (at for at, key in enumerate(keys) if key in (":", "–", "—")):
        parts = [at for at in numbers if at > colon]
        before = [at for at in numbers if at < colon and not _how_many(items[at], len(parts))]
        if (
            len(before) == 1
            and len(parts) >= 2
            and "and" in keys[parts[-2] : parts[-1]]
            and _all_parts(items, parts, roles, after=colon)
        ):
            yield from _sum(items, before[0], parts)
            return
    wholes = [at for at in numbers if _in_all(items, at)]
    if len(wholes) != 1:
        return  # "Q1: total 168, Q2: total 174"
    whole = wholes[0]
    parts = [at for at in numbers if at < whole] or [at for at in numbers if at > whole]
    made = any(key in _MAKING for key in keys[max(parts, default=0) : whole])
    if len(parts) >= 2 and len(parts) == len(numbers) - 1 and _all_parts(items, parts, roles, dated=made):
        yield from _sum(items, whole, parts)


_NOT_ALL = ("including", "among", "such", "mainly", "mostly", "main", "compared", "from", "others", "rest", "other")


def _how_many(item: Item, parts: int) -> bool:
    """Whether a number says how many parts follow, or counts something else: "by the four trusts: 12, 15, 9 and 4"."""
    figure = item.figure
    return figure is not None and figure.in_words and (figure.value == parts or figure.value <= 12)


def _all_parts(
    items: tuple[Item, ...], parts: list[int], roles: dict[int, RoleRead], *, after: int = 0, dated: bool = False
) -> bool:
    return all(
        roles[at].role in ("open", "level")
        and (dated or not any(p.kind == "period" for p in items[max(after, at - 3) : at]))
        for at in parts
    )


def _in_all(items: tuple[Item, ...], at: int) -> bool:
    """Whether a number is told as a sum: "making 36", "a total of 36", "36 in all"."""
    before = [item.key for item in items[max(0, at - 4) : at]]
    after = [item.key for item in items[at + 1 : at + 5]]
    if any(key in _MAKING for key in before[-2:]):
        return True
    near = [*before, "", *after]
    if at + 1 < len(items) and items[at + 1].has("more"):
        return False  # "12 fewer in all"
    if "total" in before and before[-1] != "of" and before[-1] != "total":
        return False  # "while the county total was 90"
    return any(key in ("in total", "in all", "altogether", "total") for key in near) or (
        ("in", "all") in itertools.pairwise(near)
    )


_MAKING = ("making", "totalling", "giving")


def _sum(items: tuple[Item, ...], whole: int, parts: list[int]) -> Iterator[Finding]:
    total = items[whole].figure
    assert total is not None
    found = [items[at].figure for at in parts]
    if total.step == 1 and any(figure is not None and figure.step is not None and figure.step < 1 for figure in found):
        return  # no whole number of things is the sum of broken ones
    added = sum((figure.value for figure in found if figure is not None), Decimal(0))
    slack = sum((rounding(figure) for figure in (total, *found) if figure is not None), Decimal(0))
    if abs(added - total.value) > slack:
        yield whole, refuted(f"The parts add up to {short(added)}, not {total.text}.", short(added), "sum")
    else:
        yield whole, replace(right(f"the parts add up to {total.text}", *parts), rule="sum")


def _remainder(items: tuple[Item, ...]) -> Iterator[Finding]:
    """ "60 per cent…, 30 per cent…, and the remaining 15 per cent": parts of one whole over 100."""
    percents = [at for at, item in enumerate(items) if item.figure is not None and item.figure.kind == "percent"]
    if len(percents) < 2 or not all(plain(items[at].figure) for at in percents):
        return
    last = percents[-1]
    near = [item.key for item in items[max(0, last - 4) : last + 4]]
    nested = last + 1 < len(items) and items[last + 1].key == "of"  # "12 per cent of the remaining homes"
    rest = not nested and any(word in ("remaining", "rest", "remainder", "other") for word in near)
    listed = (len(percents) >= 3 and items[0].key in ("in", "of", "some", "when", "asked")) or len(percents) >= 3
    if not rest and not listed:
        return
    if any(item.has("direction") or item.has("change_noun") or item.has("more") for item in items):
        return
    figures = [items[at].figure for at in percents]
    added = sum((figure.value for figure in figures if figure is not None), Decimal(0))
    slack = sum(((figure.step or Decimal(0)) / 2 for figure in figures if figure is not None), Decimal(0))
    if (rest and abs(added - 100) > slack) or (not rest and slack < added - 100 <= 10):
        yield last, refuted(f"The parts of the whole add up to {short(added)} per cent.", None, "sum")
