"""Verdicts on ranks, extremes, runs, steady trends and counts of areas."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Index, Series, Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds, frame_words
from pcc_narrator.checking.numbers import Judged, Reading, read
from pcc_narrator.checking.roles import RoleRead, sign_of
from pcc_narrator.checking.scope import Resolver, Times, is_area
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.values import GOOD, fit, scale
from pcc_narrator.checking.wording import area_words, in_style_of, period_words, place_words, subject_words, value_words
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period

Order = Literal["highest_first", "lowest_first"]
_GENERIC_KINDS = frozenset({"area", "place", "country", "group", "region", "organisation", "organization"})


def _nei(rule: str, message: str, reading: Reading | None = None, candidate: Candidate | None = None) -> Judged:
    return Judged("not_enough_information", rule, message, candidate, reading=reading)


# Ranks


def judge_rank(resolver: Resolver, at: int, bounds: Bounds) -> Judged:
    """ "Sixth lowest", "ranked 15th": by the facts' ranks, else by the areas' figures put in order."""
    figure = resolver.items[at].figure
    assert figure is not None
    reading = read(resolver, at, RoleRead("rank"))
    order = _order_said(resolver, at)
    if not reading.subjects.choices:
        return _nei("subject", "The text does not say what is ranked.", reading)
    tried = tuple(_ranks(resolver, at, reading, order)) or tuple(_kindred_ranks(resolver, reading, order))
    for candidate in tried:
        if candidate.value == figure.value:
            return Judged(
                "supported",
                "rank",
                f"{place_words(resolver.index, candidate)}: {candidate.value}.",
                candidate,
                reading=reading,
                tried=tried,
            )
    firm = reading.subjects.source in ("said", "carried", "heading", "default") and not reading.places.unknown
    if tried and firm:
        right = tried[0]
        return Judged(
            "refuted", "rank", f'The text says "{figure.text}"; {place_words(resolver.index, right)} is {right.value}.', right,
            in_style_of(figure, right.value, "rank"), reading, tried,
        )  # fmt: skip
    return _nei("no_fact", "No fact gives this rank.", reading)


def _kindred_ranks(resolver: Resolver, reading: Reading, order: Order | None) -> Iterator[Candidate]:
    """The rank of a measure whose name shares a word with the subject's, where it is the only such one."""
    index = resolver.index
    areas = set(reading.places.choices)
    found: dict[str, list[Fact]] = {}
    for subject in reading.subjects.choices[:1]:
        if subject.category is not None:
            return
        words = {word for word in resolver.names.words_of(subject) if word not in frame_words()}
        for fact in index.all_of("rank"):
            if fact.area in areas and fact.category is None and words & resolver.names.words_of(Subject(fact.measure)):
                found.setdefault(fact.measure, []).append(fact)
    if len(found) != 1:
        return
    for fact in next(iter(found.values())):
        if order is None or (fact.order or "highest_first") == order:
            yield arithmetic.of_fact(fact, Subject(fact.measure))
        elif fact.out_of is not None:
            number = fact.out_of + 1 - fact.number
            yield Candidate(number, "rank", "rank", Subject(fact.measure), fact.area, fact.period, (fact.id,))


def _order_said(resolver: Resolver, at: int) -> Order | None:
    """Highest or lowest first, from the words of the rank or those beside it, else of an earlier rank."""
    items = resolver.items
    for step in [at, *range(at + 1, min(len(items), at + 4)), *range(at - 1, -1, -1)]:
        text = items[step].key
        words = text.split()
        if (
            "lowest" in words
            or "smallest" in words
            or "fewest" in words
            or (items[step].has("extreme", "lowest") and step != at)
        ):
            return "lowest_first"
        if (
            "highest" in words
            or "largest" in words
            or "biggest" in words
            or "busiest" in words
            or (
                items[step].has("extreme", "highest")
                and step != at
                and items[step].key not in ("most", "top", "record")
            )
        ):
            return "highest_first"
        if items[step].has("extreme", "best") or "best" in words:
            return None
    return None


def _ranks(resolver: Resolver, at: int, reading: Reading, order: Order | None) -> Iterator[Candidate]:
    index = resolver.index
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for level in arithmetic.levels(index, subject, area, reading.times.choices):
                if level.unit == "rank":
                    yield level
            for fact in index.statistic(subject, area, "rank"):
                if not _in_time(fact, reading.times):
                    continue
                given: Order = fact.order or "highest_first"
                if order is None or given == order:
                    yield arithmetic.of_fact(fact, subject)
                elif fact.out_of is not None:
                    yield Candidate(
                        fact.out_of + 1 - fact.number,
                        "rank",
                        "rank",
                        subject,
                        area,
                        fact.period,
                        (fact.id,),
                        how="counted from the other end",
                    )
            yield from _computed_ranks(index, subject, area, reading.times, order)
            yield from _category_ranks(index, subject, area, reading.times, order)


