"""Verdicts on "significant": by a test of the change or difference that is meant, or of each of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pcc_narrator.checking import arithmetic
from pcc_narrator.checking.arithmetic import Candidate
from pcc_narrator.checking.index import Subject
from pcc_narrator.checking.items import Item
from pcc_narrator.checking.reading import Judged, Reading, read
from pcc_narrator.checking.role import RoleRead
from pcc_narrator.checking.scope import Resolver
from pcc_narrator.checking.scopes import Places, Subjects, Times
from pcc_narrator.checking.wording import area_words, place_words
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period


def judge_significance(resolver: Resolver, at: int, judged: dict[int, Judged]) -> Judged | None:
    items = resolver.items
    item = items[at]
    sense = item.sense("significance") or "yes"
    if sense == "yes" and any(one.has("negation") for one in items[max(0, at - 3) : at]):
        sense = "no"
    near = near_change(resolver, at)
    if resolver.sentence.block.kind == "heading" and not any(one.name is not None for one in items):
        return None  # "Significant change", the name of a section
    statistical = "statistical" in item.key or "chance" in item.key
    if near is None and not statistical:
        return None
    following = items[at + 1] if at + 1 < len(items) else None
    if (
        not statistical
        and item.key == "significant"
        and following is not None
        and following.kind == "word"
        and not following.words
        and near is not None
        and near < at
        and items[at - 1].key not in _IS
    ):
        return None  # a significant amount of effort
    if (several := _several(resolver, at, judged, sense)) is not None:
        return several
    place = near if near is not None else at
    reading = read(resolver, place, resolver.roles.get(place, RoleRead("change")))
    linked = [number for number, role in resolver.roles.items() if role.word == place]
    wanted: set[str] = set()
    base: Period | None = None
    for number in linked:
        found = judged.get(number)
        if found is not None and found.reading is not None:
            reading = found.reading
        if found is not None and found.candidate is not None:
            wanted.update(found.candidate.facts)
            base = found.candidate.base
    if not wanted and (summed_up := _summed_up(resolver, place, judged)) is not None:
        wanted, base = {*summed_up.facts}, summed_up.base
        reading = _reading_of(reading, summed_up)
    if not wanted and reading.subjects.source != "said" and not _points_back(resolver, place):
        return None  # "should address any significant change"
    if not wanted:
        bases = resolver.bases(place, reading.times.choices)
        if not bases.choices and (told := told_bases(resolver, judged)):
            bases = Times(told, "carried")
        reading = Reading(reading.role, reading.subjects, reading.places, reading.times, bases)
    tests = _tests(resolver, reading)
    if (untested := _untested(resolver, linked, judged)) is not None:
        message = f"The facts hold no test of the change of {untested}."
        return Judged("not_enough_information", "no_test", message, reading=reading)
    if not tests:
        return Judged(
            "not_enough_information",
            "no_test",
            "The text says how significant this is; the facts hold no test of it.",
            reading=reading,
        )
    exact = [t for t in tests if wanted & set(t.of_what)] or [t for t in tests if base is not None and t.base == base]
    if not exact and reading.bases.choices:
        exact = [t for t in tests if t.base in reading.bases.choices]
    pool = exact or tests
    values = {bool(test.number) for test in pool}
    test = pool[0]
    candidate = arithmetic.of_fact(test, Subject(test.measure, test.category))
    method = f" ({test.method})" if test.method else ""
    if len(values) > 1:
        return Judged(
            "not_enough_information",
            "no_test",
            "Tests on different bases differ, and the text does not name its base.",
            candidate,
            reading=reading,
        )
    if values == {sense == "yes"}:
        return Judged("supported", "significance", f"The test{method} bears it out.", candidate, reading=reading)
    wording = "is not significant" if sense == "yes" else "is significant"
    if _picks_one(items, at):
        return Judged(
            "not_enough_information",
            "significance",
            "The text speaks of one of several changes.",
            candidate,
            reading=reading,
        )
    return Judged(
        "refuted",
        "significance",
        f"By the test{method} the change or difference {wording}: "
        f"{place_words(resolver.index, candidate, statistic=False)}.",
        candidate,
        wording,
        reading,
    )


def _untested(resolver: Resolver, linked: Sequence[int], judged: Mapping[int, Judged]) -> str | None:
    """The area of a change without a test, of several that a word is told of: "rose significantly by 12 per cent in
    Leeds and by 9 in the region"."""
    told = [one.candidate for step in linked if (one := judged.get(step)) is not None and one.verdict == "supported"]
    changes = {one.area: one for one in told if one is not None and one.base is not None}
    if len(changes) < 2:
        return None
    for area, change in changes.items():
        tests = resolver.index.statistic(change.subject, area, "significant")
        if not any(fact.period == change.period for fact in tests):
            return area_words(resolver.index, area)
    return None


def _summed_up(resolver: Resolver, near: int, judged: Mapping[int, Judged]) -> Candidate | None:
    """The change told just before that a noun takes up: "which is 605 more than a year before, a rise that is …"."""
    items = resolver.items
    if near < 2 or not items[near].has("change_noun") or items[near - 1].key not in ("a", "an"):
        return None
    if items[near - 2].kind != "mark" or near + 1 >= len(items) or items[near + 1].key not in ("that", "which"):
        return None
    told = changes_told(resolver, {step: one for step, one in judged.items() if step < near})
    return told[-1] if told else None


def _reading_of(reading: Reading, change: Candidate) -> Reading:
    """The reading of a change that was told before."""
    bases = Times((change.base,), "said") if change.base is not None else reading.bases
    subjects, places = Subjects((change.subject,), "said"), Places((change.area,), "said")
    return Reading(reading.role, subjects, places, Times((change.period,), "said"), bases)


