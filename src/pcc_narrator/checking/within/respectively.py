"""What is said of two things whose figures were told "respectively": "wheat and barley yielded 8.1 and 6.4 tonnes
respectively, so barley lagged by 1.7 tonnes", "Dover and Hythe had 44 and 61 thefts respectively. Hythe's 61 was"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pcc_narrator.checking.between_two import plain, refuted
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.tokens import root
from pcc_narrator.models.figure import Figure
from pcc_narrator.models.record import record

Finding = tuple[int, Judged]
_LESS = frozenset(
    {"lagged", "trailed", "trails", "lower", "fewer", "less", "smaller", "lowest", "lagged behind", "shorter"}
    | {"smallest", "lesser", "fewest", "least", "slower", "cheaper", "behind", "lags", "weaker"}
)  # fmt: skip
_MORE = frozenset(
    {"led", "higher", "more", "larger", "greater", "bigger", "highest", "longer", "largest", "biggest", "ahead"}
    | {"leads", "dearer", "most", "exceeded", "outnumbered", "stronger", "greatest"}
)  # fmt: skip
_TURNS = frozenset({"and", "but", "while", "whereas", "than", ";", "not", "if", "although"})
_SIZES = frozenset(
    {"higher", "larger", "greater", "bigger", "lower", "smaller", "lesser", "highest", "lowest", "longer"}
)
_TIMES = frozenset(
    {"spring", "summer", "autumn", "winter", "first", "second", "january", "february", "march", "april", "may", "june"}
    | {"july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday"}
    | {"thursday", "friday", "saturday", "sunday"}
)  # fmt: skip
_WORSE_IS_MORE = frozenset({"place", "placed", "position", "ranked", "seconds", "minutes", "time", "times", "costs"})


@record(frozen=True, slots=True)
class _Told:
    """Two things with their figures: the roots of what names only one of them, the items of their figures."""

    names: tuple[str, str]
    first: int
    second: int
    one: Figure
    two: Figure
    end: int
    timed: bool


def find_wrong_respectively(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Each word or figure behind "respectively" that the order of the two contradicts."""
    told = _told(items)
    if told is None or told.one.value == told.two.value:
        return
    rest = items[told.end + 1 :]
    for judged in (*_owned(rest, told), *_said_of(rest, told), *_moved(rest, told)):
        yield judged[0] + told.end + 1, judged[1]


def follows_respectively(items: tuple[Item, ...], rest: tuple[Item, ...]) -> Iterator[Finding]:
    """The same in the sentence behind it."""
    told = _told(items)
    if told is not None and told.one.value != told.two.value:
        for at, judged in (*_owned(rest, told), *_said_of(rest, told)):
            yield at, replace(judged, inputs=())


def _told(items: tuple[Item, ...]) -> _Told | None:
    ends = [at for at, item in enumerate(items) if item.key == "respectively"]
    if len(ends) != 1:
        return None
    pairs = [
        at
        for at in range(1, ends[0] - 1)
        if items[at].key == "and" and items[at - 1].figure is not None and items[at + 1].figure is not None
    ]
    joined = [at for at in range(1, (pairs or [0])[0] - 1) if items[at].key == "and"]
    if len(pairs) != 1 or len(joined) != 1 or any(items[at].figure is not None for at in range(pairs[0] - 1)):
        return None
    one, two = items[pairs[0] - 1].figure, items[pairs[0] + 1].figure
    if one is None or two is None or not (plain(one) and plain(two)) or one.kind != two.kind or one.kind == "rank":
        return None
    before, after = items[joined[0] - 1], items[joined[0] + 1]
    names = (root(before.key.split()[-1]), root(after.key.split()[-1]))
    if names[0] == names[1] or items[joined[0] - 1].kind == "mark":
        return None
    timed = (before.period is not None and after.period is not None) or {before.key, after.key} <= _TIMES
    return _Told(names, pairs[0] - 1, pairs[0] + 1, one, two, ends[0], timed)


def _named(item: Item, told: _Told) -> int | None:
    """Which of the two a word names."""
    if item.kind not in ("word", "name") or not item.key:
        return None
    name = root(item.key.split()[-1])
    return told.names.index(name) if name in told.names else None


