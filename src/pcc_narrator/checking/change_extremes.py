"""Verdicts on the largest and smallest of changes: "Kent saw the largest rise", "it fell in all five, most in Kent"."""

from __future__ import annotations

from collections.abc import Iterator

from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.change_candidates import timed_changes
from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.rank_orders import ranked_among, ranked_areas
from pcc_narrator.checking.ranks import open_verdict
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Times, areas_named, is_subject
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.where_to_look import periods_to_look_at
from pcc_narrator.checking.wording import area_words, subject_words, value_words

_SIZES = {
    **dict.fromkeys(("largest", "biggest", "greatest", "most", "fastest", "quickest", "furthest", "sharpest"), True),
    **dict.fromkeys(("smallest", "least", "slowest"), False),
}
_BEING = frozenset({"being", "was", "is"})
_FORMS = {"change": "number", "change_percent": "percent", "change_points": "percent"}


def judge_largest_change(resolver: Resolver, at: int) -> Judged | None:
    """Whether an area's change is the largest or smallest of the group's, by number or per cent. None: no claim."""
    items = resolver.items
    largest = _SIZES.get(items[at].key)
    word = _change_word(resolver, at)
    if largest is None or word is None:
        return None
    sense = items[word].sense("change_noun", "direction")
    if sense not in ("up", "down"):
        return None
    reading = read(resolver, word, RoleRead("change"))
    if not reading.subjects.choices or reading.subjects.source == "open":
        return None
    areas = _area_said(resolver, at) or ranked_areas(resolver, at, reading)
    if len(areas) != 1:
        return None
    sign = 1 if sense == "up" else -1
    category = _category_said(resolver, word)
    if word == at - 1 and not any(areas_named(item) for item in items):
        category = next((one for one in reading.subjects.choices if one.category is not None), None)
        if category is None:
            return None  # "evening visits rose most": of what, is not said
    if category is not None:
        return _among_categories(resolver, at, category, areas[0], reading, sign)
    forms = _forms(resolver, at)
    wrong: tuple[Candidate, Candidate] | None = None
    for subject in reading.subjects.choices:
        among = _of_size(resolver, at, areas[0], ranked_among(resolver, subject, areas[0]))
        for changes in _changes(resolver, subject, among, reading):
            mine = changes.get(areas[0])
            if len(changes) != len(among) or len(among) < 3 or mine is None:
                continue
            rivals = {area: one for area, one in changes.items() if one.value * sign > 0}
            best = (max if largest else min)(rivals.values(), key=lambda one: abs(one.value), default=None)
            if best is None or _FORMS.get(mine.statistic) not in forms:
                continue
            if areas[0] in rivals and abs(best.value) == abs(mine.value):
                what = f"{area_words(resolver.index, areas[0])}: {value_words(mine.value, mine.unit)}"
                message = f"{what} is the {items[at].key} of {len(among)}."
                return Judged("supported", "extreme", message, mine, None, reading)
            wrong = wrong or (mine, best)
    if wrong is None:
        return open_verdict("no_fact", "No facts put these changes in order.", reading)
    mine, best = wrong
    if not _among_told(resolver, at, areas[0]):
        return open_verdict("no_fact", "The text does not say among which areas.", reading, best)
    message = (
        f"{area_words(resolver.index, best.area)} has {value_words(best.value, best.unit)}, "
        f"{area_words(resolver.index, mine.area)} {value_words(mine.value, mine.unit)}."
    )
    return Judged("refuted", "extreme", message, best, area_words(resolver.index, best.area), reading)


def _among_told(resolver: Resolver, at: int, area: str) -> bool:
    """Whether the sentence, or what stands before it, says among which areas a change is the largest, where an area is
    one of a group and of all."""
    items = resolver.items
    groups = (area for item in items for area in areas_named(item))
    told = (*groups, *resolver.carried.told_areas, *resolver.carried.heading_area)
    areas = resolver.index.areas
    sizes = {len(group.members) for group in areas.values() if area in group.members}
    if len(sizes | {sum(one.kind == areas[area].kind for one in areas.values()) if area in areas else 0}) < 2:
        return True
    kinds = any(stem(item.key) in resolver.index.kinds or item.key in _EVERYWHERE for item in items)
    return kinds or any(one in areas and areas[one].members for one in told) or items[at].key in ("most", "least")


_EVERYWHERE = frozenset({"nationally", "country", "anywhere", "all", "everywhere", "countrywide"})


