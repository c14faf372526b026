"""Verdicts on directions, comparisons and stability: rose, fell, above, in line with, stable, better, worse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Index, Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.lexicon import Bounds
from pcc_narrator.checking.numbers import Judged, Reading, read, timed_changes
from pcc_narrator.checking.roles import RoleRead
from pcc_narrator.checking.scope import Resolver, Subjects, is_area, is_subject
from pcc_narrator.checking.wording import place_words, value_words
from pcc_narrator.models.claim import ClaimKind, Verdict
from pcc_narrator.models.figure import Figure
from pcc_narrator.models.period import Period

_PARTICLES = frozenset(
    {"up", "down", "higher", "lower", "upward", "downward", "upwards", "downwards", "cut", "over", "under", "behind"}
)
_REAL_TO = frozenset(
    {
        "continued to",
        "continues to",
        "began",
        "begun",
        "started",
        "starting",
        "came",
        "went on",
        "managed",
        "seems",
        "appears",
        "continuing to",
        "beginning",
        "starts",
        "begins",
        "tended",
        "failed to",
        "fails to",
        "ceased to",
        "proceeded",
    }
)
_COMPARATIVES = frozenset(
    [
        "more",
        "greater",
        "larger",
        "bigger",
        "slower",
        "longer",
        "warmer",
        "hotter",
        "fewer",
        "less",
        "smaller",
        "faster",
        "quicker",
        "shorter",
        "cooler",
        "colder",
        "higher",
        "lower",
        "better",
        "worse",
    ]
)
_BEGAN = frozenset({"began", "started", "begun", "starting", "beginning", "begins", "starts"})
_SAID = {"up": "rose", "down": "fell", "flat": "was stable", "better": "got better", "worse": "got worse"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a word says: up, down, flat, better or worse; of a change in time or of a distance."""

    sense: str
    negated: bool
    compares: bool
    kind: ClaimKind


def read_direction(items: tuple[Item, ...], at: int, roles: dict[int, RoleRead]) -> Said | None:
    """What the item at `at` says of a direction; None where it is no claim ("to reduce", "may rise", "made up of")."""
    item = items[at]
    linked = [number for number, role in roles.items() if role.word == at]
    sense = item.sense("direction", "change_noun")
    compares = False
    if linked and roles[linked[0]].role == "difference" and item.has("more"):
        sense, compares = item.sense("more"), True
    elif item.key in _COMPARATIVES and not linked and _than(items, at) is None:
        return None
    elif item.has("comparison") and (sense is None or item.key in _PARTICLES or not item.has("direction")):
        found = item.sense("comparison")
        sense = {"above": "up", "below": "down", "equal": "flat"}.get(found or "", found)
        compares = True
    if sense in (None, "any"):
        return None
    assert sense is not None
    if item.key in _PARTICLES and not linked and not compares:
        before = items[at - 1] if at else None
        if before is None or not (
            before.has("level") or before.key in ("is", "are", "was", "were", "also", "still", "slightly", "sharply")
        ):
            return None
    if not linked and _unreal(items, at):
        return None
    kind: ClaimKind = "comparison" if compares else ("stability" if sense == "flat" else "direction")
    return Said(sense, _negated(items, at), compares, kind)


def _than(items: tuple[Item, ...], at: int) -> int | None:
    """The "than" of a comparative, within its clause."""
    for step in range(at + 1, min(len(items), at + 12)):
        item = items[step]
        if item.clause != items[at].clause or item.key == ",":
            return None
        if item.key == "than":
            return (
                None
                if step + 1 < len(items) and items[step + 1].key in ("expected", "usual", "the whole", "ever")
                else step
            )
    return None