def _in_time(fact: Fact, times: Times) -> bool:
    return (
        times.choices is None
        or fact.period in times.choices
        or fact.period.start is None
        or (times.source != "said" and times.month is None and times.source == "default")
    )


def _periods_of(index: Index, subject: Subject, area: str, times: Times) -> Sequence[Period]:
    if times.choices is not None:
        known = [p for p in times.choices if any(p in one.facts for one in index.series(subject, area))]
        if known:
            return known
        if times.source == "said":
            return ()
    found: dict[Period, None] = {}
    for series in index.series(subject, area):
        if series.in_order:
            found[series.in_order[-1].period] = None
    return tuple(found)


def _computed_ranks(
    index: Index, subject: Subject, area: str, times: Times, order: Order | None
) -> Iterator[Candidate]:
    among = arithmetic.peers_of(index, area)
    if len(among) < 3:
        return
    for period in _periods_of(index, subject, area, times):
        for statistic in dict.fromkeys(series.statistic for series in index.series(subject, area)):
            standing = arithmetic.standings(index, subject, among, period, statistic)
            if len(standing) < 3 or area not in standing:
                continue
            yield from _place(standing, area, subject, period, order)


def _place(
    standing: dict[str, Fact], area: str, subject: Subject, period: Period, order: Order | None
) -> Iterator[Candidate]:
    mine = standing[area].number
    for one in (order,) if order else ("highest_first", "lowest_first"):
        ahead = sum(fact.number > mine if one == "highest_first" else fact.number < mine for fact in standing.values())
        ids = tuple(fact.id for fact in standing.values())
        yield Candidate(
            Decimal(ahead + 1),
            "rank",
            "rank",
            subject,
            area,
            period,
            ids,
            how=f"place among {len(standing)}, {one.replace('_', ' ')}",
        )


def _category_ranks(
    index: Index, subject: Subject, area: str, times: Times, order: Order | None
) -> Iterator[Candidate]:
    """The place of a category among the categories of its measure."""
    if subject.category is None:
        return
    rivals = [one for one in index.subjects if one.measure == subject.measure and one.category is not None]
    for period in _periods_of(index, subject, area, times):
        standing: dict[str, Fact] = {}
        for rival in rivals:
            for series in index.series(rival, area)[:1]:
                fact = series.facts.get(period)
                if (
                    fact is not None
                    and rival.category is not None
                    and fact.category == rival.category
                    and rival.category.lower() not in ("total", "all")
                ):
                    standing[rival.category] = fact
        if len(standing) >= 3 and subject.category in standing:
            for found in _place(standing, subject.category, subject, period, order):
                yield Candidate(found.value, "rank", "rank", subject, area, period, found.facts, how=found.how)


# Counts of areas


def area_kinds(index: Index) -> frozenset[str]:
    """The words for kinds of area that the facts use, and a few that any text may use."""
    return frozenset({stem(area.kind.lower()) for area in index.set.areas if area.kind} | _GENERIC_KINDS)


def counts_areas(items: tuple[Item, ...], at: int, kinds: frozenset[str]) -> bool:
    """Whether a figure counts areas: "39 trusts", "35 of the 43", "four additional trusts"."""
    figure = items[at].figure
    if figure is None or figure.kind != "number":
        return False
    if _noun_follows(items, at, kinds):
        return True
    if (whole := _one_of(items, at)) is not None and _noun_follows(items, whole, kinds):
        return True
    following = items[at + 1 : at + 4]
    if any(item.has("change_noun") for item in following) and not any(item.kind == "name" for item in following):
        if any(_noun_follows(items, step, kinds) for step in range(at) if items[step].figure is not None):
            return True
    place = at
    if at >= 2 and items[at - 1].key == "of" and items[at - 2].kind == "figure":
        if _noun_follows(items, at - 2, kinds):
            return True
        place = at - 2
    if place < 2 or items[place - 1].key not in (",", "("):
        return False
    return items[place - 2].kind == "word" and stem(items[place - 2].key) in kinds  # "Most areas, 35 of 43, rose"