def judge_change_rank(resolver: Resolver, at: int) -> Judged | None:
    """The verdict on the place of a change among those of other areas: "the second smallest increase of the six". None
    where a rank is of no change."""
    items, figure = resolver.items, resolver.items[at].figure
    largest = _SIZES.get(items[at + 1].key) if at + 1 < len(items) else None
    words = figure.text.lower().split() if figure is not None else []
    largest = next((_SIZES[word] for word in words if word in _SIZES), largest)
    ahead = range(at + 1, min(len(items), at + 4))
    word = next((step for step in ahead if items[step].has("change_noun", "up", "down")), None)
    if figure is None or largest is None or word is None:
        return None
    reading = read(resolver, word, RoleRead("change"))
    areas = ranked_areas(resolver, at, reading)
    sign = 1 if items[word].sense("change_noun") == "up" else -1
    wrong: tuple[int, Candidate] | None = None
    for subject in reading.subjects.choices if len(areas) == 1 and reading.subjects.source != "open" else ():
        among = _of_size(resolver, at, areas[0], ranked_among(resolver, subject, areas[0]))
        for changes in _changes(resolver, subject, among, reading):
            mine = changes.get(areas[0])
            moved = sorted(abs(one.value) for one in changes.values() if one.value * sign > 0)
            if mine is None or len(changes) != len(among) or mine.value * sign <= 0 or len(moved) < 2:
                continue
            if _FORMS[mine.statistic] not in _forms(resolver, at + 1):
                continue
            place = 1 + sum(one > abs(mine.value) if largest else one < abs(mine.value) for one in moved)
            if place == figure.value:
                message = (
                    f"{area_words(resolver.index, areas[0])}: {value_words(mine.value, mine.unit)}, place {place}."
                )
                return Judged("supported", "rank", message, mine, None, reading)
            wrong = wrong or (place, mine)
    if wrong is None or not _among_told(resolver, at, areas[0]):
        return open_verdict("no_fact", "No facts put these changes in order.", reading)
    place, mine = wrong
    message = f"{area_words(resolver.index, mine.area)}: {value_words(mine.value, mine.unit)}, place {place}."
    return Judged("refuted", "rank", message, mine, str(place), reading)


def _of_size(resolver: Resolver, at: int, area: str, among: tuple[str, ...]) -> tuple[str, ...]:
    """The areas that are put in order, where the words say of how many: "the smallest rise of the four northern ones"
    is of no group of 43. None, where no group of that size is known."""
    items = resolver.items
    for step in range(at + 1, min(len(items), at + 9)):
        figure = items[step].figure
        before = [item.key for item in items[max(at, step - 2) : step]]
        if figure is None or figure.kind != "number" or "of" not in before:
            continue
        if figure.value == len(among):
            return among
        groups = (group.members for group in resolver.index.areas.values() if area in group.members)
        return next((members for members in groups if len(members) == figure.value), ())
    return among


def _category_said(resolver: Resolver, word: int) -> Subject | None:
    """The category after "the largest fall was in": it is put in order among those of its measure."""
    items = resolver.items
    for step in range(word + 1, min(len(items) - 2, word + 5)):
        if items[step].key in ("is", "was", "came", "being") and items[step + 1].key == "in":
            following = items[step + 2] if items[step + 2].key != "the" else items[min(step + 3, len(items) - 1)]
            meant = resolver.meant(following) if is_subject(following) else ()
            return next((one for one in meant if one.category is not None), None)
    return None


