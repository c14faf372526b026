"""A number told again otherwise in one paragraph, by a slip of the hand: "There were 510 admissions. … Of the 501
admissions, 96 were"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby, pairwise

from pcc_narrator.checking.between_two import plain, refuted
from pcc_narrator.checking.items import Item, Sentence
from pcc_narrator.checking.reading import Judged
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
    for _, group in groupby(sentences, key=lambda one: (one.paragraph, one.block.start)):
        told: dict[tuple[str, ...], list[Figure]] = {}
        values: set[Decimal] = set()
        for sentence in group:
            items = sentence.items
            for at, item in enumerate(items):
                figure = item.figure
                if figure is None or not plain(figure) or not (is_count(figure) or figure.kind == "money"):
                    continue
                counted = nouns(items, at)
                fresh = figure.value not in values
                values.add(figure.value)
                if fresh and _is_definite(items, at) and (earlier := _told_of(told, counted, figure)) is not None:
                    message = f"Before it is {earlier.text}; here {figure.text}."
                    yield sentence, at, refuted(message, earlier.text, "disagree")
                told.setdefault(counted, []).append(figure)


def _is_definite(items: tuple[Item, ...], at: int) -> bool:
    """Whether a number points back: "of the 501 admissions, 96", with no time or place of its own."""
    before = items[at - 1].key if at else ""
    if before not in _DEFINITE or (
        at > 1 and items[at - 2].key in ("than", "against", "from", "to", "up from", "down from")
    ):
        return False
    for item in items[at + 1 : at + 6]:
        if item.kind == "mark" or item.has("level") or item.has("unreal") or item.figure is not None:
            return True
        if item.kind == "period" or item.key in _OTHER or item.key in _NARROWS or item.has("pronoun"):
            return False
    return True


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
