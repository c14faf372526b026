"""How much of a change some categories are said to make up: "short and school visits account for most of the fall"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import is_subject
from pcc_narrator.checking.values import GOOD, fit
from pcc_narrator.checking.wording import place_words, value_words


class _Part(NamedTuple):
    low: Decimal
    high: Decimal | None


_PARTS = {  # how much of the change, as a part of it
    "more than the whole": _Part(Decimal("1.0"), None),
    "more than all": _Part(Decimal("1.0"), None),
    "the whole": _Part(Decimal("0.95"), Decimal("1.05")),
    "all": _Part(Decimal("0.95"), Decimal("1.05")),
    "nearly all": _Part(Decimal("0.9"), Decimal("1.05")),
    "almost all": _Part(Decimal("0.9"), Decimal("1.05")),
    "most": _Part(Decimal("0.5"), Decimal("1.05")),
    "the majority": _Part(Decimal("0.5"), Decimal("1.05")),
    "more than half": _Part(Decimal("0.5"), None),
    "over half": _Part(Decimal("0.5"), None),
    "about half": _Part(Decimal("0.42"), Decimal("0.58")),
    "half": _Part(Decimal("0.45"), Decimal("0.55")),
    "less than half": _Part(Decimal(0), Decimal("0.5")),
    "none": _Part(Decimal("-0.05"), Decimal("0.05")),
}
_ADD_UP = frozenset({"count", "gbp", "hours"})
_LINKS = frozenset({"and", "or", ",", "together", "both", "also", "the", "which"})


def judge_share_of_change(resolver: Resolver, at: int) -> Judged | None:
    """The verdict on "account for most of the fall" at the item of its verb. None where it says no such thing, or of
    what is no category of a measure.

    The categories' changes, added up, are divided by that of the whole over the same time (their contributions).
    """
    items = resolver.items
    if not items[at].has("statistic", "share"):
        return None
    noun = next((step for step in range(at + 1, min(len(items), at + 9)) if items[step].has("change_noun")), None)
    sense = items[noun].sense("change_noun") if noun is not None else None
    if noun is None or sense not in ("up", "down"):
        return None
    words = " ".join(item.key for item in items[at + 1 : noun]).removesuffix(" the").removesuffix(" of")
    part, parts = _PARTS.get(words.replace("~", "")), _named_before(resolver, at)
    if part is None or not parts or any(one.category is None for one in parts):
        return None
    wholes = {Subject(one.measure) for one in parts}
    if len(wholes) != 1:
        return None
    reading = read(resolver, noun, RoleRead("change"))
    found = list(_ratios(resolver, reading, wholes.pop(), parts))
    sign = 1 if sense == "up" else -1
    for ratio, whole in found:
        right = whole.value * sign > 0 and part.low <= ratio and (part.high is None or ratio <= part.high)
        if right or len(found) == 1 or (ratio, whole) == found[-1]:
            percent = value_words(ratio * 100, "percent", 0)
            message = f"They are {percent} of it: {place_words(resolver.index, whole)}."
            verdict = "supported" if right else "refuted"
            return Judged(verdict, "share", message, whole, None if right else percent, reading)  # type: ignore[arg-type]
    return None


def _named_before(resolver: Resolver, at: int) -> tuple[Subject, ...]:
    """The categories that a list right before the verb names."""
    found: list[Subject] = []
    for step in range(at - 1, -1, -1):
        item = resolver.items[step]
        if is_subject(item):
            meant = [one for one in resolver.meant(item) if one.category is not None]
            found += meant[:1] or list(resolver.meant(item))[:1]
        elif item.key not in _LINKS:
            break
    return tuple(reversed(found))


def _ratios(
    resolver: Resolver, reading: Reading, whole: Subject, parts: Sequence[Subject]
) -> Iterator[tuple[Decimal, Candidate]]:
    """What the parts' changes are of the whole's, for each change that may be meant."""
    bases = reading.bases.choices if reading.bases.source == "said" else None
    for area in reading.places.choices:
        for change in arithmetic.changes(resolver.index, whole, area, reading.times.choices, bases):
            if change.statistic != "change" or change.unit not in _ADD_UP or not change.value or change.base is None:
                continue
            theirs = [_same(resolver, part, change) for part in parts]
            if all(one is not None for one in theirs):
                yield sum((one for one in theirs if one is not None), Decimal(0)) / change.value, change


def _same(resolver: Resolver, part: Subject, change: Candidate) -> Decimal | None:
    """The change of a part over the time of another change."""
    for series in resolver.index.series(part, change.area):
        now, base = series.facts.get(change.period), series.facts.get(change.base) if change.base else None
        if now is not None and base is not None and series.statistic == "value":
            return now.number - base.number
    return None


def of_change_told(resolver: Resolver, judged: Mapping[int, Judged], bounds: Bounds) -> dict[int, Judged]:
    """The parts of a change whose size is told right behind them, by that change and no other: "violence accounts for a
    third of the increase of 4,731"."""
    items, found = resolver.items, dict[int, Judged]()
    for at, own in judged.items():
        figure, whole = items[at].figure, _change_behind(items, at)
        told = judged[whole].candidate if whole is not None and whole in judged else None
        if figure is None or figure.kind not in ("fraction", "percent") or told is None or told.statistic != "change":
            continue
        if judged[whole].verdict != "supported" or own.reading is None or told.base is None:  # type: ignore[index]
            continue
        parts = [
            one
            for subject in own.reading.subjects.choices
            if subject.category is not None
            for one in arithmetic.shares_of_change(
                resolver.index, subject, Subject(subject.measure), told.area, (told.period,)
            )
            if one.base == told.base
        ]
        good = next((one for one in parts if fit(figure, one.value, one.unit, bounds) in GOOD), None)
        if parts and good is None:
            shown = value_words(parts[0].value, "percent", 1)
            message = f'The text says "{figure.text}"; {place_words(resolver.index, parts[0])} is {shown} of it.'
            found[at] = Judged("refuted", "value", message, parts[0], shown, own.reading, tuple(parts))
        elif good is not None and own.verdict != "supported":
            shown = value_words(good.value, "percent", 1)
            message = f"{place_words(resolver.index, good)} is {shown} of it."
            found[at] = Judged("supported", "value", message, good, reading=own.reading)
    return found


def _change_behind(items: tuple[Item, ...], at: int) -> int | None:
    """The size of the change that a part is of: "a third of the increase of 4,731"."""
    following = [item.key for item in items[at + 1 : at + 3]]
    if following not in (["of", "the"], ["of", "this"], ["of", "that"]) or at + 5 >= len(items):
        return None
    if not items[at + 3].has("change_noun", "up", "down") or items[at + 4].key != "of":
        return None
    figure = items[at + 5].figure
    return at + 5 if figure is not None and figure.kind == "number" else None