def _noun_follows(items: tuple[Item, ...], at: int, kinds: frozenset[str]) -> bool:
    figure = items[at].figure
    if figure is None or figure.kind != "number":
        return False
    for item in items[at + 1 : at + 4]:
        if item.kind in ("mark", "period"):
            return False
        if item.kind == "word" and stem(item.key) in kinds and (item.key.endswith("s") or figure.value == 1):
            return True
        if item.has("level") or item.key in ("in", "by"):
            return False
    return False


def _one_of(items: tuple[Item, ...], at: int) -> int | None:
    """The second figure of "one of only four"."""
    if at + 1 < len(items) and items[at + 1].key == "of":
        return next((step for step in range(at + 2, min(len(items), at + 4)) if items[step].kind == "figure"), None)
    return None


def judge_areas(resolver: Resolver, at: int, bounds: Bounds) -> Judged:
    """A count of areas: with an increase, with a decrease, in a group."""
    figure = resolver.items[at].figure
    assert figure is not None
    if figure.value == 1 and (whole := _one_of(resolver.items, at)) is not None:
        return judge_areas(resolver, whole, bounds)
    reading = read(resolver, at, RoleRead("areas"))
    sign = _direction_near(resolver.items, at)
    before = resolver.items[at - 1].key if at else ""
    if before in ("of", "the", "all"):
        sign = None  # the whole, not the part: "in most of the 43"
    index = resolver.index
    tried: list[Candidate] = []
    for subject in reading.subjects.choices or index.subjects[:50]:
        for area in [*reading.places.choices, *(a for a in index.areas_of(subject) if a not in reading.places.choices)]:
            for name, direction in (("areas_with_increase", 1), ("areas_with_decrease", -1), ("areas_unchanged", 0)):
                if sign is not None and sign != direction:
                    continue
                tried.extend(
                    arithmetic.of_fact(f, subject)
                    for f in index.statistic(subject, area, name)
                    if _time_fits(f, reading.times)
                )
    if not tried:
        for name, direction in (("areas_with_increase", 1), ("areas_with_decrease", -1)):
            if sign in (None, direction):
                tried.extend(
                    arithmetic.of_fact(f, Subject(f.measure, f.category))
                    for f in index.all_of(name)
                    if _time_fits(f, reading.times)
                )
    if not tried and sign is not None:
        for subject in reading.subjects.choices:
            tried.extend(_counted_areas(index, subject, reading, sign))
    everything = list(tried)
    if sign is None:
        kinds: dict[str, int] = {}
        for place in index.set.areas:
            kinds[place.kind] = kinds.get(place.kind, 0) + 1
            if place.members:
                everything.append(_whole(len(place.members), place.id, "members of the group"))
        everything.extend(_whole(many, "", f"areas of kind {kind}") for kind, many in kinds.items() if many > 1)
    for fact in index.set.facts:
        if (
            fact.out_of is not None
            and Decimal(fact.out_of) == figure.value
            and (sign is None or resolver.roles[at].role == "out_of")
        ):
            return Judged(
                "supported",
                "areas",
                f"{fact.out_of} areas are compared.",
                arithmetic.of_fact(fact, Subject(fact.measure, fact.category)),
                reading=reading,
            )
    for candidate in everything:
        if fit(figure, candidate.value, candidate.unit, bounds) in GOOD:
            stated = bool(candidate.facts)
            return Judged(
                "supported" if stated else "not_enough_information",
                "areas",
                f"{value_words(candidate.value, 'count')}: {candidate.how or place_words(index, candidate)}.",
                candidate if stated else None,
                reading=reading,
                tried=tuple(tried),
            )
    role = resolver.roles.get(at)
    if (
        tried
        and sign is not None
        and not (role is not None and role.role == "out_of")
        and figure.value != 1
        and reading.subjects.source in ("said", "carried", "heading", "default")
        and not _more_of(resolver.items, at)
    ):
        right = tried[0]
        return Judged(
            "refuted",
            "areas",
            f'The text says "{figure.text}"; {place_words(index, right)} is {value_words(right.value, "count")}.',
            right,
            in_style_of(figure, right.value, "count"),
            reading,
            tuple(tried),
        )
    return _nei("no_fact", "No fact counts these areas.", reading)


def _whole(number: int, area: str, how: str) -> Candidate:
    return Candidate(Decimal(number), "count", "value", Subject(""), area, Period(), (), how=how)


def _more_of(items: tuple[Item, ...], at: int) -> bool:
    return any(item.key in ("additional", "more", "other", "further", "extra") for item in items[at + 1 : at + 3])


def _time_fits(fact: Fact, times: Times) -> bool:
    return times.choices is None or fact.period in times.choices or times.source in ("default", "heading", "carried")


