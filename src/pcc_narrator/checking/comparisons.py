"""Verdicts on comparisons with another area, a target, a figure or another subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.gaps import (
    Said,
    bears_out,
    comparable,
    gap_between,
    is_change,
    near_enough,
    signed_value,
    verdict_of_gap,
    without_polarity,
    word_for,
)
from pcc_narrator.checking.index import CHANGE, Index, Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import areas_named, is_area, is_subject
from pcc_narrator.checking.stability import judge_stability
from pcc_narrator.checking.tokens import stem
from pcc_narrator.checking.where_to_look import periods_to_look_at
from pcc_narrator.checking.wording import place_words, value_words
from pcc_narrator.models.figure import Figure
from pcc_narrator.models.period import Period


def judge_comparison(
    resolver: Resolver, at: int, said: Said, judged: dict[int, Judged], bounds: Bounds
) -> Judged | None:
    index, items = resolver.index, resolver.items
    clause = items[at].clause
    after = [step for step in range(at + 1, len(items)) if items[step].clause == clause]
    reading = read(resolver, at, RoleRead("difference"))
    named = [step for step in range(at - 1, -1, -1) if is_area(items[step]) and items[step].clause == clause]
    before = [step for step in named if not resolver.is_ranked_in(step, at)]
    own_area = next((step for step in before if not _compared_already(items, step)), before[0] if before else None)
    than = next((step for step in after[:10] if items[step].key == "than"), at)
    between = next((step for step in range(at + 1, than) if is_area(items[step])), None)
    if between is not None:
        own_area = between  # "there were more in Leeds than in York"
    rivals = _rivals_after(resolver, than)
    if own_area is not None and any(_holds(index, area, rivals) for area in areas_named(items[own_area])):
        own_area = next((step for step in range(own_area - 1, -1, -1) if is_area(items[step])), own_area)
    other = next((step for step in after[:10] if items[step].has("comparison") and step > than), len(items))
    target = any(items[step].has("target", "word") for step in after[:10] if step < other)
    subject_named = any(is_subject(item) for item in items if item.clause == clause)
    if not reading.subjects.choices:
        return None
    printed = _by_brackets(resolver, at, than, judged) if rivals and said.sense in ("up", "down") else None
    if printed is not None:
        mine, theirs = printed
        gap, words = mine.value - theirs.value, f"{mine.text} against {theirs.text}"
        return verdict_of_gap(resolver, said, gap, words, Judged("supported", "", "", reading=reading))
    if rivals and (undecided := _open_in_brackets(resolver, at, than, judged)) is not None:
        own, theirs = undecided
        if own is None:
            return Judged("not_enough_information", "no_fact", "The figure beside it is not decided.", reading=reading)
        return verdict_of_gap(resolver, said, gap_between(theirs, own), f"{own.text} against {theirs.text}", None)
    if rivals and (changes := _of_changes(resolver, at, judged)) is not None:
        mine, theirs = changes
        gap, words = mine.value - theirs.value, f"{mine.text} against {theirs.text}"
        allowed = near_enough(said, theirs.value, theirs.kind == "percent", bounds)
        return verdict_of_gap(resolver, said, gap, words, Judged("supported", "", "", reading=reading), allowed)
    if not (rivals or target) and not any(items[step].kind == "figure" for step in after[:6]):
        return None if not subject_named else _second_subject(resolver, at, said, reading, bounds)
    if not rivals and not target and (gap_told := _beside_than(resolver, after, said, judged, bounds)) is not None:
        return gap_told
    for step in after[:4]:
        if items[step].kind == "figure" and not rivals and not target:
            return _against_figure(resolver, at, step, said, judged, reading, bounds)
    areas = (
        areas_named(items[own_area])
        if own_area is not None
        else tuple(area for area in (*resolver.carried.areas, index.own or "") if area)
    )
    if (told := _told_level(resolver, after, judged, rivals)) is not None:
        if (printed := _both_told(resolver, at, after, judged)) is not None:
            mine, theirs = printed
            gap, words = gap_between(theirs, mine), f"{mine.text} against {theirs.text}"
            allowed = near_enough(said, theirs.value, theirs.kind == "percent", bounds)
            return verdict_of_gap(resolver, said, gap, words, Judged("supported", "", "", reading=reading), allowed)
        for subject in reading.subjects.choices:
            for area in areas:
                for level in arithmetic.levels(index, subject, area, (told.period,)):
                    if area not in rivals and (level.unit, level.period) == (told.unit, told.period):
                        words = f"{value_words(level.value, level.unit)} against {value_words(told.value, told.unit)}"
                        fact = Judged("supported", "", "", level, reading=reading)
                        allowed = near_enough(said, told.value, told.unit == "percent", bounds)
                        if said.sense == "flat":
                            allowed = max(allowed, _last_place_told(items, after))
                        return verdict_of_gap(resolver, said, level.value - told.value, words, fact, allowed)
    found: list[Candidate] = []
    for subject in reading.subjects.choices:
        for area in dict.fromkeys(areas):
            if target:
                found.extend(_target_gaps(index, subject, area, reading))
            elif area not in rivals:
                periods = periods_to_look_at(reading.times, index, subject, area)
                if (throughout := resolver.each_period(at)) is not None:
                    found.extend(_each(index, subject, area, rivals, throughout, periods))
                    continue
                gaps = list(arithmetic.differences(index, subject, area, rivals, periods))
                if not gaps and periods is not None and reading.times.source != "said":
                    gaps = list(arithmetic.differences(index, subject, area, rivals, None))
                found.extend(gaps)
                found.extend(_mean_gaps(index, subject, area, rivals, reading))
    found = _of_like_size(resolver, [c for c in found if c.statistic not in ("ratio",)])
    if resolver.each_period(at) is not None and found:
        found = _worst(index, said, found)
    if not found:
        return Judged("not_enough_information", "no_fact", "No fact compares these.", reading=reading)
    if said.sense == "flat" and (told := _change_told(resolver, at, judged)) is not None and found[0].against:
        theirs_told = next(_changes_of(index, told, found[0].against), None)
        if theirs_told is None:
            return Judged("not_enough_information", "no_fact", "No fact compares these changes.", reading=reading)
        words = " against ".join(value_words(one, "percent") for one in (told.value, theirs_told))
        known = Judged("supported", "", "", told, reading=reading)
        return verdict_of_gap(resolver, said, told.value - theirs_told, words, known, bounds.relatively_points)
    if said.sense == "flat":
        alike = next((c for c in found if _prints_alike(index, c)), None)
        if alike is not None and not said.negated:
            words = f"{place_words(index, alike)} is {signed_value(alike)}, none at the printed precision."
            return Judged("supported", "stability", words, alike, reading=reading)
        return judge_stability(resolver, said, found, reading, bounds, True)
    rates = [c for c in found if c.unit in ("percent", "per_1000", "percentage_points", "ratio")]
    pool = (resolver.says_rate and [c for c in found if c.unit == "per_1000"]) or rates or found
    best = pool[0]
    sign = (best.value > 0) - (best.value < 0)
    holds = bears_out(index, said, sign, best.subject)
    if holds is None:
        return without_polarity(best, reading)
    if holds or any(bears_out(index, said, (c.value > 0) - (c.value < 0), c.subject) for c in pool):
        return Judged(
            "supported", "comparison", f"{place_words(index, best)} is {signed_value(best)}.", best, reading=reading
        )
    return Judged(
        "refuted",
        "comparison",
        f"The words say it is {_relation(said)}; {place_words(index, best)} is {signed_value(best)}.",
        best,
        word_for(said, sign),
        reading,
    )


def _of_like_size(resolver: Resolver, found: list[Candidate]) -> list[Candidate]:
    """Of the gaps between areas, those of rates where the words speak of a rate, and where one area is the whole that
    holds the other and there are any: nobody compares a part's count with that of its whole."""
    index = resolver.index
    rated = [c for c in found if "per_1000" in (c.unit, *_units(index, c))]
    telling = resolver.says_rate or any(
        _holds(index, one, (two,)) for c in found for one, two in ((c.against or "", c.area), (c.area, c.against or ""))
    )
    return rated if rated and telling else found