def _among_categories(
    resolver: Resolver, at: int, category: Subject, area: str, reading: Reading, sign: int
) -> Judged | None:
    """Whether the change of a category is the largest or smallest among the categories of its measure."""
    index = resolver.index
    largest = _SIZES[resolver.items[at].key]
    rivals = [one for one in index.subjects if one.measure == category.measure and one.category is not None]
    standing: dict[object, dict[Subject, Candidate]] = {}
    for rival in rivals:
        for changes in _changes(resolver, rival, (area,), reading):
            for one in changes.values():
                standing.setdefault((one.statistic, one.period, one.base), {})[rival] = one
    counted = any(one.statistic == "change" for found in standing.values() for one in found.values())
    wrong: tuple[Candidate, Candidate] | None = None
    forms = _forms(resolver, at)
    for found in standing.values():
        mine = found.get(category)
        if mine is None or len(found) < 2 or _FORMS.get(mine.statistic) not in forms:
            continue
        if counted and mine.statistic == "change_points":
            continue  # of its share: not the change of what is counted
        moved = [one for one in found.values() if one.value * sign > 0]  # the others went the other way
        if mine not in moved:
            continue
        best = (max if largest else min)(moved, key=lambda one: abs(one.value))
        if abs(best.value) == abs(mine.value):
            message = f"{subject_words(index, category)}: {value_words(mine.value, mine.unit)}, first of {len(moved)}."
            return Judged("supported", "extreme", message, mine, None, reading)
        wrong = wrong or (mine, best)
    if wrong is None:
        return open_verdict("no_fact", "No facts put these changes in order.", reading)
    mine, best = wrong
    message = f"{subject_words(index, best.subject)} has {value_words(best.value, best.unit)}."
    return Judged("refuted", "extreme", message, best, subject_words(index, best.subject), reading)


def _change_word(resolver: Resolver, at: int) -> int | None:
    """The change that is the largest: "the largest percentage rise"; "fell in all of them, most in Leeds"."""
    items, clause = resolver.items, resolver.items[at].clause
    for step in range(at + 1, min(len(items), at + 4)):
        if items[step].has("change_noun") and items[step].clause == clause:
            return step
        if items[step].kind in ("mark", "figure", "period"):
            break
    if at + 2 < len(items) and items[at + 1].key in _BEING and areas_named(items[at + 2]):
        before = (step for step in range(at - 1, -1, -1) if items[step].clause == clause)
        return next((step for step in before if items[step].has("change_noun", "up", "down")), None)
    if (
        at + 1 < len(items)
        and items[at + 1].key in _BEING
        and not any(_is_change(one) for one in items[at + 1 : at + 4])
    ):
        told = next((step for step in range(at - 1, -1, -1) if items[step].has("change_noun", "up", "down")), None)
        if told is not None and items[at - 1].key == "the":
            return told  # "the second smallest increase; the largest was in Leeds"
    if at and items[at - 1].has("direction", "up", "down") and items[at - 1].clause == clause:
        return at - 1  # "where the number grew fastest"
    if items[at].key in ("most", "least") and items[at - 1].key == "," and _area_said(resolver, at):
        return next((step for step in range(at - 1, -1, -1) if items[step].has("direction")), None)
    return None


def _is_change(item: Item) -> bool:
    return item.has("change_noun")


def _area_said(resolver: Resolver, at: int) -> tuple[str, ...]:
    """The area right after "most in", "the largest being", "the largest was in"."""
    items = resolver.items
    if at + 3 < len(items) and items[at + 1].key in _BEING and items[at + 2].key in ("in", "at"):
        return areas_named(items[at + 3])
    if at + 2 < len(items) and items[at + 1].key in _BEING:
        return areas_named(items[at + 2])
    if items[at].key in ("most", "least") and at + 2 < len(items) and items[at + 1].key in ("in", "at"):
        return areas_named(items[at + 2])
    return ()


def _forms(resolver: Resolver, at: int) -> tuple[str, ...]:
    """Whether the changes are compared in number, per cent or either, as the words say."""
    items = resolver.items
    if any(item.key in ("percentage", "proportional", "relative") for item in items[at + 1 : at + 3]):
        return ("percent",)
    if any(item.key in ("numerical", "absolute") for item in items[at + 1 : at + 3]):
        return ("number",)
    printed = next((item.figure for item in items[at + 1 : at + 7] if item.figure is not None), None)
    if printed is not None and items[at + 1].key in _BEING and printed.kind in ("percent", "number"):
        return (printed.kind,)  # "the largest being Leeds's 12.6 per cent"
    return ("number", "percent")


def _changes(
    resolver: Resolver, subject: Subject, among: tuple[str, ...], reading: Reading
) -> Iterator[dict[str, Candidate]]:
    """The changes of all areas, one form, period and base at a time."""
    index = resolver.index
    found: dict[object, dict[str, Candidate]] = {}
    for area in among:
        periods = periods_to_look_at(reading.times, index, subject, area)
        times = Times(None if periods is None else tuple(periods), reading.times.source)
        for one in timed_changes(index, subject, area, times, reading.bases):
            if one.statistic in _FORMS:
                found.setdefault((one.statistic, one.period, one.base), {}).setdefault(area, one)
    yield from found.values()
