"""What a figure can be in its sentence."""

from __future__ import annotations

from typing import Literal

from pcc_narrator.models.record import record

Role = Literal[
    "level",  # the figure of the period
    "from",  # the level that a change started from, or that something is compared with
    "to",  # the level that a change ended at
    "change",  # the size of a change in time
    "difference",  # the distance from another area, a target or another figure
    "target",
    "mean",
    "rank",
    "run",
    "areas",  # a count of areas
    "out_of",  # the whole that a part is taken of
    "share",
    "multiple",
    "interval",
    "bound",  # a limit in a definition: within 14 days
    "open",  # the words leave it open
]


@record(frozen=True, slots=True)
class RoleRead:
    """A figure's role. `word` is the item that says the direction, `sign` what it says (+1 up, -1 down, 0 nothing);
    `pair` is the item of the figure it belongs to: the other end of "from A to B", the whole of "A of B"."""

    role: Role
    sign: int = 0
    better: int = 0
    word: int | None = None
    pair: int | None = None
    apposed: bool = False


ARROWS = {"▲": 1, "▼": -1, "△": 1, "▽": -1, "↑": 1, "↓": -1}  # of a change, by the sign


def sign_of(sense: str | None) -> tuple[int, int]:
    """(sign, better): what a direction sense says of the figure, or of its polarity."""
    return {"up": (1, 0), "down": (-1, 0), "better": (0, 1), "worse": (0, -1), "above": (1, 0), "below": (-1, 0)}.get(
        sense or "", (0, 0)
    )