def _unreal(items: tuple[Item, ...], at: int) -> bool:
    clause = items[at].clause
    for step in range(at - 1, max(-1, at - 6), -1):
        item = items[step]
        if item.clause != clause or item.kind in ("figure",) or item.key == ",":
            break
        if item.has("unreal"):
            return True
        if item.key in _BEGAN:
            return not any(one.kind == "period" for one in items)
        if item.key == "to":
            before = items[step - 1] if step else None
            if before is not None and before.key in _BEGAN:
                return not any(one.kind == "period" for one in items)
            return before is None or before.key not in _REAL_TO
    return False


def _negated(items: tuple[Item, ...], at: int) -> bool:
    clause = items[at].clause
    for step in range(at - 1, max(-1, at - 5), -1):
        item = items[step]
        if item.clause != clause or item.kind in ("figure", "period") or item.kind == "mark":
            return False
        if item.has("negation"):
            return True
    return False


def judge_direction(
    resolver: Resolver, at: int, said: Said, judged: dict[int, Judged], bounds: Bounds
) -> Judged | None:
    """The verdict on a direction word, by the figures it goes with, else by the facts of its subject. None: no claim."""
    roles = resolver.roles
    linked = [number for number, role in roles.items() if role.word == at]
    for number in linked:
        truth = _by_text(resolver, number)
        if truth is not None:
            gap, words = truth
            return _verdict_of_gap(resolver, said, gap, words, judged.get(number))
    for number in linked:
        found = judged.get(number)
        if (
            found is not None
            and found.candidate is not None
            and _is_change(found.candidate)
            and found.verdict == "supported"
        ):
            return _by_candidate(resolver, said, found.candidate, found.reading, bounds)
    for number in linked:
        truth = _by_level(resolver, number, judged)
        if truth is not None:
            return _verdict_of_gap(resolver, said, *truth, judged.get(number))
    if said.compares and not _than_period(resolver, at):
        return _compared(resolver, at, said, judged, bounds)
    if resolver.told_by_run(at):
        return None
    reading = read(resolver, at, roles.get(at, RoleRead("change")))
    reading = Reading(
        reading.role, reading.subjects, reading.places, reading.times, resolver.bases(at, reading.times.choices)
    )
    for number in linked:
        found = judged.get(number)
        if found is not None and found.reading is not None:
            reading = found.reading
            break
    unknown = [n for n in linked if n in judged and judged[n].verdict == "not_enough_information"]
    if unknown and unknown == linked:
        first = judged[unknown[0]]
        return Judged(
            "not_enough_information",
            first.rule,
            "The figure beside it is not decided.",
            first.candidate,
            reading=first.reading,
        )
    if not linked and not _about(resolver, at, reading.subjects):
        return None
    return _by_facts(resolver, at, said, reading, bounds)


def _about(resolver: Resolver, at: int, subjects: Subjects) -> bool:
    """Whether the word speaks of a subject of the facts, and not of something else in the same paragraph."""
    if subjects.source == "open":
        return False
    items, clause = resolver.items, resolver.items[at].clause
    if subjects.source in ("said",):
        return True
    if resolver.items[at].has("change_noun") and at + 1 < len(items) and items[at + 1].key in ("in", "of"):
        return False
    before = [item for item in items[:at] if item.clause == clause]
    plain = [
        item
        for item in before
        if item.kind == "word"
        and not item.words
        and item.key not in ("the", "a", "an", "has", "have", "also", "and", "in")
    ]
    pronoun = any(item.has("pronoun") for item in before)
    if subjects.source in ("carried", "heading", "default"):
        return pronoun or not plain
    return subjects.source == "guessed"


def _is_change(candidate: Candidate) -> bool:
    return candidate.statistic in (
        "change", "change_percent", "change_points", "difference", "difference_percent", "difference_points", "gap", "ratio", "distance_to_target",
    )  # fmt: skip


def _by_text(resolver: Resolver, number: int) -> tuple[Decimal, str] | None:
    """The direction that the text's own two figures give: "from 43,966 to 42,483"."""
    role = resolver.roles[number]
    if role.pair is None or role.role not in ("from", "to"):
        return None
    other = resolver.roles.get(role.pair)
    if other is None or {role.role, other.role} != {"from", "to"}:
        return None
    first, second = (number, role.pair) if role.role == "from" else (role.pair, number)
    one, two = resolver.items[first].figure, resolver.items[second].figure
    if one is None or two is None or not comparable(one, two):
        return None
    return two.value - one.value, f"from {one.text} to {two.text}"


