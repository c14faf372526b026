"""A percentage beside two levels that it cannot be the change or distance of: points, base, "of" for "below"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_DISTANCE = frozenset(["below", "lower", "less", "above", "higher", "more", "fewer", "lower than", "higher than"])
_UNDER = frozenset(["below", "lower", "less", "fewer"])
_AGAINST = frozenset(["against", "compared with", "compared to"])
_MORE = ("less than", "more than", "fewer than")


def find_wrong_percentages(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Refuted only where a known slip gives the printed percentage and the right reckoning does not."""
    places = [at for at, item in enumerate(items) if item.figure is not None]
    figures = [figure for item in items if (figure := item.figure) is not None]
    if len(figures) != 3 or any(f.high is not None or f.hedge not in (None, "exactly") for f in figures):
        return
    percents = [at for at in places if _percent(items[at].figure)]
    if len(percents) == 3:
        yield from _points(items, places)
    elif len(percents) == 1 and percents[0] != places[0]:
        yield from _distance(items, percents[0], [at for at in places if at != percents[0]])


def _percent(figure: Figure | None) -> bool:
    return figure is not None and figure.kind == "percent"


def _points(items: tuple[Item, ...], places: list[int]) -> Iterator[Finding]:
    """ "5 per cent in May and 4 per cent in June, a fall of one per cent"."""
    one, two, last = (items[at].figure for at in places)
    assert one is not None and two is not None and last is not None
    noun = items[places[2] - 2]
    if items[places[2] - 1].key != "of" or not noun.has("change_noun") or not one.value:
        return
    gap = abs(two.value - one.value)
    if _near(last, gap) and not _near(last, gap * 100 / one.value):
        right = f"{gap.normalize():f} percentage point{'' if gap == 1 else 's'}"
        yield places[2], Judged("refuted", "points", f"{one.text} and {two.text} are {right} apart.", None, right)


def _distance(items: tuple[Item, ...], at: int, levels: list[int]) -> Iterator[Finding]:
    """ "At £90 the fare is 75 per cent below the £120 charged last year"; "30 against 50, 60 per cent lower"."""
    one, two, said = (items[place].figure for place in (*levels, at))
    assert one is not None and two is not None and said is not None
    word = items[at + 1].key if at + 1 < len(items) else ""
    if word not in _DISTANCE and word not in _MORE:
        return
    if one.kind != two.kind or one.unit != two.unit or one.kind == "rank" or not (one.value > 0 and two.value > 0):
        return
    against = any(item.key in _AGAINST for item in items[levels[0] : levels[1]])
    if not (levels[0] < at < levels[1] or against) or (one.value < two.value) != (word.split()[0] in _UNDER):
        return  # which of the two is the base is left open
    right = abs(one.value - two.value) * 100 / two.value
    slips = (one.value * 100 / two.value, abs(one.value - two.value) * 100 / one.value)
    if any(_near(said, slip) for slip in slips) and not _near(said, right, wide=True):
        shown = f"{right:,.1f}".removesuffix(".0") + " per cent"
        message = f"The distance of {one.text} from {two.text} is {shown}, not {said.text}."
        yield at, Judged("refuted", "base", message, None, shown)


def _near(figure: Figure, value: Decimal, *, wide: bool = False) -> bool:
    half = (figure.step or Decimal(1)) / 2
    return abs(abs(figure.value) - value) <= half * (2 if wide else 1)