def _units(index: Index, candidate: Candidate) -> set[str]:
    return {index.set.by_id[id].unit for id in candidate.facts if id in index.set.by_id}


def _prints_alike(index: Index, candidate: Candidate) -> bool:
    """Whether the two figures of a gap are one at the precision that the facts print: 0.66 and 0.71 per 1,000."""
    facts = [index.set.by_id[id] for id in candidate.facts if id in index.set.by_id]
    if len(facts) != 2 or any(fact.decimals is None or fact.unit == "count" for fact in facts):
        return False
    one, two = (round(fact.number, fact.decimals or 0) for fact in facts)
    return one == two


def _by_brackets(resolver: Resolver, at: int, than: int, judged: dict[int, Judged]) -> tuple[Figure, Figure] | None:
    """The two proved figures of "a larger share in Leeds (27.9 per cent) than in York (23.7 per cent)"."""
    found = []
    for first, last in ((at, than), (than, min(len(resolver.items) - 1, than + 8))):
        steps = [
            step
            for step in range(first + 1, last)
            if resolver.items[step].figure is not None
            and resolver.items[step - 1].key == "("
            and is_area(resolver.items[step - 2])
        ]
        if not steps or judged[steps[0]].verdict != "supported":
            return None
        found.append(resolver.items[steps[0]].figure)
    one, two = found
    return (one, two) if one is not None and two is not None and one.kind == two.kind else None