def _than_period(resolver: Resolver, at: int) -> bool:
    """Whether a comparative is followed by an earlier period: "fewer in March 2014 than in March 2015"."""
    than = _than(resolver.items, at)
    if than is None:
        return False
    for item in resolver.items[than + 1 : than + 5]:
        if item.kind == "period":
            return True
        if item.kind in ("figure", "name", "mark"):
            return False
    return False


def _by_level(resolver: Resolver, number: int, judged: dict[int, Judged]) -> tuple[Decimal, str] | None:
    """The direction that a level said earlier in the sentence gives: "peaked at 4.2 before falling to 3.9"."""
    role = resolver.roles[number]
    mine = resolver.items[number].figure
    if role.role != "to" or role.pair is not None or mine is None:
        return None
    if judged[number].reading is None or judged[number].reading.times.after is None:  # type: ignore[union-attr]
        return None
    for step in range(number - 1, -1, -1):
        other = resolver.items[step].figure
        if other is not None and resolver.roles[step].role in ("level", "to", "open") and comparable(other, mine):
            return mine.value - other.value, f"from {other.text} to {mine.text}"
    return None


def comparable(one: Figure, two: Figure) -> bool:
    """Whether two figures of a text count the same kind of thing."""
    if "interval" in (one.kind, two.kind) or ("rank" in (one.kind, two.kind) and one.kind != two.kind):
        return False
    return one.kind == two.kind or one.unit is None or two.unit is None


def _verdict_of_gap(resolver: Resolver, said: Said, gap: Decimal, words: str, found: Judged | None) -> Judged:
    reading = found.reading if found is not None else None
    subject = reading.subjects.choices[0] if reading is not None and reading.subjects.choices else None
    sign = (gap > 0) - (gap < 0)
    candidate = found.candidate if found is not None else None
    right = _holds(resolver.index, said, sign, subject)
    if right is None:
        return Judged(
            "not_enough_information",
            "polarity",
            "No fact says whether up or down is better.",
            candidate,
            reading=reading,
        )
    name = {1: "a rise", -1: "a fall", 0: "no change"}[sign]
    if right:
        known = found is not None and found.verdict == "supported"
        return Judged(
            "supported" if known else "not_enough_information", "direction",
            f"{words[0].upper()}{words[1:]} is {name}." if known else "The figures it rests on are not in the facts.",
            candidate, reading=reading,
        )  # fmt: skip
    return Judged(
        "refuted", "direction", f"{words[0].upper()}{words[1:]} is {name}.", candidate, _expected(sign), reading
    )


def _holds(index: Index, said: Said, sign: int, subject: Subject | None) -> bool | None:
    """Whether a true sign bears out what is said; None where better or worse is not defined."""
    wanted: int
    if said.sense in ("better", "worse"):
        measure = index.measures.get(subject.measure) if subject is not None else None
        if measure is None or measure.polarity == "neutral":
            return None
        good = 1 if measure.polarity == "higher_is_better" else -1
        wanted = good if said.sense == "better" else -good
    elif said.sense == "flat":
        return (sign == 0) != said.negated
    else:
        wanted = 1 if said.sense == "up" else -1
    return (sign == wanted) != said.negated


def _expected(sign: int) -> str:
    return {1: "rose", -1: "fell", 0: "did not change"}[sign]


