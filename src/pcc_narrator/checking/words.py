"""Verdicts on single words: significance, strength, causes, all and only. And which judge reads which word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.area_counts import counted_areas
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.causes import judge_cause
from pcc_narrator.checking.change_candidates import timed_changes
from pcc_narrator.checking.change_comparisons import judge_compared_change, judge_than_told
from pcc_narrator.checking.commonest import is_commonest, judge_commonest
from pcc_narrator.checking.counting_areas import OF_AREAS, area_kinds
from pcc_narrator.checking.direction_by_text import judge_from
from pcc_narrator.checking.direction_words import read_direction
from pcc_narrator.checking.directions import judge_direction
from pcc_narrator.checking.extremes import above_all, judge_extreme
from pcc_narrator.checking.former_ranks import judge_way
from pcc_narrator.checking.groups import is_group, judge_doers, only_doers
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds, frame_words
from pcc_narrator.checking.none_at_all import judge_none
from pcc_narrator.checking.nothing_beyond import goes_beyond_none, judge_nothing_beyond
from pcc_narrator.checking.rank_orders import ranked_among
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import areas_named, is_subject
from pcc_narrator.checking.share_directions import judge_share_direction
from pcc_narrator.checking.share_of_change import judge_share_of_change
from pcc_narrator.checking.significance import judge_significance, near_change
from pcc_narrator.checking.targets import judge_target
from pcc_narrator.checking.time_ranks import row_after
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.told_loosely import THINGS
from pcc_narrator.checking.trends import judge_trend
from pcc_narrator.checking.wording import area_words, place_words, value_words
from pcc_narrator.models.claim import ClaimKind


def judge_words(
    resolver: Resolver, at: int, judged: dict[int, Judged], bounds: Bounds
) -> Iterator[tuple[ClaimKind, Judged]]:
    """Every claim that the word at item `at` makes."""
    item = resolver.items[at]
    groups = {word.group for word in item.words}
    if (above := above_all(resolver.items, at)) is not None:
        if (found := judge_extreme(resolver, at, judged, bounds, above)) is not None:
            yield "extreme", found
        return
    if goes_beyond_none(resolver.items, at) is not None:
        if (beyond := judge_nothing_beyond(resolver, at)) is not None:
            yield "extreme", beyond
        return
    if is_commonest(resolver, at):
        if (commonest := judge_commonest(resolver, at)) is not None:
            yield "extreme", commonest
        return
    if (none := judge_none(resolver, at)) is not None:
        yield "number", none
        return
    if (compared := judge_compared_change(resolver, at) or judge_than_told(resolver, at)) is not None:
        yield "comparison", compared
        return
    if (share := judge_share_of_change(resolver, at)) is not None:
        yield "fraction", share
        return
    said = read_direction(resolver.items, at, resolver.roles)
    direction: Judged | None = None
    if said is not None and (of_share := judge_share_direction(resolver, at, said)) is not None:
        yield said.kind, of_share
    elif said is not None and not _of_many(resolver, at):
        direction = judge_direction(resolver, at, said, judged, bounds)
        if direction is not None:
            yield said.kind, direction
    if (found := judge_way(resolver, at) or judge_from(resolver, at, judged)) is not None:
        yield "direction", found
    told = "target" in groups and item.has("target", "met", "missed") and not _of_many(resolver, at)
    if told and (found := judge_target(resolver, at)) is not None:
        yield "comparison", found
    if "extreme" in groups and (found := judge_extreme(resolver, at, judged, bounds)) is not None:
        yield "extreme", found
    if "trend" in groups and item.has("trend", "steadily") and (found := judge_trend(resolver, at, bounds)) is not None:
        yield "run", found
    if "significance" in groups and (found := judge_significance(resolver, at, judged)) is not None:
        yield "significance", found
    if "strength" in groups and (found := _strength(resolver, at, judged, bounds)) is not None:
        yield "strength", found
    if "cause" in groups and (found := judge_cause(resolver, at)) is not None:
        yield "cause", found
    if item.key == "most of" and at and resolver.items[at - 1].key == "the" and row_after(resolver, at) is not None:
        found = judge_extreme(resolver, at, judged, bounds, "highest")  # "the most of the five quarters"
        if found is not None:
            yield "extreme", found
        return
    scoped = "scope" in groups and item.has("scope", "all", "none", "most", "only", "few")
    if scoped and (found := _scope(resolver, at)) is not None:
        yield "count_of_areas", found


def _of_many(resolver: Resolver, at: int) -> bool:
    """Whether a direction word tells what several areas did: "most trusts, 35 of 43, recorded more visits"."""
    items = resolver.items
    kinds = area_kinds(resolver.index)
    following = items[at + 1 : at + 8]
    counted = any(item.kind == "word" and stem(item.key) in kinds and item.key.endswith("s") for item in following)
    several = next((one.figure for one in following[1:4] if one.figure is not None), None)
    whole = next((step for step, one in enumerate(following) if one.key == "of"), len(following))
    grouped = any(is_group(resolver.index, area) for one in following[whole:] for area in areas_named(one))
    of_group = several is not None and several.kind == "number" and grouped
    told = any(one.figure is not None or one.has("scope") for one in following)
    if (counted or of_group) and told and following[0].key == "in":
        return True  # "rose in 39 of the 43 trusts", "fell in two of the peers"
    for step in range(at):
        if items[step].clause == items[at].clause and items[step].figure is not None and _counts_kinds(items, step):
            return True  # "six of the seven evening visit types fell"
        if items[step].clause != items[at].clause or items[step].kind == "name":
            continue
        if items[step].kind == "word" and stem(items[step].key) in kinds and items[step].key.endswith("s"):
            before = items[max(0, step - 3) : step]
            near = (item.figure for item in items[max(0, step - 7) : step])
            if any(figure is not None and figure.kind == "rank" for figure in near):
                continue  # "the 12th highest rate of the 43 trusts, and above that of the region"
            if any(item.has("scope") or item.figure is not None for item in before):
                return True
    return False


def _counts_kinds(items: tuple[Item, ...], step: int) -> bool:
    """Whether a number counts kinds of what is named right after it: "the seven evening visit types"."""
    following = items[step + 1 : step + 3]
    return len(following) == 2 and is_subject(following[0]) and following[1].key in THINGS


# Strength


def _strength(resolver: Resolver, at: int, judged: dict[int, Judged], bounds: Bounds) -> Judged | None:
    items = resolver.items
    item = items[at]
    sense = item.sense("strength")
    near = near_change(resolver, at)
    if near is None or sense is None or (at + 1 < len(items) and items[at + 1].key == "one"):
        return None  # "a fall, and a slight one at that"
    if near != at and (
        (near < at and items[at].key in ("small", "large", "huge", "minor", "notably", "marked"))
        or (items[at].key in ("small", "large", "minor") and near > at + 1)
    ):
        return None
    if near == at and item.key in (
        "well above",
        "well below",
        "far above",
        "far below",
        "far higher",
        "far lower",
        "much higher",
        "much lower",
    ):
        pass
    sizes = list(_sizes(resolver, near, judged))
    if not sizes:
        return (
            None
            if not any(role.word == near for role in resolver.roles.values())
            else Judged("not_enough_information", "no_fact", "No fact says how large this is.")
        )
    good: list[Candidate] = []
    for candidate in sizes:
        points = candidate.unit == "percentage_points"
        size = abs(candidate.value)
        if (sense == "slight" and size <= (bounds.slight_points if points else bounds.slight_percent)) or (
            sense == "strong" and size >= (bounds.strong_points if points else bounds.strong_percent)
        ):
            good.append(candidate)
    shown = (good or sizes)[0]
    what = f"{place_words(resolver.index, shown)} is {value_words(shown.value, shown.unit)}"
    if len(good) == len(sizes) or (good and sizes[0] in good):
        return Judged("supported", "strength", f"{what}.", shown)
    if not good and _by_own_figures(resolver, near, sense, bounds):
        return None
    if not good:
        limit = (
            (bounds.slight_percent if sense == "slight" else bounds.strong_percent)
            if shown.unit == "percent"
            else (bounds.slight_points if sense == "slight" else bounds.strong_points)
        )
        side = "at most" if sense == "slight" else "at least"
        return Judged(
            "refuted",
            "strength",
            f'"{item.key}" means {side} {limit} {"per cent" if shown.unit == "percent" else "points"}; {what}.',
            shown,
        )
    return Judged("not_enough_information", "strength", f"{what}, and other bases differ.", shown)


def _by_own_figures(resolver: Resolver, near: int, sense: str, bounds: Bounds) -> bool:
    """Whether the change to the figure of a word from another that its sentence told before is as large as it says."""
    linked = (number for number, role in resolver.roles.items() if role.word == near and role.role == "to")
    end = next(linked, None)
    figure = resolver.items[end].figure if end is not None else None
    if end is None or figure is None or figure.kind == "percent":
        return False
    told = (resolver.items[step].figure for step in resolver.roles if step < end)
    starts = (one.value for one in told if one is not None and one.kind == figure.kind and one.value)
    sizes = [abs(figure.value - start) * 100 / abs(start) for start in starts]
    return any(size <= bounds.slight_percent if sense == "slight" else size >= bounds.strong_percent for size in sizes)


def _sizes(resolver: Resolver, near: int, judged: dict[int, Judged]) -> Iterator[Candidate]:
    """The size of a change in per cent or points, from the figure beside it or from the facts."""
    linked = [number for number, role in resolver.roles.items() if role.word == near]
    for number in linked:
        found = judged.get(number)
        if found is None or found.candidate is None or found.verdict != "supported":
            continue
        one = found.candidate
        if one.unit in ("percent", "percentage_points") and one.statistic != "value":
            yield one
            return
    for number in linked:
        found = judged.get(number)
        if found is None or found.candidate is None or found.reading is None:
            continue
        one = found.candidate
        for other in found.tried:
            if (
                other.period == one.period
                and other.base == one.base
                and other.area == one.area
                and other.against == one.against
                and other.subject == one.subject
                and other.unit in ("percent", "percentage_points")
                and other.statistic not in ("value", "share")
            ):
                yield other
                return
    reading = read(resolver, near, RoleRead("change"))
    if resolver.items[near].has("comparison") or reading.subjects.source == "open":
        return
    bases = reading.bases
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            found_any = [
                c
                for c in timed_changes(resolver.index, subject, area, reading.times, bases)
                if c.statistic in ("change_percent", "change_points")
            ]
            ends = [c.period.end for c in found_any if c.period.end is not None]
            latest = max(ends) if ends else None
            yield from (
                c for c in found_any if reading.times.source == "said" or latest is None or c.period.end == latest
            )


# All, none, most, only


def _scope(resolver: Resolver, at: int) -> Judged | None:
    """ "The only trust to see a fall", "all areas rose", "most trusts saw a rise"."""
    items, index = resolver.items, resolver.index
    kinds = area_kinds(index)
    if items[at].has("scope", "only") and (found := _only_these(resolver, at, kinds)) is not None:
        return found
    noun = next(
        (
            step
            for step in range(at + 1, min(len(items), at + 5))
            if items[step].kind in ("word", "name")
            and stem(items[step].key) in kinds
            and not _of_measure(items, step, kinds)
        ),
        None,
    )
    if noun is None or any(item.kind == "figure" for item in items[at : noun + 1]):
        return None
    unknown = (item for item in items[at + 1 : noun] if item.kind == "word" and not item.words and item.key.isalpha())
    if any(item.key not in frame_words() and item.key not in OF_AREAS for item in unknown):
        return None  # "the only northern school": which are northern, no fact says
    if any(item.key in ("but", "except", "bar", "excepting", "save") for item in items[noun + 1 : noun + 3]):
        return None  # "in every school but one"
    sign = None
    for step in range(noun + 1, min(len(items), noun + 12)):
        sense = items[step].sense("change_noun", "direction")
        if items[step].key in ("lower", "higher"):
            return None  # "only Leeds is lower": than what was told before
        if sense in ("up", "down"):
            sign = 1 if sense == "up" else -1
            break
    if sign is None and at > 1 and items[at - 1].key in ("in", "across"):  # "it rose in every school"
        senses = (one.sense("direction", "change_noun") for one in reversed(items[max(0, at - 4) : at - 1]))
        sign = next(({"up": 1, "down": -1}[sense] for sense in senses if sense in ("up", "down")), None)
    if sign is None:
        return None
    reading = read(resolver, at, RoleRead("areas"))
    counts = list(_counts(resolver, reading, sign))
    groups = {area for item in items for area in areas_named(item) if is_group(index, area)}
    counts = [one for one in counts if one[2].area in groups] or (counts if not groups else [])
    if not counts:
        return Judged("not_enough_information", "no_fact", "No fact counts these areas.", reading=reading)
    sense = items[at].sense("scope")
    doers = only_doers(resolver, at + 1) if sense == "only" else ()
    if doers and (
        told := judge_doers(resolver, at, doers, ranked_among(resolver, reading.subjects.choices[0], doers[0]), reading)
    ):
        return told
    number, whole, candidate = counts[0]
    if sense == "all" and items[at + 1].key in ("other", "others") and whole is not None:
        whole = min(whole, max(number, whole - 1))  # "while Kent's fell, every other one rose"
    own_sign = _own_sign(resolver, reading)
    good = {
        "all": whole is not None and number == whole,
        "none": number == 0,
        "most": whole is not None and number * 2 > whole,
        "few": whole is not None and number * 2 < whole,
        "only": number == 1 and own_sign in (None, sign),
    }[sense or "only"]
    if sense in ("all", "most", "few") and whole is None:
        return Judged(
            "not_enough_information", "areas", f"{number} of an unknown number did so.", candidate, reading=reading
        )
    of = f" of {whole}" if whole is not None else ""
    verdict = "supported" if good else "refuted"
    return Judged(verdict, "areas", f"{number}{of} did so.", candidate, None if good else f"{number}{of}", reading)  # type: ignore[arg-type]


def _of_measure(items: tuple[Item, ...], step: int, kinds: frozenset[str]) -> bool:
    """Whether a group is one of what is measured, and not of areas: "no other group of visits"."""
    following = items[step + 1 : step + 3]
    if len(following) < 2 or following[0].key != "of" or stem(items[step].key) != "group":
        return False
    return not areas_named(following[1]) and stem(following[1].key) not in kinds


def _only_these(resolver: Resolver, at: int, kinds: frozenset[str]) -> Judged | None:
    """ "Only Leeds and York did worse": each of them did; that no other did is refuted only where all are named."""
    named: list[str] = []
    for item in resolver.items[at + 1 : at + 8]:
        if areas_named(item) and stem(item.key) not in kinds:  # "the only school" is no name of the school
            named.extend(areas_named(item))
        elif item.key not in (",", "and", "the"):
            break
    members = arithmetic.peers_of(resolver.index, named[0]) if named else ()
    if len(members) < 3:
        return None
    reading = read(resolver, at, RoleRead("areas"))
    found = judge_doers(resolver, at, named, members, reading)
    if found is None or found.verdict == "supported" or found.candidate is None:
        return found
    did = found.message.partition(": ")[2]
    if all(area_words(resolver.index, area) in did for area in named):
        return replace(found, verdict="not_enough_information")  # a smaller group may be meant
    return found


def _counts(resolver: Resolver, reading: Reading, sign: int) -> Iterator[tuple[Decimal, Decimal | None, Candidate]]:
    index = resolver.index
    name = "areas_with_increase" if sign > 0 else "areas_with_decrease"
    other = "areas_with_decrease" if sign > 0 else "areas_with_increase"
    for subject in reading.subjects.choices:
        for area in index.areas_of(subject):
            for fact in index.statistic(subject, area, name):
                if (
                    reading.times.choices is not None
                    and fact.period not in reading.times.choices
                    and reading.times.source == "said"
                ):
                    continue
                whole = Decimal(fact.out_of) if fact.out_of else None
                if whole is None:
                    rest = [f for f in index.statistic(subject, area, other) if f.period == fact.period]
                    whole = fact.number + rest[0].number if rest else None
                yield fact.number, whole, arithmetic.of_fact(fact, subject)
        for found in counted_areas(index, subject, reading, sign):
            own = index.own
            yield found.value, Decimal(len(arithmetic.peers_of(index, own))) if own else None, found


def _own_sign(resolver: Resolver, reading: Reading) -> int | None:
    index = resolver.index
    for subject in reading.subjects.choices:
        for change in arithmetic.changes(index, subject, index.own or "", reading.times.choices, None):
            if change.statistic == "change":
                return (change.value > 0) - (change.value < 0)
    return None