def _several(resolver: Resolver, at: int, judged: Mapping[int, Judged], sense: str) -> Judged | None:
    """ "Both rises are significant", "the first of these is": the tests of the changes told just before."""
    items = resolver.items
    clause = [item.key for item in items[:at] if item.clause == items[at].clause]
    told = changes_told(resolver, {step: one for step, one in judged.items() if step < at})
    if len(told) < 2:
        told = resolver.carried.changes
    if len(told) < 2 and "both" in clause:
        told = resolver.carried.told_changes[-2:]  # one of each of two sentences
    if any(key in ("both", "these", "all") for key in clause) and not _picks_one(items, at):
        meant = told
    elif len(told) == 2 and any(key in ("first", "former") for key in clause):
        meant = told[:1]
    elif len(told) == 2 and any(key in ("second", "latter") for key in clause):
        meant = told[1:]
    else:
        return None
    if len(told) < 2 or any(item.name is not None for item in items if item.clause == items[at].clause):
        return None
    tests = [test_of(resolver, one) for one in meant]
    for one, test in zip(meant, tests, strict=True):
        if test is not None and bool(test.number) != (sense == "yes"):
            wording = "is not significant" if sense == "yes" else "is significant"
            candidate = arithmetic.of_fact(test, one.subject)
            where = place_words(resolver.index, candidate, statistic=False)
            message = f"By the test the change or difference {wording}: {where}."
            return Judged("refuted", "significance", message, candidate, wording)
    if not meant or None in tests:
        return Judged("not_enough_information", "no_test", "The facts do not hold a test of each of these changes.")
    return Judged("supported", "significance", "The test of each bears it out.", meant[0])


def changes_told(resolver: Resolver, judged: Mapping[int, Judged]) -> tuple[Candidate, ...]:
    """The changes that a sentence has told and that the facts bear out, each once, in its order."""
    found: dict[tuple[object, ...], Candidate] = {}
    for at, one in sorted(judged.items()):
        candidate = one.candidate
        if one.verdict != "supported" or candidate is None:
            continue
        role = resolver.roles[at]
        other = judged.get(role.pair) if role.role == "to" and role.pair is not None else None
        if other is not None and other.verdict == "supported" and other.candidate is not None:
            candidate = replace(candidate, base=other.candidate.period)
        if candidate.base is not None:
            found.setdefault((candidate.subject, candidate.area, candidate.period, candidate.base), candidate)
    return tuple(found.values())


def test_of(resolver: Resolver, change: Candidate) -> Fact | None:
    """The one test of a change, if there is one."""
    tests = [
        fact
        for fact in resolver.index.statistic(change.subject, change.area, "significant")
        if fact.period == change.period and (fact.base in (None, change.base) or set(fact.of_what) & set(change.facts))
    ]
    exact = [fact for fact in tests if set(fact.of_what) & set(change.facts) or fact.base == change.base]
    pool = exact or tests
    return pool[0] if len({bool(fact.number) for fact in pool}) == 1 else None


_IS = frozenset({"is", "are", "was", "were", "is not", "are not", "was not", "were not", "not", "also", "both", "be"})


def _points_back(resolver: Resolver, near: int) -> bool:
    """Whether a change that was told before is meant: "that rise is significant", "it fell significantly"."""
    items = resolver.items
    pointed = any(
        items[step].has("change_noun") and items[step - 1].key in ("the", "this", "that", "these", "both", "neither")
        for step in range(1, near + 1)
    )
    return resolver.opens_with_pronoun() or pointed


def _picks_one(items: tuple[Item, ...], at: int) -> bool:
    """Whether one of several changes told before is meant: "the first of these is significant", "only one is"."""
    before = [item.key for item in items[max(0, at - 7) : at] if item.clause == items[at].clause]
    return any(key in _ONE_OF for key in before) or ("of" in before and ("these" in before or "those" in before))


_ONE_OF = frozenset({"first", "second", "former", "latter", "neither", "either", "one"})


def told_bases(resolver: Resolver, judged: Mapping[int, Judged]) -> tuple[Period, ...]:
    """The bases of the changes that the sentence, or the one before it, has told."""
    found: dict[Period, None] = {}
    for at, verdict in sorted(judged.items()):
        candidate = verdict.candidate
        if candidate is None or verdict.verdict != "supported":
            continue
        if candidate.base is not None:
            found[candidate.base] = None
        elif resolver.roles[at].role == "from":
            found[candidate.period] = None
    return tuple(found) or resolver.carried.bases


def _tests(resolver: Resolver, reading: Reading) -> list[Fact]:
    found = []
    for subject in reading.subjects.choices:
        for area in reading.places.choices or (resolver.index.own or "",):
            for fact in resolver.index.statistic(subject, area, "significant"):
                times = reading.times
                if times.choices is None or fact.period in times.choices or fact.period.start is None:
                    found.append(fact)
    return found


def _is_change_word(item: Item) -> bool:
    return item.has("direction") or item.has("change_noun") or item.has("comparison") or item.has("more")


def near_change(resolver: Resolver, at: int) -> int | None:
    """The change or comparison that a degree word goes with."""
    items, clause = resolver.items, resolver.items[at].clause
    for step in (at, at + 1, at + 2, at + 3, at + 4):
        found = step < len(items) and items[step].clause == clause and _is_change_word(items[step])
        if found and not any(item.kind == "mark" for item in items[at + 1 : step]):
            return step
    for step in range(at - 1, max(-1, at - 10), -1):
        if items[step].clause == clause and _is_change_word(items[step]):
            return step
    opening = [step for step in range(at) if items[step].clause == clause][:3]
    return next((step for step in opening if items[step].has("change_noun")), None)  # "The change on …, 12, is"
