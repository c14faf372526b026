"""How a claim was read, and the verdict on it."""

from __future__ import annotations

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Places, Subjects, Times
from pcc_narrator.models.claim import Verdict
from pcc_narrator.models.record import record

_OPEN = Times()


@record(frozen=True, slots=True)
class Reading:
    """How a claim was read."""

    role: RoleRead
    subjects: Subjects
    places: Places
    times: Times
    bases: Times = _OPEN


@record(frozen=True, slots=True)
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
    places = resolver.places(at)
    subjects = _told_there(resolver, resolver.subjects(at), places)
    times = resolver.times(at)
    ends = resolver.stretch(at) if role.role in ("change", "multiple") and resolver.own_base(at) is None else None
    if ends is not None:
        opening, closing = ends  # "fell by a third between May (12) and June (8)"
        times, bases = Times((closing,), "said"), Times((opening,), "said")
        return Reading(role, subjects, places, times, bases)
    bases = (
        resolver.bases(at, times.choices)
        if role.role in ("change", "difference", "multiple", "from", "open", "share")
        else Times()
    )
    return Reading(role, subjects, places, times, bases)


def _told_there(resolver: Resolver, subjects: Subjects, places: Places) -> Subjects:
    """The subjects read or, where the place that is named has no figure of them, those of the same name that it has:
    "visits in Leeds" of published visits, where only one's own visits are called visits."""
    index, names = resolver.index, resolver.names
    if places.source != "said" or not places.choices or subjects.source != "said":
        return subjects
    known = tuple(one for one in subjects.choices if any(index.knows(one, area) for area in places.choices))
    if any(one.category is not None for one in subjects.choices) or known[:1] == subjects.choices[:1]:
        return subjects
    read = {one.measure for one in subjects.choices}
    units = {index.measures[one].unit for one in read if one in index.measures}
    called = [words for measure, words in names.rooted if measure in read and words <= resolver.roots]
    kin = (
        Subject(measure)
        for measure, words in names.rooted
        if measure not in read and index.measures[measure].unit in units and any(words >= mine for mine in called)
    )
    there = tuple(one for one in dict.fromkeys(kin) if any(index.knows(one, area) for area in places.choices))
    return Subjects((*known, *(one for one in there if one not in known)), subjects.source) if there else subjects
