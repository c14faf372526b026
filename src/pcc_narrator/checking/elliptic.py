"""Periods told by their number alone: "12 in the first quarter, 15 in the second and 20 in the third"."""

from __future__ import annotations

import itertools
from dataclasses import replace

from pcc_narrator.checking.items import Item, Sentence, key_of
from pcc_narrator.periods.mention import PeriodMention

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_TOLD = frozenset({*_ORDINALS, "last"})
_QUARTER = 3  # months
_CARDINALS = {"one": 1, "two": 2, "three": 3, "four": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_UNITS = frozenset({"quarter", "half"})
_BEFORE = frozenset({"in", "during", "for", "of", "by", "to", "from", "than"})


def ordinals_as_periods(sentence: Sentence) -> Sentence:
    """The sentence, each ordinal in it that stands for a period told before as that period."""
    if _TOLD.isdisjoint(map(key_of, sentence.items)):
        return sentence
    items = list(sentence.items)
    told: tuple[int, PeriodMention] | None = None
    for number, item in enumerate(items):
        if item.period is not None:
            place = _place(item.period)
            told = (place, item.period) if place is not None else told
        elif told is not None and _stands_alone(items, number):
            place, mention = told
            to = _ORDINALS.get(item.key) or (4 if mention.period is None or mention.period.months == _QUARTER else 2)
            period = _moved(item, mention, to - place)
            items[number] = replace(item, kind="period", figure=None, words=(), period=period)
    return replace(sentence, items=tuple(items))


def _place(mention: PeriodMention) -> int | None:
    """Which of its kind a period is: 2 of "the second quarter", "quarter two", "the second half of 2018"."""
    words = mention.text.lower().split()
    if mention.period is None or mention.first is not None:
        return None
    for one, two in itertools.pairwise(words):
        if two in _UNITS and one in _ORDINALS:
            return _ORDINALS[one]
        if one in _UNITS and two in _CARDINALS:
            return _CARDINALS[two]
    return None


def _stands_alone(items: list[Item], number: int) -> bool:
    """Whether "in the second" has no noun of its own behind it, or "the last was" is the subject of its clause."""
    if items[number].key not in _ORDINALS and items[number].key != "last":
        return False
    if number < 2 or items[number - 1].key != "the":
        return False
    if items[number - 2].key not in _BEFORE:
        opens = items[number - 2].kind == "mark" and items[number - 2].key in (",", ";", ".")
        return opens and items[number + 1 : number + 2] != [] and items[number + 1].key in ("was", "is", "had", "saw")
    following = items[number + 1] if number + 1 < len(items) else None
    return following is None or following.kind in ("mark", "figure") or following.key in ("and", "but", "to", "or")


def _moved(item: Item, mention: PeriodMention, places: int) -> PeriodMention:
    assert mention.period is not None
    by = (mention.period.months or 0) * places
    others = tuple(one.shifted(by) for one in mention.alternatives)
    return PeriodMention(
        item.start, item.end, item.key, "period", mention.period.shifted(by), others, preposition=mention.preposition
    )