def _direction_near(items: tuple[Item, ...], at: int) -> int | None:
    """The direction word that follows, else the one before."""
    for step in [*range(at + 1, min(len(items), at + 14)), *range(at - 1, max(-1, at - 12), -1)]:
        item = items[step]
        if (
            step > at
            and item.kind == "figure"
            and item.figure is not None
            and item.figure.kind == "number"
            and items[step - 1].key not in ("of", "the")
        ):
            break
        sense = item.sense("change_noun", "direction", "more")
        if sense in ("up", "down", "flat") and (item.key not in ("higher", "lower") or item.has("more")):
            return {"up": 1, "down": -1, "flat": 0}[sense]
    return None


def _counted_areas(index: Index, subject: Subject, reading: Reading, sign: int) -> Iterator[Candidate]:
    own = index.own
    if own is None:
        return
    among = list(arithmetic.peers_of(index, own))
    signs: dict[Period, list[int]] = {}
    ids: dict[Period, list[str]] = {}
    for area in among:
        for change in arithmetic.changes(index, subject, area, reading.times.choices, reading.bases.choices):
            if change.statistic in ("change", "change_points"):
                signs.setdefault(change.period, []).append((change.value > 0) - (change.value < 0))
                ids.setdefault(change.period, []).extend(change.facts)
    for period, found in signs.items():
        if len(found) == len(among) >= 3:
            name = {1: "areas_with_increase", -1: "areas_with_decrease", 0: "areas_unchanged"}[sign]
            yield Candidate(
                Decimal(found.count(sign)),
                "count",
                name,
                subject,
                own,
                period,
                tuple(dict.fromkeys(ids[period])),
                how=f"counted among {len(among)} areas",
            )


# Runs


def judge_run(resolver: Resolver, at: int, bounds: Bounds) -> Judged:
    """ "The third consecutive rise", "for two quarters running"."""
    figure = resolver.items[at].figure
    assert figure is not None
    return run_verdict(resolver, at, int(figure.value), figure.kind == "rank", figure.text)


def run_verdict(resolver: Resolver, at: int, length: int, ordinal_said: bool, text: str) -> Judged:
    """Whether a series rose or fell as many times in a row as the text says, up to the period it speaks of."""
    items = resolver.items
    reading = read(resolver, at, RoleRead("run"))
    sign = 0
    for step in [*range(at + 1, len(items)), *range(at - 1, -1, -1)]:
        sense = items[step].sense("change_noun", "direction")
        if sense in ("up", "down", "better", "worse"):
            sign, better = sign_of(sense)
            if better and reading.subjects.choices:
                measure = resolver.index.measures.get(reading.subjects.choices[0].measure)
                good = {"higher_is_better": 1, "lower_is_better": -1}.get(measure.polarity if measure else "", 0)
                sign = good * better
            break
    if not sign or not reading.subjects.choices:
        return _nei("run", "The text does not say what ran in which direction.", reading)
    unit = _unit_near(items, at)
    index = resolver.index
    found: list[tuple[int, Series, Fact, bool]] = []
    opening = items[0].key == "after" and items[at].clause == 0  # "After four consecutive falls, it rose in 2015"
    times = reading.times
    if opening:
        told = next((s for s, one in enumerate(items) if one.clause == 1 and one.has("direction")), None)
        times = resolver.times(told) if told is not None else times
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for fact in index.statistic(subject, area, "run"):
                if fact.number == length * sign or fact.number == length:
                    return Judged(
                        "supported",
                        "run",
                        f"{place_words(index, arithmetic.of_fact(fact, subject))}: {fact.number}.",
                        arithmetic.of_fact(fact, subject),
                        reading=reading,
                    )
            for series in index.series(subject, area)[:2]:
                for key in series.grains:
                    facts = series.of_grain(key)
                    if unit is not None and key != unit and spacing(facts) != unit:
                        continue
                    if unit is None and not disjoint(facts):
                        continue
                    ends = [end - 1 for end in _ends(facts, times) if end] if opening else _ends(facts, times)
                    for end in ends:
                        run, whole = _run_length(facts, end, sign)
                        found.append((run, series, facts[end], whole))
    if not found:
        return _nei("no_fact", "No series shows this run.", reading)
    for run, series, fact, whole in found:
        good = run == length or (run > length and (not ordinal_said)) or (whole and run == length)
        if good:
            candidate = Candidate(
                Decimal(run),
                "count",
                "run",
                series.subject,
                series.area,
                fact.period,
                (fact.id,),
                how="consecutive changes",
            )
            return Judged(
                "supported", "run", f"{place_words(index, candidate)}: {run} in a row.", candidate, reading=reading
            )
    run, series, fact, whole = found[0]
    candidate = Candidate(
        Decimal(run), "count", "run", series.subject, series.area, fact.period, (fact.id,), how="consecutive changes"
    )
    if whole and run == len(series.in_order) - 1 and run < length:
        return _nei("run", "The series does not go back far enough.", reading, candidate)
    return Judged(
        "refuted",
        "run",
        f'The text says "{text}" in a row; up to {period_words(fact.period, index.set.calendar)} there were {run}.',
        candidate,
        str(run),
        reading,
    )


