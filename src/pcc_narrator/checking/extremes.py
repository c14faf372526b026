"""Verdicts on superlatives: the highest and lowest of areas, of categories and of a series."""

from __future__ import annotations

import itertools
from dataclasses import replace

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.change_extremes import judge_largest_change
from pcc_narrator.checking.counting_areas import area_kinds
from pcc_narrator.checking.groups import is_group
from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds, frame_words
from pcc_narrator.checking.narrowing import is_narrowed
from pcc_narrator.checking.rank_orders import (
    Order,
    category_ranks,
    computed_ranks,
    in_time,
    ranked_among,
    ranked_areas,
    says_a_number,
    says_rate,
)
from pcc_narrator.checking.ranks import open_verdict
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Subjects, Times, areas_named, is_area, is_subject
from pcc_narrator.checking.series_extremes import in_series, lasting, linked_value, predicated
from pcc_narrator.checking.time_ranks import judge_place
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.wording import area_words, place_words, subject_words


def above_all(items: tuple[Item, ...], at: int) -> str | None:
    """ "More than any other", "lower than in all other months": the superlative that a comparative amounts to."""
    item = items[at]
    sense = item.sense("more") or item.sense("comparison")
    if sense not in ("up", "down", "above", "below", "better", "worse"):
        return None
    than = next((step for step in range(at + 1, min(len(items), at + 10)) if items[step].key == "than"), None)
    if than is None or items[than].clause != item.clause:
        return None
    following = [one.key for one in items[than + 1 : than + 5]]
    start = 1 if following[:1] and following[0] in ("in", "at", "for") else 0
    whole = following[start : start + 1]
    but = next((one for one, item in enumerate(items) if one > at and item.key == "but"), len(items))
    if any(item.figure is not None and item.figure.in_words for item in items[but + 1 : but + 2]):
        return None  # "lower than in any other month but one"
    if not whole or whole[0].split()[0] not in ("any", "all", "every") or "other" not in " ".join(following):
        return None
    return {"up": "highest", "above": "highest", "down": "lowest", "below": "lowest"}.get(
        sense, "best" if sense == "better" else "worst"
    )