def _by_candidate(
    resolver: Resolver, said: Said, candidate: Candidate, reading: Reading | None, bounds: Bounds
) -> Judged:
    value = candidate.value - 1 if candidate.statistic == "ratio" else candidate.value
    sign = (value > 0) - (value < 0)
    if said.sense == "flat":
        return _flat(resolver, said, [candidate], reading, bounds, False)
    right = _holds(resolver.index, said, sign, candidate.subject)
    what = f"{place_words(resolver.index, candidate)} is {_signed(candidate)}"
    if right is None:
        return Judged(
            "not_enough_information",
            "polarity",
            "No fact says whether up or down is better.",
            candidate,
            reading=reading,
        )
    if right:
        return Judged("supported", "direction", f"{what}.", candidate, reading=reading)
    return Judged(
        "refuted",
        "direction",
        f"The words say it {_SAID[said.sense]}; {what}.",
        candidate,
        _word_for(said, sign),
        reading,
    )


def _word_for(said: Said, sign: int) -> str:
    if said.compares:
        return {1: "above", -1: "below", 0: "equal to"}[sign]
    return _expected(sign)


def _signed(candidate: Candidate) -> str:
    mark = "+" if candidate.value > 0 else "−" if candidate.value < 0 else ""
    return mark + value_words(candidate.value, candidate.unit, candidate.decimals)


def _by_facts(resolver: Resolver, at: int, said: Said, reading: Reading, bounds: Bounds) -> Judged | None:
    index = resolver.index
    if not reading.subjects.choices or reading.places.unknown:
        return Judged("not_enough_information", "no_fact", "No fact speaks of this.", reading=reading)
    found = [
        candidate
        for subject in reading.subjects.choices
        for area in reading.places.choices
        for candidate in timed_changes(index, subject, area, reading.times, reading.bases)
        if candidate.statistic != "ratio"
    ]
    if not found:
        return Judged("not_enough_information", "no_fact", "No fact gives this change.", reading=reading)
    items, clause = resolver.items, resolver.items[at].clause
    if (reading.bases.source != "said" and reading.times.source != "said") or reading.times.choices is None:
        latest = max((c.period.end for c in found if c.period.end is not None), default=None)
        found = [c for c in found if latest is None or c.period.end is None or c.period.end == latest]
    if said.sense == "flat":
        loose = any(
            item.key
            in ("relatively", "broadly", "fairly", "largely", "mostly", "reasonably", "roughly", "generally", "more")
            for item in items
            if item.clause == clause
        )
        stretch = reading.times.source == "said" and reading.bases.source != "said"
        over = _over_stretch(resolver, said, reading, bounds) if stretch else None
        return over if over is not None else _flat(resolver, said, found, reading, bounds, loose)
    right: Candidate | None = None
    wrong: Candidate | None = None
    for candidate in found:
        sign = (candidate.value > 0) - (candidate.value < 0)
        holds = _holds(index, said, sign, candidate.subject)
        if holds is None:
            return Judged(
                "not_enough_information",
                "polarity",
                "No fact says whether up or down is better.",
                candidate,
                reading=reading,
            )
        if holds and right is None:
            right = candidate
        if not holds and wrong is None:
            wrong = candidate
    if right is not None:
        return Judged(
            "supported",
            "direction",
            f"{place_words(index, right)} is {_signed(right)}.",
            right,
            reading=reading,
            tried=tuple(found),
        )
    assert wrong is not None
    sign = (wrong.value > 0) - (wrong.value < 0)
    return Judged(
        "refuted", "direction", f"The words say it {'did not do so' if said.negated else _SAID[said.sense]}; {place_words(index, wrong)} is {_signed(wrong)}.",
        wrong, _word_for(said, sign), reading, tuple(found),
    )  # fmt: skip


