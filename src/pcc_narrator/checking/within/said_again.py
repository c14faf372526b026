"""A number told again otherwise in one paragraph, by a slip of the hand: "There were 510 admissions. … Of the 501
admissions, 96 were"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby, pairwise

from pcc_narrator.checking.between_two import plain, refuted
from pcc_narrator.checking.items import Item, Sentence
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.tokens import root
from pcc_narrator.checking.within.phrases import is_count, nouns
from pcc_narrator.models.figure import Figure

_DEFINITE = frozenset({"the", "these", "those", "all", "all the", "all of", "its", "their", "our"})
_OTHER = frozenset(
    {"other", "others", "another", "further", "more", "remaining", "last", "first", "next", "new", "or"}
)  # fmt: skip
_NARROWS = frozenset(
    {"in", "at", "from", "for", "a", "of", "who", "left", "with", "by", "on", "under", "over"}
)  # fmt: skip
_LONG = 3  # digits: shorter numbers differ in one digit by chance


def find_said_again(sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, int, Judged]]:
    """Each number with "the" that is a slip of the only one that its paragraph told of the same noun before."""
    for group in _passages(sentences):
        told: dict[tuple[str, ...], list[Figure]] = {}
        values: set[Decimal] = set()
        for sentence in group:
            items = sentence.items
            for at, item in enumerate(items):
                figure = item.figure
                if figure is None or not plain(figure) or not (is_count(figure) or figure.kind == "money"):
                    continue
                counted = nouns(items, at) or _noun_before(items, at)
                named = {name for names in told for name in names}
                earlier = None
                if figure.value not in values and _is_definite(items, at, named):
                    earlier = _told_of(told, counted, figure) or _all_of(told, items, at, figure)
                values.add(figure.value)
                if earlier is not None:
                    message = f"Before it is {earlier.text}; here {figure.text}."
                    yield sentence, at, refuted(message, earlier.text, "disagree")
                told.setdefault(counted, []).append(figure)


def _passages(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences of each paragraph, those of a line without a full stop (a headline) with the paragraph below."""
    line: list[Sentence] = []
    for _, group in groupby(sentences, key=lambda one: (one.paragraph, one.block.start)):
        passage = list(group)
        last = passage[-1].items[-1] if passage[-1].items else None
        yield line + passage
        headline = len(passage) == 1 and last is not None and last.key not in (".", "!", "?", ":", ";")
        line = passage if headline and passage[0].block.kind in ("paragraph", "heading") else []


def _noun_before(items: tuple[Item, ...], at: int) -> tuple[str, ...]:
    """ "A grant of £45,000": the noun of an amount that has none behind it."""
    figure = items[at].figure
    led = at > 1 and items[at - 1].key == "of" and items[at - 2].kind == "word" and not items[at - 2].words
    money = figure is not None and figure.kind == "money"
    return tuple(map(root, items[at - 2].key.split())) if led and money else ()


def _all_of(
    told: dict[tuple[str, ...], list[Figure]], items: tuple[Item, ...], at: int, figure: Figure
) -> Figure | None:
    """ "All 63 were offered one": the only number told before, where no noun says what is counted."""
    follows = items[at + 1] if at + 1 < len(items) else None
    before = [one for found in told.values() for one in found]
    if items[at - 1].key not in ("all", "all the") or follows is None or not follows.has("level") or len(before) != 1:
        return None
    return before[0] if before[0].kind == figure.kind and _is_slip(before[0], figure) else None


def _is_definite(items: tuple[Item, ...], at: int, named: set[str]) -> bool:
    """Whether a number points back: "of the 501 admissions, 96", with no time or place of its own."""
    before = items[at - 1].key if at else ""
    if before not in _DEFINITE or (
        at > 1 and items[at - 2].key in ("than", "against", "from", "to", "up from", "down from")
    ):
        return False
    for step, item in enumerate(items[at + 1 : at + 6]):
        if step > 1 and item.key in _NARROWS and root(items[at + 1].key) in named and _is_verb(items[at + 2]):
            return True  # "most of the 501 reports came from the coast"
        if item.kind == "mark" or item.has("level") or item.has("unreal") or item.figure is not None:
            return True
        if item.kind == "period" or item.key in _OTHER or item.key in _NARROWS or item.has("pronoun"):
            return False
    return True


def _is_verb(item: Item) -> bool:
    """Whether a word right behind the noun goes on, where one that narrows it would stand: "came from", "pays for"."""
    return item.kind == "word" and item.key not in _NARROWS and item.key not in _OTHER


def _told_of(told: dict[tuple[str, ...], list[Figure]], counted: tuple[str, ...], figure: Figure) -> Figure | None:
    """The only number told before of the same thing, where the one at hand is a slip of it."""
    if not counted and figure.kind != "money":
        return None
    same = [one for names, found in told.items() for one in found if one.kind == figure.kind and _same(names, counted)]
    values = {one.value for one in same}
    if len(values) != 1 or figure.value in values:
        return None
    return same[0] if _is_slip(same[0], figure) else None


def _same(names: tuple[str, ...], counted: tuple[str, ...]) -> bool:
    if not names or not counted:
        return counted == names
    if set(counted) <= set(names):
        return True
    head = names[-1]  # what follows it may be a verb: "the 501 admissions cost £2m"
    return head in counted and set(counted[: counted.index(head) + 1]) <= set(names)


def _is_slip(one: Figure, two: Figure) -> bool:
    """Whether two numbers differ by two digits that changed places, or by one digit."""
    if one.in_words or two.in_words or one.step != two.step:
        return False
    first, second = (f"{figure.value.normalize():f}" for figure in (one, two))
    if len(first) != len(second):
        return False
    apart = [at for at in range(len(first)) if first[at] != second[at]]
    if len(apart) == 1:
        return len(first) >= _LONG
    if len(apart) != 2:
        return False
    low, high = apart
    return high == low + 1 and first[low] == second[high] and first[high] == second[low]


def pairs_of_sentences(sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """Every two sentences that follow one another in one paragraph."""
    for one, two in pairwise(sentences):
        if one.paragraph == two.paragraph and one.block is two.block and one.block.kind not in ("cell", "head", "row"):
            yield one, two