def judge_extreme(
    resolver: Resolver, at: int, judged: dict[int, Judged], bounds: Bounds, said: str | None = None
) -> Judged | None:
    """ "The highest since 2008", "peaked in March", "the lowest of the group". None where it is no claim.

    `said` is the sense of a word that is no superlative: "more than any other".
    """
    items = resolver.items
    item = items[at]
    before = items[at - 1].figure if at else None
    if before is not None and (before.kind == "rank" or (before.kind == "number" and before.value > 1)):
        return None  # "the third highest", "one of the ten lowest"
    sense = said or item.sense("extreme")
    if any(one.key in ("gap", "difference", "range", "distance") for one in items[max(0, at - 7) : at]) and any(
        one.key == "and" for one in items[max(0, at - 3) : at + 3]
    ):
        return None  # "the gap between the best and the worst"
    if sense is not None and (change := judge_largest_change(resolver, at)) is not None:
        return change
    weak = item.key in ("most", "least", "top", "bottom", "record")
    if sense is None or (said is None and weak and not _superlative(items, at)):
        return None
    of_levels = said is not None or item.key in ("highest", "lowest", "fewest", "peaked", "peak")
    if not of_levels and any(one.has("change_noun") for one in items if one.clause == item.clause):
        return None  # the largest of the changes, not of the figures
    reading = read(resolver, at, RoleRead("level"))
    reading = _of_figure_before(resolver, at, judged, reading)
    put = _group_after(resolver, at)
    if put is not None:
        named = Subjects(_within_measure(resolver, put), "said")  # "highest for short visits"
        reading = Reading(reading.role, named, reading.places, reading.times, reading.bases)
    if not reading.subjects.choices or reading.subjects.source == "open" or is_narrowed(resolver, reading):
        return None
    if _of_something_else(resolver, at, reading) or _fell_from(items, at):
        return None
    high = sense in ("highest",)
    if sense in ("best", "worst"):
        measure = resolver.index.measures.get(reading.subjects.choices[0].measure)
        polarity = measure.polarity if measure else "neutral"
        if polarity == "neutral":
            return _of_either_end(resolver, at, judged, bounds)
        high = (polarity == "higher_is_better") == (sense == "best")
    if (placed := judge_place(resolver, at, reading, 1, high)) is not None:
        return placed
    if (category := _category_after(resolver, at)) is not None:
        own = Reading(reading.role, Subjects((category,), "said"), reading.places, reading.times, reading.bases)
        return _among_categories(resolver, at, own, high)
    scope = _scope(resolver, at)
    if put is not None and _other_group(resolver, at, put, reading):
        scope = "categories"
    if scope == "areas":
        return _among_areas(resolver, at, reading, high, judged)
    if scope == "categories":
        return _among_categories(resolver, at, reading, high)
    among = _among_areas(resolver, at, reading, high, judged) if _placed(items, at) else None
    if among is not None and among.verdict == "supported":
        return among  # "lowest in Leeds in May": of the places or of the months
    found = in_series(resolver, at, reading, high, judged)
    if among is not None and among.verdict == "not_enough_information" and found.verdict == "refuted":
        return among
    value = linked_value(resolver, at, judged)
    if found.verdict == "refuted" and value is not None and value.verdict == "not_enough_information":
        return open_verdict("extreme", "The figure beside it is not decided.", reading, found.candidate)
    if found.verdict == "refuted" and _of_all(items, at):
        return open_verdict("extreme", "The facts do not say what it is put in order among.", reading)
    if found.verdict == "refuted" and _contrasted(items, at):
        return open_verdict("extreme", "The text does not say what these are the highest and the lowest of.", reading)
    if found.verdict == "refuted" and (other := _figure_beside(resolver, at, judged)) is not None:
        second = in_series(resolver, at, reading, high, {other: judged[other]}, other)
        return second if second.verdict == "supported" else found
    return found


def _of_either_end(resolver: Resolver, at: int, judged: dict[int, Judged], bounds: Bounds) -> Judged | None:
    """The verdict on "the worst year" of what may be worse either way: refuted where it is neither the highest nor the
    lowest."""
    ends = [judge_extreme(resolver, at, judged, bounds, end) for end in ("highest", "lowest")]
    if any(one is None or one.verdict != "refuted" for one in ends):
        return next((one for one in ends if one is not None and one.verdict == "supported"), None)
    return ends[0]


def _of_figure_before(resolver: Resolver, at: int, judged: dict[int, Judged], reading: Reading) -> Reading:
    """ "Peaked at 71 in May and came down to 29, the lowest of the four": of the figure that it stands behind."""
    if predicated(resolver.items, at):
        told = [step for step in resolver.period_steps if step < at]
        return replace(reading, times=resolver.read_period(told[-1])) if told else reading
    if at < 3 or resolver.items[at - 2].key != "," or resolver.items[at - 1].key not in ("the", "its", "their"):
        return reading
    own = judged.get(at - 3)
    if own is None or own.verdict != "supported" or own.candidate is None or own.candidate.period.end is None:
        return reading
    level = resolver.roles[at - 3].role in ("level", "to", "open")
    return replace(reading, times=Times((own.candidate.period,), "said")) if level else reading


def _group_after(resolver: Resolver, at: int) -> int | None:
    """The group that "highest for", "lowest among visitors of" puts in order."""
    items = resolver.items
    if at + 2 >= len(items) or items[at + 1].key not in ("for", "among", "amongst"):
        return None
    for step in range(at + 2, min(len(items), at + 6)):
        if items[step].kind in ("figure", "period", "mark") or items[step].clause != items[at].clause:
            return None
        if is_subject(items[step]) and (step == at + 2 or _is_category(resolver, step)):
            return step
    return None