def _open_in_brackets(
    resolver: Resolver, at: int, than: int, judged: dict[int, Judged]
) -> tuple[Figure | None, Figure] | None:
    """ "A rate of 13.7: lower than in York (14.9)", where nothing decides one of the two: the level told last, if it is
    of the kind of the figure in brackets, and that figure."""
    items = resolver.items
    step = next((step for step in range(than + 1, min(len(items), than + 12)) if items[step].figure is not None), None)
    if step is None or items[step - 1].key != "(" or not any(map(is_area, items[than + 1 : step])):
        return None
    before = [one for one in judged if one < at and not items[one].depth and resolver.roles[one].role in _LEVELS]
    sides = [step, *before[-1:]]
    theirs, own = items[step].figure, items[before[-1]].figure if before else None
    if theirs is None or all(judged[one].verdict != "not_enough_information" for one in sides):
        return None
    return (own if own is not None and comparable(own, theirs) else None), theirs


_LEVELS = frozenset({"level", "to", "open", "mean"})


def _change_told(resolver: Resolver, at: int, judged: dict[int, Judged]) -> Candidate | None:
    """The percentage change that was told last before a comparison: "up 5.0 per cent, much the same as the region"."""
    for step in sorted((step for step in judged if step < at), reverse=True):
        figure, one = resolver.items[step].figure, judged[step].candidate
        if figure is not None and figure.kind == "percent":
            proved = judged[step].verdict == "supported" and one is not None and one.statistic == "change_percent"
            return one if proved else None
    return None


def _changes_of(index: Index, change: Candidate, area: str) -> Iterator[Decimal]:
    """The same change of another area, in per cent."""
    bases = (change.base,) if change.base is not None else None
    for one in arithmetic.changes(index, change.subject, area, (change.period,), bases):
        if one.statistic == "change_percent":
            yield one.value