def _over_stretch(resolver: Resolver, said: Said, reading: Reading, bounds: Bounds) -> Judged | None:
    """Stable for two years: every figure of the stretch lies near their mean. None where there is no stretch."""
    index = resolver.index
    tried: list[tuple[bool, Candidate]] = []
    for subject in reading.subjects.choices:
        for area in reading.places.choices:
            for series in index.series(subject, area):
                for period in reading.times.choices or ():
                    for key in series.grains:
                        inside = arithmetic.within(series.of_grain(key), period)
                        if len(inside) < 2 or inside[0].period == period:
                            continue
                        mean = sum((fact.number for fact in inside), Decimal(0)) / len(inside)
                        worst = max(inside, key=lambda fact: abs(fact.number - mean))
                        limit = (
                            bounds.relatively_points
                            if series.unit == "percent"
                            else abs(mean) * bounds.trend_percent / 100
                        )
                        tried.append((abs(worst.number - mean) <= limit, arithmetic.of_fact(worst, subject)))
    if not tried:
        return None
    steady = [candidate for good, candidate in tried if good != said.negated]
    shown = (steady or [candidate for _, candidate in tried])[0]
    words = f"{place_words(index, shown)} is {value_words(shown.value, shown.unit)}"
    if len(steady) == len(tried):
        return Judged(
            "supported", "stability", f"All figures lie near their mean; furthest off, {words}.", shown, reading=reading
        )
    if not steady:
        return Judged(
            "refuted",
            "stability",
            f"{words}, more than {bounds.trend_percent} per cent from the mean of the stretch.",
            shown,
            reading=reading,
        )
    return None


def _flat(
    resolver: Resolver, said: Said, found: Sequence[Candidate], reading: Reading | None, bounds: Bounds, loose: bool
) -> Judged:
    """Stable: within the bounds. Where several bases are open, all within is stable, none within is not."""
    relevant = [c for c in found if c.unit in ("percent", "percentage_points") and _is_change(c)]
    points = [c for c in relevant if c.unit == "percentage_points"]
    relevant = points or relevant
    if not relevant:
        verdict: Verdict = "not_enough_information"
        if any(c.value == 0 for c in found) and not said.negated:
            verdict = "supported"
        first = found[0] if found else None
        return Judged(verdict, "stability", "No percentage change is known.", first, reading=reading)
    limits = {
        "percent": bounds.relatively_percent if loose else bounds.stable_percent,
        "percentage_points": bounds.relatively_points if loose else bounds.stable_points,
    }
    inside = [c for c in relevant if abs(c.value) <= limits[c.unit]]
    outside = [c for c in relevant if abs(c.value) > limits[c.unit]]
    shown = relevant[0]
    limit = f"{limits[shown.unit]} {'points' if shown.unit == 'percentage_points' else 'per cent'}"
    if said.negated:
        inside, outside = outside, inside
    if not outside:
        return Judged(
            "supported",
            "stability",
            f"{place_words(resolver.index, shown)} is {_signed(shown)}, within {limit}.",
            shown,
            reading=reading,
        )
    if not inside:
        worst = max(outside, key=lambda c: abs(c.value))
        return Judged(
            "refuted", "stability", f"{place_words(resolver.index, worst)} is {_signed(worst)}; stable means within {limit}.",
            worst, "rose" if worst.value > 0 else "fell", reading,
        )  # fmt: skip
    return Judged(
        "not_enough_information", "stability", f"Within {limit} on one base and not on another.", shown, reading=reading
    )


# Comparisons with another area, a target or a figure


