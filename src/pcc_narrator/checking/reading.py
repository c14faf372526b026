"""How a claim was read, and the verdict on it."""

from __future__ import annotations

from dataclasses import dataclass

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Places, Subjects, Times
from pcc_narrator.models.claim import Verdict

_OPEN = Times()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a claim was read."""

    role: RoleRead
    subjects: Subjects
    places: Places
    times: Times
    bases: Times = _OPEN


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict on one figure or word. `candidate` is what it was matched with, or what would be true. Where the text's
    own figures decided, `inputs` are their items."""

    verdict: Verdict
    rule: str
    message: str
    candidate: Candidate | None = None
    expected: str | None = None
    reading: Reading | None = None
    tried: tuple[Candidate, ...] = ()
    inputs: tuple[int, ...] = ()


def read(resolver: Resolver, at: int, role: RoleRead) -> Reading:
    """The scopes of a figure or word."""
    subjects = resolver.subjects(at)
    times = resolver.times(at)
    ends = resolver.stretch(at) if role.role in ("change", "multiple") and resolver.own_base(at) is None else None
    if ends is not None:
        opening, closing = ends  # "fell by a third between May (12) and June (8)"
        times, bases = Times((closing,), "said"), Times((opening,), "said")
        return Reading(role, subjects, resolver.places(at), times, bases)
    bases = (
        resolver.bases(at, times.choices)
        if role.role in ("change", "difference", "multiple", "from", "open", "share")
        else Times()
    )
    return Reading(role, subjects, resolver.places(at), times, bases)
