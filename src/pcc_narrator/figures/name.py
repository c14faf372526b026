"""The type of what holds a digit or number word and claims nothing."""

from __future__ import annotations

from pcc_narrator.models.record import record


@record(frozen=False, slots=True)
class Name:
    """Tokens `begin` to `stop` (not included) that are no figure, and why."""

    begin: int
    stop: int
    reason: str
