"""Arithmetic over two sentences: "There were 510. That is 23 fewer than the 533 of the year before"."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.values import GOOD, fit, unplaced
from pcc_narrator.models.figure import Figure

Finding = tuple[int, Judged]
_OF_THESE = frozenset({"of these", "of those", "of them", "of which", "of whom"})
TAKES_UP = frozenset({"that", "this", "which", "it"})


def level_told(items: tuple[Item, ...], roles: dict[int, RoleRead]) -> Figure | None:
    """The only level that a sentence tells."""
    found = [
        figure
        for at, role in roles.items()
        if role.role in ("level", "to", "open") and (figure := items[at].figure) is not None and not items[at].depth
    ]
    return unplaced(found[0]) if len(found) == 1 and _exact(found[0]) else None


def find_against_last(
    items: tuple[Item, ...], roles: dict[int, RoleRead], last: Figure | None, bounds: Bounds
) -> Iterator[Finding]:
    """What "that is 23 fewer than the 533", "a quarter fewer than the 533" says of the level told before."""
    if last is None or len(roles) != 2:
        return
    first = next((item for item in items if item.kind != "mark"), None)
    if first is None or first.key not in TAKES_UP:
        return
    (gap, difference), (base, other) = sorted(roles.items())
    told, against = items[gap].figure, items[base].figure
    if (
        difference.role != "difference"
        or other.role != "from"
        or not difference.sign
        or told is None
        or against is None
    ):
        return
    if not _exact(against) or against.kind != last.kind or told.high is not None:
        return
    if told.kind in ("fraction", "percent"):
        yield from _relative(gap, base, told, last, against, bounds)
        return
    if not _exact(told) or told.kind != last.kind:
        return
    right = last.value - against.value
    shown = f"{last.text} against {against.text} is {abs(right):,} {'more' if right > 0 else 'fewer'}"
    if right == told.value * difference.sign:
        yield gap, Judged("supported", "arithmetic", f"{shown}.", inputs=(base,))
    elif right:
        yield gap, Judged("refuted", "arithmetic", f"{shown}.", None, f"{abs(right):,}")


def _relative(gap: int, base: int, told: Figure, last: Figure, against: Figure, bounds: Bounds) -> Iterator[Finding]:
    if not against.value:
        return
    share = abs(last.value - against.value) * 100 / against.value
    shown = f"{last.text} against {against.text} is {share:.1f} per cent"
    if fit(told, share, "percent", bounds) in GOOD:
        yield gap, Judged("supported", "arithmetic", f"{shown}.", inputs=(base,))
    else:
        yield gap, Judged("refuted", "arithmetic", f"{shown}, not {told.text}.", None, f"{share:.1f} per cent")


def find_part_of_last(items: tuple[Item, ...], last: Figure | None, bounds: Bounds) -> Iterator[Finding]:
    """ "There were 245. Of these, 140 (57.1 per cent) …": a part of the only number of the sentence before."""
    if last is None or not last.value or not items or last.kind != "number":
        return
    opening = [item.key for item in items[:2]]
    if opening[0] not in _OF_THESE and (opening[0] != "of" or opening[1:] not in (["these"], ["those"], ["them"])):
        return
    at = next((step for step, item in enumerate(items[:5]) if item.figure is not None), None)
    part = items[at].figure if at is not None else None
    if at is None or part is None or not _exact(part) or part.kind != "number":
        return
    if part.value > last.value:
        yield at, Judged("refuted", "whole", f"{part.text} is more than the whole, {last.text}.")
        return
    share = items[at + 2].figure if at + 2 < len(items) and items[at + 1].key == "(" else None
    if share is None or share.kind != "percent" or share.hedge or share.high is not None:
        return
    right = part.value * 100 / last.value
    shown = f"{part.text} of {last.text} is {right:.1f} per cent"
    if fit(share, right, "percent", bounds) in GOOD:
        yield at + 2, Judged("supported", "arithmetic", f"{shown}.", inputs=(at,))
    else:
        for step in (at, at + 2):  # whichever no fact bears out
            yield step, Judged("refuted", "arithmetic", f"{shown}, not {share.text}.")


def _exact(figure: Figure) -> bool:
    return figure.kind in ("number", "money") and not figure.hedge and figure.high is None and figure.step == 1
