"""Counts within a group of areas that the text names by its size: "four of the six", "all five", "all but one"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.change_candidates import timed_changes
from pcc_narrator.checking.index import Index, Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import areas_named
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.where_to_look import periods_to_look_at
from pcc_narrator.checking.wording import area_words
from pcc_narrator.models.period import Period
from pcc_narrator.models.record import record
from pcc_narrator.periods.numerals import cardinals

FIRM = frozenset({"said", "carried", "heading", "default"})


@record(frozen=True, slots=True)
class Counted:
    """How many of a group went one way, on one base, and which."""

    number: int
    whole: int
    areas: tuple[str, ...]
    candidate: Candidate


@record(frozen=True, slots=True)
class Predicate:
    """What is said of each area: that its figure went up or down, got better or worse, or met its target."""

    sense: str
    step: int

    def holds(self, index: Index, subject: Subject, value: Decimal) -> bool | None:
        """Whether a change (or a distance from the target) of this value is what is said."""
        if self.sense in ("up", "down"):
            return value > 0 if self.sense == "up" else value < 0
        if self.sense == "flat":
            return value == 0
        measure = index.measures.get(subject.measure)
        good = {"higher_is_better": 1, "lower_is_better": -1}.get(measure.polarity if measure is not None else "", 0)
        if not good:
            return None
        if self.sense in ("met", "missed"):
            return (value * good >= 0) == (self.sense == "met")
        return value * good > 0 if self.sense == "better" else value * good < 0


def is_group(index: Index, area: str) -> bool:
    """Whether an area is a group of others."""
    known = index.areas.get(area)
    return known is not None and (bool(known.members) or known.kind == "group")


def size_in_name(item: Item) -> int | None:
    """The number in the name of a group: six for "the six trusts"."""
    if item.name is None:
        return None
    return next((int(number) for word in item.key.split() if (number := cardinals().get(word)) is not None), None)


def members_of(resolver: Resolver, size: int, subjects: Sequence[Subject]) -> tuple[str, ...] | None:
    """The areas that "the five" stands for: a group that is named, else the only one of that size."""
    index = resolver.index
    named = [area for item in resolver.items for area in areas_named(item)] or list(resolver.carried.areas)
    for area in named:
        known = index.areas.get(area)
        if known is not None and known.members:
            return known.members if len(known.members) == size else None
    found: dict[frozenset[str], tuple[str, ...]] = {}
    kinds: dict[str, list[str]] = {}
    for one in index.set.areas:
        if one.members:
            found.setdefault(frozenset(one.members), one.members)
        elif one.kind != "group" and any(index.knows(subject, one.id) for subject in subjects):
            kinds.setdefault(one.kind, []).append(one.id)
    for alike in kinds.values():
        found.setdefault(frozenset(alike), tuple(alike))
        if len(alike) == size + 1:  # the nation among its parts, all of one kind
            own = tuple(area for area in alike if area != index.own)
            found.setdefault(frozenset(own), own)
    fitting = [members for members in found.values() if len(members) == size]
    return fitting[0] if len(fitting) == 1 else None


def said_of_each(resolver: Resolver, at: int) -> Predicate | None:
    """The predicate of a count of areas at item `at`: the nearest word of direction, before it for "rose in four"."""
    items = resolver.items
    clause = [step for step in range(len(items)) if items[step].clause == items[at].clause]
    opening = [step for step in clause if step < at and not items[step].key.startswith("~")]
    tail = [items[step].key for step in opening[-4:]]
    within = "in" in tail or "for" in tail
    later = [step for step in clause if step > at]
    order = [*reversed(opening), *later] if within else [*later, *reversed(opening)]
    for step in order:
        item = items[step]
        if item.has("target", "met", "missed"):
            return Predicate("met" if item.has("target", "met") else "missed", step)
        sense = item.sense("direction", "change_noun", "more")
        if sense in ("up", "down", "flat", "better", "worse"):
            if item.key in ("up", "down", "over", "under", "cut", "behind"):
                continue
            if item.key in ("higher", "lower") and not item.has("more"):
                continue
            if item.key in ("higher", "lower") and items[step - 1].key in ("is", "are", "was", "were"):
                return None  # "only Leeds, at 0.35, is lower": than what was told before
            if any(one.has("negation") for one in items[max(0, step - 3) : step] if one.clause == item.clause):
                return None
            return Predicate(sense or "", step)
    return None


def counted(resolver: Resolver, reading: Reading, members: Sequence[str], predicate: Predicate) -> Iterator[Counted]:
    """How many members did what is said, for each base that the facts allow. Nothing where one has no figure."""
    index = resolver.index
    for subject in reading.subjects.choices:
        found: dict[tuple[Period, Period | None], dict[str, Candidate]] = {}
        for area in members:
            for one in _values(index, subject, area, reading, predicate):
                found.setdefault((one.period, one.base), {}).setdefault(area, one)
        for values in _likeliest(found, reading):
            if len(values) != len(members):
                continue
            did = [area for area in members if predicate.holds(index, subject, values[area].value)]
            if any(predicate.holds(index, subject, values[area].value) is None for area in members):
                continue
            first = values[members[0]]
            facts = tuple(dict.fromkeys(fact for area in members for fact in values[area].facts))
            how = f"counted among {len(members)} areas"
            candidate = Candidate(
                Decimal(len(did)), "count", "value", subject, index.own or "", first.period, facts, first.base, how=how
            )
            yield Counted(len(did), len(members), tuple(did), candidate)


def _values(index: Index, subject: Subject, area: str, reading: Reading, predicate: Predicate) -> Iterator[Candidate]:
    if predicate.sense in ("met", "missed"):
        yield from arithmetic.target_gaps(index, subject, area, reading.times.choices)
        return
    periods = periods_to_look_at(reading.times, index, subject, area)
    times = reading.times._replace(choices=None if periods is None else tuple(periods))
    for one in timed_changes(index, subject, area, times, reading.bases):
        if one.statistic in ("change", "change_points", "change_percent"):
            yield one


def _likeliest(
    found: dict[tuple[Period, Period | None], dict[str, Candidate]], reading: Reading
) -> Iterator[dict[str, Candidate]]:
    """Of the periods that are not said, the latest."""
    if reading.times.source != "said" and found:
        latest = max((period.end for period, _ in found if period.end is not None), default=None)
        found = {key: values for key, values in found.items() if key[0].end == latest}
    yield from found.values()


def _reading(resolver: Resolver, predicate: Predicate, reading: Reading) -> Reading:
    """The reading of the word that says what the areas did: it has the period and the base."""
    told = read(resolver, predicate.step, RoleRead("change"))
    subjects = told.subjects if told.subjects.source == "said" else reading.subjects
    if resolver.items[predicate.step].key in ("more", "fewer"):
        measures = resolver.index.measures
        counts = tuple(
            one for one in subjects.choices if one.measure in measures and measures[one.measure].unit == "count"
        )
        subjects = subjects._replace(choices=counts or subjects.choices)  # "more convictions" is no rate
    return Reading(reading.role, subjects, reading.places, told.times, told.bases)


def told_bases_of(resolver: Resolver, at: int, reading: Reading) -> tuple[Period, ...] | None:
    """The bases that the words of a count name for the change of each area; None where they name none."""
    predicate = said_of_each(resolver, at)
    bases = _reading(resolver, predicate, reading).bases if predicate is not None else None
    return bases.choices if bases is not None and bases.source == "said" else None


def judge_group(resolver: Resolver, at: int, kinds: frozenset[str]) -> Judged | None:
    """The verdict on a figure that counts areas within a group named by its size; None for any other figure."""
    said = count_said(resolver.items, at, kinds, resolver.index)
    if said is None and _changes_counted(resolver, at):
        return Judged("not_enough_information", "areas", "No fact counts these changes.")
    if said is None or _of_superlative(resolver.items, at):
        return None
    number, size = said
    reading = read(resolver, at, RoleRead("areas"))
    doers = only_doers(resolver, at)
    if number == 1 and doers and (members := members_of(resolver, size, reading.subjects.choices)):
        return judge_doers(resolver, at, doers, members, reading)
    return judge_count(resolver, at, number, size, reading)


def _of_superlative(items: Sequence[Item], at: int) -> bool:
    """Whether a number says among how many something is the best: "the best result of all 11 trusts"."""
    near = items[max(0, at - 7) : at]
    of = next((step for step in range(len(near) - 1, max(-1, len(near) - 4), -1) if near[step].key == "of"), None)
    return of is not None and any(item.has("extreme") for item in near[:of])


def _changes_counted(resolver: Resolver, at: int) -> bool:
    """Whether a figure counts changes of areas that no size is told of: "one of two falls in the region"."""
    items = resolver.items
    for step in (at, *(s for s in (at + 2, at + 3) if s < len(items) and items[at + 1].key == "of")):
        figure = items[step].figure
        following = items[step + 1] if step + 1 < len(items) else None
        if figure is not None and figure.kind == "number" and figure.unit is None and following is not None:
            plural = following.has("change_noun") and following.key.endswith("s")
            if plural and figure.in_words:
                return True
    return False


def judge_count(resolver: Resolver, at: int, said: int, size: int, reading: Reading) -> Judged | None:
    """Whether `said` of a group of `size` areas did what the sentence says. None: not to be told."""
    members = members_of(resolver, size, reading.subjects.choices)
    predicate = said_of_each(resolver, at)
    if members is None or predicate is None:
        return None
    reading = _reading(resolver, predicate, reading)
    possible = list(counted(resolver, reading, members, predicate))
    if not possible:
        return None
    right = next((one for one in possible if one.number == said), None)
    names = ", ".join(area_words(resolver.index, area) for area in (right or possible[0]).areas)
    shown = right or possible[0]
    message = f"{shown.number} of the {shown.whole} did so{f': {names}' if 0 < shown.number < shown.whole else ''}."
    if right is not None:
        return Judged("supported", "areas", message, right.candidate, reading=reading)
    if reading.subjects.source not in FIRM:
        return None
    return Judged("refuted", "areas", message, possible[0].candidate, str(possible[0].number), reading)


def judge_doers(
    resolver: Resolver, at: int, doers: Sequence[str], members: Sequence[str], reading: Reading
) -> Judged | None:
    """Whether the areas named, and of the group no others, did what is said: "the only one of the six to fall"."""
    predicate = said_of_each(resolver, at)
    if predicate is None or not set(doers) <= set(members):
        return None
    reading = _reading(resolver, predicate, reading)
    possible = list(counted(resolver, reading, members, predicate))
    if not possible:
        return None
    right = next((one for one in possible if set(one.areas) == set(doers)), None)
    if right is not None:
        return Judged("supported", "areas", "No other of the group did so.", right.candidate, reading=reading)
    if reading.subjects.source not in FIRM:
        return None
    shown = possible[0]
    names = ", ".join(area_words(resolver.index, area) for area in shown.areas) or "none"
    message = f"{shown.number} of the {shown.whole} did so: {names}."
    return Judged("refuted", "areas", message, shown.candidate, None, reading)


def only_doers(resolver: Resolver, at: int) -> tuple[str, ...]:
    """The areas that "the only one" is said of: those named before it, else that of the sentence before."""
    items = resolver.items
    if not any(item.has("scope", "only") for item in items[max(0, at - 2) : at]):
        return ()
    start = _subject_start(items, at)
    named = [
        area
        for item in items[start:at]
        if item.clause == items[at].clause
        for area in areas_named(item)
        if not is_group(resolver.index, area)
    ]
    return (
        tuple(dict.fromkeys(named))
        or tuple(area for area in resolver.carried.areas if not is_group(resolver.index, area))[:1]
    )


def _subject_start(items: tuple[Item, ...], at: int) -> int:
    """Where the subject of "was the only one" starts, after what is told of others: "Leeds saw a rise (10%), and York
    was the only one"."""
    verb = next((step for step in range(at - 1, max(-1, at - 5), -1) if items[step].has("level")), at)
    told = [step for step in range(1, verb) if items[step].key in ("and", "but") and items[step - 1].key == ","]
    return told[-1] if told and any(map(areas_named, items[told[-1] : verb])) else 0