def _of_changes(resolver: Resolver, at: int, judged: dict[int, Judged]) -> tuple[Figure, Figure] | None:
    """The two proved changes of "the increase was 36.5 per cent, close to that of the region (35.8 per cent)"."""
    items = resolver.items
    behind = next((step for step in range(at + 1, min(len(items), at + 12)) if items[step].figure is not None), None)
    if behind is None or items[behind - 1].key not in ("(", "with", "at") or not is_area(items[behind - 2]):
        return None
    right = items[behind].figure
    for step in range(at - 1, -1, -1):
        left = items[step].figure
        if left is None or right is None or left.kind != right.kind:
            continue
        told = judged.get(step), judged.get(behind)
        changes = all(
            one is not None and one.verdict == "supported" and one.candidate is not None
            and one.candidate.statistic in CHANGE
            for one in told
        )  # fmt: skip
        return (left, right) if changes else None
    return None


def _last_place_told(items: tuple[Item, ...], after: Sequence[int]) -> Decimal:
    """The worth of the last place of the figure that another is called the same as: 1.49 and 1.52 are both 1.5."""
    figures = (items[step].figure for step in after)
    return next((figure.step for figure in figures if figure is not None and figure.step is not None), Decimal(0))


def _compared_already(items: tuple[Item, ...], step: int) -> bool:
    """Whether an area is the other side of an earlier comparison: "above Leeds (1.3) and the same as York"."""
    return any(item.has("comparison") for item in items[max(0, step - 6) : step])


def _each(
    index: Index, subject: Subject, area: str, rivals: Iterable[str], unit: object, periods: Sequence[Period] | None
) -> Iterator[Candidate]:
    """The differences in every period of one length inside those said."""
    inside = [
        fact.period
        for series in index.series(subject, area)[:1]
        for fact in series.of_grain(unit)
        if periods is None or any(period.contains(fact.period) for period in periods)
    ]
    yield from (
        c
        for c in arithmetic.differences(index, subject, area, rivals, inside)
        if c.statistic in ("difference", "difference_points")
    )


def _worst(index: Index, said: Said, found: list[Candidate]) -> list[Candidate]:
    """The first difference that goes against what is said of every period, if there is one."""
    against = [c for c in found if bears_out(index, said, (c.value > 0) - (c.value < 0), c.subject) is False]
    return against or found


def _holds(index: Index, group: str, areas: Sequence[str]) -> bool:
    """Whether an area is a group of which one of the others is a part."""
    known = index.areas.get(group)
    return known is not None and bool(set(known.members) & set(areas))


def _told_level(
    resolver: Resolver, after: Sequence[int], judged: dict[int, Judged], rivals: Sequence[str]
) -> Candidate | None:
    """The rival's figure that the sentence gives: "below the regional average of 96.5"."""
    for step in after[:8]:
        found = judged.get(step)
        if found is not None:
            told = found.verdict == "supported" and resolver.roles[step].role in ("level", "open", "mean", "from")
            known = found.candidate is not None and found.candidate.area in rivals and not is_change(found.candidate)
            return found.candidate if told and known else None
    return None


def _both_told(
    resolver: Resolver, at: int, after: Sequence[int], judged: dict[int, Judged]
) -> tuple[Figure, Figure] | None:
    """The two figures of "Leeds's rate of 0.4 per 1,000 is well below the 1.4 of the region", where the first is of
    what no word before it settles."""
    items = resolver.items
    before = [step for step in range(at) if items[step].clause == items[at].clause and step in judged]
    behind = next((step for step in after[:8] if step in judged), None)
    if not before or behind is None or judged[before[-1]].verdict != "not_enough_information":
        return None
    left, right = items[before[-1]].figure, items[behind].figure
    if left is None or right is None or not _stands_against(resolver, before[-1], right, change=False):
        return None
    return (left, right) if right.kind == left.kind or left.kind == "rate" else None


def _relation(said: Said) -> str:
    word = {"up": "above", "down": "below", "flat": "equal", "better": "better", "worse": "worse"}[said.sense]
    return f"not {word}" if said.negated else word


