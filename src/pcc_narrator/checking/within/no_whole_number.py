"""Percentages that no whole number of their base can give: "12.5 per cent of 10 people" (the GRIM test)."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.checking.between_two import interval, plain, refuted
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.phrases import counts

Finding = tuple[int, Judged]


def find_no_whole_number(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Each percentage that no whole number of what it is of can give (the GRIM test)."""
    for at, item in enumerate(items):
        figure = item.figure
        if figure is None or figure.kind != "percent" or not plain(figure) or not figure.step or figure.in_words:
            continue
        whole = _base_of(items, at)
        if whole is None:
            continue
        base = items[whole].figure
        assert base is not None
        number = base.value
        if number <= 0 or number != number.to_integral_value() or number * figure.step >= 100:
            continue
        low, high = interval(figure)
        first = (low * number / 100).to_integral_value(rounding="ROUND_CEILING")
        if first > high * number / 100:
            yield at, refuted(f"No whole number of {base.text} is {figure.text}.", None, "grim")


def _base_of(items: tuple[Item, ...], at: int) -> int | None:
    """The whole that a percentage is of: "42 per cent of the 25 pupils", "of the 25 pupils, 42 per cent"."""
    keys = [item.key for item in items[at + 1 : at + 4]]
    if keys[:1] == ["of"]:
        for step in range(at + 2, min(len(items), at + 5)):
            if items[step].figure is not None:
                return step if counts(items, step) else None
            if items[step].key not in ("the", "all", "its", "our", "these", "those", "only"):
                return None
    if items and items[0].key in ("of", "among", "amongst"):
        for step in range(1, min(at, 4)):
            if items[step].figure is not None:
                between = items[step + 1 : at]
                if (
                    counts(items, step)
                    and not any(one.figure is not None for one in between)
                    and any(one.key == "," for one in between)
                    and not any(
                        one.has("direction") or one.has("change_noun") or one.kind == "name" for one in between[1:]
                    )
                    and not any(
                        one.has("level") for one in between[next(at for at, o in enumerate(between) if o.key == ",") :]
                    )
                ):
                    return step
                return None
    return None