def count_said(items: tuple[Item, ...], at: int, kinds: frozenset[str], index: Index) -> tuple[int, int] | None:
    """(how many, of how many) of "four of the six trusts", "all five trusts", "all but one of"."""
    figure = items[at].figure
    if figure is None or figure.kind != "number" or figure.hedge not in (None, "exactly") or figure.high is not None:
        return None
    number = int(figure.value)
    if number != figure.value:
        return None
    before = [item.key for item in items[max(0, at - 2) : at]]
    if before[-1:] and before[-1].split()[0] in ("all", "both", "each", "every") and _of_areas(items, at, kinds, index):
        return number, number
    if before[-1:] == ["the"] and _of_areas(items, at, kinds, index):
        if items[at - 2].has("scope", "none"):
            return 0, number  # "none of the eight"
        if items[at - 2].has("scope", "all"):
            return number, number
    if at + 1 < len(items) and items[at + 1].key == "of":
        for step in range(at + 2, min(len(items), at + 5)):
            only = number == 1 and any(item.has("scope", "only") for item in items[max(0, at - 2) : at])
            size = size_at(items, step, kinds, index, bare=only)
            if size is not None:
                return (size - number if before == ["all", "but"] else number), size
            owner = any(is_group(index, area) for area in areas_named(items[step]))  # "three of the region's four"
            if not owner and items[step].key not in ("the", "all", "only", "its", "our", "these", "those"):
                return None
    return None


