"""Where a movement goes on after its first end: "rose to 96 in May, and then to 152 in June", "down to 25 by December,
then up to 49"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from pcc_narrator.checking.between_two import plain, refuted
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.role import RoleRead


def find_then_to(items: tuple[Item, ...], roles: dict[int, RoleRead]) -> Iterator[tuple[int, Judged]]:
    """Each "then" whose figure does not go on the way that is told."""
    ends = [at for at in sorted(roles) if roles[at].role == "to" and not items[at].depth]
    for first, second in itertools.pairwise(ends):
        way = roles[second].sign
        one, two = items[first].figure, items[second].figure
        then = next((at for at in range(first + 1, second) if items[at].key == "then"), None)
        if then is None or not way or one is None or two is None or not (plain(one) and plain(two)):
            continue
        between = items[first + 1 : second]
        if one.kind != two.kind or one.unit != two.unit or any(item.figure is not None for item in between):
            continue
        if one.value != two.value and (two.value > one.value) != (way > 0):
            words = f"From {one.text} to {two.text} is {'up' if two.value > one.value else 'down'}."
            yield then, refuted(words, None, "direction")
