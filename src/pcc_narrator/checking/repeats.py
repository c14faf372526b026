"""Two places of one text that disagree: the same words and the same period with another number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pcc_narrator.checking.items import Sentence
from pcc_narrator.checking.reading import Judged

_OPEN = frozenset(["another", "further", "also", "more", "again", "other", "this", "that", "it", "they", "these"])


def find_disagreements(sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, int, Judged]]:
    """Each figure that an earlier sentence of the same section gives otherwise, in the same words up to the figure.

    The words must name a dated period, and there must be at least three besides it: "there were 12" repeats nothing.
    """
    seen: dict[tuple[object, ...], tuple[Decimal, str, Decimal]] = {}
    for sentence in sentences:
        items = sentence.items
        if sentence.block.cell is not None or sentence.block.kind not in ("paragraph", "list"):
            continue
        figures = [at for at, item in enumerate(items) if item.figure is not None]
        periods = [item for item in items if item.period is not None and item.period.period is not None]
        if len(figures) != 1 or len(periods) != 1 or any(item.key in _OPEN for item in items):
            continue
        at = figures[0]
        figure = items[at].figure
        assert figure is not None
        words = [item for item in items if item.kind in ("word", "name")]
        if len(words) < 3 or figure.hedge not in (None, "exactly") or figure.high is not None:
            continue
        if figure.kind not in ("number", "percent", "money", "rate", "duration"):
            continue
        dated = next(n for n, item in enumerate(items) if item.period is not None)
        end = next((n for n in range(max(at, dated), len(items)) if items[n].key in (",", ";", "(")), len(items))
        keys = tuple("#" if n == at else item.key for n, item in enumerate(items[:end]) if item.key != ".")
        key = (sentence.block.headings, figure.kind, figure.unit, keys)
        known = seen.setdefault(key, (figure.value, figure.text, figure.step or Decimal(0)))
        step = figure.step or Decimal(0)
        if abs(known[0] - figure.value) > max(step, known[2]) / 2:
            message = f"An earlier sentence gives {known[1]} in the same words; this one says {figure.text}."
            yield sentence, at, Judged("refuted", "disagree", message, None, known[1])