def size_at(
    items: tuple[Item, ...], step: int, kinds: frozenset[str], index: Index, *, bare: bool = False
) -> int | None:
    """The size of the group at an item: of "six" in "six trusts", of the name "the six trusts"."""
    item = items[step]
    if item.figure is not None:
        whole = item.figure.value
        plain = item.figure.kind == "number" and whole == int(whole)
        return int(whole) if plain and (bare or _of_areas(items, step, kinds, index)) else None
    if any(is_group(index, area) for area in areas_named(item)):
        return size_in_name(item)
    return None


def _of_areas(items: tuple[Item, ...], at: int, kinds: frozenset[str], index: Index) -> bool:
    """Whether a noun for areas follows a number, or nothing does: "six trusts", "four of the region's trusts"."""
    for item in items[at + 1 : at + 6]:
        if item.kind == "word" and stem(item.key) in kinds:
            return True
        if any(is_group(index, area) for area in areas_named(item)) or item.key in _LINKS:
            continue
        plain = item.kind == "word" and not item.words and item.key not in _STOPS
        if plain or (item.kind == "name" and areas_named(item)):
            continue  # "the five South East trusts", "the eight acute trusts"
        return False
    return False


_LINKS = frozenset({"of", "the", "in", "'s"})
_STOPS = frozenset(
    {"to", "at", "by", "for", "with", "and", "or", "were", "was", "is", "are", "which", "that", "who", "than"}
)