def _is_category(resolver: Resolver, step: int) -> bool:
    return any(one.category is not None for one in _within_measure(resolver, step))


def _other_group(resolver: Resolver, at: int, put: int, reading: Reading) -> bool:
    """Whether the sentence puts another group of the same measure beside this one: "highest for A and lowest for B"."""
    mine = {(one.measure, one.category) for one in reading.subjects.choices}
    for step, item in enumerate(resolver.items):
        if step in (put, at) or not item.has("extreme"):
            continue
        other = _group_after(resolver, step)
        if other is not None and other != put:
            theirs = _within_measure(resolver, other)
            if any(one.measure in {m for m, _ in mine} and (one.measure, one.category) not in mine for one in theirs):
                return True
    return False


def _of_something_else(resolver: Resolver, at: int, reading: Reading) -> bool:
    """Whether a superlative tells of a noun that nothing knows, the subject being carried: "the greatest risk"."""
    if reading.subjects.source == "said" or at + 1 >= len(resolver.items):
        return False
    following = resolver.items[at + 1]
    words = {word for subject in reading.subjects.choices for word in resolver.names.words_of(subject)}
    plain = following.kind == "word" and not following.words and following.key not in frame_words()
    return plain and stem(following.key) not in words | area_kinds(resolver.index) and resolver.items[at].key != "peak"


def _of_all(items: tuple[Item, ...], at: int) -> bool:
    """Whether something did "best of all" that is set beside other things, and not beside other times."""
    ahead = items[at + 1 : at + 4]
    told = [item.key for item in ahead[:2]] == ["of", "all"] and items[at].has("extreme", "best", "worst")
    return told and (len(ahead) < 3 or ahead[2].kind == "mark")


def _fell_from(items: tuple[Item, ...], at: int) -> bool:
    """Whether a peak is what a change is counted from: "has fallen from a peak of 909"."""
    before = [item.key for item in items[max(0, at - 4) : at]]
    return "from" in before and items[at].key in ("peak", "high", "low", "trough")


def _placed(items: tuple[Item, ...], at: int) -> bool:
    """Whether an area follows at once: "highest in Leeds"."""
    return at + 2 < len(items) and items[at + 1].key in ("in", "at") and is_area(items[at + 2])


def _category_after(resolver: Resolver, at: int) -> Subject | None:
    """ "The largest group was the cleaners": the category that is put in order comes after the verb."""
    items = resolver.items
    if at + 1 >= len(items) or items[at + 1].key not in ("group", "category", "type", "share", "component", "part"):
        return None
    verb = next((step for step in range(at + 2, min(len(items), at + 9)) if items[step].key in ("was", "is")), None)
    for item in items[verb + 1 : verb + 4] if verb is not None else ():
        if is_subject(item):
            return next((one for one in resolver.meant(item) if one.category is not None), None)
    return None


def _contrasted(items: tuple[Item, ...], at: int) -> bool:
    """ "Contact scored highest, at 91%; the investigation lowest, at 62%": things set beside each other, not times."""
    opposite = {"highest": "lowest", "lowest": "highest", "best": "worst", "worst": "best"}.get(
        items[at].sense("extreme") or ""
    )
    if opposite is None or any(item.period is not None or item.key == "since" for item in items):
        return False
    return any(item.has("extreme", opposite) for item in items)


def _figure_beside(resolver: Resolver, at: int, judged: dict[int, Judged]) -> int | None:
    """The figure right before ", the lowest", whatever its part in the sentence: "up from 84.2 in May, the lowest"."""
    for step in range(at - 1, max(-1, at - 8), -1):
        if step in judged:
            return step if resolver.roles[step].role == "from" else None
    return None


