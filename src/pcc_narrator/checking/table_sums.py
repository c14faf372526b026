"""Tables whose rows or columns do not add up to the row or column headed "Total" or "All"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from pcc_narrator.checking.reading import Judged
from pcc_narrator.models.figure import Figure

Place = tuple[int, int]  # row, column, each from 0
Heads = tuple[str, str]  # the words that head the row, and the column

_WHOLE = re.compile(r"(grand |overall )?total|all|in all|altogether", re.IGNORECASE)
_NO_ADDEND = re.compile(
    r"total|of which|including|average|mean|median|rate|per |%|share|change|difference|rank|index|target|previous"
    r"|proportion|ratio|net|minus|less",
    re.IGNORECASE,
)
_ROUNDED = re.compile(r"thousand|million|billion|000|rounded|£m|£k", re.IGNORECASE)


def check_totals(
    cells: Mapping[Place, Figure], heads: Mapping[Place, Heads]
) -> Iterator[tuple[Place, tuple[Place, ...], Judged]]:
    """Each total of one table that its own parts miss or make up: its place, theirs, and the verdict.

    `cells` holds the figure of each cell that is one figure. Whole numbers are taken as exact, unless the heads say
    that they are rounded or all end in 0 or 5; other figures may miss by half their last printed place for each
    addend. A line with an empty or mixed cell is left alone.
    """
    rows = sorted({row for row, _ in heads})
    columns = sorted({column for _, column in heads})
    for place in sorted(cells):
        row, column = place
        row_head, column_head = heads[place]
        if _WHOLE.fullmatch(row_head.strip()):
            if not _NO_ADDEND.search(column_head) or _WHOLE.fullmatch(column_head.strip()):
                parts = [(one, column) for one in rows if one < row and (one, column) in heads]
                yield from _judged(place, parts, [heads[part][0] for part in parts], cells, heads)
        elif _WHOLE.fullmatch(column_head.strip()) and not _NO_ADDEND.search(row_head):
            parts = [(row, one) for one in columns if 0 < one < column and (row, one) in heads]
            yield from _judged(place, parts, [heads[part][1] for part in parts], cells, heads)


def _judged(
    place: Place, parts: list[Place], names: list[str], cells: Mapping[Place, Figure], heads: Mapping[Place, Heads]
) -> Iterator[tuple[Place, tuple[Place, ...], Judged]]:
    total = cells[place]
    if len(parts) < 2 or any(part not in cells for part in parts) or any(_NO_ADDEND.search(name) for name in names):
        return
    addends = [cells[part] for part in parts]
    everything = [*addends, total]
    if any(f.kind not in ("number", "money") or f.high is not None or f.hedge is not None for f in everything):
        return
    if len({f.kind for f in everything}) > 1 or any(f.sign < 0 or f.value < 0 for f in everything):
        return
    added = sum((f.value for f in addends), Decimal(0))
    words = " ".join([*names, *heads[place]])
    slack = sum((_half(f, bool(_ROUNDED.search(words))) for f in everything), Decimal(0))
    if all(f.step == 1 and f.value % 5 == 0 for f in everything):
        slack = Decimal("2.5") * len(everything)
    if abs(added - total.value) > slack:
        shown = f"{added:,}"
        wrong = Judged("refuted", "arithmetic", f"The parts add up to {shown}, not {total.text}.", None, shown)
        yield place, tuple(parts), wrong
    elif added == total.value or total.step != 1:
        yield place, tuple(parts), Judged("supported", "sum", f"The parts add up to {total.text}.")


def _half(figure: Figure, rounded: bool) -> Decimal:
    step = figure.step or Decimal(0)
    return Decimal(0) if step == 1 and not rounded else step / 2
