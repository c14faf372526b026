"""Which way the share of a category went: "the share of thefts has risen", which their number does not say."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.gaps import Said, verdict_of_gap
from pcc_narrator.checking.index import PLAIN, Subject
from pcc_narrator.checking.ranks import open_verdict
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Subjects, is_subject
from pcc_narrator.checking.wording import place_words, value_words
from pcc_narrator.models.period import Period

_SHARES = frozenset({"share", "the share", "proportion", "the proportion", "percentage", "the percentage"})
_FAR = 8  # items between the share and what became of it


def judge_share_direction(resolver: Resolver, at: int, said: Said) -> Judged | None:
    """The verdict on a direction that is said of a share with no figure beside it; None where it is said of no category
    of a measure, or a figure tells it.

    Left open where no share is known at both ends: how many there were says nothing of their share.
    """
    if said.compares or any(role.word == at for role in resolver.roles.values()):
        return None
    category = _category_told(resolver, at)
    if category is None:
        return None
    reading = read(resolver, at, RoleRead("change"))
    bases = resolver.bases(at, reading.times.choices)
    reading = Reading(reading.role, Subjects((category,), "said"), reading.places, reading.times, bases)
    ends = None if _is_of_part(resolver, at) else next(_ends(resolver, category, reading), None)
    if ends is None:
        return open_verdict("no_fact", "No fact gives this share at both times.", reading)
    base, now = ends
    words = f"from {value_words(base.value, base.unit, 1)} to {value_words(now.value, now.unit, 1)}"
    message = f"{place_words(resolver.index, now)}, {words}"
    return verdict_of_gap(
        resolver, said, now.value - base.value, message, Judged("supported", "", "", now, reading=reading)
    )


def _category_told(resolver: Resolver, at: int) -> Subject | None:
    """The category whose share is the subject of a direction word: "the share of thefts has slightly increased"."""
    items, clause = resolver.items, resolver.items[at].clause
    for step in range(at - 1, max(-1, at - _FAR), -1):
        item = items[step]
        if item.clause != clause or item.figure is not None or item.kind == "mark":
            return None
        if item.key in _SHARES:
            named = next((one for one in items[step + 1 : at] if is_subject(one)), None)
            meant = resolver.meant(named) if named is not None and items[step + 1].key == "of" else ()
            categories = [one for one in meant if one.category is not None]
            return categories[0] if len(categories) == 1 else None
    return None


def _is_of_part(resolver: Resolver, at: int) -> bool:
    """Whether a share is of those of a category that something is said of: "of complaints that were upheld"."""
    clause = resolver.items[at].clause
    before = [item for item in resolver.items[:at] if item.clause == clause]
    return any(item.key in _SAID_OF for item in before) or any(item.has("target") for item in before)


_SAID_OF = frozenset({"that", "which", "who", "with", "where", "when", "without", "whose", "by"})


def _ends(resolver: Resolver, category: Subject, reading: Reading) -> Iterator[tuple[Candidate, Candidate]]:
    """The shares at the base and now: of the times told, else of the report's and a year or one such time before."""
    for area in reading.places.choices:
        known: dict[Period, Candidate] = {}
        for one in arithmetic.shares(resolver.index, category, area, None):
            if one.statistic == "share" and one.base is None and _is_plain(resolver, one):
                known.setdefault(one.period, one)
        latest = sorted((one for one in known if one.end is not None), key=lambda one: (str(one.end), one.months or 0))
        told = [one for one in reading.times.choices or () if one in known]
        for now in told or ([] if reading.times.source == "said" else latest[-1:]):
            lengths = dict.fromkeys((12, now.months or 12))
            for base in reading.bases.choices or tuple(now.shifted(-months) for months in lengths):
                if base in known and base != now:
                    yield known[base], known[now]


def _is_plain(resolver: Resolver, candidate: Candidate) -> bool:
    """Whether a share is of figures that were counted, and of no outlook or trend."""
    facts = resolver.index.set.by_id
    return all(facts[one].statistic in PLAIN for one in candidate.facts)