def _within_measure(resolver: Resolver, step: int) -> tuple[Subject, ...]:
    """The subjects that a name after "highest for" may mean: categories of the measure at hand before all others."""
    meant = resolver.meant(resolver.items[step])
    measures = {one.measure for one in resolver.inherited().choices} | set(resolver.measures_here)
    kept = tuple(one for one in meant if one.category is not None and one.measure in measures)
    return kept or meant


def _superlative(items: tuple[Item, ...], at: int) -> bool:
    before = items[at - 1].key if at else ""
    following = items[at + 1] if at + 1 < len(items) else None
    if items[at].key in ("top", "bottom"):
        return False
    if items[at].key == "record":
        return following is not None and following.key in ("high", "low", "number", "level")
    if following is not None and (
        following.key == "since" or (following.period is not None and following.period.preposition == "since")
    ):
        return True
    ahead = [item.key for item in items[at + 1 : at + 4]]
    if before == "the" and ahead[:1] == ["in"] and len(ahead) > 2 and ahead[1] in ("any", "a", "one", "a single"):
        return ahead[2] in ("month", "quarter", "year")  # "the most in any quarter since"
    return before == "the" and following is not None and following.kind == "name" and following.key not in ("similar",)


def _scope(resolver: Resolver, at: int) -> str:
    items = resolver.items
    if _told_of_place(resolver, at):
        return "areas"
    kinds = area_kinds(resolver.index)
    timed = any(item.key in _OVER_TIME or item.period is not None for item in items[at + 1 : at + 10])
    timed = timed or lasting(items, at) is not None
    timed = timed or any(
        one.key in ("any", "a", "one") and two.key in ("month", "quarter", "year")
        for one, two in itertools.pairwise(items[at + 1 : at + 5])
    )
    for item in items[at + 1 : at + 9]:
        if (item.kind == "word" and stem(item.key) in kinds) or item.key in (
            "country",
            "nationally",
            "peers",
            "region",
        ):
            return "areas"
        if is_area(item) and item.name is not None:
            for meaning in item.name.meanings:
                area = resolver.index.areas.get(meaning.id)
                if (
                    meaning.kind == "area"
                    and area is not None
                    and (area.members or area.kind in ("group", "nation", "region"))
                ):
                    return "areas"
        if item.key in ("category", "categories", "type", "types", "share", "group", "component"):
            if item.key == "share" and _is_share(resolver, at):
                continue  # "the highest share of visits made in time", which is what is measured
            return "categories"
    if _of_several_areas(resolver, at, kinds):
        return "areas"
    if (
        items[at].key
        in ("peaked", "peak", "record high", "record low", "trough", "bottomed out", "all time high", "all time low")
        or timed
    ):
        return "time"
    before = items[:at]
    several_areas = len(resolver.index.areas_of(resolver.subjects(at).choices[0])) >= 3
    if (
        any(is_area(item) for item in before)
        and several_areas
        and not any(item.period is not None for item in items[at:])
    ):
        return "areas"
    if any(m.kind == "category" for item in before if item.name is not None for m in item.name.meanings):
        return "categories"
    return "time"


_OVER_TIME = frozenset({"since", "ever", "record", "recorded", "history", "began", "series"})


def _is_share(resolver: Resolver, at: int) -> bool:
    """Whether what is ranked is measured in per cent, and so a share itself."""
    measures = (resolver.index.measures.get(one.measure) for one in resolver.subjects(at).choices[:1])
    return any(measure is not None and measure.unit == "percent" for measure in measures)


def _of_several_areas(resolver: Resolver, at: int, kinds: frozenset[str]) -> bool:
    """ "Of the six trusts, Leeds had the most": the areas that are put in order come first."""
    items = resolver.items
    opened = [step for step in range(at) if items[step].key in ("of", "among", "within", "across")]
    if not opened or items[at].key in ("peaked", "peak") or opened[0] > 1:
        return False
    for item in items[opened[0] + 1 : at]:
        if item.key == ",":
            return False
        if (item.kind == "word" and stem(item.key) in kinds and item.key.endswith("s")) or any(
            is_group(resolver.index, area) for area in areas_named(item)
        ):
            return True
    return False