def _owned(rest: tuple[Item, ...], told: _Told) -> Iterator[Finding]:
    """ "Hythe's 61 was the higher": a figure of the pair told again with the other's name right before it."""
    for at, item in enumerate(rest):
        figure = item.figure
        which = _named(rest[at - 1], told) if at and figure is not None else None
        if which is None or figure is None or figure.kind != told.one.kind:
            continue
        mine, other = (told.one, told.two) if which == 0 else (told.two, told.one)
        follows = rest[at + 1] if at + 1 < len(rest) else None
        if follows is not None and follows.kind != "mark" and not follows.has("level"):
            continue  # "Ayr's 61 fouls"
        if figure.value == other.value != mine.value:
            yield at, refuted(f"That one had {mine.text}; {figure.text} is the other's.", mine.text, "respectively")


def _said_of(rest: tuple[Item, ...], told: _Told) -> Iterator[Finding]:
    """ "So barley lagged", "women were the more satisfied": which of the two is more, with its name before it."""
    if any(item.key in _WORSE_IS_MORE or item.has("negation") for item in rest):
        return
    words = [at for at, item in enumerate(rest) if item.key in _LESS | _MORE]
    if len(words) != 1:
        return
    at = words[0]
    named = [which for item in rest[:at] if (which := _named(item, told)) is not None]
    if len(set(named)) != 1 or any(item.key in _TURNS or item.kind == "period" for item in rest[1:at]):
        return
    which = named[0]
    if not _of_the_pair(rest, at, told):
        return
    mine, other = (told.one, told.two) if which == 0 else (told.two, told.one)
    more = rest[at].key in _MORE
    if any(one.figure is not None and not _is_pair(one.figure, told) for one in rest[:at]):
        return
    if (mine.value > other.value) != more:
        way = "more" if mine.value > other.value else "less"
        yield at, refuted(f"{mine.text} is {way} than {other.text}.", way, "respectively")


def _of_the_pair(rest: tuple[Item, ...], at: int, told: _Told) -> bool:
    """Whether nothing else is compared: "the higher", "lagged by 1.7", "the more satisfied"; not "more trains"."""
    behind = rest[at + 1] if at + 1 < len(rest) else None
    before = rest[at - 1].key if at else ""
    if behind is None or (behind.kind == "mark" and behind.key != ":"):
        return True
    if behind.key == "by":
        gap = rest[at + 2].figure if at + 2 < len(rest) else None
        return gap is None or abs(gap.value - abs(told.one.value - told.two.value)) <= (gap.step or Decimal(0))
    if behind.key in ("than", "of", "figure", "number", "total", "one", "score", "share", "rate"):
        return True
    last = at + 2 >= len(rest) or rest[at + 2].kind == "mark"
    if before == "the" and rest[at].key in ("more", "less", "most", "least") and last:
        return behind.kind == "word" and not behind.key.endswith("s")
    return before == "the" and rest[at].key in _SIZES and last


def _is_pair(figure: Figure, told: _Told) -> bool:
    return figure.value in (told.one.value, told.two.value)


def _moved(rest: tuple[Item, ...], told: _Told) -> Iterator[Finding]:
    """ "Spring and summer sales were 260 and 210 respectively, a rise of 50": of two times, the first is the base."""
    if not told.timed:
        return
    for at, item in enumerate(rest[:5]):
        word = item.sense("change_noun") or ""
        if word not in ("up", "down") or at + 2 >= len(rest) or rest[at + 1].key != "of":
            continue
        if any(one.key not in ("a", "an", ",", "sharp", "slight", "small") for one in rest[:at]):
            return
        size = rest[at + 2].figure
        gap = abs(told.one.value - told.two.value)
        same = (
            size is not None and size.kind == told.one.kind and abs(size.value - gap) <= (size.step or Decimal(0)) / 2
        )
        if same and (told.two.value > told.one.value) != (word == "up"):
            way = "a fall" if word == "up" else "a rise"
            yield at, refuted(f"From {told.one.text} to {told.two.text} is {way}.", way, "respectively")
        return
