"""Exceptions of two reports: which came, which went, which stayed."""

from __future__ import annotations

from pcc_narrator.comparing.types import FlagMove
from pcc_narrator.models.flag import Flag


def flags_between(old: tuple[Flag, ...], new: tuple[Flag, ...]) -> tuple[FlagMove, ...]:
    """One move a subject and kind: what came in the new report's order, then what stayed, then what went.

    An exception is the same one when kind, measure, category and area agree. Rule and evidence may differ: a concern
    that another rule now bears out has not gone away.
    """
    before = {_key(flag): flag for flag in reversed(old)}
    now = {_key(flag): flag for flag in reversed(new)}
    ordered_new = dict.fromkeys(_key(flag) for flag in new)
    ordered_old = dict.fromkeys(_key(flag) for flag in old)
    return (
        *(FlagMove("came", now[key]) for key in ordered_new if key not in before),
        *(FlagMove("stayed", now[key]) for key in ordered_new if key in before),
        *(FlagMove("went", before[key]) for key in ordered_old if key not in now),
    )


def _key(flag: Flag) -> tuple[str, str, str | None, str]:
    return flag.kind, flag.measure, flag.category, flag.area
