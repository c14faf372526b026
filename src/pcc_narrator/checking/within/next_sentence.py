"""What a sentence says of the figures of the one before it: "That is down from 4,876, a fall of 13.5 per cent", "So far
£187,500 has been pledged, leaving £62,500", "The return rate was 25 per cent", "Together with hail (332) it makes up
more than half"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pcc_narrator.checking.beside_levels import find_beside_levels
from pcc_narrator.checking.between_two import plain, refuted, short
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.roles import read_roles
from pcc_narrator.checking.scopes import is_area
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.within.changes_told import judge_change
from pcc_narrator.checking.within.multiples_beside import find_multiples_before
from pcc_narrator.checking.within.phrases import figures_in, is_count, nouns, stops, told_pairs
from pcc_narrator.checking.within.ranked_lists import find_ranks_of_list
from pcc_narrator.checking.within.remainders import find_remainders, tells_rest
from pcc_narrator.checking.within.respectively import follows_respectively
from pcc_narrator.checking.within.sentence import find_within
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_TAKES_UP = frozenset(
    {"that", "this", "which", "it", "these", "those", "that is", "so", "they", "on average", "of these"}
    | {"of them", "of those", "of which", "of whom"}
)  # fmt: skip
_NAMES = frozenset(
    {"gap", "difference", "average", "mean", "rate", "share", "proportion", "turnout", "majority", "lead"}
    | {"margin", "surplus", "deficit", "ratio", "median", "percentage", "spread", "range", "shortfall"}
    | {"response"}
)  # fmt: skip
_MOST = 4  # figures of two sentences: with more nobody can say what "that" is
_LISTED = 10  # with an average of them
_ADDED = frozenset({"together", "with", "adding", "including", "combined", "taken", "along"})


def find_of_sentence_before(before: tuple[Item, ...], items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """Every figure or word of a sentence that the figures of the sentence before contradict."""
    yield from follows_respectively(before, items)
    yield from find_ranks_of_list(before, items)
    yield from find_multiples_before(before, items, bounds)
    if not figures_in(items) or not figures_in(before):
        return
    for at, judged in (
        *_taken_up(before, items, bounds),
        *_rest(before, items),
        *_together(before, items, bounds),
        *_went_on(before, items, bounds),
    ):
        if judged.verdict == "refuted":
            yield at, replace(judged, inputs=())


def _taken_up(before: tuple[Item, ...], items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """The two as one sentence: "There were 4,218; that is down from 4,876, a fall of 13.5 per cent"."""
    told = sum(item.figure is not None for item in (*before, *items))
    pointed = _of_them(items) and (items[0].figure is None or _only_number(before) is not None)
    listed = any(item.key in ("average", "mean", "median", "averaged", "on average") for item in items[:6])
    if told > (_LISTED if listed else _MOST + pointed) or not (pointed or _takes_up(items) or _points_back(items)):
        return
    start = [one for one in before if not (one.kind == "mark" and one.key in (".", "!", "?"))]
    comma = Item("mark", items[0].start, items[0].start, ",")
    whole = (*start, comma, *items)
    shift = len(start) + 1
    roles = read_roles(whole)
    found = (*find_within(whole, roles, bounds), *find_beside_levels(whole, roles, bounds))
    yield from ((at - shift, judged) for at, judged in found if at >= shift)


def _of_them(items: tuple[Item, ...]) -> bool:
    """ "Of these, 31 were positive"; "160 of them, that is 25%, were"."""
    start = items[1:3] if items[0].figure is not None else items[:2]
    return len(start) > 1 and start[0].key == "of" and start[1].key in ("them", "these", "those")


def _takes_up(items: tuple[Item, ...]) -> bool:
    """Whether a sentence begins by pointing at the one before, or by naming what is worked out of it."""
    if items[0].key in _TAKES_UP:
        return True
    if items[0].key == "the" and len(items) > 1 and items[1].key in ("other", "remaining", "rest"):
        return True
    found = next((at for at, item in enumerate(items) if item.figure is not None), len(items))
    last = [at for at, item in enumerate(items) if item.key in ("that is", "that works", "this is", "which is")]
    if last and last[-1] > found:
        return True  # "With 48 pupils that is £75 each"
    return items[0].key in ("the", "the rate", "the proportion", "the percentage", "the share", "a") and any(
        word in _NAMES for item in items[:5] for word in item.key.split()
    )


def _points_back(items: tuple[Item, ...]) -> bool:
    """ "Inspectors rated 49 of them good": a part of what was told before, where the sentence tells no whole."""
    found = [at for at, item in enumerate(items) if item.figure is not None]
    behind = [item.key for item in items[found[0] + 1 : found[0] + 3]]
    return len(found) == 1 and behind in (["of", "them"], ["of", "these"], ["of", "those"])


def _rest(before: tuple[Item, ...], items: tuple[Item, ...]) -> Iterator[Finding]:
    """ "The roof needs £250,000. So far £187,500 has been pledged, leaving £62,500": the whole told before."""
    whole = _only_number(before)
    found = [at for at, item in enumerate(items) if item.figure is not None]
    if whole is None or len(found) < 2 or any(told_pairs(items)) or not tells_rest(items, found[-1]):
        return
    if items[0].key in ("of", "out of"):
        return
    start = Item("word", items[0].start, items[0].start, "of")
    comma = Item("mark", items[0].start, items[0].start, ",")
    yield from ((at - 3, judged) for at, judged in find_remainders((start, whole, comma, *items)) if at >= 3)


def _went_on(before: tuple[Item, ...], items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """ "Membership was 412 in June. By July it had grown by 19 to 431": the level of before as the base."""
    found = [item for item in before if item.figure is not None]
    roles = read_roles(items)
    changes = [at for at, role in roles.items() if role.role == "change" and role.sign]
    ends = [at for at in roles if at not in changes]
    base = found[0].figure if len(found) == 1 else None
    if base is None or len(changes) != 1 or len(ends) != 1 or roles[ends[0]].role not in ("to", "level", "open"):
        return
    at, end = changes[0], ends[0]
    if not _of_the_same(before, items, at, end) or not (stops(items, at) if at > end else at < end):
        return
    between = items[min(at, end) + 1 : max(at, end)]
    if any(item.key in ("in", "a", "per", "each") and at < end for item in between):
        return
    level = items[end].figure
    if level is None or (level.value - base.value) * roles[at].sign <= 0 or level.kind != base.kind:
        return
    start = Item("figure", items[0].start, items[0].start, found[0].key, figure=base)
    yield from ((one - 1, judged) for one, judged in judge_change((start, *items), at + 1, 0, end + 1, bounds))


def _of_the_same(before: tuple[Item, ...], items: tuple[Item, ...], at: int, end: int) -> bool:
    """Whether a sentence goes on with the thing told before: by a pronoun or "the number", with a count of no other
    noun, and with no other time, place or comparison for the change."""
    if any(item.has("compare") or item.key in ("and", "but", "while") or is_area(item) for item in items):
        return False
    first = next(at for at, item in enumerate(before) if item.figure is not None)
    one, two = nouns(before, first), nouns(items, end)
    pointed = any(item.has("pronoun") for item in items[: min(at, end)])
    return (bool(one) and bool(set(one) & set(two))) or (pointed and (not two or two == one))


def _only_number(items: Sequence[Item]) -> Item | None:
    """The item of the only figure of a sentence, if it is a plain number or amount of money."""
    found = [item for item in items if item.figure is not None]
    figure = found[0].figure if len(found) == 1 else None
    if figure is None or not plain(figure):
        return None
    return found[0] if figure.kind == "money" or is_count(figure) else None


def _together(before: tuple[Item, ...], items: tuple[Item, ...], bounds: Bounds) -> Iterator[Finding]:
    """ "It was 609 of 1,748. Together with hail (332) it makes up more than half"."""
    if items[0].key not in _ADDED:
        return
    pairs = list(told_pairs(before))
    found = [(at, figure) for at, item in enumerate(items) if (figure := item.figure) is not None]
    if (
        len(pairs) != 1
        or len(found) != 2
        or not is_count(found[0][1])
        or found[1][1].kind not in ("percent", "fraction")
    ):
        return
    part, whole = (before[at].figure for at in pairs[0])
    more, share = found[0][1], found[1][1]
    if part is None or whole is None or not (plain(part) and plain(whole) and plain(more)):
        return
    yield from _added(found[1][0], share, part, more, whole, bounds)


def _added(at: int, share: Figure, part: Figure, more: Figure, whole: Figure, bounds: Bounds) -> Iterator[Finding]:
    value = (part.value + more.value) * 100 / whole.value
    if value <= 100 and fit(share, value, "percent", bounds) not in GOOD:
        shown = f"{part.text} and {more.text} of {whole.text} are {short(value)} per cent"
        yield at, refuted(f"{shown}, not {share.text}.", f"{short(value)} per cent")
