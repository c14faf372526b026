"""What the words that head a table's cell say of the figures in it."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pcc_narrator.checking.lexicon import target_words
from pcc_narrator.checking.scopes import heads_change


class CellHeads(NamedTuple):
    """What the words that head a table cell say of the figures in it."""

    change: bool = False
    gap: bool = False
    target: bool = False
    points: bool = False
    percent: bool = False
    relative: bool = False


NO_HEADS = CellHeads()


@lru_cache(1024)
def read_cell_heads(column_head: str, row_head: str) -> CellHeads:
    """What the heads of a column and a row say."""
    column = {word.strip("().,:") for word in column_head.lower().split()}
    heads = f"{column_head} {row_head}".lower().split()
    bare = {word.strip("().,:") for word in heads}
    return CellHeads(
        heads_change(" ".join(heads)),
        bool(_GAP_HEADS & column),
        bool(target_words() & bare),
        bool(_POINTS & (bare if "percentage" in bare else column)),  # "Public information points" are none
        any("%" in word or word in ("percent", "percentage", "share") for word in heads)
        or ("per" in heads and "cent" in heads),
        _relative(column_head.lower()),
    )


def _relative(head: str) -> bool:
    """Whether a column holds percentages or rates and no numbers: "Change (%)", "Per 1,000 population"."""
    words = [word.strip("().,:;") for word in head.split()]
    if any(word in _NUMBERS for word in words):
        return False
    rated = any(one == "per" and (two in EACH or two[:1].isdigit() or two == "cent") for one, two in pairwise(words))
    return rated or "%" in head or "percentage" in words


_POINTS = frozenset({"points", "pp", "pts", "ppt"})
_NUMBERS = frozenset({"number", "numbers", "no", "n", "count", "counts", "total"})
_GAP_HEADS = frozenset({"difference", "versus", "vs", "compared", "variance", "gap", "against", "distance"})
EACH = frozenset({"head", "capita", "person", "resident", "household"})
