"""Rates and ratios worked out of two numbers: "1,088 pupils and 64 teachers, which is 17 pupils to each teacher", "450
runners raised £54,000, £120 a head", "48 deaths in a population of 320,000, or 15 per 100,000 people"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pcc_narrator.checking.between_two import plain, refuted, right
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.tokens import root
from pcc_narrator.checking.within.phrases import CLOSING, OPENING, nouns
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_HEADS = frozenset({"head", "person", "each", "apiece", "unit", "one", "capita", "piece"})
_PEOPLE = frozenset(map(root, ("people", "population", "residents", "inhabitants", "persons", "head", "residents")))
_LEADING = frozenset(
    {"or", "which", "that", "that is", "is", "was", "are", "were", "making", "giving", "gives", "it", "this"}
    | {"means", "so", "an", "a", "average", "averaging", "mean", "of", "ratio", "rate", "equivalent", "equal"}
    | {"equal to", "to", "works", "out", "at", "out at", "working", "comes", "about", "exactly", "there"}
    | {"there is", "there are", "average of", "on", "on average", "just", "only", "equates", "equating"}
    | {"therefore", "thus", "roughly", "one", "and"}
)  # fmt: skip
_BASE = re.compile(r"(?:per|every|each) (?P<base>[\d,]+|million|thousand)$")


def find_for_each(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Each rate or ratio that the only two numbers told before it contradict, or bear out."""
    for at, item in enumerate(items):
        figure = item.figure
        if figure is None or not plain(figure) or figure.step is None or not figure.step:
            continue
        told = [step for step in range(at) if items[step].figure is not None]
        if len(told) < 2 or (len(told) > 2 and not _is_one(items, told[-1])):
            continue
        if not _leads(items, told[1], at) or not all(plain(items[step].figure) for step in told[:2]):
            continue
        if figure.kind == "rate":
            yield from _per_people(items, at, told[0], told[1])
        elif figure.kind in ("number", "money", "duration"):
            yield from _per_thing(items, at, told[0], told[1])


def _is_one(items: tuple[Item, ...], at: int) -> bool:
    figure = items[at].figure
    return figure is not None and figure.value == 1 and figure.in_words


def _leads(items: tuple[Item, ...], last: int, at: int) -> bool:
    """Whether the words before the rate only lead to it from a mark: ", which works out at"."""
    ahead = [item.key for item in items[max(last + 1, at - 3) : at]]
    if ahead[-1:] == ["that is"] or ahead[-2:] in (["that", "is"], ["which", "is"], ["this", "is"]):
        return True
    if ahead[-2:] == ["rate", "of"]:
        return True  # "36 deaths in a town of 24,000 people is a rate of 1.5 per 1,000"
    for step in range(at - 1, last, -1):
        item = items[step]
        if item.kind == "mark" and item.key in OPENING:
            return True
        led = item.key in _LEADING or item.key.startswith("~") or item.has("level") or item.has("pronoun")
        named = item.kind in ("word", "name") and not item.words and step > last + 1
        if not led and not (named and at - step <= 5) and item.figure is None and not item.has("scope", "all"):
            return False
    return False


def _per_people(items: tuple[Item, ...], at: int, first: int, second: int) -> Iterator[Finding]:
    """A rate per 1,000, 10,000, 100,000 or a million of what one of the two numbers counts."""
    figure, told = items[at].figure, _BASE.search(items[at].key)
    assert figure is not None
    if told is None:
        return
    behind = nouns(items, at)
    sizes = [(step, items[step].figure) for step in (first, second)]
    wholes = [step for step, _ in sizes if _counts_people(items, step, behind)]
    if len(wholes) != 1 or any(one is None or one.kind != "number" for _, one in sizes):
        return
    whole = wholes[0]
    part = first if whole == second else second
    one, two = items[part].figure, items[whole].figure
    assert one is not None and two is not None
    if not two.value or one.value >= two.value:
        return
    rate = one.value * 1000 / two.value  # a rate is kept per 1,000
    slack = (figure.step or Decimal(0)) / 2 + rate * rounding(two)
    printed = rate * _factor(told["base"])
    said = f"{one.text} of {two.text} is {printed:,.2f} per {told['base']}"
    if abs(rate - abs(figure.value)) > slack:
        yield at, refuted(f"{said}, not {figure.text}.", f"{printed:,.2f}")
    else:
        yield at, right(said, part, whole)


def _factor(base: str) -> Decimal:
    size = {"million": 1_000_000, "thousand": 1000}.get(base) or int(base.replace(",", ""))
    return Decimal(size) / 1000


def _counts_people(items: tuple[Item, ...], step: int, behind: tuple[str, ...]) -> bool:
    own = set(nouns(items, step))
    before = {root(item.key) for item in items[max(0, step - 4) : step] if item.kind != "mark"}
    people = bool(set(behind) & _PEOPLE) or not behind
    if people and (own & _PEOPLE or root("population") in before):
        return True
    return bool(own & set(behind))