def _told_of_place(resolver: Resolver, at: int) -> bool:
    """ "The best result was 91.5 per cent, at Leeds": the area comes last, after the figure."""
    items = resolver.items
    steps = [step for step in range(at + 1, min(len(items), at + 9)) if items[step].figure is not None]
    after = steps[0] + 1 if steps else len(items)
    verb = next(
        (step for step in range(at + 1, min(len(items), at + 9)) if items[step].key in ("was", "were", "is")), None
    )
    if verb is not None and verb < after and verb + 2 < len(items) and items[verb + 1].key in ("in", "at", "for"):
        return bool(areas_named(items[verb + 2])) and not any(areas_named(item) for item in items[:at])
    if after + 2 >= len(items) or items[after].key != "," or items[after + 1].key not in ("in", "at", "for"):
        return False
    named = any(areas_named(item) for item in items[:at])
    return bool(areas_named(items[after + 2])) and not named


def _among_areas(resolver: Resolver, at: int, reading: Reading, high: bool, judged: dict[int, Judged]) -> Judged | None:
    index = resolver.index
    order: Order = "highest_first" if high else "lowest_first"
    tried: list[Candidate] = []
    areas = ranked_areas(resolver, at, reading)
    value = linked_value(resolver, at, judged)
    undecided = value is not None and value.verdict == "not_enough_information"
    for subject in reading.subjects.choices:
        for area in areas:
            for fact in index.statistic(subject, area, "rank"):
                given: Order = fact.order or "highest_first"
                if in_time(fact, reading.times):
                    if given == order:
                        tried.append(arithmetic.of_fact(fact, subject))
                    elif fact.out_of is not None:
                        tried.append(
                            Candidate(
                                fact.out_of + 1 - fact.number, "rank", "rank", subject, area, fact.period, (fact.id,)
                            )
                        )
            tried.extend(
                computed_ranks(
                    index, subject, area, reading.times, order, ranked_among(resolver, subject, area),
                    rates=says_rate(resolver, at), numbers=says_a_number(resolver),
                )
            )  # fmt: skip
    if not tried:
        return open_verdict("no_fact", "No fact ranks these.", reading)
    word = "highest" if high else "lowest"
    for candidate in tried:
        if candidate.value == 1:
            return Judged(
                "supported",
                "extreme",
                f"{place_words(index, candidate)} is first, {word} first.",
                candidate,
                reading=reading,
                tried=tuple(tried),
            )
    right = tried[0]
    if undecided:
        return open_verdict("extreme", "The figure beside it is not decided.", reading, right)
    return Judged(
        "refuted",
        "extreme",
        f"{area_words(index, right.area)} is not the {word}: its place is {right.value}, {word} first "
        f"({subject_words(index, right.subject)}).",
        right,
        None,
        reading,
        tuple(tried),
    )


def _among_categories(resolver: Resolver, at: int, reading: Reading, high: bool) -> Judged | None:
    index = resolver.index
    order: Order = "highest_first" if high else "lowest_first"
    tried = [
        candidate
        for subject in reading.subjects.choices
        for area in reading.places.choices
        for candidate in category_ranks(index, subject, area, reading.times, order)
    ]
    if not tried:
        return None
    if any(candidate.value == 1 for candidate in tried):
        return Judged("supported", "extreme", f"{place_words(index, tried[0])} is first.", tried[0], reading=reading)
    if any(item.has("change_noun") or item.has("direction") for item in resolver.items):
        return open_verdict("extreme", "It is not sure which figures are compared.", reading)
    right = tried[0]
    return Judged(
        "refuted",
        "extreme",
        f"{subject_words(index, right.subject)} is in place {right.value} of its measure's categories.",
        right,
        None,
        reading,
    )
