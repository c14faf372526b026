"""Two things compared by their nouns, with the count of each behind: "fewer girls than boys took physics: 31 girls, 54
boys"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pcc_narrator.checking.between_two import plain, refuted
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.tokens import root
from pcc_narrator.checking.within.phrases import counts

_MORE = frozenset({"more"})
_FEWER = frozenset({"fewer", "less"})
_NEAR = 6  # items from the comparing word to "than"


def find_compared_behind(items: tuple[Item, ...]) -> Iterator[tuple[int, Judged]]:
    """The comparing word, where the counts behind the colon are the other way round."""
    words = [at for at, item in enumerate(items) if item.key in _MORE | _FEWER]
    found = [at for at, item in enumerate(items) if item.figure is not None]
    if len(words) != 1 or len(found) != 2 or words[0] > found[0] or any(item.has("negation") for item in items):
        return
    at = words[0]
    than = next((step for step in range(at + 2, min(len(items), at + _NEAR)) if items[step].key == "than"), None)
    opened = next((step for step in range(at, found[0]) if items[step].key in (":", "–", "—", "(", ";")), None)
    if than is None or opened is None or opened < than + 2 or items[at + 1].kind == "mark":
        return
    left, right = root(items[at + 1].key.split()[-1]), root(items[than + 1].key.split()[-1])
    table = {name: step for step in found for name in _names(items, step)}
    one, two = table.get(left), table.get(right)
    if one is None or two is None or one == two or not (counts(items, one) and counts(items, two)):
        return
    first, second = items[one].figure, items[two].figure
    assert first is not None and second is not None
    more = items[at].key in _MORE
    if plain(first) and plain(second) and (first.value > second.value) != more:
        way = "more than" if first.value > second.value else "no more than"
        yield at, replace(refuted(f"{first.text} is {way} {second.text}."), inputs=(one, two))


def _names(items: tuple[Item, ...], at: int) -> Iterator[str]:
    """The noun right behind a count ("54 boys"), or the one right before it where none stands behind ("boys 54")."""
    for step in (at + 1, at - 1):
        if 0 <= step < len(items) and items[step].kind in ("word", "name") and not items[step].words:
            yield root(items[step].key.split()[-1])
            return
