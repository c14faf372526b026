"""Totals of so much each: "48 pupils paid £75 each, £3,600 in all", "with 24,000 patients and 12 doctors each has
2,000"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.between_two import plain, refuted, right, rounding, short
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.within.phrases import OPENING, is_count, stops_after_noun

Finding = tuple[int, Judged]
_EACH = frozenset({"each", "apiece"})
_TOTAL = frozenset(
    {"total", "all", "altogether", "in all", "in total", "making", "raising", "totalling", "costing"}
)  # fmt: skip
_KINDS = frozenset({"number", "money"})


def find_so_much_each(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Each total that a number and what each of it has, told before it, contradict or bear out; each share of a total
    that is told as "each has"."""
    found = [at for at, item in enumerate(items) if item.figure is not None]
    if len(found) != 3 or not all(plain(items[at].figure) for at in found):
        return
    each = next((at for at in found if at + 1 < len(items) and items[at + 1].key in _EACH), None)
    if each == found[1] and _is_total(items, each, found[2]):
        yield from _total(items, found[0], each, found[2])
    elif each is None:
        yield from _each_has(items, found)


def _is_total(items: tuple[Item, ...], each: int, at: int) -> bool:
    """ ", a total of £3,600", ", £3,600 in all"."""
    between, behind = items[each + 2 : at], items[at + 1 : at + 3]
    opened = any(item.key in OPENING for item in between)
    told = any(item.key in _TOTAL for item in (*between, *behind))
    return opened and told and len(between) <= _NEAR and not any(item.key in ("and", "plus") for item in between)


_NEAR = 5  # items


def _total(items: tuple[Item, ...], many: int, each: int, at: int) -> Iterator[Finding]:
    count, one, total = (items[step].figure for step in (many, each, at))
    if count is None or one is None or total is None or not is_count(count):
        return
    if one.kind not in _KINDS or (one.kind, one.unit) != (total.kind, total.unit):
        return
    value = count.value * one.value
    slack = rounding(total) + rounding(one) * count.value
    said = f"{count.text} times {one.text} is {short(value)}"
    if abs(value - total.value) > slack:
        yield at, refuted(f"{said}, not {total.text}.", short(value))
    elif value == total.value:
        yield at, right(said, many, each)


def _each_has(items: tuple[Item, ...], found: list[int]) -> Iterator[Finding]:
    """ "With 24,000 patients and 12 doctors, each doctor has 2,000 patients"; "24,000 for the 12: 2,000 to each"."""
    first, second, at = found
    figures = [items[step].figure for step in found]
    one, two, share = figures
    if one is None or two is None or share is None or not (is_count(one) and is_count(two) and is_count(share)):
        return
    between = items[second + 1 : at]
    behind = [item.key for item in items[at + 1 : at + 4]]
    led = any(item.key in ("each", "every") for item in between) and any(item.has("level") for item in between[-2:])
    to_each = behind[:2] in (["to", "each"], ["for", "each"])
    opened = any(item.key in OPENING for item in between)
    if not opened or not (to_each or (led and stops_after_noun(items, at))) or one.value <= two.value:
        return
    if any(item.kind == "period" or item.has("compare") for item in between):
        return
    value = one.value / two.value
    said = f"{one.text} among {two.text} is {short(value)} each"
    if abs(value - share.value) > max(Decimal("0.5"), value / 100):
        yield at, refuted(f"{said}, not {share.text}.", short(value))
    else:
        yield at, right(said, first, second)