def rounding(figure: Figure) -> Decimal:
    """How far a round number may be from what was counted, as a share of it: 320,000 stands for 315,000 to 325,000."""
    if figure.value < 1000 or figure.value % 10:
        return Decimal(0)
    size = Decimal(10)
    while not figure.value % (size * 10) and figure.value >= size * 100:
        size *= 10
    return size / 2 / figure.value


def _per_thing(items: tuple[Item, ...], at: int, first: int, second: int) -> Iterator[Finding]:
    figure = items[at].figure
    assert figure is not None
    found = _each(items, at)
    if found is None:
        return
    counted, base = found
    pair = _sides(items, at, first, second, counted, base)
    if pair is None:
        return
    top, bottom = pair
    one, two = items[top].figure, items[bottom].figure
    if one is None or two is None or not _number(two):
        return
    value = one.value / _number(two)
    slack = (figure.step or Decimal(0)) / 2 + value * (rounding(one) + rounding(two)) + _half(one, _number(two))
    said = f"{one.text} for {two.text} is {value:,.2f} for each"
    if abs(value - figure.value) > slack:
        yield at, refuted(f"{said}, not {figure.text}.", f"{value:,.2f}")
    else:
        yield at, right(said, top, bottom)


def _half(one: Figure, many: Decimal) -> Decimal:
    return (one.step or Decimal(0)) / 2 / many if one.kind == "money" or one.step != 1 else Decimal(0)


def _number(figure: Figure) -> Decimal:
    """The number that a figure tells, also in "four weeks"."""
    if figure.kind != "duration" or figure.step is None or not figure.step:
        return figure.value
    return figure.value / figure.step


def _each(items: tuple[Item, ...], at: int) -> tuple[str, str] | None:
    """(what a figure counts, what it is for each of), as roots: "17 pupils to each teacher", "£120 a head", "17 to
    one", "one teacher for every 17 pupils"."""
    step, counted = at + 1, ""
    keys = [item.key for item in items]
    while step < len(items) and step <= at + 3 and items[step].kind in ("word", "name") and keys[step] not in _EACH:
        if items[step].words and not items[step].has("frame"):
            return None
        counted, step = root(keys[step].split()[-1]), step + 1
    if step >= len(items) or items[step].kind == "mark":
        return _one_for_every(items, at, counted)
    if keys[step] in ("each", "apiece") and _closed(items, step):
        return counted, ""
    figure = items[step].figure
    if figure is not None and keys[step].startswith("a ") and _closed(items, step):
        return counted, root(keys[step].split()[-1])  # "a quarter", read as a part
    if keys[step] in ("to", "for"):
        one = step + 1 < len(items) and (
            keys[step + 1] in ("each", "every", "a", "one", "the") or keys[step + 1] == "1"
        )
        if not one:
            return None
        step += 1
        if keys[step] in ("one", "1") and _closed(items, step):
            return counted, ""
    if step + 1 < len(items) and _closed(items, step + 1) and items[step + 1].kind in ("word", "name", "figure"):
        return counted, root(keys[step + 1].split()[-1])
    return None


_EACH = frozenset({"per", "a", "an", "each", "every", "to", "for", "apiece"})


def _one_for_every(items: tuple[Item, ...], at: int, counted: str) -> tuple[str, str] | None:
    """ "One teacher for every 17 pupils": so many pupils for each teacher."""
    before = [item.key for item in items[max(0, at - 5) : at]]
    if "one" not in before or not counted:
        return None
    behind = before[before.index("one") + 1 :]
    if len(behind) < 2 or behind[-1] not in ("every", "per", "each", "to"):
        return None
    return counted, root(behind[0].split()[-1])


def _closed(items: tuple[Item, ...], at: int) -> bool:
    following = items[at + 1] if at + 1 < len(items) else None
    return following is None or (following.kind == "mark" and following.key in CLOSING) or following.key == "on average"


def _sides(
    items: tuple[Item, ...], at: int, first: int, second: int, counted: str, base: str
) -> tuple[int, int] | None:
    """(what is shared out, among how many) of the two numbers."""
    figure = items[at].figure
    assert figure is not None
    one, two = items[first].figure, items[second].figure
    assert one is not None and two is not None
    kinds = (one.kind, two.kind)
    heads = not base or base in _HEAD_ROOTS
    for top, bottom in ((first, second), (second, first)):
        shared, among = items[top].figure, items[bottom].figure
        assert shared is not None and among is not None
        if shared.kind != figure.kind or among.kind not in ("number", "duration"):
            continue
        among_nouns = nouns(items, bottom)
        if among.kind == "duration":
            among_nouns = (root(among.text.split()[-1].lower()),)
        fits = base in among_nouns if not heads else bool(among_nouns) or among.kind == "number"
        if not fits or (among.kind == "duration" and heads):
            continue
        if figure.kind == "number":
            mine = nouns(items, top)
            if heads and not (counted and counted in mine):
                if base or counted or kinds != ("number", "number") or figure.value < 1:
                    continue
                if shared.value < among.value:
                    continue
            if counted and mine and counted not in mine and not heads:
                continue
        return top, bottom
    return None


_HEAD_ROOTS = frozenset(map(root, _HEADS))
