"""What is left of a whole told in shares: "62% were seen in time, leaving 38% who waited", "three quarters backed it;
the other 25% did not"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.between_two import plain, refuted, right, short
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.remainders import tells_rest
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_FIRST = 3  # items before the first share: "Some 62% of", "In all 62% of", "Of patients, 62%"
_NOT_OF_ALL = frozenset({"including", "both", "whom", "which", "also", "than", "another", "further", "only"})
_LOOSE = frozenset({"about", "nearly", "over"})
_HEDGED = Decimal(6)  # points
_FRACTIONS = Decimal("1.2")  # points: "a third" is told for 33 and for 34


def find_rests_of_shares(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Each rest that the shares told before it contradict, where they are all of one whole."""
    shares = [at for at, item in enumerate(items) if (one := item.figure) and one.kind in ("percent", "fraction")]
    if len(shares) < 2 or any(item.key in _NOT_OF_ALL or item.has("direction", "up", "down") for item in items):
        return
    last, told = shares[-1], shares[:-1]
    if not tells_rest(items, last) or any(tells_rest(items, at) for at in told):
        return
    figures = [one for at in shares if (one := items[at].figure) is not None]
    if not all(plain(one) or one.hedge in _LOOSE for one in figures) or any(
        one.kind == "number" for one in _others(items, shares)
    ):
        return
    first = items[told[0] + 1].key if told[0] + 1 < len(items) else ""
    if (told[0] > _FIRST and first not in ("of", "of the")) or _nested(items, last):
        return
    parts = sum((_percent(one) for one in figures[:-1]), Decimal(0))
    left, said = 100 - parts, _percent(figures[-1])
    slack = sum((_slack(one) for one in figures), Decimal(0))
    if left > 0 and abs(left - said) > slack:
        yield (
            last,
            refuted(f"What is left is {short(left)} per cent, not {figures[-1].text}.", f"{short(left)} per cent"),
        )
    elif left == said:
        yield last, right(f"what is left is {figures[-1].text}", *told)


def _others(items: tuple[Item, ...], shares: list[int]) -> list[Figure]:
    return [one for at, item in enumerate(items) if (one := item.figure) is not None and at not in shares]


def _nested(items: tuple[Item, ...], at: int) -> bool:
    """ "A quarter of the remaining half", "leaving 40% of them": a share of a part."""
    if any(item.key == "of" for item in items[max(0, at - 3) : at]):
        return True
    behind = [item.key for item in items[at + 1 : at + 3]]
    return behind[:1] == ["of"] and behind[1:] in (["them"], ["these"], ["those"], ["this"], ["that"], ["it"])


def _percent(figure: Figure) -> Decimal:
    return figure.value * 100 if figure.kind == "fraction" else figure.value


def _slack(figure: Figure) -> Decimal:
    if figure.hedge in _LOOSE:
        return _HEDGED
    return _FRACTIONS if figure.kind == "fraction" else (figure.step or Decimal(1)) / 2