def spacing(facts: Sequence[Fact]) -> int | None:
    """The months between one figure and the next, where they are even."""
    gaps = {
        (right.period.end.year - left.period.end.year) * 12 + right.period.end.month - left.period.end.month
        for left, right in itertools.pairwise(facts)
        if left.period.end is not None and right.period.end is not None
    }
    return gaps.pop() if len(gaps) == 1 else None


def disjoint(facts: Sequence[Fact]) -> bool:
    """Whether periods in order do not overlap."""
    for left, right in itertools.pairwise(facts):
        if left.period.end is None or right.period.start is None or left.period.end >= right.period.start:
            return False
    return True


def _ends(facts: Sequence[Fact], times: Times) -> list[int]:
    if not facts:
        return []
    if times.choices is None:
        return [len(facts) - 1]
    found = [number for number, fact in enumerate(facts) if fact.period in times.choices]
    if found:
        return found
    for period in times.choices:
        inside = [number for number, fact in enumerate(facts) if period.contains(fact.period)]
        if inside:
            return [inside[-1]]
    return [len(facts) - 1] if times.source != "said" else []


def _run_length(facts: Sequence[Fact], end: int, sign: int) -> tuple[int, bool]:
    """How many changes of one sign end at a figure, and whether the run reaches the start of the series."""
    run = 0
    while end - run > 0:
        gap = facts[end - run].number - facts[end - run - 1].number
        if (gap > 0) - (gap < 0) != sign:
            return run, False
        run += 1
    return run, True


_UNITS = {
    "month": 1,
    "monthly": 1,
    "months": 1,
    "quarter": 3,
    "quarters": 3,
    "quarterly": 3,
    "year": 12,
    "years": 12,
    "annual": 12,
    "yearly": 12,
    "day": "1 days",
    "days": "1 days",
    "daily": "1 days",
    "week": "7 days",
    "weeks": "7 days",
    "weekly": "7 days",
}


def _unit_near(items: tuple[Item, ...], at: int) -> object:
    for step in [*range(at, min(len(items), at + 5)), *range(at - 1, max(-1, at - 4), -1)]:
        item = items[step]
        if item.period is not None and item.period.unit is not None and item.period.kind == "length":
            return _UNITS.get(item.period.unit)
        for word in item.key.split():
            if word in _UNITS:
                return _UNITS[word]
    return None


# Extremes in time, among areas, among categories


def judge_extreme(resolver: Resolver, at: int, judged: dict[int, Judged], bounds: Bounds) -> Judged | None:
    """ "The highest since 2008", "peaked in March", "the lowest of the group". None where it is no claim."""
    items = resolver.items
    item = items[at]
    before = items[at - 1].figure if at else None
    if before is not None and before.kind == "rank":
        return None
    sense = item.sense("extreme")
    if sense is None or (item.key in ("most", "least", "top", "bottom", "record") and not _superlative(items, at)):
        return None
    if item.key not in ("highest", "lowest", "peaked", "peak"):
        if any(one.has("change_noun") for one in items if one.clause == item.clause):
            return None  # the largest of the changes, not of the figures
    reading = read(resolver, at, RoleRead("level"))
    if not reading.subjects.choices or reading.subjects.source == "open":
        return None
    high = sense in ("highest",)
    if sense in ("best", "worst"):
        measure = resolver.index.measures.get(reading.subjects.choices[0].measure)
        polarity = measure.polarity if measure else "neutral"
        if polarity == "neutral":
            return None
        high = (polarity == "higher_is_better") == (sense == "best")
    scope = _scope(resolver, at)
    if scope == "areas":
        return _among_areas(resolver, at, reading, high)
    if scope == "categories":
        return _among_categories(resolver, at, reading, high)
    return _in_series(resolver, at, reading, high, judged)


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
    return before == "the" and following is not None and following.kind == "name" and following.key not in ("similar",)


