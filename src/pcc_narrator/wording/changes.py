"""A change in words: its direction and its size always come from one fact.

| function | "visits fell by 1,383 (3.1 per cent)" as |
| --- | --- |
| size | 1,383 |
| share | 3.1 per cent |
| sized | 1,383 (3.1 per cent) |
| verb | fell by 1,383 (3.1 per cent) |
| noun | a reduction of 1,383 (3.1 per cent) |
| comparative | 1,383 (3.1 per cent) fewer |
| than | 1,383 (3.1 per cent) fewer than in the 12 months before |
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from pcc_narrator.models.fact import Fact
from pcc_narrator.wording import periods
from pcc_narrator.wording.context import Wording

VERBS = {-1: ("fell", "went down", "decreased"), 1: ("rose", "went up", "increased")}
NOUNS = {-1: ("a fall", "a reduction", "a decrease"), 1: ("a rise", "an increase", "a rise")}
MOVES = {-1: ("fall", "reduction", "decrease"), 1: ("rise", "increase", "rise"), 0: ("change", "change", "change")}
TIMES = ("seconds", "minutes", "hours", "days", "months")


def printed(fact: Fact) -> Decimal:
    """The number as far as it is printed: a change that prints as nought is no change to a reader."""
    if fact.unit in ("count", "seconds", "minutes", "hours", "days", "months", "rank") and fact.decimals is None:
        return fact.number
    step = Decimal(1).scaleb(-(1 if fact.decimals is None else fact.decimals))
    return fact.number.quantize(step, rounding=ROUND_HALF_UP)


def direction(fact: Fact) -> int:
    """1 for a rise, -1 for a fall, 0 for no change that would be printed."""
    value = printed(fact)
    return (value > 0) - (value < 0)


def size(w: Wording, change: Fact) -> str:
    """How much, without a sign: "1,383", "7.1 percentage points", "six seconds"."""
    return w.figure(change, size=True)


def share(w: Wording, change: Fact) -> str:
    """How much in per cent of the base, or nothing where no percentage is given."""
    percent = change if change.statistic == "change_percent" else w.beside(change, "change_percent")
    return w.figure(percent, size=True) if percent is not None and direction(percent) else ""


def sized(w: Wording, change: Fact) -> str:
    """The size, with the percentage after it where there is one."""
    timed = change.unit in TIMES and not w.phrase(change.measure).flow  # "six seconds (0.9 per cent)" helps nobody
    percent = share(w, change) if change.statistic == "change" and not timed else ""
    return f"{size(w, change)} ({percent})" if percent else size(w, change)


def verb(w: Wording, change: Fact, turn: int = 0, *, bare: bool = False) -> str:
    """The change as a verb in the past: "fell by 1,383 (3.1 per cent)"; `bare` leaves the size out."""
    way = direction(change)
    if not way:
        return "did not change"
    word = VERBS[way][turn % 3]
    return word if bare else f"{word} by {sized(w, change)}"


def noun(w: Wording, change: Fact, turn: int = 0) -> str:
    """The change as a noun: "a reduction of 1,383 (3.1 per cent)"."""
    way = direction(change)
    return f"{NOUNS[way][turn % 3]} of {sized(w, change)}" if way else "no change"


def move(change: Fact, turn: int = 0) -> str:
    """The word for the change after "the" or "that": "fall", "rise"."""
    return MOVES[direction(change)][turn % 3]


def comparer(w: Wording, change: Fact) -> str:
    """ "fewer" and "more" for what is counted, "shorter" and "longer" for times, else "lower" and "higher"."""
    low = direction(change) < 0
    phrase = w.phrase(change.measure)
    if change.unit == "count":
        return "fewer" if low else "more"
    if change.unit in TIMES and phrase.flow:
        return "fewer" if low else "more"
    if change.unit in TIMES:
        return "shorter" if low else "longer"
    return "lower" if low else "higher"


def comparative(w: Wording, change: Fact) -> str:
    """The change as a comparison: "1,383 (3.1 per cent) fewer", "six seconds longer"."""
    if not direction(change):
        return "the same"
    if change.statistic == "change_percent":
        return f"{size(w, change)} {'lower' if direction(change) < 0 else 'higher'}"
    return f"{sized(w, change)} {comparer(w, change)}"


def than(w: Wording, change: Fact) -> str:
    """The comparison and its base: "1,383 (3.1 per cent) fewer than in the 12 months before"."""
    joint = "than" if direction(change) else "as"
    return f"{comparative(w, change)} {joint} {periods.basis(w, change)}".strip()
