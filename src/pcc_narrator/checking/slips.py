"""Slips of the hand that show in a figure by itself: a decimal point in a count, points for per cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import CHANGE, DIFFERENCE, Index
from pcc_narrator.checking.items import Sentence
from pcc_narrator.checking.reading import Judged
from pcc_narrator.checking.values import scale
from pcc_narrator.checking.wording import place_words, value_words
from pcc_narrator.models.figure import Figure

_FAR = 12  # times: a digit too many or too few makes ten


def moved_point(figure: Figure, candidate: Candidate) -> bool:
    """Whether a figure is a stated count with a point put into it: "6.0" for 60, "1.4" for 14."""
    if candidate.unit != "count" or candidate.how or candidate.value % 1 or not candidate.value:
        return False
    ratio = abs(candidate.value) / abs(figure.value) if figure.value else figure.value
    return ratio in (10, 100, 1000)


def is_far_off(figure: Figure, comparable: Sequence[Candidate], far: int = _FAR) -> bool:
    """Whether a figure is so far from everything that it may be that no slip of the hand would account for it: `far`
    times as much, or as little."""
    size = abs(figure.value)
    sizes = [abs(one.value) * (scale(figure, one.unit) or 1) for one in comparable]
    return bool(size) and all(not one or max(size, one) > far * min(size, one) for one in sizes)


def in_per_cent(sentence: Sentence, at: int) -> Sentence | None:
    """The sentence with a figure in percentage points told in per cent; None where it is none."""
    figure = sentence.items[at].figure
    if figure is None or figure.kind != "points":
        return None
    items = list(sentence.items)
    items[at] = replace(items[at], figure=replace(figure, kind="percent", unit="percent"))
    return replace(sentence, items=tuple(items))


def points_refuted(index: Index, figure: Figure, right: Judged) -> Judged | None:
    """The verdict on a figure in points that would be right in per cent; None where it would not."""
    candidate = right.candidate
    if right.verdict != "supported" or candidate is None or candidate.unit != "percent":
        return None
    changed = candidate.statistic in CHANGE | DIFFERENCE
    where = place_words(index, candidate)
    shown = value_words(candidate.value, "percent", candidate.decimals)
    message = f'The text says "{figure.text}"; it is per cent, not percentage points: {where} is {shown}.'
    return Judged("refuted", "points" if changed else "unit", message, candidate, shown, right.reading, right.tried)