def _scope(resolver: Resolver, at: int) -> str:
    items = resolver.items
    kinds = area_kinds(resolver.index)
    timed = any(
        item.key in ("since", "ever", "record", "recorded", "history", "began") or item.period is not None
        for item in items[at + 1 : at + 10]
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
            return "categories"
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


def _is_group(index: Index, area: str) -> bool:
    known = index.areas.get(area)
    return known is not None and (
        bool(known.members) or (known.kind in ("group", "nation", "region") and area != index.own)
    )


def _among_areas(resolver: Resolver, at: int, reading: Reading, high: bool) -> Judged | None:
    index = resolver.index
    order: Order = "highest_first" if high else "lowest_first"
    tried: list[Candidate] = []
    areas = tuple(area for area in reading.places.choices if not _is_group(index, area)) or (
        (index.own,) if index.own else ()
    )
    for subject in reading.subjects.choices:
        for area in areas:
            for fact in index.statistic(subject, area, "rank"):
                given: Order = fact.order or "highest_first"
                if _in_time(fact, reading.times):
                    if given == order:
                        tried.append(arithmetic.of_fact(fact, subject))
                    elif fact.out_of is not None:
                        tried.append(
                            Candidate(
                                fact.out_of + 1 - fact.number, "rank", "rank", subject, area, fact.period, (fact.id,)
                            )
                        )
            tried.extend(_computed_ranks(index, subject, area, reading.times, order))
    if not tried:
        return _nei("no_fact", "No fact ranks these.", reading)
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
    return Judged(
        "refuted",
        "extreme",
        f"{area_words(index, right.area)} is not the {word}: its place is {right.value}, {word} first ({subject_words(index, right.subject)}).",
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
        for candidate in _category_ranks(index, subject, area, reading.times, order)
    ]
    if not tried:
        return None
    if any(candidate.value == 1 for candidate in tried):
        return Judged("supported", "extreme", f"{place_words(index, tried[0])} is first.", tried[0], reading=reading)
    if any(item.has("change_noun") or item.has("direction") for item in resolver.items):
        return _nei("extreme", "It is not sure which figures are compared.", reading)
    right = tried[0]
    return Judged(
        "refuted",
        "extreme",
        f"{subject_words(index, right.subject)} is in place {right.value} of its measure's categories.",
        right,
        None,
        reading,
    )


def _in_series(resolver: Resolver, at: int, reading: Reading, high: bool, judged: dict[int, Judged]) -> Judged | None:
    """Highest or lowest of a series: since a time, inside a period, or of all that is known."""
    index, items = resolver.index, resolver.items
    began = any(one.key in ("began", "begun") for one in items[at + 1 : at + 9])
    since = None if began else _since(resolver, at)
    value = _linked_value(resolver, at, judged)
    times = value.reading.times if value is not None and value.reading is not None else reading.times
    if began and value is None:
        times = resolver.default_times()  # "since the series began, in 2007": the period is the series' start
    tried: list[tuple[Fact, Fact, Series]] = []
    subjects, areas = reading.subjects.choices, reading.places.choices
    if value is not None and value.candidate is not None and value.verdict == "supported":
        subjects, areas = (value.candidate.subject,), (value.candidate.area,)
    for subject in subjects:
        for area in areas:
            for series in index.series(subject, area):
                for key in series.grains:
                    facts = series.of_grain(key)
                    if len(facts) < 3:
                        continue
                    here = _claimed(facts, times, value, since)
                    if here is None:
                        continue
                    window = _window(facts, here, since, times, items, at)
                    if len(window) < 2:
                        continue
                    best = max(window, key=lambda f: f.number) if high else min(window, key=lambda f: f.number)
                    tried.append((here, best, series))
    if not tried:
        if value is not None and value.verdict == "refuted":
            return Judged("refuted", "extreme", value.message, value.candidate, value.expected, reading)
        return _nei("no_fact", "No series decides this.", reading)
    word = "highest" if high else "lowest"
    for here, best, series in tried:
        if here.number == best.number:
            candidate = arithmetic.of_fact(here, series.subject)
            return Judged(
                "supported",
                "extreme",
                f"{place_words(index, candidate)} is the {word}: {value_words(here.number, here.unit)}.",
                candidate,
                reading=reading,
            )
    here, best, series = tried[0]
    candidate = arithmetic.of_fact(best, series.subject)
    return Judged(
        "refuted", "extreme",
        f"The {word} is {value_words(best.number, best.unit)}, for {period_words(best.period, index.set.calendar)}; "
        f"{period_words(here.period, index.set.calendar)} has {value_words(here.number, here.unit)}.",
        candidate, None, reading,
    )  # fmt: skip


def _linked_value(resolver: Resolver, at: int, judged: dict[int, Judged]) -> Judged | None:
    """The verdict on the figure that the extreme word speaks of: "peaked at 4.2", "4.2, the highest since"."""
    items, clause = resolver.items, resolver.items[at].clause
    for step in [*range(at + 1, min(len(items), at + 10)), *range(at - 1, -1, -1)]:
        if items[step].clause != clause:
            continue
        found = judged.get(step)
        if found is not None and resolver.roles[step].role in ("level", "to", "open", "mean"):
            return found
    return None


def _since(resolver: Resolver, at: int) -> Times | None:
    items = resolver.items
    for step in range(at + 1, min(len(items), at + 10)):
        mention = items[step].period
        if mention is None:
            continue
        before = items[step - 1]
        if mention.preposition == "since" or before.key == "since":
            return resolver.read_period(step)
        if mention.kind in ("relative", "length") and mention.count:
            return Times((), "said")
    return None


def _claimed(facts: Sequence[Fact], times: Times, value: Judged | None, since: Times | None) -> Fact | None:
    """The figure that is said to be extreme."""
    by_id = {fact.id: fact for fact in facts}
    if value is not None and value.candidate is not None and value.verdict == "supported":
        for identifier in value.candidate.facts:
            if (
                identifier in by_id
                and len(value.candidate.facts) == 1
                and (
                    times.choices is None
                    or times.source != "said"
                    or by_id[identifier].period in times.choices
                    or any(p.contains(by_id[identifier].period) for p in times.choices)
                )
            ):
                return by_id[identifier]
    if times.choices is None:
        return facts[-1] if value is None else None
    for period in times.choices:
        if since is not None and since.choices and period in since.choices:
            continue
        for fact in facts:
            if fact.period == period:
                return fact
    if times.month is not None:
        same = [f for f in facts if f.period.end is not None and f.period.end.month == times.month]
        return max(same, key=lambda f: f.number) if same else None
    for period in times.choices:
        inside = arithmetic.within(tuple(facts), period)
        if inside and value is None:
            return max(inside, key=lambda f: f.number)
    return facts[-1] if times.source != "said" and value is None else None


def _window(
    facts: Sequence[Fact], here: Fact, since: Times | None, times: Times, items: tuple[Item, ...], at: int
) -> Sequence[Fact]:
    place = next(number for number, fact in enumerate(facts) if fact is here)
    if since is not None:
        starts = [p.start for p in since.choices or () if p.start is not None]
        mention = next(
            (item.period for item in items[at + 1 : at + 10] if item.period is not None and item.period.count), None
        )
        if starts:
            first = min(starts)
            found = [
                fact
                for fact in facts[: place + 1]
                if fact.period.start is not None
                and fact.period.start > first
                and fact.period not in (since.choices or ())
            ]
            return [*found] if here in found else [*found, here]
        if mention is not None and mention.count and here.period.start is not None:
            months = {"year": 12, "quarter": 3, "month": 1}.get(mention.unit or "", 12) * mention.count
            begin = here.period.shifted(-months).start
            return [f for f in facts[: place + 1] if begin is None or f.period.start is None or f.period.start >= begin]
    if times.choices is not None and times.source == "said":
        for period in times.choices:
            inside = arithmetic.within(tuple(facts), period)
            if len(inside) > 1 and here in inside:
                return inside
    return facts


# A limit kept in every period


def judge_every(resolver: Resolver, at: int, found: Judged, bounds: Bounds) -> Judged:
    """ "Above two million in every month since October": each figure of the stretch must keep the limit."""
    figure = resolver.items[at].figure
    unit = resolver.each_period(at)
    if figure is None or unit is None or resolver.roles[at].role not in ("level", "to", "from", "open", "share"):
        return found
    over = figure.hedge in ("more_than", "at_least")
    under = figure.hedge in ("less_than", "at_most")
    for item in resolver.items[max(0, at - 3) : at]:
        over = over or item.has("comparison", "above")
        under = under or item.has("comparison", "below")
    reading = found.reading or read(resolver, at, resolver.roles[at])
    if any(item.key in ("except", "apart", "excluding", "bar", "save") for item in resolver.items):
        return found
    if over == under or not reading.subjects.choices:
        return found
    start, end = _stretch(resolver, at)
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for series in resolver.index.series(subject, area):
                factor = scale(figure, series.unit)
                facts = arithmetic.within(series.of_grain(unit), Period(start, end))
                if factor is None or len(facts) < 2:
                    continue
                wrong = [
                    f
                    for f in facts
                    if (f.number * factor <= figure.value if over else f.number * factor >= figure.value)
                ]
                if wrong:
                    bad = arithmetic.of_fact(wrong[0], subject)
                    message = (
                        f"Not in every one: {place_words(resolver.index, bad)} is {value_words(bad.value, bad.unit)}."
                    )
                    return Judged("refuted", "every", message, bad, None, reading)
                last = arithmetic.of_fact(facts[-1], subject)
                return Judged("supported", "every", f"All {len(facts)} figures keep the limit.", last, None, reading)
    return found


# Steady trends


def judge_trend(resolver: Resolver, at: int, bounds: Bounds) -> Judged | None:
    """ "Rose steadily until 2019", "fell every year since 2015": each step in the direction said."""
    items, clause = resolver.items, resolver.items[at].clause
    direction = next(
        (
            (step, sense)
            for step in sorted(range(len(items)), key=lambda s: abs(s - at))
            if items[step].clause == clause
            and abs(step - at) <= 8
            and step != at
            and (sense := items[step].sense("direction", "change_noun")) in ("up", "down")
        ),
        None,
    )
    if direction is None:
        return None
    step, sense = direction
    reading = read(resolver, step, RoleRead("change"))
    if not reading.subjects.choices:
        return None
    start, end = _stretch(resolver, at)
    if start is None and (event := resolver.event_before(at)) is not None:
        start = event.start
    index = resolver.index
    tried: list[tuple[Fact, Fact, Series]] = []
    sign = 1 if sense == "up" else -1
    unit = _unit_near(items, at)
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for series in index.series(subject, area)[:2]:
                for key in series.grains:
                    facts = (
                        arithmetic.within(series.of_grain(key), Period(start, end))
                        if (start or end)
                        else series.of_grain(key)
                    )
                    if (
                        len(facts) < 3
                        or (unit is not None and key != unit and spacing(facts) != unit)
                        or (unit is None and not disjoint(facts))
                    ):
                        continue
                    if start is None and end is None and reading.times.choices:
                        inside = [f for p in reading.times.choices for f in arithmetic.within(facts, p)]
                        facts = tuple(inside) if len(inside) >= 3 else facts
                    breaks = [(a, b) for a, b in itertools.pairwise(facts) if (b.number - a.number) * sign < 0]
                    if not breaks:
                        candidate = Candidate(
                            facts[-1].number - facts[0].number,
                            facts[0].unit,
                            "change",
                            subject,
                            area,
                            facts[-1].period,
                            tuple(f.id for f in facts),
                            facts[0].period,
                        )
                        return Judged(
                            "supported",
                            "trend",
                            f"Every step from {period_words(facts[0].period, index.set.calendar)} to {period_words(facts[-1].period, index.set.calendar)} goes that way.",
                            candidate,
                            reading=reading,
                        )
                    tried.append((*breaks[0], series))
                    if (
                        items[at].key in ("steadily", "consistently", "continuously", "continually", "throughout")
                        and len(breaks) * 6 <= len(facts)
                        and (facts[-1].number - facts[0].number) * sign > 0
                    ):
                        return _nei("trend", f"It went the other way {len(breaks)} of {len(facts) - 1} times.", reading)
    if not tried:
        return None
    one, two, series = tried[0]
    candidate = Candidate(
        two.number - one.number,
        two.unit,
        "change",
        series.subject,
        series.area,
        two.period,
        (one.id, two.id),
        one.period,
    )
    return Judged(
        "refuted",
        "trend",
        f"It did not go one way: {value_words(one.number, one.unit)} for {period_words(one.period, index.set.calendar)}, then {value_words(two.number, two.unit)} for {period_words(two.period, index.set.calendar)}.",
        candidate,
        None,
        reading,
    )


def _stretch(resolver: Resolver, at: int) -> tuple[date | None, date | None]:
    """The first and last day that a trend is said to cover: "since 2015", "until 2019", "from 2010 to 2015"."""
    start: date | None = None
    end: date | None = None
    items, clause = resolver.items, resolver.items[at].clause
    for step, item in enumerate(items):
        if item.period is None or item.period.kind == "length" or item.clause != clause:
            continue
        choices = resolver.read_period(step).choices
        if not choices:
            continue
        before = item.period.preposition or (items[step - 1].key if step else "")
        if before in ("since", "from"):
            start = choices[0].start
        elif before in ("until", "till", "to", "up to", "before", "through"):
            end = choices[0].end
        elif before in ("between", "during", "in", "over", "throughout", "across") and choices[0].start is not None:
            start, end = start or choices[0].start, end or choices[0].end
    return start, end