def _rivals_after(resolver: Resolver, at: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for step in range(at + 1, min(len(resolver.items), at + 12)):
        item = resolver.items[step]
        if item.clause != resolver.items[at].clause:
            break
        if is_area(item) and item.name is not None:
            found.update(dict.fromkeys(m.id for m in item.name.meanings if m.kind == "area"))
            break
    return tuple(found)


def _target_gaps(index: Index, subject: Subject, area: str, reading: Reading) -> Iterator[Candidate]:
    found = list(arithmetic.target_gaps(index, subject, area, reading.times.choices))
    if not found and reading.times.source != "said":
        found = list(arithmetic.target_gaps(index, subject, area, None))[-1:]
    yield from found


def _mean_gaps(
    index: Index, subject: Subject, area: str, rivals: Iterable[str], reading: Reading
) -> Iterator[Candidate]:
    for rival in rivals:
        for mean in arithmetic.group_means(index, subject, rival, reading.times.choices):
            for level in arithmetic.levels(index, subject, area, (mean.period,)):
                if level.unit == mean.unit:
                    yield Candidate(
                        level.value - mean.value,
                        level.unit,
                        "difference",
                        subject,
                        area,
                        level.period,
                        (*level.facts, *mean.facts),
                        against=rival,
                        how="difference from the mean of the members",
                    )


def _against_figure(
    resolver: Resolver,
    at: int,
    step: int,
    said: Said,
    judged: dict[int, Judged],
    reading: Reading,
    bounds: Bounds,
) -> Judged | None:
    """ "86.7 per cent, below 95": the text's own two figures."""
    items = resolver.items
    right = items[step].figure
    role = resolver.roles.get(step)
    if right is None or role is None or role.role == "difference":
        return None
    change = role.role == "change"
    lefts = [before for before in range(at - 1, -1, -1) if _stands_against(resolver, before, right, change=change)]
    rights = [
        step,
        *(one for one in range(step + 1, len(items)) if _stands_against(resolver, one, right, change=change)),
    ]
    if len(lefts) >= 2 and len(rights) >= 2 and any(item.key == "respectively" for item in items):
        if len(lefts) != len(rights):
            return None
        pairs = list(zip(lefts, reversed(rights), strict=True))
    else:
        pairs = [(before, step) for before in _of_main_clause(items, lefts, at)[:1]]
    verdicts = []
    for before, after in pairs:
        left, other = items[before].figure, items[after].figure
        if left is not None and other is not None:
            if _of_the_subject(items, at, after):
                left, other = other, left
            words, gap = f"{left.text} against {other.text}", left.value - other.value
            allowed = near_enough(said, other.value, other.kind == "percent", bounds)
            verdicts.append(verdict_of_gap(resolver, said, gap, words, judged.get(before), allowed))
    if verdicts:
        return next((one for one in verdicts if one.verdict == "refuted"), verdicts[0])
    before_it = resolver.carried.level
    if before_it is not None and _of_the_subject(items, at, step) and comparable(before_it, right):
        words, gap = f"{right.text} against {before_it.text}", right.value - before_it.value
        allowed = near_enough(said, before_it.value, before_it.kind == "percent", bounds)
        return verdict_of_gap(resolver, said, gap, words, judged.get(step), allowed)
    if said.sense == "flat":
        return None
    levels = [
        c
        for subject in reading.subjects.choices
        for area in reading.places.choices
        for c in arithmetic.levels(resolver.index, subject, area, reading.times.choices)
    ]
    own = judged.get(step)
    if own is not None and own.candidate is not None and any(own.candidate.facts == one.facts for one in levels):
        return None  # "fewer (1.02) than": its own figure
    if len({c.value for c in levels}) == 1:
        gap = levels[0].value - right.value
        fact = Judged("supported", "", "", levels[0], reading=reading)
        words = f"{value_words(levels[0].value, levels[0].unit)} against {right.text}"
        allowed = near_enough(said, right.value, levels[0].unit == "percent", bounds)
        return verdict_of_gap(resolver, said, gap, words, fact, allowed)
    return None


def _of_main_clause(items: Sequence[Item], lefts: Sequence[int], at: int) -> Sequence[int]:
    """Of the figures before a comparison, those that it may be made with, none of an aside: "12, the lowest in the
    group, where the mean is 15, and below the 14 of York" speaks of the 12."""
    aside = next(
        (step for step in range(at - 1, 0, -1) if items[step].key == "where" and items[step - 1].key == ","), at
    )
    closed = any(item.key == "," for item in items[aside:at])
    return [one for one in lefts if one < aside] if closed else lefts


def _of_the_subject(items: Sequence[Item], at: int, step: int) -> bool:
    """Whether the figure behind a comparison is the subject's own: "the region had 5.3; Kent was above it, at 6.4"."""
    pointing = at + 1 < step and items[at + 1].key in _POINTING
    return pointing and items[step - 1].key in ("at", "with", "(") and step - at <= 5


_POINTING = frozenset({"it", "this", "that", "them", "these", "those"})


def _beside_than(
    resolver: Resolver, after: Sequence[int], said: Said, judged: dict[int, Judged], bounds: Bounds
) -> Judged | None:
    """ "Fewer loans a head (1.02) than the children of York, who had 1.16": the figures on either side of "than"."""
    items = resolver.items
    than = next((step for step in after if items[step].key == "than"), None)
    left = [step for step in after if items[step].kind == "figure" and than is not None and step < than]
    right = [step for step in after if items[step].kind == "figure" and than is not None and step > than]
    if len(left) != 1 or len(right) != 1 or not items[left[0]].depth:
        return None
    one, two = items[left[0]].figure, items[right[0]].figure
    if one is None or two is None or one.kind != two.kind:
        return None
    allowed = near_enough(said, two.value, two.kind == "percent", bounds)
    return verdict_of_gap(
        resolver, said, one.value - two.value, f"{one.text} against {two.text}", judged[left[0]], allowed
    )


def _stands_against(resolver: Resolver, step: int, other: Figure, *, change: bool) -> bool:
    """Whether the figure at `step` is a level (or a change) that another level (or change) may be compared with."""
    figure, role = resolver.items[step].figure, resolver.roles.get(step)
    if figure is None or role is None or figure.kind == "rank" or not comparable(figure, other):
        return False
    if change:
        return role.role == "change" and figure.kind == other.kind
    following = resolver.items[step + 1] if step + 1 < len(resolver.items) else None
    if figure.in_words and following is not None and stem(following.key) in resolver.index.kinds:
        return False  # "only one school has a higher rate than its 5.0"
    return role.role not in ("change", "difference", "multiple", "target", "bound", "out_of", "areas", "run")


def _second_subject(resolver: Resolver, at: int, said: Said, reading: Reading, bounds: Bounds) -> Judged | None:
    """ "X was higher than Y": two subjects of one area and period."""
    items = resolver.items
    left = next((step for step in range(at - 1, -1, -1) if is_subject(items[step])), None)
    right = next((step for step in range(at + 1, min(len(items), at + 8)) if is_subject(items[step])), None)
    if left is None or right is None:
        return None
    index = resolver.index
    for one in resolver.meant(items[left]):
        for two in resolver.meant(items[right]):
            if one == two:
                continue
            for area in reading.places.choices:
                mine = {
                    c.period: c
                    for c in arithmetic.levels(index, one, area, reading.times.choices)
                    if c.statistic == "value"
                }
                for theirs in arithmetic.levels(index, two, area, reading.times.choices):
                    level = mine.get(theirs.period)
                    if level is not None and level.unit == theirs.unit:
                        gap = level.value - theirs.value
                        fact = Judged("supported", "", "", level, reading=reading)
                        return verdict_of_gap(
                            resolver,
                            said,
                            gap,
                            f"{value_words(level.value, level.unit)} against {value_words(theirs.value, theirs.unit)}",
                            fact,
                            near_enough(said, theirs.value, theirs.unit == "percent", bounds),
                        )
    return None
