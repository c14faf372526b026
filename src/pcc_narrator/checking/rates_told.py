"""Rates told with their two numbers: "755,800 residents and 1,117 wardens, 1.48 wardens for every 1,000 residents"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.between_two import near, plain, refuted, right
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.tokens import root

_RATE = re.compile(r"(?P<counted>[a-z]+) (?:for every|per|for each|to every) (?P<base>[\d,]+)$")


def find_rates_told(items: tuple[Item, ...]) -> Iterator[tuple[int, Judged]]:
    """Each rate whose noun and base are counted in its sentence, where the two numbers give another rate."""
    for at, item in enumerate(items[:-1]):
        figure = item.figure
        if figure is None or figure.kind != "rate" or not plain(figure) or (told := _RATE.search(item.key)) is None:
            continue
        counted, base = _number_of(items, told["counted"]), _number_of(items, items[at + 1].key)
        if counted is None or base is None or counted == base:
            continue
        one, two = items[counted].figure, items[base].figure
        if one is None or two is None or not two.value:
            continue
        rate = one.value * Decimal(told["base"].replace(",", "")) / two.value
        said = f"{one.text} for {two.text} is {rate:.2f} for every {told['base']}"
        if near(figure, rate):
            yield at, right(said, counted, base)
        elif abs(rate - abs(figure.value)) > (figure.step or Decimal(1)):
            yield at, refuted(f"{said}, not {figure.text}.", f"{rate:.2f}")


def _number_of(items: tuple[Item, ...], noun: str) -> int | None:
    """The only number right before a noun."""
    found = [
        at
        for at, item in enumerate(items[:-1])
        if item.figure is not None
        and item.figure.kind == "number"
        and plain(item.figure)
        and root(items[at + 1].key) == root(noun)
    ]
    return found[0] if len(found) == 1 else None