def _compared(resolver: Resolver, at: int, said: Said, judged: dict[int, Judged], bounds: Bounds) -> Judged | None:
    index, items = resolver.index, resolver.items
    clause = items[at].clause
    after = [step for step in range(at + 1, len(items)) if items[step].clause == clause]
    reading = read(resolver, at, RoleRead("difference"))
    own_area = next(
        (step for step in range(at - 1, -1, -1) if is_area(items[step]) and items[step].clause == clause), None
    )
    rivals = _rivals_after(resolver, at)
    target = any(items[step].has("target", "word") for step in after[:10])
    subject_named = any(is_subject(item) for item in items if item.clause == clause)
    if not reading.subjects.choices:
        return None
    if not (rivals or target) and not any(items[step].kind == "figure" for step in after[:6]):
        return None if not subject_named else _second_subject(resolver, at, said, reading, bounds)
    for step in after[:4]:
        if items[step].kind == "figure" and not rivals and not target:
            return _against_figure(resolver, at, step, said, judged, reading)
    areas = (
        tuple(m.id for m in items[own_area].name.meanings if m.kind == "area")  # type: ignore[union-attr]
        if own_area is not None
        else tuple(area for area in (*resolver.carried.areas, index.own or "") if area)
    )
    found: list[Candidate] = []
    for subject in reading.subjects.choices:
        for area in dict.fromkeys(areas):
            if target:
                found.extend(_target_gaps(index, subject, area, reading))
            elif area not in rivals:
                periods = reading.times.choices
                if (throughout := resolver.each_period(at)) is not None:
                    found.extend(_each(index, subject, area, rivals, throughout, periods))
                    continue
                gaps = list(arithmetic.differences(index, subject, area, rivals, periods))
                if not gaps and periods is not None and reading.times.source != "said":
                    gaps = list(arithmetic.differences(index, subject, area, rivals, None))
                found.extend(gaps)
                found.extend(_mean_gaps(index, subject, area, rivals, reading))
    found = [c for c in found if c.statistic not in ("ratio",)]
    if resolver.each_period(at) is not None and found:
        found = _worst(index, said, found)
    if not found:
        return Judged("not_enough_information", "no_fact", "No fact compares these.", reading=reading)
    if said.sense == "flat":
        return _flat(resolver, said, found, reading, bounds, True)
    rates = [c for c in found if c.unit in ("percent", "per_1000", "percentage_points", "ratio")]
    pool = rates or found
    best = pool[0]
    sign = (best.value > 0) - (best.value < 0)
    holds = _holds(index, said, sign, best.subject)
    if holds is None:
        return Judged(
            "not_enough_information", "polarity", "No fact says whether up or down is better.", best, reading=reading
        )
    if holds or any(_holds(index, said, (c.value > 0) - (c.value < 0), c.subject) for c in pool):
        return Judged(
            "supported", "comparison", f"{place_words(index, best)} is {_signed(best)}.", best, reading=reading
        )
    return Judged(
        "refuted", "comparison", f"The words say it is {_relation(said)}; {place_words(index, best)} is {_signed(best)}.",
        best, _word_for(said, sign), reading,
    )  # fmt: skip


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
    against = [c for c in found if _holds(index, said, (c.value > 0) - (c.value < 0), c.subject) is False]
    return against or found


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
                        level.value - mean.value, level.unit, "difference", subject, area, level.period,
                        (*level.facts, *mean.facts), against=rival, how="difference from the mean of the members",
                    )  # fmt: skip


def _against_figure(
    resolver: Resolver, at: int, step: int, said: Said, judged: dict[int, Judged], reading: Reading
) -> Judged | None:
    """ "86.7 per cent, below 95": the text's own two figures."""
    items = resolver.items
    right = items[step].figure
    role = resolver.roles.get(step)
    if right is None or role is None or role.role == "difference":
        return None
    for before in range(at - 1, -1, -1):
        left = items[before].figure
        if left is not None and comparable(left, right) and left.kind != "rank":
            found = judged.get(before)
            return _verdict_of_gap(resolver, said, left.value - right.value, f"{left.text} against {right.text}", found)
    if said.sense == "flat":
        return None
    levels = [
        c
        for subject in reading.subjects.choices
        for area in reading.places.choices
        for c in arithmetic.levels(resolver.index, subject, area, reading.times.choices)
    ]
    if len({c.value for c in levels}) == 1:
        gap = levels[0].value - right.value
        fact = Judged("supported", "", "", levels[0], reading=reading)
        return _verdict_of_gap(
            resolver, said, gap, f"{value_words(levels[0].value, levels[0].unit)} against {right.text}", fact
        )
    return None


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
                        return _verdict_of_gap(
                            resolver, said, gap,
                            f"{value_words(level.value, level.unit)} against {value_words(theirs.value, theirs.unit)}", fact,
                        )  # fmt: skip
    return None
