"""Totals told before the list of their parts: "£4,850 altogether: £2,300 from the raffle, £1,750 from the dinner and
£800 in gifts"; votes of so many: "nineteen members voted: twelve in favour, five against, two abstaining"; lists of
items that end with their total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pcc_narrator.checking.between_two import added_up, plain, refuted
from pcc_narrator.checking.items import Item, Sentence
from pcc_narrator.checking.reading import Judged
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_ALL = frozenset({"altogether", "in all", "in total", "all told", "total", "overall", "combined"})
_BEFORE = (["total", "of"], ["totalling"], ["totalled"], ["total", "was"], ["total", "is"], ["sum", "of"])
_NO_SUM = frozenset(
    {"including", "among", "such", "mainly", "mostly", "notably", "both", "also", "which", "whom", "up", "down", "than"}
    | {"per", "each", "largest", "biggest", "some", "example", "against", "compared with", "average"}
    | {"rest", "remainder", "remaining", "other", "others", "balance"}
)  # fmt: skip
_OPENED = frozenset({":", "–", "—"})
_FOR = frozenset({"favour", "for"})
_AGAINST = frozenset({"against", "opposed"})
_NEITHER = frozenset({"abstaining", "abstained", "abstentions", "undecided", "abstain", "absent"})
_VOTING = frozenset({"voted", "vote", "votes", "voting", "cast", "ballot"})
_KINDS = frozenset({"number", "money"})
_TOTALS = frozenset({"total", "totals", "in total", "in all", "altogether", "all"})


def find_opened_totals(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Each total that the parts listed behind its colon contradict, or bear out."""
    found = [at for at, item in enumerate(items) if item.figure is not None]
    if len(found) < 3:
        return
    whole, parts = found[0], found[1:]
    opened = next((at for at in range(whole + 1, parts[0]) if items[at].key in _OPENED), None)
    if opened is None or not _alike(items, found):
        return
    total = _figure(items, whole)
    sizes = [_figure(items, at) for at in parts]
    added = sum((one.value for one in sizes), Decimal(0))
    if _is_vote(items, whole, parts):
        if added > total.value and total.kind == "number":
            yield whole, refuted(f"The votes add up to {added:,f}, not {total.text}.", f"{added:,f}", "sum")
        return
    money = total.kind == "money" and items[opened].key == ":" and "and" in [one.key for one in items[parts[-2] :]]
    if not (money or _said_all(items, whole, opened)) or any(item.key in _NO_SUM for item in items[opened:]):
        return
    if any(item.has("level") for item in items[parts[-1] :]):
        return  # "… were the main sums"
    if not all(items[at - 1].kind == "mark" or _led(items, at) for at in parts):
        return
    if _said_all(items, whole, opened) or len(parts) > 2 or added > total.value:
        yield from added_up(whole, parts, total, sizes)


def _led(items: tuple[Item, ...], at: int) -> bool:
    """A part begins its piece of the list, or ends it behind its name: "North 118"."""
    closed = at + 1 >= len(items) or items[at + 1].kind == "mark" or items[at + 1].key == "and"
    return closed or items[at - 1].key in ("and", "plus", "a", "with")


def _figure(items: tuple[Item, ...], at: int) -> Figure:
    figure = items[at].figure
    assert figure is not None
    return figure


def _alike(items: tuple[Item, ...], found: list[int]) -> bool:
    figures = [_figure(items, at) for at in found]
    same = len({(one.kind, one.unit) for one in figures}) == 1 and figures[0].kind in _KINDS
    return same and all(plain(one) for one in figures)


def _said_all(items: tuple[Item, ...], whole: int, opened: int) -> bool:
    """Whether the number before the colon is told as a total, with nothing else between."""
    behind = [item.key for item in items[whole + 1 : opened]]
    before = [item.key for item in items[max(0, whole - 2) : whole]]
    if any(item.kind == "mark" for item in items[whole + 1 : opened]):
        return False
    told = any(key in _ALL for key in behind[:4]) or any(
        pair in (["in", "all"], ["in", "total"]) for pair in _two(behind)
    )
    return told or before in _BEFORE or before[-1:] in _BEFORE


def _two(keys: list[str]) -> list[list[str]]:
    return [keys[at : at + 2] for at in range(len(keys) - 1)]


def _is_vote(items: tuple[Item, ...], whole: int, parts: list[int]) -> bool:
    """Whether the parts are for, against and neither."""
    if not any(item.key in _VOTING for item in items[: parts[0]]):
        return False
    ways = [_way(items, at) for at in parts]
    return whole <= 2 and {"for", "against"} <= set(ways) and None not in ways


def _way(items: tuple[Item, ...], at: int) -> str | None:
    """How so many voted: "twelve in favour", "five against", "two abstaining", with nothing behind it."""
    keys = [item.key for item in items[at + 1 : at + 5]]
    keys = [key for key in keys if key not in ("voted", "were", "votes", "in", "members")]
    if not keys or (len(keys) > 1 and keys[1] not in (",", ".", ";", ")", "and", "with")):
        return None
    return (
        "for" if keys[0] in _FOR else "against" if keys[0] in _AGAINST else "neither" if keys[0] in _NEITHER else None
    )


def find_totals_of_items(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, int, Judged]]:
    """Each list item "total 28" that the items before it, each with one number, contradict."""
    run: list[tuple[Sentence, int]] = []
    for sentence in sentences:
        found = [at for at, item in enumerate(sentence.items) if item.figure is not None]
        single = len(found) == 1 and sentence.block.kind == "item"
        if not single:
            run = []
            continue
        at = found[0]
        figure = _figure(sentence.items, at)
        if not plain(figure) or figure.kind not in _KINDS or (run and not _same(run[-1], figure)):
            run = []
            continue
        if len(run) >= 2 and _tells_total(sentence.items, at) and _only_names(run):
            sizes = [_figure(one.items, step) for one, step in run]
            for _, judged in added_up(at, (), figure, sizes):
                if judged.verdict == "refuted":
                    yield sentence, at, judged
            run = []
            continue
        run.append((sentence, at))


def _tells_total(items: tuple[Item, ...], at: int) -> bool:
    """ "Total 28", "total: 28", "in all 28"; not "total crew 40"."""
    before = [item.key for item in items[:at] if item.key not in (":", "–", "in", "of", "=")]
    return len(before) == 1 and before[0] in _TOTALS


def _same(last: tuple[Sentence, int], figure: Figure) -> bool:
    other = _figure(last[0].items, last[1])
    return (other.kind, other.unit) == (figure.kind, figure.unit)


def _only_names(run: list[tuple[Sentence, int]]) -> bool:
    """Whether each item is a name and its number, and none says that it is part of another."""
    for sentence, at in run:
        if any(item.key in _NO_SUM | {"of", "total", "subtotal"} for item in sentence.items) or at > 5:
            return False
        if len(sentence.items) > at + 4:
            return False
    return True
